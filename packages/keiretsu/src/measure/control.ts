/**
 * Who controls whom by votes, through firms that they control?
 *
 *   O_kj share of the votes of j that k holds     S_i firms that i controls, and i     w = sum over k in S_i of O_kj, the votes of j that i commands
 *
 * Transitive control: the least S_i with i in it and j whenever w > tau (strict). tau 0.5 is the law's majority; a sweep over smaller tau shows how
 * much hangs on it. De facto control: the least S_i with j whenever one of three rules holds:
 *   majority         w > 1/2
 *   largest bloc     w > tau and no other bloc holds more; other holders vote with those who command most of their own votes
 *   relative weight  w^2 > half of the squares of all blocs, where the votes that the register does not tell count as one bloc
 * The largest bloc is certain when the votes that the register does not tell, all in one hand, would not outweigh it.
 * Orientation: A owns B (votes of B). Cost: edges reached by each owner and, for de facto control, O(m) to find the blocs.
 * Sources: Chapelle and Szafarz 2005 "Controlling firms through the majority voting rule"; La Porta, Lopez-de-Silanes and Shleifer 1999 "Corporate
 * ownership around the world" (20 % without a larger holder); Vitali, Glattfelder and Battiston 2011 (relative weight).
 */
import { KeiretsuError } from "../assert.ts";
import { holdingsOf, type HoldingsOptions, STRICT } from "../network/holdings.ts";
import type { Network } from "../network/network.ts";
import type { Outcome } from "../network/result.ts";
import { arrivals, type Arrivals } from "../network/transpose.ts";

/** Shares at which control is asked for one after the other. */
export const SWEEP: readonly number[] = [0.1, 0.2, 0.25, 0.33, 0.5];

export interface ControlParams extends HoldingsOptions {
  /** Holders to answer for; default all. */
  readonly owners?: readonly number[] | undefined;
  /** Shares above which a group controls; default SWEEP. */
  readonly taus?: readonly number[] | undefined;
  /** Share above which the largest bloc controls, 0 to 0.5; default 0.2. */
  readonly deFactoAbove?: number | undefined;
}

export type ControlRule = "majority" | "largest-bloc" | "relative-weight";

export interface DeFacto {
  readonly firm: number;
  /** Votes commanded, w. */
  readonly votes: number;
  readonly rule: ControlRule;
  readonly certain: boolean;
}

export interface Control {
  readonly owners: readonly number[];
  /** Firms under control of each owner, for each tau. */
  readonly transitive: readonly { readonly tau: number; readonly controls: readonly (readonly number[])[] }[];
  /** Firms under de facto control of each owner, by firm. */
  readonly deFacto: readonly (readonly DeFacto[])[];
}

/** Throws `bad-threshold`; `bad-share` and `wrong-lens` as holdingsOf. */
export function control(votes: Network, params: ControlParams = {}): Outcome<Control> {
  const { network, held, warnings } = holdingsOf(votes, params);
  const owners = params.owners ?? Array.from({ length: network.n }, (_, i) => i);
  const taus = params.taus ?? SWEEP;
  const above = params.deFactoAbove ?? 0.2;
  for (const tau of [...taus, above]) {
    if (!(tau >= 0 && tau < 1)) throw new KeiretsuError("bad-threshold", `share ${tau} to control, expected 0 to 1`);
  }
  const holders = arrivals(network);
  const heads = majorityHeads(network.n, holders);
  return {
    values: {
      owners,
      transitive: taus.map((tau) => ({ tau, controls: owners.map((i) => controlledBy(i, tau, network)) })),
      deFacto: owners.map((i) => deFactoOf(i, { network, holders, heads, held, above })),
    },
    warnings,
  };
}

/** What each holder commands by more than `threshold` of the votes. */
export interface MajorityControl {
  /** Firms that it controls, alone or with those it controls. */
  readonly controlled: Uint32Array;
  /** Firms of which its own votes are enough. */
  readonly direct: Uint32Array;
}

/**
 * The register read once, then holders in any portions: what a sweep over all of them asks. Throws `bad-threshold` below 0.5, where a firm could be
 * counted twice and every holder of a loop reach most of the network; `bad-share` and `wrong-lens` as holdingsOf.
 */
export function majorityControl(
  votes: Network,
  { threshold = 0.5, ...options }: HoldingsOptions & { readonly threshold?: number | undefined } = {},
): (owners: readonly number[]) => MajorityControl {
  if (!(threshold >= 0.5 && threshold <= 1)) {
    throw new KeiretsuError("bad-threshold", `threshold ${threshold}, expected 0.5 to 1: below, a firm could have two controllers`);
  }
  const { network } = holdingsOf(votes, options);
  const { start, weight } = network;
  return (owners) => {
    const controlled = new Uint32Array(owners.length);
    const direct = new Uint32Array(owners.length);
    owners.forEach((i, k) => {
      for (let e = start[i]; e < start[i + 1]; e++) if (weight[e] > threshold + STRICT) direct[k]++;
      controlled[k] = direct[k] === 0 ? 0 : controlledBy(i, threshold, network).length;
    });
    return { controlled, direct };
  };
}

/** Firms under control of i by strict majority of i and what it controls, in order. */
export function controlledBy(i: number, tau: number, { start, target, weight }: Network): number[] {
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

/** The votes of every firm that i and what it controls command together. */
export function votesOf(members: readonly number[], { start, target, weight }: Network): Map<number, number> {
  const together = new Map<number, number>();
  for (const k of members) {
    for (let e = start[k]; e < start[k + 1]; e++) together.set(target[e], (together.get(target[e]) ?? 0) + weight[e]);
  }
  return together;
}

/** Who votes with whom: each firm stands with the bloc that holds most of its votes. Returns one member of the bloc for each node. */
function majorityHeads(n: number, { start, source, amount }: Arrivals): Uint32Array {
  const parent = Uint32Array.from({ length: n }, (_, i) => i);
  const headOf = (node: number): number => {
    let i = node;
    while (parent[i] !== i) {
      parent[i] = parent[parent[i]];
      i = parent[i];
    }
    return i;
  };
  const blocs = new Map<number, number>();
  for (let changed = true; changed; ) {
    changed = false;
    for (let j = 0; j < n; j++) {
      if (parent[j] !== j || start[j] === start[j + 1]) continue;
      blocs.clear();
      for (let e = start[j]; e < start[j + 1]; e++) {
        const head = headOf(source[e]);
        blocs.set(head, (blocs.get(head) ?? 0) + amount[e]);
      }
      for (const [head, share] of blocs) {
        if (head === j || !(share > 0.5 + STRICT)) continue;
        parent[j] = head;
        changed = true;
      }
    }
  }
  return Uint32Array.from(parent, (_, i) => headOf(i));
}

interface Register {
  readonly network: Network;
  readonly holders: Arrivals;
  readonly heads: Uint32Array;
  readonly held: Float64Array;
  readonly above: number;
}

function deFactoOf(i: number, register: Register): DeFacto[] {
  const { start, target } = register.network;
  const found = new Map<number, DeFacto>();
  const inside = new Set([i]);
  const queue = [i];
  for (const k of queue) {
    for (let e = start[k]; e < start[k + 1]; e++) {
      const j = target[e];
      if (j === i) continue;
      const judged = judge(j, inside, register);
      if (judged === null) continue;
      found.set(j, judged);
      if (inside.has(j)) continue;
      inside.add(j);
      queue.push(j);
    }
  }
  return [...found.values()].sort((a, b) => a.firm - b.firm);
}

/** Does the bloc `inside` control j, and by which rule? More members never undo a rule: its votes grow and those of others shrink. */
function judge(j: number, inside: ReadonlySet<number>, { holders, heads, held, above }: Register): DeFacto | null {
  const others = new Map<number, number>();
  let votes = 0;
  for (let e = holders.start[j]; e < holders.start[j + 1]; e++) {
    const k = holders.source[e];
    if (inside.has(k)) votes += holders.amount[e];
    else if (k !== j) others.set(heads[k], (others.get(heads[k]) ?? 0) + holders.amount[e]);
  }
  const untold = Math.max(0, 1 - held[j]);
  const largest = Math.max(0, ...others.values());
  const squares = [...others.values()].reduce((sum, x) => sum + x * x, untold * untold);
  if (votes > 0.5 + STRICT) return { firm: j, votes, rule: "majority", certain: true };
  if (votes > above + STRICT && !(largest > votes + STRICT)) {
    return { firm: j, votes, rule: "largest-bloc", certain: !(untold > votes + STRICT) };
  }
  if (votes * votes > squares + STRICT) return { firm: j, votes, rule: "relative-weight", certain: true };
  return null;
}
