import { expect, test } from "vitest";
import { disclosure } from "../../src/panel/disclosure.ts";
import { view } from "../../src/record/view.ts";
import { toy } from "../toy.ts";

const book = toy(`
  told: A pays B 10 for chips on 2025-01-01 (definitive)
  told runs 5 years
  t1: told has quantity 7 units on 2025 says filing
  dark: A pays C unknown for chips on 2025-01-01 (announced)
  cap: A pays D up to 9 for equity on 2025-01-01 (closed)
  talk: A pays E 1 for equity on 2025-01-01 (rumoured)
`);
const conditional = { ...book, legs: book.legs.map((leg) => (leg.id === "told" ? { ...leg, condition: "on delivery" } : leg)) };

test("questions that apply, answered by rows; what is missing is named", () => {
  const { legs, deals, mean, missing } = disclosure(view(conditional)).values;
  const of = (id: string) => legs.find((row) => row.leg === id)!;
  expect(legs.map((row) => row.leg)).toEqual(["dark", "cap", "told"]);
  expect(of("told")).toMatchObject({ score: 1, missing: [], notApplicable: [], strongest: "filing", claims: ["t1", "told-amount"] });
  // Of six questions none: without an amount its exactness is not asked.
  expect(of("dark")).toMatchObject({ score: 0, notApplicable: ["exact-amount"], strongest: "press" });
  // Shares have no term: amount and signature of six.
  expect(of("cap")).toMatchObject({
    score: 2 / 6,
    missing: ["exact-amount", "conditions", "price-or-quantity", "first-hand"],
    notApplicable: ["term"],
  });
  expect(mean).toBeCloseTo((0 + 1 + 2 / 6) / 3, 12);
  expect(missing.find((row) => row.field === "term")).toEqual({ field: "term", legs: 1, of: 2 });
  expect(deals.map((row) => row.deal)).toEqual(["deal-dark", "deal-cap", "deal-told"]);
});

test("a leg asked for by name is told whatever its status; none gives no mean", () => {
  expect(disclosure(view(conditional), { legs: ["talk"] }).values.legs.map((row) => row.leg)).toEqual(["talk"]);
  expect(disclosure(view(conditional), { legs: [] }).values.mean).toBeNull();
});
