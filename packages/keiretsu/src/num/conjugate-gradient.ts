/**
 * Solve the Laplacian system `sum_j w_ij (x_i - x_j) = b_i` of a weighted undirected graph by conjugate gradients, preconditioned by one sweep up and one
 * down (symmetric Gauss-Seidel). With L = D - U - U', D the degrees and U the weights to lower nodes, F = D - U, they run on r = F^-1 (b - L x): then
 * L costs no more than the sweeps, q = F^-1 L F'^-1 p = t + F^-1 (p - D t) with t = F'^-1 p, and half the iterations of the diagonal alone are left.
 * The system is singular, one dimension for each connected component: x has mean 0 in each, and b must add up to 0 in each. Cost O(n + p) an iteration;
 * iterations grow with the square root of the condition number.
 * Sources: Hestenes and Stiefel 1952; Eisenstat 1981 "Efficient implementation of a class of preconditioned conjugate gradient methods".
 */
import { type LaplacianLoops, laplacianLoops } from "./laplacian-loops.ts";
import type { Laplacian } from "./laplacian-tiles.ts";

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
  /** Nodes a tile, a power of 2 (smaller in tests, so that there are some). */
  readonly tile?: number;
}

/** How many times what the recursion makes of it the residual may be before it begins again. */
const MOST_DRIFT = 4;

export function solveLaplacian(laplacian: Laplacian, b: Float64Array, options: LaplacianOptions): LaplacianSolution {
  const { n } = laplacian;
  const tolerance = options.tolerance ?? 1e-10;
  const maxIterations = options.maxIterations ?? 20_000;
  const members = memberCounts(n, options);
  const loops = laplacianLoops(laplacian, options.plain ?? false, options.tile);
  const { x, t, degree, norms } = loops;
  t.set(b);
  project(t, options.component, members);
  const whole = normsOf(t, degree);
  const residualOf = ({ plain, scaled }: Norms): number =>
    Math.sqrt(Math.max(plain / whole.plain, options.stopBy === "plain" ? 0 : scaled / whole.scaled));
  // The norms of r = F^-1 (b - Lx) tell those of b - Lx but for two factors, known whenever both are at hand.
  let known = whole;
  sweepUp(loops);
  let seen = sizeOf(norms);
  let rz = norms[1];
  let beta = 0;
  let iterations = 0;
  let residual = whole.plain > 0 ? 1 : 0;
  let begun = residual;
  while (residual > tolerance && iterations < maxIterations) {
    iterations++;
    const product = direct(loops, beta);
    if (product > 0) loops.advance(rz / product);
    beta = norms[1] / rz;
    rz = norms[1];
    const now = sizeOf(norms);
    const guess = residualOf({ plain: (known.plain / seen.plain) * now.plain, scaled: (known.scaled / seen.scaled) * now.scaled });
    if (guess > tolerance && product > 0 && iterations < maxIterations) continue;
    project(x, options.component, members);
    subtractProduct(loops, b);
    known = normsOf(t, degree);
    residual = residualOf(known);
    seen = now;
    if (residual <= tolerance || (product > 0 && residual < MOST_DRIFT * guess)) continue;
    // The recursion has drifted away from the truth: begin again from there, or stop where rounding is all that is left.
    if (!(residual < begun / 2)) break;
    begun = residual;
    project(t, options.component, members);
    sweepUp(loops);
    seen = sizeOf(norms);
    rz = norms[1];
    beta = 0;
  }
  return { x: x.slice(), converged: residual <= 10 * tolerance, iterations, residual };
}

/** p = degree r + beta p, and along it t and s with q = t + s; returns p'q. */
function direct(loops: LaplacianLoops, beta: number): number {
  const { t, tiling } = loops;
  const { blocks } = tiling;
  for (let to = blocks - 1; to >= 0; to--) {
    for (let from = blocks - 1; from > to; from--) loops.push(t, from * blocks + to, from, to);
    loops.descend(to, beta);
  }
  return ascendAll(loops);
}

/** s = F^-1 s; returns p'(t + s). */
function ascendAll(loops: LaplacianLoops): number {
  const { s, tiling } = loops;
  const { blocks } = tiling;
  let product = 0;
  for (let to = 0; to < blocks; to++) {
    for (let from = 0; from < to; from++) loops.push(s, from * blocks + to, from, to);
    product = loops.ascend(to, product);
  }
  return product;
}

/** r = F^-1 t and its norms; t and s are 0 after. */
function sweepUp(loops: LaplacianLoops): void {
  const { r, s, t } = loops;
  s.set(t);
  t.fill(0);
  ascendAll(loops);
  r.set(s);
  loops.advance(0);
}

/** t = b - Lx; s is 0 after. */
function subtractProduct(loops: LaplacianLoops, b: Float64Array): void {
  const { x, s, t, degree, tiling } = loops;
  const { blocks } = tiling;
  s.fill(0);
  for (let to = 0; to < blocks; to++) {
    for (let from = 0; from < blocks; from++) loops.push(x, from * blocks + to, from, to);
    loops.push(x, blocks * blocks + to, to, to);
  }
  for (let i = 0; i < t.length; i++) t[i] = b[i] - (degree[i] * x[i] - s[i]);
  s.fill(0);
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

/** Squared norms: plain, and of each part over its degree, which makes components of very different amounts count alike. */
interface Norms {
  readonly plain: number;
  readonly scaled: number;
}

function normsOf(residual: Float64Array, degree: Float64Array): Norms {
  let plain = 0;
  let scaled = 0;
  for (let i = 0; i < residual.length; i++) {
    const z = residual[i] / degree[i];
    plain += residual[i] * residual[i];
    scaled += z * z;
  }
  return { plain, scaled };
}

/** The same guessed from r = F^-1 residual, as if F were the degrees. */
function sizeOf(norms: Float64Array): Norms {
  return { plain: norms[0], scaled: norms[2] };
}
