import type { DisclosureField } from "../panel/disclosure.ts";
import type { Dimension, Trait } from "../panel/likeness.ts";
import type { Role } from "../panel/roles.ts";
import type { Text } from "./language.ts";

/** The words of the questions about structure: roles, likeness to a keiretsu, disclosure. */

export const playedRoleNames: Readonly<Record<Role, Text>> = {
  supplier: { en: "supplier", fr: "fournisseur" },
  lessor: { en: "lessor", fr: "bailleur" },
  client: { en: "client", fr: "client" },
  investor: { en: "investor", fr: "investisseur" },
  lender: { en: "lender", fr: "prêteur" },
  guarantor: { en: "guarantor", fr: "garant" },
  "warrant-holder": { en: "warrant holder", fr: "porteur de bons" },
  board: { en: "board", fr: "conseil" },
};

export const dimensionNames: Readonly<Record<Dimension, Text>> = {
  capital: { en: "ties of capital", fr: "liens de capital" },
  "cross-holdings": { en: "cross-holdings", fr: "participations croisées" },
  contracts: { en: "long contracts", fr: "contrats longs" },
  "co-financing": { en: "co-financing", fr: "cofinancement" },
  "main-bank": { en: "main bank", fr: "banque principale" },
  "trading-house": { en: "trading house", fr: "maison de commerce" },
  "presidents-club": { en: "presidents’ club", fr: "club des présidents" },
  exclusivity: { en: "exclusivity", fr: "exclusivité" },
  "joint-planning": { en: "joint planning", fr: "planification commune" },
  domesticity: { en: "domesticity", fr: "caractère national" },
  transparency: { en: "transparency", fr: "transparence" },
};

export const standingNames: Readonly<Record<Trait["standing"], Text>> = {
  highest: { en: "highest", fr: "le plus haut" },
  lowest: { en: "lowest", fr: "le plus bas" },
  between: { en: "between", fr: "entre" },
  alike: { en: "all alike", fr: "tous égaux" },
  alone: { en: "alone", fr: "seul" },
};

export const traitOrigins: Readonly<Record<Trait["by"], Text>> = {
  measured: { en: "measured", fr: "mesuré" },
  judged: { en: "judged by its source", fr: "jugé par sa source" },
};

export const disclosureNames: Readonly<Record<DisclosureField, Text>> = {
  amount: { en: "amount", fr: "montant" },
  "exact-amount": { en: "exact amount", fr: "montant exact" },
  term: { en: "term", fr: "durée" },
  conditions: { en: "conditions", fr: "conditions" },
  "price-or-quantity": { en: "price or quantity", fr: "prix ou quantité" },
  signed: { en: "signature", fr: "signature" },
  "first-hand": { en: "first-hand source", fr: "source de première main" },
};

export const levelNames: Readonly<Record<Trait["level"], Text>> = {
  high: { en: "high", fr: "haut" },
  low: { en: "low", fr: "bas" },
  undecided: { en: "undecided", fr: "indécis" },
};

export const roleWords = {
  role: { en: "Role", fr: "Rôle" },
  weight: { en: "Weight", fr: "Poids" },
  behind: { en: "Behind it", fr: "Ce qui le fonde" },
  source: { en: "Source", fr: "Source" },
  through: { en: "through", fr: "par" },
  firm: { en: "Firm", fr: "Firme" },
  flagged: { en: "Flagged pairs", fr: "Paires signalées" },
  highest: { en: "Highest score", fr: "Score le plus haut" },
  legend: {
    en: "Weight: votes over 20 %, part of revenue, part of debt; 0 to 100 % where no source gives it. Score: what the other roles add to the largest one; 0 for one role alone and where one role is full.",
    fr: "Poids : voix rapportées à 20 %, part du chiffre d’affaires, part de la dette ; de 0 à 100 % quand aucune source ne le donne. Score : ce que les autres rôles ajoutent au plus grand ; 0 pour un seul rôle, et quand un rôle est entier.",
  },
} as const;

export const rightWords = {
  right: { en: "Tie", fr: "Lien" },
  holder: { en: "Held by", fr: "Détenu par" },
  over: { en: "Over", fr: "Sur" },
  since: { en: "Since", fr: "Depuis" },
  until: { en: "Until", fr: "Jusqu’à" },
  source: { en: "Source", fr: "Source" },
  stands: { en: "stands", fr: "en vigueur" },
  note: {
    en: "Each is an edge from its holder to the one that bears it. A question mark is a day that no source gives. “Stands” says that no source tells of an end.",
    fr: "Chacun est une arête de son détenteur vers celui qui le supporte. Un point d’interrogation est un jour qu’aucune source ne donne. « En vigueur » : aucune source n’en dit la fin.",
  },
} as const;

export const disclosureWords = {
  leg: { en: "Leg", fr: "Volet" },
  told: { en: "Told", fr: "Dit" },
  missing: { en: "Missing", fr: "Manque" },
  source: { en: "Source", fr: "Source" },
  note: {
    en: "The score is the part of seven yes-or-no questions, of those that apply, that a row of the casebook answers yes. It says what our sources tell, not what the parties know.",
    fr: "Le score est la part des sept questions fermées, parmi celles qui s’appliquent, auxquelles une ligne du dossier répond oui. Il dit ce que disent nos sources, non ce que savent les parties.",
  },
} as const;
