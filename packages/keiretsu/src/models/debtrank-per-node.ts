import { debtRankPerNode, runsByDefault } from "../contagion/debtrank-per-node.ts";
import { STRESS_INPUTS, TOLERANCE } from "./debtrank.ts";
import { ORIENTATION, output, parameter } from "./fields.ts";
import type { Field, Model, ModelInput, Output } from "./model.ts";
import { envelope, given, LISTED, nameOf, needed, type Plain } from "./plain.ts";

export const EACH_OF: Field = {
  name: "defaultEachOf",
  kind: "nodes",
  required: false,
  fallback: null,
  unit: "nodes",
  description: {
    en: "Nodes that fail, one a run; all where left out",
    fr: "Nœuds qui font défaut, un par calcul ; tous par défaut",
  },
};

const INPUTS: readonly Field[] = [
  ...STRESS_INPUTS,
  EACH_OF,
  parameter(
    "method",
    "differential",
    "Every further loss is passed on (2015), or each node once (2012)",
    "Toute nouvelle perte est transmise (2015), ou chaque nœud une fois (2012)",
    {
      kind: "choice",
      choices: ["differential", "original"],
    },
  ),
  parameter(
    "mostRuns",
    null,
    "Most exact runs, the other nodes get an upper bound; by default all nodes that are named, all of up to 20000, else 256",
    "Nombre maximal de calculs exacts, les autres nœuds reçoivent une borne supérieure ; par défaut tous les nœuds nommés, tous jusqu’à 20000, sinon 256",
    { kind: "count", unit: "nodes" },
  ),
  TOLERANCE,
];

const OUTPUTS: readonly Output[] = [
  output(
    "perNode",
    "share",
    "node, R share of all value lost beyond the node itself, additionalDefaults other nodes that lose all equity, exact; where not exact, R is an upper bound",
    "node, R part de toute la valeur perdue hors du nœud même, additionalDefaults autres nœuds qui perdent tout, exact ; sinon R est une borne supérieure",
  ),
];

export const debtRankPerNodeModel: Model = {
  id: "debtrank-per-node",
  question: {
    en: "How much of all value would the failure of each node cost?",
    fr: "Quelle part de toute la valeur la défaillance de chaque nœud coûterait-elle ?",
  },
  orientation: ORIENTATION.owes,
  inputs: INPUTS,
  outputs: OUTPUTS,
  source: "Battiston, Puliga, Kaushik, Tasca and Caldarelli 2012; Bardoscia, Battiston, Caccioli and Caldarelli 2015",
  page: "docs/models/debtrank-per-node.md",
  run: runDebtRankPerNode,
};

function runDebtRankPerNode(input: ModelInput): Plain {
  const { fields, detail } = input;
  const graph = needed(input.network);
  const { equity, defaultEachOf: nodes } = fields as { equity: readonly number[]; defaultEachOf?: readonly number[] };
  const outcome = debtRankPerNode(graph, { equity, nodes, ...given(fields, ["weights", "method", "mostRuns", "tolerance"]) });
  const { values } = outcome;
  const inForce = {
    method: fields.method ?? "differential",
    mostRuns: fields.mostRuns ?? runsByDefault(graph.n, nodes),
    tolerance: fields.tolerance ?? 1e-12,
  };
  const row = (place: number): Readonly<Record<string, unknown>> => ({
    node: detail === "full" ? values.nodes[place] : nameOf(graph, values.nodes[place]),
    R: values.r[place],
    additionalDefaults: values.exact[place] === 1 ? values.additionalDefaults[place] : null,
    exact: values.exact[place] === 1,
  });
  const places = Array.from(values.nodes.keys());
  if (detail === "summary") places.sort((a, b) => values.r[b] - values.r[a] || values.nodes[a] - values.nodes[b]);
  const perNode = (detail === "full" ? places : places.slice(0, LISTED)).map(row);
  return envelope({ id: "debtrank-per-node", inputs: INPUTS }, input, inForce, { ...outcome, values: { perNode } });
}
