import { expect, test } from "vitest";
import { marks } from "../../src/panel/marks.ts";
import { view } from "../../src/record/view.ts";
import { toy } from "../toy.ts";

const base = toy(`
  round: X pays L 20 for equity on 2025-03-01 (closed)
  credits: X pays L 5 in credits for cloud on 2025-03-01 (closed)
  p1: L has valuation 100 USD on 2025-01-01 says press
  p2: L has valuation 180 USD on 2025-06-01 says press
  again: L has valuation 180 USD on 2025-09-01 says press
  mine: L has ownership-share-by-X 25 % on 2025-06-01 says press
  theirs: L has ownership-share-by-Y 10 % on 2025-01-01 says press
  paper: X has gain-on-L 30 USD on 2025-09-30 says filing
  alone: Y has gain-on-L 6 USD on 2025-09-30 says filing
  profit: X has operating-income 70 USD on 2025-09-30 says filing
`);
const dated = base.claims.map((claim) => (["paper", "alone", "profit"].includes(claim.id) ? { ...claim, period: "2025-Q3" } : claim));
const book = { ...base, legs: base.legs.map((leg) => (leg.id === "round" ? { ...leg, issuer: "L" } : leg)), claims: dated };
const { values } = marks(view(book), { of: null, again: 0.8 });

test("the profit split shows the mark apart: 30 on paper beside 70 earned is 30 %; where no profit is on record nothing is said", () => {
  expect(values.gains).toMatchObject([
    { investor: "X", gain: 30, profit: { as: "beside", value: 70, claim: "profit" }, paper: 0.3 },
    { investor: "Y", gain: 6, profit: null, paper: null },
  ]);
});

test("by hand: 100 to 180 with 20 of new money is a gain of 60 to 80, 3 to 4 a dollar; the funder holds a quarter", () => {
  expect(values.valued).toHaveLength(1);
  const [step, ...more] = values.valued[0].steps;
  expect(more).toEqual([]);
  expect(step.raised).toEqual({ low: 20, high: 20, legs: ["round"] });
  expect(step.gain).toMatchObject({ low: 60, high: 80 });
  expect(step.perDollar).toMatchObject({ low: 3, high: 4 });
  expect(step.holders.map(({ holder, gain }) => [holder, gain.low, gain.high])).toEqual([
    ["X", 15, 20],
    ["Y", 6, 8],
  ]);
  expect(step.heldByFunders).toBe(0.25);
  expect(step.fundersGain).toMatchObject({ low: 0.75, high: 1 });
});

test("the feedback: from once to 1.33 times the gain on it feeds itself; at all of it the high end has no end", () => {
  const [step] = values.valued[0].steps;
  expect(step.breakEven!.low).toBe(1);
  expect(step.breakEven!.high).toBeCloseTo(4 / 3, 12);
  expect(step.multipliers.map(({ again }) => again)).toEqual([0.1, 0.5, 0.8, 1]);
  expect(step.multipliers[2].endless).toBe(false);
  expect(step.multipliers[2].value.low).toBeCloseTo(2.5, 9);
  expect(step.multipliers[2].value.high).toBeCloseTo(5, 9);
  expect(step.multipliers[3]).toMatchObject({ value: { low: 4, high: null }, endless: true });
});

test("what was not known or not asked for is left out", () => {
  expect(marks(view(book), { of: "Z", again: null }).values).toEqual({ gains: [], valued: [] });
  expect(marks(view(book, { validOn: "2025-05-01" }), { of: null, again: null }).values.valued).toEqual([]);
});
