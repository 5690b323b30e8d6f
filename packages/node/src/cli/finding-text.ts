import { join } from "node:path";
import type { Finding } from "keiretsu";
import { DataError, type Bilingual, type Call, type Io, type Language } from "./command.ts";
import { bind } from "./cite.ts";
import { paint, wrapText } from "./output.ts";

/** How a finding is told: where, what it is, the text at fault, what was found against what was expected, what to do. */

const SEVERITY: Readonly<Record<Finding["severity"], Bilingual>> = {
  error: { en: "error", fr: "erreur" },
  warning: { en: "warning", fr: "avertissement" },
  note: { en: "note", fr: "note" },
};

/** Several lines: `file:line:column code (severity)`, the excerpt, the summary and the advice. */
export function findingText(finding: Finding, told: { readonly io: Io; readonly language: Language; readonly folder: string }): string {
  const { io, language } = told;
  const said = inLanguage(finding, language);
  const [summary, advice] = [said.summary, said.advice].map((text) => (language === "fr" ? bind(text) : text));
  const colour = finding.severity === "error" ? "red" : finding.severity === "warning" ? "yellow" : "blue";
  const { file, line, column } = finding.place;
  const code = paint(io, colour, finding.code);
  const lines = [
    wrapText(io, `${paint(io, "bold", `${join(told.folder, file)}:${line}:${column}`)} ${code} (${SEVERITY[finding.severity][language]})`),
    ...(finding.excerpt === "" ? [] : [`  | ${finding.excerpt}`]),
    wrapText(io, summary, 2),
    wrapText(io, `→ ${advice}`, 2),
  ];
  return `${lines.join("\n")}\n`;
}

/** The two sentences of a finding in a language; English where a finding has no French. */
export function inLanguage(finding: Finding, language: Language): { readonly summary: string; readonly advice: string } {
  return language === "fr" && finding.french !== undefined ? finding.french : finding;
}

/** Tell all that is wrong with scenarios and stop: nothing is computed from half of them. */
export function refuseScenarios({ io, language }: Call, findings: readonly Finding[]): never {
  io.stderr(findings.map((finding) => findingText(finding, { io, language, folder: "" })).join(""));
  throw new DataError({
    en: `Scenarios with faults: nothing was computed (faults: ${findings.length}).`,
    fr: `Scénarios fautifs : rien n’a été calculé (fautes : ${findings.length}).`,
  });
}
