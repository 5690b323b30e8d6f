import { rowsOf, type TableName } from "keiretsu";
import type { OpenBook } from "../book.ts";

interface Params {
  readonly rows: readonly { readonly table: TableName; readonly key: string }[];
}

/** Rows as they stand in their files, by column; null where there is none. */
export default function tableRow({ files }: OpenBook, { rows }: Params): readonly (Readonly<Record<string, string>> | null)[] {
  const opened = new Map<string, ReturnType<typeof rowsOf>>();
  const tableOf = (table: TableName): ReturnType<typeof rowsOf> => {
    const text = files.find((file) => file.path === `${table}.csv`)?.text ?? "";
    const found = opened.get(table) ?? rowsOf(text);
    opened.set(table, found);
    return found;
  };
  return rows.map(({ table, key }) => tableOf(table).rows.find((row) => row.key === key)?.cells ?? null);
}
