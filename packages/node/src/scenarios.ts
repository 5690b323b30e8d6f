import { join } from "node:path";
import {
  type Assumption,
  type Casebook,
  compareFindings,
  type Finding,
  noTerms,
  readScenario,
  readSimulation,
  readTerms,
  resolveSimulation,
  type Scenario,
  scenarioText,
  type SimulationFile,
  type SimulationScenario,
  unreadableScenario,
  unreadableSimulation,
  unreadableTerms,
} from "keiretsu";
import { parseDocument } from "yaml";
import type { Reader } from "./reader.ts";

/** Scenarios and assumptions of a casebook, from its folder `scenarios`. */
export interface ScenarioBook {
  readonly scenarios: readonly Scenario[];
  /** What every answer of the book may assume: scenarios/assumptions.yaml. */
  readonly assumptions: readonly Assumption[];
  readonly findings: readonly Finding[];
  /** Whose firms and legs its files may name. */
  readonly casebook: Casebook | null;
}

const FOLDER = "scenarios";
const SIMULATION = "simulation";
const SHARED = "assumptions";
const LARGEST = 1_000_000;

/** Read them all; faults are collected, and what has any is left out. A casebook without the folder has none. */
export function readScenarios(path: string, reader: Reader, casebook: Casebook | null = null): ScenarioBook {
  const folder = join(path, FOLDER);
  const read = yamlFiles(folder, reader).map((name) =>
    readScenarioFile(join(folder, name), { told: `${FOLDER}/${name}`, casebook, reader }),
  );
  const found = read.flatMap(({ scenario }) => (scenario === null ? [] : [scenario]));
  return {
    scenarios: found.filter(({ id }) => id !== SHARED),
    assumptions: found.find(({ id }) => id === SHARED)?.assumptions ?? [],
    findings: read.flatMap(({ findings }) => findings).sort(compareFindings),
    casebook,
  };
}

/** One file; its name without .yaml is the id of the scenario. */
export function readScenarioFile(
  path: string,
  { reader, told = path, casebook = null }: { readonly reader: Reader; readonly told?: string; readonly casebook?: Casebook | null },
): ReturnType<typeof readScenario> {
  const read = readYaml(path, told, reader);
  return "text" in read ? readScenario(read.text, casebook) : unreadableScenario(told, read.line, read.found);
}

type Terms = ReturnType<typeof readTerms>;

/** The terms of leaving that a casebook assumes, in the folder `scenarios/unwinding`. A casebook without has none. */
export function readTermsOf(path: string, casebook: Casebook, reader: Reader): Terms {
  const told = `${FOLDER}/unwinding/terms.yaml`;
  const file = join(path, told);
  if (reader.size(file) === null) return { terms: noTerms, findings: [] };
  return readTermsFile(file, { told, casebook, reader });
}

export function readTermsFile(
  path: string,
  { told = path, casebook, reader }: { readonly told?: string; readonly casebook: Casebook; readonly reader: Reader },
): Terms {
  const read = readYaml(path, told, reader);
  return "text" in read ? readTerms(read.text, casebook) : unreadableTerms(told, read.line, read.found);
}

/** Scenarios of runs over time, from the folder `scenarios/simulation` of the casebook. */
export interface SimulationBook {
  readonly files: readonly SimulationFile[];
  readonly findings: readonly Finding[];
}

export function readSimulations(casebook: string, reader: Reader): SimulationBook {
  const folder = join(casebook, FOLDER, SIMULATION);
  const read = yamlFiles(folder, reader).map((name) =>
    readSimulationFile(join(folder, name), { told: `${FOLDER}/${SIMULATION}/${name}`, reader }),
  );
  return {
    files: read.flatMap(({ scenario }) => (scenario === null ? [] : [scenario])),
    findings: read.flatMap(({ findings }) => findings).sort(compareFindings),
  };
}

/** A scenario of the book by its id, or of a file, which may be based on one of the book; null where there is neither. */
export function findSimulation(
  asked: string,
  book: SimulationBook,
  reader: Reader,
): { readonly scenario: SimulationScenario | null; readonly findings: readonly Finding[] } | null {
  const known = book.files.find(({ id }) => id === asked);
  if (known !== undefined) return resolveSimulation(known, book.files);
  if (reader.size(asked) === null) return null;
  const { scenario, findings } = readSimulationFile(asked, { told: asked, reader });
  return scenario === null ? { scenario, findings } : resolveSimulation(scenario, book.files);
}

function readSimulationFile(path: string, { told, reader }: { told: string; reader: Reader }): ReturnType<typeof readSimulation> {
  const read = readYaml(path, told, reader);
  return "text" in read ? readSimulation(read.text) : unreadableSimulation(told, read.line, read.found);
}

/** A folder that is not there has none. */
function yamlFiles(folder: string, reader: Reader): readonly string[] {
  return (reader.names(folder) ?? []).filter((name) => name.endsWith(".yaml")).sort();
}

function readYaml(path: string, told: string, reader: Reader): ReturnType<typeof scenarioText> {
  if ((reader.size(path) ?? 0) > LARGEST) return { line: 1, found: `more than ${LARGEST} bytes` };
  return scenarioText({ path: told, text: reader.text(path) }, parseDocument);
}
