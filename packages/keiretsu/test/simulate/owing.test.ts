import { expect, test } from "vitest";
import type { Commitment, Economy } from "../../src/simulate/economy.ts";
import type { Owing } from "../../src/simulate/owing.ts";
import { runPath } from "../../src/simulate/run.ts";
import { drawn, economy, firm } from "./economies.ts";

const term = { first: 0, last: 3, probability: 1 };

function owing(one: Economy): readonly (readonly Owing[])[] {
  return runPath(one, { seed: 1, draw: 0, matrices: true }).values.matrices!.map((kept) => kept.owing);
}

const pair = (rows: readonly Owing[], from: number, to: number) => rows.find((row) => row.from === from && row.to === to) ?? null;

// A tenant owes 10 a quarter for four quarters and has the cash: after the first 30 are left, after the last nothing.
test("rent that is left to pay runs off", () => {
  const rent: Commitment = { ...term, id: "rent", kind: "take-or-pay", from: 1, to: 0, floor: 10, shareOfRevenue: 0 };
  const rows = owing(economy([firm("landlord"), firm("tenant", { cash: 100 })], [rent], { quarters: 5 }));
  expect(rows.map((row) => pair(row, 1, 0)?.promised ?? 0)).toEqual([30, 20, 10, 0, 0]);
});

// It lends 60 in three parts of 20, and is paid back in two of 30: what is promised becomes what is booked, and that is repaid.
test("a loan is promised by the lender until it is drawn, then owed by the borrower", () => {
  const loan: Commitment = {
    ...term,
    last: 4,
    id: "loan",
    kind: "loan",
    from: 0,
    to: 1,
    amount: 60,
    rate: 0,
    drawUntil: 2,
    loanToValue: null,
    leastCover: null,
  };
  const rows = owing(economy([firm("lender", { cash: 60 }), firm("borrower")], [loan], { quarters: 6 }));
  expect(rows.map((row) => pair(row, 0, 1)?.promised ?? 0)).toEqual([40, 20, 0, 0, 0, 0]);
  expect(rows.map((row) => pair(row, 1, 0)?.booked ?? 0)).toEqual([20, 40, 60, 30, 0, 0]);
});

// A cash of 25 pays 10, 10 and 5: in the third quarter the tenant fails, its unpaid 5 are written off and its lease ends.
test("who fails owes nothing any more: what is not paid is written off, and its promises end", () => {
  const rent: Commitment = { ...term, last: 9, id: "rent", kind: "lease", from: 1, to: 0, perQuarter: 10 };
  const rows = owing(economy([firm("landlord"), firm("tenant", { cash: 25 })], [rent], { quarters: 4 }));
  expect(rows.map((row) => pair(row, 1, 0)?.promised ?? null)).toEqual([90, 80, null, null]);
});

test("debt at the start is owed to the rest of the world; a letter that never binds promises nothing", () => {
  const tranche: Commitment = { ...term, id: "letter", kind: "tranche", from: 0, to: 1, purchase: null, perGW: 0, cap: 8, probability: 0 };
  const rows = owing(economy([firm("a", { cash: 9 }), firm("b", { debt: 7 })], [tranche], { quarters: 1 }));
  expect(rows).toEqual([[{ from: 1, to: 2, booked: 7, promised: 0 }]]);
});

test("in random economies: booked debts are those of the balance sheets, nobody owes itself, and a firm that has failed promises nothing and is promised nothing", () => {
  for (let seed = 0; seed < 40; seed++) {
    const one = drawn(seed);
    const n = one.firms.length;
    const { matrices, failedIn } = runPath(one, { seed, draw: 0, matrices: true }).values;
    for (const [q, { owing: rows, balances }] of matrices!.entries()) {
      const debts = ["loans", "payables", "credits"].map((name) => balances.rows.find((row) => row.name === name)!.amounts);
      for (let i = 0; i <= n; i++) {
        const net = rows.reduce((sum, { from, to, booked }) => sum + (to === i ? booked : 0) - (from === i ? booked : 0), 0);
        expect(net).toBeCloseTo(
          debts.reduce((sum, amounts) => sum + amounts[i], 0),
          6,
        );
      }
      for (const { from, to, promised } of rows) {
        expect(from).not.toBe(to);
        const gone = [from, to].some((i) => i < n && failedIn[i] > 0 && failedIn[i] <= q + 1);
        if (gone) expect(promised).toBe(0);
      }
    }
  }
});
