/** Dense linear systems by LU with row pivoting (Golub and Van Loan 2013, section 3.4): O(n^3 / 3) multiplications, 8 n^2 bytes. */
export interface Factors {
  readonly n: number;
  /** L below the diagonal, U on and above, row by row. */
  readonly lu: Float64Array;
  /** Row of the matrix that came to stand in each place. */
  readonly pivot: Uint32Array;
  /** True when a pivot was zero or lost in rounding: the matrix has no usable inverse. */
  readonly singular: boolean;
}

/** A pivot this small against the largest entry of its column at the start carries no digit. */
const SMALLEST_PIVOT = 1e-15;

/** Factor a square matrix given row by row; `matrix` is overwritten. */
export function factor(matrix: Float64Array, n: number): Factors {
  const pivot = new Uint32Array(n);
  const scale = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    pivot[i] = i;
    for (let j = 0; j < n; j++) scale[j] = Math.max(scale[j], Math.abs(matrix[i * n + j]));
  }
  let singular = false;
  for (let k = 0; k < n; k++) {
    let best = k;
    for (let i = k + 1; i < n; i++) if (Math.abs(matrix[i * n + k]) > Math.abs(matrix[best * n + k])) best = i;
    if (!(Math.abs(matrix[best * n + k]) > SMALLEST_PIVOT * scale[k])) {
      singular = true;
      break;
    }
    if (best !== k) {
      swapRows(matrix, n, best, k);
      [pivot[k], pivot[best]] = [pivot[best], pivot[k]];
    }
    eliminate(matrix, n, k);
  }
  return { n, lu: matrix, pivot, singular };
}

function swapRows(matrix: Float64Array, n: number, a: number, b: number): void {
  for (let j = 0; j < n; j++) {
    const value = matrix[a * n + j];
    matrix[a * n + j] = matrix[b * n + j];
    matrix[b * n + j] = value;
  }
}

function eliminate(matrix: Float64Array, n: number, k: number): void {
  const top = k * n;
  for (let i = k + 1; i < n; i++) {
    const row = i * n;
    const ratio = matrix[row + k] / matrix[top + k];
    matrix[row + k] = ratio;
    if (ratio === 0) continue;
    for (let j = k + 1; j < n; j++) matrix[row + j] -= ratio * matrix[top + j];
  }
}

/** Solve for one right-hand side; returns a new vector. The factors must not be singular. */
export function solveFactored(factors: Factors, b: ArrayLike<number>): Float64Array {
  const { n, lu, pivot } = factors;
  const x = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let value = b[pivot[i]];
    for (let j = 0; j < i; j++) value -= lu[i * n + j] * x[j];
    x[i] = value;
  }
  for (let i = n - 1; i >= 0; i--) {
    let value = x[i];
    for (let j = i + 1; j < n; j++) value -= lu[i * n + j] * x[j];
    x[i] = value / lu[i * n + i];
  }
  return x;
}
