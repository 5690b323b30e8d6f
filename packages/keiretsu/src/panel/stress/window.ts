import { KeiretsuError } from "../../assert.ts";
import { type DayRange, dayNumber, parseDate } from "../../record/date.ts";
import { periodDays } from "../../record/limits.ts";
import type { View } from "../../record/view.ts";

/** The days in which what is owed falls due, inclusive. */
export interface Window {
  readonly text: string;
  readonly firstDay: number;
  readonly lastDay: number;
}

/** A window as typed: 2026, 2026-Q1, 2026-H1, 2026-03, or from..to of these. Throws `bad-window`. */
export function parseWindow(text: string): Window {
  const [from, to = from] = text.split("..");
  const first = periodOf(from.trim());
  const last = periodOf(to.trim());
  if (first === null || last === null || last.lastDay < first.firstDay)
    throw new KeiretsuError("bad-window", `window is "${text}", expected such as 2026, 2026-Q1..2026-Q4 or 2026-03..2027-02`);
  return { text, firstDay: first.firstDay, lastDay: last.lastDay };
}

/**
 * The twelve months after what the view sees: after valid on, else known on, else the last turn in force. Throws `bad-window` where there is none
 * of the three.
 */
export function windowOf(view: View, asked: string | null): Window {
  if (asked !== null) return parseWindow(asked);
  const { validOn, knownOn } = view.options;
  const date = validOn ?? knownOn;
  const firstDay = 1 + (date === null ? lastTurn(view) : parseDate(date)!.lastDay);
  const [year, month, day] = dayText(firstDay).split("-").map(Number);
  return { text: "next-12-months", firstDay, lastDay: dayNumber(year + 1, month, day) - 1 };
}

function lastTurn(view: View): number {
  const days = view.legs.flatMap(({ status }) => (status === null ? [] : [status.validOn.lastDay]));
  if (days.length === 0)
    throw new KeiretsuError("bad-window", "nothing in this view has a date, so no window follows it: expected one, such as 2026");
  return days.reduce((a, b) => Math.max(a, b));
}

/** The days of a period as sources write it, half-years too; null for anything else, such as 2030+. */
export function periodOf(text: string): DayRange | null {
  const half = /^(\d{4})-?H([12])$/.exec(text);
  if (half === null) return periodDays(text);
  const year = Number(half[1]);
  const [first, last] = half[2] === "1" ? [1, 6] : [7, 12];
  return { text, firstDay: dayNumber(year, first, 1), lastDay: dayNumber(year, last, last === 6 ? 30 : 31) };
}

/** ISO text of a day (Howard Hinnant 2013, civil_from_days). */
export function dayText(day: number): string {
  const z = day + 719468;
  const era = Math.floor(z / 146097);
  const dayOfEra = z - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const m = Math.floor((5 * dayOfYear + 2) / 153);
  const month = m < 10 ? m + 3 : m - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${year}-${twoDigits(month)}-${twoDigits(dayOfYear - Math.floor((153 * m + 2) / 5) + 1)}`;
}

function twoDigits(x: number): string {
  return String(x).padStart(2, "0");
}

/** The part of a span of days that lies in the window, when what it carries is spread evenly over its days. */
export function partWithin(span: { readonly firstDay: number; readonly lastDay: number }, window: Window): number {
  const days = Math.min(span.lastDay, window.lastDay) - Math.max(span.firstDay, window.firstDay) + 1;
  return days <= 0 ? 0 : days / (span.lastDay - span.firstDay + 1);
}
