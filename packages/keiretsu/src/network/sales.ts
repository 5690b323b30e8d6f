/**
 * What share of its sales does each firm make with each customer, as rows of a linear system? Sales to itself are taken out of the row: a firm
 * that loses the share l of its sales to others loses l of what it sells itself too, so `l_i = sum_{j != i} W_ij l_j / (r_i - W_ii)`.
 */
import { type Blocks, blocksOf, type RowSystem } from "./absorption.ts";
import type { Network } from "./network.ts";
import { type Arrivals, arrivals } from "./transpose.ts";

export interface SalesShares {
  /** Row i: the customers of i other than itself, in order, and their share of its sales. */
  readonly system: RowSystem;
  readonly blocks: Blocks;
  /** Row j: who sells to j, and the share of the seller's sales. */
  readonly suppliers: Arrivals;
}

/** Money that each node takes from its customers, itself among them. */
export function salesOf({ n, start, weight }: Network): Float64Array {
  const sales = new Float64Array(n);
  for (let i = 0; i < n; i++) for (let e = start[i]; e < start[i + 1]; e++) sales[i] += weight[e];
  return sales;
}

/** `network` without parallel edges; `revenue` r_i at least the sales of i. A firm that sells to nobody else has an empty row. O(n + m). */
export function salesShares(network: Network, revenue: Float64Array): SalesShares {
  const { n, m } = network;
  const start = new Uint32Array(n + 1);
  const target = new Uint32Array(m);
  const weight = new Float64Array(m);
  let kept = 0;
  for (let i = 0; i < n; i++) {
    let toOthers = revenue[i];
    for (let e = network.start[i]; e < network.start[i + 1]; e++) if (network.target[e] === i) toOthers -= network.weight[e];
    for (let e = network.start[i]; e < network.start[i + 1]; e++) {
      if (network.target[e] === i || network.weight[e] === 0) continue;
      target[kept] = network.target[e];
      weight[kept++] = network.weight[e] / toOthers;
    }
    start[i + 1] = kept;
  }
  const rows: Network = { ...network, m: kept, start, target: target.subarray(0, kept), weight: weight.subarray(0, kept) };
  const suppliers = arrivals(rows);
  return {
    system: { n, start, source: rows.target, share: rows.weight },
    blocks: blocksOf({ n, start: suppliers.start, target: suppliers.source }),
    suppliers,
  };
}
