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
  tenRounds(counter[0] | 0, counter[1] | 0, counter[2] | 0, counter[3] | 0, key[0] | 0, key[1] | 0, out);
}

/** Words as signed integers: the same bits. High words of products by 16-bit halves, written out, since this is where simulations spend their time. */
function tenRounds(c0: number, c1: number, c2: number, c3: number, k0: number, k1: number, out: Uint32Array): void {
  for (let round = 0; round < 10; round++) {
    const low0 = c0 & 0xffff;
    const high0 = c0 >>> 16;
    const middle0 = (Math.imul(MULTIPLIER_0 >>> 16, low0) + (Math.imul(MULTIPLIER_0 & 0xffff, low0) >>> 16)) | 0;
    const carry0 = (Math.imul(MULTIPLIER_0 & 0xffff, high0) + (middle0 & 0xffff)) | 0;
    const product0 = (Math.imul(MULTIPLIER_0 >>> 16, high0) + (middle0 >>> 16) + (carry0 >>> 16)) | 0;
    const low1 = c2 & 0xffff;
    const high1 = c2 >>> 16;
    const middle1 = (Math.imul(MULTIPLIER_1 >>> 16, low1) + (Math.imul(MULTIPLIER_1 & 0xffff, low1) >>> 16)) | 0;
    const carry1 = (Math.imul(MULTIPLIER_1 & 0xffff, high1) + (middle1 & 0xffff)) | 0;
    const product1 = (Math.imul(MULTIPLIER_1 >>> 16, high1) + (middle1 >>> 16) + (carry1 >>> 16)) | 0;
    const next3 = Math.imul(MULTIPLIER_0, c0);
    c0 = product1 ^ c1 ^ k0;
    c1 = Math.imul(MULTIPLIER_1, c2);
    c2 = product0 ^ c3 ^ k1;
    c3 = next3;
    k0 = (k0 + WEYL_0) | 0;
    k1 = (k1 + WEYL_1) | 0;
  }
  out[0] = c0;
  out[1] = c1;
  out[2] = c2;
  out[3] = c3;
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
  tenRounds(draw | 0, entity | 0, variable | 0, Math.floor(seed / 0x100000000) | 0, seed | 0, stream | 0, scratchWords);
  return ((scratchWords[0] >>> 5) * 0x4000000 + (scratchWords[1] >>> 6) + 0.5) / 0x20000000000000;
}
