import { type Cascade, type CascadePerNode, thresholdCascade, thresholdCascadePerNode } from "../contagion/threshold-cascade.ts";
import type { Network } from "../network/network.ts";
import { EACH_OF } from "./debtrank-per-node.ts";
import { STRESS_INPUTS } from "./debtrank.ts";
import { ORIENTATION, output, parameter } from "./fields.ts";
import type { Field, Model, ModelInput, Output } from "./model.ts";
import { envelope, given, LISTED, largestOf, nameOf, needed, type Plain } from "./plain.ts";

const INPUTS: readonly Field[] = [
  ...STRESS_INPUTS,
  {
    name: "initial",
    kind: "nodes",
    required: false,
    fallback: null,
    unit: "nodes",
    description: {
      en: "Nodes that fail first, together; without them each node of defaultEachOf fails alone",
      fr: "Nœuds qui font défaut d’abord, ensemble ; sans eux chaque nœud de defaultEachOf fait défaut seul",
    },
  },
  EACH_OF,
  parameter("recovery", 0, "Share of a claim on a failed node that is recovered", "Part recouvrée d’une créance sur un nœud défaillant", {
    unit: "share",
    min: 0,
    max: 1,
  }),
  parameter(
    "defaultWhen",
    "negative",
    "A node fails when its losses exceed its equity (negative) or reach it (nonpositive)",
    "Un nœud fait défaut quand ses pertes dépassent ses fonds propres (negative) ou les atteignent (nonpositive)",
    { kind: "choice", choices: ["negative", "nonpositive"] },
  ),
];

const OUTPUTS: readonly Output[] = [
  output("defaulted", "nodes", "Nodes that fail, the first ones included", "Nœuds défaillants, les premiers compris"),
  output("wave", "", "0 failed first, 1 and more by contagion, -1 never", "0 défaillant d’abord, 1 et plus par contagion, -1 jamais"),
  output("loss", "money", "Loss of each node on its claims", "Perte de chaque nœud sur ses créances"),
  output("stress", "share", "Share of equity lost; 1 for failed nodes", "Part des fonds propres perdue ; 1 pour les nœuds défaillants"),
  output(
    "additionalStress",
    "share",
    "Weighted stress of the nodes that did not fail first",
    "Stress pondéré des nœuds qui n’ont pas fait défaut d’abord",
  ),
  output("rounds", "", "Last wave", "Dernière vague"),
  output(
    "perNode",
    "share",
    "node, additionalStress weighted stress of the others when it fails alone, additionalDefaults further nodes that fail",
    "node, additionalStress stress pondéré des autres s’il fait défaut seul, additionalDefaults autres nœuds défaillants",
  ),
];

export const thresholdCascadeModel: Model = {
  id: "threshold-cascade",
  question: {
    en: "Who fails one after the other when losses are passed on only by failure?",
    fr: "Qui fait défaut l’un après l’autre quand seule une défaillance transmet des pertes ?",
  },
  orientation: ORIENTATION.owes,
  inputs: INPUTS,
  outputs: OUTPUTS,
  source: "Furfine 2003",
  page: "docs/models/threshold-cascade.md",
  run: runThresholdCascade,
};

function runThresholdCascade(input: ModelInput): Plain {
  const { fields, detail } = input;
  const graph = needed(input.network);
  const {
    equity,
    initial,
    defaultEachOf: nodes,
  } = fields as {
    equity: readonly number[];
    initial?: readonly number[];
    defaultEachOf?: readonly number[];
  };
  const options = { equity, ...given(fields, ["weights", "recovery", "defaultWhen"]) };
  const inForce = { recovery: fields.recovery ?? 0, defaultWhen: fields.defaultWhen ?? "negative" };
  const model = { id: "threshold-cascade", inputs: INPUTS };
  if (initial === undefined) {
    const outcome = thresholdCascadePerNode(graph, { ...options, nodes });
    const perNode = detail === "full" ? rows(outcome.values) : largestRows(graph, outcome.values);
    return envelope(model, input, inForce, { ...outcome, values: { perNode } });
  }
  const outcome = thresholdCascade(graph, { ...options, initial });
  const { values } = outcome;
  const shown =
    detail === "full"
      ? { ...values, wave: [...values.wave], loss: [...values.loss], stress: [...values.stress] }
      : cascadeSummary(graph, values);
  return envelope(model, input, { ...inForce, initial }, { ...outcome, values: shown });
}

function rows({ nodes, additionalStress, additionalDefaults }: CascadePerNode): readonly Readonly<Record<string, unknown>>[] {
  return nodes.map((node, place) => ({
    node,
    additionalStress: additionalStress[place],
    additionalDefaults: additionalDefaults[place],
  }));
}

function largestRows(graph: Network, values: CascadePerNode): readonly Readonly<Record<string, unknown>>[] {
  const { nodes, additionalStress } = values;
  const order = Array.from(nodes.keys()).sort((a, b) => additionalStress[b] - additionalStress[a] || nodes[a] - nodes[b]);
  const all = rows(values);
  return order.slice(0, LISTED).map((place) => ({ ...all[place], node: nameOf(graph, nodes[place]) }));
}

/** Totals, and the largest entries by name. */
function cascadeSummary(
  graph: Network,
  { defaulted, wave, loss, stress, additionalStress, rounds }: Cascade,
): Readonly<Record<string, unknown>> {
  const first = defaulted.toSorted((a, b) => wave[a] - wave[b] || loss[b] - loss[a] || a - b).slice(0, LISTED);
  return {
    defaultedCount: defaulted.length,
    rounds,
    additionalStress,
    defaulted: first.map((i) => ({ node: nameOf(graph, i), wave: wave[i], loss: loss[i] })),
    loss: largestOf(graph, loss, "loss"),
    stress: largestOf(graph, stress, "stress"),
  };
}
