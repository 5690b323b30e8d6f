import type { LegView } from "../record/view.ts";

/** A figure over the low, stated and high amounts. For amounts of money null = unknown bound; the unit is the casebook's currency. */
export interface Range {
  readonly low: number | null;
  /** Taking the figure that each source names; null when the figure does not exist. */
  readonly point: number | null;
  readonly high: number | null;
}

/** A range with the legs behind it. */
export interface Figure extends Range {
  /** Leg ids, sorted. */
  readonly legs: readonly string[];
}

/** Smallest and largest of the values that exist, with the middle one as point. */
export function spanOf(values: { readonly low: number | null; readonly point: number | null; readonly high: number | null }): Range {
  const known = [values.low, values.point, values.high].filter((value) => value !== null);
  if (known.length === 0) return { low: null, point: null, high: null };
  return { low: Math.min(...known), point: values.point, high: Math.max(...known) };
}

/** A part of a whole, null where the whole is nothing. */
export function shareOf(part: number | null, whole: number | null): number | null {
  return part === null || whole === null || whole === 0 ? null : part / whole;
}

/** Bounds of the sum of the amounts of legs; a leg without an amount in the currency has no ceiling. */
export function summed(rows: readonly LegView[], currency: string): { readonly low: number; readonly high: number | null } {
  let [low, high]: [number, number | null] = [0, 0];
  for (const { amount } of rows) {
    const known = amount !== null && amount.unit === currency;
    low += known ? (amount.low ?? 0) : 0;
    high = high === null || !known || amount.high === null ? null : high + amount.high;
  }
  return { low, high };
}
