import { compareFindings, type Finding } from "../../finding.ts";
import { asText, noReason, type Path, Reading, type ScenarioText, unknownKey, unreadable } from "../reading.ts";
import type { Casebook } from "../../record/casebook.ts";
import { unknownIds } from "./unknown-ids.ts";
import { type Assumption, defaultScenario, type Need, parseShock, type Scenario, type Shock } from "./scenario.ts";
import { parseWindow } from "./window.ts";

/** What is said of a file that its reader could not parse. */
export function unreadableScenario(file: string, line: number, found: string): ReturnType<typeof readScenario> {
  return { scenario: null, findings: [unreadable(file, line, found)] };
}

const keys = [
  "title",
  "title_fr",
  "question",
  "question_fr",
  "shocks",
  "window",
  "quarters",
  "unit",
  "assumptions",
  "replaced_below",
  "rescue",
  "in_report",
  "notes",
] as const;

const assumptionKeys: Readonly<Record<string, readonly string[]>> = {
  term: ["years"],
  cash: ["amount"],
  equity: ["amount"],
  value: ["amount"],
  revenue: ["amount"],
  stake: ["share"],
  supply: ["amount"],
  industry: ["entities"],
  need: ["low", "high"],
  failure: ["threshold", "cost"],
  recovery: ["alpha", "beta"],
};

/**
 * Read a scenario; all faults are collected, and with any of them there is no scenario. With a casebook, what it does not have is a fault too:
 * a firm, a leg, a country.
 */
export function readScenario(
  text: ScenarioText,
  casebook: Casebook | null = null,
): { readonly scenario: Scenario | null; readonly findings: readonly Finding[] } {
  const reader = new Reading(text, "write-a-stress.md");
  const root = reader.record(text.value, []);
  if (reader.findings.length > 0) return { scenario: null, findings: reader.findings };
  for (const key of Object.keys(root))
    if (!keys.some((known) => known === key)) reader.find(unknownKey, [key], key, { found: key, expected: keys.join(", ") });
  const scenario: Scenario = {
    id: text.id,
    title: reader.text(root.title, ["title"]),
    titleFr: reader.text(root.title_fr, ["title_fr"]),
    question: reader.text(root.question ?? "", ["question"]),
    questionFr: reader.text(root.question_fr ?? "", ["question_fr"]),
    shocks: reader.list(root.shocks ?? [], ["shocks"]).flatMap((value, i) => shock(reader, value, ["shocks", i])),
    window: window(reader, root.window ?? null, ["window"]),
    quarters: reader.number(root.quarters ?? defaultScenario.quarters, ["quarters"], { least: 1, most: 40 }),
    unit: root.unit === undefined ? null : reader.text(root.unit, ["unit"]),
    assumptions: reader.list(root.assumptions ?? [], ["assumptions"]).flatMap((value, i) => assumption(reader, value, ["assumptions", i])),
    replaced:
      root.replaced_below === undefined ? null : { below: reader.number(root.replaced_below, ["replaced_below"], { least: 0, most: 1 }) },
    rescue: yes(reader, root, "rescue"),
    inReport: yes(reader, root, "in_report"),
    notes: reader.list(root.notes ?? [], ["notes"]).map((value, i) => reader.text(value, ["notes", i])),
  };
  if (casebook !== null && reader.findings.length === 0)
    for (const { id, path, expected } of unknownIds(casebook, scenario)) reader.refuse(id, path, expected);
  const findings = [...reader.findings].sort(compareFindings);
  return { scenario: findings.length === 0 ? scenario : null, findings };
}

function yes(reader: Reading, root: Readonly<Record<string, unknown>>, key: string): boolean {
  if (root[key] !== undefined && typeof root[key] !== "boolean") reader.refuse(root[key], [key], "true or false");
  return root[key] === true;
}

function window(reader: Reading, value: unknown, path: Path): string | null {
  if (value === null) return null;
  const text = asText(value);
  return reader.parsed(value, path, () => (parseWindow(text), text));
}

function shock(reader: Reading, value: unknown, path: Path): readonly Shock[] {
  const read = reader.parsed(value, path, () => parseShock(asText(value)));
  return read === null ? [] : [read];
}

function assumption(reader: Reading, value: unknown, path: Path): readonly Assumption[] {
  const row = reader.record(value, path);
  const before = reader.findings.length;
  const kind = Object.keys(assumptionKeys).find((known) => row[known] !== undefined);
  if (kind === undefined) {
    reader.refuse(value, path, `one of ${Object.keys(assumptionKeys).join(", ")}`);
    return [];
  }
  const allowed = [kind, ...assumptionKeys[kind], "reason", "reason_fr"];
  for (const key of Object.keys(row))
    if (!allowed.includes(key)) reader.find(unknownKey, [...path, key], key, { found: key, expected: allowed.join(", ") });
  if (typeof row.reason !== "string" || row.reason === "" || typeof row.reason_fr !== "string" || row.reason_fr === "")
    reader.find(noReason, path, kind, { found: `${kind} ${asText(row[kind])}` });
  const made = madeOf(reader, kind, row, path);
  if (made === null || reader.findings.length > before) return [];
  return [{ ...made, reason: row.reason as string, reasonFr: row.reason_fr as string } as Assumption];
}

function madeOf(reader: Reading, kind: string, row: Readonly<Record<string, unknown>>, path: Path): object | null {
  const at = (key: string): Path => [...path, key];
  const share = { least: 0, most: 1 };
  const subject = reader.text(row[kind], at(kind));
  switch (kind) {
    case "term":
      return { kind, leg: subject, years: reader.number(row.years, at("years"), { least: 1 / 12, most: 100 }) };
    case "cash":
    case "equity":
    case "value":
    case "revenue":
      return { kind, entity: subject, amount: reader.number(row.amount, at("amount"), { least: 0 }) };
    case "stake": {
      const [holder, held] = reader.pair(subject, at(kind));
      return { kind, holder, held, share: reader.number(row.share, at("share"), share) };
    }
    case "supply": {
      const [from, to] = reader.pair(subject, at(kind));
      return { kind, from, to, amount: row.amount === undefined ? null : reader.number(row.amount, at("amount"), { least: 0 }) };
    }
    case "industry": {
      const entities = reader.list(row.entities, at("entities")).map((id, i) => reader.text(id, [...at("entities"), i]));
      return { kind, industry: subject, entities };
    }
    case "need": {
      const [input, user] = reader.pair(subject, at(kind));
      const [low, high] = (["low", "high"] as const).map((key) => need(reader, row[key], at(key)));
      return { kind: "essentiality", input, user, low, high };
    }
    case "failure":
      return {
        kind,
        entity: subject,
        threshold: reader.number(row.threshold, at("threshold"), share),
        cost: reader.number(row.cost, at("cost"), share),
      };
    default:
      return { kind, alpha: reader.number(row.alpha, at("alpha"), share), beta: reader.number(row.beta, at("beta"), share) };
  }
}

function need(reader: Reading, value: unknown, path: Path): Need {
  if (value === 0 || value === 1 || value === 2) return value;
  reader.refuse(value, path, "0, 1 or 2");
  return 0;
}
