import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ownership } from "../../src/measure/ownership.ts";
import { valueHeld } from "../../src/measure/value-held.ts";
import { fromEdges, type Network } from "../../src/network/network.ts";
import { roundsTo, tableOf, valueOf } from "../printed.ts";
import { gaussJordan } from "../reference/dense.ts";

type Holding = readonly [number, number, number];
const runs = { numRuns: 150, seed: 20251201 };

function holdings(n: number, rows: readonly Holding[]): Network {
  return fromEdges(
    { n, from: rows.map((row) => row[0]), to: rows.map((row) => row[1]), amount: rows.map((row) => row[2]) },
    { lens: "owns", unit: "share" },
  );
}

/** Registers in which at most nine tenths of each firm are held inside. */
const registers = fc.integer({ min: 2, max: 8 }).chain((n) =>
  fc.array(fc.tuple(fc.nat(n - 1), fc.nat(n - 1), fc.integer({ min: 0, max: 9 })), { maxLength: 24 }).map((raw) => {
    const kept = raw.filter(([i, j]) => i !== j);
    const total = Array.from({ length: n }, (_, j) => kept.reduce((sum, [, to, x]) => sum + (to === j ? x : 0), 0));
    return { n, rows: kept.map(([i, j, x]): Holding => [i, j, total[j] > 0 ? (0.9 * x) / total[j] : 0]) };
  }),
);

/** G = (I - O)^-1 column by column. */
function inverse(n: number, rows: readonly Holding[]): { o: number[][]; g: number[][] } {
  const o = Array.from({ length: n }, () => Array.from({ length: n }, () => 0));
  for (const [i, j, x] of rows) o[i][j] += x;
  const columns = o.map((_, j) =>
    gaussJordan(
      o.map((row, i) => row.map((x, k) => Number(i === k) - x)),
      o.map((__, i) => Number(i === j)),
    ),
  );
  return { o, g: o.map((_, i) => columns.map((column) => column[i])) };
}

/** n_i = [(I - B)^-1 B v]_i, B the weights on what i reaches, with column i zero (Vitali, Glattfelder and Battiston 2011). */
function valueReached(i: number, weights: readonly (readonly number[])[], values: readonly number[]): number {
  const inside = [i];
  for (const k of inside) weights[k].forEach((x, j) => x > 0 && !inside.includes(j) && inside.push(j));
  const b = inside.map((k) => inside.map((j) => (j === i ? 0 : weights[k][j])));
  const right = b.map((row) => row.reduce((sum, x, k) => sum + x * values[inside[k]], 0));
  return gaussJordan(
    b.map((row, k) => row.map((x, j) => Number(k === j) - x)),
    right,
  )[0];
}

describe("published tables", () => {
  const PAGE = "docs/models/ownership.md";
  const mutual = (share: number): Network =>
    holdings(4, [
      [0, 1, share],
      [1, 0, share],
      [2, 0, 1 - share],
      [3, 1, 1 - share],
    ]);

  test("Jackson, lecture 5.8: persons behind halves own two thirds of their organisation and a third of the other", () => {
    const shares = new Map(ownership(mutual(0.5)).values.integrated.map(([i, j, x]) => [`${i} ${j}`, x]));
    const rows = tableOf(PAGE, "| | organisation 0 | organisation 1 |");
    expect(rows).toHaveLength(2);
    rows.forEach(([, ...cells], k) => cells.forEach((cell, j) => expect(shares.get(`${k + 2} ${j}`)).toBeCloseTo(valueOf(cell), 12)));
  });

  test("Vernimmen: thirds of each other on 150 each make 225 each, and the other holders have 150 each", () => {
    const { plain } = valueHeld(mutual(1 / 3), { values: [150, 150, 0, 0] }).values;
    const [all, outside] = tableOf(PAGE, "| | A | B | together |").map(([, ...cells]) => cells.map(valueOf));
    const found = [150 + plain[0], 150 + plain[1]];
    [...found, found[0] + found[1]].forEach((x, k) => expect(x).toBeCloseTo(all[k], 10));
    [plain[2], plain[3], plain[2] + plain[3]].forEach((x, k) => expect(x).toBeCloseTo(outside[k], 10));
  });

  /** Node 0 stands for those behind the parent 1. */
  const loops: readonly (readonly [string, number, readonly Holding[], readonly string[]])[] = [
    [
      "page 108, a mutual stake",
      3,
      [
        [0, 1, 0.94],
        [1, 2, 0.9],
        [2, 1, 0.06],
      ],
      ["M", "F1"],
    ],
    [
      "page 109, a ring",
      4,
      [
        [0, 1, 0.8],
        [1, 2, 0.6],
        [2, 3, 0.3],
        [3, 1, 0.2],
      ],
      ["M", "F1", "F2"],
    ],
    [
      "page 117, by matrices",
      5,
      [
        [0, 1, 1],
        [1, 2, 0.6],
        [1, 3, 0.65],
        [2, 3, 0.1],
        [3, 2, 0.2],
        [3, 4, 0.6],
        [4, 2, 0.1],
      ],
      ["F1", "F2", "F3"],
    ],
  ];

  test("Groupe Revue Fiduciaire: per cent with digits cut off", () => {
    const printed = tableOf(PAGE, "| stakes | of | printed | found |");
    let row = 0;
    for (const [, n, rows, firms] of loops) {
      const { integrated } = ownership(holdings(n, rows)).values;
      const owned = new Map(integrated.filter(([owner]) => owner === 0).map(([, firm, share]) => [firm, 100 * share]));
      for (const name of firms) {
        const [, of, cut, found] = printed[row++];
        expect(of).toBe(name);
        const share = owned.get(name === "M" ? 1 : 1 + Number(name.slice(1)))!;
        expect((Math.floor(share * 100 + 1e-9) / 100).toFixed(2)).toBe(cut);
        expect(roundsTo(share, found)).toBe(true);
      }
    }
    expect(row).toBe(printed.length);
  });
});

describe("by hand", () => {
  test("a majority loop elsewhere hides nothing: 2 holds most of 3, while 0 and 1 hold most of each other", () => {
    const rows: Holding[] = [
      [0, 1, 0.6],
      [1, 0, 0.6],
      [2, 0, 0.1],
      [0, 2, 0.1],
      [2, 3, 0.7],
      [3, 1, 0.1],
    ];
    const { networkControl } = ownership(holdings(4, rows), { values: [1, 10, 100, 1000] }).values;
    expect(networkControl!.threshold).toEqual([10, 1, 1000, 0]);
  });

  test("an ownerless loop owns itself: plain shares are infinite and left out, corrected ones are whole", () => {
    const { values, warnings } = ownership(
      holdings(2, [
        [0, 1, 1],
        [1, 0, 1],
      ]),
    );
    expect(values.corrected).toEqual([
      [0, 0, 1],
      [0, 1, 1],
      [1, 0, 1],
      [1, 1, 1],
    ]);
    expect(values.integrated).toEqual([]);
    expect(warnings?.map(({ code }) => code)).toEqual(["ownerless-loop"]);
  });

  test("exactly half is not control; a fifth with three tenths of a controlled firm is, at 49 per cent", () => {
    const pyramid = holdings(3, [
      [0, 1, 0.6],
      [1, 2, 0.3],
      [0, 2, 0.2],
    ]);
    const { transitiveControl } = ownership(pyramid, { taus: [0.5, 0.49] }).values;
    expect(transitiveControl).toEqual([
      { tau: 0.5, controls: [[1], [], []] },
      { tau: 0.49, controls: [[1, 2], [], []] },
    ]);
  });
});

describe("laws", () => {
  test("plain shares are O G, corrected ones those over G_ii; linear control is what they reach", () => {
    fc.assert(
      fc.property(registers, ({ n, rows }) => {
        const values = Array.from({ length: n }, (_, j) => j + 1);
        const found = ownership(holdings(n, rows), { values }).values;
        const { o, g } = inverse(n, rows);
        const dense = (list: readonly Holding[]): number[][] => {
          const matrix = o.map((row) => row.map(() => 0));
          for (const [i, j, x] of list) matrix[i][j] = x;
          return matrix;
        };
        const integrated = dense(found.integrated);
        const corrected = dense(found.corrected);
        for (let i = 0; i < n; i++) {
          let reach = 0;
          for (let j = 0; j < n; j++) {
            const expected = o[i].reduce((sum, x, k) => sum + x * g[k][j], 0);
            expect(integrated[i][j]).toBeCloseTo(expected, 9);
            expect(corrected[i][j]).toBeCloseTo(expected / g[i][i], 9);
            expect(corrected[i][j]).toBeLessThanOrEqual(1 + 1e-12);
            if (j !== i) reach += (expected / g[i][i]) * values[j];
          }
          expect(found.networkControl!.linear[i]).toBeCloseTo(reach, 8);
        }
      }),
      runs,
    );
  });

  test("by majorities and by relative weights a holder controls what it reaches without coming back, whatever loops lie elsewhere", () => {
    fc.assert(
      fc.property(registers, ({ n, rows }) => {
        const values = Array.from({ length: n }, (_, j) => j + 1);
        const { networkControl } = ownership(holdings(n, rows), { values }).values;
        const { o } = inverse(n, rows);
        const majority = o.map((row) => row.map((x) => Number(x > 0.5)));
        const squares = o.map((_, j) => o.reduce((sum, row) => sum + row[j] ** 2, 0));
        const relative = o.map((row) => row.map((x, j) => (squares[j] > 0 ? x ** 2 / squares[j] : 0)));
        for (let i = 0; i < n; i++) {
          expect(networkControl!.threshold[i]).toBeCloseTo(valueReached(i, majority, values), 8);
          expect(networkControl!.relative[i]).toBeCloseTo(valueReached(i, relative, values), 8);
        }
      }),
      { ...runs, numRuns: 500 },
    );
  });

  test("where the register is complete, holders that nobody owns hold all of every firm together", () => {
    fc.assert(
      fc.property(registers, ({ n, rows }) => {
        const held = Array.from({ length: n }, (_, j) => rows.reduce((sum, [, to, x]) => sum + (to === j ? x : 0), 0));
        const complete = [...rows, ...held.map((x, j): Holding => [n, j, 1 - x])];
        const { integrated } = ownership(holdings(n + 1, complete)).values;
        const person = integrated.filter(([i]) => i === n);
        expect(person.length).toBe(n);
        for (const [, , x] of person) expect(x).toBeCloseTo(1, 9);
      }),
      runs,
    );
  });

  test("control grows as tau falls, and never reaches the holder itself", () => {
    fc.assert(
      fc.property(registers, ({ n, rows }) => {
        const { transitiveControl } = ownership(holdings(n, rows), { taus: [0.1, 0.25, 0.5] }).values;
        for (let i = 0; i < n; i++) {
          const [loose, middle, strict] = transitiveControl.map(({ controls }) => new Set(controls[i]));
          expect(loose.has(i)).toBe(false);
          for (const j of middle) expect(loose.has(j)).toBe(true);
          for (const j of strict) expect(middle.has(j)).toBe(true);
        }
      }),
      runs,
    );
  });
});

describe("hostile input", () => {
  test.each([
    [
      [
        [0, 1, 0.7],
        [2, 1, 0.4],
      ],
      {},
      "bad-share",
    ],
    [[[1, 1, 0.1]], {}, "bad-share"],
    [[[0, 1, 0.1]], { threshold: 0.3 }, "bad-threshold"],
    [[[0, 1, 0.1]], { values: [1] }, "bad-vector"],
    [[[0, 1, 0.1]], { values: [1, -1, 0] }, "bad-vector"],
  ] as const)("%j with %j is refused", (rows, params, code) => {
    expect(() => ownership(holdings(3, rows), params)).toThrow(expect.objectContaining({ code }) as Error);
  });

  test("too many owners at once are refused, some of them are answered", () => {
    const n = 6000;
    const chain = Array.from({ length: n - 1 }, (_, i): Holding => [i, i + 1, 0.5]);
    expect(() => ownership(holdings(n, chain))).toThrow(expect.objectContaining({ code: "too-many-owners" }) as Error);
    const { values } = ownership(holdings(n, chain), { owners: [3] });
    expect(values.corrected.slice(0, 2)).toEqual([
      [3, 4, 0.5],
      [3, 5, 0.25],
    ]);
  });
});
