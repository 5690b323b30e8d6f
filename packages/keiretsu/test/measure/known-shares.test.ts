import * as fc from "fast-check";
import { expect, test } from "vitest";
import { concentration } from "../../src/measure/concentration.ts";
import { knownShares } from "../../src/measure/known-shares.ts";

test("by hand: 70 % leaves one other at 30 % at most; four clients leave 35 %, twice 12 and once 11", () => {
  expect(knownShares([0.7])!.low).toBeCloseTo(0.49, 12);
  expect(knownShares([0.7])!.high).toBeCloseTo(0.58, 12);
  const four = knownShares([0.22, 0.17, 0.14, 0.12])!;
  expect(four.low).toBeCloseTo(0.1113, 12);
  expect(four.high).toBeCloseTo(0.1113 + 2 * 0.12 ** 2 + 0.11 ** 2, 12);
});

test("the whole market is a point; nothing known is null; a zero caps the rest", () => {
  expect(knownShares([0.5, 0.5])).toEqual({ low: 0.5, high: 0.5 });
  expect(knownShares([])).toBeNull();
  expect(knownShares([0])).toBeNull();
  expect(knownShares([0.4, 0])).toEqual({ low: 0.16000000000000003, high: 0.16000000000000003 });
});

test("any market whose largest shares these are lies within", () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 1, maxLength: 12 }),
      fc.integer({ min: 1, max: 12 }),
      (amounts, k) => {
        const total = amounts.reduce((a, b) => a + b, 0);
        const shares = amounts.map((x) => x / total).sort((a, b) => b - a);
        const bounds = knownShares(shares.slice(0, k))!;
        const { hhi } = concentration(amounts);
        expect(bounds.low).toBeLessThanOrEqual(hhi! + 1e-9);
        expect(bounds.high).toBeGreaterThanOrEqual(hhi! - 1e-9);
      },
    ),
    { numRuns: 200, seed: 20251127 },
  );
});

test("refuses what is no share and what adds up to more than all", () => {
  expect(() => knownShares([1.1])).toThrow(/share 0 is 1\.1/);
  expect(() => knownShares([Number.NaN])).toThrow(/share 0 is NaN/);
  expect(() => knownShares([0.6, 0.6])).toThrow(/add up to 1\.2/);
});
