/**
 * How far does the answer move with the analyst's choices? The headline figures again, with one choice changed at a time from a base view:
 * how firm a leg must be, what was known when, whose flows are one firm's, what is in kind or contingent, which end of each amount, wholes or
 * parts (and the umbrella totals that a naive sum takes), which of several amounts, and how long a loop may be. The verdict is the set-off as a
 * share of gross flow; the choice that moves it most comes first.
 */
import { KeiretsuError } from "../assert.ts";
import { compareText } from "../finding.ts";
import { type Result, toResult, type Warning } from "../network/result.ts";
import type { Casebook } from "../record/casebook.ts";
import { type DayRange, parseDate } from "../record/date.ts";
import { perimeter } from "../record/perimeter.ts";
import { policies } from "../record/policy.ts";
import { defaultProjectOptions, type ProjectOptions } from "../record/project.ts";
import { defaultViewOptions, view, type ViewOptions } from "../record/view.ts";
import { statuses, statusRank } from "../record/strength.ts";
import { type Headline, headline } from "./headline.ts";
import { defaultLoopsOptions } from "./loops.ts";
import { viewParams } from "./params.ts";

export interface SpreadOptions extends ViewOptions, ProjectOptions {
  readonly maxLength: number;
  /** Entity id of the seller whose vendor-financed share is followed; null = the firm on most of the stated loops. */
  readonly seller: string | null;
  /** Most quarters to look back at. */
  readonly quarters: number;
}

export const defaultSpreadOptions: SpreadOptions = {
  ...defaultViewOptions,
  ...defaultProjectOptions,
  maxLength: defaultLoopsOptions.maxLength,
  seller: null,
  quarters: 8,
};

/** In the order in which they are told when they move the verdict alike. */
export const choices = [
  "at-least",
  "known",
  "perimeter",
  "in-kind",
  "contingent",
  "amounts",
  "composition",
  "policy",
  "max-length",
] as const;
export type Choice = (typeof choices)[number];

export interface ChoiceSpread {
  readonly choice: Choice;
  /** Lowest and highest set-off share of gross flow over the values of this choice; null where nothing flows in any. */
  readonly low: number | null;
  readonly high: number | null;
  /** high - low: how far this choice alone moves the verdict. */
  readonly swing: number;
  readonly rows: readonly SpreadRow[];
}

export interface SpreadRow {
  /** The value as typed on the command line; "now" for the latest knowledge date. */
  readonly value: string;
  /** The value of the base view. */
  readonly base: boolean;
  readonly figures: Headline;
}

export interface Spread {
  readonly base: Headline;
  /** The seller that is followed. */
  readonly seller: string | null;
  /** The choice that moves the verdict most, null when none does. */
  readonly movesMost: Choice | null;
  readonly choices: readonly ChoiceSpread[];
}

/**
 * The spread of a casebook. `onRow` is told after each of the rows, for a progress bar. Throws `unknown-entity` when the seller to follow is
 * no entity, and what `view` throws. Cost: some forty times that of one headline.
 */
export function spread(
  casebook: Casebook,
  options: Partial<SpreadOptions> = {},
  onRow: (done: number, all: number) => void = () => {},
): Result<Spread> {
  const asked: SpreadOptions = { ...defaultSpreadOptions, ...options };
  if (asked.seller !== null && !casebook.entities.some((entity) => entity.id === asked.seller))
    throw new KeiretsuError("unknown-entity", `seller "${asked.seller}" is no entity of the casebook`);
  const seller = asked.seller ?? firmOnMostLoops(casebook);
  const answer = (changes: Partial<SpreadOptions>): Headline => {
    const { validOn, knownOn, recordedOn, atLeast, minimumConfidence, policy, chapters, composition, ...rest } = { ...asked, ...changes };
    const seen = { validOn, knownOn, recordedOn, atLeast, minimumConfidence, policy, chapters, composition };
    return headline(view(casebook, seen), { ...rest, seller });
  };
  const base = answer({});
  const news = quartersWithNews(casebook, asked);
  const values: Readonly<Record<Choice, readonly Value[]>> = {
    "at-least": statuses.filter((status) => statusRank(status) >= 0).map((atLeast) => value(atLeast, asked.atLeast, { atLeast })),
    known: [
      ...news.dates.map((knownOn) => value(knownOn, asked.knownOn, { knownOn })),
      ...(news.dates.includes(asked.knownOn ?? "") ? [] : [{ value: asked.knownOn ?? "now", base: true, changes: {} }]),
    ],
    perimeter: (["parent", "unit"] as const).map((one) => value(one, asked.perimeter, { perimeter: one })),
    "in-kind": [true, false].map((inKind) => value(yesNo(inKind), yesNo(asked.inKind), { inKind })),
    contingent: [true, false].map((contingent) => value(yesNo(contingent), yesNo(asked.contingent), { contingent })),
    amounts: (["low", "point", "high"] as const).map((amounts) => value(amounts, asked.amounts, { amounts })),
    composition: (["wholes", "parts", "umbrellas"] as const).map((one) => value(one, asked.composition, { composition: one })),
    policy: policies.map((policy) => value(policy, asked.policy, { policy })),
    "max-length": [...new Set([2, 3, 4, 5, 6, asked.maxLength])]
      .sort((a, b) => a - b)
      .map((maxLength) => value(String(maxLength), String(asked.maxLength), { maxLength })),
  };
  const all = Object.values(values).flat().length;
  let done = 0;
  const spreads = choices.map((choice): ChoiceSpread => {
    const rows = values[choice].map((one): SpreadRow => {
      const figures = one.base ? base : answer(one.changes);
      onRow(++done, all);
      return { value: one.value, base: one.base, figures };
    });
    const verdicts = rows.map((row) => row.figures.setOffShare).filter((share) => share !== null);
    const low = verdicts.length === 0 ? null : Math.min(...verdicts);
    const high = verdicts.length === 0 ? null : Math.max(...verdicts);
    return { choice, low, high, swing: low === null || high === null ? 0 : high - low, rows };
  });
  const sorted = spreads.sort((a, b) => b.swing - a.swing || choices.indexOf(a.choice) - choices.indexOf(b.choice));
  const warnings: Warning[] = [];
  if (news.leftOut > 0)
    warnings.push({ code: "quarters-left-out", message: `earlier quarters with news that are not shown: ${news.leftOut}` });
  const { perimeter: around, inKind, contingent, amounts, maxLength, quarters } = asked;
  return toResult(
    "spread",
    { digest: casebook.digest, unit: casebook.currency, asOf: { validOn: asked.validOn, knownOn: asked.knownOn } },
    { ...viewParams({ casebook, options: asked, legs: [] }), perimeter: around, inKind, contingent, amounts, maxLength, seller, quarters },
    { values: { base, seller, movesMost: sorted[0].swing > 0 ? sorted[0].choice : null, choices: sorted }, warnings },
  );
}

interface Value {
  readonly value: string;
  readonly base: boolean;
  readonly changes: Partial<SpreadOptions>;
}

function value(text: string, base: string | null, changes: Partial<SpreadOptions>): Value {
  return { value: text, base: text === base, changes };
}

function yesNo(flag: boolean): string {
  return flag ? "yes" : "no";
}

/** The firm that stands on most of the stated loops; of several the smallest id. */
function firmOnMostLoops(casebook: Casebook): string | null {
  const legs = new Map(casebook.legs.map((leg) => [leg.id, leg]));
  const firm = perimeter(casebook, "parent");
  const loopsOf = new Map<string, number>();
  for (const loop of casebook.loops) {
    const firms = new Set(loop.legs.flatMap((id) => (legs.has(id) ? [firm(legs.get(id)!.from), firm(legs.get(id)!.to)] : [])));
    for (const one of firms) loopsOf.set(one, (loopsOf.get(one) ?? 0) + 1);
  }
  return [...loopsOf].sort((a, b) => b[1] - a[1] || compareText(a[0], b[0]))[0]?.[0] ?? null;
}

/**
 * Last days of the quarters in which a turn of a counted chapter became known, rising, the latest `quarters` of them, none after the base. The
 * quarter of the newest row of the casebook ends with that row, since nothing is known of the days after it.
 */
function quartersWithNews(casebook: Casebook, options: SpreadOptions): { readonly dates: readonly string[]; readonly leftOut: number } {
  const chapters = options.chapters ?? casebook.chapters;
  const chapterOf = new Map(casebook.deals.map((deal) => [deal.id, deal.chapter]));
  const dealOf = new Map(casebook.legs.map((leg) => [leg.id, leg.deal]));
  const last = options.knownOn === null ? Infinity : parseDate(options.knownOn)!.lastDay;
  const newest = newestKnowledge(casebook);
  const dates = new Set<string>();
  for (const turn of casebook.status) {
    const chapter = chapterOf.get(dealOf.get(turn.leg) ?? "");
    if (!chapters.includes("all") && !chapters.includes(chapter ?? "")) continue;
    const end = quarterEnd(turn.knownOn.text);
    const date = newest !== null && newest.lastDay < parseDate(end)!.lastDay ? newest.text : end;
    if (parseDate(date)!.lastDay <= last) dates.add(date);
  }
  const sorted = [...dates].sort(compareText);
  const shown = sorted.slice(Math.max(0, sorted.length - options.quarters));
  return { dates: shown, leftOut: sorted.length - shown.length };
}

/** The latest date of knowledge of a turn or a claim, by first days: a row known "in 2026" is not one of the last day of December. */
function newestKnowledge(casebook: Casebook): DayRange | null {
  const known = [...casebook.status.map((turn) => turn.knownOn), ...casebook.claims.flatMap((claim) => claim.knownOn ?? [])];
  known.sort((a, b) => b.firstDay - a.firstDay || b.lastDay - a.lastDay);
  return known[0] ?? null;
}

/** Last day of the quarter in which a date, at any precision, is over. */
function quarterEnd(text: string): string {
  const [year, month = "12"] = text.split("-");
  return `${year}-${["03-31", "06-30", "09-30", "12-31"][Math.ceil(Number(month) / 3) - 1]}`;
}
