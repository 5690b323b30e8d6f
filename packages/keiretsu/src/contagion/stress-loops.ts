import type { Exposures } from "./exposures.ts";
import { WASM } from "./stress.generated.ts";
import { linkKernel } from "../num/wasm.ts";

/** One stress vector, and sweeps over it; where it lives is the maker's choice. */
export interface StressLoops {
  /** Least stress of each node, from outside. */
  readonly base: Float64Array;
  readonly h: Float64Array;
  /** h_i = min(1, base_i + sum_j Lam_ij h_j) in place, node after node; returns the largest move. */
  readonly sweep: () => number;
}

/** Eight stress vectors side by side, one shocked node each. */
export interface StressLanes {
  /** Eight lanes a node, length 8 n. */
  readonly h: Float64Array;
  /** Largest move of each lane in the last sweep. */
  readonly moved: Float64Array;
  /** Start lane by lane from the least stress of each node, with 1 for the shocked one; at most eight of these. */
  readonly begin: (shocked: readonly number[]) => void;
  readonly sweep: () => void;
}

export const LANES = 8;

type System = Pick<Exposures, "n" | "start" | "debtor" | "share" | "base">;

export function stressLoops(system: System, plain: boolean): StressLoops {
  return (plain ? null : compiledLoops(system)) ?? plainLoops(system);
}

function plainLoops({ n, start, debtor, share, base }: System): StressLoops {
  const own = base.slice();
  const h = new Float64Array(n);
  return { base: own, h, sweep: () => sweep(n, start, debtor, share, own, h) };
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
    sweep: () => {
      let moved = 0;
      for (let first = 0; first < n; first += ROWS_A_CALL) moved = kernel.sweep(first, Math.min(n, first + ROWS_A_CALL), ...at, moved);
      return moved;
    },
  };
}

/** Sweeps of eight shocks at once; null without WebAssembly. Each lane has the bits of a sweep of its own. */
export function stressLanes({ n, start, debtor, share, base }: System): StressLanes | null {
  const entries = start[n];
  const linked = linkKernel(WASM, 12 * entries + (12 + 8 * LANES) * n + 4096);
  if (!linked) return null;
  const { kernel, take } = linked;
  const rows = take(Uint32Array, n + 1);
  rows.set(start);
  const shares = take(Float64Array, entries);
  shares.set(share);
  const bases = take(Float64Array, n);
  bases.set(base);
  const moved = take(Float64Array, LANES);
  const held = take(Int32Array, LANES + 1);
  const heldLanes = take(Float64Array, LANES * LANES);
  const places = take(Uint32Array, entries);
  const h = take(Float64Array, LANES * n);
  for (let e = 0; e < entries; e++) places[e] = h.byteOffset + 8 * LANES * debtor[e];
  const at = [rows, places, shares, bases, h, held, heldLanes, moved].map(({ byteOffset }) => byteOffset);
  return {
    h,
    moved,
    begin: (shocked) => {
      for (let i = 0; i < n; i++) h.fill(base[i], LANES * i, LANES * (i + 1));
      held.fill(NONE);
      heldLanes.fill(0);
      const order = [...new Set(shocked)].sort((a, b) => a - b);
      held.set(order);
      shocked.forEach((node, lane) => {
        h[LANES * node + lane] = 1;
        heldLanes[LANES * order.indexOf(node) + lane] = 1;
      });
    },
    sweep: () => {
      moved.fill(0);
      for (let first = 0; first < n; first += ROWS_A_CALL) kernel.sweepLanes(first, Math.min(n, first + ROWS_A_CALL), ...at);
    },
  };
}

function sweep(n: number, start: Uint32Array, debtor: Uint32Array, share: Float64Array, base: Float64Array, h: Float64Array): number {
  let moved = 0;
  let k = 0;
  for (let i = 0; i < n; i++) {
    const end = start[i + 1];
    let value = base[i];
    for (; k < end; k++) value += share[k] * h[debtor[k]];
    if (!(value < 1)) value = 1;
    const move = Math.abs(value - h[i]);
    if (move > moved) moved = move;
    h[i] = value;
  }
  return moved;
}
