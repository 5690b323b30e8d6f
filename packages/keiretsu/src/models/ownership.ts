import { bowTie, PARTS } from "../measure/bow-tie.ts";
import { SWEEP } from "../measure/control.ts";
import { ownership } from "../measure/ownership.ts";
import { valueHeld } from "../measure/value-held.ts";
import { EXCESS, HOLDINGS, NODES, ORIENTATION, output, parameter } from "./fields.ts";
import type { Field, Model, ModelInput, Output } from "./model.ts";
import { envelope, given, largestOf, LISTED, nameOf, needed, type Plain } from "./plain.ts";

const INPUTS: readonly Field[] = [
  NODES,
  HOLDINGS,
  {
    ...HOLDINGS,
    name: "voting",
    required: false,
    description: {
      en: "[i, j, share]: i has this share of the votes of j, where votes differ from shares",
      fr: "[i, j, part] : i a cette part des voix de j, si les voix diffèrent des parts",
    },
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
    fallback: SWEEP,
    unit: "share",
    description: { en: "Shares above which a group controls a firm", fr: "Parts au-delà desquelles un groupe contrôle une société" },
  },
  parameter(
    "deFactoAbove",
    0.2,
    "Share above which the largest bloc controls in fact",
    "Part au-delà de laquelle le plus gros bloc contrôle de fait",
    {
      unit: "share",
      min: 0,
      max: 0.5,
    },
  ),
  {
    name: "owners",
    kind: "nodes",
    required: false,
    fallback: null,
    unit: "nodes",
    description: {
      en: "Holders to answer for; all of them up to 5000 nodes",
      fr: "Détenteurs sur lesquels répondre ; tous jusqu’à 5000 nœuds",
    },
  },
  EXCESS,
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
  output(
    "deFactoControl",
    "share",
    "Firms under control in fact of each: votes commanded, rule, whether certain",
    "Sociétés contrôlées de fait par chacun : voix commandées, règle, certitude",
  ),
  output(
    "wedge",
    "share",
    "[holder, firm, share of money, share of votes commanded, their difference], where votes are given",
    "[détenteur, société, part de l’argent, part des voix commandées, leur différence], si les voix sont données",
  ),
  output(
    "bowTie",
    "nodes",
    "Nodes in the core, before it, after it, hanging on them, apart",
    "Nœuds dans le cœur, en amont, en aval, en suspens, à part",
  ),
  output(
    "valueHeld",
    "money",
    "Value held through all chains by each, in a network too large to list shares; each firm is worth 1 where no values are given",
    "Valeur détenue par toutes les chaînes, pour un réseau trop grand pour lister les parts ; chaque société vaut 1 sans valeurs données",
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

/** Above this many nodes shares are not listed pair by pair unless owners are named. */
const MOST_PAIRED = 5000;

function runOwnership(input: ModelInput): Plain {
  const { fields, detail } = input;
  const graph = needed(input.network);
  if (graph.n > MOST_PAIRED && !fields.owners) return runLarge(input);
  const voting = input.networks?.voting?.[0];
  const params = given(fields, ["values", "threshold", "taus", "deFactoAbove", "owners", "excess"]);
  const outcome = ownership(graph, { ...params, ...(voting === undefined ? {} : { voting }) });
  const { owners, bowTie: tie, wedge, deFactoControl, ...values } = outcome.values;
  const inForce = {
    threshold: fields.threshold ?? 0.5,
    taus: fields.taus ?? SWEEP,
    deFactoAbove: fields.deFactoAbove ?? 0.2,
    owners: fields.owners ?? null,
    excess: fields.excess ?? "refuse",
  };
  const model = { id: "ownership", inputs: INPUTS };
  if (detail === "full") {
    const parts = Array.from(tie.part, (k) => PARTS[k]);
    const more = { deFactoControl, ...(wedge === null ? {} : { wedge }), bowTie: { counts: tie.counts, parts } };
    return envelope(model, input, inForce, { ...outcome, values: { ...values, ...more } });
  }
  const named = (rows: readonly (readonly [number, number, number])[]): readonly unknown[] =>
    [...rows]
      .sort((a, b) => b[2] - a[2] || a[0] - b[0] || a[1] - b[1])
      .slice(0, LISTED)
      .map(([i, j, share]) => ({ holder: nameOf(graph, i), firm: nameOf(graph, j), share }));
  const controls = values.transitiveControl.map(({ tau, controls: lists }) => ({
    tau,
    controls: lists.flatMap((list, k) =>
      list.length > 0 ? [{ holder: nameOf(graph, owners[k]), firms: list.map((j) => nameOf(graph, j)) }] : [],
    ),
  }));
  const inFact = deFactoControl.flatMap((list, k) =>
    list.map(({ firm, ...rest }) => ({ holder: nameOf(graph, owners[k]), firm: nameOf(graph, firm), ...rest })),
  );
  const summary = {
    integrated: named(values.integrated),
    corrected: named(values.corrected),
    transitiveControl: controls,
    deFactoControl: inFact.slice(0, LISTED),
    bowTie: { counts: tie.counts },
  };
  return envelope(model, input, inForce, { ...outcome, values: summary });
}

/** Every holder at once by one solve, without a list of pairs. */
function runLarge(input: ModelInput): Plain {
  const { fields } = input;
  const graph = needed(input.network);
  const values = (fields.values as readonly number[] | undefined) ?? new Float64Array(graph.n).fill(1);
  const outcome = valueHeld(graph, { values, ...given(fields, ["excess"]) });
  const summary = {
    valueHeld: {
      plain: largestOf(graph, outcome.values.plain, "value"),
      corrected: largestOf(
        graph,
        outcome.values.corrected.map((x) => (Number.isNaN(x) ? 0 : x)),
        "value",
      ),
      undetermined: outcome.values.undetermined,
      ownerless: outcome.values.ownerless.length,
    },
    bowTie: { counts: bowTie(graph).counts },
  };
  const inForce = { excess: fields.excess ?? "refuse", values: fields.values ? "given" : "1 a firm" };
  return envelope({ id: "ownership", inputs: INPUTS }, input, inForce, { ...outcome, values: summary });
}
