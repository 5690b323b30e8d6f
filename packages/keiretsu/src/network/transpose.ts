import type { Network } from "./network.ts";

/** The edges of a network by the node they arrive at: row j holds who pays j, in order of payer, then of amount. */
export interface Arrivals {
  /** Row starts, length n + 1. */
  readonly start: Uint32Array;
  /** Node each edge comes from, length m. */
  readonly source: Uint32Array;
  /** Amount of each edge, length m. */
  readonly amount: Float64Array;
}

/** Compressed sparse columns of a network; counting sort, O(n + m). Edge order within a row follows the network's own order. */
export function arrivals(network: Network): Arrivals {
  const { n, m, start: leave, target, weight } = network;
  const start = new Uint32Array(n + 1);
  for (let e = 0; e < m; e++) start[target[e] + 1]++;
  for (let j = 0; j < n; j++) start[j + 1] += start[j];
  const source = new Uint32Array(m);
  const amount = new Float64Array(m);
  scatter(n, leave, target, weight, start.slice(0, n), source, amount);
  return { start, source, amount };
}

function scatter(
  n: number,
  leave: Uint32Array,
  target: Uint32Array,
  weight: Float64Array,
  place: Uint32Array,
  source: Uint32Array,
  amount: Float64Array,
): void {
  for (let i = 0; i < n; i++) {
    for (let e = leave[i]; e < leave[i + 1]; e++) {
      const at = place[target[e]]++;
      source[at] = i;
      amount[at] = weight[e];
    }
  }
}
