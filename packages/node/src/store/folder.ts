import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type CasebookFile, compareText, type Finding } from "keiretsu";
import { isFolder, LARGEST_FILE, readText } from "../files.ts";
import { writeFolder } from "../output-folder.ts";
import { fileFault } from "./backup.ts";
import { refused } from "./entrance.ts";

/** A folder as it goes into a store. */
export interface Folder {
  readonly files: readonly CasebookFile[];
  /** What could not be read: then nothing may go in. */
  readonly findings: readonly Finding[];
  /** Hidden files and folders, which are no part of a casebook. */
  readonly leftOut: readonly string[];
}

/** Every file below a folder, as text; what is no text is a finding. Names that begin with a dot are left out. */
export function readFolder(folder: string): Folder {
  const findings: Finding[] = [];
  const files: CasebookFile[] = [];
  const leftOut: string[] = [];
  let room = LARGEST_FILE;
  const walk = (inside: string): void => {
    for (const entry of readdirSync(join(folder, inside), { withFileTypes: true })) {
      const path = inside === "" ? entry.name : `${inside}/${entry.name}`;
      if (entry.name.startsWith(".") || entry.name === "node_modules") leftOut.push(path);
      else if (entry.isDirectory()) walk(path);
      else {
        const text = readText(folder, path, { largest: Math.max(0, room), findings });
        if (text === null) continue;
        room -= Buffer.byteLength(text);
        files.push({ path, text });
      }
    }
  };
  if (isFolder(folder, findings)) walk("");
  return { files: files.sort((a, b) => compareText(a.path, b.path)), findings, leftOut: leftOut.sort(compareText) };
}

/**
 * Write a casebook out. A new or empty folder is written whole or not at all. `replace`: in a folder that holds an older copy, files of the
 * same names are written anew, each in one step; the others are left alone and named.
 */
export function writeCasebook(folder: string, files: readonly CasebookFile[], how: { readonly replace: boolean }): readonly string[] {
  const there = existsSync(folder) ? readdirSync(folder) : [];
  if (there.length > 0 && !how.replace)
    throw refused(
      `${folder} is not empty: nothing was written. Choose another folder with -o, or write over the files of an older copy with --replace.`,
      `${folder} n’est pas vide : rien n’a été écrit. Choisissez un autre dossier avec -o, ou réécrivez les fichiers d’une copie antérieure avec --replace.`,
    );
  try {
    if (there.length === 0) {
      writeFolder(folder, new Map(files.map(({ path, text }) => [path, text])));
      return [];
    }
    for (const { path, text } of files) {
      const target = join(folder, path);
      mkdirSync(dirname(target), { recursive: true });
      const fresh = `${target}.part`;
      writeFileSync(fresh, text);
      renameSync(fresh, target);
    }
    const known = new Set(files.map(({ path }) => path));
    return readFolder(folder)
      .files.map(({ path }) => path)
      .filter((path) => !known.has(path));
  } catch (error) {
    for (const { path } of files) rmSync(join(folder, `${path}.part`), { force: true });
    throw fileFault(error, folder) ?? error;
  }
}
