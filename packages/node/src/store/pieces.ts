import { type CasebookFile, linesOf, readPackage, rowKey, type TableName } from "keiretsu";
import { PACKAGE_FILE } from "../files.ts";

/** What a file is made of: a line of a table with the line end before it, or a whole file that is no table. Joined they are the file. */
export interface Piece {
  readonly line: string;
  readonly table: TableName | null;
  /** Id or digest of a row; null for what is no row. */
  readonly key: string | null;
  /** Cells of a row by column, JSON. */
  readonly cells: string | null;
}

export interface PlacedPiece extends Piece {
  readonly position: number;
}

/** Which file holds which table, as the data package says. */
export function tablesByPath(packageText: string | undefined): ReadonlyMap<string, TableName> {
  if (packageText === undefined) return new Map();
  return new Map(readPackage(packageText).package.files.map(({ path, table }) => [path, table]));
}

export function tablesOf(files: readonly CasebookFile[]): ReadonlyMap<string, TableName> {
  return tablesByPath(files.find((file) => file.path === PACKAGE_FILE)?.text);
}

/** Cut a file into its pieces. */
export function cut(text: string, table: TableName | null): readonly Piece[] {
  if (table === null) return [{ line: text, table, key: null, cells: null }];
  const lines = linesOf(text).map((line) => line.before + line.text);
  return describe(lines, table, headerOf(lines));
}

/** Lines of a table as pieces, under this header. */
export function describe(lines: readonly string[], table: TableName | null, header: string | undefined): readonly Piece[] {
  if (table === null) return lines.map((line) => ({ line, table, key: null, cells: null }));
  const columns = header === undefined ? [] : (cellsOf(header) ?? []);
  return lines.map((line) => {
    const cells = line === header ? null : cellsOf(line);
    if (cells === null) return { line, table, key: null, cells: null };
    const named = columns.map((column, i) => [column, cells[i] ?? ""] as const);
    return { line, table, key: rowKey(columns, cells), cells: JSON.stringify(Object.fromEntries(named)) };
  });
}

/** The first line that says anything. */
export function headerOf(lines: readonly string[]): string | undefined {
  return lines.find((line) => cellsOf(line) !== null);
}

function cellsOf(line: string): readonly string[] | null {
  return linesOf(line.replace(/^(?:\r\n|\n|\r$)/, ""))[0].cells;
}

export function join(pieces: readonly Piece[]): string {
  return pieces.map((piece) => piece.line).join("");
}
