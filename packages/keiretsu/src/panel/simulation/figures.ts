import { compareText } from "../../finding.ts";
import type { Claim } from "../../record/casebook.ts";
import { compareKnown, horizon, isValid } from "../../record/horizon.ts";
import { statedFigure } from "../../record/policy.ts";
import { confidenceRank } from "../../record/strength.ts";
import { type View, visibleClaims } from "../../record/view.ts";
import { periodOf } from "../stress/window.ts";
import type { Rule, Stated } from "./parameters.ts";
import { type Quarter, quarterOf } from "./quarter.ts";

/** What claims say of single firms in the terms of a run: amounts a year, shares, debts by the quarters in which they fall due. */

/** Claims that are seen, not denied, with an amount, by subject. */
export type ClaimsBySubject = ReadonlyMap<string, readonly Claim[]>;

export function seenClaims(view: View): ClaimsBySubject {
  const seen = horizon(view.options);
  const found = new Map<string, Claim[]>();
  for (const claim of visibleClaims(view.casebook, seen)) {
    if (claim.stance === "denies" || claim.amount === null || statedFigure(claim.amount) === null || !isValid(claim, seen)) continue;
    found.set(claim.subject, [...(found.get(claim.subject) ?? []), claim]);
  }
  return found;
}

const YEAR = 365.25;
/** Days in a period that counts as twelve months. */
const WHOLE_YEAR = { least: 360, most: 372 } as const;

/** First and last day of what a claim covers: its period, a fiscal year as its last twelve months. */
export function coveredDays(claim: Claim): { readonly firstDay: number; readonly lastDay: number } | null {
  if (/^FY ?\d{4}$/.test(claim.period) && claim.validOn !== null)
    return { firstDay: claim.validOn.lastDay - 364, lastDay: claim.validOn.lastDay };
  return claim.period === "" ? claim.validOn : periodOf(claim.period);
}

/** A stock: the latest true one of these predicates. */
export function stock(claims: readonly Claim[], predicates: readonly string[], unit: string): Stated | null {
  const fit = claims.filter((claim) => predicates.includes(claim.predicate) && claim.unit === unit);
  return latest(fit, (claim) => claim.validOn, 1, "");
}

/** Revenue a year, from twelve months, a rate a year, or a part of a year stretched to one; with the middle of its period. */
export function yearlyRevenue(claims: readonly Claim[], currency: string): { readonly stated: Stated; readonly middle: number } | null {
  return yearly(claims, ["revenue", "run-rate-revenue"], currency);
}

function yearly(
  claims: readonly Claim[],
  predicates: readonly string[],
  currency: string,
): { readonly stated: Stated; readonly middle: number; readonly days: { readonly firstDay: number; readonly lastDay: number } } | null {
  const fit = claims.filter((claim) => predicates.includes(claim.predicate) && claim.unit === currency && coveredDays(claim) !== null);
  const chosen = inOrder(fit, coveredDays).at(-1);
  if (chosen === undefined) return null;
  const days = coveredDays(chosen)!;
  const length = days.lastDay - days.firstDay + 1;
  const isRate = chosen.predicate.startsWith("run-rate");
  const whole = isRate || (length >= WHOLE_YEAR.least && length <= WHOLE_YEAR.most);
  const alike = fit.filter((claim) => sameDays(coveredDays(claim), days) && claim.predicate === chosen.predicate);
  const stated = latest(alike, coveredDays, whole ? 1 : YEAR / length, whole ? "" : "annualised")!;
  return { stated, middle: isRate ? days.lastDay : (days.firstDay + days.lastDay) / 2, days };
}

/** Costs that move with revenue, from the gross margin. */
export function costRatio(claims: readonly Claim[]): Stated | null {
  const margin = stock(claims, ["gross-margin"], "%");
  if (margin === null) return null;
  const { low, point, high } = margin;
  return { ...margin, low: 1 - high / 100, point: 1 - point / 100, high: 1 - low / 100, rule: "margin" };
}

/** The same from the cash that operations bring in beside revenue, of one period. */
export function costRatioOfCashFlow(claims: readonly Claim[], currency: string): Stated | null {
  const flow = yearly(claims, ["operating-cash-flow"], currency);
  if (flow === null) return null;
  const earned = yearly(
    claims.filter((claim) => sameDays(coveredDays(claim), flow.days)),
    ["revenue"],
    currency,
  );
  if (earned === null || earned.stated.low <= 0) return null;
  return {
    low: Math.max(0, 1 - flow.stated.high / earned.stated.low),
    point: Math.max(0, 1 - flow.stated.point / earned.stated.point),
    high: Math.max(0, 1 - flow.stated.low / earned.stated.high),
    claims: [...flow.stated.claims, ...earned.stated.claims],
    validOn: flow.stated.validOn,
    rule: "cash-flow",
  };
}

/** What is spent a year beyond the costs that move with revenue: revenue and cash burned, of one period. */
export function restOfBurn(claims: readonly Claim[], ratio: number, currency: string): Stated | null {
  const burn = yearly(claims, ["cash-burn"], currency);
  if (burn === null) return monthlyBurn(claims, currency);
  const earned = yearly(
    claims.filter((claim) => sameDays(coveredDays(claim), burn.days)),
    ["revenue"],
    currency,
  );
  if (earned === null) return null;
  const rest = (spent: number, revenue: number): number => Math.max(0, spent + revenue * (1 - ratio));
  return {
    low: rest(burn.stated.low, earned.stated.low),
    point: rest(burn.stated.point, earned.stated.point),
    high: rest(burn.stated.high, earned.stated.high),
    claims: [...burn.stated.claims, ...earned.stated.claims],
    validOn: burn.stated.validOn,
    rule: "rest-of-burn",
  };
}

/** Burned a month, where no revenue is stated beside it. */
function monthlyBurn(claims: readonly Claim[], currency: string): Stated | null {
  const fit = claims.filter((claim) => claim.predicate === "cash-burn-per-month" && claim.unit === `${currency}/month`);
  return latest(fit, (claim) => claim.validOn, 12, "annualised");
}

/** Interest a year over debt, both as stated last. */
export function interestRate(claims: readonly Claim[], currency: string): Stated | null {
  const paid = yearly(claims, ["interest-expense"], currency);
  const debt = stock(claims, ["total-debt"], currency);
  if (paid === null || debt === null || debt.point === 0) return null;
  return {
    low: Math.min(1, paid.stated.low / debt.high),
    point: Math.min(1, paid.stated.point / debt.point),
    high: Math.min(1, paid.stated.high / debt.low),
    claims: [...paid.stated.claims, ...debt.claims],
    validOn: debt.validOn,
    rule: "interest-over-debt",
  };
}

/** Principal that falls due, as the latest date states it, by the quarters of its period; open-ended parts stay in the debt without a schedule. */
export interface Maturity {
  readonly claim: string;
  readonly amount: number;
  readonly first: Quarter;
  readonly last: Quarter;
}

export function maturities(claims: readonly Claim[], currency: string): readonly Maturity[] {
  const all = claims.filter((claim) => claim.predicate === "debt-maturity" && claim.unit === currency);
  const newest = all.reduce((day, claim) => Math.max(day, claim.validOn?.lastDay ?? -Infinity), -Infinity);
  return all
    .filter((claim) => (claim.validOn?.lastDay ?? -Infinity) === newest)
    .flatMap((claim) => {
      const period = periodOf(claim.period);
      if (period === null) return [];
      const amount = statedFigure(claim.amount!)!;
      return [{ claim: claim.id, amount, first: quarterOf(period.firstDay), last: quarterOf(period.lastDay) }];
    })
    .sort((a, b) => a.first - b.first || compareText(a.claim, b.claim));
}

/** The chosen claim is the latest true one, of several the strongest, then the one known last; others of the same days widen its range. */
function latest(
  claims: readonly Claim[],
  days: (claim: Claim) => { readonly firstDay: number; readonly lastDay: number } | null,
  times: number,
  rule: Rule | "",
): Stated | null {
  const sorted = inOrder(claims, days);
  const chosen = sorted.at(-1);
  if (chosen === undefined) return null;
  const alike = sorted.filter((claim) => sameDays(days(claim), days(chosen)) && claim.predicate === chosen.predicate);
  const point = statedFigure(chosen.amount!)!;
  const low = Math.min(...alike.map(({ amount }) => amount!.low ?? statedFigure(amount!)!));
  const high = Math.max(...alike.map(({ amount }) => amount!.high ?? statedFigure(amount!)!));
  const differ = alike.some(({ amount }) => statedFigure(amount!) !== point);
  return {
    low: low * times,
    point: point * times,
    high: high * times,
    claims: differ ? alike.map(({ id }) => id).sort(compareText) : [chosen.id],
    validOn: chosen.validOn?.text ?? null,
    rule: rule === "" && differ ? "span-of-claims" : rule,
  };
}

function inOrder(
  claims: readonly Claim[],
  days: (claim: Claim) => { readonly firstDay: number; readonly lastDay: number } | null,
): readonly Claim[] {
  const end = (claim: Claim): number => days(claim)?.lastDay ?? -Infinity;
  const start = (claim: Claim): number => days(claim)?.firstDay ?? -Infinity;
  return [...claims].sort(
    (a, b) =>
      end(a) - end(b) ||
      // Of two periods with one end the longer is the firmer ground for a year.
      start(b) - start(a) ||
      confidenceRank(b.confidence) - confidenceRank(a.confidence) ||
      compareKnown(a.knownOn, b.knownOn) ||
      compareText(b.id, a.id),
  );
}

function sameDays(
  a: { readonly firstDay: number; readonly lastDay: number } | null,
  b: { readonly firstDay: number; readonly lastDay: number } | null,
): boolean {
  return a !== null && b !== null && a.firstDay === b.firstDay && a.lastDay === b.lastDay;
}
