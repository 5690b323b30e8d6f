/**
 * The list of models: what each asks, which way its edges point, what goes in and comes out, where it is from. The command line, the docs
 * and forms read it; to add a model is to add one entry here, its kernel, its test and its page.
 */
import { KeiretsuError } from "./assert.ts";
import {
  CIRCUIT_FIELDS,
  CONCENTRATION_FIELDS,
  FINN_FIELDS,
  HODGE_FIELDS,
  OBLIGATION_FIELDS,
  OWNERSHIP_FIELDS,
  PROVENANCE_FIELDS,
} from "./models/fields.ts";
import type { Model } from "./models/model.ts";
import { type Result, toResult } from "./network/result.ts";
import { sha256 } from "./num/sha256.ts";
import {
  CIRCUIT_OUTPUTS,
  CONCENTRATION_OUTPUTS,
  FINN_OUTPUTS,
  HODGE_OUTPUTS,
  OWNERSHIP_OUTPUTS,
  PROVENANCE_OUTPUTS,
  SET_OFF_OUTPUTS,
} from "./models/outputs.ts";
import { runCircuits, runConcentration, runFinnCycling, runHodge, runOwnership, runProvenance, runSetOff } from "./models/run.ts";

const PAYS = { en: "An edge from A to B says: A pays B.", fr: "Une arête de A vers B dit : A paie B." };

export const models: readonly Model[] = [
  {
    id: "circuits",
    question: { en: "Which loops does money run through?", fr: "Quelles boucles l’argent parcourt-il ?" },
    orientation: PAYS,
    inputs: CIRCUIT_FIELDS,
    outputs: CIRCUIT_OUTPUTS,
    source: "Johnson 1975; Gupta and Suzumura 2021",
    page: "docs/models/circuits.md",
    run: runCircuits,
  },
  {
    id: "max-circulation",
    question: { en: "How much debt cancels out around loops?", fr: "Combien de dettes s’annulent le long des boucles ?" },
    orientation: { en: "An edge from A to B says: A owes B.", fr: "Une arête de A vers B dit : A doit à B." },
    inputs: OBLIGATION_FIELDS,
    outputs: SET_OFF_OUTPUTS,
    source: "Simic and Milanovic 1992; Fleischman, Dini and Littera 2020; D'Errico and Roukny 2021",
    page: "docs/models/max-circulation.md",
    run: runSetOff,
  },
  {
    id: "hodge",
    question: {
      en: "How much of the money runs downhill from payers to payees, and how much goes round?",
      fr: "Quelle part de l’argent descend des payeurs vers les bénéficiaires, et quelle part tourne en rond ?",
    },
    orientation: PAYS,
    inputs: HODGE_FIELDS,
    outputs: HODGE_OUTPUTS,
    source: "Jiang, Lim, Yao and Ye 2011; Kichikawa, Iyetomi, Iino and Inoue 2019; MacKay, Johnson and Sansom 2020",
    page: "docs/models/hodge.md",
    run: runHodge,
  },
  {
    id: "provenance",
    question: {
      en: "Of what a seller earned, how much was its own money coming home?",
      fr: "Dans ce qu’un vendeur a encaissé, quelle part était son propre argent revenu à lui ?",
    },
    orientation: PAYS,
    inputs: PROVENANCE_FIELDS,
    outputs: PROVENANCE_OUTPUTS,
    source: "Finn 1976; Kemeny and Snell 1960",
    page: "docs/models/provenance.md",
    run: runProvenance,
  },
  {
    id: "finn-cycling",
    question: {
      en: "What share of all throughput has been through the same node before?",
      fr: "Quelle part de tout ce qui passe est déjà passée par le même nœud ?",
    },
    orientation: PAYS,
    inputs: FINN_FIELDS,
    outputs: FINN_OUTPUTS,
    source: "Finn 1976; Allesina and Ulanowicz 2004",
    page: "docs/models/finn-cycling.md",
    run: runFinnCycling,
  },
  {
    id: "concentration",
    question: { en: "How few hands hold how much?", fr: "Entre combien de mains, et avec quel poids ?" },
    orientation: { en: "A list of amounts; it has no direction.", fr: "Une liste de montants, sans direction." },
    inputs: CONCENTRATION_FIELDS,
    outputs: CONCENTRATION_OUTPUTS,
    source: "Herfindahl 1950; Hirschman 1964",
    page: "docs/models/concentration.md",
    run: runConcentration,
  },
  {
    id: "ownership",
    question: {
      en: "Who owns and controls whom through chains and loops of holdings?",
      fr: "Qui possède et contrôle qui, à travers chaînes et boucles de participations ?",
    },
    orientation: { en: "An edge from A to B says: A owns B.", fr: "Une arête de A vers B dit : A possède B." },
    inputs: OWNERSHIP_FIELDS,
    outputs: OWNERSHIP_OUTPUTS,
    source: "Brioschi, Buzzacchi and Colombo 1989; Chapelle and Szafarz 2005; Vitali, Glattfelder and Battiston 2011",
    page: "docs/models/ownership.md",
    run: runOwnership,
  },
];

/** The list as a result, for a program that asks what there is: all that is said of each model, its inputs and its outputs. */
export function modelsResult(): Result<{ readonly models: readonly Omit<Model, "run">[] }> {
  const listed = models.map(({ run: _run, ...rest }) => rest);
  return toResult("models", { digest: sha256(JSON.stringify(listed)), unit: "units" }, {}, { values: { models: listed } });
}

/** The model of this name; throws `unknown-model` with the names there are. */
export function modelOf(id: string): Model {
  const model = models.find((candidate) => candidate.id === id);
  if (!model) throw new KeiretsuError("unknown-model", `no model "${id}", expected one of ${models.map((other) => other.id).join(", ")}`);
  return model;
}
