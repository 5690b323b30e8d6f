/**
 * Sparse non-symmetric systems by restarted minimal residuals (Saad and Schultz 1986). Unlike methods with short recurrences it does not break
 * down on rings, whose matrices are close to rotations. Memory: `restart` + 1 vectors.
 */
export interface GmresProblem {
  /** Write the product of the matrix with `x` into `out`. */
  readonly multiply: (x: Float64Array, out: Float64Array) => void;
  readonly b: Float64Array;
  /** Starting point; overwritten by the solution. */
  readonly x: Float64Array;
  /** Euclidean norm of the residual at which to stop. */
  readonly tolerance: number;
  /** Products with the matrix before giving up. */
  readonly maxIterations: number;
  /** Vectors kept before a restart. */
  readonly restart: number;
  /** The caller looks at the residual itself: the last one is told by the recurrence and not computed anew. Default false. */
  readonly trusting?: boolean;
}

export function gmres(problem: GmresProblem): { readonly converged: boolean; readonly iterations: number; readonly residual: number } {
  const { multiply, b, x, tolerance, maxIterations, restart } = problem;
  const n = b.length;
  const basis = Array.from({ length: restart + 1 }, () => new Float64Array(n));
  const upper = Array.from({ length: restart }, () => new Float64Array(restart + 1));
  const cosine = new Float64Array(restart);
  const sine = new Float64Array(restart);
  const right = new Float64Array(restart + 1);
  const scratch = new Float64Array(restart + 1);
  let iterations = 0;
  let residual = startCycle(problem, basis[0]);
  while (residual > tolerance && iterations < maxIterations) {
    right.fill(0);
    right[0] = residual;
    scale(basis[0], 1 / residual);
    let k = 0;
    while (k < restart && iterations < maxIterations && Math.abs(right[k]) > tolerance) {
      iterations++;
      const next = basis[k + 1];
      multiply(basis[k], next);
      const column = upper[k];
      orthogonalise(next, basis, k + 1, column, scratch);
      const length = Math.sqrt(dot(next, next));
      rotate(column, k, length, cosine, sine, right);
      k++;
      if (length === 0) break;
      scale(next, 1 / length);
    }
    addCombination(x, basis, upper, right, k);
    const before = residual;
    if (problem.trusting === true && Math.abs(right[k]) <= tolerance) return { converged: true, iterations, residual: Math.abs(right[k]) };
    residual = startCycle(problem, basis[0]);
    // A cycle that gains nothing will never gain.
    if (!(residual < before * (1 - 1e-12))) break;
  }
  return { converged: residual <= tolerance, iterations, residual };
}

/** b - A x into `r`; returns its norm. */
function startCycle({ multiply, b, x }: GmresProblem, r: Float64Array): number {
  if (isZero(x)) r.set(b);
  else {
    multiply(x, r);
    for (let i = 0; i < b.length; i++) r[i] = b[i] - r[i];
  }
  return Math.sqrt(dot(r, r));
}

function isZero(x: Float64Array): boolean {
  for (let i = 0; i < x.length; i++) if (x[i] !== 0) return false;
  return true;
}

/** Bring column k of the Hessenberg matrix to triangular form by the rotations so far and a new one. */
function rotate(column: Float64Array, k: number, below: number, cosine: Float64Array, sine: Float64Array, right: Float64Array): void {
  for (let i = 0; i < k; i++) {
    const turned = cosine[i] * column[i] + sine[i] * column[i + 1];
    column[i + 1] = cosine[i] * column[i + 1] - sine[i] * column[i];
    column[i] = turned;
  }
  const length = Math.hypot(column[k], below);
  cosine[k] = length > 0 ? column[k] / length : 1;
  sine[k] = length > 0 ? below / length : 0;
  column[k] = length;
  right[k + 1] = -sine[k] * right[k];
  right[k] = cosine[k] * right[k];
}

function addCombination(
  x: Float64Array,
  basis: readonly Float64Array[],
  upper: readonly Float64Array[],
  right: Float64Array,
  k: number,
): void {
  const factors = new Float64Array(k);
  for (let i = k - 1; i >= 0; i--) {
    let value = right[i];
    for (let j = i + 1; j < k; j++) value -= upper[j][i] * factors[j];
    factors[i] = upper[i][i] > 0 || upper[i][i] < 0 ? value / upper[i][i] : 0;
  }
  for (let i = 0; i < k; i++) subtract(x, basis[i], -factors[i]);
}

/** Entries taken at a time, so few that those of all vectors stay in the cache. */
const BLOCK = 2048;
/** A second look that finds less than this part of the first finds rounding. */
const ROUNDING = 1e-14;

/**
 * Take the parts along the first `count` vectors of `basis` out of `next` and add them to `column`. Block by block, so that vectors are read from
 * memory half as often as one after the other, and with a second look, which makes it as exact (Giraud, Langou and Rozloznik 2005).
 */
function orthogonalise(next: Float64Array, basis: readonly Float64Array[], count: number, column: Float64Array, again: Float64Array): void {
  const n = next.length;
  column.fill(0, 0, count);
  again.fill(0, 0, count);
  for (let low = 0; low < n; low += BLOCK) {
    const high = Math.min(n, low + BLOCK);
    for (let i = 0; i < count; i++) column[i] += dotOf(next, basis[i], low, high);
  }
  for (let low = 0; low < n; low += BLOCK) {
    const high = Math.min(n, low + BLOCK);
    for (let i = 0; i < count; i++) subtractPart(next, basis[i], column[i], low, high);
    for (let i = 0; i < count; i++) again[i] += dotOf(next, basis[i], low, high);
  }
  let first = 0;
  let second = 0;
  for (let i = 0; i < count; i++) {
    first += column[i] * column[i];
    second += again[i] * again[i];
  }
  if (second <= ROUNDING * ROUNDING * first) return;
  for (let low = 0; low < n; low += BLOCK) {
    const high = Math.min(n, low + BLOCK);
    for (let i = 0; i < count; i++) subtractPart(next, basis[i], again[i], low, high);
  }
  for (let i = 0; i < count; i++) column[i] += again[i];
}

function dot(a: Float64Array, b: Float64Array): number {
  return dotOf(a, b, 0, a.length);
}

/** Two sums, so that two additions are under way at once. */
function dotOf(a: Float64Array, b: Float64Array, low: number, high: number): number {
  let even = 0;
  let odd = 0;
  let i = low;
  for (; i + 1 < high; i += 2) {
    even += a[i] * b[i];
    odd += a[i + 1] * b[i + 1];
  }
  if (i < high) even += a[i] * b[i];
  return even + odd;
}

function subtract(a: Float64Array, b: Float64Array, factor: number): void {
  subtractPart(a, b, factor, 0, a.length);
}

function subtractPart(a: Float64Array, b: Float64Array, factor: number, low: number, high: number): void {
  for (let i = low; i < high; i++) a[i] -= factor * b[i];
}

function scale(a: Float64Array, factor: number): void {
  for (let i = 0; i < a.length; i++) a[i] *= factor;
}
