import { isCurrency } from "./currencies.ts";

/**
 * What a unit says about the value beside it: `money` is a currency, `price` is money per something or a pair of currencies (USD/share,
 * USD/EUR), `number` any other measure (%, count, GW, years ...), `words` a value that is not a number (text, date, entity ...).
 */
export type UnitKind = "money" | "price" | "number" | "words";

const WORDS: ReadonlySet<string> = new Set(["text", "date", "entity", "bool", "year", "year-range", "decade", "status", "role"]);

/** Kind of a unit as written; null when it is none: a currency that does not exist, a scale inside the unit ("billion USD"), a stray sign. */
export function unitKind(unit: string): UnitKind | null {
  if (WORDS.has(unit)) return "words";
  if (isCurrency(unit)) return "money";
  if (nearCurrency(unit) !== null) return null;
  const parts = unit.split("/");
  if (parts.length > 2) return null;
  if (!parts.every((part) => /^(?:%|\p{L}[\p{L}\p{N}-]*)$/u.test(part))) return null;
  // Three capitals are read as a currency, so a code that does not exist is a mistake and not a new unit.
  if (parts.some((part) => /^[A-Z]{3}$/.test(part) && !isCurrency(part))) return null;
  return parts.length === 2 && isCurrency(parts[0]) ? "price" : "number";
}

/** A currency that the unit seems to mean: "usd", "US$", "billion USD", "USD bn"; null when it means none. */
export function nearCurrency(unit: string): string | null {
  if (isCurrency(unit)) return null;
  const signs: Readonly<Record<string, string>> = { "€": "EUR", $: "USD", US$: "USD", "£": "GBP", "¥": "JPY" };
  if (signs[unit] !== undefined) return signs[unit];
  const word = unit.split(/[\s]+/).find((part) => isCurrency(part) || (part.length === 3 && isCurrency(part.toUpperCase())));
  return word === undefined ? null : word.toUpperCase();
}
