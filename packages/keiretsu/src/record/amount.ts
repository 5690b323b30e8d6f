import { minorDecimals } from "./read/currencies.ts";
import { readNumeral, type Numeral } from "./read/numeral.ts";
import { unitKind } from "./read/units.ts";

/**
 * An amount as a source gives it: low, point and high, the qualifier and the text as written. null is an unknown bound, never 0.
 * "up to X" is low 0, high X and no point; "at least X" is low X and no high; "about X" keeps X as point and bounds, since the source gives
 * no width, and stays marked by its qualifier; words such as "tens of billions" give the bounds the words give.
 */
export interface Amount {
  readonly low: number | null;
  readonly point: number | null;
  readonly high: number | null;
  readonly qualifier: string;
  /** ISO 4217 code, or another unit (%, GW, count ...). */
  readonly unit: string;
  /** Exact integer minor units of the point, or of the only known bound, where the unit is a currency; null otherwise. */
  readonly minorUnits: number | null;
  readonly text: string;
}

export type AmountProblem = "not-a-number" | "other-currency" | "too-precise" | "not-exact";

export interface AmountReading {
  /** null for words, for lists, and where the value cannot be read. */
  readonly amount: Amount | null;
  readonly problem: AmountProblem | null;
}

/**
 * Read a value beside its unit and qualifier. A list ("22|17|14|12") and a unit of words have no amount and are no problem.
 * `too-precise` (more decimals than the currency has) and `not-exact` (beyond 2^53 minor units) still give the amount, without minor units.
 */
export function parseAmount(value: string, unit: string, qualifier: string): AmountReading {
  const kind = unitKind(unit);
  if (kind === null || kind === "words" || value.includes("|")) return { amount: null, problem: null };
  const numeral = readNumeral(value);
  if (numeral === null) return { amount: null, problem: "not-a-number" };
  if (numeral.currency !== null && numeral.currency !== unit) return { amount: null, problem: "other-currency" };
  const hedge = qualifier === "" ? numeral.hedge : qualifier;
  const bounds = boundsOf(numeral, hedge);
  const exact = kind === "money" ? exactMinorUnits(numeral, unit) : { minorUnits: null, problem: null };
  return { amount: { ...bounds, qualifier: hedge, unit, minorUnits: exact.minorUnits, text: value }, problem: exact.problem };
}

function boundsOf({ low, high }: Numeral, qualifier: string): { low: number | null; point: number | null; high: number | null } {
  const from = low === null ? null : Number(low);
  const to = high === null ? null : Number(high);
  if (from === null && to === null) return { low: null, point: null, high: null };
  switch (qualifier) {
    // A loss of "up to 5" is written -5: then nothing is known below.
    case "up-to":
      return to === null ? { low: 0, point: null, high: null } : { low: to < 0 ? null : 0, point: null, high: to };
    case "at-least":
    case "several":
      return { low: from, point: null, high: from === to ? null : qualifier === "several" ? to : null };
    default:
      return from === to ? { low: from, point: from, high: from } : { low: from, point: null, high: to };
  }
}

/** Integer minor units of a single number; a range or words have none. */
function exactMinorUnits({ low, high }: Numeral, currency: string): { minorUnits: number | null; problem: AmountProblem | null } {
  if (low === null || low !== high) return { minorUnits: null, problem: null };
  const decimals = minorDecimals(currency)!;
  const [whole, fraction = ""] = low.split(".");
  if (fraction.length > decimals) return { minorUnits: null, problem: "too-precise" };
  const minorUnits = Number(whole + fraction.padEnd(decimals, "0"));
  if (!Number.isSafeInteger(minorUnits)) return { minorUnits: null, problem: "not-exact" };
  return { minorUnits: minorUnits === 0 ? 0 : minorUnits, problem: null };
}
