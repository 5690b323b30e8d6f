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
