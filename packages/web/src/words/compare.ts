import type { Messages } from "keiretsu";

export const compareWords = {
  lead: {
    en: "The web of today beside cases of the past: the same figures, each in the money of its time, each from what its own casebook records.",
    fr: "Le réseau d’aujourd’hui à côté de cas du passé : les mêmes chiffres, chacun dans la monnaie de son temps, chacun d’après son propre dossier.",
  },
  choose: { en: "Cases", fr: "Cas" },
  measure: { en: "Measure", fr: "Mesure" },
  figures: { en: "The figures side by side", fr: "Les chiffres côte à côte" },
  cites: {
    en: "A figure leads to the page of its case, where each number leads to its claims.",
    fr: "Un chiffre mène à la page de son cas, où chaque nombre mène à ses affirmations.",
  },
  share: { en: "of gross flow", fr: "du flux brut" },
  loops: { en: "Loops", fr: "Boucles" },
  legs: { en: "Legs with an amount, of those that count", fr: "Volets avec un montant, parmi ceux qui comptent" },
  seller: { en: "Seller most financed by itself, if money is mixed evenly", fr: "Vendeur le plus autofinancé, à mélange égal" },
  network: { en: "Who pays whom", fr: "Qui paie qui" },
  noNetwork: { en: "No payment between firms is recorded.", fr: "Aucun paiement entre entreprises n’est recensé." },
  likeness: { en: "Likeness to a keiretsu, dimension by dimension", fr: "Ressemblance avec un keiretsu, dimension par dimension" },
  likenessNote: {
    en: "Parts of a whole, measured or judged within bounds; unknown is unknown, not zero. A distance is no verdict.",
    fr: "Parts d’un tout, mesurées ou jugées entre des bornes ; inconnu n’est pas zéro. Une distance n’est pas un verdict.",
  },
  dimension: { en: "Dimension", fr: "Dimension" },
  past: { en: "How a run ends, beside what was reported", fr: "Comment finit un calcul, à côté de ce qui fut publié" },
  pastNote: {
    en: "The path without chance of the base scenario of each case. No forecast: what follows from its claims and assumptions.",
    fr: "La trajectoire sans hasard du scénario de base de chaque cas. Non une prévision : ce qui suit de ses affirmations et hypothèses.",
  },
  noPast: { en: "No scenario over time is recorded.", fr: "Aucun scénario dans le temps n’est recensé." },
  verdict: { en: "Verdict", fr: "Verdict" },
  figure: { en: "Figure", fr: "Chiffre" },
  when: { en: "Quarter", fr: "Trimestre" },
  reported: { en: "Reported", fr: "Publié" },
  run: { en: "Run", fr: "Calcul" },
  near: { en: "of the order", fr: "de l’ordre" },
  missed: { en: "missed", fr: "manqué" },
  never: { en: "never", fr: "jamais" },
  summary: {
    en: (near: string, all: string) => `${near} of ${all} reported figures of the order`,
    fr: (near: string, all: string) => `${near} des ${all} chiffres publiés de l’ordre`,
  },
} as const satisfies Messages;
