import { describe, expect, test } from "vitest";
import { openRun, runPath } from "../../src/simulate/run.ts";
import type { Commitment } from "../../src/simulate/economy.ts";
import { economy, firm } from "./economies.ts";

/**
 * A borrower earns 6 a quarter and owes 100 at 10 % a quarter, repaid after the run: interest of 10 falls due. By hand: it lacks 4 less its cash of 4 in the first quarter (0), 4 in the second (lent anew,
 * so that 104 is owed), then 10.4 - 6 = 4.4, and so on: owed grows by 10 % less 6.
 */
const loan = (forbearance: number): Commitment => ({
  id: "line",
  kind: "loan",
  from: 0,
  to: 1,
  first: 0,
  last: 39,
  probability: 1,
  amount: 100,
  drawn: 100,
  rate: 0.1,
  drawUntil: 39,
  loanToValue: null,
  leastCover: null,
  forbearance,
});
const bank = firm("bank", { cash: 1000 });
const borrower = firm("borrower", { cash: 4, revenue: 6 });
const run = (forbearance: number, revenue = 6, quarters = 4) =>
  runPath(economy([bank, { ...borrower, revenue }], [loan(forbearance)], { quarters }), {
    seed: 1,
    draw: 0,
    expected: true,
    matrices: true,
  }).values;

describe("a lender that forbears", () => {
  test("lends anew what the borrower lacks for what is due to it, and is owed more", () => {
    const path = run(1);
    expect(Array.from({ length: 4 }, (_, q) => path.extended[2 * q + 1])).toEqual([0, 4, 4.4, 4.84].map((x) => expect.closeTo(x, 9)));
    expect(path.matrices!.map(({ owed }) => owed[0])).toEqual([100, 104, 108.4, 113.24].map((x) => expect.closeTo(x, 9)));
    expect(path.failedIn[1]).toBe(0);
    // Of 10 due in the second quarter 6 are paid in cash: in effect 6 % instead of 10 %.
    expect(1 - path.extended[3] / path.dueToLender[3]).toBeCloseTo(0.6, 9);
    // Its cash: 1,000 and what the borrower earned, 6 a quarter and the 4 it had; new credit comes back at once.
    expect(path.cash[2 * 3]).toBeCloseTo(1000 + 4 * 6 + 4, 9);
  });

  test("shows no loss, but what it is owed grows: capital is as if the interest had been earned", () => {
    const { matrices } = run(1);
    const equity = matrices!.map((quarter) => quarter.equity[0]);
    expect(equity).toEqual([1110, 1120, 1130.4, 1141.24].map((x) => expect.closeTo(x, 9)));
  });

  test("without it the borrower fails in the quarter in which it lacks", () => {
    const path = run(0);
    expect(path.failedIn[1]).toBe(2);
    expect(path.lost[0]).toBeGreaterThan(90);
    expect(run(0.5).failedIn[1]).toBe(2);
  });

  test("covers no more than what is due to it: a borrower with other unpaid bills fails all the same", () => {
    const costly = economy([bank, { ...borrower, cash: 0, revenue: 0, fixedCost: 1 }], [loan(1)], { quarters: 2 });
    expect(runPath(costly, { seed: 1, draw: 0, expected: true }).values.failedIn[1]).toBe(1);
  });

  test("has to have the cash", () => {
    const poor = economy([firm("bank", { cash: 0 }), { ...borrower, cash: 0 }], [loan(1)], { quarters: 1 });
    expect(runPath(poor, { seed: 1, draw: 0, expected: true }).values.failedIn[1]).toBe(1);
  });

  test("the more it forbears, the more borrowers live on new credit and the fewer fail", () => {
    const count = (forbearance: number): { kept: number; failed: number } => {
      const next = openRun(economy([bank, { ...borrower, revenue: 11, volatility: 0.1 }], [loan(forbearance)], { quarters: 12 }));
      let [kept, failed] = [0, 0];
      for (let draw = 0; draw < 300; draw++) {
        const path = next({ seed: 7, draw });
        if (path.extended.some((x) => x > 0)) kept++;
        if (path.failedIn[1] > 0) failed++;
      }
      return { kept, failed };
    };
    const [none, half, whole] = [0, 0.5, 1].map(count);
    expect(none.kept).toBe(0);
    expect(half.kept).toBeLessThanOrEqual(whole.kept);
    expect(whole.kept).toBeGreaterThan(30);
    expect(whole.failed).toBeLessThan(half.failed + 1);
    expect(whole.failed).toBeLessThan(none.failed);
  });
});
