import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { compareText, fromEdges, KeiretsuError, parseDate, type Finding, type Network } from "keiretsu";
import { parseAmount, type ParsedAmount } from "./amount.ts";
import { Columns } from "./columns.ts";
import { compiledRows, type CompiledRows } from "./compiled-rows.ts";
import { excerptOf, REFUSALS, type Refusal } from "./refusals.ts";
import { readHeader, type Header } from "./header.ts";
import { IdTable } from "./id-table.ts";
import { readIntegerRows, ROLE, type Stop } from "./integer-rows.ts";
import { numberIntegers, numberTexts } from "./number-ids.ts";
import { isReversed, type EdgeList, type ReadEdgesOptions } from "./report.ts";
import { RowSplitter } from "./split-row.ts";

const NEWLINE = 0x0a;
const BYTES_BETWEEN_PROGRESS = 1 << 22;
const LARGEST_INTEGER_ID = 2 ** 31 - 1;

/**
 * Read a firm-level edge list from a delimited text file: one row one payment, the first row names the columns. Streams the file in blocks;
 * beside the network it holds the columns of edges, 16 bytes a row, and the names. Nodes are numbered in order of their names (of their value
 * when every id is a whole number below 2^31), so the network does not depend on the order of the rows. Rows that cannot be taken are refused
 * and reported; `rows = kept + refused`.
 *
 * Throws `no-file`, `empty-file`, `compressed-file`, `not-utf8-file`, `missing-column`, `ambiguous-column`, `bad-header`, `bad-delimiter`.
 */
export function readEdges(path: string, options: ReadEdgesOptions): EdgeList {
  const reader = new EdgeReader(path, options);
  const file = openFile(path);
  try {
    reader.readAll(file);
  } finally {
    closeSync(file);
  }
  return reader.finish();
}

function openFile(path: string): number {
  try {
    const file = openSync(path, "r");
    if (!fstatSync(file).isDirectory()) return file;
    closeSync(file);
  } catch (error) {
    throw new KeiretsuError("no-file", `${path}: cannot be opened (${(error as NodeJS.ErrnoException).code ?? "unknown"})`);
  }
  throw new KeiretsuError("no-file", `${path}: is a folder, a file of edges was expected`);
}

class EdgeReader {
  readonly #path: string;
  readonly #options: ReadEdgesOptions;
  readonly #mostRow: number;
  readonly #mostFindings: number;
  readonly #columns: Columns;
  readonly #limits: { readonly minorDigits: number | null; readonly decimal: number };
  readonly #amount: ParsedAmount = { value: 0, digits: 0 };
  readonly #stop: Stop = { next: 0, largest: -1, digits: 0, selfLoops: 0, zero: 0 };
  readonly #ids = new IdTable();
  readonly #types = new IdTable();
  readonly #dates = new IdTable();
  #days: ({ readonly first: number; readonly last: number } | null)[] = [];
  #header: Header | null = null;
  #splitter = new RowSplitter(0, 0);
  #shape = { delimiter: 0, roles: new Uint8Array(0), mostDigits: 15 };
  /** Whether every id so far was a small whole number. */
  #numeric = true;
  /** Whether plain rows may be read by the fast reader. */
  #plain: boolean;
  #line = 1;
  #blankLines = 0;
  #refused = 0;
  readonly #refusedBy = new Map<string, number>();
  readonly #findings: Finding[] = [];
  #compiled: CompiledRows | null = null;
  #skipping = false;
  #fileSize = 0;
  #bytesRead = 0;

  constructor(path: string, options: ReadEdgesOptions) {
    this.#path = path;
    this.#options = options;
    this.#mostRow = options.mostRowBytes ?? 1 << 16;
    this.#mostFindings = options.mostFindings ?? 20;
    const { columns } = options;
    this.#columns = new Columns(columns.type !== undefined || columns.date !== undefined);
    this.#limits = { minorDigits: options.minorDigits ?? null, decimal: (options.decimal ?? ".").charCodeAt(0) };
    this.#plain = columns.type === undefined && columns.date === undefined && this.#limits.decimal === 0x2e;
  }

  readAll(file: number): void {
    const size = Math.max(this.#options.blockBytes ?? 1 << 19, 4 * this.#mostRow);
    if (this.#plain && !this.#options.plain) this.#compiled = compiledRows(size);
    const bytes = this.#compiled?.bytes ?? new Uint8Array(size);
    this.#fileSize = fstatSync(file).size;
    let held = 0;
    let told = 0;
    for (let first = true; ; first = false) {
      let got = 0;
      let end = held;
      while (end < size && (got = readSync(file, bytes, end, size - end, null)) > 0) {
        end += got;
        this.#bytesRead += got;
      }
      const isLast = end < size;
      let begin = first ? this.#checkStart(bytes, end) : 0;
      begin = this.#readBlock(bytes, begin, end, isLast);
      if (isLast || this.#bytesRead >= told + BYTES_BETWEEN_PROGRESS) this.#options.progress?.((told = this.#bytesRead), this.#fileSize);
      if (isLast) break;
      bytes.copyWithin(0, begin, end);
      held = end - begin;
    }
  }

  /** What the first bytes give away: a byte order mark, a compressed file, nothing at all. */
  #checkStart(bytes: Uint8Array, end: number): number {
    const starts = (...magic: number[]): boolean => magic.length <= end && magic.every((byte, i) => bytes[i] === byte);
    if (end === 0) throw new KeiretsuError("empty-file", `${this.#path}: the file is empty, a header and rows were expected`);
    for (const [magic, what] of [
      [[0x1f, 0x8b], "gzip"],
      [[0x50, 0x4b, 0x03, 0x04], "zip"],
      [[0x28, 0xb5, 0x2f, 0xfd], "zstd"],
      [[0x50, 0x41, 0x52, 0x31], "Parquet"],
    ] as const) {
      if (starts(...magic))
        throw new KeiretsuError(
          "compressed-file",
          `${this.#path}: this is ${what}; only plain text is read, unpack or export it to CSV first`,
        );
    }
    if (starts(0xff, 0xfe) || starts(0xfe, 0xff))
      throw new KeiretsuError("not-utf8-file", `${this.#path}: this is UTF-16; save it as UTF-8 (iconv -f UTF-16 -t UTF-8)`);
    return starts(0xef, 0xbb, 0xbf) ? 3 : 0;
  }

  /** Read every complete row of bytes[begin..end) and return where the first incomplete one begins. */
  #readBlock(bytes: Uint8Array, begin: number, end: number, isLast: boolean): number {
    if (this.#header === null) {
      const header = readHeader(bytes, begin, end, isLast || end - begin > this.#mostRow, {
        columns: this.#options.columns,
        delimiter: this.#options.delimiter ?? null,
        file: this.#path,
      });
      this.#useHeader(header!);
      begin = header!.next;
    }
    this.#reserve(begin, end);
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
      if (this.#plain && begin < complete) {
        const before = this.#columns.length;
        if (this.#compiled) this.#compiled.read(begin, complete, this.#shape, this.#columns, this.#stop);
        else readIntegerRows(bytes, begin, complete, this.#shape, this.#columns, this.#stop);
        this.#line += this.#columns.length - before;
        begin = this.#stop.next;
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
    const reversed = isReversed(this.#options.convention ?? "payer-payee");
    const roles = new Uint8Array(header.names.length);
    roles[header.roles.from] = reversed ? ROLE.to : ROLE.from;
    roles[header.roles.to] = reversed ? ROLE.from : ROLE.to;
    if (header.roles.amount >= 0) roles[header.roles.amount] = ROLE.amount;
    this.#shape = { delimiter: header.delimiter, roles, mostDigits: this.#options.minorDigits ?? 15 };
  }

  /** Room for every row these bytes could hold; what the file will need is guessed from what it has given. */
  #reserve(begin: number, end: number): void {
    const fewest = 2 * this.#shape.roles.length;
    const soFar = this.#columns.length / Math.max(1, this.#bytesRead - (end - begin));
    const rest = Math.max(0, this.#fileSize - this.#bytesRead) * soFar * 1.02;
    this.#columns.reserve(
      Math.ceil((end - begin) / fewest) + 1,
      soFar > 0 ? this.#columns.length + (end - begin) * soFar * 1.02 + rest : 0,
    );
  }

  #readRow(bytes: Uint8Array, begin: number): void {
    const { begins, ends, count, fault, faultAt } = this.#splitter;
    const roles = this.#header!.roles;
    if (fault) return this.#refuse(fault, bytes, begin, faultAt, Math.min(this.#splitter.next, faultAt + 80));
    if (count === 1 && begins[0] === ends[0] && this.#header!.names.length > 1) {
      this.#blankLines++;
      return;
    }
    if (count !== this.#header!.names.length)
      return this.#refuse("ragged-row", bytes, begin, begin, ends[Math.min(count, ends.length) - 1], {
        en: `${count} fields, ${ends.length} expected`,
        fr: `${count} champs, ${ends.length} attendus`,
      });
    this.#trim(bytes, roles.from);
    this.#trim(bytes, roles.to);
    for (const role of [roles.from, roles.to])
      if (begins[role] === ends[role]) return this.#refuse("missing-id", bytes, begin, begins[role], ends[role]);
    const parsed = this.#amount;
    parsed.value = 1;
    parsed.digits = 0;
    if (roles.amount >= 0) {
      const amountFault = parseAmount(bytes, begins[roles.amount], ends[roles.amount], this.#limits, parsed);
      if (amountFault) return this.#refuse(amountFault, bytes, begin, begins[roles.amount], ends[roles.amount]);
    }
    const columns = this.#columns;
    const at = columns.length;
    if (roles.date >= 0) {
      const date = this.#dates.intern(bytes, begins[roles.date], ends[roles.date]);
      if (date === this.#days.length)
        this.#days.push(readDays(new TextDecoder().decode(bytes.subarray(begins[roles.date], ends[roles.date]))));
      if (this.#days[date] === null) return this.#refuse("bad-date", bytes, begin, begins[roles.date], ends[roles.date]);
      columns.date[at] = date;
    }
    if (roles.type >= 0) columns.type[at] = this.#types.intern(bytes, begins[roles.type], ends[roles.type]);
    const reversed = this.#shape.roles[roles.from] === ROLE.to;
    const payer = reversed ? roles.to : roles.from;
    const payee = reversed ? roles.from : roles.to;
    if (this.#numeric) {
      const from = integerId(bytes, begins[payer], ends[payer]);
      const to = integerId(bytes, begins[payee], ends[payee]);
      if (from >= 0 && to >= 0) {
        columns.from[at] = from;
        columns.to[at] = to;
        this.#stop.largest = Math.max(this.#stop.largest, from, to);
      } else this.#toTexts();
    }
    if (!this.#numeric) {
      columns.from[at] = this.#ids.intern(bytes, begins[payer], ends[payer]);
      columns.to[at] = this.#ids.intern(bytes, begins[payee], ends[payee]);
    }
    columns.amount[at] = parsed.value;
    columns.length = at + 1;
    if (columns.from[at] === columns.to[at]) this.#stop.selfLoops++;
    if (parsed.value === 0) this.#stop.zero++;
    if (parsed.digits > this.#stop.digits) this.#stop.digits = parsed.digits;
  }

  /** Spaces around an id are layout; quoted or not, they are no part of the name. */
  #trim(bytes: Uint8Array, field: number): void {
    const { begins, ends } = this.#splitter;
    while (begins[field] < ends[field] && (bytes[begins[field]] === 0x20 || bytes[begins[field]] === 0x09)) begins[field]++;
    while (ends[field] > begins[field] && (bytes[ends[field] - 1] === 0x20 || bytes[ends[field] - 1] === 0x09)) ends[field]--;
  }

  /** The first id that is no whole number: from here on ids are texts, and those read so far become texts too. */
  #toTexts(): void {
    const { from, to, length } = this.#columns;
    const scratch = new Uint8Array(10);
    const intern = (id: number): number => {
      let begin = scratch.length;
      let rest = id;
      do {
        scratch[--begin] = 0x30 + (rest % 10);
        rest = Math.trunc(rest / 10);
      } while (rest > 0);
      return this.#ids.intern(scratch, begin, scratch.length);
    };
    for (let k = 0; k < length; k++) {
      from[k] = intern(from[k]);
      to[k] = intern(to[k]);
    }
    this.#numeric = false;
    this.#plain = false;
  }

  #refuse(code: Refusal, bytes: Uint8Array, row: number, begin: number, end: number, detail?: { en: string; fr: string }): void {
    this.#refused++;
    this.#refusedBy.set(code, (this.#refusedBy.get(code) ?? 0) + 1);
    if (this.#findings.length >= this.#mostFindings) return;
    let column = 1;
    let line = this.#line;
    for (let i = row; i < begin; i++) {
      if (bytes[i] === NEWLINE) {
        line++;
        column = 1;
      } else if ((bytes[i] & 0xc0) !== 0x80) column++;
    }
    const { en, fr } = REFUSALS[code];
    this.#findings.push({
      code,
      severity: "error",
      place: { file: this.#path, line, column },
      excerpt: excerptOf(bytes, begin, end),
      summary: detail ? `${en.summary}: ${detail.en}` : en.summary,
      advice: en.advice,
      french: { summary: detail ? `${fr.summary} : ${detail.fr}` : fr.summary, advice: fr.advice },
    });
  }

  finish(): EdgeList {
    const { length } = this.#columns;
    const from = this.#columns.from.subarray(0, length);
    const to = this.#columns.to.subarray(0, length);
    const amount = this.#columns.amount.subarray(0, length);
    const numbered = this.#numeric ? numberIntegers(from, to, this.#stop.largest) : numberTexts(from, to, this.#ids);
    const { columns, unit } = this.#options;
    const kinds = columns.type === undefined ? null : numberKinds(this.#columns.type.subarray(0, length), this.#types);
    const days = columns.date === undefined ? null : this.#columns.date.subarray(0, length);
    const unnamed = fromEdges(
      {
        n: numbered.n,
        from,
        to,
        amount,
        type: kinds ? kinds.type : null,
        typeNames: kinds ? kinds.names : [],
        firstDay: days ? Int32Array.from(days, (d) => this.#days[d]!.first) : null,
        lastDay: days ? Int32Array.from(days, (d) => this.#days[d]!.last) : null,
      },
      { unit: unit ?? "units", consume: true },
    );
    const network = { ...unnamed, names: numbered.names() };
    return {
      network,
      report: {
        file: this.#path,
        rows: length + this.#refused,
        kept: length,
        refused: this.#refused,
        refusedBy: Object.fromEntries([...this.#refusedBy].sort(([a], [b]) => compareText(a, b))),
        findings: this.#findings,
        blankLines: this.#blankLines,
        parallel: countParallel(network),
        selfLoops: this.#stop.selfLoops,
        zero: this.#stop.zero,
        nodes: network.n,
        notUtf8: numbered.notUtf8,
        minorDigits: this.#stop.digits,
        numericIds: this.#numeric,
      },
    };
  }
}

/** The whole number that bytes[begin..end) writes without sign or leading zeros, or -1. */
function integerId(bytes: Uint8Array, begin: number, end: number): number {
  if (end - begin > 10 || (end - begin > 1 && bytes[begin] === 0x30)) return -1;
  let id = 0;
  for (let i = begin; i < end; i++) {
    const d = bytes[i] - 0x30;
    if (d < 0 || d > 9) return -1;
    id = id * 10 + d;
  }
  return id <= LARGEST_INTEGER_ID ? id : -1;
}

function countParallel({ n, start, target }: Network): number {
  let parallel = 0;
  for (let i = 0; i < n; i++) for (let e = start[i] + 1; e < start[i + 1]; e++) if (target[e] === target[e - 1]) parallel++;
  return parallel;
}

function readDays(text: string): { readonly first: number; readonly last: number } | null {
  const range = parseDate(text.trim());
  return range === null ? null : { first: range.firstDay, last: range.lastDay };
}

/** Types in the order of their names. */
function numberKinds(type: Uint32Array, table: IdTable): { readonly type: Uint16Array; readonly names: readonly string[] } {
  const { names } = table.names();
  if (names.length > 65_535) throw new KeiretsuError("too-many-types", `${names.length} types of payment, at most 65,535 are held`);
  const order = names.map((_, k) => k).sort((a, b) => compareText(names[a], names[b]));
  const rank = new Uint16Array(names.length);
  order.forEach((k, r) => {
    rank[k] = r;
  });
  return { type: Uint16Array.from(type, (k) => rank[k]), names: order.map((k) => names[k]) };
}
