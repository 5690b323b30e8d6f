import { compareText } from "../finding.ts";
import type { Claim } from "./casebook.ts";
import { type DayRange, dayNumber, parseDate } from "./date.ts";
import { horizon, isValid } from "./horizon.ts";
import { perimeter } from "./perimeter.ts";
import { type View, visibleClaims } from "./view.ts";

/** A cited figure that a payer cannot have paid beyond in a period: what it earned, invested or raised. */
export interface OutsideLimit {
  readonly entity: string;
  readonly kind: "revenue" | "capex" | "funds-raised";
  /** Upper bound of the figure, in the casebook's currency. */
  readonly high: number;
  /** The period that the figure covers, in days, inclusive. */
  readonly firstDay: number;
  readonly lastDay: number;
  readonly claim: Claim;
}

const kindOf: Readonly<Record<string, OutsideLimit["kind"]>> = {
  revenue: "revenue",
  "run-rate-revenue": "revenue",
  capex: "capex",
  "funds-raised": "funds-raised",
  "total-raised": "funds-raised",
  "ai-borrowing": "funds-raised",
};

/**
 * The cited limits of a payer whose leg has no amount: its revenue, capital spending and funds raised in periods that overlap the window,
 * largest first, since a smaller figure may be of another purpose. None = nothing bounds the leg from above, and the caller must say so.
 * A limit covers its own period only; it is never stretched over a longer window.
 */
export function outsideLimits(
  view: View,
  entity: string,
  window: { readonly firstDay: number; readonly lastDay: number },
): readonly OutsideLimit[] {
  const seen = horizon(view.options);
  const firm = perimeter(view.casebook, "parent");
  const limits: OutsideLimit[] = [];
  for (const claim of visibleClaims(view.casebook, seen)) {
    const kind = kindOf[claim.predicate];
    if (kind === undefined || claim.stance === "denies" || !isValid(claim, seen)) continue;
    if (claim.subject !== entity && claim.subject !== firm(entity)) continue;
    const high = claim.amount?.high ?? null;
    if (high === null || claim.unit !== view.casebook.currency) continue;
    const period = periodDays(claim.period) ?? claim.validOn;
    if (period === null || period.firstDay > window.lastDay || period.lastDay < window.firstDay) continue;
    limits.push({ entity: claim.subject, kind, high, firstDay: period.firstDay, lastDay: period.lastDay, claim });
  }
  return limits.sort((a, b) => b.high - a.high || compareText(a.claim.id, b.claim.id));
}

/**
 * The days of a period as written: 2025, 2025-09, 2025-Q3, 2025-2030, FY2025; null for anything else. A fiscal year is taken as twelve
 * months ending within its calendar year, so it may start up to a year before: the range holds all of them.
 */
export function periodDays(period: string): DayRange | null {
  const plain = parseDate(period);
  if (plain) return plain;
  const fiscal = /^FY ?(\d{4})$/.exec(period);
  if (fiscal) return { text: period, firstDay: dayNumber(Number(fiscal[1]) - 1, 1, 1), lastDay: dayNumber(Number(fiscal[1]), 12, 31) };
  const quarter = /^(\d{4})-?Q([1-4])$/.exec(period);
  if (quarter) {
    const month = Number(quarter[2]) * 3 - 2;
    const first = parseDate(`${quarter[1]}-${String(month).padStart(2, "0")}`)!;
    const last = parseDate(`${quarter[1]}-${String(month + 2).padStart(2, "0")}`)!;
    return { text: period, firstDay: first.firstDay, lastDay: last.lastDay };
  }
  const years = /^(\d{4})[-/](\d{4})$/.exec(period);
  if (years && Number(years[1]) <= Number(years[2])) {
    return { text: period, firstDay: dayNumber(Number(years[1]), 1, 1), lastDay: dayNumber(Number(years[2]), 12, 31) };
  }
  return null;
}
