import * as fc from "fast-check";
import { expect, test } from "vitest";
import {
  accrue,
  balanceSheet,
  type Books,
  buyReal,
  cashOf,
  depreciate,
  endow,
  endowReal,
  faultIn,
  lend,
  netWorth,
  openBooks,
  pay,
  revalue,
  startPeriod,
  swap,
  transactionFlows,
} from "../../src/simulate/books.ts";

const [SELLER, CLIENT, WORLD] = [0, 1, 2];
const [SALES, RENT] = [0, 1];
const [CASH, LOANS, SHARES, PAYABLES, SYSTEMS] = [0, 1, 2, 3, 4];

function opened(): Books {
  const instruments = ["cash", "loans", "shares", "payables", "systems"].map((id) => ({ id, real: id === "systems" }));
  const books = openBooks({ entities: ["seller", "client", "world"], flows: ["sales", "rent"], instruments });
  endow(books, CASH, SELLER, WORLD, 100);
  endow(books, CASH, CLIENT, WORLD, 10);
  endowReal(books, SYSTEMS, SELLER, 7);
  startPeriod(books);
  return books;
}

// The seller lends 50, the client buys a system for 40 and rents for 5, owes 3 more of rent, and the system wears by 10.
test("a loan that comes home as a sale: four entries each, and the worth of each by hand", () => {
  const books = opened();
  lend(books, LOANS, SELLER, CLIENT, 50);
  buyReal(books, SALES, SYSTEMS, CLIENT, SELLER, 40);
  pay(books, RENT, CLIENT, WORLD, 5);
  accrue(books, RENT, PAYABLES, CLIENT, WORLD, 3);
  depreciate(books, SYSTEMS, CLIENT, 10);
  expect(faultIn(books, 0)).toBeNull();
  expect([cashOf(books, SELLER), cashOf(books, CLIENT)]).toEqual([90, 15]);
  expect([netWorth(books, SELLER), netWorth(books, CLIENT)]).toEqual([90 + 50 + 7, 15 - 50 - 3 + 30]);
  const table = new Map(transactionFlows(books).rows.map(({ name, amounts }) => [name, amounts]));
  expect(table.get("sales")).toEqual([40, -40, 0]);
  expect(table.get("change in cash")).toEqual([10, -5, -5]);
  expect(table.get("change in loans")).toEqual([-50, 50, 0]);
  expect(balanceSheet(books).rows.find(({ name }) => name === "loans")!.amounts).toEqual([50, -50, 0]);
});

test("a mark moves no cash; a write-off is what one loses and the other no longer owes; credits for shares", () => {
  const books = opened();
  swap(books, PAYABLES, SHARES, SELLER, CLIENT, 20);
  revalue(books, SHARES, SELLER, CLIENT, 30);
  expect(faultIn(books, 0)).toBeNull();
  expect([cashOf(books, SELLER), cashOf(books, CLIENT)]).toEqual([100, 10]);
  expect(netWorth(books, SELLER)).toBe(100 + 7 + 50 - 20);
  revalue(books, SHARES, SELLER, CLIENT, -50);
  expect(netWorth(books, SELLER)).toBe(100 + 7 - 20);
});

test("a leak is found and named, in a flow, in an instrument, in the worth of an entity", () => {
  const flow = opened();
  flow.moved[SALES * 3 + SELLER] += 0.01;
  expect(faultIn(flow, 0.005)).toMatchObject({ what: "flow", name: "sales" });
  const claim = opened();
  claim.balance[LOANS * 3 + SELLER] += 0.01;
  expect(faultIn(claim, 0.005)).toMatchObject({ what: "instrument", name: "loans" });
  const both = opened();
  both.balance[CASH * 3 + SELLER] += 0.01;
  both.balance[CASH * 3 + CLIENT] -= 0.01;
  expect(faultIn(both, 0.005)).toMatchObject({ what: "entity", name: "seller", off: expect.closeTo(0.01, 9) });
  const real = opened();
  real.balance[SYSTEMS * 3 + SELLER] += 0.01;
  expect(faultIn(real, 0.005)).toMatchObject({ what: "entity", name: "seller" });
  const broken = opened();
  expect(() => pay(broken, SALES, SELLER, CLIENT, Number.NaN)).toThrow("an amount in the books is a number");
});

const step = fc.record({
  kind: fc.integer({ min: 0, max: 6 }),
  from: fc.integer({ min: 0, max: 2 }),
  to: fc.integer({ min: 0, max: 2 }),
  amount: fc.integer({ min: -50, max: 50 }),
});

test("whatever is posted, the books close: rows over entities, columns over rows, real assets apart; no cash is made", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const books = opened();
      for (const { kind, from, to, amount } of steps) {
        if (kind === 0) pay(books, RENT, from, to, amount);
        if (kind === 1) lend(books, LOANS, from, to, amount);
        if (kind === 2) accrue(books, SALES, PAYABLES, from, to, amount);
        if (kind === 3) buyReal(books, SALES, SYSTEMS, from, to, amount);
        if (kind === 4) revalue(books, SHARES, from, to, amount);
        if (kind === 5) depreciate(books, SYSTEMS, from, amount);
        if (kind === 6) swap(books, LOANS, SHARES, from, to, amount);
      }
      expect(faultIn(books, 0)).toBeNull();
      const { rows, columns } = transactionFlows(books);
      columns.forEach((_, i) => expect(rows.reduce((sum, { amounts }) => sum + amounts[i], 0)).toBe(0));
      const worth = [SELLER, CLIENT, WORLD].reduce((sum, i) => sum + netWorth(books, i), 0);
      const systems = balanceSheet(books).rows.find(({ name }) => name === "systems")!.amounts;
      expect(worth).toBe(systems.reduce((sum, x) => sum + x, 0));
      expect(cashOf(books, SELLER) + cashOf(books, CLIENT) + cashOf(books, WORLD)).toBe(0);
    }),
    { seed: 4, numRuns: 300 },
  );
});
