/**
 * Systems `x = b + M x` with M >= 0 whose powers die out, by Gauss-Seidel sweeps in the order of the rows; where sweeps alone would be many, by
 * minimal residuals with a pair of sweeps as preconditioner. Large systems are swept in WebAssembly (assembly/sweeps.ts), which gives the same bits; from 400,000
 * rows on by tiles (tiles.ts).
 * Cost O(m) a sweep, 12 bytes an edge and 8 x 20 bytes a row at most.
 * Source: Saad 2003 "Iterative methods for sparse linear systems", sections 4.1 and 9.3.
 */
import { gmres } from "./gmres.ts";
import { WASM } from "./sweeps.generated.ts";
import { FEWEST_ROWS, tiledSweeps } from "./tiles.ts";
import { linkKernel } from "./wasm.ts";

/** Row i of M in compressed sparse rows. */
export interface SweepSystem {
  readonly n: number;
  readonly start: Uint32Array;
  readonly source: Uint32Array;
  readonly share: Float64Array;
}

export interface SweepOptions {
  /** Euclidean norm of b + M x - x against that of b at which to stop, or where x has no more digits; default 1e-12. */
  readonly tolerance?: number;
  /** Sweeps before giving up; default 2000. */
  readonly maxSweeps?: number;
  /** Starting point; b by default. */
  readonly guess?: Float64Array;
  /** Without WebAssembly; the answer is the same. Default false. */
  readonly plain?: boolean;
  /** Rows from which sweeps go by tiles; smaller in tests. */
  readonly fewestRows?: number | undefined;
}

export interface Swept {
  readonly x: Float64Array;
  readonly converged: boolean;
  readonly iterations: number;
  /** Euclidean norm of b + M x - x against that of b. */
  readonly residual: number;
}

/** Sweeps that tell how fast sweeps alone would be. */
const TRIAL = 4;
/** More sweeps than this to come are better left to minimal residuals. */
const FEW = 6;
/** Sweeps that minimal residuals take for one product: two need fewer vectors, and those cost more than sweeps. */
const SWEEPS_A_PRODUCT = 2;
const RESTART = 16;
/** What the last sweep takes off the residual that it is left with. */
const LAST = 1.5;
/** No residual can be told from 0 below this part of x: rows of a hub add up a hundred thousand products. */
const DIGITS = 3e-14;

export function solveBySweeps(system: SweepSystem, b: Float64Array, options: SweepOptions = {}): Swept {
  const { n } = system;
  const norm = lengthOf(b);
  if (norm === 0) return { x: new Float64Array(n), converged: true, iterations: 0, residual: 0 };
  const goal = (options.tolerance ?? 1e-12) * norm;
  const maxSweeps = options.maxSweeps ?? 2000;
  const loops = loopsOver(system, options);
  loops.x.set(options.guess ?? b);
  loops.b.set(b);
  const from = new Float64Array(n);
  let sweeps = 0;
  let slow = false;
  for (let moved = Infinity; moved > goal && !slow && sweeps < maxSweeps; ) {
    from.set(loops.x);
    const before = moved;
    moved = Math.sqrt(loops.sweep());
    sweeps++;
    slow = sweeps >= TRIAL && moved > goal && !(moved < before && Math.log(goal / moved) >= FEW * Math.log(moved / before));
  }
  // Where sweeps are given up their residual is not worth a look.
  let left = slow && sweeps < maxSweeps ? Infinity : Math.sqrt(loops.residual());
  const reached = (): boolean => left <= Math.max(goal, DIGITS * lengthOf(loops.x));
  while (!reached() && sweeps < maxSweeps) {
    sweeps += accelerate(loops, from, goal, maxSweeps - sweeps);
    const after = Math.sqrt(loops.residual());
    // A round that gains nothing will never gain.
    if (!(after < left * (1 - 1e-12))) break;
    left = after;
  }
  return { x: loops.x.slice(), converged: reached(), iterations: sweeps, residual: left / norm };
}

/** Where x, b and the system live, and one sweep over them. */
interface Loops {
  /** May be another vector after each sweep. */
  readonly x: Float64Array;
  readonly b: Float64Array;
  /** One sweep of x; returns the squares of the moves. */
  readonly sweep: () => number;
  /** The squares of b + M x - x. */
  readonly residual: () => number;
}

function loopsOver(system: SweepSystem, { plain = false, fewestRows = FEWEST_ROWS }: SweepOptions): Loops {
  const { n, start, source, share } = system;
  if (n < fewestRows) return (plain ? null : compiledLoops(system)) ?? plainLoops(system);
  const tiles = tiledSweeps({ n, start, target: source, weight: share }, { row: "source", plain, fewestRows });
  return {
    get x() {
      return tiles.x;
    },
    b: tiles.own,
    sweep: tiles.freely,
    residual: tiles.residual,
  };
}

function plainLoops({ n, start, source, share }: SweepSystem): Loops {
  const x = new Float64Array(n);
  const b = new Float64Array(n);
  return {
    x,
    b,
    sweep: () => sweep(n, start, source, share, b, x),
    residual: () => residual(n, start, source, share, b, x),
  };
}

/** Below this many entries copying them costs more than it gains. */
const FEWEST_ENTRIES = 4096;
/** An engine replaces its first, slow code for a kernel between calls, so a long loop is cut into many. */
const ROWS_A_CALL = 4096;

function compiledLoops({ n, start, source, share }: SweepSystem): Loops | null {
  const entries = start[n];
  if (entries < FEWEST_ENTRIES) return null;
  const linked = linkKernel(WASM, 12 * entries + 20 * n + 1024);
  if (!linked) return null;
  const { kernel, take } = linked;
  const rows = take(Uint32Array, n + 1);
  rows.set(start);
  const sources = take(Uint32Array, entries);
  sources.set(source.subarray(0, entries));
  const shares = take(Float64Array, entries);
  shares.set(share.subarray(0, entries));
  const x = take(Float64Array, n);
  const b = take(Float64Array, n);
  const at = [rows.byteOffset, sources.byteOffset, shares.byteOffset, b.byteOffset, x.byteOffset] as const;
  const whole = (part: "sweep" | "residual"): number => {
    let total = 0;
    for (let first = 0; first < n; first += ROWS_A_CALL) total = kernel[part](first, Math.min(n, first + ROWS_A_CALL), ...at, total);
    return total;
  };
  return { x, b, sweep: () => whole("sweep"), residual: () => whole("residual") };
}

/** One sweep in place; every other entry of a row goes to a second sum, so that two products are under way at once. */
function sweep(n: number, start: Uint32Array, source: Uint32Array, share: Float64Array, b: Float64Array, x: Float64Array): number {
  let moved = 0;
  let k = 0;
  for (let i = 0; i < n; i++) {
    const end = start[i + 1];
    let even = b[i];
    let odd = 0;
    for (; k + 1 < end; k += 2) {
      even += share[k] * x[source[k]];
      odd += share[k + 1] * x[source[k + 1]];
    }
    if (k < end) {
      even += share[k] * x[source[k]];
      k++;
    }
    const value = even + odd;
    const move = value - x[i];
    moved += move * move;
    x[i] = value;
  }
  return moved;
}

/**
 * A pair of sweeps maps x to c + G x. With r = x - from the move of the last pair, the answer is from + y where (I - G) y = r, which minimal residuals
 * reach in few sweeps where plain sweeps crawl. A last sweep leaves `from` and x ready for another round. Returns the sweeps made.
 */
function accelerate(loops: Loops, from: Float64Array, goal: number, maxSweeps: number): number {
  const { b } = loops;
  const n = b.length;
  for (let k = 1; k < SWEEPS_A_PRODUCT; k++) loops.sweep();
  const kept = b.slice();
  const r = loops.x.slice();
  for (let i = 0; i < n; i++) r[i] -= from[i];
  const y = new Float64Array(n);
  b.fill(0);
  const multiply = (v: Float64Array, out: Float64Array): void => {
    loops.x.set(v);
    for (let k = 0; k < SWEEPS_A_PRODUCT; k++) loops.sweep();
    const { x } = loops;
    for (let i = 0; i < n; i++) out[i] = v[i] - x[i];
  };
  const restart = Math.min(RESTART, n);
  const products = Math.max(1, Math.floor(maxSweeps / SWEEPS_A_PRODUCT));
  const { iterations } = gmres({ multiply, b: r, x: y, tolerance: LAST * goal, maxIterations: products, restart, trusting: true });
  b.set(kept);
  for (let i = 0; i < n; i++) from[i] += y[i];
  loops.x.set(from);
  loops.sweep();
  return SWEEPS_A_PRODUCT * (iterations + 1);
}

function lengthOf(x: Float64Array): number {
  let total = 0;
  for (let i = 0; i < x.length; i++) total += x[i] * x[i];
  return Math.sqrt(total);
}

function residual(n: number, start: Uint32Array, source: Uint32Array, share: Float64Array, b: Float64Array, x: Float64Array): number {
  let total = 0;
  let k = 0;
  for (let i = 0; i < n; i++) {
    const end = start[i + 1];
    let even = b[i] - x[i];
    let odd = 0;
    for (; k + 1 < end; k += 2) {
      even += share[k] * x[source[k]];
      odd += share[k + 1] * x[source[k + 1]];
    }
    if (k < end) {
      even += share[k] * x[source[k]];
      k++;
    }
    const value = even + odd;
    total += value * value;
  }
  return total;
}
