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

/** The text of the day, month or year that is exactly these days; the first day where they are none of these. */
export function rangeText(firstDay: number, lastDay: number): string {
  const day = dayText(firstDay);
  const whole = [day.slice(0, 4), day.slice(0, 7)].find((text) => {
    const range = parseDate(text);
    return range !== null && range.firstDay === firstDay && range.lastDay === lastDay;
  });
  return whole ?? day;
}

/** A day since 1970-01-01 as years since the year 0, for a scale of time. */
export function yearsAt(day: number): number {
  const year = Number(dayText(day).slice(0, 4));
  const start = dayNumber(year, 1, 1);
  return year + (day - start) / (dayNumber(year + 1, 1, 1) - start);
}

/** YYYY-MM-DD of a day since 1970-01-01 (Howard Hinnant 2013, civil_from_days), for the years 0 to 9999. */
function dayText(days: number): string {
  const z = days + 719468;
  const era = Math.floor(z / 146097);
  const dayOfEra = z - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  const day = dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1;
  return [String(year).padStart(4, "0"), String(month).padStart(2, "0"), String(day).padStart(2, "0")].join("-");
}
