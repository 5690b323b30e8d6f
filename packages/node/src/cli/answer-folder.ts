import { foreignEntry, missingParent, obstacle, writeFolder } from "../output-folder.ts";
import { rasterizer } from "../png.ts";
import { type Call, UsageError } from "./command.ts";

/** A folder that an answer fills: pictures, results and a manifest that lists them, so that only its own earlier files are replaced. */
export interface AnswerFolder {
  readonly folder: string;
  /** The option that names it, for the advice: "-o". */
  readonly option: string;
  readonly manifest: string;
  readonly schema: string;
}

/** Refuse a folder that holds anything else, before the work. */
export function refuseForeign({ folder, option, manifest, schema }: AnswerFolder): void {
  const met = obstacle(folder);
  if (met?.kind === "file")
    throw new UsageError({
      en: `${met.path} is a file, not a folder: nothing was written. Choose a folder with ${option}.`,
      fr: `${met.path} est un fichier, pas un dossier : rien n’a été écrit. Choisissez un dossier avec ${option}.`,
    });
  if (met !== null) throw unwritable(met.path, { option, code: null });
  const foreign = foreignEntry({ folder, manifest, schema });
  if (foreign === null) return;
  throw new UsageError({
    en: `${folder} holds "${foreign}", which no earlier call wrote: nothing was written. Choose another folder with ${option}.`,
    fr: `${folder} contient « ${foreign} », qu’aucun appel antérieur n’a écrit : rien n’a été écrit. Choisissez un autre dossier avec ${option}.`,
  });
}

/** Write all files and a manifest with their names; gives these, and the folder above where it was made too. */
export function writeAnswer(
  output: AnswerFolder,
  files: ReadonlyMap<string, string | Uint8Array>,
  manifest: object,
): { readonly names: readonly string[]; readonly created: string | null } {
  // Asked again, since the pictures took a while.
  refuseForeign(output);
  const { folder, option } = output;
  const names = [...files.keys(), output.manifest].sort();
  const created = missingParent(folder);
  const text = `${JSON.stringify({ schema: output.schema, ...manifest, files: names }, null, 2)}\n`;
  try {
    writeFolder(folder, new Map([...files, [output.manifest, text]]));
  } catch (error) {
    // Only what the file system answers is told as the folder's fault; anything else is ours.
    const { code, syscall } = error as NodeJS.ErrnoException;
    if (code === undefined || syscall === undefined) throw error;
    throw unwritable(folder, { option, code });
  }
  return { names, created };
}

/** The sentence that tells of a folder above that was made too. */
export function tellCreated(call: Call, created: string | null): void {
  if (created !== null) call.io.stdout(call.say({ en: `The folder ${created} was created.\n`, fr: `Le dossier ${created} a été créé.\n` }));
}

function unwritable(path: string, { option, code }: { readonly option: string; readonly code: string | null }): UsageError {
  const reason = code === null ? "" : ` (${code})`;
  return new UsageError({
    en: `${path} cannot be written to${reason}: nothing was written. Choose another folder with ${option}.`,
    fr: `Impossible d’écrire dans ${path}${reason} : rien n’a été écrit. Choisissez un autre dossier avec ${option}.`,
  });
}

/** Pictures as SVG, wide ones and loops also as bitmaps; the others are for small screens, which draw SVG. */
export async function pictureFiles(call: Call, svgs: Readonly<Record<string, string>>): Promise<ReadonlyMap<string, string | Uint8Array>> {
  const files = new Map<string, string | Uint8Array>(Object.entries(svgs).map(([name, svg]) => [`${name}.svg`, svg]));
  const draw = await rasterizer();
  if (draw === null) {
    call.io.stderr(
      call.say({
        en: "PNG pictures are left out: the optional package @resvg/resvg-js is not installed (npm install @resvg/resvg-js).\n",
        fr: "Les images PNG manquent : le paquet facultatif @resvg/resvg-js n’est pas installé (npm install @resvg/resvg-js).\n",
      }),
    );
    return files;
  }
  for (const [name, svg] of Object.entries(svgs)) if (!/-(narrow|medium)$/.test(name)) files.set(`${name}.png`, draw(svg));
  return files;
}
