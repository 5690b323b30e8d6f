/**
 * Whose money is it last? For a set of marked nodes, the share of each budget whose last departure from the set was from s:
 * `psi_s(j) = b_sj + sum_{k not in S} b_kj psi_s(k)`. The backward walk stops at the first marked node it meets, so that over the set
 * `sum_s psi_s(j) + outside + undetermined = 1`: unlike shares of single sellers these may be added.
 * Orientation: A pays B. Cost: one sparse solve for each marked node.
 */
import { KeiretsuError } from "../assert.ts";
import { rowValue, solveAbsorption } from "../network/absorption.ts";
import type { Network } from "../network/network.ts";
import type { Outcome } from "../network/result.ts";
import { type Budgets, budgets, type OutsideParams } from "./budget.ts";

export interface LastMet {
  readonly marked: readonly number[];
  /** psi of each marked node in the order given, each of length n. */
  readonly share: readonly Float64Array[];
  readonly outsideShare: Float64Array;
  readonly undetermined: Float64Array;
}

export function lastMet(
  network: Network,
  params: OutsideParams & { readonly marked: readonly number[] },
  prepared?: Budgets,
): Outcome<LastMet> {
  const { n } = network;
  const budget = prepared ?? budgets(network, params);
  const { start, source, share, throughput, outsideIn, blocks } = budget;
  const held = budget.closed.slice();
  const closed = budget.closed.slice();
  const withMarked = new Set<number>();
  for (const s of params.marked) {
    if (!(Number.isInteger(s) && s >= 0 && s < n)) throw new KeiretsuError("bad-seller", `marked node ${s}, expected 0 to ${n - 1}`);
    withMarked.add(blocks.components.component[s]);
  }
  for (let j = 0; j < n; j++) if (withMarked.has(blocks.components.component[j])) held[j] = closed[j] = 0;
  for (const s of params.marked) held[s] = 1;

  const absorbed = (b: Float64Array, given?: Float64Array): ReturnType<typeof solveAbsorption> => {
    const solved = solveAbsorption({ system: budget, blocks, b, held, ...(given ? { given } : {}) });
    // Marked nodes are walked from last: they must not pass on what they hold.
    const own = params.marked.map((s) => rowValue(s, b, start, source, share, solved.x));
    params.marked.forEach((s, k) => {
      solved.x[s] = own[k];
    });
    return solved;
  };
  const sources = params.marked.map((s) => {
    const b = new Float64Array(n);
    for (let e = budget.leave.start[s]; e < budget.leave.start[s + 1]; e++) {
      const j = budget.leave.target[e];
      b[j] += budget.leave.weight[e] / throughput[j];
    }
    return b;
  });
  const met = sources.map((b) => absorbed(b));
  const outside = absorbed(outsideIn.map((z, j) => (throughput[j] > 0 ? z / throughput[j] : 0)));
  const unknown = absorbed(new Float64Array(n), Float64Array.from(closed));
  let residual = 0;
  for (let j = 0; j < n; j++) {
    if (throughput[j] === 0) continue;
    const total = met.reduce((sum, solved) => sum + solved.x[j], outside.x[j] + unknown.x[j]);
    residual = Math.max(residual, Math.abs(1 - total));
  }
  const all = [...met, outside, unknown];
  return {
    values: { marked: params.marked, share: met.map((solved) => solved.x), outsideShare: outside.x, undetermined: unknown.x },
    converged: all.every((solved) => solved.converged),
    iterations: Math.max(...all.map((solved) => solved.iterations)),
    residual,
    warnings: budget.warnings,
  };
}
