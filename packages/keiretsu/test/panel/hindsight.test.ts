import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { hindsight } from "../../src/panel/hindsight/hindsight.ts";
import { defaultSimulationScenario, type SimulationAssumption, type SimulationScenario } from "../../src/panel/simulation/scenario.ts";
import { parseQuarter } from "../../src/panel/simulation/quarter.ts";
import { load } from "../../src/record/read/load.ts";
import { view } from "../../src/record/view.ts";

const folder = "casebooks/lucent-2000";
const names = [
  "datapackage.json",
  "sources.csv",
  "entities.csv",
  "deals.csv",
  "legs.csv",
  "claims.csv",
  "derived.csv",
  "status.csv",
  "loops.csv",
];
const { casebook } = load(names.map((path) => ({ path, text: readFileSync(`${folder}/${path}`, "utf8") })));
const seen = view(casebook, { validOn: "1999-12-31" });

const value = (what: string, subject: string, of: number | string): SimulationAssumption =>
  ({
    what,
    subject,
    value: typeof of === "string" ? parseQuarter(of) : of,
    low: null,
    high: null,
    claim: null,
    times: 1,
    reason: "test",
    reasonFr: "essai",
  }) as unknown as SimulationAssumption;
const promise = (subject: string, kind: string, from: string, to: string): SimulationAssumption =>
  ({ what: "promise", subject, kind, from, to, purchase: null, steps: [], reason: "test", reasonFr: "essai" }) as SimulationAssumption;

/**
 * By hand: Winstar has 10 and no customers, a line of 80 of which 20 is drawn, 15 more in each of four quarters, no interest, and orders of 20 a quarter at Lucent; each quarter costs 10.
 * Quarter 1: 10 + 15 - 10 = 15, all ordered. Quarters 2 to 4: 15 - 10 = 5, ordered. Quarter 5: nothing comes, 10 fall due: it fails and owes 80.
 */
const scenario: SimulationScenario = {
  ...defaultSimulationScenario,
  id: "by-hand",
  start: parseQuarter("2000-Q1"),
  quarters: 6,
  firms: ["winstar"],
  assumptions: [
    value("cash", "winstar", 10e6),
    value("revenue", "winstar", 0),
    value("growth", "winstar", 0),
    value("cost-ratio", "winstar", 0),
    value("fixed-cost", "winstar", 40e6),
    promise("line", "loan", "lucent", "winstar"),
    value("amount", "line", 80e6),
    value("drawn", "line", 20e6),
    value("draw-years", "line", 1),
    value("term", "line", 10),
    value("rate", "line", 0),
    value("start", "line", "2000-Q1"),
    promise("orders", "purchase", "winstar", "lucent"),
    value("amount", "orders", 80e6),
    value("term", "orders", 1),
    value("start", "orders", "2000-Q1"),
  ],
};
const run = (more: Partial<SimulationScenario> = {}) => hindsight(seen, { ...scenario, ...more }).values;

describe("a run of the past beside what is on record", () => {
  test("loans promised, drawn and owed, and orders that follow them", () => {
    const [loan] = run().lending;
    expect(loan).toMatchObject({ lender: "lucent", borrower: "winstar", loans: ["line"] });
    expect(loan.promised).toEqual([80e6, 80e6, 80e6, 80e6, 0, 0]);
    expect(loan.drawn).toEqual([35e6, 50e6, 65e6, 80e6, 80e6, 80e6]);
    expect(loan.owed).toEqual([35e6, 50e6, 65e6, 80e6, 0, 0]);
    expect(loan.ordered).toEqual([15e6, 5e6, 5e6, 5e6, 0, 0]);
    expect(loan).toMatchObject({ followed: 1, flagged: true });
    // Without interest or repayment nothing can be asked back.
    expect(loan.paidBefore).toEqual({ threeMonths: 0, twelveMonths: 0 });
  });

  test("orders that loans cover by less than half are not flagged", () => {
    const rich = run({ assumptions: scenario.assumptions.map((one) => (one.what === "cash" ? value("cash", "winstar", 1000e6) : one)) });
    // 20 a quarter ordered, 15 lent: three quarters of the orders.
    expect(rich.lending[0]).toMatchObject({ followed: 0.75, flagged: true });
    const slow = scenario.assumptions.map((one) =>
      one.subject === "winstar" && one.what === "cash"
        ? value("cash", "winstar", 1000e6)
        : one.what === "draw-years"
          ? value("draw-years", "line", 2)
          : one,
    );
    expect(run({ assumptions: slow }).lending[0]).toMatchObject({ followed: 7.5 / 20, flagged: false });
  });

  test("interest and repayment before the failure can be asked back, three months of an outsider, twelve of an insider", () => {
    const costly = scenario.assumptions.map((one) => (one.what === "rate" ? value("rate", "line", 0.04) : one));
    const [loan] = run({ assumptions: costly }).lending;
    // 1 % a quarter of what was owed at the start of each of the four quarters, 20, 35, 50 and 65; interest of the first is due on what was drawn by then.
    expect(loan.paidBefore!.threeMonths).toBeCloseTo(0.01 * 65e6, -3);
    expect(loan.paidBefore!.twelveMonths).toBeCloseTo(0.01 * (20e6 + 35e6 + 50e6 + 65e6), -3);
  });

  test("how it ends, and the figures on record with their distance", () => {
    const { endings, reported } = run();
    expect(endings).toMatchObject([
      { entity: "winstar", outcome: "failed", failedIn: "2001-Q1", recovered: 0, fromOutside: 0, fromFirms: 0 },
    ]);
    const row = (claim: string): unknown => reported.find(({ claims }) => claims.includes(claim));
    // Reported to have failed on 18 April 2001, one quarter after the run.
    expect(row("c-ap-2001-04-18-004")).toMatchObject({ what: "failed-in", quarter: "2001-Q2", apart: -1, near: true });
    // 700 m owed to Lucent on record, 80 m at most in the run: missed.
    expect(row("c-ap-2001-04-18-001")).toMatchObject({ what: "owed-to-lender", reported: 700e6, run: 80e6, near: false });
    expect(row("c-wsj-2000-12-28-002")).toMatchObject({
      what: "drawn",
      quarter: "2000-Q3",
      reported: 1300e6,
      run: 65e6,
      apart: 0.05,
      near: false,
    });
    expect(row("c-wsj-2000-12-28-001")).toMatchObject({ what: "promised", reported: 6700e6, run: 80e6 });
  });

  test("all that was written off in periods that do not overlap", () => {
    const all = run().reported.find(({ what }) => what === "written-off-in-all");
    // 370 m of 2000-Q4 and 705 m of 2001-Q1; the fiscal year 2000 begins before the run.
    expect(all).toMatchObject({ reported: 1075e6, run: 80e6, quarter: "2000-Q4..2001-Q1", claims: ["c-wsj-2002-003", "c-wsj-2002-001"] });
  });

  test("numbers from memory are told apart", () => {
    expect(run().recalled).toEqual([]);
    const from = scenario.assumptions.map((one) => (one.what === "rate" ? { ...one, reason: "Recalled, not sourced" } : one));
    expect(run({ assumptions: from }).recalled).toMatchObject([{ what: "rate", subject: "line" }]);
  });

  test("refuses no paths", () => {
    expect(() => hindsight(seen, scenario, { draws: 0 })).toThrow("draws is 0");
  });
});
