import { checkResult, type CheckValues } from "keiretsu";
import { readScenarios, readTermsOf } from "../scenarios.ts";
import { EXIT, type Call, type Command } from "./command.ts";
import { findingText, inLanguage } from "./finding-text.ts";
import { CASEBOOK } from "./options.ts";
import { paint, writeCsv, writeJson } from "./output.ts";

/** Every finding about a casebook; exit code 1 when any is an error. */
export const check: Command = {
  name: "check",
  summary: {
    en: "Every fault of a casebook: files, rows, ids, directions, sums, dates, sources, arithmetic",
    fr: "Tous les défauts d’un dossier : fichiers, lignes, identifiants, sens, sommes, dates, sources, calculs",
  },
  arguments: [CASEBOOK],
  options: [],
  csv: true,
  examples: ["keiretsu check casebooks/ai-alliances", "keiretsu check casebooks/ai-alliances --lang fr --csv"],
  run(call) {
    const folder = call.args[0];
    const loaded = call.reader.casebook(folder);
    const supposed = [readScenarios(folder, call.reader, loaded.casebook), readTermsOf(folder, loaded.casebook, call.reader)];
    const result = checkResult({ ...loaded, findings: [...loaded.findings, ...supposed.flatMap(({ findings }) => findings)] });
    const { findings, counts } = result.values;
    if (call.flag("json")) writeJson(call.io, result);
    else if (call.flag("csv"))
      writeCsv(call.io, {
        head: ["file", "line", "column", "severity", "code", "excerpt", "summary", "advice"],
        rows: findings.map((finding) => {
          const { file, line, column } = finding.place;
          const { summary, advice } = inLanguage(finding, call.language);
          return [file, line, column, finding.severity, finding.code, finding.excerpt, summary, advice];
        }),
      });
    else {
      for (const finding of findings) call.io.stdout(`${findingText(finding, { io: call.io, language: call.language, folder })}\n`);
      call.io.stdout(`${countLine(result.values, call)}\n`);
    }
    return counts.error > 0 ? EXIT.data : EXIT.fine;
  },
};

function countLine({ counts, whole }: CheckValues, call: Call): string {
  const { error, warning, note } = counts;
  const line = call.say({
    en: [many(error, "error"), many(warning, "warning"), many(note, "note")].join(", "),
    fr: [plusieurs(error, "erreur"), plusieurs(warning, "avertissement"), plusieurs(note, "note")].join(", "),
  });
  const rest = whole
    ? ""
    : call.say({
        en: "; the casebook is not whole, so no other command computes on it",
        fr: " ; le dossier n’est pas complet, aucune autre commande ne calcule dessus",
      });
  return paint(call.io, error > 0 ? "red" : "green", `${line}${rest}`);
}

function many(count: number, one: string): string {
  return `${count} ${one}${count === 1 ? "" : "s"}`;
}

/** French counts nothing as one. */
function plusieurs(count: number, un: string): string {
  return `${count} ${un}${count > 1 ? "s" : ""}`;
}
