import { toResult } from "../network/result.ts";
import { sha256 } from "../num/sha256.ts";
import { unwinding, type UnwindingParams } from "../simulate/unwinding.ts";
import { output, parameter } from "./fields.ts";
import type { Field, Model, ModelInput, Output } from "./model.ts";
import { given, type Plain } from "./plain.ts";

function records(name: string, required: boolean, en: string, fr: string): Field {
  return { name, kind: "records", required, fallback: null, unit: "money", description: { en, fr } };
}

const INPUTS: readonly Field[] = [
  records(
    "positions",
    true,
    "Ties to undo: holder, issuer, size, form (shares or contract), waits, after, penaltyFixed, penaltyShare, runsOff, participation, swap, discount, saleQuarters",
    "Liens à dénouer : holder, issuer, size, form (shares ou contract), waits, after, penaltyFixed, penaltyShare, runsOff, participation, swap, discount, saleQuarters",
  ),
  records(
    "markets",
    false,
    "Market of each issuer that is traded: issuer, dailyVolume (null = no limit), volatility of a day",
    "Marché de chaque émetteur coté : issuer, dailyVolume (null = sans limite), volatility d’un jour",
  ),
  records(
    "kept",
    false,
    "Stakes that are not for sale and fall with the sales of others: holder, issuer, size",
    "Participations qui ne sont pas à vendre et baissent avec les ventes des autres : holder, issuer, size",
  ),
  parameter(
    "impact",
    1,
    "eta: impact of selling a day’s volume, in daily volatilities",
    "eta : effet de la vente du volume d’un jour, en volatilités d’un jour",
    {
      min: 0,
      max: Number.MAX_VALUE,
    },
  ),
  parameter("lasting", 0.314, "gamma: the part that stays, for a day’s volume", "gamma : la part qui reste, pour le volume d’un jour", {
    min: 0,
    max: Number.MAX_VALUE,
  }),
  {
    name: "quarters",
    kind: "count",
    required: false,
    fallback: null,
    unit: "",
    description: { en: "Most quarters allowed; chosen where left out", fr: "Trimestres permis au plus ; choisis par défaut" },
  },
];

const OUTPUTS: readonly Output[] = [
  output("leastTime", "", "Quarters that it takes at least, exact", "Trimestres qu’il faut au moins, exact"),
  output(
    "earliest",
    "",
    "Quarter in which each position can be out at the soonest",
    "Trimestre où chaque position peut être sortie au plus tôt",
  ),
  output(
    "criticalChain",
    "",
    "What sets the least time: position, wait, quarters",
    "Ce qui fixe le temps minimal : position, attente, trimestres",
  ),
  output("cancelled", "money", "Mutual stakes that cancel, with the quarter", "Participations réciproques annulées, avec le trimestre"),
  output("frontier", "money", "Least loss for ten times, with bounds", "Plus petite perte pour dix durées, avec ses bornes"),
  output(
    "fastest",
    "money",
    "The cheapest plan in the least time: loss by kind and by holder, order, what remains",
    "Le plan le moins cher dans le temps minimal : perte par nature et par porteur, ordre, ce qui reste",
  ),
  output("cheapest", "money", "The cheapest plan in the longest time allowed", "Le plan le moins cher dans la plus longue durée permise"),
];

export const unwindingModel: Model = {
  id: "unwinding",
  question: {
    en: "How long and how costly is it to undo ties, in which order, and who bears the loss?",
    fr: "Combien de temps et combien d’argent pour dénouer des liens, dans quel ordre, et qui porte la perte ?",
  },
  orientation: {
    en: "A position of A on B: A leaves, B is the issuer or the counterparty.",
    fr: "Une position de A sur B : A sort, B est l’émetteur ou la contrepartie.",
  },
  inputs: INPUTS,
  outputs: OUTPUTS,
  source: "Almgren and Chriss 2001; Almgren, Thum, Hauptmann and Li 2005; Kahn 1962",
  page: "docs/models/unwinding.md",
  run: runUnwinding,
};

function runUnwinding({ fields }: ModelInput): Plain {
  const params = { positions: [], ...given(fields, ["positions", "markets", "kept", "impact", "lasting", "quarters"]) } as UnwindingParams;
  const outcome = unwinding(params);
  const digest = sha256(JSON.stringify({ positions: params.positions, markets: params.markets ?? [], kept: params.kept ?? [] }));
  const inForce = { impact: params.impact ?? 1, lasting: params.lasting ?? 0.314, quarters: params.quarters ?? null };
  return toResult("unwinding", { digest, unit: "units" }, inForce, { ...outcome, values: { ...outcome.values } });
}
