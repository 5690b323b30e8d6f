import { describe, expect, test } from "vitest";
import { view } from "../../../src/record/view.ts";
import type { ModelAnswer, StressModel } from "../../../src/panel/stress/answer.ts";
import { type Assumption, parseShock } from "../../../src/panel/stress/scenario.ts";
import { defaultStressOptions, stress } from "../../../src/panel/stress/stress.ts";
import { toy } from "../../toy.ts";

/** A owes B 100 in the window; C lent B 50, which is outstanding whole. */
const lending = `
  ab: A pays B 100 for cloud on 2026-01-01 (definitive)
  ab runs 1 years
  loan: C pays B 50 for debt on 2025-01-01 (closed)
`;
const window = "2026-01-01..2027-01-01";

function ask(
  text: string,
  shock: string,
  model: StressModel,
  more: { market?: boolean; assumptions?: readonly Assumption[] } = {},
): ModelAnswer {
  const { market = false, assumptions = [] } = more;
  const scenario = { window, shocks: [parseShock(shock)], assumptions };
  return stress(view(toy(text)), scenario, { ...defaultStressOptions, models: [model], marketEquity: market }).values.answers[0];
}

describe("DebtRank from a casebook", () => {
  test("equity of 200: A's loss of 0.6 takes 60 or 0.3 of B's equity, and C's loan of 50 is marked down by 15", () => {
    const answer = ask(`${lending}\n  e: B has shareholders-equity 200 USD on 2025`, "A=0.4", "debtrank");
    expect(answer.loss.low).toBeCloseTo(75, 9);
    expect(answer.loss.high).toBeCloseTo(75, 9);
    expect(answer.endings[0].standAlone).toBeCloseTo(60, 9);
    const point = answer.endings.find((one) => one.amounts === "point")!;
    expect(point.holders.map((row) => [row.entity, Math.round(row.loss), row.by[0].legs[0]])).toEqual([
      ["B", 60, "ab"],
      ["C", 15, "loan"],
    ]);
    expect(answer.inputs.find((row) => row.what === "equity")).toMatchObject({ from: "B", claim: "e" });
  });

  test("equity unknown: between what A takes alone and the whole loan gone with B", () => {
    const answer = ask(lending, "A=0.4", "debtrank");
    expect(answer.loss.low).toBeCloseTo(60, 6);
    expect(answer.loss.high).toBeCloseTo(60 + 50, 6);
    expect(answer.missing).toContainEqual({ what: "equity", entity: "B", leg: null, reason: "no-claim" });
  });

  test("market value stands in for equity only where asked for, and is named", () => {
    const text = `${lending}\n  v: B has market-cap 200 USD on 2025`;
    expect(ask(text, "A=0.4", "debtrank").loss.high).toBeCloseTo(110, 6);
    const market = ask(text, "A=0.4", "debtrank", { market: true });
    expect(market.loss.high).toBeCloseTo(75, 9);
    expect(market.assumptions).toContain("market-value-as-equity");
  });

  test("a worthless stake takes its worth off its holder's equity: 40 of 200 marks C's loan down by a fifth", () => {
    const stake = `${lending}
      e: B has shareholders-equity 200 USD on 2025
      v: D has market-cap 100 USD on 2025
      s: D has ownership-share-by-B 40 % on 2025`;
    const answer = ask(stake, "B>D=0", "debtrank");
    expect(answer.loss.high).toBeCloseTo(10, 9);
    expect(ask(lending, "B>D=0".replace("D", "A"), "debtrank").state).toBe("not-identifiable");
  });
});

describe("cascade of defaults from a casebook", () => {
  test.each([
    [200, 100, 1],
    [80, 150, 2],
  ])("equity of %i against a loss of 100: %i lost, %i fail", (equity, loss, fail) => {
    const answer = ask(`${lending}\n  e: B has shareholders-equity ${equity} USD on 2025`, "A=0", "threshold-cascade");
    expect(answer.loss.high).toBeCloseTo(loss, 9);
    expect(answer.endings[0].failures.length).toBe(fail);
  });

  test("a shocked debtor pays its share back, one drawn in nothing", () => {
    const answer = ask(`${lending}\n  e: B has shareholders-equity 50 USD on 2025`, "A=0.4", "threshold-cascade");
    expect(answer.loss.high).toBeCloseTo(60 + 50, 9);
  });
});

describe("cross-holdings from a casebook", () => {
  const held = `
    v: B has market-cap 100 USD on 2025
    w: A has market-cap 50 USD on 2025
    s: B has ownership-share-by-A 20 % on 2025
    deal: A pays B 1 for chips on 2025 (closed)
  `;

  test("half of B's 100 is gone: A loses 10 through its fifth, other holders 40", () => {
    const answer = ask(held, "B=0.5", "elliott-golub-jackson");
    expect(answer.loss.point).toBeCloseTo(50, 9);
    const [others, holder] = answer.endings[0].holders;
    expect(others).toMatchObject({ entity: "B" });
    expect(others.loss).toBeCloseTo(40, 9);
    expect(holder).toMatchObject({ entity: "A", by: [{ from: "B", legs: ["s"] }] });
    expect(holder.loss).toBeCloseTo(10, 9);
    expect(holder.by[0].loss).toBeCloseTo(10, 9);
  });

  test("a stake of which a quarter is left loses its holder three quarters of its worth", () => {
    expect(ask(held, "A>B=0.25", "elliott-golub-jackson").loss.point).toBeCloseTo(15, 9);
  });

  test("all values halved: own assets of A are 50 less its stake of 20; 15 + 50 of 130 are lost", () => {
    expect(ask(held, "values=0.5", "elliott-golub-jackson").loss.point).toBeCloseTo(15 + 50, 9);
  });

  test("a firm that falls below a threshold costs what the scenario says, in the next wave", () => {
    const failure: Assumption = { kind: "failure", entity: "A", threshold: 0.9, cost: 0.4, reason: "r", reasonFr: "r" };
    const answer = ask(held, "B=0.5", "elliott-golub-jackson", { assumptions: [failure] });
    // A is worth 50, loses 10 of it (below 45), and its fall costs 20 more.
    expect(answer.loss.point).toBeCloseTo(50 + 20, 9);
    expect(answer.endings[0].failures.map((one) => one.entity)).toEqual(["A"]);
    expect(answer.endings[0].byBelief).toBe(0);
    // At nine tenths of 50, a cost of 20 that is expected makes itself true: nothing happened, and 20 are lost.
    const doubt = ask(held, "A>B=1", "elliott-golub-jackson", { assumptions: [failure] });
    expect(doubt.endings[0]).toMatchObject({ loss: 0, failures: [] });
    expect(doubt.endings[0].byBelief).toBeCloseTo(20, 9);
  });

  test("without a value nothing can be told", () => {
    const answer = ask(
      "s: B has ownership-share-by-A 20 % on 2025\n deal: A pays B 1 for chips on 2025 (closed)",
      "B=0",
      "elliott-golub-jackson",
    );
    expect(answer).toMatchObject({ state: "not-identifiable", loss: { high: null } });
    expect(answer.missing).toContainEqual({ what: "value", entity: "B", leg: null, reason: "no-claim" });
  });
});
