import { KeiretsuError } from "keiretsu";
import type { BlockReader } from "./blocks.ts";
import { CELL, type CellRole, type Cells, type EdgeRows } from "./edge-rows.ts";
import { JsonScanner, parseLine, type JsonCell } from "./json-line.ts";
import { placeOf, type Refusal } from "./refusals.ts";
import type { ReadEdgesOptions } from "./report.ts";

const NEWLINE = 0x0a;
const ROLES = ["from", "to", "amount", "type", "date"] as const;

/**
 * Rows of JSON Lines: one object a line with the columns as keys, or one array a line with the cells in the order from, to, amount, type, date, unless
 * the first line is an array that names them. Plain lines are scanned as bytes, others parsed; both give the same row.
 */
export class JsonRows implements BlockReader {
  readonly #path: string;
  readonly #rows: EdgeRows;
  readonly #mostRow: number;
  readonly #wanted: readonly { readonly role: CellRole; readonly name: string }[];
  readonly #scanner: JsonScanner;
  readonly #cells: Cells = { begins: new Int32Array(5).fill(-1), ends: new Int32Array(5).fill(-1) };
  #scratch = new Uint8Array(256);
  #line = 1;
  #isFirst = true;
  #skipping = false;

  constructor(path: string, options: ReadEdgesOptions, rows: EdgeRows, mostRow: number) {
    this.#path = path;
    this.#rows = rows;
    this.#mostRow = mostRow;
    this.#wanted = ROLES.flatMap((role) => {
      const name = options.columns[role];
      return name === undefined ? [] : [{ role, name }];
    });
    this.#scanner = new JsonScanner(this.#wanted.map(({ name }) => name));
  }

  buffer(size: number): Uint8Array {
    return new Uint8Array(size);
  }

  /** [1,2] and its newline. */
  fewestBytes(): number {
    return 6;
  }

  start(_bytes: Uint8Array, begin: number): number {
    return begin;
  }

  block(bytes: Uint8Array, begin: number, end: number, isLast: boolean): number {
    const complete = bytes.lastIndexOf(NEWLINE, end - 1) + 1;
    while (begin < end) {
      const scanned = this.#isFirst || this.#skipping || begin >= complete ? -1 : this.#scanner.scan(bytes, begin, complete);
      if (scanned >= 0 && this.#takeScanned(bytes, begin)) {
        this.#line++;
        begin = scanned;
        continue;
      }
      let newline = begin < complete ? bytes.indexOf(NEWLINE, begin) : -1;
      if (newline < 0) {
        if (!isLast && end - begin <= this.#mostRow) return begin;
        if (!isLast) {
          if (!this.#skipping) this.#refuse("row-too-long", bytes, begin, begin, begin + 80);
          this.#skipping = true;
          return end;
        }
        newline = end;
      }
      if (!this.#skipping) this.#parse(bytes, begin, newline);
      this.#skipping = false;
      this.#line++;
      begin = Math.min(end, newline + 1);
    }
    return begin;
  }

  /** Take the row that the scanner found; false where it needs a closer look. */
  #takeScanned(bytes: Uint8Array, row: number): boolean {
    const { begins, ends, kinds } = this.#scanner;
    const cells = this.#cells;
    for (let w = 0; w < this.#wanted.length; w++) {
      const { role } = this.#wanted[w];
      if (!fits(role, kinds[w])) return false;
      cells.begins[CELL[role]] = begins[w];
      cells.ends[CELL[role]] = ends[w];
    }
    const refusal = this.#rows.take(bytes, cells);
    if (refusal) this.#refuse(refusal.why, bytes, row, cells.begins[CELL[refusal.role]], cells.ends[CELL[refusal.role]]);
    return true;
  }

  /** The careful way: any JSON, escapes and all. */
  #parse(bytes: Uint8Array, begin: number, end: number): void {
    const line = parseLine(bytes, begin, end, this.#scanner.names);
    if (line.kind === "blank") {
      this.#rows.blankLines++;
      return;
    }
    const first = this.#isFirst;
    this.#isFirst = false;
    if (line.kind === "bad") return this.#refuse("bad-json", bytes, begin, begin, end);
    if (first && line.kind === "array" && this.#scanner.useHeader(line.texts)) return;
    if (first && line.kind === "object") this.#checkKeys(line.keys);
    const cells = line.kind === "array" ? this.#scanner.placed(line.cells) : line.cells;
    if (cells === null) return this.#refuse("ragged-row", bytes, begin, begin, end);
    let used = 0;
    for (let w = 0; w < this.#wanted.length; w++) {
      const { role } = this.#wanted[w];
      const cell = cells[w];
      if (!fits(role, cell.kind)) return this.#refuse("wrong-type", bytes, begin, begin, end);
      if (used + 3 * cell.text.length > this.#scratch.length) this.#scratch = grown(this.#scratch, used + 3 * cell.text.length);
      this.#cells.begins[CELL[role]] = used;
      used += new TextEncoder().encodeInto(cell.text, this.#scratch.subarray(used)).written;
      this.#cells.ends[CELL[role]] = used;
    }
    const refusal = this.#rows.take(this.#scratch, this.#cells);
    if (refusal) this.#refuse(refusal.why, bytes, begin, begin, end);
  }

  #checkKeys(keys: readonly string[]): void {
    for (const { role, name } of this.#wanted) {
      if ((role !== "from" && role !== "to") || keys.includes(name)) continue;
      throw new KeiretsuError(
        "missing-column",
        `${this.#path}:1: no key "${name}" for ${role}; the first line has: ${keys.slice(0, 30).join(", ")}`,
      );
    }
  }

  #refuse(code: Refusal, bytes: Uint8Array, row: number, begin: number, end: number): void {
    this.#rows.refuse(code, () => placeOf(bytes, { line: this.#line, row, begin, end }));
  }
}

/** Ids are texts or whole numbers, amounts are numbers, the rest texts; nothing at all is left to the check of the row. */
function fits(role: CellRole, kind: JsonCell["kind"]): boolean {
  if (kind === "nothing") return true;
  if (role === "amount") return kind === "whole" || kind === "number";
  return kind === "text" || (kind === "whole" && role !== "type");
}

function grown(bytes: Uint8Array, size: number): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(2 * size);
  larger.set(bytes);
  return larger;
}
