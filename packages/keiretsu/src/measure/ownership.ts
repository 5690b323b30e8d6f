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
import { blocksOf, type RowSystem } from "../network/absorption.ts";
import { holdingsOf, type HoldingsOptions, ROUNDING, STRICT } from "../network/holdings.ts";
import { fromEdges, type Network } from "../network/network.ts";
import type { Outcome, Warning } from "../network/result.ts";
import { arrivals } from "../network/transpose.ts";
import { type BowTie, bowTie } from "./bow-tie.ts";
import { type Chains, once, withoutReturn } from "./chains.ts";
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
  const chains = chainsOf(owners, merged, (whole) => whole);
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
  const solved: Omit<Chains, "share">[] = [...chains];
  const along = (weights: Network, worth: Float64Array): number[] =>
    chainsOf(owners, weights, ({ share, ...more }, i) => {
      solved.push(more);
      return valueReached(i, share, worth);
    });
  const networkControl =
    values === null
      ? null
      : {
          linear: params.voting === undefined ? chains.map(({ share }, k) => valueReached(owners[k], share, values)) : along(votes, values),
          threshold: along(majorities(votes, threshold), values),
          relative: along(relativeWeights(votes), values),
        };
  const { values: controls } = control(votes, { owners, taus: params.taus, deFactoAbove: params.deFactoAbove });
  return {
    values: {
      owners,
      integrated,
      corrected,
      selfReturn: chains.map(({ own }) => own),
      networkControl,
      transitiveControl: controls.transitive,
      deFactoControl: controls.deFacto,
      wedge: params.voting === undefined ? null : wedges(owners, chains, votes),
      bowTie: bowTie(merged),
    },
    converged: solved.every(({ converged }) => converged),
    iterations: solved.reduce((most, { iterations }) => Math.max(most, iterations), 0),
    residual: solved.reduce((most, { residual }) => Math.max(most, residual), 0),
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

/** What is read off the chains of each owner through a network of weights, one owner at a time. */
function chainsOf<T>(owners: readonly number[], weights: Network, read: (chains: Chains, owner: number) => T): T[] {
  const held = byFirm(weights);
  const blocks = once(() => blocksOf(weights));
  return owners.map((i) => read(withoutReturn(i, held, blocks), i));
}

/**
 * The holdings that are majorities, each counted whole; what holds nothing by this rule is no link, so that a loop of majorities that an owner
 * does not reach is a component of its own.
 */
function majorities(votes: Network, threshold: number): Network {
  return linked(votes, (share) => (share > threshold + STRICT ? 1 : 0));
}

function relativeWeights(votes: Network): Network {
  const squares = new Float64Array(votes.n);
  votes.target.forEach((j, e) => (squares[j] += votes.weight[e] ** 2));
  return linked(votes, (share, j) => (squares[j] > 0 ? share ** 2 / squares[j] : 0));
}

/** The links that have a weight. */
function linked({ n, start, target, weight }: Network, weightOf: (share: number, firm: number) => number): Network {
  const from: number[] = [];
  const to: number[] = [];
  const amount: number[] = [];
  for (let i = 0; i < n; i++) {
    for (let e = start[i]; e < start[i + 1]; e++) {
      const x = weightOf(weight[e], target[e]);
      if (x === 0) continue;
      from.push(i);
      to.push(target[e]);
      amount.push(x);
    }
  }
  return fromEdges({ n, from, to, amount }, { lens: "owns" });
}

function valueReached(i: number, share: Float64Array, values: Float64Array): number {
  return share.reduce((total, x, j) => (j === i ? total : total + x * values[j]), 0);
}
