import { expect, test } from "vitest";
import { schedule } from "../../src/panel/schedule.ts";
import { view } from "../../src/record/view.ts";
import { toy } from "../toy.ts";

const text = `
  cloud: A pays B 300 for cloud on 2025-09-10 (definitive)
  cloud runs 5 years
  rent: A pays C up to 10 for cloud on 2026-01-01 (definitive)
  rent runs 2.5 years
  open: A pays D 7 for cloud on 2025-01-01 (definitive)
  stake: B pays A 50 for equity on 2025-01-01 (closed)
  y1: cloud has amount-per-year 30 USD/year on 2025-07 says press
`;

test("Oracle's puzzle in small: 60 a year by division stands beside the 30 that a source states", () => {
  const { values } = schedule(view(toy(text)));
  const cloud = values.legs.find((leg) => leg.leg === "cloud")!;
  expect(cloud).toMatchObject({ perYear: { low: 60, high: 60 }, firstYear: 2025, lastYear: 2029, termYears: 5 });
  expect(cloud.statedPerYear).toEqual([{ claim: "y1", amount: 30, validOn: "2025-07", source: "press" }]);
});

test("yearly dues add up to the contract, a part year at the end; no term, no year; a stake is no contract", () => {
  const { values } = schedule(view(toy(text)));
  expect(values.dues.map((due) => [due.payer, due.year, due.low, due.high])).toEqual([
    ["A", 2025, 60, 60],
    ["A", 2026, 60, 64],
    ["A", 2027, 60, 64],
    ["A", 2028, 60, 62],
    ["A", 2029, 60, 60],
  ]);
  expect(values.unscheduled).toEqual(["open"]);
  expect(values.legs.map((leg) => leg.leg)).not.toContain("stake");
});
