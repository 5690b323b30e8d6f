import { readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { type Assumption, compareFindings, type Finding, readScenario, type Scenario, unreadableScenario } from "keiretsu";
import { type Document, LineCounter, parseDocument, visit } from "yaml";

/** Scenarios and assumptions of a casebook, from its folder `scenarios`. */
export interface ScenarioBook {
  readonly scenarios: readonly Scenario[];
  /** What every answer of the book may assume: scenarios/assumptions.yaml. */
  readonly assumptions: readonly Assumption[];
  readonly findings: readonly Finding[];
}

const FOLDER = "scenarios";
const SHARED = "assumptions";
const LARGEST = 1_000_000;

/** Read them all; faults are collected, and what has any is left out. A casebook without the folder has none. */
export function readScenarios(casebook: string): ScenarioBook {
  const folder = join(casebook, FOLDER);
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return { scenarios: [], assumptions: [], findings: [] };
  const files = readdirSync(folder)
    .filter((name) => name.endsWith(".yaml"))
    .sort();
  const read = files.map((name) => readScenarioFile(join(folder, name), `${FOLDER}/${name}`));
  const found = read.flatMap(({ scenario }) => (scenario === null ? [] : [scenario]));
  return {
    scenarios: found.filter(({ id }) => id !== SHARED),
    assumptions: found.find(({ id }) => id === SHARED)?.assumptions ?? [],
    findings: read.flatMap(({ findings }) => findings).sort(compareFindings),
  };
}

/** One file; its name without .yaml is the id of the scenario. */
export function readScenarioFile(path: string, told: string = path): ReturnType<typeof readScenario> {
  if (statSync(path).size > LARGEST) return unreadableScenario(told, 1, `more than ${LARGEST} bytes`);
  const lines = new LineCounter();
  const document = parseDocument(readFileSync(path, "utf8"), { lineCounter: lines, schema: "core", uniqueKeys: true });
  const [error] = document.errors;
  if (error !== undefined) return unreadableScenario(told, error.linePos?.[0].line ?? 1, error.message.split("\n")[0]);
  const lineOf = (at: readonly (string | number)[]): number => {
    for (let depth = at.length; depth > 0; depth--) {
      const node = document.getIn(at.slice(0, depth), true) as { readonly range?: readonly number[] } | undefined;
      if (node?.range) return lines.linePos(node.range[0]).line;
    }
    return 1;
  };
  // Aliases would let a small file unfold into a huge one.
  if (hasAlias(document.contents)) return unreadableScenario(told, 1, "an alias (*name), which is not read");
  const value: unknown = document.toJS();
  return readScenario({ id: basename(path, ".yaml"), file: told, value, lineOf });
}

function hasAlias(contents: Document["contents"]): boolean {
  let found = false;
  visit(contents, { Alias: () => ((found = true), visit.BREAK) });
  return found;
}
