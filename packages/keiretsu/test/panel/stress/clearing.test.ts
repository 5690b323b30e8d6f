import { describe, expect, test } from "vitest";
import type { Casebook } from "../../../src/record/casebook.ts";
import { view } from "../../../src/record/view.ts";
import type { Ending, ModelAnswer } from "../../../src/panel/stress/answer.ts";
import { type Assumption, parseShock, type Scenario } from "../../../src/panel/stress/scenario.ts";
import { stress } from "../../../src/panel/stress/stress.ts";
import { toy } from "../../toy.ts";

/**
 * A owes B 100 and B owes C 90, all within the window (a term of one year is 366 days, both ends counted). A can pay 40: B gets 40 and is
 * short of 60. With just enough before (B needs nothing beside A's 100) B passes on its 40 and C loses 50: 110 in all. With ample cash B pays in
 * full: 60 in all.
 */
const chain = `
  ab: A pays B 100 for cloud on 2026-01-01 (definitive)
  ab runs 1 years
  bc: B pays C 90 for cloud on 2026-01-01 (definitive)
  bc runs 1 years
`;
const window = "2026-01-01..2027-01-01";

function clear(book: Casebook | string, shocks: readonly string[], more: Partial<Scenario> = {}): ModelAnswer {
  const casebook = typeof book === "string" ? toy(book) : book;
  const result = stress(view(casebook), { window, shocks: shocks.map(parseShock), ...more }, { models: ["eisenberg-noe"] });
  return result.values.answers[0];
}

function ending(answer: ModelAnswer, buffers: Ending["buffers"]): Ending {
  return answer.endings.find((one) => one.amounts === "point" && one.buffers === buffers)!;
}

describe("clearing from a casebook", () => {
  test("a debtor that can pay 40 of 100: 60 lost if buffers are ample, 110 if they are thin", () => {
    const answer = clear(chain, ["A=0.4"]);
    expect(answer).toMatchObject({ state: "answered", loss: { low: 60, point: null, high: 110 }, proved: true });
    expect(ending(answer, "ample")).toMatchObject({ loss: 60, standAlone: 60, holders: [{ entity: "B", loss: 60 }] });
    const thin = ending(answer, "thin");
    expect(thin.standAlone).toBeCloseTo(60, 9);
    expect(thin.loss).toBeGreaterThan(thin.standAlone);
    expect(thin.holders.map((row) => [row.entity, Math.round(row.loss), row.by.map((one) => [one.from, one.legs])])).toEqual([
      ["B", 60, [["A", ["ab"]]]],
      ["C", 50, [["B", ["bc"]]]],
    ]);
    expect(thin.failures.map(({ entity, wave, before, by }) => [entity, wave, before, by.map((one) => one.legs)])).toEqual([
      ["A", 0, false, []],
      ["B", 1, false, [["ab"]]],
    ]);
  });

  test("stated cash closes the interval: with 30 B pays 70, C loses 20, 80 in all", () => {
    const answer = clear(`${chain}\n  k: B has cash-and-securities 30 USD on 2025`, ["A=0.4"]);
    expect(answer.loss).toEqual({ low: 80, point: 80, high: 80 });
    expect(answer.inputs.find((row) => row.what === "cash")).toMatchObject({ from: "B", point: 30, claim: "k", source: "press" });
    expect(answer.missing.filter((row) => row.what === "cash")).toEqual([]);
  });

  test("debt to lenders outside ranks with the rest: they bear their part", () => {
    const book = toy(`${chain}\n  m: B has debt-maturity 90 USD on 2025-12-31\n  k: B has cash 0 USD on 2025`);
    const claims = book.claims.map((claim) => (claim.id === "m" ? { ...claim, period: "2026" } : claim));
    // B owes C 90 and lenders 90 (all of 2026 lies in the window) and has 100 before, 40 after: it pays 5/9, then 2/9 of each.
    const answer = clear({ ...book, claims }, ["A=0.4"]);
    const thin = ending(answer, "thin");
    expect(thin.lossBefore).toBeCloseTo(80, 9);
    expect(thin.loss).toBeCloseTo(60 + 60, 9);
    expect(thin.outside).toBeCloseTo(30, 9);
    expect(thin.failures.map(({ entity, before }) => [entity, before])).toEqual([
      ["A", false],
      ["B", true],
    ]);
  });

  test("where somebody fails before the shock the interval is not said to be proved", () => {
    const broke = `${chain}\n  k: B has cash 0 USD on 2025\n  bd: B pays D 90 for cloud on 2026-01-01 (definitive)\n  bd runs 1 years\n  ce: C pays E 5 for cloud on 2026-01-01 (definitive)\n  ce runs 1 years`;
    const answer = clear(broke, ["A=0.4"]);
    expect(answer).toMatchObject({ state: "answered", proved: false });
    expect(answer.assumptions).toContain("failing-before");
  });

  test("money already handed over, promises and legs without a term are not owed, and are told", () => {
    const answer = clear(
      `${chain}
      old: A pays D 7 for chips on 2025 (closed)
      old runs 1 years
      word: A pays D 8 for cloud on 2026-01-01 (announced)
      word runs 1 years
      open: A pays D 9 for cloud on 2026-01-01 (definitive)
      blank: A pays D unknown for cloud on 2026-01-01 (definitive)
      blank runs 1 years`,
      ["A=0"],
    );
    expect(answer.inputs.map((row) => row.leg)).toEqual(["ab", "bc"]);
    expect(answer.missing.filter((row) => row.leg !== null).map((row) => [row.leg, row.reason])).toEqual([
      ["blank", "no-amount"],
      ["open", "no-term"],
      ["word", "not-under-contract"],
    ]);
  });

  test("an assumed term places a leg in the window, and is named", () => {
    const term: Assumption = { kind: "term", leg: "open", years: 2, reason: "because", reasonFr: "parce que" };
    const open = "open: A pays D 9 for cloud on 2026-01-01 (definitive)";
    const answer = clear(`${chain}\n  ${open}`, ["A=0"], { assumptions: [term] });
    // 2026 and 2027 are 730 days: 366 of them lie in the window.
    expect(answer.inputs.find((row) => row.leg === "open")!.point).toBeCloseTo((9 * 366) / 730, 9);
    expect(answer.assumptions).toContain("term open");
  });

  test("an up-to amount gives three runs: nothing at the low end, all at the high end", () => {
    const answer = clear("ab: A pays B up to 100 for cloud on 2026-01-01 (definitive)\n ab runs 1 years", ["A=0.5"]);
    expect(answer.endings.filter((one) => one.buffers === "thin").map((one) => [one.amounts, one.loss])).toEqual([
      ["low", 0],
      ["point", 50],
      ["high", 50],
    ]);
  });

  test("a shock that touches nobody who owes changes nothing", () => {
    expect(clear(chain, ["C=0"])).toMatchObject({ state: "untouched", loss: { low: 0, point: 0, high: 0 } });
    expect(clear("k: A has cash 3 USD on 2025", ["A=0"])).toMatchObject({ state: "not-identifiable", loss: { low: null, high: null } });
  });

  test("costs of default need somebody to say what an estate recovers; with alpha = beta = 1 they are none", () => {
    const scenario = { window, shocks: [parseShock("A=0.4")] };
    const recovery: Assumption = { kind: "recovery", alpha: 1, beta: 1, reason: "r", reasonFr: "r" };
    const ask = (assumptions: readonly Assumption[]): ModelAnswer =>
      stress(view(toy(chain)), { ...scenario, assumptions }, { models: ["rogers-veraart"] }).values.answers[0];
    expect(ask([])).toMatchObject({ state: "not-identifiable", missing: [{ what: "recovery" }] });
    expect(ask([recovery]).loss).toEqual({ low: 60, point: null, high: 110 });
    expect(ask([recovery]).endings[0].byBelief).toBeCloseTo(0, 9);
    // With half of what comes in lost, B passes on 20 of the 40 and C loses 70.
    expect(ask([{ ...recovery, beta: 0.5 }]).loss.high).toBeCloseTo(60 + 70, 9);
  });

  test("what is lost only because it is expected is told apart: a round of debts that pays itself, or nothing", () => {
    const round = `
      ab: A pays B 50 for cloud on 2026-01-01 (definitive)
      ab runs 1 years
      ba: B pays A 50 for cloud on 2026-01-01 (definitive)
      ba runs 1 years
      ac: A pays C 10 for cloud on 2026-01-01 (definitive)
      ac runs 1 years
      ca: C pays A 10 for cloud on 2026-01-01 (definitive)
      ca runs 1 years
      k: D has founded 1 count on 2020`;
    const recovery: Assumption = { kind: "recovery", alpha: 0, beta: 0, reason: "r", reasonFr: "r" };
    const scenario = { window, shocks: [parseShock("D=0")], assumptions: [recovery] };
    const [answer] = stress(view(toy(round)), scenario, { models: ["rogers-veraart"] }).values.answers;
    // Nobody has anything but what the others pay: all 120 are paid, or none is.
    expect(answer.endings.find((one) => one.buffers === "thin" && one.amounts === "point")).toMatchObject({ loss: 0, byBelief: 120 });
  });

  test("a unit's debts are its parent's, unless units are kept apart", () => {
    const book = toy(chain.replaceAll("A pays", "A1 pays") + "\n  A1 is a unit of A");
    expect(clear(book, ["A=0.4"]).loss.high).toBeCloseTo(110, 9);
    const apart = stress(view(book), { window, shocks: [parseShock("A=0.4")] }, { models: ["eisenberg-noe"], perimeter: "unit" });
    expect(apart.values.answers[0].state).toBe("untouched");
  });
});

describe("who is replaced or rescued", () => {
  test("half of 110 is lost once others pay 55/120 of what A does not: B loses 32.5, C 22.5", () => {
    // With replacement r A pays 40 + 60 r; B loses 60 (1 - r), passes on all it has, C loses 90 - (40 + 60 r) = 50 - 60 r while that is positive.
    // The loss 110 - 120 r is 55 at r = 55/120.
    const { replaced, rescued } = stress(view(toy(chain)), {
      window,
      shocks: [parseShock("A=0.4")],
      replaced: { below: 0.5 },
      rescue: true,
    }).values;
    expect(replaced!.lossWithout).toBeCloseTo(110, 9);
    expect(replaced!.threshold).toBeCloseTo(55 / 120, 9);
    expect(rescued!.cost).toBeCloseTo(60, 9);
    expect(rescued!.avoided).toBeCloseTo(110, 9);
  });
});
