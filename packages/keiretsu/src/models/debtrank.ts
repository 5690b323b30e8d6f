import { type DebtRank, debtRank } from "../contagion/debtrank.ts";
import type { Network } from "../network/network.ts";
import { LIABILITIES, NODES, ORIENTATION, output, parameter, perNode } from "./fields.ts";
import type { Field, Model, ModelInput, Output } from "./model.ts";
import { envelope, given, LISTED, largestOf, nameOf, needed, type Plain } from "./plain.ts";

/** What every model of stress asks for. */
export const STRESS_INPUTS: readonly Field[] = [
  NODES,
  LIABILITIES,
  perNode(
    "equity",
    "Equity of each node; one with none has failed before any shock",
    "Fonds propres de chaque nœud ; un nœud qui n’en a pas a fait défaut avant tout choc",
    { required: true, min: -Number.MAX_VALUE },
  ),
  perNode(
    "weights",
    "Weight of each node in the total, brought to the sum 1; equity where left out",
    "Poids de chaque nœud dans le total, ramené à la somme 1 ; les fonds propres par défaut",
    { unit: "" },
  ),
];

export const TOLERANCE: Field = parameter(
  "tolerance",
  1e-12,
  "Largest difference of stress from its equation at which to stop; a loose one moves the third digit",
  "Plus grand écart entre le stress et son équation auquel s’arrêter ; trop lâche, il déplace le troisième chiffre",
  { min: 1e-15, max: 0.5 },
);

const INPUTS: readonly Field[] = [
  ...STRESS_INPUTS,
  perNode("shock", "Share of its equity that each node loses at once", "Part de ses fonds propres que chaque nœud perd d’emblée", {
    required: true,
    unit: "share",
    max: 1,
  }),
  TOLERANCE,
];

const OUTPUTS: readonly Output[] = [
  output(
    "differential",
    "share",
    "h stress of each node, R share of all value lost beyond the shock, failed nodes, wave (0 shocked, -1 never), loss of equity by node, transmitted [debtor, creditor, loss]: every further loss is passed on (2015)",
    "h stress de chaque nœud, R part de toute la valeur perdue au-delà du choc, nœuds défaillants, vague (0 choqué, -1 jamais), perte de fonds propres par nœud, transmis [débiteur, créancier, perte] : toute nouvelle perte est transmise (2015)",
  ),
  output(
    "original",
    "share",
    "The same where each node passes its stress on only once (2012), for comparison",
    "De même lorsque chaque nœud ne transmet son stress qu’une fois (2012), pour comparaison",
  ),
];

export const debtRankModel: Model = {
  id: "debtrank",
  question: {
    en: "How much equity does a first loss cost in the end, creditor after creditor?",
    fr: "Combien de fonds propres une première perte coûte-t-elle au bout du compte, de créancier en créancier ?",
  },
  orientation: ORIENTATION.owes,
  inputs: INPUTS,
  outputs: OUTPUTS,
  source: "Battiston, Puliga, Kaushik, Tasca and Caldarelli 2012; Bardoscia, Battiston, Caccioli and Caldarelli 2015",
  page: "docs/models/debtrank.md",
  run: runDebtRank,
};

function runDebtRank(input: ModelInput): Plain {
  const { fields, detail } = input;
  const graph = needed(input.network);
  const { equity, shock } = fields as { equity: readonly number[]; shock: readonly number[] };
  const params = { equity, shock, ...given(fields, ["weights", "tolerance"]) };
  const differential = debtRank(graph, params);
  const original = debtRank(graph, { ...params, method: "original" });
  const shown = detail === "full" ? plainStress : stressSummary;
  const values = { differential: shown(graph, differential.values), original: shown(graph, original.values) };
  return envelope({ id: "debtrank", inputs: INPUTS }, input, { tolerance: fields.tolerance ?? 1e-12 }, { ...differential, values });
}

function plainStress(graph: Network, { h, r, failed, wave, lossByNode, transmitted }: DebtRank): Readonly<Record<string, unknown>> {
  const passed: [number, number, number][] = [];
  for (let j = 0; j < graph.n; j++) {
    for (let e = transmitted.start[j]; e < transmitted.start[j + 1]; e++) {
      if (transmitted.loss[e] > 0) passed.push([j, transmitted.target[e], transmitted.loss[e]]);
    }
  }
  return { h: [...h], R: r, failed, wave: [...wave], lossByNode: [...lossByNode], transmitted: passed };
}

/** Totals, and the largest entries by name. */
function stressSummary(graph: Network, { h, r, failed, wave, lossByNode, transmitted }: DebtRank): Readonly<Record<string, unknown>> {
  const { loss, target, start } = transmitted;
  // Sorting the numbers alone is quick; of millions of obligations few are then put in order.
  const least = loss.slice().sort()[Math.max(0, loss.length - LISTED)];
  const largest: number[] = [];
  loss.forEach((x, e) => {
    if (x > 0 && x >= least) largest.push(e);
  });
  largest.sort((a, b) => loss[b] - loss[a] || a - b);
  return {
    R: r,
    failedCount: failed.length,
    failed: failed.slice(0, LISTED).map((i) => nameOf(graph, i)),
    reached: wave.filter((x) => x >= 0).length,
    waves: wave.reduce((most, x) => Math.max(most, x), 0),
    h: largestOf(graph, h, "h"),
    lossByNode: largestOf(graph, lossByNode, "loss"),
    transmitted: largest
      .slice(0, LISTED)
      .map((e) => ({ debtor: nameOf(graph, rowOf(start, e)), creditor: nameOf(graph, target[e]), loss: loss[e] })),
  };
}

/** Row of an entry. */
function rowOf(start: Uint32Array, e: number): number {
  let low = 0;
  let high = start.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (start[middle] <= e) low = middle;
    else high = middle;
  }
  return low;
}
