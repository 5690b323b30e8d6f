/**
 * Random numbers by counter: Philox4x32-10 (Salmon, Moraes, Dror and Shaw 2011 "Parallel random numbers: as easy as 1, 2, 3"). Any draw can be
 * computed alone, in any order, by any worker, from its key and counter.
 */
const MULTIPLIER_0 = 0xd2511f53;
const MULTIPLIER_1 = 0xcd9e8d57;
const WEYL_0 = 0x9e3779b9;
const WEYL_1 = 0xbb67ae85;

/** Ten rounds over four words of counter and two of key, written into `out`. */
export function philox(counter: ArrayLike<number>, key: ArrayLike<number>, out: Uint32Array): void {
  let c0 = counter[0] >>> 0;
  let c1 = counter[1] >>> 0;
  let c2 = counter[2] >>> 0;
  let c3 = counter[3] >>> 0;
  let k0 = key[0] >>> 0;
  let k1 = key[1] >>> 0;
  for (let round = 0; round < 10; round++) {
    const high0 = multiplyHigh(MULTIPLIER_0, c0);
    const low0 = Math.imul(MULTIPLIER_0, c0);
    const high1 = multiplyHigh(MULTIPLIER_1, c2);
    const low1 = Math.imul(MULTIPLIER_1, c2);
    c0 = (high1 ^ c1 ^ k0) >>> 0;
    c1 = low1 >>> 0;
    c2 = (high0 ^ c3 ^ k1) >>> 0;
    c3 = low0 >>> 0;
    k0 = (k0 + WEYL_0) >>> 0;
    k1 = (k1 + WEYL_1) >>> 0;
  }
  out[0] = c0;
  out[1] = c1;
  out[2] = c2;
  out[3] = c3;
}

/** High word of the product of two unsigned 32-bit words, by 16-bit halves; none of the sums in between exceeds 32 bits. */
function multiplyHigh(a: number, b: number): number {
  const aLow = a & 0xffff;
  const aHigh = a >>> 16;
  const bLow = b & 0xffff;
  const bHigh = b >>> 16;
  const middle = (Math.imul(aHigh, bLow) + (Math.imul(aLow, bLow) >>> 16)) >>> 0;
  const carry = (Math.imul(aLow, bHigh) + (middle & 0xffff)) >>> 0;
  return (Math.imul(aHigh, bHigh) + (middle >>> 16) + (carry >>> 16)) >>> 0;
}

/** Uniform numbers in (0, 1) with 53 bits, in the order of the stream: the same seed and draw give the same numbers. */
export function uniforms(seed: number, draw: number): () => number {
  const counter = new Uint32Array([0, 0, draw >>> 0, Math.floor(draw / 0x100000000) >>> 0]);
  const key = new Uint32Array([seed >>> 0, Math.floor(seed / 0x100000000) >>> 0]);
  const words = new Uint32Array(4);
  let used = 4;
  return () => {
    if (used === 4) {
      philox(counter, key, words);
      used = 0;
      if (++counter[0] === 0x100000000) counter[1]++;
    }
    const high = words[used] >>> 5;
    const low = words[used + 1] >>> 6;
    used += 2;
    return (high * 0x4000000 + low + 0.5) / 0x20000000000000;
  };
}

const scratchCounter = new Uint32Array(4);
const scratchKey = new Uint32Array(2);
const scratchWords = new Uint32Array(4);

/** Where a number stands in a simulation: any of them can be computed alone. Whole numbers, 0 to 2^32 - 1. */
export interface Place {
  /** What it is drawn for, so that two uses of one seed never meet. */
  readonly stream: number;
  readonly draw: number;
  readonly entity: number;
  readonly variable: number;
}

/** The uniform number in (0, 1) of this seed and place. */
export function uniformAt(seed: number, { stream, draw, entity, variable }: Place): number {
  scratchCounter[0] = draw;
  scratchCounter[1] = entity;
  scratchCounter[2] = variable;
  scratchCounter[3] = Math.floor(seed / 0x100000000);
  scratchKey[0] = seed >>> 0;
  scratchKey[1] = stream;
  philox(scratchCounter, scratchKey, scratchWords);
  return ((scratchWords[0] >>> 5) * 0x4000000 + (scratchWords[1] >>> 6) + 0.5) / 0x20000000000000;
}
