import type { Range } from "../range.ts";

/**
 * What a model is fed with, one figure a row: an amount (low, as stated, high) with the leg, the claim and the source that it rests on, or the
 * assumption. A row without claim and assumption is arithmetic on rows that have them.
 */
export interface Input extends Range {
  readonly what:
    | "obligation"
    | "guarantee"
    | "loan"
    | "repayment"
    | "external-liability"
    | "cash"
    | "equity"
    | "value"
    | "stake"
    | "supply"
    | "revenue";
  /** Who owes, holds or supplies; the firm itself for a figure of one firm. */
  readonly from: string;
  /** Towards whom; null for a figure of one firm. */
  readonly to: string | null;
  readonly leg: string | null;
  readonly claim: string | null;
  readonly source: string | null;
  /** Keys of the assumptions it rests on, such as "even-spread". */
  readonly assumptions: readonly string[];
}

/** What an answer would need and the evidence does not say. */
export interface Missing {
  readonly what: Input["what"] | "essentiality" | "recovery" | "threshold";
  readonly entity: string;
  readonly leg: string | null;
  readonly reason: MissingReason;
}

type MissingReason =
  /** The leg has no amount. */
  | "no-amount"
  /** Neither the leg nor an assumption says over how many years. */
  | "no-term"
  /** Announced, not under contract. */
  | "not-under-contract"
  /** The whole debt is stated, not when it falls due. */
  | "no-maturities"
  /** The last part of a debt is stated without an end. */
  | "open-ended"
  /** No claim gives the figure. */
  | "no-claim";

/** Sorted by what, from, to, leg. */
export function compareInputs(a: Input, b: Input): number {
  const key = (row: Input): string => [row.what, row.from, row.to ?? "", row.leg ?? "", row.claim ?? ""].join("\n");
  return key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0;
}

export function compareMissing(a: Missing, b: Missing): number {
  const key = (row: Missing): string => [row.what, row.entity, row.leg ?? "", row.reason].join("\n");
  return key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0;
}

export const ends = ["low", "point", "high"] as const;
export type End = (typeof ends)[number];
