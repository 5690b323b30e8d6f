import { eisenbergNoe } from "../contagion/eisenberg-noe.ts";
import type { Clearing } from "../contagion/clearing/clearing-system.ts";
import type { Network } from "../network/network.ts";
import { LIABILITIES, NODES, ORIENTATION, output, perNode } from "./fields.ts";
import type { Field, Model, ModelInput, Output } from "./model.ts";
import { envelope, given, LISTED, largestOf, nameOf, needed, type Plain } from "./plain.ts";

/** What every model of clearing asks for. */
export const CLEARING_INPUTS: readonly Field[] = [
  NODES,
  LIABILITIES,
  perNode(
    "externalAssets",
    "What each node has outside the network; negative: an outflow that comes before its obligations",
    "Ce que chaque nœud possède hors du réseau ; négatif : une sortie qui passe avant ses obligations",
    { required: true, min: -Number.MAX_VALUE },
  ),
  perNode(
    "externalLiabilities",
    "What each node owes outside the network, of the same rank; 0 where left out",
    "Ce que chaque nœud doit hors du réseau, de même rang ; 0 par défaut",
  ),
  perNode(
    "payable",
    "Share of its obligations that each node can pay at most; below 1 it is in default whatever it has; 1 where left out",
    "Part de ses obligations que chaque nœud peut payer au plus ; sous 1 il est en défaut quoi qu’il possède ; 1 par défaut",
    { unit: "share", max: 1 },
  ),
];

export const CLEARING_OUTPUTS: readonly Output[] = [
  output("obligations", "money", "What each node owes in all", "Ce que chaque nœud doit en tout"),
  output("payments", "money", "What each node pays", "Ce que chaque nœud paie"),
  output(
    "recovery",
    "share",
    "Payments over obligations; 1 where nothing is owed",
    "Paiements rapportés aux obligations ; 1 si rien n’est dû",
  ),
  output(
    "equity",
    "money",
    "Assets less obligations after clearing; negative is a shortfall",
    "Actifs moins obligations après règlement ; négatif : il manque autant",
  ),
  output("defaulted", "nodes", "Nodes that pay less than they owe", "Nœuds qui paient moins qu’ils ne doivent"),
  output(
    "wave",
    "",
    "Round of default: 0 even if all others pay, 1 and more by contagion, -1 never",
    "Vague de défaut : 0 même si tous les autres paient, 1 et plus par contagion, -1 jamais",
  ),
  output("rounds", "", "Number of waves", "Nombre de vagues"),
  output("shortfallTotal", "money", "All that is owed and not paid", "Tout ce qui est dû et n’est pas payé"),
  output(
    "lossByCreditor",
    "money",
    "What each node is owed by the network and is not paid",
    "Ce que le réseau doit à chaque nœud et ne lui paie pas",
  ),
  output(
    "outsideLoss",
    "money",
    "What creditors outside the network are not paid",
    "Ce que les créanciers hors du réseau ne reçoivent pas",
  ),
  output(
    "causes",
    "money",
    "For each default by contagion, the debtors of earlier waves and what each did not pay it, largest first",
    "Pour chaque défaut par contagion, les débiteurs des vagues précédentes et ce que chacun ne lui a pas payé, du plus grand au plus petit",
  ),
];

export const eisenbergNoeModel: Model = {
  id: "eisenberg-noe",
  question: {
    en: "Who pays whom how much when some cannot pay, and who is drawn in by whom?",
    fr: "Qui paie combien à qui quand certains ne peuvent pas payer, et qui entraîne qui ?",
  },
  orientation: ORIENTATION.owes,
  inputs: CLEARING_INPUTS,
  outputs: CLEARING_OUTPUTS,
  source: "Eisenberg and Noe 2001; Elsinger 2009",
  page: "docs/models/eisenberg-noe.md",
  run: runEisenbergNoe,
};

function runEisenbergNoe(input: ModelInput): Plain {
  const { fields, detail } = input;
  const graph = needed(input.network);
  const { externalAssets } = fields as { externalAssets: readonly number[] };
  const outcome = eisenbergNoe(graph, { externalAssets, ...given(fields, ["externalLiabilities", "payable"]) });
  const values = detail === "full" ? plainClearing(outcome.values) : clearingSummary(graph, outcome.values);
  return envelope({ id: "eisenberg-noe", inputs: CLEARING_INPUTS }, input, { solution: "greatest" }, { ...outcome, values });
}

/** Every node of a clearing, as a case lists it. */
function plainClearing(clearing: Clearing): Readonly<Record<string, unknown>> {
  return {
    ...clearing,
    obligations: [...clearing.obligations],
    payments: [...clearing.payments],
    recovery: [...clearing.recovery],
    equity: [...clearing.equity],
    wave: [...clearing.wave],
    lossByCreditor: [...clearing.lossByCreditor],
  };
}

/** Totals, and the largest entries by name. */
export function clearingSummary(graph: Network, clearing: Clearing): Readonly<Record<string, unknown>> {
  const shortfall = clearing.obligations.map((owed, i) => owed - clearing.payments[i]);
  const { wave, recovery } = clearing;
  const causes = clearing.causes.toSorted((a, b) => shortfall[b.node] - shortfall[a.node] || a.node - b.node).slice(0, LISTED);
  return {
    defaultedCount: clearing.defaulted.length,
    rounds: clearing.rounds,
    shortfallTotal: clearing.shortfallTotal,
    outsideLoss: clearing.outsideLoss,
    defaulted: clearing.defaulted
      .toSorted((a, b) => shortfall[b] - shortfall[a] || a - b)
      .slice(0, LISTED)
      .map((i) => ({ node: nameOf(graph, i), wave: wave[i], shortfall: shortfall[i], recovery: recovery[i] })),
    lossByCreditor: largestOf(graph, clearing.lossByCreditor, "loss"),
    causes: causes.map(({ node, wave: at, by }) => ({
      node: nameOf(graph, node),
      wave: at,
      by: by.slice(0, 10).map(({ debtor, loss }) => ({ debtor: nameOf(graph, debtor), loss })),
    })),
  };
}
