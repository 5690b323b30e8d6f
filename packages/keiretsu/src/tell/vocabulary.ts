import type { Confidence, Instrument, Status } from "../record/casebook.ts";
import type { Verdict } from "../record/view.ts";
import type { Text } from "./language.ts";

/** The words of the schema as a reader of each language says them. One place: report, pictures and command line read them here. */

export const statusNames: Readonly<Record<Status, Text>> = {
  rumoured: { en: "rumoured", fr: "rumeur" },
  "letter-of-intent": { en: "letter of intent", fr: "lettre d’intention" },
  announced: { en: "announced", fr: "annoncé" },
  definitive: { en: "definitive", fr: "contrat signé" },
  "partly-performed": { en: "partly performed", fr: "en cours d’exécution" },
  closed: { en: "closed", fr: "conclu et réglé" },
  lapsed: { en: "lapsed", fr: "caduc" },
  denied: { en: "denied", fr: "démenti" },
};

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

export const givesNames: Readonly<Record<string, Text>> = {
  cash: { en: "cash", fr: "argent" },
  shares: { en: "shares", fr: "actions" },
  warrants: { en: "warrants", fr: "bons de souscription" },
  credits: { en: "credits", fr: "crédits" },
  guarantee: { en: "guarantee", fr: "garantie" },
  valuation: { en: "valuation", fr: "évaluation" },
};

/** What the money is for the one who receives it. */
export const flowNames: Readonly<Record<"funding" | "revenue" | "transfer", Text>> = {
  funding: { en: "funding", fr: "financement" },
  revenue: { en: "purchase", fr: "achat" },
  transfer: { en: "transfer", fr: "cession" },
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

export const stanceNames: Readonly<Record<"asserts" | "denies" | "revises", Text>> = {
  asserts: { en: "asserts", fr: "affirme" },
  denies: { en: "denies", fr: "dément" },
  revises: { en: "revises", fr: "corrige" },
};

export const confidenceNames: Readonly<Record<Confidence, Text>> = {
  filing: { en: "filing", fr: "document réglementaire" },
  official: { en: "official", fr: "source officielle" },
  primary: { en: "primary", fr: "source première" },
  press: { en: "press", fr: "presse" },
  article: { en: "article", fr: "article du dossier" },
  secondary: { en: "secondary", fr: "source secondaire" },
  compilation: { en: "compilation", fr: "compilation" },
  weak: { en: "weak", fr: "source faible" },
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
};

export const entityKindNames: Readonly<Record<string, Text>> = {
  company: { en: "company", fr: "entreprise" },
  lab: { en: "laboratory", fr: "laboratoire" },
  fund: { en: "fund", fr: "fonds" },
  government: { en: "government", fr: "État" },
  person: { en: "person", fr: "personne" },
  "data-centre": { en: "data centre", fr: "centre de données" },
  project: { en: "project", fr: "projet" },
  sector: { en: "sector", fr: "secteur" },
  "historical-group": { en: "historical group", fr: "groupe historique" },
  product: { en: "product", fr: "produit" },
};

export const verdictNames: Readonly<Record<Verdict, Text>> = {
  counted: { en: "counted", fr: "compté" },
  "not-known": { en: "not known yet", fr: "pas encore connu" },
  "not-valid": { en: "not true yet", fr: "pas encore vrai" },
  denied: { en: "denied", fr: "démenti" },
  lapsed: { en: "lapsed", fr: "caduc" },
  "below-status": { en: "below the status asked for", fr: "en deçà du statut demandé" },
  "other-chapter": { en: "in another chapter", fr: "dans un autre chapitre" },
  valuation: { en: "a valuation, not a payment", fr: "une évaluation, pas un paiement" },
  umbrella: { en: "an aggregate that contains other legs", fr: "un agrégat qui contient d’autres volets" },
  "part-of-counted": { en: "part of a leg that is counted", fr: "partie d’un volet déjà compté" },
  "counted-by-parts": { en: "counted through its parts", fr: "compté par ses parties" },
};

export const policyNames: Readonly<Record<string, Text>> = {
  editor: { en: "the editor’s reading", fr: "la lecture de l’éditeur" },
  latest: { en: "the latest claim", fr: "l’affirmation la plus récente" },
  strongest: { en: "the strongest source", fr: "la source la plus solide" },
  lowest: { en: "the lowest figure", fr: "le chiffre le plus bas" },
  highest: { en: "the highest figure", fr: "le chiffre le plus élevé" },
};
