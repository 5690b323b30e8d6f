import { claimLayers } from "../measure/claim-layers.ts";
import { LIABILITIES, NODES, ORIENTATION, output, parameter, perNode } from "./fields.ts";
import type { Field, Model, ModelInput, Output } from "./model.ts";
import { envelope, given, largestOf, needed, type Plain } from "./plain.ts";

const INPUTS: readonly Field[] = [
  NODES,
  LIABILITIES,
  perNode("assets", "What each node holds of the asset itself", "Ce que chaque nœud détient de l’actif lui-même", { required: true }),
  parameter("loss", 0, "Part of its value that the asset loses", "Part de sa valeur que l’actif perd", { unit: "share", min: 0, max: 1 }),
];

const OUTPUTS: readonly Output[] = [
  output("gross", "money", "All claims added up", "Toutes les créances additionnées"),
  output("net", "money", "The asset itself", "L’actif lui-même"),
  output("ratio", "", "Gross over net: how many times over the asset is claimed", "Brut sur net : combien de fois l’actif est réclamé"),
  output("own", "money", "What each node keeps for itself", "Ce que chaque nœud garde pour lui"),
  output("reuse", "share", "Part of what each node has that it owes on", "Part de ce que chaque nœud possède qu’il doit à son tour"),
  output("losses", "money", "What each node bears of the loss", "Ce que chaque nœud supporte de la perte"),
];

export const claimLayersModel: Model = {
  id: "claim-layers",
  question: {
    en: "How many times over is one asset claimed, and who bears its loss?",
    fr: "Combien de fois un même actif est-il réclamé, et qui en supporte la perte ?",
  },
  orientation: ORIENTATION.owes,
  inputs: INPUTS,
  outputs: OUTPUTS,
  source: "Singh and Aitken 2010; Singh 2011; Eisenberg and Noe 2001",
  page: "docs/models/claim-layers.md",
  run: runClaimLayers,
};

function runClaimLayers(input: ModelInput): Plain {
  const { fields, detail } = input;
  const graph = needed(input.network);
  const { assets } = fields as { assets: readonly number[] };
  const outcome = claimLayers(graph, { assets, ...given(fields, ["loss"]) });
  const { own, reuse, losses, ...totals } = outcome.values;
  const values =
    detail === "full"
      ? { ...totals, own: Array.from(own), reuse: Array.from(reuse), losses: Array.from(losses) }
      : { ...totals, own: largestOf(graph, own, "own"), reuse: largestOf(graph, reuse, "reuse"), losses: largestOf(graph, losses, "loss") };
  return envelope({ id: "claim-layers", inputs: INPUTS }, input, { loss: fields.loss ?? 0 }, { ...outcome, values });
}
