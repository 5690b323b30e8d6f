import type { Claim, Confidence, Status } from "./casebook.ts";
import type { Policy, Verdict } from "./view.ts";

/** The fixed words of the record as a reader of each language says them. */
interface Name {
  readonly en: string;
  readonly fr: string;
}

export const statusNames: Readonly<Record<Status, Name>> = {
  rumoured: { en: "rumoured", fr: "rumeur" },
  "letter-of-intent": { en: "letter of intent", fr: "lettre d’intention" },
  announced: { en: "announced", fr: "annoncé" },
  definitive: { en: "definitive agreement", fr: "contrat définitif" },
  "partly-performed": { en: "partly performed", fr: "exécuté en partie" },
  closed: { en: "closed", fr: "conclu" },
  lapsed: { en: "lapsed", fr: "caduc" },
  denied: { en: "denied", fr: "démenti" },
};

export const policyNames: Readonly<Record<Policy, Name>> = {
  editor: { en: "the editor’s reading, else the latest claim", fr: "le choix de l’éditeur, sinon l’affirmation la plus récente" },
  latest: { en: "the latest claim", fr: "l’affirmation la plus récente" },
  strongest: { en: "the strongest source", fr: "la source la plus solide" },
  lowest: { en: "the lowest figure", fr: "le chiffre le plus bas" },
  highest: { en: "the highest figure", fr: "le chiffre le plus élevé" },
};

export const verdictNames: Readonly<Record<Verdict, Name>> = {
  counted: { en: "counted", fr: "compté" },
  "not-known": { en: "not known yet", fr: "pas encore connu" },
  "not-valid": { en: "not true yet", fr: "pas encore vrai" },
  denied: { en: "denied", fr: "démenti" },
  lapsed: { en: "lapsed", fr: "caduc" },
  "below-status": { en: "not firm enough", fr: "pas assez ferme" },
  "other-chapter": { en: "in a chapter that is not counted", fr: "dans un chapitre non compté" },
  valuation: { en: "a valuation, nothing moves", fr: "une évaluation, rien ne bouge" },
  umbrella: { en: "an umbrella total, never summed", fr: "un total englobant, jamais sommé" },
  "part-of-counted": { en: "part of a leg that counts", fr: "partie d’un volet compté" },
  "counted-by-parts": { en: "counted by its parts", fr: "compté par ses parties" },
};

export const confidenceNames: Readonly<Record<Confidence, Name>> = {
  filing: { en: "filing", fr: "document réglementaire" },
  official: { en: "official", fr: "officiel" },
  primary: { en: "party to it", fr: "partie prenante" },
  press: { en: "press", fr: "presse" },
  article: { en: "article of the case", fr: "article du dossier" },
  secondary: { en: "secondary", fr: "secondaire" },
  compilation: { en: "compilation", fr: "compilation" },
  weak: { en: "weak", fr: "faible" },
};

export const stanceNames: Readonly<Record<Claim["stance"], Name>> = {
  asserts: { en: "asserts", fr: "affirme" },
  denies: { en: "denies", fr: "nie" },
  revises: { en: "revises", fr: "révise" },
};
