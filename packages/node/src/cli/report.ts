import { join } from "node:path";
import { gatherReport, plural, report as tell } from "keiretsu";
import { foreignEntry, missingParent, obstacle, writeFolder } from "../output-folder.ts";
import { rasterizer } from "../png.ts";
import { type Call, type Command, EXIT, UsageError } from "./command.ts";
import { openCasebook, withReserve } from "./open.ts";
import { CASEBOOK, VIEW_OPTIONS, viewOptions } from "./options.ts";
import { writeJson } from "./output.ts";

const MANIFEST = "report.json";

/** The whole answer as one page with its pictures and results. */
export const report: Command = {
  name: "report",
  summary: {
    en: "Write the whole answer as one page, with pictures and results",
    fr: "Écrire toute la réponse en une page, avec images et résultats",
  },
  arguments: [CASEBOOK],
  options: [
    {
      name: "output",
      short: "o",
      kind: "text",
      value: "folder",
      required: true,
      description: {
        en: "Folder to write; an earlier report in it is replaced",
        fr: "Dossier à écrire ; un rapport antérieur y est remplacé",
      },
    },
    ...VIEW_OPTIONS,
  ],
  examples: ["keiretsu report casebooks/ai-alliances -o report", "keiretsu report casebooks/ai-alliances -o rapport --lang fr"],
  async run(call) {
    const folder = call.text("output")!;
    refuseForeign(folder);
    const casebook = openCasebook(call);
    const material = gatherReport(casebook, viewOptions(call));
    const { html, svgs, json } = tell(
      {
        ...material,
        circularity: withReserve(casebook, material.circularity),
        spread: withReserve(casebook, material.spread),
        loops: withReserve(casebook, material.loops),
      },
      call.language,
    );
    const files = new Map<string, string | Uint8Array>([["report.html", html]]);
    for (const [name, svg] of Object.entries(svgs)) files.set(`${name}.svg`, svg);
    await addBitmaps(call, svgs, files);
    const names = [...files.keys(), MANIFEST].sort();
    const manifest = { ...json, language: call.language, files: names };
    files.set(MANIFEST, `${JSON.stringify(manifest, null, 2)}\n`);
    // Asked again, since the pictures took a while.
    refuseForeign(folder);
    const created = missingParent(folder);
    writeOrRefuse(folder, files);
    if (call.flag("json")) return writeJson(call.io, { ...json, language: call.language, folder, files: names });
    const page = join(folder, "report.html");
    const beside = names.length - 1;
    call.io.stdout(
      call.say({
        en: `Written: ${page}, with ${beside} ${plural(beside, "file", "files", "en")} beside it (pictures, results). Open ${page} in a browser.\n`,
        fr: `Écrit : ${page}, avec ${beside} ${plural(beside, "fichier", "fichiers", "fr")} à côté (images, résultats). Ouvrez ${page} dans un navigateur.\n`,
      }),
    );
    if (created !== null)
      call.io.stdout(call.say({ en: `The folder ${created} was created.\n`, fr: `Le dossier ${created} a été créé.\n` }));
    return EXIT.fine;
  },
};

function refuseForeign(folder: string): void {
  const met = obstacle(folder);
  if (met?.kind === "file")
    throw new UsageError({
      en: `${met.path} is a file, not a folder: nothing was written. Choose a folder with -o.`,
      fr: `${met.path} est un fichier, pas un dossier : rien n’a été écrit. Choisissez un dossier avec -o.`,
    });
  if (met !== null) throw unwritable(met.path, null);
  const foreign = foreignEntry({ folder, manifest: MANIFEST, schema: "keiretsu.report/1" });
  if (foreign === null) return;
  throw new UsageError({
    en: `${folder} holds "${foreign}", which no earlier report wrote: nothing was written. Choose another folder with -o.`,
    fr: `${folder} contient « ${foreign} », qu’aucun rapport antérieur n’a écrit : rien n’a été écrit. Choisissez un autre dossier avec -o.`,
  });
}

/** Only what the file system answers is told as the folder's fault; anything else is ours. */
function writeOrRefuse(folder: string, files: ReadonlyMap<string, string | Uint8Array>): void {
  try {
    writeFolder(folder, files);
  } catch (error) {
    const { code, syscall } = error as NodeJS.ErrnoException;
    if (code === undefined || syscall === undefined) throw error;
    throw unwritable(folder, code);
  }
}

function unwritable(path: string, code: string | null): UsageError {
  const reason = code === null ? "" : ` (${code})`;
  return new UsageError({
    en: `${path} cannot be written to${reason}: nothing was written. Choose another folder with -o.`,
    fr: `Impossible d’écrire dans ${path}${reason} : rien n’a été écrit. Choisissez un autre dossier avec -o.`,
  });
}

/** Wide pictures and loops also as bitmaps; the others are for small screens, which draw SVG. */
async function addBitmaps(call: Call, svgs: Readonly<Record<string, string>>, files: Map<string, string | Uint8Array>): Promise<void> {
  const draw = await rasterizer();
  if (draw === null) {
    call.io.stderr(
      call.say({
        en: "PNG pictures are left out: the optional package @resvg/resvg-js is not installed (npm install @resvg/resvg-js).\n",
        fr: "Les images PNG manquent : le paquet facultatif @resvg/resvg-js n’est pas installé (npm install @resvg/resvg-js).\n",
      }),
    );
    return;
  }
  for (const [name, svg] of Object.entries(svgs)) if (!/-(narrow|medium)$/.test(name)) files.set(`${name}.png`, draw(svg));
}
