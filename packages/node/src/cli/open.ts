import { statSync } from "node:fs";
import type { Casebook, Finding } from "keiretsu";
import { readCasebook } from "../files.ts";
import { DataError, UsageError, type Call, type Language } from "./command.ts";
import { inLanguage } from "./finding-text.ts";

/** Most findings told when a casebook cannot be used; `check` tells all. */
const TOLD = 10;

/**
 * Read the casebook that the first argument names. A folder that is not there is the call's fault (exit code 2). A casebook that is not
 * whole answers nothing: its errors are told and the exit code is 1.
 */
export function openCasebook(call: Call): Casebook {
  const folder = call.args[0];
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    throw new UsageError({ en: `${folder} is not a folder.`, fr: `${folder} n’est pas un dossier.` });
  const { casebook, findings, whole } = readCasebook(folder);
  if (whole) return casebook;
  const errors = findings.filter((finding) => finding.severity === "error");
  call.io.stderr(
    errors
      .slice(0, TOLD)
      .map((finding) => findingLine(finding, call.language))
      .join(""),
  );
  throw new DataError({
    en: `${folder} is not whole (errors: ${errors.length}), so nothing was computed. "keiretsu check ${folder}" tells all.`,
    fr: `${folder} n’est pas complet (erreurs : ${errors.length}), donc rien n’a été calculé. « keiretsu check ${folder} » dit tout.`,
  });
}

function findingLine(finding: Finding, language: Language): string {
  const { place, code } = finding;
  const { summary, advice } = inLanguage(finding, language);
  return `${place.file}:${place.line}:${place.column} ${code}: ${summary} ${advice}\n`;
}
