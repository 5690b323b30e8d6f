import { expect, test } from "vitest";
import { view } from "../../src/record/view.ts";
import { parseQuarter } from "../../src/panel/simulation/quarter.ts";
import { defaultSimulationScenario, parseLever, type SimulationScenario } from "../../src/panel/simulation/scenario.ts";
import { type FirmFlows, simulate } from "../../src/panel/simulation/simulate.ts";
import { runPath } from "../../src/simulate/run.ts";
import { cashParts } from "../../src/tell/pictures/cash-parts.ts";
import { fanScene, outcomesScene, owingScene, type ToldRun, scenariosScene, stackScene } from "../../src/tell/pictures/scene-simulation.ts";
import { simulationCharts } from "../../src/tell/simulation-charts.ts";
import { drawn } from "../simulate/economies.ts";
import { toy } from "../toy.ts";

/**
 * In millions: C rents from O for 8,000 over two years from 2026 (1,000 a quarter), has 2,500, sells 1,000 a quarter and spends half of that. It loses 500 a quarter, stands five
 * quarters and fails in the sixth, 2027-Q2. By the end of 2026-Q1 7,000 of the rent are still to come.
 */
const book = `
  rent: C pays O 8000000000 for cloud on 2026-01-01 (definitive)
  rent runs 2 years
  letter: V pays C 4000000000 for equity on 2026-01-01 (letter-of-intent)
  letter runs 2 years
  cash: C has cash 2500000000 USD on 2025-12-31
  sales: C has revenue 4000000000 USD on 2025
  later: C has cash 2100000000 USD on 2026-03-31
`;

const scenario: SimulationScenario = {
  ...defaultSimulationScenario,
  id: "toy",
  title: "Toy",
  titleFr: "Jouet",
  known: "2026-01-02",
  start: parseQuarter("2026-Q1"),
  quarters: 8,
  firms: ["C", "O"],
  traced: ["V"],
  assumptions: (["growth", "cost-ratio"] as const).map((what, k) => ({
    what,
    subject: "C",
    value: k / 2,
    low: null,
    high: null,
    claim: null,
    times: 1,
    reason: "for the test",
    reasonFr: "pour l’essai",
  })),
};

function run(levers: readonly string[] = [], more: Partial<SimulationScenario> = {}): ToldRun {
  const asked = { ...scenario, ...more, levers: levers.map(parseLever) };
  const { values, unit } = simulate(view(toy(book)), asked, { draws: 20, questionDraws: 0 });
  return { simulation: values, unit, name: (id) => `firm ${id}` };
}

const toyRun = run();

test("sources and uses by hand: what is sold and taken from cash pays costs and rent, until it does not", () => {
  const scene = stackScene(toyRun, toyRun.simulation.expected.find(({ entity }) => entity === "C")!, "en")!;
  const parts = (rows: readonly { readonly name: string; readonly amounts: readonly number[] }[]) =>
    Object.fromEntries(rows.map(({ name, amounts }) => [name, amounts.map((amount) => amount / 1e6)]));
  // In the sixth quarter cash is gone: 500 of the rent stay unpaid.
  expect(parts(scene.sources)).toEqual({
    "end demand": [1000, 1000, 1000, 1000, 1000, 1000, 0, 0],
    "bills unpaid, credits and warrants": [0, 0, 0, 0, 0, 500, 0, 0],
    "from its cash": [500, 500, 500, 500, 500, 0, 0, 0],
  });
  expect(parts(scene.uses)).toEqual({
    costs: [500, 500, 500, 500, 500, 500, 0, 0],
    "capacity and leases": [1000, 1000, 1000, 1000, 1000, 1000, 0, 0],
  });
  expect(scene.fails).toBe(5);
});

test("in random economies the sources of each firm are its uses, to the cent, in every quarter", () => {
  for (let seed = 0; seed < 25; seed++) {
    const one = drawn(seed);
    const n = one.firms.length;
    const { matrices, vendorMoney, rounds } = runPath(one, { seed, draw: 0, matrices: true }).values;
    for (let i = 0; i < n; i++) {
      const byQuarter = (amounts: Float64Array): readonly number[] => matrices!.map((_, q) => amounts[q * n + i]);
      const flows: FirmFlows = {
        entity: one.firms[i].id,
        flows: matrices![0].flows.rows.map(({ name }, r) => ({
          name,
          amounts: matrices!.map(({ flows: { rows } }) => rows[r].amounts[i]),
        })),
        vendorMoney: byQuarter(vendorMoney),
        rounds: byQuarter(rounds),
        failsIn: null,
      };
      const { sources, uses } = cashParts(flows);
      for (const q of matrices!.keys()) {
        const sum = (parts: typeof sources): number => parts.reduce((total, { amounts }) => total + amounts[q], 0);
        expect(sum(sources)).toBe(sum(uses));
      }
    }
  }
});

test("who owes whom: the rent runs off and ends with the firm that fails", () => {
  const [rent] = owingScene(toyRun, "en")!.rows;
  expect(rent).toMatchObject({ name: "firm C → firm O", words: "7\u00a0bn\u00a0USD at first, nothing at the end", fails: 5 });
  expect(rent.promised.map((amount) => amount / 1e6)).toEqual([7000, 6000, 5000, 4000, 3000, 0, 0, 0]);
});

test("a fan has what was reported of its firm in its quarter; a firm without books is named, not drawn", () => {
  const scene = fanScene(toyRun, "cash", "en")!;
  expect(scene.panels.map(({ name }) => name)).toEqual(["firm C"]);
  expect(scene.panels[0].reported).toMatchObject([{ quarter: 0, value: 2.1e9 }]);
  expect(scene.panels[0].words).toBe("fails in 100% of the paths by 2027-Q4");
  const rows = outcomesScene(toyRun, "fr")!.rows;
  expect(rows.map(({ outcomes }) => outcomes === null)).toEqual([false, true]);
  expect(rows[1].words).toMatch(/^inconnu : trésorerie/);
});

test("outcomes by scenario are those of the firm at the centre; one scenario makes no comparison", () => {
  const rich = run(["demand=10"], { id: "rich", title: "Ten times the demand" });
  const scene = scenariosScene([toyRun, rich], "en")!;
  expect(scene.rows.map(({ name, outcomes }) => [name, outcomes!.failed.share])).toEqual([
    ["Toy", 1],
    ["Ten times the demand", 0],
  ]);
  expect(scenariosScene([toyRun], "en")).toBeNull();
});

test("every chart has its table: a row a mark, as many cells as columns, what is unknown is null", () => {
  const charts = simulationCharts([toyRun, run(["demand=2"])], "en");
  expect(charts.map(({ name, table }) => [name, table.rows.length])).toEqual([
    ["outcomes", 2],
    ["scenarios", 4],
    ["fan-coverage", 8],
    ["fan-revenue", 8],
    ["fan-cash", 8],
    ["cash-C", 40],
    ["owing", 8],
  ]);
  for (const { table } of charts) for (const row of table.rows) expect(row).toHaveLength(table.columns.length);
  const outcomes = charts[0].table.rows;
  expect(outcomes[0].slice(0, 2)).toEqual(["C", 0]);
  expect(outcomes[1].slice(1).every((cell) => cell === null)).toBe(true);
});
