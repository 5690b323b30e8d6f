import { KeiretsuError } from "../assert.ts";
import { type DayRange, parseDate } from "./date.ts";
import { isSupposed } from "./supposed.ts";

/**
 * What the reader may see: three dates as days since 1970-01-01, Infinity where there is no limit.
 * A row counts as known on the last day of its known_on, since a month is not over before its last day, and as valid from the first day of
 * its valid_on. A row without a date is seen only where that date has no limit: unknown is not early. What is supposed is known at any date.
 */
export interface Horizon {
  readonly validDay: number;
  readonly knownDay: number;
  readonly recordedDay: number;
}

/** Read three ISO dates at any precision; a partial date stands for its last day. Throws `bad-date`. */
export function horizon(dates: {
  readonly validOn?: string | null | undefined;
  readonly knownOn?: string | null | undefined;
  readonly recordedOn?: string | null | undefined;
}): Horizon {
  return {
    validDay: lastDayOf("validOn", dates.validOn),
    knownDay: lastDayOf("knownOn", dates.knownOn),
    recordedDay: lastDayOf("recordedOn", dates.recordedOn),
  };
}

export function isKnown(row: { readonly knownOn: DayRange | null; readonly source?: string }, seen: Horizon): boolean {
  return seen.knownDay === Infinity || isSupposed(row) || (row.knownOn !== null && row.knownOn.lastDay <= seen.knownDay);
}

export function isValid(row: { readonly validOn: DayRange | null }, seen: Horizon): boolean {
  return seen.validDay === Infinity || (row.validOn !== null && row.validOn.firstDay <= seen.validDay);
}

export function isRecorded(row: { readonly recordedOn: DayRange | null; readonly source?: string }, seen: Horizon): boolean {
  return seen.recordedDay === Infinity || isSupposed(row) || (row.recordedOn !== null && row.recordedOn.lastDay <= seen.recordedDay);
}

/** Earliest first, an unknown date before all, a month before its days: by last day, then by first day. */
export function compareKnown(a: DayRange | null, b: DayRange | null): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? -1 : 1;
  return a.lastDay - b.lastDay || a.firstDay - b.firstDay;
}

/** Earliest first, an unknown date before all: by first day, then by last day. */
export function compareValid(a: DayRange | null, b: DayRange | null): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? -1 : 1;
  return a.firstDay - b.firstDay || a.lastDay - b.lastDay;
}

function lastDayOf(name: string, text: string | null | undefined): number {
  if (text === null || text === undefined) return Infinity;
  const date = parseDate(text);
  if (date === null) throw new KeiretsuError("bad-date", `${name} is "${text}", expected YYYY, YYYY-MM or YYYY-MM-DD`);
  return date.lastDay;
}
