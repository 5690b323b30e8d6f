/** Steps along the days on which a casebook changes. The step after the last day is "no limit". */

/** The step that a date of the address stands on: the last day that is not later; no date is the end. */
export function stepOf(days: readonly string[], date: string | null): number {
  if (date === null) return days.length;
  // Text in the order of dates; "2025-10" stands for its last day.
  const day = `${date}-31`.slice(0, 10).padEnd(10, "9");
  return Math.max(0, days.filter((one) => one <= (date.length === 10 ? date : day)).length - 1);
}

/** The date of a step, null for the end. */
export function dateAt(days: readonly string[], step: number): string | null {
  return days[step] ?? null;
}
