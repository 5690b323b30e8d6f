import { describe, expect, test } from "vitest";
import { runPath } from "../../src/simulate/run.ts";
import type { Stake } from "../../src/simulate/economy.ts";
import { economy, firm } from "./economies.ts";

/** A bank owes 50 and holds shares of 100 that fall by a tenth in each of three quarters: 90, 81, 72.9; its capital is 10 of cash and the shares less 50. */
const unpriced: Stake = { holder: 0, held: 1, share: 0.3, value: 100, equityMethod: true };
const priced: Stake = { ...unpriced, market: { change: -0.1, until: 2 } };
const run = (more: Partial<Stake> = {}, stake = priced) =>
  runPath(
    economy([firm("bank", { cash: 10, debt: 50 }), firm("maker", { revenue: 5 })], [], { quarters: 5, stakes: [{ ...stake, ...more }] }),
    {
      seed: 1,
      draw: 0,
      expected: true,
      matrices: true,
    },
  ).values;

describe("a stake that a market prices", () => {
  test("moves with the price and moves no cash", () => {
    const path = run();
    expect(path.matrices!.map(({ stakes }) => stakes[0])).toEqual([90, 81, 72.9, 72.9, 72.9].map((x) => expect.closeTo(x, 9)));
    expect(path.matrices!.map(({ equity }) => equity[0])).toEqual([50, 41, 32.9, 32.9, 32.9].map((x) => expect.closeTo(x, 9)));
    expect(Array.from({ length: 5 }, (_, q) => path.cash[2 * q])).toEqual([10, 10, 10, 10, 10]);
  });

  test("is marked by the market alone, not by the result of the firm", () => {
    expect(run({ market: { change: 0, until: 0 } }).matrices!.at(-1)!.stakes[0]).toBe(100);
    expect(run({}, unpriced).matrices!.at(-1)!.stakes[0]).toBeCloseTo(100 + 5 * 0.3 * 5, 9);
  });

  test("is sold at its price: cash comes for what goes, capital stays", () => {
    const path = run({ sale: { perQuarter: 30, first: 3, last: 4 } });
    expect(path.matrices!.map(({ stakes }) => stakes[0])).toEqual([90, 81, 72.9, 42.9, 12.9].map((x) => expect.closeTo(x, 9)));
    expect(path.cash[2 * 4]).toBeCloseTo(70, 9);
    expect(path.matrices!.at(-1)!.equity[0]).toBeCloseTo(32.9, 9);
    // No more than there is.
    expect(run({ sale: { perQuarter: 300, first: 3, last: 4 } }).matrices!.at(-1)!.stakes[0]).toBeCloseTo(0, 9);
  });

  test("refuses a price below nothing", () => {
    expect(() => run({ market: { change: -1, until: 2 } })).toThrow("price change is -1");
  });
});

test("what a failed firm's lenders have back: its systems at the liquidation value over what it owed", () => {
  // 100 of systems of which a quarter is worn, half of the rest fetched: 37.5 of 100 and the unpaid interest of 10.
  const path = runPath(
    economy([firm("road", { systems: 100, debt: 100, interest: 0.1, systemsLife: 4 })], [], { quarters: 2, liquidation: 0.5 }),
    {
      seed: 1,
      draw: 0,
      expected: true,
    },
  ).values;
  expect(path.failedIn[0]).toBe(1);
  expect(path.recovered[0]).toBeCloseTo(37.5 / 110, 9);
});
