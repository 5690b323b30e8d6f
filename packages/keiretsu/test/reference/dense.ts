/** Slow and plain linear algebra on lists of rows, to stand beside the fast paths. */

/** Solve A x = b by Gauss-Jordan elimination with full row search. Throws when A is singular. */
export function gaussJordan(matrix: readonly (readonly number[])[], b: readonly number[]): number[] {
  const n = b.length;
  const rows = matrix.map((row, i) => [...row, b[i]]);
  for (let k = 0; k < n; k++) {
    let best = k;
    for (let i = k; i < n; i++) if (Math.abs(rows[i][k]) > Math.abs(rows[best][k])) best = i;
    if (rows[best][k] === 0) throw new Error("singular");
    [rows[k], rows[best]] = [rows[best], rows[k]];
    for (let i = 0; i < n; i++) {
      if (i === k) continue;
      const ratio = rows[i][k] / rows[k][k];
      for (let j = k; j <= n; j++) rows[i][j] -= ratio * rows[k][j];
    }
  }
  return rows.map((row, i) => row[n] / row[i]);
}

/** Square matrix of amounts; parallel edges add up, self-loops are left out. */
export function amounts(n: number, flows: readonly (readonly [number, number, number])[]): number[][] {
  const x = Array.from({ length: n }, () => Array.from({ length: n }, () => 0));
  for (const [i, j, amount] of flows) if (i !== j) x[i][j] += amount;
  return x;
}
