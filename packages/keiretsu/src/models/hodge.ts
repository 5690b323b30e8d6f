import type { Network } from "../network/network.ts";
import { circularPart, hodge, type HodgeSplit } from "../trace/hodge.ts";
import { FLOWS, NODES, ORIENTATION, output } from "./fields.ts";
import type { Field, Model, ModelInput, Output } from "./model.ts";
import { envelope, LISTED, nameOf, needed, type Plain } from "./plain.ts";

/** Relative residual of the Laplacian system. */
const TOLERANCE = 1e-10;
/** A circular part this small against the largest net flow is rounding. */
const ROUNDING = 1e-9;

const INPUTS: readonly Field[] = [NODES, FLOWS];

const OUTPUTS: readonly Output[] = [
  output("gross", "money", "Money that passes between different nodes", "Argent qui passe entre nœuds différents"),
  output(
    "reciprocal",
    "money",
    "Money that returns within a pair; the split does not see it",
    "Argent qui revient au sein d’une paire ; invisible à la décomposition",
  ),
  output("components", "nodes", "Connected components, lone nodes included", "Composantes connexes, nœuds isolés compris"),
  output(
    "weights_gross",
    "",
    "Potential, energies, incoherence and circular part of each pair with weight X_ij + X_ji",
    "Potentiel, énergies, incohérence et part circulaire de chaque paire, avec le poids X_ij + X_ji",
  ),
  output("weights_count", "", "The same with the number of links as weight", "De même avec le nombre de liens pour poids"),
  output(
    "trophicLevel",
    "",
    "Minus the potential with gross weights: payees high",
    "Opposé du potentiel à poids bruts : les bénéficiaires en haut",
  ),
  output("isolated", "nodes", "Nodes without partners", "Nœuds sans partenaire"),
];

export const hodgeModel: Model = {
  id: "hodge",
  question: {
    en: "How much of the money runs downhill from payers to payees, and how much goes round?",
    fr: "Quelle part de l’argent descend des payeurs vers les bénéficiaires, et quelle part tourne en rond ?",
  },
  orientation: ORIENTATION.pays,
  inputs: INPUTS,
  outputs: OUTPUTS,
  source: "Jiang, Lim, Yao and Ye 2011; Kichikawa, Iyetomi, Iino and Inoue 2019; MacKay, Johnson and Sansom 2020",
  page: "docs/models/hodge.md",
  run: runHodge,
};

function runHodge(input: ModelInput): Plain {
  const { detail } = input;
  const graph = needed(input.network);
  const gross = hodge(graph, { weight: "gross", tolerance: TOLERANCE });
  const count = hodge(graph, { weight: "count", tolerance: TOLERANCE });
  const split = gross.values;
  const { incoherence: _none, ...counted } = parts(graph, count.values, detail);
  const values = {
    gross: split.gross,
    reciprocal: split.reciprocal,
    components: split.components,
    weights_gross: parts(graph, split, detail),
    weights_count: counted,
    ...(detail === "full" ? { trophicLevel: Array.from(split.potential, (x) => (x === 0 ? 0 : -x)) } : {}),
    isolated: split.isolated,
  };
  return envelope(
    { id: "hodge", inputs: INPUTS },
    input,
    {},
    {
      values,
      converged: gross.converged !== false && count.converged !== false,
      iterations: Math.max(gross.iterations ?? 0, count.iterations ?? 0),
      residual: Math.max(gross.residual ?? 0, count.residual ?? 0),
      warnings: gross.warnings ?? [],
    },
  );
}

function parts(network: Network, split: HodgeSplit, detail: ModelInput["detail"]): Record<string, unknown> {
  const { potential, energyTotal, energyGradient, energyCircular, incoherence } = split;
  const largestNet = split.pairs.net.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
  const circular = circularPart(split, ROUNDING * largestNet);
  const energies = { energyTotal, energyGradient, energyCircular, incoherence };
  const rows = Array.from(circular.from, (i, k): [number, number, number] => [i, circular.to[k], circular.amount[k]]);
  if (detail === "full") return { potential: [...potential], ...energies, circular: rows };
  rows.sort((a, b) => Math.abs(b[2]) - Math.abs(a[2]) || a[0] - b[0] || a[1] - b[1]);
  const named = rows.slice(0, LISTED).map(([i, j, amount]) => ({
    from: nameOf(network, amount > 0 ? i : j),
    to: nameOf(network, amount > 0 ? j : i),
    amount: Math.abs(amount),
  }));
  return { ...energies, circular: named };
}
