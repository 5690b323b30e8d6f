/** Runs of equal numbers and runs of packed bits, as levels and dictionary codes are written. */

/**
 * Decode `count` numbers of `width` bits from bytes[at..end) into `out` and give the offset after them. Throws RangeError where the bytes end too
 * early. Reads up to four bytes past the last packed number, which a typed array answers with nothing.
 */
export function readRuns(bytes: Uint8Array, at: number, end: number, width: number, count: number, out: Uint32Array): number {
  if (width > 32) throw new RangeError(`numbers of ${width} bits`);
  const bytesOfValue = (width + 7) >>> 3;
  let k = 0;
  while (k < count) {
    let head = 0;
    for (let shift = 0; ; shift += 7) {
      if (at >= end || shift > 28) throw new RangeError("runs end too early");
      const byte = bytes[at++];
      head += (byte & 127) * 2 ** shift;
      if (byte < 128) break;
    }
    const isPacked = head % 2 === 1;
    const groups = Math.floor(head / 2);
    if (isPacked) {
      const length = groups * width;
      // The last run may be written without the bits that no value needs.
      const take = Math.min(count - k, groups * 8);
      if (groups === 0 || at + Math.ceil((take * width) / 8) > end) throw new RangeError("a packed run ends too early");
      unpackBits(bytes, at, width, take, out, k);
      at = Math.min(end, at + length);
      k += take;
    } else {
      if (at + bytesOfValue > end || groups === 0) throw new RangeError("a run ends too early");
      let value = 0;
      for (let b = 0; b < bytesOfValue; b++) value += bytes[at + b] * 2 ** (8 * b);
      at += bytesOfValue;
      const take = Math.min(count - k, groups);
      out.fill(value, k, k + take);
      k += take;
    }
  }
  return at;
}

/** Numbers of `width` bits, low bits first. */
function unpackBits(bytes: Uint8Array, at: number, width: number, count: number, out: Uint32Array, k: number): void {
  const end = k + count;
  if (width === 0) {
    out.fill(0, k, end);
    return;
  }
  if (width <= 25) {
    const mask = (1 << width) - 1;
    for (let bit = 0; k < end; k++, bit += width) {
      const i = at + (bit >>> 3);
      const word = bytes[i] | (bytes[i + 1] << 8) | (bytes[i + 2] << 16) | (bytes[i + 3] << 24);
      out[k] = (word >>> (bit & 7)) & mask;
    }
    return;
  }
  const size = 2 ** width;
  for (let bit = 0; k < end; k++, bit += width) {
    const i = at + Math.floor(bit / 8);
    let word = 0;
    for (let b = 4; b >= 0; b--) word = word * 256 + (bytes[i + b] ?? 0);
    out[k] = Math.floor(word / 2 ** (bit % 8)) % size;
  }
}
