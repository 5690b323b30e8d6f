import type { Choice } from "../../panel/spread.ts";
import type { LegEnd } from "../../panel/loops.ts";
import type { Text } from "../language.ts";
import { statusNames, verdictNames } from "../vocabulary.ts";

/** The words of the report, apart from those that the pictures and the vocabulary hold. */
export const words = {
  kicker: { en: "keiretsu: who pays whom, and how much comes back", fr: "keiretsu : qui paie qui, et combien revient" },
  skip: { en: "Skip to the answer", fr: "Aller à la réponse" },
  contents: { en: "Contents", fr: "Sommaire" },
  answer: { en: "How much is the same money going round?", fr: "Quelle part est le même argent qui tourne ?" },
  sourcesSay: { en: "What the sources say", fr: "Ce que disent les sources" },
  panel: { en: "The figures behind it", fr: "Les chiffres derrière" },
  spread: { en: "What the answer depends on", fr: "De quoi dépend la réponse" },
  network: { en: "Who pays whom", fr: "Qui paie qui" },
  loops: { en: "The loops that can carry most", fr: "Les boucles qui peuvent porter le plus" },
  anyLoops: { en: "Loops", fr: "Les boucles" },
  dead: { en: "Loops that carry nothing here", fr: "Boucles qui ne portent rien ici" },
  ties: { en: "What else ties them", fr: "Ce qui les lie aussi" },
  overTime: { en: "Over time", fr: "Dans le temps" },
  whatIf: { en: "What if", fr: "Et si" },
  story: { en: "What was believed, date by date", fr: "Ce que l’on croyait, date après date" },
  vendors: { en: "Vendor financing, seller by seller", fr: "Le financement des clients, vendeur par vendeur" },
  conflicts: { en: "Where sources contradict each other", fr: "Là où les sources se contredisent" },
  unknown: { en: "What we do not know", fr: "Ce que nous ne savons pas" },
  how: { en: "How to read this page", fr: "Comment lire cette page" },
  bases: { en: "What each figure rests on", fr: "Sur quoi repose chaque chiffre" },
  legs: { en: "Legs", fr: "Volets" },
  claims: { en: "Claims", fr: "Affirmations" },
  sources: { en: "Sources", fr: "Sources" },
  gross: { en: "Gross flow", fr: "Flux brut" },
  grossNote: { en: "everything that firms pay or promise each other", fr: "tout ce que les entreprises se paient ou se promettent" },
  setOff: { en: "Can be struck off along loops", fr: "Compensable le long de boucles" },
  setOffNote: {
    en: "what could be the same money going round: no firm’s balance would change",
    fr: "ce qui peut être le même argent qui tourne : le solde d’aucune entreprise ne changerait",
  },
  reciprocal: { en: "Paid to and fro", fr: "Payé dans les deux sens" },
  reciprocalNote: { en: "between two firms that pay each other", fr: "entre deux entreprises qui se paient l’une l’autre" },
  netFloor: { en: "Net floor", fr: "Plancher net" },
  netFloorNote: { en: "what would move if only net positions were paid", fr: "ce qui bougerait si l’on ne payait que les soldes" },
  finn: { en: "Finn’s cycling index", fr: "Indice de recyclage de Finn" },
  finnNote: { en: "share of all throughput that has passed before", fr: "part de tout ce qui passe et qui était déjà passé" },
  incoherence: { en: "Trophic incoherence", fr: "Incohérence trophique" },
  incoherenceNote: {
    en: "0 for a pure hierarchy, 100% for a perfect round",
    fr: "0 pour une pure hiérarchie, 100 % pour un cercle parfait",
  },
  share: { en: "Share of gross flow", fr: "Part du flux brut" },
  choice: { en: "Choice", fr: "Choix" },
  goingRound: { en: "Can be struck off", fr: "Compensable" },
  finnShort: { en: "Finn", fr: "Finn" },
  largest: { en: "Largest loop", fr: "Plus grande boucle" },
  countedLegs: { en: "Legs (no amount)", fr: "Volets (sans montant)" },
  baseChoice: { en: "the choice of this page", fr: "le choix de cette page" },
  seller: { en: "Seller, client", fr: "Vendeur, client" },
  revenue: { en: "Revenue recorded", fr: "Recettes recensées" },
  direct: { en: "Direct", fr: "Direct" },
  carries: { en: "Can carry", fr: "Peut porter" },
  weakest: { en: "Weakest status", fr: "Statut le plus faible" },
  sourcesOf: { en: "Sources", fr: "Sources" },
  loop: { en: "Loop", fr: "Boucle" },
  why: { en: "What ends it", fr: "Ce qui l’arrête" },
  date: { en: "Known on", fr: "Connu le" },
  said: { en: "The source says", fr: "La source dit" },
  believed: { en: "To be believed", fr: "À croire" },
  turn: { en: "The turn", fr: "Le tournant" },
  evidence: { en: "Evidence", fr: "Les preuves" },
  unproved: { en: "not proved: the calculation did not converge", fr: "non prouvé : le calcul n’a pas convergé" },
  half: { en: "half-loop", fr: "demi-boucle" },
  outOfOrder: { en: "its payments cannot follow one another in time", fr: "ses paiements ne peuvent pas se suivre dans le temps" },
  contingent: {
    en: "holds a guarantee: nothing moves until it is called",
    fr: "contient une garantie : rien ne bouge tant qu’elle n’est pas appelée",
  },
  inKind: { en: "partly in kind: shares, warrants or credits", fr: "en partie en nature : actions, bons ou crédits" },
} as const;

export const choiceNames: Readonly<Record<Choice, Text>> = {
  "at-least": { en: "How firm a deal must be to count", fr: "La fermeté exigée d’un accord" },
  known: { en: "The date of knowledge", fr: "La date à laquelle on savait" },
  perimeter: { en: "Whose flows are one firm’s", fr: "Le périmètre d’une entreprise" },
  "in-kind": { en: "Shares, warrants and credits", fr: "Les actions, bons et crédits" },
  contingent: { en: "Guarantees", fr: "Les garanties" },
  amounts: { en: "Which end of each amount", fr: "Le bout retenu de chaque montant" },
  composition: { en: "Wholes, parts or totals", fr: "Ensembles, parties ou totaux" },
  policy: { en: "Which of several amounts", fr: "Le montant retenu parmi plusieurs" },
  "max-length": { en: "The longest loop searched", fr: "La longueur des boucles cherchées" },
};

export const valueNames: Readonly<Record<string, Text>> = {
  ...statusNames,
  now: { en: "all that is known", fr: "tout ce que l’on sait" },
  parent: { en: "units with their parent", fr: "unités avec leur maison mère" },
  unit: { en: "units apart", fr: "unités à part" },
  yes: { en: "counted", fr: "comptés" },
  no: { en: "left out", fr: "laissés de côté" },
  low: { en: "lowest", fr: "le plus bas" },
  point: { en: "as stated", fr: "tel qu’annoncé" },
  high: { en: "highest", fr: "le plus haut" },
  wholes: { en: "wholes", fr: "ensembles" },
  parts: { en: "parts", fr: "parties" },
  umbrellas: { en: "umbrella totals", fr: "totaux englobants" },
  editor: { en: "editor’s reading", fr: "lecture de l’éditeur" },
  latest: { en: "latest", fr: "le plus récent" },
  strongest: { en: "strongest source", fr: "source la plus solide" },
  lowest: { en: "lowest", fr: "le plus bas" },
  highest: { en: "highest", fr: "le plus élevé" },
};

export const feminine: Readonly<Record<string, Text>> = {
  yes: { en: "counted", fr: "comptées" },
  no: { en: "left out", fr: "laissées de côté" },
};

export const endNames: Readonly<Record<LegEnd, Text>> = {
  ...verdictNames,
  "in-kind-or-contingent": { en: "in kind or contingent, left out", fr: "en nature ou conditionnel, laissé de côté" },
  "inside-one-firm": { en: "inside one firm", fr: "à l’intérieur d’une même entreprise" },
  "not-recorded": { en: "not a recorded leg", fr: "pas un volet recensé" },
};

export const limitNames: Readonly<Record<string, Text>> = {
  revenue: { en: "revenue", fr: "chiffre d’affaires" },
  capex: { en: "capital expenditure", fr: "investissements" },
  "funds-raised": { en: "funds raised", fr: "fonds levés" },
};
