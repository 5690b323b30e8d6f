import { leontiefGhosh, MOST_INVERTED } from "../measure/leontief-ghosh.ts";
import type { Warning } from "../network/result.ts";
import { FINAL_DEMAND, NODES, ORIENTATION, output, SUPPLY } from "./fields.ts";
import type { Field, Model, ModelInput, Output } from "./model.ts";
import { envelope, given, largestOf, needed, type Plain } from "./plain.ts";

const INPUTS: readonly Field[] = [NODES, SUPPLY, FINAL_DEMAND];

const OUTPUTS: readonly Output[] = [
  output("output", "money", "Output of each: sales and final demand", "Production de chacun : ventes et demande finale"),
  output("finalDemand", "money", "What each sells to final users", "Ce que chacun vend aux utilisateurs finals"),
  output("valueAdded", "money", "Output less purchases", "Production moins achats"),
  output(
    "backward",
    "",
    "Output everywhere for one unit of final demand for each: column sums of the Leontief inverse",
    "Production totale pour une unité de demande finale adressée à chacun : sommes des colonnes de l’inverse de Leontief",
  ),
  output(
    "forward",
    "",
    "Output everywhere that one unit of primary input of each enters: row sums of the Ghosh inverse",
    "Production totale où entre une unité d’intrants primaires de chacun : sommes des lignes de l’inverse de Ghosh",
  ),
  output("leontiefInverse", "", "Rows of (I - A)^-1, up to 1000 nodes", "Lignes de (I - A)^-1, jusqu’à 1 000 nœuds"),
  output("ghoshInverse", "", "Rows of (I - B)^-1, up to 1000 nodes", "Lignes de (I - B)^-1, jusqu’à 1 000 nœuds"),
];

export const leontiefGhoshModel: Model = {
  id: "leontief-ghosh",
  question: {
    en: "How much must everyone produce for one unit of final demand, and what does one unit of primary input enable?",
    fr: "Combien chacun doit-il produire pour une unité de demande finale, et que permet une unité d’intrants primaires ?",
  },
  orientation: ORIENTATION.supplies,
  inputs: INPUTS,
  outputs: OUTPUTS,
  source: "Leontief 1936; Ghosh 1958; Miller and Blair 2009",
  page: "docs/models/leontief-ghosh.md",
  run: runLeontiefGhosh,
};

function runLeontiefGhosh(input: ModelInput): Plain {
  const { fields, detail } = input;
  const graph = needed(input.network);
  const inverses = detail === "full" && graph.n <= MOST_INVERTED;
  const outcome = leontiefGhosh(graph, { ...given(fields, ["finalDemand"]), inverses });
  const { leontiefInverse, ghoshInverse, ...vectors } = outcome.values;
  const warnings: Warning[] = [...(outcome.warnings ?? [])];
  if (detail === "full" && !inverses) {
    warnings.push({ code: "inverses-left-out", message: `inverses of more than ${MOST_INVERTED} nodes are not made` });
  }
  const plain =
    detail === "full"
      ? {
          ...Object.fromEntries(Object.entries(vectors).map(([name, values]) => [name, [...values]])),
          ...(leontiefInverse === null ? {} : { leontiefInverse: leontiefInverse.map((row) => [...row]) }),
          ...(ghoshInverse === null ? {} : { ghoshInverse: ghoshInverse.map((row) => [...row]) }),
        }
      : Object.fromEntries(Object.entries(vectors).map(([name, values]) => [name, largestOf(graph, values, name)]));
  return envelope({ id: "leontief-ghosh", inputs: INPUTS }, input, {}, { ...outcome, values: plain, warnings });
}
