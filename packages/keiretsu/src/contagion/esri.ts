/**
 * How much of the economy stops when firms lose capacity, through missing inputs and through missing customers?
 *
 *   W_ij  i supplies j, money a year      g(i) industry        psi_i capacity that remains, 0..1      s_i = sum_j W_ij      r_i revenue, at least s_i
 *   L_ij  = W_ij / purchases of j from industry g(i) where its goods are essential to j; W_ij / all purchases of j where they are non-essential; else 0
 *   sigma_i = min(1, s_i / sum_{l in market of i} s_l hd_l)      1 without substitution and in a market that has nothing left
 *   hd_j = max(0, min(psi_j, min over essential industries a of 1 - sum_{i in a} sigma_i (1 - hd_i) L_ij, 1 - the same sum over non-essential inputs))
 *   hu_i = max(0, min(psi_i, 1 - sum_j (1 - hu_j) W_ij / r_i))
 *   ESRI = sum_i w_i (1 - min(hd_i, hu_i)) / sum_i w_i           downstream and upstream: the same with hd or hu alone
 *
 * Both maps are monotone; the greatest fixed point is meant, reached from 1. Orientation: A supplies B.
 * Cost: O(m) a round downstream, which touches only what the shock reaches; one solve upstream. Every firm closed alone: esri-all-firms.ts.
 * Source: Diem, Borsos, Reisch, Kertesz and Thurner 2022 "Quantifying firm-level economic systemic risk from nation-wide supply networks".
 */
import { KeiretsuError } from "../assert.ts";
import type { Network } from "../network/network.ts";
import type { Outcome } from "../network/result.ts";
import { newSpread, spread } from "./supply/channel.ts";
import { lostOrders } from "./supply/lost-orders.ts";
import { type Economy, economyOf, type EconomyParams } from "./supply/supply-economy.ts";

export interface EsriParams extends EconomyParams {
  /** psi_i: share of its capacity that each firm keeps, 0 to 1. */
  readonly remaining: ArrayLike<number>;
  /** Largest residual of a state; default 1e-9. */
  readonly tolerance?: number | undefined;
  /** Rounds of the downstream frontier; default 100,000. */
  readonly maxRounds?: number | undefined;
}

export interface Esri {
  /** Share of the weights lost, 0 to 1: through both channels, missing inputs alone, missing customers alone. */
  readonly esri: number;
  readonly downstream: number;
  readonly upstream: number;
  /** State of each firm, 0 to 1, for want of inputs and for want of customers; length n. */
  readonly hd: Float64Array;
  readonly hu: Float64Array;
  /** Rounds of the downstream frontier. */
  readonly rounds: number;
}

export const TOLERANCE = 1e-9;
/** States are passed on down to this part of the tolerance, so that what is left out does not add up to it. */
export const PASSED_ON = 0.01;
export const MOST_ROUNDS = 100_000;
/** One shock. Throws as `economyOf` does, and `bad-vector` for `remaining`, `bad-tolerance`. */
export function esri(network: Network, params: EsriParams): Outcome<Esri> {
  const { tolerance = TOLERANCE, maxRounds = MOST_ROUNDS } = params;
  checkTolerance(tolerance);
  return oneShock(economyOf(network, params), checkedRemaining(params.remaining, network.n), tolerance, maxRounds);
}

/** Many shocks on one network, made ready once. */
export function esriShocks(
  network: Network,
  { shocks, ...params }: Omit<EsriParams, "remaining"> & { readonly shocks: readonly ArrayLike<number>[] },
): Outcome<readonly Esri[]> {
  const { tolerance = TOLERANCE, maxRounds = MOST_ROUNDS } = params;
  checkTolerance(tolerance);
  const economy = economyOf(network, params);
  const outcomes = shocks.map((remaining) => oneShock(economy, checkedRemaining(remaining, network.n), tolerance, maxRounds));
  return {
    values: outcomes.map(({ values }) => values),
    converged: outcomes.every(({ converged }) => converged),
    iterations: outcomes.reduce((most, { iterations = 0 }) => Math.max(most, iterations), 0),
    residual: outcomes.reduce((most, { residual = 0 }) => Math.max(most, residual), 0),
  };
}

function oneShock(economy: Economy, remaining: Float64Array, tolerance: number, maxRounds: number): Outcome<Esri> {
  const { n, weight } = economy;
  const inputs = newSpread(economy.inputs);
  const shocked = Array.from({ length: n }, (_, i) => i).filter((i) => remaining[i] < 1);
  spread(inputs, shocked, remaining, { passedOn: PASSED_ON * tolerance, maxRounds, limit: n });
  const orders = lostOrders(economy.sold, remaining);
  const hd = inputs.health;
  const hu = orders.loss.map((x) => Math.max(0, 1 - x));
  let both = 0;
  let downstream = 0;
  let upstream = 0;
  for (let i = 0; i < n; i++) {
    both += weight[i] * (1 - Math.min(hd[i], hu[i]));
    downstream += weight[i] * (1 - hd[i]);
    upstream += weight[i] * (1 - hu[i]);
  }
  const residual = Math.max(inputs.residual, orders.residual);
  return {
    values: {
      esri: shareOf(both, economy),
      downstream: shareOf(downstream, economy),
      upstream: shareOf(upstream, economy),
      hd,
      hu,
      rounds: inputs.rounds,
    },
    converged: orders.converged && residual <= tolerance,
    iterations: inputs.rounds,
    residual,
  };
}

/** What a loss of weight is of all weights. */
export function shareOf(lost: number, { totalWeight }: Economy): number {
  return totalWeight === 0 ? 0 : Math.min(1, lost / totalWeight);
}

function checkedRemaining(values: ArrayLike<number>, n: number): Float64Array {
  if (values.length !== n) throw new KeiretsuError("bad-vector", `remaining has ${values.length} entries, expected ${n}`);
  const copy = Float64Array.from(values);
  const wrong = copy.findIndex((x) => !(x >= 0 && x <= 1));
  if (wrong >= 0) throw new KeiretsuError("bad-vector", `remaining[${wrong}] is ${copy[wrong]}, expected a share from 0 to 1`);
  return copy;
}

export function checkTolerance(tolerance: number): void {
  if (!(tolerance > 0 && tolerance < 1)) throw new KeiretsuError("bad-tolerance", `tolerance ${tolerance}, expected above 0 and below 1`);
}
