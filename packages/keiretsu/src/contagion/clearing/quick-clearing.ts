/**
 * Payments of one clearing after another on the same network, as fast as memory allows: what Monte Carlo and searches call.
 *
 *   p = min(ceiling, max(0, e + Pi' p)), the greatest fixed point, as in eisenberg-noe.ts
 *
 * Each debtor that lacks something pushes it on to its creditors along a queue (first in, first out), so that a local cascade costs what it touches.
 * When a quarter of all edges was pushed and more than a fifth of the nodes wait, the cascade is deep: sweeps in Gauss-Seidel order take over, a full
 * one, then some over the nodes in default. From 400,000 nodes on such sweeps go by tiles (num/tiles.ts), from the start where more than a twenty-fifth of
 * the nodes lack something at once. All go down to the greatest fixed point from above. Where money keeps going round a slow ring (200 turns
 * of the queue or sweeps) the exact route of eisenberg-noe.ts answers. The residual is what is still on the move, relative to all that is owed; it stops at
 * `tolerance`, and the error is at most some ten times that, as no slower ring is left.
 * Orientation: A owes B. Cost O(n + edges touched): half to one pass over the edges when a tenth of the nodes default. 12 bytes an edge for the queue, 12 (and as much for rows) for sweeps, beside the network.
 * Source: Eisenberg and Noe 2001; the queue is that of forward push (Andersen, Chung and Lang 2006 "Local graph partitioning using PageRank vectors").
 */
import { KeiretsuError } from "../../assert.ts";
import type { Network } from "../../network/network.ts";
import type { Outcome } from "../../network/result.ts";
import { sum } from "../../num/sum.ts";
import { FEWEST_ROWS, type TiledSweeps, tiledSweeps } from "../../num/tiles.ts";
import { type ClearingParams, type ClearingSystem, clearingSystem, copyChecked, receivedAtBest } from "./clearing-system.ts";
import { greatestPayments } from "../eisenberg-noe.ts";
import { compiledSettleLoops, plainSettleLoops, type SettleLoops } from "./settle-loops.ts";

export interface QuickTerms extends Omit<ClearingParams, "externalAssets"> {
  /** What may still be on the move, relative to all that is owed; default 1e-9. */
  readonly tolerance?: number;
  /** Without WebAssembly; the answer is the same. Default false. */
  readonly plain?: boolean;
  /** Nodes from which deep cascades are swept in tiles (num/tiles.ts); smaller in tests. */
  readonly fewestRows?: number | undefined;
}

/** Payments for given external assets. Iterations: turns of the queue and sweeps. */
export type QuickClearing = (externalAssets: ArrayLike<number>) => Outcome<Float64Array>;

const DEEP_EDGES = 0.25;
const DEEP_QUEUE = 0.2;
const MOST_EDGES = 1.5;
const MOST_TURNS = 200;
/** Part of the nodes that lack something at once from which a cascade counts as deep. */
const DEEP_START = 0.04;
/** Sweeps over nodes in default between two full ones, and the part of the full one's change at which they stop. */
const INNER_SWEEPS = 4;
const INNER_SHARE = 0.02;

/** Read and check the network once. Throws as clearing-system.ts says, and `bad-tolerance`. */
export function quickClearing(
  network: Network,
  { tolerance = 1e-9, plain = false, fewestRows = FEWEST_ROWS, ...terms }: QuickTerms = {},
): QuickClearing {
  if (!(tolerance >= 1e-14 && tolerance < 1)) throw new KeiretsuError("bad-tolerance", `tolerance ${tolerance}, expected 1e-14 to 1`);
  const { n } = network;
  const system = clearingSystem(network, { ...terms, externalAssets: new Float64Array(n) });
  const owed = sum(system.obligations);
  const assets = new Float64Array(n);
  const settle =
    n < fewestRows ? settleByRows(system, { owed, tolerance, plain }) : settleByTiles(system, { owed, tolerance, plain, fewestRows });
  return (externalAssets) => {
    if (externalAssets.length !== n)
      throw new KeiretsuError("bad-vector", `externalAssets has ${externalAssets.length} entries, expected ${n}`);
    copyChecked("externalAssets", externalAssets, assets, -Infinity);
    const { payments, moving, turns } = settle(assets);
    if (turns > MOST_TURNS) return exactly(system, assets.slice(), turns);
    const residual = owed > 0 ? moving / owed : 0;
    return { values: payments.slice(), converged: residual <= tolerance, iterations: turns, residual, warnings: system.warnings };
  };
}

interface Terms {
  readonly owed: number;
  readonly tolerance: number;
  readonly plain: boolean;
  readonly fewestRows?: number | undefined;
}

interface Settled {
  /** Overwritten by the next. */
  readonly payments: Float64Array;
  readonly moving: number;
  readonly turns: number;
}

type Settle = (assets: Float64Array) => Settled;

function settleByRows(system: ClearingSystem, { owed, tolerance, plain }: Terms): Settle {
  const loops = queueLoops(system, receivedAtBest(system), plain);
  return (assets) => {
    loops.assets.set(assets);
    const { moving, turns, deep } = pushAlong(loops, system, (tolerance * owed) / system.n);
    return { payments: loops.payments, ...(deep ? sweepRows(loops, tolerance * owed, turns) : { moving, turns }) };
  };
}

/** Where x no longer fits near the processor deep cascades are swept in tiles; those that begin so are not queued at all, nor are rows for it made. */
function settleByTiles(system: ClearingSystem, { owed, tolerance, plain, fewestRows }: Terms): Settle {
  const { n, network, obligations, ceilings } = system;
  const received = receivedAtBest(system);
  const theta = (tolerance * owed) / n;
  let queue: SettleLoops | null = null;
  let tiles: TiledSweeps | null = null;
  return (assets) => {
    let begun = { payments: ceilings, moving: Infinity, turns: 0 };
    if (lacking(assets, received, ceilings, theta) <= DEEP_START * n) {
      queue ??= queueLoops(system, received, plain);
      queue.assets.set(assets);
      const { deep, ...found } = pushAlong(queue, system, theta);
      begun = { payments: queue.payments, ...found };
      if (!deep) return begun;
    }
    tiles ??= tiledSweeps(network, { row: "target", divisor: { end: "source", at: obligations }, top: ceilings, plain, fewestRows });
    tiles.own.set(assets);
    tiles.x.set(begun.payments);
    let { moving, turns } = begun;
    while (moving > tolerance * owed && turns <= MOST_TURNS) {
      moving = tiles.within();
      turns++;
    }
    return { payments: tiles.x, moving, turns };
  };
}

function queueLoops(system: ClearingSystem, received: Float64Array, plain: boolean): SettleLoops {
  return (plain ? null : compiledSettleLoops(system, received)) ?? plainSettleLoops(system, received);
}

/** How many nodes cannot pay all when all others do. */
function lacking(assets: Float64Array, received: Float64Array, ceilings: Float64Array, theta: number): number {
  let count = 0;
  for (let i = 0; i < assets.length; i++) if (ceilings[i] - (assets[i] + received[i]) > theta) count++;
  return count;
}

/** Along the queue until it is empty or the cascade turns out to be deep. */
function pushAlong(
  loops: SettleLoops,
  { n, network: { m } }: ClearingSystem,
  theta: number,
): { readonly moving: number; readonly turns: number; readonly deep: boolean } {
  let queued = loops.begin(theta);
  let turns = 0;
  let edges = 0;
  while (queued > 0 && turns <= MOST_TURNS) {
    if (edges > DEEP_EDGES * m && (queued > DEEP_QUEUE * n || edges > MOST_EDGES * m)) break;
    edges += loops.push(queued);
    queued = loops.queued();
    turns++;
  }
  return { moving: loops.finish(), turns, deep: queued > 0 };
}

function sweepRows(loops: SettleLoops, enough: number, begun: number): { moving: number; turns: number } {
  let moving = Infinity;
  let turns = begun;
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
