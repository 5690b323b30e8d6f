import { fstatSync, readSync } from "node:fs";
import { crc32 } from "node:zlib";
import { KeiretsuError } from "keiretsu";
import { CODECS } from "./codecs.ts";
import { readMetadata, type ParquetChunk, type ParquetColumn, type ParquetMetadata } from "./metadata.ts";
import { readRuns } from "./runs.ts";
import { readThrift, type Fields, type ThriftValue } from "./thrift.ts";
import { likeTarget, readPlain, readValues, type Target } from "./values.ts";

export type { ParquetColumn } from "./metadata.ts";
export type { Target } from "./values.ts";

/**
 * Parquet (format 2.11), decoded straight into typed arrays: flat columns of whole numbers, floats, decimals, dates and texts; pages of both
 * versions; plain, dictionary, delta and split encodings; Snappy, gzip, Brotli, Zstandard and LZ4. Lists, structs and encrypted files are refused.
 * Every fault of the file is a KeiretsuError `bad-parquet` that names the group of rows and the column.
 */
export class ParquetFile {
  readonly path: string;
  readonly metadata: ParquetMetadata;
  readonly #file: number;
  readonly #size: number;
  #scratch = new Uint8Array(0);

  constructor(path: string, file: number) {
    this.path = path;
    this.#file = file;
    this.#size = fstatSync(file).size;
    this.metadata = this.#attempt("its end", () => readMetadata(this.#footer()));
    const { rows, groups } = this.metadata;
    const held = groups.reduce((sum, group) => sum + group.rows, 0);
    if (held !== rows) throw this.#bad("its end", `${rows} rows are declared, the groups hold ${held}`);
  }

  #footer(): Uint8Array {
    const size = this.#size;
    const tail = this.#read(Math.max(0, size - 8), Math.min(8, size));
    if (size < 12 || text(tail.subarray(4)) !== "PAR1")
      throw new RangeError(
        text(tail.subarray(4)) === "PARE"
          ? "the file is encrypted"
          : "the mark PAR1 is missing there: the file is cut off or still being written",
      );
    const length = new DataView(tail.buffer, tail.byteOffset).getUint32(0, true);
    if (length > size - 12) throw new RangeError("its footer is longer than the file");
    return this.#read(size - 8 - length, length);
  }

  /**
   * Decode column `c` of group `g` into target.into[k...]. Gives for each row whether there is a value, null where all have one; a row without a
   * value holds 0.
   */
  readColumn(g: number, c: number, target: Target, k: number): Uint8Array | null {
    const column = this.metadata.columns[c];
    const { rows, chunks } = this.metadata.groups[g];
    return this.#attempt(`group ${g + 1}, column "${column.name}"`, () => this.#readChunk(column, chunks[c], rows, target, k));
  }

  #readChunk(column: ParquetColumn, chunk: ParquetChunk, rows: number, target: Target, k: number): Uint8Array | null {
    if (chunk.encrypted) throw new RangeError("the column is encrypted or lies in another file");
    if (chunk.values !== rows) throw new RangeError(`${chunk.values} values for ${rows} rows`);
    const bytes = this.#read(chunk.offset, chunk.bytes);
    let dictionary: Target | null = null;
    let present: Uint8Array | null = null;
    let done = 0;
    for (let at = 0; done < rows; ) {
      if (at >= bytes.length) throw new RangeError(`${done} values, ${rows} expected`);
      const page = openPage(bytes, at, chunk.codec);
      at = page.next;
      if (page.type === PAGE.dictionary) {
        dictionary = likeTarget(target, page.count);
        readPlain(page.bytes, 0, page.bytes.length, column, page.count, dictionary, 0);
        continue;
      }
      if (page.type !== PAGE.data && page.type !== PAGE.dataV2) continue;
      if (page.count > rows - done) throw new RangeError("more values than rows");
      const levels = column.optional ? readLevels(page) : null;
      const values = { bytes: page.bytes, at: levels?.next ?? page.valuesAt, end: page.bytes.length, count: levels?.present ?? page.count };
      readValues(page.encoding, values, column, dictionary, target, k + done);
      if (levels !== null && levels.present < page.count) {
        present ??= new Uint8Array(rows).fill(1);
        spread(target.into, k + done, levels, present, done);
      }
      done += page.count;
    }
    return present;
  }

  /** Bytes of the file, good until the next reading. */
  #read(offset: number, length: number): Uint8Array {
    if (offset + length > this.#size) throw new RangeError("the file ends before the column does");
    if (this.#scratch.length < length) this.#scratch = new Uint8Array(length);
    const bytes = this.#scratch.subarray(0, length);
    for (let at = 0; at < length; ) {
      const got = readSync(this.#file, bytes, at, Math.min(1 << 26, length - at), offset + at);
      if (got === 0) throw new RangeError("the file ends too early");
      at += got;
    }
    return bytes;
  }

  /** What a damaged file makes us throw, with its place. */
  #attempt<T>(place: string, run: () => T): T {
    try {
      return run();
    } catch (error) {
      if (error instanceof KeiretsuError) throw error;
      throw this.#bad(place, error instanceof Error ? error.message : String(error));
    }
  }

  #bad(place: string, what: string): KeiretsuError {
    return new KeiretsuError("bad-parquet", `${this.path}: ${place}: ${what}`);
  }
}

const PAGE = { data: 0, dictionary: 2, dataV2: 3 } as const;
const LARGEST_PAGE = 2 ** 28;

interface Page {
  readonly type: number;
  readonly count: number;
  readonly encoding: number;
  /** Unpacked. */
  readonly bytes: Uint8Array;
  /** Bounds of the definition levels in `bytes` in a page of version 2, null where the page itself says how many they are. */
  readonly levels: { readonly begin: number; readonly end: number } | null;
  readonly valuesAt: number;
  readonly next: number;
}

function openPage(chunk: Uint8Array, at: number, codec: number): Page {
  const { fields, next } = readThrift(chunk, at, chunk.length);
  const [type, size, packedSize] = [1, 2, 3].map((id) => count(fields.get(id)));
  if (size > LARGEST_PAGE || next + packedSize > chunk.length) throw new RangeError("a page ends too early or is too large");
  const packed = chunk.subarray(next, next + packedSize);
  const sum = fields.get(4);
  if (typeof sum === "number" && crc32(packed) !== sum >>> 0) throw new RangeError("a page does not have the checksum it carries");
  const shared = { type, next: next + packedSize };
  const header = fields.get({ 0: 5, 2: 7, 3: 8 }[type] ?? -1) as Fields | undefined;
  if (!(header instanceof Map)) {
    if (type === PAGE.data || type === PAGE.dictionary || type === PAGE.dataV2) throw new RangeError("a page without a header");
    return { ...shared, count: 0, encoding: 0, bytes: packed, levels: null, valuesAt: 0 };
  }
  if (type !== PAGE.dataV2)
    return {
      ...shared,
      count: count(header.get(1)),
      encoding: count(header.get(2)),
      bytes: unpack(packed, size, codec),
      levels: null,
      valuesAt: 0,
    };
  // In version 2 the levels lie before the values and are never packed.
  const [defined, repeated] = [count(header.get(5)), count(header.get(6))];
  const ahead = defined + repeated;
  if (ahead > packed.length || ahead > size) throw new RangeError("levels longer than their page");
  let bytes = packed;
  if (header.get(7) !== false) {
    bytes = new Uint8Array(size);
    bytes.set(packed.subarray(0, ahead));
    if (size > ahead) bytes.set(unpack(packed.subarray(ahead), size - ahead, codec), ahead);
  }
  return {
    ...shared,
    count: count(header.get(1)),
    encoding: count(header.get(4)),
    bytes,
    levels: { begin: repeated, end: ahead },
    valuesAt: ahead,
  };
}

function unpack(packed: Uint8Array, size: number, codec: number): Uint8Array {
  const known = CODECS[codec];
  if (!known?.unpack) throw new RangeError(`packed with ${known?.name ?? `codec ${codec}`}, which is not read`);
  const bytes = known.unpack(packed, size);
  if (bytes.length !== size) throw new RangeError(`${bytes.length} bytes unpacked, ${size} expected`);
  return bytes;
}

interface Levels {
  readonly defined: Uint32Array;
  readonly present: number;
  readonly next: number;
}

/** A flat column that may lack values has one level: 1 there, 0 not. */
function readLevels(page: Page): Levels {
  const { bytes } = page;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [begin, end] = page.levels ? [page.levels.begin, page.levels.end] : [4, 4 + view.getUint32(0, true)];
  if (end > bytes.length) throw new RangeError("levels longer than their page");
  if (isOneRun(bytes, begin, end, page.count)) return { defined: NO_LEVELS, present: page.count, next: end };
  const defined = new Uint32Array(page.count);
  readRuns(bytes, begin, end, 1, page.count, defined);
  let present = 0;
  for (let i = 0; i < defined.length; i++) present += defined[i];
  return { defined, present, next: end };
}

const NO_LEVELS = new Uint32Array(0);

/** Whether the levels are one run of 1, as in every page without gaps. */
function isOneRun(bytes: Uint8Array, begin: number, end: number, rows: number): boolean {
  let at = begin;
  let head = 0;
  for (let scale = 1; at < end && scale <= 2 ** 28; scale *= 128) {
    head += (bytes[at] & 127) * scale;
    if (bytes[at++] < 128) break;
  }
  return at < end && head % 2 === 0 && head / 2 >= rows && bytes[at] === 1;
}

/** The values of a page stand close together; put each in the place of its row, from the last to the first. */
function spread(into: { [k: number]: number }, k: number, { defined, present: there }: Levels, present: Uint8Array, row: number): void {
  let from = there;
  for (let i = defined.length - 1; i >= 0; i--) {
    present[row + i] = defined[i];
    into[k + i] = defined[i] === 1 ? into[k + --from] : 0;
  }
}

function count(value: ThriftValue | undefined): number {
  if (typeof value === "number" && value >= 0) return value;
  throw new RangeError("a page header makes no sense");
}

function text(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}
