import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { concentration } from "../../src/measure/concentration.ts";
import { numbers, roundsTo, tableOf } from "../printed.ts";

const holdings = fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 1_000_000 })), { minLength: 1, maxLength: 30 });
const runs = { numRuns: 200, seed: 20251127 };

describe("by hand", () => {
  test("30, 30, 20, 20 is the 2600 of the guidelines", () => {
    const found = concentration([30, 30, 20, 20]);
    expect(found.hhiPoints).toBeCloseTo(2600, 9);
    expect(found.normalised).toBeCloseTo(0.01 / 0.75, 12);
    expect(found.effective).toBeCloseTo(1 / 0.26, 12);
    expect(found.largest.map(({ k, share }) => [k, Math.round(share! * 1e9) / 1e9])).toEqual([
      [1, 0.3],
      [4, 1],
    ]);
  });

  test("nobody, one, and zeros", () => {
    const none = { hhi: null, hhiPoints: null, normalised: null, effective: null, entropy: null, effectiveShannon: null };
    expect(concentration([])).toEqual({
      n: 0,
      total: 0,
      ...none,
      largest: [
        { k: 1, share: null },
        { k: 4, share: null },
      ],
    });
    expect(concentration([0, 0])).toMatchObject({ n: 2, ...none });
    expect(concentration([7])).toMatchObject({ n: 1, hhi: 1, normalised: 1, effective: 1, entropy: 0, effectiveShannon: 1 });
    // A zero counts in n alone: 1/2 each of two, with a third that holds nothing.
    expect(concentration([1, 1, 0])).toMatchObject({ n: 3, hhi: 0.5, normalised: (0.5 - 1 / 3) / (1 - 1 / 3), effective: 2 });
  });
});

describe("published tables", () => {
  const PAGE = "docs/models/concentration.md";

  test("points", () => {
    const rows = tableOf(PAGE, "| shares | printed points | by |");
    expect(rows.length).toBe(5);
    for (const [shares, points] of rows) expect(concentration(numbers(shares).map(Number)).hhiPoints).toBeCloseTo(Number(points), 9);
  });

  test("the other outputs", () => {
    const rows = tableOf(PAGE, "| amounts | output | printed | by |");
    expect(rows.length).toBe(7);
    for (const [amounts, output, printed] of rows) {
      const { hhi, effective, largest } = concentration(numbers(amounts).map(Number));
      const found = { "`hhi`": hhi, "`effective`": effective, "`cr4`": largest.find(({ k }) => k === 4)!.share };
      expect([amounts, output, roundsTo(found[output as keyof typeof found]!, printed)]).toEqual([amounts, output, true]);
    }
  });
});

test("published: an entropy of terms that were rounded before they were added", () => {
  const shares = [0.6, 0.1, 0.25, 0.01, 0.04];
  const rounded = shares.map((s) => Math.round(-100 * s * Math.log(s)) / 100);
  expect(rounded).toEqual([0.31, 0.23, 0.35, 0.05, 0.13]);
  expect(rounded.reduce((a, x) => a + x, 0)).toBeCloseTo(1.07, 12);
  expect(Math.abs(concentration(shares).entropy! - 1.07)).toBeLessThan(5 * 0.005);
});

describe("laws", () => {
  test("between 1/n and 1; effective numbers between 1 and n, Shannon's the larger", () => {
    fc.assert(
      fc.property(holdings, (amounts) => {
        const { n, hhi, effective, effectiveShannon, normalised, largest } = concentration(amounts, { largest: [1, 2, 3, 100] });
        if (hhi === null) return;
        expect(hhi).toBeGreaterThanOrEqual(1 / n - 1e-12);
        expect(hhi).toBeLessThanOrEqual(1);
        expect(normalised).toBeGreaterThanOrEqual(0);
        expect(normalised).toBeLessThanOrEqual(1);
        expect(effective).toBeLessThanOrEqual(n + 1e-9);
        expect(effectiveShannon!).toBeGreaterThanOrEqual(effective! - 1e-9);
        const ratios = largest.map(({ share }) => share!);
        expect(ratios).toEqual([...ratios].sort((a, b) => a - b));
        expect(ratios[3]).toBeCloseTo(1, 12);
      }),
      runs,
    );
  });

  test("order and unit do not matter, a merger never lowers it", () => {
    fc.assert(
      fc.property(holdings, fc.integer({ min: -10, max: 10 }), (amounts, power) => {
        const { hhi, entropy } = concentration(amounts);
        if (hhi === null) return;
        const other = concentration([...amounts].reverse().map((x) => x * 2 ** power));
        expect(other.hhi).toBeCloseTo(hhi, 12);
        expect(other.entropy).toBeCloseTo(entropy!, 12);
        if (amounts.length > 1) {
          const [first, second, ...rest] = amounts;
          expect(concentration([first + second, ...rest]).hhi!).toBeGreaterThanOrEqual(hhi - 1e-12);
        }
      }),
      runs,
    );
  });
});

describe("hostile input", () => {
  test.each([[[1, -1]], [[Number.NaN]], [[Infinity, 1]]])("%j is refused", (amounts) => {
    expect(() => concentration(amounts)).toThrow(expect.objectContaining({ code: "bad-share" }) as Error);
  });

  test("very large and very small amounts neither overflow nor vanish", () => {
    expect(concentration([1e308, 1e308]).hhi).toBe(0.5);
    expect(concentration([5e-324, 5e-324]).hhi).toBe(0.5);
  });
});
