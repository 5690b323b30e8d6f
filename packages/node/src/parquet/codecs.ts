import * as zlib from "node:zlib";

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

/** Snappy: the length, then literals and copies of what came before. */
function unpackSnappy(packed: Uint8Array, size: number): Uint8Array {
  const out = new Uint8Array(size);
  const end = packed.length;
  let i = 0;
  let length = 0;
  for (let scale = 1; ; scale *= 128) {
    if (i >= end || scale > 2 ** 28) throw new RangeError("a length that does not end");
    const byte = packed[i++];
    length += (byte & 127) * scale;
    if (byte < 128) break;
  }
  if (length !== size) throw new RangeError(`${length} bytes unpacked, ${size} expected`);
  let o = 0;
  while (i < end) {
    const tag = packed[i++];
    let count = 0;
    let back = 0;
    if ((tag & 3) === 0) {
      count = (tag >>> 2) + 1;
      if (count > 60) {
        const extra = count - 60;
        count = 1;
        for (let k = 0; k < extra; k++) count += packed[i + k] * 2 ** (8 * k);
        i += extra;
      }
      // Also false for NaN, which a length past the end gives.
      if (!(i + count <= end && o + count <= size)) throw new RangeError("a literal past the end");
      copyLiteral(packed, i, out, o, count);
      i += count;
      o += count;
      continue;
    }
    if ((tag & 3) === 1) {
      count = ((tag >>> 2) & 7) + 4;
      back = ((tag >>> 5) << 8) | packed[i];
      i += 1;
    } else if ((tag & 3) === 2) {
      count = (tag >>> 2) + 1;
      back = packed[i] | (packed[i + 1] << 8);
      i += 2;
    } else {
      count = (tag >>> 2) + 1;
      back = (packed[i] | (packed[i + 1] << 8) | (packed[i + 2] << 16) | (packed[i + 3] << 24)) >>> 0;
      i += 4;
    }
    if (i > end || back === 0 || back > o || o + count > size) throw new RangeError("a copy past the end");
    for (let k = 0; k < count; k++, o++) out[o] = out[o - back];
  }
  if (o !== size) throw new RangeError(`${o} bytes unpacked, ${size} expected`);
  return out;
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

/** A view costs more than a loop over a few bytes. */
function copyLiteral(from: Uint8Array, i: number, into: Uint8Array, o: number, count: number): void {
  if (count > 48) into.set(from.subarray(i, i + count), o);
  else for (let k = 0; k < count; k++) into[o + k] = from[i + k];
}
