import { defaultScenario, defaultViewOptions, parseLever, parseShock, simulate as simulated, stress as stressed, view } from "keiretsu";
import { describe, expect, test } from "vitest";
import { diskReader } from "../../node/src/reader.ts";
import { findSimulation, readScenarios, readSimulations, readTermsOf } from "../../node/src/scenarios.ts";
import simulate, { type RunProgress } from "../src/worker/questions/simulate.ts";
import stress from "../src/worker/questions/stress.ts";
import { scenariosOf } from "../src/worker/scenarios.ts";
import { opened } from "./opened.ts";

const ai = opened("ai-alliances");
const stressOptions = {
  perimeter: "parent",
  inKind: true,
  contingent: false,
  owedFrom: "definitive",
  marketEquity: false,
  models: ["eisenberg-noe", "debtrank"],
} as const;

describe.each(["ai-alliances", "keiretsu-japan", "lucent-2000", "bubbles"])("the scenarios of %s", (id) => {
  test("are those that the command line reads from the folder", () => {
    const book = opened(id);
    const read = scenariosOf(book);
    const folder = `casebooks/${id}`;
    const known = readScenarios(folder, diskReader, book.casebook);
    expect(read.stresses).toEqual(known.scenarios.map((one) => ({ ...one, assumptions: [...one.assumptions, ...known.assumptions] })));
    const runs = readSimulations(folder, diskReader);
    expect(read.simulations).toEqual(runs.files.map((file) => findSimulation(file.id, runs, diskReader)!.scenario));
    expect(read.terms).toEqual(readTermsOf(folder, book.casebook, diskReader).terms);
    expect(read.findings).toEqual([]);
  });
});

test("a scenario file at fault is told with its line and left out", () => {
  const broken = { path: "scenarios/broken.yaml", text: "title: A\ntitle_fr: B\nshocks: [openai=2]\nthing: 1\n" };
  const alias = { path: "scenarios/alias.yaml", text: "title: &a x\ntitle_fr: *a\n" };
  const twice = { path: "scenarios/twice.yaml", text: "title: A\ntitle_fr: B\ntitle: C\n" };
  const { stresses, findings } = scenariosOf({ ...ai, files: [...ai.files, broken, alias, twice] });
  expect(stresses.some(({ id }) => id === "broken" || id === "alias" || id === "twice")).toBe(false);
  expect(findings.map(({ code, place }) => [code, place.file, place.line])).toEqual([
    ["bad-yaml", "scenarios/alias.yaml", 1],
    ["scenario-value", "scenarios/broken.yaml", 3],
    ["scenario-key", "scenarios/broken.yaml", 4],
    ["bad-yaml", "scenarios/twice.yaml", 3],
  ]);
  expect(findings[3].summary).toBe("It cannot be read as YAML: Map keys must be unique.");
});

test("a stress adds typed shocks to the scenario and assumes what the book assumes", () => {
  const asked = { view: defaultViewOptions, options: stressOptions, scenario: "demand-anchor-insolvent", window: null, quarters: null };
  const found = stress(ai, { ...asked, shocks: ["coreweave=0.5"] });
  const [scenario] = scenariosOf(ai).stresses.filter(({ id }) => id === "demand-anchor-insolvent");
  const shocks = [...scenario.shocks, parseShock("coreweave=0.5")];
  expect(found).toEqual(stressed(view(ai.casebook), { ...scenario, shocks }, stressOptions));
  expect(stress(ai, { ...asked, scenario: "", shocks: [] })).toBeNull();
  const bare = stress(ai, { ...asked, scenario: "", shocks: ["openai=0"] })!;
  expect(bare.values.scenario.assumptions).toEqual(scenariosOf(ai).assumptions);
  expect(bare.values.scenario.quarters).toBe(defaultScenario.quarters);
});

test("a run is the library's own, whatever the steps between words on progress", () => {
  const asked = { draws: 150, seed: 3, amounts: "point", questionDraws: 0 } as const;
  const told: RunProgress[] = [];
  const found = simulate(ai, { view: defaultViewOptions, scenario: "base", levers: ["demand=0.5"], ...asked }, (progress) =>
    told.push(progress),
  );
  const [base] = scenariosOf(ai).simulations.filter(({ id }) => id === "base");
  const scenario = { ...base, levers: [...base.levers, parseLever("demand=0.5")] };
  expect(found).toEqual(simulated(view(ai.casebook), scenario, asked));
  expect(told).toEqual([
    { done: 100, all: 150 },
    { done: 150, all: 150 },
  ]);
});
