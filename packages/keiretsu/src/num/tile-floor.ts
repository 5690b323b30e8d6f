import { WASM as SHARED } from "./tiles-shared.generated.ts";
import { WASM } from "./tiles.generated.ts";
import type { Entries, TileOptions } from "./tiles.ts";
import { joinKernel, type Kernel, linkKernel, type Memory } from "./wasm.ts";

/** How a matrix is cut: size = 2^bits rows and columns a tile, blocks x blocks tiles. */
export interface Layout {
  readonly n: number;
  readonly size: number;
  readonly bits: number;
  readonly blocks: number;
  /** Where the entries of each tile begin, tiles in order of their rows, then of their columns. */
  readonly first: Uint32Array;
}

/** What becomes of a row once its sum is known, by the functions of assembly/tiles.ts. */
export const RULES = ["moveFreely", "moveWithin", "moveTowards", "apart"] as const;
export type Rule = (typeof RULES)[number];

/** Threads on one floor at most. */
const WORKERS = 2;

/** Where x, sums and entries live, and the loops over them. */
export interface Floor {
  readonly place: Uint32Array;
  readonly share: Float64Array;
  /** Before and after a sweep, in turns. */
  readonly x: readonly [Float64Array, Float64Array];
  readonly own: Float64Array;
  /** Of the block that each worker is at. */
  readonly sums: Float64Array;
  /** By block of rows: what the last sweep measured there. */
  readonly measured: Float64Array;
  readonly addTile: (entry: number, end: number, which: number, column: number, sum: number) => void;
  readonly move: (rule: Rule, count: number, sum: number, row: number, pace: number, old: number) => number;
  /** Of memory that threads share: what another thread must know to work on it. */
  readonly shared: SharedFloor | null;
}

/** Plain data: it can be handed to another thread. */
export interface SharedFloor {
  readonly layout: Layout;
  readonly memory: Memory;
  readonly entries: number;
  /** Where each column begins in the memory. */
  readonly at: Columns;
}

interface Columns {
  readonly place: number;
  readonly share: number;
  readonly x: readonly [number, number];
  readonly own: number;
  readonly sums: number;
  readonly top: number;
  readonly measured: number;
  /** Numbers of control that threads use to wait for each other (crew.ts), and then one by block. */
  readonly control: number;
}

export const CONTROL = 16;

export function layTiles({ n, start, target }: Entries, row: TileOptions["row"], bits: number): Layout {
  const size = 2 ** bits;
  const blocks = Math.ceil(n / size);
  const first = new Uint32Array(blocks * blocks + 1);
  const [rowStep, columnStep] = row === "source" ? [blocks, 1] : [1, blocks];
  for (let i = 0; i < n; i++) {
    const tile = (i >>> bits) * rowStep + 1;
    for (let e = start[i]; e < start[i + 1]; e++) first[tile + (target[e] >>> bits) * columnStep]++;
  }
  for (let t = 0; t < blocks * blocks; t++) first[t + 1] += first[t];
  return { n, size, bits, blocks, first };
}

/** Entries into their tiles, in order of column within each: in order of row many sums in a row would wait for each other. */
export function fillTiles(entries: Entries, options: TileOptions, layout: Layout, floor: Floor): void {
  if (options.row === "target") fillByTarget(entries, options, layout, floor);
  else fillBySource(entries, layout, floor);
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

/** In WebAssembly (assembly/tiles.ts), in memory that threads share where asked for; null where that cannot be had. */
export function compiledFloor(layout: Layout, top: Float64Array | undefined, shared: boolean): Floor | null {
  const { n, size, blocks, first } = layout;
  const entries = first[blocks * blocks];
  const bytes = 12 * entries + 32 * n + 8 * (WORKERS * size + blocks) + 4 * (CONTROL + blocks) + 1024;
  const linked = linkKernel(shared ? SHARED : WASM, bytes, shared);
  if (!linked) return null;
  const { kernel, memory, take } = linked;
  const at: Columns = {
    place: take(Uint32Array, entries).byteOffset,
    share: take(Float64Array, entries).byteOffset,
    x: [take(Float64Array, n).byteOffset, take(Float64Array, n).byteOffset],
    own: take(Float64Array, n).byteOffset,
    sums: take(Float64Array, WORKERS * size).byteOffset,
    top: take(Float64Array, top ? n : 0).byteOffset,
    measured: take(Float64Array, blocks).byteOffset,
    control: take(Int32Array, CONTROL + blocks).byteOffset,
  };
  if (top) new Float64Array(memory.buffer, at.top, n).set(top);
  const floor = floorOver({ layout, memory, entries, at }, kernel);
  return shared ? floor : { ...floor, shared: null };
}

/** The floor of another thread, in this one. */
export function joinFloor(shared: SharedFloor): Floor {
  return floorOver(shared, joinKernel(SHARED, shared.memory));
}

function floorOver(shared: SharedFloor, kernel: Kernel): Floor {
  const { layout, memory, entries, at } = shared;
  const { n, size, blocks } = layout;
  return {
    place: new Uint32Array(memory.buffer, at.place, entries),
    share: new Float64Array(memory.buffer, at.share, entries),
    x: [new Float64Array(memory.buffer, at.x[0], n), new Float64Array(memory.buffer, at.x[1], n)],
    own: new Float64Array(memory.buffer, at.own, n),
    sums: new Float64Array(memory.buffer, at.sums, WORKERS * size),
    measured: new Float64Array(memory.buffer, at.measured, blocks),
    addTile: (entry, end, which, column, sum) =>
      kernel.addTile(at.place + 4 * entry, at.place + 4 * end, at.share + 8 * entry, at.x[which] + 8 * column, at.sums + 8 * sum),
    move: (rule, count, sum, row, pace, old) =>
      kernel[rule](count, at.sums + 8 * sum, at.x[old] + 8 * row, at.x[1 - old] + 8 * row, at.top + 8 * row, pace),
    shared,
  };
}

export function plainFloor({ n, size, blocks, first }: Layout, top: Float64Array | undefined): Floor {
  const place = new Uint32Array(first[blocks * blocks]);
  const share = new Float64Array(place.length);
  const x = [new Float64Array(n), new Float64Array(n)] as const;
  const sums = new Float64Array(WORKERS * size);
  const tops = top ?? new Float64Array(0);
  return {
    place,
    share,
    x,
    own: new Float64Array(n),
    sums,
    measured: new Float64Array(blocks),
    addTile(entry, end, which, column, sum) {
      for (let k = entry; k < end; k++) sums[sum + (place[k] >>> 16)] += share[k] * x[which][column + (place[k] & 0xffff)];
    },
    move: (rule, count, sum, row, pace, old) =>
      MOVES[rule](count, sums.subarray(sum), x[old].subarray(row), x[1 - old].subarray(row), tops.subarray(row), pace),
    shared: null,
  };
}

type Move = (count: number, sums: Float64Array, x: Float64Array, out: Float64Array, top: Float64Array, pace: number) => number;

const MOVES: Readonly<Record<Rule, Move>> = {
  moveFreely(count, sums, x, out) {
    let moved = 0;
    for (let i = 0; i < count; i++) {
      const move = sums[i] - x[i];
      moved += move * move;
      out[i] = sums[i];
    }
    return moved;
  },
  moveWithin(count, sums, x, out, top) {
    let moved = 0;
    for (let i = 0; i < count; i++) {
      const value = sums[i] < 0 ? 0 : sums[i] > top[i] ? top[i] : sums[i];
      moved += Math.abs(value - x[i]);
      out[i] = value;
    }
    return moved;
  },
  moveTowards(count, sums, x, out, _, pace) {
    let most = 0;
    for (let i = 0; i < count; i++) {
      const apart = Math.abs((sums[i] < 1 ? sums[i] : 1) - x[i]);
      if (apart > most) most = apart;
      const moved = x[i] + pace * (sums[i] - x[i]);
      out[i] = moved < 1 ? (moved > 0 ? moved : 0) : 1;
    }
    return most;
  },
  apart(count, sums, x) {
    let total = 0;
    for (let i = 0; i < count; i++) total += (sums[i] - x[i]) * (sums[i] - x[i]);
    return total;
  },
};
