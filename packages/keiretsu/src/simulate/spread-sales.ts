/** One sale in a market: so much, in the quarters after `start` up to `finish`, at most `cap` in each. */
export interface Sale {
  readonly amount: number;
  readonly start: number;
  readonly finish: number;
  readonly cap: number;
}

const SWEEPS = 1000;
const SETTLED = 1e-12;

/**
 * Sell so that the sums of the quarters are as even as windows and caps allow: the least of the sum over quarters of f(X_t) for every convex f, so that
 * the exponent of the impact does not matter. Each sale in turn is poured into the quarters that the others leave lowest (block descent on a smooth convex function
 * over a product of sets, which ends at the least). `sold[s][t - 1]` is what sale s sells in quarter t.
 */
export function spreadSales(
  sales: readonly Sale[],
  quarters: number,
): { readonly sold: readonly Float64Array[]; readonly residual: number } {
  const sold = sales.map(() => new Float64Array(quarters));
  const total = new Float64Array(quarters);
  const largest = sales.reduce((most, { amount }) => Math.max(most, amount), 0);
  let residual = 0;
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    residual = 0;
    for (const [s, sale] of sales.entries()) {
      for (let t = sale.start; t < sale.finish; t++) total[t] -= sold[s][t];
      const level = waterLevel(sale, total);
      for (let t = sale.start; t < sale.finish; t++) {
        const next = Math.min(sale.cap, Math.max(0, level - total[t]));
        residual = Math.max(residual, Math.abs(next - sold[s][t]));
        sold[s][t] = next;
        total[t] += next;
      }
    }
    if (sales.length < 2 || residual <= SETTLED * largest) return { sold, residual: 0 };
  }
  return { sold, residual };
}

/** The level at which what fits between the others and the level, at most the cap a quarter, is the amount: piecewise linear, exact. */
function waterLevel({ amount, start, finish, cap }: Sale, others: Float64Array): number {
  const turns: { readonly at: number; readonly slope: number }[] = [];
  for (let t = start; t < finish; t++) turns.push({ at: others[t], slope: 1 }, { at: others[t] + cap, slope: -1 });
  turns.sort((a, b) => a.at - b.at);
  let filled = 0;
  let slope = 0;
  let level = turns[0].at;
  for (const turn of turns) {
    const rise = slope * (turn.at - level);
    if (slope > 0 && filled + rise >= amount) break;
    filled += Number.isFinite(rise) ? rise : 0;
    level = turn.at;
    slope += turn.slope;
  }
  return slope > 0 ? level + (amount - filled) / slope : level;
}
