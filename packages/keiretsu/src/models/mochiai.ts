import { mochiai } from "../measure/mochiai.ts";
import { EXCESS, HOLDINGS, NODES, ORIENTATION, output, perNode } from "./fields.ts";
import type { Field, Model, ModelInput, Output } from "./model.ts";
import { envelope, given, nameOf, needed, type Plain } from "./plain.ts";

const nodes = (name: string, required: boolean, en: string, fr: string): Field => ({
  name,
  kind: "nodes",
  required,
  fallback: null,
  unit: "nodes",
  description: { en, fr },
});

const INPUTS: readonly Field[] = [
  NODES,
  HOLDINGS,
  nodes("group", true, "Firms of the group", "Sociétés du groupe"),
  perNode(
    "marketValues",
    "Market value of each firm; all the same where left out",
    "Valeur de marché de chaque société ; toutes égales par défaut",
  ),
  nodes("stable", false, "Holders outside the group that do not sell", "Détenteurs hors du groupe qui ne vendent pas"),
  EXCESS,
];

const OUTPUTS: readonly Output[] = [
  output("mutualRatio", "share", "Share of the group that its own firms hold", "Part du groupe que ses sociétés détiennent"),
  output(
    "stableRatio",
    "share",
    "The same with stable holders; null where none are named",
    "De même avec les détenteurs stables ; null si aucun n’est nommé",
  ),
  output("pairs", "", "Pairs of firms of the group", "Paires de sociétés du groupe"),
  output("linkedPairs", "", "Pairs with a holding one way at least", "Paires liées dans un sens au moins"),
  output("mutualPairs", "", "Pairs that hold each other", "Paires qui se détiennent mutuellement"),
  output("reciprocity", "share", "Mutual pairs over linked pairs", "Paires mutuelles rapportées aux paires liées"),
  output(
    "insiderControl",
    "share",
    "Share of the group that comes back to the group along all chains",
    "Part du groupe qui revient au groupe par toutes les chaînes",
  ),
  output(
    "heldByGroup",
    "share",
    "[firm, share held by the group, share that comes back to it along all chains]",
    "[société, part détenue par le groupe, part qui lui revient par toutes les chaînes]",
  ),
  output(
    "told",
    "share",
    "Share of the group’s value whose holders are told",
    "Part de la valeur du groupe dont les détenteurs sont connus",
  ),
];

export const mochiaiModel: Model = {
  id: "mochiai",
  question: {
    en: "How much of a group of firms does the group hold itself?",
    fr: "Quelle part d’un groupe de sociétés le groupe détient-il lui-même ?",
  },
  orientation: ORIENTATION.owns,
  inputs: INPUTS,
  outputs: OUTPUTS,
  source: "Miyajima and Kuroki 2007; Baldone, Brioschi and Paleari 1998",
  page: "docs/models/mochiai.md",
  run: runMochiai,
};

function runMochiai(input: ModelInput): Plain {
  const { fields, detail } = input;
  const graph = needed(input.network);
  const group = fields.group as readonly number[];
  const outcome = mochiai(graph, { group, ...given(fields, ["marketValues", "stable", "excess"]) });
  const inForce = { group, stable: fields.stable ?? null, excess: fields.excess ?? "refuse" };
  const { heldByGroup, ...values } = outcome.values;
  const held =
    detail === "full" ? heldByGroup : heldByGroup.map(([j, direct, chains]) => ({ firm: nameOf(graph, j), direct, chains })).slice(0, 100);
  return envelope({ id: "mochiai", inputs: INPUTS }, input, inForce, { ...outcome, values: { ...values, heldByGroup: held } });
}
