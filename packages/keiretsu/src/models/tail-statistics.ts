import { tailStatistics } from "../measure/tail-statistics.ts";
import { toResult } from "../network/result.ts";
import { sha256 } from "../num/sha256.ts";
import { output, parameter } from "./fields.ts";
import type { Field, Model, ModelInput, Output } from "./model.ts";
import { given, type Plain } from "./plain.ts";

const INPUTS: readonly Field[] = [
  {
    name: "losses",
    kind: "numbers",
    required: true,
    fallback: null,
    unit: "money",
    min: -Number.MAX_VALUE,
    description: { en: "Losses, one a draw; a gain is negative", fr: "Pertes, une par tirage ; un gain est négatif" },
  },
  parameter("level", null, "Level of the quantile, 0 to 1", "Niveau du quantile, de 0 à 1", {
    required: true,
    unit: "share",
    min: 0,
    max: 1,
  }),
  parameter("confidence", 0.95, "Confidence of the intervals", "Confiance des intervalles", { unit: "share", min: 0, max: 1 }),
  parameter("samples", 1000, "Bootstrap samples", "Échantillons bootstrap", { kind: "count", min: 1, max: 1_000_000 }),
  parameter("seed", 1, "Seed of the bootstrap", "Graine du bootstrap", { kind: "count" }),
];

const OUTPUTS: readonly Output[] = [
  output("n", "", "Number of draws", "Nombre de tirages"),
  output("VaR", "money", "Value at risk: the loss of rank ceil(level n)", "Valeur en risque : la perte de rang ⌈niveau × n⌉"),
  output(
    "ES",
    "money",
    "Expected shortfall; null for a tail of fewer than ten draws",
    "Perte moyenne au-delà ; null pour une queue de moins de dix tirages",
  ),
  output("quantileIntervalRanks", "", "Ranks that bracket the quantile", "Rangs qui encadrent le quantile"),
  output("quantileInterval", "money", "The losses of these ranks", "Les pertes de ces rangs"),
  output("shortfallInterval", "money", "Bootstrap interval of the expected shortfall", "Intervalle bootstrap de la perte moyenne au-delà"),
];

export const tailStatisticsModel: Model = {
  id: "tail-statistics",
  question: {
    en: "How bad is a bad outcome, and how sure can we be of it?",
    fr: "À quel point une mauvaise issue est-elle mauvaise, et avec quelle certitude ?",
  },
  orientation: { en: "A list of losses; a gain is negative.", fr: "Une liste de pertes ; un gain est négatif." },
  inputs: INPUTS,
  outputs: OUTPUTS,
  source: "Acerbi and Tasche 2002; David and Nagaraja 2003; Efron 1979",
  page: "docs/models/tail-statistics.md",
  run: runTailStatistics,
};

function runTailStatistics({ fields }: ModelInput): Plain {
  const losses = fields.losses as readonly number[];
  const params = { level: fields.level as number, ...given(fields, ["confidence", "samples", "seed"]) };
  const outcome = tailStatistics(losses, params);
  const digest = sha256(JSON.stringify([...losses].sort((a, b) => a - b)));
  const inForce = { confidence: 0.95, samples: 1000, seed: 1, ...params };
  return toResult("tail-statistics", { digest, unit: "units" }, inForce, { ...outcome, values: { ...outcome.values } });
}
