import { sha256 } from "../../num/sha256.ts";
import { cellAt } from "../read/csv.ts";

/**
 * A line of a CSV file as written: the header, a row (a quoted cell may hold line ends) or nothing. Joined, `before + text` of all lines is
 * the file again, byte for byte; a file that ends with a line end has a last line without text.
 */
export interface TextLine {
  /** The line end that separates it from the line above, "" for the first. */
  readonly before: string;
  readonly text: string;
  /** What its cells say; null for a blank line. */
  readonly cells: readonly string[] | null;
}

/** A row of a table by its columns, with the key that edits name it by. */
export interface TextRow {
  readonly key: string;
  /** The line of the file on which it starts, from 1. */
  readonly line: number;
  readonly cells: Readonly<Record<string, string>>;
}

const COMMA = 0x2c;
const CR = 0x0d;
const LF = 0x0a;

/** Cut a CSV file into its lines, by the grammar of `parseCsv`, and lose nothing: faults stay where they are. Cost O(length). */
export function linesOf(text: string): readonly TextLine[] {
  const lines: TextLine[] = [];
  let before = "";
  let at = 0;
  for (;;) {
    const start = at;
    const cells: string[] = [];
    // A byte order mark is no part of the first cell.
    if (at === 0 && text.charCodeAt(0) === 0xfeff) at = 1;
    for (;;) {
      const cell = cellAt(text, at);
      cells.push(cell.text);
      at = cell.end;
      if (text.charCodeAt(at) !== COMMA) break;
      at++;
    }
    lines.push({ before, text: text.slice(start, at), cells: cells.length === 1 && cells[0] === "" ? null : cells });
    if (at >= text.length) return lines;
    const end = at;
    if (text.charCodeAt(at) === CR) at++;
    if (text.charCodeAt(at) === LF) at++;
    before = text.slice(end, at);
  }
}

/** The rows of a CSV file with their keys; rows and columns at fault are kept, since whoever edits must see them. Cost O(length). */
export function rowsOf(text: string): { readonly columns: readonly string[]; readonly rows: readonly TextRow[] } {
  const lines = linesOf(text);
  const header = lines.findIndex((line) => line.cells !== null);
  if (header < 0) return { columns: [], rows: [] };
  const columns = lines[header].cells!;
  const keyOf = keys(columns);
  const rows: TextRow[] = [];
  let line = 1;
  for (const [i, { before, text: written, cells }] of lines.entries()) {
    if (before !== "") line++;
    if (i > header && cells !== null)
      rows.push({ key: keyOf(cells), line, cells: Object.fromEntries(columns.map((column, j) => [column, cells[j] ?? ""])) });
    line += written.split("\n").length - 1;
  }
  return { columns, rows };
}

/**
 * What a row is called: its id, or without one the first 16 hex digits of the SHA-256 of its cells joined by U+001F. Twins have the same;
 * `keys` tells them apart.
 */
export function rowKey(columns: readonly string[], cells: readonly string[]): string {
  const id = cells[columns.indexOf("id")] ?? "";
  return id === "" ? sha256(cells.join("\u001f")).slice(0, 16) : id;
}

/** A function that names rows one after the other: twins get #2, #3 and so on in the order of the file. */
export function keys(columns: readonly string[]): (cells: readonly string[]) => string {
  const times = new Map<string, number>();
  const taken = new Set<string>();
  return (cells) => {
    const base = rowKey(columns, cells);
    let nth = (times.get(base) ?? 0) + 1;
    // An id that looks like a twin of another may stand there already.
    while (taken.has(nth === 1 ? base : `${base}#${nth}`)) nth++;
    times.set(base, nth);
    const key = nth === 1 ? base : `${base}#${nth}`;
    taken.add(key);
    return key;
  };
}

/** A row as text: only a cell with a comma, a quotation mark or a line end is quoted. */
export function rowText(cells: readonly string[]): string {
  return cells.map((cell) => (/[",\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(",");
}
