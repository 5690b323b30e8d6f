import type { TableName } from "../read/schema.generated.ts";

/**
 * One change to the rows of a casebook. Cells are text as in the CSV, by column name; a column that is absent is empty. A row is named by
 * its id; where a table has no ids, by its `rowKey`.
 */
export type RowEdit =
  | { readonly op: "add"; readonly table: TableName; readonly cells: Readonly<Record<string, string>> }
  /** The whole row anew. A claim is better corrected by a new row that `supersedes` it, so that the old statement stays citable. */
  | { readonly op: "replace"; readonly table: TableName; readonly key: string; readonly cells: Readonly<Record<string, string>> }
  | { readonly op: "retract"; readonly table: TableName; readonly key: string }
  /** Two entities are one: every reference to `drop` becomes `keep`, and `keep` takes over its names. */
  | { readonly op: "merge"; readonly keep: string; readonly drop: string };
