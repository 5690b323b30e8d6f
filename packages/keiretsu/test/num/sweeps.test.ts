import { describe, expect, test } from "vitest";
import { uniforms } from "../../src/num/random.ts";
import { solveBySweeps, type SweepSystem } from "../../src/num/sweeps.ts";
import { gaussJordan } from "../reference/dense.ts";

/** Random rows with the given columns' sums; some rows are empty, one column is in every row. */
function system(n: number, perColumn: number, columnSum: number, seed: number): SweepSystem {
  const next = uniforms(seed, 0);
  const rows = Array.from({ length: n }, () => new Map<number, number>());
  for (let j = 0; j < n; j++) {
    for (let k = 0; k < perColumn; k++) {
      const i = Math.floor(next() * next() * n);
      if (i !== j) rows[i].set(j, (rows[i].get(j) ?? 0) + columnSum / perColumn);
    }
  }
  const start = new Uint32Array(n + 1);
  rows.forEach((row, i) => (start[i + 1] = start[i] + row.size));
  return {
    n,
    start,
    source: Uint32Array.from(rows.flatMap((row) => [...row.keys()])),
    share: Float64Array.from(rows.flatMap((row) => [...row.values()])),
  };
}

function dense({ n, start, source, share }: SweepSystem): number[][] {
  const matrix = Array.from({ length: n }, (_, i) => Array.from({ length: n }, (__, j) => Number(i === j)));
  for (let i = 0; i < n; i++) for (let e = start[i]; e < start[i + 1]; e++) matrix[i][source[e]] -= share[e];
  return matrix;
}

describe("x = b + M x", () => {
  test.each([0.3, 0.9, 0.999])("is what elimination gives, columns adding up to %d", (columnSum) => {
    const plain = system(60, 4, columnSum, 7);
    const b = Float64Array.from({ length: 60 }, (_, i) => i % 7);
    const exact = gaussJordan(dense(plain), [...b]);
    for (const fewestRows of [undefined, 1]) {
      const { x, converged, residual } = solveBySweeps(plain, b, { fewestRows });
      expect(converged).toBe(true);
      expect(residual).toBeLessThanOrEqual(1e-12);
      exact.forEach((value, i) => expect(Math.abs(x[i] - value)).toBeLessThanOrEqual(1e-8 * Math.max(1, value)));
    }
  });

  test("where sweeps alone would be tens of thousands, minimal residuals need few", () => {
    const tight = system(400, 6, 1 - 1e-4, 9);
    const { converged, iterations } = solveBySweeps(tight, new Float64Array(400).fill(1));
    expect(converged).toBe(true);
    expect(iterations).toBeLessThan(300);
  });

  test.each([undefined, 1])("the compiled loops give the same bits as the plain ones, tiles from %s rows on", (fewestRows) => {
    const large = system(3000, 8, 0.95, 3);
    const b = Float64Array.from({ length: 3000 }, (_, i) => 1 + (i % 11));
    const compiled = solveBySweeps(large, b, { fewestRows });
    const plain = solveBySweeps(large, b, { fewestRows, plain: true });
    expect(compiled.iterations).toBe(plain.iterations);
    expect(compiled.x).toEqual(plain.x);
  });

  test("nothing comes of nothing, and too few sweeps are told", () => {
    const some = system(200, 4, 0.99, 5);
    expect(solveBySweeps(some, new Float64Array(200))).toEqual({ x: new Float64Array(200), converged: true, iterations: 0, residual: 0 });
    const { converged, iterations, residual } = solveBySweeps(some, new Float64Array(200).fill(1), { maxSweeps: 2 });
    expect([converged, iterations]).toEqual([false, 2]);
    expect(residual).toBeGreaterThan(1e-12);
  });
});

test("given up at any number of sweeps, the residual is a number", () => {
  const tight = system(300, 5, 1 - 1e-3, 13);
  for (let maxSweeps = 1; maxSweeps < 12; maxSweeps++) {
    expect(solveBySweeps(tight, new Float64Array(300).fill(1), { maxSweeps, tolerance: 1e-14 }).residual).toBeLessThan(Infinity);
  }
});
