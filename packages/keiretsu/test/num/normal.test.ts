import { describe, expect, test } from "vitest";
import { normalDensity, normalProbability } from "../../src/num/normal.ts";

describe("the normal distribution", () => {
  // Abramowitz and Stegun 1964, table 26.1, fifteen decimals.
  test.each([
    [0, 0.5],
    [0.5, 0.691462461274013],
    [1, 0.841344746068543],
    [1.96, 0.97500210485178],
    [2, 0.977249868051821],
    [3, 0.99865010196837],
    [5, 0.999999713348428],
  ])("P(%d)", (x, expected) => {
    expect(normalProbability(x)).toBeCloseTo(expected, 14);
    expect(normalProbability(-x)).toBeCloseTo(1 - expected, 14);
  });

  test("ends at 0 and 1, and the density is its slope", () => {
    expect([-Infinity, -40, -9, 9, 40, Infinity].map(normalProbability)).toEqual([0, 0, 0, 1, 1, 1]);
    expect(normalProbability(Number.NaN)).toBeNaN();
    for (const x of [-2.5, -1, 0, 0.3, 4]) {
      const slope = (normalProbability(x + 1e-5) - normalProbability(x - 1e-5)) / 2e-5;
      expect(normalDensity(x)).toBeCloseTo(slope, 9);
    }
  });
});
