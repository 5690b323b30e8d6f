import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { tailStatistics, wilsonInterval } from "../../src/measure/tail-statistics.ts";
import { normalQuantile } from "../../src/num/normal-quantile.ts";
import { uniforms } from "../../src/num/random.ts";

test("the example of the page", () => {
  const page = readFileSync(new URL("../../../../docs/models/tail-statistics.md", import.meta.url), "utf8");
  expect(page).toContain("The ES is (18 + 19 + 20) / 3 = 19");
  const losses = Array.from({ length: 20 }, (_, i) => i + 1);
  const { values, warnings } = tailStatistics(losses, { level: 0.85 });
  expect(values).toMatchObject({ n: 20, VaR: 17, ES: null });
  expect(warnings?.map(({ code }) => code)).toEqual(["few-draws"]);
  const four = losses.flatMap((x) => [x, x, x, x]);
  // 80 draws: k = 68 is the last 17, and the 12 above are 18, 19 and 20 four times each.
  expect(tailStatistics(four, { level: 0.85 }).values).toMatchObject({ VaR: 17, ES: expect.closeTo(19, 12) });
});

test.each([
  ["PRMIA", 250, [20, 19, 19, 17, 16, 13, 11, 10, 9, 9], "18.2"],
  ["Bionic Turtle", 252, [10, 9, 8, 7, 6, 5, 4], "7.976"],
])("published, %s: the shortfall of %i draws at 98 %%, each of them twice", (_, draws, worst, printed) => {
  const losses = Array.from({ length: draws }, (_draw, i) => worst[i] ?? 0);
  const { ES } = tailStatistics([...losses, ...losses], { level: 0.98 }).values;
  expect(ES!.toFixed(printed.split(".")[1].length)).toBe(printed);
});

test("Wilson's interval of 10 of 20 and of nothing", () => {
  // z^2 = 3.8415: (0.5 + 0.0960) / 1.1921 -+ ...: 0.2993 to 0.7007, as tables print.
  const [low, high] = wilsonInterval(10, 20);
  expect([low, high].map((x) => x.toFixed(4))).toEqual(["0.2993", "0.7007"]);
  expect(wilsonInterval(0, 10)[0]).toBe(0);
  expect(wilsonInterval(0, 10)[1]).toBeCloseTo(0.2775, 4);
  expect(wilsonInterval(0, 0)).toEqual([0, 1]);
  expect(() => wilsonInterval(3, 2)).toThrow("3 of 2");
});

test("no losses, and questions that cannot be asked", () => {
  expect(tailStatistics([], { level: 0.9 }).values).toMatchObject({ n: 0, VaR: null, ES: null });
  expect(() => tailStatistics([1], { level: 1 })).toThrow("level is 1");
  expect(() => tailStatistics([1, Number.NaN], { level: 0.5 })).toThrow("loss 1 is NaN");
});

test("on the normal distribution the intervals cover the truth about as often as they promise", () => {
  const level = 0.9;
  const quantile = normalQuantile(level);
  const mean = Math.exp((-quantile * quantile) / 2) / Math.sqrt(2 * Math.PI) / (1 - level);
  let [coveredQuantile, coveredShortfall] = [0, 0];
  for (let run = 0; run < 200; run++) {
    const next = uniforms(5, run);
    const losses = Array.from({ length: 200 }, () => normalQuantile(next()));
    const { quantileInterval, shortfallInterval } = tailStatistics(losses, { level, samples: 100 }).values;
    if (quantileInterval![0] <= quantile && quantile <= quantileInterval![1]) coveredQuantile++;
    if (shortfallInterval![0] <= mean && mean <= shortfallInterval![1]) coveredShortfall++;
  }
  // Binomial with 200 runs: 95 % less four standard errors is 89 %; the bootstrap of 20 draws in the tail is known to fall a little short.
  expect(coveredQuantile).toBeGreaterThanOrEqual(178);
  expect(coveredShortfall).toBeGreaterThanOrEqual(165);
});

test("order does not matter, adding a constant adds it, scaling scales, ES is at least VaR and grows with the level", () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 100, maxLength: 150 }),
      fc.integer({ min: 50, max: 85 }),
      (losses, percent) => {
        const level = percent / 100;
        const { VaR, ES } = tailStatistics(losses, { level, samples: 2 }).values;
        expect(tailStatistics(losses.toReversed(), { level, samples: 2 }).values).toMatchObject({ VaR, ES });
        expect(ES!).toBeGreaterThanOrEqual(VaR! - 1e-9);
        const moved = tailStatistics(
          losses.map((x) => 2 * x + 7),
          { level, samples: 2 },
        ).values;
        expect(moved.VaR).toBe(2 * VaR! + 7);
        expect(moved.ES!).toBeCloseTo(2 * ES! + 7, 6);
        expect(tailStatistics(losses, { level: level + 0.04, samples: 2 }).values.ES!).toBeGreaterThanOrEqual(ES! - 1e-9);
      },
    ),
    { seed: 2, numRuns: 100 },
  );
});
