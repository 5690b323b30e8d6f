import { type Kysely, sql } from "kysely";
import { type TableName, tables } from "keiretsu";
import type { Engine } from "./engine.ts";
import { sign } from "./sqlite.ts";

/**
 * The record: `changes` is what happened and is only ever added to; `casebook_rows` follows from it and is what everyone reads. JSON is kept
 * as text, since a database that reads it may write it differently and the hashes are over the text.
 */
export interface RecordTables {
  changes: {
    /** From 1, without gaps, over the whole store. */
    seq: number;
    casebook: string;
    /** The revision that it made, or in which it was proposed or refused. */
    revision: number;
    kind: "import" | "accept" | "amend" | "undo" | "redo" | "propose" | "reject" | "withdraw";
    account: string;
    name: string;
    /** ISO 8601 in UTC. */
    made_at: string;
    why: string;
    proposal: string | null;
    undoes: number | null;
    base_revision: number | null;
    added: number;
    removed: number;
    changed: number;
    /** Edits of rows as given, JSON. */
    edits: string;
    /** What it did to the lines of files, JSON: { "end": [[path, position]], "begin": [[path, position, line]] }. */
    effects: string;
    previous_hash: string;
    hash: string;
  };
  casebook_rows: {
    casebook: string;
    path: string;
    /** Order within the file. */
    position: number;
    from_revision: number;
    /** The revision that took it out; null while it stands. */
    until_revision: number | null;
    /** Null in files that are no tables. */
    table_name: string | null;
    /** Null for headers, blank lines and files that are no tables. */
    key: string | null;
    /** Column name to text, JSON; null as `key` is. */
    cells: string | null;
    /** As written, with the line end before it; a file that is no table is one line. */
    line: string;
  };
  /** One row: how many changes there are, and the hash of the last. Kept apart from them, so that a missing end is seen. */
  store_head: { id: number; count: number; hash: string };
  positions: { casebook: string; positions: string; account: string; kept_at: string };
}

export const NO_HASH: string = "0".repeat(64);

export async function makeRecordTables(db: Kysely<never>, engine: Engine): Promise<void> {
  if (engine.kind === "sqlite") await sign(db);
  const { schema } = db;
  await schema
    .createTable("changes")
    .addColumn("seq", "integer", (c) => c.primaryKey())
    .addColumn("casebook", "text", (c) => c.notNull())
    .addColumn("revision", "integer", (c) => c.notNull())
    .addColumn("kind", "text", (c) => c.notNull())
    .addColumn("account", "text", (c) => c.notNull())
    .addColumn("name", "text", (c) => c.notNull())
    .addColumn("made_at", "text", (c) => c.notNull())
    .addColumn("why", "text", (c) => c.notNull())
    .addColumn("proposal", "text")
    .addColumn("undoes", "integer")
    .addColumn("base_revision", "integer")
    .addColumn("added", "integer", (c) => c.notNull())
    .addColumn("removed", "integer", (c) => c.notNull())
    .addColumn("changed", "integer", (c) => c.notNull())
    .addColumn("edits", "text", (c) => c.notNull())
    .addColumn("effects", "text", (c) => c.notNull())
    .addColumn("previous_hash", "text", (c) => c.notNull())
    .addColumn("hash", "text", (c) => c.notNull().unique())
    .execute();
  await schema.createIndex("changes_casebook").on("changes").columns(["casebook", "seq"]).execute();
  // A change is taken back at most once, and a proposal decided once, whatever the program believes.
  await sql.raw("create unique index changes_undoes on changes (undoes) where undoes is not null").execute(db);
  const decided = "kind in ('accept', 'amend', 'reject', 'withdraw')";
  await sql.raw(`create unique index changes_decided on changes (proposal) where ${decided}`).execute(db);
  await schema
    .createTable("casebook_rows")
    .addColumn("casebook", "text", (c) => c.notNull())
    .addColumn("path", "text", (c) => c.notNull())
    .addColumn("position", "double precision", (c) => c.notNull())
    .addColumn("from_revision", "integer", (c) => c.notNull())
    .addColumn("until_revision", "integer")
    .addColumn("table_name", "text")
    .addColumn("key", "text")
    .addColumn("cells", "text")
    .addColumn("line", "text", (c) => c.notNull())
    .addPrimaryKeyConstraint("casebook_rows_key", ["casebook", "path", "position", "from_revision"])
    .execute();
  await sql.raw("create index casebook_rows_now on casebook_rows (casebook, table_name) where until_revision is null").execute(db);
  await schema
    .createTable("store_head")
    .addColumn("id", "integer", (c) => c.primaryKey().check(sql`id = 1`))
    .addColumn("count", "integer", (c) => c.notNull())
    .addColumn("hash", "text", (c) => c.notNull())
    .execute();
  await schema
    .createTable("positions")
    .addColumn("casebook", "text", (c) => c.primaryKey())
    .addColumn("positions", "text", (c) => c.notNull())
    .addColumn("account", "text", (c) => c.notNull())
    .addColumn("kept_at", "text", (c) => c.notNull())
    .execute();
  for (const statement of engine.appendOnly("changes")) await sql.raw(statement).execute(db);
  for (const table of Object.keys(tables) as TableName[]) await sql.raw(viewOf(table, engine)).execute(db);
  await sql.raw(`insert into store_head (id, count, hash) values (1, 0, '${NO_HASH}')`).execute(db);
}

/** Each table of a casebook as a view with its own columns, as it stands: what one opens in Datasette or psql. */
function viewOf(table: TableName, engine: Engine): string {
  const columns = tables[table].map(({ name }) => `${engine.member("cells", name)} as "${name}"`);
  return `create view "${table}" as select casebook, ${columns.join(", ")} from casebook_rows where table_name = '${table}' and key is not null and until_revision is null`;
}
