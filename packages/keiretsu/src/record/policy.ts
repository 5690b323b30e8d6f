import { compareText } from "../finding.ts";
import type { Amount } from "./amount.ts";
import type { Claim, Leg } from "./casebook.ts";
import { compareKnown } from "./horizon.ts";
import { isCurrency } from "./read/currencies.ts";
import { confidenceRank } from "./strength.ts";
import type { Policy } from "./view.ts";

/** The rules that choose one amount among contradicting claims. */
export const policies: readonly Policy[] = ["editor", "latest", "strongest", "lowest", "highest"];

/** Claims that may give an amount: in a currency, with a bound, and not a denial. */
export function amountCandidates(claims: readonly Claim[]): readonly Claim[] {
  return claims.filter(
    (claim) =>
      claim.predicate === "amount" &&
      claim.stance !== "denies" &&
      isCurrency(claim.unit) &&
      claim.amount !== null &&
      statedFigure(claim.amount) !== null,
  );
}

/**
 * Choose the claim that gives a leg its amount, null when none does.
 * - editor: the leg's reading where it is seen (or the seen row that supersedes it); `unknown` is an answer; else as latest.
 * - latest: latest knowledge, then strongest source, then smallest id.
 * - strongest: strongest source, then latest knowledge, then smallest id.
 * - lowest, highest: by the figure named, in the casebook's currency where any claim is; then as latest.
 */
export function chooseAmount(question: {
  readonly leg: Leg;
  /** Candidates that are seen. */
  readonly claims: readonly Claim[];
  /** Every claim of the casebook, to follow what supersedes the reading. */
  readonly all: readonly Claim[];
  readonly policy: Policy;
  readonly currency: string;
}): Claim | null {
  const { leg, claims, policy } = question;
  if (policy === "editor") {
    if (leg.reading === "unknown") return null;
    const reading = leg.reading === null ? null : readingOf(leg.reading, claims, question.all);
    if (reading !== null) return reading;
  }
  if (policy === "lowest" || policy === "highest") {
    const domestic = claims.filter((claim) => claim.unit === question.currency);
    const sign = policy === "lowest" ? 1 : -1;
    const figure = (claim: Claim): number => (policy === "lowest" ? lowestFigure(claim.amount!) : highestFigure(claim.amount!));
    return first(domestic.length > 0 ? domestic : claims, (a, b) => sign * (figure(a) - figure(b)) || byLatest(a, b));
  }
  return first(claims, policy === "strongest" ? byStrongest : byLatest);
}

/** The figure that a source names: the point; the cap of "up to X"; the floor of "at least X" and of words. Never a midpoint. */
export function statedFigure(amount: Amount): number | null {
  if (amount.point !== null) return amount.point;
  return amount.low === null || amount.low === 0 ? (amount.high ?? amount.low) : amount.low;
}

function lowestFigure(amount: Amount): number {
  return statedFigure(amount)!;
}

function highestFigure(amount: Amount): number {
  return amount.point ?? amount.high ?? amount.low!;
}

function readingOf(id: string, claims: readonly Claim[], all: readonly Claim[]): Claim | null {
  const met = new Set<string>();
  const waiting = [id];
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    if (met.has(next)) continue;
    met.add(next);
    const found = claims.find((claim) => claim.id === next);
    if (found) return found;
    const successors = all.filter((claim) => claim.supersedes === next).map((claim) => claim.id);
    waiting.push(...successors.sort(compareText));
  }
  return null;
}

function byLatest(a: Claim, b: Claim): number {
  return compareKnown(b.knownOn, a.knownOn) || confidenceRank(a.confidence) - confidenceRank(b.confidence) || compareText(a.id, b.id);
}

function byStrongest(a: Claim, b: Claim): number {
  return confidenceRank(a.confidence) - confidenceRank(b.confidence) || byLatest(a, b);
}

function first(claims: readonly Claim[], order: (a: Claim, b: Claim) => number): Claim | null {
  return [...claims].sort(order)[0] ?? null;
}
