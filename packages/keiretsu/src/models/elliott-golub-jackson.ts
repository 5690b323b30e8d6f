import { crossHoldings } from "../contagion/elliott-golub-jackson.ts";
import { EXCESS, HOLDINGS, NODES, ORIENTATION, output, perNode } from "./fields.ts";
import type { Field, Model, ModelInput, Output } from "./model.ts";
import { envelope, given, largestOf, nameOf, needed, type Plain } from "./plain.ts";

const INPUTS: readonly Field[] = [
  NODES,
  { ...HOLDINGS, name: "holdings" },
  perNode("assetValues", "Value of what each firm owns outside the network", "Valeur de ce que chaque société possède hors du réseau", {
    required: true,
  }),
  perNode("thresholds", "Worth to outsiders below which a firm falls", "Valeur pour l’extérieur en dessous de laquelle une société tombe", {
    required: true,
  }),
  perNode(
    "failureCosts",
    "What the fall of a firm destroys; half of its threshold where left out",
    "Ce que détruit la chute d’une société ; par défaut la moitié de son seuil",
  ),
  EXCESS,
];

const OUTPUTS: readonly Output[] = [
  output(
    "best",
    "money",
    "Best case: worth to outsiders, who falls, in which wave (-1 never)",
    "Meilleur cas : valeur pour l’extérieur, qui tombe, à quelle vague (-1 jamais)",
  ),
  output("worst", "money", "Worst case: worth to outsiders, who falls", "Pire cas : valeur pour l’extérieur, qui tombe"),
  output("byBelief", "nodes", "Firms that fall in the worst case only", "Sociétés qui ne tombent que dans le pire cas"),
  output(
    "dependency",
    "share",
    "What each firm (row) is worth by each asset; up to 300 firms",
    "Part de chaque actif dans la valeur de chaque société (ligne) ; jusqu’à 300 sociétés",
  ),
];

export const elliottGolubJacksonModel: Model = {
  id: "elliott-golub-jackson",
  question: {
    en: "Which firms fall when firms hold each other and a fall destroys value?",
    fr: "Quelles sociétés tombent quand elles se détiennent et qu’une chute détruit de la valeur ?",
  },
  orientation: ORIENTATION.owns,
  inputs: INPUTS,
  outputs: OUTPUTS,
  source: "Elliott, Golub and Jackson 2014",
  page: "docs/models/elliott-golub-jackson.md",
  run: runElliottGolubJackson,
};

function runElliottGolubJackson(input: ModelInput): Plain {
  const { fields, detail } = input;
  const graph = needed(input.network);
  const { assetValues, thresholds } = fields as { assetValues: readonly number[]; thresholds: readonly number[] };
  const outcome = crossHoldings(graph, { assetValues, thresholds, ...given(fields, ["failureCosts", "excess"]) });
  const { best, worst, byBelief, dependency } = outcome.values;
  const inForce = { excess: fields.excess ?? "refuse" };
  const model = { id: "elliott-golub-jackson", inputs: INPUTS };
  if (detail === "full") {
    const values = {
      best: { values: [...best.values], failed: best.failed, wave: [...best.wave] },
      worst: { values: [...worst.values], failed: worst.failed },
      byBelief,
      ...(dependency === null ? {} : { dependency: dependency.map((row) => [...row]) }),
    };
    return envelope(model, input, inForce, { ...outcome, values });
  }
  const names = (list: readonly number[]): readonly string[] => list.map((i) => nameOf(graph, i));
  const summary = {
    best: {
      values: largestOf(graph, best.values, "value"),
      failed: best.failed.map((i) => ({ node: nameOf(graph, i), wave: best.wave[i] })),
    },
    worst: { values: largestOf(graph, worst.values, "value"), failed: names(worst.failed) },
    byBelief: names(byBelief),
  };
  return envelope(model, input, inForce, { ...outcome, values: summary });
}
