/**
 * Who owns whom in the end, and who controls whom, through chains and loops of holdings?
 *
 *   O_ij share of j that i holds (columns add up to at most 1)   G = (I - O)^-1   v_j value of firm j
 *
 * plain integrated ownership `Y = O G` adds up all chains; loop-corrected `Yc_ij = Y_ij / G_ii` counts only chains that never return to i
 * (Brioschi and co-authors). Yc is the share of j that a walk back along holders brings to i: `Yc_ij = O_ij + sum_{k != i} Yc_ik O_kj`,
 * one system a holder, finite even where a loop of firms has no outside owner. `Yc_ii` is i's share in itself and `Y_ij = Yc_ij / (1 - Yc_ii)`.
 * Network control of i is the value reached along control weights by chains that never return to i (Vitali, Glattfelder and Battiston):
 * linear c = O; threshold c_ij = 1 where O_ij > threshold; relative c_ij = O_ij^2 / sum_k O_kj^2. Control by majority and in fact: control.ts.
 * Where shares vote differently, `voting` gives the votes: control follows them, integrated ownership follows the money, and the wedge is
 * Yc_ij less the votes of j that i commands through the firms it controls.
 * Orientation: A owns B. Cost: O(n + m) a holder outside loops, one block solve a holder within. For large networks: value-held.ts, control.ts.
 * Sources: Brioschi, Buzzacchi and Colombo 1989 "Risk capital financing and the separation of ownership and control in business groups";
 * Chapelle and Szafarz 2005 "Controlling firms through the majority voting rule"; Vitali, Glattfelder and Battiston 2011 "The network of global corporate control".
 */
import { KeiretsuError } from "../assert.ts";
import { type Blocks, blocksOf, type RowSystem } from "../network/absorption.ts";
import { holdingsOf, type HoldingsOptions, ROUNDING, STRICT } from "../network/holdings.ts";
import type { Network } from "../network/network.ts";
import type { Outcome, Warning } from "../network/result.ts";
import { arrivals } from "../network/transpose.ts";
import { type BowTie, bowTie } from "./bow-tie.ts";
import { once, withoutReturn } from "./chains.ts";
import { control, type Control, controlledBy, votesOf } from "./control.ts";
import { checkedValues } from "./value-held.ts";

export interface OwnershipParams extends HoldingsOptions {
  /** v_j of each firm, not negative; without it there is no network control. */
  readonly values?: ArrayLike<number> | undefined;
  /** Share above which one holder controls, 0.5 to 1; default 0.5. */
  readonly threshold?: number;
  /** Shares above which a group controls a firm; default those of SWEEP. */
  readonly taus?: readonly number[];
  /** Share above which the largest bloc controls in fact; default 0.2. */
  readonly deFactoAbove?: number;
  /** Votes of each holder in each firm on the same nodes, where they differ from shares. */
  readonly voting?: Network | undefined;
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
  readonly transitiveControl: Control["transitive"];
  readonly deFactoControl: Control["deFacto"];
  /** [holder, firm, Yc_ij, votes commanded, wedge] where either is above 0, by holder, then firm; null without `voting`. */
  readonly wedge: readonly (readonly [number, number, number, number, number])[] | null;
  readonly bowTie: BowTie;
}

/** Legal control: more than half of the votes. */
const MAJORITY = 0.5;
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
  const { network: merged, warnings: found } = holdingsOf(network, params);
  if (params.voting !== undefined && params.voting.n !== n) {
    throw new KeiretsuError("bad-vector", `voting has ${params.voting.n} nodes, expected ${n}`);
  }
  const votes = params.voting === undefined ? merged : holdingsOf(params.voting, params).network;
  const held = byFirm(merged);
  const voted = params.voting === undefined ? held : byFirm(votes);
  const blocks = once(() => blocksOf(merged));
  const voteBlocks = params.voting === undefined ? blocks : once(() => blocksOf(votes));
  const chains = owners.map((i) => withoutReturn(i, held, blocks));
  const corrected = chains.flatMap(({ share }, k) => listed(owners[k], share));
  const warnings: Warning[] = [...found];
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
  const { values: controls } = control(votes, { owners, taus: params.taus, deFactoAbove: params.deFactoAbove });
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
              linear:
                params.voting === undefined
                  ? reached(owners, values, (_, k) => chains[k].share)
                  : controlled(owners, values, voteBlocks, voted),
              threshold: controlled(
                owners,
                values,
                voteBlocks,
                reweighted(voted, (x) => (x > threshold + STRICT ? 1 : 0)),
              ),
              relative: controlled(owners, values, voteBlocks, relativeWeights(voted)),
            },
      transitiveControl: controls.transitive,
      deFactoControl: controls.deFacto,
      wedge: params.voting === undefined ? null : wedges(owners, chains, votes),
      bowTie: bowTie(merged),
    },
    converged: chains.every(({ converged }) => converged),
    iterations: chains.reduce((most, { iterations }) => Math.max(most, iterations), 0),
    residual: chains.reduce((most, { residual }) => Math.max(most, residual), 0),
    warnings,
  };
}

/** Rows by firm: who holds j. */
function byFirm(network: Network): RowSystem {
  const { start, source, amount } = arrivals(network);
  return { n: network.n, start, source, share: amount };
}

/** What each owner gets of each firm's money against what it commands of its votes. */
function wedges(
  owners: readonly number[],
  chains: readonly { readonly share: Float64Array }[],
  votes: Network,
): [number, number, number, number, number][] {
  return owners.flatMap((i, k) => {
    const commanded = votesOf([i, ...controlledBy(i, MAJORITY, votes)], votes);
    const { share } = chains[k];
    return Array.from(share.keys())
      .filter((j) => j !== i && (share[j] > 0 || (commanded.get(j) ?? 0) > 0))
      .map((j): [number, number, number, number, number] => {
        const command = commanded.get(j) ?? 0;
        return [i, j, share[j], command, share[j] - command];
      });
  });
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

function controlled(owners: readonly number[], values: Float64Array, blocks: () => Blocks, weights: RowSystem): number[] {
  return reached(owners, values, (i) => withoutReturn(i, weights, blocks).share);
}

function reached(owners: readonly number[], values: Float64Array, shareOf: (i: number, k: number) => Float64Array): number[] {
  return owners.map((i, k) => shareOf(i, k).reduce((total, x, j) => (j === i ? total : total + x * values[j]), 0));
}
