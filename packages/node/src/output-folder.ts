import {
  accessSync,
  constants,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join, relative, resolve, sep } from "node:path";

/**
 * A folder that is written whole or not at all: files go to a folder beside it, which then takes its name. A folder that exists is replaced
 * only when it is empty or holds nothing but what its own manifest lists.
 */
export interface OutputFolder {
  readonly folder: string;
  /** Name of the file that lists the others under `files`, with forward slashes, as JSON, and says under `schema` whose it is. */
  readonly manifest: string;
  readonly schema: string;
}

/** Name of an entry that is not ours, or null when the folder may be written. */
export function foreignEntry(output: OutputFolder): string | null {
  const { folder } = output;
  if (!existsSync(folder)) return null;
  if (!lstatSync(folder).isDirectory()) return basename(folder);
  const own = new Set(ownFiles(output));
  return entriesBelow(folder).find((entry) => !own.has(entry) || !lstatSync(join(folder, entry)).isFile()) ?? null;
}

/** Names of what lies below a folder, with forward slashes, sorted; a folder stands only where it is empty. */
function entriesBelow(folder: string): readonly string[] {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((entry) => {
    const path = join(entry.parentPath, entry.name);
    return entry.isDirectory() && readdirSync(path).length > 0 ? [] : [relative(folder, path).replaceAll(sep, "/")];
  });
  return names.sort();
}

/** Why a folder cannot be written, as far as can be told before writing: it is a file, or one of its parents is, or they are closed to us. */
export function obstacle(folder: string): { readonly path: string; readonly kind: "file" | "closed" } | null {
  const target = resolve(folder);
  if (existsSync(target) && !statSync(target).isDirectory()) return { path: folder, kind: "file" };
  let parent = dirname(target);
  while (!existsSync(parent)) parent = dirname(parent);
  if (!statSync(parent).isDirectory()) return { path: parent, kind: "file" };
  try {
    accessSync(parent, constants.W_OK | constants.X_OK);
    return null;
  } catch {
    return { path: parent, kind: "closed" };
  }
}

/** The folder above, when writing would have to make it too; null where it is there. */
export function missingParent(folder: string): string | null {
  const parent = dirname(resolve(folder));
  return existsSync(parent) ? null : dirname(folder);
}

/** Write all files at once; the caller has asked `foreignEntry` first. Missing parents are made. Throws what the file system throws. */
export function writeFolder(folder: string, files: ReadonlyMap<string, string | Uint8Array>): void {
  const target = resolve(folder);
  mkdirSync(dirname(target), { recursive: true });
  const scratch = mkdtempSync(join(dirname(target), `.${basename(target)}-`));
  try {
    const fresh = join(scratch, "new");
    mkdirSync(fresh);
    for (const [name, content] of files) {
      mkdirSync(dirname(join(fresh, name)), { recursive: true });
      writeFileSync(join(fresh, name), content);
    }
    const old = join(scratch, "old");
    const replaced = existsSync(target);
    if (replaced) renameSync(target, old);
    try {
      renameSync(fresh, target);
    } catch (error) {
      if (replaced) renameSync(old, target);
      throw error;
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function ownFiles({ folder, manifest, schema }: OutputFolder): readonly string[] {
  try {
    const read: unknown = JSON.parse(readFileSync(join(folder, manifest), "utf8"));
    const { schema: found, files } = read as { schema?: unknown; files?: unknown };
    return found === schema && Array.isArray(files) ? files.filter((name) => typeof name === "string") : [];
  } catch {
    return [];
  }
}
