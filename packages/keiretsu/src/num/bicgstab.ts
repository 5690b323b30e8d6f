/**
 * Sparse non-symmetric systems by the stabilised bi-conjugate gradient method (van der Vorst 1992). Two products with the matrix an
 * iteration. It may break down: then `converged` is false and x is the best point reached.
 */
export interface BicgstabProblem {
  /** Write the product of the matrix with `x` into `out`. */
  readonly multiply: (x: Float64Array, out: Float64Array) => void;
  readonly b: Float64Array;
  /** Starting point; overwritten by the solution. */
  readonly x: Float64Array;
  /** Largest absolute residual of any row at which to stop. */
  readonly tolerance: number;
  readonly maxIterations: number;
}

export function bicgstab(problem: BicgstabProblem): {
  readonly converged: boolean;
  readonly iterations: number;
  readonly residual: number;
} {
  const { multiply, b, x, tolerance, maxIterations } = problem;
  const n = b.length;
  const r = new Float64Array(n);
  const p = new Float64Array(n);
  const v = new Float64Array(n);
  const t = new Float64Array(n);
  const best = x.slice();
  multiply(x, r);
  for (let i = 0; i < n; i++) r[i] = b[i] - r[i];
  let residual = largest(r);
  let bestResidual = residual;
  const shadow = r.slice();
  let rho = 1;
  let alpha = 1;
  let omega = 1;
  let iterations = 0;
  while (residual > tolerance && iterations < maxIterations) {
    iterations++;
    const next = dot(shadow, r);
    const beta = (next / rho) * (alpha / omega);
    if (!Number.isFinite(beta)) break;
    rho = next;
    for (let i = 0; i < n; i++) p[i] = r[i] + beta * (p[i] - omega * v[i]);
    multiply(p, v);
    alpha = rho / dot(shadow, v);
    if (!Number.isFinite(alpha)) break;
    for (let i = 0; i < n; i++) r[i] -= alpha * v[i];
    multiply(r, t);
    const tt = dot(t, t);
    omega = tt > 0 ? dot(t, r) / tt : 0;
    for (let i = 0; i < n; i++) {
      x[i] += alpha * p[i] + omega * r[i];
      r[i] -= omega * t[i];
    }
    residual = largest(r);
    if (residual < bestResidual) {
      bestResidual = residual;
      best.set(x);
    }
    if (omega === 0) break;
  }
  x.set(best);
  multiply(x, r);
  for (let i = 0; i < n; i++) r[i] = b[i] - r[i];
  residual = largest(r);
  return { converged: residual <= 10 * tolerance, iterations, residual };
}

function dot(a: Float64Array, b: Float64Array): number {
  let total = 0;
  for (let i = 0; i < a.length; i++) total += a[i] * b[i];
  return total;
}

function largest(a: Float64Array): number {
  let most = 0;
  for (let i = 0; i < a.length; i++) most = Math.max(most, Math.abs(a[i]));
  return most;
}
