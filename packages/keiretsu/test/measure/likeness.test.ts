import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { likeness, type Value } from "../../src/measure/likeness.ts";
import { numbers, roundsTo, tableOf } from "../printed.ts";
import { plainDistance } from "../reference/likeness.ts";

const at = (x: number): Value => ({ low: x, high: x });
const points = fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 4 })).chain(([n, d]) =>
  fc.array(fc.array(fc.option(fc.integer({ min: 0, max: 20 }), { nil: null }), { minLength: d, maxLength: d }), {
    minLength: n,
    maxLength: n,
  }),
);
const valued = (rows: readonly (readonly (number | null)[])[]): (Value | null)[][] =>
  rows.map((row) => row.map((x) => (x === null ? null : at(x))));
const runs = { numRuns: 200, seed: 20251127 };

test("by hand: two dimensions of spread 2 and sqrt(50), one value unknown", () => {
  const { spread, distances, nearest } = likeness([
    [at(0), at(10)],
    [at(2), at(20)],
    [at(4), null],
  ]);
  expect(spread[0]).toBe(2);
  expect(spread[1]).toBeCloseTo(Math.sqrt(50), 12);
  expect(distances[0][1]!.low).toBeCloseTo(Math.sqrt(1.5), 12);
  expect(distances[0][2]).toEqual({ low: 2, high: 2, shared: [0] });
  expect(nearest).toEqual([1, 2, 1]);
});

describe("published, times the root of the number of dimensions", () => {
  test.each([
    [[0.1, 0.1, 0.1], 4.4721359549995796],
    [[1, 0.1, 0.1], 3.3166247903553998],
    [[10, 0.1, 0.1], 3.1780497164141406],
  ])("SciPy, seuclidean of (1, 0, 0) and (0, 1, 0) with variances %j", (variances, printed) => {
    const { distances } = likeness(
      valued([
        [1, 0, 0],
        [0, 1, 0],
      ]),
      { scale: variances.map(Math.sqrt) },
    );
    expect(distances[0][1]!.low * Math.sqrt(3)).toBeCloseTo(printed, 12);
  });

  test("eleven flowers from a twelfth, all four lengths in the same unit: six digits", () => {
    const fifth = [5.2, 2.7, 3.9, 1.4];
    const others: readonly (readonly [number[], number])[] = [
      [[5.1, 3.5, 1.4, 0.3], 2.847806],
      [[6.4, 3.2, 4.5, 1.5], 1.43527],
      [[5.5, 2.3, 4, 1.3], 0.519615],
      [[6.3, 3.3, 4.7, 1.6], 1.5],
      [[6.1, 2.9, 4.7, 1.4], 1.220656],
      [[7.1, 3, 5.9, 2.1], 2.861818],
      [[6.5, 3, 5.9, 2.1], 2.503997],
      [[7.2, 3.6, 6.1, 2.5], 3.295451],
      [[5.8, 2.8, 5.1, 2.4], 1.676305],
      [[7.7, 2.6, 6.9, 2.3], 4.00874],
      [[5.6, 2.8, 4.9, 2], 1.236932],
    ];
    const { distances, nearest } = likeness(valued([fifth, ...others.map(([lengths]) => lengths)]), { scale: [1, 1, 1, 1] });
    others.forEach(([, printed], k) => expect(Math.abs(distances[0][k + 1]!.low * 2 - printed)).toBeLessThan(5e-7));
    expect(nearest[0]).toBe(3);
  });
});

test("published: with values that are not known, times the root of all dimensions", () => {
  const rows = tableOf("docs/models/likeness.md", "| points, x unknown | printed | by |");
  expect(rows.length).toBe(5);
  for (const [cell, printed] of rows) {
    const [rowsOf, spreads] = cell.split(" (");
    const groups = rowsOf.split("; ").map((row) => numbers(row).map((x) => (x === "x" ? null : Number(x))));
    const { distances } = likeness(valued(groups), { scale: groups[0].map((_, d) => (spreads === undefined ? 1 : Math.sqrt([1, 2][d]))) });
    const found = distances[0][1]!.low * Math.sqrt(groups[0].length);
    if (printed.startsWith("sqrt")) expect(found).toBeCloseTo(Math.sqrt((4 / 2) * (2 ** 2 + 1 ** 2)), 12);
    else expect(roundsTo(found, printed)).toBe(true);
  }
});

test("nothing in common is null and never 0; a dimension in which all are alike has no spread", () => {
  const found = likeness([
    [at(1), null],
    [null, at(2)],
    [null, at(3)],
  ]);
  expect(found.distances[0]).toEqual([null, null, null]);
  expect(found.nearest).toEqual([null, 2, 1]);
  expect(likeness([[at(5)], [at(5)]])).toMatchObject({ spread: [null], nearest: [null, null] });
  expect(likeness([])).toEqual({ spread: [], distances: [], nearest: [] });
});

test("a scale takes the place of the spreads, so that dimensions in which all are alike count too", () => {
  const found = likeness(
    [
      [at(0), at(5)],
      [at(1), at(5)],
    ],
    { scale: [2, 1] },
  );
  expect(found.spread).toEqual([2, 1]);
  expect(found.distances[0][1]).toEqual({ low: Math.sqrt(0.25 / 2), high: Math.sqrt(0.25 / 2), shared: [0, 1] });
  expect(() => likeness([[at(0)]], { scale: [0] })).toThrow(/scale is 0, expected 1 positive numbers/);
  expect(() => likeness([[at(0)]], { scale: [1, 1] })).toThrow(/expected 1 positive/);
});

describe("laws", () => {
  test("points give the definition; symmetric, 0 to itself", () => {
    fc.assert(
      fc.property(points, (rows) => {
        const { distances } = likeness(valued(rows));
        for (const g of rows.keys())
          for (const h of rows.keys()) {
            const expected = plainDistance(rows, g, h);
            const found = distances[g][h];
            if (expected === null) expect(found).toBeNull();
            else {
              expect(found!.low).toBeCloseTo(expected, 9);
              expect(found!.high).toBeCloseTo(expected, 9);
              expect(distances[h][g]!.low).toBe(found!.low);
              if (g === h) expect(found!.high).toBe(0);
            }
          }
      }),
      runs,
    );
  });

  test("the unit of a dimension and the order of groups do not matter", () => {
    fc.assert(
      fc.property(points, fc.integer({ min: -6, max: 6 }), (rows, power) => {
        const before = likeness(valued(rows));
        const scaled = likeness(valued(rows.map((row) => row.map((x, d) => (x === null || d > 0 ? x : x * 2 ** power)))));
        const turned = likeness(valued([...rows].reverse()));
        const last = rows.length - 1;
        for (const g of rows.keys())
          for (const h of rows.keys()) {
            const found = before.distances[g][h];
            if (found === null) continue;
            expect(scaled.distances[g][h]!.high).toBeCloseTo(found.high, 9);
            expect(turned.distances[last - g][last - h]!.high).toBeCloseTo(found.high, 9);
          }
      }),
      runs,
    );
  });

  test("a range holds the distance of every value in it", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 20 }),
        fc.integer({ min: 0, max: 20 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (x, y, part) => {
          const [low, high] = [Math.min(x, y), Math.max(x, y)];
          const fixed = [[at(0)], [at(7)]];
          const wide = likeness([...fixed, [{ low, high }]]).distances[0][2]!;
          // The spread comes from the two points alone, 7 / sqrt 2.
          const inside = (low + part * (high - low)) / (7 / Math.SQRT2);
          if (low === high) return;
          expect(wide.low).toBeLessThanOrEqual(inside + 1e-9);
          expect(wide.high).toBeGreaterThanOrEqual(inside - 1e-9);
        },
      ),
      runs,
    );
  });
});

test.each([
  [[[at(1)], [at(1), at(2)]], /group 1 has 2 values, expected 1/],
  [[[{ low: 2, high: 1 }]], /group 0, dimension 0 is 2 to 1/],
  [[[{ low: 0, high: Infinity }]], /finite/],
])("refuses %j", (rows, message) => {
  expect(() => likeness(rows)).toThrow(message);
});
