import { closeSync, existsSync, openSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import Sqlite from "better-sqlite3";
import {
  CompiledQuery,
  type DatabaseConnection,
  type Driver,
  type Kysely,
  sql,
  SqliteDialect,
  SqliteDriver,
  type SqliteDialectConfig,
} from "kysely";
import type { Engine, EngineOptions } from "./engine.ts";
import { StoreError } from "./store-error.ts";

/** "keir" in the header of the file: whose database it is. */
const APPLICATION_ID = 0x6b656972;
/** A reader meets a lock only for a moment; writers wait outside, where the process can do other things meanwhile. */
const LOCK_WAIT_MS = 250;

/** A store of some 20 MB is copied in one go; a larger one in several, between which others have their turn. */
const PAGES_AT_ONCE = 5_000;

/** A transaction that will write says so at once; one that read first could find its data changed and would have to start again. */
class ImmediateDriver extends SqliteDriver {
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw("begin immediate"));
  }
  /** A full disk makes SQLite roll back by itself; that there is then nothing to roll back must not hide why. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await super.rollbackTransaction(connection).catch((error: unknown) => {
      if (!String(error).includes("no transaction is active")) throw error;
    });
  }
}

class ImmediateDialect extends SqliteDialect {
  readonly #config: SqliteDialectConfig;
  constructor(config: SqliteDialectConfig) {
    super(config);
    this.#config = config;
  }
  override createDriver(): Driver {
    return new ImmediateDriver(this.#config);
  }
}

/** One file. Write-ahead log, so that readers and a backup hold up nobody, and an fsync at every commit. */
export function sqliteEngine(path: string, options: EngineOptions): Engine {
  const place = path;
  const open = async (): Promise<Sqlite.Database> => {
    refuseMissing(path, options.create);
    makePrivate(path);
    const opened = new Sqlite(path, { timeout: LOCK_WAIT_MS });
    try {
      // Another process may be making the same file new at this moment.
      opened.pragma(`busy_timeout = ${20 * LOCK_WAIT_MS}`);
      const own = opened.pragma("application_id", { simple: true }) as number;
      const empty = (opened.prepare("select count(*) as n from sqlite_schema").get() as { n: number }).n === 0;
      if (!empty && own !== APPLICATION_ID) throw foreign(place);
      if (opened.pragma("journal_mode", { simple: true }) !== "wal") opened.pragma("journal_mode = wal");
      opened.pragma("synchronous = full");
      opened.pragma("foreign_keys = on");
      opened.pragma("trusted_schema = off");
      opened.pragma("cell_size_check = on");
      opened.pragma(`busy_timeout = ${LOCK_WAIT_MS}`);
    } catch (error) {
      opened.close();
      throw error;
    }
    return opened;
  };
  return {
    kind: "sqlite",
    place,
    dialect: new ImmediateDialect({ database: open }),
    greet: async (db) => {
      // A back-up that is used as a store is one no longer.
      const { rows } = await sql`select 1 from sqlite_schema where name = 'backup_seal'`.execute(db);
      if (rows.length > 0) await sql`drop table backup_seal`.execute(db);
    },
    begin: async () => {},
    member: (column, name) => `json_extract(${column}, '$."${name}"')`,
    appendOnly: (table) =>
      ["update", "delete"].map(
        (verb) => `create trigger ${table}_no_${verb} before ${verb} on ${table} begin select raise(abort, '${table} is append-only'); end`,
      ),
    fault: (error) => faultOf(error, place),
    afterFilling: async () => {},
    copyTo: async (target) => {
      // By a connection of its own, which sees only what is committed.
      const reader = new Sqlite(path, { readonly: true, timeout: LOCK_WAIT_MS });
      try {
        await reader.backup(target, { progress: () => PAGES_AT_ONCE });
      } finally {
        reader.close();
      }
    },
  };
}

/** Mark a new file as ours, in the transaction that makes its tables. */
export async function sign(trx: Kysely<never>): Promise<void> {
  await sql.raw(`pragma application_id = ${APPLICATION_ID}`).execute(trx);
}

function refuseMissing(path: string, create: boolean): void {
  const folder = dirname(resolve(path));
  if (existsSync(path)) {
    if (statSync(path).isDirectory())
      throw new StoreError("refused", {
        en: `${path} is a folder; a store is a file, such as ${path}/casebooks.sqlite.`,
        fr: `${path} est un dossier ; un dépôt est un fichier, par exemple ${path}/casebooks.sqlite.`,
      });
    return;
  }
  if (!existsSync(folder))
    throw new StoreError("not-found", {
      en: `There is no folder ${folder} to keep a store in.`,
      fr: `Il n’y a pas de dossier ${folder} où garder un dépôt.`,
    });
  if (!create)
    throw new StoreError("not-found", {
      en: `There is no store ${path}. "keiretsu store import <casebook> --store ${path}" makes one.`,
      fr: `Il n’y a pas de dépôt ${path}. « keiretsu store import <dossier> --store ${path} » en crée un.`,
    });
}

/** A new store is for its owner's eyes: it may hold accounts. SQLite gives the files beside it the same rights. */
function makePrivate(path: string): void {
  if (existsSync(path)) return;
  try {
    closeSync(openSync(path, "wx", 0o600));
  } catch (error) {
    // Another process has just made it; anything else SQLite will tell.
    if ((error as NodeJS.ErrnoException).syscall === undefined) throw error;
  }
}

function foreign(place: string): StoreError {
  return new StoreError("refused", {
    en: `${place} is the database of another program: nothing was touched. Name another file.`,
    fr: `${place} est la base de données d’un autre programme : rien n’a été touché. Nommez un autre fichier.`,
  });
}

function faultOf(error: unknown, place: string): StoreError | null {
  const { code } = error as { code?: unknown };
  if (typeof code !== "string" || !code.startsWith("SQLITE_")) return null;
  const is = (...names: readonly string[]): boolean =>
    names.some((name) => code === `SQLITE_${name}` || code.startsWith(`SQLITE_${name}_`));
  if (is("BUSY", "LOCKED"))
    return new StoreError(
      "busy",
      {
        en: `Another process is writing to ${place} and has not finished. Nothing was changed; try again, or end the other one.`,
        fr: `Un autre processus écrit dans ${place} et n’a pas fini. Rien n’a été modifié ; réessayez, ou mettez fin à l’autre.`,
      },
      { cause: error },
    );
  if (is("FULL"))
    return new StoreError(
      "disk-full",
      {
        en: `The disk of ${place} is full: nothing was changed, and what was there is whole. Make room and try again.`,
        fr: `Le disque de ${place} est plein : rien n’a été modifié, et l’existant est intact. Faites de la place et réessayez.`,
      },
      { cause: error },
    );
  if (is("READONLY", "CANTOPEN", "PERM", "AUTH"))
    return new StoreError(
      "read-only",
      {
        en: `${place} cannot be written to (${code}): nothing was changed. Check the rights of the file and of its folder, in which SQLite needs two more files.`,
        fr: `Impossible d’écrire dans ${place} (${code}) : rien n’a été modifié. Vérifiez les droits du fichier et de son dossier, où SQLite a besoin de deux autres fichiers.`,
      },
      { cause: error },
    );
  if (is("CORRUPT", "NOTADB"))
    return new StoreError(
      "damaged",
      {
        en: `${place} is no store, or is damaged (${code}). Restore the last back-up: keiretsu store restore <file> --store <new place>.`,
        fr: `${place} n’est pas un dépôt, ou est abîmé (${code}). Reprenez la dernière sauvegarde : keiretsu store restore <fichier> --store <nouvel endroit>.`,
      },
      { cause: error },
    );
  if (is("IOERR"))
    return new StoreError(
      "disk-fault",
      {
        en: `The disk of ${place} failed (${code}): nothing was changed. A quota may be used up, or the disk may be broken.`,
        fr: `Le disque de ${place} a échoué (${code}) : rien n’a été modifié. Un quota est peut-être atteint, ou le disque est défectueux.`,
      },
      { cause: error },
    );
  return null;
}
