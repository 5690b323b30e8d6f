import { compareText, type RowEdit, type TableName, tables } from "keiretsu";
import type { Kysely } from "kysely";
import type { Effects } from "./effects.ts";
import type { RecordTables } from "./record-tables.ts";
import { StoreError } from "./store-error.ts";

/** The rows that edits touch, as `claims/c-1`; a claim that supersedes another touches that one too. */
export function touchedBy(edits: readonly RowEdit[]): ReadonlySet<string> {
  const touched = new Set<string>();
  for (const edit of edits)
    if (edit.op === "merge") touched.add(`entities/${edit.keep}`).add(`entities/${edit.drop}`);
    else if (edit.op === "add") {
      if (edit.cells.id !== undefined) touched.add(`${edit.table}/${edit.cells.id}`);
      if (edit.table === "claims" && edit.cells.supersedes) touched.add(`claims/${edit.cells.supersedes}`);
    } else touched.add(`${edit.table}/${withoutNumber(edit.table, edit.key)}`);
  return touched;
}

/** Twins without ids have a number behind their key; in the store they share it. */
function withoutNumber(table: TableName, key: string): string {
  return tables[table].some(({ name }) => name === "id") ? key : key.replace(/#\d+$/, "");
}

/** What came and went after a revision. */
export interface Moves {
  /** Whether the row says something else at the last revision than at `base`. */
  readonly since: (row: string, base: number) => boolean;
}

/** What moved in a casebook after a revision. Cost O(rows that did). */
export async function movesSince(db: Kysely<RecordTables>, casebook: string, base: number): Promise<Moves> {
  const rows = await db
    .selectFrom("casebook_rows")
    .select(["table_name", "key", "cells", "from_revision", "until_revision"])
    .where("casebook", "=", casebook)
    .where("key", "is not", null)
    .where((column) => column.or([column("from_revision", ">", base), column("until_revision", ">", base)]))
    .execute();
  const byRow = new Map<string, typeof rows>();
  const put = (name: string, row: (typeof rows)[number]): void => {
    const list = byRow.get(name);
    if (list === undefined) byRow.set(name, [row]);
    else list.push(row);
  };
  for (const row of rows) {
    put(`${row.table_name}/${row.key}`, row);
    if (row.table_name !== "claims") continue;
    const { supersedes } = JSON.parse(row.cells!) as { supersedes?: string };
    if (supersedes) put(`claims/${supersedes}`, row);
  }
  return {
    since: (name, from) => {
      // What came and went in between, or went and came back the same, is no move.
      const list = byRow.get(name) ?? [];
      const texts = (some: typeof list): string => JSON.stringify(some.map(({ cells }) => cells ?? "").sort(compareText));
      const then = list.filter((row) => row.from_revision <= from && (row.until_revision ?? Infinity) > from);
      return texts(then) !== texts(list.filter((row) => row.until_revision === null));
    },
  };
}

/** Refuse an import that would take back what others did since the folder was exported. */
export async function refuseLost(
  db: Kysely<RecordTables>,
  asked: { readonly id: string; readonly revision: number; readonly base: number; readonly effects: Effects },
): Promise<void> {
  const { id, base, effects } = asked;
  const places = new Set([...effects.end, ...effects.begin].map(([path, position]) => `${position} ${path}`));
  const since = await db
    .selectFrom("casebook_rows")
    .select(["path", "position", "table_name", "key"])
    .where("casebook", "=", id)
    .where((column) => column.or([column("from_revision", ">", base), column("until_revision", ">", base)]))
    .execute();
  const rows = since.filter(({ path, position }) => places.has(`${position} ${path}`));
  const names = [...new Set(rows.map(({ path, table_name, key }) => (key === null ? path : `${table_name}/${key}`)))].sort();
  if (names.length === 0) return;
  throw new StoreError(
    "conflict",
    {
      en: `Since revision ${base} others have changed rows that this folder would take back: ${names.slice(0, 5).join(", ")}. Export the casebook again and repeat your changes there.`,
      fr: `Depuis la révision ${base}, d’autres ont modifié des lignes que ce dossier reprendrait : ${names.slice(0, 5).join(", ")}. Exportez de nouveau le dossier et refaites-y vos modifications.`,
    },
    { rows: names },
  );
}
