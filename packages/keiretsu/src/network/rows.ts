import { sortRowsCompiled } from "./rows-compiled.ts";

/**
 * Sorts columns of edges into compressed sparse rows: by `from`, then `to`, then the caller's tie-break, then input order.
 * A radix sort in cache-sized blocks of rows, so that ten million edges take tenths of a second: first one pass that deals the edges
 * out to blocks of neighbouring `from` nodes, then inside each block one pass per 11 bits of `to` and one by `from`.
 * Cost O(n + m) time, 20 bytes of scratch per edge.
 */
export interface Rows {
  /** Row starts, length n + 1. */
  readonly start: Uint32Array;
  readonly target: Uint32Array;
  readonly weight: Float64Array;
  /** Index of each edge in the input columns. */
  readonly order: Uint32Array;
  /** Edges that share both ends with the edge before them. */
  readonly parallel: number;
}

const DIGIT_BITS = 11;
const DIGITS = 1 << DIGIT_BITS;
const EDGES_PER_BLOCK = 1 << 15;
const MOST_BLOCKS = 256;

export interface RowColumns {
  readonly n: number;
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  readonly amount: Float64Array;
}

export interface SortRowsOptions {
  /** Orders two input edges with the same ends and the same amount; 0 leaves them in input order. */
  readonly tie?: ((a: number, b: number) => number) | null;
  /** The columns are given away: their memory becomes that of the rows. Default false. */
  readonly consume?: boolean;
  /** Without WebAssembly; the answer is the same. Default false. */
  readonly plain?: boolean;
}

export function sortRows(columns: RowColumns, { tie = null, consume = false, plain = false }: SortRowsOptions = {}): Rows {
  const { start, target, weight, order, parallel } = (plain ? null : sortRowsCompiled(columns, consume)) ?? sortRowsPlain(columns, consume);
  if (parallel > 0) sortParallel(columns.n, start, target, weight, order, tie);
  return { start, target, weight, order, parallel };
}

function sortRowsPlain({ n, from, to, amount }: RowColumns, consume: boolean): Rows {
  const m = from.length;
  const start = new Uint32Array(n + 1);
  countRows(from, m, start);
  for (let i = 0; i < n; i++) start[i + 1] += start[i];

  let shift = 0;
  while (n >> shift > Math.min(MOST_BLOCKS, Math.max(1, m / EDGES_PER_BLOCK))) shift++;
  const blocks = n === 0 ? 0 : ((n - 1) >> shift) + 1;
  const blockStart = new Uint32Array(blocks + 1);
  for (let b = 0; b <= blocks; b++) blockStart[b] = start[Math.min(n, b << shift)];

  const scratchFrom = new Uint32Array(m);
  const scratchTo = new Uint32Array(m);
  const scratchOrder = new Uint32Array(m);
  const scratchAmount = new Float64Array(m);
  const dealt = { from: scratchFrom, to: scratchTo, amount: scratchAmount, order: scratchOrder };
  deal(from, to, amount, shift, blockStart.slice(), dealt);

  // From here on the input is not read again. Fresh memory costs as much as sorting, so where it is given away it takes the output.
  const target = consume ? to : new Uint32Array(m);
  const weight = consume ? amount : new Float64Array(m);
  const order = consume ? from : new Uint32Array(m);
  const place = start.slice(0, n);
  let largest = 0;
  for (let b = 0; b < blocks; b++) largest = Math.max(largest, blockStart[b + 1] - blockStart[b]);
  const scratch = {
    key: new Uint32Array(largest),
    at: new Uint32Array(largest),
    spareKey: new Uint32Array(largest),
    spareAt: new Uint32Array(largest),
  };
  const count = new Uint32Array(DIGITS + 1);
  for (let b = 0; b < blocks; b++) {
    const begin = blockStart[b];
    const length = blockStart[b + 1] - begin;
    let { key, at, spareKey, spareAt } = scratch;
    for (let x = 0; x < length; x++) {
      key[x] = scratchTo[begin + x];
      at[x] = begin + x;
    }
    for (let low = 0; low < 32 && (n - 1) >>> low > 0; low += DIGIT_BITS) {
      digitPass(key, at, spareKey, spareAt, length, low, count);
      [key, at, spareKey, spareAt] = [spareKey, spareAt, key, at];
    }
    placeRows(key, at, length, dealt, place, target, weight, order);
  }
  return { start, target, weight, order, parallel: countParallel(n, start, target) };
}

function countRows(from: Uint32Array, m: number, start: Uint32Array): void {
  for (let k = 0; k < m; k++) start[from[k] + 1]++;
}

interface Dealt {
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  readonly amount: Float64Array;
  readonly order: Uint32Array;
}

function deal(from: Uint32Array, to: Uint32Array, amount: Float64Array, shift: number, place: Uint32Array, out: Dealt): void {
  const { from: outFrom, to: outTo, amount: outAmount, order: outOrder } = out;
  const m = from.length;
  for (let k = 0; k < m; k++) {
    const i = from[k];
    const p = place[i >>> shift]++;
    outFrom[p] = i;
    outTo[p] = to[k];
    outAmount[p] = amount[k];
    outOrder[p] = k;
  }
}

/** One stable pass of a radix sort of the pairs (key, at) by 11 bits of the key. */
function digitPass(
  key: Uint32Array,
  at: Uint32Array,
  outKey: Uint32Array,
  outAt: Uint32Array,
  length: number,
  low: number,
  count: Uint32Array,
): void {
  count.fill(0);
  for (let x = 0; x < length; x++) count[((key[x] >>> low) & (DIGITS - 1)) + 1]++;
  for (let d = 0; d < DIGITS; d++) count[d + 1] += count[d];
  for (let x = 0; x < length; x++) {
    const k = key[x];
    const p = count[(k >>> low) & (DIGITS - 1)]++;
    outKey[p] = k;
    outAt[p] = at[x];
  }
}

function placeRows(
  key: Uint32Array,
  at: Uint32Array,
  length: number,
  dealt: Dealt,
  place: Uint32Array,
  target: Uint32Array,
  weight: Float64Array,
  order: Uint32Array,
): void {
  const { from, amount, order: leg } = dealt;
  for (let x = 0; x < length; x++) {
    const k = at[x];
    const e = place[from[k]]++;
    target[e] = key[x];
    weight[e] = amount[k];
    order[e] = leg[k];
  }
}

function countParallel(n: number, start: Uint32Array, target: Uint32Array): number {
  let parallel = 0;
  for (let i = 0; i < n; i++) for (let e = start[i] + 1; e < start[i + 1]; e++) if (target[e] === target[e - 1]) parallel++;
  return parallel;
}

/** Put runs of parallel edges in order of amount, tie-break, input. */
function sortParallel(
  n: number,
  start: Uint32Array,
  target: Uint32Array,
  weight: Float64Array,
  order: Uint32Array,
  tie: ((a: number, b: number) => number) | null,
): void {
  for (let i = 0; i < n; i++) {
    const end = start[i + 1];
    for (let e = start[i] + 1; e < end; e++) {
      if (target[e] !== target[e - 1]) continue;
      const first = e - 1;
      while (e + 1 < end && target[e + 1] === target[first]) e++;
      const run = Array.from({ length: e + 1 - first }, (_, x) => ({ amount: weight[first + x], k: order[first + x] }));
      run.sort((a, b) => a.amount - b.amount || (tie ? tie(a.k, b.k) : 0) || a.k - b.k);
      run.forEach((edge, x) => {
        weight[first + x] = edge.amount;
        order[first + x] = edge.k;
      });
    }
  }
}
