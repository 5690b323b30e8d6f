/** Why an amount cannot be taken, or null with the value left in `amount.value` and its decimals in `amount.digits`. */
export type AmountFault = "missing-amount" | "negative-amount" | "not-a-number" | "too-many-digits" | "finer-than-unit";

export interface ParsedAmount {
  value: number;
  /** Decimals as written, zeros included. */
  digits: number;
}

export const POWERS_OF_TEN: Float64Array = Float64Array.from({ length: 23 }, (_, exponent) => Number(`1e${exponent}`));

/**
 * Read a decimal such as 12, 12.50, +3 or 1.5e6 exactly: all its digits must fit an integer below 2^53, of which the value is the nearest
 * double to that integer over 10^digits. No grouping marks, no currency signs, no words.
 */
export function parseAmount(
  bytes: Uint8Array,
  begin: number,
  end: number,
  limits: { readonly minorDigits: number | null; readonly decimal: number },
  out: ParsedAmount,
): AmountFault | null {
  while (begin < end && (bytes[begin] === 0x20 || bytes[begin] === 0x09)) begin++;
  while (end > begin && (bytes[end - 1] === 0x20 || bytes[end - 1] === 0x09)) end--;
  if (begin === end) return "missing-amount";
  let i = begin;
  const negative = bytes[i] === 0x2d;
  if (negative || bytes[i] === 0x2b) i++;
  let mantissa = 0;
  let digits = 0;
  let point = -1;
  let any = false;
  let overflow = false;
  for (; i < end; i++) {
    const c = bytes[i];
    if (c === limits.decimal && point < 0) {
      point = i;
    } else if (c >= 0x30 && c <= 0x39) {
      any = true;
      if (point >= 0) digits++;
      mantissa = mantissa * 10 + (c - 0x30);
      if (mantissa > Number.MAX_SAFE_INTEGER) overflow = true;
    } else break;
  }
  if (!any) return "not-a-number";
  let exponent = 0;
  if (i < end && (bytes[i] === 0x65 || bytes[i] === 0x45)) {
    i++;
    const down = bytes[i] === 0x2d;
    if (down || bytes[i] === 0x2b) i++;
    if (i === end) return "not-a-number";
    for (; i < end && bytes[i] >= 0x30 && bytes[i] <= 0x39; i++) exponent = Math.min(999, exponent * 10 + (bytes[i] - 0x30));
    if (down) exponent = -exponent;
  }
  if (i < end) return "not-a-number";
  if (overflow) return "too-many-digits";
  digits -= exponent;
  const written = Math.max(0, digits);
  while (mantissa > 0 && digits > 0 && mantissa % 10 === 0) {
    mantissa /= 10;
    digits--;
  }
  if (mantissa === 0) digits = 0;
  if (digits > 15) return "too-many-digits";
  if (digits < 0) {
    if (digits < -22 || mantissa * POWERS_OF_TEN[-digits] > Number.MAX_SAFE_INTEGER) return "too-many-digits";
    mantissa *= POWERS_OF_TEN[-digits];
    digits = 0;
  }
  if (negative && mantissa > 0) return "negative-amount";
  if (limits.minorDigits !== null && digits > limits.minorDigits) return "finer-than-unit";
  out.value = mantissa / POWERS_OF_TEN[digits];
  out.digits = Math.min(written, limits.minorDigits ?? 15);
  return null;
}
