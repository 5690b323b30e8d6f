import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bowTie, PARTS } from "../../src/measure/bow-tie.ts";
import { ownership } from "../../src/measure/ownership.ts";
import { valueHeld } from "../../src/measure/value-held.ts";
import { fromEdges, type Network } from "../../src/network/network.ts";
import { uniforms } from "../../src/num/random.ts";

type Holding = readonly [number, number, number];
const runs = { numRuns: 150, seed: 20251204 };

function holdings(n: number, rows: readonly Holding[]): Network {
  return fromEdges(
    { n, from: rows.map((row) => row[0]), to: rows.map((row) => row[1]), amount: rows.map((row) => row[2]) },
    { lens: "owns", unit: "share" },
  );
}

/** Registers in which at most nine tenths of each firm are held inside, with parallel holdings, loops, isolates and firms that nobody holds. */
const registers = fc.integer({ min: 2, max: 8 }).chain((n) =>
  fc.array(fc.tuple(fc.nat(n - 1), fc.nat(n - 1), fc.integer({ min: 0, max: 9 })), { maxLength: 24 }).map((raw) => {
    const kept = raw.filter(([i, j]) => i !== j);
    const total = Array.from({ length: n }, (_, j) => kept.reduce((sum, [, to, x]) => sum + (to === j ? x : 0), 0));
    return { n, rows: kept.map(([i, j, x]): Holding => [i, j, total[j] > 0 ? (0.9 * x) / total[j] : 0]) };
  }),
);

describe("value held", () => {
  test("by hand: two firms worth 100 and 50 hold a fifth and three tenths of each other", () => {
    const mutual = holdings(4, [
      [0, 1, 0.2],
      [1, 0, 0.3],
      [2, 0, 0.7],
      [3, 1, 0.8],
    ]);
    const { plain, corrected, selfReturn } = valueHeld(mutual, { values: [100, 50, 0, 0] }).values;
    // Yc of firm 0: 6 % of itself and 20 % of the other, 6 + 10. Plain: over 1 - 6 %.
    expect(corrected[0]).toBeCloseTo(16, 12);
    expect(plain[0]).toBeCloseTo(16 / 0.94, 12);
    expect(selfReturn[0]).toBeCloseTo(0.06, 12);
    // The two persons hold all there is.
    expect(plain[2] + plain[3]).toBeCloseTo(150, 10);
  });

  test("agrees with the shares listed pair by pair", () => {
    fc.assert(
      fc.property(registers, ({ n, rows }) => {
        const values = Array.from({ length: n }, (_, j) => 1 + j);
        const held = valueHeld(holdings(n, rows), { values }).values;
        const { integrated, corrected, selfReturn } = ownership(holdings(n, rows)).values;
        for (let i = 0; i < n; i++) {
          const worth = (list: readonly Holding[]): number => list.reduce((sum, [k, j, x]) => sum + (k === i ? x * values[j] : 0), 0);
          expect(held.plain[i]).toBeCloseTo(worth(integrated), 9);
          expect(held.corrected[i]).toBeCloseTo(worth(corrected), 9);
          expect(held.selfReturn[i]).toBeCloseTo(selfReturn[i], 10);
        }
      }),
      runs,
    );
  });

  test("what reaches outsiders is each value once", () => {
    fc.assert(
      fc.property(registers, ({ n, rows }) => {
        const values = Array.from({ length: n }, (_, j) => 1 + j);
        const { plain } = valueHeld(holdings(n, rows), { values }).values;
        const outside = values.map((v, j) => (plain[j] + v) * (1 - rows.reduce((sum, [, to, x]) => sum + (to === j ? x : 0), 0)));
        expect(outside.reduce((sum, x) => sum + x, 0)).toBeCloseTo((n * (n + 1)) / 2, 8);
      }),
      runs,
    );
  });

  test("a loop without outside owner is told, bounds nothing, and does not disturb the others", () => {
    // 0 and 1 own each other wholly, 0 owns half of 2, 3 owns the other half; 4 is wholly owned by 0.
    const closed = holdings(5, [
      [0, 1, 1],
      [1, 0, 1],
      [0, 2, 0.5],
      [3, 2, 0.5],
      [0, 4, 1],
    ]);
    const { values, warnings } = valueHeld(closed, { values: [1, 2, 10, 0, 4], owners: [1] });
    expect(values.ownerless).toEqual([0, 1]);
    expect([...values.plain]).toEqual([0, 0, 0, 5, 0]);
    expect(values.undetermined).toBe(1);
    // 1 asked for: both firms of the loop, half of 2 and all of 4, without end but once.
    expect(values.corrected[1]).toBeCloseTo(1 + 2 + 5 + 4, 10);
    expect(values.corrected[3]).toBe(5);
    expect(warnings?.map(({ code }) => code)).toEqual(["ownerless-loop", "large-loop"]);
  });

  test("a loop of hundreds of firms: every plain value, and corrected ones for the owners asked", () => {
    const n = 900;
    const next = uniforms(3, 0);
    const rows = Array.from({ length: n * 4 }, (_, k): Holding => [Math.floor(next() * n), k % n, 0.2]).filter(([i, j]) => i !== j);
    const network = holdings(n, rows);
    const values = Array.from({ length: n }, (_, j) => 1 + (j % 5));
    const held = valueHeld(network, { values, owners: [7] });
    expect(held.converged).toBe(true);
    expect(held.values.undetermined).toBeGreaterThan(500);
    const { corrected, integrated } = ownership(network, { owners: [7] }).values;
    const worth = (list: readonly Holding[]): number => list.reduce((sum, [, j, x]) => sum + x * values[j], 0);
    expect(held.values.corrected[7]).toBeCloseTo(worth(corrected), 7);
    expect(held.values.plain[7]).toBeCloseTo(worth(integrated), 7);
  });

  test("from twenty thousand nodes on an owner is answered by sweeps: a chain by hand, and with a loop, the same as with fewer nodes", () => {
    // 0 holds half of 1, which holds half of 2, which holds a tenth of 0; thousands of isolates beside them.
    const rows: Holding[] = [
      [0, 1, 0.5],
      [1, 2, 0.5],
      [2, 0, 0.1],
    ];
    for (const n of [3, 25_000]) {
      const { corrected, selfReturn } = ownership(holdings(n, rows), { owners: [0] }).values;
      expect(corrected.map(([, j]) => j)).toEqual([0, 1, 2]);
      corrected.forEach(([, j, x]) => expect(x).toBeCloseTo([0.025, 0.5, 0.25][j], 12));
      expect(selfReturn[0]).toBeCloseTo(0.025, 12);
    }
  });

  test("values that are no values are refused", () => {
    expect(() => valueHeld(holdings(2, []), { values: [1, -1] })).toThrow(expect.objectContaining({ code: "bad-vector" }) as Error);
  });
});

describe("bow-tie", () => {
  test("a core of two, before, after, hanging on, beside, apart", () => {
    const { part, counts } = bowTie(
      holdings(9, [
        [0, 1, 0.1],
        [1, 0, 0.1],
        [2, 0, 0.1],
        [1, 3, 0.1],
        [2, 4, 0.1],
        [5, 3, 0.1],
        [2, 6, 0.1],
        [6, 3, 0.1],
        [7, 8, 0.1],
      ]),
    );
    expect(Array.from(part, (k) => PARTS[k])).toEqual([
      "core",
      "core",
      "in",
      "out",
      "tendrils",
      "tendrils",
      "tendrils",
      "others",
      "others",
    ]);
    expect(counts).toEqual({ core: 2, in: 1, out: 1, tendrils: 3, others: 2 });
  });

  test("without loops there is no core; of two cores of one size the one with the smaller node counts", () => {
    expect(bowTie(holdings(3, [[0, 1, 0.5]])).counts).toEqual({ core: 0, in: 0, out: 0, tendrils: 0, others: 3 });
    const two = bowTie(
      holdings(4, [
        [0, 3, 0.1],
        [3, 0, 0.1],
        [1, 2, 0.1],
        [2, 1, 0.1],
      ]),
    );
    expect(Array.from(two.part, (k) => PARTS[k])).toEqual(["core", "others", "others", "core"]);
  });
});
