/** The score by its definition: one less the product, less the largest. */
export function plainScore(m: readonly number[]): number {
  return 1 - m.reduce((product, x) => product * (1 - x), 1) - Math.max(0, ...m);
}

/** Least and greatest score over a grid in the box, ends included: slow, and inside the true range. */
export function gridScore(low: readonly number[], high: readonly number[], steps: number): { low: number; high: number } {
  let found = { low: Infinity, high: -Infinity };
  const walk = (m: readonly number[]): void => {
    const i = m.length;
    if (i === low.length) {
      const score = plainScore(m);
      found = { low: Math.min(found.low, score), high: Math.max(found.high, score) };
      return;
    }
    for (let k = 0; k <= steps; k++) walk([...m, low[i] + ((high[i] - low[i]) * k) / steps]);
  };
  walk([]);
  return found;
}
