import { readDeltas } from "./delta.ts";
import type { ParquetColumn } from "./metadata.ts";
import { readRuns } from "./runs.ts";

/** Where the values of a column go, and as what. */
export type Target =
  /** Whole numbers from 0 to 2^31 - 1; any other number becomes -1. */
  | { readonly as: "ids"; readonly into: Int32Array }
  /** Numbers as doubles; decimals unscaled. */
  | { readonly as: "numbers"; readonly into: Float64Array }
  /** Texts, numbered by `intern`; whole numbers are written out. */
  | { readonly as: "texts"; readonly into: Uint32Array; readonly intern: Intern };

type Intern = (bytes: Uint8Array, begin: number, end: number) => number;

const ENCODING = {
  plain: 0,
  plainDictionary: 2,
  deltaBinaryPacked: 5,
  deltaLengthByteArray: 6,
  deltaByteArray: 7,
  dictionary: 8,
  byteStreamSplit: 9,
} as const;

/** A target of the same kind with room for `count` values. */
export function likeTarget(target: Target, count: number): Target {
  if (target.as === "ids") return { as: "ids", into: new Int32Array(count) };
  if (target.as === "numbers") return { as: "numbers", into: new Float64Array(count) };
  return { ...target, into: new Uint32Array(count) };
}

/**
 * Decode `count` values that are there from bytes[at..end) into target.into[k...]. Throws RangeError where the bytes end too early or the encoding
 * does not fit the column.
 */
export function readValues(
  encoding: number,
  page: { readonly bytes: Uint8Array; readonly at: number; readonly end: number; readonly count: number },
  column: ParquetColumn,
  dictionary: Target | null,
  target: Target,
  k: number,
): void {
  const { bytes, at, end, count } = page;
  switch (encoding) {
    case ENCODING.plain:
      return readPlain(bytes, at, end, column, count, target, k);
    case ENCODING.dictionary:
    case ENCODING.plainDictionary:
      return readCodes(page, dictionary, target, k);
    case ENCODING.deltaBinaryPacked:
      return readDifferences(page, column, target, k);
    case ENCODING.deltaLengthByteArray:
    case ENCODING.deltaByteArray:
      return readDeltaTexts(encoding, page, column, target, k);
    case ENCODING.byteStreamSplit: {
      const width = widthOf(column);
      if (width === 0 || at + width * count > end) throw new RangeError("values end too early");
      const whole = new Uint8Array(width * count);
      for (let b = 0; b < width; b++) for (let i = 0; i < count; i++) whole[i * width + b] = bytes[at + b * count + i];
      return readPlain(whole, 0, whole.length, column, count, target, k);
    }
    default:
      throw new RangeError(`encoding ${encoding} is not read`);
  }
}

function widthOf({ physical, width }: ParquetColumn): number {
  if (physical === "INT32" || physical === "FLOAT") return 4;
  if (physical === "INT64" || physical === "DOUBLE") return 8;
  return physical === "FIXED_LEN_BYTE_ARRAY" ? width : 0;
}

export function readPlain(
  bytes: Uint8Array,
  at: number,
  end: number,
  column: ParquetColumn,
  count: number,
  target: Target,
  k: number,
): void {
  if (column.physical === "BYTE_ARRAY") {
    if (target.as !== "texts") throw new RangeError("texts where numbers were expected");
    return plainTexts(bytes, at, end, count, target, k);
  }
  if (at + widthOf(column) * count > end) throw new RangeError("values end too early");
  switch (target.as) {
    case "ids":
      return plainIds(bytes, at, column, count, target.into, k);
    case "numbers":
      return plainNumbers(bytes, at, column, count, target.into, k);
    case "texts": {
      const view = viewOf(bytes);
      const wide = column.physical === "INT64";
      for (let i = 0; i < count; i++)
        target.into[k + i] = internWhole(
          wide ? view.getBigInt64(at + 8 * i, true) : view.getInt32(at + 4 * i, true),
          column,
          target.intern,
        );
    }
  }
}

const ENCODER = new TextEncoder();

function internWhole(value: bigint | number, { physical, meaning }: ParquetColumn, intern: Intern): number {
  const wide = BigInt(value);
  const text = ENCODER.encode(String(meaning === "unsigned" ? BigInt.asUintN(physical === "INT64" ? 64 : 32, wide) : wide));
  return intern(text, 0, text.length);
}

function plainTexts(bytes: Uint8Array, at: number, end: number, count: number, target: Target & { as: "texts" }, k: number): void {
  const { into, intern } = target;
  for (let i = 0; i < count; i++) {
    if (at + 4 > end) throw new RangeError("texts end too early");
    const length = (bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16) | (bytes[at + 3] << 24)) >>> 0;
    at += 4;
    if (at + length > end) throw new RangeError("a text ends too early");
    into[k + i] = intern(bytes, at, at + length);
    at += length;
  }
}

function plainIds(bytes: Uint8Array, at: number, { physical }: ParquetColumn, count: number, into: Int32Array, k: number): void {
  // A negative number is no id, signed or not: the caller then takes ids as texts.
  if (physical === "INT32") return copyBytes(bytes, at, 4 * count, into, k);
  const view = viewOf(bytes);
  for (let i = 0; i < count; i++) {
    const low = view.getInt32(at + 8 * i, true);
    into[k + i] = view.getInt32(at + 8 * i + 4, true) === 0 && low >= 0 ? low : -1;
  }
}

function plainNumbers(bytes: Uint8Array, at: number, column: ParquetColumn, count: number, into: Float64Array, k: number): void {
  const { physical, meaning, width } = column;
  const view = viewOf(bytes);
  const unsigned = meaning === "unsigned";
  switch (physical) {
    case "DOUBLE":
      return copyBytes(bytes, at, 8 * count, into, k);
    case "FLOAT":
      for (let i = 0; i < count; i++) into[k + i] = view.getFloat32(at + 4 * i, true);
      return;
    case "INT32":
      for (let i = 0; i < count; i++) into[k + i] = unsigned ? view.getUint32(at + 4 * i, true) : view.getInt32(at + 4 * i, true);
      return;
    case "INT64":
      for (let i = 0; i < count; i++) {
        const high = unsigned ? view.getUint32(at + 8 * i + 4, true) : view.getInt32(at + 8 * i + 4, true);
        into[k + i] = high * 4294967296 + view.getUint32(at + 8 * i, true);
      }
      return;
    default:
      // Decimals of fixed length: the high byte first, in two's complement.
      for (let i = 0; i < count; i++) {
        let value = 0;
        for (let b = 0; b < width; b++) {
          const byte = bytes[at + i * width + b];
          value = value * 256 + (b === 0 && byte >= 128 ? byte - 256 : byte);
        }
        into[k + i] = value;
      }
  }
}

/** Parquet is little-endian, as is every machine that Node runs on. */
function copyBytes(bytes: Uint8Array, at: number, length: number, into: Int32Array | Float64Array, k: number): void {
  new Uint8Array(into.buffer, into.byteOffset + k * into.BYTES_PER_ELEMENT, length).set(bytes.subarray(at, at + length));
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

let scratchCodes: Uint32Array = new Uint32Array(0);

function readCodes(
  { bytes, at, end, count }: { readonly bytes: Uint8Array; readonly at: number; readonly end: number; readonly count: number },
  dictionary: Target | null,
  target: Target,
  k: number,
): void {
  if (count === 0) return;
  if (dictionary === null) throw new RangeError("codes without a dictionary");
  if (at >= end) throw new RangeError("codes end too early");
  if (scratchCodes.length < count) scratchCodes = new Uint32Array(count);
  const codes = scratchCodes;
  readRuns(bytes, at + 1, end, bytes[at], count, codes);
  const { into } = target;
  const values = dictionary.into;
  let largest = 0;
  for (let i = 0; i < count; i++) {
    const code = codes[i];
    if (code > largest) largest = code;
    into[k + i] = values[code];
  }
  if (largest >= values.length) throw new RangeError(`code ${largest} in a dictionary of ${values.length}`);
}

function readDifferences(
  { bytes, at, end, count }: { readonly bytes: Uint8Array; readonly at: number; readonly end: number; readonly count: number },
  column: ParquetColumn,
  target: Target,
  k: number,
): void {
  if (column.physical !== "INT32" && column.physical !== "INT64") throw new RangeError("differences of what is no whole number");
  const bits = column.physical === "INT32" ? 32 : 64;
  const found = readDeltas(bytes, at, end, bits, (value, i) => {
    if (i >= count) throw new RangeError("more differences than values");
    if (target.as === "texts") target.into[k + i] = internWhole(value, column, target.intern);
    else if (target.as === "ids") target.into[k + i] = value >= 0n && value < 2147483648n ? Number(value) : -1;
    else target.into[k + i] = Number(column.meaning === "unsigned" ? BigInt.asUintN(bits, value) : value);
  });
  if (found.count < count) throw new RangeError("fewer differences than values");
}

/** Texts whose lengths come first, each after so many bytes of the text before it. */
function readDeltaTexts(
  encoding: number,
  { bytes, at, end, count }: { readonly bytes: Uint8Array; readonly at: number; readonly end: number; readonly count: number },
  column: ParquetColumn,
  target: Target,
  k: number,
): void {
  if (column.physical !== "BYTE_ARRAY" || target.as !== "texts") throw new RangeError("texts where numbers were expected");
  const lengths = (from: number): { readonly next: number; readonly values: Float64Array } => {
    const values = new Float64Array(count);
    const { count: found, next } = readDeltas(bytes, from, end, 32, (value, i) => {
      if (i >= count || value < 0n) throw new RangeError("a length out of range");
      values[i] = Number(value);
    });
    if (found < count) throw new RangeError("fewer lengths than texts");
    return { next, values };
  };
  const shared = encoding === ENCODING.deltaByteArray ? lengths(at) : null;
  const own = lengths(shared?.next ?? at);
  let next = own.next;
  let text = new Uint8Array(0);
  for (let i = 0; i < count; i++) {
    const kept = shared?.values[i] ?? 0;
    const length = own.values[i];
    if (kept > text.length || next + length > end) throw new RangeError("a text ends too early");
    if (kept === 0) text = bytes.subarray(next, next + length) as Uint8Array<ArrayBuffer>;
    else {
      const whole = new Uint8Array(kept + length);
      whole.set(text.subarray(0, kept));
      whole.set(bytes.subarray(next, next + length), kept);
      text = whole;
    }
    next += length;
    target.into[k + i] = target.intern(text, 0, text.length);
  }
}
