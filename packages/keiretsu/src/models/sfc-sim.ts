import { KeiretsuError } from "../assert.ts";
import { toResult } from "../network/result.ts";
import { sha256 } from "../num/sha256.ts";
import { balanceSheet, transactionFlows } from "../simulate/books.ts";
import { sfcSim, type SimParams } from "../simulate/sfc-sim.ts";
import { output, parameter } from "./fields.ts";
import type { Field, Model, ModelInput, Output } from "./model.ts";
import type { Plain } from "./plain.ts";
import { CONSUMPTION_FIELDS, GOVERNMENT, listed, PERIOD_OUTPUTS } from "./sfc-fields.ts";

const INPUTS: readonly Field[] = [
  GOVERNMENT,
  ...CONSUMPTION_FIELDS,
  parameter("initialWealth", 0, "Money held at the start", "Monnaie détenue au départ", { unit: "money", min: 0 }),
  parameter(
    "periods",
    null,
    "Number of periods; as many as spendings where left out",
    "Nombre de périodes ; autant que de dépenses par défaut",
    { kind: "count" },
  ),
];

const OUTPUTS: readonly Output[] = [
  ...PERIOD_OUTPUTS,
  output("steadyState", "money", "Where the last spending leads if it stays", "Où mène la dernière dépense si elle dure"),
];

export const sfcSimModel: Model = {
  id: "sfc-sim",
  question: {
    en: "How does spending become income, taxes and saved money?",
    fr: "Comment une dépense devient-elle revenu, impôts et monnaie épargnée ?",
  },
  orientation: {
    en: "Sectors of one economy; every flow is paid by one to another.",
    fr: "Les secteurs d’une économie ; tout flux va de l’un à l’autre.",
  },
  inputs: INPUTS,
  outputs: OUTPUTS,
  source: "Godley and Lavoie 2007, chapter 3",
  page: "docs/models/sfc-sim.md",
  run: runSfcSim,
};

function runSfcSim({ fields }: ModelInput): Plain {
  const { periods, ...given } = Object.fromEntries(
    INPUTS.filter(({ name }) => fields[name] !== undefined).map(({ name }) => [name, fields[name]]),
  );
  const government = given.government as readonly number[];
  if (periods !== undefined && periods !== government.length)
    throw new KeiretsuError("bad-parameter", `periods is ${JSON.stringify(periods)}, expected ${government.length}, one a spending`);
  const params = given;
  const outcome = sfcSim(params as unknown as SimParams);
  const { rows, books, ...more } = outcome.values;
  const values = { ...listed(rows), ...more, flows: transactionFlows(books), balances: balanceSheet(books) };
  return toResult("sfc-sim", { digest: sha256(JSON.stringify(params)), unit: "units" }, params, { ...outcome, values });
}
