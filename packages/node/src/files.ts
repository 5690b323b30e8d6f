import { closeSync, constants, fstatSync, lstatSync, openSync, readdirSync, readSync, realpathSync, statSync } from "node:fs";
import { basename, join, relative, sep } from "node:path";
import { type CasebookFile, type Finding, type FindingCode, load, type Loaded, makeFinding, readingCodes, readPackage } from "keiretsu";
import { invalidByte } from "./utf8.ts";

/** A file of a casebook larger than this is refused unread: 64 MB. */
export const LARGEST_FILE = 64_000_000;
/** All files together: 128 MB. */
const LARGEST_CASEBOOK = 2 * LARGEST_FILE;
const LARGEST_PACKAGE = 1_000_000;
export const PACKAGE_FILE = "datapackage.json";

/**
 * Read a casebook from a folder. Only plain files inside the folder that datapackage.json names are opened; whatever is wrong with a file is
 * a finding, and the casebook is then not whole. Never throws on account of the data.
 */
export function readCasebook(folder: string): Loaded {
  const findings: Finding[] = [];
  const files: CasebookFile[] = [];
  const read = (path: string, largest: number): string | null => {
    const text = readText(folder, path, { largest, findings });
    if (text !== null) files.push({ path, text });
    return text;
  };
  if (!isFolder(folder, findings)) return load([], { findings });
  const packageText = read(PACKAGE_FILE, LARGEST_PACKAGE);
  if (packageText === null) return load([], { findings });
  let room = LARGEST_CASEBOOK;
  for (const { path } of readPackage(packageText).package.files) room -= read(path, Math.min(LARGEST_FILE, room))?.length ?? 0;
  findings.push(...unlistedTables(packageText, readdirSync(folder)));
  return load(files, { findings });
}

export function isFolder(folder: string, findings: Finding[]): boolean {
  try {
    if (statSync(folder).isDirectory()) return true;
  } catch (error) {
    findings.push(found(readingCodes.unreadableFile, ".", { found: reasonOf(error) }));
    return false;
  }
  findings.push(found(readingCodes.notACasebook, ".", {}));
  return false;
}

/** Text of one file, or null with a finding; a file that does not exist is left to `load`, which knows who named it. */
export function readText(folder: string, path: string, to: { readonly largest: number; readonly findings: Finding[] }): string | null {
  const refuse = (code: FindingCode, words: Readonly<Record<string, string | number>> = {}): null => {
    to.findings.push(found(code, path, words));
    return null;
  };
  const file = join(folder, path);
  let bytes: Uint8Array;
  try {
    if (!isInside(folder, file)) return refuse(readingCodes.linkLeavesFolder);
    // A pipe would wait for ever and a device may never end: only a plain file is opened.
    if (!statSync(file).isFile()) return refuse(readingCodes.notAPlainFile, { found: path });
    const reading = readAtMost(file, to.largest);
    if (reading.size > to.largest) return refuse(readingCodes.fileTooLarge, { found: reading.size, expected: to.largest });
    bytes = reading.bytes;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT" && !isDangling(file)) return null;
    return refuse(readingCodes.unreadableFile, { found: reasonOf(error) });
  }
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) return refuse(readingCodes.utf16);
  const bad = invalidByte(bytes);
  if (bad !== null) {
    const place = { file: path, line: bad.line, column: bad.column };
    const words = { offset: bad.offset, found: `0x${bytes[bad.offset].toString(16).toUpperCase().padStart(2, "0")}` };
    to.findings.push(makeFinding(readingCodes.invalidUtf8, { place, excerpt: bad.before }, words));
    return null;
  }
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
}

/** Where the links end, compared with where the folder's own end. */
function isInside(folder: string, file: string): boolean {
  const way = relative(realpathSync(folder), realpathSync(file));
  return way !== "" && way !== ".." && !way.startsWith(`..${sep}`) && !/^[A-Za-z]:|^[/\\]/.test(way);
}

function isDangling(file: string): boolean {
  return lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
}

/** The size is asked of the open file, so that what is measured is what is read, and a huge file costs nothing. */
function readAtMost(file: string, largest: number): { readonly size: number; readonly bytes: Uint8Array } {
  const handle = openSync(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const { size } = fstatSync(handle);
    if (size > largest) return { size, bytes: new Uint8Array() };
    const bytes = new Uint8Array(size);
    let length = 0;
    while (length < size) {
      const count = readSync(handle, bytes, length, size - length, length);
      if (count === 0) break;
      length += count;
    }
    return { size, bytes: bytes.subarray(0, length) };
  } finally {
    closeSync(handle);
  }
}

/** Tables that lie in the folder and are not read are told, lest someone believe that they are. */
export function unlistedTables(packageText: string, names: readonly string[]): Finding[] {
  const reading = readPackage(packageText);
  const listed = new Set(reading.package.files.map((file) => file.path));
  // A package that cannot be read lists nothing: that it lists no table is then no news.
  if (!reading.whole && listed.size === 0) return [];
  return names
    .filter((name) => name.endsWith(".csv") && !listed.has(name))
    .sort()
    .map((name) => found(readingCodes.unlistedFile, name, { found: name }));
}

function found(code: FindingCode, path: string, words: Readonly<Record<string, string | number>>): Finding {
  return makeFinding(code, { place: { file: path, line: 1, column: 1 }, excerpt: basename(path) }, words);
}

function reasonOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? "unknown reason";
}
