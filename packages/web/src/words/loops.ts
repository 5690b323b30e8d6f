import type { Messages } from "keiretsu";

export const loopsWords = {
  lens: {
    en: "The lens: each firm of a loop pays the next, and the last pays the first.",
    fr: "La lecture : chaque entreprise d’une boucle paie la suivante, et la dernière paie la première.",
  },
  largest: { en: "The one that can carry most:", fr: "Celle qui peut porter le plus :" },
  through: { en: "Through", fr: "Par" },
  anyFirm: { en: "any firm", fr: "toute entreprise" },
  without: { en: (firm: string) => `No longer through ${firm}`, fr: (firm: string) => `Ne plus passer par ${firm}` },
  stated: { en: "stated by sources", fr: "que disent les sources" },
  feasible: { en: "possible in the order of dates", fr: "possibles dans l’ordre des dates" },
  guarantees: { en: "with guarantees", fr: "avec garanties" },
  weakest: { en: "Weakest status at least", fr: "Statut le plus faible au moins" },
  anyStatus: { en: "any", fr: "quelconque" },
  longest: { en: "Legs at most", fr: "Volets au plus" },
  shown: {
    en: (shown: string, all: string) => `${shown} of ${all} loops`,
    fr: (shown: string, all: string) => `${shown} boucles sur ${all}`,
  },
  list: { en: "The loops", fr: "Les boucles" },
  legs: { en: "Legs", fr: "Volets" },
  marks: { en: "Of note", fr: "À noter" },
  none: { en: "No loop passes these filters.", fr: "Aucune boucle ne passe ces filtres." },
  back: { en: "All loops", fr: "Toutes les boucles" },
  open: {
    en: "an amount on it is unknown, which can only lower what it carries",
    fr: "un de ses montants est inconnu, ce qui ne peut que réduire ce qu’elle porte",
  },
  closes: {
    en: (legs: string, capacity: string) =>
      `It closes: each of its ${legs} legs counts, and the money comes back to where it left. It can carry ${capacity}, the least of its legs.`,
    fr: (legs: string, capacity: string) =>
      `Elle se ferme : chacun de ses ${legs} volets compte, et l’argent revient d’où il est parti. Elle peut porter ${capacity}, le moindre de ses volets.`,
  },
  unknownCapacity: {
    en: (legs: string) =>
      `It closes: each of its ${legs} legs counts, and the money comes back to where it left. What it can carry is unknown: no amount on it is.`,
    fr: (legs: string) =>
      `Elle se ferme : chacun de ses ${legs} volets compte, et l’argent revient d’où il est parti. Ce qu’elle peut porter est inconnu, faute de montants.`,
  },
  half: {
    en: "It does not close on record: sources state a return that is no recorded deal. One leg stands, and no amount can be said to come back.",
    fr: "Elle ne se ferme pas dans ce qui est recensé : des sources disent un retour qui n’est pas un accord recensé. Un volet tient, et on ne peut dire ce qui revient.",
  },
  dead: { en: "It carries nothing in this view:", fr: "Elle ne porte rien dans cette vue :" },
  notHere: {
    en: "This view has no such loop: its legs do not all count, do not close a round, or are more than searched. How each of them stands:",
    fr: "Cette vue n’a pas de telle boucle : ses volets ne comptent pas tous, ne ferment pas un tour, ou sont plus nombreux que cherché. Où en est chacun :",
  },
  notALeg: { en: (ids: string) => `No leg of this casebook: ${ids}`, fr: (ids: string) => `Aucun volet de ce dossier : ${ids}` },
  inTime: { en: "Its legs in time", fr: "Ses volets dans le temps" },
  evidence: { en: "Leg by leg", fr: "Volet par volet" },
  statedIn: { en: "Stated by", fr: "Énoncée par" },
  ring: {
    en: "The money runs with the arrows; dashed is promised, pale has lapsed.",
    fr: "L’argent suit les flèches ; tirets : promis ; pâle : caduc.",
  },
} as const satisfies Messages;
