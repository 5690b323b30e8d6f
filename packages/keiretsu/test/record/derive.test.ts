import { describe, expect, it } from "vitest";
import { deriveResult } from "../../src/record/answers.ts";
import { derive, type DeriveOptions, type Figure } from "../../src/record/derive.ts";
import { view, type ViewOptions } from "../../src/record/view.ts";
import { shipped } from "../casebooks.ts";
import { toy } from "../toy.ts";

const claims = `
  letter: A pays B up to 100 for equity on 2025-09-22 (letter-of-intent)
  revenue: A has revenue 200 on 2025
  floor: A has orders at least 40 on 2025
  mood: A has mood calm on 2025
  zero: A has cash 0 on 2025
`;

function figure(row: string, options: Partial<DeriveOptions> = {}): Figure {
  return derive(view(toy(`${claims}\n${row}`)), { ids: [row.split(":")[0]], ...options })[0];
}

/** A source that draws a conclusion from 3.1 of loss at 27 % and at 32.5 %. */
function conclusion(relation: string): string {
  return `
      loss: M has loss 3.1 on 2025
      small: M has share 27 % on 2025
      large: M has share 32.5 % on 2025
      said: M has conclusion higher on 2025
      one: {loss} / ({small} / 100) unit USD
      two: {loss} / ({large} / 100) unit USD states said ${relation} one
    `;
}

function verdict(relation: string): Figure["verdict"] {
  return derive(view(toy(conclusion(relation))), { ids: ["two"] })[0].verdict;
}

describe("derive", () => {
  it("carries ranges through: up to 100 of 200 is between nothing and half", () => {
    expect(figure("f: {letter-amount} / {revenue} unit ratio")).toMatchObject({
      low: 0,
      point: 0.5,
      high: 0.5,
      method: "exact",
      error: null,
    });
    expect(figure("f: {floor} / {revenue} unit ratio")).toMatchObject({ low: 0.2, point: 0.2, high: null });
  });

  it("a parameter that is a range has no point; the reader may set it", () => {
    const row = "f: {revenue} * share with share=0.25..0.5 unit USD expects 50 within 0.1";
    expect(figure(row)).toMatchObject({ low: 50, point: null, high: 100, holds: true });
    expect(figure(row, { set: ["share=0.3"] })).toMatchObject({ low: 60, point: 60, high: 60, holds: null });
    for (const set of [["other=1"], ["share=x"], ["share=2..1"], ["share"]]) {
      expect(() => figure(row, { set })).toThrow(expect.objectContaining({ code: "bad-option" }));
    }
  });

  it("says whether the expected figure comes out", () => {
    expect(figure("f: {revenue} / 2 unit USD expects 100 within 0").holds).toBe(true);
    expect(figure("f: {revenue} / 2 unit USD expects 101 within 0.5").holds).toBe(false);
  });

  it("a claim reached by two figures is one unknown", () => {
    const text = `${claims}\nhalf: {letter-amount} / 2 unit USD\nrest: {letter-amount} - {half} - {half} unit USD`;
    const [rest] = derive(view(toy(text)), { ids: ["rest"] });
    expect([rest.low, rest.point, rest.high].map((x) => x! + 0)).toEqual([0, 0, 0]);
    expect(rest.inputs.map((input) => input.id)).toEqual(["letter-amount"]);
  });

  it("what does not count in the view is 0 inside counted( ), and the arithmetic still holds", () => {
    const text = `${claims}\nf: counted({letter-amount}) / {revenue} unit ratio expects 0.5 within 0`;
    const at = (atLeast: "letter-of-intent" | "announced"): Figure => derive(view(toy(text), { atLeast }))[0];
    expect(at("letter-of-intent")).toMatchObject({ low: 0, point: 0.5, high: 0.5, holds: true });
    expect(at("announced")).toMatchObject({ low: 0, point: 0, high: 0, holds: true });
    expect(at("announced").inputs.find((input) => input.id === "letter-amount")!.counted).toBe(false);
  });

  it("tests a conclusion: a larger share of the same loss is a smaller whole", () => {
    expect([verdict("above"), verdict("below"), verdict("equals")]).toEqual(["runs-backwards", "follows", "runs-backwards"]);
  });

  it.each([
    ["f: {nobody} unit USD", "unknown-id"],
    ["f: {revenue} * tax unit USD", "unknown-parameter"],
    ["f: {mood} * 2 unit USD", "unknown-amount"],
    ["f: 1 / {zero} unit USD", "division-by-zero"],
    ["f: {revenue} + unit USD", "bad-formula"],
    ["f: {f} + 1 unit USD", "circular-formula"],
    ["f: {revenue} * t with t=many unit USD", "bad-parameter"],
    ["f: counted({f}) unit USD", "unknown-id"],
  ])("%s is unknown and says why: %s", (row, code) => {
    expect(figure(row)).toMatchObject({ low: null, point: null, high: null, error: { code }, holds: null });
  });

  it("does not know today what is published tomorrow", () => {
    const text = "c: A has cash 5 on 2025-01 known 2025-06-01\nf: {c} * 2 unit USD";
    expect(derive(view(toy(text), { knownOn: "2025-05" }))[0].error?.code).toBe("not-known");
    expect(derive(view(toy(text), { knownOn: "2025-06-01" }))[0].point).toBe(10);
  });

  it("refuses a figure that is not there", () => {
    expect(() => derive(view(toy("")), { ids: ["f"] })).toThrow(expect.objectContaining({ code: "unknown-figure" }));
  });
});

describe("the figures of the AI casebook", () => {
  const casebook = shipped("ai-alliances");
  const figures = derive(view(casebook));

  function share(options: Partial<ViewOptions>): number {
    return derive(view(casebook, options), { ids: ["ar-33"] })[0].point!;
  }

  it("all 38 arithmetic checks are there, and every expected figure comes out of its claims", () => {
    const missing = Array.from({ length: 38 }, (_, i) => `ar-${String(i + 1).padStart(2, "0")}`).filter(
      (id) => !figures.some((row) => row.row.id === id),
    );
    expect(missing).toEqual([]);
    const missed = figures.filter((row) => row.row.expected !== null && row.holds !== true).map((row) => row.row.id);
    expect(missed).toEqual([]);
  });

  it("each is computed from at least one claim that has a source", () => {
    for (const row of figures) {
      expect(row.error).toBe(null);
      expect(row.inputs.some((input) => input.claim !== null && input.claim.source !== "")).toBe(true);
    }
  });

  it("reports the source whose arithmetic runs backwards, and no other", () => {
    expect(figures.filter((row) => row.verdict === "runs-backwards").map((row) => row.row.id)).toEqual(["ar-02"]);
  });

  it("84 % and 8 % of a year's revenue are one choice apart", () => {
    expect(share({ knownOn: "2025-10-24", atLeast: "letter-of-intent" })).toBeCloseTo(0.8429, 3);
    expect(share({})).toBeCloseTo(0.0766, 3);
  });

  it("gives the same bytes whatever the order of the rows", { timeout: 30_000 }, () => {
    expect(JSON.stringify(deriveResult(view(shipped("ai-alliances", 3))))).toBe(JSON.stringify(deriveResult(view(casebook))));
  });
});

describe("the figures of the other casebooks", () => {
  it.each(["bubbles", "ford-1914", "keiretsu-japan", "lucent-2000"])("%s: every expected figure comes out of its claims", (name) => {
    for (const row of derive(view(shipped(name), { chapters: ["all"] }))) {
      expect([row.row.id, row.error]).toEqual([row.row.id, null]);
      if (row.row.expected !== null) expect([row.row.id, row.holds]).toEqual([row.row.id, true]);
    }
  });
});
