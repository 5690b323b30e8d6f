import type { TableName } from "../read/schema.generated.ts";
import { keys, linesOf, rowText } from "./lines.ts";

/** A line of the file that can be written anew or taken out. */
interface Line {
  readonly before: string;
  text: string;
  cells: readonly string[] | null;
  out: boolean;
}

export type Cells = Readonly<Record<string, string>>;

/**
 * One file of a table while it is edited. Rows are called as they were when it was opened, whatever happens to them since, so that the
 * order of edits of different rows does not matter. Lines that no edit touches stay as written.
 */
export class Sheet {
  readonly table: TableName;
  readonly path: string;
  readonly columns: readonly string[];
  /** Whether a row can follow the last line: not where a quotation mark never closes. */
  readonly closed: boolean;
  readonly #lines: readonly Line[];
  readonly #added: Line[] = [];
  readonly #rows = new Map<string, Line>();
  readonly #keyOf: (cells: readonly string[]) => string;

  constructor(table: TableName, path: string, text: string) {
    this.table = table;
    this.path = path;
    this.#lines = linesOf(text).map((line) => ({ ...line, out: false }));
    const header = this.#lines.findIndex((line) => line.cells !== null);
    this.columns = this.#lines[header]?.cells ?? [];
    this.#keyOf = keys(this.columns);
    for (const line of this.#lines.slice(header + 1)) if (line.cells !== null) this.#rows.set(this.#keyOf(line.cells), line);
    // A quotation that is still open swallows the line end.
    this.closed = linesOf(`${this.#lines.at(-1)!.text}\n`).length > 1;
  }

  has(key: string): boolean {
    return this.#rows.get(key)?.out === false;
  }

  keys(): readonly string[] {
    return [...this.#rows.keys()].filter((key) => this.has(key));
  }

  cells(key: string): Cells {
    const { cells } = this.#rows.get(key)!;
    return Object.fromEntries(this.columns.map((column, i) => [column, cells![i] ?? ""]));
  }

  /** A row whose cells stay the same stays as it was written. */
  write(key: string, cells: Cells): void {
    const line = this.#rows.get(key)!;
    const fresh = this.columns.map((column) => cells[column] ?? "");
    if (fresh.length === line.cells!.length && fresh.every((cell, i) => cell === line.cells![i])) return;
    line.cells = fresh;
    line.text = rowText(fresh);
  }

  takeOut(key: string): void {
    this.#rows.get(key)!.out = true;
  }

  /** A new row comes last. */
  append(cells: Cells): void {
    const fresh = this.columns.map((column) => cells[column] ?? "");
    const line = { before: "", text: rowText(fresh), cells: fresh, out: false };
    this.#added.push(line);
    this.#rows.set(this.#keyOf(fresh), line);
  }

  /**
   * The file as text. A row that is taken out goes with the line end after it, the last one with the one before it; new rows end as the
   * header does, and a file without a final line end stays without one.
   */
  text(): string {
    const last = this.#lines.at(-1)!;
    const ended = this.#lines.length > 1 && last.text === "";
    const lineEnd = this.#lines[1]?.before === "\r\n" ? "\r\n" : "\n";
    const written: string[] = [];
    let before: string | null = null;
    for (const line of ended ? this.#lines.slice(0, -1) : this.#lines) {
      before ??= line.before;
      if (line.out) continue;
      written.push(before, line.text);
      before = null;
    }
    // A lone CR at the very end would become part of the first new row.
    let end = before ?? (ended ? (last.before === "\r" ? "\r\n" : last.before) : lineEnd);
    const added = this.#added.filter((line) => !line.out);
    for (const line of added) {
      written.push(end, line.text);
      end = lineEnd;
    }
    if (ended) written.push(added.length === 0 ? (before ?? last.before) : end);
    return written.join("");
  }
}
