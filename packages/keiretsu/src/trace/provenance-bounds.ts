/**
 * How much of what a client pays a seller can be, and must be, the seller's own money, whatever the order in which money was mixed?
 *
 *   upper = min(x_cs, largest flow from s to c that does not pass s again)
 *   lower = max(0, x_cs - largest flow from all other origins to c that does not pass s)
 *
 * For vendor-financed revenue the seller's funding payments are the origin above, and its ordinary purchases join the other origins below.
 * The proportional value is itself such a flow, so it lies inside. The interval of the whole revenue carries all clients in one flow: it is never
 * wider than the sum of theirs. Cost: at most four max-flows a client.
 */
import { flowGraph, maxFlow } from "../num/max-flow.ts";
import type { Budgets } from "./budget.ts";

export interface ClientBounds {
  readonly client: number;
  /** Money, as all below. */
  readonly revenue: number;
  readonly lower: number;
  readonly proportional: number;
  readonly upper: number;
}

export interface ProvenanceBounds {
  /** The seller's own money, whatever it left for; by client. */
  readonly selfFunded: readonly ClientBounds[];
  /** The seller's funding only; by client. */
  readonly vendorFinanced: readonly ClientBounds[];
  /** The same for all revenue at once, as shares of revenue; null when clients were left out. */
  readonly selfFundedShare: { readonly lower: number; readonly upper: number } | null;
  readonly vendorFinancedShare: { readonly lower: number; readonly upper: number } | null;
  /** Clients without an interval. */
  readonly omitted: number;
}

export interface BoundsParams {
  readonly seller: number;
  /** What the seller paid each node, in all and as funding, length n. */
  readonly all: Float64Array;
  readonly funding: Float64Array;
  readonly revenueFrom: Float64Array;
  readonly returnShare: Float64Array;
  readonly fundingShare: Float64Array;
  /** Most clients to answer for, largest first. */
  readonly clients: number;
}

/** Null when no client is asked for. Clients are listed by node. */
export function provenanceBounds(budget: Budgets, params: BoundsParams): ProvenanceBounds | null {
  if (params.clients <= 0) return null;
  const { revenueFrom, all, funding } = params;
  const { outsideIn } = budget;
  const clients = [...revenueFrom.keys()].filter((c) => revenueFrom[c] > 0);
  const chosen = clients
    .sort((a, b) => revenueFrom[b] - revenueFrom[a] || a - b)
    .slice(0, params.clients)
    .sort((a, b) => a - b);
  const omitted = clients.length - chosen.length;
  const flows = openFlows(budget, params.seller, clients);
  const fundsOnly = all.every((x, j) => x === funding[j]);
  const others = outsideIn.map((z, j) => (j === params.seller ? 0 : z));
  const othersAndPurchases = others.map((z, j) => z + all[j] - funding[j]);

  const interval = (origin: Float64Array, rest: Float64Array, asked: readonly number[]): { lower: number; upper: number } => {
    const revenue = asked.reduce((total, c) => total + revenueFrom[c], 0);
    const upper = Math.min(revenue, flows(origin, revenueFrom, asked));
    return { lower: Math.max(0, revenue - flows(rest, revenueFrom, asked)), upper };
  };
  const byClient = (origin: Float64Array, rest: Float64Array, share: Float64Array): ClientBounds[] =>
    chosen.map((c) => {
      const { lower, upper } = interval(origin, rest, [c]);
      return { client: c, revenue: revenueFrom[c], lower, proportional: revenueFrom[c] * share[c], upper };
    });
  const whole = (origin: Float64Array, rest: Float64Array): { lower: number; upper: number } | null => {
    if (omitted > 0 || clients.length === 0) return null;
    const revenue = clients.reduce((total, c) => total + revenueFrom[c], 0);
    const { lower, upper } = interval(origin, rest, clients);
    return { lower: lower / revenue, upper: upper / revenue };
  };
  const selfFunded = byClient(all, others, params.returnShare);
  const selfFundedShare = whole(all, others);
  return {
    selfFunded,
    vendorFinanced: fundsOnly ? selfFunded : byClient(funding, othersAndPurchases, params.fundingShare),
    selfFundedShare,
    vendorFinancedShare: fundsOnly ? selfFundedShare : whole(funding, othersAndPurchases),
    omitted,
  };
}

/** A graph without the seller, one origin (node n) with an edge to every node and one end (node n + 1) with an edge from every client. */
function openFlows(
  { n, leave }: Budgets,
  seller: number,
  clients: readonly number[],
): (origin: Float64Array, revenueFrom: Float64Array, asked: readonly number[]) => number {
  const most = leave.target.length + n + clients.length;
  const from = new Uint32Array(most);
  const to = new Uint32Array(most);
  const capacity = new Float64Array(most);
  let count = 0;
  for (let k = 0; k < n; k++) {
    if (k === seller) continue;
    for (let e = leave.start[k]; e < leave.start[k + 1]; e++) {
      if (leave.target[e] === seller) continue;
      from[count] = k;
      to[count] = leave.target[e];
      capacity[count++] = leave.weight[e];
    }
  }
  const inner = count;
  for (let j = 0; j < n; j++) {
    from[count] = n;
    to[count++] = j;
  }
  const ends = new Map(clients.map((c, k) => [c, inner + n + k]));
  for (const c of clients) {
    from[count] = c;
    to[count++] = n + 1;
  }
  const graph = flowGraph(n + 2, from.subarray(0, count), to.subarray(0, count));
  return (origin, revenueFrom, asked) => {
    const room = capacity.slice(0, count);
    room.set(origin, inner);
    for (const c of asked) room[ends.get(c)!] = revenueFrom[c];
    return maxFlow(graph, room, n, n + 1);
  };
}
