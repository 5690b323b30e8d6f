/**
 * Whole numbers as differences from the one before (DELTA_BINARY_PACKED): blocks of a least difference and packed rests. Slow and exact: sums wrap
 * around at 64 bits, as the format says. Calls `take` for each number and gives the offset after them.
 */
export function readDeltas(
  bytes: Uint8Array,
  begin: number,
  end: number,
  bits: 32 | 64,
  take: (value: bigint, k: number) => void,
): { readonly count: number; readonly next: number } {
  let at = begin;
  const byte = (): number => {
    if (at >= end) throw new RangeError("differences end too early");
    return bytes[at++];
  };
  const varint = (): bigint => {
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const next = byte();
      value |= BigInt(next & 127) << shift;
      if (next < 128) return value;
    }
    throw new RangeError("a number that does not end");
  };
  const zigzag = (): bigint => {
    const value = varint();
    return (value >> 1n) ^ -(value & 1n);
  };
  const blockSize = Number(varint());
  const miniblocks = Number(varint());
  const count = Number(varint());
  let value = BigInt.asIntN(bits, zigzag());
  const size = blockSize / miniblocks;
  if (!(Number.isInteger(size) && size > 0 && size % 8 === 0 && blockSize <= 1 << 20)) throw new RangeError("blocks of no sensible size");
  if (count > 0) take(value, 0);
  for (let k = 1; k < count; ) {
    const least = zigzag();
    const widths = Array.from({ length: miniblocks }, byte);
    for (const width of widths) {
      if (k >= count) break;
      if (width > 64 || at + (size * width) / 8 > end) throw new RangeError("differences end too early");
      for (let j = 0; j < size && k < count; j++, k++) {
        value = BigInt.asIntN(bits, value + least + packed(bytes, at, j * width, width));
        take(value, k);
      }
      at += (size * width) / 8;
    }
  }
  return { count, next: at };
}

function packed(bytes: Uint8Array, at: number, bit: number, width: number): bigint {
  let value = 0n;
  for (let done = 0; done < width; ) {
    const from = bit + done;
    const some = Math.min(8 - (from % 8), width - done);
    const part = (bytes[at + Math.floor(from / 8)] >>> (from % 8)) & ((1 << some) - 1);
    value |= BigInt(part) << BigInt(done);
    done += some;
  }
  return value;
}
