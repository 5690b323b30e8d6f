import { compareFindings, type Finding } from "../../finding.ts";
import { type FindingCode, makeFinding } from "../../record/finding-code.ts";
import { parseDate } from "../../record/date.ts";
import type { CommitmentKind, WarrantStep } from "../../simulate/economy.ts";
import { asText, noReason, type Path, Reading, type ScenarioText, unknownKey, unreadable } from "../reading.ts";
import { parseQuarter } from "./quarter.ts";
import {
  defaultSimulationScenario,
  type Lever,
  parameterKinds,
  parameterNames,
  parseLever,
  type SimulationAssumption,
  simulationKey,
  type SimulationScenario,
} from "./scenario.ts";

/** A scenario as its file has it: what it does not say comes from the one it is based on. */
export interface SimulationFile {
  readonly id: string;
  readonly basedOn: string | null;
  readonly said: Partial<SimulationScenario>;
  readonly file: string;
}

const RECIPE = "write-a-simulation.md";

const noBase: FindingCode = {
  code: "scenario-base",
  severity: "error",
  summary: "{found} is based on {base}, which is no scenario beside it, or is based on itself.",
  summaryFr: "{found} s’appuie sur {base}, qui n’est pas un scénario du même dossier, ou qui s’appuie sur lui-même.",
  advice: "Name a scenario of the same folder in based_on.",
  adviceFr: "Nommez dans based_on un scénario du même dossier.",
};

const keys = [
  "title",
  "title_fr",
  "question",
  "question_fr",
  "based_on",
  "known",
  "valid",
  "start",
  "quarters",
  "firms",
  "traced",
  "assumptions",
  "set",
  "notes",
  "notes_fr",
] as const;

const commitmentKinds: readonly CommitmentKind[] = [
  "take-or-pay",
  "purchase",
  "tranche",
  "guarantee",
  "credits",
  "warrant",
  "loan",
  "lease",
  "revenue-share",
];

const promiseKeys = ["promise", "kind", "from", "to", "purchase", "steps"] as const;

/** Read a scenario of a simulation; all faults are collected, and with any of them there is none. */
export function readSimulation(text: ScenarioText): { readonly scenario: SimulationFile | null; readonly findings: readonly Finding[] } {
  const reader = new Reading(text, RECIPE);
  const root = reader.record(text.value, []);
  for (const key of Object.keys(root))
    if (!keys.some((known) => known === key)) reader.find(unknownKey, [key], key, { found: key, expected: keys.join(", ") });
  const texts = (key: string): readonly string[] => reader.list(root[key], [key]).map((value, i) => reader.text(value, [key, i]));
  const date = (key: string): string => {
    const found = asText(root[key]);
    if (parseDate(found) === null) reader.refuse(root[key], [key], "a date: YYYY, YYYY-MM or YYYY-MM-DD");
    return found;
  };
  const has = (key: string): boolean => root[key] !== undefined;
  const said: Partial<SimulationScenario> = {
    title: reader.text(root.title, ["title"]),
    titleFr: reader.text(root.title_fr, ["title_fr"]),
    ...(has("question") ? { question: reader.text(root.question, ["question"]) } : {}),
    ...(has("question_fr") ? { questionFr: reader.text(root.question_fr, ["question_fr"]) } : {}),
    ...(has("known") ? { known: date("known") } : {}),
    ...(has("valid") ? { valid: date("valid") } : {}),
    ...(has("start") ? { start: reader.parsed(root.start, ["start"], () => parseQuarter(asText(root.start))) } : {}),
    ...(has("quarters") ? { quarters: wholeNumber(reader, root.quarters, ["quarters"]) } : {}),
    ...(has("firms") ? { firms: texts("firms") } : {}),
    ...(has("traced") ? { traced: texts("traced") } : {}),
    ...(has("notes") ? { notes: texts("notes"), notesFr: has("notes_fr") ? texts("notes_fr") : [] } : {}),
    assumptions: reader.list(root.assumptions ?? [], ["assumptions"]).flatMap((value, i) => assumption(reader, value, ["assumptions", i])),
    levers: reader.list(root.set ?? [], ["set"]).flatMap((value, i) => lever(reader, value, ["set", i])),
  };
  const basedOn = has("based_on") ? reader.text(root.based_on, ["based_on"]) : null;
  const findings = [...reader.findings].sort(compareFindings);
  return { scenario: findings.length === 0 ? { id: text.id, basedOn, said, file: text.file } : null, findings };
}

/** What is said of a file that its reader could not parse. */
export function unreadableSimulation(file: string, line: number, found: string): ReturnType<typeof readSimulation> {
  return { scenario: null, findings: [unreadable(file, line, found)] };
}

/**
 * The scenario with all that it takes over: lists of firms, dates and texts as the nearest file says them, assumptions by their subject, levers one after the
 * other, so that a later one has the last word.
 */
export function resolveSimulation(
  file: SimulationFile,
  files: readonly SimulationFile[],
): { readonly scenario: SimulationScenario | null; readonly findings: readonly Finding[] } {
  const chain = [file];
  for (let at = file; at.basedOn !== null; at = chain[0]) {
    const base = files.find(({ id }) => id === at.basedOn);
    if (base === undefined || chain.includes(base)) {
      const place = { file: file.file, line: 1, column: 1 };
      return { scenario: null, findings: [makeFinding(noBase, { place, excerpt: at.basedOn }, { found: file.id, base: at.basedOn })] };
    }
    chain.unshift(base);
  }
  let whole: SimulationScenario = { ...defaultSimulationScenario, id: file.id };
  for (const { said } of chain) {
    const own = new Set((said.assumptions ?? []).map(simulationKey));
    whole = {
      ...whole,
      ...said,
      assumptions: [...whole.assumptions.filter((one) => !own.has(simulationKey(one))), ...(said.assumptions ?? [])],
      levers: [...whole.levers, ...(said.levers ?? [])],
    };
  }
  return { scenario: whole, findings: [] };
}

function wholeNumber(reader: Reading, value: unknown, path: Path): number {
  const number = reader.number(value, path, { least: 1, most: 80 });
  if (!Number.isInteger(number)) reader.refuse(value, path, "a whole number of quarters");
  return number;
}

function lever(reader: Reading, value: unknown, path: Path): readonly Lever[] {
  const read = reader.parsed(value, path, () => parseLever(asText(value)));
  return read === null ? [] : [read];
}

function assumption(reader: Reading, value: unknown, path: Path): readonly SimulationAssumption[] {
  const row = reader.record(value, path);
  const before = reader.findings.length;
  const what = [...parameterNames, "promise" as const].find(
    (known) => row[known] !== undefined && (known !== "start" || !("promise" in row)),
  );
  if (what === undefined) {
    reader.refuse(value, path, `one of ${["promise", ...parameterNames].join(", ")}`);
    return [];
  }
  const own = what === "promise" ? promiseKeys : [what, "value", "low", "high", "claim", "times"];
  const allowed = [...own, "reason", "reason_fr"];
  for (const key of Object.keys(row))
    if (!allowed.includes(key)) reader.find(unknownKey, [...path, key], key, { found: key, expected: allowed.join(", ") });
  const subject = reader.text(row[what], [...path, what]);
  if (typeof row.reason !== "string" || row.reason === "" || typeof row.reason_fr !== "string" || row.reason_fr === "")
    reader.find(noReason, path, what, { found: `${what} ${subject}` });
  const made = what === "promise" ? promise(reader, row, path) : parameter(reader, row, path, what);
  if (reader.findings.length > before) return [];
  return [{ what, subject, ...made, reason: row.reason as string, reasonFr: row.reason_fr as string } as SimulationAssumption];
}

type Row = Readonly<Record<string, unknown>>;

function parameter(reader: Reading, row: Row, path: Path, what: keyof typeof parameterKinds): object {
  const { least, most, unit } = parameterKinds[what];
  const number = (key: string): number | null => {
    if (row[key] === undefined) return null;
    if (unit === "quarter") return reader.parsed(row[key], [...path, key], () => parseQuarter(asText(row[key])));
    return reader.number(row[key], [...path, key], { least, most });
  };
  const [value, low, high] = [number("value"), number("low"), number("high")];
  const claim = row.claim === undefined ? null : reader.text(row.claim, [...path, "claim"]);
  if ((value === null) === (claim === null)) reader.refuse(row.value, [...path, "value"], "a value, or a claim that gives it");
  if (value !== null && !((low ?? value) <= value && value <= (high ?? value)))
    reader.refuse(value, [...path, "value"], "low <= value <= high");
  const times = row.times === undefined ? 1 : reader.number(row.times, [...path, "times"], { least: 0 });
  return { value, low, high, claim, times };
}

function promise(reader: Reading, row: Row, path: Path): object {
  const kind = commitmentKinds.find((known) => known === row.kind);
  if (kind === undefined) reader.refuse(row.kind, [...path, "kind"], `one of ${commitmentKinds.join(", ")}`);
  const [from, to] = (["from", "to"] as const).map((key) => reader.text(row[key], [...path, key]));
  const purchase = row.purchase === undefined ? null : reader.text(row.purchase, [...path, "purchase"]);
  const steps = reader.list(row.steps ?? [], [...path, "steps"]).map((value, i): WarrantStep => {
    const at = [...path, "steps", i];
    const step = reader.record(value, at);
    const [shares, gw, price] = (["shares", "gw", "price"] as const).map((key) => reader.number(step[key], [...at, key], { least: 0 }));
    return { shares, gw, price };
  });
  return { kind, from, to, purchase, steps };
}
