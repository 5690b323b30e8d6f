import type { Lens } from "../network/network.ts";
import type { Text } from "../tell/language.ts";
import type { Field, Output } from "./model.ts";

/** What several models share: fields of case files, the sentence of an edge, a line of the list of outputs. */

/** The sentence that says which way an edge points. */
export const ORIENTATION: Readonly<Record<Lens, Text>> = {
  pays: { en: "An edge from A to B says: A pays B.", fr: "Une arête de A vers B dit : A paie B." },
  owes: { en: "An edge from A to B says: A owes B.", fr: "Une arête de A vers B dit : A doit à B." },
  owns: { en: "An edge from A to B says: A owns B.", fr: "Une arête de A vers B dit : A possède B." },
  supplies: { en: "An edge from A to B says: A supplies B.", fr: "Une arête de A vers B dit : A fournit B." },
};

/** A case is written by hand and its answer lists every node; a larger network is an edge list, which names its nodes. */
const MOST_NODES = 1_000_000;

export const NODES: Field = {
  name: "n",
  kind: "count",
  required: true,
  fallback: null,
  unit: "nodes",
  max: MOST_NODES,
  description: { en: "Number of nodes, numbered from 0", fr: "Nombre de nœuds, numérotés à partir de 0" },
};

export const FLOWS: Field = {
  name: "flows",
  kind: "edges",
  required: true,
  fallback: null,
  unit: "money",
  columns: ["type"],
  description: {
    en: "[i, j, amount, type]: i pays j; the type may be left out",
    fr: "[i, j, montant, type] : i paie j ; le type est facultatif",
  },
};

export const OUTSIDE_IN: Field = {
  name: "outsideIn",
  kind: "numbers",
  required: false,
  fallback: null,
  unit: "money",
  perNode: true,
  description: {
    en: "What each node receives from outside: end demand, outside investors, opening cash used; 0 where left out",
    fr: "Ce que chaque nœud reçoit de l’extérieur : demande finale, investisseurs extérieurs, trésorerie initiale utilisée ; 0 par défaut",
  },
};

export const OUTSIDE_OUT: Field = {
  name: "outsideOut",
  kind: "numbers",
  required: false,
  fallback: null,
  unit: "money",
  perNode: true,
  description: { en: "What each node pays to outside; 0 where left out", fr: "Ce que chaque nœud verse à l’extérieur ; 0 par défaut" },
};

export const LIABILITIES: Field = {
  name: "liabilities",
  kind: "edges",
  required: true,
  fallback: null,
  unit: "money",
  lens: "owes",
  columns: [],
  description: { en: "[i, j, amount]: i owes j", fr: "[i, j, montant] : i doit à j" },
};

export const HOLDINGS: Field = {
  name: "ownership",
  kind: "edges",
  required: true,
  fallback: null,
  unit: "share",
  lens: "owns",
  columns: [],
  description: { en: "[i, j, share]: i owns this share of j, 0 to 1", fr: "[i, j, part] : i possède cette part de j, de 0 à 1" },
};

export const EXCESS: Field = {
  name: "excess",
  kind: "choice",
  required: false,
  fallback: "refuse",
  unit: "",
  choices: ["refuse", "rescale"],
  description: {
    en: "Where more than all of a firm is held: refuse, or scale its holders down to the whole",
    fr: "Si plus que la totalité d’une société est détenue : refuser, ou ramener ses détenteurs au tout",
  },
};

export const SUPPLY: Field = {
  name: "supply",
  kind: "edges",
  required: true,
  fallback: null,
  unit: "money",
  lens: "supplies",
  columns: [],
  description: { en: "[i, j, amount]: i supplies j, money a year", fr: "[i, j, montant] : i fournit j, en argent par an" },
};

export const FINAL_DEMAND: Field = {
  name: "finalDemand",
  kind: "numbers",
  required: false,
  fallback: null,
  unit: "money",
  perNode: true,
  description: {
    en: "What each sells to final users; left out: the purchases of those who sell nothing",
    fr: "Ce que chacun vend aux utilisateurs finals ; par défaut, les achats de ceux qui ne vendent rien",
  },
};

/** A field with one number for each node, not negative unless `min` says so. */
export function perNode(name: string, en: string, fr: string, more: Partial<Field> = {}): Field {
  return { name, kind: "numbers", required: false, fallback: null, unit: "money", perNode: true, ...more, description: { en, fr } };
}

/** A number of the whole run, with its range. */
export function parameter(name: string, fallback: unknown, en: string, fr: string, more: Partial<Field> = {}): Field {
  return { name, kind: "number", required: false, fallback, unit: "", ...more, description: { en, fr } };
}

export function output(name: string, unit: Output["unit"], en: string, fr: string): Output {
  return { name, unit, description: { en, fr } };
}
