import { WASM } from "./laplacian.generated.ts";
import type { Laplacian } from "./conjugate-gradient.ts";
import { linkKernel } from "./wasm.ts";

/** The vectors of conjugate gradients on one Laplacian L, and the loops over them; where they live is the maker's choice. */
export interface LaplacianLoops {
  readonly x: Float64Array;
  readonly r: Float64Array;
  readonly p: Float64Array;
  readonly q: Float64Array;
  readonly inverse: Float64Array;
  /** r'r, r'z and z'z with z = r * inverse, as of the last advance. */
  readonly norms: Float64Array;
  /** q = L vector, for x or p; returns vector'q. */
  readonly multiply: (vector: Float64Array) => number;
  /** x += alpha p, r -= alpha q, norms anew. */
  readonly advance: (alpha: number) => void;
  /** p = r * inverse + beta p. */
  readonly turn: (beta: number) => void;
}

export function plainLoops({ n, start, other, weight }: Laplacian, degree: Float64Array): LaplacianLoops {
  const [x, r, p, q, inverse] = Array.from({ length: 5 }, () => new Float64Array(n));
  const norms = new Float64Array(3);
  return {
    x,
    r,
    p,
    q,
    inverse,
    norms,
    multiply: (vector) =>
      weight === null ? multiplyUnit(n, start, other, vector, q) : multiplyWeighted(n, start, other, weight, degree, vector, q),
    advance: (alpha) => advance(n, alpha, x, p, r, q, inverse, norms),
    turn: (beta) => {
      for (let i = 0; i < n; i++) p[i] = r[i] * inverse[i] + beta * p[i];
    },
  };
}

/** Below this many entries copying them costs more than it gains. */
const FEWEST_ENTRIES = 4096;
/** An engine replaces its first, slow code for a kernel between calls, so a long loop is cut into many. */
const ROWS_A_CALL = 4096;

/** The same loops in WebAssembly on copies of the columns (assembly/laplacian.ts); null where that cannot be had or does not pay. */
export function compiledLoops({ n, start, other, weight }: Laplacian, degree: Float64Array): LaplacianLoops | null {
  const entries = start[n];
  if (entries < FEWEST_ENTRIES) return null;
  const linked = linkKernel(WASM, 4 * (n + 1 + entries) + 8 * (6 * n + (weight ? entries : 0)) + 1024);
  if (!linked) return null;
  const { kernel, take } = linked;
  const rows = take(Uint32Array, n + 1);
  rows.set(start);
  const columns = take(Uint32Array, entries);
  columns.set(other.subarray(0, entries));
  const [x, r, p, q, inverse] = Array.from({ length: 5 }, () => take(Float64Array, n));
  const norms = take(Float64Array, 3);
  const weights = weight ? take(Float64Array, entries) : null;
  const degrees = weight ? take(Float64Array, n) : null;
  if (weight) weights!.set(weight.subarray(0, entries));
  if (weight) degrees!.set(degree);
  const at = { rows: rows.byteOffset, columns: columns.byteOffset, weights: weights?.byteOffset ?? 0, degrees: degrees?.byteOffset ?? 0 };
  return {
    x,
    r,
    p,
    q,
    inverse,
    norms,
    multiply: (vector) => {
      let product = 0;
      for (let first = 0; first < n; first += ROWS_A_CALL) {
        const last = Math.min(n, first + ROWS_A_CALL);
        product = weight
          ? kernel.multiplyWeighted(first, last, at.rows, at.columns, at.weights, at.degrees, vector.byteOffset, q.byteOffset, product)
          : kernel.multiplyUnit(first, last, at.rows, at.columns, vector.byteOffset, q.byteOffset, product);
      }
      return product;
    },
    advance: (alpha) => {
      kernel.advance(n, alpha, x.byteOffset, p.byteOffset, r.byteOffset, q.byteOffset, inverse.byteOffset, norms.byteOffset);
    },
    turn: (beta) => {
      kernel.turn(n, beta, p.byteOffset, r.byteOffset, inverse.byteOffset);
    },
  };
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

/** q = L p for unit weights, returns p'q. One loop a row: guessing the ends of a second one wrong costs more than four sums at once gain. */
function multiplyUnit(n: number, start: Uint32Array, other: Uint32Array, p: Float64Array, q: Float64Array): number {
  let product = 0;
  let k = 0;
  for (let i = 0; i < n; i++) {
    const end = start[i + 1];
    const links = end - k;
    let sum = 0;
    for (; k < end; k++) sum += p[other[k]];
    const value = links * p[i] - sum;
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
    let sum = 0;
    for (; k < end; k++) sum += weight[k] * p[other[k]];
    const value = degree[i] * p[i] - sum;
    q[i] = value;
    product += value * p[i];
  }
  return product;
}
