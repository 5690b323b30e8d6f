import {
  compareFindings,
  type ExitTerms,
  type Finding,
  noTerms,
  readScenario,
  readSimulation,
  readTerms,
  resolveSimulation,
  scenarioText,
  type SimulationScenario,
  unreadableScenario,
  unreadableSimulation,
  unreadableTerms,
  type Scenario,
} from "keiretsu";
import { parseDocument } from "yaml";
import type { OpenBook } from "./book.ts";

/** What a casebook supposes in its folder `scenarios`: files with faults are told and left out. */
export interface ScenarioBook {
  /** Put to the models of stress; each has the assumptions of the book after its own. */
  readonly stresses: readonly Scenario[];
  readonly assumptions: Scenario["assumptions"];
  readonly simulations: readonly SimulationScenario[];
  readonly terms: ExitTerms;
  readonly findings: readonly Finding[];
}

const known = new WeakMap<OpenBook, ScenarioBook>();

/** Read once for each open casebook. */
export function scenariosOf(book: OpenBook): ScenarioBook {
  const found = known.get(book) ?? read(book);
  known.set(book, found);
  return found;
}

const SHARED = "assumptions";

function read({ files, casebook }: OpenBook): ScenarioBook {
  const findings: Finding[] = [];
  const keep = <T extends { readonly findings: readonly Finding[] }>(result: T): T => (findings.push(...result.findings), result);
  const inFolder = (folder: string) =>
    files
      .filter(({ path }) => path.startsWith(folder) && /^[^/]+\.yaml$/.test(path.slice(folder.length)))
      .map((file) => ({ file: file.path, ...scenarioText(file, parseDocument) }));
  const stresses = inFolder("scenarios/").flatMap((one) => {
    const { scenario } = keep("text" in one ? readScenario(one.text, casebook) : unreadableScenario(one.file, one.line, one.found));
    return scenario ?? [];
  });
  const simulations = inFolder("scenarios/simulation/").flatMap((one) => {
    const { scenario } = keep("text" in one ? readSimulation(one.text) : unreadableSimulation(one.file, one.line, one.found));
    return scenario ?? [];
  });
  const [terms] = inFolder("scenarios/unwinding/").map((one) =>
    keep("text" in one ? readTerms(one.text, casebook) : unreadableTerms(one.file, one.line, one.found)),
  );
  const assumptions = stresses.find(({ id }) => id === SHARED)?.assumptions ?? [];
  return {
    stresses: stresses.filter(({ id }) => id !== SHARED).map((one) => ({ ...one, assumptions: [...one.assumptions, ...assumptions] })),
    assumptions,
    simulations: simulations.flatMap((one) => keep(resolveSimulation(one, simulations)).scenario ?? []),
    terms: terms?.terms ?? noTerms,
    findings: findings.sort(compareFindings),
  };
}
