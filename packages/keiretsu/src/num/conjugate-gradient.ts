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
  /** |b - Lx| / |b|, recomputed from x at the end; the larger of the plain norm and the norm scaled by the diagonal. */
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
}

/** Rounding lets the constant vector of a component creep in; it is taken out each 50 iterations. */
const ITERATIONS_BETWEEN_PROJECTIONS = 50;

export function solveLaplacian(laplacian: Laplacian, b: Float64Array, options: LaplacianOptions): LaplacianSolution {
  const { n, start, other, weight } = laplacian;
  const tolerance = options.tolerance ?? 1e-10;
  const maxIterations = options.maxIterations ?? 20_000;
  const degree = degrees(n, start, weight);
  const inverse = new Float64Array(n);
  for (let i = 0; i < n; i++) inverse[i] = degree[i] > 0 ? 1 / degree[i] : 0;
  const members = memberCounts(n, options);
  const x = new Float64Array(n);
  const r = b.slice();
  project(r, options.component, members);
  const p = new Float64Array(n);
  const q = new Float64Array(n);
  const norms = new Float64Array(3);
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
      const pq = weight === null ? multiplyUnit(n, start, other, p, q) : multiplyWeighted(n, start, other, weight, degree, p, q);
      if (!(pq > 0)) break;
      advance(n, rz / pq, x, p, r, q, inverse, norms);
      if (norms[0] <= limit * plain && norms[2] <= limit * scaled) break;
      if (iterations % ITERATIONS_BETWEEN_PROJECTIONS === 0) {
        project(r, options.component, members);
        residualNorms(n, r, inverse, norms);
      }
      const beta = norms[1] / rz;
      rz = norms[1];
      for (let i = 0; i < n; i++) p[i] = r[i] * inverse[i] + beta * p[i];
    }
  }
  project(x, options.component, members);
  // The recursion's own residual drifts away from the true one, so the true one is what is reported.
  if (weight === null) multiplyUnit(n, start, other, x, q);
  else multiplyWeighted(n, start, other, weight, degree, x, q);
  for (let i = 0; i < n; i++) r[i] = b[i] - q[i];
  residualNorms(n, r, inverse, norms);
  const residual = plain > 0 ? Math.max(Math.sqrt(norms[0] / plain), Math.sqrt(norms[2] / scaled)) : 0;
  return { x, converged: residual <= 10 * tolerance, iterations, residual };
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

function advance(
  n: number,
  alpha: number,
  x: Float64Array,
  p: Float64Array,
  r: Float64Array,
  q: Float64Array,
  inverse: Float64Array,
  norms: Float64Array,
): void {
  let rr = 0;
  let rz = 0;
  let zz = 0;
  for (let i = 0; i < n; i++) {
    x[i] += alpha * p[i];
    const value = r[i] - alpha * q[i];
    r[i] = value;
    const z = value * inverse[i];
    rr += value * value;
    rz += value * z;
    zz += z * z;
  }
  norms[0] = rr;
  norms[1] = rz;
  norms[2] = zz;
}

/** q = L p for unit weights, returns p'q. Four sums let four reads of p be under way at once. */
function multiplyUnit(n: number, start: Uint32Array, other: Uint32Array, p: Float64Array, q: Float64Array): number {
  let product = 0;
  let k = 0;
  for (let i = 0; i < n; i++) {
    const end = start[i + 1];
    const links = end - k;
    let s0 = 0;
    let s1 = 0;
    let s2 = 0;
    let s3 = 0;
    for (; k + 3 < end; k += 4) {
      s0 += p[other[k]];
      s1 += p[other[k + 1]];
      s2 += p[other[k + 2]];
      s3 += p[other[k + 3]];
    }
    for (; k < end; k++) s0 += p[other[k]];
    const value = links * p[i] - (s0 + s1 + (s2 + s3));
    q[i] = value;
    product += value * p[i];
  }
  return product;
}

/** q = L p, returns p'q. */
function multiplyWeighted(
  n: number,
  start: Uint32Array,
  other: Uint32Array,
  weight: Float64Array,
  degree: Float64Array,
  p: Float64Array,
  q: Float64Array,
): number {
  let product = 0;
  let k = 0;
  for (let i = 0; i < n; i++) {
    const end = start[i + 1];
    let s0 = 0;
    let s1 = 0;
    let s2 = 0;
    let s3 = 0;
    for (; k + 3 < end; k += 4) {
      s0 += weight[k] * p[other[k]];
      s1 += weight[k + 1] * p[other[k + 1]];
      s2 += weight[k + 2] * p[other[k + 2]];
      s3 += weight[k + 3] * p[other[k + 3]];
    }
    for (; k < end; k++) s0 += weight[k] * p[other[k]];
    const value = degree[i] * p[i] - (s0 + s1 + (s2 + s3));
    q[i] = value;
    product += value * p[i];
  }
  return product;
}
