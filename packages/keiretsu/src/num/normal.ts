/** The normal distribution to the last digits: Marsaglia 2004 "Evaluating the normal distribution". */

const ROOT_TWO_PI = Math.sqrt(2 * Math.PI);
/** Beyond it the smaller tail is below the last digit of 1. */
const FAR = 8.5;

export function normalDensity(x: number): number {
  return Math.exp((-x * x) / 2) / ROOT_TWO_PI;
}

/** Probability that a standard normal variable is at most x; absolute error about 1e-16. */
export function normalProbability(x: number): number {
  if (!(x > -FAR)) return Number.isNaN(x) ? Number.NaN : 0;
  if (x > FAR) return 1;
  // 1/2 + density(x) (x + x^3 / 3 + x^5 / (3 5) + ...)
  let term = x;
  let total = x;
  for (let k = 3; total + term !== total; k += 2) {
    term *= (x * x) / k;
    total += term;
  }
  return Math.min(1, Math.max(0, 0.5 + total * normalDensity(x)));
}
