import { compareText } from "../finding.ts";
import type { Amount } from "./amount.ts";
import type { Casebook, Claim } from "./casebook.ts";
import { parseDate } from "./date.ts";
import { horizon } from "./horizon.ts";
import { periodDays } from "./limits.ts";
import { originOf } from "./strength.ts";
import { visibleClaims } from "./view.ts";

/** How two claims about the same thing at the same time disagree. */
type Disagreement = "values" | "denial";

/** The claims on one subject and predicate that disagree, side by side. */
export interface Conflict {
  readonly subject: string;
  readonly predicate: string;
  /** Every claim that disagrees with another, sorted by id. */
  readonly claims: readonly Claim[];
  /** Pairs of claim ids, the smaller id first, sorted. */
  readonly pairs: readonly { readonly a: string; readonly b: string; readonly kind: Disagreement }[];
  /** Distinct origins among the claims: pages that relay one another count once. */
  readonly origins: number;
}

/** All contradictions of a casebook among the claims that are seen, by subject, then predicate. Throws `bad-date`. */
export function conflicts(
  casebook: Casebook,
  dates: { readonly knownOn?: string | null; readonly recordedOn?: string | null } = {},
): readonly Conflict[] {
  const sources = new Map(casebook.sources.map((source) => [source.id, source]));
  const legs = new Set(casebook.legs.map((leg) => leg.id));
  const groups = new Map<string, Claim[]>();
  for (const claim of visibleClaims(casebook, horizon(dates))) {
    const key = JSON.stringify([claim.subject, claim.predicate]);
    groups.set(key, [...(groups.get(key) ?? []), claim]);
  }
  const found: Conflict[] = [];
  for (const claims of groups.values()) {
    const pairs = disagreements(claims, isTimeless(claims[0], legs));
    if (pairs.length === 0) continue;
    const named = new Set(pairs.flatMap((pair) => [pair.a, pair.b]));
    const involved = claims.filter((claim) => named.has(claim.id)).sort((a, b) => compareText(a.id, b.id));
    const origins = new Set(involved.map((claim) => originOf(claim, sources))).size;
    found.push({ subject: claims[0].subject, predicate: claims[0].predicate, claims: involved, pairs, origins });
  }
  return found.sort((a, b) => compareText(a.subject, b.subject) || compareText(a.predicate, b.predicate));
}

/** A leg has one amount, whenever it is told; any other figure may change with time. */
export function isTimeless(claim: Pick<Claim, "subject" | "predicate">, legs: ReadonlySet<string>): boolean {
  return claim.predicate === "amount" && legs.has(claim.subject);
}

/** The disagreeing pairs among claims on one subject and predicate. */
export function disagreements(claims: readonly Claim[], timeless = false): Conflict["pairs"] {
  const sorted = [...claims].sort((a, b) => compareText(a.id, b.id));
  const pairs: { a: string; b: string; kind: Disagreement }[] = [];
  for (let i = 0; i < sorted.length; i++) {
    for (let j = i + 1; j < sorted.length; j++) {
      const kind = disagree(sorted[i], sorted[j], timeless);
      if (kind) pairs.push({ a: sorted[i].id, b: sorted[j].id, kind });
    }
  }
  return pairs;
}

/**
 * Whether two claims on one subject and predicate contradict each other, null when they do not or cannot be compared: they must speak of the
 * same period (of overlapping dates where neither names one), unless what they speak of does not change with time. A denial contradicts an assertion. Numbers contradict in the same unit when
 * their ranges stay apart even after each is read only to its last written digit, at most to its second, and "about" as a tenth either way.
 * Names, dates and yes or no contradict when they differ; one source that names several is listing, not contradicting, and one that quotes
 * two speakers tells of their dispute and contradicts nobody. Free text never does.
 */
function disagree(a: Claim, b: Claim, timeless = false): Disagreement | null {
  if (!timeless && !sameTime(a, b)) return null;
  if (a.source === b.source && a.attributedTo !== b.attributedTo) return null;
  if ((a.stance === "denies") !== (b.stance === "denies")) return "denial";
  if (a.unit !== b.unit) return null;
  if (a.amount && b.amount) return apart(reach(a.amount), reach(b.amount)) ? "values" : null;
  if (a.source === b.source || !comparedAsLabels.has(a.unit)) return null;
  const [dateA, dateB] = [parseDate(a.value), parseDate(b.value)];
  if (dateA && dateB) return dateA.lastDay < dateB.firstDay || dateB.lastDay < dateA.firstDay ? "values" : null;
  return a.value.trim().toLowerCase() === b.value.trim().toLowerCase() ? null : "values";
}

const comparedAsLabels: ReadonlySet<string> = new Set(["date", "year", "bool", "entity", "status"]);

function sameTime(a: Claim, b: Claim): boolean {
  if (a.period !== "" && b.period !== "") {
    const [first, second] = [periodDays(a.period), periodDays(b.period)];
    return first && second ? first.firstDay === second.firstDay && first.lastDay === second.lastDay : a.period === b.period;
  }
  if (a.period !== "" || b.period !== "" || a.validOn === null || b.validOn === null) return false;
  return a.validOn.firstDay <= b.validOn.lastDay && b.validOn.firstDay <= a.validOn.lastDay;
}

interface Reach {
  readonly low: number;
  readonly high: number;
}

function reach(amount: Amount): Reach {
  const low = amount.low ?? -Infinity;
  const high = amount.high ?? Infinity;
  if (amount.point === null) return { low: low - rounding(low), high: high + rounding(high) };
  const slack = Math.max(rounding(amount.point), amount.qualifier === "about" ? Math.abs(amount.point) / 10 : 0);
  return { low: low - slack, high: high + slack };
}

/** Half a unit of the last digit that is not 0, and at most half a unit of the second digit: 22 -> 0.5, 300 -> 5, 13.5 -> 0.05, 7 -> 0.5. */
export function rounding(value: number): number {
  if (value === 0 || !Number.isFinite(value)) return 0;
  const [digits, exponent] = Math.abs(value).toExponential().split("e");
  const decimals = digits.includes(".") ? digits.length - 2 : 0;
  // A single digit is read to itself when it is a small number (7 %), to its second digit when zeros follow it (300).
  const precision = decimals === 0 && Number(exponent) > 0 ? 1 : decimals;
  return 0.5 * 10 ** (Number(exponent) - precision);
}

/** Two ranges that only touch are apart: 12 and 13, read to the last digit, are two figures. */
function apart(a: Reach, b: Reach): boolean {
  const slack = 1e-9 * Math.max(1, ...[a.low, a.high, b.low, b.high].filter(Number.isFinite).map(Math.abs));
  const gap = Math.max(a.low - b.high, b.low - a.high);
  return gap > slack || (gap >= -slack && a.high - a.low > slack && b.high - b.low > slack);
}
