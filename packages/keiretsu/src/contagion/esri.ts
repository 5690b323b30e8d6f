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
 * Cost: O(m) a round downstream, one solve upstream; for all firms, a frontier that touches only what a closure reaches.
 * Source: Diem, Borsos, Reisch, Kertesz and Thurner 2022 "Quantifying firm-level economic systemic risk from nation-wide supply networks".
 */
import { KeiretsuError } from "../assert.ts";
import type { Network } from "../network/network.ts";
import type { Outcome } from "../network/result.ts";
import { clear, markReach, newSpread, settle, type Spread, spread } from "./channel.ts";
import { lostOrders } from "./lost-orders.ts";
import { LANES, lostOrdersOfEach } from "./lost-orders-lanes.ts";
import { type Economy, economyOf, type EconomyParams } from "./supply-economy.ts";

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

export interface EsriAllParams extends EconomyParams {
  /** Firms to close one by one, in this order; default all. A range of them gives the same bits as the whole. */
  readonly firms?: ArrayLike<number> | undefined;
  readonly tolerance?: number | undefined;
  readonly maxRounds?: number | undefined;
  /** Most firms that one closure may reach in either channel; default no limit. */
  readonly limit?: number | undefined;
}

export interface EsriAll {
  /** For each of `firms`, when it alone is closed. With a limit, at least this much. */
  readonly esri: Float64Array;
  readonly downstream: Float64Array;
  readonly upstream: Float64Array;
  /** How much more the true ESRI can be: 0 unless the limit cut the closure off, else what the firms beyond still produce. */
  readonly bound: Float64Array;
}

const TOLERANCE = 1e-9;
/** States are passed on down to this part of the tolerance, so that what is left out does not add up to it. */
const PASSED_ON = 0.01;
const MOST_ROUNDS = 100_000;
/** Rounds after which lost orders are solved instead: the economy sells so little to end customers that they fade slowly. */
const MOST_ORDER_ROUNDS = 400;
/** Lost orders that reach more than this part of all firms are swept, several closures at a time, instead of followed. */
const NARROW = 1 / 16;

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

/** Each firm closed alone. Throws as `economyOf` does, and `bad-firm`, `bad-tolerance`, `bad-limit`. */
export function esriAllFirms(network: Network, params: EsriAllParams): Outcome<EsriAll> {
  const { tolerance = TOLERANCE, maxRounds = MOST_ROUNDS, limit = network.n } = params;
  checkTolerance(tolerance);
  if (!(limit >= 1)) throw new KeiretsuError("bad-limit", `limit ${limit}, expected at least 1 firm`);
  const firms = checkedFirms(params.firms ?? Uint32Array.from({ length: network.n }, (_, i) => i), network.n);
  const economy = economyOf(network, params);
  const states = { inputs: newSpread(economy.inputs), orders: newSpread(economy.orders), remaining: new Float64Array(network.n).fill(1) };
  const values = {
    esri: new Float64Array(firms.length),
    downstream: new Float64Array(firms.length),
    upstream: new Float64Array(firms.length),
    bound: new Float64Array(firms.length),
  };
  const how = { passedOn: PASSED_ON * tolerance, maxRounds, limit };
  const { inputs, orders, remaining } = states;
  let iterations = 0;
  let residual = 0;
  let converged = true;
  let cut = 0;
  /** With the orders of firms[k] worked out: its inputs, the sums, and memory as new. */
  const finish = (k: number, ordersConverged: boolean): void => {
    const c = firms[k];
    remaining[c] = 0;
    spread(inputs, [c], remaining, how);
    remaining[c] = 1;
    const closed = lossesOf(economy, inputs, orders);
    values.esri[k] = shareOf(closed.both, economy);
    values.downstream[k] = shareOf(closed.downstream, economy);
    values.upstream[k] = shareOf(closed.upstream, economy);
    values.bound[k] = shareOf(closed.beyond, economy);
    if (inputs.cut.length + orders.cut.length > 0) cut++;
    iterations = Math.max(iterations, inputs.rounds);
    const worst = Math.max(inputs.residual, orders.residual);
    residual = Math.max(residual, worst);
    converged &&= ordersConverged && worst <= tolerance;
    clear(inputs);
    clear(orders);
  };
  const wide: number[] = [];
  const finishWide = (): void => {
    const closed = wide.map((k) => firms[k]);
    lostOrdersOfEach(economy.sold, closed, { step: how.passedOn, maxSweeps: MOST_ORDER_ROUNDS }).forEach((solved, lane) => {
      settle(orders, solved.loss, solved.residual);
      finish(wide[lane], solved.converged);
    });
    wide.length = 0;
  };
  const narrow = Math.min(limit, Math.ceil(network.n * NARROW));
  firms.forEach((c, k) => {
    remaining[c] = 0;
    spread(orders, [c], remaining, { ...how, maxRounds: MOST_ORDER_ROUNDS, limit: narrow, stopWhenCut: narrow < limit });
    remaining[c] = 1;
    const isCut = orders.cut.length > 0;
    if (isCut ? narrow === limit : orders.residual <= how.passedOn) return finish(k, true);
    clear(orders);
    wide.push(k);
    if (wide.length === LANES) finishWide();
  });
  finishWide();
  const message = `${cut} closures reach more than ${limit} firms: what they cost is at least esri, at most bound more`;
  return { values, converged, iterations, residual, warnings: cut === 0 ? [] : [{ code: "closures-cut-off", message }] };
}

interface Losses {
  readonly both: number;
  readonly downstream: number;
  readonly upstream: number;
  /** Weight that still stands where losses were cut off. */
  readonly beyond: number;
}

function lossesOf(economy: Economy, inputs: Spread, orders: Spread): Losses {
  const { weight } = economy;
  let both = 0;
  let downstream = 0;
  let upstream = 0;
  for (let k = 0; k < inputs.count; k++) {
    const i = inputs.fallen[k];
    downstream += weight[i] * (1 - inputs.health[i]);
    both += weight[i] * (1 - Math.min(inputs.health[i], orders.health[i]));
  }
  for (let k = 0; k < orders.count; k++) {
    const i = orders.fallen[k];
    upstream += weight[i] * (1 - orders.health[i]);
    if (inputs.health[i] === 1) both += weight[i] * (1 - orders.health[i]);
  }
  const beyond = inputs.cut.length + orders.cut.length > 0 ? standing(economy, inputs, orders) : 0;
  return { both, downstream, upstream, beyond };
}

/** Weight still produced by the firms that what was cut off could reach. */
function standing({ n, weight }: Economy, inputs: Spread, orders: Spread): number {
  const within = new Uint8Array(n);
  markReach(inputs, within);
  markReach(orders, within);
  let total = 0;
  for (let i = 0; i < n; i++) if (within[i] === 1) total += weight[i] * Math.min(inputs.health[i], orders.health[i]);
  return total;
}

function shareOf(lost: number, { totalWeight }: Economy): number {
  return totalWeight === 0 ? 0 : Math.min(1, lost / totalWeight);
}

function checkedRemaining(values: ArrayLike<number>, n: number): Float64Array {
  if (values.length !== n) throw new KeiretsuError("bad-vector", `remaining has ${values.length} entries, expected ${n}`);
  const copy = Float64Array.from(values);
  const wrong = copy.findIndex((x) => !(x >= 0 && x <= 1));
  if (wrong >= 0) throw new KeiretsuError("bad-vector", `remaining[${wrong}] is ${copy[wrong]}, expected a share from 0 to 1`);
  return copy;
}

function checkedFirms(firms: ArrayLike<number>, n: number): Uint32Array {
  const copy = Uint32Array.from(firms);
  for (let k = 0; k < firms.length; k++) {
    if (firms[k] === copy[k] && copy[k] < n) continue;
    throw new KeiretsuError("bad-firm", `firms[${k}] is ${firms[k]}, expected a firm from 0 to ${n - 1}`);
  }
  return copy;
}

function checkTolerance(tolerance: number): void {
  if (!(tolerance > 0 && tolerance < 1)) throw new KeiretsuError("bad-tolerance", `tolerance ${tolerance}, expected above 0 and below 1`);
}
