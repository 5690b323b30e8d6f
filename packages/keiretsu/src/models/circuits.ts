import { circuits } from "../trace/circuits.ts";
import { NODES, ORIENTATION, output } from "./fields.ts";
import type { Field, Model, ModelInput, Output } from "./model.ts";
import { given, LISTED, nameOf, needed, type Plain } from "./plain.ts";

const INPUTS: readonly Field[] = [
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

const OUTPUTS: readonly Output[] = [
  output("total", "", "Number of circuits", "Nombre de circuits"),
  output("byLength", "", "Their number by length", "Leur nombre par longueur"),
  output("capacitySum", "money", "Sum of capacities; circuits share edges", "Somme des capacités ; les circuits partagent des arêtes"),
  output("topCapacities", "money", "The ten largest capacities", "Les dix plus grandes capacités"),
  output("circuits", "", "Nodes, capacity and signature of each", "Nœuds, capacité et signature de chacun"),
  output("truncated", "", "Whether circuits were left out", "Si des circuits ont été laissés de côté"),
  output("searchedFloor", "money", "Amount above which every circuit was visited", "Montant au-dessus duquel tout circuit a été visité"),
  output(
    "timeFeasible",
    "",
    "Circuits whose payments can be dated in order",
    "Circuits dont les paiements peuvent se suivre dans le temps",
  ),
  output("timeFeasibleCapacitySum", "money", "Sum of their capacities", "Somme de leurs capacités"),
  output("timing", "days", "Feasibility and shortest span of each", "Faisabilité et durée minimale de chacun"),
];

export const circuitsModel: Model = {
  id: "circuits",
  question: { en: "Which loops does money run through?", fr: "Quelles boucles l’argent parcourt-il ?" },
  orientation: ORIENTATION.pays,
  inputs: INPUTS,
  outputs: OUTPUTS,
  source: "Johnson 1975; Gupta and Suzumura 2021",
  page: "docs/models/circuits.md",
  run: runCircuits,
};

function runCircuits({ network, fields, detail }: ModelInput): Plain {
  const graph = needed(network);
  const result = circuits(graph, {
    ...given(fields, ["maxLength", "floor", "limit", "expandParallel"]),
    top: (fields.top as number | undefined) ?? (detail === "summary" ? LISTED : null),
  });
  if (detail === "full") return { ...result, values: { ...result.values } };
  const named = result.values.circuits.map(({ nodes, capacity, signature }) => ({
    nodes: nodes.map((i) => nameOf(graph, i)),
    capacity,
    signature,
  }));
  return { ...result, values: { ...result.values, circuits: named } };
}
