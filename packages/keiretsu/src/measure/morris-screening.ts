/**
 * Which of many uncertain inputs can be left alone?
 *
 * A trajectory starts at a random point of a grid of p levels and moves one input after the other by Delta = p / (2 (p - 1)) of its range; the change in the answer over Delta is an
 * elementary effect. `mu` is their mean, `muStar` that of their absolute values (how much an input matters), `sigma` their spread (how much it bends or interacts).
 * Cost r (d + 1) runs. Sources: Morris 1991; Campolongo, Cariboni and Saltelli 2007 for muStar.
 */
import { KeiretsuError } from "../assert.ts";
import type { Outcome } from "../network/result.ts";
import { uniforms } from "../num/random.ts";
import { sum } from "../num/sum.ts";
import { checkSamples, type UncertainFunction } from "./sensitivity.ts";

export interface MorrisParams {
  /** r, 2 or more. */
  readonly trajectories: number;
  /** p, even, default 4. */
  readonly levels?: number;
  /** Default 1. */
  readonly seed?: number;
}

export interface MorrisScreening {
  readonly mu: readonly number[];
  readonly muStar: readonly number[];
  readonly sigma: readonly number[];
}

/** The grid leaves out 0 and 1, where a quantile may be infinite: its cells are met in the middle. Throws `bad-samples`, `bad-levels`, `bad-answer`. */
export function morrisScreening(problem: UncertainFunction, params: MorrisParams): Outcome<MorrisScreening> {
  const { trajectories, levels = 4, seed = 1 } = params;
  checkSamples(trajectories);
  if (!(Number.isInteger(levels) && levels >= 2 && levels % 2 === 0))
    throw new KeiretsuError("bad-levels", `levels is ${levels}, expected an even number, 2 or more`);
  const d = problem.quantiles.length;
  const effects = Array.from({ length: d }, () => new Float64Array(trajectories));
  const step = levels / 2;
  const delta = step / levels;
  const level = new Int32Array(d);
  const inputs = new Float64Array(d);
  const answer = (): number => {
    for (let j = 0; j < d; j++) inputs[j] = problem.quantiles[j]((level[j] + 0.5) / levels);
    const found = problem.evaluate(inputs);
    if (!Number.isFinite(found)) throw new KeiretsuError("bad-answer", `the function gives ${found} at [${inputs.join(", ")}]`);
    return found;
  };
  for (let r = 0; r < trajectories; r++) {
    const next = uniforms(seed, r);
    const order = Array.from({ length: d }, (_, j) => ({ j, key: next() })).sort((a, b) => a.key - b.key);
    const up = Array.from({ length: d }, () => next() < 0.5);
    for (let j = 0; j < d; j++) level[j] = Math.floor(next() * step) + (up[j] ? 0 : step);
    let before = answer();
    for (const { j } of order) {
      level[j] += up[j] ? step : -step;
      const now = answer();
      effects[j][r] = (up[j] ? now - before : before - now) / delta;
      before = now;
    }
  }
  const mu = effects.map((list) => sum(list) / trajectories);
  return {
    values: {
      mu,
      muStar: effects.map((list) => sum(list.map(Math.abs)) / trajectories),
      sigma: effects.map((list, j) => Math.sqrt(sum(list.map((x) => (x - mu[j]) ** 2)) / (trajectories - 1))),
    },
    iterations: trajectories * (d + 1),
  };
}
