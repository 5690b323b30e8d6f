import { esriShocks } from "../contagion/esri.ts";
import { type EsriAll, esriAllFirms } from "../contagion/esri-all-firms.ts";
import type { EconomyParams } from "../contagion/supply/supply-economy.ts";
import type { Network } from "../network/network.ts";
import type { Outcome, Warning } from "../network/result.ts";
import { NODES, ORIENTATION, output, parameter, perNode, SUPPLY } from "./fields.ts";
import { largestSellers } from "./largest-sellers.ts";
import type { Field, FieldValues, Model, ModelInput, Output } from "./model.ts";
import { envelope, given, LISTED, nameOf, needed, type Plain } from "./plain.ts";

const INPUTS: readonly Field[] = [
  NODES,
  SUPPLY,
  {
    name: "industry",
    kind: "labels",
    required: false,
    fallback: null,
    unit: "",
    perNode: true,
    description: {
      en: "Industry of each firm, a row of essentiality; left out: every input is non-essential and nobody is replaced",
      fr: "Secteur de chaque entreprise, une ligne d’essentiality ; sans lui, aucun intrant n’est essentiel et nul n’est remplacé",
    },
  },
  {
    name: "essentiality",
    kind: "matrix",
    required: false,
    fallback: null,
    unit: "",
    max: 2,
    description: {
      en: "[a][b]: goods of industry a are to industry b 2 essential, 1 non-essential, 0 without effect; left out: all essential",
      fr: "[a][b] : les biens du secteur a sont pour le secteur b 2 essentiels, 1 non essentiels, 0 sans effet ; sans elle, tous essentiels",
    },
  },
  {
    name: "market",
    kind: "labels",
    required: false,
    fallback: null,
    unit: "",
    perNode: true,
    description: {
      en: "Market in which firms replace each other; the industry where left out",
      fr: "Marché dans lequel les entreprises se remplacent ; le secteur par défaut",
    },
  },
  {
    name: "substitution",
    kind: "flag",
    required: false,
    fallback: true,
    unit: "",
    description: { en: "Whether firms of one market replace each other", fr: "Si les entreprises d’un même marché se remplacent" },
  },
  perNode(
    "revenue",
    "All sales of each firm, to end customers too; what it sells within the network where left out",
    "Toutes les ventes de chaque entreprise, clients finals compris ; ses ventes dans le réseau par défaut",
  ),
  perNode(
    "weights",
    "What each firm counts in the sums; its revenue where left out",
    "Poids de chaque entreprise ; son chiffre d’affaires par défaut",
    {
      unit: "",
    },
  ),
  {
    name: "shocks",
    kind: "matrix",
    required: false,
    fallback: null,
    unit: "share",
    max: 1,
    perNode: true,
    description: {
      en: "A row a shock: the capacity that each firm keeps, 0 to 1; left out: every firm is closed alone",
      fr: "Une ligne par choc : la capacité que garde chaque entreprise, de 0 à 1 ; sans elles, chaque entreprise ferme seule",
    },
  },
  parameter("tolerance", 1e-9, "Largest residual of a state", "Plus grand résidu d’un état", { unit: "share", min: 1e-15, max: 0.5 }),
  {
    name: "limit",
    kind: "count",
    required: false,
    fallback: null,
    unit: "nodes",
    min: 1,
    description: {
      en: "Most firms that one closure may reach where every firm is closed alone; none where left out",
      fr: "Nombre maximal d’entreprises atteintes par une fermeture ; aucun plafond par défaut",
    },
  },
];

const OUTPUTS: readonly Output[] = [
  output(
    "results",
    "share",
    "For each shock: share of the weights lost through both channels (esri), missing inputs (downstream), missing customers (upstream); the state of each firm (hd, hu; of a summary, the firms hardest hit); bound, how much more esri can be",
    "Pour chaque choc : part des poids perdue par les deux canaux (esri), faute d’intrants (downstream), faute de clients (upstream) ; l’état de chaque entreprise (hd, hu ; dans un résumé, les plus touchées) ; bound, ce que esri peut compter en plus",
  ),
  output("closed", "share", "The firms whose closure costs most, by name", "Les entreprises dont la fermeture coûte le plus, par nom"),
];

export const esriModel: Model = {
  id: "esri",
  question: {
    en: "How much of the economy stops when firms lose capacity, through missing inputs and missing customers?",
    fr: "Quelle part de l’économie s’arrête quand des entreprises perdent leur capacité, faute d’intrants et faute de clients ?",
  },
  orientation: ORIENTATION.supplies,
  inputs: INPUTS,
  outputs: OUTPUTS,
  source: "Diem, Borsos, Reisch, Kertesz and Thurner 2022",
  page: "docs/models/esri.md",
  run: runEsri,
};

/** A summary closes 1000 firms of a network of 100,000 edges, 10 of ten million. */
const MOST_VISITS = 100_000_000;

function runEsri(input: ModelInput): Plain {
  const { fields, detail } = input;
  const graph = needed(input.network);
  const { industry, essentiality, inputs, warnings } = industriesOf(graph, fields);
  const substitution = warnings.length === 0 && fields.substitution !== false;
  const params: EconomyParams = { industry, essentiality, ...given(fields, ["market", "revenue", "weights"]), substitution };
  const tolerance = (fields.tolerance as number | undefined) ?? 1e-9;
  const shocks = fields.shocks as readonly (readonly number[])[] | undefined;
  const inForce = { inputs, substitution, tolerance, limit: fields.limit ?? null };
  const finish = (outcome: Outcome<Readonly<Record<string, unknown>>>): Plain =>
    envelope({ id: "esri", inputs: INPUTS }, input, inForce, { ...outcome, warnings: [...warnings, ...(outcome.warnings ?? [])] });
  if (shocks !== undefined) {
    const outcome = esriShocks(graph, { ...params, tolerance, shocks });
    const results = outcome.values.map(({ hd, hu, rounds: _rounds, ...shares }) =>
      detail === "full" ? { ...shares, hd: [...hd], hu: [...hu] } : { ...shares, firms: hardestHit(graph, hd, hu) },
    );
    return finish({ ...outcome, values: { results } });
  }
  const { firms, warnings: left } = detail === "full" ? { firms: allFirms(graph.n), warnings: [] } : largestSellers(graph, MOST_VISITS);
  warnings.push(...left);
  const outcome = esriAllFirms(graph, { ...params, tolerance, firms, ...given(fields, ["limit"]) });
  return finish({
    ...outcome,
    values: detail === "full" ? { results: rowsOf(outcome.values) } : { closed: named(graph, firms, outcome.values) },
  });
}

/** Without industries nothing is known to be essential and nobody to be replaced: production is linear in its inputs. */
export function industriesOf(
  { n }: Network,
  { industry, essentiality }: FieldValues,
): { industry: ArrayLike<number>; essentiality: readonly (readonly number[])[]; inputs: string; warnings: Warning[] } {
  const classes = essentiality as readonly (readonly number[])[] | undefined;
  if (industry === undefined || industry === null) {
    const message = "no industries given: every input was taken as non-essential, and no firm as replaceable";
    return {
      industry: new Uint32Array(n),
      essentiality: [[1]],
      inputs: "all-non-essential",
      warnings: [{ code: "no-industries", message }],
    };
  }
  const labels = industry as readonly number[];
  const size = labels.reduce((most, a) => Math.max(most, a + 1), 0);
  const allEssential = Array.from({ length: size }, () => Array.from({ length: size }, () => 2));
  if (classes === undefined) return { industry: labels, essentiality: allEssential, inputs: "all-essential", warnings: [] };
  return { industry: labels, essentiality: classes, inputs: "as-given", warnings: [] };
}

function allFirms(n: number): Uint32Array {
  return Uint32Array.from({ length: n }, (_, i) => i);
}

function hardestHit(graph: Network, hd: Float64Array, hu: Float64Array): readonly unknown[] {
  const left = hd.map((x, i) => Math.min(x, hu[i]));
  const hit = allFirms(graph.n).filter((i) => left[i] < 1);
  hit.sort((a, b) => left[a] - left[b] || a - b);
  return Array.from(hit.subarray(0, LISTED), (i) => ({ firm: nameOf(graph, i), hd: hd[i], hu: hu[i] }));
}

function rowsOf({ esri, downstream, upstream, bound }: EsriAll): readonly unknown[] {
  return Array.from(esri, (x, k) => ({ esri: x, downstream: downstream[k], upstream: upstream[k], bound: bound[k] }));
}

function named(graph: Network, firms: Uint32Array, { esri, downstream, upstream, bound }: EsriAll): readonly unknown[] {
  const order = allFirms(firms.length).sort((a, b) => esri[b] - esri[a] || firms[a] - firms[b]);
  return Array.from(order.slice(0, LISTED), (k) => ({
    firm: nameOf(graph, firms[k]),
    esri: esri[k],
    downstream: downstream[k],
    upstream: upstream[k],
    bound: bound[k],
  }));
}
