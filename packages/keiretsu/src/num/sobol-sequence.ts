/**
 * Points that fill a cube evenly: Sobol' sequences of up to 64 dimensions, with the direction numbers of Joe and Kuo 2008 "Constructing Sobol sequences with better
 * two-dimensional projections", in Gray code order as Antonov and Saleev 1979 have it: point k is a function of k alone, so that any point can be computed by any worker.
 * A seed scrambles them by nested uniform scrambling (Owen 1995) in the hashed form of Laine and Karras 2011 with the hash of Burley 2020: each scrambled sequence
 * is as even as the first, and the spread over several seeds is an estimate of the error.
 */
import { KeiretsuError } from "../assert.ts";
import { philox } from "./random.ts";

export const MOST_DIMENSIONS = 64;
const BITS = 32;
/** Points that 32 bits tell apart. */
const MOST_POINTS = 2 ** 32;

/** Dimension 2 and on: coefficients of the primitive polynomial as a number, then the initial direction numbers; their count is the degree. */
const directions: readonly (readonly number[])[] = [
  [0, 1],
  [1, 1, 3],
  [1, 1, 3, 1],
  [2, 1, 1, 1],
  [1, 1, 1, 3, 3],
  [4, 1, 3, 5, 13],
  [2, 1, 1, 5, 5, 17],
  [4, 1, 1, 5, 5, 5],
  [7, 1, 1, 7, 11, 19],
  [11, 1, 1, 5, 1, 1],
  [13, 1, 1, 1, 3, 11],
  [14, 1, 3, 5, 5, 31],
  [1, 1, 3, 3, 9, 7, 49],
  [13, 1, 1, 1, 15, 21, 21],
  [16, 1, 3, 1, 13, 27, 49],
  [19, 1, 1, 1, 15, 7, 5],
  [22, 1, 3, 1, 15, 13, 25],
  [25, 1, 1, 5, 5, 19, 61],
  [1, 1, 3, 7, 11, 23, 15, 103],
  [4, 1, 3, 7, 13, 13, 15, 69],
  [7, 1, 1, 3, 13, 7, 35, 63],
  [8, 1, 3, 5, 9, 1, 25, 53],
  [14, 1, 3, 1, 13, 9, 35, 107],
  [19, 1, 3, 1, 5, 27, 61, 31],
  [21, 1, 1, 5, 11, 19, 41, 61],
  [28, 1, 3, 5, 3, 3, 13, 69],
  [31, 1, 1, 7, 13, 1, 19, 1],
  [32, 1, 3, 7, 5, 13, 19, 59],
  [37, 1, 1, 3, 9, 25, 29, 41],
  [41, 1, 3, 5, 13, 23, 1, 55],
  [42, 1, 3, 7, 3, 13, 59, 17],
  [50, 1, 3, 1, 3, 5, 53, 69],
  [55, 1, 1, 5, 5, 23, 33, 13],
  [56, 1, 1, 7, 7, 1, 61, 123],
  [59, 1, 1, 7, 9, 13, 61, 49],
  [62, 1, 3, 3, 5, 3, 55, 33],
  [14, 1, 3, 1, 15, 31, 13, 49, 245],
  [21, 1, 3, 5, 15, 31, 59, 63, 97],
  [22, 1, 3, 1, 11, 11, 11, 77, 249],
  [38, 1, 3, 1, 11, 27, 43, 71, 9],
  [47, 1, 1, 7, 15, 21, 11, 81, 45],
  [49, 1, 3, 7, 3, 25, 31, 65, 79],
  [50, 1, 3, 1, 1, 19, 11, 3, 205],
  [52, 1, 1, 5, 9, 19, 21, 29, 157],
  [56, 1, 3, 7, 11, 1, 33, 89, 185],
  [67, 1, 3, 3, 3, 15, 9, 79, 71],
  [70, 1, 3, 7, 11, 15, 39, 119, 27],
  [84, 1, 1, 3, 1, 11, 31, 97, 225],
  [97, 1, 1, 1, 3, 23, 43, 57, 177],
  [103, 1, 3, 7, 7, 17, 17, 37, 71],
  [115, 1, 3, 1, 5, 27, 63, 123, 213],
  [122, 1, 1, 3, 5, 11, 43, 53, 133],
  [8, 1, 3, 5, 5, 29, 17, 47, 173, 479],
  [13, 1, 3, 3, 11, 3, 1, 109, 9, 69],
  [16, 1, 1, 1, 5, 17, 39, 23, 5, 343],
  [22, 1, 3, 1, 5, 25, 15, 31, 103, 499],
  [25, 1, 1, 1, 11, 11, 17, 63, 105, 183],
  [44, 1, 1, 5, 11, 9, 29, 97, 231, 363],
  [47, 1, 1, 5, 15, 19, 45, 41, 7, 383],
  [52, 1, 3, 7, 7, 31, 19, 83, 137, 221],
  [55, 1, 1, 1, 3, 23, 15, 111, 223, 83],
  [59, 1, 1, 5, 13, 31, 15, 55, 25, 161],
  [62, 1, 1, 3, 13, 25, 47, 39, 87, 257],
];

const table: (Uint32Array | undefined)[] = [];

/** The 32 direction numbers of a dimension, from 0. */
function directionNumbers(dimension: number): Uint32Array {
  const known = table[dimension];
  if (known) return known;
  const v = new Uint32Array(BITS);
  if (dimension === 0) {
    for (let i = 0; i < BITS; i++) v[i] = 2 ** (BITS - 1 - i);
  } else {
    const [a, ...m] = directions[dimension - 1];
    const s = m.length;
    for (let i = 0; i < BITS; i++) {
      if (i < s) {
        v[i] = m[i] * 2 ** (BITS - 1 - i);
        continue;
      }
      let x = v[i - s] ^ (v[i - s] >>> s);
      for (let k = 1; k < s; k++) if ((a >>> (s - 1 - k)) & 1) x ^= v[i - k];
      v[i] = x;
    }
  }
  table[dimension] = v;
  return v;
}

/**
 * Coordinates in (0, 1) of point `index` in the first `out.length` dimensions, written to `out`. `seed` null gives the plain sequence, shifted by half a
 * step so that no coordinate is 0. Throws `bad-dimension`, `bad-index`.
 */
export function sobolPoint(index: number, seed: number | null, out: Float64Array): void {
  const d = out.length;
  if (d > MOST_DIMENSIONS)
    throw new KeiretsuError("bad-dimension", `${d} dimensions, expected at most ${MOST_DIMENSIONS}: draw at random beyond`);
  if (!(Number.isInteger(index) && index >= 0 && index < MOST_POINTS))
    throw new KeiretsuError("bad-index", `point ${index}, expected 0 to ${MOST_POINTS - 1}`);
  const gray = (index ^ (index >>> 1)) >>> 0;
  for (let j = 0; j < d; j++) {
    const v = directionNumbers(j);
    let x = 0;
    for (let bit = 0, rest = gray; rest !== 0; bit++, rest >>>= 1) if (rest & 1) x ^= v[bit];
    out[j] = ((seed === null ? x >>> 0 : scrambled(x, key(seed, j))) + 0.5) / MOST_POINTS;
  }
}

const scratchKey = new Uint32Array(2);
const scratchCounter = new Uint32Array(4);
const scratchWords = new Uint32Array(4);

/** One word a seed and dimension. */
function key(seed: number, dimension: number): number {
  scratchKey[0] = seed >>> 0;
  scratchKey[1] = Math.floor(seed / 2 ** 32) >>> 0;
  scratchCounter[0] = dimension;
  scratchCounter[1] = 0x50b01;
  philox(scratchCounter, scratchKey, scratchWords);
  return scratchWords[0];
}

/** Nested uniform scrambling: in reversed bits, each bit is flipped by a hash of those below it. */
function scrambled(x: number, seed: number): number {
  let y = reversed(x);
  y = (y + seed) | 0;
  y ^= Math.imul(y, 0x6c50b47c);
  y ^= Math.imul(y, 0xb82f1e52);
  y ^= Math.imul(y, 0xc7afe638);
  y ^= Math.imul(y, 0x8d22f6e6);
  return reversed(y) >>> 0;
}

function reversed(x: number): number {
  let y = ((x >>> 1) & 0x55555555) | ((x & 0x55555555) << 1);
  y = ((y >>> 2) & 0x33333333) | ((y & 0x33333333) << 2);
  y = ((y >>> 4) & 0x0f0f0f0f) | ((y & 0x0f0f0f0f) << 4);
  y = ((y >>> 8) & 0x00ff00ff) | ((y & 0x00ff00ff) << 8);
  return (y >>> 16) | (y << 16);
}
