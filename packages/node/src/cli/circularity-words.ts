import {
  type Casebook,
  type Circularity,
  type Loop,
  type Policy,
  type Range,
  type Result,
  type Status,
  formatAmount,
  formatDate,
  formatShare,
  plural,
  policyNames,
  statusNames,
} from "keiretsu";
import type { Bilingual, Call, Language } from "./command.ts";

/** Words that circularity, spread and loops share. */

export function firmName(casebook: Casebook, id: string): string {
  return casebook.entities.find((entity) => entity.id === id)?.name ?? id;
}

/** "Nvidia → OpenAI → Nvidia"; a half-loop does not come back. */
export function loopPath(casebook: Casebook, loop: Pick<Loop, "nodes" | "half">): string {
  const back = loop.half ? [] : [loop.nodes[0]];
  return [...loop.nodes, ...back].map((id) => firmName(casebook, id)).join(" → ");
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

/** What the answer rests on: legs, status, dates, perimeter. */
export function basisSentence(call: Call, result: Result<Circularity>): string {
  const { language } = call;
  const { coverage } = result.values;
  const { atLeast, policy, perimeter } = result.params as { atLeast: Status; policy: Policy; perimeter: string };
  const date = (text: string): string => formatDate(text, language);
  const { validOn, knownOn } = result.asOf!;
  const known: Bilingual =
    knownOn === null
      ? { en: "all that is recorded", fr: "tout ce qui est saisi" }
      : { en: `what was known on ${date(knownOn)}`, fr: `ce qui était connu le ${date(knownOn)}` };
  const valid: Bilingual =
    validOn === null ? { en: "", fr: "" } : { en: `, as it stood on ${date(validOn)}`, fr: `, tel qu’au ${date(validOn)}` };
  const firms: Bilingual =
    perimeter === "parent"
      ? { en: "units rolled up to their parents", fr: "unités rattachées à leur maison mère" }
      : { en: "units kept apart", fr: "unités séparées" };
  const text: Bilingual = {
    en: `It rests on ${coverage.legs} ${plural(coverage.legs, "leg", "legs", "en")} between ${coverage.firms} firms, ${coverage.legsWithAmount} with an amount (${formatShare(coverage.share, language)}); status: ${statusNames[atLeast].en} or firmer; ${known.en}${valid.en}; ${firms.en}; amounts by ${policyNames[policy].en}.`,
    fr: `Base : ${coverage.legs} ${plural(coverage.legs, "volet", "volets", "fr")} entre ${coverage.firms} entreprises, dont ${coverage.legsWithAmount} avec un montant (${formatShare(coverage.share, language)}) ; statut : ${statusNames[atLeast].fr} ou plus ferme ; ${known.fr}${valid.fr} ; ${firms.fr} ; montants selon ${policyNames[policy].fr}.`,
  };
  return call.say(text);
}
