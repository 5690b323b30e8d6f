import { compareText } from "../finding.ts";
import type { Warning } from "../network/result.ts";
import type { Claim } from "../record/casebook.ts";
import { isContingent } from "../record/instrument.ts";
import { perimeter } from "../record/perimeter.ts";
import { statedFigure } from "../record/policy.ts";
import type { View } from "../record/view.ts";
import { isYear, sorted, standingClaims } from "./evidence.ts";
import { schedule } from "./schedule.ts";

/** What a firm earns in a year over what it owes in it, without new money from outside. */
export interface CoverageYear {
  readonly year: number;
  /** The figure that a source names for the year; where none does, the last one earned, held; null where none is known. */
  readonly revenue: number | null;
  readonly revenueBy: "stated" | "held" | "forecast" | null;
  /** Contracts with amount and term, spread evenly; contracts without are in no year, so this is a floor. */
  readonly dues: number;
  /** Revenue and cash burnt together, where a source gives both: what was really paid out; null elsewhere. */
  readonly outlays: number | null;
  /** Revenue over the greater of dues and outlays: an upper bound, since unscheduled contracts come on top. */
  readonly atMost: number | null;
  readonly legs: readonly string[];
  readonly claims: readonly string[];
  readonly sources: readonly string[];
}

/** Coverage by year; a guarantee is no due until it is called. A forecast of the firm itself makes a row of its own, beside the one in which revenue is held. */
export function coverage(
  view: View,
  firmOf: string,
): { readonly years: readonly CoverageYear[]; readonly unscheduled: readonly string[]; readonly warnings: readonly Warning[] } {
  const firm = perimeter(view.casebook, "parent");
  const { values, warnings } = schedule({ ...view, legs: view.legs.filter((row) => !isContingent(row.leg)) });
  const dues = values.dues.filter((due) => firm(due.payer) === firmOf);
  const claims = standingClaims(view).filter((claim) => claim.subject === firmOf && claim.unit === view.casebook.currency);
  const yearly = (predicate: string): ReadonlyMap<number, Claim> => latestByYear(claims.filter((claim) => claim.predicate === predicate));
  const [earned, forecast, burnt] = [yearly("revenue"), yearly("revenue-forecast"), yearly("cash-burn")];
  const last = [...earned.keys()].sort((a, b) => b - a)[0];
  const first = last ?? Infinity;
  const known = [...dues.map((due) => due.year), ...earned.keys()].filter((year) => year >= first);
  const years = [...new Set(known)].sort((a, b) => a - b);
  const scheduled = new Map(values.legs.map((leg) => [leg.leg, leg]));
  const rowOf = (year: number, revenue: Claim | null, by: CoverageYear["revenueBy"]): CoverageYear => {
    const here = dues.filter((due) => due.year === year);
    const legs = sorted(here.flatMap((due) => due.legs));
    const due = here.reduce((total, row) => total + row.low, 0);
    const income = revenue === null ? null : figureOf(revenue);
    const burn = by === "stated" ? (burnt.get(year) ?? null) : null;
    const outlays = income === null || burn === null ? null : income + figureOf(burn);
    const paid = Math.max(due, outlays ?? 0);
    const cited = [revenue, burn].flatMap((claim) => (claim === null ? [] : [claim]));
    const amounts = legs.flatMap((id) => scheduled.get(id)?.claim ?? []);
    const sources = new Map(view.casebook.claims.map((claim) => [claim.id, claim.source]));
    return {
      year,
      revenue: income,
      revenueBy: income === null ? null : by,
      dues: due,
      outlays,
      atMost: income === null || paid === 0 ? null : income / paid,
      legs,
      claims: sorted([...cited.map((claim) => claim.id), ...amounts]),
      sources: sorted([...cited.map((claim) => claim.source), ...amounts.map((id) => sources.get(id)!)]),
    };
  };
  const rows = years.flatMap((year) => {
    const stated = earned.get(year);
    const planned = forecast.get(year);
    const held = stated ?? (last === undefined ? null : earned.get(last)!);
    return [rowOf(year, held, stated ? "stated" : "held"), ...(planned ? [rowOf(year, planned, "forecast")] : [])];
  });
  const mine = new Set(values.legs.filter((leg) => firm(leg.from) === firmOf).map((leg) => leg.leg));
  return {
    years: rows,
    unscheduled: values.unscheduled.filter((id) => mine.has(id)).sort(compareText),
    warnings: [
      ...warnings,
      { code: "revenue-held", message: "years without a stated revenue take the last one earned: an assumption, not a forecast" },
    ],
  };
}

/** The latest known claim of each calendar year; a fiscal year counts as the calendar year in which it ends. */
function latestByYear(claims: readonly Claim[]): ReadonlyMap<number, Claim> {
  const found = new Map<number, Claim>();
  const sortedClaims = [...claims].sort(
    (a, b) => (a.knownOn?.lastDay ?? -Infinity) - (b.knownOn?.lastDay ?? -Infinity) || compareText(b.id, a.id),
  );
  for (const claim of sortedClaims) {
    if (!isYear(claim.period) || claim.amount === null || statedFigure(claim.amount) === null) continue;
    found.set(Number(/\d{4}/.exec(claim.period)![0]), claim);
  }
  return found;
}

function figureOf(claim: Claim): number {
  return statedFigure(claim.amount!)!;
}
