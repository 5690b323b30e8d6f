import * as fc from "fast-check";
import { expect, test } from "vitest";
import { waterfall } from "../../src/measure/waterfall.ts";

const at = (x: number) => ({ low: x, high: x });

test("by hand: 40 of equity before 60 of debt; a loss of 30 is the owners', of 55 takes 15 from the lenders", () => {
  expect(waterfall(at(40), at(60), 0.3)).toEqual({ equity: at(0.75), debt: at(0) });
  const deep = waterfall(at(40), at(60), 0.55);
  expect(deep.equity).toEqual(at(1));
  expect(deep.debt.low).toBeCloseTo(15 / 60, 12);
});

test("without known debt owners lose at least the loss; without known equity lenders lose it at most; nothing lost is nothing", () => {
  expect(waterfall(at(40), { low: 0, high: null }, 0.3)).toEqual({ equity: { low: 0.3, high: 1 }, debt: { low: 0, high: 0.3 } });
  expect(waterfall({ low: 0, high: null }, at(60), 0.3)).toEqual({ equity: { low: 0.3, high: 1 }, debt: { low: 0, high: 0.3 } });
  expect(waterfall({ low: 0, high: null }, { low: 0, high: null }, 0)).toEqual({ equity: at(0), debt: at(0) });
  expect(waterfall(at(40), at(60), 1)).toEqual({ equity: at(1), debt: at(1) });
});

test("money lost is money lost, and every point of the ranges lies within the bounds", () => {
  const amount = fc.integer({ min: 1, max: 1000 });
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(amount, amount, amount, amount, share, share, share, (a, b, c, d, x, s, t) => {
      const [equity, debt] = [
        { low: Math.min(a, b), high: Math.max(a, b) },
        { low: Math.min(c, d), high: Math.max(c, d) },
      ];
      const [e, f] = [equity.low + s * (equity.high - equity.low), debt.low + t * (debt.high - debt.low)];
      const inside = waterfall(at(e), at(f), x);
      expect(e * inside.equity.low + f * inside.debt.low).toBeCloseTo(x * (e + f), 6);
      const bounds = waterfall(equity, debt, x);
      for (const name of ["equity", "debt"] as const) {
        expect(bounds[name].low).toBeLessThanOrEqual(inside[name].low + 1e-9);
        expect(bounds[name].high).toBeGreaterThanOrEqual(inside[name].high - 1e-9);
      }
    }),
    { numRuns: 200, seed: 20251127 },
  );
});

test("refuses a range upside down and a loss of more than all", () => {
  expect(() => waterfall({ low: 2, high: 1 }, at(1), 0.1)).toThrow(/equity is 2 to 1/);
  expect(() => waterfall(at(1), { low: -1, high: null }, 0.1)).toThrow(/debt is -1/);
  expect(() => waterfall(at(1), at(1), 1.1)).toThrow(/loss is 1\.1/);
});
