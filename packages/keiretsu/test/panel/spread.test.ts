import highsLoader from "highs";
import { describe, expect, it } from "vitest";
import { circularity } from "../../src/panel/circularity.ts";
import { choices, spread, type Spread } from "../../src/panel/spread.ts";
import { project } from "../../src/record/project.ts";
import { view } from "../../src/record/view.ts";
import { sums } from "../../src/panel/flows.ts";
import { toy } from "../toy.ts";
import { aiCasebook, aiFiles, shuffled } from "./book.ts";

/** 20 of 60 goes round through the stake; among signed deals nothing does, and before the rent of August it was 20 of 40. */
const book = `
  stake: A pays B up to 10 for equity on 2025-01-15 (announced)
  order: B pays A 30 for chips on 2025-04-02 (definitive)
  rent: B pays C 20 for cloud on 2025-08-10 (definitive)
`;

function verdicts(values: Spread, choice: string): [string, number | null][] {
  return values.choices.find((one) => one.choice === choice)!.rows.map((row) => [row.value, row.figures.setOffShare]);
}

describe("spread", () => {
  const { values } = spread(toy(book));

  it("changes one choice at a time and names first what moves the verdict most", () => {
    expect(values.base.setOffShare).toBe(20 / 60);
    // From 0 to 20/40 over the quarters, from 0 to 20/60 over the statuses.
    expect(values.movesMost).toBe("known");
    expect(values.choices[1].choice).toBe("at-least");
    expect(verdicts(values, "at-least")).toEqual([
      ["rumoured", 20 / 60],
      ["letter-of-intent", 20 / 60],
      ["announced", 20 / 60],
      ["definitive", 0],
      ["partly-performed", null],
      ["closed", null],
    ]);
    expect(verdicts(values, "amounts")).toEqual([
      ["low", 0],
      ["point", 20 / 60],
      ["high", 20 / 60],
    ]);
    const swings = values.choices.map((choice) => choice.swing);
    expect([...swings].sort((a, b) => b - a)).toEqual(swings);
    expect(values.choices.map((choice) => choice.choice).sort()).toEqual([...choices].sort());
  });

  it("looks back at the end of each quarter with news, and not past the newest row", () => {
    // Nothing comes home before the order of April; the rent of August thins it.
    expect(verdicts(values, "known")).toEqual([
      ["2025-03-31", 0],
      ["2025-06-30", 20 / 40],
      ["2025-08-10", 20 / 60],
      ["now", 20 / 60],
    ]);
    const early = spread(toy(book), { knownOn: "2025-05-01" }).values;
    expect(verdicts(early, "known").map(([value]) => value)).toEqual(["2025-03-31", "2025-05-01"]);
    const short = spread(toy(book), { quarters: 1 });
    expect(verdicts(short.values, "known").map(([value]) => value)).toEqual(["2025-08-10", "now"]);
    expect(short.warnings).toEqual([{ code: "quarters-left-out", message: "earlier quarters with news that are not shown: 2" }]);
  });

  it("marks the base value of every choice once, with the base figures", () => {
    for (const { choice, rows } of values.choices) {
      const base = rows.filter((row) => row.base);
      expect(base, choice).toHaveLength(1);
      expect(base[0].figures, choice).toEqual(values.base);
    }
  });

  it("says nothing of nothing", () => {
    const none = spread(toy("")).values;
    expect(none).toMatchObject({
      movesMost: null,
      seller: null,
      base: { gross: 0, setOffShare: null, topSeller: null, largestLoop: null },
    });
  });
});

describe("the AI casebook", () => {
  const files = aiFiles();
  const casebook = aiCasebook(files);

  it("gives the same bytes whatever the order of rows", () => {
    const circular = JSON.stringify(circularity(view(casebook)));
    const spreads = JSON.stringify(spread(casebook));
    for (const seed of [1, 2]) {
      const other = aiCasebook(shuffled(files, seed));
      expect(JSON.stringify(circularity(view(other)))).toBe(circular);
      expect(JSON.stringify(spread(other))).toBe(spreads);
    }
  });

  it("the umbrella row is the only one that sums umbrellas, and never with their parts", () => {
    const { values } = spread(casebook);
    const rows = values.choices.find((one) => one.choice === "composition")!.rows;
    const gross = Object.fromEntries(rows.map((row) => [row.value, row.figures.gross]));
    expect(gross.umbrellas).toBeGreaterThan(gross.wholes);
    const umbrellas = new Set(casebook.legs.filter((leg) => leg.sum === "umbrella").map((leg) => leg.id));
    for (const composition of ["wholes", "parts"] as const) {
      const { legs } = circularity(view(casebook, { composition, atLeast: "rumoured", chapters: ["all"] })).values.gross;
      expect(legs.filter((id) => umbrellas.has(id))).toEqual([]);
    }
    for (const composition of ["wholes", "parts", "umbrellas"] as const) {
      const counted = new Set(circularity(view(casebook, { composition, atLeast: "rumoured", chapters: ["all"] })).values.gross.legs);
      const both = casebook.legs.filter((leg) => counted.has(leg.id) && leg.partOf.some((whole) => counted.has(whole)));
      expect(both.map((leg) => leg.id)).toEqual([]);
    }
  });

  it("sets off as much as a linear programme does", async () => {
    // The package is CommonJS with an ES type: what is imported is the function itself.
    const highs = await (highsLoader as unknown as typeof highsLoader.default)();
    for (const [atLeast, perimeter] of [
      ["rumoured", "parent"],
      ["announced", "parent"],
      ["announced", "unit"],
    ] as const) {
      const { network } = project(view(casebook, { atLeast }), { perimeter });
      const into: string[][] = Array.from({ length: network.n }, () => []);
      const caps: string[] = [];
      for (let i = 0; i < network.n; i++) {
        for (let e = network.start[i]; e < network.start[i + 1]; e++) {
          into[network.target[e]].push(`+ f${e}`);
          into[i].push(`- f${e}`);
          // In millions: the solver's tolerances are absolute.
          caps.push(`0 <= f${e} <= ${network.weight[e] / 1e6}`);
        }
      }
      const rows = into.flatMap((terms, i) => (terms.length > 0 ? [`n${i}: ${terms.join(" ")} = 0`] : []));
      const all = Array.from({ length: network.m }, (_, e) => `f${e}`).join(" + ");
      const optimum = highs.solve(`Maximize\n all: ${all}\nSubject To\n${rows.join("\n")}\nBounds\n${caps.join("\n")}\nEnd`);
      expect(optimum.Status).toBe("Optimal");
      const { setOff } = sums(network);
      expect(Math.abs(setOff - optimum.ObjectiveValue * 1e6)).toBeLessThan(1e-6 * (setOff + 1e6));
    }
  });
});
