import { compareText } from "../finding.ts";
import { fromEdges, type Network } from "../network/network.ts";
import type { OutsideLimit } from "../record/limits.ts";
import { outsideLimits } from "../record/limits.ts";
import { parseDate } from "../record/date.ts";
import { paymentWindow, project, type Projection, type ProjectOptions } from "../record/project.ts";
import type { LegView, View } from "../record/view.ts";

/**
 * One view at three ends of its amounts: low (every bound at its least, what is unknown at nothing), point (the figures that sources
 * name) and high (every bound at its most, what is unknown without bound, unless a cited limit of its payer bounds it).
 * Sums and flows that only grow with the amounts lie between the low and the high run: these two bound them, whatever the true amounts are.
 */
export interface Runs {
  readonly low: Projection;
  readonly point: Projection;
  readonly high: Projection;
  /** The high run with the legs whose amount has no upper bound. */
  readonly upper: Upper;
  /** Counted legs with no amount at all. */
  readonly withoutAmount: readonly OpenLeg[];
  /** Counted legs whose amount has a floor and no ceiling ("at least X"). */
  readonly withoutCeiling: readonly OpenLeg[];
  /** Counted legs that stand between two firms, whether their amount is known or not. */
  readonly counted: readonly LegView[];
}

/** A counted leg that nothing in its own claims bounds from above. */
export interface OpenLeg {
  readonly leg: string;
  readonly from: string;
  readonly to: string;
  /** The cited limit of its payer that bounds it, null = nothing bounds it. */
  readonly limit: Limit | null;
}

export interface Limit {
  readonly claim: string;
  readonly entity: string;
  readonly kind: OutsideLimit["kind"];
  readonly high: number;
}

/** Which cited limits of a payer may stand in for an amount that is unknown. */
export type LimitRule = "covering" | "overlapping" | "none";

export interface Upper {
  /** Legs with a finite upper bound, their own or their payer's. */
  readonly network: Network;
  /** Leg id of each edge, by the index in `network.leg`. */
  readonly legs: readonly string[];
  /** Edges whose amount nothing bounds, as nodes of `network`. */
  readonly unbounded: readonly { readonly from: number; readonly to: number; readonly leg: string }[];
}

export function runs(view: View, options: Partial<ProjectOptions>, rule: LimitRule = "covering"): Runs {
  const low = project(view, { ...options, amounts: "low" });
  const point = project(view, { ...options, amounts: "point" });
  const high = project(view, { ...options, amounts: "high" });
  const open = high.unknown.map((row) => openLeg(view, high, row, rule));
  const noAmount = new Set(point.unknown.map((row) => row.leg.id));
  return {
    low,
    point,
    high,
    upper: upper(high, open),
    withoutAmount: open.filter((row) => noAmount.has(row.leg)),
    withoutCeiling: open.filter((row) => !noAmount.has(row.leg)),
    counted: [...point.legs, ...point.zero].sort((a, b) => compareText(a.leg.id, b.leg.id)),
  };
}

function openLeg(view: View, projection: Projection, row: LegView, rule: LimitRule): OpenLeg {
  const { leg } = row;
  return { leg: leg.id, from: projection.firm(leg.from), to: projection.firm(leg.to), limit: limitOf(view, row, rule) };
}

/**
 * The cited limit that bounds a leg. `covering` asks that its period holds the whole window in which the leg may be paid, as far as the view
 * sees, so that it is a bound and not a guess; a fiscal year, whose first month the claim does not say, never does. `overlapping` takes
 * the largest figure whose period touches that window: a scenario, in which the leg is paid within that one period.
 */
function limitOf(view: View, row: LegView, rule: LimitRule): Limit | null {
  if (rule === "none") return null;
  const window = paymentWindow(row);
  const { validOn } = view.options;
  const lastDay = Math.min(window.lastDay, validOn === null ? Infinity : parseDate(validOn)!.lastDay);
  const limits = outsideLimits(view, row.leg.from, window);
  const found = limits.find((limit) => {
    if (rule === "overlapping") return true;
    const exact = !/^FY/i.test(limit.claim.period);
    return exact && limit.firstDay <= window.firstDay && limit.lastDay >= lastDay;
  });
  return found ? { claim: found.claim.id, entity: found.entity, kind: found.kind, high: found.high } : null;
}

/** The high run plus the legs it could not take: at their payer's limit, or as edges that nothing bounds. */
function upper(high: Projection, open: readonly OpenLeg[]): Upper {
  const { network } = high;
  const index = new Map(network.names.map((name, i) => [name, i]));
  const bounded = open.filter((row) => row.limit !== null);
  const edges: { from: number; to: number; amount: number; leg: string }[] = [];
  for (let i = 0; i < network.n; i++) {
    for (let e = network.start[i]; e < network.start[i + 1]; e++) {
      edges.push({ from: i, to: network.target[e], amount: network.weight[e], leg: high.legs[network.leg[e]].leg.id });
    }
  }
  for (const row of bounded) edges.push({ from: index.get(row.from)!, to: index.get(row.to)!, amount: row.limit!.high, leg: row.leg });
  return {
    network: fromEdges(
      { n: network.n, from: edges.map((edge) => edge.from), to: edges.map((edge) => edge.to), amount: edges.map((edge) => edge.amount) },
      { lens: "pays", unit: network.unit, names: network.names },
    ),
    legs: edges.map((edge) => edge.leg),
    unbounded: open
      .filter((row) => row.limit === null)
      .map((row) => ({ from: index.get(row.from)!, to: index.get(row.to)!, leg: row.leg })),
  };
}
