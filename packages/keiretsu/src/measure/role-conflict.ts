/**
 * How much do several roles of one firm towards another come together?
 *
 * Each role r that a plays towards b has a materiality m_r in [0, 1], its amount over the denominator of that role (supplier: of b's purchases; client:
 * of b's revenue; investor: votes over 0.2; lender: of b's debt; board: share of seats, twice). With M the largest,
 *
 *     together = 1 - prod_r (1 - m_r)          score = together - M = (1 - M) (1 - prod_{r other than the largest} (1 - m_r))
 *
 * so that one role alone scores 0, and so does any pair in which one role is material to the full: the score says what the others add. A materiality
 * that is not known is the whole range 0 to 1. The score rises in every role but the largest, in which it falls, so its range is not that of the two
 * ends: the least lies where one role stands at its high end and all others at their low ends; the greatest where the largest ones are equal,
 * on a curve `1 - c (1 - t)^k - t` whose top between two high ends is known in closed form. Both are proved. Cost O(n^2) in the number of roles.
 */
import { KeiretsuError } from "../assert.ts";

/** Bounds of a number between 0 and 1. */
export interface ShareRange {
  readonly low: number;
  readonly high: number;
}

export interface RoleConflict {
  readonly n: number;
  /** Least and greatest score over every materiality within its range. */
  readonly score: ShareRange;
  /** Materiality of all roles together, one role alone included. */
  readonly together: ShareRange;
  /** The score with every role at its low end, unknown ones at 0; and at its high end, unknown ones at 1. */
  readonly atLow: number;
  readonly atHigh: number;
}

/** Throws `bad-share` on a materiality outside 0 to 1 or upside down. No role: all 0. */
export function roleConflict(materiality: readonly ShareRange[]): RoleConflict {
  materiality.forEach(({ low, high }, i) => {
    if (!(low >= 0 && low <= high && high <= 1))
      throw new KeiretsuError("bad-share", `materiality ${i} is ${low} to ${high}, expected 0 <= low <= high <= 1`);
  });
  const low = materiality.map((role) => role.low);
  const high = materiality.map((role) => role.high);
  return {
    n: materiality.length,
    score: { low: least(low, high), high: greatest(low, high) },
    together: { low: together(low), high: together(high) },
    atLow: score(low),
    atHigh: score(high),
  };
}

function together(m: readonly number[]): number {
  return 1 - m.reduce((none, x) => none * (1 - x), 1);
}

/** By the product form, which has no difference of two nearly equal numbers. */
function score(m: readonly number[]): number {
  if (m.length < 2) return 0;
  const largest = m.indexOf(Math.max(...m));
  return (1 - m[largest]) * together(m.filter((_, i) => i !== largest));
}

function least(low: readonly number[], high: readonly number[]): number {
  return low.reduce((found, _, i) => Math.min(found, score(low.map((x, j) => (j === i ? high[i] : x)))), score(low));
}

function greatest(low: readonly number[], high: readonly number[]): number {
  if (low.length < 2) return 0;
  const floor = Math.max(...low);
  const ceilings = [...new Set([floor, ...high.filter((x) => x > floor)])].sort((a, b) => a - b);
  const at = (t: number): number => score(high.map((x) => Math.min(x, t)));
  let found = at(floor);
  for (const [i, from] of ceilings.entries()) {
    const to = ceilings[i + 1];
    if (to === undefined) break;
    found = Math.max(found, at(to));
    // Between two ceilings k roles move with t and the others, which have reached their high ends, leave c of 1.
    const k = high.filter((x) => x >= to).length;
    const c = high.reduce((none, x) => (x >= to ? none : none * (1 - x)), 1);
    if (k < 2 || c === 0) continue;
    const top = 1 - (1 / (c * k)) ** (1 / (k - 1));
    if (top > from && top < to) found = Math.max(found, at(top));
  }
  return found;
}
