/**
 * Dense systems `(leak_i + sum_k w_ik) x_i = b_i + sum_k w_ik x_k`, w, leak and b at least 0, by elimination without any subtraction: every entry
 * of x is right to its last digits however little leaks, where LU of the same matrix loses all of them. What nothing feeds is 0. O(n^3 / 3).
 * Sources: Grassmann, Taksar and Heyman 1985 "Regenerative analysis and steady state distributions for Markov chains"; Alfa, Xue and Ye 2002
 * "Accurate computation of the smallest eigenvalue of a diagonally dominant M-matrix".
 */

/** `weight` row by row, its diagonal 0, what i takes from k; all three are overwritten. */
export function solveLeaking(weight: Float64Array, leak: Float64Array, b: Float64Array): Float64Array {
  const n = b.length;
  const pivot = new Float64Array(n);
  for (let p = n - 1; p >= 0; p--) {
    let total = leak[p];
    for (let k = 0; k < p; k++) total += weight[p * n + k];
    pivot[p] = total;
    for (let i = 0; i < p; i++) {
      const share = weight[i * n + p];
      if (share === 0) continue;
      // A node that nothing feeds passes on nothing: what leads to it leaks.
      if (total === 0) {
        leak[i] += share;
        continue;
      }
      const ratio = share / total;
      for (let k = 0; k < p; k++) if (k !== i) weight[i * n + k] += ratio * weight[p * n + k];
      leak[i] += ratio * leak[p];
      b[i] += ratio * b[p];
    }
  }
  const x = new Float64Array(n);
  for (let p = 0; p < n; p++) {
    let value = b[p];
    for (let k = 0; k < p; k++) value += weight[p * n + k] * x[k];
    x[p] = pivot[p] > 0 ? value / pivot[p] : 0;
  }
  return x;
}

/**
 * The same where money is passed on, not taken: `(leak_i + sum_k w_ik) x_i = b_i + sum_k w_ki x_k`, w_ik what i passes to k when x_i is 1. Columns
 * balance here, not rows. `weight` row by row by who passes on, its diagonal 0; all three are overwritten. Only b may be negative.
 */
export function solvePassing(weight: Float64Array, leak: Float64Array, b: Float64Array): Float64Array {
  const n = b.length;
  const pivot = new Float64Array(n);
  for (let p = n - 1; p >= 0; p--) {
    let total = leak[p];
    for (let k = 0; k < p; k++) total += weight[p * n + k];
    pivot[p] = total;
    if (total === 0) continue;
    for (let k = 0; k < p; k++) b[k] += (weight[p * n + k] / total) * b[p];
    for (let i = 0; i < p; i++) {
      const ratio = weight[i * n + p] / total;
      if (ratio === 0) continue;
      for (let k = 0; k < p; k++) if (k !== i) weight[i * n + k] += ratio * weight[p * n + k];
      leak[i] += ratio * leak[p];
    }
  }
  const x = new Float64Array(n);
  for (let p = 0; p < n; p++) {
    let value = b[p];
    for (let i = 0; i < p; i++) value += weight[i * n + p] * x[i];
    x[p] = pivot[p] > 0 ? value / pivot[p] : 0;
  }
  return x;
}
