import { describe, expect, test } from "vitest";
import { view } from "../../../src/record/view.ts";
import type { ModelAnswer } from "../../../src/panel/stress/answer.ts";
import { type Assumption, parseShock, type Scenario } from "../../../src/panel/stress/scenario.ts";
import { stress } from "../../../src/panel/stress/stress.ts";
import { toy } from "../../toy.ts";

/** S makes wafers, M makes chips of them, L rents nothing else; S sells 20 a year in all, M 100, L 30. */
const text = `
  sm: M pays S 10 for chips on 2025-01-01 (definitive)
  sm runs 2 years
  ml: L pays M unknown for chips on 2026-01-01 (announced)
  a: S has revenue 20 USD on 2025
  b: M has revenue 100 USD on 2025
  c: L has revenue 30 USD on 2025
`;
const said = { reason: "for the test", reasonFr: "pour le test" };
const assumptions: readonly Assumption[] = [
  { kind: "industry", industry: "wafers", entities: ["S"], ...said },
  { kind: "industry", industry: "chips", entities: ["M"], ...said },
  { kind: "industry", industry: "labs", entities: ["L"], ...said },
  { kind: "essentiality", input: "wafers", user: "chips", low: 0, high: 2, ...said },
  { kind: "essentiality", input: "chips", user: "labs", low: 0, high: 2, ...said },
];

function ask(shock: string, more: Partial<Scenario> = {}): ModelAnswer {
  const scenario = { window: "2026", shocks: [parseShock(shock)], assumptions, ...more };
  return stress(view(toy(text)), scenario, { models: ["esri"] }).values.answers[0];
}

describe("supply from a casebook", () => {
  test("no wafers: 20 is lost if nobody needs them at once, 150 if everybody does; half a year is half of it", () => {
    const answer = ask("S.output=0");
    expect(answer).toMatchObject({ state: "answered", loss: { low: 20, point: null, high: 150 }, proved: false });
    expect(ask("S.output=0", { quarters: 2 }).loss).toMatchObject({ low: 10, high: 75 });
    expect(answer.endings[1].failures.map(({ entity, wave }) => [entity, wave])).toEqual([
      ["S", 0],
      ["M", 1],
      ["L", 2],
    ]);
    expect(answer.endings[1].standAlone).toBe(20);
  });

  test("a share of output left, by input and by country", () => {
    expect(ask("input:wafers=0.5").loss.high).toBeCloseTo(75, 9);
    expect(ask("country:US=0.5").loss.low).toBeCloseTo(75, 9);
  });

  test("M gone takes from S only what it bought: 5 a year of 20", () => {
    const answer = ask("M.output=0");
    const low = answer.endings[0];
    // 2025 and 2026 are 730 days: ten over them is 10 * 365.2425 / 730 a year.
    expect(low.holders.find((row) => row.entity === "S")!.loss).toBeCloseTo((10 * 365.2425) / 730, 6);
  });

  test("a share of revenue is no input: with it of unknown size the answer is the same", () => {
    const plain = ask("L.output=0");
    const scenario = { window: "2026", shocks: [parseShock("L.output=0")], assumptions };
    const sharing = toy(`${text}\n  share: L pays M unknown for revenue-share on 2026-01-01 (definitive)`);
    const answer = stress(view(sharing), scenario, { models: ["esri"] }).values.answers[0];
    expect(answer.inputs).toEqual(plain.inputs);
    expect(answer.loss).toEqual(plain.loss);
    expect(answer.missing.map(({ leg }) => leg)).not.toContain("share");
  });

  test("a link of unknown size to the only maker carries all the same, and its size is missing", () => {
    const answer = ask("M.output=0");
    expect(answer.loss.high).toBeCloseTo(100 + 30 + (10 * 365.2425) / 730, 6);
    expect(answer.missing).toContainEqual({ what: "supply", entity: "M", leg: "ml", reason: "no-amount" });
    expect(answer.assumptions).toEqual(expect.arrayContaining(["equal-parts", "essentiality chips labs", "no-stocks"]));
  });

  test("an assumed link carries, and is named; without needs nothing can be told", () => {
    const link: Assumption = { kind: "supply", from: "X", to: "M", amount: null, ...said };
    const x: Assumption = { kind: "industry", industry: "wafers", entities: ["X"], ...said };
    const answer = stress(
      view(toy(`${text}\n d: X has revenue 1 USD on 2025`)),
      { window: "2026", shocks: [parseShock("X.output=0")], assumptions: [...assumptions, link, x] },
      { models: ["esri"] },
    ).values.answers[0];
    // S and the link of unknown size are equal parts: half of M's wafers are gone, so half of M and of L. Channels do not mix: that M makes
    // less for want of X is no order that S loses.
    expect(answer.loss.high).toBeCloseTo(1 + 50 + 15, 6);
    expect(answer.assumptions).toContain("supply X M");
    expect(ask("S.output=0", { assumptions: [] })).toMatchObject({ state: "not-identifiable" });
  });

  test("a contract that begins after the stated year comes on top of its sales", () => {
    const late = text.replace("chips on 2025-01-01 (definitive)", "chips on 2026-01-01 (definitive)");
    const scenario = { window: "2026", shocks: [parseShock("S.output=0")], assumptions };
    const answer = stress(view(toy(late)), scenario, { models: ["esri"] }).values.answers[0];
    expect(answer.loss.low).toBeCloseTo(20 + (10 * 365.2425) / 730, 6);
  });

  test("an assumption of the scenario stands before the same one of the book", () => {
    const own: readonly Assumption[] = [
      { kind: "essentiality", input: "wafers", user: "chips", low: 0, high: 0, ...said },
      { kind: "revenue", entity: "S", amount: 7, ...said },
    ];
    const book: readonly Assumption[] = [...assumptions, { kind: "revenue", entity: "S", amount: 9, ...said }];
    expect(ask("S.output=0", { assumptions: [...own, ...book] }).loss).toMatchObject({ low: 7, high: 7 });
  });

  test("a part of a year's revenue is a floor of it", () => {
    const book = toy(text);
    const claims = book.claims.map((claim) => (claim.id === "b" ? { ...claim, period: "2025-Q3" } : claim));
    const answer = stress(
      view({ ...book, claims }),
      { window: "2026", shocks: [parseShock("M.output=0")], assumptions },
      { models: ["esri"] },
    ).values.answers[0];
    expect(answer.inputs.find((row) => row.what === "revenue" && row.from === "M")).toMatchObject({
      low: 100,
      point: null,
      assumptions: ["part-of-year"],
    });
  });
});
