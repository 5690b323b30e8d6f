/**
 * Linear systems `x = b + M x` with M >= 0 and row sums at most 1, block by block: the share of something that ends up absorbed.
 *
 * Nodes are grouped into strongly connected components taken in topological order, so that each block only meets values already known:
 * one node costs a product; a small block is solved by dense LU; a larger one by Gauss-Seidel sweeps from below, then by the stabilised
 * bi-conjugate gradient method where sweeps are slow. The minimal non-negative solution is returned; blocks that nothing feeds must be held.
 * Cost O(n + m) a sweep.
 */
import { bicgstab } from "../num/bicgstab.ts";
import { factor, solveFactored } from "../num/solve.ts";
import { type Components, condensationOrder, type Members, membersOf, type Rows, stronglyConnected } from "./components.ts";

/** Row j holds the nodes that x_j depends on; no row names itself. */
export interface RowSystem {
  readonly n: number;
  readonly start: Uint32Array;
  readonly source: Uint32Array;
  /** M, at least 0. */
  readonly share: Float64Array;
}

export interface Blocks {
  readonly components: Components;
  readonly members: Members;
  /** Components in the order in which they can be solved. */
  readonly order: Uint32Array;
}

/** `rows` are the edges k -> j of the system: x_j depends on x_k. */
export function blocksOf(rows: Rows): Blocks {
  const components = stronglyConnected(rows);
  return { components, members: membersOf(components), order: condensationOrder(rows, components) };
}

export interface AbsorptionProblem {
  readonly system: RowSystem;
  readonly blocks: Blocks;
  readonly b: Float64Array;
  /** 1 where x is given and kept. */
  readonly held: Uint8Array;
  /** Values of the held nodes, else 0; a copy is solved. */
  readonly given?: Float64Array;
  /** Largest residual of any row against the largest x; default 1e-14. */
  readonly tolerance?: number;
  /** Largest block solved by dense LU; default 256: above it sweeps are faster. */
  readonly denseLimit?: number;
  /** Sweeps before the Krylov method takes over; default 300. */
  readonly maxSweeps?: number;
}

export interface Absorption {
  readonly x: Float64Array;
  readonly converged: boolean;
  /** Sweeps and Krylov iterations of the block that needed most. */
  readonly iterations: number;
  /** Largest residual of any row that is not held. */
  readonly residual: number;
}

export function solveAbsorption(problem: AbsorptionProblem): Absorption {
  const { system, blocks, b, held } = problem;
  const { n, start, source, share } = system;
  const x = problem.given ? problem.given.slice() : new Float64Array(n);
  const denseLimit = problem.denseLimit ?? 256;
  const scratchPlace = new Int32Array(n).fill(-1);
  let iterations = 0;
  for (const c of blocks.order) {
    const first = blocks.members.start[c];
    const last = blocks.members.start[c + 1];
    if (last - first === 1) {
      const j = blocks.members.node[first];
      if (held[j] === 0) x[j] = rowValue(j, b, start, source, share, x);
      continue;
    }
    const free = blocks.members.node.subarray(first, last).filter((j) => held[j] === 0);
    if (free.length === 0) continue;
    if (free.length <= denseLimit) solveDense(free, problem, x, scratchPlace);
    else iterations = Math.max(iterations, solveLarge(free, problem, x, scratchPlace));
  }
  let residual = 0;
  let scale = 0;
  for (let j = 0; j < n; j++) {
    scale = Math.max(scale, Math.abs(x[j]));
    if (held[j] === 0) residual = Math.max(residual, Math.abs(rowValue(j, b, start, source, share, x) - x[j]));
  }
  const tolerance = problem.tolerance ?? 1e-14;
  return { x, converged: residual <= 100 * tolerance * Math.max(scale, Number.MIN_VALUE), iterations, residual };
}

/** The right-hand side of row j at x. */
export function rowValue(
  j: number,
  b: Float64Array,
  start: Uint32Array,
  source: Uint32Array,
  share: Float64Array,
  x: Float64Array,
): number {
  let value = b[j];
  for (let e = start[j]; e < start[j + 1]; e++) value += share[e] * x[source[e]];
  return value;
}

function solveDense(free: Uint32Array, problem: AbsorptionProblem, x: Float64Array, place: Int32Array): void {
  const { start, source, share } = problem.system;
  const size = free.length;
  for (let i = 0; i < size; i++) place[free[i]] = i;
  const matrix = new Float64Array(size * size);
  const right = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    const j = free[i];
    matrix[i * size + i] += 1;
    right[i] = problem.b[j];
    for (let e = start[j]; e < start[j + 1]; e++) {
      const k = place[source[e]];
      if (k >= 0) matrix[i * size + k] -= share[e];
      else right[i] += share[e] * x[source[e]];
    }
  }
  const factors = factor(matrix, size);
  // A block that nothing feeds has the minimal solution 0; any other is regular.
  const solution = factors.singular ? new Float64Array(size) : solveFactored(factors, right);
  for (let i = 0; i < size; i++) {
    x[free[i]] = solution[i];
    place[free[i]] = -1;
  }
}

function solveLarge(free: Uint32Array, problem: AbsorptionProblem, x: Float64Array, place: Int32Array): number {
  const { start, source, share } = problem.system;
  const tolerance = problem.tolerance ?? 1e-14;
  const maxSweeps = problem.maxSweeps ?? 300;
  let sweeps = 0;
  while (sweeps < maxSweeps) {
    sweeps++;
    const { change, scale } = sweep(free, problem.b, start, source, share, x);
    if (change <= tolerance * scale) return sweeps;
  }
  // The Krylov method works on the free nodes alone; what comes from elsewhere moves to the right-hand side.
  const size = free.length;
  for (let i = 0; i < size; i++) place[free[i]] = i;
  const right = new Float64Array(size);
  const point = new Float64Array(size);
  let scale = 0;
  for (let i = 0; i < size; i++) {
    const j = free[i];
    point[i] = x[j];
    scale = Math.max(scale, Math.abs(x[j]));
    right[i] = problem.b[j];
    for (let e = start[j]; e < start[j + 1]; e++) if (place[source[e]] < 0) right[i] += share[e] * x[source[e]];
  }
  const multiply = (v: Float64Array, out: Float64Array): void => {
    for (let i = 0; i < size; i++) {
      let value = v[i];
      for (let e = start[free[i]]; e < start[free[i] + 1]; e++) {
        const k = place[source[e]];
        if (k >= 0) value -= share[e] * v[k];
      }
      out[i] = value;
    }
  };
  const solved = bicgstab({ multiply, b: right, x: point, tolerance: tolerance * scale, maxIterations: 2000 });
  for (let i = 0; i < size; i++) {
    x[free[i]] = point[i];
    place[free[i]] = -1;
  }
  return sweeps + solved.iterations;
}

function sweep(
  free: Uint32Array,
  b: Float64Array,
  start: Uint32Array,
  source: Uint32Array,
  share: Float64Array,
  x: Float64Array,
): { change: number; scale: number } {
  let change = 0;
  let scale = 0;
  for (let i = 0; i < free.length; i++) {
    const j = free[i];
    let value = b[j];
    const end = start[j + 1];
    for (let e = start[j]; e < end; e++) value += share[e] * x[source[e]];
    const move = value > x[j] ? value - x[j] : x[j] - value;
    if (move > change) change = move;
    if (value > scale) scale = value;
    x[j] = value;
  }
  return { change, scale };
}
