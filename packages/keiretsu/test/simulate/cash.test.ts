import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Economy } from "../../src/simulate/economy.ts";
import { BooksError } from "../../src/simulate/books-error.ts";
import { runPath } from "../../src/simulate/run.ts";
import { vendorLoop, type VendorLoopParams } from "../../src/simulate/vendor-loop.ts";
import { drawn, economy, firm } from "./economies.ts";

const run = (one: Economy, draw = 0) => runPath(one, { seed: 1, draw, matrices: true }).values;
const term = { first: 0, last: 99, probability: 1 };

/** The vendor loop as an economy: seller 0, client 1, cloud 2, which passes a part of its rent on to the seller. */
function asEconomy(p: VendorLoopParams): Economy {
  return economy(
    [
      firm("seller", { books: false }),
      firm("client", {
        cash: p.cash0,
        revenue: p.revenue0,
        growth: p.growth,
        costRatio: p.costRatio,
        round: { multiple: p.roundMultiple, shutFrom: null, opensAgain: null },
      }),
      firm("cloud", { books: false }),
    ],
    [
      { ...term, id: "systems", kind: "purchase", from: 1, to: 0, gwPerQuarter: p.gwPerQuarter, gwMax: p.gwMax, pricePerGW: p.pricePerGW },
      { ...term, id: "tranche", kind: "tranche", from: 0, to: 1, purchase: "systems", perGW: p.tranchePerGW, cap: p.trancheCap },
      { ...term, id: "rent", kind: "take-or-pay", from: 1, to: 2, floor: p.takeOrPay, shareOfRevenue: 0 },
    ],
    { quarters: p.quarters },
  );
}

const loop: VendorLoopParams = {
  cash0: 10,
  revenue0: 4,
  growth: 0.08,
  costRatio: 0.55,
  tranchePerGW: 10,
  trancheCap: 40,
  gwPerQuarter: 0.25,
  gwMax: 4,
  pricePerGW: 35,
  takeOrPay: 6,
  cloudCapexShare: 0.7,
  roundMultiple: 0.6,
  quarters: 24,
};

describe("the vendor loop comes out of the whole engine", () => {
  test.each([
    ["rolled", { ...loop, quarters: 12 }],
    ["failed", { ...loop, growth: -0.02, roundMultiple: 0.25 }],
    ["closed", loop],
  ] as const)("%s", (outcome, params) => {
    const small = vendorLoop(params).values;
    const whole = run(asEconomy(params));
    expect(small.outcome).toBe(outcome);
    expect(whole.outcome[1]).toBe(outcome);
    expect(whole.failedIn[1]).toBe(small.defaultQuarter);
    for (const { t, cash, round, tranche, revenue } of small.rows) {
      const at = (t - 1) * 3 + 1;
      // In the quarter of a failure the whole engine also winds the client up.
      if (t !== small.defaultQuarter) expect(whole.cash[at]).toBeCloseTo(cash, 8);
      expect(whole.rounds[at]).toBeCloseTo(round, 8);
      expect(whole.vendorMoney[at]).toBeCloseTo(tranche, 8);
      if (t !== small.defaultQuarter) expect(whole.revenue[at]).toBeCloseTo(revenue, 8);
    }
    if (outcome === "failed") expect(whole.lost[0]).toBeCloseTo(small.losses.vendorWriteOff, 8);
  });
});

describe("by hand", () => {
  // B owes A 10 a quarter of rent from a cash of 25 and no revenue: it pays 10, 10 and 5, and fails owing 5, of which nothing comes back.
  test("a tenant that runs out of cash", () => {
    const found = run(
      economy(
        [firm("landlord"), firm("tenant", { cash: 25 })],
        [{ ...term, id: "rent", kind: "take-or-pay", from: 1, to: 0, floor: 10, shareOfRevenue: 0 }],
      ),
    );
    expect(found.failedIn).toEqual(Int32Array.from([0, 3]));
    expect(found.lost[0]).toBe(5);
    expect([0, 1, 2, 3].map((q) => found.cash[2 * q])).toEqual([10, 20, 25, 25]);
    expect(found.outcome).toEqual(["closed", "failed"]);
  });

  // A lends B 100 over two quarters for systems of 100; B fails with systems of 95 worn by 5 a quarter, which fetch 40 %.
  test("a lender gets back what the systems fetch", () => {
    const one = economy(
      [firm("lender", { cash: 100 }), firm("borrower", { cash: 0, fixedCost: 0 }), firm("maker", { books: false })],
      [
        { ...term, id: "loan", kind: "loan", from: 0, to: 1, amount: 100, rate: 0.1, drawUntil: 0, loanToValue: null, leastCover: null },
        { ...term, id: "buy", kind: "purchase", from: 1, to: 2, gwPerQuarter: 1, gwMax: 1, pricePerGW: 100 },
      ],
      { liquidation: 0.4, quarters: 3 },
    );
    // Quarter 1: the loan of 100 leaves 90 after interest of 10; systems for 90. Wear 90 / 20. Quarter 2: interest of 10 + repayment cannot be paid.
    const found = run(one);
    expect(found.failedIn[1]).toBe(2);
    const systems = 90 - 4.5 - 4.5;
    // Owed: the loan of 100 and the unpaid interest of 10.
    expect(found.lost[0]).toBeCloseTo(110 - 0.4 * systems, 9);
  });

  // 40 owed at the start, repaid 10 a quarter with interest of 10 % on what is left: 14, 13, 12 and 11.
  test("a loan that was drawn before the run is repaid in it", () => {
    const loan = { ...term, last: 3, id: "loan", kind: "loan" as const, from: 0, to: 1, amount: 40, drawn: 40, rate: 0.1, drawUntil: -1 };
    const found = run(economy([firm("lender"), firm("borrower", { cash: 50 })], [{ ...loan, loanToValue: null, leastCover: null }]));
    expect([0, 1, 2, 3, 4].map((q) => found.cash[2 * q])).toEqual([14, 27, 39, 50, 50]);
    expect(found.failedIn).toEqual(Int32Array.from([0, 0]));
    expect(found.matrices![0].balances.rows.find(({ name }) => name === "loans")!.amounts.slice(0, 2)).toEqual([30, -30]);
  });

  // The seller is paid 30 a quarter for capacity and pays 40 % of it to run it, whether its buyer pays or not.
  test("capacity that is sold to another firm costs money to run", () => {
    const rent = { ...term, id: "rent", kind: "take-or-pay" as const, from: 1, to: 0, floor: 30, shareOfRevenue: 0 };
    const found = run(economy([firm("cloud", { deliveryCost: 0.4, costRatio: 0.9 }), firm("lab", { cash: 60 })], [rent], { quarters: 3 }));
    expect([0, 1, 2].map((q) => found.cash[2 * q])).toEqual([18, 36, 24]);
    expect(found.failedIn).toEqual(Int32Array.from([0, 3]));
  });

  test("commitments of one letter become binding together", () => {
    const half = { ...term, probability: 0.5, floor: 1, shareOfRevenue: 0, kind: "take-or-pay" as const, from: 0, to: 1 };
    const paid = (letters: readonly (number | null)[]): readonly number[] => {
      const promises = letters.map((letter, k) => ({ ...half, id: `p${k}`, ...(letter === null ? {} : { letter }) }));
      const one = economy([firm("a", { cash: 2 }), firm("b")], promises, { quarters: 1 });
      return Array.from({ length: 200 }, (_, draw) => run(one, draw).cash[1]);
    };
    expect(new Set(paid([7, 7]))).toEqual(new Set([0, 2]));
    expect(new Set(paid([7, 8]))).toEqual(new Set([0, 1, 2]));
    expect(new Set(paid([null, null]))).toEqual(new Set([0, 1, 2]));
    // 200 coins: neither is paid in about half of the paths (three standard deviations are 0.106).
    expect(Math.abs(paid([7, 7]).filter((cash) => cash === 2).length / 200 - 0.5)).toBeLessThan(0.106);
  });

  test("two that owe each other pay each other, whatever their cash: a closed ring clears", () => {
    const ring = [
      { ...term, id: "ab", kind: "take-or-pay", from: 0, to: 1, floor: 50, shareOfRevenue: 0 },
      { ...term, id: "ba", kind: "take-or-pay", from: 1, to: 0, floor: 50, shareOfRevenue: 0 },
    ] as const;
    expect(run(economy([firm("a"), firm("b")], ring)).failedIn).toEqual(Int32Array.from([0, 0]));
  });

  test("a shut window is shut, and opens again", () => {
    const client = firm("client", { revenue: 10, fixedCost: 15, cash: 5, round: { multiple: 1, shutFrom: 2, opensAgain: null } });
    // 5 are missing a quarter: cash covers the first, rounds the second, then nobody.
    expect(run(economy([client])).failedIn).toEqual(Int32Array.from([3]));
    expect(run(economy([{ ...client, round: { multiple: 1, shutFrom: null, opensAgain: null } }])).failedIn).toEqual(Int32Array.from([0]));
  });

  test("an equity-method loss stops at the stake and moves no cash; credits move none either", () => {
    const one = economy(
      [firm("holder", { cash: 7 }), firm("lab", { revenue: 10, fixedCost: 110, cash: 1000 })],
      [{ ...term, id: "credits", kind: "credits", from: 0, to: 1, amount: 30, perQuarter: 20 }],
      { stakes: [{ holder: 0, held: 1, share: 0.3, value: 50, equityMethod: true }], quarters: 3 },
    );
    const found = run(one);
    expect([0, 1, 2].map((q) => found.cash[2 * q])).toEqual([7, 7, 7]);
    const shares = found.matrices!.map(({ balances }) => balances.rows.find(({ name }) => name === "shares")!.amounts[0]);
    // 30 of shares for the credits; 50 less 0.3 x (100 + 20), then less 0.3 x 110 but no more than is left.
    expect(shares).toEqual([expect.closeTo(30 + 50 - 36, 9), expect.closeTo(30, 9), expect.closeTo(30, 9)]);
  });

  test("money of the seller that comes home as revenue is counted once, by the mix of the cash it is paid from", () => {
    const one = economy(
      [firm("seller", { cash: 100 }), firm("client", { cash: 30 })],
      [
        { ...term, id: "buy", kind: "purchase", from: 1, to: 0, gwPerQuarter: 1, gwMax: 1, pricePerGW: 20 },
        { ...term, id: "invest", kind: "tranche", from: 0, to: 1, purchase: null, perGW: 0, cap: 10, last: 0 },
      ],
      { traced: [0], quarters: 2 },
    );
    // 10 of the 40 are the seller's; of 20 paid, 5 are.
    expect(run(one).vendorFinanced[0]).toBeCloseTo(0.25, 12);
  });

  test("no end demand and a shut window: everyone who owes fails", () => {
    const one = drawn(3);
    const starved: Economy = {
      ...one,
      quarters: 40,
      liquidation: 0,
      firms: one.firms.map((f) => ({
        ...f,
        books: true,
        cash: 50,
        revenue: 0,
        round: { multiple: 0, shutFrom: null, opensAgain: null },
        fixedCost: 10,
      })),
    };
    expect(run(starved).outcome.every((outcome) => outcome === "failed")).toBe(true);
  });
});

/** The same economy with loans half drawn before the run, letters that hold together, and capacity that costs its seller. */
function underWay(one: Economy): Economy {
  return {
    ...one,
    firms: one.firms.map((f, i) => ({ ...f, deliveryCost: i % 2 === 0 ? 0.3 : 0 })),
    commitments: one.commitments.map((c) =>
      c.kind === "loan" ? { ...c, drawn: Math.floor(c.amount / 2) } : { ...c, probability: 0.5, letter: 1 },
    ),
  };
}

describe("laws", () => {
  const seeds = fc.integer({ min: 1, max: 10_000 });

  test("rows and columns close in every quarter, to the bit with whole minor units; cash with books is never negative", () => {
    fc.assert(
      fc.property(seeds, fc.boolean(), (seed, begun) => {
        const one = begun ? underWay(drawn(seed)) : drawn(seed);
        const found = run(one, seed);
        for (const { flows, balances } of found.matrices!) {
          for (const { amounts } of flows.rows) expect(amounts.reduce((sum, x) => sum + x, 0)).toBe(0);
          flows.columns.forEach((_, i) => expect(Math.abs(flows.rows.reduce((sum, { amounts }) => sum + amounts[i], 0))).toBe(0));
          for (const { name, amounts } of balances.rows) if (name !== "systems") expect(amounts.reduce((sum, x) => sum + x, 0)).toBe(0);
        }
        found.cash.forEach((cash, at) => {
          if (one.firms[at % one.firms.length].books) expect(cash).toBeGreaterThanOrEqual(0);
        });
      }),
      { seed: 1, numRuns: 60 },
    );
  });

  test("double all money, double everything but who fails and when", () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const one = drawn(seed, 6, 12, 0);
        const twice: Economy = {
          ...one,
          firms: one.firms.map((f) => ({
            ...f,
            cash: 2 * f.cash,
            systems: 2 * f.systems,
            debt: 2 * f.debt,
            revenue: 2 * f.revenue,
            fixedCost: 2 * f.fixedCost,
          })),
          stakes: one.stakes.map((s) => ({ ...s, value: 2 * s.value })),
          commitments: one.commitments.map((c) => {
            const doubled = { ...c } as Record<string, unknown>;
            for (const key of ["floor", "pricePerGW", "perGW", "guaranteed", "amount", "perQuarter"])
              if (typeof doubled[key] === "number") doubled[key] = 2 * doubled[key];
            if (typeof doubled.cap === "number") doubled.cap = 2 * doubled.cap;
            if (c.kind === "warrant") doubled.steps = c.steps.map((step) => ({ ...step, shares: 2 * step.shares }));
            return doubled as unknown as typeof c;
          }),
        };
        const [a, b] = [run(one, seed), run(twice, seed)];
        expect(b.failedIn).toEqual(a.failedIn);
        a.cash.forEach((cash, at) => expect(Math.abs(b.cash[at] - 2 * cash)).toBeLessThan(1e-6 * (1 + Math.abs(cash))));
      }),
      { seed: 2, numRuns: 40 },
    );
  });

  test("the order of the firms changes nothing where no chance is involved", () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const one = drawn(seed, 6, 12, 0);
        const n = one.firms.length;
        const calm = {
          ...one,
          firms: one.firms.map((f) => ({ ...f, volatility: 0 })),
          commitments: one.commitments.map((c) => ({ ...c, probability: 1 })),
        };
        const turned: Economy = {
          ...calm,
          firms: calm.firms.toReversed(),
          commitments: calm.commitments.map((c) => ({ ...c, from: n - 1 - c.from, to: n - 1 - c.to })),
          stakes: calm.stakes.map((s) => ({ ...s, holder: n - 1 - s.holder, held: n - 1 - s.held })),
          traced: calm.traced.map((i) => n - 1 - i),
        };
        const [a, b] = [run(calm), run(turned)];
        expect([...b.failedIn].reverse()).toEqual([...a.failedIn]);
        a.cash.forEach((cash, at) => {
          const q = Math.floor(at / n);
          expect(Math.abs(b.cash[q * n + (n - 1 - (at % n))] - cash)).toBeLessThan(1e-6 * (1 + Math.abs(cash)));
        });
      }),
      { seed: 3, numRuns: 40 },
    );
  });

  test("without growth and without promises nothing moves", () => {
    const still = run(economy([firm("a", { cash: 5, revenue: 10, costRatio: 1 }), firm("b", { cash: 3 })]));
    expect([...still.cash].filter((_, at) => at % 2 === 0)).toEqual(Array.from({ length: 8 }, () => 5));
    expect([...still.cash].filter((_, at) => at % 2 === 1)).toEqual(Array.from({ length: 8 }, () => 3));
  });

  test("a failed firm neither pays nor is paid again", () => {
    for (let seed = 1; seed <= 30; seed++) {
      const one = drawn(seed);
      const found = run(one, seed);
      found.failedIn.forEach((quarter, i) => {
        if (quarter === 0) return;
        for (const { flows } of found.matrices!.slice(quarter))
          for (const { name, amounts } of flows.rows)
            if (!name.startsWith("change")) expect(amounts[i], `${one.firms[i].id}, ${name}`).toBe(0);
      });
    }
  });
});

describe("a leak of one cent", () => {
  const one = drawn(7, 6, 12, 0.01);
  const cents: Economy = {
    ...one,
    firms: one.firms.map((f) => ({ ...f, books: true, cash: 5000, revenue: 500, costRatio: 0.5, fixedCost: 10, debt: 100 })),
    commitments: one.commitments.map((c) => (c.kind === "guarantee" ? { ...c, guaranteed: 900 } : c)),
  };
  const postings = [
    "end demand of f0",
    "costs of f0",
    "interest of f0",
    ...cents.commitments.filter(({ probability }) => probability === 1).map(({ id }) => id),
    "wear of the systems of f0",
  ];
  test.each(postings)("at %s stops the run with its name", (posting) => {
    let caught: unknown = null;
    try {
      runPath(cents, { seed: 1, draw: 0, drill: { posting, amount: 0.01 } });
    } catch (error) {
      caught = error;
    }
    expect(caught, `${posting} is never made`).toBeInstanceOf(BooksError);
    expect((caught as BooksError).posting).toBe(posting);
  });
});

test("an economy that cannot be is refused by name", () => {
  const bad =
    (more: Partial<Economy>): (() => unknown) =>
    () =>
      runPath(economy([firm("a"), firm("b")], [], more), { seed: 1, draw: 0 });
  expect(bad({ firms: [firm("a", { cash: Number.NaN })] })).toThrow("firm a: cash is NaN");
  expect(bad({ commitments: [{ ...term, id: "x", kind: "lease", from: 0, to: 0, perQuarter: 1 }] })).toThrow("commitment x: from 0 to 0");
  expect(bad({ commitments: [{ ...term, id: "t", kind: "tranche", from: 0, to: 1, purchase: "none", perGW: 1, cap: 1 }] })).toThrow(
    'no purchase "none"',
  );
  expect(bad({ stakes: [{ holder: 0, held: 5, share: 0.1, value: 1, equityMethod: true }] })).toThrow("stake of 0 in 5");
  expect(bad({ quarters: 1.5 })).toThrow("quarters is 1.5");
});
