import { KeiretsuError } from "keiretsu";
import { ParquetFile, type ParquetColumn, type Target } from "../parquet/parquet.ts";
import { POWERS_OF_TEN, type AmountFault } from "./amount.ts";
import type { CellRole, EdgeRows } from "./edge-rows.ts";
import { findRoles } from "./header.ts";
import type { Refusal } from "./refusals.ts";
import type { ReadEdgesOptions } from "./report.ts";

/** The code of an empty text. */
const EMPTY = 0xffffffff;
const MOST_DIGITS = 15;
/** How often progress is told at most. */
const STEPS = 40;
const MILLISECONDS_OF_A_DAY = 86_400_000;

/**
 * Rows of a Parquet file, decoded straight into the columns of edges, group by group. The same table gives the same network as from text: ids of
 * whole numbers or texts, amounts that are decimals within 2^53, rows with anything else refused by their number.
 */
export function readParquetRows(path: string, file: number, options: ReadEdgesOptions, rows: EdgeRows): void {
  const parquet = new ParquetFile(path, file);
  const { columns, groups } = parquet.metadata;
  const roles = findRoles(
    columns.map((column) => (column.nested ? "" : column.name)),
    options.columns,
    path,
  );
  const wanted = { from: "id", to: "id", amount: "amount", type: "text", date: "date" } as const;
  for (const role of ["from", "to", "amount", "type", "date"] as const)
    if (roles[role] >= 0 && !holds(columns[roles[role]], wanted[role])) throw wrongType(path, columns[roles[role]], role, wanted[role]);
  if (![roles.from, roles.to].every((c) => columns[c].physical !== "BYTE_ARRAY")) rows.toTexts();
  const all = parquet.metadata.rows;
  rows.columns.reserve(all, all);
  let first = 1;
  let told = 0;
  groups.forEach((group, g) => {
    new GroupOfRows(parquet, rows, roles, g).read(first);
    first += group.rows;
    if (first - 1 === all || first - told > all / STEPS) options.progress?.((told = first - 1), all);
  });
  if (!rows.numeric) rows.settleTexts();
}

/** Whether a column can hold what is asked of it. */
function holds({ physical, meaning, width }: ParquetColumn, what: "id" | "amount" | "text" | "date"): boolean {
  const isText = physical === "BYTE_ARRAY" && meaning === "text";
  const isWhole = (physical === "INT32" || physical === "INT64") && (meaning === "plain" || meaning === "unsigned");
  if (what === "id") return isText || isWhole;
  if (what === "date") return isText || (physical === "INT32" && meaning === "date");
  return what === "text" ? isText : isWhole || isNumber(physical, meaning, width);
}

function isNumber(physical: ParquetColumn["physical"], meaning: ParquetColumn["meaning"], width: number): boolean {
  if (meaning === "decimal") return physical === "INT32" || physical === "INT64" || (physical === "FIXED_LEN_BYTE_ARRAY" && width <= 16);
  return (physical === "FLOAT" || physical === "DOUBLE") && meaning === "plain";
}

function wrongType(path: string, column: ParquetColumn, role: string, what: string): KeiretsuError {
  const expected = { id: "whole numbers or texts", amount: "whole numbers, floats or decimals", text: "texts", date: "dates or texts" }[
    what
  ];
  const found = column.meaning === "plain" ? column.physical : `${column.physical} (${column.meaning})`;
  return new KeiretsuError("bad-column-type", `${path}: column "${column.name}" for ${role} holds ${found}; ${expected} were expected`);
}

class GroupOfRows {
  readonly #parquet: ParquetFile;
  readonly #rows: EdgeRows;
  readonly #roles: Readonly<Record<CellRole, number>>;
  readonly #group: number;

  constructor(parquet: ParquetFile, rows: EdgeRows, roles: Readonly<Record<CellRole, number>>, group: number) {
    this.#parquet = parquet;
    this.#rows = rows;
    this.#roles = roles;
    this.#group = group;
  }

  /** Read the group, whose first row has number `first`. */
  read(first: number): void {
    const { columns, reversed, limits, stop } = this.#rows;
    const { rows: count } = this.#parquet.metadata.groups[this.#group];
    const begin = columns.length;
    const roles = this.#roles;
    const ids = this.#readIds(begin, count);
    const [payer, payee] = reversed ? (["to", "from"] as const) : (["from", "to"] as const);
    const amounts = columns.amount.subarray(begin, begin + count);
    const hasAmount = roles.amount < 0 ? null : this.#parquet.readColumn(this.#group, roles.amount, { as: "numbers", into: amounts }, 0);
    if (roles.amount < 0) amounts.fill(1);
    const types = roles.type < 0 ? null : this.#readTexts(roles.type, count, this.#rows.types);
    const dates = roles.date < 0 ? null : this.#readDates(count);
    const amountColumn = roles.amount < 0 ? null : this.#parquet.metadata.columns[roles.amount];
    const amount = new AmountOf(amountColumn, limits.minorDigits);
    const refuse = (k: number, code: Refusal, role: CellRole, excerpt: string): void =>
      this.#rows.refuse(code, () => ({ line: first + k, column: roles[role] + 1, excerpt }));
    const isPlain = this.#rows.numeric && ids.complete && hasAmount === null && types === null && dates === null && amount.isPlain;
    const plain = isPlain ? takePlain(columns, begin, count, stop) : 0;
    for (let k = plain; k < count; k++) {
      const i = columns.from[begin + k];
      const j = columns.to[begin + k];
      if (ids.lacks(payer, k) || i === EMPTY || ids.lacks(payee, k) || j === EMPTY) {
        refuse(k, "missing-id", ids.lacks(payer, k) || i === EMPTY ? payer : payee, "");
        continue;
      }
      if (hasAmount !== null && hasAmount[k] === 0) {
        refuse(k, "missing-amount", "amount", "");
        continue;
      }
      const written = amounts[k];
      const fault = amount.check(written, stop.digits);
      if (fault !== null) {
        refuse(k, fault, "amount", String(amountColumn?.meaning === "decimal" ? written / POWERS_OF_TEN[amountColumn.scale] : written));
        continue;
      }
      if (dates !== null && dates[k] < 0) {
        refuse(k, "bad-date", "date", "");
        continue;
      }
      const at = columns.length;
      columns.from[at] = i;
      columns.to[at] = j;
      if (dates !== null) columns.date[at] = dates[k];
      if (types !== null) columns.type[at] = types[k];
      if (this.#rows.numeric) {
        if (i > stop.largest) stop.largest = i;
        if (j > stop.largest) stop.largest = j;
      }
      this.#rows.keep(at, amount.value, amount.digits);
    }
  }

  /** Ids as numbers into the columns; as texts when one of them is no number below 2^31. */
  #readIds(begin: number, count: number): { readonly complete: boolean; readonly lacks: (role: "from" | "to", k: number) => boolean } {
    const { columns, reversed } = this.#rows;
    const roles = this.#roles;
    const read = (role: "from" | "to"): Uint8Array | null => {
      const column = (role === "from") === reversed ? columns.to : columns.from;
      const into = column.subarray(begin, begin + count);
      if (!this.#rows.numeric) return this.#parquet.readColumn(this.#group, roles[role], this.#texts(into, this.#rows.ids), 0);
      const whole = new Int32Array(into.buffer, into.byteOffset, count);
      const present = this.#parquet.readColumn(this.#group, roles[role], { as: "ids", into: whole }, 0);
      if (hasNegative(whole)) this.#rows.toTexts();
      return present;
    };
    const before = this.#rows.numeric;
    let given = { from: read("from"), to: read("to") };
    // Having become texts on the way, both are read anew as such.
    if (before !== this.#rows.numeric) given = { from: read("from"), to: read("to") };
    return { complete: given.from === null && given.to === null, lacks: (role, k) => given[role] !== null && given[role][k] === 0 };
  }

  #texts(into: Uint32Array, table: { readonly intern: (bytes: Uint8Array, begin: number, end: number) => number }): Target {
    return {
      as: "texts",
      into,
      intern: (bytes, begin, end) => {
        while (begin < end && (bytes[begin] === 0x20 || bytes[begin] === 0x09)) begin++;
        while (end > begin && (bytes[end - 1] === 0x20 || bytes[end - 1] === 0x09)) end--;
        return begin === end ? EMPTY : table.intern(bytes, begin, end);
      },
    };
  }

  #readTexts(c: number, count: number, table: EdgeRows["types"]): Uint32Array {
    const codes = new Uint32Array(count);
    const target: Target = { as: "texts", into: codes, intern: (bytes, begin, end) => table.intern(bytes, begin, end) };
    const present = this.#parquet.readColumn(this.#group, c, target, 0);
    // A missing type is the empty one, as in text.
    if (present !== null) for (let k = 0; k < count; k++) if (present[k] === 0) codes[k] = table.intern(new Uint8Array(0), 0, 0);
    return codes;
  }

  /** Numbers of the dates, -1 where there is none. */
  #readDates(count: number): Int32Array {
    const c = this.#roles.date;
    const dates = new Int32Array(count);
    if (this.#parquet.metadata.columns[c].physical === "BYTE_ARRAY") {
      const codes = new Uint32Array(count);
      const intern = (bytes: Uint8Array, begin: number, end: number): number => this.#rows.dateOf(bytes, begin, end) >>> 0;
      const present = this.#parquet.readColumn(this.#group, c, { as: "texts", into: codes, intern }, 0);
      for (let k = 0; k < count; k++) dates[k] = present !== null && present[k] === 0 ? -1 : codes[k] | 0;
      return dates;
    }
    const days = new Float64Array(count);
    const present = this.#parquet.readColumn(this.#group, c, { as: "numbers", into: days }, 0);
    const known = new Map<number, number>();
    for (let k = 0; k < count; k++) {
      if (present !== null && present[k] === 0) dates[k] = -1;
      else {
        let date = known.get(days[k]);
        if (date === undefined) {
          const day = new Date(days[k] * MILLISECONDS_OF_A_DAY);
          const text = new TextEncoder().encode(Number.isNaN(day.getTime()) ? "" : day.toISOString().slice(0, 10));
          date = this.#rows.dateOf(text, 0, text.length);
          known.set(days[k], date);
        }
        dates[k] = date;
      }
    }
    return dates;
  }
}

function hasNegative(ids: Int32Array): boolean {
  let all = 0;
  for (let k = 0; k < ids.length; k++) all |= ids[k];
  return all < 0;
}

/**
 * Keep rows from the first on, as they stand in the columns, as long as their amounts have no more decimals than those before; gives how many. The careful
 * way keeps the same rows with the same numbers.
 */
function takePlain(columns: EdgeRows["columns"], begin: number, count: number, stop: EdgeRows["stop"]): number {
  const { from, to, amount } = columns;
  const power = POWERS_OF_TEN[stop.digits];
  let { largest, selfLoops, zero } = stop;
  let k = 0;
  for (; k < count; k++) {
    const x = amount[begin + k];
    const whole = Math.floor(x * power + 0.5);
    if (!(whole / power === x && x >= 0 && whole <= Number.MAX_SAFE_INTEGER)) break;
    const i = from[begin + k];
    const j = to[begin + k];
    if (i > largest) largest = i;
    if (j > largest) largest = j;
    if (i === j) selfLoops++;
    if (x === 0) {
      zero++;
      amount[begin + k] = 0;
    }
  }
  columns.length = begin + k;
  stop.largest = largest;
  stop.selfLoops = selfLoops;
  stop.zero = zero;
  return k;
}

/** Takes numbers as amounts: the decimal they stand for and its decimals, or why not. */
class AmountOf {
  value = 0;
  digits = 0;
  /** Whether numbers stand for themselves. */
  readonly isPlain: boolean;
  readonly #scale: number;
  readonly #isSingle: boolean;
  readonly #minorDigits: number | null;

  constructor(column: ParquetColumn | null, minorDigits: number | null) {
    this.#scale = column?.meaning === "decimal" ? column.scale : 0;
    this.#isSingle = column?.physical === "FLOAT";
    this.isPlain = this.#scale === 0 && !this.#isSingle;
    this.#minorDigits = minorDigits;
  }

  /** `likely`: the decimals that amounts have had so far. */
  check(written: number, likely: number): AmountFault | null {
    if (!(written > -Infinity && written < Infinity)) return "not-a-number";
    if (written < 0) return "negative-amount";
    if (this.#scale > 0) return this.#decimal(written);
    const guess = Math.min(likely, this.#minorDigits ?? MOST_DIGITS);
    if (this.#fits(written, guess)) return null;
    for (let digits = 0; digits <= MOST_DIGITS; digits++)
      if (this.#fits(written, digits)) return this.#minorDigits !== null && digits > this.#minorDigits ? "finer-than-unit" : null;
    return "too-many-digits";
  }

  /** Whether the number is the nearest to a whole number below 2^53 of 10^-digits. */
  #fits(written: number, digits: number): boolean {
    const power = POWERS_OF_TEN[digits];
    const whole = Math.round(written * power);
    const value = whole / power;
    if (whole > Number.MAX_SAFE_INTEGER || (this.#isSingle ? Math.fround(value) : value) !== written) return false;
    this.value = value;
    this.digits = digits;
    return true;
  }

  #decimal(unscaled: number): AmountFault | null {
    let digits = this.#scale;
    let whole = unscaled;
    while (digits > 0 && whole % 10 === 0) {
      whole /= 10;
      digits--;
    }
    if (whole > Number.MAX_SAFE_INTEGER || digits > MOST_DIGITS) return "too-many-digits";
    if (this.#minorDigits !== null && digits > this.#minorDigits) return "finer-than-unit";
    this.value = whole / POWERS_OF_TEN[digits];
    this.digits = Math.min(this.#scale, this.#minorDigits ?? MOST_DIGITS);
    return null;
  }
}
