/**
 * Sine and cosine with the same bits in every engine: Math.sin and Math.cos may differ in the last one between Node and a browser.
 *
 * The angle is brought to |r| <= pi/4 by taking off whole quarter turns, with pi/2 in three parts so that nothing is lost where the rest is small
 * (Cody and Waite 1980 "Software manual for the elementary functions"); angles beyond a million quarter turns are reduced in whole numbers. Then
 * the minimax polynomials of fdlibm (Sun Microsystems 1993). Error below one unit in the last place.
 */

export function sine(x: number): number {
  return turned(x, 0);
}

export function cosine(x: number): number {
  return turned(x, 1);
}

export function tangent(x: number): number {
  return sine(x) / cosine(x);
}

const MOST_QUARTERS = 2 ** 20;
const QUARTERS_A_UNIT = 6.36619772367581382433e-1;
/** pi/2 in three parts: the first two have 33 bits, so that their products with a number of quarter turns are exact. */
const [FIRST, SECOND, THIRD] = [1.57079632673412561417, 6.0771005063039659766e-11, 2.02226624879595063154e-21];

/** The rest of an angle once quarter turns are taken off: rest + more, `more` being what the last digit of `rest` leaves. */
interface Reduced {
  readonly quarters: number;
  readonly rest: number;
  readonly more: number;
}

function turned(x: number, ahead: 0 | 1): number {
  if (!Number.isFinite(x)) return Number.NaN;
  const whole = Math.round(x * QUARTERS_A_UNIT);
  const { quarters, rest, more } = Math.abs(whole) <= MOST_QUARTERS ? reduced(x, whole) : reducedFar(x);
  const quarter = (((quarters + ahead) % 4) + 4) % 4;
  const value = quarter % 2 === 0 ? sineNear0(rest, more) : cosineNear0(rest, more);
  return quarter < 2 ? value : -value;
}

function reduced(x: number, quarters: number): Reduced {
  const left = x - quarters * FIRST;
  const taken = quarters * SECOND;
  const near = left - taken;
  const gone = near - left;
  const below = left - (near - gone) - (taken + gone) - quarters * THIRD;
  const rest = near + below;
  return { quarters, rest, more: below - (rest - near) };
}

function sineNear0(x: number, more: number): number {
  const z = x * x;
  const high = 8.33333333332248946124e-3 + z * (-1.98412698298579493134e-4 + z * 2.75573137070700676789e-6);
  const r = high + z * (z * z) * (-2.50507602534068634195e-8 + z * 1.58969099521155010221e-10);
  const cube = z * x;
  return x - (z * (0.5 * more - cube * r) - more - cube * -1.66666666666666324348e-1);
}

function cosineNear0(x: number, more: number): number {
  const z = x * x;
  const low = 4.16666666666666019037e-2 + z * (-1.38888888888741095749e-3 + z * 2.48015872894767294178e-5);
  const r = z * (low + z * z * z * (-2.75573143513906633035e-7 + z * (2.0875723212981748279e-9 + z * -1.13596475577881948265e-11)));
  const half = 0.5 * z;
  const one = 1 - half;
  return one + (1 - one - half + (z * r - x * more));
}

/** Digits after the point: those that the largest angle takes, and as many as a number has beside a rest as small as any angle leaves. */
const BITS = 1200n;

function reducedFar(x: number): Reduced {
  const exponent = Math.floor(Math.log2(Math.abs(x))) - 54;
  const angle = BigInt(x / 2 ** exponent) << (BITS + BigInt(exponent));
  const quarter = pi() / 2n;
  const whole = (2n * angle + (x > 0 ? quarter : -quarter)) / (2n * quarter);
  const rest = angle - whole * quarter;
  return { quarters: Number(whole % 4n), rest: Number(rest >> (BITS - 160n)) / 2 ** 160, more: 0 };
}

/** pi by Machin's formula, in units of 2^-BITS. */
function pi(): bigint {
  return (16n * arctangentOfOneOver(5n) - 4n * arctangentOfOneOver(239n)) >> 32n;
}

/** In units of 2^-(BITS + 32). */
function arctangentOfOneOver(x: bigint): bigint {
  let power = (1n << (BITS + 32n)) / x;
  let total = 0n;
  for (let k = 1n; power !== 0n; k += 2n, power /= -x * x) total += power / k;
  return total;
}
