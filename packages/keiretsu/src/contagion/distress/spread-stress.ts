/**
 * The stress that a shock ends in: the least h with `h = min(1, base + Lam h)`.
 *
 * Sweeps in place, node after node (Gauss-Seidel). From base the map is monotone and base lies below its image, so every move goes up and stays below
 * every fixed point: the limit is the least one, the same as that of simultaneous steps.
 *
 * On the nodes that stress can reach there is no other fixed point. With U the reached nodes that stay below 1 in the least one, h, every loop of U
 * is fed from outside itself, hence rho(Lam_U) < 1 (multiply by the left Perron vector); a fixed point x >= h with 0 on the nodes not reached has
 * (I - Lam_U)(x_U - h_U) <= 0, hence x = h. So plain sweeps from any point between 0 and 1, with 0 where stress cannot come, end in the same place, and
 * it is safe to go faster:
 * - overrelaxation: after a few sweeps their pace q gives the factor 2 / (1 + sqrt(1 - q)) by which every node then moves (Young 1954);
 * - where sweeps would be many, stress goes on by linear systems (stress-leap.ts).
 *
 * From 400,000 nodes on sweeps go by tiles (num/tiles.ts), in which blocks of nodes move at once and bear less overrelaxation.
 *
 * It ends when no node is further from its equation than the tolerance as it is met. Cost O(m) a sweep.
 * Source: Young 1954 "Iterative methods for solving partial difference equations of elliptic type".
 */
import type { Exposures } from "./exposures.ts";
import { type Leaper, stressLeaper } from "./stress-leap.ts";
import { stressLoops } from "./stress-loops.ts";

export interface SpreadOptions {
  /** Largest difference of a node's stress from its equation at which to stop, against the largest stress. */
  readonly tolerance: number;
  readonly maxSweeps: number;
  /** Without WebAssembly; the answer is the same. */
  readonly plain: boolean;
  /** Nodes from which stress is swept in tiles (num/tiles.ts); smaller in tests. */
  readonly fewestRows?: number | undefined;
}

export interface Spread {
  readonly h: Float64Array;
  readonly sweeps: number;
  /** Largest difference of a node's stress from its equation, as it was met in the last sweep. */
  readonly apart: number;
  readonly converged: boolean;
}

/** Sweeps after which the pace of plain sweeps shows. */
const TRIAL = 8;
/** The formula is for loops of even length; networks of firms bear less than it says. */
const MOST_PACE = 1.17;
/** Where blocks of nodes move together they bear less still. */
const MOST_PACE_TOGETHER = 1.1;
/** Sweeps between two looks at whether it goes on well. */
const LOOK = 20;
/** More sweeps than this still to come are too many. */
const MANY = 100;

/** How the sweeps of one shock go on, from the differences that the last two returned: by the next pace, or not by sweeps. */
export function nextPace(
  sweeps: number,
  apart: number,
  before: number,
  pace: number,
  tolerance: number,
  most: number = MOST_PACE,
): number | "slow" {
  const ratio = apart / before;
  if (sweeps === TRIAL) return ratio < 1 ? Math.min(most, 2 / (1 + Math.sqrt(1 - ratio))) : 1;
  if (sweeps % LOOK !== 0) return pace;
  return ratio < 1 && Math.log(tolerance / apart) > MANY * Math.log(ratio) ? pace : "slow";
}

export type Spreader = (base: Float64Array) => Spread;

/** Sweeps over one set of exposures, as often as asked; `base` is the least stress of each node, 0 to 1. */
export function stressSpreader(system: Exposures, { tolerance, maxSweeps, ...how }: SpreadOptions): Spreader {
  const loops = stressLoops(system, how);
  let leap: Leaper | null = null;
  return (base) => {
    loops.base.set(base);
    loops.h.set(base);
    let pace = 1;
    let sweeps = 0;
    let apart = Infinity;
    let converged = false;
    while (!converged && sweeps < maxSweeps) {
      const before = apart;
      apart = loops.sweep(pace);
      sweeps++;
      // A shock may be smaller than the tolerance and still grow: it is measured by the largest stress there is.
      converged = apart <= tolerance && apart <= tolerance * largest(loops.h);
      const next = nextPace(sweeps, apart, before, pace, tolerance, loops.together ? MOST_PACE_TOGETHER : MOST_PACE);
      pace = next === "slow" ? 1 : next;
      if (next !== "slow" || converged) continue;
      leap ??= stressLeaper(system);
      leap(base, loops);
    }
    return { h: loops.h.slice(), sweeps, apart, converged };
  };
}

function largest(h: Float64Array): number {
  let most = 0;
  for (let i = 0; i < h.length; i++) if (h[i] > most) most = h[i];
  return most;
}
