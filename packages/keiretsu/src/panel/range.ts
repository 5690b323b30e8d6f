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
