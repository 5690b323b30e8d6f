import { sum } from "../num/sum.ts";
import { type Sale, spreadSales } from "./spread-sales.ts";
import type { Unwinding, UnwindingParams, UnwindingPlan, UnwindingPosition } from "./unwinding.ts";

/** When a position begins and ends to leave. */
export interface Window {
  readonly start: number;
  readonly finish: number;
}

/** What leaving costs, given the windows. */
export interface ExitCosts {
  /** Whether it leaves bit by bit in a market that moves. */
  readonly sold: (p: number) => boolean;
  /** What it costs to leave whole at the end of quarter t: penalty or discount. */
  readonly whole: (p: number, t: number) => number;
  /** Least impact of the sales of all issuers within the windows. */
  readonly impact: (windows: readonly Window[]) => { readonly loss: number; readonly residual: number };
  /** What does not depend on the windows: the lasting impact. */
  readonly lasting: number;
  /** Largest share of the value of an issuer that the lasting impact takes. */
  readonly largestFall: number;
  readonly plan: (windows: readonly Window[]) => UnwindingPlan;
}

const IMPACT_POWER = 0.5;
const USUAL_LASTING = 0.314;
const QUARTER_ROOT = Math.sqrt(63);

/** The sellers of one issuer with its market. */
interface Issuer {
  readonly issuer: number;
  readonly volume: number;
  readonly volatility: number;
  readonly sellers: readonly number[];
  readonly kept: readonly { readonly holder: number; readonly size: number }[];
}

export function exitCosts(
  params: UnwindingParams,
  { left, caps, cancelled }: { readonly left: Float64Array; readonly caps: Float64Array; readonly cancelled: Unwinding["cancelled"] },
): ExitCosts {
  const { positions, markets = [], kept = [], impact: eta = 1, lasting: gamma = USUAL_LASTING } = params;
  const sold = (p: number): boolean => caps[p] > 0 && caps[p] < Infinity && left[p] > 0;
  const issuers: Issuer[] = markets.flatMap(({ issuer, dailyVolume, volatility = 0 }) => {
    const sellers = [...positions.keys()].filter((p) => positions[p].issuer === issuer && sold(p));
    if (dailyVolume === null || sellers.length === 0) return [];
    return [{ issuer, volume: dailyVolume, volatility, sellers, kept: kept.filter((stake) => stake.issuer === issuer) }];
  });
  const lastingOf = (one: Issuer): number => {
    const all = sum(Float64Array.from(one.sellers, (p) => left[p]));
    return ((gamma * one.volatility * all) / one.volume) * (all / 2 + sum(Float64Array.from(one.kept, ({ size }) => size)));
  };
  const seen = new Map<string, { readonly loss: number; readonly residual: number; readonly sold: readonly Float64Array[] }>();
  const salesOf = (
    one: Issuer,
    windows: readonly Window[],
  ): { readonly loss: number; readonly residual: number; readonly sold: readonly Float64Array[] } => {
    const key = `${one.issuer}:${one.sellers.map((p) => `${windows[p].start}-${windows[p].finish}`).join(",")}`;
    const known = seen.get(key);
    if (known) return known;
    const quarters = one.sellers.reduce((most, p) => Math.max(most, windows[p].finish), 0);
    const sales = one.sellers.map((p): Sale => ({ amount: left[p], ...windows[p], cap: caps[p] }));
    const spread = spreadSales(sales, quarters);
    const quarterly = Float64Array.from({ length: quarters }, (_, t) => rateOf(one, totalIn(spread.sold, t)) * totalIn(spread.sold, t));
    const found = { loss: sum(quarterly), residual: spread.residual, sold: spread.sold };
    seen.set(key, found);
    return found;
  };
  /** Loss of a unit sold in a quarter in which the group sells so much. */
  const rateOf = (one: Issuer, amount: number): number => eta * one.volatility * (amount / one.volume) ** IMPACT_POWER;
  const whole = (p: number, t: number): number => wholeCost(positions[p], left[p], { t, traded: caps[p] > 0 });
  const lasting = sum(Float64Array.from(issuers, lastingOf));

  const plan = (windows: readonly Window[]): UnwindingPlan => {
    const time = windows.reduce((most, { finish }) => Math.max(most, finish), 0);
    const bearers = new Map<number, number>();
    const bear = (holder: number, loss: number): number => {
      if (loss > 0) bearers.set(holder, (bearers.get(holder) ?? 0) + loss);
      return loss;
    };
    const parts = { impact: 0, lasting: 0, penalty: 0, discount: 0 };
    const remaining = new Float64Array(time + 1);
    const released = new Float64Array(positions.length);
    for (const [p, position] of positions.entries()) {
      const { finish } = windows[p];
      if (sold(p)) continue;
      const part = position.form === "contract" ? "penalty" : "discount";
      parts[part] += bear(position.holder, whole(p, finish));
      for (let t = 0; t < finish; t++) remaining[t] += left[p] * stillOwed(position, t);
      released[p] += left[p];
    }
    for (const { positions: pair, amount, quarter } of cancelled)
      for (const p of pair) {
        released[p] += amount;
        for (let t = 0; t < Math.min(quarter, time + 1); t++) remaining[t] += amount;
      }
    let variance = 0;
    for (const one of issuers) {
      const { sold: rows } = salesOf(one, windows);
      const held = Float64Array.from(one.sellers, (p) => left[p]);
      for (let t = 0; t <= time; t++) {
        const amount = t === 0 ? 0 : totalIn(rows, t - 1);
        const fall = (gamma * one.volatility * amount) / one.volume;
        for (const [s, p] of one.sellers.entries()) {
          const part = t === 0 ? 0 : (rows[s][t - 1] ?? 0);
          held[s] -= part;
          released[p] += part;
          const { holder } = positions[p];
          parts.impact += bear(holder, part * rateOf(one, amount));
          parts.lasting += bear(holder, fall * (Math.max(0, held[s]) + part / 2));
          remaining[t] += Math.max(0, held[s]);
        }
        for (const { holder, size } of one.kept) parts.lasting += bear(holder, fall * size);
        if (t > 0) variance += (one.volatility * QUARTER_ROOT * Math.max(0, sum(held))) ** 2;
      }
    }
    const start = remaining[0];
    const exits = positions.map((_, position) => ({ position, ...windows[position] }));
    return {
      time,
      loss: parts.impact + parts.lasting + parts.penalty + parts.discount,
      ...parts,
      exits: exits.sort((a, b) => a.finish - b.finish || a.start - b.start || a.position - b.position),
      bearers: [...bearers].map(([holder, loss]) => ({ holder, loss })).sort((a, b) => b.loss - a.loss || a.holder - b.holder),
      remaining: [...remaining],
      halfTime: start > 0 ? remaining.findIndex((x) => x <= start / 2) : null,
      deviation: Math.sqrt(variance),
      released: [...released],
    };
  };
  return {
    sold,
    whole,
    impact: (windows) => {
      const all = issuers.map((one) => salesOf(one, windows));
      return {
        loss: sum(Float64Array.from(all, ({ loss }) => loss)),
        residual: all.reduce((most, one) => Math.max(most, one.residual), 0),
      };
    },
    lasting,
    largestFall: issuers.reduce((most, one) => {
      const all = sum(Float64Array.from(one.sellers, (p) => left[p]));
      return Math.max(most, (gamma * one.volatility * all) / one.volume);
    }, 0),
    plan,
  };
}

function totalIn(rows: readonly Float64Array[], t: number): number {
  return sum(Float64Array.from(rows, (row) => row[t] ?? 0));
}

/** Share of a contract that is still to run at the end of quarter t. */
function stillOwed({ form, runsOff = null }: UnwindingPosition, t: number): number {
  return form === "contract" && runsOff !== null ? Math.max(0, 1 - t / Math.max(1, runsOff)) : 1;
}

function wholeCost(position: UnwindingPosition, left: number, { t, traded }: { readonly t: number; readonly traded: boolean }): number {
  if (position.form === "shares") return traded ? 0 : (position.discount ?? 0) * left;
  const { penaltyFixed = 0, penaltyShare = 0, runsOff = null } = position;
  if (runsOff !== null && t >= runsOff) return 0;
  return penaltyFixed + penaltyShare * left * stillOwed(position, t);
}
