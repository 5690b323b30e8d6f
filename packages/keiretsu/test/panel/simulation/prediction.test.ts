import { describe, expect, test } from "vitest";
import { judgePredictions, readPredictions } from "../../../src/panel/simulation/judge.ts";
import { predict, type Statement } from "../../../src/panel/simulation/prediction.ts";
import { parseQuarter } from "../../../src/panel/simulation/quarter.ts";
import { defaultSimulationScenario, type SimulationAssumption, type SimulationScenario } from "../../../src/panel/simulation/scenario.ts";
import { view } from "../../../src/record/view.ts";
import { toy } from "../../toy.ts";

// In millions: C rents for 1,000 a quarter, sells for 1,000 at costs of half that, and has 2,500: it stands five quarters and fails in the sixth, 2027-Q2.
const TEXT = `
  rent: C pays O 8000000000 for cloud on 2026-01-01 (definitive)
  rent runs 2 years
  cash: C has cash 2500000000 USD on 2025-12-31
  sales: C has revenue 4000000000 USD on 2025
`;
const book = toy(TEXT);

function set(what: string, subject: string, value: number): SimulationAssumption {
  const row = { what, subject, value, low: null, high: null, claim: null, times: 1, reason: "for the test", reasonFr: "pour l’essai" };
  return row as SimulationAssumption;
}

const scenario: SimulationScenario = {
  ...defaultSimulationScenario,
  id: "toy",
  start: parseQuarter("2026-Q1"),
  quarters: 8,
  firms: ["C"],
  assumptions: [set("growth", "C", 0), set("cost-ratio", "C", 0.5)],
};

const said = (
  what: Statement["what"],
  by: string,
  comparison: Statement["comparison"] = null,
  amount: number | null = null,
): Statement => ({
  what,
  entity: "C",
  comparison,
  amount,
  by,
});

function made(statement: Statement, more: readonly SimulationAssumption[] = []) {
  const whole = { ...scenario, assumptions: [...scenario.assumptions, ...more] };
  return predict(view(book), whole, { statement, madeOn: "2025-12-31", seed: 3, draws: 40, amounts: "point" }).values.predictions[0];
}

describe("how probable a run holds it", () => {
  test.each([
    [said("fails", "2027-Q1"), 0],
    [said("fails", "2027-Q2"), 1],
    [said("cash", "2026-Q2", "above", 1.49e9), 1],
    [said("cash", "2026-Q2", "above", 1.5e9), 0],
    [said("cash", "2026-Q2", "below", 1.51e9), 1],
    [said("revenue", "2026", "above", 3.99e9), 1],
    [said("revenue", "2026-Q4", "below", 4e9), 0],
    [said("funding", "2027-Q4", "above", 0), 0],
  ] as const)("%o: %d", (statement, share) => {
    const found = made(statement);
    expect(found.probability).toMatchObject({ count: 40 * share, share });
    expect(found.statement.by).toBe(statement.by === "2026" ? "2026-Q4" : statement.by);
  });

  test("with chance it is a share of paths with Wilson's interval, and says what it rests on", () => {
    const found = made(said("revenue", "2026", "above", 4e9), [set("volatility", "C", 0.4)]);
    expect(found.probability.share).toBeGreaterThan(0.1);
    expect(found.probability.share).toBeLessThan(0.9);
    expect(found.probability.low).toBeLessThan(found.probability.share);
    expect(found).toMatchObject({
      madeOn: "2025-12-31",
      dueOn: "2026-12-31",
      scenario: "toy",
      start: "2026-Q1",
      seed: 3,
      draws: 40,
      unit: "USD",
    });
    expect(found.inputDigest).toBe(book.digest);
  });

  test("what cannot be said is refused", () => {
    expect(() => made({ ...said("fails", "2027"), entity: "O" })).toThrow('the books of "O" are not kept');
    expect(() => made(said("fails", "2028"))).toThrow("expected 2026-Q1 to 2027-Q4");
    expect(() => made(said("revenue", "2026-Q3", "above", 1))).toThrow("expected 2026-Q4 to 2027-Q4");
    expect(() => made(said("cash", "2027"))).toThrow("cash needs an amount");
    expect(() => made(said("fails", "2027", "above", 1))).toThrow("a failure has no amount");
  });
});

describe("what became of it", () => {
  const later = toy(`${TEXT}
    invest: V pays C 3000000000 for equity on 2026-05-01 (closed)
    cash26: C has cash 1400000000 USD on 2026-06-30
    sales26: C has revenue 4500000000 USD on 2026
  `);
  const judged = (statement: Statement, knownOn: string) => judgePredictions(later, [made(statement)], knownOn).values;

  test.each([
    [said("cash", "2026-Q2", "above", 1.45e9), "false", ["cash26"], 1],
    [said("cash", "2026-Q2", "below", 1.45e9), "true", ["cash26"], 1],
    [said("revenue", "2026", "above", 4e9), "true", ["sales26"], 1],
    [said("funding", "2026", "above", 2e9), "true", ["invest"], 1],
    [said("funding", "2026", "below", 2e9), "false", ["invest"], 1],
    // More may have been paid than is on record.
    [said("funding", "2026", "below", 4e9), "not-known", [], null],
    [said("cash", "2026-Q3", "above", 1), "not-known", [], null],
    // Sales of 2026 as a whole say nothing of the time after its second quarter.
    [said("fails", "2026-Q2"), "not-known", [], null],
  ] as const)("%o: %s", (statement, verdict, evidence, scored) => {
    const { predictions, scored: count } = judged(statement, "2027-06-30");
    expect(predictions[0].verdict).toBe(verdict);
    expect(predictions[0].evidence.filter((id) => evidence.some((part) => id.includes(part))).length).toBeGreaterThanOrEqual(
      evidence.length,
    );
    expect(count).toBe(scored ?? 0);
    if (verdict === "not-known") expect(predictions[0].score).toBeNull();
    else expect(predictions[0].score).toBe((predictions[0].probability.share - (verdict === "true" ? 1 : 0)) ** 2);
  });

  test("before its day nothing is judged, and what was not yet known decides nothing", () => {
    expect(judged(said("revenue", "2026", "above", 4e9), "2026-12-30").predictions[0].verdict).toBe("not-due");
    const { predictions, due, brier } = judgePredictions(book, [made(said("revenue", "2026", "above", 4e9))], "2027-06-30").values;
    expect([predictions[0].verdict, due, brier]).toEqual(["not-known", 1, null]);
  });

  test("a figure of a later day shows that it stood; a bankruptcy on record that it did not", () => {
    const stood = judged(said("fails", "2026-Q1"), "2027-06-30").predictions[0];
    expect([stood.verdict, stood.evidence.length]).toEqual(["false", 1]);
    const broke = toy(`${TEXT}
      end: C has bankruptcy-date 2026-03-31 date on 2026-03-31
    `);
    expect(judgePredictions(broke, [made(said("fails", "2026-Q1"))], "2027").values.predictions[0].verdict).toBe("true");
  });

  test("the mean score is Brier's, by hand: a sure miss and a sure hit", () => {
    const two = [made(said("cash", "2026-Q2", "above", 1.45e9)), made(said("revenue", "2026", "above", 3e9))];
    // 1 - 0 squared, and 1 - 1 squared.
    expect(judgePredictions(later, two, "2027-06-30").values).toMatchObject({ due: 2, scored: 2, brier: 0.5 });
  });

  test("stored and read again, it is the same; what is none is refused by name", () => {
    const answer = predict(view(book), scenario, {
      statement: said("fails", "2027"),
      madeOn: "2025-12-31",
      seed: 3,
      draws: 40,
      amounts: "point",
    });
    expect(readPredictions(JSON.parse(JSON.stringify(answer)), "a.json")).toEqual(
      [made(said("fails", "2027-Q4"))].map(({ verdict: _v, evidence: _e, sources: _s, score: _n, ...kept }) => kept),
    );
    expect(() => readPredictions({ model: "loops" }, "b.json")).toThrow('b.json: expected the JSON answer of "keiretsu predict"');
    expect(() => readPredictions({ model: "predict", values: { predictions: [{ statement: {}, probability: {} }] } }, "c.json")).toThrow(
      'c.json: predicted is "undefined"',
    );
  });
});
