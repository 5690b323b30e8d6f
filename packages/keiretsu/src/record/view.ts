import type { Amount } from "./amount.ts";
import type { Casebook, Claim, Leg, Status, StatusEvent } from "./casebook.ts";

/** How one amount is chosen among contradicting claims; the losers stay citable. */
export type Policy = "editor" | "latest" | "strongest" | "lowest" | "highest";

/** What the reader asks for: true when, known when, how firm, chosen how. Dates are ISO text at any precision; null = no limit. */
export interface ViewOptions {
  readonly validOn: string | null;
  readonly knownOn: string | null;
  /** Only rows that had entered the casebook by this date; null = all. */
  readonly recordedOn: string | null;
  readonly atLeast: Status;
  readonly policy: Policy;
  /** Chapters to count; null = the casebook's headline chapters, ["all"] = every one. */
  readonly chapters: readonly string[] | null;
  /** Where a whole and its parts are both recorded: count the whole, or its parts; never both. Umbrellas never count unless "umbrellas". */
  readonly composition: "wholes" | "parts" | "umbrellas";
}

/** Why a leg counts or does not, in the order in which the questions are asked. */
export type Verdict =
  | "counted"
  | "not-known"
  | "not-valid"
  | "denied"
  | "lapsed"
  | "below-status"
  | "other-chapter"
  | "valuation"
  | "umbrella"
  | "part-of-counted"
  | "counted-by-parts";

/** One leg as seen from the view. */
export interface LegView {
  readonly leg: Leg;
  readonly verdict: Verdict;
  /** Status in force, null when nothing about it is known yet. */
  readonly status: StatusEvent | null;
  /** Amount by the policy; null = unknown. */
  readonly amount: Amount | null;
  /** The claim that gave the amount. */
  readonly chosen: Claim | null;
  /** The other amount claims known at that date, contradicting or not, sorted by id. */
  readonly others: readonly Claim[];
}

export interface View {
  readonly casebook: Casebook;
  readonly options: ViewOptions;
  /** Every leg of the casebook, sorted by id. */
  readonly legs: readonly LegView[];
}
