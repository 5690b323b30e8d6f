/**
 * The list of models: what each asks, which way its edges point, what goes in and comes out, where it is from. The command line, the docs
 * and forms read it; to add a model is to add one file in models/, one line here, its kernel, its test and its page.
 */
import { KeiretsuError } from "./assert.ts";
import { circuitsModel } from "./models/circuits.ts";
import { maxCirculationModel } from "./models/max-circulation.ts";
import { hodgeModel } from "./models/hodge.ts";
import { provenanceModel } from "./models/provenance.ts";
import { finnCyclingModel } from "./models/finn-cycling.ts";
import { concentrationModel } from "./models/concentration.ts";
import { eisenbergNoeModel } from "./models/eisenberg-noe.ts";
import { eisenbergNoeSeniorityModel } from "./models/eisenberg-noe-seniority.ts";
import { rogersVeraartModel } from "./models/rogers-veraart.ts";
import { nevaModel } from "./models/neva.ts";
import { debtRankModel } from "./models/debtrank.ts";
import { debtRankPerNodeModel } from "./models/debtrank-per-node.ts";
import { thresholdCascadeModel } from "./models/threshold-cascade.ts";
import { optionalityModel } from "./models/optionality.ts";
import { ownershipModel } from "./models/ownership.ts";
import { elliottGolubJacksonModel } from "./models/elliott-golub-jackson.ts";
import { esriModel } from "./models/esri.ts";
import { leontiefGhoshModel } from "./models/leontief-ghosh.ts";
import { hypotheticalExtractionModel } from "./models/hypothetical-extraction.ts";
import { reverseStressModel } from "./models/reverse-stress.ts";
import { sfcLpModel } from "./models/sfc-lp.ts";
import { sfcPcModel } from "./models/sfc-pc.ts";
import { sfcSimModel } from "./models/sfc-sim.ts";
import { philoxModel } from "./models/philox4x32-10.ts";
import { sobolIndicesModel } from "./models/sobol-indices.ts";
import { tailStatisticsModel } from "./models/tail-statistics.ts";
import { unwindingModel } from "./models/unwinding.ts";
import { vendorLoopModel } from "./models/vendor-loop.ts";
import { claimLayersModel } from "./models/claim-layers.ts";
import { likenessModel } from "./models/likeness.ts";
import { roleConflictModel } from "./models/role-conflict.ts";
import { fullyDilutedModel } from "./models/fully-diluted.ts";
import { mochiaiModel } from "./models/mochiai.ts";
import type { Model } from "./models/model.ts";
import { type Result, toResult } from "./network/result.ts";
import { sha256 } from "./num/sha256.ts";

export const models: readonly Model[] = [
  circuitsModel,
  maxCirculationModel,
  hodgeModel,
  provenanceModel,
  finnCyclingModel,
  concentrationModel,
  eisenbergNoeModel,
  eisenbergNoeSeniorityModel,
  rogersVeraartModel,
  nevaModel,
  debtRankModel,
  debtRankPerNodeModel,
  thresholdCascadeModel,
  ownershipModel,
  mochiaiModel,
  fullyDilutedModel,
  elliottGolubJacksonModel,
  optionalityModel,
  esriModel,
  leontiefGhoshModel,
  hypotheticalExtractionModel,
  reverseStressModel,
  unwindingModel,
  vendorLoopModel,
  sfcSimModel,
  sfcPcModel,
  sfcLpModel,
  tailStatisticsModel,
  sobolIndicesModel,
  philoxModel,
  roleConflictModel,
  likenessModel,
  claimLayersModel,
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
