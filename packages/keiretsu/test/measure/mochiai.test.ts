import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mochiai } from "../../src/measure/mochiai.ts";
import { fromEdges, type Network } from "../../src/network/network.ts";
import { tableOf, valueOf } from "../printed.ts";
import { unionSelfOwnership } from "../reference/mochiai.ts";

type Holding = readonly [number, number, number];
const runs = { numRuns: 150, seed: 20251205 };

function holdings(n: number, rows: readonly Holding[]): Network {
  return fromEdges(
    { n, from: rows.map((row) => row[0]), to: rows.map((row) => row[1]), amount: rows.map((row) => row[2]) },
    { lens: "owns", unit: "share" },
  );
}

const registers = fc.integer({ min: 2, max: 8 }).chain((n) =>
  fc
    .record({
      raw: fc.array(fc.tuple(fc.nat(n - 1), fc.nat(n - 1), fc.integer({ min: 0, max: 9 })), { maxLength: 24 }),
      size: fc.integer({ min: 1, max: n }),
      marketValues: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: n, maxLength: n }),
    })
    .map(({ raw, size, marketValues }) => {
      const kept = raw.filter(([i, j]) => i !== j);
      const total = Array.from({ length: n }, (_, j) => kept.reduce((sum, [, to, x]) => sum + (to === j ? x : 0), 0));
      const rows = kept.map(([i, j, x]): Holding => [i, j, total[j] > 0 ? (0.9 * x) / total[j] : 0]);
      return { n, rows, marketValues, group: Array.from({ length: size }, (_, i) => i) };
    }),
);

describe("published", () => {
  const PAGE = "docs/models/mochiai.md";
  const free = (): readonly (readonly string[])[] => tableOf(PAGE, "| stakes | each worth | firm | printed | found |");
  const comesBack = tableOf(PAGE, "| stakes | comes back, printed | found | own stake | own of M, printed | found |");
  const outsiders = tableOf(PAGE, "| stakes | of | outside, printed | found |");
  const list = (cell: string): number[] => cell.split(", ").map(valueOf);

  test("Vernimmen: thirds of each other, at 225 each, and others hold 300 of 450: the group holds a third of itself", () => {
    const thirds = holdings(2, [
      [0, 1, 1 / 3],
      [1, 0, 1 / 3],
    ]);
    const { mutualRatio, insiderControl } = mochiai(thirds, { group: [0, 1], marketValues: [225, 225] }).values;
    expect(mutualRatio).toBeCloseTo((450 - 300) / 450, 12);
    expect(insiderControl).toBeCloseTo((450 - 300) / 450, 12);
  });

  test("free float of four firms of 50: 45, 35 and 37.5 of the first three", () => {
    const group = [0, 1, 2, 3];
    const stakes: Holding[] = [
      [0, 1, 0.2],
      [0, 2, 0.1],
      [1, 2, 0.15],
      [2, 0, 0.1],
      [2, 1, 0.1],
      [2, 3, 0.05],
    ];
    const { heldByGroup } = mochiai(holdings(4, stakes), { group, marketValues: [50, 50, 50, 50] }).values;
    const floats = heldByGroup.map(([, held]) => 50 * (1 - held));
    const rows = free().slice(0, 3);
    expect(rows.map(([, , firm]) => firm)).toEqual(["A", "B", "C"]);
    rows.forEach(([, , , ...cells], i) => cells.forEach((cell) => expect(floats[i]).toBeCloseTo(valueOf(cell), 10)));
  });

  test("free float of three firms of 200: 160, 120 and 140, together 420", () => {
    const ring = holdings(3, [
      [0, 1, 0.4],
      [1, 2, 0.3],
      [2, 0, 0.2],
    ]);
    const { heldByGroup, mutualRatio } = mochiai(ring, { group: [0, 1, 2], marketValues: [200, 200, 200] }).values;
    const [[, worth, firms, printed, found], [, , , together]] = free().slice(3);
    expect([worth, firms]).toEqual(["200", "A, B, C"]);
    for (const cell of [printed, found]) list(cell).forEach((x, i) => expect(200 * (1 - heldByGroup[i][1])).toBeCloseTo(x, 10));
    expect(600 * (1 - mutualRatio)).toBeCloseTo(valueOf(together), 10);
  });

  test("Bundesfinanzhof, I R 90/76: 24 % of what comes back to A by way of B is 1.944 %, 25.944 % with the stake itself", () => {
    const register = holdings(2, [
      [0, 1, 0.45],
      [1, 0, 0.18],
    ]);
    const { insiderControl, mutualRatio } = mochiai(register, { group: [0] }).values;
    expect(mutualRatio).toBe(0);
    expect(24 * insiderControl).toBeCloseTo(1.944, 10);
    expect(24 * (1 + insiderControl)).toBeCloseTo(25.944, 10);
  });

  const cut = (percent: number): string => (Math.floor(100 * percent) / 100).toFixed(2);

  test.each([
    [
      "example 4",
      [
        [0, 1, 0.9],
        [1, 0, 0.06],
      ],
      0,
    ],
    [
      "example 5",
      [
        [0, 1, 0.6],
        [1, 2, 0.3],
        [2, 0, 0.2],
      ],
      1,
    ],
  ] as const)("Revue Fiduciaire, %s: what comes back to the parent, and what those behind it own", (_, stakes, row) => {
    const { insiderControl } = mochiai(holdings(3, stakes), { group: [0] }).values;
    const [, back, found, own, interest] = comesBack[row];
    for (const cell of [back, found]) expect(insiderControl).toBeCloseTo(valueOf(cell), 12);
    const direct = 1 - stakes.reduce<number>((sum, [, to, share]) => sum + (to === 0 ? share : 0), 0);
    expect(direct).toBeCloseTo(valueOf(own), 12);
    expect(`${cut((100 * direct) / (1 - insiderControl))} %`).toBe(interest);
  });

  test.each([
    [
      "H, S1, S2",
      [
        [0, 1, 0.8],
        [0, 2, 0.6],
        [1, 0, 0.02],
        [1, 2, 0.1],
        [2, 0, 0.1],
        [2, 1, 0.1],
      ],
      0,
      [42_000, 52_600, 32_000],
    ],
    [
      "H, A, B",
      [
        [0, 1, 0.55],
        [0, 2, 0.75],
        [1, 0, 0.04],
        [1, 2, 0.15],
        [2, 0, 0.06],
        [2, 1, 0.15],
      ],
      1,
      [300_000, 150_000, 100_000],
    ],
  ] as const)("examination, %s: outside shareholders hold what is printed and get what all firms earn", (firms, stakes, row, earned) => {
    let total: number[] = [...earned];
    for (let turn = 0; turn < 200; turn++) {
      total = earned.map((own, i) => stakes.reduce<number>((sum, [from, to, share]) => sum + (from === i ? share * total[to] : 0), own));
    }
    const { heldByGroup, mutualRatio } = mochiai(holdings(3, stakes), { group: [0, 1, 2], marketValues: total }).values;
    const [, of, ...cells] = outsiders[row];
    expect(of).toBe(firms);
    for (const cell of cells) list(cell).forEach((outside, i) => expect(100 * (1 - heldByGroup[i][1])).toBeCloseTo(outside, 10));
    const sum = (values: readonly number[]): number => values.reduce((all, x) => all + x, 0);
    expect((1 - mutualRatio) * sum(total)).toBeCloseTo(sum(earned), 6);
  });
});

describe("laws", () => {
  test("insider control is the loop-corrected share of the union in itself", () => {
    fc.assert(
      fc.property(registers, ({ n, rows, marketValues, group }) => {
        const { values } = mochiai(holdings(n, rows), { group, marketValues });
        expect(values.insiderControl).toBeCloseTo(unionSelfOwnership(n, rows, group, marketValues), 10);
      }),
      runs,
    );
  });

  test("mutual is at most stable and at most insider, which is at most all; none falls when a holding is added", () => {
    fc.assert(
      fc.property(registers, fc.nat(7), fc.nat(7), ({ n, rows, marketValues, group }, a, b) => {
        const stable = [n - 1];
        const less = mochiai(holdings(n, rows), { group, marketValues, stable }).values;
        expect(less.mutualRatio).toBeLessThanOrEqual(less.stableRatio! + 1e-12);
        expect(less.mutualRatio).toBeLessThanOrEqual(less.insiderControl + 1e-12);
        expect(less.insiderControl).toBeLessThanOrEqual(1 + 1e-12);
        expect(less.told).toBeGreaterThanOrEqual(less.mutualRatio - 1e-12);
        if (a % n === b % n) return;
        const more = mochiai(holdings(n, [...rows, [a % n, b % n, 0.05]]), { group, marketValues, stable }).values;
        for (const key of ["mutualRatio", "stableRatio", "insiderControl", "told", "linkedPairs", "mutualPairs"] as const) {
          expect(more[key]!).toBeGreaterThanOrEqual(less[key]! - 1e-12);
        }
      }),
      runs,
    );
  });

  test("the currency of market values and the order of the group do not matter", () => {
    fc.assert(
      fc.property(registers, ({ n, rows, marketValues, group }) => {
        const one = mochiai(holdings(n, rows), { group, marketValues }).values;
        const other = mochiai(holdings(n, rows), { group: group.toReversed(), marketValues: marketValues.map((x) => 7 * x) }).values;
        expect(other.mutualRatio).toBeCloseTo(one.mutualRatio, 12);
        expect(other.insiderControl).toBeCloseTo(one.insiderControl, 12);
        expect(other.heldByGroup.toReversed().map(([j]) => j)).toEqual(one.heldByGroup.map(([j]) => j));
      }),
      runs,
    );
  });
});

describe("degenerate", () => {
  test("a group whose firms own each other wholly owns itself; without links reciprocity is no number", () => {
    const closed = mochiai(
      holdings(2, [
        [0, 1, 1],
        [1, 0, 1],
      ]),
      { group: [0, 1] },
    );
    expect(closed.values).toMatchObject({ mutualRatio: 1, insiderControl: 1, told: 1, stableRatio: null });
    expect(closed.warnings?.map(({ code }) => code)).toEqual(["equal-weights"]);
    expect(mochiai(holdings(2, []), { group: [0, 1] }).values).toMatchObject({ reciprocity: null, insiderControl: 0, pairs: 1 });
  });

  test.each([
    [{ group: [] }, "bad-group"],
    [{ group: [0, 0] }, "bad-group"],
    [{ group: [2] }, "bad-group"],
    [{ group: [0], marketValues: [0, 1] }, "bad-group"],
    [{ group: [0], marketValues: [1] }, "bad-vector"],
  ] as const)("%j is refused", (params, code) => {
    expect(() => mochiai(holdings(2, []), params)).toThrow(expect.objectContaining({ code }) as Error);
  });
});
