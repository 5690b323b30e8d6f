import type { Messages } from "keiretsu";

export const evidenceWords = {
  title: { en: "What it rests on", fr: "Sur quoi cela repose" },
  trueOn: { en: (date: string) => `true on ${date}`, fr: (date: string) => `vrai au ${date}` },
  knownOn: { en: (date: string) => `known on ${date}`, fr: (date: string) => `connu au ${date}` },
  noAmount: {
    en: "No source names an amount: it is unknown, which is not zero.",
    fr: "Aucune source ne donne de montant : il est inconnu, ce qui n’est pas zéro.",
  },
  why: { en: "Why this one?", fr: "Pourquoi celui-ci ?" },
  byEditor: {
    en: "The editor of the casebook reads this claim; the others stay here and can be chosen by another policy.",
    fr: "L’éditeur du dossier retient cette affirmation ; les autres restent ici et une autre règle peut les choisir.",
  },
  byPolicy: {
    en: (policy: string) => `Chosen by the rule in force: ${policy}.`,
    fr: (policy: string) => `Choisie par la règle en vigueur : ${policy}.`,
  },
  only: { en: "It is the only amount on record by this date.", fr: "C’est le seul montant consigné à cette date." },
  others: { en: "Not chosen", fr: "Non retenues" },
  status: {
    en: (status: string, date: string) => `${status} since ${date}`,
    fr: (status: string, date: string) => `${status} depuis ${/^\d{1,2}(er)?\s/.test(date) ? "le " : ""}${date}`,
  },
  noStatus: { en: "Nothing is known of it by this date.", fr: "Rien n’en est connu à cette date." },
  supposed: { en: "Supposed: no evidence", fr: "Supposé : aucune preuve" },
  bySupposition: {
    en: "It is what the what-if supposes; the record is below.",
    fr: "C’est ce que l’hypothèse suppose ; le dossier est en dessous.",
  },
  unknown: { en: (ids: string) => `Not in this casebook: ${ids}`, fr: (ids: string) => `Absent de ce dossier : ${ids}` },
} as const satisfies Messages;
