import { finnCycling } from "../trace/finn-cycling.ts";
import { FLOWS, NODES, ORIENTATION, OUTSIDE_IN, OUTSIDE_OUT, output } from "./fields.ts";
import type { Field, Model, ModelInput, Output } from "./model.ts";
import { envelope, given, needed, type Plain } from "./plain.ts";

const INPUTS: readonly Field[] = [
  NODES,
  FLOWS,
  OUTSIDE_IN,
  OUTSIDE_OUT,
  {
    name: "denseLimit",
    kind: "count",
    required: false,
    fallback: 1000,
    unit: "nodes",
    max: 5000,
    description: {
      en: "Largest loop component solved exactly; larger ones are estimated from random walks",
      fr: "Plus grande composante de boucles résolue exactement ; au-delà, estimation par marches aléatoires",
    },
  },
  {
    name: "walks",
    kind: "count",
    required: false,
    fallback: 100_000,
    unit: "",
    min: 1,
    description: { en: "Random walks of the estimate", fr: "Nombre de marches aléatoires de l’estimation" },
  },
  {
    name: "seed",
    kind: "count",
    required: false,
    fallback: 1,
    unit: "",
    description: { en: "Seed of the random walks", fr: "Graine des marches aléatoires" },
  },
];

const OUTPUTS: readonly Output[] = [
  output("throughput", "money", "Money through each node", "Argent qui traverse chaque nœud"),
  output("totalThroughflow", "money", "Their sum", "Leur somme"),
  output(
    "cycledShare",
    "share",
    "Share of each node's money that passed it before; null where estimated",
    "Part de l’argent de chaque nœud déjà passée par lui ; null si estimée",
  ),
  output("finnCyclingIndex", "share", "Share of all throughput that is cycled", "Part de l’ensemble des passages qui est recyclée"),
  output("standardError", "share", "Of the index; 0 when exact", "De l’indice ; 0 s’il est exact"),
];

export const finnCyclingModel: Model = {
  id: "finn-cycling",
  question: {
    en: "What share of all throughput has been through the same node before?",
    fr: "Quelle part de tout ce qui passe est déjà passée par le même nœud ?",
  },
  orientation: ORIENTATION.pays,
  inputs: INPUTS,
  outputs: OUTPUTS,
  source: "Finn 1976; Allesina and Ulanowicz 2004",
  page: "docs/models/finn-cycling.md",
  run: runFinnCycling,
};

function runFinnCycling(input: ModelInput): Plain {
  const { fields, detail } = input;
  const graph = needed(input.network);
  const params = given(fields, ["outsideIn", "outsideOut", "denseLimit", "walks", "seed"]);
  const outcome = finnCycling(graph, params);
  const { throughput, totalThroughflow, cycledShare, finnCyclingIndex, standardError } = outcome.values;
  const values =
    detail === "full"
      ? {
          throughput: [...throughput],
          totalThroughflow,
          cycledShare: Array.from(cycledShare, (x) => (Number.isNaN(x) ? null : x)),
          finnCyclingIndex,
          standardError,
        }
      : { totalThroughflow, finnCyclingIndex, standardError };
  const inForce = {
    throughflow: fields.outsideIn === undefined ? "balanced" : "inflow",
    denseLimit: fields.denseLimit ?? 1000,
    walks: fields.walks ?? 100_000,
    seed: fields.seed ?? 1,
  };
  return envelope({ id: "finn-cycling", inputs: INPUTS }, input, inForce, { ...outcome, values });
}
