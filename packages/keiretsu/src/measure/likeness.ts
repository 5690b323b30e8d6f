/**
 * Which known group is a network most like, over several named dimensions?
 *
 * Group g has on dimension d a value x_gd, known, within a range [low, high], or not known at all. Each dimension is measured in its own spread s_d, the
 * standard deviation of the values that are known to a point (n - 1 in the divisor), so that no dimension counts more for its unit. Between two groups,
 * over the D dimensions that both have and that have a spread,
 *
 *     distance = sqrt( (1/D) sum_d ((x_gd - x_hd) / s_d)^2 )
 *
 * which is 0 for groups alike in all of them. Ranges give the least and the greatest distance, dimension by dimension. No dimension in common: null, never 0.
 * A distance is no verdict: the dimensions stand beside it. Cost O(groups^2 dimensions). Source: Mahalanobis 1936, with a diagonal matrix.
 */
import { KeiretsuError } from "../assert.ts";

export interface Value {
  readonly low: number;
  readonly high: number;
}

export interface Distance {
  readonly low: number;
  readonly high: number;
  /** Indices of the dimensions that both groups have and that have a spread. */
  readonly shared: readonly number[];
}

export interface Likeness {
  /** Standard deviation of each dimension over the groups; null where fewer than two values are known or all are alike. */
  readonly spread: readonly (number | null)[];
  /** [g][h]: null without a dimension in common. */
  readonly distances: readonly (readonly (Distance | null)[])[];
  /** For each group the other group at the least distance (by the high end, then the low end, then the index); null when it has none. */
  readonly nearest: readonly (number | null)[];
}

/**
 * Row of values a group, null = not known. `scale` takes the place of the spreads where the dimensions have a range of their own. Throws `bad-matrix` on rows of different
 * length, on a range that is not finite or upside down and on a scale that is not positive.
 */
export function likeness(groups: readonly (readonly (Value | null)[])[], params: { readonly scale?: readonly number[] } = {}): Likeness {
  const dimensions = groups[0]?.length ?? 0;
  groups.forEach((row, g) => {
    if (row.length !== dimensions) throw new KeiretsuError("bad-matrix", `group ${g} has ${row.length} values, expected ${dimensions}`);
    row.forEach((value, d) => {
      if (value === null || (value.low <= value.high && value.low > -Infinity && value.high < Infinity)) return;
      throw new KeiretsuError("bad-matrix", `group ${g}, dimension ${d} is ${value.low} to ${value.high}, expected finite, low <= high`);
    });
  });
  const { scale } = params;
  if (scale && (scale.length !== dimensions || scale.some((s) => !(s > 0 && s < Infinity))))
    throw new KeiretsuError("bad-matrix", `scale is ${scale.join(", ")}, expected ${dimensions} positive numbers`);
  const spread = scale ?? Array.from({ length: dimensions }, (_, d) => spreadOf(groups.map((row) => row[d])));
  const distances = groups.map((row) => groups.map((other) => distance(row, other, spread)));
  return { spread, distances, nearest: distances.map((row, g) => nearestOf(row, g)) };
}

function spreadOf(values: readonly (Value | null)[]): number | null {
  const points = values.flatMap((value) => (value !== null && value.low === value.high ? [value.low] : [])).sort((a, b) => a - b);
  if (points.length < 2 || points[0] === points[points.length - 1]) return null;
  const mean = points.reduce((total, x) => total + x, 0) / points.length;
  return Math.sqrt(points.reduce((total, x) => total + (x - mean) ** 2, 0) / (points.length - 1));
}

function distance(a: readonly (Value | null)[], b: readonly (Value | null)[], spread: readonly (number | null)[]): Distance | null {
  const shared = spread.flatMap((s, d) => (s !== null && a[d] !== null && b[d] !== null ? [d] : []));
  if (shared.length === 0) return null;
  let [low, high] = [0, 0];
  for (const d of shared) {
    const [x, y] = [a[d]!, b[d]!];
    low += (Math.max(0, x.low - y.high, y.low - x.high) / spread[d]!) ** 2;
    high += (Math.max(x.high - y.low, y.high - x.low) / spread[d]!) ** 2;
  }
  return { low: Math.sqrt(low / shared.length), high: Math.sqrt(high / shared.length), shared };
}

function nearestOf(row: readonly (Distance | null)[], self: number): number | null {
  const others = row.flatMap((found, h) => (h === self || found === null ? [] : [{ h, found }]));
  others.sort((a, b) => a.found.high - b.found.high || a.found.low - b.found.low || a.h - b.h);
  return others[0]?.h ?? null;
}
