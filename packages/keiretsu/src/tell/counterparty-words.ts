import { plural } from "./language.ts";

/** Sources and uses of a firm's money in words. */
export const counterpartyWords = {
  title: { en: (firm: string) => `Who pays ${firm}, and whom it pays`, fr: (firm: string) => `Qui paie ${firm}, et qui est payé` },
  received: { en: "is paid", fr: "reçoit" },
  paid: { en: "pays", fr: "paie" },
  paysIt: { en: (amount: string) => `in ${amount}`, fr: (amount: string) => `entrées ${amount}` },
  isPaid: { en: (amount: string) => `out ${amount}`, fr: (amount: string) => `sorties ${amount}` },
  unknown: {
    en: (count: string, legs: number) => ` and ${count} ${plural(legs, "leg", "legs", "en")} of unknown amount`,
    fr: (count: string, legs: number) => ` et ${count} ${plural(legs, "volet", "volets", "fr")} de montant inconnu`,
  },
  key: {
    en: "bar: the figures that sources name; whisker: their bounds; hollow point: more, of unknown amount",
    fr: "barre : les chiffres que les sources donnent ; moustache : leurs bornes ; pointe vide : davantage, de montant inconnu",
  },
  note: {
    en: "Sources and uses as this casebook records them, promises included: not all the money of the firm.",
    fr: "Ressources et emplois tels que ce dossier les recense, promesses comprises : non tout l’argent de l’entreprise.",
  },
  firm: { en: "Counterparty", fr: "Contrepartie" },
  all: { en: "All together", fr: "Tout ensemble" },
  none: {
    en: "No counted leg reaches or leaves this firm in this view.",
    fr: "Aucun volet compté n’atteint ni ne quitte cette entreprise dans cette vue.",
  },
} as const;
