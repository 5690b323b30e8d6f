import { compareText } from "../../finding.ts";
import { statedFigure } from "../../record/policy.ts";
import { defaultViewOptions, view as look } from "../../record/view.ts";
import type { PathResult } from "../../simulate/run.ts";
import { coveredDays, seenClaims } from "./figures.ts";
import type { Projected } from "./projection.ts";
import { firstDayOf, quarterOf, quarterText } from "./quarter.ts";
import { bandLevels, type Summary } from "./summary.ts";

/** What was reported of a quarter of the run, beside what the run has for it. */
export interface CalibrationRow {
  readonly entity: string;
  readonly what: "revenue" | "run-rate-revenue" | "cash";
  readonly quarter: string;
  readonly reported: number;
  readonly claim: string;
  readonly source: string;
  /** 5 %, 50 % and 95 % of the paths; the middle alone is of the path without chance. */
  readonly low: number | null;
  readonly point: number | null;
  readonly high: number | null;
  /** Whether the reported figure lies within; null where there is no band. */
  readonly inside: boolean | null;
}

const predicates: Readonly<Record<string, CalibrationRow["what"]>> = {
  revenue: "revenue",
  "run-rate-revenue": "run-rate-revenue",
  cash: "cash",
  "cash-and-securities": "cash",
};

/** Every later figure of the casebook, known to the run or not, for the firms whose books are kept. A firm that also sells to firms of the run has its sales on the path without chance. */
export function calibration(projected: Projected, summary: Summary, expected: PathResult): readonly CalibrationRow[] {
  const { economy, start, view } = projected;
  const { casebook } = view;
  const claims = seenClaims(look(casebook, { ...defaultViewOptions, minimumConfidence: view.options.minimumConfidence }));
  const n = economy.firms.length;
  const rows = summary.firms.flatMap(({ entity, series }): readonly CalibrationRow[] => {
    if (series === null) return [];
    const i = economy.firms.findIndex(({ id }) => id === entity);
    const sells = economy.commitments.some(({ to, kind }) => to === i && ["take-or-pay", "purchase", "lease", "guarantee"].includes(kind));
    return (claims.get(entity) ?? []).flatMap((claim) => {
      const what = predicates[claim.predicate];
      const days = coveredDays(claim);
      if (what === undefined || claim.unit !== casebook.currency || days === null || days.firstDay < firstDayOf(start)) return [];
      const [first, last] = [quarterOf(days.firstDay) - start, quarterOf(days.lastDay) - start];
      // A flow needs its quarters whole.
      const whole = days.firstDay === firstDayOf(start + first) && days.lastDay === firstDayOf(start + last + 1) - 1;
      if (last >= economy.quarters || (what === "revenue" && !whole)) return [];
      const from = what === "revenue" ? first : last;
      const times = what === "run-rate-revenue" ? 4 : 1;
      const name = what === "cash" ? "cash" : "revenue";
      const at = (k: number): number | null => {
        let sum: number | null = 0;
        for (let q = from; q <= last; q++) {
          const value: number | null = series[name][q][k];
          sum = sum === null || value === null ? null : sum + times * value;
        }
        return sum;
      };
      const alone = name === "revenue" && sells;
      let sold = 0;
      for (let q = from; q <= last; q++) sold += times * salesOf(expected, q, entity, expected.revenue[q * n + i]);
      const [low, point, high] = alone ? [null, sold, null] : [at(0), at(bandLevels.indexOf(0.5)), at(bandLevels.length - 1)];
      const reported = statedFigure(claim.amount!)!;
      const inside = low === null || high === null ? null : low <= reported && reported <= high;
      const quarter =
        first === last || what !== "revenue" ? quarterText(start + last) : `${quarterText(start + first)}..${quarterText(start + last)}`;
      return [{ entity, what, quarter, reported, claim: claim.id, source: claim.source, low, point, high, inside }];
    });
  });
  return rows.sort((a, b) => compareText(a.entity, b.entity) || compareText(a.quarter, b.quarter) || compareText(a.claim, b.claim));
}

const SALES: ReadonlySet<string> = new Set(["capacity", "systems sold", "leases", "guarantees"]);

function salesOf(expected: PathResult, q: number, entity: string, outside: number): number {
  const flows = expected.matrices![q].flows;
  const column = flows.columns.indexOf(entity);
  return flows.rows.reduce((sum, { name, amounts }) => (SALES.has(name) ? sum + Math.max(0, amounts[column]) : sum), outside);
}
