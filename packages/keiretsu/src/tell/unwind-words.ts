import type { WaitKind } from "../simulate/unwinding.ts";
import type { Pace } from "../panel/unwind/pace.ts";
import type { TermName, TieKind } from "../panel/unwind/terms.ts";
import type { LeftOut } from "../panel/unwind/ties.ts";
import type { Text } from "./language.ts";

/** Words for what `unwind` answers, for the terminal and the report alike. */

export const tieKindNames: Readonly<Record<TieKind, Text>> = {
  contract: { en: "contract", fr: "contrat" },
  loan: { en: "loan", fr: "prêt" },
  guarantee: { en: "guarantee", fr: "garantie" },
  promise: { en: "promise", fr: "promesse" },
  "listed-stake": { en: "stake with a market", fr: "participation cotée" },
  "private-stake": { en: "stake without a market", fr: "participation non cotée" },
};

const termWords: Readonly<Record<TermName, Text>> = {
  notice: { en: "notice", fr: "préavis" },
  lock_up: { en: "lock-up", fr: "blocage" },
  consent: { en: "consent", fr: "accord" },
  regulatory: { en: "clearance", fr: "autorisation" },
  sale: { en: "time to find a buyer", fr: "temps de trouver un acheteur" },
  penalty: { en: "penalty", fr: "pénalité" },
  discount: { en: "discount", fr: "décote" },
  participation: { en: "part of the volume", fr: "part du volume" },
  turnover: { en: "turnover", fr: "rotation" },
  volatility: { en: "volatility", fr: "volatilité" },
  impact: { en: "impact", fr: "effet sur le prix" },
  lasting: { en: "lasting impact", fr: "effet durable" },
};

export const waitWords: Readonly<Record<WaitKind, Text>> = {
  notice: termWords.notice,
  "lock-up": termWords.lock_up,
  term: { en: "term", fr: "terme" },
  consent: termWords.consent,
  regulatory: termWords.regulatory,
};

export const tieLeftOutWords: Readonly<Record<LeftOut["reason"], Text>> = {
  "changes-hands": { en: "changes hands, no tie is left", fr: "change de mains, aucun lien ne reste" },
  "in-kind": { en: "given in kind", fr: "remis en nature" },
  over: { en: "over at this date", fr: "terminé à cette date" },
  "stands-in-stake": { en: "stands in a stated stake", fr: "compris dans une participation affirmée" },
  inside: { en: "inside one firm", fr: "interne à une entreprise" },
};

export const paceWords: Readonly<Record<Pace["verdict"], Text>> = {
  within: { en: "within", fr: "dedans" },
  "model-faster": { en: "missed, faster", fr: "manqué, plus rapide" },
  "model-slower": { en: "missed, slower", fr: "manqué, plus lent" },
  "no-model": { en: "nothing assumed", fr: "rien de supposé" },
};

/** "contract notice" as a reader says it. */
export function termName(key: string): Text {
  const at = key.lastIndexOf(" ");
  const [exit, term] = [key.slice(0, at), key.slice(at + 1) as TermName];
  const kind = Object.hasOwn(tieKindNames, exit) ? tieKindNames[exit as TieKind] : { en: exit, fr: exit };
  return { en: `${kind.en}: ${termWords[term].en}`, fr: `${kind.fr} : ${termWords[term].fr}` };
}
