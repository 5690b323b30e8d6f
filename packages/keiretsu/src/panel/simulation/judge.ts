import { KeiretsuError } from "../../assert.ts";
import { compareText } from "../../finding.ts";
import { type Result, toResult } from "../../network/result.ts";
import type { Amount } from "../../record/amount.ts";
import type { Casebook, Claim } from "../../record/casebook.ts";
import { type DayRange, parseDate } from "../../record/date.ts";
import { view } from "../../record/view.ts";
import { coveredDays, seenClaims } from "./figures.ts";
import { type Judged, predictedThings, type Prediction, type Predictions } from "./prediction.ts";
import { firstDayOf, lastDayOf, parseQuarter } from "./quarter.ts";

/** Question: what became of predictions, by what claims had told up to a day? Never "false" for want of a claim. Throws `bad-date`. */
export function judgePredictions(casebook: Casebook, predictions: readonly Prediction[], knownOn: string): Result<Predictions> {
  const known = parseDate(knownOn);
  if (known === null) throw new KeiretsuError("bad-date", `known is "${knownOn}", expected YYYY-MM-DD`);
  const judged = predictions
    .map((one) => judge(casebook, one, { text: knownOn, lastDay: known.lastDay }))
    .sort(
      (a, b) => compareText(a.dueOn, b.dueOn) || compareText(a.madeOn, b.madeOn) || compareText(a.statement.entity, b.statement.entity),
    );
  const scores = judged.flatMap(({ score }) => (score === null ? [] : [score]));
  return toResult(
    "predict",
    { digest: casebook.digest, unit: casebook.currency, asOf: { validOn: null, knownOn } },
    { knownOn },
    {
      values: {
        knownOn,
        predictions: judged,
        due: judged.filter(({ verdict }) => verdict !== "not-due").length,
        scored: scores.length,
        brier: scores.length === 0 ? null : scores.reduce((sum, score) => sum + score, 0) / scores.length,
      },
    },
  );
}

function judge(casebook: Casebook, one: Prediction, known: { readonly text: string; readonly lastDay: number }): Judged {
  const due = lastDayOf(parseQuarter(one.statement.by));
  const found = known.lastDay < due ? { verdict: "not-due" as const, evidence: [], sources: [] } : told(casebook, one, known.text);
  const outcome = found.verdict === "true" ? 1 : found.verdict === "false" ? 0 : null;
  return { ...one, ...found, score: outcome === null ? null : (one.probability.share - outcome) ** 2 };
}

type Told = Pick<Judged, "verdict" | "evidence" | "sources">;

function told(casebook: Casebook, { statement, unit, start }: Prediction, knownOn: string): Told {
  const seen = view(casebook, { knownOn, atLeast: "closed" });
  const claims = (seenClaims(seen).get(statement.entity) ?? []).filter((claim) => claim.unit === unit);
  const by = parseQuarter(statement.by);
  const firstDay = firstDayOf(statement.what === "revenue" ? by - 3 : parseQuarter(start));
  const lastDay = lastDayOf(by);
  if (statement.what === "fails") return failed(casebook, claims, statement.entity, { knownOn, lastDay });
  if (statement.what === "funding") {
    const legs = seen.legs.filter(
      ({ leg, verdict, since, amount }) =>
        verdict === "counted" &&
        leg.to === statement.entity &&
        HANDED_OVER.has(leg.instrument) &&
        since !== null &&
        since.firstDay >= firstDay &&
        since.lastDay <= lastDay &&
        amount?.low !== null &&
        amount !== null,
    );
    const least = legs.reduce((sum, { amount }) => sum + amount!.low!, 0);
    // What is not recorded may still have been paid: only "more than this" can be shown.
    if (!(least > statement.amount!)) return nothing;
    const evidence = legs.flatMap(({ leg, chosen }) => [leg.id, ...(chosen === null ? [] : [chosen.id])]);
    return {
      verdict: statement.comparison === "above" ? "true" : "false",
      evidence,
      sources: sourcesOf(legs.flatMap(({ chosen }) => chosen ?? [])),
    };
  }
  const predicates = statement.what === "cash" ? ["cash", "cash-and-securities"] : ["revenue"];
  const fit = claims.filter((claim) => {
    const days = coveredDays(claim);
    if (!predicates.includes(claim.predicate) || days === null || days.lastDay !== lastDay) return false;
    return statement.what === "cash" || days.firstDay === firstDay;
  });
  const sides = new Set(fit.map(({ amount }) => sideOf(amount!, statement.amount!)));
  if (sides.size !== 1 || sides.has(null)) return { ...nothing, evidence: fit.map(({ id }) => id), sources: sourcesOf(fit) };
  return { verdict: sides.has(statement.comparison) ? "true" : "false", evidence: fit.map(({ id }) => id), sources: sourcesOf(fit) };
}

const nothing: Told = { verdict: "not-known", evidence: [], sources: [] };

/** Instruments by which cash is handed over. */
const HANDED_OVER: ReadonlySet<string> = new Set(["equity-investment", "share-issue", "convertible", "joint-venture"]);

/** A bankruptcy up to the day makes it true; a figure of its own of a later day, false. */
function failed(
  casebook: Casebook,
  claims: readonly Claim[],
  entity: string,
  { knownOn, lastDay }: { readonly knownOn: string; readonly lastDay: number },
): Told {
  const known = parseDate(knownOn)!.lastDay;
  const dated = casebook.claims.filter(
    ({ subject, predicate, stance, knownOn: since }) =>
      subject === entity && predicate === "bankruptcy-date" && stance !== "denies" && since !== null && since.lastDay <= known,
  );
  const on = dated.filter((claim) => (dayOf(claim)?.lastDay ?? Infinity) <= lastDay);
  if (on.length > 0) return { verdict: "true", evidence: on.map(({ id }) => id), sources: sourcesOf(on) };
  const later = [
    ...dated.filter((claim) => (dayOf(claim)?.firstDay ?? -Infinity) > lastDay),
    ...claims.filter((claim) => LIVING.has(claim.predicate) && (coveredDays(claim)?.firstDay ?? -Infinity) > lastDay),
  ];
  return later.length === 0 ? nothing : { verdict: "false", evidence: later.map(({ id }) => id), sources: sourcesOf(later) };
}

/** The day that the claim names, else the day on which it is true. */
function dayOf({ value, validOn }: Claim): DayRange | null {
  return parseDate(value) ?? validOn;
}

/** Figures that only a firm at work reports. */
const LIVING: ReadonlySet<string> = new Set(["revenue", "run-rate-revenue", "cash", "cash-and-securities"]);

/** On which side of the amount all of a claim lies; an unknown bound may lie on either. */
function sideOf({ low, high }: Amount, amount: number): "above" | "below" | null {
  if (low !== null && low > amount) return "above";
  return high !== null && high < amount ? "below" : null;
}

function sourcesOf(claims: readonly Claim[]): readonly string[] {
  return [...new Set(claims.map(({ source }) => source))].sort(compareText);
}

/** The predictions of a stored answer of `predict`. Throws `bad-prediction` with what is wrong. */
export function readPredictions(stored: unknown, name: string): readonly Prediction[] {
  const fail = (why: string): never => {
    throw new KeiretsuError("bad-prediction", `${name}: ${why}`);
  };
  if (!isRecord(stored) || stored.model !== "predict" || !isRecord(stored.values) || !Array.isArray(stored.values.predictions))
    return fail('expected the JSON answer of "keiretsu predict"');
  return stored.values.predictions.map((one: unknown): Prediction => {
    if (!isRecord(one) || !isRecord(one.statement) || !isRecord(one.probability))
      return fail("a prediction without its statement or probability");
    const { statement, probability } = one;
    if (!predictedThings.some((known) => known === statement.what)) return fail(`predicted is "${String(statement.what)}"`);
    if (!(typeof probability.share === "number" && probability.share >= 0 && probability.share <= 1))
      return fail(`probability is ${String(probability.share)}, expected 0 to 1`);
    for (const key of ["madeOn", "dueOn"])
      if (typeof one[key] !== "string" || parseDate(one[key]) === null) return fail(`${key} is no date`);
    for (const key of ["unit", "start"]) if (typeof one[key] !== "string") return fail(`${key} is missing`);
    parseQuarter(String(statement.by));
    const { verdict: _verdict, evidence: _evidence, sources: _sources, score: _score, ...kept } = one;
    return kept as unknown as Prediction;
  });
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
