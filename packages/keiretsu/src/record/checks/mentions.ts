import type { Place } from "../../finding.ts";
import type { Casebook } from "../casebook.ts";
import { type TableName, tables } from "../read/schema.generated.ts";

/** An id that a row names in one of its columns. */
export interface Mention {
  readonly table: TableName;
  readonly row: { readonly place: Place };
  /** The column as the row calls it, as the schema does, and its type. */
  readonly property: string;
  readonly field: string;
  readonly type: string;
  readonly id: string;
}

/** Every id that rows mention in columns of the types asked for, table by table. */
export function* mentions(casebook: Casebook, isAsked: (type: string) => boolean): Generator<Mention> {
  for (const table of Object.keys(tables) as TableName[])
    for (const { name: field, type } of tables[table]) {
      if (!isAsked(type)) continue;
      const property = field.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
      for (const row of casebook[table])
        for (const id of idsIn((row as unknown as Record<string, unknown>)[property])) yield { table, row, property, field, type, id };
    }
}

function idsIn(value: unknown): readonly string[] {
  return Array.isArray(value) ? (value as readonly string[]) : typeof value === "string" && value !== "" ? [value] : [];
}
