import { type Extraction, hypotheticalExtraction } from "../measure/hypothetical-extraction.ts";
import type { Network } from "../network/network.ts";
import type { Warning } from "../network/result.ts";
import { FINAL_DEMAND, NODES, ORIENTATION, output, SUPPLY } from "./fields.ts";
import { largestSellers } from "./largest-sellers.ts";
import type { Field, FieldValues, Model, ModelInput, Output } from "./model.ts";
import { envelope, given, LISTED, largestOf, nameOf, needed, type Plain } from "./plain.ts";

const INPUTS: readonly Field[] = [
  NODES,
  SUPPLY,
  FINAL_DEMAND,
  {
    name: "extracted",
    kind: "nodes",
    required: false,
    fallback: null,
    unit: "",
    description: {
      en: "Nodes to take out, each alone; left out: every node, or every sector where sectors are given",
      fr: "Nœuds à retirer, chacun seul ; par défaut tous, ou chaque secteur s’ils sont donnés",
    },
  },
  {
    name: "sector",
    kind: "labels",
    required: false,
    fallback: null,
    unit: "",
    perNode: true,
    description: {
      en: "Sector of each node: sectors are taken out whole, in the order of their labels",
      fr: "Secteur de chaque nœud : les secteurs sont retirés entiers, dans l’ordre de leurs numéros",
    },
  },
];

const OUTPUTS: readonly Output[] = [
  output(
    "extractions",
    "share",
    "For each group taken out: its nodes (group), the share of its output that each node loses (dependence), the output lost in all (totalLoss) and as a share of all output (shareOfOutput)",
    "Pour chaque groupe retiré : ses nœuds (group), la part de production que perd chaque nœud (dependence), la production perdue en tout (totalLoss) et rapportée au total (shareOfOutput)",
  ),
];

export const hypotheticalExtractionModel: Model = {
  id: "hypothetical-extraction",
  question: {
    en: "Who loses how much of its output when a firm or a sector is taken out of the economy?",
    fr: "Qui perd quelle part de sa production si une entreprise ou un secteur est retiré de l’économie ?",
  },
  orientation: ORIENTATION.supplies,
  inputs: INPUTS,
  outputs: OUTPUTS,
  source: "Dietzenbacher, van der Linden and Steenge 1993; Miller and Blair 2009",
  page: "docs/models/hypothetical-extraction.md",
  run: runHypotheticalExtraction,
};

/** A summary takes out 200 firms of a network of 100,000 edges, 2 of ten million; each answer holds a number for every node. */
const MOST_VISITS = 20_000_000;
/** Dependents that a summary names for each group. */
const MOST_DEPENDENTS = 5;

function runHypotheticalExtraction(input: ModelInput): Plain {
  const { fields, detail } = input;
  const graph = needed(input.network);
  const warnings: Warning[] = [];
  const groups = groupsOf(graph, fields, detail, warnings);
  const everyNode = groups === null;
  const outcome = hypotheticalExtraction(graph, { ...given(fields, ["finalDemand"]), ...(everyNode ? {} : { groups }) });
  const groupOf = (k: number): readonly number[] => (everyNode ? [k] : groups[k]);
  const extractions =
    detail === "full"
      ? outcome.values.map(({ dependence, ...totals }, k) => ({ group: groupOf(k), dependence: [...dependence], ...totals }))
      : named(graph, groupOf, outcome.values);
  return envelope(
    { id: "hypothetical-extraction", inputs: INPUTS },
    input,
    {},
    {
      ...outcome,
      values: { extractions },
      warnings: [...warnings, ...(outcome.warnings ?? [])],
    },
  );
}

/** Null for every node alone. */
function groupsOf(
  graph: Network,
  { extracted, sector }: FieldValues,
  detail: ModelInput["detail"],
  warnings: Warning[],
): readonly (readonly number[])[] | null {
  const nodes = Array.from({ length: graph.n }, (_, i) => i);
  if (extracted !== undefined && extracted !== null) return (extracted as readonly number[]).map((i) => [i]);
  if (sector !== undefined && sector !== null) {
    const members = new Map<number, number[]>();
    nodes.forEach((i) => {
      const label = (sector as readonly number[])[i];
      const list = members.get(label);
      if (list) list.push(i);
      else members.set(label, [i]);
    });
    return [...members.entries()].sort(([a], [b]) => a - b).map(([, list]) => list);
  }
  if (detail === "full") return null;
  const { firms, warnings: left } = largestSellers(graph, MOST_VISITS);
  warnings.push(...left);
  return Array.from(firms, (i) => [i]);
}

function named(graph: Network, groupOf: (k: number) => readonly number[], extractions: readonly Extraction[]): readonly unknown[] {
  const order = Array.from(extractions.keys()).sort((a, b) => extractions[b].totalLoss - extractions[a].totalLoss || a - b);
  return order.slice(0, LISTED).map((k) => {
    const { dependence, totalLoss, shareOfOutput } = extractions[k];
    const others = dependence.slice();
    for (const i of groupOf(k)) others[i] = 0;
    return {
      group: groupOf(k).map((i) => nameOf(graph, i)),
      totalLoss,
      shareOfOutput,
      dependence: largestOf(graph, others, "share").slice(0, MOST_DEPENDENTS),
    };
  });
}
