/**
 * Linear systems `x = b + M x` with M >= 0 and row sums at most 1, block by block: the share of something that ends up absorbed.
 *
 * Nodes are grouped into strongly connected components taken in topological order, so that each block only meets values already known:
 * one node costs a product; a small block is solved by dense LU; a larger one by Gauss-Seidel sweeps from below in an order that follows the
 * money, then by minimal residuals with such a sweep as preconditioner. The minimal non-negative solution is returned; blocks that nothing
 * feeds must be held. Cost O(n + m) a sweep.
 */
import { gmres } from "../num/gmres.ts";
import { solveLeaking, solvePassing } from "../num/leaking.ts";
import { factor, type Factors, solveFactored } from "../num/solve.ts";
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
  /** Where columns balance: blocks up to the dense limit are then solved without subtractions, right to their last digits however little leaks. */
  readonly passing?: Passing;
  /** Largest residual of any row against the largest x; default 1e-14. */
  readonly tolerance?: number;
  /** Largest block solved by dense LU; default 256: above it sweeps are faster. */
  readonly denseLimit?: number;
  /** Sweeps before minimal residuals take over; default 200. */
  readonly maxSweeps?: number;
}

/** `size_k = leak_k + sum over rows j of the block of k of size_j share_jk`. */
interface Passing {
  readonly size: Float64Array;
  /** What leaves the block of k for good or for another block, at least 0. */
  readonly leak: Float64Array;
}

export interface Absorption {
  readonly x: Float64Array;
  readonly converged: boolean;
  /** Sweeps of the block that needed most. */
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
    if (free.length <= denseLimit && problem.passing && free.length === last - first)
      solveByColumns(free, problem, problem.passing, x, scratchPlace);
    else if (free.length <= denseLimit) solveDense(free, problem, x, scratchPlace);
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

/** Where a pivot is smaller than this, some of the block hardly leaks: LU loses that many digits, elimination without subtractions none. */
const SMALL_PIVOT = 1e-4;
/** A row that misses 1 by less than this is whole. */
const ROUNDING = 1e-15;

function solveDense(free: Uint32Array, problem: AbsorptionProblem, x: Float64Array, place: Int32Array): void {
  const { start, source, share } = problem.system;
  const size = free.length;
  for (let i = 0; i < size; i++) place[free[i]] = i;
  const weight = new Float64Array(size * size);
  const right = new Float64Array(size);
  const leak = new Float64Array(size);
  let mostHeld = 0;
  for (let i = 0; i < size; i++) {
    const j = free[i];
    let total = 0;
    right[i] = problem.b[j];
    for (let e = start[j]; e < start[j + 1]; e++) {
      const k = place[source[e]];
      total += share[e];
      if (k >= 0) weight[i * size + k] += share[e];
      else {
        leak[i] += share[e];
        right[i] += share[e] * x[source[e]];
      }
    }
    if (1 - total > ROUNDING) leak[i] += 1 - total;
    mostHeld = Math.max(mostHeld, total);
  }
  const factors = factorsOf(weight, size);
  const leaking = mostHeld <= 1 + ROUNDING && (factors.singular || smallestPivot(factors) < SMALL_PIVOT);
  const solution = leaking ? solveLeaking(weight, leak, right) : regularSolution(factors, right);
  for (let i = 0; i < size; i++) {
    x[free[i]] = solution[i];
    place[free[i]] = -1;
  }
}

/** A whole block whose columns balance. */
function solveByColumns(block: Uint32Array, problem: AbsorptionProblem, { size, leak }: Passing, x: Float64Array, place: Int32Array): void {
  const { start, source, share } = problem.system;
  const n = block.length;
  for (let i = 0; i < n; i++) place[block[i]] = i;
  const weight = new Float64Array(n * n);
  const right = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const j = block[i];
    let fed = problem.b[j];
    for (let e = start[j]; e < start[j + 1]; e++) {
      const k = place[source[e]];
      if (k >= 0) weight[k * n + i] += share[e] * size[j];
      else fed += share[e] * x[source[e]];
    }
    right[i] = fed * size[j];
  }
  const solution = solvePassing(
    weight,
    Float64Array.from(block, (j) => leak[j]),
    right,
  );
  for (let i = 0; i < n; i++) {
    x[block[i]] = solution[i];
    place[block[i]] = -1;
  }
}

/** A block that nothing feeds has the minimal solution 0; any other is regular. */
function regularSolution(factors: Factors, right: Float64Array): Float64Array {
  return factors.singular ? new Float64Array(right.length) : solveFactored(factors, right);
}

/** Of I - weight. */
function factorsOf(weight: Float64Array, size: number): Factors {
  const matrix = weight.map((share) => -share);
  for (let i = 0; i < size; i++) matrix[i * size + i] += 1;
  return factor(matrix, size);
}

function smallestPivot({ n, lu }: Factors): number {
  let least = Infinity;
  for (let i = 0; i < n; i++) least = Math.min(least, Math.abs(lu[i * n + i]));
  return least;
}

/** Blocks larger than this keep fewer vectors between restarts, for memory. */
const LARGE_BLOCK = 100_000;
const MOST_PRODUCTS = 3000;
/** Blocks up to this size fall back on dense LU where everything else is slow. */
const LARGEST_DENSE = 2000;

function solveLarge(free: Uint32Array, problem: AbsorptionProblem, x: Float64Array, place: Int32Array): number {
  const { start, source, share } = problem.system;
  const tolerance = problem.tolerance ?? 1e-14;
  const maxSweeps = problem.maxSweeps ?? 200;
  const order = dependenciesFirst(free, start, source, place);
  let sweeps = 0;
  let scale = 0;
  while (sweeps < maxSweeps) {
    sweeps++;
    const moved = sweep(order, problem.b, start, source, share, x);
    scale = moved.scale;
    if (moved.change <= tolerance * scale) return sweeps;
  }
  // One sweep maps x to c + G x. Its fixed point solves (I - G) x = c, which minimal residuals reach in few sweeps where plain sweeps crawl.
  const size = order.length;
  const none = new Float64Array(problem.b.length);
  const sources = x.slice();
  const gather = (into: Float64Array, from: Float64Array): void => {
    for (let i = 0; i < size; i++) into[i] = from[order[i]];
  };
  const point = new Float64Array(size);
  gather(point, x);
  for (const j of order) sources[j] = 0;
  sweep(order, problem.b, start, source, share, sources);
  const right = new Float64Array(size);
  gather(right, sources);
  const work = new Float64Array(problem.b.length);
  const multiply = (v: Float64Array, out: Float64Array): void => {
    for (let i = 0; i < size; i++) work[order[i]] = v[i];
    sweep(order, none, start, source, share, work);
    for (let i = 0; i < size; i++) out[i] = v[i] - work[order[i]];
  };
  const largest = right.reduce((most, value) => Math.max(most, value), scale);
  const restart = size > LARGE_BLOCK ? 10 : 50;
  const solved = gmres({ multiply, b: right, x: point, tolerance: tolerance * largest, maxIterations: MOST_PRODUCTS, restart });
  for (let i = 0; i < size; i++) x[order[i]] = point[i];
  if (!solved.converged && size <= LARGEST_DENSE) solveDense(free, problem, x, place);
  else sweep(order, problem.b, start, source, share, x);
  return sweeps + solved.iterations + 1;
}

/** The nodes of a block, each after the nodes it depends on as far as loops allow: a sweep in this order carries values along whole paths. */
function dependenciesFirst(free: Uint32Array, start: Uint32Array, source: Uint32Array, place: Int32Array): Uint32Array {
  const FRESH = 0;
  const SEEN = 1;
  for (const j of free) place[j] = FRESH;
  const order = new Uint32Array(free.length);
  const path = new Uint32Array(free.length);
  const next = new Uint32Array(free.length);
  let filled = 0;
  for (const root of free) {
    if (place[root] !== FRESH) continue;
    place[root] = SEEN;
    path[0] = root;
    next[0] = start[root];
    let depth = 1;
    while (depth > 0) {
      const j = path[depth - 1];
      if (next[depth - 1] === start[j + 1]) {
        order[filled++] = j;
        depth--;
        continue;
      }
      const k = source[next[depth - 1]++];
      if (place[k] !== FRESH) continue;
      place[k] = SEEN;
      path[depth] = k;
      next[depth] = start[k];
      depth++;
    }
  }
  for (const j of free) place[j] = -1;
  return order;
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
