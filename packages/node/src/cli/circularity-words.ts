import {
  answerWords,
  type Circularity,
  formatAmount,
  formatShare,
  type Loop,
  type Range,
  type Result,
  speak,
  type Status,
  statusNames,
} from "keiretsu";
import type { Bilingual, Call, Language } from "./command.ts";
import { paint } from "./output.ts";

/** Words that circularity, spread and loops share. */

/** "Nvidia → OpenAI → Nvidia"; a half-loop does not come back. */
export function loopPath(loop: Pick<Loop, "nodes" | "half">, nameOf: (id: string) => string): string {
  const back = loop.half ? [] : [loop.nodes[0]];
  return [...loop.nodes, ...back].map(nameOf).join(" → ");
}

export function statusName(status: Status, language: Language): string {
  return statusNames[status][language];
}

/** Bounds of money: "8 to 12 bn USD", "at least 8 bn USD". */
export function rangeOf(range: Range, unit: string, language: Language): string {
  return formatAmount(range, unit, language);
}

export function shareRange(range: Range, language: Language): string {
  return formatShare(range, language);
}

/** The plain sentence first: how much; then its range and what bounds it. */
export function answerSentences(result: Result<Circularity>, language: Language): string[] {
  const { unit } = result;
  const { gross, setOff, shares } = result.values;
  const words = speak(answerWords, language);
  const money = (x: number | null): string => formatAmount(x, unit, language);
  const first = !gross.point
    ? words.noAmount
    : setOff.point === 0
      ? words.none(money(gross.point))
      : words.lead(money(gross.point), money(setOff.point), formatShare(shares.setOff.point, language));
  const bounds = notProved(result) ? words.scenario : words.bounds;
  const said = [
    ...(gross.low === 0 && gross.high === null ? [] : [bounds(rangeOf(setOff, unit, language), rangeOf(gross, unit, language))]),
    ...(gross.point ? [words.range(shareRange(shares.setOff, language))] : []),
  ];
  return [first, ...(said.length === 0 ? [] : [said.join(" ")])];
}

/** Bounds that rest on figures of payers whose period only overlaps are a scenario. */
export function notProved({ warnings }: Result<Circularity>): boolean {
  return warnings.some((warning) => warning.code === "limits-not-proved");
}

/** What a warning of a result means for its reader; those without a sentence here are told by the page itself. */
const CAUTIONS: Readonly<Record<string, Bilingual>> = {
  "internal-legs": {
    en: "Legs whose two parties are one firm here are left out (--perimeter unit keeps units apart).",
    fr: "Les volets dont les deux parties sont ici une même entreprise sont laissés de côté (--perimeter unit sépare les unités).",
  },
  "no-rate": {
    en: "Some amounts are in another currency without a dated and sourced rate: they count as unknown.",
    fr: "Certains montants sont dans une autre monnaie, sans taux daté et sourcé : ils comptent comme inconnus.",
  },
  "circuits-truncated": {
    en: "There are more loops than could be listed: those that carry least are left out.",
    fr: "Il y a plus de boucles qu’on ne peut en lister : celles qui portent le moins sont laissées de côté.",
  },
};

/** What the reader must know before relying on the numbers. */
export function cautions(call: Call, result: Result<unknown>): string[] {
  const codes = [...new Set(result.warnings.map((warning) => warning.code))];
  const told = codes.flatMap((code) => (CAUTIONS[code] ? [call.say(CAUTIONS[code])] : []));
  if (result.converged) return told;
  const rough: Bilingual = {
    en: `Not converged (residual ${result.residual}): do not rely on these figures.`,
    fr: `Calcul non convergé (résidu ${result.residual}) : ne pas se fier à ces chiffres.`,
  };
  return [...told, paint(call.io, "red", call.say(rough))];
}
