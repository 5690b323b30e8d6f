/**
 * How much of the money that could go from one node to another has to pass through a third?
 *
 * Flow betweenness: with F(s, t) the largest flow from s to t and F_v(s, t) the largest one without node v, the part that needs v is
 * `F(s, t) - F_v(s, t)`; over all pairs of others, `share = sum (F - F_v) / sum F`. 1 for the only bridge, 0 for an end or a node that others can
 * go round. Edges point as the money moves; parallel edges add up. Cost: two largest flows a pair (num/max-flow.ts), so meant for some hundred nodes.
 * Source: Freeman, Borgatti and White 1991 "Centrality in valued graphs: a measure of betweenness based on network flow".
 */
import { KeiretsuError } from "../assert.ts";
import type { Network } from "../network/network.ts";
import { type FlowGraph, flowGraph, maxFlow } from "../num/max-flow.ts";

/** One pair: what can flow between its nodes, and what still can without the third. */
export interface PairFlow {
  readonly all: number;
  readonly without: number;
  /** Part that needs the third node; null where nothing can flow. */
  readonly share: number | null;
}

export interface FlowBetweenness {
  /** Sum over all pairs of others of the flow that needs the node, in the unit of the amounts. */
  readonly needed: number;
  /** Sum over all pairs of others of the flow that is possible. */
  readonly total: number;
  /** needed / total; null where nothing flows between others. */
  readonly share: number | null;
}

interface Prepared {
  readonly graph: FlowGraph;
  readonly capacity: Float64Array;
  readonly from: Uint32Array;
  readonly to: Uint32Array;
}

/** What can flow from one node to another with and without a third. Throws `bad-node` on one that is not in the network, or is an end itself. */
export function pairFlow(network: Network, ends: { readonly from: number; readonly to: number; readonly through: number }): PairFlow {
  const { from, to, through } = ends;
  for (const node of [from, to, through])
    if (!Number.isInteger(node) || node < 0 || node >= network.n)
      throw new KeiretsuError("bad-node", `node ${node}, expected 0 to ${network.n - 1}`);
  if (from === to || through === from || through === to)
    throw new KeiretsuError("bad-node", `from ${from}, to ${to}, through ${through}: expected three different nodes`);
  const ready = prepared(network);
  const all = maxFlow(ready.graph, ready.capacity, from, to);
  const without = maxFlow(ready.graph, capacityWithout(ready, through), from, to);
  return { all, without, share: all > 0 ? (all - without) / all : null };
}

/** The measure for every node. */
export function flowBetweenness(network: Network): readonly FlowBetweenness[] {
  const { n } = network;
  const ready = prepared(network);
  const all = new Float64Array(n * n);
  for (let s = 0; s < n; s++) for (let t = 0; t < n; t++) if (s !== t) all[s * n + t] = maxFlow(ready.graph, ready.capacity, s, t);
  return Array.from({ length: n }, (_, v) => {
    const capacity = capacityWithout(ready, v);
    let needed = 0;
    let total = 0;
    for (let s = 0; s < n; s++) {
      for (let t = 0; t < n; t++) {
        const possible = all[s * n + t];
        if (s === v || t === v || possible === 0) continue;
        total += possible;
        // A path through v enters and leaves it: where s cannot reach v or v cannot reach t, nothing needs it.
        if (all[s * n + v] > 0 && all[v * n + t] > 0) needed += possible - maxFlow(ready.graph, capacity, s, t);
      }
    }
    return { needed, total, share: total > 0 ? needed / total : null };
  });
}

function prepared({ n, m, start, target, weight }: Network): Prepared {
  const from = new Uint32Array(m);
  for (let i = 0; i < n; i++) from.fill(i, start[i], start[i + 1]);
  return { graph: flowGraph(n, from, target), capacity: weight, from, to: target };
}

function capacityWithout({ capacity, from, to }: Prepared, node: number): Float64Array {
  return capacity.map((amount, e) => (from[e] === node || to[e] === node ? 0 : amount));
}
