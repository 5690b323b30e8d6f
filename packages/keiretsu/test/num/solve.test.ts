import * as fc from "fast-check";
import { expect, test } from "vitest";
import { gmres } from "../../src/num/gmres.ts";
import { factor, solveFactored } from "../../src/num/solve.ts";
import { gaussJordan } from "../reference/dense.ts";

/** Diagonally dominant, so that every method must succeed. */
const systems = fc.integer({ min: 1, max: 9 }).chain((n) =>
  fc.record({
    rows: fc.array(fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: n, maxLength: n }), { minLength: n, maxLength: n }),
    b: fc.array(fc.double({ min: -100, max: 100, noNaN: true }), { minLength: n, maxLength: n }),
  }),
);

function dominant(rows: readonly (readonly number[])[]): number[][] {
  return rows.map((row, i) => row.map((x, j) => (i === j ? row.length + 1 + x : x)));
}

test("a system that needs its rows exchanged", () => {
  // 2y = 4, x + y = 3.
  const factors = factor(Float64Array.from([0, 2, 1, 1]), 2);
  expect([...solveFactored(factors, [4, 3])]).toEqual([1, 2]);
});

test("a singular matrix is told, not divided by", () => {
  expect(factor(Float64Array.from([1, 2, 2, 4]), 2).singular).toBe(true);
  expect(factor(Float64Array.from([0]), 1).singular).toBe(true);
  expect(factor(new Float64Array(0), 0).singular).toBe(false);
});

test("LU and minimal residuals agree with Gauss-Jordan", () => {
  fc.assert(
    fc.property(systems, ({ rows, b }) => {
      const matrix = dominant(rows);
      const expected = gaussJordan(matrix, b);
      const n = b.length;
      solveFactored(factor(Float64Array.from(matrix.flat()), n), b).forEach((x, i) => expect(x).toBeCloseTo(expected[i], 9));
      const x = new Float64Array(n);
      const solved = gmres({
        multiply: (v, out) => matrix.forEach((row, i) => (out[i] = row.reduce((total, a, j) => total + a * v[j], 0))),
        b: Float64Array.from(b),
        x,
        tolerance: 1e-11,
        maxIterations: 200,
        restart: 4,
      });
      expect(solved.converged).toBe(true);
      x.forEach((value, i) => expect(value).toBeCloseTo(expected[i], 8));
    }),
    { numRuns: 200, seed: 20251128 },
  );
});

test("running out of iterations is a result", () => {
  const solved = gmres({
    multiply: (v, out) => out.set([v[0] + 0.5 * v[1], v[1] - 0.9 * v[0]]),
    b: Float64Array.from([1, 1]),
    x: new Float64Array(2),
    tolerance: 1e-12,
    maxIterations: 0,
    restart: 2,
  });
  expect(solved).toEqual({ converged: false, iterations: 0, residual: Math.SQRT2 });
});

test("a ring, on which methods with short recurrences break down", () => {
  // x_i = 1 + 0.999 x_{i-1} on a ring of 7: every x is 1000.
  const x = new Float64Array(7);
  const solved = gmres({
    multiply: (v, out) => v.forEach((value, i) => (out[i] = value - 0.999 * v[(i + 6) % 7])),
    b: new Float64Array(7).fill(1),
    x,
    tolerance: 1e-10,
    maxIterations: 50,
    restart: 10,
  });
  expect(solved.converged).toBe(true);
  for (const value of x) expect(value).toBeCloseTo(1000, 6);
});
