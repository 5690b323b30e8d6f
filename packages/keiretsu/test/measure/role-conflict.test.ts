import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { roleConflict, type ShareRange } from "../../src/measure/role-conflict.ts";
import { tableOf, valueOf } from "../printed.ts";
import { gridScore, plainScore } from "../reference/role-conflict.ts";

const share = fc.oneof(fc.constantFrom(0, 1), fc.double({ min: 0, max: 1, noNaN: true }));
const range = fc.tuple(share, share).map(([x, y]): ShareRange => ({ low: Math.min(x, y), high: Math.max(x, y) }));
const runs = { numRuns: 200, seed: 20251127 };
const exact = (m: readonly number[]): ShareRange[] => m.map((x) => ({ low: x, high: x }));

describe("by hand", () => {
  test("three known roles: 0.847705 together, less the largest", () => {
    const found = roleConflict(exact([0.35, 0.67, 0.29]));
    expect(found.together.low).toBeCloseTo(0.847705, 12);
    expect(found.score).toEqual({ low: found.atLow, high: found.atLow });
    expect(found.atLow).toBeCloseTo(0.177705, 12);
  });

  test("one role alone scores 0; so does a pair with a full role; none is 0", () => {
    expect(roleConflict(exact([0.9])).score).toEqual({ low: 0, high: 0 });
    expect(roleConflict([{ low: 0, high: 1 }]).score).toEqual({ low: 0, high: 0 });
    expect(roleConflict(exact([1, 0.5])).score).toEqual({ low: 0, high: 0 });
    expect(roleConflict([])).toEqual({ n: 0, score: { low: 0, high: 0 }, together: { low: 0, high: 0 }, atLow: 0, atHigh: 0 });
  });

  test("two unknown roles reach a quarter, between the ends", () => {
    const unknown = { low: 0, high: 1 };
    expect(roleConflict([unknown, unknown])).toMatchObject({ score: { low: 0, high: 0.25 }, atLow: 0, atHigh: 0 });
  });
});

describe("published, certainty factors of two rules for one conclusion", () => {
  test("the table of the page", () => {
    const rows = tableOf("docs/models/role-conflict.md", "| certainties | together, printed | found |");
    expect(rows).toHaveLength(2);
    for (const [certainties, printed, found] of rows) {
      const unit = printed.endsWith("%") ? 100 : 1;
      const factors = [...certainties.split(" (")[0].matchAll(/[\d.]+/g)].map(([text]) => Number(text) / unit);
      expect(factors).toHaveLength(2);
      for (const cell of [printed, found]) expect(unit * roleConflict(exact(factors)).together.low).toBeCloseTo(valueOf(cell), 10);
    }
  });

  test("expertise2go: the second explains 60 % of the 30 that the first leaves", () => {
    expect(roleConflict(exact([0.7, 0.6])).atLow).toBeCloseTo((60 / 100) * (1 - 0.7), 12);
  });
});

describe("laws", () => {
  test("known roles give the definition; the score is in [0, 1)", () => {
    fc.assert(
      fc.property(fc.array(share, { maxLength: 8 }), (m) => {
        const { score, together } = roleConflict(exact(m));
        expect(score.low).toBeCloseTo(plainScore(m), 12);
        expect(score.high).toBeCloseTo(plainScore(m), 12);
        expect(score.low).toBeGreaterThanOrEqual(0);
        expect(score.high).toBeLessThan(1);
        expect(together.high).toBeLessThanOrEqual(1);
      }),
      runs,
    );
  });

  test("the range holds every point of a grid, and the grid comes near both ends", () => {
    fc.assert(
      fc.property(fc.array(range, { minLength: 1, maxLength: 3 }), (roles) => {
        const [low, high] = [roles.map((role) => role.low), roles.map((role) => role.high)];
        const { score } = roleConflict(roles);
        const grid = gridScore(low, high, 24);
        expect(score.low).toBeLessThanOrEqual(grid.low + 1e-12);
        expect(score.high).toBeGreaterThanOrEqual(grid.high - 1e-12);
        // The least lies at a corner, which is on the grid; the greatest within one step, on which the score moves by at most a step a role.
        expect(score.low).toBeCloseTo(grid.low, 12);
        expect(score.high).toBeLessThanOrEqual(grid.high + roles.length / 24);
      }),
      runs,
    );
  });

  test("order does not matter; a further role never lowers what they come to together; a wider range holds the narrower", () => {
    fc.assert(
      fc.property(fc.array(range, { minLength: 1, maxLength: 6 }), range, (roles, more) => {
        const found = roleConflict(roles);
        const turned = roleConflict([...roles].reverse());
        expect(turned.score.low).toBeCloseTo(found.score.low, 12);
        expect(turned.score.high).toBeCloseTo(found.score.high, 12);
        const longer = roleConflict([...roles, more]);
        expect(longer.together.low).toBeGreaterThanOrEqual(found.together.low - 1e-12);
        expect(longer.together.high).toBeGreaterThanOrEqual(found.together.high - 1e-12);
        const wider = roleConflict(roles.map(({ low, high }) => ({ low: low / 2, high: (1 + high) / 2 })));
        expect(wider.score.low).toBeLessThanOrEqual(found.score.low + 1e-12);
        expect(wider.score.high).toBeGreaterThanOrEqual(found.score.high - 1e-12);
      }),
      runs,
    );
  });
});

test.each([
  [[{ low: -0.1, high: 1 }], /materiality 0 is -0\.1 to 1/],
  [[{ low: 0, high: 1.2 }], /materiality 0 is 0 to 1\.2/],
  [[{ low: 0.6, high: 0.5 }], /materiality 0 is 0\.6 to 0\.5/],
  [[{ low: Number.NaN, high: 1 }], /materiality 0 is NaN/],
])("refuses what is no share: %j", (roles, message) => {
  expect(() => roleConflict(roles)).toThrow(message);
});
