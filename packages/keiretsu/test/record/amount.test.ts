import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Amount, parseAmount } from "../../src/record/amount.ts";

/** low, point, high. */
function bounds(value: string, unit = "USD", qualifier = ""): readonly (number | null)[] | null {
  const { amount } = parseAmount(value, unit, qualifier);
  return amount === null ? null : [amount.low, amount.point, amount.high];
}

function minor(value: string, unit = "USD"): Amount["minorUnits"] {
  return parseAmount(value, unit, "").amount?.minorUnits ?? null;
}

describe("what a qualifier does to a number", () => {
  test.each([
    ["", [100, 100, 100]],
    ["exact", [100, 100, 100]],
    ["computed", [100, 100, 100]],
    ["rumoured", [100, 100, 100]],
    ["about", [100, 100, 100]],
    ["up-to", [0, null, 100]],
    ["at-least", [100, null, null]],
    ["several", [100, null, null]],
  ])("%s", (qualifier, expected) => expect(bounds("100", "USD", qualifier)).toEqual(expected));

  test("a range keeps both ends and no point", () => {
    expect(bounds("50-60")).toEqual([50, null, 60]);
    expect(bounds("50-60", "USD", "about")).toEqual([50, null, 60]);
    expect(bounds("50-60", "USD", "up-to")).toEqual([0, null, 60]);
    expect(bounds("50-60", "USD", "at-least")).toEqual([50, null, null]);
    expect(bounds("60-50")).toBeNull();
  });

  test("a loss of up to 5 has no floor", () => expect(bounds("-5", "USD", "up-to")).toEqual([null, null, -5]));
});

describe("numbers as people write them, in both languages", () => {
  test.each([
    ["1.5e11", [1.5e11, 1.5e11, 1.5e11]],
    ["4 bn", [4e9, 4e9, 4e9]],
    ["$4bn", [4e9, 4e9, 4e9]],
    ["4 Md", [4e9, 4e9, 4e9]],
    ["4,5 milliards de dollars", [4.5e9, 4.5e9, 4.5e9]],
    ["1 234 567", [1234567, 1234567, 1234567]],
    ["1\u202f234", [1234, 1234, 1234]],
    ["un milliard", [1e9, 1e9, 1e9]],
    ["mille milliards", [1e12, 1e12, 1e12]],
    ["300 millions", [3e8, 3e8, 3e8]],
    ["4-5 million", [4e6, null, 5e6]],
    ["entre 4 et 5 milliards", [4e9, null, 5e9]],
    ["4 à 5 milliards", [4e9, null, 5e9]],
    ["50–60", [50, null, 60]],
    ["tens of billions", [1e10, null, 1e11]],
    ["plusieurs dizaines de milliards", [1e10, null, 1e11]],
    ["several billions", [2e9, null, 1e10]],
    ["plusieurs milliards", [2e9, null, 1e10]],
    ["hundreds of millions", [1e8, null, 1e9]],
    ["centaines de millions", [1e8, null, 1e9]],
    ["thousands of billions", [1e12, null, 1e13]],
    ["dozens", [12, null, 100]],
    ["up to 100 billion", [0, null, 1e11]],
    ["jusqu’à 100 milliards", [0, null, 1e11]],
    ["more than 12 bn", [1.2e10, null, null]],
    ["plus de 12 milliards", [1.2e10, null, null]],
  ])("%s", (value, expected) => expect(bounds(value)).toEqual(expected));

  test("a currency in the text must be that of the unit", () => {
    expect(bounds("13-14 trillion yen", "JPY")).toEqual([1.3e13, null, 1.4e13]);
    expect(parseAmount("13-14 trillion yen", "USD", "")).toEqual({ amount: null, problem: "other-currency" });
  });
});

test("what is no number is refused, and 1,500 is refused because two readers read it two ways", () => {
  for (const value of ["", "n/a", "1,500", "1.500,00", "12 parsecs", "--5", "1e999", "NaN", "Infinity", "0x10", "five"])
    expect.soft(parseAmount(value, "USD", "").problem, value).toBe("not-a-number");
});

test("words in a unit of words and lists have no amount and no problem", () => {
  expect(parseAmount("2025-10", "date", "")).toEqual({ amount: null, problem: null });
  expect(parseAmount("22|17|14|12", "%", "exact")).toEqual({ amount: null, problem: null });
  expect(parseAmount("frozen", "status", "")).toEqual({ amount: null, problem: null });
});

describe("exact minor units", () => {
  test.each([
    ["0.10", "USD", 10],
    ["100000000000", "USD", 10000000000000],
    ["4 bn", "EUR", 400000000000],
    ["1.1e3", "USD", 110000],
    ["1234", "JPY", 1234],
    ["1.234", "KWD", 1234],
    ["-0", "USD", 0],
  ])("%s %s", (value, unit, expected) => expect(minor(value, unit)).toBe(expected));

  test("none for prices, measures, ranges and words", () => {
    for (const [value, unit] of [
      ["0.01", "USD/share"],
      ["5", "GW"],
      ["50-60", "USD"],
      ["tens of billions", "USD"],
    ])
      expect(minor(value, unit)).toBeNull();
  });

  test("too many decimals and more than 2^53 are told and leave the float", () => {
    expect(parseAmount("12.345", "USD", "")).toMatchObject({ problem: "too-precise", amount: { point: 12.345, minorUnits: null } });
    expect(parseAmount("0.5", "JPY", "")).toMatchObject({ problem: "too-precise" });
    expect(parseAmount("90071992547409.91", "USD", "").amount!.minorUnits).toBe(Number.MAX_SAFE_INTEGER);
    expect(parseAmount("90071992547409.92", "USD", "")).toMatchObject({ problem: "not-exact", amount: { minorUnits: null } });
  });

  test("any whole number of cents is kept to the cent", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }), (cents) => {
        const text = String(cents).padStart(3, "0");
        expect(minor(`${text.slice(0, -2)}.${text.slice(-2)}`)).toBe(cents);
      }),
    );
  });
});

test("low <= point <= high, whatever is written", () => {
  const written = fc.oneof(
    fc.string({ maxLength: 20 }),
    fc.string({ unit: fc.constantFrom("1", "0", ".", ",", " ", "-", "e", "b", "n", "of", "tens "), maxLength: 10 }),
  );
  fc.assert(
    fc.property(written, fc.constantFrom("", "about", "up-to", "at-least", "several"), (value, qualifier) => {
      const found = bounds(value, "USD", qualifier);
      if (found === null) return;
      const known = found.filter((bound) => bound !== null);
      expect(known).toEqual([...known].sort((a, b) => a - b));
      for (const bound of known) expect(Number.isFinite(bound)).toBe(true);
    }),
    { numRuns: 2000 },
  );
});
