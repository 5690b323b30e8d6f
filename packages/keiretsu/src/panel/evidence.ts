import { compareText } from "../finding.ts";
import type { Claim } from "../record/casebook.ts";
import { compareKnown, compareValid, horizon, isValid } from "../record/horizon.ts";
import { statedFigure } from "../record/policy.ts";
import { confidenceRank } from "../record/strength.ts";
import { type LegView, type View, visibleClaims } from "../record/view.ts";

/** What a number or a word rests on: ids, sorted. */
export interface Evidence {
  readonly legs: readonly string[];
  readonly claims: readonly string[];
  readonly sources: readonly string[];
}

/** Legs bring the claim of their amount, the turn of their status and the sources that tell of them. */
export function evidence(legs: readonly LegView[], claims: readonly Claim[] = []): Evidence {
  const chosen = legs.flatMap((row) => (row.chosen === null ? [] : [row.chosen]));
  const all = [...claims, ...chosen];
  const told = legs.flatMap((row) => [...row.leg.sources, ...(row.status === null ? [] : [row.status.source])]);
  return {
    legs: sorted(legs.map((row) => row.leg.id)),
    claims: sorted(all.map((claim) => claim.id)),
    sources: sorted([...all.map((claim) => claim.source), ...told]),
  };
}

export function sorted(ids: readonly string[]): readonly string[] {
  return [...new Set(ids)].sort(compareText);
}

/** Claims seen from a view and true at its date, denials left out. */
export function standingClaims(view: View): readonly Claim[] {
  const seen = horizon(view.options);
  return visibleClaims(view.casebook, seen).filter((claim) => claim.stance !== "denies" && isValid(claim, seen));
}

/** The latest of the claims that state a number in this unit: latest true, then latest known, then strongest. */
export function latestFigure(claims: readonly Claim[], unit: string): { readonly figure: number; readonly claim: Claim } | null {
  const numbers = claims.filter((claim) => claim.unit === unit && claim.amount !== null && statedFigure(claim.amount) !== null);
  const claim = [...numbers].sort(byRecency)[0];
  return claim === undefined ? null : { figure: statedFigure(claim.amount!)!, claim };
}

/** Whether a period is one year: 2025, FY2025. */
export function isYear(period: string): boolean {
  return /^(FY ?)?\d{4}$/.test(period);
}

function byRecency(a: Claim, b: Claim): number {
  return (
    compareValid(b.validOn, a.validOn) ||
    compareKnown(b.knownOn, a.knownOn) ||
    confidenceRank(a.confidence) - confidenceRank(b.confidence) ||
    compareText(a.id, b.id)
  );
}
