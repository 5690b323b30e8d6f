/**
 * How much must everyone produce so that one unit reaches final demand, and how much is enabled by one unit of primary input?
 *
 *   z_ij  i sells j      f_i final demand      x_i = sum_j z_ij + f_i output      v_j = x_j - sum_i z_ij value added
 *   A: a_ij = z_ij / x_j,   L = (I - A)^-1,   x = L f          B: b_ij = z_ij / x_i,   G = (I - B)^-1,   x' = v' G
 *   backward linkage of j: sum_i L_ij, output everywhere for a unit of final demand for j
 *   forward linkage of i: sum_j G_ij, output everywhere that a unit of primary input of i enters
 *
 * Linkages are solved (`b = 1 + A' b`, `g = 1 + B g`), never read from an inverse; the inverses, `G_ij = L_ij x_j / x_i`, are made on request.
 * Orientation: A supplies B. Cost: two solves in O(m) a sweep; O(n^3) for the inverses.
 * Sources: Leontief 1936; Ghosh 1958; Miller and Blair 2009 "Input-output analysis", chapters 2 and 12; Dietzenbacher 1997 (Ghosh as a price model).
 */
import { KeiretsuError } from "../assert.ts";
import { solveAbsorption } from "../network/absorption.ts";
import type { Network } from "../network/network.ts";
import type { Outcome } from "../network/result.ts";
import type { RowShares } from "../network/row-shares.ts";
import { factor, solveFactored } from "../num/solve.ts";
import { allocations, requirements, type Table, tableOf, type TableParams } from "./input-output-table.ts";

export interface LeontiefParams extends TableParams {
  /** Whether to make the inverses, up to 1000 nodes; default false. */
  readonly inverses?: boolean | undefined;
}

export interface LeontiefGhosh {
  /** x_i, f_i and v_i in money, length n. */
  readonly output: Float64Array;
  readonly finalDemand: Float64Array;
  readonly valueAdded: Float64Array;
  /** Linkages, at least 1; length n. */
  readonly backward: Float64Array;
  readonly forward: Float64Array;
  /** Rows of L and G; null unless asked for. */
  readonly leontiefInverse: readonly Float64Array[] | null;
  readonly ghoshInverse: readonly Float64Array[] | null;
}

export const MOST_INVERTED = 1000;

/** Throws as `tableOf` does, and `too-many-nodes` for inverses of more than 1000 nodes. */
export function leontiefGhosh(network: Network, params: LeontiefParams = {}): Outcome<LeontiefGhosh> {
  const table = tableOf(network, params);
  const { finalDemand, output, valueAdded, warnings } = table;
  const backward = linkages(requirements(table));
  const forward = linkages(allocations(table));
  const inverse = params.inverses === true ? leontiefInverse(table) : null;
  return {
    values: {
      output,
      finalDemand,
      valueAdded,
      backward: backward.x,
      forward: forward.x,
      leontiefInverse: inverse,
      ghoshInverse: inverse === null ? null : inverse.map((row, i) => row.map((x, j) => (i === j ? x : scaled(x, output[j], output[i])))),
    },
    converged: backward.converged && forward.converged,
    iterations: Math.max(backward.iterations, forward.iterations),
    residual: Math.max(backward.residual, forward.residual),
    warnings,
  };
}

/** `y = 1 + M y`, every row divided by what its own edge leaves of it. */
function linkages({ system, blocks, ownFactor }: RowShares): ReturnType<typeof solveAbsorption> {
  return solveAbsorption({ system, blocks, b: ownFactor, held: new Uint8Array(system.n) });
}

function leontiefInverse({ network, output }: Table): Float64Array[] {
  const { n, start, target, weight } = network;
  if (n > MOST_INVERTED) throw new KeiretsuError("too-many-nodes", `${n} nodes, expected at most ${MOST_INVERTED} for an inverse`);
  const matrix = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    matrix[i * n + i] += 1;
    for (let e = start[i]; e < start[i + 1]; e++) if (weight[e] > 0) matrix[i * n + target[e]] -= weight[e] / output[target[e]];
  }
  const factors = factor(matrix, n);
  const inverse = Array.from({ length: n }, () => new Float64Array(n));
  const unit = new Float64Array(n);
  for (let j = 0; j < n; j++) {
    unit[j] = 1;
    solveFactored(factors, unit).forEach((x, i) => (inverse[i][j] = x));
    unit[j] = 0;
  }
  return inverse;
}

/** L_ij x_j / x_i; nobody without output delivers anything. */
function scaled(x: number, outputJ: number, outputI: number): number {
  return x === 0 ? 0 : (x * outputJ) / outputI;
}
