import { reverseStress } from "../contagion/reverse-stress.ts";
import { LIABILITIES, NODES, ORIENTATION, output, parameter, perNode } from "./fields.ts";
import type { Field, Model, ModelInput, Output } from "./model.ts";
import { envelope, given, largestOf, needed, type Plain } from "./plain.ts";

const INPUTS: readonly Field[] = [
  NODES,
  LIABILITIES,
  perNode(
    "externalAssets",
    "What each node has outside the network, and can lose",
    "Ce que chaque nœud possède hors du réseau, et peut perdre",
    { required: true },
  ),
  perNode(
    "externalLiabilities",
    "What each node owes outside the network; 0 where left out",
    "Ce que chaque nœud doit hors du réseau ; 0 par défaut",
  ),
  {
    name: "target",
    kind: "node",
    required: false,
    fallback: null,
    unit: "",
    description: { en: "The node that is to fail", fr: "Le nœud qui doit faire défaut" },
  },
  parameter("unpaid", null, "Instead of a target: so much is to stay unpaid", "Au lieu d’une cible : ce montant doit rester impayé", {
    unit: "money",
    min: 0,
  }),
  {
    name: "shockable",
    kind: "nodes",
    required: false,
    fallback: null,
    unit: "nodes",
    description: { en: "Nodes that may be hit; all where left out", fr: "Nœuds qui peuvent être touchés ; tous par défaut" },
  },
  {
    name: "norm",
    kind: "choice",
    choices: ["l1", "l2", "linf"],
    required: false,
    fallback: "l1",
    unit: "",
    description: {
      en: "Size of a shock: sum, root of squares, largest entry",
      fr: "Taille d’un choc : somme, racine des carrés, plus grande composante",
    },
  },
];

const OUTPUTS: readonly Output[] = [
  output("size", "money", "Least shock that is enough; null where none is", "Plus petit choc suffisant ; null si aucun ne suffit"),
  output("shock", "money", "What is written off, node by node", "Ce qui est passé en perte, nœud par nœud"),
  output("lowerBound", "money", "The size is at least this", "La taille est au moins celle-ci"),
  output("exact", "", "Whether the size is proved least", "Si la taille est prouvée minimale"),
  output(
    "singleNode",
    "money",
    "Least write-off when one node alone is hit; -1 where that is not enough",
    "Plus petite perte d’un seul nœud suffisante ; -1 si elle ne suffit pas",
  ),
  output("nearTies", "money", "Other shocks within 1 %", "Autres chocs à moins de 1 %"),
];

export const reverseStressModel: Model = {
  id: "reverse-stress",
  question: {
    en: "What is the least that must go wrong for a firm to fail?",
    fr: "Quel est le moins qui doive mal tourner pour qu’une société fasse défaut ?",
  },
  orientation: ORIENTATION.owes,
  inputs: INPUTS,
  outputs: OUTPUTS,
  source: "Eisenberg and Noe 2001; Breuer, Jandacka, Rheinberger and Summer 2009; Glasserman and Young 2015",
  page: "docs/models/reverse-stress.md",
  run: runReverseStress,
};

function runReverseStress(input: ModelInput): Plain {
  const { fields, detail } = input;
  const graph = needed(input.network);
  const outcome = reverseStress(graph, {
    externalAssets: fields.externalAssets as readonly number[],
    target: (fields.target as number | undefined) ?? null,
    ...given(fields, ["externalLiabilities", "unpaid", "shockable", "norm"]),
  });
  const { shock, nearTies, singleNode, ...values } = outcome.values;
  const inForce = { target: fields.target ?? null, unpaid: fields.unpaid ?? null, norm: fields.norm ?? "l1" };
  const full = { ...values, shock: shock && [...shock], singleNode, nearTies: nearTies.map((tie) => [...tie]) };
  const summary = { ...values, shock: shock && largestOf(graph, shock, "writtenOff"), nearTies: nearTies.length };
  return envelope({ id: "reverse-stress", inputs: INPUTS }, input, inForce, { ...outcome, values: detail === "full" ? full : summary });
}
