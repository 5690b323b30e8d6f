import { KeiretsuError } from "../../assert.ts";
import { wilsonInterval } from "../../measure/tail-statistics.ts";
import { type Result, toResult } from "../../network/result.ts";
import { parseDate } from "../../record/date.ts";
import type { View } from "../../record/view.ts";
import { checkEconomy } from "../../simulate/check-economy.ts";
import type { Economy } from "../../simulate/economy.ts";
import { openRun, type PathResult } from "../../simulate/run.ts";
import { viewParams } from "../params.ts";
import { dayText } from "../stress/window.ts";
import type { End } from "./parameters.ts";
import { projectEconomy } from "./projection.ts";
import { lastDayOf, parseQuarter, type Quarter, quarterText } from "./quarter.ts";
import { leverText, type SimulationScenario } from "./scenario.ts";
import type { Share } from "./summary.ts";

export const predictedThings = ["funding", "revenue", "cash", "fails"] as const;

/**
 * What a prediction is of: money that vendors and investors put in from the first quarter of the run on; revenue from customers outside in the four quarters up to `by`; cash at
 * its end; or failure up to its end.
 */
export type PredictedThing = (typeof predictedThings)[number];

export interface Statement {
  readonly what: PredictedThing;
  readonly entity: string;
  /** Above or below the amount; null for a failure. */
  readonly comparison: "above" | "below" | null;
  readonly amount: number | null;
  /** Quarter, such as 2027-Q4. */
  readonly by: string;
}

/** A dated statement and how probable a run held it, with all that the run rested on. */
export interface Prediction {
  readonly statement: Statement;
  readonly probability: Share;
  /** When it was made, and from when on it can be judged. */
  readonly madeOn: string;
  readonly dueOn: string;
  readonly scenario: string;
  readonly levers: readonly string[];
  readonly amounts: End;
  readonly knownOn: string | null;
  /** First quarter of the run. */
  readonly start: string;
  readonly seed: number;
  readonly draws: number;
  readonly unit: string;
  /** Of the casebook that was asked. */
  readonly inputDigest: string;
}

/** What claims say of a prediction: it came true, it did not, they do not say, or its day has not come. */
export type PredictionVerdict = "true" | "false" | "not-known" | "not-due";

export interface Judged extends Prediction {
  readonly verdict: PredictionVerdict;
  /** Claims and legs that decide it. */
  readonly evidence: readonly string[];
  readonly sources: readonly string[];
  /** (probability - 1 or 0) squared; null where nothing decides. */
  readonly score: number | null;
}

/** One prediction as it was made, or many with what became of them. */
export interface Predictions {
  /** Up to when claims were asked; null = not asked. */
  readonly knownOn: string | null;
  /** By the day they are due, then by the day they were made. */
  readonly predictions: readonly Judged[];
  readonly due: number;
  readonly scored: number;
  /** Mean score: 0 is perfect, 0.25 is what a coin gets (Brier 1950); null where none is scored. */
  readonly brier: number | null;
}

export interface PredictionOptions {
  readonly statement: Statement;
  readonly madeOn: string;
  readonly seed: number;
  readonly draws: number;
  readonly amounts: End;
}

/** How many of so many paths make the statement true. Throws `bad-statement`, `bad-date`. */
export function predict(view: View, scenario: SimulationScenario, options: PredictionOptions): Result<Predictions> {
  const { statement, madeOn, seed, draws, amounts } = options;
  if (parseDate(madeOn) === null) throw new KeiretsuError("bad-date", `the day it is made is "${madeOn}", expected YYYY-MM-DD`);
  const projected = projectEconomy(view, scenario, amounts);
  const { economy, start } = projected;
  const by = checked(statement, economy, start);
  checkEconomy(economy);
  const run = openRun(economy);
  const holds = truthOf(statement, economy, by - start);
  let count = 0;
  for (let draw = 0; draw < draws; draw++) if (holds(run({ seed, draw }))) count++;
  const [low, high] = wilsonInterval(count, draws);
  const { casebook, options: seen } = projected.view;
  const levers = scenario.levers.map(leverText);
  const made: Prediction = {
    statement: { ...statement, by: quarterText(by) },
    probability: { count, share: count / draws, low, high },
    madeOn,
    dueOn: dayText(lastDayOf(by)),
    scenario: scenario.id,
    levers,
    amounts,
    knownOn: seen.knownOn,
    start: quarterText(start),
    seed,
    draws,
    unit: casebook.currency,
    inputDigest: casebook.digest,
  };
  return toResult(
    "predict",
    { digest: casebook.digest, unit: casebook.currency, asOf: { validOn: seen.validOn, knownOn: seen.knownOn } },
    { ...viewParams(projected.view), ...made.statement, madeOn, scenario: scenario.id, levers, amounts, seed, draws },
    {
      values: {
        knownOn: null,
        predictions: [{ ...made, verdict: "not-due", evidence: [], sources: [], score: null }],
        due: 0,
        scored: 0,
        brier: null,
      },
      iterations: draws,
    },
  );
}

/** The quarter it is due. */
function checked({ what, entity, comparison, amount, by }: Statement, economy: Economy, start: Quarter): Quarter {
  const quarter = parseQuarter(/^\d{4}$/.test(by) ? `${by}-Q4` : by);
  const i = economy.firms.findIndex(({ id }) => id === entity);
  if (i < 0 || !economy.firms[i].books) fail(`the books of "${entity}" are not kept in this run: nothing can be said of it`);
  const earliest = start + (what === "revenue" ? 3 : 0);
  const last = start + economy.quarters - 1;
  if (quarter < earliest || quarter > last) fail(`by is ${by}, expected ${quarterText(earliest)} to ${quarterText(last)}`);
  if (what === "fails" ? amount !== null || comparison !== null : amount === null || comparison === null || !(amount >= 0))
    fail(what === "fails" ? "a failure has no amount" : `${what} needs an amount, above or below`);
  const sells = economy.commitments.some(({ to, kind }) => to === i && ["take-or-pay", "purchase", "lease", "guarantee"].includes(kind));
  if (what === "revenue" && sells)
    fail(`"${entity}" also sells to firms of the run: what it would report is not what customers outside pay`);
  return quarter;
}

function truthOf({ what, entity, comparison, amount }: Statement, { firms }: Economy, due: number): (path: PathResult) => boolean {
  const n = firms.length;
  const i = firms.findIndex(({ id }) => id === entity);
  const compare = (found: number): boolean => (comparison === "above" ? found > amount! : found < amount!);
  const sumOf = (series: Float64Array, from: number): number => {
    let sum = 0;
    for (let q = from; q <= due; q++) sum += series[q * n + i];
    return sum;
  };
  switch (what) {
    case "fails":
      return ({ failedIn }) => failedIn[i] > 0 && failedIn[i] <= due + 1;
    case "cash":
      return ({ cash }) => compare(cash[due * n + i]);
    case "revenue":
      return ({ revenue }) => compare(sumOf(revenue, due - 3));
    case "funding":
      return ({ vendorMoney, rounds }) => compare(sumOf(vendorMoney, 0) + sumOf(rounds, 0));
    default:
      throw new KeiretsuError("bad-statement", `what is "${what as string}", expected ${predictedThings.join(", ")}`);
  }
}

function fail(why: string): never {
  throw new KeiretsuError("bad-statement", why);
}
