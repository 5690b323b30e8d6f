/**
 * What debtors in default pay when each passes on all that it has and the others pay a given sum: the linear system
 *
 *   p_i = base_i + factor * (sum over defaulters j of share_ji p_j + sum over the others of share_ji p_j),   i in default
 *
 * solved block by block as recovery rates p_i / obligations_i, so that a ring whose money shrinks by a thousandth a round is as exact as a chain:
 * what leaks is added up from what is owed to others, never found as a difference.
 * The system is regular: a closed set of strict defaulters would owe itself less than it has. Cost O(edges among defaulters) a sweep.
 */
import { blocksOf, solveAbsorption } from "../../network/absorption.ts";
import type { ClearingSystem } from "./clearing-system.ts";

export interface Solved {
  readonly converged: boolean;
  readonly iterations: number;
}

/** Overwrites the payments of the nodes whose `member` is 1; base has length n. */
export function solveDefaulters(
  system: ClearingSystem,
  member: Uint8Array,
  payments: Float64Array,
  { base, factor }: { readonly base: Float64Array; readonly factor: number },
): Solved {
  const { n, network, obligations, start, debtor, share } = system;
  const place = new Int32Array(n).fill(-1);
  let size = 0;
  let entries = 0;
  for (let i = 0; i < n; i++) {
    if (member[i] === 0) continue;
    place[i] = size++;
    entries += start[i + 1] - start[i];
  }
  if (size === 0) return { converged: true, iterations: 0 };
  const b = new Float64Array(size);
  const given = new Float64Array(size);
  const rows = { n: size, start: new Uint32Array(size + 1), source: new Uint32Array(entries), share: new Float64Array(entries) };
  const sizes = new Float64Array(size);
  const owed = { n: size, start: new Uint32Array(size + 1), target: new Uint32Array(entries) };
  let filled = 0;
  let edges = 0;
  for (let i = 0; i < n; i++) {
    const row = place[i];
    if (row < 0) continue;
    let known = 0;
    for (let e = start[i]; e < start[i + 1]; e++) {
      const j = debtor[e];
      if (place[j] < 0) known += share[e] * payments[j];
      else {
        rows.source[filled] = place[j];
        rows.share[filled++] = (factor * share[e] * obligations[j]) / obligations[i];
      }
    }
    b[row] = (base[i] + factor * known) / obligations[i];
    sizes[row] = obligations[i];
    given[row] = payments[i] / obligations[i];
    rows.start[row + 1] = filled;
    for (let e = network.start[i]; e < network.start[i + 1]; e++) {
      const j = place[network.target[e]];
      if (j >= 0) owed.target[edges++] = j;
    }
    owed.start[row + 1] = edges;
  }
  const blocks = blocksOf(owed);
  const passing = { size: sizes, leak: leaks(system, place, { component: blocks.components.component, factor, size }) };
  const { x, converged, iterations } = solveAbsorption({ system: rows, blocks, b, held: new Uint8Array(size), given, passing });
  for (let i = 0; i < n; i++) if (place[i] >= 0) payments[i] = x[place[i]] * obligations[i];
  return { converged, iterations };
}

/** What each defaulter that pays in full pays to others than the defaulters of its block, and what default itself costs of the rest. */
function leaks(
  { n, network, externalLiabilities }: ClearingSystem,
  place: Int32Array,
  { component, factor, size }: { readonly component: ArrayLike<number>; readonly factor: number; readonly size: number },
): Float64Array {
  const leak = new Float64Array(size);
  for (let i = 0; i < n; i++) {
    const row = place[i];
    if (row < 0) continue;
    leak[row] = externalLiabilities[i];
    for (let e = network.start[i]; e < network.start[i + 1]; e++) {
      const j = place[network.target[e]];
      leak[row] += j >= 0 && component[j] === component[row] ? (1 - factor) * network.weight[e] : network.weight[e];
    }
  }
  return leak;
}
