import type { Amount } from "../record/amount.ts";
import { type DayRange, parseDate } from "../record/date.ts";
import type { Language } from "./language.ts";

/**
 * Numbers, money, shares and dates as a reader of each language writes them. Own tables, no Intl: the same bytes on every machine, and the
 * compact French of Intl says "Bn" for a thousand million, which no French reader would.
 */

/** No-break space between a number, its magnitude and its currency; narrow no-break space between thousands and before the French %. */
const space = "\u00a0";
const narrow = "\u202f";

const symbols: Readonly<Record<string, string>> = { USD: "$", EUR: "€", JPY: "¥", GBP: "£" };

const frenchUnits: Readonly<Record<string, string>> = {
  day: "jour",
  days: "jours",
  miles: "milles",
  month: "mois",
  months: "mois",
  reactors: "réacteurs",
  share: "action",
  shares: "actions",
  units: "unités",
  weeks: "semaines",
  year: "an",
  years: "ans",
};

const magnitudes = [
  { size: 1e9, en: "bn", fr: "Md" },
  { size: 1e6, en: "M", fr: "M" },
] as const;

/** Bounds in whole units; null = unknown bound, never 0. */
export interface Bounds {
  readonly low: number | null;
  readonly high: number | null;
}

/** An amount of money or of another unit: a number, bounds, or null for unknown. "0 to 100 bn USD" / « de 0 à 100 Md $ ». */
export function formatAmount(value: number | Bounds | null, unit: string, language: Language): string {
  const bounds = typeof value === "number" ? { low: value, high: value } : (value ?? { low: null, high: null });
  const { low, high } = bounds;
  if (low === null && high === null) return language === "fr" ? "inconnu" : "unknown";
  if (high === null) return `${language === "fr" ? "au moins" : "at least"} ${quantity(low!, unit, language)}`;
  if (low === null) return `${language === "fr" ? "au plus" : "at most"} ${quantity(high, unit, language)}`;
  const top = scaled(high, unit, language);
  const bottom = scaled(low, unit, language);
  if (low === high || (top.digits === bottom.digits && top.magnitude === bottom.magnitude)) return quantity(high, unit, language);
  // The magnitude is said once when both ends share it; 0 needs none.
  const start = low === 0 || bottom.magnitude === top.magnitude ? bottom.digits : joined([bottom.digits, bottom.magnitude]);
  const end = quantity(high, unit, language);
  return language === "fr" ? `de ${start} à ${end}` : `${start} to ${end}`;
}

/** An amount as its source hedges it: "up to 100 bn USD" / « jusqu’à 100 Md $ ». */
export function formatStated(amount: Amount | null, language: Language): string {
  if (amount === null) return formatAmount(null, "", language);
  const { low, point, high, qualifier, unit } = amount;
  if (qualifier === "up-to" && high !== null) return `${language === "fr" ? "jusqu’à" : "up to"} ${quantity(high, unit, language)}`;
  if (qualifier === "about" && point !== null) return `${language === "fr" ? "environ" : "about"} ${quantity(point, unit, language)}`;
  return formatAmount(point ?? { low, high }, unit, language);
}

/** The range of an amount that its sources leave open; of a floor of nothing without a ceiling nothing is known. */
export function hedged({ low, point, high }: Bounds & { readonly point: number | null }): number | null | Bounds {
  if (low === high) return point;
  return high === null && (low ?? 0) === 0 ? null : { low, high };
}

/** A fraction as a percentage: 84% / 84 %. Whole from 10 % up, one decimal below; null is unknown. */
export function formatShare(fraction: number | Bounds | null, language: Language): string {
  if (fraction === null) return formatAmount(null, "", language);
  if (typeof fraction === "number") return `${percent(fraction, language)}${percentSign(language)}`;
  const { low, high } = fraction;
  if (low === null || high === null) {
    if (low === null && high === null) return formatAmount(null, "", language);
    const word = low === null ? { en: "at most", fr: "au plus" } : { en: "at least", fr: "au moins" };
    return `${word[language]} ${formatShare(low ?? high, language)}`;
  }
  const [bottom, top] = [percent(low, language), percent(high, language)];
  if (bottom === top) return formatShare(high, language);
  return language === "fr" ? `de ${bottom} à ${top}${percentSign(language)}` : `${bottom} to ${top}${percentSign(language)}`;
}

/** A bare number with the separators of the language, at most `decimals` decimals, trailing zeros dropped. */
export function formatNumber(value: number, language: Language, decimals = 2): string {
  const [whole, fraction = ""] = Math.abs(value).toFixed(decimals).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, language === "fr" ? narrow : ",");
  const kept = fraction.replace(/0+$/, "");
  const digits = kept === "" ? grouped : `${grouped}${language === "fr" ? "," : "."}${kept}`;
  return value < 0 && /[1-9]/.test(digits) ? `\u2212${digits}` : digits;
}

const months: Readonly<Record<Language, readonly string[]>> = {
  en: "January,February,March,April,May,June,July,August,September,October,November,December".split(","),
  fr: "janvier,février,mars,avril,mai,juin,juillet,août,septembre,octobre,novembre,décembre".split(","),
};

const shortMonths: Readonly<Record<Language, readonly string[]>> = {
  en: "Jan,Feb,Mar,Apr,May,June,July,Aug,Sept,Oct,Nov,Dec".split(","),
  fr: "janv.,févr.,mars,avril,mai,juin,juill.,août,sept.,oct.,nov.,déc.".split(","),
};

/** A date at the precision it is known: 22 September 2025, September 2025, 2025 / 22 septembre 2025 (1er for the first). Text that is no date stays. */
export function formatDate(date: DayRange | string | null, language: Language, style: "long" | "short" = "long"): string {
  if (date === null || date === "") return language === "fr" ? "date inconnue" : "date unknown";
  const text = typeof date === "string" ? date : date.text;
  if (parseDate(text) === null) return text;
  const [year, month, day] = text.split("-");
  if (month === undefined) return year;
  const name = (style === "long" ? months : shortMonths)[language][Number(month) - 1];
  if (day === undefined) return `${name}${space}${year}`;
  const number = language === "fr" && day === "01" ? "1er" : String(Number(day));
  return `${number}${space}${name}${space}${year}`;
}

// ------------------------------------------------------------------------------------------------------------- helpers

function quantity(value: number, unit: string, language: Language): string {
  const { digits, magnitude } = scaled(value, unit, language);
  if (unit === "%") return `${digits}${percentSign(language)}`;
  return joined([digits, magnitude, unitName(unit, language)]);
}

/** Two decimals below ten, one below a thousand, none above, in the largest magnitude that the rounded number reaches. */
function scaled(value: number, unit: string, language: Language): { readonly digits: string; readonly magnitude: string } {
  for (const step of magnitudes) {
    const number = value / step.size;
    if (isMoney(unit) && Math.abs(number) >= 0.9995) return { digits: figures(number, language), magnitude: step[language] };
  }
  return { digits: figures(value, language), magnitude: "" };
}

function figures(number: number, language: Language): string {
  const size = Math.abs(number);
  return formatNumber(number, language, size < 9.995 ? 2 : size < 999.95 ? 1 : 0);
}

function percent(fraction: number, language: Language): string {
  const size = Math.abs(fraction * 100);
  if (size > 0 && size < 0.05) return language === "fr" ? `<${narrow}0,1` : "<0.1";
  return formatNumber(fraction * 100, language, size < 9.95 ? 1 : 0);
}

function percentSign(language: Language): string {
  return language === "fr" ? `${narrow}%` : "%";
}

function isMoney(unit: string): boolean {
  return /^[A-Z]{3}$/.test(unit) || unit === "units";
}

/** "USD/day" is said "USD a day" / « $ par jour ». */
function unitName(unit: string, language: Language): string {
  if (unit === "units" || unit === "count" || unit === "ratio") return "";
  const [thing, each] = unit.split("/");
  const name = language === "fr" ? (symbols[thing] ?? frenchUnits[thing] ?? thing) : thing;
  if (each === undefined || symbols[each] !== undefined) return each === undefined ? name : `${name}/${each}`;
  return language === "fr" ? `${name} par ${frenchUnits[each] ?? each}` : `${name} a ${each}`;
}

function joined(parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join(space);
}
