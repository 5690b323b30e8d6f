import { expect, test } from "vitest";
import type { Amount } from "../../src/record/amount.ts";
import { formatAmount, formatDate, formatNumber, formatShare, formatStated } from "../../src/tell/money.ts";

/** Plain spaces in the tables below; the kinds of space have their own test. */
const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, " ");

test.each([
  [100e9, "USD", "100 bn USD", "100 Md $"],
  [22.4e9, "USD", "22.4 bn USD", "22,4 Md $"],
  [1.25e9, "EUR", "1.25 bn EUR", "1,25 Md €"],
  [1400e9, "USD", "1,400 bn USD", "1 400 Md $"],
  [350e6, "USD", "350 M USD", "350 M $"],
  [999.96e6, "USD", "1 bn USD", "1 Md $"],
  [23_500, "CHF", "23,500 CHF", "23 500 CHF"],
  [0, "USD", "0 USD", "0 $"],
  [-6.3e9, "USD", "−6.3 bn USD", "−6,3 Md $"],
  [10, "GW", "10 GW", "10 GW"],
  [32.5, "%", "32.5%", "32,5 %"],
  [null, "USD", "unknown", "inconnu"],
  [{ low: 0, high: 100e9 }, "USD", "0 to 100 bn USD", "de 0 à 100 Md $"],
  [{ low: 10e9, high: 100e9 }, "USD", "10 to 100 bn USD", "de 10 à 100 Md $"],
  [{ low: 350e6, high: 12e9 }, "USD", "350 M to 12 bn USD", "de 350 M à 12 Md $"],
  [{ low: 4e9, high: null }, "USD", "at least 4 bn USD", "au moins 4 Md $"],
  [{ low: null, high: 4e9 }, "USD", "at most 4 bn USD", "au plus 4 Md $"],
  [{ low: 4e9, high: 4e9 }, "USD", "4 bn USD", "4 Md $"],
  [{ low: null, high: null }, "USD", "unknown", "inconnu"],
])("an amount %o in %s", (value, unit, en, fr) => {
  expect(plain(formatAmount(value, unit, "en"))).toBe(en);
  expect(plain(formatAmount(value, unit, "fr"))).toBe(fr);
});

test("spaces do not break: between number, magnitude and currency, and narrow between thousands and before the French percent sign", () => {
  expect(formatAmount(1400e9, "USD", "fr")).toBe("1\u202f400\u00a0Md\u00a0$");
  expect(formatAmount(1400e9, "USD", "en")).toBe("1,400\u00a0bn\u00a0USD");
  expect(formatShare(0.84, "fr")).toBe("84\u202f%");
});

test.each([
  [0.84, "84%", "84 %"],
  [0.0831, "8.3%", "8,3 %"],
  [0, "0%", "0 %"],
  [0.0001, "<0.1%", "< 0,1 %"],
  [1, "100%", "100 %"],
  [{ low: 0.08, high: 0.84 }, "8 to 84%", "de 8 à 84 %"],
  [{ low: 0.08, high: null }, "at least 8%", "au moins 8 %"],
  [null, "unknown", "inconnu"],
])("a share %o", (value, en, fr) => {
  expect(plain(formatShare(value, "en"))).toBe(en);
  expect(plain(formatShare(value, "fr"))).toBe(fr);
});

test.each([
  ["2025-09-22", "22 September 2025", "22 septembre 2025", "22 Sept 2025", "22 sept. 2025"],
  ["2025-10-01", "1 October 2025", "1er octobre 2025", "1 Oct 2025", "1er oct. 2025"],
  ["2025-08", "August 2025", "août 2025", "Aug 2025", "août 2025"],
  ["1914", "1914", "1914", "1914", "1914"],
  ["sometime", "sometime", "sometime", "sometime", "sometime"],
])("the date %s", (text, en, fr, shortEn, shortFr) => {
  expect(plain(formatDate(text, "en"))).toBe(en);
  expect(plain(formatDate(text, "fr"))).toBe(fr);
  expect(plain(formatDate(text, "en", "short"))).toBe(shortEn);
  expect(plain(formatDate(text, "fr", "short"))).toBe(shortFr);
});

test("a date that is not known says so", () => {
  expect(formatDate(null, "en")).toBe("date unknown");
  expect(formatDate(null, "fr")).toBe("date inconnue");
});

function amount(qualifier: string, low: number | null, point: number | null, high: number | null): Amount {
  return { low, point, high, qualifier, unit: "USD", minorUnits: null, text: "" };
}

test("an amount keeps its hedge", () => {
  expect(plain(formatStated(amount("up-to", 0, null, 100e9), "en"))).toBe("up to 100 bn USD");
  expect(plain(formatStated(amount("up-to", 0, null, 100e9), "fr"))).toBe("jusqu’à 100 Md $");
  expect(plain(formatStated(amount("about", 4e9, 4e9, 4e9), "fr"))).toBe("environ 4 Md $");
  expect(plain(formatStated(amount("at-least", 4e9, null, null), "fr"))).toBe("au moins 4 Md $");
  expect(plain(formatStated(amount("several", 10e9, null, 100e9), "en"))).toBe("10 to 100 bn USD");
  expect(formatStated(null, "fr")).toBe("inconnu");
});

test("a bare number drops trailing zeros and never writes minus zero", () => {
  expect(formatNumber(3.5, "en")).toBe("3.5");
  expect(plain(formatNumber(12345.678, "fr"))).toBe("12 345,68");
  expect(formatNumber(-0.001, "en")).toBe("0");
});
