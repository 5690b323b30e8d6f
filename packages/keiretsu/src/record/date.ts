/**
 * A date at the precision the source gives: a day, a month or a year is the range of days [first, last].
 * ISO text is kept; days are counted from 1970-01-01 so that kernels can use integers. No clock is ever read.
 */
export interface DayRange {
  readonly text: string;
  readonly firstDay: number;
  readonly lastDay: number;
}

/** Parse YYYY, YYYY-MM or YYYY-MM-DD; null when it is none of these or no such day exists. */
export function parseDate(text: string): DayRange | null {
  const match = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(text);
  if (!match) return null;
  const year = Number(match[1]);
  if (match[2] === undefined) return { text, firstDay: dayNumber(year, 1, 1), lastDay: dayNumber(year, 12, 31) };
  const month = Number(match[2]);
  if (month < 1 || month > 12) return null;
  const length = dayNumber(month === 12 ? year + 1 : year, month === 12 ? 1 : month + 1, 1) - dayNumber(year, month, 1);
  if (match[3] === undefined) {
    const firstDay = dayNumber(year, month, 1);
    return { text, firstDay, lastDay: firstDay + length - 1 };
  }
  const day = Number(match[3]);
  if (day < 1 || day > length) return null;
  const firstDay = dayNumber(year, month, day);
  return { text, firstDay, lastDay: firstDay };
}

/** Days since 1970-01-01 of a date of the proleptic Gregorian calendar (Howard Hinnant 2013, days_from_civil). */
export function dayNumber(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146097 + dayOfEra - 719468;
}
