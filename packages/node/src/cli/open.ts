import { compareText, errorsInAnswers, type Casebook, type Finding, type Result, type Warning } from "keiretsu";
import { DataError, UsageError, type Call, type Language } from "./command.ts";
import { inLanguage } from "./finding-text.ts";

/** Most findings told when a casebook cannot be used, and when it can with a reserve; `check` tells all. */
const TOLD = 10;
const TOLD_IN_RESERVE = 3;

/**
 * Read a casebook, by default the one that the first argument names. A folder that is not there is the call's fault (exit code 2). A casebook that is not
 * whole answers nothing: its errors are told and the exit code is 1. One that is whole and has errors that reach into answers (a leg the
 * wrong way round, knowledge before publication) is answered from, with a reserve on stderr.
 */
export function openCasebook(call: Call, folder: string = call.args[0]): Casebook {
  if (call.reader.names(folder) === null) throw new UsageError({ en: `${folder} is not a folder.`, fr: `${folder} n’est pas un dossier.` });
  const { casebook, findings, whole } = call.reader.casebook(folder);
  if (whole) {
    reserve(call, folder, errorsInAnswers(casebook));
    return casebook;
  }
  const errors = findings.filter((finding) => finding.severity === "error");
  tell(call, errors.slice(0, TOLD));
  throw new DataError({
    en: `${folder} is not whole (errors: ${errors.length}), so nothing was computed. "keiretsu check ${folder}" tells all.`,
    fr: `${folder} n’est pas complet (erreurs : ${errors.length}), donc rien n’a été calculé. « keiretsu check ${folder} » dit tout.`,
  });
}

/** The reserve of a casebook as a warning that the result carries, so that a reader of the JSON alone has it too. */
export function withReserve<T extends Result<unknown>>(casebook: Casebook, result: T): T {
  const errors = errorsInAnswers(casebook);
  if (errors.length === 0) return result;
  const codes = [...new Set(errors.map((finding) => finding.code))].sort(compareText);
  const warning: Warning = {
    code: "casebook-has-errors",
    message: `the casebook has errors that may make this answer wrong: ${errors.length} (${codes.join(", ")})`,
  };
  const warnings = [...result.warnings, warning].sort((a, b) => compareText(a.code, b.code) || compareText(a.message, b.message));
  return { ...result, warnings };
}

function reserve(call: Call, folder: string, errors: readonly Finding[]): void {
  if (errors.length === 0) return;
  tell(call, errors.slice(0, TOLD_IN_RESERVE));
  const words = call.say({
    en: `${folder} has errors that may make this answer wrong (errors: ${errors.length}). "keiretsu check ${folder}" tells all.`,
    fr: `${folder} contient des erreurs qui peuvent fausser cette réponse (erreurs : ${errors.length}). « keiretsu check ${folder} » dit tout.`,
  });
  call.io.stderr(`${words}\n`);
}

function tell(call: Call, findings: readonly Finding[]): void {
  call.io.stderr(findings.map((finding) => findingLine(finding, call.language)).join(""));
}

function findingLine(finding: Finding, language: Language): string {
  const { place, code } = finding;
  const { summary, advice } = inLanguage(finding, language);
  return `${place.file}:${place.line}:${place.column} ${code}: ${summary} ${advice}\n`;
}
