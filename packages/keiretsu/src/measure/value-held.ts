/**
 * What is all that each holder holds worth, through every chain of holdings, for networks of any size?
 *
 *   v_j value of firm j     V = (I - O)^-1 v     Y v = V - v, plain     G_ii = [(I - O)^-1]_ii, at least 1     Yc v = Y v / G_ii, loop-corrected
 *
 * One solve `V = v + O V` answers every holder at once. G_ii is 1 outside loops and hangs on the loops of i alone: it is read off the inverse of
 * its strongly connected component up to 300 firms, and found by one walk back along holders for an owner asked for by name above that.
 * What reaches outsiders, sum over j of (1 - share held of j) V_j, is the sum of v: each unit of value is claimed once.
 * Orientation: A owns B. Cost O(n + m) a sweep, and one solve an owner in a large component.
 * Sources: Brioschi, Buzzacchi and Colombo 1989; Baldone, Brioschi and Paleari 1998 "Ownership measures among firms connected by cross-shareholdings".
 */
import { KeiretsuError } from "../assert.ts";
import { blocksOf } from "../network/absorption.ts";
import { membersOf, stronglyConnected } from "../network/components.ts";
import { holdingsOf, type HoldingsOptions, valueAlong } from "../network/holdings.ts";
import type { Network } from "../network/network.ts";
import { ownerlessFirms } from "../network/ownerless.ts";
import type { Outcome, Warning } from "../network/result.ts";
import { arrivals } from "../network/transpose.ts";
import { factor, solveFactored } from "../num/solve.ts";
import { once, withoutReturn } from "./chains.ts";

export interface ValueHeldParams extends HoldingsOptions {
  /** v_j of each firm, not negative. */
  readonly values: ArrayLike<number>;
  /** Holders to answer for even in large loops; the others are answered where that is cheap. */
  readonly owners?: readonly number[] | undefined;
  /** Euclidean norm of the residual against that of v; default 1e-12. */
  readonly tolerance?: number | undefined;
}

export interface ValueHeld {
  /** Y v of each holder; 0 with a warning for firms of a loop without outside owner, where it has no bound. */
  readonly plain: Float64Array;
  /** Yc v of each holder; NaN where `undetermined` counts it. */
  readonly corrected: Float64Array;
  /** Yc_ii, what each firm holds of itself through loops; 1 in a loop without outside owner; NaN in large loops. */
  readonly selfReturn: Float64Array;
  /** Holders in large loops, or in loops without outside owner, that were not asked for. */
  readonly undetermined: number;
  /** Firms that own each other with no owner outside. */
  readonly ownerless: readonly number[];
}

/** Loops up to here are inverted. */
const DENSE = 300;

/** Throws `bad-vector`; `bad-share` and `wrong-lens` as holdingsOf. */
export function valueHeld(given: Network, params: ValueHeldParams): Outcome<ValueHeld> {
  const { network, held, warnings: found } = holdingsOf(given, params);
  const { n } = network;
  const values = checkedValues(params.values, n);
  const holders = arrivals(network);
  const ownerless = ownerlessFirms(held, holders);
  const cut = ownerless.length === 0 ? network : without(network, ownerless);
  const solved = valueAlong(cut, values, params.tolerance === undefined ? {} : { tolerance: params.tolerance });
  const plain = solved.x.map((x, i) => x - values[i]);
  for (const i of ownerless) plain[i] = 0;

  const components = stronglyConnected(network);
  const members = membersOf(components);
  const selfReturn = new Float64Array(n);
  for (let c = 0; c < components.count; c++) {
    if (components.size[c] > 1) selfReturns(network, members.node.subarray(members.start[c], members.start[c + 1]), selfReturn);
  }
  // A walk back from a member of a closed loop never leaves it, so it meets every member.
  for (const i of ownerless) selfReturn[i] = 1;
  const closed = new Set(ownerless);
  const corrected = plain.map((x, i) => (closed.has(i) ? Number.NaN : x * (1 - selfReturn[i])));
  const said = { converged: solved.converged, iterations: solved.iterations, residual: solved.residual };
  const open = (params.owners ?? []).filter((i) => Number.isNaN(corrected[i]));
  const system = { n, start: holders.start, source: holders.source, share: holders.amount };
  const blocks = once(() => blocksOf(network));
  for (const i of open) {
    const chains = withoutReturn(i, system, blocks);
    selfReturn[i] = chains.own;
    corrected[i] = chains.share.reduce((total, x, j) => total + x * values[j], 0);
    said.converged &&= chains.converged;
  }
  const undetermined = corrected.reduce((count, x) => count + Number(Number.isNaN(x)), 0);
  const warnings: Warning[] = [...found];
  if (ownerless.length > 0) {
    warnings.push({
      code: "ownerless-loop",
      message: `${ownerless.length} firms own each other with no owner outside: what they hold has no bound, and no one outside has a share in it`,
    });
  }
  if (undetermined > 0) {
    warnings.push({
      code: "large-loop",
      message: `${undetermined} holders lie in loops of more than ${DENSE} firms or without owner outside: their loop-corrected values are found for owners asked for by name`,
    });
  }
  return { values: { plain, corrected, selfReturn, undetermined, ownerless }, ...said, warnings };
}

/** (G_ii - 1) / G_ii for each member of a loop; NaN for a loop that is too large, or closed. */
function selfReturns({ start, target, weight }: Network, block: Uint32Array, out: Float64Array): void {
  const size = block.length;
  const place = new Map(Array.from(block, (i, k) => [i, k] as const));
  const matrix = size > DENSE ? null : new Float64Array(size * size);
  if (matrix !== null) {
    for (let k = 0; k < size; k++) {
      matrix[k * size + k] = 1;
      for (let e = start[block[k]]; e < start[block[k] + 1]; e++) {
        const other = place.get(target[e]);
        if (other !== undefined) matrix[k * size + other] -= weight[e];
      }
    }
  }
  const factors = matrix === null ? null : factor(matrix, size);
  const unit = new Float64Array(size);
  for (let k = 0; k < size; k++) {
    if (factors === null || factors.singular) {
      out[block[k]] = Number.NaN;
      continue;
    }
    unit[k] = 1;
    out[block[k]] = 1 - 1 / solveFactored(factors, unit)[k];
    unit[k] = 0;
  }
}

/** The network without what the named firms hold. */
function without(network: Network, firms: readonly number[]): Network {
  const weight = network.weight.slice();
  for (const i of firms) weight.fill(0, network.start[i], network.start[i + 1]);
  return { ...network, weight };
}

export function checkedValues(values: ArrayLike<number>, n: number): Float64Array {
  if (values.length !== n) throw new KeiretsuError("bad-vector", `values has ${values.length} entries, expected ${n}`);
  const copy = Float64Array.from(values);
  if (!copy.every((x) => x >= 0 && x < Infinity)) throw new KeiretsuError("bad-vector", "values must be finite, not negative");
  return copy;
}
