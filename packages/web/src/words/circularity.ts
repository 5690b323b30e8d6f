import type { Messages } from "keiretsu";

export const circularityWords = {
  lens: {
    en: (unit: string) =>
      `The lens: one firm pays another. Amounts in ${unit}, as sources name them; a leg without an amount is unknown, not zero.`,
    fr: (unit: string) =>
      `La lecture : une entreprise en paie une autre. Montants en ${unit}, tels que les sources les donnent ; un volet sans montant est inconnu, non nul.`,
  },
  loops: { en: "Loops that can carry most", fr: "Boucles qui peuvent porter le plus" },
  allLoops: { en: (count: string) => `All ${count} loops`, fr: (count: string) => `Les ${count} boucles` },
  none: { en: "No loop in this view.", fr: "Aucune boucle dans cette vue." },
  known: { en: "What the figures rest on, and what is not known", fr: "Sur quoi reposent les chiffres, et ce qu’on ne sait pas" },
  set: {
    en: "A value is a button: it sets the choice of this page.",
    fr: "Chaque valeur est un bouton : elle règle le choix de cette page.",
  },
  computing: {
    en: (share: string) => `Computing the other choices: ${share}`,
    fr: (share: string) => `Calcul des autres choix : ${share}`,
  },
  share: { en: "Share", fr: "Part" },
  amounts: { en: "Amounts in the table of choices", fr: "Montants dans le tableau des choix" },
  legs: { en: (count: string) => `${count} legs`, fr: (count: string) => `${count} volets` },
  silent: {
    en: "No counted sale of these firms has a known amount, so that nobody can say how their revenue was financed:",
    fr: "Aucune vente comptée de ces entreprises n’a de montant connu ; on ne peut dire comment leurs recettes furent financées :",
  },
  notConverged: {
    en: "The calculation did not converge: do not rely on these figures.",
    fr: "Le calcul n’a pas convergé : ne vous fiez pas à ces chiffres.",
  },
} as const satisfies Messages;
