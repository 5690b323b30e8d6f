import { createHash } from "node:crypto";
import { type CasebookFile, load, type Loaded, readPackage, rowsOf, type TableName, tables } from "keiretsu";
import type { Kysely } from "kysely";
import type { Database } from "./database.ts";
import { PACKAGE_FILE } from "../files.ts";
import type { RecordTables } from "./record-tables.ts";
import { filesOf, lastRevision, stateAt } from "./rows.ts";
import type { StoredCasebook, StoredFiles } from "./store.ts";
import { StoreError } from "./store-error.ts";

/** Revisions never change, so they are read from the database once. So many are kept, the ones asked for last. */
const KEPT = 12;

/** Reads casebooks at their revisions. */
export interface Shelf {
  /** Files at a revision, the last one by default; a casebook without files has none. */
  readonly at: (db: Kysely<RecordTables>, id: string, revision?: number) => Promise<StoredFiles>;
  /** Whether the tables are whole, parsed once a revision. */
  readonly loaded: (files: readonly CasebookFile[]) => Loaded;
  readonly list: (database: Database) => Promise<readonly StoredCasebook[]>;
}

export function makeShelf(): Shelf {
  const kept = new Map<string, StoredFiles>();
  const told = new WeakMap<StoredFiles, StoredCasebook>();
  const parsed = new WeakMap<readonly CasebookFile[], Loaded>();
  const at = async (db: Kysely<RecordTables>, id: string, asked?: number): Promise<StoredFiles> => {
    const last = await lastRevision(db, id);
    if (last === null) throw noCasebook(id);
    const revision = asked ?? last;
    if (!Number.isSafeInteger(revision) || revision < 1 || revision > last) throw noRevision(id, revision, last);
    const key = `${revision} ${id}`;
    const known = kept.get(key);
    kept.delete(key);
    const files = known?.files ?? filesOf(await stateAt(db, id, { revision }));
    const read = known ?? { id, revision, digest: digestOf(files), files };
    kept.set(key, read);
    for (const oldest of [...kept.keys()].slice(0, Math.max(0, kept.size - KEPT))) kept.delete(oldest);
    return read;
  };
  const loaded = (files: readonly CasebookFile[]): Loaded => {
    const known = parsed.get(files) ?? load(files);
    parsed.set(files, known);
    return known;
  };
  const list = async (database: Database): Promise<readonly StoredCasebook[]> => {
    const found: StoredCasebook[] = [];
    for (const { casebook } of await database.read((db) =>
      db.selectFrom("changes").select("casebook").distinct().orderBy("casebook").execute(),
    )) {
      const stored = await database.read((db) => at(db, casebook));
      if (stored.files.length === 0) continue;
      const summary = told.get(stored) ?? (await database.read((db) => describe(db, stored)));
      told.set(stored, summary);
      found.push(summary);
    }
    return found.sort((a, b) => (a.id < b.id ? -1 : 1));
  };
  return { at, loaded, list };
}

/** What `find . -type f | sort | xargs sha256sum | sha256sum` says in the folder, its paths without `./`. */
function digestOf(files: readonly CasebookFile[]): string {
  return sha256(files.map(({ path, text }) => `${sha256(text)}  ${path}\n`).join(""));
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

async function describe(db: Kysely<RecordTables>, { id, revision, digest, files }: StoredFiles): Promise<StoredCasebook> {
  const texts = new Map(files.map((file) => [file.path, file.text]));
  const { title, titleFr, files: listed } = readPackage(texts.get(PACKAGE_FILE) ?? "").package;
  const counts = Object.fromEntries(Object.keys(tables).map((table) => [table, 0])) as Record<TableName, number>;
  for (const { table, path } of listed) counts[table] += rowsOf(texts.get(path) ?? "").rows.length;
  const { made_at } = await db
    .selectFrom("changes")
    .select("made_at")
    .where("casebook", "=", id)
    .where("revision", "=", revision)
    .orderBy("seq")
    .executeTakeFirstOrThrow();
  return { id, title: title || id, titleFr: titleFr || title || id, revision, digest, changedAt: made_at, counts };
}

function noCasebook(id: string): StoreError {
  return new StoreError("not-found", {
    en: `The store has no casebook "${id.slice(0, 120)}".`,
    fr: `Le dépôt n’a pas de dossier « ${id.slice(0, 120)} ».`,
  });
}

function noRevision(id: string, revision: number, last: number): StoreError {
  return new StoreError("not-found", {
    en: `The casebook "${id}" has no revision ${revision}; it has 1 to ${last}.`,
    fr: `Le dossier « ${id} » n’a pas de révision ${revision} ; il a 1 à ${last}.`,
  });
}
