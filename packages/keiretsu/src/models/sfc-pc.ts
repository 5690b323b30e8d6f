import { toResult } from "../network/result.ts";
import { sha256 } from "../num/sha256.ts";
import { balanceSheet, transactionFlows } from "../simulate/books.ts";
import { sfcPc, type PcParams } from "../simulate/sfc-pc.ts";
import type { Field, Model, ModelInput } from "./model.ts";
import type { Plain } from "./plain.ts";
import { coefficient, CONSUMPTION_FIELDS, GOVERNMENT, listed, PERIOD_OUTPUTS, share } from "./sfc-fields.ts";

const INPUTS: readonly Field[] = [
  GOVERNMENT,
  ...CONSUMPTION_FIELDS,
  share("rate", "Interest of a period on bills", "Intérêt d’une période sur les bons"),
  coefficient("lambda0", "Share of wealth wanted in bills", "Part du patrimoine voulue en bons"),
  coefficient("lambda1", "Its rise with the interest", "Sa hausse avec l’intérêt"),
  coefficient("lambda2", "Its fall with income", "Sa baisse avec le revenu"),
];

export const sfcPcModel: Model = {
  id: "sfc-pc",
  question: {
    en: "Who holds money and who holds bills when bills pay interest?",
    fr: "Qui détient la monnaie et qui les bons quand les bons rapportent un intérêt ?",
  },
  orientation: {
    en: "Sectors of one economy; every flow is paid by one to another.",
    fr: "Les secteurs d’une économie ; tout flux va de l’un à l’autre.",
  },
  inputs: INPUTS,
  outputs: PERIOD_OUTPUTS,
  source: "Godley and Lavoie 2007, chapter 4",
  page: "docs/models/sfc-pc.md",
  run: runSfcPc,
};

function runSfcPc({ fields }: ModelInput): Plain {
  const params = Object.fromEntries(INPUTS.filter(({ name }) => fields[name] !== undefined).map(({ name }) => [name, fields[name]]));
  const outcome = sfcPc(params as unknown as PcParams);
  const { rows, books, ...more } = outcome.values;
  const values = { ...listed(rows), ...more, flows: transactionFlows(books), balances: balanceSheet(books) };
  return toResult("sfc-pc", { digest: sha256(JSON.stringify(params)), unit: "units" }, params, { ...outcome, values });
}
