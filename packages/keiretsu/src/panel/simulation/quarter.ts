import { KeiretsuError } from "../../assert.ts";
import { dayNumber } from "../../record/date.ts";
import { dayText } from "../stress/window.ts";

/** Calendar quarters as whole numbers: four a year, 2026-Q1 is 4 x 2026. */
export type Quarter = number;

/** Throws `bad-quarter`. */
export function parseQuarter(text: string): Quarter {
  const match = /^(\d{4})-?Q([1-4])$/.exec(text);
  if (match === null) throw new KeiretsuError("bad-quarter", `quarter is "${text}", expected such as 2026-Q3`);
  return 4 * Number(match[1]) + Number(match[2]) - 1;
}

export function quarterText(quarter: Quarter): string {
  return `${Math.floor(quarter / 4)}-Q${(quarter % 4) + 1}`;
}

/** The quarter in which a day lies, days from 1970-01-01. */
export function quarterOf(day: number): Quarter {
  const [year, month] = dayText(day).split("-").map(Number);
  return 4 * year + Math.floor((month - 1) / 3);
}

export function firstDayOf(quarter: Quarter): number {
  return dayNumber(Math.floor(quarter / 4), 3 * (quarter % 4) + 1, 1);
}

export function lastDayOf(quarter: Quarter): number {
  return firstDayOf(quarter + 1) - 1;
}
