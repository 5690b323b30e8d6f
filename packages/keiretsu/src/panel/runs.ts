import { compareText } from "../finding.ts";
import { fromEdges, type Network } from "../network/network.ts";
import { flowClass } from "../record/instrument.ts";
import type { OutsideLimit } from "../record/limits.ts";
import { outsideLimits } from "../record/limits.ts";
import { parseDate } from "../record/date.ts";
import { paymentWindow, project, type Projection, type ProjectOptions } from "../record/project.ts";
import type { LegView, View } from "../record/view.ts";

/**
 * One view at three ends of its amounts: low (every bound at its least, what is unknown at nothing), point (the figures that sources name)
 * and high (every bound at its most, and floors where there is no ceiling). Above them stands `upper`, where what is unknown has no bound
 * unless a cited limit of its payer bounds it. Sums and flows that only grow with the amounts lie between the low run and `upper`, whatever
 * the true amounts are.
 */
export interface Runs {
  readonly low: Projection;
  readonly point: Projection;
  readonly high: Projection;
  /** The high run without the legs that have a floor and no ceiling: what is proved to be the most. */
  readonly ceiling: Projection;
  /** The ceilings with the legs whose amount has no upper bound. */
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

interface Limit {
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
  /** Edges whose amount nothing bounds, as nodes and types of `network`. */
  readonly unbounded: readonly { readonly from: number; readonly to: number; readonly type: number; readonly leg: string }[];
}

export function runs(view: View, options: Partial<ProjectOptions>, rule: LimitRule = "covering"): Runs {
  const low = project(view, { ...options, amounts: "low" });
  const point = project(view, { ...options, amounts: "point" });
  const ceiling = project(view, { ...options, amounts: "high" });
  const open = ceiling.unknown.map((row) => openLeg(view, ceiling, row, rule));
  const noAmount = new Set(point.unknown.map((row) => row.leg.id));
  return {
    low,
    point,
    high: withFloors(ceiling, point),
    ceiling,
    upper: upper(ceiling, open),
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
  // A figure below what the leg's own source says it is at least cannot be its limit.
  const floor = row.amount !== null && row.amount.unit === view.casebook.currency ? (row.amount.low ?? 0) : 0;
  const found = limits.find((limit) => {
    if (limit.high < floor) return false;
    if (rule === "overlapping") return true;
    const exact = !/^FY/i.test(limit.claim.period);
    return exact && limit.firstDay <= window.firstDay && limit.lastDay >= lastDay;
  });
  return found ? { claim: found.claim.id, entity: found.entity, kind: found.kind, high: found.high } : null;
}

interface Edge {
  readonly from: number;
  readonly to: number;
  readonly amount: number;
  readonly type: number;
  readonly row: LegView;
}

function edgesOf({ network, legs }: Projection): Edge[] {
  const edges: Edge[] = [];
  for (let i = 0; i < network.n; i++) {
    for (let e = network.start[i]; e < network.start[i + 1]; e++) {
      edges.push({ from: i, to: network.target[e], amount: network.weight[e], type: network.type![e], row: legs[network.leg[e]] });
    }
  }
  return edges;
}

/** The high run: where a leg has a floor and no ceiling, the figure that its source names. All runs of a view have the same firms. */
function withFloors(ceiling: Projection, point: Projection): Projection {
  const unknown = new Set(point.unknown.map((row) => row.leg.id));
  const open = new Set(ceiling.unknown.map((row) => row.leg.id));
  const edges = [...edgesOf(ceiling), ...edgesOf(point).filter((edge) => open.has(edge.row.leg.id))];
  edges.sort((a, b) => compareText(a.row.leg.id, b.row.leg.id));
  const rows = ceiling.unknown.filter((row) => unknown.has(row.leg.id));
  const { names, unit, typeNames } = ceiling.network;
  const network = fromEdges(
    {
      n: names.length,
      from: edges.map((edge) => edge.from),
      to: edges.map((edge) => edge.to),
      amount: edges.map((edge) => edge.amount),
      type: edges.map((edge) => edge.type),
      typeNames,
    },
    { lens: "pays", unit, names },
  );
  return { ...ceiling, network, legs: [...edges.map((edge) => edge.row), ...rows], unknown: rows };
}

/** The ceilings plus the legs it could not take: at their payer's limit, or as edges that nothing bounds. */
function upper(ceiling: Projection, open: readonly OpenLeg[]): Upper {
  const { names, unit, typeNames } = ceiling.network;
  const index = new Map(names.map((name, i) => [name, i]));
  const typeOf = new Map(ceiling.unknown.map(({ leg }) => [leg.id, typeNames.indexOf(flowClass(leg.instrument))]));
  const ends = (row: OpenLeg): { from: number; to: number; type: number } => ({
    from: index.get(row.from)!,
    to: index.get(row.to)!,
    type: typeOf.get(row.leg)!,
  });
  const edges = edgesOf(ceiling).map(({ from, to, amount, type }) => ({ from, to, amount, type }));
  for (const row of open) if (row.limit !== null) edges.push({ ...ends(row), amount: row.limit.high });
  return {
    network: fromEdges(
      {
        n: names.length,
        from: edges.map((edge) => edge.from),
        to: edges.map((edge) => edge.to),
        amount: edges.map((edge) => edge.amount),
        type: edges.map((edge) => edge.type),
        typeNames,
      },
      { lens: "pays", unit, names },
    ),
    unbounded: open.filter((row) => row.limit === null).map((row) => ({ ...ends(row), leg: row.leg })),
  };
}
