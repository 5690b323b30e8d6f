/**
 * The cheapest way to carry net positions through obligations when every obligation used costs 1 per unit: what then remains is the least debt, and all
 * the rest of the obligations can be set off.
 *
 *   minimise sum r_e   subject to   0 <= r_e <= c_e,   outflow - inflow of r at node i = outflow - inflow of c at node i
 *
 * Primal-dual method: phases of growing path length. A phase finds the distance D from the net debtors to the nearest net creditor at reduced costs
 * (buckets, since costs are whole), moves the prices, and fills the graph of tight edges by blocking flows until no creditor can be reached in it.
 * An edge from i to j is tight when p_j = p_i + 1; below it carries nothing, above it carries its whole amount: the prices prove the optimum.
 *
 * The phases run in WebAssembly where there is any; the plain loops of ship-phase.ts and blocking-flow.ts take the same steps and give the same bits.
 * Everything is exact while amounts are whole numbers and their sum is at most 2^53 - 1. No recursion: graphs may be deep.
 * Cost: O(m) for a phase beside its blocking flows; the number of phases is at most that of distinct path lengths.
 * Sources: Ford and Fulkerson 1962 "Flows in Networks" (primal-dual); Dinic 1970 (blocking flows); Ahuja, Magnanti and Orlin 1993 "Network Flows", chapter 9.
 */

import { carryPhase } from "./ship-phase.ts";
import { bilateral, compiledShip, type Obligations, plainShip, type Ship } from "./ship.ts";

export interface Shipment {
  /** What remains of each obligation, length m. */
  readonly carried: Float64Array;
  /** Sum over pairs of twice the smaller side. */
  readonly bilateral: number;
  /** Price of each node. */
  readonly price: Int32Array;
  readonly phases: number;
  readonly blocks: number;
  /** False when `maxPhases` was reached: what was left was then carried any way it could be, and the remaining debt is not the least. */
  readonly optimal: boolean;
}

/** Below this many edges linking the kernel costs more than it gains. */
const FEWEST_EDGES = 4096;

/** Solve for whole obligations; stops early after `maxPhases` phases. `plain` does without WebAssembly. */
export function shipCheapest(
  obligations: Obligations,
  options: { readonly maxPhases: number; readonly kernel?: "plain" | "compiled" },
): Shipment {
  const kernel = options.kernel ?? (obligations.target.length < FEWEST_EDGES ? "plain" : "compiled");
  const compiled = kernel === "compiled" ? compiledShip(obligations) : null;
  const ship: Ship = compiled ?? plainShip(obligations);
  let { left } = ship;
  let phases = 0;
  let blocks = 0;
  let optimal = true;
  for (; left > 0; phases++) {
    const last = phases === options.maxPhases;
    if (last) optimal = false;
    const done = compiled ? compiled.carryPhase(last) : carryPhase(ship, last);
    left -= done.moved;
    blocks += done.blocks;
  }
  const { carried, value } = ship.arrays;
  return {
    carried,
    bilateral: bilateral(ship),
    price: Int32Array.from({ length: ship.n }, (_, i) => value[2 * i + 1]),
    phases,
    blocks,
    optimal,
  };
}
