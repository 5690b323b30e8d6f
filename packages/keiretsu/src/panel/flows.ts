import { compareText } from "../finding.ts";
import { fromEdges, type Network } from "../network/network.ts";
import { linkedPairs } from "../network/pairs.ts";
import { sum } from "../num/sum.ts";
import type { Projection } from "../record/project.ts";
import { setOff } from "../trace/set-off.ts";
import { mayClear } from "./may-clear.ts";
import { type Figure, type Range, shareOf, spanOf } from "./range.ts";
import { pairAmounts } from "./pair-amounts.ts";
import type { Runs, Upper } from "./runs.ts";

/**
 * The three sums that only grow with the amounts of legs, so that the low and the high run bound them whatever the true amounts are: gross
 * flow, the part that two firms pay each other (reciprocal), and the largest set-off.
 */
export interface Flows {
  readonly gross: Figure;
  readonly reciprocal: Figure;
  /** Its legs are those that can clear in one of the best ways. */
  readonly setOff: Figure;
  /** Shares of gross flow: a range over the low, stated and high amounts, not a bound, since both parts of a share move. */
  readonly shares: { readonly reciprocal: Range; readonly setOff: Range };
  /** Whether the set-off was proved optimal in each run. */
  readonly converged: boolean;
}

export function flows(run: Runs): Flows {
  const low = sums(run.low.network);
  const point = sums(run.point.network);
  const high = sums(run.high.network);
  const most = upperSums(run.upper);
  return {
    gross: { low: low.gross, point: point.gross, high: most.gross, legs: legsOf(run.point, () => true) },
    reciprocal: { low: low.reciprocal, point: point.reciprocal, high: most.reciprocal, legs: reciprocalLegs(run.point) },
    setOff: { low: low.setOff, point: point.setOff, high: most.setOff, legs: legsOf(run.point, (e) => point.mayClear[e] === 1) },
    shares: {
      reciprocal: spanOf({
        low: shareOf(low.reciprocal, low.gross),
        point: shareOf(point.reciprocal, point.gross),
        high: shareOf(high.reciprocal, high.gross),
      }),
      setOff: spanOf({
        low: shareOf(low.setOff, low.gross),
        point: shareOf(point.setOff, point.gross),
        high: shareOf(high.setOff, high.gross),
      }),
    },
    converged: low.converged && point.converged && high.converged,
  };
}

export interface Sums {
  readonly gross: number;
  readonly reciprocal: number;
  readonly setOff: number;
  /** 1 for each edge that clears in one of the ways to clear as much as possible, length m. */
  readonly mayClear: Uint8Array;
  readonly converged: boolean;
}

/**
 * Gross, reciprocal and set-off of one network. The set-off is exact in whole units where amounts are whole, else in hundredths; where
 * amounts are too large for that, in the smallest power of ten of the unit that keeps their sum exact.
 */
export function sums(network: Network): Sums {
  const gross = sum(network.weight);
  const whole = network.weight.every(Number.isInteger);
  let unit = whole ? 1 : 0.01;
  while (gross / unit > LARGEST) unit *= 10;
  const scaled = unit === 1 ? network : { ...network, weight: network.weight.map((x) => x / unit) };
  const { values, converged } = setOff(scaled, { minorDigits: 0, rounding: "nearest", perEdge: true });
  return {
    gross,
    reciprocal: linkedPairs(network).reciprocal,
    setOff: values.cleared * unit,
    mayClear: mayClear(scaled, { setOff: values.setOff!, prices: values.prices![0] }),
    converged,
  };
}

/** Half of 2^53, so that rounding to units cannot pass it. */
const LARGEST = 2 ** 52;

/**
 * The sums with legs that nothing bounds. Gross is then without bound. The reciprocal part is, where two firms pay each other without bound.
 * The set-off is without bound exactly when a ring of such legs alone exists; else each unit that goes round passes a bounded leg, so that
 * no leg carries more than the bounded ones together, and this sum stands in for infinity without changing the answer.
 */
function upperSums(upper: Upper): { readonly gross: number | null; readonly reciprocal: number | null; readonly setOff: number | null } {
  const { network, unbounded } = upper;
  const { n } = network;
  const finite = sum(network.weight);
  const from: number[] = [];
  const to: number[] = [];
  const amount: number[] = [];
  for (let i = 0; i < n; i++) {
    for (let e = network.start[i]; e < network.start[i + 1]; e++) {
      from.push(i);
      to.push(network.target[e]);
      amount.push(network.weight[e]);
    }
  }
  for (const edge of unbounded) {
    from.push(edge.from);
    to.push(edge.to);
    amount.push(finite);
  }
  const whole = fromEdges({ n, from, to, amount }, { unit: network.unit });
  const open = new Set(unbounded.map((edge) => edge.from * n + edge.to));
  const openBothWays = [...open].some((key) => open.has(mirror(key, n)));
  const most = sums(whole);
  return {
    gross: unbounded.length > 0 ? null : finite,
    reciprocal: openBothWays ? null : most.reciprocal,
    setOff: hasRing(n, unbounded) ? null : most.setOff,
  };
}

/** Whether directed edges close a ring: remove nodes without arrivals until none is left to remove. */
function hasRing(n: number, edges: readonly { readonly from: number; readonly to: number }[]): boolean {
  const arrivals = new Uint32Array(n);
  for (const edge of edges) arrivals[edge.to]++;
  const free = [...arrivals.keys()].filter((i) => arrivals[i] === 0);
  let removed = 0;
  for (let i = free.pop(); i !== undefined; i = free.pop()) {
    removed++;
    for (const edge of edges) if (edge.from === i && --arrivals[edge.to] === 0) free.push(edge.to);
  }
  return removed < n;
}

function mirror(key: number, n: number): number {
  return (key % n) * n + Math.floor(key / n);
}

function legsOf(projection: Projection, keep: (edge: number) => boolean): string[] {
  const { network, legs } = projection;
  const kept: string[] = [];
  for (let e = 0; e < network.m; e++) if (keep(e)) kept.push(legs[network.leg[e]].leg.id);
  return kept.sort(compareText);
}

/** Legs between firms that pay each other. */
function reciprocalLegs(projection: Projection): string[] {
  const { network } = projection;
  const pairs = pairAmounts(network);
  const payer = new Uint32Array(network.m);
  for (let i = 0; i < network.n; i++) payer.fill(i, network.start[i], network.start[i + 1]);
  return legsOf(projection, (e) => pairs.has(network.target[e] * network.n + payer[e]));
}
