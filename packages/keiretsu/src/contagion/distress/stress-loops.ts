import type { Exposures } from "./exposures.ts";
import { WASM } from "./stress.generated.ts";
import { FEWEST_ROWS, tiledSweeps } from "../../num/tiles.ts";
import { linkKernel } from "../../num/wasm.ts";

/** One stress vector, and sweeps over it; where it lives is the maker's choice. */
export interface StressLoops {
  /** Least stress of each node, from outside. */
  readonly base: Float64Array;
  /** May be another vector after each sweep. */
  readonly h: Float64Array;
  /**
   * Node after node in place, h_i moves `pace` times the way to base_i + sum_j Lam_ij h_j, within 0 and 1. Returns the largest difference of any
   * h_i from min(1, that sum) as it was met.
   */
  readonly sweep: (pace: number) => number;
  /** Blocks of nodes move at once, not node after node. */
  readonly together?: boolean;
}

/** Stress vectors side by side, each with a shocked node and a pace of its own. */
export interface StressLanes {
  /** Eight or four. */
  readonly lanes: number;
  /** So many lanes a node, length lanes * n. */
  readonly h: Float64Array;
  readonly pace: Float64Array;
  /** What a sweep of each lane returns. */
  readonly apart: Float64Array;
  /** Start a lane anew from the least stress of each node and 1 for the shocked one. */
  readonly begin: (lane: number, shocked: number) => void;
  readonly sweep: () => void;
}

/** Nodes up to which eight lanes of each stay near a processor; beyond, four take a third of the time. */
const MOST_OF_EIGHT = 20_000;

type System = Pick<Exposures, "n" | "start" | "debtor" | "share" | "base">;

export function stressLoops(
  system: Exposures,
  { plain, fewestRows = FEWEST_ROWS }: { plain: boolean; fewestRows?: number | undefined },
): StressLoops {
  if (system.n >= fewestRows) return tiledLoops(system, { plain, fewestRows });
  return (plain ? null : compiledLoops(system)) ?? plainLoops(system);
}

/** The same moves in another order of nodes, where h no longer fits near the processor. */
function tiledLoops({ network, equity, base }: Exposures, how: { plain: boolean; fewestRows: number }): StressLoops {
  const tiles = tiledSweeps(network, { row: "target", divisor: { end: "target", at: equity }, withoutLoops: true, ...how });
  tiles.own.set(base);
  return {
    base: tiles.own,
    get h() {
      return tiles.x;
    },
    sweep: tiles.towards,
    together: true,
  };
}

function plainLoops({ n, start, debtor, share, base }: System): StressLoops {
  const own = base.slice();
  const h = new Float64Array(n);
  return { base: own, h, sweep: (pace) => sweep(n, start, debtor, share, own, h, pace) };
}

/** Below this many entries copying them costs more than it gains. */
const FEWEST_ENTRIES = 4096;
/** An engine replaces its first, slow code for a kernel between calls, so a long loop is cut into many. */
const ROWS_A_CALL = 4096;
/** A row that is never met. */
const NONE = 0x7fffffff;

/** The same sweeps in WebAssembly on copies of the columns (assembly/stress.ts); null where that cannot be had or does not pay. */
function compiledLoops({ n, start, debtor, share, base: given }: System): StressLoops | null {
  const entries = start[n];
  const linked = entries < FEWEST_ENTRIES ? null : linkKernel(WASM, 12 * entries + 20 * n + 1024);
  if (!linked) return null;
  const { kernel, take } = linked;
  const rows = take(Uint32Array, n + 1);
  rows.set(start);
  const debtors = take(Uint32Array, entries);
  debtors.set(debtor);
  const shares = take(Float64Array, entries);
  shares.set(share);
  const base = take(Float64Array, n);
  base.set(given);
  const h = take(Float64Array, n);
  const at = [rows.byteOffset, debtors.byteOffset, shares.byteOffset, base.byteOffset, h.byteOffset] as const;
  return {
    base,
    h,
    sweep: (pace) => {
      let apart = 0;
      for (let first = 0; first < n; first += ROWS_A_CALL) {
        apart = kernel.sweep(first, Math.min(n, first + ROWS_A_CALL), ...at, pace, apart);
      }
      return apart;
    },
  };
}

/** Sweeps of eight shocks at once, on large networks four; null without WebAssembly. Each lane has the bits of a sweep of its own. */
export function stressLanes({ n, start, debtor, share, base }: System, lanes: 8 | 4 = n <= MOST_OF_EIGHT ? 8 : 4): StressLanes | null {
  const entries = start[n];
  const linked = linkKernel(WASM, 12 * entries + (12 + 8 * lanes) * n + 8192);
  if (!linked) return null;
  const { kernel, take } = linked;
  const rows = take(Uint32Array, n + 1);
  rows.set(start);
  const shares = take(Float64Array, entries);
  shares.set(share);
  const bases = take(Float64Array, n);
  bases.set(base);
  const pace = take(Float64Array, lanes);
  const apart = take(Float64Array, lanes);
  const held = take(Int32Array, lanes + 1);
  const heldLanes = take(Float64Array, lanes * lanes);
  const places = take(Uint32Array, entries);
  const h = take(Float64Array, lanes * n);
  for (let e = 0; e < entries; e++) places[e] = h.byteOffset + 8 * lanes * debtor[e];
  const at = [rows, places, shares, bases, h, held, heldLanes, pace, apart].map(({ byteOffset }) => byteOffset);
  const shockedIn = new Int32Array(lanes).fill(NONE);
  const sweepRows = lanes === 8 ? kernel.sweepEight : kernel.sweepFour;
  return {
    lanes,
    h,
    pace,
    apart,
    begin: (lane, shocked) => {
      for (let i = 0; i < n; i++) h[lanes * i + lane] = base[i];
      h[lanes * shocked + lane] = 1;
      shockedIn[lane] = shocked;
      const order = [...new Set(shockedIn)].sort((a, b) => a - b);
      held.fill(NONE);
      held.set(order);
      heldLanes.fill(0);
      shockedIn.forEach((node, k) => (heldLanes[lanes * order.indexOf(node) + k] = 1));
    },
    sweep: () => {
      apart.fill(0);
      for (let first = 0; first < n; first += ROWS_A_CALL) sweepRows(first, Math.min(n, first + ROWS_A_CALL), ...at);
    },
  };
}

function sweep(
  n: number,
  start: Uint32Array,
  debtor: Uint32Array,
  share: Float64Array,
  base: Float64Array,
  h: Float64Array,
  pace: number,
): number {
  let most = 0;
  let k = 0;
  for (let i = 0; i < n; i++) {
    const end = start[i + 1];
    let value = base[i];
    for (; k < end; k++) value += share[k] * h[debtor[k]];
    const old = h[i];
    const apart = Math.abs((value < 1 ? value : 1) - old);
    if (apart > most) most = apart;
    const moved = old + pace * (value - old);
    h[i] = moved < 1 ? (moved > 0 ? moved : 0) : 1;
  }
  return most;
}
