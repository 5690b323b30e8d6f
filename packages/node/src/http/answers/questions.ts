import { COMMANDS } from "../../cli/main.ts";
import { type Command, type Language, type Option, UsageError } from "../../cli/command.ts";
import { EDGES_OPTIONS } from "../../cli/edges-option.ts";
import { checkValue } from "../../cli/options.ts";

/** A command of the line, asked over HTTP: the same options under the same names, without those that name files of this machine. */
export interface Asked {
  readonly command: Command;
  /** What is taken as a parameter: positional arguments after the casebook, and options. */
  readonly parameters: readonly Option[];
}

export type Form = "json" | "csv" | "html" | "gexf" | "graphml";

export interface Question {
  readonly command: string;
  /** As typed, by name; lists joined by commas. */
  readonly values: Readonly<Record<string, string>>;
  readonly form: Form;
  readonly language: Language;
}

/** Values of these kinds are paths of the machine that computes. */
const PATHS = new Set(["file", "folder", "file|folder", "file.svg"]);
const OF_EDGES = new Set(EDGES_OPTIONS.map(({ name }) => name));

/** Every command that asks a casebook, by name. */
export const QUESTIONS: ReadonlyMap<string, Asked> = new Map(
  COMMANDS.filter(({ arguments: [first] }) => first?.name === "casebook").map((command) => [
    command.name,
    {
      command,
      parameters: [...command.arguments.slice(1).map(asOption), ...command.options.filter((option) => isOffered(command, option))],
    },
  ]),
);

function asOption({ name, required, description }: Command["arguments"][number]): Option {
  return { name, kind: "text", required, description };
}

/** How many processors work is the server's choice. */
function isOffered(command: Command, { name, value }: Option): boolean {
  if (PATHS.has(value ?? "") || name === "workers") return false;
  // Over HTTP the caller says the form in Accept.
  if (command.name === "export" && name === "format") return false;
  return !(OF_EDGES.has(name) && command.options.includes(EDGES_OPTIONS[0]));
}

/** A model asked of a case that the caller brings: not a question to a casebook, answered by the same threads. */
export const MODEL = "model";

/** What the workbench asks first: several answers at once, no command of the line. */
export const OPENING = "opening";

/** Parameters as they were sent, checked as the command line checks them. Throws UsageError. */
export function readQuestion(
  asked: Asked,
  sent: Readonly<Record<string, string | boolean | number | readonly unknown[]>>,
): Readonly<Record<string, string>> {
  const known = new Map(asked.parameters.map((option) => [option.name, option]));
  const values: Record<string, string> = {};
  for (const [name, value] of Object.entries(sent)) {
    const option = known.get(name);
    if (option === undefined) throw unknownParameter(name, [...known.keys()]);
    values[name] = Array.isArray(value) ? value.map(String).join(",") : String(value);
  }
  for (const option of asked.parameters) {
    const value = values[option.name];
    if (option.kind === "flag") checkFlag(option.name, value);
    else checkValue(option, value ?? option.fallback ?? null);
  }
  return Object.fromEntries(
    asked.parameters
      .filter(
        ({ name, kind, fallback }) => values[name] !== undefined && values[name] !== fallback && !(kind === "flag" && !isOn(values[name])),
      )
      .map(({ name, kind }) => [name, kind === "flag" ? "true" : values[name]]),
  );
}

const ON = ["", "true", "yes", "1"];
const OFF = ["false", "no", "0"];

function isOn(value: string | undefined): boolean {
  return value !== undefined && ON.includes(value);
}

function checkFlag(name: string, value: string | undefined): void {
  if (value === undefined || ON.includes(value) || OFF.includes(value)) return;
  throw new UsageError({
    en: `--${name}: found "${value}", expected true or false.`,
    fr: `--${name} : « ${value} » trouvé, true ou false attendu.`,
  });
}

function unknownParameter(name: string, known: readonly string[]): UsageError {
  const shown = name.slice(0, 40);
  return new UsageError({
    en: `Unknown parameter "${shown}"; there are: ${known.join(", ")}, lang.`,
    fr: `Paramètre inconnu : « ${shown} » ; il y a : ${known.join(", ")}, lang.`,
  });
}
