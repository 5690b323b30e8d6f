import { ownership } from "../measure/ownership.ts";
import { NODES, ORIENTATION, output } from "./fields.ts";
import type { Field, Model, ModelInput, Output } from "./model.ts";
import { envelope, given, LISTED, nameOf, needed, type Plain } from "./plain.ts";

const INPUTS: readonly Field[] = [
  NODES,
  {
    name: "ownership",
    kind: "edges",
    required: true,
    fallback: null,
    unit: "share",
    lens: "owns",
    columns: [],
    description: { en: "[i, j, share]: i owns this share of j, 0 to 1", fr: "[i, j, part] : i possède cette part de j, de 0 à 1" },
  },
  {
    name: "values",
    kind: "numbers",
    required: false,
    fallback: null,
    unit: "money",
    perNode: true,
    description: {
      en: "Value of each firm; without it there is no network control",
      fr: "Valeur de chaque société ; sans elle, pas de contrôle en réseau",
    },
  },
  {
    name: "threshold",
    kind: "number",
    required: false,
    fallback: 0.5,
    unit: "share",
    min: 0.5,
    max: 1,
    description: { en: "Share above which one holder controls", fr: "Part au-delà de laquelle un seul détenteur contrôle" },
  },
  {
    name: "taus",
    kind: "numbers",
    required: false,
    fallback: [0.5],
    unit: "share",
    description: { en: "Shares above which a group controls a firm", fr: "Parts au-delà desquelles un groupe contrôle une société" },
  },
];

const OUTPUTS: readonly Output[] = [
  output("integrated", "share", "[holder, firm, share] along all chains", "[détenteur, société, part] par toutes les chaînes"),
  output(
    "corrected",
    "share",
    "The same along chains that never return to the holder",
    "De même par les chaînes qui ne repassent pas par le détenteur",
  ),
  output("selfReturn", "share", "Share of each in itself through loops", "Part de chacun dans lui-même par les boucles"),
  output(
    "networkControl",
    "money",
    "Value controlled by each: linear, threshold and relative weights",
    "Valeur contrôlée par chacun : poids linéaires, à seuil, relatifs",
  ),
  output(
    "transitiveControl",
    "",
    "Firms under strict majority control, for each tau",
    "Sociétés contrôlées à la majorité stricte, pour chaque tau",
  ),
];

export const ownershipModel: Model = {
  id: "ownership",
  question: {
    en: "Who owns and controls whom through chains and loops of holdings?",
    fr: "Qui possède et contrôle qui, à travers chaînes et boucles de participations ?",
  },
  orientation: ORIENTATION.owns,
  inputs: INPUTS,
  outputs: OUTPUTS,
  source: "Brioschi, Buzzacchi and Colombo 1989; Chapelle and Szafarz 2005; Vitali, Glattfelder and Battiston 2011",
  page: "docs/models/ownership.md",
  run: runOwnership,
};

function runOwnership(input: ModelInput): Plain {
  const { fields, detail } = input;
  const graph = needed(input.network);
  const outcome = ownership(graph, given(fields, ["values", "threshold", "taus"]));
  const { owners: _all, ...values } = outcome.values;
  const inForce = { threshold: fields.threshold ?? 0.5, taus: fields.taus ?? [0.5] };
  if (detail === "full") return envelope({ id: "ownership", inputs: INPUTS }, input, inForce, { ...outcome, values });
  const named = (rows: readonly (readonly [number, number, number])[]): readonly unknown[] =>
    [...rows]
      .sort((a, b) => b[2] - a[2] || a[0] - b[0] || a[1] - b[1])
      .slice(0, LISTED)
      .map(([i, j, share]) => ({ holder: nameOf(graph, i), firm: nameOf(graph, j), share }));
  const controls = values.transitiveControl.map(({ tau, controls: lists }) => ({
    tau,
    controls: lists.flatMap((list, i) => (list.length > 0 ? [{ holder: nameOf(graph, i), firms: list.map((j) => nameOf(graph, j)) }] : [])),
  }));
  const summary = { integrated: named(values.integrated), corrected: named(values.corrected), transitiveControl: controls };
  return envelope({ id: "ownership", inputs: INPUTS }, input, inForce, { ...outcome, values: summary });
}
