/**
 * How much of what each seller earned can be, and must be, its own funding, whatever the true amounts and however money was mixed?
 *
 * With revenue x_c of each client in [low, high] and every other leg anywhere within its bounds (an unknown amount has none):
 *
 *   F(x) = largest flow of the seller's funding to its clients that does not pass the seller again, at the upper bounds, at most x_c to client c
 *   R(x) = the same for all other origins: the seller's purchases, and what a firm may have from outside
 *   upper = max F(x) / sum x      lower = 1 - max R(x) / sum x
 *
 * Flows grow with every amount, so no amounts within the bounds leave this interval. A flow that fills low revenue first and then grows by
 * t to F(high) makes the ratio (F(low) + t) / (sum low + t), which rises with t: the greatest is F(high) / (sum low + F(high) - F(low)), and 1
 * where F(high) has no bound. It is an outer interval: funding and revenue at their extremes may not go together.
 * Cost: four largest flows a client and a seller.
 */
import type { Network } from "../network/network.ts";
import { flowGraph, maxFlow } from "../num/max-flow.ts";
import { sum } from "../num/sum.ts";
import { flowClasses } from "../record/instrument.ts";
import type { Runs } from "./runs.ts";

export interface ShareBounds {
  readonly lower: number;
  readonly upper: number;
}

interface SellerBounds extends ShareBounds {
  /** By the id of each client that may pay anything, unknown amounts included. */
  readonly clients: ReadonlyMap<string, ShareBounds & { readonly revenue: { readonly low: number; readonly high: number | null } }>;
}

/** Bounds of the sellers asked for, by id; all runs of a view have the same firms. */
export function vendorBounds(run: Runs, sellers: readonly string[]): ReadonlyMap<string, SellerBounds> {
  return boundsOfSellers(legBounds(run), run.upper.network.names, sellers);
}

/** The same when every amount is the stated one: only how money was mixed is open. A seller or client without stated revenue is not in it. */
export function vendorBoundsAtStated(run: Runs, sellers: readonly string[]): ReadonlyMap<string, SellerBounds> {
  const { network } = run.point;
  const bounds = boundsOfSellers(
    edgesOf(network, (x) => ({ low: x, high: x })),
    network.names,
    sellers,
  );
  return new Map([...bounds].filter(([, { clients }]) => clients.size > 0));
}

function boundsOfSellers(
  legs: readonly LegBounds[],
  names: readonly string[],
  sellers: readonly string[],
): ReadonlyMap<string, SellerBounds> {
  const index = new Map(names.map((name, i) => [name, i]));
  return new Map(sellers.map((seller) => [seller, boundsOf(legs, names, index.get(seller)!)]));
}

/** A counted leg with the bounds of its amount; Infinity = none. */
interface LegBounds {
  readonly from: number;
  readonly to: number;
  readonly type: number;
  readonly low: number;
  readonly high: number;
}

const funding = flowClasses.indexOf("funding");
const revenue = flowClasses.indexOf("revenue");

/** Low amounts and upper amounts as separate rows: flows and sums add them up. */
function legBounds(run: Runs): readonly LegBounds[] {
  return [
    ...edgesOf(run.low.network, (low) => ({ low, high: 0 })),
    ...edgesOf(run.upper.network, (high) => ({ low: 0, high })),
    ...run.upper.unbounded.map(({ from, to, type }) => ({ from, to, type, low: 0, high: Infinity })),
  ];
}

function edgesOf(network: Network, bound: (x: number) => { low: number; high: number }): LegBounds[] {
  const rows: LegBounds[] = [];
  for (let i = 0; i < network.n; i++) {
    for (let e = network.start[i]; e < network.start[i + 1]; e++) {
      rows.push({ from: i, to: network.target[e], type: network.type![e], ...bound(network.weight[e]) });
    }
  }
  return rows;
}

function boundsOf(legs: readonly LegBounds[], names: readonly string[], seller: number): SellerBounds {
  const n = names.length;
  const none = (): Float64Array => new Float64Array(n);
  const own = none();
  const others = none();
  const low = none();
  const high = none();
  const paid = none();
  const received = none();
  for (const leg of legs) {
    paid[leg.from] += leg.high;
    received[leg.to] += leg.low;
    if (leg.from === seller) (leg.type === funding ? own : others)[leg.to] += leg.high;
    if (leg.to === seller && leg.type === revenue) {
      low[leg.from] += leg.low;
      high[leg.from] += leg.high;
    }
  }
  // What a firm pays beyond what it surely receives may come from outside.
  for (let j = 0; j < n; j++) if (j !== seller) others[j] += Math.max(0, paid[j] - received[j]);
  const between = legs.filter((leg) => leg.from !== seller && leg.to !== seller && leg.high > 0);
  const greatest = (origin: Float64Array, clients: readonly number[]): number => {
    const least = sum(Float64Array.from(clients, (c) => low[c]));
    const most = largestFlow(n, between, origin, high, clients);
    if (most === Infinity) return 1;
    const grown = most - largestFlow(n, between, origin, low, clients);
    return most === 0 ? 0 : Math.min(1, most / (least + grown));
  };
  const interval = (clients: readonly number[]): ShareBounds => ({ lower: 1 - greatest(others, clients), upper: greatest(own, clients) });
  const clients = [...high.keys()].filter((c) => high[c] > 0);
  return {
    ...interval(clients),
    clients: new Map(
      clients.map((c) => [names[c], { ...interval([c]), revenue: { low: low[c], high: high[c] === Infinity ? null : high[c] } }]),
    ),
  };
}

interface Edge {
  readonly from: number;
  readonly to: number;
  /** Infinity = no bound. */
  readonly most: number;
}

/** Largest flow from the origins to the clients, each taking at most its room; Infinity where legs without bound alone lead there. */
function largestFlow(
  n: number,
  between: readonly LegBounds[],
  origin: Float64Array,
  room: Float64Array,
  clients: readonly number[],
): number {
  const edges: Edge[] = [];
  const add = (from: number, to: number, most: number): void => {
    if (most > 0) edges.push({ from, to, most });
  };
  for (const leg of between) add(leg.from, leg.to, leg.high);
  for (let j = 0; j < n; j++) add(n, j, origin[j]);
  for (const c of clients) add(c, n + 1, room[c]);
  if (leadsThrough([n, n + 1], edges)) return Infinity;
  // Every way has a bounded edge, so that no edge carries more than all bounded ones together.
  const finite = sum(Float64Array.from(edges, ({ most }) => (most < Infinity ? most : 0)));
  const graph = flowGraph(
    n + 2,
    edges.map((edge) => edge.from),
    edges.map((edge) => edge.to),
  );
  return maxFlow(
    graph,
    Float64Array.from(edges, ({ most }) => Math.min(most, finite)),
    n,
    n + 1,
  );
}

/** Whether edges without bound alone lead from one node to another. */
function leadsThrough(ends: readonly [from: number, to: number], edges: readonly Edge[]): boolean {
  const next = new Map<number, number[]>();
  for (const { from, to, most } of edges) {
    if (most < Infinity) continue;
    const known = next.get(from);
    if (known) known.push(to);
    else next.set(from, [to]);
  }
  const met = new Set([ends[0]]);
  for (const node of met) for (const to of next.get(node) ?? []) met.add(to);
  return met.has(ends[1]);
}
