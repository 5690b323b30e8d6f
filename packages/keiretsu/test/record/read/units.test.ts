import { expect, test } from "vitest";
import { countryCodes, isCountry } from "../../../src/record/read/countries.ts";
import { currencyCodes, isCurrency, minorDecimals } from "../../../src/record/read/currencies.ts";
import { isLanguage } from "../../../src/record/read/languages.ts";
import { nearest } from "../../../src/record/nearest.ts";
import { nearCurrency, unitKind } from "../../../src/record/read/units.ts";

test("kinds of units", () => {
  for (const unit of ["USD", "EUR", "JPY", "FRF"]) expect.soft(unitKind(unit), unit).toBe("money");
  for (const unit of ["USD/share", "USD/EUR", "USD/year"]) expect.soft(unitKind(unit), unit).toBe("price");
  for (const unit of ["%", "count", "GW", "ratio", "years", "GPUs", "units/year"]) expect.soft(unitKind(unit), unit).toBe("number");
  for (const unit of ["text", "date", "entity", "bool", "status"]) expect.soft(unitKind(unit), unit).toBe("words");
  for (const unit of ["usd", "XYZ", "billion USD", "USD bn", "$", "a/b/c", "", "US D"]) expect.soft(unitKind(unit), unit).toBeNull();
});

test("the currency that was meant", () => {
  expect(nearCurrency("usd")).toBe("USD");
  expect(nearCurrency("billion USD")).toBe("USD");
  expect(nearCurrency("€")).toBe("EUR");
  expect(nearCurrency("XYZ")).toBeNull();
});

test("ISO 4217 agrees with the host on decimals, where the host's own table is that of the standard", () => {
  // The host's table is CLDR's, which gives some currencies without coins in use fewer decimals than the standard does.
  const customary = new Set(
    "AFN ALL COP HUF IDR IQD IRR KPW LAK LBP MGA MMK MRU PKR RSD SLL SOS SYP YER UZS CLF UYW UYI BEF ESP LUF ITL".split(" "),
  );
  for (const code of currencyCodes().filter((one) => !customary.has(one) && Intl.supportedValuesOf("currency").includes(one))) {
    const host = new Intl.NumberFormat("en", { style: "currency", currency: code }).resolvedOptions().maximumFractionDigits;
    expect.soft(minorDecimals(code), code).toBe(host);
  }
  expect([minorDecimals("USD"), minorDecimals("JPY"), minorDecimals("KWD"), minorDecimals("XAU")]).toEqual([2, 0, 3, null]);
  expect(isCurrency("usd")).toBe(false);
});

test("ISO 3166 has 249 countries, and EU besides", () => {
  expect(countryCodes()).toHaveLength(250);
  for (const code of ["US", "FR", "GB", "JP", "TW", "KR", "EU"]) expect.soft(isCountry(code), code).toBe(true);
  for (const code of ["UK", "us", "XX", ""]) expect.soft(isCountry(code), code).toBe(false);
});

test("ISO 639-1", () => {
  for (const code of ["en", "fr", "ja", "zh", "ko"]) expect.soft(isLanguage(code), code).toBe(true);
  for (const code of ["english", "EN", "xx"]) expect.soft(isLanguage(code), code).toBe(false);
});

test("the nearest name, or none when none is near", () => {
  expect(nearest("amazn", ["amazon", "amd"])).toBe("amazon");
  expect(nearest("nvda", ["nvidia", "openai"])).toBeNull();
  expect(nearest("ab", ["ac", "ad"])).toBe("ac");
  expect(nearest("x", [])).toBeNull();
});
