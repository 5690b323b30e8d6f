/**
 * How few hands hold how much?
 *
 * Herfindahl-Hirschman index `hhi = sum s_i^2` of shares that add up to 1, its normalised form `(hhi - 1/n) / (1 - 1/n)`, the number of equal
 * holders it stands for `1 / hhi`, the part of the k largest `CR_k`, Shannon entropy `H = - sum s_i ln s_i` and its number of equal holders `exp(H)`.
 * Cost O(n log n). Sources: Herfindahl 1950; Hirschman 1964 "The paternity of an index"; the points scale of merger guidelines (10000 x hhi).
 */
import { KeiretsuError } from "../assert.ts";
import { sum } from "../num/sum.ts";

export interface Concentration {
  /** Number of holders, those with nothing included. */
  readonly n: number;
  readonly total: number;
  /** In (0, 1]; null when nobody holds anything. */
  readonly hhi: number | null;
  /** 10000 x hhi. */
  readonly hhiPoints: number | null;
  /** 0 when all hold the same, 1 when one holds all; 1 for a single holder. */
  readonly normalised: number | null;
  /** Equal holders with the same hhi. */
  readonly effective: number | null;
  /** Part of the k largest, for the k asked for. */
  readonly largest: readonly { readonly k: number; readonly share: number | null }[];
  /** In nats. */
  readonly entropy: number | null;
  /** Equal holders with the same entropy. */
  readonly effectiveShannon: number | null;
}

/**
 * Concentration of amounts (any unit; shares are formed here). Zeros count only in n. Throws `bad-share` on a negative amount or one
 * that is not finite. `largest` lists the k of the concentration ratios, default 1 and 4.
 */
export function concentration(amounts: ArrayLike<number>, params: { readonly largest?: readonly number[] } = {}): Concentration {
  const n = amounts.length;
  for (let i = 0; i < n; i++) {
    if (!(amounts[i] >= 0 && amounts[i] < Infinity)) {
      throw new KeiretsuError("bad-share", `share ${i} is ${amounts[i]}, expected a finite number, not negative`);
    }
  }
  const ratios = params.largest ?? [1, 4];
  // Scaling by the largest keeps sums of very large amounts finite.
  const sorted = Float64Array.from(amounts).sort().reverse();
  const top = n > 0 ? sorted[0] : 0;
  const total = sum(sorted);
  if (!(top > 0)) {
    const none = { hhi: null, hhiPoints: null, normalised: null, effective: null, entropy: null, effectiveShannon: null };
    return { n, total, ...none, largest: ratios.map((k) => ({ k, share: null })) };
  }
  const scaled = sorted.map((x) => x / top);
  const scaledTotal = sum(scaled);
  const shares = scaled.map((x) => x / scaledTotal);
  const hhi = Math.min(1, sum(shares.map((s) => s * s)));
  const entropy = Math.max(0, sum(shares.map((s) => (s > 0 ? -s * Math.log(s) : 0))));
  return {
    n,
    total,
    hhi,
    hhiPoints: 10_000 * hhi,
    normalised: n === 1 ? 1 : Math.max(0, (hhi - 1 / n) / (1 - 1 / n)),
    effective: 1 / hhi,
    largest: ratios.map((k) => ({ k, share: Math.min(1, sum(shares.subarray(0, Math.max(0, k)))) })),
    entropy,
    effectiveShannon: Math.exp(entropy),
  };
}
