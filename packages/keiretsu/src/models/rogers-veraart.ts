import { rogersVeraart } from "../contagion/rogers-veraart.ts";
import { CLEARING_INPUTS, clearingSummary } from "./eisenberg-noe.ts";
import { ORIENTATION, output, parameter, perNode } from "./fields.ts";
import type { Field, Model, ModelInput, Output } from "./model.ts";
import { envelope, given, LISTED, nameOf, needed, type Plain } from "./plain.ts";

const INPUTS: readonly Field[] = [
  ...CLEARING_INPUTS.filter(({ name }) => name !== "externalAssets"),
  perNode("externalAssets", "What each node has outside the network", "Ce que chaque nœud possède hors du réseau", { required: true }),
  parameter("alpha", 1, "Share of external assets recovered in default", "Part des actifs extérieurs récupérée en cas de défaut", {
    unit: "share",
    min: 0,
    max: 1,
  }),
  parameter("beta", 1, "Share of what others pay recovered in default", "Part des paiements reçus récupérée en cas de défaut", {
    unit: "share",
    min: 0,
    max: 1,
  }),
];

const OUTPUTS: readonly Output[] = [
  output("greatest", "money", "Payments of each node in the greatest solution", "Paiements de chaque nœud dans la plus grande solution"),
  output("greatestDefaulted", "nodes", "Nodes that default in it", "Nœuds qui y font défaut"),
  output(
    "greatestWave",
    "",
    "Round of default: 0 even if all others pay, 1 and more by contagion, -1 never",
    "Vague de défaut : 0 même si tous les autres paient, 1 et plus par contagion, -1 jamais",
  ),
  output(
    "greatestEquity",
    "money",
    "Assets at full value less obligations; negative is a shortfall",
    "Actifs à leur pleine valeur moins obligations ; négatif : il manque autant",
  ),
  output(
    "greatestCauses",
    "money",
    "For each default by contagion, the debtors of earlier waves and what each did not pay it, largest first",
    "Pour chaque défaut par contagion, les débiteurs des vagues précédentes et ce que chacun ne lui a pas payé, du plus grand au plus petit",
  ),
  output("least", "money", "Payments of each node in the least solution", "Paiements de chaque nœud dans la plus petite solution"),
  output("leastDefaulted", "nodes", "Nodes that default in it", "Nœuds qui y font défaut"),
  output("leastEquity", "money", "Equity of each node in it", "Fonds propres de chaque nœud dans celle-ci"),
  output(
    "selfFulfilling",
    "nodes",
    "Nodes that default in the least solution only",
    "Nœuds qui ne font défaut que dans la plus petite solution",
  ),
  output(
    "gap",
    "money",
    "Greatest payments less least payments: lost only because the loss is expected",
    "Plus grands paiements moins plus petits : perdu seulement parce que la perte est attendue",
  ),
  output(
    "shortfallTotal",
    "money",
    "All that is owed and not paid in the greatest solution",
    "Tout ce qui est dû et n’est pas payé dans la plus grande solution",
  ),
  output("outsideLoss", "money", "What creditors outside are not paid in it", "Ce que les créanciers extérieurs n’y reçoivent pas"),
];

export const rogersVeraartModel: Model = {
  id: "rogers-veraart",
  question: {
    en: "Who pays whom how much when default itself costs, and how much is lost only because the loss is expected?",
    fr: "Qui paie combien à qui quand le défaut lui-même coûte, et combien se perd seulement parce que la perte est attendue ?",
  },
  orientation: ORIENTATION.owes,
  inputs: INPUTS,
  outputs: OUTPUTS,
  source: "Rogers and Veraart 2013",
  page: "docs/models/rogers-veraart.md",
  run: runRogersVeraart,
};

function runRogersVeraart(input: ModelInput): Plain {
  const { fields, detail } = input;
  const graph = needed(input.network);
  const { externalAssets, alpha, beta } = fields as { externalAssets: readonly number[]; alpha?: number; beta?: number };
  const recovery = { alpha: alpha ?? 1, beta: beta ?? 1 };
  const outcome = rogersVeraart(graph, { externalAssets, ...recovery, ...given(fields, ["externalLiabilities", "payable"]) });
  const { greatest, least, gap, selfFulfilling } = outcome.values;
  const values =
    detail === "full"
      ? {
          greatest: [...greatest.payments],
          greatestDefaulted: greatest.defaulted,
          greatestWave: [...greatest.wave],
          greatestEquity: [...greatest.equity],
          greatestCauses: greatest.causes,
          least: [...least.payments],
          leastDefaulted: least.defaulted,
          leastEquity: [...least.equity],
          selfFulfilling,
          gap,
          shortfallTotal: greatest.shortfallTotal,
          outsideLoss: greatest.outsideLoss,
        }
      : {
          gap,
          selfFulfillingCount: selfFulfilling.length,
          selfFulfilling: selfFulfilling
            .toSorted((a, b) => least.recovery[a] - least.recovery[b] || a - b)
            .slice(0, LISTED)
            .map((i) => ({ node: nameOf(graph, i), recovery: least.recovery[i] })),
          greatest: clearingSummary(graph, greatest),
          least: clearingSummary(graph, least),
        };
  return envelope({ id: "rogers-veraart", inputs: INPUTS }, input, { ...recovery, solution: "greatest and least" }, { ...outcome, values });
}
