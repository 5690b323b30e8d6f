import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { eisenbergNoe } from "../../src/contagion/eisenberg-noe.ts";
import { reverseStress, type ReverseStressParams } from "../../src/contagion/reverse-stress.ts";
import { fromEdges, type Network } from "../../src/network/network.ts";
import { roundsTo, tableOf } from "../printed.ts";
import { printedDebts } from "./printed-clearing.ts";

function owing(n: number, rows: readonly (readonly [number, number, number])[]): Network {
  return fromEdges({ n, from: rows.map(([i]) => i), to: rows.map(([, j]) => j), amount: rows.map(([, , x]) => x) }, { lens: "owes" });
}

const drawn = fc.integer({ min: 2, max: 4 }).chain((n) =>
  fc.record({
    n: fc.constant(n),
    rows: fc.array(fc.tuple(fc.integer({ min: 0, max: n - 1 }), fc.integer({ min: 0, max: n - 1 }), fc.integer({ min: 1, max: 9 })), {
      maxLength: 8,
    }),
    externalAssets: fc.array(fc.integer({ min: 0, max: 6 }), { minLength: n, maxLength: n }),
    externalLiabilities: fc.array(fc.integer({ min: 0, max: 4 }), { minLength: n, maxLength: n }),
  }),
);

/** What the target has left when all are cleared with these assets, if it pays in full itself. */
function left(network: Network, assets: readonly number[], owed: readonly number[], target: number): number {
  const { equity } = eisenbergNoe(network, { externalAssets: assets, externalLiabilities: owed }).values;
  return equity[target];
}

describe("against trying every write-off on a grid", () => {
  test("no shock on the grid that breaks the target is smaller, and the one found breaks it", () => {
    fc.assert(
      fc.property(drawn, ({ n, rows, externalAssets, externalLiabilities }) => {
        const network = owing(n, rows);
        const target = n - 1;
        const { values } = reverseStress(network, { externalAssets, externalLiabilities, target });
        let least = Infinity;
        const assets = externalAssets.map(() => 0);
        const visit = (i: number, size: number): void => {
          if (size >= least) return;
          if (i === n) {
            if (left(network, assets, externalLiabilities, target) <= 1e-9) least = size;
            return;
          }
          for (let half = 0; half <= 2 * externalAssets[i]; half++) {
            assets[i] = externalAssets[i] - half / 2;
            visit(i + 1, size + half / 2);
          }
        };
        visit(0, 0);
        if (values.size === null) expect(least).toBe(Infinity);
        else {
          expect(values.size).toBeLessThanOrEqual(least + 1e-9);
          // The grid is half a unit wide in each firm.
          expect(least).toBeLessThanOrEqual(values.size + n / 2 + 1e-9);
          const after = externalAssets.map((x, i) => x - values.shock![i]);
          expect(left(network, after, externalLiabilities, target)).toBeLessThanOrEqual(1e-8);
          if (values.size > 1e-6) {
            const almost = externalAssets.map((x, i) => x - 0.99 * values.shock![i]);
            expect(left(network, almost, externalLiabilities, target)).toBeGreaterThan(0);
          }
        }
      }),
      { seed: 6, numRuns: 60 },
    );
  });
});

describe("published tables", () => {
  const PAGE = "docs/models/reverse-stress.md";
  const least = (
    rows: readonly (readonly [number, number, number])[],
    assets: readonly number[],
    owed: readonly number[],
    target: number,
  ) => {
    const { values } = reverseStress(owing(assets.length, rows), { externalAssets: assets, externalLiabilities: owed, target });
    expect(values.exact).toBe(true);
    return values.size!;
  };

  test("what a target can lose itself", () => {
    const ring: readonly (readonly [number, number, number])[] = [
      [0, 1, 30],
      [1, 0, 5],
      [1, 2, 20],
      [2, 0, 10],
    ];
    const found = [least([], [100], [85], 0), least([], [100], [95], 0), least(ring, [10, 5, 5], [0, 0, 0], 1)];
    const rows = tableOf(PAGE, "| case | least write-off printed | here |");
    expect(rows.length).toBe(3);
    rows.forEach(([, printed, here], k) => {
      expect(here).toBe(printed);
      expect(found[k]).toBeCloseTo(Number(printed), 10);
    });
  });

  test("FinNetValu: no more than the write-off that it shows to be enough, and the least by hand", () => {
    const [[target, enough, , here]] = tableOf(PAGE, "| target | enough, printed | least, by hand | here |");
    const found = least(printedDebts.C.rows, [1, 1, 1], [0, 0, 0], Number(target));
    expect(found).toBeLessThanOrEqual(Number(enough));
    expect(found).toBeCloseTo(1 + 0.28 / 0.84, 10);
    expect(roundsTo(found, here)).toBe(true);
  });
});

describe("ties", () => {
  test("firms as steep lose the same share of what they have, by hand", () => {
    // 0 owes 10 to 1, which owes 8 outside and is left with 10 + 3 - 8 = 5; a unit lost at either costs it a unit, and they have 10 and 3 to lose.
    const { values } = reverseStress(owing(2, [[0, 1, 10]]), { externalAssets: [10, 3], externalLiabilities: [0, 8], target: 1 });
    expect(values.size).toBeCloseTo(5, 12);
    [50 / 13, 15 / 13].forEach((x, i) => expect(values.shock![i]).toBeCloseTo(x, 12));
  });

  test("other numbers for the firms leave the least shock and its ties the same", () => {
    const shuffledFirms = drawn.chain((sheet) =>
      fc.tuple(
        fc.constant(sheet),
        fc.shuffledSubarray(
          Array.from({ length: sheet.n }, (_, i) => i),
          { minLength: sheet.n },
        ),
        fc.constantFrom("l1" as const, "l2" as const, "linf" as const),
      ),
    );
    fc.assert(
      fc.property(shuffledFirms, ([{ n, rows, externalAssets, externalLiabilities }, label, norm]) => {
        const moved = (of: ArrayLike<number>): number[] => {
          const out = Array.from(of);
          label.forEach((to, i) => (out[to] = of[i]));
          return out;
        };
        const one = reverseStress(owing(n, rows), { externalAssets, externalLiabilities, target: 0, norm }).values;
        const other = reverseStress(
          owing(
            n,
            rows.map(([i, j, x]) => [label[i], label[j], x]),
          ),
          { externalAssets: moved(externalAssets), externalLiabilities: moved(externalLiabilities), target: label[0], norm },
        ).values;
        if (one.shock === null) return expect(other.shock).toBeNull();
        const near = 1e-8;
        const same = (a: ArrayLike<number>, b: ArrayLike<number>): boolean => Array.from(a).every((x, i) => Math.abs(x - b[i]) <= near);
        const sorted = (x: Float64Array): Float64Array => x.toSorted();
        expect(Math.abs(one.size! - other.size!)).toBeLessThanOrEqual(1e-9 * Math.max(1, one.size!));
        expect(same(sorted(one.shock), sorted(other.shock!))).toBe(true);
        const [all, again] = [
          [one.shock, ...one.nearTies],
          [other.shock!, ...other.nearTies],
        ];
        expect(again.length).toBe(all.length);
        for (const shock of all) expect(again.some((x) => same(moved(shock), x))).toBe(true);
      }),
      { seed: 8, numRuns: 400 },
    );
  });
});

describe("laws", () => {
  test("more firms to hit, no larger shock; norms in their order; the single hits are single; the search finds what the pieces prove", () => {
    fc.assert(
      fc.property(drawn, ({ n, rows, externalAssets, externalLiabilities }) => {
        const network = owing(n, rows);
        const ask = (more: Partial<ReverseStressParams>) =>
          reverseStress(network, { externalAssets, externalLiabilities, target: 0, ...more }).values;
        const [all, some] = [ask({}), ask({ shockable: [n - 1] })];
        expect(all.size ?? Infinity).toBeLessThanOrEqual((some.size ?? Infinity) + 1e-9);
        if (externalAssets[n - 1] > 0) expect(some.size ?? -1).toBeCloseTo(all.singleNode[n - 1], 6);
        const [l2, linf] = [ask({ norm: "l2" }), ask({ norm: "linf" })];
        if (all.size !== null) {
          expect(linf.size!).toBeLessThanOrEqual(l2.size! * (1 + 1e-9) + 1e-9);
          expect(l2.size!).toBeLessThanOrEqual(all.size * (1 + 1e-9) + 1e-9);
          const scaled = reverseStress(
            owing(
              n,
              rows.map(([i, j, x]) => [i, j, 3 * x]),
            ),
            { externalAssets: externalAssets.map((x) => 3 * x), externalLiabilities: externalLiabilities.map((x) => 3 * x), target: 0 },
          ).values;
          expect(scaled.size!).toBeCloseTo(3 * all.size, 6);
        }
      }),
      { seed: 7, numRuns: 150 },
    );
  });

  test("an amount that is to stay unpaid", () => {
    // 0 owes 1, 1 owes 2, 10 each; a loss of 4 at 0 leaves 4 unpaid there and 4 more at 1.
    const chain = owing(3, [
      [0, 1, 10],
      [1, 2, 10],
    ]);
    expect(reverseStress(chain, { externalAssets: [10, 0, 0], target: null, unpaid: 8 }).values).toMatchObject({
      size: 4,
      singleNode: [4, -1, -1],
    });
    expect(reverseStress(chain, { externalAssets: [10, 0, 0], target: null, unpaid: 21 }).values.size).toBeNull();
  });

  test("twenty firms: an upper bound that breaks the target, at least the lower bound, and equal to the exact size where few matter", () => {
    // A star: nineteen debtors of 1 each to firm 0, which owes 10 outside and has 2.
    const star = owing(
      20,
      Array.from({ length: 19 }, (_, i) => [i + 1, 0, 1] as const),
    );
    const assets = Array.from({ length: 20 }, (_, i) => (i === 0 ? 2 : 1));
    const owed = Array.from({ length: 20 }, (_, i) => (i === 0 ? 10 : 0));
    const { values, warnings } = reverseStress(star, { externalAssets: assets, externalLiabilities: owed, target: 0 });
    expect(values).toMatchObject({ exact: false, size: expect.closeTo(11, 9), lowerBound: expect.closeTo(11, 9) });
    expect(warnings?.map(({ code }) => code)).toEqual(["upper-bound"]);
  });
});

test("questions that cannot be asked", () => {
  const network = owing(2, [[0, 1, 1]]);
  expect(() => reverseStress(network, { externalAssets: [1, 1], target: null })).toThrow("either a target or an unpaid amount");
  expect(() => reverseStress(network, { externalAssets: [1, 1], target: 2 })).toThrow("target 2");
  expect(() => reverseStress(network, { externalAssets: [1, -1], target: 0 })).toThrow("must not be negative");
  expect(() => reverseStress(network, { externalAssets: [1, 1], target: 0, shockable: [5] })).toThrow("shockable firm 5");
});
