import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { solveLeaking, solvePassing } from "../../src/num/leaking.ts";
import { gaussJordan } from "../reference/dense.ts";

describe("by hand", () => {
  test.each([1, 1e-9, 1e-18, 1e-300])(
    "two that feed each other, of which one is fed %s: both have all that is fed over what leaks",
    (fed) => {
      const x = solveLeaking(Float64Array.of(0, 1, 1, 0), Float64Array.of(2 * fed, 0), Float64Array.of(fed, 0));
      expect([...x]).toEqual([0.5, 0.5]);
    },
  );

  test("a loop that nothing feeds has nothing, and who depends on it as well loses that part", () => {
    const weight = Float64Array.of(0, 1, 0, 1, 0, 0, 0.25, 0, 0);
    expect([...solveLeaking(weight, Float64Array.of(0, 0, 0.75), Float64Array.of(0, 0, 0.75))]).toEqual([0, 0, 0.75]);
  });
});

test("agrees with elimination by rows where a good part leaks", () => {
  const systems = fc.integer({ min: 1, max: 8 }).chain((n) =>
    fc.record({
      n: fc.constant(n),
      weight: fc.array(fc.integer({ min: 0, max: 4 }), { minLength: n * n, maxLength: n * n }),
      leak: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: n, maxLength: n }),
      b: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: n, maxLength: n }),
    }),
  );
  fc.assert(
    fc.property(systems, ({ n, weight, leak, b }) => {
      const w = weight.map((x, at) => (at % n === Math.floor(at / n) ? 0 : x));
      const rows = leak.map((out, i) => {
        const row = w.slice(i * n, (i + 1) * n);
        return row.map((x, k) => (k === i ? row.reduce((sum, y) => sum + y, out) : -x));
      });
      const found = solveLeaking(Float64Array.from(w), Float64Array.from(leak), Float64Array.from(b));
      gaussJordan(rows, b).forEach((x, i) => expect(found[i]).toBeCloseTo(x, 10));
    }),
    { numRuns: 300, seed: 19_850_901 },
  );
});

describe("passed on, not taken", () => {
  test.each([1, 1e-9, 1e-18, 1e-300])("two that pay each other, of which one pays %s out and is fed as much", (fed) => {
    const x = solvePassing(Float64Array.of(0, 1, 1, 0), Float64Array.of(2 * fed, 0), Float64Array.of(fed, 0));
    expect([...x]).toEqual([0.5, 0.5]);
  });

  test("a loop that nothing feeds has nothing", () => {
    expect([...solvePassing(Float64Array.of(0, 1, 1, 0), new Float64Array(2), new Float64Array(2))]).toEqual([0, 0]);
  });

  test("agrees with elimination by rows where a good part leaks", () => {
    const systems = fc.integer({ min: 1, max: 8 }).chain((n) =>
      fc.record({
        n: fc.constant(n),
        weight: fc.array(fc.integer({ min: 0, max: 4 }), { minLength: n * n, maxLength: n * n }),
        leak: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: n, maxLength: n }),
        b: fc.array(fc.integer({ min: -9, max: 9 }), { minLength: n, maxLength: n }),
      }),
    );
    fc.assert(
      fc.property(systems, ({ n, weight, leak, b }) => {
        const w = weight.map((x, at) => (at % n === Math.floor(at / n) ? 0 : x));
        const rows = leak.map((out, i) =>
          leak.map((_, k) => (k === i ? w.slice(i * n, (i + 1) * n).reduce((sum, y) => sum + y, out) : -w[k * n + i])),
        );
        const found = solvePassing(Float64Array.from(w), Float64Array.from(leak), Float64Array.from(b));
        gaussJordan(rows, b).forEach((x, i) => expect(found[i]).toBeCloseTo(x, 10));
      }),
      { numRuns: 300, seed: 2_002 },
    );
  });
});
