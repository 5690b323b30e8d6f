/**
 * Output for want of customers, solved rather than iterated: `l_i = max(g_i, sum_j share_ij l_j)`, the least solution, l = 1 - h and g = 1 - psi.
 *
 * It is the value of stopping a walk along the money where the prize g is best, so Howard's improvement of the rule "stop at every shocked firm"
 * ends after at most one solve for each shocked firm: a firm that loses more through its customers than by its own shock stops no longer.
 * One closed firm takes one solve. Sweeps would need thousands of rounds in an economy that sells little to end customers.
 * Source: Howard 1960 "Dynamic programming and Markov processes".
 */
import { rowValue, solveAbsorption } from "../../network/absorption.ts";
import type { RowShares } from "../../network/row-shares.ts";

export interface LostOrders {
  /** l_i, length n. */
  readonly loss: Float64Array;
  readonly converged: boolean;
  readonly iterations: number;
  readonly residual: number;
}

/** A loss through customers is larger than the shock by more than rounding. */
const STRICT = 1e-11;

export function lostOrders({ system, blocks }: RowShares, remaining: Float64Array): LostOrders {
  const { n, start, source, share } = system;
  const shock = remaining.map((x) => 1 - x);
  const held = Uint8Array.from(shock, (x) => (x > 0 ? 1 : 0));
  const given = new Float64Array(n);
  const none = new Float64Array(n);
  for (let iterations = 1; ; iterations++) {
    for (let i = 0; i < n; i++) given[i] = held[i] === 1 ? shock[i] : 0;
    const { x: loss, converged, residual } = solveAbsorption({ system, blocks, b: none, held, given });
    let released = 0;
    for (let i = 0; i < n; i++) {
      if (held[i] === 0 || rowValue(i, none, start, source, share, loss) <= shock[i] + STRICT) continue;
      held[i] = 0;
      released++;
    }
    if (released === 0 || !converged) return { loss, converged, iterations, residual };
  }
}
