import type { Messages } from "keiretsu";

export const dealWords = {
  index: { en: "Deals", fr: "Accords" },
  lens: {
    en: "A deal is several legs that belong together; a leg is one thing that moves from one party to another.",
    fr: "Un accord réunit des volets qui vont ensemble ; un volet est une chose qui passe d’une partie à une autre.",
  },
  counts: {
    en: (deals: string, legs: string, counted: string) => `${deals} deals with ${legs} legs; ${counted} legs count in this view.`,
    fr: (deals: string, legs: string, counted: string) => `${deals} accords et ${legs} volets ; ${counted} volets comptent dans cette vue.`,
  },
  search: { en: "Search", fr: "Chercher" },
  disputedOnly: { en: "only where sources contradict", fr: "seulement là où les sources se contredisent" },
  none: { en: "No deal of these words.", fr: "Aucun accord avec ces mots." },
  deal: { en: "Deal", fr: "Accord" },
  parties: { en: "From and to", fr: "De qui à qui" },
  what: { en: "What", fr: "Quoi" },
  amount: { en: "Amount", fr: "Montant" },
  standing: { en: "Standing", fr: "Statut" },
  counts_: { en: "Counts", fr: "Compte" },
  told: { en: "Told", fr: "Dit" },
  disputed: { en: "sources contradict", fr: "les sources se contredisent" },
  back: { en: "All deals", fr: "Tous les accords" },
  lead: {
    en: (legs: string, one: boolean, counted: string) =>
      `${legs} ${one ? "leg" : "legs"}, of which ${counted} ${counted === "1" ? "counts" : "count"} in this view.`,
    fr: (legs: string, one: boolean, counted: string) =>
      `${legs} ${one ? "volet" : "volets"}, dont ${counted} ${counted === "0" || counted === "1" ? "compte" : "comptent"} dans cette vue.`,
  },
  legs: { en: "Legs", fr: "Volets" },
  inTime: { en: "In time", fr: "Dans le temps" },
  term: { en: "Term", fr: "Durée" },
  years: { en: (years: string) => `${years} years`, fr: (years: string) => `${years} ans` },
  history: { en: "How its standing turned", fr: "Comment son statut a tourné" },
  leg: { en: "Leg", fr: "Volet" },
  noTurns: { en: "Nothing is known of it at these dates.", fr: "Rien n’en est connu à ces dates." },
  facts: { en: "Claims for and against", fr: "Affirmations pour et contre" },
  conditions: { en: "Conditions, and what is given in return", fr: "Conditions, et ce qui est donné en retour" },
  condition: { en: "Condition", fr: "Condition" },
  returns: { en: "In return", fr: "En retour" },
  note: { en: "Note", fr: "Note" },
  structure: { en: "Wholes and parts", fr: "Ensembles et parties" },
  partOf: { en: "is part of", fr: "fait partie de" },
  disclosure: { en: "How much is told", fr: "Ce qui est dit" },
  evidence: { en: "What each amount rests on", fr: "Sur quoi repose chaque montant" },
  story: { en: "Its story, date by date", fr: "Son histoire, date après date" },
} as const satisfies Messages;
