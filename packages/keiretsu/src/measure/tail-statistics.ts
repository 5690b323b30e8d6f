/**
 * How bad is a bad outcome, and how sure can we be of it from so many draws?
 *
 * Of n losses sorted upwards, at level p with k = ceil(p n):
 *
 *     VaR = x_(k)                     ES = (sum of x_(i) over i > k + (k - p n) x_(k)) / ((1 - p) n)        exact for ties
 *
 * The interval of the VaR needs no distribution: the number of draws below the true quantile is binomial, so ranks l = first i with BinomCDF(i; n, p) >= a/2
 * and u = (first i with BinomCDF >= 1 - a/2) + 1 bracket it. The interval of the ES is a percentile bootstrap with counter-based draws. A tail of fewer than ten
 * draws gives no ES: null, with a warning. Counts get Wilson's interval. Cost O(n log n + B n (1 - p)).
 * Sources: Acerbi and Tasche 2002 "On the coherence of expected shortfall"; David and Nagaraja 2003 "Order statistics"; Wilson 1927; Efron 1979.
 */
import { KeiretsuError } from "../assert.ts";
import type { Outcome, Warning } from "../network/result.ts";
import { normalQuantile } from "../num/normal-quantile.ts";
import { uniforms } from "../num/random.ts";
import { sum } from "../num/sum.ts";

export interface TailParams {
  /** p, above 0 and below 1. */
  readonly level: number;
  /** Of the intervals; default 0.95. */
  readonly confidence?: number;
  /** Bootstrap samples of the ES interval; default 1000. */
  readonly samples?: number;
  /** Default 1. */
  readonly seed?: number;
}

export interface TailStatistics {
  readonly n: number;
  /** null without losses. */
  readonly VaR: number | null;
  /** null where the tail has fewer than ten draws. */
  readonly ES: number | null;
  /** Ranks from 1. */
  readonly quantileIntervalRanks: readonly [number, number] | null;
  readonly quantileInterval: readonly [number, number] | null;
  readonly shortfallInterval: readonly [number, number] | null;
}

/** Draws that a tail must hold before its mean is worth a number. */
const FEWEST_IN_TAIL = 10;
const ROUNDING = 1e-9;

/** Throws `bad-level`, `bad-vector`. */
export function tailStatistics(losses: ArrayLike<number>, params: TailParams): Outcome<TailStatistics> {
  const { level, confidence = 0.95, samples = 1000, seed = 1 } = params;
  if (!(level > 0 && level < 1)) throw new KeiretsuError("bad-level", `level is ${level}, expected above 0 and below 1`);
  if (!(confidence > 0 && confidence < 1))
    throw new KeiretsuError("bad-level", `confidence is ${confidence}, expected above 0 and below 1`);
  const sorted = Float64Array.from(losses).sort();
  const n = sorted.length;
  const bad = Array.from(losses).findIndex((x) => !Number.isFinite(x));
  if (bad >= 0) throw new KeiretsuError("bad-vector", `loss ${bad} is ${losses[bad]}, expected a finite number`);
  if (n === 0) {
    return { values: { n, VaR: null, ES: null, quantileIntervalRanks: null, quantileInterval: null, shortfallInterval: null } };
  }
  const ranks = quantileRanks(n, level, confidence);
  const enough = (1 - level) * n >= FEWEST_IN_TAIL * (1 - ROUNDING);
  const warnings: Warning[] = enough
    ? []
    : [
        {
          code: "few-draws",
          message: `a tail of ${((1 - level) * n).toFixed(1)} draws is too short for an expected shortfall, expected at least ${FEWEST_IN_TAIL}: run more draws`,
        },
      ];
  return {
    values: {
      n,
      VaR: sorted[rankOf(level, n) - 1],
      ES: enough ? shortfall(sorted, level) : null,
      quantileIntervalRanks: ranks,
      quantileInterval: [sorted[ranks[0] - 1], sorted[ranks[1] - 1]],
      shortfallInterval: enough ? bootstrap(sorted, { level, confidence, samples, seed }) : null,
    },
    warnings,
  };
}

/** Wilson's score interval of `count` out of n; [0, 1] for n = 0. */
export function wilsonInterval(count: number, n: number, confidence = 0.95): readonly [number, number] {
  if (!(count >= 0 && count <= n)) throw new KeiretsuError("bad-count", `${count} of ${n}, expected 0 <= count <= n`);
  if (n === 0) return [0, 1];
  const z = normalQuantile(1 - (1 - confidence) / 2);
  const share = count / n;
  const middle = share + (z * z) / (2 * n);
  const half = z * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n));
  const scale = 1 + (z * z) / n;
  return [count === 0 ? 0 : Math.max(0, (middle - half) / scale), count === n ? 1 : Math.min(1, (middle + half) / scale)];
}

/** ceil(level n), not moved by rounding of the product. */
function rankOf(level: number, n: number): number {
  return Math.min(n, Math.max(1, Math.ceil(level * n - ROUNDING)));
}

function shortfall(sorted: Float64Array, level: number): number {
  const n = sorted.length;
  const k = rankOf(level, n);
  return (sum(sorted.subarray(k)) + (k - level * n) * sorted[k - 1]) / ((1 - level) * n);
}

function quantileRanks(n: number, level: number, confidence: number): readonly [number, number] {
  const tail = (1 - confidence) / 2;
  let low = 0;
  let high = 0;
  // log of the binomial probability of i, upwards from 0; the sums are of positive terms.
  let log = n * Math.log1p(-level);
  let cumulative = 0;
  for (let i = 0; i <= n; i++) {
    cumulative += Math.exp(log);
    if (low === 0 && cumulative >= tail) low = Math.max(1, i);
    if (cumulative >= 1 - tail) {
      high = i + 1;
      break;
    }
    log += Math.log((n - i) / (i + 1)) + Math.log(level) - Math.log1p(-level);
  }
  return [Math.min(n, Math.max(1, low)), Math.min(n, high === 0 ? n : high)];
}

function bootstrap(
  sorted: Float64Array,
  options: { level: number; confidence: number; samples: number; seed: number },
): readonly [number, number] {
  const { level, confidence, samples, seed } = options;
  const n = sorted.length;
  const drawn = new Float64Array(n);
  const found = new Float64Array(samples);
  for (let b = 0; b < samples; b++) {
    const next = uniforms(seed, b);
    for (let i = 0; i < n; i++) drawn[i] = sorted[Math.min(n - 1, Math.floor(next() * n))];
    drawn.sort();
    found[b] = shortfall(drawn, level);
  }
  found.sort();
  const tail = (1 - confidence) / 2;
  return [found[rankOf(tail, samples) - 1], found[rankOf(1 - tail, samples) - 1]];
}
