import * as fc from "fast-check";
import { expect, test } from "vitest";
import { breakEven, multiplier, paperGainPerDollar } from "../../src/measure/valuation-feedback.ts";

test("by hand: half is held, a dollar raises the value by 3: 1.5 of gain; with a third put in again a dollar becomes 2, from two thirds on there is no end", () => {
  const gain = paperGainPerDollar(0.5, 3);
  expect(gain).toBe(1.5);
  expect(multiplier(gain, 1 / 3)).toBeCloseTo(2, 12);
  expect(breakEven(gain)).toBeCloseTo(2 / 3, 12);
  expect(multiplier(gain, 2 / 3)).toBeNull();
  expect(multiplier(gain, 0)).toBe(1);
});

test("who gains nothing feeds nothing; shares above 1 and falls are refused", () => {
  expect(breakEven(paperGainPerDollar(0, 3))).toBeNull();
  expect(() => paperGainPerDollar(1.1, 1)).toThrow("share held is 1.1");
  expect(() => paperGainPerDollar(0.5, -1)).toThrow("not negative");
});

test("law: the multiplier is the sum of its rounds", () => {
  const unit = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(unit, fc.double({ min: 0, max: 0.9, noNaN: true }), (gain, again) => {
      let [sum, round] = [0, 1];
      for (let i = 0; i < 2000; i++) {
        sum += round;
        round *= gain * again;
      }
      expect(multiplier(gain, again)).toBeCloseTo(sum, 6);
    }),
    { numRuns: 200, seed: 2010 },
  );
});
