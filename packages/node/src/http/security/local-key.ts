import { chmodSync, closeSync, constants, fchmodSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from "node:fs";
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { newSecret } from "../accounts/keep.ts";

/** The key by which local mode lets write: in the data folder, for its owner's eyes only (mode 600). */
const NAME = "key";

/** The key of a data folder, made on first use. Read anew each time, so that a rotated key counts at once in a server that runs. */
export function localKey(folder: string): string {
  const path = join(folder, NAME);
  try {
    const key = readFileSync(path, "utf8").trim();
    if (/^[\w-]{43}$/.test(key)) {
      chmodSync(path, 0o600);
      return key;
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
  return rotateLocalKey(folder);
}

/** A new key in place of the old one, which counts no longer. Written beside and moved over, so that nobody reads half a key. */
export function rotateLocalKey(folder: string): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const key = newSecret();
  const beside = join(folder, `.${NAME}-${randomBytes(6).toString("hex")}`);
  const file = openSync(beside, constants.O_CREAT | constants.O_EXCL | constants.O_WRONLY, 0o600);
  try {
    fchmodSync(file, 0o600);
    writeSync(file, `${key}\n`);
  } finally {
    closeSync(file);
  }
  renameSync(beside, join(folder, NAME));
  return key;
}
