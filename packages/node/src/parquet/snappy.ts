import { linkKernel } from "keiretsu";
import { WASM } from "./snappy.generated.ts";

/** Snappy: the length, then literals and copies of what came before. In WebAssembly where there is some; the plain way gives the same bytes. */

/** A page is read before the next one is unpacked. */
let scratch = new Uint8Array(0);

/** Unpack into exactly `size` bytes, good until the next call. Throws RangeError where the bytes are damaged. */
export function unpackSnappy(packed: Uint8Array, size: number, options: { readonly plain?: boolean } = {}): Uint8Array {
  let i = 0;
  let length = 0;
  for (let scale = 1; ; scale *= 128) {
    if (i >= packed.length || scale > 2 ** 28) throw new RangeError("a length that does not end");
    const byte = packed[i++];
    length += (byte & 127) * scale;
    if (byte < 128) break;
  }
  if (length !== size) throw new RangeError(`${length} bytes unpacked, ${size} expected`);
  return (options.plain ? null : compiled(packed, i, size)) ?? plain(packed, i, size);
}

/** Bytes that the kernel may touch past either end. */
const SLACK = 16;
let linked: { readonly unpack: (...args: number[]) => number; readonly bytes: Uint8Array } | null = null;

/** The kernel in WebAssembly; null where there is none, or no room for the page. */
function compiled(packed: Uint8Array, begin: number, size: number): Uint8Array | null {
  const out = packed.length + SLACK;
  const room = out + size + SLACK;
  if (linked === null || linked.bytes.length < room) {
    const made = linkKernel(WASM, 2 * room);
    if (made === null) return null;
    linked = { unpack: made.kernel.unpack, bytes: made.take(Uint8Array, 2 * room) };
  }
  const { unpack, bytes } = linked;
  bytes.set(packed);
  const at = bytes.byteOffset;
  if (unpack(at + begin, at + packed.length, at + out, at + out + size) === 0) throw new RangeError("packed bytes that make no sense");
  return bytes.subarray(out, out + size);
}

function plain(packed: Uint8Array, begin: number, size: number): Uint8Array {
  if (scratch.length < size) scratch = new Uint8Array(size);
  const out = scratch.subarray(0, size);
  const end = packed.length;
  let i = begin;
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

/** A view costs more than a loop over a few bytes. */
export function copyLiteral(from: Uint8Array, i: number, into: Uint8Array, o: number, count: number): void {
  if (count > 48) into.set(from.subarray(i, i + count), o);
  else for (let k = 0; k < count; k++) into[o + k] = from[i + k];
}
