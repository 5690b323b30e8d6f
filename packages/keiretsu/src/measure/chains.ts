/**
 * The share of each firm that chains of holdings from one holder i reach without coming back to i (Brioschi and co-authors):
 * `Yc_ij = O_ij + sum_{k != i} Yc_ik O_kj`, a walk back along holders that ends at i. Finite even where a loop of firms has no outside owner.
 */
import { type Blocks, type RowSystem, rowValue, solveAbsorption } from "../network/absorption.ts";

export interface Chains {
  /** Yc_ij, length n. */
  readonly share: Float64Array;
  /** Yc_ii, i's share in itself. */
  readonly own: number;
  readonly converged: boolean;
  readonly iterations: number;
  readonly residual: number;
}

/** `weights` holds by firm who holds it; `blocks` are those of the network of holdings. */
export function withoutReturn(i: number, weights: RowSystem, blocks: Blocks): Chains {
  const { n, start, source, share } = weights;
  const b = new Float64Array(n);
  let any = false;
  for (let j = 0; j < n; j++) {
    for (let e = start[j]; e < start[j + 1]; e++) {
      if (source[e] !== i || share[e] === 0) continue;
      b[j] += share[e];
      any = true;
    }
  }
  if (!any) return { share: b, own: 0, converged: true, iterations: 0, residual: 0 };
  const holding = new Uint8Array(n);
  holding[i] = 1;
  const { x, converged, iterations, residual } = solveAbsorption({ system: weights, blocks, b, held: holding });
  x[i] = rowValue(i, b, start, source, share, x);
  return { share: x, own: x[i], converged, iterations, residual };
}
