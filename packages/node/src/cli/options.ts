import { type Policy, type ProjectOptions, type Status, type ViewOptions, defaultProjectOptions, parseDate } from "keiretsu";
import type { Reader } from "../reader.ts";
import { UsageError, type Argument, type Bilingual, type Call, type Io, type Language, type Option } from "./command.ts";

/** The options that commands share, and the check of what was typed. */

const STATUSES = ["rumoured", "letter-of-intent", "announced", "definitive", "partly-performed", "closed"] as const;
const CONFIDENCES = ["filing", "official", "primary", "press", "article", "secondary", "compilation", "weak"] as const;
const POLICIES = ["editor", "latest", "strongest", "lowest", "highest"] as const;
const COMPOSITIONS = ["wholes", "parts", "umbrellas"] as const;
const YES_NO = ["yes", "no"] as const;

export const CASEBOOK: Argument = {
  name: "casebook",
  required: true,
  description: { en: "Folder of the casebook", fr: "Dossier des données (casebook)" },
};

/** What is true, what was known, how firm, chosen how. */
export const VIEW_OPTIONS: readonly Option[] = [
  {
    name: "known",
    kind: "date",
    description: { en: "Only what was known on this date", fr: "Seulement ce qui était connu à cette date" },
  },
  {
    name: "valid",
    kind: "date",
    description: { en: "Only what was true by this date", fr: "Seulement ce qui était vrai à cette date" },
  },
  {
    name: "recorded",
    kind: "date",
    description: { en: "Only rows that were in the casebook by this date", fr: "Seulement les lignes saisies à cette date" },
  },
  {
    name: "at-least",
    kind: "choice",
    choices: STATUSES,
    fallback: "announced",
    value: "status",
    description: { en: "Count legs that are at least this firm", fr: "Compter les volets au moins aussi fermes" },
  },
  {
    name: "confidence",
    kind: "choice",
    choices: CONFIDENCES,
    value: "kind",
    description: {
      en: "See only evidence at least this strong",
      fr: "Ne voir que les preuves au moins aussi fortes",
    },
  },
  {
    name: "policy",
    kind: "choice",
    choices: POLICIES,
    fallback: "editor",
    description: { en: "Which of several amounts counts", fr: "Quel montant compte quand plusieurs se contredisent" },
  },
  {
    name: "composition",
    kind: "choice",
    choices: COMPOSITIONS,
    fallback: "wholes",
    description: {
      en: "Count wholes, their parts or umbrella totals",
      fr: "Compter les ensembles, leurs parties ou les totaux englobants",
    },
  },
  {
    name: "chapter",
    kind: "list",
    value: "name",
    description: {
      en: 'Chapters to count, "all" for every one (default: the headline chapters)',
      fr: "Chapitres comptés, « all » pour tous (par défaut ceux de la synthèse)",
    },
  },
];

/** Whose flows are one firm's, and whether what is not cash counts. */
export const PROJECT_OPTIONS: readonly Option[] = [
  {
    name: "perimeter",
    kind: "choice",
    choices: ["parent", "unit"],
    fallback: "parent",
    description: { en: "Roll units up to their parent, or keep them apart", fr: "Rattacher les unités à leur maison mère, ou les séparer" },
  },
  {
    name: "in-kind",
    kind: "choice",
    choices: YES_NO,
    fallback: "yes",
    value: "yes|no",
    description: {
      en: "Count shares, warrants and credits at their stated value",
      fr: "Compter actions, bons et crédits à leur valeur affichée",
    },
  },
  {
    name: "contingent",
    kind: "choice",
    choices: YES_NO,
    fallback: defaultProjectOptions.contingent ? "yes" : "no",
    value: "yes|no",
    description: { en: "Count guarantees as if called", fr: "Compter les garanties comme si elles jouaient" },
  },
];

/** The view that VIEW_OPTIONS ask for. */
export function viewOptions(call: Call): ViewOptions {
  return {
    knownOn: call.text("known"),
    validOn: call.text("valid"),
    recordedOn: call.text("recorded"),
    atLeast: call.text("at-least") as Status,
    minimumConfidence: call.text("confidence") as ViewOptions["minimumConfidence"],
    policy: call.text("policy") as Policy,
    chapters: call.list("chapter"),
    composition: call.text("composition") as ViewOptions["composition"],
  };
}

/** The projection that PROJECT_OPTIONS ask for. */
export function projectOptions(call: Call): Omit<ProjectOptions, "amounts"> {
  return {
    perimeter: call.text("perimeter") as ProjectOptions["perimeter"],
    inKind: call.text("in-kind") === "yes",
    contingent: call.text("contingent") === "yes",
  };
}

export const LANGUAGE_OPTION: Option = {
  name: "lang",
  kind: "choice",
  choices: ["en", "fr"],
  description: { en: "Language of the output (default: from LANG)", fr: "Langue de la sortie (par défaut selon LANG)" },
};
export const JSON_OPTION: Option = {
  name: "json",
  kind: "flag",
  description: { en: "Write the result as JSON", fr: "Écrire le résultat en JSON" },
};
export const CSV_OPTION: Option = {
  name: "csv",
  kind: "flag",
  description: { en: "Write the table as CSV", fr: "Écrire le tableau en CSV" },
};

/** French when --lang says so, or when the locale does; English otherwise. */
export function chooseLanguage(argv: readonly string[], env: Io["env"]): Language {
  const at = argv.indexOf("--lang");
  const typed = at >= 0 ? argv[at + 1] : argv.find((word) => word.startsWith("--lang="))?.slice("--lang=".length);
  if (typed === "fr" || typed === "en") return typed;
  const locale = env.LC_ALL || env.LC_MESSAGES || env.LANG || "";
  return /^fr\b|^fr_/i.test(locale) ? "fr" : "en";
}

/** What commander hands over for one option: a list where the option may be repeated. */
export type Typed = string | boolean | readonly string[] | null | undefined;

/** Check what was typed against what the command declares. Throws UsageError. */
export function makeCall(
  declared: readonly Option[],
  typed: Readonly<Record<string, Typed>>,
  args: readonly string[],
  context: { readonly io: Io; readonly reader: Reader; readonly language: Language },
): Call {
  const values = new Map<string, string | number | boolean | readonly string[] | null>();
  for (const option of declared) values.set(option.name, checkValue(option, typed[option.name] ?? option.fallback ?? null));
  const get = (name: string): unknown => {
    if (!values.has(name)) throw new Error(`the command does not declare --${name}`);
    return values.get(name);
  };
  return {
    io: context.io,
    reader: context.reader,
    language: context.language,
    args,
    flag: (name) => get(name) === true,
    text: (name) => get(name) as string | null,
    number: (name) => get(name) as number | null,
    list: (name) => get(name) as readonly string[] | null,
    say: (text: Bilingual) => text[context.language],
  };
}

/** One value as its option wants it; throws UsageError naming the option, what was found and what is allowed. */
export function checkValue(option: Option, typed: Exclude<Typed, undefined>): string | number | boolean | readonly string[] | null {
  const flag = `--${option.name}`;
  if (option.kind === "flag") return typed === true;
  if (typed === null) {
    if (option.required) throw new UsageError({ en: `${flag} is required.`, fr: `${flag} est obligatoire.` });
    return null;
  }
  if (option.kind === "list") {
    const list = (typeof typed === "object" ? typed : [String(typed)]).flatMap((text) => text.split(",")).map((text) => text.trim());
    const unknown = option.choices ? list.find((text) => !option.choices!.includes(text)) : list.find((text) => text === "");
    if (unknown !== undefined) throw refuse(flag, unknown, allowed(option));
    return list;
  }
  const text = typeof typed === "string" ? typed : "";
  if (option.kind === "choice" && !option.choices!.includes(text)) throw refuse(flag, text, allowed(option));
  if (option.kind === "date" && !parseDate(text))
    throw refuse(flag, text, { en: "a date: YYYY, YYYY-MM or YYYY-MM-DD", fr: "une date : AAAA, AAAA-MM ou AAAA-MM-JJ" });
  if (option.kind === "integer" || option.kind === "number") {
    const number = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : Number.NaN;
    const low = option.min ?? -Infinity;
    const high = option.max ?? Infinity;
    const whole = option.kind === "number" || Number.isSafeInteger(number);
    if (!(number >= low && number <= high && whole)) throw refuse(flag, text, range(option, low, high));
    return number;
  }
  return text;
}

function allowed(option: Option): Bilingual {
  if (!option.choices) return { en: "a name", fr: "un nom" };
  return { en: `one of ${option.choices.join(", ")}`, fr: `l’une des valeurs ${option.choices.join(", ")}` };
}

function range(option: Option, low: number, high: number): Bilingual {
  const en = option.kind === "integer" ? "a whole number" : "a number";
  const fr = option.kind === "integer" ? "un nombre entier" : "un nombre";
  if (low > -Infinity && high < Infinity) return { en: `${en} from ${low} to ${high}`, fr: `${fr} de ${low} à ${high}` };
  if (low > -Infinity) return { en: `${en}, ${low} or more`, fr: `${fr}, ${low} ou plus` };
  return { en, fr };
}

function refuse(flag: string, found: string, expected: Bilingual): UsageError {
  return new UsageError({
    en: `${flag}: found "${found}", expected ${expected.en}.`,
    fr: `${flag} : « ${found} » trouvé, ${expected.fr} attendue.`
      .replace("un nombre entier", "un entier")
      .replace(/(un (?:entier|nombre|nom).*) attendue\.$/, "$1 attendu."),
  });
}
