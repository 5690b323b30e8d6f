import { KeiretsuError } from "../../assert.ts";
import { compareFindings, type Finding } from "../../finding.ts";
import { type FindingCode, makeFinding } from "../../record/finding-code.ts";
import { type Assumption, defaultScenario, type Need, parseShock, type Scenario, type Shock } from "./scenario.ts";
import { parseWindow } from "./window.ts";

/** A file of a scenario as its reader parsed it: plain values, and the line of each by its path. */
export interface ScenarioText {
  readonly id: string;
  readonly file: string;
  readonly value: unknown;
  readonly lineOf: (path: readonly (string | number)[]) => number;
}

const wrong: FindingCode = {
  code: "scenario-value",
  severity: "error",
  summary: "{found} stands at {key}, expected {expected}.",
  summaryFr: "{found} figure à {key}, attendu : {expected}.",
  advice: "Write it as docs/recipes/write-a-stress.md shows.",
  adviceFr: "Écrivez-le comme le montre docs/recipes/write-a-stress.md.",
};

const unknownKey: FindingCode = {
  code: "scenario-key",
  severity: "error",
  summary: "{found} is no word of a scenario here, expected one of {expected}.",
  summaryFr: "{found} n’est pas un mot de scénario à cet endroit, attendu : l’un de {expected}.",
  advice: "Correct the word or take the line out.",
  adviceFr: "Corrigez le mot ou retirez la ligne.",
};

const noReason: FindingCode = {
  code: "assumption-without-reason",
  severity: "error",
  summary: "The assumption {found} says no reason in both languages, expected reason and reason_fr.",
  summaryFr: "L’hypothèse {found} n’a pas de raison dans les deux langues, attendu : reason et reason_fr.",
  advice: "Say why it may be assumed, and from what it is known.",
  adviceFr: "Dites pourquoi on peut le supposer, et d’où on le sait.",
};

const badYaml: FindingCode = {
  code: "bad-yaml",
  severity: "error",
  summary: "It cannot be read as YAML: {found}.",
  summaryFr: "Cela ne se lit pas comme du YAML : {found}.",
  advice: "Look at the indents, colons and quotes near this line.",
  adviceFr: "Regardez les retraits, deux-points et guillemets près de cette ligne.",
};

/** What is said of a file that its reader could not parse. */
export function unreadableScenario(file: string, line: number, found: string): ReturnType<typeof readScenario> {
  return { scenario: null, findings: [makeFinding(badYaml, { place: { file, line, column: 1 }, excerpt: "" }, { found })] };
}

const keys = [
  "title",
  "title_fr",
  "question",
  "question_fr",
  "shocks",
  "window",
  "quarters",
  "assumptions",
  "replaced_below",
  "rescue",
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

/** Read a scenario; all faults are collected, and with any of them there is no scenario. */
export function readScenario(text: ScenarioText): { readonly scenario: Scenario | null; readonly findings: readonly Finding[] } {
  const reader = new Reading(text);
  const root = reader.record(text.value, []);
  for (const key of Object.keys(root))
    if (!keys.some((known) => known === key)) reader.find(unknownKey, [key], key, { found: key, expected: keys.join(", ") });
  const scenario: Scenario = {
    id: text.id,
    title: reader.text(root.title, ["title"]),
    titleFr: reader.text(root.title_fr, ["title_fr"]),
    question: reader.text(root.question ?? "", ["question"]),
    questionFr: reader.text(root.question_fr ?? "", ["question_fr"]),
    shocks: reader.list(root.shocks ?? [], ["shocks"]).flatMap((value, i) => reader.shock(value, ["shocks", i])),
    window: reader.window(root.window ?? null, ["window"]),
    quarters: reader.number(root.quarters ?? defaultScenario.quarters, ["quarters"], { least: 1, most: 40 }),
    assumptions: reader.list(root.assumptions ?? [], ["assumptions"]).flatMap((value, i) => reader.assumption(value, ["assumptions", i])),
    replaced:
      root.replaced_below === undefined ? null : { below: reader.number(root.replaced_below, ["replaced_below"], { least: 0, most: 1 }) },
    rescue: root.rescue === true,
    notes: reader.list(root.notes ?? [], ["notes"]).map((value, i) => reader.text(value, ["notes", i])),
  };
  if (root.rescue !== undefined && typeof root.rescue !== "boolean") reader.refuse(root.rescue, ["rescue"], "true or false");
  const findings = [...reader.findings].sort(compareFindings);
  return { scenario: findings.length === 0 ? scenario : null, findings };
}

type Path = readonly (string | number)[];

/** The findings grow while a file is read. */
class Reading {
  readonly findings: Finding[] = [];
  readonly source: ScenarioText;

  constructor(source: ScenarioText) {
    this.source = source;
  }

  find(code: FindingCode, path: Path, excerpt: string, words: Readonly<Record<string, string>>): void {
    const place = { file: this.source.file, line: this.source.lineOf(path), column: 1 };
    this.findings.push(makeFinding(code, { place, excerpt }, words));
  }

  refuse(value: unknown, path: Path, expected: string): void {
    const found = value === undefined ? "nothing" : JSON.stringify(value);
    this.find(wrong, path, found, { found, key: path.join("."), expected });
  }

  record(value: unknown, path: Path): Readonly<Record<string, unknown>> {
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Readonly<Record<string, unknown>>;
    this.refuse(value, path, "words with values");
    return {};
  }

  list(value: unknown, path: Path): readonly unknown[] {
    if (Array.isArray(value)) return value as readonly unknown[];
    this.refuse(value, path, "a list");
    return [];
  }

  text(value: unknown, path: Path): string {
    if (typeof value === "string") return value;
    this.refuse(value, path, "a text");
    return "";
  }

  number(value: unknown, path: Path, range: { readonly least: number; readonly most?: number }): number {
    const { least, most = Infinity } = range;
    if (typeof value === "number" && value >= least && value <= most && value < Infinity) return value;
    this.refuse(value, path, most === Infinity ? `a number, ${least} or more` : `a number from ${least} to ${most}`);
    return least;
  }

  window(value: unknown, path: Path): string | null {
    if (value === null) return null;
    const text = asText(value);
    return this.parsed(value, path, () => (parseWindow(text), text));
  }

  shock(value: unknown, path: Path): readonly Shock[] {
    const shock = this.parsed(value, path, () => parseShock(asText(value)));
    return shock === null ? [] : [shock];
  }

  parsed<T>(value: unknown, path: Path, parse: () => T): T | null {
    try {
      return parse();
    } catch (error) {
      if (!(error instanceof KeiretsuError)) throw error;
      this.refuse(value, path, /expected (.*)$/.exec(error.message)?.[1] ?? error.message);
      return null;
    }
  }

  assumption(value: unknown, path: Path): readonly Assumption[] {
    const row = this.record(value, path);
    const before = this.findings.length;
    const kind = Object.keys(assumptionKeys).find((known) => row[known] !== undefined);
    if (kind === undefined) {
      this.refuse(value, path, `one of ${Object.keys(assumptionKeys).join(", ")}`);
      return [];
    }
    const allowed = [kind, ...assumptionKeys[kind], "reason", "reason_fr"];
    for (const key of Object.keys(row))
      if (!allowed.includes(key)) this.find(unknownKey, [...path, key], key, { found: key, expected: allowed.join(", ") });
    if (typeof row.reason !== "string" || row.reason === "" || typeof row.reason_fr !== "string" || row.reason_fr === "")
      this.find(noReason, path, kind, { found: `${kind} ${asText(row[kind])}` });
    const made = this.made(kind, row, path);
    if (made === null || this.findings.length > before) return [];
    return [{ ...made, reason: row.reason as string, reasonFr: row.reason_fr as string } as Assumption];
  }

  made(kind: string, row: Readonly<Record<string, unknown>>, path: Path): object | null {
    const at = (key: string): Path => [...path, key];
    const share = { least: 0, most: 1 };
    const subject = this.text(row[kind], at(kind));
    switch (kind) {
      case "term":
        return { kind, leg: subject, years: this.number(row.years, at("years"), { least: 1 / 12, most: 100 }) };
      case "cash":
      case "equity":
      case "value":
      case "revenue":
        return { kind, entity: subject, amount: this.number(row.amount, at("amount"), { least: 0 }) };
      case "stake": {
        const [holder, held] = this.pair(subject, at(kind));
        return { kind, holder, held, share: this.number(row.share, at("share"), share) };
      }
      case "supply": {
        const [from, to] = this.pair(subject, at(kind));
        return { kind, from, to, amount: row.amount === undefined ? null : this.number(row.amount, at("amount"), { least: 0 }) };
      }
      case "industry": {
        const entities = this.list(row.entities, at("entities")).map((id, i) => this.text(id, [...at("entities"), i]));
        return { kind, industry: subject, entities };
      }
      case "need": {
        const [input, user] = this.pair(subject, at(kind));
        const [low, high] = (["low", "high"] as const).map((key) => this.need(row[key], at(key)));
        return { kind: "essentiality", input, user, low, high };
      }
      case "failure":
        return {
          kind,
          entity: subject,
          threshold: this.number(row.threshold, at("threshold"), share),
          cost: this.number(row.cost, at("cost"), share),
        };
      default:
        return { kind, alpha: this.number(row.alpha, at("alpha"), share), beta: this.number(row.beta, at("beta"), share) };
    }
  }

  pair(text: string, path: Path): readonly [string, string] {
    const [from = "", to = ""] = text.split(">").map((id) => id.trim());
    if (from === "" || to === "") this.refuse(text, path, "from>to");
    return [from, to];
  }

  need(value: unknown, path: Path): Need {
    if (value === 0 || value === 1 || value === 2) return value;
    this.refuse(value, path, "0, 1 or 2");
    return 0;
  }
}

/** A number stands for its digits (window: 2027); anything else than a text is said as JSON, which no reader of a text takes. */
function asText(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value ?? null);
}
