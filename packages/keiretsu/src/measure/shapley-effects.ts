/**
 * Which of the uncertain inputs moves the answer, when they hang together?
 *
 * c(u) = Var(E[f | inputs of u]) is what the inputs of u explain together; the effect of input i is what it adds on average over all orders in which the inputs may become
 * known, in shares of the variance. The effects add up to 1, also for dependent inputs. c(u) is estimated by pairs of points that share the inputs of u (pick-freeze); for
 * dependent inputs the others are drawn given those of u. All subsets up to 10 inputs, random orders beyond. Cost 2^d N runs, or orders x d x N.
 * Sources: Owen 2014 "Sobol' indices and Shapley value"; Song, Nelson and Staum 2016 "Shapley effects for global sensitivity analysis".
 */
import { KeiretsuError } from "../assert.ts";
import type { Outcome, Warning } from "../network/result.ts";
import { uniforms } from "../num/random.ts";
import { sum } from "../num/sum.ts";
import { checkSamples, copulaFactor, cubePoint, dependentInputs, independentInputs, type UncertainFunction } from "./sensitivity.ts";

export interface ShapleyParams {
  /** Pairs of points for each set of inputs. */
  readonly samples: number;
  /** Default 1. */
  readonly seed?: number;
  /** Random orders where there are more than ten inputs; default 200. */
  readonly orders?: number;
}

export interface ShapleyEffects {
  readonly variance: number;
  /** One an input, adding up to 1; all 0 where nothing varies. */
  readonly shapley: readonly number[];
}

const MOST_EXACT = 10;

/** Throws `bad-samples`, `bad-correlation`, `bad-answer`. */
export function shapleyEffects(problem: UncertainFunction, params: ShapleyParams): Outcome<ShapleyEffects> {
  const { samples, seed = 1, orders = 200 } = params;
  checkSamples(samples);
  const d = problem.quantiles.length;
  const known = new Map<string, { explained: number; variance: number }>();
  const pairs = (u: readonly number[]): { explained: number; variance: number } => {
    const name = u.join(",");
    let found = known.get(name);
    if (!found) known.set(name, (found = explainedBy(problem, u, samples, seed)));
    return found;
  };
  const everything = Array.from({ length: d }, (_, j) => j);
  const { variance } = pairs(everything);
  const warnings: Warning[] = [];
  let shapley: number[];
  if (!(variance > 0)) shapley = everything.map(() => 0);
  else if (d <= MOST_EXACT) shapley = everything.map((i) => overSubsets(i, d, (u) => pairs(u).explained) / variance);
  else {
    shapley = overOrders(d, { seed, orders }, (u) => pairs(u).explained).map((x) => x / variance);
    warnings.push({ code: "sampled-orders", message: `${d} inputs: ${orders} random orders in place of all` });
  }
  return { values: { variance, shapley }, iterations: known.size * samples, warnings };
}

/** What input i adds to each set without it, weighed by the share of orders in which just these come before it. */
function overSubsets(i: number, d: number, explained: (u: readonly number[]) => number): number {
  const others = Array.from({ length: d }, (_, j) => j).filter((j) => j !== i);
  let total = 0;
  for (let bits = 0; bits < 2 ** (d - 1); bits++) {
    const u = others.filter((_, k) => (bits >> k) & 1);
    const weight = 1 / (d * choose(d - 1, u.length));
    total += weight * (explained([...u, i].sort((a, b) => a - b)) - explained(u));
  }
  return total;
}

function overOrders(d: number, { seed, orders }: { seed: number; orders: number }, explained: (u: readonly number[]) => number): number[] {
  const added = new Float64Array(d);
  for (let r = 0; r < orders; r++) {
    const next = uniforms(seed, r);
    const order = Array.from({ length: d }, (_, j) => ({ j, key: next() })).sort((a, b) => a.key - b.key);
    let before = 0;
    for (let k = 0; k < d; k++) {
      const now = explained(
        order
          .slice(0, k + 1)
          .map(({ j }) => j)
          .sort((a, b) => a - b),
      );
      added[order[k].j] += now - before;
      before = now;
    }
  }
  return Array.from(added, (x) => x / orders);
}

function explainedBy(
  problem: UncertainFunction,
  u: readonly number[],
  samples: number,
  seed: number,
): { explained: number; variance: number } {
  const d = problem.quantiles.length;
  if (u.length === 0) return { explained: 0, variance: 0 };
  const order = [...u, ...Array.from({ length: d }, (_, j) => j).filter((j) => !u.includes(j))];
  const factor = problem.correlation ? copulaFactor(problem.correlation, order) : null;
  const point = new Float64Array(2 * d);
  const probabilities = new Float64Array(d);
  const inputs = new Float64Array(d);
  const at = (frozen: number): number => {
    // Position i belongs to input order[i]; the first u.length are shared by the pair.
    for (let i = 0; i < d; i++) probabilities[i] = i < frozen ? point[order[i]] : point[d + order[i]];
    if (factor) dependentInputs(problem, probabilities, { factor, order }, inputs);
    else {
      const byInput = new Float64Array(d);
      order.forEach((j, i) => (byInput[j] = probabilities[i]));
      independentInputs(problem, byInput, inputs);
    }
    const answer = problem.evaluate(inputs);
    if (!Number.isFinite(answer)) throw new KeiretsuError("bad-answer", `the function gives ${answer} at [${inputs.join(", ")}]`);
    return answer;
  };
  const one = new Float64Array(samples);
  const other = new Float64Array(samples);
  for (let k = 0; k < samples; k++) {
    cubePoint(k, seed, point);
    one[k] = at(d);
    other[k] = u.length === d ? one[k] : at(u.length);
  }
  const mean = (sum(one) + sum(other)) / (2 * samples);
  return {
    explained: sum(one.map((x, k) => (x - mean) * (other[k] - mean))) / samples,
    variance: sum(one.map((x, k) => (x - mean) ** 2 + (other[k] - mean) ** 2)) / (2 * samples),
  };
}

function choose(n: number, k: number): number {
  let value = 1;
  for (let i = 1; i <= k; i++) value = (value * (n - k + i)) / i;
  return value;
}
