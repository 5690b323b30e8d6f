import type { AmountFault } from "./amount.ts";
import type { RowFault } from "./split-row.ts";

/** Why a row of an edge list was refused. */
export type Refusal = AmountFault | RowFault | "ragged-row" | "missing-id" | "row-too-long" | "bad-date";

export const REFUSALS: Readonly<Record<Refusal, { readonly summary: string; readonly advice: string }>> = {
  "missing-amount": { summary: "The row has no amount", advice: "Give the amount; an unknown amount is not 0 and cannot be summed." },
  "negative-amount": {
    summary: "The amount is negative, 0 or more was expected",
    advice: "Write a payment in the other direction, or net credit notes before.",
  },
  "not-a-number": {
    summary: "The amount is not a plain number such as 1234.50",
    advice: "Remove grouping marks, currency signs and words; use --decimal , for a decimal comma.",
  },
  "too-many-digits": {
    summary: "The amount has more digits than can be held exactly (2^53 units of its last decimal)",
    advice: "Round the amount or split the row.",
  },
  "finer-than-unit": {
    summary: "The amount has more decimals than the unit allows",
    advice: "Raise --minor-digits, or round the amount at its origin.",
  },
  "nul-byte": { summary: "The row holds a NUL byte", advice: "Remove it; the file may be damaged or in another encoding." },
  "unclosed-quote": { summary: "A quoted field is not closed", advice: 'Close the quote, or double it ("") where it belongs to the name.' },
  "text-after-quote": {
    summary: "Text follows the closing quote of a field",
    advice: 'Double a quote ("") that belongs to the name, or remove the text.',
  },
  "ragged-row": {
    summary: "The row does not have as many fields as the header",
    advice: "Quote fields that hold the delimiter, fill empty fields.",
  },
  "missing-id": { summary: "The row does not say who pays or who is paid", advice: "Give both ids." },
  "row-too-long": { summary: "The row is longer than a row may be", advice: "Check that lines end with a newline and quotes are closed." },
  "bad-date": { summary: "The date is not YYYY, YYYY-MM or YYYY-MM-DD", advice: "Write the date in one of these forms." },
};

/** The text at fault, at most 80 characters, control characters shown as a middle dot. */
export function excerptOf(bytes: Uint8Array, begin: number, end: number): string {
  const text = new TextDecoder().decode(bytes.subarray(begin, Math.min(end, begin + 320)));
  let shown = "";
  for (const character of text.trimEnd()) {
    if (shown.length >= 80) break;
    shown += character < " " || character === "\u007f" ? "·" : character;
  }
  return shown;
}
