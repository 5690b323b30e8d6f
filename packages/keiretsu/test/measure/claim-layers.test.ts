import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { eisenbergNoe } from "../../src/contagion/eisenberg-noe.ts";
import { claimLayers } from "../../src/measure/claim-layers.ts";
import { fromEdges, type Network } from "../../src/network/network.ts";

type Claims = readonly (readonly [from: number, to: number, amount: number])[];

function owing(n: number, claims: Claims): Network {
  return fromEdges({ n, from: claims.map((c) => c[0]), to: claims.map((c) => c[1]), amount: claims.map((c) => c[2]) }, { lens: "owes" });
}

const house: Claims = [
  [0, 1, 80],
  [1, 2, 76],
  [2, 3, 72],
  [3, 4, 70],
];

describe("published, securities on securities on mortgages: each class a layer that owes all above it", () => {
  /** What each class of principal loses, in per cent of itself; the first to lose comes first. */
  const lostBy = (widths: readonly number[], loss: number): number[] => {
    const above = widths.map((_, k) => widths.slice(k + 1).reduce((sum, width) => sum + width, 0));
    const claims = above.slice(0, -1).map((amount, k) => [k, k + 1, amount] as const);
    const assets = widths.map((_, k) => (k === 0 ? 100 : 0));
    const { losses } = claimLayers(owing(widths.length, claims), { assets, loss: loss / 100 }).values;
    return widths.map((width, k) => (100 * losses[k]) / width);
  };
  /** Equity, mezzanine and senior of the first securities. */
  const mortgages = [5, 15, 80];
  /** The mezzanine in its turn cut into 10, 25 and 65 %. */
  const again = [5, 1.5, 3.75, 9.75, 80];

  test.each([
    [10, 33.3, [100, 93.3, 0]],
    [13, 53.3, [100, 100, 28.2]],
    [17, 80, [100, 100, 69.2]],
    [20, 100, [100, 100, 100]],
  ])("Hull, table 8.1: mortgages lose %f %%, the mezzanine %f", (loss, mezzanine, printed) => {
    expect(lostBy(mortgages, loss)[1].toFixed(1)).toBe(mezzanine.toFixed(1));
    const found = lostBy(again, loss).slice(1, 4);
    expect(found.map((share) => share.toFixed(1))).toEqual(printed.map((share) => share.toFixed(1)));
  });

  test("at 10.25 % the mezzanine loses 35 % of itself and the highest class made of it nothing yet", () => {
    expect(lostBy(mortgages, 10.25)[1]).toBeCloseTo(35, 10);
    expect(lostBy(again, 10.25)[3]).toBeCloseTo(0, 10);
  });

  test("of 10, 10 and 80, twice, at 16 %: 60 % of the mezzanine, all of the mezzanine made of it", () => {
    expect(lostBy([10, 10, 80], 16)[1]).toBeCloseTo(60, 10);
    expect(lostBy([10, 1, 1, 8, 80], 16)[2]).toBeCloseTo(100, 10);
  });
});

describe("by hand", () => {
  test("a house claimed 2.98 times: the loss is borne from the household up", () => {
    const { values, converged } = claimLayers(owing(5, house), { assets: [100, 0, 0, 0, 0], loss: 0.3 });
    expect(converged).toBe(true);
    expect(values).toMatchObject({ gross: 298, net: 100, ratio: 2.98 });
    expect(Array.from(values.own)).toEqual([20, 4, 4, 2, 70]);
    expect(Array.from(values.losses)).toEqual([20, 4, 4, 2, 0]);
    expect(values.reuse[0]).toBe(0.8);
  });

  test("half of it gone reaches the investor: 50 less the 30 of those before", () => {
    const { values } = claimLayers(owing(5, house), { assets: [100, 0, 0, 0, 0], loss: 0.5 });
    expect(values.losses[4]).toBeCloseTo(20, 9);
  });

  test("no asset has no ratio; a claim on oneself is dropped and said; nobody owes nothing", () => {
    const none = claimLayers(owing(2, [[0, 0, 5]]), { assets: [0, 0] });
    expect(none.values).toMatchObject({ gross: 0, net: 0, ratio: null });
    expect(none.warnings).toEqual([{ code: "self-loops-dropped", message: "claims on oneself dropped: 1" }]);
    expect(claimLayers(owing(0, []), { assets: [] }).values).toMatchObject({ gross: 0, net: 0, ratio: null });
  });
});

const economy = fc.integer({ min: 1, max: 7 }).chain((n) =>
  fc.record({
    n: fc.constant(n),
    claims: fc.array(fc.tuple(fc.nat(n - 1), fc.nat(n - 1), fc.integer({ min: 0, max: 50 })), { maxLength: 20 }),
    assets: fc.array(fc.integer({ min: 0, max: 100 }), { minLength: n, maxLength: n }),
    loss: fc.double({ min: 0, max: 1, noNaN: true }),
  }),
);
const runs = { numRuns: 200, seed: 20251127 };

describe("laws", () => {
  test("own parts add up to the asset, losses to what it lost: claims make nothing and lose nothing", () => {
    fc.assert(
      fc.property(economy, ({ n, claims, assets, loss }) => {
        const { values } = claimLayers(owing(n, claims), { assets, loss });
        const total = (x: Float64Array): number => x.reduce((a, b) => a + b, 0);
        expect(total(values.own)).toBeCloseTo(values.net, 9);
        expect(total(values.losses)).toBeCloseTo(loss * values.net, 6);
      }),
      runs,
    );
  });

  test("payments are those of clearing, where every own part is positive", () => {
    fc.assert(
      fc.property(economy, ({ n, claims, assets, loss }) => {
        const graph = owing(
          n,
          claims.filter(([from, to]) => from < to),
        );
        const { values } = claimLayers(graph, { assets, loss });
        if (values.own.some((x) => x < 0)) return;
        const after = eisenbergNoe(graph, { externalAssets: assets.map((a) => a * (1 - loss)) }).values;
        for (let i = 0; i < n; i++) expect(values.own[i] - values.losses[i]).toBeCloseTo(Math.max(0, after.equity[i]), 6);
      }),
      runs,
    );
  });

  test("splitting a claim and the order of claims change nothing; a longer chain never lowers gross", () => {
    fc.assert(
      fc.property(economy, ({ n, claims, assets, loss }) => {
        const found = claimLayers(owing(n, claims), { assets, loss }).values;
        const split: Claims = [...claims].reverse().flatMap(([i, j, x]) => [[i, j, x / 2] as const, [i, j, x / 2] as const]);
        const again = claimLayers(owing(n, split), { assets, loss }).values;
        expect(again.gross).toBeCloseTo(found.gross, 9);
        for (let i = 0; i < n; i++) expect(again.losses[i]).toBeCloseTo(found.losses[i], 6);
        const more = claimLayers(owing(n + 1, [...claims, [0, n, 1]]), { assets: [...assets, 0], loss }).values;
        expect(more.gross).toBeCloseTo(found.gross + 1, 9);
      }),
      runs,
    );
  });
});

test("refuses a wrong lens, a wrong length, an asset below 0 and a loss above all", () => {
  const graph = owing(2, [[0, 1, 1]]);
  expect(() => claimLayers({ ...graph, lens: "pays" }, { assets: [1, 1] })).toThrow(/lens is "pays"/);
  expect(() => claimLayers(graph, { assets: [1] })).toThrow(/assets has 1 values, expected 2/);
  expect(() => claimLayers(graph, { assets: [1, -1] })).toThrow(/assets\[1\] is -1/);
  expect(() => claimLayers(graph, { assets: [1, 1], loss: 1.5 })).toThrow(/loss is 1\.5/);
});
