import { KeiretsuError } from "../../assert.ts";
import { compareText } from "../../finding.ts";
import { fromEdges } from "../../network/network.ts";
import { type Result, toResult, type Warning } from "../../network/result.ts";
import { statedFigure } from "../../record/policy.ts";
import { stakes } from "../../record/stakes.ts";
import type { View } from "../../record/view.ts";
import { perimeter } from "../../record/perimeter.ts";
import type { WaitKind } from "../../simulate/unwinding.ts";
import { type Unwinding, unwinding } from "../../simulate/unwinding.ts";
import { setOff } from "../../trace/set-off.ts";
import { viewParams } from "../params.ts";
import type { Range } from "../range.ts";
import { amountsOf } from "../stress/obligations.ts";
import { dayText, windowOf } from "../stress/window.ts";
import { type Absorption, absorptions, type Pace, paces } from "./pace.ts";
import { type Intervention, withoutOwnership } from "./dissolve.ts";
import { endsOf, firmsOf, type Grounds, reachOf, termKey } from "./ends.ts";
import { type ExitTerm, type ExitTerms, isStake, noTerms, type Reach, termNames, type TieKind, tieKinds, tieNames } from "./terms.ts";
import { claimsOf, endText, type LeftOut, membersOf, type Tie, type Ties, tiesOf } from "./ties.ts";

export interface UnwindOptions {
  /** Whose ties; null = of all. */
  readonly entity: string | null;
  /** Only ties with this one. */
  readonly from: string | null;
  /** Only ties within a group, or of the entity with it. */
  readonly group: string | null;
  /** Most quarters of the frontier; null = as many as the harsh reading takes, twelve at least. */
  readonly quarters: number | null;
  readonly terms: ExitTerms;
  /** A layer that an authority takes away; null = none. */
  readonly without: "ownership" | null;
}

export interface UnwoundTie {
  readonly id: string;
  readonly kind: TieKind;
  readonly holder: string;
  readonly issuer: string;
  readonly size: Range | null;
  readonly share: number | null;
  /** Quarters until it is out at the soonest, in the kind and the harsh reading; null = nothing bounds it. */
  readonly quarters: Reach;
  /**
   * Whether it can be ended within a year: "yes" in any reading, "no" in none; "unless-broken": the record holds it to a term beyond a year, and that it may be broken
   * before is assumed; "not-known" otherwise.
   */
  readonly withinYear: "yes" | "no" | "unless-broken" | "not-known";
  /** End of the term that the record states. */
  readonly endsOn: string | null;
  /** Assumed terms in use, and terms of which neither a claim nor an assumption speaks. */
  readonly assumed: readonly string[];
  readonly unknown: readonly string[];
  readonly legs: readonly string[];
  readonly claims: readonly string[];
  readonly sources: readonly string[];
}

export interface TieLink {
  readonly tie: string;
  readonly wait: WaitKind | null;
  readonly waitQuarters: number;
  readonly saleQuarters: number;
  readonly finish: number;
}

export interface Unwind {
  readonly today: string;
  /** In the order in which they can be out. */
  readonly ties: readonly UnwoundTie[];
  readonly leftOut: readonly LeftOut[];
  readonly leastTime: Reach;
  readonly criticalChain: { readonly kind: readonly TieLink[]; readonly harsh: readonly TieLink[] };
  readonly cancelled: readonly { readonly ties: readonly [string, string]; readonly amount: number | null; readonly quarter: number }[];
  /** Loss of being out after so many quarters, of the ties whose size is known; null = not possible, or not bounded. */
  readonly frontier: readonly { readonly quarters: number; readonly low: number | null; readonly high: number | null }[];
  /** Ties that are in no loss, for want of an amount or a value. */
  readonly unvalued: readonly string[];
  /** Who bears the loss of the fastest way out, in the two readings: a range, no bound, since the harsh way takes longer. */
  readonly bearers: readonly { readonly entity: string; readonly low: number; readonly high: number | null }[];
  /** Part of the tied money that is still tied after each quarter, on the fastest way out. */
  readonly remaining: readonly { readonly quarter: number; readonly low: number; readonly high: number | null }[];
  /** How much of the money on these ties goes round, as they fall away, and the quarter in which it has halved. */
  readonly circular: {
    readonly today: number;
    readonly steps: readonly { readonly quarter: number; readonly low: number; readonly high: number }[];
    readonly halved: Reach | null;
  };
  /** What each assumed term alone does: all others kindly read, this one harshly. */
  readonly sensitivity: readonly { readonly term: string; readonly leastTime: number | null; readonly halved: number | null }[];
  readonly pace: readonly Pace[];
  /** How long sources say that an unwinding took. */
  readonly reported: readonly { readonly subject: string; readonly years: number; readonly claim: string; readonly source: string }[];
  readonly absorption: readonly Absorption[];
  /** What is left of each group when the layer is taken away; null = not asked. */
  readonly intervention: Intervention | null;
  readonly terms: readonly ExitTerm[];
}

const YEAR = 4;
const USUAL_QUARTERS = 12;
const POINTS = 10;

const defaultUnwindOptions: UnwindOptions = { entity: null, from: null, group: null, quarters: null, terms: noTerms, without: null };

/**
 * Question: how long and how costly is it to undo the ties of one firm, of two, or of a group, in which order, who bears the loss, and which notices and consents bind?
 * Every term that no claim states is assumed at both ends (all kind, all harsh), so that the answer is an interval: more waiting, thinner markets and dearer
 * exits never shorten or cheapen it. Where an assumption bounds nothing, neither does the answer. Throws `unknown-subject`.
 */
export function unwind(view: View, options: Partial<UnwindOptions> = {}): Result<Unwind> {
  const asked: UnwindOptions = { ...defaultUnwindOptions, ...options };
  const window = windowOf(view, null);
  const today = dayOf(view, window.firstDay - 1);
  const { ties, kept, leftOut } = asTied(view, asked, today);
  checkTerms(asked.terms, view);
  const grounds: Grounds = { ties, kept, terms: asked.terms, today };
  const kind = endsOf(grounds, () => false);
  const harsh = endsOf(grounds, () => true);
  const soon = unwinding(kind.params);
  const late = unwinding(harsh.params);
  const bounded = harsh.unbounded.size === 0;
  const horizon = asked.quarters ?? Math.max(USUAL_QUARTERS, bounded ? late.values.leastTime : soon.values.leastTime);
  const times = evenly(soon.values.leastTime, horizon);
  const cheap = unwinding({ ...kind.params, quarters: horizon, times }).values.frontier;
  const dear = bounded ? unwinding({ ...harsh.params, quarters: horizon, times }).values.frontier : [];
  const unvalued = ties.filter(
    ({ size, value, listed, kind: what }) => size === null || (isStake(what) && listed !== false && value === null),
  );
  const unvaluedIds = unvalued.map(({ id }) => id);
  const valued = unvalued.length < ties.length;
  const names = firmsOf(grounds);
  const rank = ties.map((_, p) => soon.values.earliest[p]);
  const quartersOf = (p: number): Reach => ({
    low: soon.values.earliest[p],
    high: harsh.unbounded.has(ties[p].id) ? null : late.values.earliest[p],
  });
  const told = ties.map((tie, p): UnwoundTie => toldTie(tie, { quarters: quartersOf(p), terms: asked.terms, yearOn: window.lastDay }));
  const circle = circularity(view, ties);
  const low = circle(soon.values.earliest);
  const high = circle(asLate(late.values.earliest, ties, harsh.unbounded));
  const warnings: Warning[] = [...(soon.warnings ?? []), ...(bounded ? (late.warnings ?? []) : [])];
  const mutual = ties.filter(
    (tie) => isStake(tie.kind) && tie.size === null && ties.some((other) => other.holder === tie.issuer && other.issuer === tie.holder),
  );
  if (mutual.length > 0)
    warnings.push({
      code: "mutual-unvalued",
      message: `stakes that two firms hold in each other could cancel, but their values are unknown: ${mutual.map(({ id }) => id).join(", ")}`,
    });
  if (ties.length === 0) warnings.push({ code: "no-ties", message: "no tie stands between the firms asked for at this date" });
  return toResult(
    "unwind",
    { digest: view.casebook.digest, unit: view.casebook.currency, asOf: { validOn: view.options.validOn, knownOn: view.options.knownOn } },
    { ...viewParams(view), entity: asked.entity, from: asked.from, group: asked.group, quarters: horizon, without: asked.without },
    {
      values: {
        today: dayText(today),
        ties: told
          .map((tie, p) => ({ tie, at: rank[p] }))
          .sort((a, b) => a.at - b.at || compareText(a.tie.id, b.tie.id))
          .map(({ tie }) => tie),
        leftOut,
        leastTime: { low: soon.values.leastTime, high: bounded ? late.values.leastTime : null },
        criticalChain: { kind: chainOf(soon.values, ties), harsh: bounded ? chainOf(late.values, ties) : [] },
        cancelled: soon.values.cancelled.map(({ positions, amount, quarter }) => ({
          ties: [ties[positions[0]].id, ties[positions[1]].id],
          amount: positions.some((p) => unvaluedIds.includes(ties[p].id)) ? null : amount,
          quarter,
        })),
        frontier: times.map((quarters) => ({
          quarters,
          low: valued ? (cheap.find(({ time }) => time === quarters)?.loss ?? null) : null,
          high: bounded && valued ? (dear.find(({ time }) => time === quarters)?.loss ?? null) : null,
        })),
        unvalued: unvaluedIds,
        bearers: bearersOf(soon.values, late.values, { names, bounded }),
        remaining: remainingOf(soon.values, bounded ? late.values : null),
        circular: {
          today: low.today,
          steps: stepsOf(low, high),
          halved: low.halved === null ? null : { low: low.halved, high: high.halved },
        },
        sensitivity: sensitivityOf(grounds, circle, told),
        pace: paces(view, asked.terms),
        reported: claimsOf(view, "cross-shareholding-reform-duration").map(({ subject, amount, id, source }) => ({
          subject,
          years: statedFigure(amount!)!,
          claim: id,
          source,
        })),
        absorption: absorptions(view),
        intervention: asked.without === null ? null : withoutOwnership(view),
        terms: asked.terms.terms,
      },
      residual: Math.max(soon.residual ?? 0, late.residual ?? 0),
      iterations: (soon.iterations ?? 0) + (late.iterations ?? 0),
      warnings: warnings.sort((a, b) => compareText(a.code, b.code) || compareText(a.message, b.message)),
    },
  );
}

/** The day of the view; without one the last turn of a leg, or the day of a newer stake. */
function dayOf(view: View, turned: number): number {
  const { validOn, knownOn } = view.options;
  if (validOn !== null || knownOn !== null) return turned;
  return stakes(view).reduce((day, { claim }) => Math.max(day, claim.validOn?.lastDay ?? day), turned);
}

function asTied(view: View, asked: UnwindOptions, today: number): Ties & { readonly kept: readonly Tie[] } {
  const { casebook } = view;
  const firm = perimeter(casebook, "parent");
  for (const id of [asked.entity, asked.from, asked.group])
    if (id !== null && !casebook.entities.some((entity) => entity.id === id))
      throw new KeiretsuError("unknown-subject", `"${id}" is no entity of this casebook`);
  if (asked.from !== null && asked.entity === null) throw new KeiretsuError("bad-option", "from needs an entity that leaves it");
  const whole = (id: string | null): string | null => (id === null ? null : firm(id));
  const [entity, from] = [whole(asked.entity), whole(asked.from)];
  const members = asked.group === null ? null : new Set([...membersOf(view, asked.group)].map(firm));
  const inside = (id: string): boolean => members === null || members.has(id);
  const between = (a: string, b: string): boolean => {
    if (entity === null) return inside(a) && inside(b);
    if (a !== entity && b !== entity) return false;
    const other = a === entity ? b : a;
    return from === null ? inside(other) : other === from;
  };
  const window = windowOf(view, null);
  const found = tiesOf(view, { today, window, between });
  const issuers = new Set(found.ties.filter(({ kind }) => isStake(kind)).map(({ issuer }) => issuer));
  const others =
    entity === null ? [] : tiesOf(view, { today, window, between: (a, b) => !between(a, b) && (issuers.has(a) || issuers.has(b)) }).ties;
  return { ...found, kept: others.filter(({ kind, issuer }) => isStake(kind) && issuers.has(issuer)) };
}

/** A row of the file must name a kind, a leg or a stake of the book, and so must what it waits for. */
function checkTerms({ terms }: ExitTerms, { casebook }: View): void {
  const named = tieNames(casebook);
  for (const { exit, after } of terms)
    for (const id of [...(tieKinds.some((kind) => kind === exit) ? [] : [exit]), ...after])
      if (!named(id))
        throw new KeiretsuError("unknown-subject", `terms of leaving name "${id}", expected ${tieKinds.join(", ")}, a leg or holder>held`);
}

function evenly(least: number, most: number): readonly number[] {
  if (most < least) return [];
  const count = Math.min(POINTS, most - least + 1);
  return Array.from({ length: count }, (_, k) => (count === 1 ? least : Math.round(least + (k * (most - least)) / (count - 1))));
}

function toldTie(
  tie: Tie,
  { quarters, terms, yearOn }: { readonly quarters: Reach; readonly terms: ExitTerms; readonly yearOn: number },
): UnwoundTie {
  const asShares = isStake(tie.kind);
  const kinds: readonly TieKind[] = !asShares ? [tie.kind] : tie.listed === null ? ["listed-stake", "private-stake"] : [tie.kind];
  const assumed = kinds.flatMap((kind) => termNames.flatMap((name) => reachOf({ id: tie.id, kind }, name, terms)?.key ?? []));
  const needed = kinds.flatMap((kind) =>
    (kind === "listed-stake"
      ? (["participation", "turnover"] as const)
      : kind === "private-stake"
        ? (["sale", "discount"] as const)
        : (["notice", "penalty"] as const)
    ).flatMap((name) => (reachOf({ id: tie.id, kind }, name, terms) === null ? [termKey(kind, name)] : [])),
  );
  const { low, high } = quarters;
  const heldByTerm =
    tie.lastDay !== null && tie.lastDay > yearOn && !terms.terms.some(({ exit, values }) => exit === tie.id && values.notice !== undefined);
  return {
    id: tie.id,
    kind: tie.kind,
    holder: tie.holder,
    issuer: tie.issuer,
    size: tie.size,
    share: tie.share,
    quarters,
    withinYear: low > YEAR ? "no" : high !== null && high <= YEAR ? "yes" : heldByTerm ? "unless-broken" : "not-known",
    endsOn: endText(tie.lastDay),
    assumed: [...new Set(assumed)].sort(compareText),
    unknown: [...new Set(needed)].sort(compareText),
    legs: tie.legs,
    claims: tie.claims,
    sources: tie.sources,
  };
}

function chainOf({ criticalChain }: Unwinding, ties: readonly Tie[]): readonly TieLink[] {
  return criticalChain.map(({ position, ...rest }) => ({ tie: ties[position].id, ...rest }));
}

function bearersOf(
  soon: Unwinding,
  late: Unwinding,
  { names, bounded }: { readonly names: readonly string[]; readonly bounded: boolean },
): Unwind["bearers"] {
  const at = (found: Unwinding): ReadonlyMap<string, number> =>
    new Map(found.fastest.bearers.map(({ holder, loss }) => [names[holder], loss]));
  const [low, high] = [at(soon), at(late)];
  return [...new Set([...low.keys(), ...high.keys()])]
    .map((entity) => {
      const ends = [low.get(entity) ?? 0, high.get(entity) ?? 0];
      return { entity, low: Math.min(...ends), high: bounded ? Math.max(...ends) : null };
    })
    .sort((a, b) => (b.high ?? b.low) - (a.high ?? a.low) || compareText(a.entity, b.entity));
}

function remainingOf(soon: Unwinding, late: Unwinding | null): Unwind["remaining"] {
  const last = Math.max(soon.leastTime, late?.leastTime ?? 0);
  return Array.from({ length: last + 1 }, (_, quarter) => ({
    quarter,
    low: tiedAt(soon, quarter),
    high: late === null ? null : tiedAt(late, quarter),
  }));
}

function tiedAt({ fastest }: Unwinding, t: number): number {
  return fastest.remaining[0] > 0 ? (fastest.remaining[t] ?? 0) / fastest.remaining[0] : 0;
}

interface Circle {
  readonly today: number;
  readonly steps: readonly { readonly quarter: number; readonly amount: number }[];
  readonly halved: number | null;
}

/** What goes round among the legs of the ties that are not yet out: the largest set-off of their stated amounts. */
function circularity(view: View, ties: readonly Tie[]): (earliest: readonly number[]) => Circle {
  const amounts = amountsOf(view, { perimeter: "parent", inKind: true, contingent: false });
  const rows = new Map(amounts.rows.map((row) => [row.leg.id, row]));
  return (earliest) => {
    const edges = ties.flatMap(({ legs }, p) =>
      legs.flatMap((id) => {
        const row = rows.get(id);
        const amount = row === undefined ? null : amounts.of(row);
        if (row === undefined || amount === null || (amount.point ?? 0) <= 0) return [];
        return [{ from: amounts.firm(row.leg.from), to: amounts.firm(row.leg.to), amount: amount.point!, out: earliest[p] }];
      }),
    );
    const names = [...new Set(edges.flatMap(({ from, to }) => [from, to]))].sort(compareText);
    const index = new Map(names.map((name, i) => [name, i]));
    const at = (quarter: number): number => {
      const left = edges.filter(({ out }) => out > quarter);
      if (left.length === 0) return 0;
      const network = fromEdges(
        {
          n: names.length,
          from: left.map(({ from }) => index.get(from)!),
          to: left.map(({ to }) => index.get(to)!),
          amount: left.map(({ amount }) => amount),
        },
        { lens: "pays", unit: view.casebook.currency, names },
      );
      return setOff(network, { rounding: "nearest" }).values.cleared;
    };
    const today = at(-1);
    const quarters = [...new Set(edges.map(({ out }) => out))].filter((out) => out < Infinity).sort((a, b) => a - b);
    const steps = quarters.map((quarter) => ({ quarter, amount: at(quarter) }));
    return { today, steps, halved: today > 0 ? (steps.find(({ amount }) => amount <= today / 2)?.quarter ?? null) : null };
  };
}

/** A tie that nothing bounds is never out. */
function asLate(earliest: readonly number[], ties: readonly Tie[], unbounded: ReadonlySet<string>): readonly number[] {
  return earliest.map((t, p) => (unbounded.has(ties[p].id) ? Infinity : t));
}

function stepsOf(low: Circle, high: Circle): Unwind["circular"]["steps"] {
  const at = ({ today, steps }: Circle, quarter: number): number => steps.findLast((step) => step.quarter <= quarter)?.amount ?? today;
  const quarters = [...new Set([...low.steps, ...high.steps].map(({ quarter }) => quarter))].sort((a, b) => a - b);
  return quarters.map((quarter) => ({ quarter, low: at(low, quarter), high: at(high, quarter) }));
}

function sensitivityOf(
  grounds: Grounds,
  circle: (earliest: readonly number[]) => Circle,
  told: readonly UnwoundTie[],
): Unwind["sensitivity"] {
  const terms = [...new Set(told.flatMap(({ assumed }) => assumed))].sort(compareText);
  return terms.map((term) => {
    const { params, unbounded } = endsOf(grounds, (key) => key === term);
    const { leastTime, earliest } = unwinding({ ...params, times: [] }).values;
    return {
      term,
      leastTime: unbounded.size > 0 ? null : leastTime,
      halved: circle(asLate(earliest, grounds.ties, unbounded)).halved,
    };
  });
}
