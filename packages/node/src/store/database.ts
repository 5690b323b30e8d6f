import { existsSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { Kysely, sql, type Transaction } from "kysely";
import { backUp } from "./backup.ts";
import { type Engine, engineFor } from "./engine.ts";
import { type Migration, migrations } from "./migrations.ts";
import type { RecordTables } from "./record-tables.ts";
import { StoreError } from "./store-error.ts";

const BUSY_MS = 10_000;
const RETRY_MS = 20;
/** How long a reader tries again after the server went away, so that a restart is hardly seen. */
const LOST_MS = 3_000;

/** A connection to the database of a store, for the store and for whoever keeps tables beside it. */
export interface Database {
  readonly kysely: Kysely<RecordTables>;
  readonly engine: Engine;
  /** Ask without changing anything; asked once more when the connection was lost. Errors are `StoreError` where the world is at fault. */
  readonly read: <T>(work: (db: Kysely<RecordTables>) => Promise<T>) => Promise<T>;
  /** All of `work` or nothing of it, on the disk when the promise resolves. */
  readonly write: <T>(work: (trx: Transaction<RecordTables>) => Promise<T>) => Promise<T>;
  /** Ask several questions of one moment. */
  readonly snapshot: <T>(work: (trx: Transaction<RecordTables>) => Promise<T>) => Promise<T>;
  /** The steps that its tables have. */
  readonly steps: readonly Migration[];
  /** The steps that were made when it was opened, and where the store from before them is; a new store has none. */
  readonly migrated: { readonly steps: readonly string[]; readonly backup: string | null };
  readonly close: () => Promise<void>;
}

export interface OpenOptions {
  /** Make a new store where there is none; true by default. */
  readonly create?: boolean;
  /** Where the back-up goes that is made before an old store is migrated; "" for none. For a file, beside it by default; a server needs one. */
  readonly backupTo?: string;
  /** How long a writer waits for another one before it says `busy`: ten seconds where absent. */
  readonly patienceMs?: number;
  /** For tests of migrations: the steps of another version. */
  readonly steps?: readonly Migration[];
}

/** Open, greet and migrate, with a back-up first where there is something to lose. */
export async function openDatabase(where: string, options: OpenOptions): Promise<Database> {
  const patienceMs = options.patienceMs ?? BUSY_MS;
  const engine = engineFor(where, { create: options.create ?? true, patienceMs });
  const kysely = new Kysely<RecordTables>({ dialect: engine.dialect });
  const steps = options.steps ?? migrations;
  const unmigrated = { steps: [], backup: null };
  const database = { kysely, engine, steps, ...doors(kysely, engine, patienceMs), migrated: unmigrated, close: () => kysely.destroy() };
  try {
    await database.read((db) => engine.greet(db as unknown as Kysely<never>));
    return { ...database, migrated: await migrate(database, options) };
  } catch (error) {
    await kysely.destroy().catch(() => {});
    throw error;
  }
}

function doors(kysely: Kysely<RecordTables>, engine: Engine, patienceMs: number): Pick<Database, "read" | "write" | "snapshot"> {
  const told = (error: unknown): unknown => (error instanceof StoreError ? error : (engine.fault(error) ?? error));
  const attempt = async <T>(work: () => Promise<T>, again: "busy" | "lost-connection", forMs: number): Promise<T> => {
    const deadline = performance.now() + forMs;
    for (;;)
      try {
        return await work();
      } catch (error) {
        const fault = told(error);
        if (!(fault instanceof StoreError) || fault.code !== again || performance.now() > deadline) throw fault;
        await pause(RETRY_MS);
      }
  };
  return {
    read: (work) => attempt(() => attempt(() => work(kysely), "busy", patienceMs), "lost-connection", LOST_MS),
    write: (work) =>
      attempt(
        () =>
          kysely.transaction().execute(async (trx) => {
            await engine.begin(trx as unknown as Kysely<never>);
            return work(trx);
          }),
        "busy",
        patienceMs,
      ),
    snapshot: (work) => attempt(() => kysely.transaction().setIsolationLevel("repeatable read").execute(work), "busy", patienceMs),
  };
}

/** Make the steps that are missing, all or none; refuse a store that has steps unknown to this program. */
async function migrate(database: Database, options: OpenOptions): Promise<Database["migrated"]> {
  const { steps } = database;
  const made = await database.read(namesMade);
  const unknown = made.find((name) => !steps.some((step) => step.name === name));
  const { engine } = database;
  if (unknown !== undefined)
    throw new StoreError("newer", {
      en: `${engine.place} was written by a newer version of the program (step "${unknown}"): nothing was touched. Install that version, or a newer one.`,
      fr: `${engine.place} a été écrit par une version plus récente du programme (étape « ${unknown} ») : rien n’a été touché. Installez cette version ou une plus récente.`,
    });
  const missing = steps.filter((step) => !made.includes(step.name));
  if (missing.length === 0) return database.migrated;
  const backup = made.length === 0 || options.backupTo === "" ? null : backupPath(engine, options, missing[0]);
  if (backup !== null)
    await backUp(
      database,
      backup,
      steps.filter(({ name }) => made.includes(name)),
    );
  await database.write(async (trx) => {
    const db = trx as unknown as Kysely<never>;
    if (engine.kind === "postgres") await sql`select pg_advisory_xact_lock(1801807218)`.execute(db);
    await sql`create table if not exists migrations (name text primary key, made_at text not null)`.execute(db);
    // Another process may have made them while we waited.
    const now = await namesMade(trx);
    for (const step of missing.filter(({ name }) => !now.includes(name))) {
      await step.up(db, engine);
      await sql`insert into migrations (name, made_at) values (${step.name}, ${new Date().toISOString()})`.execute(db);
    }
  });
  return backup === null ? database.migrated : { steps: missing.map(({ name }) => name), backup };
}

async function namesMade(db: Kysely<RecordTables>): Promise<readonly string[]> {
  const tables = await db.introspection.getTables();
  if (!tables.some(({ name }) => name === "migrations")) return [];
  const { rows } = await sql<{ name: string }>`select name from migrations order by name`.execute(db);
  return rows.map(({ name }) => name);
}

function backupPath(engine: Engine, options: OpenOptions, step: Migration): string {
  const named = options.backupTo ?? (engine.kind === "sqlite" ? `${engine.place}.before-${step.name}` : null);
  if (named === null)
    throw new StoreError("older", {
      en: `${engine.place} was written by an older version of the program. Migrate it: keiretsu store migrate --store <address> --backup <file>.`,
      fr: `${engine.place} a été écrit par une version plus ancienne du programme. Migrez-le : keiretsu store migrate --store <adresse> --backup <fichier>.`,
    });
  if (existsSync(named))
    throw new StoreError("refused", {
      en: `The back-up before migration would replace ${named}: nothing was touched. Move that file away, or name another with --backup.`,
      fr: `La sauvegarde avant migration remplacerait ${named} : rien n’a été touché. Déplacez ce fichier, ou nommez-en un autre avec --backup.`,
    });
  return named;
}
