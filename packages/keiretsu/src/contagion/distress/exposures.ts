/**
 * The door of the stress models: who would lose what share of its equity with whom.
 *
 *   L_ji  what j owes i        E_i  equity of i        Lam_ij = L_ji / E_i  equity that i loses when j is lost, relative to all it has
 *   v_i   weight of i in the total, adds up to 1; E_i / sum E where left out
 *
 * Rows are kept by creditor: row i holds the debtors j of i with Lam_ij. A node without equity (E_i <= 0) has failed already: its stress is 1
 * from the start, and its own exposures no longer matter. Parallel obligations are added up; obligations to oneself count nothing, with a warning.
 * Orientation: A owes B, so stress moves from A to B. Cost O(n + m).
 */
import { KeiretsuError } from "../../assert.ts";
import { mergeParallel, type Network } from "../../network/network.ts";
import type { Warning } from "../../network/result.ts";
import { arrivals } from "../../network/transpose.ts";
import { checkedVector } from "../clearing/clearing-system.ts";

export interface ExposureParams {
  /** E_i, length n, finite. */
  readonly equity: ArrayLike<number>;
  /** v_i, length n, not negative, brought to the sum 1; where left out, equity. */
  readonly weights?: ArrayLike<number> | undefined;
}

export interface Exposures {
  readonly n: number;
  /** Obligations by debtor, parallel ones added up. */
  readonly network: Network;
  readonly equity: Float64Array;
  /** v, adds up to 1; all 0 where no node has any. */
  readonly weights: Float64Array;
  /** 1 where equity is gone before any shock, else 0. */
  readonly base: Float64Array;
  /** Rows by creditor, length n + 1. */
  readonly start: Uint32Array;
  readonly debtor: Uint32Array;
  /** Lam; 0 in the rows of nodes that have failed already and on obligations to oneself. */
  readonly share: Float64Array;
  readonly warnings: readonly Warning[];
}

/** Throws `wrong-lens` unless A owes B, `bad-vector` on a vector of another length or with a value out of range. */
export function exposures(network: Network, params: ExposureParams): Exposures {
  if (network.lens !== "owes") throw new KeiretsuError("wrong-lens", `network says A ${network.lens} B, expected A owes B`);
  const { n } = network;
  const equity = checkedVector("equity", params.equity, n, -Infinity);
  const weights = params.weights ? checkedVector("weights", params.weights, n, 0) : equity.map((x) => Math.max(0, x));
  const merged = mergeParallel(network);
  const base = equity.map((x) => (x > 0 ? 0 : 1));
  const rows = rowsByCreditor(merged, equity);
  return {
    n,
    network: merged,
    equity,
    weights: toUnitSum(weights),
    base,
    get start() {
      return rows().start;
    },
    get debtor() {
      return rows().debtor;
    },
    get share() {
      return rows().share;
    },
    warnings: warningsOf(base, loopsOf(merged)),
  };
}

/** Made when they are first asked for: large networks are swept in tiles instead. */
function rowsByCreditor(network: Network, equity: Float64Array): () => Pick<Exposures, "start" | "debtor" | "share"> {
  let rows: Pick<Exposures, "start" | "debtor" | "share"> | null = null;
  return () => {
    if (rows !== null) return rows;
    const { start, source: debtor, amount: share } = arrivals(network);
    toShares(start, debtor, share, equity);
    return (rows = { start, debtor, share });
  };
}

/** Obligations of nodes to themselves. */
function loopsOf({ n, start, target }: Network): number {
  let loops = 0;
  for (let i = 0; i < n; i++) for (let e = start[i]; e < start[i + 1]; e++) if (target[e] === i) loops++;
  return loops;
}

/** Turns amounts into Lam in place. */
function toShares(start: Uint32Array, debtor: Uint32Array, share: Float64Array, equity: Float64Array): void {
  for (let i = 0; i < equity.length; i++) {
    for (let e = start[i]; e < start[i + 1]; e++) {
      // Equity next to nothing must not give an infinite share, which no stress at all would turn into no number.
      share[e] = equity[i] > 0 && debtor[e] !== i ? Math.min(share[e] / equity[i], Number.MAX_VALUE) : 0;
    }
  }
}

function toUnitSum(weights: Float64Array): Float64Array {
  // Scaled first, so that large weights add up to a finite number.
  const largest = weights.reduce((most, x) => Math.max(most, x), 0);
  if (largest === 0) return weights;
  let total = 0;
  for (let i = 0; i < weights.length; i++) total += weights[i] / largest;
  return weights.map((x) => x / largest / total);
}

function warningsOf(base: Float64Array, loops: number): Warning[] {
  const gone = base.reduce((count, x) => count + x, 0);
  return [
    ...(gone > 0 ? [{ code: "failed-before", message: `${gone} nodes have no equity and fail before any shock` }] : []),
    ...(loops > 0 ? [{ code: "self-loops-dropped", message: `${loops} obligations of a node to itself were left out` }] : []),
  ];
}

/** Fewest steps from a node with stress at the start, along obligations to nodes that still have equity; -1 where there is no way. */
export function wavesFrom({ n, network, base: gone }: Exposures, base: Float64Array): Int32Array {
  const { start, target, weight } = network;
  const wave = new Int32Array(n).fill(-1);
  const queue = new Uint32Array(n);
  let tail = 0;
  for (let i = 0; i < n; i++) {
    if (base[i] === 0) continue;
    wave[i] = 0;
    queue[tail++] = i;
  }
  for (let head = 0; head < tail; head++) {
    const j = queue[head];
    for (let e = start[j]; e < start[j + 1]; e++) {
      const i = target[e];
      if (wave[i] >= 0 || !(weight[e] > 0) || gone[i] === 1) continue;
      wave[i] = wave[j] + 1;
      queue[tail++] = i;
    }
  }
  return wave;
}
