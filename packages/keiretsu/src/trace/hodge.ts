/**
 * How much of the money goes downhill from payers to payees, and how much goes round?
 *
 * F_ij = X_ij - X_ji is the net flow of a linked pair with weight w_ij. The potential phi minimises
 * `sum over pairs (F_ij - w_ij (phi_i - phi_j))^2 / w_ij`, that is `sum_j w_ij (phi_i - phi_j) = sum_j F_ij`, with mean 0 in each connected
 * component. `w_ij (phi_i - phi_j)` is the gradient part, the rest is the circular part: it has no divergence, and the energies add up.
 *
 *   X amount paid   F net pair flow   w pair weight   phi `potential`, high for payers   h = -phi `level`
 *
 * Weights: gross w = X_ij + X_ji (default) makes the potential free of units and -phi the trophic level of MacKay, Johnson and Sansom;
 * count w = 1 or 2 links of the pair (Kichikawa and co-authors); unit w = 1.
 * Orientation: A pays B. A round trip between two nodes cancels in F: `reciprocal` shows it, the split cannot.
 * Cost O(n + m) an iteration of conjugate gradients, some ten iterations on a random network of a million nodes, as many as it is long on a chain.
 * Sources: Jiang, Lim, Yao and Ye 2011 "Statistical ranking and combinatorial Hodge theory"; Kichikawa, Iyetomi, Iino and Inoue 2019
 * "Community structure based on circular flow in a large-scale transaction network"; MacKay, Johnson and Sansom 2020 "How directed is a directed network?".
 */
import type { Network } from "../network/network.ts";
import { connectedComponents, linkedPairs, type Pairs, type PairWeight } from "../network/pairs.ts";
import type { Outcome, Warning } from "../network/result.ts";
import { solveLaplacian } from "../num/conjugate-gradient.ts";

export interface HodgeParams {
  /** Default gross. */
  readonly weight?: PairWeight;
  /** Relative residual of the Laplacian system; default 1e-10. */
  readonly tolerance?: number;
  /** Default 20000. */
  readonly maxIterations?: number;
}

export interface HodgeSplit {
  readonly weight: PairWeight;
  /** Money that passes between different nodes. */
  readonly gross: number;
  /** Money that returns within a pair, which the split does not see. */
  readonly reciprocal: number;
  /** Connected components, nodes without partners included. */
  readonly components: number;
  readonly isolated: number;
  /** phi, mean 0 in each component, length n. Without unit for gross weights, else in the unit of amounts. */
  readonly potential: Float64Array;
  readonly energyTotal: number;
  readonly energyGradient: number;
  readonly energyCircular: number;
  /** energyCircular / energyTotal; null when no net money flows. */
  readonly circularShare: number | null;
  /** F0 = sum X_ij (phi_i - phi_j - 1)^2 / sum X_ij with gross weights: 0 for a perfect hierarchy, 1 for a balanced circulation; null otherwise. */
  readonly incoherence: number | null;
  readonly pairs: Pairs;
}

/** Circular part of the net flow of each pair i < j: from i to j when positive. */
export interface CircularPart {
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  readonly amount: Float64Array;
}

/** Part of the tolerance that is aimed at, as far as rounding lets it: among very different weights a small residual may hide a larger error. */
const AIM = 0.01;

export function hodge(network: Network, params: HodgeParams = {}): Outcome<HodgeSplit> {
  const weight = params.weight ?? "gross";
  const pairs = linkedPairs(network, weight);
  const { count: components, component } = connectedComponents(pairs);
  const tolerance = params.tolerance ?? 1e-10;
  const solution = solveLaplacian(pairs, divergence(pairs), {
    component,
    components,
    tolerance: tolerance * AIM,
    maxIterations: params.maxIterations ?? 20_000,
  });
  const potential = solution.x;
  const energies = new Float64Array(3);
  addEnergies(pairs, potential, energies);
  let isolated = 0;
  for (let i = 0; i < pairs.n; i++) if (pairs.start[i] === pairs.start[i + 1]) isolated++;
  const warnings: Warning[] = [];
  if (pairs.selfLoops > 0) {
    warnings.push({ code: "self-loops-dropped", message: `${pairs.selfLoops} payments of a node to itself were left out` });
  }
  return {
    values: {
      weight,
      gross: pairs.gross,
      reciprocal: pairs.reciprocal,
      components,
      isolated,
      potential,
      energyTotal: energies[0],
      energyGradient: energies[1],
      energyCircular: energies[2],
      circularShare: energies[0] > 0 ? energies[2] / energies[0] : null,
      incoherence: weight === "gross" ? incoherence(network, potential) : null,
      pairs,
    },
    converged: solution.residual <= 10 * tolerance,
    iterations: solution.iterations,
    residual: solution.residual,
    warnings,
  };
}

/** The circular part of each pair whose size exceeds `floor` (in the unit of amounts; without a floor, of every pair). */
export function circularPart(split: HodgeSplit, floor = -1): CircularPart {
  const { n, start, other, weight, net } = split.pairs;
  const { potential } = split;
  const from: number[] = [];
  const to: number[] = [];
  const amount: number[] = [];
  let upper = 0;
  for (let i = 0; i < n; i++) {
    for (let k = start[i]; k < start[i + 1]; k++) {
      const j = other[k];
      if (j < i) continue;
      const circular = net[upper++] - (weight === null ? 1 : weight[k]) * (potential[i] - potential[j]);
      if (Math.abs(circular) <= floor) continue;
      from.push(i);
      to.push(j);
      amount.push(circular);
    }
  }
  return { from: Uint32Array.from(from), to: Uint32Array.from(to), amount: Float64Array.from(amount) };
}

/** Net payments of each node, added pair by pair so that they cancel to the last bit where the pairs do. */
function divergence(pairs: Pairs): Float64Array {
  const { n, start, other, net } = pairs;
  const b = new Float64Array(n);
  let upper = 0;
  for (let i = 0; i < n; i++) {
    let paid = 0;
    for (let k = start[i]; k < start[i + 1]; k++) {
      const j = other[k];
      if (j < i) continue;
      const flow = net[upper++];
      paid += flow;
      b[j] -= flow;
    }
    b[i] += paid;
  }
  return b;
}

/** Total, gradient and circular energy; summed row by row, which keeps rounding small at ten million pairs. */
function addEnergies(pairs: Pairs, potential: Float64Array, energies: Float64Array): void {
  const { n, start, other, weight, net } = pairs;
  let upper = 0;
  for (let i = 0; i < n; i++) {
    let total = 0;
    let gradient = 0;
    let circular = 0;
    for (let k = start[i]; k < start[i + 1]; k++) {
      const j = other[k];
      if (j < i) continue;
      const w = weight === null ? 1 : weight[k];
      const flow = net[upper++];
      const drop = w * (potential[i] - potential[j]);
      total += (flow * flow) / w;
      gradient += (drop * drop) / w;
      circular += ((flow - drop) * (flow - drop)) / w;
    }
    energies[0] += total;
    energies[1] += gradient;
    energies[2] += circular;
  }
}

function incoherence(network: Network, potential: Float64Array): number | null {
  const { n, start, target, weight } = network;
  let deviation = 0;
  let total = 0;
  for (let i = 0; i < n; i++) {
    let rowDeviation = 0;
    let rowTotal = 0;
    for (let e = start[i]; e < start[i + 1]; e++) {
      const j = target[e];
      if (j === i) continue;
      const step = potential[i] - potential[j] - 1;
      rowDeviation += weight[e] * step * step;
      rowTotal += weight[e];
    }
    deviation += rowDeviation;
    total += rowTotal;
  }
  return total > 0 ? deviation / total : null;
}
