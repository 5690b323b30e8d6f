import { compareText, fromEdges, KeiretsuError, parseDate, type Finding, type Network, type Refused } from "keiretsu";
import { parseAmount, type ParsedAmount } from "./amount.ts";
import { Columns } from "./columns.ts";
import { IdTable, integerId } from "./id-table.ts";
import type { Stop } from "./integer-rows.ts";
import { numberIntegers, numberTexts } from "./number-ids.ts";
import { REFUSALS, type Refusal } from "./refusals.ts";
import { isReversed, type EdgeList, type ReadEdgesOptions } from "./report.ts";

/** Bounds of the cells of one row: where each role begins and ends, -1 where the file has no such column. */
export interface Cells {
  readonly begins: Int32Array;
  readonly ends: Int32Array;
}

/** Where the cell of each role stands in `Cells`. */
export const CELL = { from: 0, to: 1, amount: 2, type: 3, date: 4 } as const;
export type CellRole = keyof typeof CELL;

/** Why a row is not taken, and the cell at fault. */
export interface RowRefusal {
  readonly why: Refusal;
  readonly role: CellRole;
}

/**
 * The rows of an edge list as they come in, whatever the file: columns of edges, the table of ids, what was refused. Ids stay numbers as long as
 * every one is a whole number below 2^31, and become texts with the first that is not.
 */
export class EdgeRows {
  readonly columns: Columns;
  readonly stop: Stop = { next: 0, largest: -1, digits: 0, selfLoops: 0, zero: 0 };
  ids: IdTable = new IdTable();
  readonly types: IdTable = new IdTable();
  readonly limits: { readonly minorDigits: number | null; readonly decimal: number };
  /** Whether the column from is paid by the column to. */
  readonly reversed: boolean;
  numeric = true;
  blankLines = 0;
  readonly #path: string;
  readonly #options: ReadEdgesOptions;
  readonly #amount: ParsedAmount = { value: 0, digits: 0 };
  readonly #dates = new IdTable();
  #days: ({ readonly first: number; readonly last: number } | null)[] = [];
  #refused = 0;
  readonly #refusedBy = new Map<string, number>();
  readonly #findings: Finding[] = [];
  #notes: readonly Finding[] = [];
  /** Unit that the file itself names. */
  #ownUnit: string | null = null;

  constructor(path: string, options: ReadEdgesOptions) {
    const { columns } = options;
    this.#path = path;
    this.#options = options;
    this.columns = new Columns(columns.type !== undefined || columns.date !== undefined);
    this.limits = { minorDigits: options.minorDigits ?? null, decimal: (options.decimal ?? ".").charCodeAt(0) };
    this.reversed = options.convention !== undefined && isReversed(options.convention, options.lens ?? "pays");
  }

  /** Take one row; null when it is kept. The columns must have room. */
  take(bytes: Uint8Array, { begins, ends }: Cells): RowRefusal | null {
    trim(bytes, begins, ends, CELL.from);
    trim(bytes, begins, ends, CELL.to);
    if (begins[CELL.from] === ends[CELL.from]) return { why: "missing-id", role: "from" };
    if (begins[CELL.to] === ends[CELL.to]) return { why: "missing-id", role: "to" };
    const parsed = this.#amount;
    parsed.value = 1;
    parsed.digits = 0;
    if (begins[CELL.amount] >= 0) {
      const fault = parseAmount(bytes, begins[CELL.amount], ends[CELL.amount], this.limits, parsed);
      if (fault) return { why: fault, role: "amount" };
    }
    const { columns } = this;
    const at = columns.length;
    if (begins[CELL.date] >= 0) {
      const date = this.dateOf(bytes, begins[CELL.date], ends[CELL.date]);
      if (date < 0) return { why: "bad-date", role: "date" };
      columns.date[at] = date;
    }
    if (begins[CELL.type] >= 0) columns.type[at] = this.types.intern(bytes, begins[CELL.type], ends[CELL.type]);
    const payer = this.reversed ? CELL.to : CELL.from;
    const payee = this.reversed ? CELL.from : CELL.to;
    if (this.numeric) {
      const from = integerId(bytes, begins[payer], ends[payer]);
      const to = integerId(bytes, begins[payee], ends[payee]);
      if (from >= 0 && to >= 0) {
        columns.from[at] = from;
        columns.to[at] = to;
        this.stop.largest = Math.max(this.stop.largest, from, to);
      } else this.toTexts();
    }
    if (!this.numeric) {
      columns.from[at] = this.ids.intern(bytes, begins[payer], ends[payer]);
      columns.to[at] = this.ids.intern(bytes, begins[payee], ends[payee]);
    }
    this.keep(at, parsed.value, parsed.digits);
    return null;
  }

  /** Count the row whose ids stand in the columns at `at`, the next free place, as kept. */
  keep(at: number, amount: number, digits: number): void {
    const { columns, stop } = this;
    columns.amount[at] = amount;
    columns.length = at + 1;
    if (columns.from[at] === columns.to[at]) stop.selfLoops++;
    if (amount === 0) stop.zero++;
    if (digits > stop.digits) stop.digits = digits;
  }

  /** Number of a date as written, -1 where it is none. */
  dateOf(bytes: Uint8Array, begin: number, end: number): number {
    const date = this.#dates.intern(bytes, begin, end);
    if (date === this.#days.length) this.#days.push(readDays(new TextDecoder().decode(bytes.subarray(begin, end))));
    return this.#days[date] === null ? -1 : date;
  }

  /** From the first id that is no whole number on ids are texts, and those read so far become texts too. */
  toTexts(): void {
    const { from, to, length } = this.columns;
    const intern = integerInterner(this.ids);
    for (let k = 0; k < length; k++) {
      from[k] = intern(from[k]);
      to[k] = intern(to[k]);
    }
    this.numeric = false;
  }

  /** Leave out texts that only refused rows hold; numbers again where every text is a whole number below 2^31. */
  settleTexts(): void {
    const { from, to, length } = this.columns;
    const used = new Uint8Array(this.ids.count);
    for (let k = 0; k < length; k++) {
      used[from[k]] = 1;
      used[to[k]] = 1;
    }
    const settled = new IdTable();
    const place = new Uint32Array(used.length);
    for (let id = 0; id < used.length; id++) {
      if (used[id] === 0) continue;
      const bytes = this.ids.bytesOf(id);
      place[id] = settled.intern(bytes, 0, bytes.length);
    }
    const values = settled.integers();
    this.numeric = values !== null;
    if (values !== null) for (const id of values) this.stop.largest = Math.max(this.stop.largest, id);
    for (let k = 0; k < length; k++) {
      from[k] = values === null ? place[from[k]] : values[place[from[k]]];
      to[k] = values === null ? place[to[k]] : values[place[to[k]]];
    }
    this.ids = settled;
  }

  /** Count a refused row; `describe` gives its place and text, which is asked for the first ones only. */
  refuse(
    code: Refusal,
    describe: () => { readonly line: number; readonly column: number; readonly excerpt: string },
    detail?: { readonly en: string; readonly fr: string },
  ): void {
    if (!this.#count(code)) return;
    const { line, column, excerpt } = describe();
    const { en, fr } = REFUSALS[code];
    this.#findings.push({
      code,
      severity: "error",
      place: { file: this.#path, line, column },
      excerpt,
      summary: detail ? `${en.summary}: ${detail.en}` : en.summary,
      advice: en.advice,
      french: { summary: detail ? `${fr.summary} : ${detail.fr}` : fr.summary, advice: fr.advice },
    });
  }

  /** Count a row that another reader has refused. */
  adopt({ code, finding }: Refused): void {
    if (this.#count(code) && finding) this.#findings.push(finding);
  }

  /** What a reader saw in rows that it kept, and the unit that the file names. */
  note(findings: readonly Finding[], unit: string | null): void {
    this.#notes = findings.slice(0, this.#mostFindings);
    this.#ownUnit = unit;
  }

  get #mostFindings(): number {
    return this.#options.mostFindings ?? 20;
  }

  /** Whether the refused row is among those that are told one by one. */
  #count(code: string): boolean {
    this.#refused++;
    this.#refusedBy.set(code, (this.#refusedBy.get(code) ?? 0) + 1);
    return this.#findings.length < this.#mostFindings;
  }

  finish(): EdgeList {
    const { length } = this.columns;
    const from = this.columns.from.subarray(0, length);
    const to = this.columns.to.subarray(0, length);
    const amount = this.columns.amount.subarray(0, length);
    const { columns, unit, lens, more } = this.#options;
    const others = this.#otherIds(more ?? null);
    const lists = others === null ? [from, to] : [from, to, others];
    const numbered = this.numeric ? numberIntegers(lists, this.stop.largest) : numberTexts(lists, this.ids);
    const kinds = columns.type === undefined ? null : numberKinds(this.columns.type.subarray(0, length), this.types);
    const days = columns.date === undefined ? null : this.columns.date.subarray(0, length);
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
      { unit: unit ?? this.#ownUnit ?? "units", lens: lens ?? "pays", consume: true, checked: true },
    );
    const network = withNames(unnamed, numbered.names);
    return {
      network,
      more: others,
      report: {
        file: this.#path,
        rows: length + this.#refused,
        kept: length,
        refused: this.#refused,
        refusedBy: Object.fromEntries([...this.#refusedBy].sort(([a], [b]) => compareText(a, b))),
        findings: this.#findings,
        notes: this.#notes,
        blankLines: this.blankLines,
        parallel: countParallel(network),
        selfLoops: this.stop.selfLoops,
        zero: this.stop.zero,
        nodes: network.n,
        notUtf8: numbered.notUtf8,
        minorDigits: this.stop.digits,
        numericIds: this.numeric,
      },
    };
  }

  /** The ids that are to be nodes beside those of the rows, numbered as these are. */
  #otherIds(more: IdTable | null): Uint32Array | null {
    if (more === null) return null;
    if (this.numeric) {
      const values = more.integers();
      if (values !== null) {
        for (const id of values) this.stop.largest = Math.max(this.stop.largest, id);
        return values;
      }
      this.toTexts();
    }
    return Uint32Array.from({ length: more.count }, (_, k) => {
      const bytes = more.bytesOf(k);
      return this.ids.intern(bytes, 0, bytes.length);
    });
  }
}

/** Spaces around an id are layout; quoted or not, they are no part of the name. */
function trim(bytes: Uint8Array, begins: Int32Array, ends: Int32Array, cell: number): void {
  while (begins[cell] < ends[cell] && (bytes[begins[cell]] === 0x20 || bytes[begins[cell]] === 0x09)) begins[cell]++;
  while (ends[cell] > begins[cell] && (bytes[ends[cell] - 1] === 0x20 || bytes[ends[cell] - 1] === 0x09)) ends[cell]--;
}

/** Numbers the digits of whole numbers in a table of texts. */
function integerInterner(ids: IdTable): (id: number) => number {
  const scratch = new Uint8Array(10);
  return (id) => {
    let begin = scratch.length;
    let rest = id;
    do {
      scratch[--begin] = 0x30 + (rest % 10);
      rest = Math.trunc(rest / 10);
    } while (rest > 0);
    return ids.intern(scratch, begin, scratch.length);
  };
}

/** Names are written out when they are first asked for: a million of them take as long as a million rows. */
function withNames(network: Network, names: () => readonly string[]): Network {
  let written: readonly string[] | null = null;
  return {
    ...network,
    get names() {
      return (written ??= names());
    },
  };
}

/** Edges with the target of the one before them, less those that begin a row: one pass over the targets without a guess at where rows end. */
function countParallel({ n, m, start, target }: Network): number {
  let parallel = 0;
  for (let e = 1; e < m; e++) parallel += Number(target[e] === target[e - 1]);
  for (let i = 1; i < n; i++) {
    const e = start[i];
    if (e > 0 && e < start[i + 1] && target[e] === target[e - 1]) parallel--;
  }
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
