import { expect, test } from "vitest";
import { roles } from "../../src/panel/roles.ts";
import { view } from "../../src/record/view.ts";
import { toy } from "../toy.ts";

const text = `
  stake: A pays B 10 for equity on 2025-01-01 (closed)
  chips: B pays A unknown for chips on 2025-01-01 (definitive)
  loan: A pays B 5 for debt on 2025-01-01 (closed)
  order: A pays B 40 for cloud on 2025-01-01 (definitive)
  order runs 4 years
  talk: A pays C 99 for equity on 2025-01-01 (rumoured)
  bare: C pays A 3 for chips on 2025-01-01 (closed)
  s1: B has ownership-share-by-A 5 % on 2025 says filing
  v1: B has voting-share-by-A 10 % on 2025 says filing
  d1: B has total-debt 20 USD on 2025 says filing
  seat: B has observer-seat-by-A true on 2024-01-01 says press
  gone: B has observer-seat-by-A false on 2025-06-01 says press
  said: C has supplier-role-by-B true on 2025 says press
`;
const book = toy(text);
const revenue = { ...book.claims.find((claim) => claim.id === "d1")!, id: "r1", predicate: "revenue", period: "2025" };
const withRevenue = { ...book, claims: [...book.claims, revenue] };

test("each role with its weight, its legs and its claims; what has no source is 0 to 1", () => {
  const [pair] = roles(view(withRevenue), { entity: "A", on: "B" }).values.pairs;
  const weights = Object.fromEntries(pair.roles.map((one) => [one.role, [one.materiality.low, one.materiality.high, one.measuredBy]]));
  expect(weights).toEqual({
    supplier: [0, 1, null],
    // 40 over 4 years against 20 a year.
    client: [0.5, 0.5, "revenue"],
    // Votes stand before the stake: 10 % over 20 %.
    investor: [0.5, 0.5, "votes"],
    // 5 of 20.
    lender: [0.25, 0.25, "debt"],
  });
  expect(pair.flagged).toBe(true);
  expect(pair.sides).toEqual(["buys", "funds", "sells"]);
  expect(pair.roles[0]).toMatchObject({ legs: ["chips"], claims: [], sources: ["press"] });
  expect(pair.roles[2]).toMatchObject({ legs: ["stake"], claims: ["s1", "stake-amount", "v1"], sources: ["filing", "press"] });
});

test("a seat is a role while it is held, without weight when it has no vote", () => {
  const [pair] = roles(view(withRevenue, { validOn: "2025-03-01" }), { entity: "A", on: "B" }).values.pairs;
  expect(pair.roles.at(-1)).toMatchObject({ role: "board", materiality: { low: 0, high: 0 }, measuredBy: "seats", claims: ["seat"] });
});

test("a role that a source states has no weight; a rumour is no role; one role is no flag", () => {
  const { pairs, firms } = roles(view(withRevenue)).values;
  const of = (a: string, b: string) => pairs.find((pair) => pair.a === a && pair.b === b);
  expect(of("B", "C")).toMatchObject({
    flagged: false,
    score: { low: 0, high: 0 },
    roles: [{ role: "supplier", legs: [], claims: ["said"] }],
  });
  expect(of("A", "C")?.roles.map((one) => one.role)).toEqual(["supplier"]);
  expect(firms.map((firm) => [firm.firm, firm.flagged])).toEqual([
    ["A", 1],
    ["B", 1],
  ]);
});

test("those behind a fund hold its stake through it, with unknown weight", () => {
  const fund = toy(`
    buy: F pays S 40 for acquisition on 2025-01-01 (definitive)
    f1: F has founders A|B on 2024 says press
  `);
  const listed = {
    ...fund,
    legs: fund.legs.map((leg) => ({ ...leg, issuer: "T" })),
    claims: fund.claims.map((claim) => (claim.id === "f1" ? { ...claim, unit: "entity" } : claim)),
  };
  const found = roles(view(listed), { on: "T" }).values.pairs;
  expect(found.map((pair) => [pair.a, pair.roles[0].through])).toEqual([
    ["A", ["F"]],
    ["B", ["F"]],
    ["F", []],
  ]);
});
