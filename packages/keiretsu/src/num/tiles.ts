/**
 * Sweeps over a matrix of which a row's numbers do not fit near the processor: x of a million nodes takes 8 MB, and a look into it from ten million
 * entries costs several times what it costs in half of that. So entries are kept in tiles, 32768 rows by 32768 columns, and a tile sees a quarter of a
 * megabyte of x and as much of the sums.
 *
 * Rows are added up and moved a block at a time, and see what blocks before them have moved in the same sweep (Gauss-Seidel between blocks, Jacobi within
 * one). A block begins with its own column and those after it and comes to the one before it last: so a thread can add up most of a block while another
 * thread is still at the one before (crew.ts). Old and new x are two vectors that take turns. What a block sees hangs on its number alone: two threads give
 * the bits of one.
 *
 * Large systems are swept in WebAssembly (assembly/tiles.ts), which gives the same bits. Cost O(m) a sweep, 12 bytes an entry.
 * Source: Nishtala, Vuduc, Demmel and Yelick 2007 "When cache blocking of sparse matrix vector multiply works and why".
 */
import { currentCrew } from "./crew.ts";
import { compiledFloor, type Floor, fillTiles, type Layout, layTiles, plainFloor, type Rule } from "./tile-floor.ts";

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
  /** Another vector after each sweep. */
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
/** What a sweep does, and which of the two vectors is x before it. */
export interface Sweep {
  readonly rule: Rule;
  readonly pace: number;
  readonly old: 0 | 1;
}

export function tiledSweeps(entries: Entries, options: TileOptions): TiledSweeps {
  const { plain, fewestRows = FEWEST_ROWS, top } = options;
  const layout = layTiles(entries, options.row, fewestRows >= FEWEST_ROWS ? BITS : SMALL_BITS);
  const crew = plain ? null : currentCrew();
  const floor = (plain ? null : compiledFloor(layout, top, crew !== null)) ?? plainFloor(layout, top);
  fillTiles(entries, options, layout, floor);
  const help = floor.shared && crew ? crew.hand(floor.shared) : null;
  let old: 0 | 1 = 0;
  const each = (rule: Rule, pace: number, join: (a: number, b: number) => number): number => {
    const sweep = { rule, pace, old };
    if (!help?.sweep(floor, sweep))
      for (let block = 0; block < layout.blocks; block++) sweepBlock(layout, floor, sweep, { block, worker: 0, wait: noWait });
    if (rule !== "apart") old = old === 0 ? 1 : 0;
    // In the order of the blocks, whoever moved them.
    return floor.measured.reduce(join, 0);
  };
  return {
    get x() {
      return floor.x[old];
    },
    own: floor.own,
    freely: () => each("moveFreely", 1, plus),
    within: () => each("moveWithin", 1, plus),
    towards: (pace) => each("moveTowards", pace, larger),
    residual: () => each("apart", 1, plus),
  };
}

const plus = (a: number, b: number): number => a + b;
const larger = (a: number, b: number): number => (b > a ? b : a);
const noWait = (): void => {};

/** One block of a sweep, with the sums of the `worker`. `wait` for a block before it to have moved. */
export function sweepBlock(
  { n, size, blocks, first }: Layout,
  floor: Floor,
  { rule, pace, old }: Sweep,
  { block, worker, wait }: { readonly block: number; readonly worker: number; readonly wait: (block: number) => void },
): void {
  const row = block * size;
  const sum = worker * size;
  floor.sums.set(floor.own.subarray(row, Math.min(n, row + size)), sum);
  for (let k = 0; k < blocks; k++) {
    const column = (block + k) % blocks;
    const tile = block * blocks + column;
    const moved = column < block && rule !== "apart";
    if (moved) wait(column);
    floor.addTile(first[tile], first[tile + 1], moved ? 1 - old : old, column * size, sum);
  }
  floor.measured[block] = floor.move(rule, Math.min(size, n - row), sum, row, pace, old);
}
