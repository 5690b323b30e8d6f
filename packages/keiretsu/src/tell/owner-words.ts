import type { MissingTerm } from "../panel/dilution.ts";
import type { Owners } from "../panel/owners.ts";
import type { Text } from "./language.ts";

/** Who owns and controls whom, in words. */
export const ownerWords = {
  chains: { en: "Through chains and loops, at least", fr: "Par les chaînes et les boucles, au moins" },
  holder: { en: "Holder", fr: "Détenteur" },
  held: { en: "Held", fr: "Détenu" },
  stated: { en: "Stated", fr: "Affirmé" },
  corrected: { en: "Without return", fr: "Sans retour" },
  plain: { en: "All chains", fr: "Toutes chaînes" },
  control: {
    en: "Who would control whom, one share one vote assumed where no source says otherwise",
    fr: "Qui contrôlerait qui, en supposant une action, une voix, sauf source contraire",
  },
  controls: { en: "Controls", fr: "Contrôle" },
  commands: { en: "Commands", fr: "Commande" },
  rule: { en: "Rule", fr: "Règle" },
  told: { en: "Told", fr: "Connu" },
  uncertain: {
    en: "* Not certain: the shares that no source tells could outweigh it in one hand. Classes of shares are not in the figures.",
    fr: "* Non certain : les actions dont aucune source ne parle pourraient l’emporter dans une seule main. Les catégories d’actions ne sont pas dans ces chiffres.",
  },
  diluted: { en: "Once warrants and convertibles become shares", fr: "Une fois bons et convertibles devenus actions" },
} as const;

export const controlRuleNames: Readonly<Record<Owners["control"]["inFact"][number]["rule"], Text>> = {
  majority: { en: "majority", fr: "majorité" },
  "largest-bloc": { en: "largest known bloc", fr: "plus gros bloc connu" },
  "relative-weight": { en: "outweighs all others", fr: "pèse plus que tous les autres" },
};

export const missingTermNames: Readonly<Record<MissingTerm, Text>> = {
  issuer: { en: "the issuer", fr: "l’émetteur" },
  shares: { en: "the number of shares", fr: "le nombre d’actions" },
  strike: { en: "the exercise price", fr: "le prix d’exercice" },
  conditions: { en: "when it vests", fr: "les conditions d’acquisition" },
  outstanding: { en: "the issuer’s share count", fr: "le nombre d’actions de l’émetteur" },
};
