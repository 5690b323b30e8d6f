import { compareText } from "../finding.ts";
import { type Result, toResult } from "../network/result.ts";
import type { Amount } from "./amount.ts";
import type { Casebook, Claim, RosterRow, Source } from "./casebook.ts";
import { derive, type DeriveOptions, type Figure } from "./derive.ts";
import { facts, type FactGroup, type FactsOptions } from "./facts.ts";
import { find, type FindOptions, type Hit } from "./find.ts";
import { type Belief, history, type HistoryOptions } from "./history.ts";
import { roster, type RosterOptions } from "./roster.ts";
import type { View } from "./view.ts";

/**
 * The answers of the record in the envelope that every command writes. Ids and never lines, so that the order of rows cannot show; every
 * answer brings the sources it cites. Dates are text at the precision known; null is unknown.
 */
export interface CitedSource {
  readonly id: string;
  readonly publisher: string;
  readonly title: string;
  readonly author: string;
  readonly publishedOn: string | null;
  readonly language: string;
  readonly address: string;
  readonly kind: string;
  readonly seen: boolean;
}

export interface StatedAmount {
  readonly low: number | null;
  readonly point: number | null;
  readonly high: number | null;
  readonly qualifier: string;
  readonly unit: string;
}

export interface CitedClaim {
  readonly id: string;
  readonly subject: string;
  readonly predicate: string;
  readonly value: string;
  readonly unit: string;
  readonly qualifier: string;
  readonly amount: StatedAmount | null;
  readonly period: string;
  readonly validOn: string | null;
  readonly knownOn: string | null;
  readonly recordedOn: string | null;
  readonly basis: Claim["basis"];
  readonly stance: Claim["stance"];
  readonly confidence: Claim["confidence"];
  readonly attributedTo: string | null;
  readonly source: string;
  readonly origin: string | null;
  readonly place: string;
  readonly paraphrase: string;
  readonly paraphraseFr: string;
}

export interface FactClaim extends CitedClaim {
  /** Where the statement comes from after following who relays whom. */
  readonly comesFrom: string;
  readonly supersededBy: string | null;
  readonly contradicts: readonly string[];
  readonly chosen: boolean;
}

export interface FactsValues {
  readonly subjects: readonly string[];
  readonly groups: readonly (Omit<FactGroup, "facts"> & { readonly claims: readonly string[] })[];
  readonly claims: readonly FactClaim[];
  readonly sources: readonly CitedSource[];
}

export function factsResult(casebook: Casebook, asked: Partial<FactsOptions> & Pick<FactsOptions, "subject">): Result<FactsValues> {
  const { options, subjects, groups, toldBy } = facts(casebook, asked);
  const claims = groups.flatMap((group) =>
    group.facts.map((fact): FactClaim => {
      const { supersededBy, contradicts, chosen } = fact;
      return { ...citedClaim(fact.claim), comesFrom: fact.origin, supersededBy, contradicts, chosen };
    }),
  );
  const listed = groups.map(({ facts: said, ...group }) => ({ ...group, claims: said.map((fact) => fact.claim.id) }));
  const sources = cited(casebook, [...claims.map((claim) => claim.source), ...claims.map((claim) => claim.comesFrom), ...toldBy]);
  return answer("facts", { casebook, options, asOf: options }, { subjects, groups: listed, claims, sources });
}

export interface FindValues {
  readonly total: number;
  readonly hits: readonly Hit[];
  readonly sources: readonly CitedSource[];
}

export function findResult(casebook: Casebook, asked: Partial<FindOptions> & Pick<FindOptions, "text">): Result<FindValues> {
  const { options, hits, total } = find(casebook, asked);
  // The tail of a logarithm may differ from one machine to the next: twelve digits are the same everywhere.
  const rounded = hits.map((hit) => ({ ...hit, score: Number(hit.score.toPrecision(12)) }));
  const sources = cited(
    casebook,
    hits.flatMap((hit) => hit.sources),
  );
  const asOf = { validOn: null, knownOn: options.knownOn };
  return answer("find", { casebook, options, asOf }, { total, hits: rounded, sources });
}

export interface StatedTurn {
  readonly leg: string;
  readonly kind: "status" | "claim";
  readonly knownOn: string;
  readonly validOn: string | null;
  readonly status: string | null;
  readonly claim: CitedClaim | null;
  readonly text: string;
  readonly textFr: string;
  readonly source: string;
  readonly belief: { readonly status: string | null; readonly amount: StatedAmount | null; readonly chosen: string | null };
  readonly changes: boolean;
}

export interface HistoryValues {
  readonly legs: readonly string[];
  readonly turns: readonly StatedTurn[];
  readonly undated: readonly CitedClaim[];
  readonly sources: readonly CitedSource[];
}

export function historyResult(casebook: Casebook, asked: Partial<HistoryOptions> & Pick<HistoryOptions, "id">): Result<HistoryValues> {
  const { options, legs, turns, undated } = history(casebook, asked);
  const stated = turns.map((turn): StatedTurn => {
    const { leg, kind, status, text, textFr, source, changes } = turn;
    const dates = { knownOn: turn.knownOn.text, validOn: turn.validOn?.text ?? null };
    const claim = turn.claim && citedClaim(turn.claim);
    return { leg, kind, ...dates, status, claim, text, textFr, source, belief: statedBelief(turn.belief), changes };
  });
  const sources = cited(
    casebook,
    [...turns, ...undated].map((row) => row.source),
  );
  return answer("history", { casebook, options, asOf: options }, { legs, turns: stated, undated: undated.map(citedClaim), sources });
}

export interface StatedFigure extends Omit<Figure, "row" | "inputs"> {
  readonly id: string;
  readonly title: string;
  readonly titleFr: string;
  readonly formula: string;
  readonly unit: string;
  readonly inputs: readonly (Omit<Figure["inputs"][number], "claim"> & { readonly source: string | null; readonly unit: string | null })[];
  readonly expected: number | null;
  readonly tolerance: number | null;
  /** Claim whose conclusion is tested, what it says of this figure, and the figure it is compared with. */
  readonly stated: string | null;
  readonly relation: string | null;
  readonly than: string | null;
  readonly note: string;
  readonly noteFr: string;
}

export interface DeriveValues {
  readonly figures: readonly StatedFigure[];
  readonly sources: readonly CitedSource[];
}

export function deriveResult(view: View, asked: Partial<DeriveOptions> = {}): Result<DeriveValues> {
  const { casebook } = view;
  const figures = derive(view, asked);
  const sourceOf = new Map(casebook.claims.map((claim) => [claim.id, claim.source]));
  const testing = figures.flatMap(({ row }) => (row.stated === null ? [] : [sourceOf.get(row.stated) ?? ""]));
  const sources = cited(casebook, [...figures.flatMap((figure) => figure.inputs.map((input) => input.claim?.source ?? "")), ...testing]);
  const options = { ...view.options, ids: asked.ids ?? null, set: asked.set ?? [] };
  return answer("derive", { casebook, options, asOf: view.options }, { figures: figures.map(statedFigureOf), sources });
}

export interface RosterMember {
  readonly group: string;
  readonly club: string | null;
  readonly validOn: string | null;
  readonly member: string;
  readonly memberLocal: string;
  readonly entity: string | null;
  readonly role: string;
  readonly source: string;
  readonly confidence: RosterRow["confidence"];
}

export interface RosterValues {
  readonly members: readonly RosterMember[];
  readonly clubs: readonly {
    readonly group: string;
    readonly club: string | null;
    readonly validOn: string | null;
    readonly source: string;
    readonly members: number;
    /** Dates of every list of this club. */
    readonly dates: readonly string[];
  }[];
  readonly sources: readonly CitedSource[];
}

export function rosterResult(casebook: Casebook, asked: Partial<RosterOptions> = {}): Result<RosterValues> {
  const { options, rosters, dates } = roster(casebook, asked);
  const members = rosters.flatMap((list) =>
    list.members.map((row): RosterMember => {
      const { group, club, member, memberLocal, entity, role, source, confidence } = row;
      return { group, club, validOn: row.validOn?.text ?? null, member, memberLocal, entity, role, source, confidence };
    }),
  );
  const clubs = rosters.map(({ group, club, validOn, source, members: rows }) => {
    const lists = dates.find((row) => row.group === group && row.club === club);
    return { group, club, validOn: validOn?.text ?? null, source, members: rows.length, dates: lists?.validOn ?? [] };
  });
  const sources = cited(
    casebook,
    rosters.map((list) => list.source),
  );
  return answer("roster", { casebook, options, asOf: { validOn: options.validOn, knownOn: null } }, { members, clubs, sources });
}

// ------------------------------------------------------------------------------------------------------------- helpers

function answer<T>(
  model: string,
  from: { readonly casebook: Casebook; readonly options: object; readonly asOf: { validOn: string | null; knownOn: string | null } | null },
  values: T,
): Result<T> {
  const { casebook, options, asOf } = from;
  const dates = asOf && { validOn: asOf.validOn, knownOn: asOf.knownOn };
  return toResult(model, { digest: casebook.digest, unit: casebook.currency, asOf: dates }, { ...options }, { values });
}

export function citedClaim(claim: Claim): CitedClaim {
  const { id, subject, predicate, value, unit, qualifier, amount, period, basis, stance, confidence, attributedTo, source, origin } = claim;
  return {
    id,
    subject,
    predicate,
    value,
    unit,
    qualifier,
    amount: amount && statedAmount(amount),
    period,
    validOn: claim.validOn?.text ?? null,
    knownOn: claim.knownOn?.text ?? null,
    recordedOn: claim.recordedOn?.text ?? null,
    basis,
    stance,
    confidence,
    attributedTo,
    source,
    origin,
    place: claim.sourcePlace,
    paraphrase: claim.paraphrase,
    paraphraseFr: claim.paraphraseFr,
  };
}

function statedAmount({ low, point, high, qualifier, unit }: Amount): StatedAmount {
  return { low, point, high, qualifier, unit };
}

function statedBelief({ status, amount, chosen }: Belief): StatedTurn["belief"] {
  return { status, amount: amount && statedAmount(amount), chosen };
}

function statedFigureOf(figure: Figure): StatedFigure {
  const { row, low, point, high, method, error, holds, verdict, thanPoint } = figure;
  const { id, title, titleFr, formula, unit, expected, tolerance, stated, relation, than, note, noteFr } = row;
  const inputs = figure.inputs.map((input) => {
    const { kind, claim, counted } = input;
    const range = { low: input.low, point: input.point, high: input.high };
    return { kind, id: input.id, ...range, counted, unit: claim?.unit ?? null, source: claim?.source ?? null };
  });
  const result = { low, point, high, method, error, inputs, holds, verdict, thanPoint };
  return { id, title, titleFr, formula, unit, ...result, expected, tolerance, stated, relation, than, note, noteFr };
}

/** The sources of these ids, each once, sorted; ids that are no source are left out. */
export function cited(casebook: Casebook, ids: readonly string[]): readonly CitedSource[] {
  const wanted = new Set(ids);
  return casebook.sources
    .filter((source) => wanted.has(source.id))
    .sort((a, b) => compareText(a.id, b.id))
    .map(({ id, publisher, title, author, publishedOn, language, address, kind, seen }: Source): CitedSource => {
      return { id, publisher, title, author, publishedOn: publishedOn?.text ?? null, language, address, kind, seen };
    });
}
