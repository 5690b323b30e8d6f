/**
 * Which of the uncertain inputs moves the answer?
 *
 * For independent inputs, A and B two sets of points, AB_i the points of A with input i of B:
 *
 *     first_i = mean(f(B) (f(AB_i) - f(A))) / V      (Saltelli et al. 2010)      share of the variance that input i explains alone
 *     total_i = mean((f(A) - f(AB_i))^2) / (2 V)     (Jansen 1999)               with all its interactions
 *
 * Answers are centred by their mean, which lowers the error and changes nothing else. The intervals are bootstraps over the points. A small negative estimate is noise and
 * stands as it is. Cost N (d + 2) runs. Sources: Sobol' 1993; Saltelli, Annoni, Azzini, Campolongo, Ratto and Tarantola 2010; Jansen 1999.
 */
import { KeiretsuError } from "../assert.ts";
import type { Outcome } from "../network/result.ts";
import { uniforms } from "../num/random.ts";
import { sum } from "../num/sum.ts";
import { checkSamples, cubePoint, independentInputs, type UncertainFunction } from "./sensitivity.ts";

export interface SobolParams {
  /** N, points of each set; a power of two fills the cube best. */
  readonly samples: number;
  /** Default 1. */
  readonly seed?: number;
  /** Bootstrap samples of the intervals; default 200, 0 for none. */
  readonly resamples?: number;
}

export interface SobolIndices {
  readonly mean: number;
  readonly variance: number;
  /** One an input; all 0 where nothing varies. */
  readonly first: readonly number[];
  readonly total: readonly number[];
  /** 95 %; null without resamples. */
  readonly firstInterval: readonly (readonly [number, number])[] | null;
  readonly totalInterval: readonly (readonly [number, number])[] | null;
}

/** Throws `bad-samples`, `dependent-inputs`, `bad-answer` where the function gives no number. */
export function sobolIndices(problem: UncertainFunction, params: SobolParams): Outcome<SobolIndices> {
  const { samples, seed = 1, resamples = 200 } = params;
  checkSamples(samples);
  if (problem.correlation)
    throw new KeiretsuError("dependent-inputs", "Sobol' indices of dependent inputs do not add up: use Shapley effects");
  const d = problem.quantiles.length;
  const answers = Array.from({ length: d + 2 }, () => new Float64Array(samples));
  const point = new Float64Array(2 * d);
  const inputs = new Float64Array(d);
  const probabilities = new Float64Array(d);
  for (let k = 0; k < samples; k++) {
    cubePoint(k, seed, point);
    for (let set = 0; set < d + 2; set++) {
      for (let j = 0; j < d; j++) probabilities[j] = set === 1 || set === j + 2 ? point[d + j] : point[j];
      independentInputs(problem, probabilities, inputs);
      const answer = problem.evaluate(inputs);
      if (!Number.isFinite(answer)) throw new KeiretsuError("bad-answer", `the function gives ${answer} at [${inputs.join(", ")}]`);
      answers[set][k] = answer;
    }
  }
  const [a, b] = answers;
  const mean = (sum(a) + sum(b)) / (2 * samples);
  const all = estimate(answers, mean, null);
  const spread = resamples === 0 ? null : intervals(answers, mean, { seed, resamples });
  return {
    values: { mean, ...all, firstInterval: spread?.first ?? null, totalInterval: spread?.total ?? null },
    iterations: samples * (d + 2),
  };
}

/** With the rows chosen by `pick`, or all. */
function estimate(
  answers: readonly Float64Array[],
  mean: number,
  pick: Uint32Array | null,
): { variance: number; first: number[]; total: number[] } {
  const [a, b, ...mixed] = answers;
  const n = a.length;
  const at = pick ?? Uint32Array.from(a.keys());
  // One array of terms for all sums: mapped copies cost most of the run.
  const terms = new Float64Array(n);
  for (let i = 0; i < n; i++) terms[i] = (a[at[i]] - mean) ** 2 + (b[at[i]] - mean) ** 2;
  const variance = sum(terms) / (2 * n);
  const share = (x: number): number => (variance > 0 ? x / variance : 0);
  return {
    variance,
    first: mixed.map((ab) => {
      for (let i = 0; i < n; i++) terms[i] = (b[at[i]] - mean) * (ab[at[i]] - a[at[i]]);
      return share(sum(terms) / n);
    }),
    total: mixed.map((ab) => {
      for (let i = 0; i < n; i++) terms[i] = (a[at[i]] - ab[at[i]]) ** 2;
      return share(sum(terms) / (2 * n));
    }),
  };
}

type Intervals = readonly (readonly [number, number])[];

function intervals(
  answers: readonly Float64Array[],
  mean: number,
  { seed, resamples }: { seed: number; resamples: number },
): { first: Intervals; total: Intervals } {
  const n = answers[0].length;
  const draws = Array.from({ length: resamples }, (_, r) => {
    const next = uniforms(seed, r);
    return estimate(
      answers,
      mean,
      new Uint32Array(n).map(() => Math.min(n - 1, Math.floor(next() * n))),
    );
  });
  const bracket = (values: readonly number[]): readonly [number, number] => {
    const sorted = [...values].sort((x, y) => x - y);
    return [sorted[Math.floor(0.025 * (resamples - 1))], sorted[Math.ceil(0.975 * (resamples - 1))]];
  };
  const d = answers.length - 2;
  return {
    first: Array.from({ length: d }, (_, j) => bracket(draws.map(({ first }) => first[j]))),
    total: Array.from({ length: d }, (_, j) => bracket(draws.map(({ total }) => total[j]))),
  };
}
