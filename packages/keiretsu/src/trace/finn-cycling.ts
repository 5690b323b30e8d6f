/**
 * What share of all throughput is money that has been through the same node before?
 *
 * With B the shares b_kj = x_kj / T_j and N = (I - B)^-1, the cycled share of node s is `1 - 1 / N_ss`: the probability that a unit of
 * money, traced backwards from s, meets s again before the outside. `FCI = sum_s T_s (1 - 1 / N_ss) / sum_s T_s`, and 1 - FCI is through-flow.
 * N_ss depends only on the strongly connected component of s, so each block is inverted alone; a node on no loop has share 0.
 *
 * Blocks above `denseLimit` are not inverted: the index is estimated there from seeded backward walks, with its standard error, and the
 * node shares are left NaN. A block without any outside source goes round entirely: share 1.
 * Throughput: what comes in (`inflow`) where outside inflows are given, else the balanced throughput of budget.ts.
 * Orientation: A pays B. Cost O(n + m) plus the cube of each block.
 * Sources: Finn 1976; Allesina and Ulanowicz 2004 "Cycling in ecological networks: Finn's index revisited".
 */
import type { Network } from "../network/network.ts";
import type { Outcome, Warning } from "../network/result.ts";
import { uniforms } from "../num/random.ts";
import { factor, solveFactored } from "../num/solve.ts";
import { type Budgets, budgets, type OutsideParams } from "./budget.ts";

export interface FinnParams extends OutsideParams {
  /** Default: inflow where outsideIn is given, balanced otherwise. */
  readonly throughflow?: "balanced" | "inflow" | undefined;
  /** Largest component inverted exactly; default 1000. */
  readonly denseLimit?: number;
  /** Backward walks for components above the limit; default 100000. */
  readonly walks?: number;
  /** Seed of the walks; default 1. */
  readonly seed?: number;
}

export interface FinnCycling {
  /** T, length n. */
  readonly throughput: Float64Array;
  readonly totalThroughflow: number;
  /** Cycled share of each node, length n; NaN in components above the limit. */
  readonly cycledShare: Float64Array;
  /** In [0, 1]; null when nothing flows. */
  readonly finnCyclingIndex: number | null;
  /** Standard error of the index; 0 when every component was inverted. */
  readonly standardError: number;
}

export function finnCycling(network: Network, params: FinnParams = {}): Outcome<FinnCycling> {
  const throughflow = params.throughflow ?? (params.outsideIn === undefined ? "balanced" : "inflow");
  const budget = budgets(network, { ...params, throughflow });
  const { n, throughput, blocks, closed } = budget;
  const { members, components } = blocks;
  const denseLimit = params.denseLimit ?? 1000;
  const cycledShare = new Float64Array(n);
  const scratchPlace = new Int32Array(n).fill(-1);
  const large: number[] = [];
  for (let c = 0; c < components.count; c++) {
    if (components.size[c] === 1) continue;
    const block = members.node.subarray(members.start[c], members.start[c + 1]);
    if (closed[block[0]] === 1) for (const s of block) cycledShare[s] = 1;
    else if (block.length <= denseLimit) cycledShares(block, budget, scratchPlace, cycledShare);
    else {
      large.push(c);
      for (const s of block) cycledShare[s] = Number.NaN;
    }
  }
  let total = 0;
  let cycled = 0;
  for (let j = 0; j < n; j++) {
    total += throughput[j];
    if (!Number.isNaN(cycledShare[j])) cycled += throughput[j] * cycledShare[j];
  }
  const estimate = walkedCycling(budget, large, params.walks ?? 100_000, params.seed ?? 1);
  const warnings: Warning[] = [...budget.warnings];
  if (large.length > 0) {
    const size = Math.max(...large.map((c) => components.size[c]));
    warnings.push({
      code: "index-estimated",
      message: `the largest loop component has ${size} nodes, above the limit of ${denseLimit}: its part of the index is estimated from random walks`,
    });
  }
  return {
    values: {
      throughput,
      totalThroughflow: total,
      cycledShare,
      finnCyclingIndex: total > 0 ? (cycled + estimate.cycled) / total : null,
      standardError: total > 0 ? estimate.standardError / total : 0,
    },
    warnings,
  };
}

/** Invert I - B on one component and read the diagonal. */
function cycledShares(block: Uint32Array, budget: Budgets, place: Int32Array, cycledShare: Float64Array): void {
  const { start, source, share } = budget;
  const size = block.length;
  for (let i = 0; i < size; i++) place[block[i]] = i;
  const matrix = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    matrix[i * size + i] += 1;
    for (let e = start[block[i]]; e < start[block[i] + 1]; e++) {
      const k = place[source[e]];
      if (k >= 0) matrix[i * size + k] -= share[e];
    }
  }
  const factors = factor(matrix, size);
  const unit = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    place[block[i]] = -1;
    if (factors.singular) {
      cycledShare[block[i]] = 1;
      continue;
    }
    unit[i] = 1;
    const visits = solveFactored(factors, unit)[i];
    unit[i] = 0;
    cycledShare[block[i]] = Math.min(1, Math.max(0, 1 - 1 / visits));
  }
}

/** Walks start at nodes in proportion to throughput and count when they come back: no walk can leave its component and return. */
function walkedCycling(budget: Budgets, large: readonly number[], walks: number, seed: number): { cycled: number; standardError: number } {
  const { start, source, share, throughput, blocks } = budget;
  let cycled = 0;
  let variance = 0;
  for (const c of large) {
    const block = blocks.members.node.subarray(blocks.members.start[c], blocks.members.start[c + 1]);
    const upTo = new Float64Array(block.length);
    let total = 0;
    for (let i = 0; i < block.length; i++) {
      total += throughput[block[i]];
      upTo[i] = total;
    }
    const random = uniforms(seed, c);
    let returned = 0;
    for (let w = 0; w < walks; w++) {
      const origin = block[firstAbove(upTo, random() * total)];
      let j = origin;
      for (;;) {
        const k = stepBack(j, start, source, share, random());
        if (k < 0 || blocks.components.component[k] !== c) break;
        if (k === origin) {
          returned++;
          break;
        }
        j = k;
      }
    }
    const rate = returned / walks;
    cycled += total * rate;
    variance += (total * total * rate * (1 - rate)) / walks;
  }
  return { cycled, standardError: Math.sqrt(variance) };
}

/** One step of the backward walk: the node the money came from, or -1 for outside. */
function stepBack(j: number, start: Uint32Array, source: Uint32Array, share: Float64Array, uniform: number): number {
  let left = uniform;
  for (let e = start[j]; e < start[j + 1]; e++) {
    left -= share[e];
    if (left < 0) return source[e];
  }
  return -1;
}

/** First place whose running total exceeds `value`. */
function firstAbove(upTo: Float64Array, value: number): number {
  let low = 0;
  let high = upTo.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (upTo[middle] > value) high = middle;
    else low = middle + 1;
  }
  return low;
}
