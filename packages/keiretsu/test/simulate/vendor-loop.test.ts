import * as fc from "fast-check";
import { expect, test } from "vitest";
import { vendorLoop, type VendorLoopParams } from "../../src/simulate/vendor-loop.ts";

const base: VendorLoopParams = {
  cash0: 10,
  revenue0: 10,
  growth: 0,
  costRatio: 0.5,
  tranchePerGW: 10,
  trancheCap: 20,
  gwPerQuarter: 1,
  gwMax: 2,
  pricePerGW: 20,
  takeOrPay: 4,
  cloudCapexShare: 0.5,
  roundMultiple: 1,
  quarters: 6,
};

// Quarter 1: 10 + 10 - 5 = 15, due 4 + 20, round 9, order 1. Quarter 2: 5 + 10 = 15, round 9, order 1. Quarter 3: 5 + 10 = 15, due 4, 11 stay.
// Then 5 more a quarter and 4 of rent: 12, 13, 14. In the last four quarters 10 came from the seller, 16 went out.
test("two quarters of building, then the rent is earned: rolled while the last tranche is in sight, closed a quarter later", () => {
  const { values } = vendorLoop(base);
  expect(values.rows.map(({ tranche, round, orderGW, cash }) => [tranche, round, orderGW, cash])).toEqual([
    [0, 9, 1, 0],
    [10, 9, 1, 0],
    [10, 0, 0, 11],
    [0, 0, 0, 12],
    [0, 0, 0, 13],
    [0, 0, 0, 14],
  ]);
  expect(values.totals).toMatchObject({ tranches: 20, rounds: 18, orders: 40, takeOrPayPaid: 24, vendorRevenue: 52 });
  expect(values.outcome).toBe("rolled");
  expect(vendorLoop({ ...base, quarters: 7 }).values.outcome).toBe("closed");
});

test("without end demand and with no other investors it fails as soon as the cash is gone", () => {
  const { values } = vendorLoop({ ...base, revenue0: 0, roundMultiple: 0 });
  // Quarter 1: 10 of cash, rent 4, order 0.3. Quarter 2: tranche 3, rent 3 of 4: default.
  expect(values).toMatchObject({ outcome: "failed", defaultQuarter: 2, losses: { vendorWriteOff: 3, cloudLoss: 1 }, finalCash: 0 });
  expect(values.rows.at(-1)).toMatchObject({ takeOrPayPaid: 3, orderGW: 0 });
});

test("parameters that cannot be are refused by name", () => {
  expect(() => vendorLoop({ ...base, takeOrPay: -1 })).toThrow("takeOrPay is -1");
  expect(() => vendorLoop({ ...base, growth: Number.NaN })).toThrow("growth is NaN");
  expect(() => vendorLoop({ ...base, quarters: 1.5 })).toThrow("quarters is 1.5");
});

const amount = fc.double({ min: 0, max: 50, noNaN: true });
const share = fc.double({ min: 0, max: 1, noNaN: true });
const drawn = fc.record<VendorLoopParams>({
  cash0: amount,
  revenue0: amount,
  growth: fc.double({ min: -0.2, max: 0.3, noNaN: true }),
  costRatio: share,
  tranchePerGW: amount,
  trancheCap: amount,
  gwPerQuarter: fc.double({ min: 0, max: 2, noNaN: true }),
  gwMax: fc.double({ min: 0, max: 10, noNaN: true }),
  pricePerGW: fc.double({ min: 1, max: 50, noNaN: true }),
  takeOrPay: amount,
  cloudCapexShare: share,
  roundMultiple: share,
  quarters: fc.integer({ min: 0, max: 30 }),
});
const money = ["cash0", "revenue0", "tranchePerGW", "trancheCap", "pricePerGW", "takeOrPay"] as const;

test("no cash is made: what came in is what was paid and what is left; caps hold; double the money, double the answer; default stops flows", () => {
  fc.assert(
    fc.property(drawn, (params) => {
      const { values } = vendorLoop(params);
      const { totals, finalCash, rows } = values;
      const received = params.cash0 + totals.endDemand + totals.tranches + totals.rounds;
      expect(received - totals.costs - totals.takeOrPayPaid - totals.orders - finalCash).toBeCloseTo(0, 6);
      expect(totals.tranches).toBeLessThanOrEqual(params.trancheCap * (1 + 1e-9));
      expect(rows.at(-1)?.cumGW ?? 0).toBeLessThanOrEqual(params.gwMax * (1 + 1e-9));
      for (const row of rows) expect(row.cash).toBeGreaterThanOrEqual(0);
      expect(rows.length).toBe(values.outcome === "failed" ? values.defaultQuarter : params.quarters);
      const doubled = vendorLoop({ ...params, ...Object.fromEntries(money.map((name) => [name, 2 * params[name]])) }).values;
      expect(doubled.outcome).toBe(values.outcome);
      expect(doubled.totals.vendorRevenue).toBeCloseTo(2 * totals.vendorRevenue, 6);
    }),
    { seed: 11, numRuns: 300 },
  );
});
