import { describe, expect, test } from "vitest";
import { type AssetLaw, drawAssets } from "../../src/contagion/clearing/asset-draws.ts";

const DRAWS = 20_000;
const ASSETS = [100, 5, -7, 0];

function sample(law: AssetLaw): Float64Array[] {
  return Array.from({ length: DRAWS }, (_, draw) => drawAssets(ASSETS, law, { seed: 3, draw }));
}

const mean = (values: readonly number[]): number => values.reduce((a, x) => a + x, 0) / values.length;

function correlation(a: readonly number[], b: readonly number[]): number {
  const [p, q] = [mean(a), mean(b)];
  const moment = (x: readonly number[], xBar: number, y: readonly number[], yBar: number): number =>
    mean(x.map((v, k) => (v - xBar) * (y[k] - yBar)));
  return moment(a, p, b, q) / Math.sqrt(moment(a, p, a, p) * moment(b, q, b, q));
}

describe("lognormal", () => {
  const drawn = sample({ kind: "lognormal", volatility: 0.3, correlation: 0.4 });
  const logs = [0, 1].map((i) => drawn.map((x) => Math.log(x[i] / ASSETS[i])));

  test("keeps the mean; logarithms spread by sigma around -sigma^2/2 and correlate by rho", () => {
    // Four standard errors of 20000 draws.
    expect(Math.abs(mean(drawn.map((x) => x[0])) - 100)).toBeLessThan((4 * 100 * Math.sqrt(Math.exp(0.09) - 1)) / Math.sqrt(DRAWS));
    for (const log of logs) {
      expect(Math.abs(mean(log) + 0.045)).toBeLessThan((4 * 0.3) / Math.sqrt(DRAWS));
      const variance = mean(log.map((x) => (x + 0.045) ** 2));
      expect(Math.abs(variance / 0.09 - 1)).toBeLessThan(4 * Math.sqrt(2 / DRAWS));
    }
    expect(Math.abs(correlation(logs[0], logs[1]) - 0.4)).toBeLessThan((4 * (1 - 0.16)) / Math.sqrt(DRAWS));
  });

  test("the shares of draws below the quartiles of the normal law are a quarter, a half, three quarters", () => {
    for (const [share, quartile] of [
      [0.25, -0.6744897501960817],
      [0.5, 0],
      [0.75, 0.6744897501960817],
    ]) {
      const below = logs[0].filter((x) => (x + 0.045) / 0.3 < quartile).length / DRAWS;
      expect(Math.abs(below - share)).toBeLessThan(4 * Math.sqrt((share * (1 - share)) / DRAWS));
    }
  });

  test("outflows and nothing stay; without spread nothing moves", () => {
    expect(drawn.every((x) => x[2] === -7 && x[3] === 0)).toBe(true);
    expect([...drawAssets(ASSETS, { kind: "lognormal", volatility: 0 }, { seed: 1, draw: 1 })]).toEqual(ASSETS);
  });

  test("when all is shared, all move alike", () => {
    const [a, b] = drawAssets(ASSETS, { kind: "lognormal", volatility: 0.5, correlation: 1 }, { seed: 1, draw: 9 });
    expect(a / 100).toBeCloseTo(b / 5, 12);
  });
});

describe("uniform", () => {
  const drawn = sample({ kind: "uniform", largestLoss: 0.5 });

  test("losses lie between nothing and the largest, evenly and independently", () => {
    const losses = [0, 1].map((i) => drawn.map((x) => 1 - x[i] / ASSETS[i]));
    expect(losses.flat().every((x) => x > 0 && x < 0.5)).toBe(true);
    expect(Math.abs(mean(losses[0]) - 0.25)).toBeLessThan((4 * 0.5) / Math.sqrt(12 * DRAWS));
    expect(Math.abs(correlation(losses[0], losses[1]))).toBeLessThan(4 / Math.sqrt(DRAWS));
  });
});

test("a draw hangs on its seed and number alone; a firm on its place", () => {
  const law = { kind: "lognormal", volatility: 0.2 } as const;
  const one = drawAssets(ASSETS, law, { seed: 3, draw: 7 });
  expect(drawAssets(ASSETS, law, { seed: 3, draw: 7 })).toEqual(one);
  expect(drawAssets(ASSETS, law, { seed: 4, draw: 7 })).not.toEqual(one);
  expect(drawAssets(ASSETS, law, { seed: 3, draw: 8 })).not.toEqual(one);
  expect(drawAssets([100, -5, -7, 3], law, { seed: 3, draw: 7 })[0]).toBe(one[0]);
});

test.each([
  [{ kind: "lognormal", volatility: -1 }, "volatility -1, expected 0 or more"],
  [{ kind: "lognormal", volatility: Number.NaN }, "volatility NaN"],
  [{ kind: "lognormal", volatility: 1, correlation: 1.5 }, "correlation 1.5, expected 0 to 1"],
  [{ kind: "uniform", largestLoss: 2 }, "largestLoss 2, expected 0 to 1"],
] as const)("%j is refused", (law, message) => {
  expect(() => drawAssets(ASSETS, law, { seed: 1, draw: 0 })).toThrow(message);
});

test("what is no number is refused", () => {
  expect(() => drawAssets([1, Number.NaN], { kind: "uniform", largestLoss: 1 }, { seed: 1, draw: 0 })).toThrow("externalAssets[1] is NaN");
});
