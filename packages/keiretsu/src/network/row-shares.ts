/**
 * The edges of each node as shares of a total, made ready as rows of linear systems: of its sales by customer, of its purchases by supplier.
 * An edge to itself is taken out of the row: where i loses the share l of what it sells to others it loses l of what it sells itself too, so
 * `l_i = sum_j W_ij l_j / r_i` becomes `l_i = sum_{j != i} W_ij l_j / (r_i - W_ii)`.
 */
import { type Blocks, blocksOf, type RowSystem } from "./absorption.ts";
import type { Network } from "./network.ts";
import { type Arrivals, arrivals } from "./transpose.ts";

export interface RowShares {
  /** Row i: the targets of i other than itself, in order, with W_ij / (r_i - W_ii). */
  readonly system: RowSystem;
  readonly blocks: Blocks;
  /** Row j: the same shares by the node they come from. */
  readonly arrivals: Arrivals;
  /** r_i / (r_i - W_ii): what a row grows by when its own edge is taken out; 1 where i has no edges. */
  readonly ownFactor: Float64Array;
}

/** Sum of the edges that leave each node, itself among their targets. */
export function rowSums({ n, start, weight }: Pick<Network, "n" | "start" | "weight">): Float64Array {
  const sums = new Float64Array(n);
  for (let i = 0; i < n; i++) for (let e = start[i]; e < start[i + 1]; e++) sums[i] += weight[e];
  return sums;
}

/** `network` without parallel edges; `totals` r_i above W_ii wherever i has other targets. O(n + m). */
export function rowShares(network: Network, totals: Float64Array): RowShares {
  const { n, m } = network;
  const start = new Uint32Array(n + 1);
  const target = new Uint32Array(m);
  const weight = new Float64Array(m);
  const ownFactor = new Float64Array(n).fill(1);
  let kept = 0;
  for (let i = 0; i < n; i++) {
    let toOthers = totals[i];
    for (let e = network.start[i]; e < network.start[i + 1]; e++) if (network.target[e] === i) toOthers -= network.weight[e];
    for (let e = network.start[i]; e < network.start[i + 1]; e++) {
      if (network.target[e] === i || network.weight[e] === 0) continue;
      target[kept] = network.target[e];
      weight[kept++] = network.weight[e] / toOthers;
    }
    if (toOthers > 0) ownFactor[i] = totals[i] / toOthers;
    start[i + 1] = kept;
  }
  const rows: Network = { ...network, m: kept, start, target: target.subarray(0, kept), weight: weight.subarray(0, kept) };
  const back = arrivals(rows);
  return {
    system: { n, start, source: rows.target, share: rows.weight },
    blocks: blocksOf({ n, start: back.start, target: back.source }),
    arrivals: back,
    ownFactor,
  };
}
