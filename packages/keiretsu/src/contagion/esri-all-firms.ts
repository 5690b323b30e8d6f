/**
 * ESRI of each firm: how much of the economy stops when it alone is closed? Equations and source in esri.ts.
 *
 * The network is made ready once. Lost inputs are followed by a frontier, which touches only what the closure reaches; lost orders too while they
 * stay among a sixteenth of all firms, else they are swept, several closures at a time. Every closure starts from the same state and is read off
 * when it has settled, so that a range of firms gives the same bits as the whole: workers may share the firms as they like.
 * Cost: O(m) a round of a closure at most; a limit on the firms that a closure may reach bounds it, and the error with it.
 */
import { KeiretsuError } from "../assert.ts";
import type { Network } from "../network/network.ts";
import type { Outcome } from "../network/result.ts";
import { clear, markReach, newSpread, settle, type Spread, spread, type Spreading } from "./supply/channel.ts";
import { checkTolerance, MOST_ROUNDS, PASSED_ON, shareOf, TOLERANCE } from "./esri.ts";
import { LANES, lostOrdersOfEach } from "./supply/lost-orders-lanes.ts";
import { type Economy, economyOf, type EconomyParams } from "./supply/supply-economy.ts";

export interface ClosuresParams extends EconomyParams {
  readonly tolerance?: number | undefined;
  readonly maxRounds?: number | undefined;
  /** Most firms that one closure may reach in either channel; default no limit. */
  readonly limit?: number | undefined;
}

export interface EsriAllParams extends ClosuresParams {
  /** Firms to close one by one, in this order; default all. A range of them gives the same bits as the whole. */
  readonly firms?: ArrayLike<number> | undefined;
}

export interface EsriAll {
  /** For each of `firms`, when it alone is closed. With a limit, at least this much. */
  readonly esri: Float64Array;
  readonly downstream: Float64Array;
  readonly upstream: Float64Array;
  /** How much more the true ESRI can be: 0 unless the limit cut the closure off, else what the firms beyond still produce. */
  readonly bound: Float64Array;
}

/** Rounds after which lost orders are solved instead: the economy sells so little to end customers that they fade slowly. */
const MOST_ORDER_ROUNDS = 400;
/** Lost orders that reach more than this part of all firms are swept, several closures at a time, instead of followed. */
const NARROW = 1 / 16;

/** Each firm closed alone. Throws as `esriClosures` does, and `bad-firm`. */
export function esriAllFirms(network: Network, params: EsriAllParams): Outcome<EsriAll> {
  return esriClosures(network, params)(params.firms ?? Uint32Array.from({ length: network.n }, (_, i) => i));
}

/**
 * The economy made ready, as a function that closes the firms it is given one by one: for callers who come with the firms in parts.
 * Throws as `economyOf` does, and `bad-tolerance`, `bad-limit`; the function throws `bad-firm`.
 */
export function esriClosures(network: Network, params: ClosuresParams): (firms: ArrayLike<number>) => Outcome<EsriAll> {
  const { n } = network;
  const { tolerance = TOLERANCE, maxRounds = MOST_ROUNDS, limit = n } = params;
  checkTolerance(tolerance);
  if (!(limit >= 1)) throw new KeiretsuError("bad-limit", `limit ${limit}, expected at least 1 firm`);
  const economy = economyOf(network, params);
  const states = { inputs: newSpread(economy.inputs), orders: newSpread(economy.orders), remaining: new Float64Array(n).fill(1) };
  const how = { passedOn: PASSED_ON * tolerance, maxRounds, limit };
  return (firms) => closeEach(checkedFirms(firms, n), economy, states, how, tolerance);
}

/** Memory of one closure after another, as new between two of them. */
interface States {
  readonly inputs: Spread;
  readonly orders: Spread;
  /** 1 for every firm. */
  readonly remaining: Float64Array;
}

function closeEach(firms: Uint32Array, economy: Economy, states: States, how: Spreading, tolerance: number): Outcome<EsriAll> {
  const { inputs, orders, remaining } = states;
  const values = {
    esri: new Float64Array(firms.length),
    downstream: new Float64Array(firms.length),
    upstream: new Float64Array(firms.length),
    bound: new Float64Array(firms.length),
  };
  let iterations = 0;
  let residual = 0;
  let converged = true;
  let cut = 0;
  /** With the orders of firms[k] worked out: its inputs, the sums, and memory as new. */
  const finish = (k: number, ordersConverged: boolean): void => {
    closing(firms[k], remaining, () => spread(inputs, [firms[k]], remaining, how));
    const lost = lossesOf(economy, inputs, orders);
    values.esri[k] = shareOf(lost.both, economy);
    values.downstream[k] = shareOf(lost.downstream, economy);
    values.upstream[k] = shareOf(lost.upstream, economy);
    values.bound[k] = shareOf(lost.beyond, economy);
    if (isCut(inputs) || isCut(orders)) cut++;
    const worst = Math.max(inputs.residual, orders.residual);
    iterations = Math.max(iterations, inputs.rounds);
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
  const narrow = Math.min(how.limit, Math.ceil(economy.n * NARROW));
  const narrowly = { ...how, maxRounds: MOST_ORDER_ROUNDS, limit: narrow, stopWhenCut: narrow < how.limit };
  firms.forEach((c, k) => {
    closing(c, remaining, () => spread(orders, [c], remaining, narrowly));
    if (isCut(orders) ? narrow === how.limit : orders.residual <= how.passedOn) return finish(k, true);
    clear(orders);
    wide.push(k);
    if (wide.length === LANES) finishWide();
  });
  finishWide();
  const message = `${cut} closures reach more than ${how.limit} firms: what they cost is at least esri, at most bound more`;
  return { values, converged, iterations, residual, warnings: cut === 0 ? [] : [{ code: "closures-cut-off", message }] };
}

/** While `run` runs, firm c has no capacity. */
function closing(c: number, remaining: Float64Array, run: () => void): void {
  remaining[c] = 0;
  run();
  remaining[c] = 1;
}

function isCut({ cut }: Spread): boolean {
  return cut.length > 0;
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
  const beyond = isCut(inputs) || isCut(orders) ? standing(economy, inputs, orders) : 0;
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

function checkedFirms(firms: ArrayLike<number>, n: number): Uint32Array {
  const copy = Uint32Array.from(firms);
  for (let k = 0; k < firms.length; k++) {
    if (firms[k] === copy[k] && copy[k] < n) continue;
    throw new KeiretsuError("bad-firm", `firms[${k}] is ${firms[k]}, expected a firm from 0 to ${n - 1}`);
  }
  return copy;
}
