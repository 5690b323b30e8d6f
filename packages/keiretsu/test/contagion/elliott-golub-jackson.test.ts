import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { crossHoldings } from "../../src/contagion/elliott-golub-jackson.ts";
import { fromEdges, type Network } from "../../src/network/network.ts";
import { uniforms } from "../../src/num/random.ts";
import { tableOf, valueOf } from "../printed.ts";
import { equilibria, type PlainCase } from "../reference/elliott-golub-jackson.ts";

type Holding = readonly [number, number, number];
const runs = { numRuns: 150, seed: 20251202 };

function holdings(n: number, rows: readonly Holding[]): Network {
  return fromEdges(
    { n, from: rows.map((row) => row[0]), to: rows.map((row) => row[1]), amount: rows.map((row) => row[2]) },
    { lens: "owns", unit: "share" },
  );
}

/** Up to 7 firms, parallel holdings, isolates, firms that nobody holds; at most four fifths of each held inside. */
const cases = fc.integer({ min: 1, max: 7 }).chain((n) =>
  fc
    .record({
      raw: fc.array(fc.tuple(fc.nat(n - 1), fc.nat(n - 1), fc.integer({ min: 0, max: 9 })), { maxLength: 20 }),
      assetValues: fc.array(fc.integer({ min: 0, max: 20 }), { minLength: n, maxLength: n }),
      thresholds: fc.array(fc.integer({ min: 0, max: 12 }), { minLength: n, maxLength: n }),
      failureCosts: fc.array(fc.integer({ min: 0, max: 6 }), { minLength: n, maxLength: n }),
    })
    .map(({ raw, ...rest }): PlainCase => {
      const kept = raw.filter(([i, j]) => i !== j);
      const total = Array.from({ length: n }, (_, j) => kept.reduce((sum, [, to, x]) => sum + (to === j ? x : 0), 0));
      return { n, holdings: kept.map(([i, j, x]): Holding => [i, j, total[j] > 0 ? (0.8 * x) / total[j] : 0]), ...rest };
    }),
);

const PAGE = "docs/models/elliott-golub-jackson.md";
const sum = (values: ArrayLike<number>): number => Array.from(values).reduce((total, x) => total + x, 0);

describe("published tables", () => {
  test("Jackson, lecture 5.8: halves of each other leave outsiders two thirds of their own asset and a third of the other", () => {
    const halves = holdings(2, [
      [0, 1, 0.5],
      [1, 0, 0.5],
    ]);
    const { dependency } = crossHoldings(halves, { assetValues: [1, 1], thresholds: [0, 0] }).values;
    const printed = tableOf(PAGE, "| outsiders of | asset 0 | asset 1 |").flatMap(([, ...cells]) => cells.map(valueOf));
    const found = dependency!.flatMap((row) => [...row]);
    expect(printed).toHaveLength(4);
    expect(found).toHaveLength(4);
    found.forEach((x, k) => expect(x).toBeCloseTo(printed[k], 12));
  });

  test("Vernimmen: thirds of each other on assets of 150 make equities of 225, of which outsiders hold 150 each, 300 in all", () => {
    const thirds = holdings(2, [
      [0, 1, 1 / 3],
      [1, 0, 1 / 3],
    ]);
    const { best } = crossHoldings(thirds, { assetValues: [150, 150], thresholds: [0, 0] }).values;
    const [equity, outside] = tableOf(PAGE, "| | A | B | together |").map(([, ...cells]) => cells.map(valueOf));
    best.values.forEach((worth, i) => {
      expect(worth).toBeCloseTo(outside[i], 10);
      expect(worth / (1 - 1 / 3)).toBeCloseTo(equity[i], 10);
    });
    expect([sum(best.values), sum(best.values) / (1 - 1 / 3)].map((x) => Math.round(1e9 * x) / 1e9)).toEqual([outside[2], equity[2]]);
  });
});

describe("by hand", () => {
  test("without holdings a firm is worth its assets; half of its threshold is lost where no cost is given", () => {
    const { best, worst } = crossHoldings(holdings(2, []), { assetValues: [10, 3], thresholds: [4, 4] }).values;
    expect([...best.values]).toEqual([10, 1]);
    expect([best.failed, [...best.wave], worst.failed]).toEqual([[1], [-1, 0], [1]]);
  });

  test("a fall passes on in waves along a chain of holdings", () => {
    // 2 holds half of 1, which holds half of 0. When 0 falls its worth of 4 becomes 0: 1 loses 2 of 6, and 2 half of that once outsiders took theirs.
    const chain = holdings(3, [
      [1, 0, 0.5],
      [2, 1, 0.5],
    ]);
    const { best } = crossHoldings(chain, { assetValues: [4, 4, 4], thresholds: [5, 3, 6.9], failureCosts: [4, 0, 1] }).values;
    // Before: books 4, 6, 7; outsiders 2, 3, 7. After the fall of 0: books 0, 4, 6; outsiders 0, 2, 6: 1 is below 3, 2 is below 6.9.
    expect([...best.wave]).toEqual([0, 1, 1]);
    expect([...best.values]).toEqual([0, 2, 5]);
  });

  test("exactly at the threshold is no fall", () => {
    const { best, worst } = crossHoldings(holdings(1, []), { assetValues: [5], thresholds: [5] }).values;
    expect(best.failed).toEqual([]);
    expect(worst.failed).toEqual([0]);
  });
});

describe("laws", () => {
  test("best and worst are the least and the largest set of falls that hold themselves up", () => {
    fc.assert(
      fc.property(cases, (plain) => {
        const { best, worst, byBelief } = crossHoldings(holdings(plain.n, plain.holdings), plain).values;
        const all = equilibria(plain);
        const sizes = all.map(({ failed }) => failed.length);
        const least = all[sizes.indexOf(Math.min(...sizes))];
        const most = all[sizes.indexOf(Math.max(...sizes))];
        expect(best.failed).toEqual(least.failed);
        expect(worst.failed).toEqual(most.failed);
        expect(byBelief).toEqual(most.failed.filter((i) => !least.failed.includes(i)));
        least.values.forEach((v, i) => expect(best.values[i]).toBeCloseTo(v, 9));
        most.values.forEach((v, i) => expect(worst.values[i]).toBeCloseTo(v, 9));
      }),
      runs,
    );
  });

  test("worth adds up to the assets less the costs of falls; best is at least worst; dependency is a split of each asset", () => {
    fc.assert(
      fc.property(cases, (plain) => {
        const { best, worst, dependency } = crossHoldings(holdings(plain.n, plain.holdings), plain).values;
        for (const { values, failed } of [best, worst]) {
          expect(sum(values)).toBeCloseTo(sum(plain.assetValues) - sum(failed.map((i) => plain.failureCosts[i])), 8);
        }
        best.values.forEach((v, i) => expect(v).toBeGreaterThanOrEqual(worst.values[i] - 1e-9));
        for (let j = 0; j < plain.n; j++) {
          expect(sum(dependency!.map((row) => row[j]))).toBeCloseTo(1, 10);
          for (const row of dependency!) expect(row[j]).toBeGreaterThanOrEqual(0);
        }
      }),
      runs,
    );
  });

  test("worth grows with assets, and fewer fall", () => {
    fc.assert(
      fc.property(cases, fc.nat(6), fc.integer({ min: 1, max: 9 }), (plain, node, more) => {
        const network = holdings(plain.n, plain.holdings);
        const richer = plain.assetValues.map((x, i) => (i === node % plain.n ? x + more : x));
        const before = crossHoldings(network, plain).values;
        const after = crossHoldings(network, { ...plain, assetValues: richer }).values;
        for (const kind of ["best", "worst"] as const) {
          after[kind].values.forEach((v, i) => expect(v).toBeGreaterThanOrEqual(before[kind].values[i] - 1e-9));
          for (const i of after[kind].failed) expect(before[kind].failed).toContain(i);
        }
      }),
      runs,
    );
  });

  test("numbering the firms otherwise numbers the answer otherwise and changes nothing else", () => {
    fc.assert(
      fc.property(cases, (plain) => {
        const { n } = plain;
        const turn = (i: number): number => (i + 3) % n;
        const turned = <T>(list: readonly T[]): T[] =>
          list.map((_, k) => list[Array.from({ length: n }, (__, i) => i).findIndex((i) => turn(i) === k)]);
        const first = crossHoldings(holdings(n, plain.holdings), plain).values;
        const second = crossHoldings(
          holdings(
            n,
            plain.holdings.map(([i, j, x]): Holding => [turn(i), turn(j), x]),
          ),
          { assetValues: turned(plain.assetValues), thresholds: turned(plain.thresholds), failureCosts: turned(plain.failureCosts) },
        ).values;
        for (let i = 0; i < n; i++) {
          expect(second.best.values[turn(i)]).toBeCloseTo(first.best.values[i], 9);
          expect(second.best.wave[turn(i)]).toBe(first.best.wave[i]);
        }
        expect(new Set(second.worst.failed)).toEqual(new Set(first.worst.failed.map(turn)));
      }),
      runs,
    );
  });
});

test("large networks by sweeps: the same equation, wave by wave", () => {
  // 4000 firms, each a fifth held by each of three others; one in fifty is short of its threshold by itself.
  const n = 4000;
  const next = uniforms(11, 0);
  const rows: Holding[] = [];
  for (let j = 0; j < n; j++) for (let k = 1; k <= 3; k++) rows.push([(j + 1 + Math.floor(next() * (n - 1))) % n, j, 0.2]);
  const network = holdings(
    n,
    rows.filter(([i, j]) => i !== j),
  );
  const assetValues = Array.from({ length: n }, (_, i) => (i % 50 === 0 ? 1 : 10));
  const thresholds = Array.from({ length: n }, () => 6);
  const { values, converged, residual } = crossHoldings(network, { assetValues, thresholds });
  const { best, worst, dependency } = values;
  expect(converged).toBe(true);
  expect(residual).toBeLessThanOrEqual(1e-12);
  expect(dependency).toBeNull();
  expect(best.failed.length).toBeGreaterThan(80);
  expect(Math.max(...best.wave)).toBeGreaterThan(0);
  expect(sum(best.values)).toBeCloseTo(sum(assetValues) - 3 * best.failed.length, 6);
  expect(sum(worst.values)).toBeCloseTo(sum(assetValues) - 3 * worst.failed.length, 6);
  for (let i = 0; i < n; i++) expect(best.values[i] < 6).toBe(best.wave[i] >= 0);
});

describe("hostile input", () => {
  const two = { assetValues: [1, 1], thresholds: [1, 1] };
  test.each([
    [[[0, 1, 1]], two, "bad-share"],
    [[[0, 0, 0.1]], two, "bad-share"],
    [[], { ...two, assetValues: [1] }, "bad-vector"],
    [[], { ...two, assetValues: [1, -1] }, "bad-vector"],
    [[], { ...two, thresholds: [1, Number.NaN] }, "bad-vector"],
    [[], { ...two, failureCosts: [0, -1] }, "bad-vector"],
  ] as const)("%j with %j is refused", (rows, params, code) => {
    expect(() => crossHoldings(holdings(2, rows), params)).toThrow(expect.objectContaining({ code }) as Error);
  });

  test("another sentence is refused", () => {
    expect(() => crossHoldings(fromEdges({ n: 2, from: [], to: [], amount: [] }), two)).toThrow(
      expect.objectContaining({ code: "wrong-lens" }) as Error,
    );
  });
});
