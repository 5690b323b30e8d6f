import { type CasebookFile, compareText, type TableName } from "keiretsu";
import type { Kysely } from "kysely";
import type { Written } from "./chain.ts";
import { afterEffects, byPath, type Effects, type State } from "./effects.ts";
import { PACKAGE_FILE } from "../files.ts";
import { join, type PlacedPiece, tablesByPath } from "./pieces.ts";
import type { RecordTables } from "./record-tables.ts";

/** Rows of one statement: both databases take some tens of thousands of values. */
const BATCH = 500;

/** The last revision of a casebook, null when there is no such casebook. */
export async function lastRevision(db: Kysely<RecordTables>, casebook: string): Promise<number | null> {
  const row = await db
    .selectFrom("changes")
    .select((column) => column.fn.max("revision").as("revision"))
    .where("casebook", "=", casebook)
    .executeTakeFirst();
  return row?.revision ?? null;
}

/** The pieces of all files, or of some, at a revision. */
export async function stateAt(
  db: Kysely<RecordTables>,
  casebook: string,
  at: { readonly revision: number; readonly paths?: readonly string[] },
): Promise<State> {
  let query = db
    .selectFrom("casebook_rows")
    .select(["path", "position", "table_name", "key", "cells", "line"])
    .where("casebook", "=", casebook)
    .where("from_revision", "<=", at.revision)
    .where((column) => column.or([column("until_revision", "is", null), column("until_revision", ">", at.revision)]));
  if (at.paths !== undefined) query = query.where("path", "in", at.paths);
  const rows = at.paths?.length === 0 ? [] : await query.execute();
  const state = new Map<string, PlacedPiece[]>();
  for (const { path, position, table_name, key, cells, line } of rows) {
    const piece = { position, table: table_name as TableName | null, key, cells, line };
    const pieces = state.get(path);
    if (pieces === undefined) state.set(path, [piece]);
    else pieces.push(piece);
  }
  for (const pieces of state.values()) pieces.sort((a, b) => a.position - b.position);
  return state;
}

export function filesOf(state: State): readonly CasebookFile[] {
  return [...state].map(([path, pieces]) => ({ path, text: join(pieces) })).sort((a, b) => compareText(a.path, b.path));
}

/** The highest place that each file ever had, its tail left out. */
export async function highestPlaces(trx: Written, casebook: string, tail: number): Promise<ReadonlyMap<string, number>> {
  const rows = await trx
    .selectFrom("casebook_rows")
    .select((column) => ["path", column.fn.max("position").as("highest")])
    .where("casebook", "=", casebook)
    .where("position", "<", tail)
    .groupBy("path")
    .execute();
  return new Map(rows.map(({ path, highest }) => [path, highest]));
}

/** Carry effects out on the rows; gives the files that they leave. */
export async function carryOut(
  trx: Written,
  casebook: string,
  change: { readonly effects: Effects; readonly revision: number; readonly before: readonly CasebookFile[] },
): Promise<readonly CasebookFile[]> {
  const touched = byPath(change.effects);
  const state = await stateAt(trx, casebook, { revision: change.revision - 1, paths: [...touched.keys()] });
  const files = new Map(change.before.map((file) => [file.path, file]));
  const packageAfter = touched.has(PACKAGE_FILE)
    ? join(afterEffects(state.get(PACKAGE_FILE) ?? [], touched.get(PACKAGE_FILE)!, null))
    : files.get(PACKAGE_FILE)?.text;
  const tables = tablesByPath(packageAfter);
  const begun: RecordTables["casebook_rows"][] = [];
  for (const [path, { end, begin }] of touched) {
    const table = tables.get(path) ?? null;
    const after = afterEffects(state.get(path) ?? [], { end, begin }, table);
    const places = new Set(begin.map(([position]) => position));
    for (const piece of after)
      if (places.has(piece.position))
        begun.push({ casebook, path, ...columnsOf(piece), from_revision: change.revision, until_revision: null });
    await endRows(trx, casebook, { path, positions: [...end], revision: change.revision });
    if (after.length === 0) files.delete(path);
    else files.set(path, { path, text: join(after) });
  }
  for (let i = 0; i < begun.length; i += BATCH)
    await trx
      .insertInto("casebook_rows")
      .values(begun.slice(i, i + BATCH))
      .execute();
  return [...files.values()].sort((a, b) => compareText(a.path, b.path));
}

function columnsOf({
  position,
  table,
  key,
  cells,
  line,
}: PlacedPiece): Pick<RecordTables["casebook_rows"], "position" | "table_name" | "key" | "cells" | "line"> {
  return { position, table_name: table, key, cells, line };
}

async function endRows(
  trx: Written,
  casebook: string,
  { path, positions, revision }: { readonly path: string; readonly positions: readonly number[]; readonly revision: number },
): Promise<void> {
  for (let i = 0; i < positions.length; i += BATCH)
    await trx
      .updateTable("casebook_rows")
      .set({ until_revision: revision })
      .where("casebook", "=", casebook)
      .where("path", "=", path)
      .where("until_revision", "is", null)
      .where("position", "in", positions.slice(i, i + BATCH))
      .execute();
}
