/**
 * Does a rise in value pay for the next rise?
 *
 * New money I comes into a firm and its value rises by k I beyond the money itself: what its holders gain on paper. Funders who hold the share s of it gain
 * s k I, and put the part x of their gain into the firm again. One dollar thus becomes `1 + x s k + (x s k)^2 + ...`: `1 / (1 - x s k)` where x s k < 1, and
 * without end from `x* = 1 / (s k)` on. A fall is the same sum with the sign turned: what the funders lose is what they do not put in again.
 * The geometric sum is that of any linear feedback; that paper gains widen the room to lend and invest is Adrian and Shin 2010 "Liquidity and leverage".
 */
import { KeiretsuError } from "../assert.ts";

/** s k: what funders gain on paper for each dollar that they put in. Throws `bad-share` outside 0 to 1 and on a k that is negative or not finite. */
export function paperGainPerDollar(held: number, rise: number): number {
  if (!(held >= 0 && held <= 1)) throw new KeiretsuError("bad-share", `share held is ${held}, expected 0 to 1`);
  if (!(rise >= 0 && rise < Infinity))
    throw new KeiretsuError("bad-share", `rise for a dollar is ${rise}, expected a finite number, not negative`);
  return held * rise;
}

/** What a dollar becomes when funders put the part `again` of their gain in again; null = without end. */
export function multiplier(gain: number, again: number): number | null {
  const part = gain * again;
  return part < 1 ? 1 / (1 - part) : null;
}

/** The part of their gain from which on the rise feeds itself; null where nothing is gained. It may be more than 1: then only on credit. */
export function breakEven(gain: number): number | null {
  return gain > 0 ? 1 / gain : null;
}
