/**
 * Sweeps over a matrix of which a row's numbers do not fit near the processor: x of a million nodes takes 8 MB, and a look into it from ten million
 * entries costs several times what it costs in half of that. So entries are kept in tiles, 32768 rows by 32768 columns, and a tile sees a quarter of a
 * megabyte of x and as much of the sums.
 *
 * Two blocks of rows at a time are added up from what x was, then moved together; the next two see what has moved (Gauss-Seidel between pairs of
 * blocks, Jacobi within one). Pairs hang on the number of rows alone, so that two workers, one a block, give the bits of one.
 *
 * Within a tile entries stand in order of column: in order of row many sums in a row would wait for each other.
 * Large systems are swept in WebAssembly (assembly/tiles.ts), which gives the same bits. Cost O(m) a sweep, 12 bytes an entry.
 * Source: Nishtala, Vuduc, Demmel and Yelick 2007 "When cache blocking of sparse matrix vector multiply works and why".
 */
import { WASM } from "./tiles.generated.ts";
import { linkKernel } from "./wasm.ts";

/** Entries as a network has them: row i of `start` holds the entries that leave i. */
export interface Entries {
  readonly n: number;
  readonly start: Uint32Array;
  readonly target: Uint32Array;
  readonly weight: Float64Array;
}

export interface TileOptions {
  /** Which end of an entry is the row of the matrix. */
  readonly row: "source" | "target";
  /** Where rows are targets: an entry counts weight / divisor of this end, at most the largest number, and 0 where that is not above 0; by 1 where left out. */
  readonly divisor?: { readonly end: "source" | "target"; readonly at: Float64Array } | undefined;
  /** The same: entries from a node to itself count nothing. Default false. */
  readonly withoutLoops?: boolean | undefined;
  /** The most that `within` lets x be, length n. */
  readonly top?: Float64Array | undefined;
  /** Without WebAssembly; the answer is the same. */
  readonly plain: boolean;
  /** Below FEWEST_ROWS (in tests) tiles are smaller, so that there are some. */
  readonly fewestRows?: number | undefined;
}

/** The vectors of a system in tiles, and one sweep over them. */
export interface TiledSweeps {
  readonly x: Float64Array;
  /** What the sum of each row begins with. */
  readonly own: Float64Array;
  /** One sweep in which x becomes own + M x; returns the squares of the moves. */
  readonly freely: () => number;
  /** The same within 0 and top; returns the sum of the moves. */
  readonly within: () => number;
  /** x moves `pace` times the way, within 0 and 1; returns the largest difference from min(1, sum). */
  readonly towards: (pace: number) => number;
  /** The squares of own + M x - x. */
  readonly residual: () => number;
}

/** From here on tiles are faster than rows. */
export const FEWEST_ROWS = 400_000;
const BITS = 15;
const SMALL_BITS = 4;
/** Blocks of rows that are added up from the same x. */
const TOGETHER = 2;

/** Where x, sums and entries live, and the loops over them. */
interface Floor {
  readonly place: Uint32Array;
  readonly share: Float64Array;
  readonly x: Float64Array;
  readonly own: Float64Array;
  readonly sums: Float64Array;
  readonly addTile: (entry: number, end: number, column: number, sum: number) => void;
  readonly moveFreely: (count: number, sum: number, row: number) => number;
  readonly moveWithin: (count: number, sum: number, row: number) => number;
  readonly moveTowards: (count: number, sum: number, row: number, pace: number) => number;
}

export function tiledSweeps(entries: Entries, options: TileOptions): TiledSweeps {
  const { n } = entries;
  const bits = options.fewestRows === undefined || options.fewestRows >= FEWEST_ROWS ? BITS : SMALL_BITS;
  const size = 2 ** bits;
  const blocks = Math.ceil(n / size);
  const first = firstEntries(entries, options.row, bits, blocks);
  const floor =
    (options.plain ? null : compiledFloor(n, first[blocks * blocks], size, options.top)) ??
    plainFloor(n, first[blocks * blocks], size, options.top);
  if (options.row === "target") fillByTarget(entries, options, { bits, blocks, first }, floor);
  else fillBySource(entries, { bits, blocks, first }, floor);
  const add = (block: number): void => {
    const row = block * size;
    const sum = (block % TOGETHER) * size;
    floor.sums.set(floor.own.subarray(row, Math.min(n, row + size)), sum);
    for (let c = 0, tile = block * blocks; c < blocks; c++, tile++) floor.addTile(first[tile], first[tile + 1], c * size, sum);
  };
  const each = (move: (count: number, sum: number, row: number) => number, join: (a: number, b: number) => number): number => {
    let all = 0;
    for (let pair = 0; pair < blocks; pair += TOGETHER) {
      const end = Math.min(blocks, pair + TOGETHER);
      for (let block = pair; block < end; block++) add(block);
      for (let block = pair; block < end; block++)
        all = join(all, move(Math.min(size, n - block * size), (block % TOGETHER) * size, block * size));
    }
    return all;
  };
  const { x, own, sums } = floor;
  return {
    x,
    own,
    freely: () => each(floor.moveFreely, plus),
    within: () => each(floor.moveWithin, plus),
    towards: (pace) => each((count, sum, row) => floor.moveTowards(count, sum, row, pace), Math.max),
    residual: () => each((count, sum, row) => squares(count, sums, sum, x, row), plus),
  };
}

const plus = (a: number, b: number): number => a + b;

function squares(count: number, sums: Float64Array, sum: number, x: Float64Array, row: number): number {
  let total = 0;
  for (let i = 0; i < count; i++) total += (sums[sum + i] - x[row + i]) ** 2;
  return total;
}

/** Where the entries of each tile begin, tiles in order of their rows, then of their columns. */
function firstEntries({ n, start, target }: Entries, row: TileOptions["row"], bits: number, blocks: number): Uint32Array {
  const first = new Uint32Array(blocks * blocks + 1);
  const [rowStep, columnStep] = row === "source" ? [blocks, 1] : [1, blocks];
  for (let i = 0; i < n; i++) {
    const tile = (i >>> bits) * rowStep + 1;
    for (let e = start[i]; e < start[i + 1]; e++) first[tile + (target[e] >>> bits) * columnStep]++;
  }
  for (let t = 0; t < blocks * blocks; t++) first[t + 1] += first[t];
  return first;
}

interface Layout {
  readonly bits: number;
  readonly blocks: number;
  readonly first: Uint32Array;
}

/** Columns come in order of their own accord where rows are targets. */
function fillByTarget({ n, start, target, weight }: Entries, options: TileOptions, layout: Layout, { place, share }: Floor): void {
  const { bits, blocks, first } = layout;
  const next = first.slice();
  const mask = 2 ** bits - 1;
  const bySource = options.divisor?.end === "source" ? options.divisor.at : null;
  const byTarget = options.divisor?.end === "target" ? options.divisor.at : null;
  const dropLoops = options.withoutLoops === true;
  for (let i = 0; i < n; i++) {
    const column = i >>> bits;
    const local = i & mask;
    const own = bySource ? bySource[i] : 1;
    for (let e = start[i]; e < start[i + 1]; e++) {
      const j = target[e];
      const at = next[(j >>> bits) * blocks + column]++;
      place[at] = ((j & mask) << 16) | local;
      const divisor = byTarget ? byTarget[j] : own;
      share[at] = divisor > 0 && !(dropLoops && i === j) ? Math.min(weight[e] / divisor, Number.MAX_VALUE) : 0;
    }
  }
}

/** Row after row, then every tile is put in order of column, then of row. */
function fillBySource({ n, start, target, weight }: Entries, layout: Layout, { place, share }: Floor): void {
  const { bits, blocks, first } = layout;
  const next = first.slice();
  const mask = 2 ** bits - 1;
  for (let i = 0; i < n; i++) {
    const row = (i >>> bits) * blocks;
    const local = (i & mask) << 16;
    for (let e = start[i]; e < start[i + 1]; e++) {
      const j = target[e];
      const at = next[row + (j >>> bits)]++;
      place[at] = local | (j & mask);
      share[at] = weight[e];
    }
  }
  const most = first.reduce((longest, end, t) => (t === 0 ? 0 : Math.max(longest, end - first[t - 1])), 0);
  const scratch = { next: new Uint32Array(2 ** bits + 1), place: new Uint32Array(most), share: new Float64Array(most) };
  for (let t = 0; t < blocks * blocks; t++)
    sortTile(place.subarray(first[t], first[t + 1]), share.subarray(first[t], first[t + 1]), scratch);
}

interface Scratch {
  readonly next: Uint32Array;
  readonly place: Uint32Array;
  readonly share: Float64Array;
}

/** Counting sort by column. */
function sortTile(place: Uint32Array, share: Float64Array, { next, place: oldPlace, share: oldShare }: Scratch): void {
  next.fill(0);
  oldPlace.set(place);
  oldShare.set(share);
  for (let k = 0; k < place.length; k++) next[(place[k] & 0xffff) + 1]++;
  for (let j = 1; j < next.length; j++) next[j] += next[j - 1];
  for (let k = 0; k < place.length; k++) {
    const at = next[oldPlace[k] & 0xffff]++;
    place[at] = oldPlace[k];
    share[at] = oldShare[k];
  }
}

/** Null where that cannot be had. */
function compiledFloor(n: number, m: number, size: number, top: Float64Array | undefined): Floor | null {
  const linked = linkKernel(WASM, 12 * m + 24 * n + 8 * TOGETHER * size + 1024);
  if (!linked) return null;
  const { kernel, take } = linked;
  const place = take(Uint32Array, m);
  const share = take(Float64Array, m);
  const x = take(Float64Array, n);
  const own = take(Float64Array, n);
  const sums = take(Float64Array, TOGETHER * size);
  const tops = take(Float64Array, top ? n : 0);
  if (top) tops.set(top);
  const [places, shares, xs, starts, limits] = [place, share, x, sums, tops].map(({ byteOffset }) => byteOffset);
  return {
    place,
    share,
    x,
    own,
    sums,
    addTile: (entry, end, column, sum) =>
      kernel.addTile(places + 4 * entry, places + 4 * end, shares + 8 * entry, xs + 8 * column, starts + 8 * sum),
    moveFreely: (count, sum, row) => kernel.moveFreely(count, starts + 8 * sum, xs + 8 * row),
    moveWithin: (count, sum, row) => kernel.moveWithin(count, starts + 8 * sum, xs + 8 * row, limits + 8 * row),
    moveTowards: (count, sum, row, pace) => kernel.moveTowards(count, starts + 8 * sum, xs + 8 * row, pace),
  };
}

function plainFloor(n: number, m: number, size: number, top: Float64Array | undefined): Floor {
  const place = new Uint32Array(m);
  const share = new Float64Array(m);
  const x = new Float64Array(n);
  const own = new Float64Array(n);
  const sums = new Float64Array(TOGETHER * size);
  const tops = top ?? new Float64Array(0);
  return {
    place,
    share,
    x,
    own,
    sums,
    addTile(entry, end, column, sum) {
      for (let k = entry; k < end; k++) sums[sum + (place[k] >>> 16)] += share[k] * x[column + (place[k] & 0xffff)];
    },
    moveFreely(count, sum, row) {
      let moved = 0;
      for (let i = 0; i < count; i++) {
        const move = sums[sum + i] - x[row + i];
        moved += move * move;
        x[row + i] = sums[sum + i];
      }
      return moved;
    },
    moveWithin(count, sum, row) {
      let moved = 0;
      for (let i = 0; i < count; i++) {
        const has = sums[sum + i];
        const value = has < 0 ? 0 : has > tops[row + i] ? tops[row + i] : has;
        moved += Math.abs(value - x[row + i]);
        x[row + i] = value;
      }
      return moved;
    },
    moveTowards(count, sum, row, pace) {
      let most = 0;
      for (let i = 0; i < count; i++) {
        const value = sums[sum + i];
        const old = x[row + i];
        most = Math.max(most, Math.abs((value < 1 ? value : 1) - old));
        const moved = old + pace * (value - old);
        x[row + i] = moved < 1 ? (moved > 0 ? moved : 0) : 1;
      }
      return most;
    },
  };
}
