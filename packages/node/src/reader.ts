import { readdirSync, readFileSync, statSync } from "node:fs";
import { type CasebookFile, load, type Loaded } from "keiretsu";
import { PACKAGE_FILE, readCasebook, unlistedTables } from "./files.ts";

/** Where a command reads casebooks and the files beside them. What it is not handed here it cannot reach. */
export interface Reader {
  /** The casebook in a folder that is there. */
  readonly casebook: (folder: string) => Loaded;
  /** Names of what lies in a folder; null where there is no such folder. */
  readonly names: (folder: string) => readonly string[] | null;
  /** Bytes of a plain file; null where there is none. */
  readonly size: (path: string) => number | null;
  readonly text: (path: string) => string;
}

/** The disk of this machine: what the command line reads. */
export const diskReader: Reader = {
  casebook: readCasebook,
  names: (folder) => (statSync(folder, { throwIfNoEntry: false })?.isDirectory() ? readdirSync(folder) : null),
  size: (path) => {
    const found = statSync(path, { throwIfNoEntry: false });
    return found?.isFile() ? found.size : null;
  },
  text: (path) => readFileSync(path, "utf8"),
};

/** One casebook in memory under the name of its folder, and nothing else. It is read once, however often it is asked. */
export function memoryReader(folder: string, files: readonly CasebookFile[]): Reader {
  const texts = new Map(files.map(({ path, text }) => [`${folder}/${path}`, text]));
  let loaded: Loaded | null = null;
  const names = (asked: string): readonly string[] | null => {
    const inside = [...texts.keys()]
      .filter((path) => path.startsWith(`${asked}/`))
      .map((path) => path.slice(asked.length + 1).split("/")[0]);
    return inside.length === 0 ? null : [...new Set(inside)];
  };
  const packageText = texts.get(`${folder}/${PACKAGE_FILE}`);
  return {
    casebook: () =>
      (loaded ??= load(files, { findings: packageText === undefined ? [] : unlistedTables(packageText, names(folder) ?? []) })),
    names,
    size: (path) => {
      const text = texts.get(path);
      return text === undefined ? null : Buffer.byteLength(text);
    },
    text: (path) => texts.get(path)!,
  };
}
