import { SWEEP } from "../measure/control.ts";
import { fullyDiluted } from "../measure/fully-diluted.ts";
import { NODES, ORIENTATION, output, perNode } from "./fields.ts";
import type { Field, Model, ModelInput, Output } from "./model.ts";
import { envelope, given, LISTED, nameOf, needed, type Plain } from "./plain.ts";

const INPUTS: readonly Field[] = [
  NODES,
  {
    name: "holdings",
    kind: "edges",
    required: true,
    fallback: null,
    unit: "",
    lens: "owns",
    columns: [],
    description: { en: "[i, j, number]: i owns this number of shares of j", fr: "[i, j, nombre] : i possède ce nombre d’actions de j" },
  },
  perNode(
    "outstanding",
    "Shares outstanding of each firm; 0 for a node that issues none",
    "Actions en circulation de chaque société ; 0 pour un nœud qui n’en émet pas",
    {
      required: true,
      unit: "",
    },
  ),
  {
    name: "instruments",
    kind: "matrix",
    required: true,
    fallback: null,
    unit: "",
    description: {
      en: "[holder, issuer, shares in full, strike, price below which it gives nothing, part vested at least, at most]",
      fr: "[détenteur, émetteur, actions en tout, prix d’exercice, cours en dessous duquel rien n’est dû, part acquise au moins, au plus]",
    },
  },
  {
    name: "prices",
    kind: "matrix",
    required: false,
    fallback: null,
    unit: "money",
    description: {
      en: "[firm, price of a share]; a firm left out has no known price",
      fr: "[société, cours de l’action] ; sans ligne, le cours est inconnu",
    },
  },
  {
    name: "method",
    kind: "choice",
    required: false,
    fallback: "gross",
    unit: "",
    choices: ["gross", "treasury-stock"],
    description: {
      en: "Count every new share, or net what the exercise money buys back",
      fr: "Compter toute action nouvelle, ou déduire ce que l’argent de l’exercice rachète",
    },
  },
  {
    name: "taus",
    kind: "numbers",
    required: false,
    fallback: SWEEP,
    unit: "share",
    description: { en: "Shares above which a group controls a firm", fr: "Parts au-delà desquelles un groupe contrôle une société" },
  },
];

const OUTPUTS: readonly Output[] = [
  output(
    "stakes",
    "share",
    "Each stake today, at least and at most once diluted; new shares over those of today",
    "Chaque participation aujourd’hui, au moins et au plus après dilution ; actions nouvelles rapportées à celles d’aujourd’hui",
  ),
  output(
    "issued",
    "",
    "New shares of each instrument, at least and at most",
    "Actions nouvelles de chaque instrument, au moins et au plus",
  ),
  output(
    "dilution",
    "share",
    "New shares of each issuer over those of today and of the enlarged count",
    "Actions nouvelles de chaque émetteur rapportées à aujourd’hui et au total augmenté",
  ),
  output(
    "control",
    "",
    "Firms controlled today and when all that may becomes shares, for each tau",
    "Sociétés contrôlées aujourd’hui et si tout devient actions, pour chaque tau",
  ),
];

export const fullyDilutedModel: Model = {
  id: "fully-diluted",
  question: {
    en: "Who holds and controls what once warrants, convertibles and options have become shares?",
    fr: "Qui détient et contrôle quoi une fois bons, convertibles et options devenus actions ?",
  },
  orientation: ORIENTATION.owns,
  inputs: INPUTS,
  outputs: OUTPUTS,
  source: "IAS 33; ASC 260",
  page: "docs/models/fully-diluted.md",
  run: runFullyDiluted,
};

function runFullyDiluted(input: ModelInput): Plain {
  const { fields, detail } = input;
  const graph = needed(input.network);
  const rows = fields.instruments as readonly (readonly number[])[];
  const prices: (number | null)[] = Array.from({ length: graph.n }, () => null);
  for (const [firm, price] of (fields.prices as readonly (readonly number[])[] | undefined) ?? []) prices[firm] = price;
  const outcome = fullyDiluted(graph, {
    outstanding: fields.outstanding as readonly number[],
    instruments: rows.map(([holder, issuer, shares, strike, priceAtLeast, low, high]) => ({
      holder,
      issuer,
      shares,
      strike,
      priceAtLeast,
      vested: { low, high },
    })),
    prices,
    ...given(fields, ["method", "taus"]),
  });
  const inForce = { method: fields.method ?? "gross", taus: fields.taus ?? SWEEP };
  const { stakes, issued, dilution, control } = outcome.values;
  const values =
    detail === "full"
      ? { stakes, issued, dilution, control }
      : {
          stakes: stakes
            .slice(0, LISTED)
            .map((stake) => ({ ...stake, holder: nameOf(graph, stake.holder), firm: nameOf(graph, stake.firm) })),
          dilution: dilution.slice(0, LISTED).map((row) => ({ ...row, firm: nameOf(graph, row.firm) })),
        };
  return envelope({ id: "fully-diluted", inputs: INPUTS }, input, inForce, { ...outcome, values });
}
