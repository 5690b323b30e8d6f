import { concentration } from "../measure/concentration.ts";
import { toResult } from "../network/result.ts";
import { sha256 } from "../num/sha256.ts";
import { output } from "./fields.ts";
import type { Field, Model, ModelInput, Output } from "./model.ts";
import type { Plain } from "./plain.ts";

const INPUTS: readonly Field[] = [
  {
    name: "shares",
    kind: "numbers",
    required: true,
    fallback: null,
    unit: "money",
    description: {
      en: "What each holder holds, in any unit; shares are formed from it",
      fr: "Ce que détient chacun, dans une unité quelconque ; les parts en sont déduites",
    },
  },
];

const OUTPUTS: readonly Output[] = [
  output("hhi", "share", "Herfindahl-Hirschman index, 0 to 1", "Indice de Herfindahl-Hirschman, de 0 à 1"),
  output("hhiPoints", "", "The index in points: 10000 x hhi", "L’indice en points : 10 000 x hhi"),
  output("normalised", "share", "0 when all hold the same, 1 when one holds all", "0 si tous détiennent autant, 1 si un seul détient tout"),
  output("effective", "", "Equal holders with the same hhi", "Nombre de détenteurs égaux de même indice"),
  output("cr1", "share", "Part of the largest", "Part du plus gros"),
  output("cr4", "share", "Part of the four largest", "Part des quatre plus gros"),
  output("entropy", "", "Shannon entropy in nats", "Entropie de Shannon en nats"),
  output("effectiveShannon", "", "Equal holders with the same entropy", "Nombre de détenteurs égaux de même entropie"),
  output("n", "", "Number of holders", "Nombre de détenteurs"),
  output("total", "money", "What all hold together", "Ce que tous détiennent ensemble"),
];

export const concentrationModel: Model = {
  id: "concentration",
  question: { en: "How few hands hold how much?", fr: "Entre combien de mains, et avec quel poids ?" },
  orientation: { en: "A list of amounts; it has no direction.", fr: "Une liste de montants, sans direction." },
  inputs: INPUTS,
  outputs: OUTPUTS,
  source: "Herfindahl 1950; Hirschman 1964",
  page: "docs/models/concentration.md",
  run: runConcentration,
};

function runConcentration({ fields }: ModelInput): Plain {
  const shares = fields.shares as readonly number[];
  const { largest, ...values } = concentration(shares, { largest: [1, 4] });
  const digest = sha256(JSON.stringify([...shares].sort((a, b) => a - b)));
  const [first, four] = largest;
  return toResult(
    "concentration",
    { digest, unit: "units" },
    { largest: [1, 4] },
    { values: { ...values, cr1: first.share, cr4: four.share } },
  );
}
