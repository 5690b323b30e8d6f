import type { Bilingual } from "../../cli/command.ts";
import { Problem } from "../problem.ts";

/** What may be imported: few, small text files whose names mean the same on every system that a casebook is exported to. */
const MOST_FILES = 300;
const LARGEST_FILE = 8 * 2 ** 20;
const TYPES = /\.(csv|json|md|yaml|yml|txt)$/;
const DEVICES = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(\.|$)/i;

interface ImportedFile {
  readonly path: string;
  readonly text: string;
}

/** Throws a Problem that names the first file at fault. */
export function checkImport(files: readonly ImportedFile[]): void {
  if (files.length === 0 || files.length > MOST_FILES)
    throw refuse("too-many-files", {
      en: `Between 1 and ${MOST_FILES} files, not ${files.length}.`,
      fr: `Entre 1 et ${MOST_FILES} fichiers, pas ${files.length}.`,
    });
  const names = new Set<string>();
  for (const { path, text } of files) {
    const fault = fileNameFault(path);
    const shown = shownName(path);
    if (fault) throw refuse("file-name", { en: `File “${shown}”: ${fault.en}.`, fr: `Fichier « ${shown} » : ${fault.fr}.` });
    // Claims.csv and claims.csv are one file on some systems.
    if (names.has(path.toLowerCase()))
      throw refuse("file-name", { en: `File “${shown}” comes twice.`, fr: `Le fichier « ${shown} » vient deux fois.` });
    names.add(path.toLowerCase());
    if (Buffer.byteLength(text) > LARGEST_FILE)
      throw new Problem(413, "file-too-large", {
        en: `File “${shown}” is larger than 8 MiB.`,
        fr: `Le fichier « ${shown} » dépasse 8 Mio.`,
      });
    if (/(?![\t\n\r])\p{Cc}/u.test(text))
      throw refuse("not-text", { en: `File “${shown}” is not text.`, fr: `Le fichier « ${shown} » n’est pas du texte.` });
  }
}

/** Why a path is not accepted, as the end of a sentence; null when it is. */
export function fileNameFault(path: string): Bilingual | null {
  if (path.length === 0 || Buffer.byteLength(path) > 512) return { en: "its name is empty or too long", fr: "nom vide ou trop long" };
  if (path.normalize("NFKC") !== path || !/^[\p{L}\p{M}\p{N} _.\-()/]+$/u.test(path))
    return { en: "its name holds a character that is not allowed", fr: "son nom contient un caractère qui n’est pas permis" };
  const segments = path.split("/");
  if (segments.length > 6 || segments.some((segment) => !isPlainSegment(segment)))
    return { en: "its name is no plain path below the folder", fr: "son nom n’est pas un chemin simple sous le dossier" };
  if (segments.some((segment) => DEVICES.test(segment)))
    return { en: "its name is that of a device", fr: "son nom est celui d’un périphérique" };
  if (!TYPES.test(path))
    return { en: "files are .csv, .json, .md, .yaml, .yml or .txt", fr: "les fichiers sont .csv, .json, .md, .yaml, .yml ou .txt" };
  return null;
}

/** No empty part (so no leading slash), no hidden file and no "..", nothing that Windows would cut off. */
function isPlainSegment(segment: string): boolean {
  return segment !== "" && segment.length <= 120 && !/^[. ]|[. ]$/.test(segment);
}

/** Names come from outside: what a terminal or a page would obey is not told again. */
function shownName(path: string): string {
  return path.slice(0, 80).replace(/[^\p{L}\p{N} _.\-()/]/gu, "?");
}

function refuse(code: string, text: Bilingual): Problem {
  return new Problem(422, code, text);
}
