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
