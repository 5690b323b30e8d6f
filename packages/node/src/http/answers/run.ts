import { KeiretsuError, models } from "keiretsu";
import { type Bilingual, type Call, DataError, type Io, UsageError } from "../../cli/command.ts";
import { caseResult } from "../../cli/model.ts";
import { CSV_OPTION, JSON_OPTION, LANGUAGE_OPTION, makeCall, type Typed } from "../../cli/options.ts";
import { reportOf } from "../../cli/report.ts";
import { refusal } from "../../cli/usage.ts";
import type { Reader } from "../../reader.ts";
import { openingAnswers } from "../../opening.ts";
import { type Asked, MODEL, OPENING, type Question, QUESTIONS } from "./questions.ts";

/** What came of a question. Plain data: it crosses between threads and processes. */
export type Answer =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "refused"; readonly status: 400 | 422 | 500; readonly code: string; readonly text: Bilingual }
  | { readonly kind: "interrupted" };

/** What a question may know of its surroundings. */
export interface Surroundings {
  readonly folder: string;
  readonly reader: Reader;
  /** Options that the server adds: its journal, its number of workers. */
  readonly added: Readonly<Record<string, string>>;
  readonly io?: Partial<Io>;
}

const INTERRUPTED = 130;

/** Run the command as the command line does, on a casebook in memory. Never throws. */
export async function answer(question: Question, around: Surroundings): Promise<Answer> {
  if (question.command === MODEL) return modelAnswer(question);
  if (question.command === OPENING) return openingAnswer(question, around);
  const asked = QUESTIONS.get(question.command)!;
  const written = { out: "", err: "" };
  const io: Io = {
    stdout: (text) => void (written.out += text),
    stderr: (text) => void (written.err += text),
    columns: 100,
    isTTY: false,
    stderrIsTTY: false,
    env: {},
    now: () => performance.now(),
    ...around.io,
  };
  try {
    const call = callOf(asked, question, { ...around, io });
    if (question.command === "report") return { kind: "text", text: reportText(call, question) };
    const code = await asked.command.run(call);
    if (code === INTERRUPTED) return { kind: "interrupted" };
    if (written.out !== "") return { kind: "text", text: written.out };
    return refuse(422, "data-at-fault", { en: written.err, fr: written.err });
  } catch (error) {
    return refusalOf(error, written.err);
  }
}

/** `values` is the number of arrows. */
async function openingAnswer({ values }: Question, { folder, reader }: Surroundings): Promise<Answer> {
  try {
    return { kind: "text", text: await openingAnswers(folder, reader.casebook(folder), Number(values.most)) };
  } catch (error) {
    return refusalOf(error, "");
  }
}

/** `values` are the id of the model and the text of the case. */
function modelAnswer({ values }: Question): Answer {
  const faults: Bilingual[] = [];
  try {
    const chosen = models.find(({ id }) => id === values.model)!;
    const { result } = caseResult(chosen, values.case, (place, { en, fr }) => {
      const at = place === "" ? "" : `${place}: `;
      faults.push({ en: `${at}${en}`, fr: `${at}${fr}` });
    });
    if (result !== null) return { kind: "text", text: `${JSON.stringify(result, null, 2)}\n` };
  } catch (error) {
    return refusalOf(error, "");
  }
  const [en, fr] = (["en", "fr"] as const).map((language) =>
    faults
      .map((fault) => fault[language])
      .join("; ")
      .slice(0, LONGEST),
  );
  return refuse(400, "bad-case", { en, fr });
}

/** Signs of the faults of a case that are told. */
const LONGEST = 2000;

function callOf({ command }: Asked, { values, form, language }: Question, around: Surroundings & { readonly io: Io }): Call {
  const declared = [...command.options, CSV_OPTION, JSON_OPTION, LANGUAGE_OPTION].map((option) => ({ ...option, required: false }));
  const given: Readonly<Record<string, string>> = { ...values, ...around.added };
  const typed: Record<string, Typed> = Object.fromEntries(
    declared.map(({ name, kind }) => [name, kind === "flag" ? given[name] === "true" : given[name]]),
  );
  const positions = command.arguments.slice(1).flatMap(({ name }) => (given[name] === undefined ? [] : [given[name]]));
  const { io, reader, folder } = around;
  const format = form === "gexf" || form === "graphml" ? { format: form } : {};
  return makeCall(declared, { ...typed, ...format, json: form === "json", csv: form === "csv" }, [folder, ...positions], {
    io,
    reader,
    language,
  });
}

function reportText(call: Call, { form }: Question): string {
  const { html, json } = reportOf(call);
  return form === "html" ? html : `${JSON.stringify({ ...json, language: call.language }, null, 2)}\n`;
}

function refusalOf(error: unknown, told: string): Answer {
  if (error instanceof UsageError) return refuse(400, "bad-parameter", withoutDashes(error.text));
  if (error instanceof DataError) {
    const { en, fr } = error.text;
    return refuse(422, "data-at-fault", { en: `${told}${en}`, fr: `${told}${fr}` });
  }
  if (error instanceof KeiretsuError) return refuse(400, error.code, { en: error.message, fr: refusal(error, "fr") });
  // The trace is for the log of the server, not for whoever asks.
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  return refuse(500, "internal", { en: "An internal check failed.", fr: "Un contrôle interne a échoué." });
}

/** Parameters have no dashes. */
export function withoutDashes({ en, fr }: Bilingual): Bilingual {
  const [plainEn, plainFr] = [en, fr].map((text) => text.replace(/(^|[\s(])--(?=[a-z])/g, "$1"));
  return { en: plainEn, fr: plainFr };
}

export function refuse(status: 400 | 422 | 500, code: string, text: Bilingual): Answer {
  return { kind: "refused", status, code, text };
}
