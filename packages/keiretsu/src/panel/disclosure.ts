import { compareText } from "../finding.ts";
import { type Result, toResult } from "../network/result.ts";
import type { Claim } from "../record/casebook.ts";
import { flowClass } from "../record/instrument.ts";
import { confidenceRank, sourceConfidence, statusRank } from "../record/strength.ts";
import type { LegView, View } from "../record/view.ts";
import { type Evidence, evidence, sorted, standingClaims } from "./evidence.ts";
import { viewParams } from "./params.ts";

/**
 * Question: how much of a deal can be read in public? Seven questions a leg, each answered yes or no by a row of the casebook; the score is the part answered
 * yes among those that apply. It says what our sources tell, not what the parties know.
 */
export type DisclosureField = "amount" | "exact-amount" | "term" | "conditions" | "price-or-quantity" | "signed" | "first-hand";

export const disclosureFields: readonly DisclosureField[] = [
  "amount",
  "exact-amount",
  "term",
  "conditions",
  "price-or-quantity",
  "signed",
  "first-hand",
];

export interface LegDisclosure extends Evidence {
  readonly leg: string;
  readonly deal: string;
  readonly score: number;
  /** What the sources do not give. */
  readonly missing: readonly DisclosureField[];
  /** What does not apply: a purchase of shares has no term. */
  readonly notApplicable: readonly DisclosureField[];
  /** The strongest evidence on the leg: filing, official, primary, press ... */
  readonly strongest: string;
}

export interface Disclosure {
  /** Lowest score first, then by id. */
  readonly legs: readonly LegDisclosure[];
  /** Mean of the legs of each deal, lowest first. */
  readonly deals: readonly { readonly deal: string; readonly score: number; readonly legs: readonly string[] }[];
  /** Mean over the legs; null without one. */
  readonly mean: number | null;
  /** How many legs lack each field. */
  readonly missing: readonly { readonly field: DisclosureField; readonly legs: number; readonly of: number }[];
}

/** Statements about a leg that are no term of it. */
const NO_TERM: ReadonlySet<string> = new Set(["amount", "status", "announced-date", "exists", "amount-known", "funding-known"]);
const PRIMARY = confidenceRank("primary");
const SIGNED = statusRank("definitive");

/** Disclosure of the legs that are seen, whatever counts in sums: `legs` keeps some. */
export function disclosure(view: View, asked: { readonly legs?: readonly string[] | null } = {}): Result<Disclosure> {
  const wanted = asked.legs ?? null;
  const claims = standingClaims(view);
  const kinds = new Map(view.casebook.sources.map((source) => [source.id, source]));
  const seen = view.legs.filter((row) =>
    wanted === null ? row.verdict === "counted" || row.verdict === "part-of-counted" : wanted.includes(row.leg.id) && row.status !== null,
  );
  const legs = seen.map((row) => {
    const about = claims.filter((claim) => claim.subject === row.leg.id);
    const found = evidence([row], about);
    const ranks = [
      ...about.map((claim) => claim.confidence),
      ...(row.status === null ? [] : [sourceConfidence(kinds.get(row.status.source))]),
      ...found.sources.map((id) => sourceConfidence(kinds.get(id))),
    ].sort((a, b) => confidenceRank(a) - confidenceRank(b));
    const strongest = ranks[0] ?? "weak";
    const answers = answersOf(row, about, confidenceRank(strongest) <= PRIMARY);
    const applying = disclosureFields.filter((field) => answers[field] !== null);
    const missing = applying.filter((field) => answers[field] === false);
    return {
      leg: row.leg.id,
      deal: row.leg.deal,
      score: (applying.length - missing.length) / applying.length,
      missing,
      notApplicable: disclosureFields.filter((field) => answers[field] === null),
      strongest,
      ...found,
    };
  });
  legs.sort((a, b) => a.score - b.score || compareText(a.leg, b.leg));
  const deals = sorted(legs.map((row) => row.deal)).map((deal) => {
    const rows = legs.filter((row) => row.deal === deal);
    return {
      deal,
      score: mean(rows)!,
      legs: rows.map((row) => row.leg).sort(compareText),
    };
  });
  return toResult(
    "disclosure",
    { digest: view.casebook.digest, unit: "share", asOf: { validOn: view.options.validOn, knownOn: view.options.knownOn } },
    { ...viewParams(view), legs: wanted },
    {
      values: {
        legs,
        deals: deals.sort((a, b) => a.score - b.score || compareText(a.deal, b.deal)),
        mean: mean(legs),
        missing: disclosureFields.map((field) => ({
          field,
          legs: legs.filter((row) => row.missing.includes(field)).length,
          of: legs.filter((row) => !row.notApplicable.includes(field)).length,
        })),
      },
    },
  );
}

/** true: told; false: not told; null: does not apply. */
function answersOf(
  { leg, amount, status }: LegView,
  about: readonly Claim[],
  firstHand: boolean,
): Readonly<Record<DisclosureField, boolean | null>> {
  const capital =
    flowClass(leg.instrument) === "transfer" || ["equity-investment", "share-issue", "joint-venture"].includes(leg.instrument);
  return {
    amount: amount !== null,
    // An amount that is not told is missed once.
    "exact-amount": amount === null ? null : amount.point !== null && amount.qualifier === "exact",
    term: capital
      ? null
      : leg.termYears !== null || about.some((claim) => /^(term|vesting|delivery|tranche|start|issue-date)/.test(claim.predicate)),
    conditions: leg.condition !== "",
    "price-or-quantity": about.some((claim) => !NO_TERM.has(claim.predicate) && claim.amount !== null),
    signed: status !== null && statusRank(status.status) >= SIGNED,
    "first-hand": firstHand,
  };
}

function mean(rows: readonly { readonly score: number }[]): number | null {
  return rows.length === 0 ? null : rows.reduce((total, row) => total + row.score, 0) / rows.length;
}
