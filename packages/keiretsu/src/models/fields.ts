import type { Field } from "./model.ts";

/** Input fields of the models; the names are those of case files. */

/** A case is written by hand and its answer lists every node; a larger network is an edge list, which names its nodes. */
const MOST_NODES = 1_000_000;

const NODES: Field = {
  name: "n",
  kind: "count",
  required: true,
  fallback: null,
  unit: "nodes",
  max: MOST_NODES,
  description: { en: "Number of nodes, numbered from 0", fr: "Nombre de nœuds, numérotés à partir de 0" },
};

const FLOWS: Field = {
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

const OUTSIDE_IN: Field = {
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

const OUTSIDE_OUT: Field = {
  name: "outsideOut",
  kind: "numbers",
  required: false,
  fallback: null,
  unit: "money",
  perNode: true,
  description: { en: "What each node pays to outside; 0 where left out", fr: "Ce que chaque nœud verse à l’extérieur ; 0 par défaut" },
};

function types(name: string, en: string, fr: string): Field {
  return { name, kind: "texts", required: false, fallback: null, unit: "", description: { en, fr } };
}

export const CIRCUIT_FIELDS: readonly Field[] = [
  NODES,
  {
    name: "edges",
    kind: "edges",
    required: true,
    fallback: null,
    unit: "money",
    columns: ["firstDay", "lastDay"],
    description: {
      en: "[i, j, amount, first day, last day]: i pays j within these days; days may be left out",
      fr: "[i, j, montant, premier jour, dernier jour] : i paie j entre ces jours ; les jours sont facultatifs",
    },
  },
  {
    name: "maxLength",
    kind: "count",
    required: false,
    fallback: 6,
    unit: "edges",
    min: 2,
    description: { en: "Most edges on a circuit", fr: "Nombre maximal d’arêtes d’un circuit" },
  },
  {
    name: "floor",
    kind: "number",
    required: false,
    fallback: 0,
    unit: "money",
    min: 0,
    description: { en: "Edges below this amount are not searched", fr: "Les arêtes d’un montant inférieur ne sont pas explorées" },
  },
  {
    name: "limit",
    kind: "count",
    required: false,
    fallback: 100_000,
    unit: "",
    min: 1,
    description: {
      en: "Most circuits to list; the floor is raised until they fit, and the result says so",
      fr: "Nombre maximal de circuits ; le seuil est relevé jusqu’à ce qu’ils tiennent, et le résultat le dit",
    },
  },
  {
    name: "top",
    kind: "count",
    required: false,
    fallback: null,
    unit: "",
    min: 1,
    description: { en: "Only so many circuits of largest capacity", fr: "Seulement ce nombre de circuits de plus grande capacité" },
  },
  {
    name: "expandParallel",
    kind: "flag",
    required: false,
    fallback: false,
    unit: "",
    description: { en: "Keep parallel edges apart", fr: "Garder séparées les arêtes parallèles" },
  },
];

export const OBLIGATION_FIELDS: readonly Field[] = [
  NODES,
  {
    name: "obligations",
    kind: "edges",
    required: true,
    fallback: null,
    unit: "money",
    lens: "owes",
    columns: [],
    description: {
      en: "[i, j, amount]: i owes j, in whole minor units where exactness matters",
      fr: "[i, j, montant] : i doit à j, en unités entières là où l’exactitude compte",
    },
  },
  {
    name: "minorDigits",
    kind: "count",
    required: false,
    fallback: null,
    unit: "",
    max: 9,
    description: {
      en: "Digits of the minor unit: 2 for cents; 0 when all amounts are whole, else 2, where left out",
      fr: "Décimales de la plus petite unité : 2 pour des centimes ; par défaut 0 si tous les montants sont entiers, 2 sinon",
    },
  },
];

export const HODGE_FIELDS: readonly Field[] = [NODES, FLOWS];

export const PROVENANCE_FIELDS: readonly Field[] = [
  NODES,
  FLOWS,
  {
    name: "seller",
    kind: "node",
    required: true,
    fallback: null,
    unit: "",
    description: { en: "Node whose revenue is traced", fr: "Nœud dont on retrace le chiffre d’affaires" },
  },
  OUTSIDE_IN,
  OUTSIDE_OUT,
  types(
    "fundingTypes",
    "Types of payment that fund when they leave the seller; all where left out",
    "Types de paiement du vendeur qui financent ; tous par défaut",
  ),
  types(
    "revenueTypes",
    "Types of payment that are revenue of the seller; all where left out",
    "Types de paiement qui sont des ventes du vendeur ; tous par défaut",
  ),
  {
    name: "hops",
    kind: "count",
    required: false,
    fallback: 6,
    unit: "edges",
    min: 1,
    max: 1000,
    description: { en: "Longest way listed on its own; the rest is the tail", fr: "Plus long chemin détaillé ; le reste forme la queue" },
  },
  {
    name: "boundedClients",
    kind: "count",
    required: false,
    fallback: 200,
    unit: "nodes",
    description: {
      en: "Clients, largest first, that get an interval",
      fr: "Nombre de clients, les plus gros d’abord, dotés d’un intervalle",
    },
  },
];

export const FINN_FIELDS: readonly Field[] = [
  NODES,
  FLOWS,
  OUTSIDE_IN,
  OUTSIDE_OUT,
  {
    name: "denseLimit",
    kind: "count",
    required: false,
    fallback: 1000,
    unit: "nodes",
    max: 5000,
    description: {
      en: "Largest loop component solved exactly; larger ones are estimated from random walks",
      fr: "Plus grande composante de boucles résolue exactement ; au-delà, estimation par marches aléatoires",
    },
  },
  {
    name: "walks",
    kind: "count",
    required: false,
    fallback: 100_000,
    unit: "",
    min: 1,
    description: { en: "Random walks of the estimate", fr: "Nombre de marches aléatoires de l’estimation" },
  },
  {
    name: "seed",
    kind: "count",
    required: false,
    fallback: 1,
    unit: "",
    description: { en: "Seed of the random walks", fr: "Graine des marches aléatoires" },
  },
];

export const CONCENTRATION_FIELDS: readonly Field[] = [
  {
    name: "shares",
    kind: "numbers",
    required: true,
    fallback: null,
    unit: "money",
    description: {
      en: "What each holder holds, in any unit; shares are formed from it",
      fr: "Ce que détient chacun, dans une unité quelconque ; les parts en sont déduites",
    },
  },
];

export const OWNERSHIP_FIELDS: readonly Field[] = [
  NODES,
  {
    name: "ownership",
    kind: "edges",
    required: true,
    fallback: null,
    unit: "share",
    lens: "owns",
    columns: [],
    description: { en: "[i, j, share]: i owns this share of j, 0 to 1", fr: "[i, j, part] : i possède cette part de j, de 0 à 1" },
  },
  {
    name: "values",
    kind: "numbers",
    required: false,
    fallback: null,
    unit: "money",
    perNode: true,
    description: {
      en: "Value of each firm; without it there is no network control",
      fr: "Valeur de chaque société ; sans elle, pas de contrôle en réseau",
    },
  },
  {
    name: "threshold",
    kind: "number",
    required: false,
    fallback: 0.5,
    unit: "share",
    min: 0.5,
    max: 1,
    description: { en: "Share above which one holder controls", fr: "Part au-delà de laquelle un seul détenteur contrôle" },
  },
  {
    name: "taus",
    kind: "numbers",
    required: false,
    fallback: [0.5],
    unit: "share",
    description: { en: "Shares above which a group controls a firm", fr: "Parts au-delà desquelles un groupe contrôle une société" },
  },
];
