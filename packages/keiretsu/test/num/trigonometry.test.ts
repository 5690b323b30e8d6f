import { expect, test } from "vitest";
import { cosine, sine, tangent } from "../../src/num/trigonometry.ts";

/** From a computation with 400 digits (mpmath), rounded to the nearest number. */
const KNOWN = [
  [0.5, 0.479425538604203, 0.8775825618903728],
  [0.785398163397448, 0.7071067811865472, 0.7071067811865478],
  [1, 0.8414709848078965, 0.5403023058681398],
  [1.5707963267948966, 1.0, 6.123233995736766e-17],
  [2, 0.9092974268256817, -0.4161468365471424],
  [3, 0.1411200080598672, -0.9899924966004454],
  [3.141592653589793, 1.2246467991473532e-16, -1.0],
  [6.283185307179586, -2.4492935982947064e-16, 1.0],
  [100, -0.5063656411097588, 0.8623188722876839],
  [100000.0, 0.03574879797201651, -0.9993608074382124],
  [1647099.3291652855, -6.420676210313675e-11, 1.0],
  [10000000.25, 0.1830116950898061, -0.983110736112853],
  [5000000000.0, 0.2518733583799049, -0.9677602034277024],
  [1e22, -0.8522008497671888, 0.523214785395139],
  [1.7e308, -0.5952560848632077, 0.803536056087918],
] as const;

test.each(KNOWN)("an angle of %s", (x, s, c) => {
  const last = (value: number): number => 2 ** -52 * Math.abs(value);
  expect(Math.abs(sine(x) - s)).toBeLessThanOrEqual(last(s));
  expect(Math.abs(cosine(x) - c)).toBeLessThanOrEqual(last(c));
  expect(sine(-x)).toBe(-sine(x));
  expect(cosine(-x)).toBe(cosine(x));
  expect(tangent(x)).toBeCloseTo(s / c, 12);
});

test("what is no angle has no sine", () => {
  expect(sine(Number.NaN)).toBeNaN();
  expect(cosine(Infinity)).toBeNaN();
});
