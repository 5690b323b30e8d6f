import { clearingBySeniority, type SeniorityClearing } from "../contagion/eisenberg-noe-seniority.ts";
import { compareText } from "../finding.ts";
import { fromEdges, type Network } from "../network/network.ts";
import { CLEARING_OUTPUTS } from "./eisenberg-noe.ts";
import { NODES, ORIENTATION, output, perNode } from "./fields.ts";
import type { Field, Model, ModelInput, Output } from "./model.ts";
import { envelope, LISTED, largestOf, nameOf, needed, type Plain } from "./plain.ts";

const INPUTS: readonly Field[] = [
  NODES,
  {
    name: "liabilitiesBySeniority",
    kind: "edge-classes",
    required: true,
    fallback: null,
    unit: "money",
    lens: "owes",
    columns: [],
    description: {
      en: "Classes of [i, j, amount], the most senior first: i owes j",
      fr: "Rangs de [i, j, montant], le plus prioritaire d’abord : i doit à j",
    },
  },
  {
    name: "equityShares",
    kind: "edges",
    required: false,
    fallback: null,
    unit: "share",
    lens: "pays",
    columns: [],
    description: {
      en: "[i, j, share]: j holds this share of the equity of i; all shares of i held inside add up to less than 1",
      fr: "[i, j, part] : j détient cette part des fonds propres de i ; les parts de i détenues dans le réseau font moins de 1 ensemble",
    },
  },
  perNode("externalAssets", "What each node has outside the network", "Ce que chaque nœud possède hors du réseau", { required: true }),
  {
    name: "externalLiabilitiesByClass",
    kind: "matrix",
    required: false,
    fallback: null,
    unit: "money",
    perNode: true,
    description: {
      en: "One row a class: what each node owes outside the network in it; 0 where left out",
      fr: "Une ligne par rang : ce que chaque nœud y doit hors du réseau ; 0 par défaut",
    },
  },
];

const OUTPUTS: readonly Output[] = [
  output("obligationsByClass", "money", "What each node owes in all, class by class", "Ce que chaque nœud doit en tout, rang par rang"),
  output("paymentsByClass", "money", "What each node pays, class by class", "Ce que chaque nœud paie, rang par rang"),
  output(
    "equityBefore",
    "money",
    "Equity if all debts were paid, shares in others included",
    "Fonds propres si toutes les dettes étaient payées, participations comprises",
  ),
  ...CLEARING_OUTPUTS.filter(({ name }) => !["obligations", "payments", "recovery"].includes(name)),
];

export const eisenbergNoeSeniorityModel: Model = {
  id: "eisenberg-noe-seniority",
  question: {
    en: "Who pays whom how much when some debts come before others and nodes own parts of each other?",
    fr: "Qui paie combien à qui quand des dettes passent avant d’autres et que les nœuds se possèdent en partie ?",
  },
  orientation: ORIENTATION.owes,
  inputs: INPUTS,
  outputs: OUTPUTS,
  source: "Elsinger 2009",
  page: "docs/models/eisenberg-noe-seniority.md",
  run: runSeniority,
};

function runSeniority(input: ModelInput): Plain {
  const { fields, networks, detail } = input;
  const graph = needed(input.network);
  const { externalAssets, externalLiabilitiesByClass } = fields as {
    externalAssets: readonly number[];
    externalLiabilitiesByClass?: readonly (readonly number[])[];
  };
  const { classes, names } = networks ? { classes: networks.liabilitiesBySeniority, names: null } : classesByType(graph);
  const outcome = clearingBySeniority({
    classes,
    equityShares: networks?.equityShares?.[0],
    externalAssets,
    externalLiabilitiesByClass,
  });
  const values = detail === "full" ? plain(outcome.values) : summary(graph, outcome.values);
  const inForce = { solution: "greatest", ...(names === null ? {} : { classes: names }) };
  return envelope({ id: "eisenberg-noe-seniority", inputs: INPUTS }, input, inForce, { ...outcome, values });
}

/** In an edge list the type of an edge names its class: the first in order of number, or else of text, is the most senior. */
function classesByType(graph: Network): { readonly classes: readonly Network[]; readonly names: readonly string[] | null } {
  const { n, type, typeNames, lens, unit } = graph;
  if (type === null) return { classes: [graph], names: null };
  const numbered = typeNames.every((name) => name.trim() !== "" && Number.isFinite(Number(name)));
  const order = Array.from(typeNames.keys()).sort((a, b) =>
    numbered ? Number(typeNames[a]) - Number(typeNames[b]) : compareText(typeNames[a], typeNames[b]),
  );
  const debtor = new Uint32Array(graph.m);
  for (let i = 0; i < n; i++) debtor.fill(i, graph.start[i], graph.start[i + 1]);
  const classes = order.map((kind) => {
    const edges = Uint32Array.from(type.keys()).filter((e) => type[e] === kind);
    const columns = {
      n,
      from: edges.map((e) => debtor[e]),
      to: edges.map((e) => graph.target[e]),
      amount: Float64Array.from(edges, (e) => graph.weight[e]),
    };
    return fromEdges(columns, { lens, unit, names: graph.names });
  });
  return { classes, names: order.map((kind) => typeNames[kind]) };
}

function plain(clearing: SeniorityClearing): Readonly<Record<string, unknown>> {
  return {
    ...clearing,
    obligationsByClass: clearing.obligationsByClass.map((x) => [...x]),
    paymentsByClass: clearing.paymentsByClass.map((x) => [...x]),
    equityBefore: [...clearing.equityBefore],
    equity: [...clearing.equity],
    wave: [...clearing.wave],
    lossByCreditor: [...clearing.lossByCreditor],
  };
}

function summary(graph: Network, clearing: SeniorityClearing): Readonly<Record<string, unknown>> {
  const { obligationsByClass, paymentsByClass, wave } = clearing;
  const notPaid = obligationsByClass.map((owed, s) => owed.map((x, i) => x - paymentsByClass[s][i]));
  const shortfall = wave.length === 0 ? notPaid[0] : notPaid[0].map((_, i) => notPaid.reduce((total, x) => total + x[i], 0));
  const largestFirst = (a: number, b: number): number => shortfall[b] - shortfall[a] || a - b;
  return {
    defaultedCount: clearing.defaulted.length,
    rounds: clearing.rounds,
    shortfallTotal: clearing.shortfallTotal,
    shortfallByClass: notPaid.map((x) => x.reduce((total, short) => total + short, 0)),
    outsideLoss: clearing.outsideLoss,
    defaulted: clearing.defaulted
      .toSorted(largestFirst)
      .slice(0, LISTED)
      .map((i) => ({ node: nameOf(graph, i), wave: wave[i], shortfall: shortfall[i] })),
    lossByCreditor: largestOf(graph, clearing.lossByCreditor, "loss"),
    causes: clearing.causes
      .toSorted((a, b) => largestFirst(a.node, b.node))
      .slice(0, LISTED)
      .map(({ node, wave: at, by }) => ({
        node: nameOf(graph, node),
        wave: at,
        by: by.slice(0, 10).map(({ debtor, loss }) => ({ debtor: nameOf(graph, debtor), loss })),
      })),
  };
}
