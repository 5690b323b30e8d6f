import { type Rows, stronglyConnected } from "../network/components.ts";
import type { Network } from "../network/network.ts";

/**
 * Which edges can take part in a largest set-off? The total that clears is unique and the edges that clear are not, so that the edges of one
 * solution would depend on how nodes are numbered; those of any solution do not.
 *
 * With prices u that prove a solution f, every other one moves f along edges i -> j of price 1 - u_i + u_j = 0 alone: up where f is below the
 * amount, down where it is above 0. So an edge clears in some solution when it clears in this one, or when it is on a ring of such moves.
 * Returns 1 for each such edge, in the order of the network's edges. Cost O(n + m).
 */
export function mayClear(network: Network, proof: { readonly setOff: readonly number[]; readonly prices: readonly number[] }): Uint8Array {
  const { n, m, start, target, weight } = network;
  const { setOff, prices } = proof;
  const payer = new Uint32Array(m);
  for (let i = 0; i < n; i++) payer.fill(i, start[i], start[i + 1]);
  const isTight = (e: number): boolean => 1 - prices[payer[e]] + prices[target[e]] === 0;
  const up = (e: number): boolean => isTight(e) && setOff[e] < weight[e];
  const moves: (readonly [from: number, to: number])[] = [];
  for (let e = 0; e < m; e++) {
    if (up(e)) moves.push([payer[e], target[e]]);
    if (isTight(e) && setOff[e] > 0) moves.push([target[e], payer[e]]);
  }
  const { component } = stronglyConnected(rowsOf(n, moves));
  return Uint8Array.from(setOff, (x, e) => (x > 0 || (up(e) && component[payer[e]] === component[target[e]]) ? 1 : 0));
}

function rowsOf(n: number, edges: readonly (readonly [from: number, to: number])[]): Rows {
  const start = new Uint32Array(n + 1);
  for (const [from] of edges) start[from + 1]++;
  for (let i = 0; i < n; i++) start[i + 1] += start[i];
  const next = start.slice();
  const target = new Uint32Array(edges.length);
  for (const [from, to] of edges) target[next[from]++] = to;
  return { n, start, target };
}
