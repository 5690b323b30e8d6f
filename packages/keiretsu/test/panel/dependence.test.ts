import { expect, test } from "vitest";
import { dependence } from "../../src/panel/dependence.ts";
import { view } from "../../src/record/view.ts";
import { toy } from "../toy.ts";

const book = toy(`
  fund: X pays C 30 for equity on 2025-01-01 (closed)
  letter: X pays C up to 60 for equity on 2025-01-01 (letter-of-intent)
  other: Y pays C 10 for equity on 2025-01-01 (closed)
  dark: Y pays D unknown for equity on 2025-01-01 (closed)
  some: X pays D 5 for equity on 2025-01-01 (closed)
  back: C pays X 8 for chips on 2025-01-01 (definitive)
  away: C pays Z 2 for chips on 2025-01-01 (definitive)
  help: X pays C 9 in guarantee for backstop on 2025-01-01 (definitive)
  rent: X pays S 40 for cloud on 2025-01-01 (definitive)
  rent runs 4 years
  open: X pays T 50 for cloud on 2025-01-01 (definitive)
  free: X has free-cash-flow 20 USD on 2025 says filing
  left: S has rpo 80 USD on 2025 says filing
  part: T has rpo-share-X 25 % on 2025 says filing
  owed: T has commercial-rpo 200 USD on 2025 says filing
  mark: X has market-share-chips 70 % on 2025 says press
`);
const sales = { ...book.claims.find((claim) => claim.id === "free")!, id: "sales", predicate: "revenue", period: "2025" };
const burn = { ...sales, id: "burn", predicate: "cash-burn", amount: { ...sales.amount!, low: 5, point: 5, high: 5 } };
const whole = { ...book, claims: [...book.claims.map((claim) => (claim.id === "mark" ? { ...claim, value: "70" } : claim)), sales, burn] };
const { values } = dependence(view(whole), { on: "X" });

test("whom it funds: parts of funding and of purchases, bounds where an amount is unknown, guarantees apart", () => {
  const [c, d] = values.funded;
  expect(c).toMatchObject({ firm: "C", fundingShare: { low: 0.75, high: 0.75 }, purchaseShare: { low: 0.8, high: 0.8 }, rescue: ["help"] });
  expect(d).toMatchObject({ firm: "D", fundingShare: { low: 0, high: 1 }, purchaseShare: null, rescue: [] });
  expect(c.claims).toEqual(["away-amount", "back-amount", "fund-amount", "help-amount", "other-amount"]);
});

test("what it has promised moves with the firmness asked for", () => {
  const promised = Object.fromEntries(values.capacity.promised.map((row) => [row.atLeast, [row.low, row.point, row.high, row.times]]));
  expect(values.capacity).toMatchObject({ freeCashFlow: 20, claims: ["free"] });
  expect(promised["letter-of-intent"]).toEqual([35, 95, 95, 4.75]);
  expect(promised.closed).toEqual([35, 35, 35, 1.75]);
});

test("who sells to it: a stated part of the backlog, else the contracts as a ceiling", () => {
  expect(values.anchored).toMatchObject([
    { firm: "S", backlog: 80, share: { low: 0, high: 0.5 }, by: "contracts", cut: { low: 0, high: 40 } },
    { firm: "T", backlog: 200, share: { low: 0.25, high: 0.25 }, by: "stated", cut: { low: 50, high: 50 } },
  ]);
});

test("cover by year: revenue over the greater of dues and what was paid out, then held; a contract without a term is in no year", () => {
  expect(values.coverage.map((row) => [row.year, row.revenue, row.revenueBy, row.dues, row.outlays, row.atMost])).toEqual([
    [2025, 20, "stated", 10, 25, 0.8],
    [2026, 20, "held", 10, null, 2],
    [2027, 20, "held", 10, null, 2],
    [2028, 20, "held", 10, null, 2],
  ]);
  expect(values.unscheduled).toEqual(["open"]);
  expect(values.coverage[0]).toMatchObject({ legs: ["rent"], claims: ["burn", "rent-amount", "sales"], sources: ["filing", "press"] });
});

test("concentration: suppliers 40 and 50, a market share that leaves 30 % to others", () => {
  expect(values.concentration.suppliers.firms).toEqual(["S", "T"]);
  expect(values.concentration.suppliers.hhi!.low).toBeCloseTo((40 ** 2 + 50 ** 2) / 90 ** 2, 9);
  expect(values.concentration.stated).toMatchObject([{ predicate: "market-share-chips", claim: "mark", shares: [0.7] }]);
  expect(values.concentration.stated[0].hhi.high).toBeCloseTo(0.58, 9);
});

test("a firm that nobody depends on has empty lists and no number from nothing", () => {
  const none = dependence(view(whole), { on: "Z" }).values;
  expect(none).toMatchObject({ funded: [], anchored: [], coverage: [], unscheduled: [] });
  expect(none.capacity).toMatchObject({ freeCashFlow: null });
  expect(none.capacity.promised.every((row) => row.times === null && row.point === 0)).toBe(true);
});
