import * as fc from "fast-check";
import { expect, test } from "vitest";
import { binOf, logBins, middleOf, numbersIn, quantileOf } from "../../src/num/log-histogram.ts";

const bins = logBins(0.01, 1e12, 16);

test("an amount is off by at most half a bin from the middle of its own; small ones are 0; no number stands apart", () => {
  fc.assert(
    fc.property(fc.double({ min: -1e11, max: 1e11, noNaN: true }), (x) => {
      const read = middleOf(bins, binOf(bins, x));
      if (Math.abs(x) < 0.01) expect(read).toBe(0);
      else expect(Math.abs(Math.log2(read / x))).toBeLessThanOrEqual(0.5 / 16 + 1e-9);
    }),
    { seed: 1 },
  );
  expect(binOf(bins, Number.NaN)).toBe(bins.count - 1);
  expect(middleOf(bins, binOf(bins, 1e15))).toBeLessThan(1.1e12);
});

test("a number lies in the bin that its logarithm says, and an edge in the bin that it begins", () => {
  for (const [least, most, perOctave] of [
    [1e4, 1e17, 16],
    [1e-4, 1e4, 16],
    [0.3, 900, 5],
  ]) {
    const some = logBins(least, most, perOctave);
    const byLogarithm = (x: number): number => Math.min(some.side - 1, Math.floor(Math.log2(x / least) * perOctave));
    fc.assert(
      fc.property(fc.double({ min: Math.log(least), max: Math.log(4 * most), noNaN: true }), (power) => {
        const x = Math.max(least, Math.exp(power));
        expect(binOf(some, x)).toBe(some.side + 1 + byLogarithm(x));
        expect(binOf(some, -x)).toBe(some.side - 1 - byLogarithm(x));
      }),
      { seed: 2, numRuns: 1000 },
    );
    for (let octave = 0; octave * perOctave < some.side; octave++) {
      const edge = least * 2 ** octave;
      expect(binOf(some, edge)).toBe(some.side + 1 + octave * perOctave);
      expect(binOf(some, edge * (1 - 2 ** -52))).toBe(some.side + octave * perOctave);
    }
    expect(binOf(some, Infinity)).toBe(2 * some.side);
  }
});

test("bins stand in the order of their amounts; quantiles are those of the amounts to half a bin", () => {
  for (let b = 1; b < bins.count - 1; b++) expect(middleOf(bins, b)).toBeGreaterThan(middleOf(bins, b - 1));
  const counts = new Float64Array(bins.count);
  const amounts = Array.from({ length: 101 }, (_, i) => (i - 50) * 1000);
  for (const x of [...amounts, Number.NaN]) counts[binOf(bins, x)]++;
  expect(numbersIn(bins, counts)).toBe(101);
  for (const [p, x] of [
    [0.05, -45_000],
    [0.5, 0],
    [0.95, 45_000],
    [1, 50_000],
  ]) {
    const read = quantileOf(bins, counts, p)!;
    expect(Math.abs(read - x)).toBeLessThanOrEqual(0.0222 * Math.abs(x) + 1e-9);
  }
  expect(quantileOf(bins, new Float64Array(bins.count), 0.5)).toBeNull();
  expect(() => logBins(0, 1, 4)).toThrow("bins from 0 to 1");
});
