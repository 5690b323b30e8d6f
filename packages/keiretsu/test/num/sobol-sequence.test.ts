import { expect, test } from "vitest";
import { MOST_DIMENSIONS, sobolPoint } from "../../src/num/sobol-sequence.ts";

// Point 37 in dimensions 1, 2, 3, 10, 21 and 40, times 2^32, as scipy 1.17 gives it (qmc.Sobol, unscrambled).
test("the plain sequence is the one of Joe and Kuo", () => {
  const point = new Float64Array(MOST_DIMENSIONS);
  sobolPoint(37, null, point);
  const integers = [0, 1, 2, 9, 20, 39].map((j) => Math.floor(point[j] * 2 ** 32));
  expect(integers).toEqual([3959422976, 2751463424, 2483027968, 738197504, 4093640704, 335544320]);
});

test.each([null, 1, 12_345])(
  "with seed %s each sixteenth of each coordinate gets a sixteenth of the points, and pairs fill squares",
  (seed) => {
    const point = new Float64Array(MOST_DIMENSIONS);
    const strips = new Int32Array(16 * MOST_DIMENSIONS);
    const squares = new Int32Array(16);
    for (let k = 0; k < 1024; k++) {
      sobolPoint(k, seed, point);
      point.forEach((x, j) => strips[16 * j + Math.floor(16 * x)]++);
      squares[4 * Math.floor(4 * point[0]) + Math.floor(4 * point[1])]++;
    }
    expect(strips.every((count) => count === 64)).toBe(true);
    expect([...squares]).toEqual(Array.from({ length: 16 }, () => 64));
  },
);

test("dimensions and points that there are not", () => {
  expect(() => sobolPoint(0, 1, new Float64Array(65))).toThrow("65 dimensions");
  expect(() => sobolPoint(-1, 1, new Float64Array(1))).toThrow("point -1");
  expect(() => sobolPoint(2 ** 32, 1, new Float64Array(1))).toThrow("point 4294967296");
});
