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
  summaryFr: "{foundFr} figure à {key}, attendu : {expectedFr}.",
  advice: "Write it as docs/recipes/{recipe} shows.",
  adviceFr: "Écrivez-le comme le montre docs/recipes/{recipe}.",
};

const noRecord: FindingCode = {
  ...wrong,
  summary: "{found} is the whole of the file, expected {expected}.",
  summaryFr: "{foundFr} est tout le fichier, attendu : {expectedFr}.",
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
    const words = { found, foundFr: value === undefined ? "rien" : found, expected, expectedFr: inFrench(expected) };
    if (path.length === 0) this.find(noRecord, path, found, words);
    else this.find(wrong, path, found, { ...words, key: path.join(".") });
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

/** What was expected is said by parsers in English; these are the words that they use. */
const FRENCH: readonly (readonly [RegExp, string])[] = [
  [/^one of (.*) after the dot$/, "l’un de $1 après le point"],
  [/^one of /, "l’un de "],
  [/^words with values$/, "des mots avec leurs valeurs"],
  [/^a list$/, "une liste"],
  [/^a text$/, "un texte"],
  [/^true or false$/, "true ou false"],
  [/^0, 1 or 2$/, "0, 1 ou 2"],
  [/^a number from (\S+) to /, "un nombre de $1 à "],
  [/^a number, (\S+) or more$/, "un nombre, $1 ou plus"],
  [/^a share from 0 to 1$/, "une part de 0 à 1"],
  [/^a whole number of quarters$/, "un nombre entier de trimestres"],
  [/^a value, or a claim that gives it$/, "une valeur, ou une affirmation qui la donne"],
  [/, the lower first$/, ", le plus bas d’abord"],
  [/^an entity of the casebook$/, "une entité du dossier"],
  [/^an entity of the casebook or a country$/, "une entité du dossier ou un pays"],
  [/^a leg of the casebook$/, "un volet du dossier"],
  [/^a country with a firm in the casebook$/, "un pays qui a une entreprise dans le dossier"],
  [/^a date: YYYY, YYYY-MM or YYYY-MM-DD$/, "une date : AAAA, AAAA-MM ou AAAA-MM-JJ"],
  [/^(what=share, )?such as (.*) or (\S+)$/, "$1par exemple $2 ou $3"],
  [/^(what=share, )?such as /, "$1par exemple "],
  [/^what=share/, "quoi=part"],
  [/ before the colon$/, " avant le deux-points"],
  [/(country:, input:, funding:, move:) or /, "$1 ou "],
];

function inFrench(expected: string): string {
  return FRENCH.reduce((text, [words, french]) => text.replace(words, french), expected);
}

/** A number stands for its digits (window: 2027); anything else than a text is said as JSON, which no reader of a text takes. */
export function asText(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value ?? null);
}
