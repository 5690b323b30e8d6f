/**
 * Payments of one clearing after another on the same network, as fast as memory allows: what Monte Carlo and searches call.
 *
 *   p = min(ceiling, max(0, e + Pi' p)), the greatest fixed point, as in eisenberg-noe.ts
 *
 * Each debtor that lacks something pushes it on to its creditors along a queue (first in, first out), so that a local cascade costs what it touches.
 * When a quarter of all edges was pushed and more than a fifth of the nodes wait, the cascade is deep: sweeps in Gauss-Seidel order take over, a full
 * one, then some over the nodes in default. Both go down to the greatest fixed point from above. Where money keeps going round a slow ring (200 turns
 * of the queue or sweeps) the exact route of eisenberg-noe.ts answers. The residual is what is still on the move, relative to all that is owed; it stops at
 * `tolerance`, and the error is at most some ten times that, as no slower ring is left.
 * Orientation: A owes B. Cost O(n + edges touched): half to one pass over the edges when a tenth of the nodes default. 24 bytes an edge beside the network and its rows.
 * Source: Eisenberg and Noe 2001; the queue is that of forward push (Andersen, Chung and Lang 2006 "Local graph partitioning using PageRank vectors").
 */
import { KeiretsuError } from "../../assert.ts";
import type { Network } from "../../network/network.ts";
import type { Outcome } from "../../network/result.ts";
import { sum } from "../../num/sum.ts";
import { type ClearingParams, type ClearingSystem, clearingSystem, copyChecked } from "./clearing-system.ts";
import { greatestPayments } from "../eisenberg-noe.ts";
import { compiledSettleLoops, plainSettleLoops, type SettleLoops } from "./settle-loops.ts";

export interface QuickTerms extends Omit<ClearingParams, "externalAssets"> {
  /** What may still be on the move, relative to all that is owed; default 1e-9. */
  readonly tolerance?: number;
  /** Without WebAssembly; the answer is the same. Default false. */
  readonly plain?: boolean;
}

/** Payments for given external assets. Iterations: turns of the queue and sweeps. */
export type QuickClearing = (externalAssets: ArrayLike<number>) => Outcome<Float64Array>;

const DEEP_EDGES = 0.25;
const DEEP_QUEUE = 0.2;
const MOST_EDGES = 1.5;
const MOST_TURNS = 200;
/** Sweeps over nodes in default between two full ones, and the part of the full one's change at which they stop. */
const INNER_SWEEPS = 4;
const INNER_SHARE = 0.02;

/** Read and check the network once. Throws as clearing-system.ts says, and `bad-tolerance`. */
export function quickClearing(network: Network, { tolerance = 1e-9, plain = false, ...terms }: QuickTerms = {}): QuickClearing {
  if (!(tolerance >= 1e-14 && tolerance < 1)) throw new KeiretsuError("bad-tolerance", `tolerance ${tolerance}, expected 1e-14 to 1`);
  const { n } = network;
  const system = clearingSystem(network, { ...terms, externalAssets: new Float64Array(n) });
  const owed = sum(system.obligations);
  const loops = (plain ? null : compiledSettleLoops(system)) ?? plainSettleLoops(system);
  return (externalAssets) => {
    if (externalAssets.length !== n)
      throw new KeiretsuError("bad-vector", `externalAssets has ${externalAssets.length} entries, expected ${n}`);
    copyChecked("externalAssets", externalAssets, loops.assets, -Infinity);
    const { moving, turns } = settle(loops, system, owed, tolerance);
    if (turns > MOST_TURNS) return exactly(system, loops.assets.slice(), turns);
    const residual = owed > 0 ? moving / owed : 0;
    const values = loops.payments.slice();
    return { values, converged: residual <= tolerance, iterations: turns, residual, warnings: system.warnings };
  };
}

function settle(
  loops: SettleLoops,
  { n, network: { m } }: ClearingSystem,
  owed: number,
  tolerance: number,
): { moving: number; turns: number } {
  let queued = loops.begin((tolerance * owed) / n);
  let turns = 0;
  let edges = 0;
  while (queued > 0 && turns <= MOST_TURNS) {
    if (edges > DEEP_EDGES * m && (queued > DEEP_QUEUE * n || edges > MOST_EDGES * m)) break;
    edges += loops.push(queued);
    queued = loops.queued();
    turns++;
  }
  let moving = loops.finish();
  if (queued === 0) return { moving, turns };
  const enough = tolerance * owed;
  while (turns <= MOST_TURNS) {
    const moved = loops.sweep();
    turns++;
    moving = moved;
    if (moved <= enough) break;
    for (let k = 0; k < INNER_SWEEPS; k++) {
      turns++;
      if (loops.sweepShort() <= Math.max(INNER_SHARE * moved, 0.2 * enough)) break;
    }
  }
  return { moving, turns };
}

function exactly(system: ClearingSystem, externalAssets: Float64Array, turns: number): Outcome<Float64Array> {
  const { payments, residual, converged } = greatestPayments({ ...system, externalAssets });
  return { values: payments, converged, iterations: turns, residual, warnings: system.warnings };
}
