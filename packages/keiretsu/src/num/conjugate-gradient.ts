import { compiledLoops, plainLoops } from "./laplacian-loops.ts";

/**
 * Solve the Laplacian system `sum_j w_ij (x_i - x_j) = b_i` of a weighted undirected graph by conjugate gradients with the diagonal
 * as preconditioner (Hestenes and Stiefel 1952). The system is singular, one dimension for each connected component: x has mean 0 in
 * each, and b must add up to 0 in each. Cost O(n + p) an iteration; iterations grow with the square root of the condition number.
 */
export interface Laplacian {
  readonly n: number;
  /** Row starts, length n + 1. */
  readonly start: Uint32Array;
  /** Neighbours, each pair in both rows, no diagonal, length 2p. */
  readonly other: Uint32Array;
  /** Positive weights, the same in both rows, length 2p; null when every weight is 1. */
  readonly weight: Float64Array | null;
}

export interface LaplacianSolution {
  readonly x: Float64Array;
  readonly converged: boolean;
  readonly iterations: number;
  /** |b - Lx| / |b|, recomputed from x at the end; the larger of the norms that it was stopped by. */
  readonly residual: number;
}

export interface LaplacianOptions {
  /** Component of each node, numbered from 0, length n. */
  readonly component: Uint32Array;
  readonly components: number;
  /** Relative residual at which to stop; default 1e-10. */
  readonly tolerance?: number;
  /** Default 20000. */
  readonly maxIterations?: number;
  /** Stop by the plain norm and the one scaled by the diagonal (default), or by the plain norm alone as most solvers do. */
  readonly stopBy?: "both" | "plain";
  /** Without WebAssembly; the answer is the same to the last bit. Default false. */
  readonly plain?: boolean;
}

/** Rounding lets the constant vector of a component creep in; it is taken out each 50 iterations. */
const ITERATIONS_BETWEEN_PROJECTIONS = 50;

export function solveLaplacian(laplacian: Laplacian, b: Float64Array, options: LaplacianOptions): LaplacianSolution {
  const { n, start, weight } = laplacian;
  const tolerance = options.tolerance ?? 1e-10;
  const maxIterations = options.maxIterations ?? 20_000;
  const degree = degrees(n, start, weight);
  const inverse = new Float64Array(n);
  for (let i = 0; i < n; i++) inverse[i] = degree[i] > 0 ? 1 / degree[i] : 0;
  const members = memberCounts(n, options);
  const loops = options.plain ? plainLoops(laplacian, degree) : (compiledLoops(laplacian, degree) ?? plainLoops(laplacian, degree));
  const { x, r, p, q, norms } = loops;
  loops.inverse.set(inverse);
  r.set(b);
  project(r, options.component, members);
  residualNorms(n, r, inverse, norms);
  const plain = norms[0];
  const scaled = norms[2];
  const limit = tolerance * tolerance;
  let rz = norms[1];
  let iterations = 0;
  if (plain > 0) {
    for (let i = 0; i < n; i++) p[i] = r[i] * inverse[i];
    while (iterations < maxIterations) {
      iterations++;
      const pq = loops.multiply(p);
      if (!(pq > 0)) break;
      loops.advance(rz / pq);
      if (norms[0] <= limit * plain && (options.stopBy === "plain" || norms[2] <= limit * scaled)) break;
      if (iterations % ITERATIONS_BETWEEN_PROJECTIONS === 0) {
        project(r, options.component, members);
        residualNorms(n, r, inverse, norms);
      }
      const beta = norms[1] / rz;
      rz = norms[1];
      loops.turn(beta);
    }
  }
  project(x, options.component, members);
  // The recursion's own residual drifts away from the true one, so the true one is what is reported.
  loops.multiply(x);
  for (let i = 0; i < n; i++) r[i] = b[i] - q[i];
  residualNorms(n, r, inverse, norms);
  const other = options.stopBy === "plain" ? 0 : norms[2] / scaled;
  const residual = plain > 0 ? Math.sqrt(Math.max(norms[0] / plain, other)) : 0;
  return { x: x.slice(), converged: residual <= 10 * tolerance, iterations, residual };
}

function degrees(n: number, start: Uint32Array, weight: Float64Array | null): Float64Array {
  const degree = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    if (weight === null) degree[i] = start[i + 1] - start[i];
    else for (let k = start[i]; k < start[i + 1]; k++) degree[i] += weight[k];
  }
  return degree;
}

function memberCounts(n: number, options: LaplacianOptions): Uint32Array {
  const members = new Uint32Array(options.components);
  for (let i = 0; i < n; i++) members[options.component[i]]++;
  return members;
}

/** Take the mean of each component out. */
function project(x: Float64Array, component: Uint32Array, members: Uint32Array): void {
  const mean = new Float64Array(members.length);
  for (let i = 0; i < x.length; i++) mean[component[i]] += x[i];
  for (let c = 0; c < mean.length; c++) mean[c] /= members[c];
  for (let i = 0; i < x.length; i++) x[i] -= mean[component[i]];
}

/** Squared norms r'r, r'z and z'z with z = r / degree: z makes components of very different amounts count alike. */
function residualNorms(n: number, r: Float64Array, inverse: Float64Array, norms: Float64Array): void {
  let rr = 0;
  let rz = 0;
  let zz = 0;
  for (let i = 0; i < n; i++) {
    const value = r[i];
    const z = value * inverse[i];
    rr += value * value;
    rz += value * z;
    zz += z * z;
  }
  norms[0] = rr;
  norms[1] = rz;
  norms[2] = zz;
}
