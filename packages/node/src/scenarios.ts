import { readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join } from "node:path";
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
  type ScenarioText,
  type SimulationFile,
  type SimulationScenario,
  unreadableScenario,
  unreadableSimulation,
  unreadableTerms,
} from "keiretsu";
import { type Document, LineCounter, parseDocument, visit } from "yaml";

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
export function readScenarios(path: string, casebook: Casebook | null = null): ScenarioBook {
  const folder = join(path, FOLDER);
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return { scenarios: [], assumptions: [], findings: [], casebook };
  const read = yamlFiles(folder).map((name) => readScenarioFile(join(folder, name), { told: `${FOLDER}/${name}`, casebook }));
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
  { told = path, casebook = null }: { readonly told?: string; readonly casebook?: Casebook | null } = {},
): ReturnType<typeof readScenario> {
  const read = readYaml(path, told);
  return "text" in read ? readScenario(read.text, casebook) : unreadableScenario(told, read.line, read.found);
}

type Terms = ReturnType<typeof readTerms>;

/** The terms of leaving that a casebook assumes, in the folder `scenarios/unwinding`. A casebook without has none. */
export function readTermsOf(path: string, casebook: Casebook): Terms {
  const told = `${FOLDER}/unwinding/terms.yaml`;
  const file = join(path, told);
  if (!statSync(file, { throwIfNoEntry: false })?.isFile()) return { terms: noTerms, findings: [] };
  return readTermsFile(file, { told, casebook });
}

export function readTermsFile(path: string, { told = path, casebook }: { readonly told?: string; readonly casebook: Casebook }): Terms {
  const read = readYaml(path, told);
  return "text" in read ? readTerms(read.text, casebook) : unreadableTerms(told, read.line, read.found);
}

/** Scenarios of runs over time, from the folder `scenarios/simulation` of the casebook. */
export interface SimulationBook {
  readonly files: readonly SimulationFile[];
  readonly findings: readonly Finding[];
}

export function readSimulations(casebook: string): SimulationBook {
  const folder = join(casebook, FOLDER, SIMULATION);
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return { files: [], findings: [] };
  const read = yamlFiles(folder).map((name) => readSimulationFile(join(folder, name), `${FOLDER}/${SIMULATION}/${name}`));
  return {
    files: read.flatMap(({ scenario }) => (scenario === null ? [] : [scenario])),
    findings: read.flatMap(({ findings }) => findings).sort(compareFindings),
  };
}

/** A scenario of the book by its id, or of a file, which may be based on one of the book; null where there is neither. */
export function findSimulation(
  asked: string,
  book: SimulationBook,
): { readonly scenario: SimulationScenario | null; readonly findings: readonly Finding[] } | null {
  const known = book.files.find(({ id }) => id === asked);
  if (known !== undefined) return resolveSimulation(known, book.files);
  if (!statSync(asked, { throwIfNoEntry: false })?.isFile()) return null;
  const { scenario, findings } = readSimulationFile(asked);
  return scenario === null ? { scenario, findings } : resolveSimulation(scenario, book.files);
}

function readSimulationFile(path: string, told: string = path): ReturnType<typeof readSimulation> {
  const read = readYaml(path, told);
  return "text" in read ? readSimulation(read.text) : unreadableSimulation(told, read.line, read.found);
}

function yamlFiles(folder: string): readonly string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".yaml"))
    .sort();
}

function readYaml(path: string, told: string): { readonly text: ScenarioText } | { readonly line: number; readonly found: string } {
  if (statSync(path).size > LARGEST) return { line: 1, found: `more than ${LARGEST} bytes` };
  const lines = new LineCounter();
  const document = parseDocument(readFileSync(path, "utf8"), { lineCounter: lines, schema: "core", uniqueKeys: true });
  const [error] = document.errors;
  if (error !== undefined)
    return { line: error.linePos?.[0].line ?? 1, found: error.message.split("\n")[0].replace(/ at line \d+, column \d+:$/, "") };
  const lineOf = (at: readonly (string | number)[]): number => {
    for (let depth = at.length; depth > 0; depth--) {
      const node = document.getIn(at.slice(0, depth), true) as { readonly range?: readonly number[] } | undefined;
      if (node?.range) return lines.linePos(node.range[0]).line;
    }
    return 1;
  };
  // Aliases would let a small file unfold into a huge one.
  if (hasAlias(document.contents)) return { line: 1, found: "an alias (*name), which is not read" };
  return { text: { id: basename(path, ".yaml"), file: told, value: document.toJS() as unknown, lineOf } };
}

function hasAlias(contents: Document["contents"]): boolean {
  let found = false;
  visit(contents, { Alias: () => ((found = true), visit.BREAK) });
  return found;
}
