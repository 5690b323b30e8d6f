/** One cell of a JSON line: a text, a whole number, another number, nothing (null or left out), or what no cell may be. */
export interface JsonCell {
  readonly kind: "text" | "whole" | "number" | "nothing" | "other";
  /** The text, or the digits as written. */
  readonly text: string;
}

const NOTHING: JsonCell = { kind: "nothing", text: "" };

/** Finds the cells of wanted names in plain lines, as bytes: no escapes, no nesting, nothing but texts and numbers. */
export class JsonScanner {
  readonly names: readonly string[];
  readonly begins: Int32Array;
  readonly ends: Int32Array;
  readonly kinds: JsonCell["kind"][];
  readonly #keys: readonly Uint8Array[];
  /** Place of each wanted cell in an array. */
  #places: readonly number[];
  /** Cells that an array must have: all where the first line names them, else no fewer than wanted. */
  #length: number | null = null;

  constructor(names: readonly string[]) {
    this.names = names;
    this.#keys = names.map((name) => new TextEncoder().encode(name));
    this.#places = names.map((_, w) => w);
    this.begins = new Int32Array(names.length);
    this.ends = new Int32Array(names.length);
    this.kinds = names.map(() => "nothing");
  }

  /** Take a first line that names the columns; false when it does not. */
  useHeader(texts: readonly string[] | null): boolean {
    if (texts === null || !this.names.every((name) => texts.includes(name))) return false;
    this.#places = this.names.map((name) => texts.indexOf(name));
    this.#length = texts.length;
    return true;
  }

  /** The wanted cells of an array, null where it has not as many cells as it must. */
  placed(cells: readonly JsonCell[]): readonly JsonCell[] | null {
    if (this.#length === null ? cells.length < this.names.length : cells.length !== this.#length) return null;
    return this.#places.map((place) => cells[place]);
  }

  /** Scan the line at bytes[i]; bytes[end - 1] is a newline. Gives where the next line begins, -1 where the line is not plain. */
  scan(bytes: Uint8Array, i: number, end: number): number {
    const { kinds, begins, ends } = this;
    const isArray = bytes[i] === 0x5b;
    if (!isArray && bytes[i] !== 0x7b) return -1;
    for (let w = 0; w < kinds.length; w++) {
      kinds[w] = "nothing";
      begins[w] = i;
      ends[w] = i;
    }
    let places = 0;
    for (;;) {
      i = skipSpaces(bytes, i + 1);
      let wanted = -1;
      if (isArray) wanted = this.#places.indexOf(places++);
      else {
        if (bytes[i] !== 0x22) return -1;
        const close = closingQuote(bytes, ++i);
        if (close < 0) return -1;
        wanted = this.#keyAt(bytes, i, close);
        i = skipSpaces(bytes, close + 1);
        if (bytes[i] !== 0x3a) return -1;
        i = skipSpaces(bytes, i + 1);
      }
      const begin = bytes[i] === 0x22 ? i + 1 : i;
      let kind: JsonCell["kind"] = "text";
      if (bytes[i] === 0x22) {
        i = closingQuote(bytes, begin);
        if (i < 0) return -1;
      } else {
        const whole = digitsEnd(bytes, i);
        i = numberEnd(bytes, i, whole);
        if (i < 0) return -1;
        kind = i === whole ? "whole" : "number";
      }
      if (wanted >= 0) {
        begins[wanted] = begin;
        ends[wanted] = i;
        kinds[wanted] = kind;
      }
      i = skipSpaces(bytes, kind === "text" ? i + 1 : i);
      if (bytes[i] === 0x2c) continue;
      if (bytes[i] !== (isArray ? 0x5d : 0x7d)) return -1;
      if (isArray && (this.#length === null ? places < this.names.length : places !== this.#length)) return -1;
      i = skipSpaces(bytes, i + 1);
      if (bytes[i] === 0x0d) i++;
      return bytes[i] === 0x0a && i < end ? i + 1 : -1;
    }
  }

  #keyAt(bytes: Uint8Array, begin: number, end: number): number {
    const keys = this.#keys;
    for (let w = 0; w < keys.length; w++) {
      const key = keys[w];
      if (key.length !== end - begin) continue;
      let i = 0;
      while (i < key.length && bytes[begin + i] === key[i]) i++;
      if (i === key.length) return w;
    }
    return -1;
  }
}

function skipSpaces(bytes: Uint8Array, i: number): number {
  while (bytes[i] === 0x20 || bytes[i] === 0x09) i++;
  return i;
}

/** The quote that closes a text without escapes or control characters, else -1. */
function closingQuote(bytes: Uint8Array, i: number): number {
  for (; ; i++) {
    const c = bytes[i];
    if (c === 0x22) return i;
    if (c === 0x5c || !(c >= 0x20)) return -1;
  }
}

/** Where a minus sign and the digits of a whole number end. */
function digitsEnd(bytes: Uint8Array, i: number): number {
  if (bytes[i] === 0x2d) i++;
  while (bytes[i] >= 0x30 && bytes[i] <= 0x39) i++;
  return i;
}

/** Where the JSON number at bytes[i] ends, -1 where it is none; `whole` is the end of its whole part. */
function numberEnd(bytes: Uint8Array, i: number, whole: number): number {
  const first = bytes[i] === 0x2d ? i + 1 : i;
  if (whole === first || (bytes[first] === 0x30 && whole > first + 1)) return -1;
  let end = whole;
  if (bytes[end] === 0x2e) {
    const fraction = end + 1;
    end = digitsFrom(bytes, fraction);
    if (end === fraction) return -1;
  }
  if (bytes[end] === 0x65 || bytes[end] === 0x45) {
    const sign = bytes[end + 1] === 0x2b || bytes[end + 1] === 0x2d ? 1 : 0;
    const exponent = end + 1 + sign;
    end = digitsFrom(bytes, exponent);
    if (end === exponent) return -1;
  }
  return end;
}

function digitsFrom(bytes: Uint8Array, i: number): number {
  while (bytes[i] >= 0x30 && bytes[i] <= 0x39) i++;
  return i;
}

export type JsonLine =
  | { readonly kind: "blank" }
  | { readonly kind: "bad" }
  /** The cells of the wanted names, in their order. */
  | { readonly kind: "object"; readonly keys: readonly string[]; readonly cells: readonly JsonCell[] }
  /** All cells; `texts` where every one is a text. */
  | { readonly kind: "array"; readonly cells: readonly JsonCell[]; readonly texts: readonly string[] | null };

/** The digits of a number as written, which its double may not keep. */
class Written {
  readonly source: string;
  constructor(source: string) {
    this.source = source;
  }
}

/** Read one line of any JSON. Never throws. */
export function parseLine(bytes: Uint8Array, begin: number, end: number, names: readonly string[]): JsonLine {
  let value: unknown;
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes.subarray(begin, end));
    if (text.trim() === "") return { kind: "blank" };
    value = JSON.parse(text, keepDigits as (key: string, value: unknown) => unknown);
  } catch {
    return { kind: "bad" };
  }
  if (Array.isArray(value)) {
    const cells = (value as unknown[]).map(cellOf);
    return { kind: "array", cells, texts: cells.every(({ kind }) => kind === "text") ? cells.map(({ text }) => text) : null };
  }
  if (typeof value !== "object" || value === null || value instanceof Written) return { kind: "bad" };
  const given = new Map(Object.entries(value));
  return { kind: "object", keys: [...given.keys()], cells: names.map((name) => cellOf(given.get(name))) };
}

function keepDigits(_key: string, value: unknown, context: { readonly source: string }): unknown {
  return typeof value === "number" ? new Written(context.source) : value;
}

function cellOf(value: unknown): JsonCell {
  if (value === undefined || value === null) return NOTHING;
  if (typeof value === "string") return { kind: "text", text: value };
  if (value instanceof Written) return { kind: /^-?\d+$/.test(value.source) ? "whole" : "number", text: value.source };
  return { kind: "other", text: "" };
}
