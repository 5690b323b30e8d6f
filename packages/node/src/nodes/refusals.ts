import { REFUSALS, type Refusal, type Sentences } from "../edges/refusals.ts";
import type { NodeField } from "./read-nodes.ts";

/** Why a row of a table of firms was refused. */
export type NodeRefusal = Refusal | "missing-value" | "out-of-range" | "repeated-id";

type Words = Readonly<Record<"en" | "fr", Sentences>>;

export const NODE_REFUSALS: Readonly<Record<NodeRefusal, Words>> = {
  ...REFUSALS,
  "missing-id": {
    en: { summary: "The row does not say which firm it is", advice: "Give the id, as the edges write it." },
    fr: { summary: "La ligne ne dit pas de quelle entreprise il s’agit", advice: "Indiquez l’identifiant, tel que les arêtes l’écrivent." },
  },
  "not-a-number": {
    en: {
      summary: "The cell is not a plain number such as 1234.50",
      advice: "Remove grouping marks, currency signs and words; use --decimal , for a decimal comma.",
    },
    fr: {
      summary: "La cellule n’est pas un nombre simple tel que 1234.50",
      advice: "Retirez séparateurs de milliers, symboles monétaires et mots ; --decimal , lit la virgule décimale.",
    },
  },
  "missing-value": {
    en: {
      summary: "A cell of the row is empty",
      advice: "Give the number; unknown is not 0. A column that is unknown for all can be left out.",
    },
    fr: {
      summary: "Une cellule de la ligne est vide",
      advice: "Indiquez le nombre ; inconnu n’est pas 0. Une colonne inconnue partout peut être omise.",
    },
  },
  "out-of-range": {
    en: { summary: "The number is out of range", advice: "Correct the cell, or its sign." },
    fr: { summary: "Le nombre est hors de l’intervalle permis", advice: "Corrigez la cellule ou son signe." },
  },
  "repeated-id": {
    en: { summary: "The firm has a row already", advice: "Keep one row a firm." },
    fr: { summary: "L’entreprise a déjà une ligne", advice: "Gardez une seule ligne par entreprise." },
  },
};

/** The same with the field and its range. */
export function outOfRange({ name, kind, min = 0, max }: NodeField): Words {
  const { en, fr } = NODE_REFUSALS["out-of-range"];
  const english = kind === "labels" ? "a whole number" : "a number";
  const french = kind === "labels" ? "un nombre entier" : "un nombre";
  const range =
    max === undefined
      ? { en: `${english}, ${min} or more`, fr: `${french}, ${min} ou plus` }
      : { en: `${english} from ${min} to ${max}`, fr: `${french} de ${min} à ${max}` };
  return {
    en: { ...en, summary: `${en.summary}: ${name} is ${range.en}` },
    fr: { ...fr, summary: `${fr.summary} : ${name} est ${range.fr}` },
  };
}
