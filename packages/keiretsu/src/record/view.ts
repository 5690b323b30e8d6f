import { KeiretsuError } from "../assert.ts";
import { compareText } from "../finding.ts";
import type { Amount } from "./amount.ts";
import type { Casebook, Claim, Confidence, Leg, Status, StatusEvent } from "./casebook.ts";
import { composition } from "./composition.ts";
import type { DayRange } from "./date.ts";
import { compareKnown, compareValid, horizon, type Horizon, isKnown, isRecorded, isValid } from "./horizon.ts";
import { amountCandidates, chooseAmount, policies } from "./policy.ts";
import { confidenceRank, confidences, sourceConfidence, statuses, statusRank } from "./strength.ts";
import { isSupposed } from "./supposed.ts";

/** How one amount is chosen among contradicting claims; the losers stay citable. */
export type Policy = "editor" | "latest" | "strongest" | "lowest" | "highest";

/** What the reader asks for: true when, known when, how firm, chosen how. Dates are ISO text at any precision; null = no limit. */
export interface ViewOptions {
  readonly validOn: string | null;
  readonly knownOn: string | null;
  /** Only rows that had entered the casebook by this date; null = all. */
  readonly recordedOn: string | null;
  readonly atLeast: Status;
  /** Only claims at least this strong, and turns whose source is; null = all. What is weaker is not seen at all, nor what it corrects. */
  readonly minimumConfidence: Confidence | null;
  readonly policy: Policy;
  /** Chapters to count; null = the casebook's headline chapters, ["all"] = every one. */
  readonly chapters: readonly string[] | null;
  /** Where a whole and its parts are both recorded: count the whole, or its parts; never both. Umbrellas never count unless "umbrellas". */
  readonly composition: "wholes" | "parts" | "umbrellas";
}

export const defaultViewOptions: ViewOptions = {
  validOn: null,
  knownOn: null,
  recordedOn: null,
  atLeast: "announced",
  minimumConfidence: null,
  policy: "editor",
  chapters: null,
  composition: "wholes",
};

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
  /** Since when the leg stood anywhere: the earliest valid_on among the turns that are seen. */
  readonly since: DayRange | null;
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

/**
 * Look at a casebook from three dates, a status and a policy. Nothing is lost: every leg is there with the reason why it counts or not,
 * the turn that gave its status, the claim that gave its amount and the claims that did not.
 * Throws `bad-date`, `bad-option`, `unknown-chapter`. Cost O(rows log rows).
 */
export function view(whole: Casebook, options: Partial<ViewOptions> = {}): View {
  const asked: ViewOptions = { ...defaultViewOptions, ...options };
  checkOptions(whole, asked);
  const casebook = asked.minimumConfidence === null ? whole : strongEvidence(whole, asked.minimumConfidence);
  const seen = horizon(asked);
  const turns = turnsByLeg(casebook, seen);
  const claims = groupBy(visibleClaims(casebook, seen), (claim) => claim.subject);
  const compareTurns = turnOrder(casebook);
  const chapterOf = new Map(casebook.deals.map((deal) => [deal.id, deal.chapter]));
  const chapters = asked.chapters ?? casebook.chapters;

  const legs = [...casebook.legs].sort((a, b) => compareText(a.id, b.id));
  const views = legs.map((leg): LegView => {
    const known = turns.get(leg.id) ?? [];
    const valid = known.filter((turn) => isValid(turn, seen)).sort(compareTurns);
    const status = valid.at(-1) ?? null;
    const stated = (claims.get(leg.id) ?? []).filter((claim) => isValid(claim, seen));
    const candidates = amountCandidates(stated);
    const question = { leg, claims: candidates, all: casebook.claims, policy: asked.policy, currency: casebook.currency };
    const chosen = supposedAmount(candidates) ?? chooseAmount(question);
    return {
      leg,
      verdict: verdictOf({ known, status, atLeast: asked.atLeast, inChapter: inChapters(chapterOf.get(leg.deal), chapters), leg }),
      status,
      since: valid.map((turn) => turn.validOn).sort(compareValid)[0] ?? null,
      amount: chosen?.amount ?? null,
      chosen,
      others: stated.filter((claim) => claim.predicate === "amount" && claim !== chosen).sort((a, b) => compareText(a.id, b.id)),
    };
  });
  return { casebook, options: asked, legs: composition(views, asked.composition) };
}

/** What is supposed of an amount stands before what any rule would choose; of several the one true last. */
function supposedAmount(claims: readonly Claim[]): Claim | null {
  return claims.filter(isSupposed).sort((a, b) => compareValid(b.validOn, a.validOn) || compareText(a.id, b.id))[0] ?? null;
}

/**
 * Claims that are known and recorded, less those that a seen claim supersedes. Supersession asks for both dates, so that a correction that
 * became known later leaves what was believed before it as it was.
 */
export function visibleClaims(casebook: Casebook, seen: Horizon): readonly Claim[] {
  const visible = casebook.claims.filter((claim) => isKnown(claim, seen) && isRecorded(claim, seen));
  const superseded = new Set(visible.map((claim) => claim.supersedes));
  return visible.filter((claim) => !superseded.has(claim.id));
}

/** The casebook without the claims and turns that are weaker than asked, what is supposed kept; its digest stays that of the whole. */
function strongEvidence(casebook: Casebook, minimum: Confidence): Casebook {
  const weakest = confidenceRank(minimum);
  const sources = new Map(casebook.sources.map((source) => [source.id, source]));
  return {
    ...casebook,
    claims: casebook.claims.filter((claim) => isSupposed(claim) || confidenceRank(claim.confidence) <= weakest),
    status: casebook.status.filter((turn) => isSupposed(turn) || confidenceRank(sourceConfidence(sources.get(turn.source))) <= weakest),
  };
}

/** The turns of each leg that are known and recorded, in no order. */
function turnsByLeg(casebook: Casebook, seen: Horizon): ReadonlyMap<string, readonly StatusEvent[]> {
  return groupBy(
    casebook.status.filter((turn) => isKnown(turn, seen) && isRecorded(turn, seen)),
    (turn) => turn.leg,
  );
}

/** Weakest hold on the present first: the last turn in this order is the one in force. A supposed turn holds against any on record. */
export function turnOrder(casebook: Casebook): (a: StatusEvent, b: StatusEvent) => number {
  const sources = new Map(casebook.sources.map((source) => [source.id, source]));
  const strength = (turn: StatusEvent): number => confidenceRank(sourceConfidence(sources.get(turn.source)));
  return (a, b) =>
    Number(isSupposed(a)) - Number(isSupposed(b)) ||
    compareValid(a.validOn, b.validOn) ||
    compareKnown(a.knownOn, b.knownOn) ||
    strength(b) - strength(a) ||
    compareText(a.source, b.source) ||
    compareText(a.status, b.status) ||
    compareText(a.note, b.note);
}

function verdictOf(question: {
  readonly leg: Leg;
  readonly known: readonly StatusEvent[];
  readonly status: StatusEvent | null;
  readonly atLeast: Status;
  readonly inChapter: boolean;
}): Verdict {
  const { leg, known, status } = question;
  if (known.length === 0) return "not-known";
  if (status === null) return "not-valid";
  if (status.status === "denied" || status.status === "lapsed") return status.status;
  if (statusRank(status.status) < statusRank(question.atLeast)) return "below-status";
  if (!question.inChapter) return "other-chapter";
  return leg.gives === "valuation" ? "valuation" : "counted";
}

function inChapters(chapter: string | undefined, chapters: readonly string[]): boolean {
  return chapters.includes("all") || (chapter !== undefined && chapters.includes(chapter));
}

function checkOptions(casebook: Casebook, options: ViewOptions): void {
  if (statusRank(options.atLeast) < 0) {
    const needed = statuses.filter((status) => statusRank(status) >= 0).join(", ");
    throw new KeiretsuError("bad-option", `atLeast is "${options.atLeast}", expected one of ${needed}`);
  }
  if (!policies.includes(options.policy)) {
    throw new KeiretsuError("bad-option", `policy is "${options.policy}", expected one of ${policies.join(", ")}`);
  }
  if (options.minimumConfidence !== null && !confidences.includes(options.minimumConfidence)) {
    throw new KeiretsuError("bad-option", `minimumConfidence is "${options.minimumConfidence}", expected one of ${confidences.join(", ")}`);
  }
  if (!["wholes", "parts", "umbrellas"].includes(options.composition)) {
    throw new KeiretsuError("bad-option", `composition is "${options.composition}", expected wholes, parts or umbrellas`);
  }
  const chapters = new Set(casebook.deals.map((deal) => deal.chapter));
  for (const chapter of options.chapters ?? []) {
    if (chapter === "all" || chapters.has(chapter) || casebook.chapters.includes(chapter)) continue;
    throw new KeiretsuError(
      "unknown-chapter",
      `chapter "${chapter}" is in no deal, expected all or one of ${[...chapters].sort().join(", ")}`,
    );
  }
}

function groupBy<T>(rows: readonly T[], key: (row: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(key(row));
    if (group) group.push(row);
    else groups.set(key(row), [row]);
  }
  return groups;
}
