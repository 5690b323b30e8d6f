import * as zlib from "node:zlib";
import { copyLiteral, unpackSnappy } from "./snappy.ts";

/** Unpacks a page into exactly `size` bytes. Throws RangeError or the error of zlib where the bytes are damaged. */
type Unpack = (packed: Uint8Array, size: number) => Uint8Array;

/** The codecs of Parquet by their number; LZO and the old framed LZ4 are not read. */
export const CODECS: readonly { readonly name: string; readonly unpack: Unpack | null }[] = [
  { name: "none", unpack: (packed) => packed },
  { name: "Snappy", unpack: unpackSnappy },
  { name: "gzip", unpack: (packed, size) => zlib.gunzipSync(packed, { maxOutputLength: Math.max(1, size) }) },
  { name: "LZO", unpack: null },
  { name: "Brotli", unpack: (packed, size) => zlib.brotliDecompressSync(packed, { maxOutputLength: Math.max(1, size) }) },
  { name: "LZ4 (framed)", unpack: null },
  // Node reads Zstandard from 22.15 on.
  { name: "Zstandard", unpack: "zstdDecompressSync" in zlib ? unpackZstandard : null },
  { name: "LZ4", unpack: unpackLz4 },
];

function unpackZstandard(packed: Uint8Array, size: number): Uint8Array {
  return zlib.zstdDecompressSync(packed, { maxOutputLength: Math.max(1, size) });
}

/** LZ4 blocks: literals, then a copy of what came before, until the last literals. */
function unpackLz4(packed: Uint8Array, size: number): Uint8Array {
  const out = new Uint8Array(size);
  const end = packed.length;
  let i = 0;
  let o = 0;
  const lengthOf = (nibble: number): number => {
    if (nibble < 15) return nibble;
    let length = nibble;
    for (;;) {
      if (i >= end) throw new RangeError("a length that does not end");
      const byte = packed[i++];
      length += byte;
      if (byte < 255) return length;
    }
  };
  while (i < end) {
    const token = packed[i++];
    const literal = lengthOf(token >>> 4);
    if (i + literal > end || o + literal > size) throw new RangeError("a literal past the end");
    copyLiteral(packed, i, out, o, literal);
    i += literal;
    o += literal;
    if (i === end) break;
    const back = packed[i] | (packed[i + 1] << 8);
    i += 2;
    const count = lengthOf(token & 15) + 4;
    if (i > end || back === 0 || back > o || o + count > size) throw new RangeError("a copy past the end");
    for (let k = 0; k < count; k++, o++) out[o] = out[o - back];
  }
  if (o !== size) throw new RangeError(`${o} bytes unpacked, ${size} expected`);
  return out;
}
