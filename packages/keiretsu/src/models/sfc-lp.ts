import { toResult } from "../network/result.ts";
import { sha256 } from "../num/sha256.ts";
import { balanceSheet, transactionFlows } from "../simulate/books.ts";
import { sfcLp, type LpParams } from "../simulate/sfc-lp.ts";
import type { Field, Model, ModelInput } from "./model.ts";
import type { Plain } from "./plain.ts";
import { CONSUMPTION_FIELDS, GOVERNMENT, listed, PERIOD_OUTPUTS, share } from "./sfc-fields.ts";

function vector(name: string, en: string, fr: string): Field {
  return { name, kind: "numbers", required: true, fallback: null, unit: "", description: { en, fr } };
}

const INPUTS: readonly Field[] = [
  GOVERNMENT,
  ...CONSUMPTION_FIELDS,
  share("rate", "Interest of a period on bills", "Intérêt d’une période sur les bons"),
  share("chi", "How far expected prices enter", "Poids des prix attendus"),
  vector("bondPrice", "Price of a bond in each period", "Prix d’une obligation à chaque période"),
  vector("expectedBondPrice", "The price that is expected", "Le prix attendu"),
  vector("bills", "Demand for bills: l20, l22, l23, l24", "Demande de bons : l20, l22, l23, l24"),
  vector("bonds", "Demand for bonds: l30, l32, l33, l34", "Demande d’obligations : l30, l32, l33, l34"),
];

export const sfcLpModel: Model = {
  id: "sfc-lp",
  question: {
    en: "What do bonds whose price moves do to wealth and income?",
    fr: "Que font au patrimoine et au revenu des obligations dont le prix varie ?",
  },
  orientation: {
    en: "Sectors of one economy; every flow is paid by one to another.",
    fr: "Les secteurs d’une économie ; tout flux va de l’un à l’autre.",
  },
  inputs: INPUTS,
  outputs: PERIOD_OUTPUTS,
  source: "Godley and Lavoie 2007, chapter 5",
  page: "docs/models/sfc-lp.md",
  run: runSfcLp,
};

function runSfcLp({ fields }: ModelInput): Plain {
  const params = Object.fromEntries(INPUTS.filter(({ name }) => fields[name] !== undefined).map(({ name }) => [name, fields[name]]));
  const outcome = sfcLp(params as unknown as LpParams);
  const { rows, books, ...more } = outcome.values;
  const values = { ...listed(rows), ...more, flows: transactionFlows(books), balances: balanceSheet(books) };
  return toResult("sfc-lp", { digest: sha256(JSON.stringify(params)), unit: "units" }, params, { ...outcome, values });
}
