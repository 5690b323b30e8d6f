import { expect, test } from "vitest";
import { normalProbability } from "../../src/num/normal.ts";
import { normalQuantile } from "../../src/num/normal-quantile.ts";

test("values that tables print", () => {
  expect(normalQuantile(0.5)).toBe(0);
  expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 14);
  expect(normalQuantile(0.995)).toBeCloseTo(2.5758293035489004, 14);
  expect(normalQuantile(0.841344746068543)).toBeCloseTo(1, 13);
  expect(normalQuantile(1e-9)).toBeCloseTo(-5.997807015007686, 12);
  expect([normalQuantile(0), normalQuantile(1), normalQuantile(-0.1)]).toEqual([-Infinity, Infinity, Number.NaN]);
});

test("undoes the distribution, both ways of the sign, and grows", () => {
  let last = -Infinity;
  for (let k = 1; k < 2000; k++) {
    const p = k / 2000;
    const x = normalQuantile(p);
    expect(normalProbability(x)).toBeCloseTo(p, 14);
    expect(normalQuantile(1 - p)).toBeCloseTo(-x, 12);
    expect(x).toBeGreaterThan(last);
    last = x;
  }
});
