import type { Stake } from "./economy.ts";
import { type Path, rounded, stands } from "./path.ts";
import { sellShares } from "./postings.ts";

/** Stakes that a market prices: what they are worth moves with it and moves no cash, until a part is sold. */

/** Change of the price in this quarter. */
export function marketChange({ change, until }: NonNullable<Stake["market"]>, q: number): number {
  return q <= until ? change : 0;
}

/** Sales to the rest of the world, which pays what the stake stands at. */
export function sellStakes(path: Path, q: number): void {
  const { economy } = path;
  for (const [k, { holder, held, sale }] of economy.stakes.entries()) {
    if (sale === undefined || q < sale.first || q > sale.last || !stands(path, holder) || !stands(path, held)) continue;
    const amount = rounded(path, Math.min(sale.perQuarter, path.stakeValue[k]));
    if (amount <= 0) continue;
    sellShares(path, `sale by ${economy.firms[holder].id} of ${economy.firms[held].id}`, holder, held, amount);
    path.stakeValue[k] -= amount;
  }
}
