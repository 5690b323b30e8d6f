/**
 * If one supplier of an input is lost, what does it cost, and how long until the others cover the need?
 *
 *   s_k       what supplier k delivers a quarter (0 for one that could be taken on)
 *   c_k(t)    what supplier k can deliver on top, t quarters after the loss (row k of `spare`)
 *   short(t)  = max(0, s_lost - sum_{k != lost} c_k(t))
 *   cost      = margin x sum_t short(t) + switching cost + penalty of the lost supplier
 *
 * Effective suppliers are 1 / HHI of the s_k, the worst single loss is the largest share. The replaceable share at t is what the others could cover of
 * each supplier, weighted by its share: 0 where every supplier is indispensable, 1 where none is. Without `spare` nothing is known of the others: cost and time
 * are null, never 0. Cost O(k^2 T) for k suppliers and T quarters. Sources: Herfindahl 1950 for the index; Sheffi and Rice 2005 "A supply chain view of the
 * resilient enterprise" for the cost of a disruption as the area of lost service until recovery.
 */
import { KeiretsuError } from "../assert.ts";
import type { Outcome } from "../network/result.ts";
import { sum } from "../num/sum.ts";
import { concentration } from "./concentration.ts";

export interface OptionalityParams {
  /** s_k, length k, in units of the input a quarter. */
  readonly supply: ArrayLike<number>;
  /** c_k(t): k rows of T numbers, not negative. */
  readonly spare?: readonly ArrayLike<number>[];
  /** What a missing unit of the input costs; default 1. */
  readonly margin?: number;
  /** Once, when k is lost; length k, default 0. */
  readonly switchingCost?: ArrayLike<number>;
  /** What stays due to k when it is left; length k, default 0. */
  readonly penalty?: ArrayLike<number>;
}

export interface SupplierLoss {
  readonly supplier: number;
  readonly share: number;
  /** By quarter; null where nothing is known of the others. */
  readonly shortfall: readonly number[] | null;
  /** Over the quarters of `spare`; a floor where they do not cover the need within them. */
  readonly cost: number | null;
  /** First quarter, from 0, in which the others cover the need and go on doing so; null = not within the quarters given, or unknown. */
  readonly quartersToReplace: number | null;
}

export interface Optionality {
  readonly effectiveSuppliers: number | null;
  /** Share of the largest supplier. */
  readonly worstSingleLoss: number | null;
  /** One a supplier that delivers, largest share first. */
  readonly losses: readonly SupplierLoss[];
  /** Share of the supply that others could replace, by quarter; null where nothing is known of them. */
  readonly replaceableShare: readonly number[] | null;
}

/** Throws `bad-vector` where lengths differ or a number is negative or not finite. */
export function optionality(params: OptionalityParams): Outcome<Optionality> {
  const supply = checked(params.supply, "supply", params.supply.length);
  const k = supply.length;
  const spare = params.spare?.map((row, i) => checked(row, `spare[${i}]`, params.spare![0].length)) ?? null;
  if (spare && spare.length !== k) throw new KeiretsuError("bad-vector", `spare has ${spare.length} rows, expected ${k}, one a supplier`);
  const [margin] = checked([params.margin ?? 1], "margin", 1);
  const switchingCost = checked(params.switchingCost ?? new Float64Array(k), "switchingCost", k);
  const penalty = checked(params.penalty ?? new Float64Array(k), "penalty", k);

  const { effective, largest } = concentration(supply, { largest: [1] });
  const total = sum(supply);
  const delivering = [...supply.keys()].filter((i) => supply[i] > 0).sort((a, b) => supply[b] - supply[a] || a - b);
  const losses = delivering.map((lost): SupplierLoss => {
    const share = supply[lost] / total;
    if (!spare) return { supplier: lost, share, shortfall: null, cost: null, quartersToReplace: null };
    const shortfall = shortfallOf(lost, supply[lost], spare);
    const last = shortfall.findLastIndex((x) => x > 0);
    return {
      supplier: lost,
      share,
      shortfall,
      cost: margin * sum(shortfall) + switchingCost[lost] + penalty[lost],
      quartersToReplace: last + 1 < shortfall.length ? last + 1 : null,
    };
  });
  return {
    values: { effectiveSuppliers: effective, worstSingleLoss: largest[0].share, losses, replaceableShare: replaceable(losses, supply) },
  };
}

function shortfallOf(lost: number, need: number, spare: readonly Float64Array[]): number[] {
  return Array.from(spare[lost], (_, t) => Math.max(0, need - sum(spare.filter((_row, i) => i !== lost).map((row) => row[t]))));
}

function replaceable(losses: readonly SupplierLoss[], supply: Float64Array): readonly number[] | null {
  const quarters = losses[0]?.shortfall?.length;
  if (quarters === undefined) return null;
  return Array.from({ length: quarters }, (_, t) =>
    sum(losses.map(({ supplier, share, shortfall }) => share * (1 - shortfall![t] / supply[supplier]))),
  );
}

function checked(values: ArrayLike<number>, name: string, length: number): Float64Array {
  if (values.length !== length) throw new KeiretsuError("bad-vector", `${name} has ${values.length} entries, expected ${length}`);
  const copy = Float64Array.from(values);
  const bad = copy.findIndex((x) => !(x >= 0 && x < Infinity));
  if (bad >= 0) throw new KeiretsuError("bad-vector", `${name}[${bad}] is ${copy[bad]}, expected a finite number, not negative`);
  return copy;
}
