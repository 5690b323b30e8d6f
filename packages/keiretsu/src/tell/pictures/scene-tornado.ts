import { type ParameterName, parameterKinds } from "../../panel/simulation/scenario.ts";
import type { AssumptionScreened, SensitivityOfRun } from "../../panel/simulation/sensitivity.ts";
import type { Language, Text } from "../language.ts";
import { formatAmount, formatShare } from "../money.ts";
import type { TornadoScene } from "./picture-tornado.ts";
import { parameterValue, parameterWords, subjectWords } from "../simulation-words.ts";

/** What a sensitivity is told with: the unit of amounts, names of entities, the language. */
export interface ToldSensitivity {
  readonly unit: string;
  readonly name: (id: string) => string;
  readonly language: Language;
}

/** The answer that is asked about, in words. */
export function sensitivityAnswerWords(
  { answer, entity }: Pick<SensitivityOfRun, "answer" | "entity">,
  name: (id: string) => string,
): Text {
  if (answer === "lost" || entity === null) return { en: "written off by all, on average", fr: "passé en perte par tous, en moyenne" };
  return { en: `share of paths in which ${name(entity)} fails`, fr: `part des trajectoires où ${name(entity)} échoue` };
}

export function formatAnswer(value: number, { answer }: Pick<SensitivityOfRun, "answer">, { unit, language }: ToldSensitivity): string {
  return answer === "failed" ? formatShare(value, language) : formatAmount(value, unit, language);
}

/** "growth of end demand a year, OpenAI (30 % – 120 %)" */
export function assumptionText(
  one: { readonly what: ParameterName; readonly subject: string; readonly low?: number; readonly high?: number },
  { unit, name, language }: ToldSensitivity,
): string {
  const value = (x: number): string =>
    parameterValue({ what: one.what, value: x }, { unit, kind: parameterKinds[one.what].unit }, language);
  const range = one.low === undefined || one.high === undefined ? "" : ` (${value(one.low)} – ${value(one.high)})`;
  return `${parameterWords[one.what][language]}, ${subjectWords(one.subject, name, language)}${range}`;
}

/** Assumptions that move the answer by themselves, the widest bar first. */
export function tornadoScene(found: SensitivityOfRun, told: ToldSensitivity, most = 10): TornadoScene {
  const { language, name } = told;
  const { base } = found;
  const span = ({ atLow, atHigh }: AssumptionScreened): number => Math.max(atLow, atHigh, base) - Math.min(atLow, atHigh, base);
  const rows = found.screened
    .filter((row) => span(row) > 0)
    .sort((a, b) => span(b) - span(a))
    .slice(0, most);
  const words = sensitivityAnswerWords(found, name)[language];
  const top = found.answer === "failed" ? 1 : Math.max(base, ...rows.flatMap(({ atLow, atHigh }) => [atLow, atHigh])) || 1;
  return {
    title: { en: `What moves it: ${words}`, fr: `Ce qui la fait bouger : ${words}` }[language],
    base,
    axis: words,
    ticks: [0, 0.25, 0.5, 0.75, 1].map((part) => ({ value: part * top, label: formatAnswer(part * top, found, told) })),
    rows: rows.map((row) => ({
      name: assumptionText(row, told),
      words: `${formatAnswer(row.atLow, found, told)} → ${formatAnswer(row.atHigh, found, told)}`,
      atLow: row.atLow,
      atHigh: row.atHigh,
    })),
  };
}
