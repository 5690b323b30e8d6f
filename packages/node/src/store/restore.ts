import { closeSync, openSync, readSync } from "node:fs";
import Sqlite from "better-sqlite3";
import { type Kysely, sql } from "kysely";
import { type BackupHead, checkedHead, damaged, linesOfFile, linesOfStore } from "./backup-lines.ts";
import { fileFault, kyselyOver, sealOf } from "./backup.ts";
import type { Written } from "./chain.ts";
import { type Database, openDatabase } from "./database.ts";
import { type Migration, migrations } from "./migrations.ts";
import { openStore } from "./open-store.ts";
import { StoreError } from "./store-error.ts";
import { verifyStore } from "./verify.ts";

/** Rows of one statement. */
const BATCH = 200;

/**
 * Fill a new or empty store from a back-up of either kind: a file can so become a database on a server and the other way. Nothing of a file
 * that is damaged is taken, and nothing stays of a history that does not verify. An older back-up is migrated once it is in.
 */
export async function restoreStore(path: string, where: string): Promise<{ readonly count: number; readonly hash: string }> {
  try {
    const backup = openBackup(path);
    try {
      const head = await backup.head();
      const steps = stepsOf(head, path);
      const database = await openDatabase(where, { steps });
      try {
        await refuseFull(database, steps);
        await database.write((trx) => fill(trx, database, { lines: backup.lines(steps), steps, path }));
      } finally {
        await database.close();
      }
      // What the program has learnt since; there is nothing to back up that is not in the file.
      const store = await openStore(where, { backupTo: "" });
      try {
        return await store.head();
      } finally {
        await store.close();
      }
    } finally {
      backup.close();
    }
  } catch (error) {
    throw fileFault(error, path) ?? error;
  }
}

interface Backup {
  /** Checked against the seal. */
  readonly head: () => Promise<BackupHead>;
  readonly lines: (steps: readonly Migration[]) => AsyncIterable<string> | Iterable<string>;
  readonly close: () => void;
}

function openBackup(path: string): Backup {
  if (!isSqlite(path)) return { head: async () => checkedHead(path), lines: () => linesOfFile(path), close: () => {} };
  const copy = new Sqlite(path, { readonly: true, fileMustExist: true });
  return {
    head: async () => {
      try {
        if (copy.pragma("integrity_check(1)", { simple: true }) !== "ok") throw damaged(path);
        const names = copy.prepare("select name from migrations order by name").pluck().all() as string[];
        const sealed = copy.prepare("select last from backup_seal").pluck().all();
        const head: BackupHead = { keiretsu: "store back-up", format: 1, migrations: names };
        if (sealed.length !== 1 || sealed[0] !== (await sealOf(copy, stepsOf(head, path)))) throw damaged(path);
        return head;
      } catch (error) {
        throw error instanceof StoreError ? error : damaged(path);
      }
    },
    lines: (steps) => linesOfStore(kyselyOver(copy), steps),
    close: () => copy.close(),
  };
}

function isSqlite(path: string): boolean {
  const handle = openSync(path, "r");
  try {
    const bytes = new Uint8Array(16);
    readSync(handle, bytes, 0, 16, 0);
    return new TextDecoder().decode(bytes) === "SQLite format 3\0";
  } finally {
    closeSync(handle);
  }
}

function stepsOf({ migrations: names }: BackupHead, path: string): readonly Migration[] {
  const unknown = names.find((name) => !migrations.some((step) => step.name === name));
  if (unknown !== undefined)
    throw new StoreError("newer", {
      en: `${path} was written by a newer version of the program (step "${unknown}"). Install that version, or a newer one.`,
      fr: `${path} a été écrit par une version plus récente du programme (étape « ${unknown} »). Installez cette version ou une plus récente.`,
    });
  return migrations.filter((step) => names.includes(step.name));
}

async function refuseFull(database: Database, steps: readonly Migration[]): Promise<void> {
  const tables = steps.flatMap((step) => Object.keys(step.tables)).filter((table) => table !== "store_head");
  for (const table of tables) {
    const { rows } = await database.read((db) => sql`select 1 from ${sql.table(table)} limit 1`.execute(db));
    if (rows.length === 0) continue;
    throw new StoreError("refused", {
      en: `${database.engine.place} holds something already: a back-up is restored into a new or empty store.`,
      fr: `${database.engine.place} contient déjà quelque chose : une sauvegarde se restaure dans un dépôt neuf ou vide.`,
    });
  }
}

async function fill(
  trx: Written,
  database: Database,
  from: { readonly lines: AsyncIterable<string> | Iterable<string>; readonly steps: readonly Migration[]; readonly path: string },
): Promise<void> {
  await trx.deleteFrom("store_head").execute();
  let target: { readonly table: string; readonly columns: readonly string[] } | null = null;
  let rows: Readonly<Record<string, unknown>>[] = [];
  const flush = async (): Promise<void> => {
    if (target !== null && rows.length > 0)
      await (trx as unknown as Kysely<Record<string, Record<string, unknown>>>).insertInto(target.table).values(rows).execute();
    rows = [];
  };
  const known = new Set(from.steps.flatMap((step) => Object.keys(step.tables)));
  for await (const line of from.lines) {
    const read: unknown = JSON.parse(line);
    if (Array.isArray(read)) rows.push(Object.fromEntries(target!.columns.map((column, i) => [column, read[i] as unknown])));
    else {
      await flush();
      const { table, columns } = read as { readonly table?: string; readonly columns?: readonly string[] };
      if (table !== undefined && known.has(table)) target = { table, columns: columns! };
    }
    if (rows.length >= BATCH) await flush();
  }
  await flush();
  await database.engine.afterFilling(trx as unknown as Kysely<never>, [...known]);
  const findings = await verifyStore(trx);
  if (findings.length > 0)
    throw new StoreError(
      "tampered",
      {
        en: `The store in ${from.path} had been tampered with before it was backed up: ${findings[0].summary} Nothing was restored.`,
        fr: `Le dépôt de ${from.path} avait été altéré avant sa sauvegarde : ${findings[0].french?.summary ?? findings[0].summary} Rien n’a été restauré.`,
      },
      { findings },
    );
}
