import { optionality } from "../measure/optionality.ts";
import { toResult } from "../network/result.ts";
import { sha256 } from "../num/sha256.ts";
import { output, parameter } from "./fields.ts";
import type { Field, Model, ModelInput, Output } from "./model.ts";
import { given, type Plain } from "./plain.ts";

function bySupplier(name: string, required: boolean, en: string, fr: string): Field {
  return { name, kind: "numbers", required, fallback: null, unit: "money", description: { en, fr } };
}

const INPUTS: readonly Field[] = [
  bySupplier("supply", true, "What each supplier delivers a quarter", "Ce que chaque fournisseur livre par trimestre"),
  {
    name: "spare",
    kind: "matrix",
    required: false,
    fallback: null,
    unit: "money",
    description: {
      en: "One row a supplier: what it could deliver on top in each quarter after a loss; unknown where left out",
      fr: "Une ligne par fournisseur : ce qu’il pourrait livrer en plus chaque trimestre après une perte ; inconnu par défaut",
    },
  },
  parameter("margin", 1, "What a missing unit costs", "Ce que coûte une unité manquante", { min: 0, max: Number.MAX_VALUE }),
  bySupplier("switchingCost", false, "Paid once when this supplier is lost", "Payé une fois quand ce fournisseur est perdu"),
  bySupplier("penalty", false, "What stays due to a supplier that is left", "Ce qui reste dû à un fournisseur quitté"),
];

const OUTPUTS: readonly Output[] = [
  output("effectiveSuppliers", "", "Equal suppliers with the same concentration", "Nombre de fournisseurs égaux de même concentration"),
  output("worstSingleLoss", "share", "Share of the largest supplier", "Part du plus gros fournisseur"),
  output(
    "losses",
    "money",
    "For each supplier: share, shortfall by quarter, cost, quarters until the others cover it",
    "Pour chaque fournisseur : part, manque par trimestre, coût, trimestres avant que les autres le couvrent",
  ),
  output(
    "replaceableShare",
    "share",
    "Share of the supply that others could replace, by quarter",
    "Part de l’approvisionnement que d’autres pourraient remplacer, par trimestre",
  ),
];

export const optionalityModel: Model = {
  id: "optionality",
  question: {
    en: "If one supplier is lost, what does it cost, and how long until the others cover the need?",
    fr: "Si un fournisseur est perdu, qu’en coûte-t-il, et combien de temps avant que les autres couvrent le besoin ?",
  },
  orientation: { en: "Suppliers of one input to one buyer.", fr: "Les fournisseurs d’un intrant pour un acheteur." },
  inputs: INPUTS,
  outputs: OUTPUTS,
  source: "Herfindahl 1950; Sheffi and Rice 2005",
  page: "docs/models/optionality.md",
  run: runOptionality,
};

function runOptionality({ fields }: ModelInput): Plain {
  const supply = fields.supply as readonly number[];
  const more = given(fields, ["spare", "margin", "switchingCost", "penalty"]);
  const outcome = optionality({ supply, ...more });
  const digest = sha256(JSON.stringify({ supply, spare: null, switchingCost: null, penalty: null, ...more }));
  return toResult("optionality", { digest, unit: "units" }, { margin: fields.margin ?? 1 }, { ...outcome, values: { ...outcome.values } });
}
