import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { morrisScreening } from "../../src/measure/morris-screening.ts";
import { copulaFactor, type UncertainFunction } from "../../src/measure/sensitivity.ts";
import { shapleyEffects } from "../../src/measure/shapley-effects.ts";
import { sobolIndices } from "../../src/measure/sobol-indices.ts";
import { normalQuantile } from "../../src/num/normal-quantile.ts";

const uniform = (u: number): number => u;
const angle = (u: number): number => Math.PI * (2 * u - 1);

/** Ishigami and Homma 1990, with its variance and indices in closed form. */
const ishigami: UncertainFunction = {
  evaluate: ([x, y, z]) => Math.sin(x) + 7 * Math.sin(y) ** 2 + 0.1 * z ** 4 * Math.sin(x),
  quantiles: [angle, angle, angle],
};

/** The product function of Sobol': prod (|4 x - 2| + a) / (1 + a); V_i = 1 / (3 (1 + a_i)^2). */
function gFunction(a: readonly number[]): { problem: UncertainFunction; first: number[]; total: number[] } {
  const parts = a.map((x) => 1 / (3 * (1 + x) ** 2));
  const variance = parts.reduce((product, v) => product * (1 + v), 1) - 1;
  return {
    problem: {
      evaluate: (x) => a.reduce((product, b, j) => (product * (Math.abs(4 * x[j] - 2) + b)) / (1 + b), 1),
      quantiles: a.map(() => uniform),
    },
    first: parts.map((v) => v / variance),
    total: parts.map((v) => (v * (1 + variance)) / (1 + v) / variance),
  };
}

describe("Sobol' indices", () => {
  test("of the function of Ishigami and Homma", () => {
    const { values } = sobolIndices(ishigami, { samples: 4096, resamples: 0 });
    const [pi4, pi8] = [Math.PI ** 4, Math.PI ** 8];
    const [one, two] = [0.5 * (1 + (0.1 * pi4) / 5) ** 2, 49 / 8];
    const variance = 49 / 8 + (0.1 * pi4) / 5 + (0.01 * pi8) / 18 + 0.5;
    expect(Math.abs(values.variance / variance - 1)).toBeLessThan(0.02);
    [one / variance, two / variance, 0].forEach((share, j) => expect(Math.abs(values.first[j] - share)).toBeLessThan(0.01));
    [1 - two / variance, two / variance, 1 - (one + two) / variance].forEach((share, j) =>
      expect(Math.abs(values.total[j] - share)).toBeLessThan(0.01),
    );
  });

  test("of the product function, whose indices are known in closed form", () => {
    const { problem, first, total } = gFunction([0, 1, 4.5, 9]);
    const { values } = sobolIndices(problem, { samples: 2048, resamples: 40 });
    first.forEach((share, j) => expect(Math.abs(values.first[j] - share)).toBeLessThan(0.02));
    total.forEach((share, j) => expect(Math.abs(values.total[j] - share)).toBeLessThan(0.02));
    values.first.forEach((share, j) => expect(share).toBeLessThanOrEqual(values.total[j] + 0.02));
    values.firstInterval!.forEach(([low, high], j) => expect([low <= values.first[j], values.first[j] <= high]).toEqual([true, true]));
  });

  test("whatever the function and the seed: the same twice, no input does more in itself than in all, and none that is left out does anything", () => {
    const coefficient = fc.integer({ min: -4, max: 4 });
    const drawn = fc.record({
      own: fc.array(coefficient, { minLength: 3, maxLength: 3 }),
      bent: fc.array(coefficient, { minLength: 3, maxLength: 3 }),
      together: coefficient,
      seed: fc.nat(1_000_000),
    });
    fc.assert(
      fc.property(drawn, ({ own, bent, together, seed }) => {
        const problem: UncertainFunction = {
          // The fourth input is not read.
          evaluate: (x) => own.reduce((total, c, j) => total + c * x[j] + bent[j] * x[j] ** 2, together * x[0] * x[1]),
          quantiles: [uniform, uniform, uniform, uniform],
        };
        const { values } = sobolIndices(problem, { samples: 1024, seed, resamples: 0 });
        expect(sobolIndices(problem, { samples: 1024, seed, resamples: 0 }).values).toEqual(values);
        for (const [j, first] of values.first.entries()) expect(first).toBeLessThanOrEqual(values.total[j] + 0.05);
        for (const total of values.total) expect(total).toBeGreaterThanOrEqual(0);
        expect([values.first[3], values.total[3]]).toEqual([0, 0]);
      }),
      { seed: 1993, numRuns: 60 },
    );
  });

  test("an answer that never varies, and what cannot be asked", () => {
    const flat: UncertainFunction = { evaluate: () => 3, quantiles: [uniform, uniform] };
    expect(sobolIndices(flat, { samples: 16 }).values).toMatchObject({ mean: 3, variance: 0, first: [0, 0], total: [0, 0] });
    expect(shapleyEffects(flat, { samples: 16 }).values.shapley).toEqual([0, 0]);
    expect(() => sobolIndices(flat, { samples: 1 })).toThrow("samples is 1");
    expect(() => sobolIndices({ ...flat, correlation: [1, 0, 0, 1] }, { samples: 8 })).toThrow("use Shapley effects");
    expect(() => sobolIndices({ ...flat, evaluate: () => Number.NaN }, { samples: 8 })).toThrow("the function gives NaN");
  });
});

describe("published indices, within 0.002 of all that is printed", () => {
  const near = (found: readonly number[], printed: readonly number[]): void =>
    printed.forEach((share, j) => expect(Math.abs(found[j] - share)).toBeLessThan(0.002));

  test("simdec, of the function of Ishigami and Homma", () => {
    const { values } = sobolIndices(ishigami, { samples: 32768, resamples: 0 });
    near(values.first, [0.31390519, 0.44241114, 0]);
    near(values.total, [0.55758886, 0.44241114, 0.24368366]);
  });

  test("UQpy, of the product function of six inputs", () => {
    const { values } = sobolIndices(gFunction([0, 0.5, 3, 9, 99, 99]).problem, { samples: 32768, resamples: 0 });
    near(values.first, [5.8678119e-1, 2.6079164e-1, 3.66738244e-2, 5.8678119e-3, 5.8678119e-5, 5.8678119e-5]);
    near(values.total, [6.90085892e-1, 3.56173364e-1, 5.63335422e-2, 9.17057664e-3, 9.20083854e-5, 9.20083854e-5]);
  });
});

describe("Shapley effects", () => {
  test("share out the interactions and add up to 1", () => {
    const { shapley } = shapleyEffects(ishigami, { samples: 4096 }).values;
    [0.435747, 0.442411, 0.121842].forEach((share, j) => expect(Math.abs(shapley[j] - share)).toBeLessThan(0.01));
    expect(shapley.reduce((sum, x) => sum + x, 0)).toBeCloseTo(1, 12);
  });

  // f = x1 + x2, both standard normal with correlation rho: each explains (1 + rho)^2 alone of 2 + 2 rho, and by symmetry half in all.
  // f = x1 alone: x2 explains rho^2 of it, so its effect is rho^2 / 2 (Owen and Prieur 2017 for the linear Gaussian case).
  test("of dependent inputs, as worked out by hand", () => {
    const rho = 0.6;
    const pair = { quantiles: [normalQuantile, normalQuantile], correlation: [1, rho, rho, 1] };
    const sum = shapleyEffects({ ...pair, evaluate: ([x, y]) => x + y }, { samples: 4096 }).values;
    expect(sum.variance).toBeCloseTo(2 + 2 * rho, 1);
    sum.shapley.forEach((share) => expect(Math.abs(share - 0.5)).toBeLessThan(0.01));
    const one = shapleyEffects({ ...pair, evaluate: ([x]) => x }, { samples: 4096 }).values.shapley;
    expect(Math.abs(one[1] - rho ** 2 / 2)).toBeLessThan(0.01);
    expect(() => copulaFactor([1, 0.9, 0.9, 0.9, 1, -0.9, 0.9, -0.9, 1], [0, 1, 2])).toThrow("contradict each other");
    expect(() => copulaFactor([1, 0.5, 0.4, 1], [0, 1])).toThrow("correlation of inputs 1 and 0 is 0.4");
  });

  test("of many inputs, by random orders", () => {
    const many: UncertainFunction = {
      evaluate: (x) => x.reduce((sum, y, j) => sum + (j < 2 ? 3 * y : 0.1 * y), 0),
      quantiles: Array.from({ length: 12 }, () => uniform),
    };
    const { values, warnings } = shapleyEffects(many, { samples: 256, orders: 12 });
    expect(warnings?.map(({ code }) => code)).toEqual(["sampled-orders"]);
    expect(values.shapley.reduce((sum, x) => sum + x, 0)).toBeCloseTo(1, 9);
    expect(values.shapley[0] + values.shapley[1]).toBeGreaterThan(0.95);
  });
});

describe("Morris screening", () => {
  // A linear function has the same effect everywhere: its slope times the range.
  test("finds slopes, what bends, and what does nothing", () => {
    const bent: UncertainFunction = { evaluate: ([x, y, z]) => 5 * x - 2 * y + 0 * z, quantiles: [uniform, uniform, uniform] };
    const { mu, muStar, sigma } = morrisScreening(bent, { trajectories: 10 }).values;
    [5, -2, 0].forEach((slope, j) => expect(mu[j]).toBeCloseTo(slope, 9));
    [5, 2, 0].forEach((slope, j) => expect(muStar[j]).toBeCloseTo(slope, 9));
    sigma.forEach((x) => expect(x).toBeCloseTo(0, 9));
    const curved = morrisScreening({ ...bent, evaluate: ([x, y]) => x * y }, { trajectories: 20 }).values;
    expect(curved.sigma[0]).toBeGreaterThan(0.1);
    expect(() => morrisScreening(bent, { trajectories: 4, levels: 3 })).toThrow("levels is 3");
  });
});

test("the same seed, the same bits; another seed, other points", () => {
  const run = (seed: number): readonly number[] => sobolIndices(ishigami, { samples: 64, seed, resamples: 0 }).values.first;
  expect(run(5)).toEqual(run(5));
  expect(run(5)).not.toEqual(run(6));
});
