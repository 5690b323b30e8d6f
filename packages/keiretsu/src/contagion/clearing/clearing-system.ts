/**
 * The door of every clearing model: who owes whom, read once and checked once, as obligations and shares.
 *
 *   L_ij  what i owes j                     b_i  what i owes outside the network, of the same rank
 *   obligations (p-bar)_i = sum_j L_ij + b_i      share Pi_ij = L_ij / obligations_i
 *   e_i   external assets; where they may be negative, what i must pay outside before anyone else
 *   ceiling_i = payable_i * obligations_i         the most that i can pay, whatever it has
 *
 * Rows are kept by creditor: row i holds the debtors j of i and the share of each payment of j that is for i, so that what i has when others pay p
 * is `e_i + sum_j share_ji p_j` (Pi' p in the papers). Parallel obligations are added up; obligations to oneself are left out with a warning.
 * Orientation: A owes B. Cost O(n + m), 12 bytes an edge beside the network.
 */
import { assert, KeiretsuError } from "../../assert.ts";
import { mergeParallel, type Network } from "../../network/network.ts";
import type { Warning } from "../../network/result.ts";
import { arrivals } from "../../network/transpose.ts";
import { sum } from "../../num/sum.ts";

export interface ClearingParams {
  /** e_i, length n, finite; a negative one is an outflow that comes before all obligations. */
  readonly externalAssets: ArrayLike<number>;
  /** b_i, length n, not negative; 0 where left out. */
  readonly externalLiabilities?: ArrayLike<number> | undefined;
  /** Share of its obligations that each node can pay at most, 0 to 1: below 1 a debtor that is shocked, whatever it has; 1 where left out. */
  readonly payable?: ArrayLike<number> | undefined;
}

export interface ClearingSystem {
  readonly n: number;
  /** Obligations inside the network by debtor: parallel ones added up, none to oneself. */
  readonly network: Network;
  /** What each node owes in all (p-bar). */
  readonly obligations: Float64Array;
  readonly externalAssets: Float64Array;
  readonly externalLiabilities: Float64Array;
  /** The most that each node can pay; at most its obligations. */
  readonly ceilings: Float64Array;
  /** Rows by creditor, length n + 1. */
  readonly start: Uint32Array;
  readonly debtor: Uint32Array;
  /** Share of what the debtor pays that is for the creditor of the row. */
  readonly share: Float64Array;
  readonly warnings: readonly Warning[];
}

/** Comparisons with a threshold leave room for rounding: relative to what a node owes and has outside. */
export const ROUNDING = 1e-11;

/** Throws `wrong-lens` unless A owes B, `bad-vector` on a vector of another length or with a value out of range, `bad-edge` when sums overflow. */
export function clearingSystem(network: Network, params: ClearingParams): ClearingSystem {
  if (network.lens !== "owes") throw new KeiretsuError("wrong-lens", `network says A ${network.lens} B, expected A owes B`);
  const { n } = network;
  const externalAssets = checkedVector("externalAssets", params.externalAssets, n, -Infinity);
  const externalLiabilities = params.externalLiabilities
    ? checkedVector("externalLiabilities", params.externalLiabilities, n, 0)
    : new Float64Array(n);
  const { network: kept, warnings } = withoutLoops(mergeParallel(network));
  const obligations = externalLiabilities.slice();
  addRows(kept, obligations);
  if (!obligations.every((x) => x < Infinity)) throw new KeiretsuError("bad-edge", "what a node owes in all is too large for a number");
  const payable = params.payable ? checkedVector("payable", params.payable, n, 0, 1) : null;
  const ceilings = payable ? obligations.map((owed, i) => owed * payable[i]) : obligations;
  const rows = rowsByCreditor(kept, obligations);
  return {
    n,
    network: kept,
    obligations,
    externalAssets,
    externalLiabilities,
    ceilings,
    get start() {
      return rows().start;
    },
    get debtor() {
      return rows().debtor;
    },
    get share() {
      return rows().share;
    },
    warnings,
  };
}

/** Made when they are first asked for: many clearings of large networks never do. */
function rowsByCreditor(network: Network, obligations: Float64Array): () => Pick<ClearingSystem, "start" | "debtor" | "share"> {
  let rows: Pick<ClearingSystem, "start" | "debtor" | "share"> | null = null;
  return () => {
    if (rows !== null) return rows;
    const { start, source: debtor, amount: share } = arrivals(network);
    toShares(debtor, share, obligations);
    return (rows = { start, debtor, share });
  };
}

/** A copy of a vector with one finite number a node, checked against a range. */
export function checkedVector(name: string, values: ArrayLike<number>, n: number, least: number, most: number = Infinity): Float64Array {
  if (values.length !== n) throw new KeiretsuError("bad-vector", `${name} has ${values.length} entries, expected ${n}`);
  const copy = new Float64Array(n);
  copyChecked(name, values, copy, least, most);
  return copy;
}

/** The same into a vector that is there, of the same length. */
export function copyChecked(name: string, values: ArrayLike<number>, copy: Float64Array, least: number, most: number = Infinity): void {
  for (let i = 0; i < copy.length; i++) {
    const x = values[i];
    if (!(x >= least && x <= most && x - x === 0)) throw outOfRange(name, i, x, least, most);
    copy[i] = x;
  }
}

function outOfRange(name: string, i: number, x: number, least: number, most: number): KeiretsuError {
  const range = least === -Infinity ? "" : most === Infinity ? ", not negative" : `, from ${least} to ${most}`;
  return new KeiretsuError("bad-vector", `${name} of node ${i} is ${x}, expected a finite number${range}`);
}

function withoutLoops(network: Network): { network: Network; warnings: Warning[] } {
  const { n, start, target } = network;
  let loops = 0;
  for (let i = 0; i < n; i++) for (let e = start[i]; e < start[i + 1]; e++) if (target[e] === i) loops++;
  if (loops === 0) return { network, warnings: [] };
  const keep: number[] = [];
  const kept = new Uint32Array(n + 1);
  for (let i = 0; i < n; i++) {
    for (let e = start[i]; e < start[i + 1]; e++) if (target[e] !== i) keep.push(e);
    kept[i + 1] = keep.length;
  }
  const edges = Uint32Array.from(keep);
  const warnings = [{ code: "self-loops-dropped", message: `${loops} obligations of a node to itself were left out` }];
  return {
    network: {
      ...network,
      m: edges.length,
      start: kept,
      target: edges.map((e) => target[e]),
      weight: Float64Array.from(edges, (e) => network.weight[e]),
      leg: Int32Array.from(edges, (e) => network.leg[e]),
      type: null,
      typeNames: [],
      firstDay: null,
      lastDay: null,
    },
    warnings,
  };
}

function addRows({ n, start, weight }: Network, total: Float64Array): void {
  for (let i = 0; i < n; i++) {
    let row = 0;
    for (let e = start[i]; e < start[i + 1]; e++) row += weight[e];
    total[i] += row;
  }
}

function toShares(debtor: Uint32Array, share: Float64Array, obligations: Float64Array): void {
  for (let e = 0; e < share.length; e++) share[e] = obligations[debtor[e]] > 0 ? share[e] / obligations[debtor[e]] : 0;
}

/** e + Pi' p: what each node has when everyone pays p. */
export function assetsAt({ n, externalAssets, start, debtor, share }: ClearingSystem, payments: Float64Array): Float64Array {
  const assets = externalAssets.slice();
  for (let i = 0; i < n; i++) {
    let received = 0;
    for (let e = start[i]; e < start[i + 1]; e++) received += share[e] * payments[debtor[e]];
    assets[i] += received;
  }
  return assets;
}

/** What a node is paid when everyone pays its ceiling; added up debtor after debtor. */
export function receivedAtBest({ n, network: { start, target, weight }, obligations, ceilings }: ClearingSystem): Float64Array {
  const received = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    if (obligations[i] === 0) continue;
    for (let e = start[i]; e < start[i + 1]; e++) received[target[e]] += (weight[e] / obligations[i]) * ceilings[i];
  }
  return received;
}

/** Share of what the debtor pays on each edge, rows by debtor. */
export function sharesByDebtor({ n, network, obligations }: ClearingSystem, share: Float64Array): void {
  for (let i = 0; i < n; i++) {
    for (let e = network.start[i]; e < network.start[i + 1]; e++) share[e] = obligations[i] > 0 ? network.weight[e] / obligations[i] : 0;
  }
}

/** What clearing leaves each node with. */
export interface Clearing {
  readonly obligations: Float64Array;
  readonly payments: Float64Array;
  /** payments / obligations; 1 where nothing is owed. */
  readonly recovery: Float64Array;
  /** Assets less obligations; negative = shortfall. */
  readonly equity: Float64Array;
  /** Nodes that pay less than they owe, in order. */
  readonly defaulted: readonly number[];
  /** Round in which a node defaulted: 0 = even if all others pay (fundamental), -1 = never. */
  readonly wave: Int32Array;
  readonly rounds: number;
  /** All that is owed and not paid. */
  readonly shortfallTotal: number;
  /** What each node is owed by the network and is not paid. */
  readonly lossByCreditor: Float64Array;
  /** What creditors outside the network are owed and are not paid. */
  readonly outsideLoss: number;
  /** Defaults by contagion, in order of node: the debtors of earlier waves, largest loss first. */
  readonly causes: readonly Cause[];
}

export interface Cause {
  readonly node: number;
  readonly wave: number;
  readonly by: readonly { readonly debtor: number; readonly loss: number }[];
}

/** Read a clearing off its payments; wave[i] is -1 exactly where i pays in full. */
export function describeClearing(system: ClearingSystem, payments: Float64Array, wave: Int32Array, rounds: number): Clearing {
  const { n, obligations, externalLiabilities, start, debtor, share } = system;
  const assets = assetsAt(system, payments);
  const shortfall = obligations.map((owed, i) => owed - payments[i]);
  const lossByCreditor = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let loss = 0;
    for (let e = start[i]; e < start[i + 1]; e++) loss += share[e] * shortfall[debtor[e]];
    lossByCreditor[i] = loss;
  }
  const shortfallTotal = sum(shortfall);
  const outsideLoss = sum(shortfall.map((x, i) => (x > 0 ? (x * externalLiabilities[i]) / obligations[i] : 0)));
  assert(
    Math.abs(sum(lossByCreditor) + outsideLoss - shortfallTotal) <= 1e-9 * Math.max(sum(obligations), Number.MIN_VALUE),
    "what is not paid is lost by someone",
  );
  const defaulted = Array.from(wave.keys()).filter((i) => wave[i] >= 0);
  return {
    obligations,
    payments,
    recovery: payments.map((paid, i) => (obligations[i] > 0 ? paid / obligations[i] : 1)),
    equity: assets.map((x, i) => x - obligations[i]),
    defaulted,
    wave,
    rounds,
    shortfallTotal,
    lossByCreditor,
    outsideLoss,
    causes: defaulted.filter((i) => wave[i] > 0).map((node) => ({ node, wave: wave[node], by: losses(system, node, shortfall, wave) })),
  };
}

function losses({ start, debtor, share }: ClearingSystem, i: number, shortfall: Float64Array, wave: Int32Array): Cause["by"] {
  const by: { debtor: number; loss: number }[] = [];
  for (let e = start[i]; e < start[i + 1]; e++) {
    const j = debtor[e];
    const loss = share[e] * shortfall[j];
    if (wave[j] >= 0 && wave[j] < wave[i] && loss > 0) by.push({ debtor: j, loss });
  }
  return by.sort((a, b) => b.loss - a.loss || a.debtor - b.debtor);
}
