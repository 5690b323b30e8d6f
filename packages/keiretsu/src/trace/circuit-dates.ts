/**
 * Can the payments of a circuit be dated one after the other, each inside its window? Windows [first_i, last_i] in a given rotation can exactly when
 * first_i <= last_j for all i before j; then the smallest time from the first to the last payment is max(0, max first - min last), which no rotation changes.
 * Every circuit of two edges can.
 */
export interface Dating {
  readonly feasible: boolean;
  /** Days from the first payment to the last one, at best; null when no rotation is feasible. */
  readonly minSpan: number | null;
}

/** Windows in days, inclusive, in the order of the edges of the circuit. Cost O(length): one pass over the doubled circuit. */
export function dating(firstDay: ArrayLike<number>, lastDay: ArrayLike<number>): Dating {
  const length = firstDay.length;
  // Candidates for the largest first day of the payments since the start: days fall, positions grow.
  const queue = new Uint32Array(2 * length);
  let head = 0;
  let tail = 0;
  let begin = 0;
  let latestFirst = -Infinity;
  let earliestLast = Infinity;
  for (let k = 0; k < length; k++) {
    latestFirst = Math.max(latestFirst, firstDay[k]);
    earliestLast = Math.min(earliestLast, lastDay[k]);
  }
  for (let k = 0; k < 2 * length; k++) {
    const at = k % length;
    // A payment that can only come after this one ends: the rotation has to begin after it.
    while (head < tail && firstDay[queue[head] % length] > lastDay[at]) begin = queue[head++] + 1;
    if (k - begin + 1 >= length) return { feasible: true, minSpan: Math.max(0, latestFirst - earliestLast) };
    while (head < tail && firstDay[queue[tail - 1] % length] <= firstDay[at]) tail--;
    queue[tail++] = k;
  }
  return { feasible: false, minSpan: null };
}
