/**
 * How concentrated are amounts that are known only within ranges?
 *
 * With x_k in [low_k, high_k], high_k maybe without a ceiling: the effective number `(sum x)^2 / sum x^2 = 1 / hhi` is a linear function over a convex one,
 * so it is quasi-concave: its largest value over the box is found by coordinate ascent (along one coordinate the best x is sum of the others' squares
 * over their sum, cut to the range), its smallest lies at a corner. The part of the largest, `max x_k / sum x`, is largest where one stands at its
 * high end and the others at their low ends, and smallest by bisection on the part. The intervals are proved, not estimated.
 * Cost O(2^u) in the number u of amounts that are no points, above MOST_CORNERS a bound that is at least as wide.
 */
import { KeiretsuError } from "../assert.ts";
import { sum } from "../num/sum.ts";

export interface AmountRange {
  readonly low: number;
  /** null = no ceiling is known. */
  readonly high: number | null;
}

export interface Interval {
  readonly low: number;
  readonly high: number;
}

export interface ConcentrationRange {
  /** All three null when nothing is known to be held. */
  readonly hhi: Interval | null;
  readonly effective: Interval | null;
  /** Part of the largest. */
  readonly largest: Interval | null;
}

/** Corners tried one by one. */
const MOST_CORNERS = 12;
const ROUNDS = 200;

/** Throws `bad-share` on a range that is negative, not finite at its low end or upside down. */
export function concentrationRange(ranges: readonly AmountRange[]): ConcentrationRange {
  ranges.forEach(({ low, high }, i) => {
    if (!(low >= 0 && low < Infinity && (high === null || high >= low)))
      throw new KeiretsuError("bad-share", `range ${i} is ${low} to ${high}, expected 0 <= low <= high`);
  });
  const low = ranges.map((range) => range.low);
  const high = ranges.map((range) => range.high ?? Infinity);
  if (!high.some((x) => x > 0)) return { hhi: null, effective: null, largest: null };
  const effective = { low: fewestEffective(low, high), high: mostEffective(low, high) };
  return {
    hhi: { low: 1 / effective.high, high: 1 / effective.low },
    effective,
    largest: { low: smallestPart(low, high), high: largestPart(low, high) },
  };
}

function effectiveOf(x: readonly number[]): number {
  const total = sum(x);
  return total > 0 ? (total * total) / sum(x.map((y) => y * y)) : 1;
}

function mostEffective(low: readonly number[], high: readonly number[]): number {
  // Only where nothing is sure to be held: then all may hold alike.
  const known = low.filter((x) => x > 0);
  const first = known.length > 0 ? Math.min(...known) : Math.min(...high.filter((x) => x > 0), 1);
  const x = low.map((y, k) => (y > 0 ? y : Math.min(high[k], first)));
  for (let round = 0; round < ROUNDS; round++) {
    let moved = 0;
    for (const k of x.keys()) {
      const others = x.filter((_, j) => j !== k);
      const total = sum(others);
      const best = total > 0 ? sum(others.map((y) => y * y)) / total : x[k];
      const next = Math.min(high[k], Math.max(low[k], best));
      moved = Math.max(moved, Math.abs(next - x[k]) / Math.max(next, x[k], Number.MIN_VALUE));
      x[k] = next;
    }
    if (moved < 1e-13) break;
  }
  return effectiveOf(x);
}

function fewestEffective(low: readonly number[], high: readonly number[]): number {
  // Without a ceiling one may hold nearly all.
  if (high.includes(Infinity)) return 1;
  const free = [...low.keys()].filter((k) => high[k] > low[k]);
  if (free.length > MOST_CORNERS) return 1 / largestPart(low, high);
  let fewest = Infinity;
  for (let corner = 0; corner < 2 ** free.length; corner++) {
    const x = low.map((y, k) => ((corner >> free.indexOf(k)) & 1 && free.includes(k) ? high[k] : y));
    if (x.some((y) => y > 0)) fewest = Math.min(fewest, effectiveOf(x));
  }
  return fewest;
}

function largestPart(low: readonly number[], high: readonly number[]): number {
  const total = sum(low);
  return Math.max(...high.map((x, k) => (x === Infinity ? 1 : x === 0 ? 0 : x / (total - low[k] + x))));
}

/** The least part p that the largest can have: some total t must allow it, with every amount between its low end and p t. */
function smallestPart(low: readonly number[], high: readonly number[]): number {
  const total = sum(low);
  const largest = Math.max(...low);
  const possible = (part: number): boolean => {
    if (total === 0) return high.reduce((room, x) => room + (x > 0 ? part : 0), 0) >= 1;
    const least = Math.max(total, largest / part);
    return high.reduce((room, x) => room + Math.min(x, part * least), 0) >= least * (1 - 1e-14);
  };
  let [no, yes] = [0, 1];
  for (let round = 0; round < 60; round++) {
    const middle = (no + yes) / 2;
    if (possible(middle)) yes = middle;
    else no = middle;
  }
  return yes;
}
