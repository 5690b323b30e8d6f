/**
 * The stress that a shock ends in: the least h with `h = min(1, base + Lam h)`.
 *
 * Sweeps in place from base, node after node (Gauss-Seidel): the map is monotone and base lies below its image, so every move goes up and stays below
 * every fixed point; the limit is the least one, the same as that of simultaneous steps. A node's move is taken against stress that other nodes
 * already passed on in this sweep, so the largest move bounds every residual |min(1, base + Lam h) - h| at the point before the sweep.
 *
 * Where loops nearly sustain themselves sweeps crawl, and there the linear system of the nodes that are reached and not at 1 is solved:
 * `x = base + Lam_K 1 + Lam_F x`. From h, every point z of the line through h and x that is not beyond x lies below its own image, as long as no
 * stress passes 1. So h moves to x where x fits below 1, else along the line to the first node at 1: towards x where the spectral radius of Lam_F is
 * below 1, away from it (x is then negative) where it is above. Each such leap brings at least one more node to 1.
 * No leap can lose the least fixed point: on the nodes that stress reaches there is no other. With U the reached nodes below 1 in it, each loop of U
 * is fed from outside itself, hence rho(Lam_U) < 1 (multiply by the left Perron vector), and a fixed point x above it has
 * (I - Lam_U)(x_U - h_U) <= 0, hence x = h. Sweeps from any point with 0 on the nodes not reached thus end in the same place.
 * Cost O(m) a sweep.
 */
import { type Blocks, blocksOf, solveAbsorption } from "../network/absorption.ts";
import type { Exposures } from "./exposures.ts";
import { stressLoops } from "./stress-loops.ts";

export interface SpreadOptions {
  /** Largest move of a sweep at which to stop. */
  readonly tolerance: number;
  readonly maxSweeps: number;
  /** Without WebAssembly; the answer is the same. */
  readonly plain: boolean;
}

export interface Spread {
  readonly h: Float64Array;
  readonly sweeps: number;
  /** Largest move of the last sweep. */
  readonly moved: number;
  readonly converged: boolean;
}

/** Sweeps between two looks at the pace. */
const PACE = 20;
/** More sweeps than this still to come are too many. */
const MANY = 100;

/** Whether sweeps alone would take long from here: looked at every few sweeps, from the last two largest moves. */
export function isSlow(sweeps: number, moved: number, before: number, tolerance: number): boolean {
  if (sweeps % PACE !== 0) return false;
  const ratio = moved / before;
  return !(ratio < 1) || Math.log(tolerance / moved) < MANY * Math.log(ratio);
}

export type Spreader = (base: Float64Array) => Spread;

/** Sweeps over one set of exposures, as often as asked: each call starts from `base`, of which 0 to 1 is the least stress of each node. */
export function stressSpreader(system: Exposures, { tolerance, maxSweeps, plain }: SpreadOptions): Spreader {
  const loops = stressLoops(system, plain);
  let blocks: Blocks | null = null;
  return (base) => {
    const { h } = loops;
    loops.base.set(base);
    h.set(base);
    let sweeps = 0;
    let before = Infinity;
    let moved = Infinity;
    while (moved > tolerance && sweeps < maxSweeps) {
      if (sweeps > 0 && isSlow(sweeps, moved, before, tolerance)) {
        blocks ??= blocksOf(system.network);
        leap(system, blocks, base, h, loops.sweep);
      }
      before = moved;
      moved = loops.sweep();
      sweeps++;
    }
    return { h: h.slice(), sweeps, moved, converged: moved <= tolerance };
  };
}

/** Moves h to the solution of the linear system, or towards or away from it until a node is at 1. */
function leap(system: Exposures, blocks: Blocks, base: Float64Array, h: Float64Array, sweep: () => number): void {
  const { n, start, debtor: source, share } = system;
  const held = Uint8Array.from(h, (x) => (x > 0 && x < 1 ? 0 : 1));
  const given = h.map((x, i) => (held[i] === 1 ? x : 0));
  const { x, converged } = solveAbsorption({ system: { n, start, source, share }, blocks, b: base, held, given, maxSweeps: 0 });
  const from = h.slice();
  if (converged) {
    if (x.every((value) => value >= 0 && value <= 1)) return h.set(x);
  } else {
    // A loop that sustains itself exactly has no solution: it goes on as it moved last.
    sweep();
    x.set(h);
  }
  let towards = 0;
  for (let i = 0; i < n; i++) if (held[i] === 0) towards += x[i] - from[i];
  const sign = towards < 0 ? -1 : 1;
  let length = Infinity;
  let first = -1;
  for (let i = 0; i < n; i++) {
    const step = held[i] === 0 ? sign * (x[i] - from[i]) : 0;
    if (step > 0 && (1 - from[i]) / step < length) {
      length = (1 - from[i]) / step;
      first = i;
    }
  }
  if (first < 0) return;
  for (let i = 0; i < n; i++) {
    if (held[i] === 0) h[i] = Math.min(1, Math.max(h[i], from[i] + length * sign * (x[i] - from[i])));
  }
  h[first] = 1;
}
