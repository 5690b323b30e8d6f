import { KeiretsuError } from "../assert.ts";
import type { Finding } from "../finding.ts";
import { type FindingCode, makeFinding } from "../record/finding-code.ts";

/** How files of suppositions are read, those of a stress and those of a simulation: plain values in, all faults at once, each with its line. */

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
  advice: "Write it as docs/recipes/{recipe} shows.",
  adviceFr: "Écrivez-le comme le montre docs/recipes/{recipe}.",
};

export const unknownKey: FindingCode = {
  code: "scenario-key",
  severity: "error",
  summary: "{found} is no word of a scenario here, expected one of {expected}.",
  summaryFr: "{found} n’est pas un mot de scénario à cet endroit, attendu : l’un de {expected}.",
  advice: "Correct the word or take the line out.",
  adviceFr: "Corrigez le mot ou retirez la ligne.",
};

export const noReason: FindingCode = {
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
export function unreadable(file: string, line: number, found: string): Finding {
  return makeFinding(badYaml, { place: { file, line, column: 1 }, excerpt: "" }, { found });
}

export type Path = readonly (string | number)[];

/** The findings grow while a file is read. */
export class Reading {
  readonly findings: Finding[] = [];
  readonly source: ScenarioText;
  /** The page that shows how to write such a file. */
  readonly recipe: string;

  constructor(source: ScenarioText, recipe: string) {
    this.source = source;
    this.recipe = recipe;
  }

  find(code: FindingCode, path: Path, excerpt: string, words: Readonly<Record<string, string>>): void {
    const place = { file: this.source.file, line: this.source.lineOf(path), column: 1 };
    this.findings.push(makeFinding(code, { place, excerpt }, { recipe: this.recipe, ...words }));
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

  parsed<T>(value: unknown, path: Path, parse: () => T): T | null {
    try {
      return parse();
    } catch (error) {
      if (!(error instanceof KeiretsuError)) throw error;
      this.refuse(value, path, /expected (.*)$/.exec(error.message)?.[1] ?? error.message);
      return null;
    }
  }

  pair(text: string, path: Path): readonly [string, string] {
    const [from = "", to = ""] = text.split(">").map((id) => id.trim());
    if (from === "" || to === "") this.refuse(text, path, "from>to");
    return [from, to];
  }
}

/** A number stands for its digits (window: 2027); anything else than a text is said as JSON, which no reader of a text takes. */
export function asText(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value ?? null);
}
