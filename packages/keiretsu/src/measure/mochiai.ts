/**
 * How much of a group of firms does the group hold itself?
 *
 *   g the group     O_ij share of j that i holds     m_j market value of j     s holders counted as stable, beside the group
 *
 * mutual ratio        sum over i, j in g of O_ij m_j / sum over j in g of m_j
 * stable ratio        the same with holders i in g or s
 * reciprocity         pairs of the group that hold each other, over pairs with a holding one way at least
 * insider control     the share of the group that walks back along holders bring to the group, by firms outside too: the loop-corrected share of
 *                     the union in itself, as if the group were one firm
 * Each grows with every holding that is added: from a register with gaps each is at least what is found; `told` says how much is told.
 * Orientation: A owns B. Cost one solve, O(n + m) outside loops.
 * Sources: Miyajima and Kuroki 2007 "The unwinding of cross-shareholding in Japan" (stable and cross-held shares); Baldone, Brioschi and Paleari 1998
 * (loop-corrected shares).
 */
import { KeiretsuError } from "../assert.ts";
import { blocksOf, solveAbsorption } from "../network/absorption.ts";
import { holdingsOf, type HoldingsOptions } from "../network/holdings.ts";
import type { Network } from "../network/network.ts";
import type { Outcome, Warning } from "../network/result.ts";
import { arrivals } from "../network/transpose.ts";
import { checkedValues } from "./value-held.ts";

export interface MochiaiParams extends HoldingsOptions {
  /** Firms of the group, each once. */
  readonly group: readonly number[];
  /** m_j, not negative, one a node; without it each firm of the group weighs the same, with a warning. */
  readonly marketValues?: ArrayLike<number> | undefined;
  /** Holders outside the group that do not sell: banks, insurers, partners. */
  readonly stable?: readonly number[] | undefined;
}

export interface Mochiai {
  readonly mutualRatio: number;
  /** Null where no stable holders are named. */
  readonly stableRatio: number | null;
  readonly pairs: number;
  /** Pairs with a holding one way at least. */
  readonly linkedPairs: number;
  readonly mutualPairs: number;
  /** mutualPairs over linkedPairs; null without linked pairs. */
  readonly reciprocity: number | null;
  readonly insiderControl: number;
  /** [firm, share that the group holds directly, share that comes back to the group along all chains], in the order of the group. */
  readonly heldByGroup: readonly (readonly [number, number, number])[];
  /** Share of the group's value whose holders the register tells. */
  readonly told: number;
}

/** Throws `bad-group` when empty, repeated or without value; `bad-vector`; `bad-share` and `wrong-lens` as holdingsOf. */
export function mochiai(given: Network, params: MochiaiParams): Outcome<Mochiai> {
  const { network, held, warnings: found } = holdingsOf(given, params);
  const { n } = network;
  const { group } = params;
  const inGroup = new Uint8Array(n);
  for (const i of group) {
    if (!(Number.isInteger(i) && i >= 0 && i < n)) throw new KeiretsuError("bad-group", `node ${i}, expected 0 to ${n - 1}`);
    if (inGroup[i] === 1) throw new KeiretsuError("bad-group", `node ${i} stands twice in the group`);
    inGroup[i] = 1;
  }
  const values = checkedValues(params.marketValues ?? new Float64Array(n).fill(1), n);
  const worth = group.reduce((total, j) => total + values[j], 0);
  if (!(worth > 0)) throw new KeiretsuError("bad-group", "the group has no firm with a value");
  const stable = inGroup.slice();
  for (const i of params.stable ?? []) stable[i] = 1;

  const { start, source, amount } = arrivals(network);
  const heldBy = (j: number, flags: Uint8Array): number => {
    let total = 0;
    for (let e = start[j]; e < start[j + 1]; e++) if (flags[source[e]] === 1) total += amount[e];
    return total;
  };
  const weighted = (share: (j: number) => number): number => group.reduce((total, j) => total + share(j) * values[j], 0) / worth;

  const system = { n, start, source, share: amount };
  const solved = solveAbsorption({
    system,
    blocks: blocksOf(network),
    b: new Float64Array(n),
    held: inGroup,
    given: Float64Array.from(inGroup),
  });
  const back = (j: number): number => {
    let total = 0;
    for (let e = start[j]; e < start[j + 1]; e++) total += amount[e] * solved.x[source[e]];
    return total;
  };
  const { linkedPairs, mutualPairs } = ties(network, inGroup);
  const warnings: Warning[] = [...found];
  if (params.marketValues === undefined) {
    warnings.push({ code: "equal-weights", message: "no market values are given: each firm of the group weighs the same" });
  }
  return {
    values: {
      mutualRatio: weighted((j) => heldBy(j, inGroup)),
      stableRatio: params.stable === undefined ? null : weighted((j) => heldBy(j, stable)),
      pairs: (group.length * (group.length - 1)) / 2,
      linkedPairs,
      mutualPairs,
      reciprocity: linkedPairs === 0 ? null : mutualPairs / linkedPairs,
      insiderControl: weighted(back),
      heldByGroup: group.map((j) => [j, heldBy(j, inGroup), back(j)] as const),
      told: weighted((j) => Math.min(1, held[j])),
    },
    converged: solved.converged,
    iterations: solved.iterations,
    residual: solved.residual,
    warnings,
  };
}

/** Pairs of the group with a holding one way at least, and both ways. */
function ties({ n, start, target, weight }: Network, inGroup: Uint8Array): { linkedPairs: number; mutualPairs: number } {
  const met = new Set<number>();
  let mutualPairs = 0;
  for (let i = 0; i < n; i++) {
    if (inGroup[i] === 0) continue;
    for (let e = start[i]; e < start[i + 1]; e++) {
      const j = target[e];
      if (inGroup[j] === 0 || weight[e] === 0) continue;
      const pair = Math.min(i, j) * n + Math.max(i, j);
      if (met.has(pair)) mutualPairs++;
      met.add(pair);
    }
  }
  return { linkedPairs: met.size, mutualPairs };
}
