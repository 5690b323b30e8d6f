import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from "node:fs";
import { dirname, resolve } from "node:path";
import Sqlite from "better-sqlite3";
import { Kysely, SqliteDialect } from "kysely";
import { linesOfStore, Seal } from "./backup-lines.ts";
import type { Database } from "./database.ts";
import type { Migration } from "./migrations.ts";
import { StoreError } from "./store-error.ts";

/**
 * Write the whole store to one new file. A SQLite store gives a SQLite file with a seal in it, PostgreSQL gives lines of JSON that end with
 * one; both are one moment of the store while others write. The file is on the disk, whole, before it has its name.
 */
export async function backUp(database: Database, path: string, steps: readonly Migration[]): Promise<void> {
  refuseExisting(path);
  const unfinished = `${path}.part`;
  try {
    rmSync(unfinished, { force: true });
    if (database.engine.copyTo === null) await writeLines(database, unfinished, steps);
    else {
      closeSync(openSync(unfinished, "wx", 0o600));
      await database.engine.copyTo(unfinished);
      await sealCopy(unfinished, steps);
    }
    sync(unfinished);
    refuseExisting(path);
    renameSync(unfinished, path);
    sync(dirname(resolve(path)));
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw fileFault(error, path) ?? error;
  }
}

async function writeLines(database: Database, path: string, steps: readonly Migration[]): Promise<void> {
  const seal = new Seal();
  const handle = openSync(path, "wx", 0o600);
  const put = (line: string): void => {
    for (let bytes = Buffer.from(`${line}\n`); bytes.length > 0; ) bytes = bytes.subarray(writeSync(handle, bytes));
  };
  try {
    await database.snapshot(async (db) => {
      for await (const line of linesOfStore(db as unknown as Kysely<never>, steps)) {
        seal.add(line);
        put(line);
      }
    });
    put(seal.last());
  } finally {
    closeSync(handle);
  }
}

/** The copy says what its rows were, and is one file without a log beside it. */
async function sealCopy(path: string, steps: readonly Migration[]): Promise<void> {
  const copy = new Sqlite(path);
  try {
    copy.pragma("journal_mode = delete");
    const last = await sealOf(copy, steps);
    copy.exec("create table backup_seal (last text not null)");
    copy.prepare("insert into backup_seal (last) values (?)").run(last);
  } finally {
    copy.close();
  }
}

/** The last line that the rows of a SQLite file would have. */
export async function sealOf(copy: Sqlite.Database, steps: readonly Migration[]): Promise<string> {
  const seal = new Seal();
  for await (const line of linesOfStore(kyselyOver(copy), steps)) seal.add(line);
  return seal.last();
}

/** kysely over a file that is open; closing it is left to whoever opened it. */
export function kyselyOver(database: Sqlite.Database): Kysely<never> {
  return new Kysely<never>({ dialect: new SqliteDialect({ database }) });
}

function sync(path: string): void {
  const handle = openSync(path, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function refuseExisting(path: string): void {
  if (!existsSync(path)) return;
  throw new StoreError("refused", {
    en: `${path} is there already: nothing was written. Name a new file.`,
    fr: `${path} existe déjà : rien n’a été écrit. Nommez un nouveau fichier.`,
  });
}

/** What the file system answers about a path. */
export function fileFault(error: unknown, path: string): StoreError | null {
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (error instanceof StoreError) return error;
  if (code === "ENOSPC" || code === "EDQUOT" || code === "SQLITE_FULL")
    return new StoreError(
      "disk-full",
      { en: `There is no room for ${path}: nothing is left of it.`, fr: `Pas de place pour ${path} : il n’en reste rien.` },
      { cause: error },
    );
  if (syscall === undefined && !code?.startsWith("SQLITE_CANTOPEN") && !code?.startsWith("SQLITE_READONLY")) return null;
  return new StoreError(
    code === "ENOENT" ? "not-found" : "read-only",
    { en: `${path} cannot be opened (${code}).`, fr: `Impossible d’ouvrir ${path} (${code}).` },
    { cause: error },
  );
}
