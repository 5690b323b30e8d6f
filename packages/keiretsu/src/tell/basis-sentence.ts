import type { Result } from "../network/result.ts";
import type { Circularity } from "../panel/circularity.ts";
import type { Claim, Status } from "../record/casebook.ts";
import { confidenceNames, policyNames, statusNames } from "../record/names.ts";
import type { Policy } from "../record/view.ts";
import { type Language, plural, type Text } from "./language.ts";
import { formatDate, formatShare } from "./money.ts";

interface BasisParams {
  readonly atLeast: Status;
  readonly minimumConfidence: Claim["confidence"] | null;
  readonly policy: Policy;
  readonly perimeter: string;
}

/** What the answer rests on: legs, status, dates, perimeter. */
export function basisSentence(result: Result<Circularity>, language: Language): string {
  const { coverage } = result.values;
  const { atLeast, minimumConfidence, policy, perimeter } = result.params as unknown as BasisParams;
  const date = (text: string): string => formatDate(text, language);
  const { validOn, knownOn } = result.asOf!;
  const known: Text =
    knownOn === null
      ? { en: "all that is recorded", fr: "tout ce qui est saisi" }
      : { en: `what was known on ${date(knownOn)}`, fr: `ce qui était connu le ${date(knownOn)}` };
  const valid: Text =
    validOn === null ? { en: "", fr: "" } : { en: `, as it stood on ${date(validOn)}`, fr: `, tel qu’au ${date(validOn)}` };
  const evidence: Text =
    minimumConfidence === null
      ? { en: "", fr: "" }
      : {
          en: `, of evidence at least this strong: ${confidenceNames[minimumConfidence].en}`,
          fr: `, d’après des preuves au moins aussi fortes que : ${confidenceNames[minimumConfidence].fr}`,
        };
  const firms: Text =
    perimeter === "parent"
      ? { en: "units rolled up to their parents", fr: "unités rattachées à leur maison mère" }
      : { en: "units kept apart", fr: "unités séparées" };
  const text: Text = {
    en: `It rests on ${coverage.legs} ${plural(coverage.legs, "leg", "legs", "en")} between ${coverage.firms} firms, ${coverage.legsWithAmount} with an amount (${formatShare(coverage.share, language)}); status: ${statusNames[atLeast].en} or firmer; ${known.en}${valid.en}${evidence.en}; ${firms.en}; amounts by ${policyNames[policy].en}.`,
    fr: `Base : ${coverage.legs} ${plural(coverage.legs, "volet", "volets", "fr")} entre ${coverage.firms} entreprises, dont ${coverage.legsWithAmount} avec un montant (${formatShare(coverage.share, language)}) ; statut : ${statusNames[atLeast].fr} ou plus ferme ; ${known.fr}${valid.fr}${evidence.fr} ; ${firms.fr} ; montants selon ${policyNames[policy].fr}.`,
  };
  return text[language];
}
