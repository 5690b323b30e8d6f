import { fstatSync, readSync } from "node:fs";
import { KeiretsuError } from "keiretsu";
import type { EdgeRows } from "./edge-rows.ts";
import type { ReadEdgesOptions } from "./report.ts";

const BYTES_BETWEEN_PROGRESS = 1 << 22;

/** Reads rows of text out of blocks of bytes. */
export interface BlockReader {
  /** The bytes that blocks are read into. */
  readonly buffer: (size: number) => Uint8Array;
  /** Bytes of the shortest row there could be, known once the start is read. */
  readonly fewestBytes: () => number;
  /** What stands before the rows; gives where they begin. */
  readonly start: (bytes: Uint8Array, begin: number, end: number, isLast: boolean) => number;
  /** Read every complete row and give where the first incomplete one begins. */
  readonly block: (bytes: Uint8Array, begin: number, end: number, isLast: boolean) => number;
}

/** Stream a file of text through a reader of rows. */
export function readBlocks(
  file: number,
  reader: BlockReader,
  { columns }: EdgeRows,
  options: ReadEdgesOptions & { readonly path: string; readonly mostRow: number },
): void {
  const size = Math.max(options.blockBytes ?? 1 << 19, 4 * options.mostRow);
  const bytes = reader.buffer(size);
  const fileSize = fstatSync(file).size;
  let read = 0;
  let held = 0;
  let told = 0;
  for (let first = true; ; first = false) {
    let got = 0;
    let end = held;
    while (end < size && (got = readSync(file, bytes, end, size - end, null)) > 0) {
      end += got;
      read += got;
    }
    const isLast = end < size;
    let begin = 0;
    if (first) begin = reader.start(bytes, checkStart(bytes, end, options.path), end, isLast);
    // Room for every row these bytes could hold; what the file will need is guessed from what it has given.
    const perByte = (columns.length / Math.max(1, read - (end - begin))) * 1.02;
    const rest = Math.max(0, fileSize - read) * perByte;
    columns.reserve(Math.ceil((end - begin) / reader.fewestBytes()) + 1, perByte > 0 ? columns.length + (end - begin) * perByte + rest : 0);
    begin = reader.block(bytes, begin, end, isLast);
    if (isLast || read >= told + BYTES_BETWEEN_PROGRESS) options.progress?.((told = read), fileSize);
    if (isLast) return;
    bytes.copyWithin(0, begin, end);
    held = end - begin;
  }
}

/** What the first bytes give away: a byte order mark, a compressed file, nothing at all. Gives where the text begins. */
export function checkStart(bytes: Uint8Array, end: number, path: string): number {
  const starts = (...magic: number[]): boolean => magic.length <= end && magic.every((byte, i) => bytes[i] === byte);
  if (end === 0) throw new KeiretsuError("empty-file", `${path}: the file is empty, a header and rows were expected`);
  for (const [magic, what] of [
    [[0x1f, 0x8b], "gzip"],
    [[0x50, 0x4b, 0x03, 0x04], "zip"],
    [[0x28, 0xb5, 0x2f, 0xfd], "zstd"],
  ] as const) {
    if (starts(...magic))
      throw new KeiretsuError(
        "compressed-file",
        `${path}: this is ${what}; plain text and Parquet are read, unpack the file or export it to CSV first`,
      );
  }
  if (starts(0xff, 0xfe) || starts(0xfe, 0xff))
    throw new KeiretsuError("not-utf8-file", `${path}: this is UTF-16; save it as UTF-8 (iconv -f UTF-16 -t UTF-8)`);
  return starts(0xef, 0xbb, 0xbf) ? 3 : 0;
}
