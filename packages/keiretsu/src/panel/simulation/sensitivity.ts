import { KeiretsuError } from "../../assert.ts";
import { morrisScreening } from "../../measure/morris-screening.ts";
import type { UncertainFunction } from "../../measure/sensitivity.ts";
import { shapleyEffects } from "../../measure/shapley-effects.ts";
import { sobolIndices } from "../../measure/sobol-indices.ts";
import { type Result, toResult } from "../../network/result.ts";
import type { View } from "../../record/view.ts";
import { checkEconomy } from "../../simulate/check-economy.ts";
import { openRun } from "../../simulate/run.ts";
import { viewParams } from "../params.ts";
import type { End } from "./parameters.ts";
import { projectEconomy } from "./projection.ts";
import { leverText, type ParameterName, parameterKinds, type SimulationAssumption, type SimulationScenario } from "./scenario.ts";

/** What is asked of a run: how often a firm fails, or what all creditors write off on average. */
export type SensitivityAnswer = "failed" | "lost";

export interface SensitivityOptions {
  readonly answer: SensitivityAnswer;
  /** The firm that fails or not; null = the first whose books are kept. */
  readonly entity: string | null;
  /** Paths behind each answer, always the same random numbers. */
  readonly draws: number;
  readonly seed: number;
  readonly amounts: End;
  /** Trajectories of the screening. */
  readonly trajectories: number;
  /** How many of the assumptions that matter most by the screening are looked at together. */
  readonly top: number;
  /** Points of the indices; of Shapley effects pairs for each set of assumptions. */
  readonly samples: number;
  /** Correlation of assumptions of one kind (growth of one firm and of another), 0 to 1; with it Shapley effects in place of Sobol' indices. */
  readonly correlation: number;
}

export const defaultSensitivityOptions: SensitivityOptions = {
  answer: "failed",
  entity: null,
  draws: 50,
  seed: 1,
  amounts: "point",
  trajectories: 8,
  top: 4,
  samples: 64,
  correlation: 0,
};

/** An assumption with a range; the answer is tried over all of it, evenly. */
interface UncertainAssumption {
  readonly what: ParameterName;
  readonly subject: string;
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

type Interval = readonly [number, number];

export interface AssumptionScreened extends UncertainAssumption {
  /** Morris: mean of the absolute effects over half its range, their mean, their spread. */
  readonly muStar: number;
  readonly mu: number;
  readonly sigma: number;
  /** The answer with this assumption alone at an end of its range. */
  readonly atLow: number;
  readonly atHigh: number;
}

export interface AssumptionEffect extends Pick<UncertainAssumption, "what" | "subject"> {
  /** Shares of the variance, with intervals at 95 %: alone and with all interactions; null where assumptions hang together. */
  readonly first: number | null;
  readonly firstInterval: Interval | null;
  readonly total: number | null;
  readonly totalInterval: Interval | null;
  /** Null where they do not. */
  readonly shapley: number | null;
  readonly shapleyInterval: Interval | null;
}

export interface SensitivityOfRun {
  readonly answer: SensitivityAnswer;
  readonly entity: string | null;
  /** As the scenario stands. */
  readonly base: number;
  /** By muStar, the largest first. */
  readonly screened: readonly AssumptionScreened[];
  /** Of the first of them, the others as the scenario has them. */
  readonly effects: readonly AssumptionEffect[];
  /** Of the answer over the ranges of these. */
  readonly mean: number;
  readonly variance: number;
}

/** Separate estimates behind an interval of Shapley effects, and the 97.5 % point of Student's t with one degree less. */
const REPLICATES = 4;
const STUDENT = 3.182;

/** Question: which assumption decides the answer? Cost ((trajectories + 2) (d + 1) + samples (top + 2)) runs of `draws` paths. Throws `no-books`, `no-range`, `bad-option`. */
export function sensitivityOfRun(
  view: View,
  scenario: SimulationScenario,
  given: Partial<SensitivityOptions> = {},
): Result<SensitivityOfRun> {
  const options = checked({ ...defaultSensitivityOptions, ...given });
  const projected = projectEconomy(view, scenario, options.amounts);
  const entity = entityOf(options, projected.asked);
  const uncertain = scenario.assumptions.flatMap(withRange);
  if (uncertain.length === 0) throw new KeiretsuError("no-range", `scenario ${scenario.id} has no assumption with a range`);
  const answer = (values: ReadonlyMap<SimulationAssumption, number>): number =>
    answerOf(view, moved(scenario, values), { ...options, entity });
  const base = answer(new Map());
  const { seed, trajectories, top, samples, correlation } = options;
  const everything = functionOf(uncertain, answer);
  const screening = morrisScreening(everything, { trajectories, seed }).values;
  const screened = uncertain
    .map(({ one, what, subject, value, low, high }, j) => ({
      one,
      row: {
        what,
        subject,
        value,
        low,
        high,
        muStar: screening.muStar[j],
        mu: screening.mu[j],
        sigma: screening.sigma[j],
        atLow: answer(new Map([[one, low]])),
        atHigh: answer(new Map([[one, high]])),
      },
      j,
    }))
    .sort((a, b) => b.row.muStar - a.row.muStar || a.j - b.j);
  const chosen = screened.filter(({ row }) => row.muStar > 0).slice(0, top);
  const few = functionOf(
    chosen.map(({ j }) => uncertain[j]),
    answer,
  );
  const { runs, ...found } = correlation > 0 ? shapley(few, chosen, options) : sobol(few, chosen, { seed, samples });
  const { casebook } = projected.view;
  return toResult(
    "sensitivity",
    {
      digest: casebook.digest,
      unit: casebook.currency,
      asOf: { validOn: projected.view.options.validOn, knownOn: projected.view.options.knownOn },
    },
    { ...viewParams(projected.view), ...options, entity, scenario: scenario.id, levers: scenario.levers.map(leverText) },
    {
      values: {
        answer: options.answer,
        entity: options.answer === "failed" ? entity : null,
        base,
        screened: screened.map(({ row }) => row),
        ...found,
      },
      iterations: 1 + 2 * uncertain.length + trajectories * (uncertain.length + 1) + runs,
    },
  );
}

interface Ranged extends UncertainAssumption {
  readonly one: SimulationAssumption;
}

function withRange(one: SimulationAssumption): readonly Ranged[] {
  if (one.what === "promise" || one.value === null) return [];
  const { what, subject, value } = one;
  const [low, high] = [one.low ?? value, one.high ?? value];
  return low < high ? [{ one, what, subject, value, low, high }] : [];
}

/** Evenly over each range; quarters are whole. */
function functionOf(
  uncertain: readonly Ranged[],
  answer: (values: ReadonlyMap<SimulationAssumption, number>) => number,
): UncertainFunction {
  return {
    evaluate: (inputs) => answer(new Map(uncertain.map(({ one }, j) => [one, inputs[j]]))),
    quantiles: uncertain.map(({ what, low, high }) => (p) => {
      const value = low + p * (high - low);
      return parameterKinds[what].unit === "quarter" ? Math.round(value) : value;
    }),
  };
}

function moved(scenario: SimulationScenario, values: ReadonlyMap<SimulationAssumption, number>): SimulationScenario {
  if (values.size === 0) return scenario;
  const assumptions = scenario.assumptions.map((one) => {
    const value = values.get(one);
    return value === undefined || one.what === "promise" ? one : { ...one, value };
  });
  return { ...scenario, assumptions };
}

function answerOf(view: View, scenario: SimulationScenario, { answer, entity, draws, seed, amounts }: SensitivityOptions): number {
  const { economy } = projectEconomy(view, scenario, amounts);
  checkEconomy(economy);
  const run = openRun(economy);
  const focus = economy.firms.findIndex(({ id }) => id === entity);
  let sum = 0;
  for (let draw = 0; draw < draws; draw++) {
    const { failedIn, lost } = run({ seed, draw });
    sum += answer === "failed" ? Number(failedIn[focus] > 0) : lost.reduce((all, amount) => all + amount, 0);
  }
  return sum / draws;
}

interface Found extends Pick<SensitivityOfRun, "effects" | "mean" | "variance"> {
  readonly runs: number;
}

type Chosen = readonly { readonly row: AssumptionScreened }[];

const unknown = { first: null, firstInterval: null, total: null, totalInterval: null, shapley: null, shapleyInterval: null };

function sobol(problem: UncertainFunction, chosen: Chosen, { seed, samples }: Pick<SensitivityOptions, "seed" | "samples">): Found {
  if (chosen.length === 0) return { effects: [], mean: 0, variance: 0, runs: 0 };
  const { values, iterations = 0 } = sobolIndices(problem, { samples, seed });
  const { mean, variance, first, firstInterval, total, totalInterval } = values;
  const effects = chosen.map(({ row: { what, subject } }, j) => ({
    ...unknown,
    what,
    subject,
    first: first[j],
    firstInterval: firstInterval![j],
    total: total[j],
    totalInterval: totalInterval![j],
  }));
  return { effects, mean, variance, runs: iterations };
}

/** The interval is that of several estimates, each from its own scrambling of the points. */
function shapley(problem: UncertainFunction, chosen: Chosen, { seed, samples, correlation }: SensitivityOptions): Found {
  if (chosen.length === 0) return { effects: [], mean: 0, variance: 0, runs: 0 };
  const kinds = chosen.map(({ row }) => row.what);
  const together = Float64Array.from(kinds.flatMap((a, i) => kinds.map((b, j) => (i === j ? 1 : a === b ? correlation : 0))));
  let answers = 0;
  let sum = 0;
  const evaluate = (inputs: Float64Array): number => {
    const answer = problem.evaluate(inputs);
    answers++;
    sum += answer;
    return answer;
  };
  const replicates = Array.from(
    { length: REPLICATES },
    (_, r) =>
      shapleyEffects({ ...problem, evaluate, correlation: together }, { samples: Math.ceil(samples / REPLICATES), seed: seed + r }).values,
  );
  const effects = chosen.map(({ row: { what, subject } }, j) => {
    const each = replicates.map(({ shapley: shares }) => shares[j]);
    const mean = average(each);
    const spread = Math.sqrt(each.reduce((a, x) => a + (x - mean) ** 2, 0) / (REPLICATES - 1));
    const half = (STUDENT * spread) / Math.sqrt(REPLICATES);
    return { ...unknown, what, subject, shapley: mean, shapleyInterval: [mean - half, mean + half] as const };
  });
  return { effects, mean: sum / answers, variance: average(replicates.map(({ variance }) => variance)), runs: answers };
}

function average(of: readonly number[]): number {
  return of.reduce((a, x) => a + x, 0) / of.length;
}

function entityOf(
  { answer, entity }: SensitivityOptions,
  asked: readonly { readonly entity: string; readonly missing: readonly ParameterName[] }[],
): string | null {
  const known = asked.filter(({ missing }) => missing.length === 0).map((one) => one.entity);
  if (entity !== null && !known.includes(entity))
    throw new KeiretsuError("no-books", `the books of "${entity}" are not kept, expected one of ${known.join(", ")}`);
  if (answer === "failed" && known.length === 0) throw new KeiretsuError("no-books", "no books are kept: nobody can be seen to fail");
  return entity ?? known[0] ?? null;
}

function checked(options: SensitivityOptions): SensitivityOptions {
  for (const [what, least] of [
    ["draws", 1],
    ["seed", 0],
    ["trajectories", 2],
    ["top", 1],
    ["samples", 8],
  ] as const)
    if (!(Number.isInteger(options[what]) && options[what] >= least))
      throw new KeiretsuError("bad-option", `${what} is ${options[what]}, expected a whole number, ${least} or more`);
  const { correlation } = options;
  if (!(correlation >= 0 && correlation < 1)) throw new KeiretsuError("bad-option", `correlation is ${correlation}, expected 0 to below 1`);
  return options;
}
