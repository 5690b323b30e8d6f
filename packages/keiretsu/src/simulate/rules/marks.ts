import { normalProbability } from "../../num/normal.ts";

/** What moves value and no cash, each rule a pure function of what was before. */

/** Straight line: what was bought wears out over its life, and never below nothing. */
export function straightLine(value: number, cost: number, life: number): number {
  return life > 0 ? Math.max(0, Math.min(value, cost / life)) : value;
}

/** The holder's part of a profit or a loss; a loss only until the stake is 0. */
export function equityMethodResult(stake: number, share: number, profit: number): number {
  return Math.max(-stake, share * profit);
}

/** A call on a share: Black and Scholes 1973 without interest or dividends; years to run, volatility a year. At the end what it is worth if used. */
export function callValue(price: number, strike: number, years: number, volatility: number): number {
  const spread = volatility * Math.sqrt(years);
  if (!(price > 0)) return 0;
  if (!(strike > 0)) return price;
  if (!(spread > 0)) return Math.max(0, price - strike);
  const d = Math.log(price / strike) / spread + spread / 2;
  return price * normalProbability(d) - strike * normalProbability(d - spread);
}

/** Steps of a warrant that have vested: so much delivered, and the share at so high a price, in this quarter. */
export function vestedShares(
  steps: readonly { readonly shares: number; readonly gw: number; readonly price: number }[],
  delivered: number,
  price: number,
): number {
  return steps.reduce((sum, step) => (delivered >= step.gw - 1e-9 && price >= step.price ? sum + step.shares : sum), 0);
}

/** What is left of a claim on a failed firm, in all and per unit. */
export function recoveryRate(estate: number, claims: number): number {
  return claims > 0 ? Math.min(1, estate / claims) : 0;
}
