import { compareText } from "../finding.ts";
import { setOff } from "../trace/set-off.ts";
import { NODES, ORIENTATION, output } from "./fields.ts";
import type { Field, Model, ModelInput, Output } from "./model.ts";
import { given, LISTED, nameOf, needed, type Plain } from "./plain.ts";

const INPUTS: readonly Field[] = [
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

const OUTPUTS: readonly Output[] = [
  output("gross", "money", "All obligations", "Ensemble des obligations"),
  output("cleared", "money", "Most that can be set off around loops", "Maximum compensable le long des boucles"),
  output("remaining", "money", "What is left", "Ce qui reste"),
  output("bilateral", "money", "What two parties at a time can set off", "Ce que deux parties peuvent compenser entre elles"),
  output(
    "netInternalDebt",
    "money",
    "Floor that no netting can go below: the sum of positive net positions",
    "Plancher de toute compensation : somme des positions nettes positives",
  ),
  output(
    "efficiency",
    "share",
    "What is set off of what netting could remove at most",
    "Part compensée de ce qu’une compensation peut au plus retirer",
  ),
  output(
    "gap",
    "money",
    "Distance to the proven upper bound; 0 when the maximum is proven",
    "Écart à la borne prouvée ; 0 si le maximum est prouvé",
  ),
  output("netPositions", "money", "Owed to each node less owed by it", "Ce qui est dû à chaque nœud moins ce qu’il doit"),
  output(
    "selfOwed",
    "money",
    "Obligations of nodes to themselves, part of gross and cleared",
    "Obligations de nœuds envers eux-mêmes, comprises dans le total et le compensé",
  ),
  output("lower", "money", "A set-off that was found", "Une compensation trouvée"),
  output("upper", "money", "No set-off can exceed this", "Aucune compensation ne peut dépasser ce montant"),
];

export const maxCirculationModel: Model = {
  id: "max-circulation",
  question: { en: "How much debt cancels out around loops?", fr: "Combien de dettes s’annulent le long des boucles ?" },
  orientation: ORIENTATION.owes,
  inputs: INPUTS,
  outputs: OUTPUTS,
  source: "Simic and Milanovic 1992; Fleischman, Dini and Littera 2020; D'Errico and Roukny 2021",
  page: "docs/models/max-circulation.md",
  run: runSetOff,
};

function runSetOff({ network, fields, detail }: ModelInput): Plain {
  const graph = needed(network);
  const result = setOff(graph, given(fields, ["minorDigits"]));
  const { netPositions, ...values } = result.values;
  if (detail === "full") return { ...result, model: "max-circulation", values: { ...values, netPositions } };
  const largest = netPositions.map((amount, i) => ({ node: nameOf(graph, i), amount })).filter(({ amount }) => amount !== 0);
  largest.sort((a, b) => Math.abs(b.amount) - Math.abs(a.amount) || compareText(a.node, b.node));
  return { ...result, model: "max-circulation", values: { ...values, netPositions: largest.slice(0, LISTED) } };
}
