import { type Neva, neva, type Valuation } from "../contagion/neva.ts";
import type { Network } from "../network/network.ts";
import type { Outcome } from "../network/result.ts";
import { LIABILITIES, NODES, ORIENTATION, output, parameter, perNode } from "./fields.ts";
import type { Field, Model, ModelInput, Output } from "./model.ts";
import { envelope, given, LISTED, nameOf, needed, type Plain } from "./plain.ts";

const SHARE = { unit: "share", min: 0, max: 1 } as const;

const INPUTS: readonly Field[] = [
  NODES,
  LIABILITIES,
  perNode("externalAssets", "What each node has outside the network", "Ce que chaque nœud possède hors du réseau", { required: true }),
  perNode(
    "externalLiabilities",
    "What each node owes outside the network, of the same rank; 0 where left out",
    "Ce que chaque nœud doit hors du réseau, de même rang ; 0 par défaut",
  ),
  perNode(
    "shock",
    "Written off the external assets of each node; 0 where left out",
    "Perte de valeur des actifs extérieurs de chaque nœud ; 0 par défaut",
  ),
  parameter(
    "alpha",
    1,
    "rv: share of external assets recovered in default",
    "rv : part des actifs extérieurs récupérée en cas de défaut",
    SHARE,
  ),
  parameter(
    "beta",
    1,
    "rv: share of what others pay recovered in default",
    "rv : part des paiements reçus récupérée en cas de défaut",
    SHARE,
  ),
  parameter(
    "furfineRecovery",
    0,
    "furfine: value of a unit of claims on a defaulter",
    "furfine : valeur d’une unité de créance sur un défaillant",
    SHARE,
  ),
  parameter(
    "volatility",
    null,
    "merton, blackCox: volatility of external assets up to maturity, above 0; without it these two are left out",
    "merton, blackCox : volatilité des actifs extérieurs jusqu’à l’échéance, positive ; sans elle, ces deux valeurs manquent",
    { min: 0 },
  ),
  parameter(
    "recovery",
    0,
    "merton, blackCox: value of a unit of claims once the debtor defaults",
    "merton, blackCox : valeur d’une unité de créance une fois le débiteur en défaut",
    SHARE,
  ),
];

const both = [
  ": equity of each node, the value of a unit of claims on it, and the nodes with negative equity",
  " : fonds propres de chaque nœud, valeur d’une unité de créance sur lui, nœuds à fonds propres négatifs",
] as const;

const OUTPUTS: readonly Output[] = [
  output(
    "initialEquity",
    "money",
    "Equity before the shock, all claims at face value",
    "Fonds propres avant le choc, créances à leur valeur nominale",
  ),
  output("en", "money", `Eisenberg and Noe${both[0]}`, `Eisenberg et Noe${both[1]}`),
  output("rv", "money", `Rogers and Veraart${both[0]}`, `Rogers et Veraart${both[1]}`),
  output("furfine", "money", `Fixed recovery in default${both[0]}`, `Récupération fixe en cas de défaut${both[1]}`),
  output("debtrank", "money", `Linear DebtRank${both[0]}`, `DebtRank linéaire${both[1]}`),
  output("merton", "money", `Before the event, default at maturity${both[0]}`, `Avant l’événement, défaut à l’échéance${both[1]}`),
  output(
    "blackCox",
    "money",
    `Before the event, default as soon as equity is gone${both[0]}`,
    `Avant l’événement, défaut dès que les fonds propres sont épuisés${both[1]}`,
  ),
];

export const nevaModel: Model = {
  id: "neva",
  question: {
    en: "What is each node worth when claims on others are worth what their equity says, by each of the usual rules?",
    fr: "Que vaut chaque nœud quand les créances valent ce que disent les fonds propres du débiteur, selon chacune des règles usuelles ?",
  },
  orientation: ORIENTATION.owes,
  inputs: INPUTS,
  outputs: OUTPUTS,
  source:
    "Barucca, Bardoscia, Caccioli, D'Errico, Visentin, Caldarelli and Battiston 2020; Bardoscia, Battiston, Caccioli and Caldarelli 2017",
  page: "docs/models/neva.md",
  run: runNeva,
};

function runNeva(input: ModelInput): Plain {
  const { fields, detail } = input;
  const graph = needed(input.network);
  const typed = fields as { externalAssets: readonly number[] } & Partial<
    Record<"alpha" | "beta" | "furfineRecovery" | "volatility" | "recovery", number | null>
  >;
  const params = {
    alpha: typed.alpha ?? 1,
    beta: typed.beta ?? 1,
    furfineRecovery: typed.furfineRecovery ?? 0,
    volatility: typed.volatility ?? null,
    recovery: typed.recovery ?? 0,
  };
  const balance = { externalAssets: typed.externalAssets, ...given(fields, ["externalLiabilities", "shock"]) };
  const runs = valuationsOf(params).map(([name, valuation]) => [name, neva(graph, { ...balance, valuation })] as const);
  const outcomes = runs.map(([, outcome]) => outcome);
  const initialEquity = outcomes[0].values.initialEquity;
  const values =
    detail === "full"
      ? {
          initialEquity: [...initialEquity],
          ...Object.fromEntries(
            runs.map(([name, { values: found }]) => [
              name,
              { equity: [...found.equity], valuation: [...found.valuation], defaulted: found.defaulted },
            ]),
          ),
        }
      : Object.fromEntries(runs.map(([name, { values: found }]) => [name, summary(graph, found)]));
  return envelope({ id: "neva", inputs: INPUTS }, input, { ...params, solution: "greatest" }, { ...joined(outcomes), values });
}

function valuationsOf(params: {
  readonly alpha: number;
  readonly beta: number;
  readonly furfineRecovery: number;
  readonly volatility: number | null;
  readonly recovery: number;
}): readonly (readonly [string, Valuation])[] {
  const { alpha, beta, furfineRecovery, volatility, recovery } = params;
  return [
    ["en", { kind: "eisenberg-noe" }],
    ["rv", { kind: "rogers-veraart", alpha, beta }],
    ["furfine", { kind: "furfine", recovery: furfineRecovery }],
    ["debtrank", { kind: "debtrank" }],
    ...(volatility === null
      ? []
      : ([
          ["merton", { kind: "merton", recovery, volatility }],
          ["blackCox", { kind: "black-cox", recovery, volatility }],
        ] as const)),
  ];
}

/** One envelope for all: it converged when each did, with the largest residual. */
function joined(outcomes: readonly Outcome<Neva>[]): Omit<Outcome<Neva>, "values"> {
  return {
    converged: outcomes.every(({ converged }) => converged !== false),
    iterations: outcomes.reduce((total, { iterations }) => total + (iterations ?? 0), 0),
    residual: outcomes.reduce((most, { residual }) => Math.max(most, residual ?? 0), 0),
    warnings: outcomes[0].warnings ?? [],
  };
}

function summary(graph: Network, { initialEquity, equity, valuation, defaulted }: Neva): Readonly<Record<string, unknown>> {
  const loss = initialEquity.map((before, i) => before - equity[i]);
  const nodes = Array.from(loss.keys()).filter((i) => loss[i] > 0);
  return {
    initialEquityTotal: initialEquity.reduce((total, x) => total + x, 0),
    equityTotal: equity.reduce((total, x) => total + x, 0),
    defaultedCount: defaulted.length,
    largestLosses: nodes
      .toSorted((a, b) => loss[b] - loss[a] || a - b)
      .slice(0, LISTED)
      .map((i) => ({ node: nameOf(graph, i), loss: loss[i], equity: equity[i], valuation: valuation[i] })),
  };
}
