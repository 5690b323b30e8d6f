/**
 * Who owns whom in the end, and who controls whom, through chains and loops of holdings?
 *
 *   O_ij share of j that i holds (columns add up to at most 1)   G = (I - O)^-1   v_j value of firm j
 *
 * plain integrated ownership `Y = O G` adds up all chains; loop-corrected `Yc_ij = Y_ij / G_ii` counts only chains that never return to i
 * (Brioschi and co-authors). Yc is the share of j that a walk back along holders brings to i: `Yc_ij = O_ij + sum_{k != i} Yc_ik O_kj`,
 * one system a holder, finite even where a loop of firms has no outside owner. `Yc_ii` is i's share in itself and `Y_ij = Yc_ij / (1 - Yc_ii)`.
 * Network control of i is the value reached along control weights by chains that never return to i (Vitali, Glattfelder and Battiston):
 * linear c = O; threshold c_ij = 1 where O_ij > threshold; relative c_ij = O_ij^2 / sum_k O_kj^2.
 * Transitive control: the least set S with i in it and j whenever its members together hold more than tau of j (strict).
 * Orientation: A owns B. Cost: O(n + m) a holder outside loops, one block solve a holder within.
 * Sources: Brioschi, Buzzacchi and Colombo 1989 "Risk capital financing and the separation of ownership and control in business groups";
 * Chapelle and Szafarz 2005 "Controlling firms through the majority voting rule"; Vitali, Glattfelder and Battiston 2011 "The network of global corporate control".
 */
import { KeiretsuError } from "../assert.ts";
import { type Blocks, blocksOf, type RowSystem, rowValue, solveAbsorption } from "../network/absorption.ts";
import { mergeParallel, type Network } from "../network/network.ts";
import type { Outcome, Warning } from "../network/result.ts";
import { arrivals } from "../network/transpose.ts";

export interface OwnershipParams {
  /** v_j of each firm, not negative; without it there is no network control. */
  readonly values?: ArrayLike<number> | undefined;
  /** Share above which one holder controls, 0.5 to 1; default 0.5. */
  readonly threshold?: number;
  /** Shares above which a group controls a firm; default 0.5 alone. */
  readonly taus?: readonly number[];
  /** Holders to answer for; default all, refused above 5000 nodes. */
  readonly owners?: readonly number[];
}

export interface Ownership {
  readonly owners: readonly number[];
  /** [holder, firm, share] with share > 0, by holder, then firm. Infinite shares in a loop without outside owner are left out, with a warning. */
  readonly integrated: readonly (readonly [number, number, number])[];
  readonly corrected: readonly (readonly [number, number, number])[];
  /** Share of each owner in itself through loops. */
  readonly selfReturn: readonly number[];
  /** Value controlled by each owner; null without values. */
  readonly networkControl: {
    readonly linear: readonly number[];
    readonly threshold: readonly number[];
    readonly relative: readonly number[];
  } | null;
  /** Firms that each owner controls, for each tau. */
  readonly transitiveControl: readonly { readonly tau: number; readonly controls: readonly (readonly number[])[] }[];
}

/** Shares read from filings add up with rounding. */
const ROUNDING = 1e-9;
/** A sum of shares exceeds a threshold by more than rounding. */
const STRICT = 1e-11;
const MOST_OWNERS = 5000;

/**
 * Throws `bad-share` when more than all of a firm is held, or a share of a firm by itself is given (treasury shares come off the
 * denominator first); `bad-threshold`; `too-many-owners`.
 */
export function ownership(network: Network, params: OwnershipParams = {}): Outcome<Ownership> {
  const { n } = network;
  const threshold = params.threshold ?? 0.5;
  if (!(threshold >= 0.5 && threshold <= 1)) {
    throw new KeiretsuError("bad-threshold", `threshold ${threshold}, expected 0.5 to 1: below, a firm could have two controllers`);
  }
  const owners = params.owners ?? Array.from({ length: n }, (_, i) => i);
  if (owners.length > MOST_OWNERS) {
    throw new KeiretsuError("too-many-owners", `${owners.length} owners, expected at most ${MOST_OWNERS}: name the owners to answer for`);
  }
  const merged = mergeParallel(network);
  const held = checkedHoldings(merged);
  const blocks = blocksOf(merged);
  const chains = owners.map((i) => withoutReturn(i, held, blocks));
  const corrected = chains.flatMap(({ share }, k) => listed(owners[k], share));
  const warnings: Warning[] = [];
  const ownerless = chains.filter(({ own }) => own >= 1 - ROUNDING).length;
  if (ownerless > 0) {
    warnings.push({
      code: "ownerless-loop",
      message: `${ownerless} firms own each other with no owner outside: their integrated shares are infinite`,
    });
  }
  const integrated = chains.flatMap(({ share, own }, k) =>
    own >= 1 - ROUNDING
      ? []
      : listed(
          owners[k],
          share.map((x) => x / (1 - own)),
        ),
  );
  const values = params.values === undefined ? null : checkedValues(params.values, n);
  return {
    values: {
      owners,
      integrated,
      corrected,
      selfReturn: chains.map(({ own }) => own),
      networkControl:
        values === null
          ? null
          : {
              linear: reached(owners, values, (_, k) => chains[k].share),
              threshold: controlled(
                owners,
                values,
                blocks,
                reweighted(held, (x) => (x > threshold + STRICT ? 1 : 0)),
              ),
              relative: controlled(owners, values, blocks, relativeWeights(held)),
            },
      transitiveControl: (params.taus ?? [0.5]).map((tau) => ({ tau, controls: owners.map((i) => controls(i, tau, merged)) })),
    },
    converged: chains.every(({ converged }) => converged),
    iterations: chains.reduce((most, { iterations }) => Math.max(most, iterations), 0),
    residual: chains.reduce((most, { residual }) => Math.max(most, residual), 0),
    warnings,
  };
}

/** Rows by firm: who holds j. */
function checkedHoldings(network: Network): RowSystem {
  const { n } = network;
  const { start, source, amount } = arrivals(network);
  for (let j = 0; j < n; j++) {
    let total = 0;
    for (let e = start[j]; e < start[j + 1]; e++) {
      total += amount[e];
      if (source[e] === j && amount[e] > 0) throw new KeiretsuError("bad-share", `firm ${nameOf(network, j)} holds ${amount[e]} of itself`);
    }
    if (total > 1 + ROUNDING) throw new KeiretsuError("bad-share", `${total} of firm ${nameOf(network, j)} is held, expected at most 1`);
  }
  return { n, start, source, share: amount };
}

function checkedValues(values: ArrayLike<number>, n: number): Float64Array {
  if (values.length !== n) throw new KeiretsuError("bad-vector", `values has ${values.length} entries, expected ${n}`);
  const copy = Float64Array.from(values);
  if (!copy.every((x) => x >= 0 && x < Infinity)) throw new KeiretsuError("bad-vector", "values must be finite, not negative");
  return copy;
}

interface Chains {
  /** Yc_ij, length n. */
  readonly share: Float64Array;
  /** Yc_ii. */
  readonly own: number;
  readonly converged: boolean;
  readonly iterations: number;
  readonly residual: number;
}

/** Share of each firm that chains from i reach without coming back to i. */
function withoutReturn(i: number, weights: RowSystem, blocks: Blocks): Chains {
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

function listed(i: number, share: Float64Array): [number, number, number][] {
  return Array.from(share.keys())
    .filter((j) => share[j] > 0)
    .map((j) => [i, j, share[j]]);
}

function reweighted(held: RowSystem, weight: (share: number) => number): RowSystem {
  return { ...held, share: held.share.map(weight) };
}

function relativeWeights(held: RowSystem): RowSystem {
  const { n, start } = held;
  const share = held.share.map((x) => x * x);
  for (let j = 0; j < n; j++) {
    const row = share.subarray(start[j], start[j + 1]);
    const total = row.reduce((sum, x) => sum + x, 0);
    if (total > 0) row.forEach((x, k) => (row[k] = x / total));
  }
  return { ...held, share };
}

function controlled(owners: readonly number[], values: Float64Array, blocks: Blocks, weights: RowSystem): number[] {
  return reached(owners, values, (i) => withoutReturn(i, weights, blocks).share);
}

function reached(owners: readonly number[], values: Float64Array, shareOf: (i: number, k: number) => Float64Array): number[] {
  return owners.map((i, k) => shareOf(i, k).reduce((total, x, j) => (j === i ? total : total + x * values[j]), 0));
}

/** Firms under control of i by strict majority of i and what it controls, in order. */
function controls(i: number, tau: number, { start, target, weight }: Network): number[] {
  const together = new Map<number, number>();
  const inside = new Set([i]);
  const queue = [i];
  for (const k of queue) {
    for (let e = start[k]; e < start[k + 1]; e++) {
      const j = target[e];
      const total = (together.get(j) ?? 0) + weight[e];
      together.set(j, total);
      if (inside.has(j) || !(total > tau + STRICT)) continue;
      inside.add(j);
      queue.push(j);
    }
  }
  inside.delete(i);
  return [...inside].sort((a, b) => a - b);
}

function nameOf(network: Network, i: number): string {
  return network.names.length > 0 ? network.names[i] : String(i);
}
