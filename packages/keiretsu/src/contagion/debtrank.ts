/**
 * How much equity of the network does a first loss of equity cost in the end, creditor after creditor?
 *
 *   h_i  stress of i: share of its equity that is lost, 0 to 1     s_i  shock: the share lost at once
 *   Lam_ij = L_ji / E_i  share of i's equity that i is owed by j    v_i  weight, adds up to 1
 *
 * differential (default; Bardoscia and co-authors 2015, equation 11): `h(t+1) = min(1, h(t) + Lam (h(t) - h(t-1)))`, h(0) = 0, h(1) = s: every further loss is
 * passed on in proportion. The limit is the least fixed point of `h = min(1, s + Lam h)`, reached by spread-stress.ts.
 * original (Battiston and co-authors 2012, equations 1 to 3): W_ij = min(1, Lam_ij); a node passes its stress on once, in the step after it is first hit.
 * `R = sum_i v_i (h_i - s_i)`, the share of all value that is lost beyond the shock. A node without equity has stress 1 before any shock; it passes it on,
 * and its own loss counts as no part of R.
 * Orientation: A owes B, so stress moves from A to B. Cost: differential O(m) a sweep, original O(n + m).
 * Sources: Battiston, Puliga, Kaushik, Tasca and Caldarelli 2012 "DebtRank: too central to fail?"; Bardoscia, Battiston, Caccioli and
 * Caldarelli 2015 "DebtRank: a microscopic foundation for shock propagation in financial networks".
 */
import { KeiretsuError } from "../assert.ts";
import type { Network } from "../network/network.ts";
import type { Outcome } from "../network/result.ts";
import { checkedVector } from "./clearing/clearing-system.ts";
import { type ExposureParams, type Exposures, exposures, wavesFrom } from "./distress/exposures.ts";
import { passOnce, type PassedOn } from "./distress/pass-once.ts";
import { type Spread, stressSpreader } from "./distress/spread-stress.ts";

export type DebtRankMethod = "differential" | "original";

export interface DebtRankOptions extends ExposureParams {
  /** "differential" by default; "original" is the version of 2012, for comparison. */
  readonly method?: DebtRankMethod;
  /** Largest difference of a node's stress from its equation at which to stop; default 1e-12. */
  readonly tolerance?: number;
  /** Sweeps before giving up; default 100000. */
  readonly maxSweeps?: number;
  /** Without WebAssembly; the answer is the same. Default false. */
  readonly plain?: boolean;
}

export interface DebtRankParams extends DebtRankOptions {
  /** s_i, length n, 0 to 1: share of its equity that each node loses at once. */
  readonly shock: ArrayLike<number>;
}

export interface DebtRank {
  /** Stress, 0 to 1, length n. */
  readonly h: Float64Array;
  /** Share of all value lost beyond the shock. */
  readonly r: number;
  /** Nodes whose equity is all gone, in order. */
  readonly failed: readonly number[];
  /** Step in which stress first comes to each node: 0 = shocked, -1 = never. */
  readonly wave: Int32Array;
  /** Equity lost by each node, the shock included; 0 where there was none. */
  readonly lossByNode: Float64Array;
  /** What creditors lose to each debtor in the end, obligation by obligation; more than their equity may bear. */
  readonly transmitted: Transmitted;
}

/** Obligations by debtor in compressed sparse rows, parallel ones added up, and the loss that each passes on to the creditor `target`. */
interface Transmitted {
  readonly start: Uint32Array;
  readonly target: Uint32Array;
  readonly loss: Float64Array;
}

/** Stress this close to 1 is all equity lost. */
export const ALL: number = 1 - 1e-11;
const TOLERANCE = 1e-12;
const MOST_SWEEPS = 100_000;

/** The options of spread-stress.ts in force. Throws `bad-tolerance`. */
export function spreadOptions(options: DebtRankOptions): {
  readonly tolerance: number;
  readonly maxSweeps: number;
  readonly plain: boolean;
} {
  const { tolerance = TOLERANCE, maxSweeps = MOST_SWEEPS, plain = false } = options;
  if (!(tolerance > 0 && tolerance < 1))
    throw new KeiretsuError("bad-tolerance", `tolerance ${tolerance}, expected more than 0 and less than 1`);
  return { tolerance, maxSweeps, plain };
}

/** Throws `wrong-lens` unless A owes B, `bad-vector` on a vector of another length or with a value out of range, `bad-tolerance`. */
export function debtRank(network: Network, params: DebtRankParams): Outcome<DebtRank> {
  const system = exposures(network, params);
  const { n, equity, warnings } = system;
  const shock = checkedVector("shock", params.shock, n, 0, 1);
  const options = spreadOptions(params);
  const base = shock.map((s, i) => Math.max(s, system.base[i]));
  const { h, passedOn, sweeps, apart, converged } =
    params.method === "original" ? passOnce(system, base) : withAll(stressSpreader(system, options)(base));
  const failed: number[] = [];
  for (let i = 0; i < n; i++) if (h[i] >= ALL) failed.push(i);
  return {
    values: {
      h,
      r: lossBeyond(system.weights, h, base),
      failed,
      wave: wavesFrom(system, base),
      lossByNode: h.map((x, i) => (equity[i] > 0 ? x * equity[i] : 0)),
      transmitted: transmittedBy(system, passedOn, params.method === "original"),
    },
    converged,
    iterations: sweeps,
    residual: apart,
    warnings,
  };
}

function withAll(spread: Spread): PassedOn {
  return { ...spread, passedOn: spread.h };
}

/** L_ji times the stress that j passed on, for the whole of it or what it had in its turn; there no more than the equity of i is at stake. */
function transmittedBy({ n, network, equity }: Exposures, passedOn: Float64Array, capped: boolean): Transmitted {
  const { start, target, weight } = network;
  const loss = new Float64Array(weight.length);
  for (let j = 0; j < n; j++) {
    for (let e = start[j]; e < start[j + 1]; e++) {
      const i = target[e];
      if (i !== j && equity[i] > 0) loss[e] = passedOn[j] * (capped ? Math.min(weight[e], equity[i]) : weight[e]);
    }
  }
  return { start, target, loss };
}

/** R: what is lost in each node beyond its start, weighted. */
function lossBeyond(weights: Float64Array, h: Float64Array, base: Float64Array): number {
  let r = 0;
  for (let i = 0; i < h.length; i++) r += weights[i] * (h[i] - base[i]);
  return r;
}
