import * as fc from "fast-check";
import { expect, test } from "vitest";
import { concentration } from "../../src/measure/concentration.ts";
import { concentrationRange } from "../../src/measure/concentration-range.ts";

test("points give what concentration gives", () => {
  const amounts = [250, 300, 22];
  const plain = concentration(amounts);
  const { hhi, effective, largest } = concentrationRange(amounts.map((x) => ({ low: x, high: x })));
  expect(hhi!.low).toBeCloseTo(plain.hhi!, 14);
  expect(hhi!.high).toBeCloseTo(plain.hhi!, 14);
  expect(effective!.high).toBeCloseTo(plain.effective!, 12);
  expect(largest!.low).toBeCloseTo(300 / 572, 12);
  expect(largest!.high).toBeCloseTo(300 / 572, 14);
});

// With A = sum of the known and B = sum of their squares, (A + u x)^2 / (B + u x^2) is largest at x = B / A, where it is A^2 / B + u.
test("each amount that nobody knows adds at most one effective holder, and may leave but one", () => {
  const known = [
    { low: 3, high: 3 },
    { low: 1, high: 1 },
  ];
  const unknown = { low: 0, high: null };
  // The largest part is least when both unknown hold as much as the largest known: 3 of 3 + 1 + 3 + 3.
  const two = concentrationRange([...known, unknown, unknown]);
  expect(two.effective!.high).toBeCloseTo(16 / 10 + 2, 9);
  expect(two.effective!.low).toBe(1);
  expect(two.largest).toEqual({ low: expect.closeTo(3 / 10, 9), high: 1 });
});

test("nothing held, and ranges that cannot be", () => {
  expect(concentrationRange([])).toEqual({ hhi: null, effective: null, largest: null });
  expect(concentrationRange([{ low: 0, high: 0 }]).hhi).toBeNull();
  expect(
    concentrationRange([
      { low: 0, high: null },
      { low: 0, high: null },
    ]).effective,
  ).toEqual({ low: 1, high: expect.closeTo(2, 12) });
  expect(() => concentrationRange([{ low: 2, high: 1 }])).toThrow("range 0 is 2 to 1");
  expect(() => concentrationRange([{ low: -1, high: 1 }])).toThrow("expected 0 <= low <= high");
});

const range = fc.tuple(fc.double({ min: 0, max: 100, noNaN: true }), fc.double({ min: 0, max: 50, noNaN: true }));

test("whatever the amounts inside their ranges, the measures lie inside the intervals, and the ends are reached", () => {
  fc.assert(
    fc.property(
      fc.array(range, { minLength: 1, maxLength: 6 }),
      fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 600, maxLength: 600 }),
      (rows, u) => {
        const ranges = rows.map(([low, width]) => ({ low, high: low + width }));
        fc.pre(ranges.some(({ low }) => low > 0.01));
        const found = concentrationRange(ranges);
        let [most, least] = [0, Infinity];
        for (let draw = 0; draw < 100; draw++) {
          const amounts = ranges.map(
            ({ low, high }, k) => low + (high - low) * (draw < 40 ? Math.round(u[draw * 6 + k]) : u[draw * 6 + k]),
          );
          const { effective, largest } = concentration(amounts);
          expect(effective!).toBeLessThanOrEqual(found.effective!.high * (1 + 1e-9));
          expect(effective!).toBeGreaterThanOrEqual(found.effective!.low * (1 - 1e-9));
          expect(largest[0].share!).toBeLessThanOrEqual(found.largest!.high + 1e-9);
          expect(largest[0].share!).toBeGreaterThanOrEqual(found.largest!.low - 1e-9);
          most = Math.max(most, effective!);
          least = Math.min(least, effective!);
        }
        if (ranges.length <= 2) expect(least / found.effective!.low).toBeLessThan(1.2);
      },
    ),
    { seed: 7, numRuns: 60 },
  );
});
