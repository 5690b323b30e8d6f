import { KeiretsuError } from "../assert.ts";
import { likeness, type Value } from "../measure/likeness.ts";
import { toResult } from "../network/result.ts";
import { sha256 } from "../num/sha256.ts";
import { output } from "./fields.ts";
import type { Field, Model, ModelInput, Output } from "./model.ts";
import { given, type Plain } from "./plain.ts";

function matrix(name: string, required: boolean, en: string, fr: string): Field {
  return { name, kind: "matrix", required, fallback: null, unit: "", description: { en, fr } };
}

const INPUTS: readonly Field[] = [
  matrix(
    "low",
    true,
    "A row a group, a column a dimension: values at their low ends",
    "Un groupe par ligne, une dimension par colonne : au plus bas",
  ),
  matrix("high", false, "The same at their high ends; as low where left out", "De même au plus haut ; égal au plus bas par défaut"),
  matrix(
    "known",
    false,
    "1 where a value is known, 0 where it is not; all where left out",
    "1 si la valeur est connue, 0 sinon ; toutes par défaut",
  ),
  {
    name: "scale",
    kind: "numbers",
    required: false,
    fallback: null,
    unit: "",
    description: {
      en: "Range of each dimension, in place of its standard deviation",
      fr: "Étendue de chaque dimension, au lieu de son écart-type",
    },
  },
];

const OUTPUTS: readonly Output[] = [
  output("spread", "", "Standard deviation of each dimension; null without one", "Écart-type de chaque dimension ; null s’il n’y en a pas"),
  output(
    "distances",
    "",
    "[group, group, least, greatest, dimensions in common]",
    "[groupe, groupe, au moins, au plus, dimensions communes]",
  ),
  output(
    "nearest",
    "nodes",
    "The nearest other group of each; null without one",
    "Le groupe le plus proche de chacun ; null s’il n’y en a pas",
  ),
];

export const likenessModel: Model = {
  id: "likeness",
  question: {
    en: "Which known group is a network most like, over several named dimensions?",
    fr: "À quel groupe connu un réseau ressemble-t-il le plus, sur plusieurs dimensions nommées ?",
  },
  orientation: {
    en: "A table of groups and dimensions; it has no direction.",
    fr: "Un tableau de groupes et de dimensions, sans direction.",
  },
  inputs: INPUTS,
  outputs: OUTPUTS,
  source: "Mahalanobis 1936, with a diagonal matrix",
  page: "docs/models/likeness.md",
  run: runLikeness,
};

type Rows = readonly (readonly number[])[];

function runLikeness({ fields }: ModelInput): Plain {
  const low = fields.low as Rows;
  const high = (fields.high as Rows | null | undefined) ?? low;
  const known = fields.known as Rows | null | undefined;
  for (const [name, rows] of [
    ["high", high],
    ["known", known ?? low],
  ] as const)
    if (rows.length !== low.length || rows.some((row, g) => row.length !== low[g].length))
      throw new KeiretsuError("bad-matrix", `${name} has not the rows and columns of low`);
  const groups = low.map((row, g) => row.map((x, d): Value | null => (known && known[g][d] === 0 ? null : { low: x, high: high[g][d] })));
  const { spread, distances, nearest } = likeness(groups, given(fields, ["scale"]));
  const pairs = distances.flatMap((row, g) =>
    row.flatMap((found, h) => (g < h && found !== null ? [[g, h, found.low, found.high, found.shared.length]] : [])),
  );
  return toResult(
    "likeness",
    { digest: sha256(JSON.stringify(groups)), unit: "units" },
    {},
    { values: { spread, distances: pairs, nearest } },
  );
}
