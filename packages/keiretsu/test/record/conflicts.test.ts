import { describe, expect, it } from "vitest";
import { conflicts, rounding } from "../../src/record/conflicts.ts";
import { toy } from "../toy.ts";

function pairs(text: string): readonly string[] {
  return conflicts(toy(text)).flatMap((found) => found.pairs.map((pair) => `${pair.a} ${pair.b} ${pair.kind}`));
}

describe("what contradicts", () => {
  it.each([
    ["22 and 22.4 are the same figure, rounded", "22", "22.4", false],
    ["12 and 13 are not", "12", "13", true],
    ["300 and 310 are not, 300 is read to its second digit", "300", "310", true],
    ["about 100 reaches 109", "about 100", "109", false],
    ["about 100 does not reach 112", "about 100", "112", true],
    ["up to 100 holds 30", "up to 100", "30", false],
    ["at least 100 does not hold 30", "at least 100", "30", true],
    ["0 and 0 agree", "0", "0", false],
    ["units that differ are not compared", "10 USD", "90 EUR", false],
  ])("%s", (_, a, b, contradict) => {
    expect(pairs(`c1: A has cash ${a} on 2025 says press\nc2: A has cash ${b} on 2025 says filing`)).toHaveLength(contradict ? 1 : 0);
  });

  it("only what is said of the same time", () => {
    expect(pairs("c1: A has cash 1 on 2025-09\nc2: A has cash 9 on 2025-10")).toEqual([]);
    expect(pairs("c1: A has cash 1 on 2025\nc2: A has cash 9 on 2025-10-03")).toEqual(["c1 c2 values"]);
  });

  it("a leg has one amount, whenever it is told", () => {
    expect(pairs("l: A pays B 10 for debt on 2024 (closed)\nc1: l amounts to 90 on 2025")).toEqual(["c1 l-amount values"]);
  });

  it("a denial contradicts an assertion, and what was corrected contradicts nothing", () => {
    const text = "l: A pays B 10 for debt on 2024 (closed)\nc1: l denies amounts to 10 on 2024 says filing";
    expect(pairs(text)).toEqual(["c1 l-amount denial"]);
    expect(pairs(`${text}\nc1 supersedes l-amount`)).toEqual([]);
  });

  it("one source that quotes two speakers tells of a dispute; two sources that do so contradict each other", () => {
    const quoted = (sources: string): readonly string[] => {
      const book = toy(
        `l: A pays B 10 for debt on 2024 (closed)\nc1: l amounts to 10 on 2024 says press\nc2: l denies amounts to 10 on 2024 says ${sources}\nc1 supersedes l-amount`,
      );
      const claims = book.claims.map((claim) => ({ ...claim, attributedTo: claim.id === "c1" ? "a" : "b" }));
      return conflicts({ ...book, claims }).flatMap((found) => found.pairs.map((pair) => pair.kind));
    };
    expect(quoted("press")).toEqual([]);
    expect(quoted("filing")).toEqual(["denial"]);
  });

  it("free text never contradicts", () => {
    expect(pairs("c1: A has mood calm on 2025 says press\nc2: A has mood wild on 2025 says filing")).toEqual([]);
  });
});

describe("rounding", () => {
  it.each([
    [22, 0.5],
    [300, 5],
    [13.5, 0.05],
    [7, 0.5],
    [0.25, 0.005],
    [0, 0],
    [Infinity, 0],
  ])("%d is read to %d either way", (value, half) => {
    expect(rounding(value)).toBeCloseTo(half, 12);
  });
});
