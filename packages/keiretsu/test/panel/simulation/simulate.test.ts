import { describe, expect, test } from "vitest";
import type { Casebook } from "../../../src/record/casebook.ts";
import { view } from "../../../src/record/view.ts";
import { projectEconomy } from "../../../src/panel/simulation/projection.ts";
import { parseQuarter } from "../../../src/panel/simulation/quarter.ts";
import {
  defaultSimulationScenario,
  parseLever,
  type SimulationAssumption,
  type SimulationScenario,
} from "../../../src/panel/simulation/scenario.ts";
import { simulate, type Simulation } from "../../../src/panel/simulation/simulate.ts";
import { toy } from "../../toy.ts";

/**
 * In millions: C rents from O for 8,000 over two years from 2026 (1,000 a quarter), has 2,500, sells for 4,000 a year (1,000 a quarter) and spends half of that. So it loses 500 a
 * quarter and stands five quarters: it fails in the sixth, 2027-Q2, still owing 500 of that quarter. V may put in 4,000 over two years (500 a quarter).
 */
const book = `
  rent: C pays O 8000000000 for cloud on 2026-01-01 (definitive)
  rent runs 2 years
  letter: V pays C 4000000000 for equity on 2026-01-01 (letter-of-intent)
  letter runs 2 years
  cash: C has cash 2500000000 USD on 2025-12-31
  sales: C has revenue 4000000000 USD on 2025
`;

function set(what: string, subject: string, value: number, more: object = {}): SimulationAssumption {
  const row = { what, subject, value, low: null, high: null, claim: null, times: 1, reason: "for the test", reasonFr: "pour l’essai" };
  return { ...row, ...more } as SimulationAssumption;
}

const base: SimulationScenario = {
  ...defaultSimulationScenario,
  id: "toy",
  start: parseQuarter("2026-Q1"),
  quarters: 8,
  firms: ["C"],
  traced: ["V"],
  assumptions: [set("growth", "C", 0), set("cost-ratio", "C", 0.5)],
};

function scenario(
  rows: readonly SimulationAssumption[] = [],
  levers: readonly string[] = [],
  more: Partial<SimulationScenario> = {},
): SimulationScenario {
  return { ...base, assumptions: [...rows, ...base.assumptions], levers: levers.map(parseLever), ...more };
}

function run(of: SimulationScenario, text: string | Casebook = book, options = {}): Simulation {
  const casebook = typeof text === "string" ? toy(text) : text;
  return simulate(view(casebook), of, { draws: 20, questionDraws: 0, ...options }).values;
}

function shares({ firms }: Simulation, entity = "C"): readonly number[] {
  const { outcomes } = firms.find((one) => one.entity === entity)!;
  return [outcomes!.closed.share, outcomes!.rolled.share, outcomes!.failed.share];
}

describe("by hand", () => {
  test("a tenant that loses 500 a quarter fails in the sixth", () => {
    const answer = run(scenario());
    expect(shares(answer)).toEqual([0, 0, 1]);
    expect(answer.firms[0].failsIn).toEqual([{ quarter: "2027-Q2", count: 20 }]);
    // It pays 500 of 1,000 in its last quarter; O is owed the rest and gets nothing of it.
    expect(answer.losses.map(({ holder }) => holder)).toContain("O");
    const { flows } = answer.expected.find(({ entity }) => entity === "C")!;
    expect(Object.fromEntries(flows.map(({ name, amounts }) => [name, amounts.map((amount) => amount / 1e6)]))).toEqual({
      "end demand": [1000, 1000, 1000, 1000, 1000, 1000, 0, 0],
      costs: [-500, -500, -500, -500, -500, -500, 0, 0],
      capacity: [-1000, -1000, -1000, -1000, -1000, -1000, 0, 0],
      "change in cash": [500, 500, 500, 500, 500, 0, 0, 0],
      "change in payables": [0, 0, 0, 0, 0, 500, 0, 0],
    });
    for (let q = 0; q < 8; q++) expect(flows.reduce((sum, { amounts }) => sum + amounts[q], 0)).toBe(0);
  });

  test("a letter of intent is no cash unless a probability is stated, and then by it", () => {
    expect(run(scenario()).left).toEqual([{ id: "letter", reason: "unknown", missing: ["probability"] }]);
    expect(shares(run(scenario([set("probability", "letter-of-intent", 1)])))).toEqual([0, 1, 0]);
    expect(run(scenario([set("probability", "letter", 0)])).left).toEqual([{ id: "letter", reason: "not-binding", missing: [] }]);
    const half = run(scenario([set("probability", "all", 0.5)]), book, { draws: 2000 });
    const { failed } = half.firms[0].outcomes!;
    expect(failed.low).toBeLessThan(0.5);
    expect(failed.high).toBeGreaterThan(0.5);
    expect(failed.count + half.firms[0].outcomes!.rolled.count).toBe(2000);
  });

  test("capacity that firms of the run buy costs its seller: O earns 1,000 and spends 400 of it on the running", () => {
    const rows = [
      set("cash", "O", 0),
      set("revenue", "O", 0),
      set("growth", "O", 0),
      set("cost-ratio", "O", 0),
      set("delivery-cost", "O", 0.4),
    ];
    const { expected } = run(scenario([...rows, set("probability", "letter", 1)], [], { firms: ["C", "O"] }));
    const { flows } = expected.find(({ entity }) => entity === "O")!;
    expect(flows.find(({ name }) => name === "costs")!.amounts).toEqual(Array.from({ length: 8 }, () => -4e8));
  });

  test("money from V that C pays on to O is not V's sale: nothing comes home", () => {
    const { sellers, loops } = run(scenario([set("probability", "letter", 1)]));
    expect(sellers[0].vendorFinanced.flat().every((value) => value === null)).toBe(true);
    expect(loops).toEqual([]);
  });

  test("without growth it takes (8,000 - 2,500) / 500 quarters of sales: the threshold by a sum", () => {
    const { questions } = run(scenario(), book, { questionDraws: 1 });
    // Cash after each quarter at growth g a quarter, as far as it stays above 0.
    const stands = (yearly: number): boolean => {
      let cash = 2500;
      for (let q = 0; q < 8; q++) {
        cash += 500 * (1 + yearly) ** (q / 4) - 1000;
        if (cash < 0) return false;
      }
      return true;
    };
    const found = questions!.standsAt!;
    expect(stands(found + 0.002)).toBe(true);
    expect(stands(found - 0.01)).toBe(false);
    expect(questions!.closesAt[0].growth).toBeCloseTo(found, 2);
    expect(questions!.runway).toEqual([{ entity: "C", quarters: 5 }]);
  });
});

describe("what each number rests on", () => {
  const rows = (of: SimulationScenario, text: string = book) =>
    new Map(run(of, text).inputs.map((one) => [`${one.what} ${one.subject}`, one]));

  test("claims, assumptions and what nobody says stand apart", () => {
    const found = rows(scenario());
    expect(found.get("cash C")).toMatchObject({ origin: "cited", value: 2.5e9, claims: ["cash"] });
    expect(found.get("growth C")).toMatchObject({ origin: "assumed", value: 0, reason: "for the test" });
    expect(found.get("debt C")).toMatchObject({ origin: "unknown", value: null, without: 0 });
    expect(found.get("probability letter")).toMatchObject({ origin: "unknown", without: "blocks" });
    expect(found.get("amount rent")).toMatchObject({ origin: "cited", value: 8e9, claims: ["rent-amount"] });
  });

  test("an assumption about the very subject stands before a claim, a claim before one about all", () => {
    expect(rows(scenario([set("cash", "C", 1)])).get("cash C")).toMatchObject({ origin: "assumed", value: 1 });
    expect(rows(scenario([set("cash", "all", 1)])).get("cash C")).toMatchObject({ origin: "cited", value: 2.5e9 });
  });

  test("a claim named by the scenario is cited, a percentage is a share", () => {
    const text = `${book}\n  margin: O has operating-share 40 % on 2025`;
    const by = set("cost-ratio", "C", 0, { value: null, claim: "margin" });
    expect(rows({ ...scenario(), assumptions: [by, set("growth", "C", 0)] }, text).get("cost-ratio C")).toMatchObject({
      origin: "cited",
      value: 0.4,
      claims: ["margin"],
    });
  });

  test("a firm whose cash nobody knows has no books, and no outcome is made up for it", () => {
    const text = book.replace(/.*cash: .*\n/, "");
    const result = simulate(view(toy(text)), scenario(), { draws: 5, questionDraws: 0 });
    expect(result.values.firms).toMatchObject([{ entity: "C", missing: ["cash"], outcomes: null, series: null }]);
    expect(result.warnings.map(({ code }) => code)).toContain("no-books");
    const aged = (start: string): readonly string[] =>
      simulate(view(toy(book)), { ...scenario(), start: parseQuarter(start) }, { draws: 1, questionDraws: 0 }).warnings.map(
        ({ code }) => code,
      );
    expect(aged("2026-Q1")).not.toContain("old-cash");
    expect(aged("2026-Q3")).toContain("old-cash");
  });

  test("several claims of one day span a range, and a run takes one end of it", () => {
    const text = `${book}\n  other: C has cash 3100000000 USD on 2025-12-31 says weak`;
    expect(rows(scenario(), text).get("cash C")).toMatchObject({ value: 2.5e9, low: 2.5e9, high: 3.1e9, rule: "span-of-claims" });
    // 3,100 lasts six quarters: the seventh fails.
    expect(run(scenario(), text, { amounts: "high" }).firms[0].failsIn).toEqual([{ quarter: "2027-Q3", count: 20 }]);
  });

  test("sales of a part of a year are stretched to a year", () => {
    const casebook = toy(`${book}\n  part: C has revenue 1000000000 USD on 2025-12-31`);
    const claims = casebook.claims.map((claim) =>
      claim.id === "part" ? { ...claim, period: "2025-Q4" } : claim.id === "sales" ? { ...claim, predicate: "x" } : claim,
    );
    const row = run(scenario(), { ...casebook, claims }).inputs.find(({ what }) => what === "revenue")!;
    expect(row.value).toBeCloseTo((1e9 * 365.25) / 92, 0);
    expect(row).toMatchObject({ origin: "cited", rule: "annualised", claims: ["part"] });
  });

  test("costs from a margin, from what operations leave, and what is burned beyond them", () => {
    const of = (text: string): ReadonlyMap<string, { readonly value: number | null; readonly rule: string }> =>
      rows({ ...base, assumptions: [set("growth", "C", 0)] }, `${book}\n${text}`);
    expect(of("flow: C has operating-cash-flow 1000000000 USD on 2025").get("cost-ratio C")).toMatchObject({
      value: 0.75,
      rule: "cash-flow",
    });
    const margin = of("margin: C has gross-margin 40 % on 2025\n  burn: C has cash-burn 600000000 USD on 2025");
    expect(margin.get("cost-ratio C")).toMatchObject({ value: 0.6, rule: "margin" });
    // 4,000 earned and 600 burned are 4,600 spent; 2,400 of it moves with revenue.
    expect(margin.get("fixed-cost C")!.value).toBeCloseTo(2.2e9, 0);
  });

  test("debt that falls due by year is a loan of those quarters, what has no end stays a debt", () => {
    const casebook = toy(
      `${book}\n  total: C has total-debt 900000000 USD on 2025-12-31\n  due: C has debt-maturity 400000000 USD on 2025-12-31`,
    );
    const claims = casebook.claims.map((claim) => (claim.id === "due" ? { ...claim, period: "2027" } : claim));
    const { economy } = projectEconomy(view({ ...casebook, claims }), scenario());
    expect(economy.firms[0].debt).toBe(500e6);
    expect(economy.commitments.find(({ kind }) => kind === "loan")).toMatchObject({
      id: "due",
      drawn: 400e6,
      first: 0,
      drawUntil: 3,
      last: 7,
    });
  });
});

describe("levers", () => {
  const failsIn = (levers: readonly string[], rows: readonly SimulationAssumption[] = []): string | null =>
    run(scenario(rows, levers)).firms[0].failsIn[0]?.quarter ?? null;
  const letter = set("probability", "letter", 1);

  test("no end demand and no funding: every path fails", () => {
    const answer = run(
      scenario([letter, set("volatility", "all", 0.4), set("round-multiple", "all", 5)], ["demand=0", "funding=0"]),
      book,
      { draws: 200 },
    );
    expect(shares(answer)).toEqual([0, 0, 1]);
  });

  test("demand, funding, price, delay, the window of investors", () => {
    expect(failsIn(["demand=0"])).toBe("2026-Q3");
    expect(failsIn([], [letter])).toBeNull();
    expect(failsIn(["funding=0"], [letter])).toBe("2027-Q2");
    expect(failsIn(["price=0.5"])).toBeNull();
    // A year later: four quarters gain 500 each, then five times 500 of 4,500 go, and three more.
    expect(failsIn(["delay=4"])).toBeNull();
    const rounds = set("round-multiple", "all", 1);
    expect(failsIn([], [rounds])).toBeNull();
    expect(failsIn(["funding-shut=2026-Q4"], [rounds])).toBe("2027-Q2");
    expect(failsIn(["funding-shut=2026-Q1..2026-Q4"], [rounds])).toBeNull();
  });

  test("nobody may fund a firm that buys from it", () => {
    const text = `${book}\n  order: C pays V 800000000 for cloud on 2026-01-01 (definitive)\n  order runs 2 years`;
    const { left, loops } = run(scenario([letter], ["ban=same-pair"]), text);
    expect(left).toEqual([{ id: "letter", reason: "banned", missing: [] }]);
    expect(loops).toEqual([]);
    expect(run(scenario([letter]), text).loops).toMatchObject([{ firms: ["C", "V"] }]);
  });

  test("a number set, or put at an end of its range", () => {
    const rows = [set("cost-ratio", "C", 0.5, { low: 0, high: 1 })];
    const of = (levers: readonly string[]): SimulationScenario => ({
      ...scenario([], levers),
      assumptions: [...rows, set("growth", "C", 0)],
    });
    expect(shares(run(of(["cost-ratio=low"])))).toEqual([1, 0, 0]);
    expect(run(of(["cost-ratio=high"])).firms[0].failsIn[0].quarter).toBe("2026-Q3");
    expect(run(of(["cost-ratio.C=0"])).inputs.find(({ what }) => what === "cost-ratio")).toMatchObject({ value: 0, moved: true });
  });
});

describe("chance", () => {
  const moving = scenario([set("volatility", "C", 0.6), set("probability", "all", 0.5), set("round-multiple", "all", 0.1)]);

  test("the same seed gives the same answer, another seed another", () => {
    const [a, b, c] = [1, 1, 2].map((seed) => run(moving, book, { draws: 300, seed }));
    expect(a).toEqual(b);
    expect(a.firms[0].series).not.toEqual(c.firms[0].series);
  });

  test("a tail of fewer than ten paths gives no mean", () => {
    const few = run(moving, book, { draws: 900 }).losses.find(({ holder }) => holder === "all")!;
    expect(few).toMatchObject({ ES: null, ESInterval: null });
    const enough = run(moving, book, { draws: 1000 }).losses.find(({ holder }) => holder === "all")!;
    expect(enough.ES).toBeGreaterThanOrEqual(enough.VaR!);
  });

  test("the largest assumption comes first", () => {
    const rows = [
      set("cost-ratio", "C", 0.5, { low: 0, high: 1 }),
      set("liquidation", "all", 0.4, { low: 0, high: 1 }),
      set("growth", "C", 0),
    ];
    const { sensitivity } = run({ ...scenario(), assumptions: rows }, book, { questionDraws: 5 }).questions!;
    expect(sensitivity.map(({ what, span }) => [what, span])).toEqual([
      ["cost-ratio", 1],
      ["liquidation", 0],
      ["amounts", 0],
    ]);
  });
});

describe("reported figures beside the run", () => {
  test("a quarter that came as the run has it is within, another is missed and shown", () => {
    const casebook = toy(
      `${book}\n  hit: C has revenue 1000000000 USD on 2026-03-31 known 2026-05\n  miss: C has revenue 3000000000 USD on 2026-06-30 known 2026-08`,
    );
    const periods: Readonly<Record<string, string>> = { hit: "2026-Q1", miss: "2026-Q2" };
    const claims = casebook.claims.map((claim) => ({ ...claim, period: periods[claim.id] ?? claim.period }));
    const { calibration } = run(scenario([], [], { known: "2026-01-31" }), { ...casebook, claims });
    // What is read from bins is off by at most 2.2 %.
    expect(calibration.map(({ claim, quarter, reported }) => [claim, quarter, reported])).toEqual([
      ["hit", "2026-Q1", 1e9],
      ["miss", "2026-Q2", 3e9],
    ]);
    expect(calibration[1].inside).toBe(false);
    expect(calibration[1].point! / 1e9).toBeCloseTo(1, 1);
  });
});

test("what does not exist in the casebook is refused", () => {
  expect(() => run({ ...base, firms: ["nobody"] })).toThrow(/"nobody", which is no entity/);
  expect(() => run(base, book, { draws: 0 })).toThrow(/draws is 0/);
});
