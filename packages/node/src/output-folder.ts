import { existsSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";

/**
 * A folder that is written whole or not at all: files go to a folder beside it, which then takes its name. A folder that exists is replaced
 * only when it is empty or holds nothing but what its own manifest lists.
 */
export interface OutputFolder {
  readonly folder: string;
  /** Name of the file that lists the others under `files`, as JSON, and says under `schema` whose it is. */
  readonly manifest: string;
  readonly schema: string;
}

/** Name of an entry that is not ours, or null when the folder may be written. */
export function foreignEntry(output: OutputFolder): string | null {
  const { folder } = output;
  if (!existsSync(folder)) return null;
  if (!lstatSync(folder).isDirectory()) return basename(folder);
  const entries = readdirSync(folder).sort();
  const own = new Set(ownFiles(output));
  return entries.find((entry) => !own.has(entry) || !lstatSync(join(folder, entry)).isFile()) ?? null;
}

/** Write all files at once; the caller has asked `foreignEntry` first. */
export function writeFolder(folder: string, files: ReadonlyMap<string, string | Uint8Array>): void {
  const target = resolve(folder);
  mkdirSync(dirname(target), { recursive: true });
  const scratch = mkdtempSync(join(dirname(target), `.${basename(target)}-`));
  try {
    const fresh = join(scratch, "new");
    mkdirSync(fresh);
    for (const [name, content] of files) writeFileSync(join(fresh, name), content);
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
