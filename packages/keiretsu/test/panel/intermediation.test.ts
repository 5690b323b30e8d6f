import { expect, test } from "vitest";
import { intermediation } from "../../src/panel/intermediation.ts";
import { view } from "../../src/record/view.ts";
import { toy } from "../toy.ts";

/** A pays 100 over five years to the house O, which buys 40 of chips from N; 10 go from A to N past it; B lends O 30. */
const book = toy(`
  rent: A pays O 100 for cloud on 2025-01-01 (definitive)
  rent runs 5 years
  chips: O pays N 40 for chips on 2025-01-01 (definitive)
  chips runs 2 years
  direct: A pays N 10 for chips on 2025-01-01 (definitive)
  bonds: B pays O 30 for debt on 2025-01-01 (closed)
  open: C pays O unknown for cloud on 2025-01-01 (definitive)
  left: O has rpo 120 USD on 2025 says filing
  debt: O has total-debt 60 USD on 2025 says filing
  own: O has shareholders-equity 15 USD on 2025 says filing
  kept: O has cloud-gross-margin 10 % on 2025 says press
  cash: O has free-cash-flow 4 USD on 2025 says filing
`);
const ask = (changes = {}): ReturnType<typeof intermediation>["values"] =>
  intermediation(view(book, changes), { of: "O", from: "A", to: "N" }).values;

test("by hand: 40 of the 50 that can go from A to N need the house, and all of what B can send to N", () => {
  const { between, betweenness, ranking } = ask();
  expect(between).toMatchObject({ all: { low: 50, point: 50, high: 50 }, without: { point: 10 }, share: { point: 0.8 } });
  // Pairs of others: A to N 50 (40 need it), B to N 30 (all need it).
  expect(betweenness.point).toBeCloseTo(70 / 80, 12);
  expect(ranking).toEqual([{ firm: "O", share: 70 / 80 }]);
});

test("what passes through, with an unknown amount leaving the ceiling open; length and credit from claims", () => {
  const { passes, transformation } = ask();
  expect(passes.earned).toMatchObject({ low: 100, high: null, legs: ["open", "rent"] });
  expect(passes.bought).toMatchObject({ low: 40, high: 40 });
  expect(passes.raised).toMatchObject({ low: 30, high: 30, legs: ["bonds"] });
  expect(passes.placed.legs).toEqual([]);
  expect(transformation).toMatchObject({ leverage: 4, borrowedAgainst: 0.5, yearsOwedToIt: 5, yearsOwedByIt: 2 });
  expect(transformation.margin).toMatchObject({ value: 0.1, claim: "kept" });
});

test("a stop: 20 a year stay away, so that 4 remain of 6 to 24", () => {
  expect(ask().stop).toMatchObject({
    payer: "A",
    perYear: { low: 20, high: 20 },
    legs: ["rent"],
    withPayments: { low: 6, high: 24 },
    withoutPayments: 4,
  });
});

test("a firm that nothing names is in nobody's way, and is told so; what no claim states is unknown", () => {
  const result = intermediation(view(book), { of: "Z", from: null, to: null });
  expect(result.warnings.map(({ code }) => code)).toEqual(["not-in-network"]);
  expect(result.values).toMatchObject({
    betweenness: { point: null },
    between: null,
    stop: null,
    transformation: { debt: null, leverage: null },
  });
});

test("only what is counted counts: with closed deals alone nothing can flow from A to N", () => {
  expect(ask({ atLeast: "closed" }).between).toMatchObject({ all: { point: 0 }, share: { point: null } });
});
