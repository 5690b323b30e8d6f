/**
 * The share of each firm that chains of holdings from one holder i reach without coming back to i (Brioschi and co-authors):
 * `Yc_ij = O_ij + sum_{k != i} Yc_ik O_kj`, a walk back along holders that ends at i. Finite even where a loop of firms has no outside owner.
 */
import { type Blocks, type RowSystem, rowValue, solveAbsorption } from "../network/absorption.ts";
import { solveBySweeps } from "../num/sweeps.ts";

export interface Chains {
  /** Yc_ij, length n. */
  readonly share: Float64Array;
  /** Yc_ii, i's share in itself. */
  readonly own: number;
  readonly converged: boolean;
  readonly iterations: number;
  readonly residual: number;
}

/** From here on sweeps over the whole network come first, and components only where sweeps crawl. */
const LARGE = 20_000;
const SWEEPS = 120;
const TOLERANCE = 1e-13;

/** `weights` holds by firm who holds it; `blocks` are those of the network of holdings, found when they are needed. */
export function withoutReturn(i: number, weights: RowSystem, blocks: () => Blocks): Chains {
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
  const { x, converged, iterations, residual } = (n >= LARGE ? bySweeps(i, weights, b) : null) ?? byBlocks(i, weights, b, blocks);
  x[i] = rowValue(i, b, start, source, share, x);
  return { share: x, own: x[i], converged, iterations, residual };
}

/** Found on the first call, kept for the others. */
export function once<T>(find: () => T): () => T {
  let found: { readonly value: T } | null = null;
  return () => (found ??= { value: find() }).value;
}

interface Solved {
  readonly x: Float64Array;
  readonly converged: boolean;
  readonly iterations: number;
  readonly residual: number;
}

function byBlocks(i: number, system: RowSystem, b: Float64Array, blocks: () => Blocks): Solved {
  const holding = new Uint8Array(system.n);
  holding[i] = 1;
  return solveAbsorption({ system, blocks: blocks(), b, held: holding });
}

/** The same with x_i kept at 0 by emptying its row; null where sweeps crawl. */
function bySweeps(i: number, { n, start, source, share }: RowSystem, b: Float64Array): Solved | null {
  const emptied = share.slice();
  emptied.fill(0, start[i], start[i + 1]);
  const right = b.slice();
  right[i] = 0;
  const solved = solveBySweeps({ n, start, source, share: emptied }, right, { tolerance: TOLERANCE, maxSweeps: SWEEPS });
  return solved.converged ? solved : null;
}
