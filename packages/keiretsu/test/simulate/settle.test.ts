import * as fc from "fast-check";
import { expect, test } from "vitest";
import { clearingBySeniority } from "../../src/contagion/eisenberg-noe-seniority.ts";
import { fromEdges } from "../../src/network/network.ts";
import { openSettlement, settle } from "../../src/simulate/settle.ts";

interface Due {
  readonly from: number;
  readonly to: number;
  readonly amount: number;
  readonly rank: number;
}

const settled = (dues: readonly Due[], cash: readonly number[], books: readonly number[], tolerance: number) => {
  const column = (of: (due: Due) => number) => dues.map(of);
  const columns = { from: column((d) => d.from), to: column((d) => d.to), amount: column((d) => d.amount), rank: column((d) => d.rank) };
  return settle({ count: dues.length, ...columns }, { cash, books, tolerance }, openSettlement(cash.length, dues.length));
};

const due = fc.record({
  from: fc.integer({ min: 0, max: 5 }),
  to: fc.integer({ min: 0, max: 5 }),
  amount: fc.integer({ min: 1, max: 50 }),
  rank: fc.integer({ min: 0, max: 1 }),
});

test("pays what the clearing by rank for large networks pays", () => {
  fc.assert(
    fc.property(
      fc.array(due, { maxLength: 14 }),
      fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 6, maxLength: 6 }),
      (drawn, cash) => {
        const dues: Due[] = drawn.filter(({ from, to }) => from !== to);
        const found = settled(dues, cash, [1, 1, 1, 1, 1, 1], 1e-9);
        const classes = [0, 1].map((rank) => {
          const mine = dues.filter((one) => one.rank === rank);
          return fromEdges(
            { n: 6, from: mine.map((d) => d.from), to: mine.map((d) => d.to), amount: mine.map((d) => d.amount) },
            { lens: "owes" },
          );
        });
        const reference = clearingBySeniority({ classes, externalAssets: cash }).values;
        for (let rank = 0; rank < 2; rank++) {
          for (let i = 0; i < 6; i++) {
            const paid = dues.reduce((sum, one, k) => (one.rank === rank && one.from === i ? sum + found.paid[k] : sum), 0);
            expect(paid).toBeCloseTo(reference.paymentsByClass[rank][i], 6);
          }
        }
      },
    ),
    { seed: 5, numRuns: 200 },
  );
});

test("who has no books pays in full, whatever its cash", () => {
  const dues = [{ from: 0, to: 1, amount: 10, rank: 0 }];
  expect([...settled(dues, [0, 0], [0, 1], 0).paid]).toEqual([10]);
  expect([...settled(dues, [4, 0], [1, 1], 0).paid]).toEqual([4]);
});
