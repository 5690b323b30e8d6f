import { compiledRows, type CompiledRows } from "./compiled-rows.ts";
import { CELL, type Cells, type EdgeRows } from "./edge-rows.ts";
import { readHeader, type Header } from "./header.ts";
import { readIntegerRows, ROLE } from "./integer-rows.ts";
import { placeOf, type Refusal } from "./refusals.ts";
import type { BlockReader } from "./blocks.ts";
import type { ReadEdgesOptions } from "./report.ts";
import { RowSplitter } from "./split-row.ts";

const NEWLINE = 0x0a;

/** Rows of delimited text whose first row names the columns: plain rows by the fast reader, others by the careful one. */
export class DelimitedRows implements BlockReader {
  readonly #path: string;
  readonly #options: ReadEdgesOptions;
  readonly #rows: EdgeRows;
  readonly #mostRow: number;
  #header: Header | null = null;
  #splitter = new RowSplitter(0, 0);
  #shape = { delimiter: 0, roles: new Uint8Array(0), mostDigits: 15 };
  readonly #cells: Cells = { begins: new Int32Array(5).fill(-1), ends: new Int32Array(5).fill(-1) };
  /** Whether plain rows may be read by the fast reader, as long as ids are numbers. */
  readonly #plain: boolean;
  #line = 1;
  #compiled: CompiledRows | null = null;
  #skipping = false;

  constructor(path: string, options: ReadEdgesOptions, rows: EdgeRows, mostRow: number) {
    this.#path = path;
    this.#options = options;
    this.#rows = rows;
    this.#mostRow = mostRow;
    const { type, date } = options.columns;
    this.#plain = type === undefined && date === undefined && rows.limits.decimal === 0x2e;
  }

  buffer(size: number): Uint8Array {
    if (this.#plain && !this.#options.plain) this.#compiled = compiledRows(size);
    return this.#compiled?.bytes ?? new Uint8Array(size);
  }

  fewestBytes(): number {
    return 2 * Math.max(1, this.#shape.roles.length);
  }

  start(bytes: Uint8Array, begin: number, end: number, isLast: boolean): number {
    const header = readHeader(bytes, begin, end, isLast || end - begin > this.#mostRow, {
      columns: this.#options.columns,
      delimiter: this.#options.delimiter ?? null,
      file: this.#path,
    });
    this.#useHeader(header!);
    return header!.next;
  }

  /** Read every complete row of bytes[begin..end) and return where the first incomplete one begins. */
  block(bytes: Uint8Array, begin: number, end: number, isLast: boolean): number {
    const { columns, stop } = this.#rows;
    const complete = bytes.lastIndexOf(NEWLINE, end - 1) + 1;
    while (begin < end) {
      if (this.#skipping) {
        const newline = bytes.indexOf(NEWLINE, begin);
        if (newline < 0 || newline >= end) return end;
        this.#skipping = false;
        this.#line++;
        begin = newline + 1;
        continue;
      }
      if (this.#plain && this.#rows.numeric && begin < complete) {
        const before = columns.length;
        if (this.#compiled) this.#compiled.read(begin, complete, this.#shape, columns, stop);
        else readIntegerRows(bytes, begin, complete, this.#shape, columns, stop);
        this.#line += columns.length - before;
        begin = stop.next;
        if (begin >= end) break;
      }
      const splitter = this.#splitter;
      if (!splitter.split(bytes, begin, end, isLast)) {
        if (end - begin <= this.#mostRow) return begin;
        const newline = bytes.indexOf(NEWLINE, begin);
        if (newline < 0 || newline >= end) {
          this.#refuse("row-too-long", bytes, begin, begin, Math.min(end, begin + 80));
          this.#skipping = true;
          return end;
        }
        splitter.cut(bytes, begin, end);
      }
      this.#readRow(bytes, begin);
      this.#line += splitter.lines;
      begin = splitter.next;
    }
    return begin;
  }

  #useHeader(header: Header): void {
    this.#header = header;
    this.#line += header.lines;
    this.#splitter = new RowSplitter(header.names.length, header.delimiter);
    const { reversed } = this.#rows;
    const roles = new Uint8Array(header.names.length);
    roles[header.roles.from] = reversed ? ROLE.to : ROLE.from;
    roles[header.roles.to] = reversed ? ROLE.from : ROLE.to;
    if (header.roles.amount >= 0) roles[header.roles.amount] = ROLE.amount;
    this.#shape = { delimiter: header.delimiter, roles, mostDigits: this.#options.minorDigits ?? 15 };
  }

  #readRow(bytes: Uint8Array, begin: number): void {
    const { begins, ends, count, fault, faultAt } = this.#splitter;
    const { names, roles } = this.#header!;
    if (fault) return this.#refuse(fault, bytes, begin, faultAt, Math.min(this.#splitter.next, faultAt + 80));
    if (count === 1 && begins[0] === ends[0] && names.length > 1) {
      this.#rows.blankLines++;
      return;
    }
    if (count !== names.length)
      return this.#refuse("ragged-row", bytes, begin, begin, ends[Math.min(count, ends.length) - 1], {
        en: `${count} fields, ${ends.length} expected`,
        fr: `${count} champs, ${ends.length} attendus`,
      });
    const cells = this.#cells;
    for (const role of ["from", "to", "amount", "type", "date"] as const) {
      if (roles[role] < 0) continue;
      cells.begins[CELL[role]] = begins[roles[role]];
      cells.ends[CELL[role]] = ends[roles[role]];
    }
    const refusal = this.#rows.take(bytes, cells);
    if (refusal) this.#refuse(refusal.why, bytes, begin, cells.begins[CELL[refusal.role]], cells.ends[CELL[refusal.role]]);
  }

  #refuse(code: Refusal, bytes: Uint8Array, row: number, begin: number, end: number, detail?: { en: string; fr: string }): void {
    this.#rows.refuse(code, () => placeOf(bytes, { line: this.#line, row, begin, end }), detail);
  }
}
