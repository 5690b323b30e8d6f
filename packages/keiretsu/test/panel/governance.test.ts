import { expect, test } from "vitest";
import { governance } from "../../src/panel/governance.ts";
import { view } from "../../src/record/view.ts";
import { toy } from "../toy.ts";

const book = toy(`
  cloud: B pays A 30 for cloud on 2020-01-01 (definitive)
  rent: B pays C 20 for take-or-pay on 2020-01-01 (definitive)
  small: B pays D 5 for chips on 2020-01-01 (definitive)
  later: B pays E 5 for chips on 2023-01-01 (definitive)
  grant: F pays B 1 for equity on 2020-01-01 (closed)
  cash: B has cash-and-securities 10 USD on 2020 says filing
  stake: B has ownership-share-by-A 30 % on 2020 says filing
  none: B has voting-share-by-C 0 % on 2020 says filing
  seat: B has board-seat-by-A true on 2020-06-01 says press
  veto: B has veto-by-D true on 2020-02-01 says press
  gone: B has veto-by-D false on 2020-08-01 says press
  board: B has board-appointment-by-F true on 2020 says press
  shares: B has ownership-share-by-F 2 % on 2020 says press
  b1: B has board-decision-budget stood on 2021-01-01 says press
  b2: B has board-decision-chief reversed on 2021-02-01 says press
  staff: B has employees-threatening at least 90 % on 2021-02-01 says press
  dep: B has depends-on A|E on 2020 says article
`);
const of = (validOn: string | null, more: Partial<Parameters<typeof governance>[1]> = {}) =>
  governance(view(book, { validOn }), { of: "B", ...more }).values;
const flags = (partner: string, validOn: string | null) =>
  Object.fromEntries(
    of(validOn)
      .partners.find((one) => one.partner === partner)!
      .flags.map((flag) => [flag.flag, flag.verdict]),
  );

test("flags pass, fail or are unknown, each with its evidence", () => {
  expect(flags("A", null)).toEqual({
    "seat-or-veto": "fail",
    "change-of-control": "unknown",
    "exit-cost": "unknown",
    "directors-tied": "unknown",
  });
  // 20 due whatever happens against 10 of cash.
  expect(flags("C", null)).toMatchObject({ "seat-or-veto": "unknown", "exit-cost": "fail" });
  // At most 5 of 10; the veto is over.
  expect(flags("D", null)).toMatchObject({ "seat-or-veto": "pass", "exit-cost": "pass" });
  expect(flags("D", "2020-07-01")).toMatchObject({ "seat-or-veto": "fail" });
  const exit = of(null)
    .partners.find((one) => one.partner === "A")!
    .flags.find((flag) => flag.flag === "exit-cost")!;
  expect(exit).toMatchObject({
    value: { low: 0, high: 3 },
    legs: ["cloud"],
    claims: ["cash", "cloud-amount"],
    sources: ["filing", "press"],
  });
});

test("taking away a seat lowers the overlap by it and leaves supply as it was", () => {
  expect(of(null).overlap).toEqual({ holds: 2, without: 2 });
  const less = of(null, { by: "A", without: ["seats"] });
  expect(less.overlap).toEqual({ holds: 2, without: 1 });
  expect(less.supply.without).toBe(less.supply.ties);
  expect(of(null, { without: ["seats", "votes"] }).overlap.without).toBe(0);
});

test("on paper and in fact are two numbers", () => {
  const { formal, effective } = of(null);
  expect(formal.map(({ holder, control, by }) => [holder, control, by])).toEqual([
    ["F", 1, "board-appointment"],
    ["A", 0.3, "stake"],
    ["C", 0, "votes"],
  ]);
  expect(effective).toMatchObject({ contested: 2, stood: 1, control: 0.5, claims: ["b1", "b2", "staff"] });
  expect(effective.remaining!.low).toBe(0);
  expect(effective.remaining!.high).toBeCloseTo(0.1, 12);
  expect(of("2020-12-31").effective).toMatchObject({ contested: 0, control: null, remaining: null, claims: [] });
  expect(of(null).events.map((event) => event.claim)).toEqual(["b1", "b2", "staff"]);
});

test("a party that a source names is held against the ties of the date", () => {
  const said = (validOn: string | null) => of(validOn).said.map((row) => [row.party, row.tied, row.firstTie]);
  expect(said("2020-12-31")).toEqual([
    ["A", true, "2020-01-01"],
    ["E", false, "2023-01-01"],
  ]);
  expect(said(null)[1]).toEqual(["E", true, "2023-01-01"]);
  expect(of("2020-12-31", { by: "E" }).said).toHaveLength(1);
});
