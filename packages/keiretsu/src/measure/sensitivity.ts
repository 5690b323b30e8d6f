/**
 * What uncertain inputs have in common for every question of sensitivity: a function, the distribution of each input, and how they hang together.
 * Points come from scrambled Sobol' sequences, or beyond their dimensions from counter-based random numbers; dependence is a Gaussian copula, so that the marginal
 * distributions stay what they are.
 */
import { KeiretsuError } from "../assert.ts";
import { normalProbability } from "../num/normal.ts";
import { normalQuantile } from "../num/normal-quantile.ts";
import { uniforms } from "../num/random.ts";
import { MOST_DIMENSIONS, sobolPoint } from "../num/sobol-sequence.ts";

export interface UncertainFunction {
  /** The answer at one point; the array is used again and must not be kept. */
  readonly evaluate: (inputs: Float64Array) => number;
  /** One an input: its quantile function, from a probability in (0, 1). */
  readonly quantiles: readonly ((probability: number) => number)[];
  /** Correlations of the Gaussian copula, d x d in rows; independent where left out. */
  readonly correlation?: ArrayLike<number>;
}

/** Point `index` of a d-dimensional cube, scrambled by the seed. */
export function cubePoint(index: number, seed: number, out: Float64Array): void {
  if (out.length <= MOST_DIMENSIONS) return sobolPoint(index, seed, out);
  const next = uniforms(seed, index);
  for (let j = 0; j < out.length; j++) out[j] = next();
}

/** Lower Cholesky factor of the correlations with the inputs in this order; throws `bad-correlation` where they are none. */
export function copulaFactor(correlation: ArrayLike<number>, order: readonly number[]): Float64Array {
  const d = order.length;
  if (correlation.length !== d * d) throw new KeiretsuError("bad-correlation", `${correlation.length} correlations, expected ${d * d}`);
  const factor = new Float64Array(d * d);
  for (let i = 0; i < d; i++) {
    for (let j = 0; j <= i; j++) {
      const rho = correlation[order[i] * d + order[j]];
      if (!(Math.abs(rho) <= 1) || Math.abs(rho - correlation[order[j] * d + order[i]]) > 1e-12 || (i === j && rho !== 1))
        throw new KeiretsuError(
          "bad-correlation",
          `correlation of inputs ${order[i]} and ${order[j]} is ${rho}, expected -1 to 1, symmetric, 1 with itself`,
        );
      let rest = rho;
      for (let k = 0; k < j; k++) rest -= factor[i * d + k] * factor[j * d + k];
      if (i > j) factor[i * d + j] = factor[j * d + j] > 0 ? rest / factor[j * d + j] : 0;
      else if (rest < -1e-12)
        throw new KeiretsuError(
          "bad-correlation",
          `the correlations contradict each other at input ${order[i]}: not positive semidefinite`,
        );
      else factor[i * d + i] = Math.sqrt(Math.max(0, rest));
    }
  }
  return factor;
}

/** Inputs whose probabilities are independent and given. */
export function independentInputs({ quantiles }: UncertainFunction, probabilities: ArrayLike<number>, out: Float64Array): void {
  for (let j = 0; j < quantiles.length; j++) out[j] = quantiles[j](probabilities[j]);
}

/** Inputs from independent probabilities through the copula: the i-th probability drives the i-th input of the order, and those after it in part. */
export function dependentInputs(
  { quantiles }: UncertainFunction,
  probabilities: ArrayLike<number>,
  copula: { readonly factor: Float64Array; readonly order: readonly number[] },
  out: Float64Array,
): void {
  const { factor, order } = copula;
  const d = order.length;
  for (let i = 0; i < d; i++) {
    let z = 0;
    for (let k = 0; k <= i; k++) z += factor[i * d + k] * normalQuantile(probabilities[k]);
    out[order[i]] = quantiles[order[i]](normalProbability(z));
  }
}

export function checkSamples(samples: number): void {
  if (!(Number.isInteger(samples) && samples >= 2))
    throw new KeiretsuError("bad-samples", `samples is ${samples}, expected a whole number, 2 or more`);
}
