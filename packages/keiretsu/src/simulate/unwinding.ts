/**
 * How long and how costly is it to take a group apart, or one firm out of it, and who bears the loss?
 *
 * Positions leave on a grid of quarters. A contract ends at once and whole, at a penalty; shares are sold in the market of their issuer, at most `participation`
 * of its volume a quarter; shares without a market are sold whole, at a discount, in `saleQuarters`. Position p may begin to leave at
 *
 *     start_p = max(notice, lock-up, term; finish of its precedents + max(consent, regulatory))         finish_p >= start_p + duration_p
 *
 * since consent and clearance can be asked for only once the precedents are out. The least time is the longest chain, exact. For shares
 *
 *     impact = eta sigma X_kt (X_kt / V_k)^0.5                 each quarter, borne by the sellers of the quarter pro rata
 *     lasting = gamma sigma (X_kt / V_k) (R_kt + X_kt / 2)     on what the group still holds of issuer k, kept stakes too, borne by its holders
 *     penalty = fixed + share x S_p (1 - t / runsOff)          nothing once a contract has run off by itself
 *
 * | X_kt | sold of issuer k in quarter t | V_k | volume a day | sigma | volatility a day | R_kt | left of k after t |
 *
 * The square root is the same in days and in quarters (sigma grows with the root of time, V with time). The lasting part is linear, so that its sum does not
 * depend on the speed of sale (Almgren and Chriss 2001), only on who waits. Stakes that two members hold in each other are cancelled first, at no market impact. For each time the
 * loss is the least: even sales by water-filling within the windows; ends of positions that others wait for by trying all, or, where these are too many, by
 * descent, with the loss without precedents as lower bound. Cost O(tried x quarters x sales).
 * Sources: Almgren and Chriss 2001, section 2; Almgren, Thum, Hauptmann and Li 2005; Kahn 1962; Murota 2003.
 */
import { KeiretsuError } from "../assert.ts";
import type { Outcome, Warning } from "../network/result.ts";
import { type ChainLink, criticalChain, exitOrder } from "./exit-order.ts";
import { exitCosts } from "./exit-costs.ts";
import { leastLoss } from "./exit-search.ts";

export type WaitKind = "notice" | "lock-up" | "term" | "consent" | "regulatory";

export interface UnwindingPosition {
  /** Who leaves, and bears the loss. */
  readonly holder: number;
  /** In whom: issuer of shares, counterparty of a contract. */
  readonly issuer: number;
  /** Money, not negative. */
  readonly size: number;
  readonly form: "shares" | "contract";
  /** Whole quarters. */
  readonly waits?: Readonly<Partial<Record<WaitKind, number>>>;
  /** Positions that must be out before it may begin. */
  readonly after?: readonly number[];
  /** Of a contract: money, and share of what remains; 0 where left out. */
  readonly penaltyFixed?: number;
  readonly penaltyShare?: number;
  /** Quarters after which a contract is over by itself; null = it does not run off. */
  readonly runsOff?: number | null;
  /** Of shares: part of the volume of its market that it may be; default 0.1. */
  readonly participation?: number;
  /** Of shares: whether they may cancel against shares that the issuer holds; default true. False where the two values are unknown. */
  readonly swap?: boolean;
  /** Of shares without a market: share of the size lost, and quarters that a sale takes. */
  readonly discount?: number;
  readonly saleQuarters?: number;
}

/** The market of one issuer; an issuer without is not traded. */
export interface UnwindingMarket {
  readonly issuer: number;
  /** Money a day; null = no limit, no impact. */
  readonly dailyVolume: number | null;
  /** Standard deviation of a day's return. */
  readonly volatility?: number;
}

export interface UnwindingParams {
  readonly positions: readonly UnwindingPosition[];
  readonly markets?: readonly UnwindingMarket[];
  /** Stakes of members that are not for sale and lose value with the sales of others. */
  readonly kept?: readonly { readonly holder: number; readonly issuer: number; readonly size: number }[];
  /** eta; default 1. */
  readonly impact?: number;
  /** gamma; default 0.314. */
  readonly lasting?: number;
  /** Most quarters asked for; default the longest of twice the least time, nine quarters more and all terms. */
  readonly quarters?: number;
  /** Times of the frontier, in place of ten up to `quarters`; those below the least time are left out. */
  readonly times?: readonly number[];
  /** For messages; the index where left out. */
  readonly names?: readonly string[];
}

/** One way to do it. */
export interface UnwindingPlan {
  /** Quarters until all is out. */
  readonly time: number;
  readonly loss: number;
  readonly impact: number;
  readonly lasting: number;
  readonly penalty: number;
  readonly discount: number;
  /** In the order of leaving. */
  readonly exits: readonly { readonly position: number; readonly start: number; readonly finish: number }[];
  readonly bearers: readonly { readonly holder: number; readonly loss: number }[];
  /** Money still tied at the end of quarter 0, 1, ... */
  readonly remaining: readonly number[];
  /** The first quarter with half of it or less; null where nothing is tied. */
  readonly halfTime: number | null;
  /** Standard deviation of what price moves add to the loss. */
  readonly deviation: number;
  /** Sold, cancelled or ended in all, by position: the whole of each. */
  readonly released: readonly number[];
}

interface FrontierPoint {
  readonly time: number;
  readonly loss: number;
  readonly lowerBound: number;
  readonly exact: boolean;
  readonly deviation: number;
}

export interface Unwinding {
  readonly leastTime: number;
  /** When each position can be out at the soonest. */
  readonly earliest: readonly number[];
  readonly criticalChain: readonly ChainLink[];
  /** Stakes that cancel: the two positions and the money on each side. */
  readonly cancelled: readonly { readonly positions: readonly [number, number]; readonly amount: number; readonly quarter: number }[];
  /** At most ten times, the least first; none where fewer quarters are asked for than it takes. */
  readonly frontier: readonly FrontierPoint[];
  /** The cheapest in the least time, and the cheapest in the longest time asked for. */
  readonly fastest: UnwindingPlan;
  readonly cheapest: UnwindingPlan | null;
}

export const TRADING_DAYS = 63;
const POINTS = 10;
const USUAL_PARTICIPATION = 0.1;

/** Throws `bad-position`, `bad-option`, `cycle`. */
export function unwinding(params: UnwindingParams): Outcome<Unwinding> {
  checkParams(params);
  const { positions } = params;
  const named = (p: number): string => params.names?.[p] ?? String(p);
  const cancelled = mutualStakes(positions);
  const left = Float64Array.from(positions, ({ size }) => size);
  for (const { positions: pair, amount } of cancelled) for (const p of pair) left[p] -= amount;
  const caps = Float64Array.from(positions, (position) => capOf(position, params.markets ?? []));
  const duration = Int32Array.from(positions, (position, p) => durationOf(position, left[p], caps[p]));
  const order = exitOrder(positions, duration, named);
  const costs = exitCosts(params, { left, caps, cancelled });
  const longest = params.quarters ?? usualHorizon(positions, order.leastTime);
  const search = (time: number): ReturnType<typeof leastLoss> => leastLoss({ positions, order, duration, costs, time });
  const times = (params.times ?? frontierTimes(order.leastTime, longest)).filter((time) => time >= order.leastTime && time <= longest);
  const fastest = search(order.leastTime);
  const found = times.map((time) => (time === order.leastTime ? fastest : search(time)));
  const feasible = longest >= order.leastTime;
  const last = found.at(-1);
  const warnings: Warning[] = feasible
    ? []
    : [{ code: "too-few-quarters", message: `it takes ${order.leastTime} quarters, ${longest} were asked for: no plan in this time` }];
  const fall = costs.largestFall;
  if (fall > 1)
    warnings.push({
      code: "impact-beyond-value",
      message: `the lasting impact would take ${fall.toFixed(2)} of the value of an issuer: the linear law does not hold so far`,
    });
  return {
    values: {
      leastTime: order.leastTime,
      earliest: [...order.earliestFinish],
      criticalChain: criticalChain(positions, order),
      cancelled,
      frontier: found.map(({ plan, lowerBound, exact }, k) => ({
        time: times[k],
        loss: plan.loss,
        lowerBound,
        exact,
        deviation: plan.deviation,
      })),
      fastest: fastest.plan,
      cheapest: last?.plan ?? null,
    },
    iterations: found.reduce((tried, one) => tried + one.tried, 0),
    residual: found.reduce((most, one) => Math.max(most, one.residual), fastest.residual),
    warnings,
  };
}

/** What two members hold in each other, as far as it is equal: not where one of them waits for others or others for it. */
function mutualStakes(positions: readonly UnwindingPosition[]): Unwinding["cancelled"] {
  const waitedFor = new Set(positions.flatMap(({ after = [] }) => after));
  const free = (p: number): boolean =>
    positions[p].form === "shares" && positions[p].swap !== false && !waitedFor.has(p) && (positions[p].after ?? []).length === 0;
  const left = positions.map(({ size }) => size);
  const found: Unwinding["cancelled"][number][] = [];
  for (const [p, { holder, issuer }] of positions.entries()) {
    if (!free(p) || holder === issuer) continue;
    for (let q = p + 1; q < positions.length; q++) {
      if (!free(q) || positions[q].holder !== issuer || positions[q].issuer !== holder) continue;
      const amount = Math.min(left[p], left[q]);
      if (amount <= 0) continue;
      left[p] -= amount;
      left[q] -= amount;
      const quarter = Math.max(0, ...[p, q].flatMap((k) => Object.values(positions[k].waits ?? {})));
      found.push({ positions: [p, q], amount, quarter });
    }
  }
  return found;
}

/** Money a quarter; Infinity where the market has no limit; 0 without a market. */
function capOf({ form, issuer, participation = USUAL_PARTICIPATION }: UnwindingPosition, markets: readonly UnwindingMarket[]): number {
  const market = form === "shares" ? markets.find((one) => one.issuer === issuer) : undefined;
  if (market === undefined) return 0;
  return market.dailyVolume === null ? Infinity : participation * market.dailyVolume * TRADING_DAYS;
}

const ROUNDING = 1e-9;

function durationOf({ form, saleQuarters = 0 }: UnwindingPosition, left: number, cap: number): number {
  if (form === "contract" || left <= 0) return 0;
  return cap > 0 ? Math.ceil(left / cap - ROUNDING) : saleQuarters;
}

function usualHorizon(positions: readonly UnwindingPosition[], leastTime: number): number {
  return positions.reduce((most, { runsOff }) => Math.max(most, runsOff ?? 0), Math.max(2 * leastTime, leastTime + POINTS - 1));
}

/** At most ten whole times from the least to the longest, evenly spread. */
function frontierTimes(least: number, longest: number): readonly number[] {
  const count = Math.min(POINTS, longest - least + 1);
  if (count <= 1) return [least];
  return Array.from({ length: count }, (_, k) => Math.round(least + (k * (longest - least)) / (count - 1)));
}

function checkParams({ positions, markets = [], kept = [], impact = 1, lasting = 0, quarters = 1 }: UnwindingParams): void {
  for (const [name, value] of Object.entries({ impact, lasting }))
    if (!(value >= 0 && value < Infinity)) throw new KeiretsuError("bad-option", `${name} is ${value}, expected a number, 0 or more`);
  if (!(Number.isInteger(quarters) && quarters >= 0))
    throw new KeiretsuError("bad-option", `quarters is ${quarters}, expected a whole number, 0 or more`);
  for (const [p, position] of positions.entries()) {
    const at = `positions[${p}]`;
    whole(at, "holder", position.holder);
    whole(at, "issuer", position.issuer);
    check(position.size >= 0 && position.size < Infinity, at, "size", position.size, "an amount, not negative");
    check(position.form === "shares" || position.form === "contract", at, "form", position.form, "shares or contract");
    number(at, position, { penaltyFixed: Infinity, penaltyShare: Infinity, discount: 1 });
    const { participation = USUAL_PARTICIPATION } = position;
    check(participation > 0 && participation <= 1, at, "participation", participation, "a share above 0");
    whole(at, "saleQuarters", position.saleQuarters ?? 0);
    whole(at, "runsOff", position.runsOff ?? 0);
    for (const [kind, wait] of Object.entries(position.waits ?? {})) whole(at, `waits.${kind}`, wait);
    for (const q of position.after ?? []) whole(at, "after", q, positions.length);
  }
  for (const [k, market] of markets.entries()) {
    whole(`markets[${k}]`, "issuer", market.issuer);
    const volume = market.dailyVolume;
    check(
      volume === null || (volume > 0 && volume < Infinity),
      `markets[${k}]`,
      "dailyVolume",
      volume,
      "money above 0, or null for no limit",
    );
    number(`markets[${k}]`, market, { volatility: Infinity });
  }
  for (const [k, stake] of kept.entries()) number(`kept[${k}]`, stake, { size: Infinity });
}

function check(fine: boolean, at: string, field: string, found: unknown, expected: string): void {
  if (!fine) throw new KeiretsuError("bad-position", `${at}.${field} is ${JSON.stringify(found)}, expected ${expected}`);
}

function number(at: string, row: object, limits: Readonly<Record<string, number>>): void {
  for (const [field, most] of Object.entries(limits)) {
    const found = (row as Readonly<Record<string, unknown>>)[field];
    if (found === undefined) continue;
    const fine = typeof found === "number" && found >= 0 && found <= most && found < Infinity;
    check(fine, at, field, found, most === Infinity ? "a number, 0 or more" : `a number from 0 to ${most}`);
  }
}

function whole(at: string, field: string, found: unknown, below = Infinity): void {
  check(Number.isInteger(found) && (found as number) >= 0 && (found as number) < below, at, field, found, "a whole number, 0 or more");
}
