import { KeiretsuError } from "../assert.ts";
import { compareText } from "../finding.ts";
import type { Amount } from "./amount.ts";
import type { Casebook, Claim, Status, StatusEvent } from "./casebook.ts";
import type { DayRange } from "./date.ts";
import { compareKnown, compareValid, horizon, isKnown, isRecorded, isValid } from "./horizon.ts";
import { subjects } from "./subject.ts";
import { defaultViewOptions, type LegView, type Policy, view, visibleClaims } from "./view.ts";

export interface HistoryOptions {
  /** Id of a deal (all its legs) or of a leg. */
  readonly id: string;
  readonly knownOn: string | null;
  readonly validOn: string | null;
  readonly recordedOn: string | null;
  readonly policy: Policy;
}

/** Something that a source said of a leg, at the moment it could be known, and what had to be believed at the end of that day. */
export interface Turn {
  readonly leg: string;
  readonly kind: "status" | "claim";
  readonly knownOn: DayRange;
  readonly validOn: DayRange | null;
  /** The status that the turn gives, null for a claim. */
  readonly status: Status | null;
  /** The claim, null for a turn of the status. */
  readonly claim: Claim | null;
  readonly event: StatusEvent | null;
  /** Our words for it; the French may be empty. */
  readonly text: string;
  readonly textFr: string;
  readonly source: string;
  readonly belief: Belief;
  /** Whether the belief differs from the one before this day. */
  readonly changes: boolean;
}

/** Status in force and amount by the policy, from all that was known at the end of a day. */
export interface Belief {
  readonly status: Status | null;
  readonly amount: Amount | null;
  readonly chosen: string | null;
}

export interface History {
  readonly options: HistoryOptions;
  readonly legs: readonly string[];
  /** By knowledge, then leg, then validity; status before claims. */
  readonly turns: readonly Turn[];
  /** Turns that cannot be placed in time because no knowledge date is recorded. */
  readonly undated: readonly Claim[];
}

/**
 * What was believed when, by whom: every turn of the status of a leg, or of the legs of a deal, and every claim about its amount and its
 * standing, in the order in which they could be known. Throws `unknown-subject`, `bad-date`. Cost: one view a date of knowledge.
 */
export function history(casebook: Casebook, asked: Partial<HistoryOptions> & Pick<HistoryOptions, "id">): History {
  const options: HistoryOptions = { knownOn: null, validOn: null, recordedOn: null, policy: "editor", ...asked };
  const seen = horizon(options);
  const ids = subjects(casebook, options.id);
  const legIds = new Set(casebook.legs.map((leg) => leg.id).filter((id) => ids.includes(id)));
  if (legIds.size === 0)
    throw new KeiretsuError("unknown-subject", `"${options.id}" is no deal or leg of the casebook: find searches by words`);
  const legs = [...legIds].sort(compareText);
  const small = restrict(casebook, legIds);

  const events = small.status.filter((event) => isKnown(event, seen) && isRecorded(event, seen) && isValid(event, seen));
  const claims = visibleClaims(small, seen).filter((claim) => isValid(claim, seen) && tellsOfStanding(claim));
  const days = [...new Set([...events, ...claims].flatMap((row) => (row.knownOn === null ? [] : [row.knownOn.lastDay])))].sort(
    (a, b) => a - b,
  );
  const beliefs = beliefsByDay(small, days, options);

  const turns = [
    ...events.map((event) => ofEvent(event)),
    ...claims.flatMap((claim) => (claim.knownOn ? [ofClaim(claim, claim.knownOn)] : [])),
  ];
  turns.sort(byKnowledge);
  return {
    options,
    legs,
    turns: turns.map((turn) => {
      const after = beliefs.get(turn.knownOn.lastDay)!.get(turn.leg)!;
      const before = beliefs.get(days[days.indexOf(turn.knownOn.lastDay) - 1] ?? -Infinity)?.get(turn.leg);
      return { ...turn, belief: after, changes: before === undefined || !sameBelief(before, after) };
    }),
    undated: claims.filter((claim) => claim.knownOn === null).sort((a, b) => compareText(a.id, b.id)),
  };
}

/** Amounts (amount, amount-paid ...), the status, and whatever denies or revises: the rest describes the deal and is for facts. */
function tellsOfStanding(claim: Claim): boolean {
  return /^(amount|status|commitment|binding)/.test(claim.predicate) || claim.stance !== "asserts";
}

/** The casebook of a few legs, so that a view a day costs little. */
function restrict(casebook: Casebook, legs: ReadonlySet<string>): Casebook {
  return {
    ...casebook,
    legs: casebook.legs.filter((leg) => legs.has(leg.id)).map((leg) => ({ ...leg, partOf: [] })),
    claims: casebook.claims.filter((claim) => legs.has(claim.subject)),
    status: casebook.status.filter((event) => legs.has(event.leg)),
  };
}

function beliefsByDay(
  casebook: Casebook,
  days: readonly number[],
  options: HistoryOptions,
): ReadonlyMap<number, ReadonlyMap<string, Belief>> {
  const ofDay = (day: number): readonly LegView[] => {
    const isThen = (row: { readonly knownOn: DayRange | null }): boolean => row.knownOn !== null && row.knownOn.lastDay <= day;
    const known = { ...casebook, claims: casebook.claims.filter(isThen), status: casebook.status.filter(isThen) };
    const { validOn, recordedOn, policy } = options;
    return view(known, { ...defaultViewOptions, validOn, recordedOn, policy, atLeast: "rumoured", chapters: ["all"] }).legs;
  };
  return new Map(
    days.map((day) => [
      day,
      new Map(
        ofDay(day).map((row) => [row.leg.id, { status: row.status?.status ?? null, amount: row.amount, chosen: row.chosen?.id ?? null }]),
      ),
    ]),
  );
}

type Said = Omit<Turn, "belief" | "changes">;

function ofEvent(event: StatusEvent): Said {
  const { leg, knownOn, validOn, status, source } = event;
  return { leg, kind: "status", knownOn, validOn, status, claim: null, event, text: event.note, textFr: event.noteFr, source };
}

function ofClaim(claim: Claim, knownOn: DayRange): Said {
  const { subject: leg, validOn, source } = claim;
  return {
    leg,
    kind: "claim",
    knownOn,
    validOn,
    status: null,
    claim,
    event: null,
    text: claim.paraphrase,
    textFr: claim.paraphraseFr,
    source,
  };
}

function byKnowledge(a: Said, b: Said): number {
  return (
    compareKnown(a.knownOn, b.knownOn) ||
    compareText(a.leg, b.leg) ||
    compareText(b.kind, a.kind) ||
    compareValid(a.validOn, b.validOn) ||
    compareText(a.source, b.source) ||
    compareText(a.claim?.id ?? a.status ?? "", b.claim?.id ?? b.status ?? "") ||
    compareText(a.text, b.text)
  );
}

function sameBelief(a: Belief, b: Belief): boolean {
  return (
    a.status === b.status &&
    a.amount?.low === b.amount?.low &&
    a.amount?.point === b.amount?.point &&
    a.amount?.high === b.amount?.high &&
    a.amount?.unit === b.amount?.unit
  );
}
