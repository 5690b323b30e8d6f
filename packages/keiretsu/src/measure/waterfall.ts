/**
 * What share of its own money does each class of a vehicle lose when its assets fall?
 *
 * Equity E stands behind debt D and the assets were worth E + D. When they lose the share x, equity loses first:
 *
 *     equity: min(1, x (1 + D/E))          debt: max(0, x - (1 - x) E/D)
 *
 * With E and D known within ranges the shares are monotone in both, so their bounds are those of the ends: equity loses least with little debt and much
 * equity, debt least with much equity and little debt. A class that nobody is known to hold loses up to the whole of what it may be.
 */
import { KeiretsuError } from "../assert.ts";
import type { AmountRange, Interval } from "./concentration-range.ts";

export interface Waterfall {
  readonly equity: Interval;
  readonly debt: Interval;
}

/** Throws `bad-share` on a range that is negative or upside down and on a loss outside 0 to 1. */
export function waterfall(equity: AmountRange, debt: AmountRange, loss: number): Waterfall {
  for (const [name, { low, high }] of Object.entries({ equity, debt }))
    if (!(low >= 0 && low < Infinity && (high === null || high >= low)))
      throw new KeiretsuError("bad-share", `${name} is ${low} to ${high}, expected 0 <= low <= high`);
  if (!(loss >= 0 && loss <= 1)) throw new KeiretsuError("bad-share", `loss is ${loss}, expected a number from 0 to 1`);
  const [most, owed] = [equity.high ?? Infinity, debt.high ?? Infinity];
  return {
    equity: { low: ofEquity(most, debt.low, loss), high: ofEquity(equity.low, owed, loss) },
    debt: { low: ofDebt(most, debt.low, loss), high: ofDebt(equity.low, owed, loss) },
  };
}

function ofEquity(equity: number, debt: number, loss: number): number {
  if (loss === 0) return 0;
  if (equity === Infinity) return debt === Infinity ? 1 : loss;
  return equity === 0 ? 1 : Math.min(1, loss * (1 + debt / equity));
}

function ofDebt(equity: number, debt: number, loss: number): number {
  if (loss === 1) return 1;
  if (debt === Infinity) return loss;
  if (equity === Infinity) return 0;
  return debt === 0 ? (equity === 0 ? loss : 0) : Math.max(0, loss - ((1 - loss) * equity) / debt);
}
