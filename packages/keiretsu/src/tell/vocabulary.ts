import type { Instrument } from "../record/casebook.ts";
import type { FlowClass } from "../record/instrument.ts";
import type { RightKind } from "../record/rights.ts";
import type { Text } from "./language.ts";

export { confidenceNames, stanceNames, statusNames, verdictNames } from "../record/names.ts";

/** The words of the schema as a reader of each language says them. The words of status, stance, confidence and verdict are those of the record. */

export const instrumentNames: Readonly<Record<Instrument, Text>> = {
  "equity-investment": { en: "equity investment", fr: "prise de participation" },
  "share-issue": { en: "share issue", fr: "émission d’actions" },
  "share-sale": { en: "share sale", fr: "cession d’actions" },
  convertible: { en: "convertible notes", fr: "obligations convertibles" },
  warrant: { en: "warrants", fr: "bons de souscription" },
  debt: { en: "debt", fr: "dette" },
  "guarantee-backstop": { en: "guarantee", fr: "garantie" },
  "take-or-pay": { en: "take-or-pay", fr: "engagement d’achat ferme (prendre ou payer)" },
  "cloud-credits": { en: "cloud credits", fr: "crédits de calcul" },
  "supply-purchase": { en: "purchase of goods", fr: "achat de matériel" },
  "cloud-capacity": { en: "computing capacity", fr: "capacité de calcul" },
  licence: { en: "licence", fr: "licence" },
  lease: { en: "lease", fr: "location" },
  "revenue-share": { en: "revenue share", fr: "partage de revenus" },
  acquisition: { en: "acquisition", fr: "acquisition" },
  "joint-venture": { en: "joint venture", fr: "coentreprise" },
  wages: { en: "wages", fr: "salaires" },
};

/** What money on a leg is for. */
export const flowNames: Readonly<Record<FlowClass, Text>> = {
  funding: { en: "funding (shares, loans, guarantees)", fr: "financement (actions, prêts, garanties)" },
  revenue: { en: "purchase (chips, computing, licences)", fr: "achat (puces, calcul, licences)" },
  transfer: { en: "transfer (shares sold, acquisitions)", fr: "cession (actions vendues, acquisitions)" },
};

/** Rights without a price, roles that a source states, recourse, and what regulators did. */
export const rightNames: Readonly<Record<RightKind, Text>> = {
  "board-appointment": { en: "names the board", fr: "nomme le conseil" },
  "board-seat": { en: "seat on the board", fr: "siège au conseil" },
  "observer-seat": { en: "observer on the board", fr: "observateur au conseil" },
  veto: { en: "veto", fr: "veto" },
  "right-of-first-refusal": { en: "right of first refusal", fr: "droit de premier refus" },
  "exclusive-supply": { en: "exclusive supplier", fr: "fournisseur exclusif" },
  "preferred-supply": { en: "main supplier", fr: "fournisseur principal" },
  "priority-access": { en: "priority access", fr: "accès prioritaire" },
  licence: { en: "licence", fr: "licence" },
  "change-of-control-clause": { en: "change-of-control clause", fr: "clause de changement de contrôle" },
  "supplier-role": { en: "supplier", fr: "fournisseur" },
  "client-role": { en: "client", fr: "client" },
  "investor-role": { en: "investor", fr: "investisseur" },
  "lender-role": { en: "lender", fr: "prêteur" },
  "guarantor-role": { en: "guarantor", fr: "garant" },
  "lessor-role": { en: "lessor", fr: "bailleur" },
  recourse: { en: "recourse", fr: "recours" },
  inquiry: { en: "inquiry", fr: "enquête" },
  clearance: { en: "clearance", fr: "autorisation" },
};

export const qualifierNames: Readonly<Record<string, Text>> = {
  exact: { en: "exact", fr: "exact" },
  "up-to": { en: "up to", fr: "jusqu’à" },
  about: { en: "about", fr: "environ" },
  "at-least": { en: "at least", fr: "au moins" },
  several: { en: "several", fr: "plusieurs" },
  computed: { en: "computed", fr: "calculé" },
  rumoured: { en: "rumoured", fr: "selon des rumeurs" },
};

export const sourceKindNames: Readonly<Record<string, Text>> = {
  article: { en: "article", fr: "article" },
  cited: { en: "cited, not seen", fr: "cité, non vu" },
  press: { en: "press", fr: "presse" },
  "press-release": { en: "press release", fr: "communiqué" },
  filing: { en: "filing", fr: "document réglementaire" },
  official: { en: "official", fr: "document officiel" },
  paper: { en: "paper", fr: "article de recherche" },
  report: { en: "report", fr: "rapport" },
  dataset: { en: "data set", fr: "jeu de données" },
  compilation: { en: "compilation", fr: "compilation" },
  blog: { en: "blog", fr: "blog" },
  encyclopedia: { en: "encyclopedia", fr: "encyclopédie" },
  forum: { en: "forum", fr: "forum" },
  essay: { en: "essay", fr: "essai" },
  "book-extract": { en: "book extract", fr: "extrait de livre" },
  supposition: { en: "supposed, no evidence", fr: "supposé, sans preuve" },
};
