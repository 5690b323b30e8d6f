import type { Language } from "keiretsu";
import type { Reader } from "../reader.ts";

/**
 * What a command of the line is. To add one:
 *
 * 1. write `cli/<name>.ts` that exports one `Command` (below) under its own name: `export const facts: Command = { ... }`;
 * 2. add it to the list in `cli/main.ts`.
 *
 * `main` then gives it `--help` in both languages, checked options and clear messages. `run` receives a `Call` and returns an exit code
 * (`EXIT`). It writes only through `call.io` and the writers of output.ts, never through `console` or `process`, so that tests can call
 * `main(argv, io)` in process. It throws `UsageError` (options) or `KeiretsuError` (the library refused) for exit code 2; data at fault is
 * printed and returned as `EXIT.data`.
 *
 *     export const facts: Command = {
 *       name: "facts",
 *       summary: { en: "What sources say of one subject", fr: "Ce que les sources disent d’un sujet" },
 *       arguments: [CASEBOOK],
 *       options: [
 *         { name: "subject", kind: "text", value: "id", required: true, description: { en: "Entity, deal or leg", fr: "Entité, accord ou volet" } },
 *         ...VIEW_OPTIONS,                            // options.ts: --known --valid --recorded --at-least --policy --chapter --composition
 *       ],
 *       csv: true,                                    // it also writes a table with --csv
 *       examples: ["keiretsu facts casebooks/ai-alliances --subject openai --predicate revenue"],
 *       run(call) {
 *         const casebook = openCasebook(call);        // open.ts: reads args[0]; on errors prints the findings and throws DataError (exit code 1)
 *         const result = facts(casebook, { subject: call.text("subject")!, ...viewOptions(call) });
 *         if (call.flag("json")) return writeJson(call.io, result);
 *         if (call.flag("csv")) return writeCsv(call.io, { head: ["id"], rows: result.values.claims.map((claim) => [claim.id]) });
 *         ...
 *         return EXIT.fine;
 *       },
 *     };
 */

export type { Language };
export type Bilingual = Readonly<Record<Language, string>>;

/** 0: fine. 1: the data is at fault (findings with errors, nothing found). 2: the call is at fault. 3: we are at fault. */
export const EXIT = { fine: 0, data: 1, usage: 2, internal: 3 } as const;

export interface Argument {
  readonly name: string;
  readonly required: boolean;
  readonly description: Bilingual;
}

export interface Option {
  /** Long name without dashes. */
  readonly name: string;
  readonly short?: string;
  /**
   * flag: present or not; text: anything; date: YYYY, YYYY-MM or YYYY-MM-DD; choice: one of `choices`; integer and number: within `min`
   * and `max`; list: may be repeated, and each may hold several separated by commas.
   */
  readonly kind: "flag" | "text" | "date" | "choice" | "integer" | "number" | "list";
  /** The word for the value in the help (`--known <date>`); the kind by default. */
  readonly value?: string;
  readonly choices?: readonly string[];
  readonly min?: number;
  readonly max?: number;
  /** Value in force when the option is absent, as typed; shown in the help. */
  readonly fallback?: string;
  readonly required?: boolean;
  readonly description: Bilingual;
}

export interface Command {
  readonly name: string;
  readonly summary: Bilingual;
  readonly arguments: readonly Argument[];
  /** Beside --json, --lang and --help, which every command has. */
  readonly options: readonly Option[];
  /** Whether it writes a table with --csv. */
  readonly csv?: boolean;
  /** Complete lines that a test runs at the root of the repository. The first is shown first. */
  readonly examples: readonly [string, ...string[]];
  readonly run: (call: Call) => number | Promise<number>;
}

/** Where a command writes and what it may know of its surroundings. */
export interface Io {
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
  /** Width of the terminal in columns. */
  readonly columns: number;
  readonly isTTY: boolean;
  readonly stderrIsTTY: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Milliseconds of a clock that only moves forward; for progress, never for results. */
  readonly now: () => number;
  /** Told as long work goes on: what is done, and its share of all where that is known. */
  readonly onProgress?: (label: string, share: number | null) => void;
  /** Call back when the user interrupts (Ctrl-C), and no longer end the process by itself; gives how to stop listening. */
  readonly onInterrupt?: (listener: () => void) => () => void;
  /** One line from the keyboard without showing it, or from a pipe. */
  readonly readSecret?: (prompt: string) => Promise<string>;
}

/** One call of a command with its values checked. Asking for an option that the command does not declare is our own fault and throws. */
export interface Call {
  readonly io: Io;
  /** Where casebooks and their scenarios are read. */
  readonly reader: Reader;
  readonly language: Language;
  readonly args: readonly string[];
  readonly flag: (name: string) => boolean;
  readonly text: (name: string) => string | null;
  readonly number: (name: string) => number | null;
  readonly list: (name: string) => readonly string[] | null;
  /** Pick the text in the language of the call. */
  readonly say: (text: Bilingual) => string;
}

/** The call is at fault: what was found, what is allowed. Exit code 2. */
export class UsageError extends Error {
  readonly text: Bilingual;
  constructor(text: Bilingual) {
    super(text.en);
    this.name = "UsageError";
    this.text = text;
  }
}

/** The data is at fault and has already been reported, or is reported by this text. Exit code 1. */
export class DataError extends Error {
  readonly text: Bilingual;
  constructor(text: Bilingual) {
    super(text.en);
    this.name = "DataError";
    this.text = text;
  }
}
