import type { Result } from "../../network/result.ts";
import { type ExportedNetwork, sentenceOf } from "./exported-network.ts";
import type { Language } from "../language.ts";

/** What a reader of the bare file must know: the sentence of an edge, the unit, the dates, the digest of what it was made from. */
export function describe({ values, inputDigest, asOf, params }: Result<ExportedNetwork>): string {
  const language: Language = params.language === "fr" ? "fr" : "en";
  const { title, lens, unit } = values;
  const arrow = lens === null ? null : sentenceOf(lens, language, "A", "B");
  const known = asOf?.knownOn ?? null;
  const valid = asOf?.validOn ?? null;
  const parts =
    language === "fr"
      ? [
          title,
          arrow && `Une arête de A vers B dit : ${arrow}. Une arête par volet ; les arêtes parallèles restent séparées`,
          unit && `Poids en ${unit} ; un montant inconnu est absent, jamais 0`,
          known && `Ce qui était connu le ${known}`,
          valid && `Ce qui était vrai le ${valid}`,
          `Empreinte des données : ${inputDigest}`,
        ]
      : [
          title,
          arrow && `An edge from A to B says: ${arrow}. One edge a leg; parallel edges stay apart`,
          unit && `Weights in ${unit}; an unknown amount is absent, never 0`,
          known && `As known on ${known}`,
          valid && `As true on ${valid}`,
          `Digest of the data: ${inputDigest}`,
        ];
  return `${parts.filter(Boolean).join(". ")}.`;
}
