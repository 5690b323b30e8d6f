/**
 * How concentrated is a market of which only the largest shares are told?
 *
 * Of shares s_1 ... s_k that are known, the rest r = 1 - sum s is held by others, none above the smallest known one s_min when the known are the largest.
 *
 *     least: the rest in crumbs        hhi = sum s_i^2
 *     greatest: floor(r / s_min) others at s_min and one with what is left
 *
 * The second because a sum of squares grows when a larger holder takes from a smaller one, until the cap stops it. Both are proved. Cost O(k).
 */
import { KeiretsuError } from "../assert.ts";
import { sum } from "../num/sum.ts";

/** Shares from 0 to 1, the largest of their market. Throws `bad-share` where one is not, or where they add up to more than 1. Null without a share. */
export function knownShares(shares: readonly number[]): { readonly low: number; readonly high: number } | null {
  shares.forEach((share, i) => {
    if (!(share >= 0 && share <= 1)) throw new KeiretsuError("bad-share", `share ${i} is ${share}, expected a number from 0 to 1`);
  });
  const total = sum(shares);
  if (total > 1 + ROUNDING) throw new KeiretsuError("bad-share", `the shares add up to ${total}, expected 1 at most`);
  if (!(total > 0)) return null;
  const low = Math.min(1, sum(shares.map((share) => share * share)));
  const rest = Math.max(0, 1 - total);
  const cap = Math.min(...shares);
  if (cap === 0) return { low, high: low };
  const full = Math.floor((rest + ROUNDING) / cap);
  const left = Math.max(0, rest - full * cap);
  return { low, high: Math.min(1, low + full * cap * cap + left * left) };
}

/** Percentages as published are rounded. */
const ROUNDING = 1e-9;
