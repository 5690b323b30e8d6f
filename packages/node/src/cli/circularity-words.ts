import {
  type Casebook,
  type Circularity,
  type Claim,
  type Loop,
  type Policy,
  type Range,
  type Result,
  type Status,
  confidenceNames,
  formatAmount,
  formatDate,
  formatShare,
  plural,
  policyNames,
  statusNames,
} from "keiretsu";
import type { Bilingual, Call, Language } from "./command.ts";
import { paint } from "./output.ts";

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

interface BasisParams {
  readonly atLeast: Status;
  readonly minimumConfidence: Claim["confidence"] | null;
  readonly policy: Policy;
  readonly perimeter: string;
}

/** What the answer rests on: legs, status, dates, perimeter. */
export function basisSentence(call: Call, result: Result<Circularity>): string {
  const { language } = call;
  const { coverage } = result.values;
  const { atLeast, minimumConfidence, policy, perimeter } = result.params as unknown as BasisParams;
  const date = (text: string): string => formatDate(text, language);
  const { validOn, knownOn } = result.asOf!;
  const known: Bilingual =
    knownOn === null
      ? { en: "all that is recorded", fr: "tout ce qui est saisi" }
      : { en: `what was known on ${date(knownOn)}`, fr: `ce qui était connu le ${date(knownOn)}` };
  const valid: Bilingual =
    validOn === null ? { en: "", fr: "" } : { en: `, as it stood on ${date(validOn)}`, fr: `, tel qu’au ${date(validOn)}` };
  const evidence: Bilingual =
    minimumConfidence === null
      ? { en: "", fr: "" }
      : {
          en: `, of evidence at least this strong: ${confidenceNames[minimumConfidence].en}`,
          fr: `, d’après des preuves au moins aussi fortes que : ${confidenceNames[minimumConfidence].fr}`,
        };
  const firms: Bilingual =
    perimeter === "parent"
      ? { en: "units rolled up to their parents", fr: "unités rattachées à leur maison mère" }
      : { en: "units kept apart", fr: "unités séparées" };
  const text: Bilingual = {
    en: `It rests on ${coverage.legs} ${plural(coverage.legs, "leg", "legs", "en")} between ${coverage.firms} firms, ${coverage.legsWithAmount} with an amount (${formatShare(coverage.share, language)}); status: ${statusNames[atLeast].en} or firmer; ${known.en}${valid.en}${evidence.en}; ${firms.en}; amounts by ${policyNames[policy].en}.`,
    fr: `Base : ${coverage.legs} ${plural(coverage.legs, "volet", "volets", "fr")} entre ${coverage.firms} entreprises, dont ${coverage.legsWithAmount} avec un montant (${formatShare(coverage.share, language)}) ; statut : ${statusNames[atLeast].fr} ou plus ferme ; ${known.fr}${valid.fr}${evidence.fr} ; ${firms.fr} ; montants selon ${policyNames[policy].fr}.`,
  };
  return call.say(text);
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
