import { describe, expect, test } from "vitest";
import { defaultSimulationScenario, type SimulationAssumption, type SimulationScenario } from "../../../src/panel/simulation/scenario.ts";
import { parseQuarter } from "../../../src/panel/simulation/quarter.ts";
import { sensitivityOfRun } from "../../../src/panel/simulation/sensitivity.ts";
import { tornadoScene } from "../../../src/tell/pictures/scene-tornado.ts";
import { view } from "../../../src/record/view.ts";
import { toy } from "../../toy.ts";

// C rents for 1,000 m a quarter over two years, sells for 1,000 m a quarter at costs of half that, and has cash: it loses 500 m a quarter, so 4,000 m of cash carry all eight.
const book = view(
  toy(`
  rent: C pays O 8000000000 for cloud on 2026-01-01 (definitive)
  rent runs 2 years
  sales: C has revenue 4000000000 USD on 2025
`),
);

function set(what: string, subject: string, value: number, low: number, high: number): SimulationAssumption {
  return {
    what,
    subject,
    value,
    low,
    high,
    claim: null,
    times: 1,
    reason: "for the test",
    reasonFr: "pour l’essai",
  } as SimulationAssumption;
}

const scenario: SimulationScenario = {
  ...defaultSimulationScenario,
  id: "toy",
  start: parseQuarter("2026-Q1"),
  quarters: 8,
  firms: ["C"],
  assumptions: [
    set("cash", "C", 2e9, 0, 8e9),
    // Nothing is bought, so that the life of systems decides nothing.
    set("systems-life", "all", 6, 3, 6),
    set("growth", "C", 0, 0, 0),
    set("cost-ratio", "C", 0.5, 0.5, 0.5),
  ],
};

describe("which assumption decides", () => {
  const { values, model, params } = sensitivityOfRun(book, scenario, { draws: 1, samples: 256 });

  test("only cash does: it fails below 4,000 m, which half of the range is", () => {
    expect(model).toBe("sensitivity");
    expect(params).toMatchObject({ answer: "failed", entity: "C", draws: 1 });
    expect(values.base).toBe(1);
    expect(values.screened.map(({ what, atLow, atHigh }) => [what, atLow, atHigh])).toEqual([
      ["cash", 1, 0],
      ["systems-life", 1, 1],
    ]);
    // A step over half of the range always crosses the border.
    expect(values.screened[0]).toMatchObject({ muStar: 2, mu: -2, sigma: 0 });
    expect(values.screened[1]).toMatchObject({ muStar: 0, mu: 0, sigma: 0 });
    expect(values.mean).toBeCloseTo(0.5, 2);
    expect(values.variance).toBeCloseTo(0.25, 3);
    const [only, ...rest] = values.effects;
    expect(rest).toEqual([]);
    expect(only.what).toBe("cash");
    expect(only.first).toBeCloseTo(1, 1);
    expect(only.total).toBeCloseTo(1, 1);
    expect(only.firstInterval![0]).toBeLessThan(1);
    expect(only.shapley).toBeNull();
  });

  test("what is written off: the unpaid part of the quarter of the failure", () => {
    const lost = sensitivityOfRun(book, scenario, { draws: 1, samples: 8, answer: "lost" }).values;
    // 2,000 m carry four quarters; in the fifth 500 m of 1,000 m are not paid.
    expect(lost.base).toBe(5e8);
    expect(lost.entity).toBeNull();
  });

  test("assumptions of one kind that move together have Shapley effects, which add up to 1", () => {
    const two: SimulationScenario = {
      ...scenario,
      assumptions: [set("cash", "C", 2e9, 0, 8e9), set("growth", "C", 0, -0.5, 1), set("cost-ratio", "C", 0.5, 0.3, 0.7)],
    };
    const { effects } = sensitivityOfRun(book, two, { draws: 1, samples: 64, correlation: 0.5 }).values;
    expect(effects.length).toBe(3);
    expect(effects.reduce((sum, { shapley }) => sum + shapley!, 0)).toBeCloseTo(1, 9);
    for (const { shapley, shapleyInterval, first } of effects) {
      expect(first).toBeNull();
      expect(shapleyInterval![0]).toBeLessThanOrEqual(shapley!);
      expect(shapleyInterval![1]).toBeGreaterThanOrEqual(shapley!);
    }
  });

  test("the picture has the rows that move it", () => {
    const scene = tornadoScene(values, { unit: "USD", name: (id) => id, language: "en" });
    expect(scene.rows.map(({ atLow, atHigh }) => [atLow, atHigh])).toEqual([[1, 0]]);
    expect(scene.base).toBe(1);
  });

  test("refuses what cannot be asked", () => {
    expect(() => sensitivityOfRun(book, scenario, { entity: "O" })).toThrow('the books of "O" are not kept');
    expect(() => sensitivityOfRun(book, { ...scenario, assumptions: scenario.assumptions.slice(2) }, { answer: "lost" })).toThrow(
      "has no assumption with a range",
    );
    expect(() => sensitivityOfRun(book, scenario, { correlation: 1 })).toThrow("correlation is 1");
    expect(() => sensitivityOfRun(book, scenario, { samples: 2 })).toThrow("samples is 2");
  });
});
