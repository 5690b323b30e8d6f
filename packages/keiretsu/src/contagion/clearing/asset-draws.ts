/**
 * What could external assets be worth after a bad year? One random draw of them all.
 *
 *   A_i  external assets      sigma  spread      rho  what all share      m, e_i  standard normal      u_i  uniform in (0, 1)      w  largest loss
 *
 *   lognormal   `A_i exp(sigma x_i - sigma^2 / 2)` with `x_i = sqrt(rho) m + sqrt(1 - rho) e_i`: the mean stays A_i, any two x_i correlate by rho
 *   uniform     `A_i (1 - w u_i)`: each loses up to the share w, independently of the others
 *
 * Only what is worth something moves: a negative amount, an outflow that is due, stays. Draw k of a seed is the same whoever computes it and in whatever
 * order. Cost O(n). Source: Merton 1974 for assets as a lognormal value; Vasicek 2002 for the one factor they share; Elsinger, Lehar and Summer 2006
 * for clearing over draws of outside assets; Glasserman and Young 2015 for independent losses of a bounded share.
 */
import { KeiretsuError } from "../../assert.ts";
import { uniforms } from "../../num/random.ts";
import { cosine, sine } from "../../num/trigonometry.ts";

export type AssetLaw =
  | {
      readonly kind: "lognormal";
      /** sigma, 0 or more. */
      readonly volatility: number;
      /** rho, 0 to 1; default 0. */
      readonly correlation?: number;
    }
  | {
      readonly kind: "uniform";
      /** w, 0 to 1. */
      readonly largestLoss: number;
    };

/** External assets in draw `draw` (a whole number from 0) of `seed`. Throws `bad-law`, `bad-vector`. */
export function drawAssets(externalAssets: ArrayLike<number>, law: AssetLaw, { seed, draw }: { seed: number; draw: number }): Float64Array {
  checkLaw(law);
  const n = externalAssets.length;
  const drawn = new Float64Array(n);
  const uniform = uniforms(seed, draw);
  const normal = normals(uniform);
  const isLognormal = law.kind === "lognormal";
  const sigma = isLognormal ? law.volatility : 0;
  const rho = isLognormal ? (law.correlation ?? 0) : 0;
  const common = isLognormal ? Math.sqrt(rho) * normal() : 0;
  const own = Math.sqrt(1 - rho);
  for (let i = 0; i < n; i++) {
    const before = externalAssets[i];
    if (!Number.isFinite(before)) throw new KeiretsuError("bad-vector", `externalAssets[${i}] is ${before}, expected a finite number`);
    // Every node takes its number, so that a change of one firm leaves the draws of the others as they are.
    const factor =
      law.kind === "lognormal" ? Math.exp(sigma * (common + own * normal()) - (sigma * sigma) / 2) : 1 - law.largestLoss * uniform();
    drawn[i] = before > 0 ? before * factor : before;
  }
  return drawn;
}

function checkLaw(law: AssetLaw): void {
  if (law.kind === "uniform") {
    if (law.largestLoss >= 0 && law.largestLoss <= 1) return;
    throw new KeiretsuError("bad-law", `largestLoss ${law.largestLoss}, expected 0 to 1`);
  }
  const { volatility, correlation = 0 } = law;
  if (!(volatility >= 0 && volatility < Infinity)) throw new KeiretsuError("bad-law", `volatility ${volatility}, expected 0 or more`);
  if (!(correlation >= 0 && correlation <= 1)) throw new KeiretsuError("bad-law", `correlation ${correlation}, expected 0 to 1`);
}

/** Standard normal numbers in pairs (Box and Muller 1958). */
function normals(uniform: () => number): () => number {
  let spare: number | null = null;
  return () => {
    if (spare !== null) {
      const held = spare;
      spare = null;
      return held;
    }
    const radius = Math.sqrt(-2 * Math.log(uniform()));
    const angle = 2 * Math.PI * uniform();
    spare = radius * sine(angle);
    return radius * cosine(angle);
  };
}
