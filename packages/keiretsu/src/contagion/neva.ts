/**
 * What is each node worth when its claims on others are worth what a valuation function says of their equity?
 *
 *   E_i = e_i - shock_i - pbar_i + sum_j L_ji V_j(E_j)        pbar_i = sum_j L_ij + b_i
 *
 *   E_i   equity, negative = shortfall              e_i, shock_i   external assets and what is written off them
 *   L_ij  what i owes j                             b_i            external liabilities
 *   V_j   value of one unit of claims on j, 0 to 1, never falling when E_j rises
 *
 *   eisenberg-noe    1 if E >= 0, else (E + pbar) / pbar
 *   rogers-veraart   1 if E >= 0, else (alpha e + beta received) / pbar, received = E - e + pbar
 *   furfine          1 if E >= 0, else R
 *   debtrank         E / E(0) between 0 and 1, E(0) the equity before the shock; 0 where E(0) <= 0
 *   merton           1 - (1 - R) PD, default at maturity: PD = N((ln(1 - E / e) + sigma^2 / 2) / sigma) for E < e, else 0
 *   black-cox        1 - (1 - R) PD, default whenever equity is gone: with y = 1 - E / e
 *                    PD = N((ln y + sigma^2 / 2) / sigma) + N((ln y - sigma^2 / 2) / sigma) / y for 0 < E < e; 1 below, 0 above
 *
 * e in V is after the shock. The greatest solution is returned: iterating from book value (all V = 1) falls to it; greatest-point.ts gets there
 * without crawling, clearing where V is what a defaulter pays. Comparisons with 0 leave room for rounding. Orientation: A owes B. Cost: a few sparse solves, O(n + m) a sweep.
 * Sources: Barucca, Bardoscia, Caccioli, D'Errico, Visentin, Caldarelli and Battiston 2020 "Network valuation in financial systems"; Bardoscia,
 * Battiston, Caccioli and Caldarelli 2017 "Pathways towards instability in financial networks" (exogenous recovery, Black and Cox).
 */
import { KeiretsuError } from "../assert.ts";
import type { Network } from "../network/network.ts";
import type { Outcome } from "../network/result.ts";
import { normalDensity, normalProbability } from "../num/normal.ts";
import { assetsAt, checkedVector, type ClearingSystem, clearingSystem, ROUNDING } from "./clearing/clearing-system.ts";
import { greatestPayments } from "./eisenberg-noe.ts";
import { greatestPoint, linksOf, type Response } from "./clearing/greatest-point.ts";
import { greatestRecovered } from "./rogers-veraart.ts";

export type Valuation =
  | { readonly kind: "eisenberg-noe" }
  | { readonly kind: "debtrank" }
  | { readonly kind: "rogers-veraart"; readonly alpha: number; readonly beta: number }
  | { readonly kind: "furfine"; readonly recovery: number }
  | { readonly kind: "merton" | "black-cox"; readonly recovery: number; readonly volatility: number };

export interface NevaParams {
  /** e_i before the shock, length n, not negative. */
  readonly externalAssets: ArrayLike<number>;
  /** b_i, length n, not negative; 0 where left out. */
  readonly externalLiabilities?: ArrayLike<number> | undefined;
  /** Written off external assets, length n, 0 to e_i; 0 where left out. */
  readonly shock?: ArrayLike<number> | undefined;
  readonly valuation: Valuation;
}

export interface Neva {
  /** E_i before the shock with all claims at face value. */
  readonly initialEquity: Float64Array;
  readonly equity: Float64Array;
  /** V_i, the value of one unit of claims on i. */
  readonly valuation: Float64Array;
  /** Nodes whose equity is negative. */
  readonly defaulted: readonly number[];
}

/** Throws `wrong-lens`, `bad-vector`, `bad-recovery`, `bad-volatility`. */
export function neva(network: Network, params: NevaParams): Outcome<Neva> {
  const { n } = network;
  checkValuation(params.valuation);
  const before = checkedVector("externalAssets", params.externalAssets, n, 0);
  const shock = params.shock ? checkedVector("shock", params.shock, n, 0) : new Float64Array(n);
  const above = shock.findIndex((x, i) => x > before[i]);
  if (above >= 0) {
    throw new KeiretsuError(
      "bad-vector",
      `shock of node ${above} is ${shock[above]}, expected at most its external assets ${before[above]}`,
    );
  }
  const { externalLiabilities } = params;
  const after = before.map((e, i) => e - shock[i]);
  const system = clearingSystem(network, { externalAssets: after, externalLiabilities });
  const { obligations } = system;
  const initialEquity = assetsAt({ ...system, externalAssets: before }, obligations).map((x, i) => x - obligations[i]);
  const { assets, valuation, ...found } = greatest(system, params.valuation, initialEquity);
  const equity = assets.map((x, i) => x - obligations[i]);
  return {
    values: {
      initialEquity,
      equity,
      valuation,
      defaulted: Array.from(equity.keys()).filter((i) => !isSolvent(system, i, equity[i])),
    },
    ...found,
    warnings: system.warnings,
  };
}

interface Found {
  readonly assets: Float64Array;
  readonly valuation: Float64Array;
  readonly converged: boolean;
  readonly iterations: number;
  readonly residual: number;
}

/** Assets E + pbar, not equity, are solved for: of a creditor that has little and owes much, equity keeps no digit of what it has. */
function greatest(system: ClearingSystem, valuation: Valuation, initialEquity: Float64Array): Found {
  const { obligations } = system;
  if (valuation.kind === "eisenberg-noe") {
    const { payments, rounds, ...found } = greatestPayments(system);
    return cleared(system, payments, { ...found, iterations: rounds });
  }
  if (valuation.kind === "rogers-veraart") {
    const { payments, rounds, ...found } = greatestRecovered(system, valuation);
    return cleared(system, payments, { ...found, iterations: rounds });
  }
  const { n, externalAssets: base, start, debtor: source, share } = system;
  const high = assetsAt(system, obligations);
  const scale = high.map((x, i) => Math.max(x, obligations[i], Number.MIN_VALUE));
  const curve = curveOf(valuation, system, initialEquity);
  const { x: assets, ...found } = greatestPoint({
    links: linksOf(n, [{ start, source, share }]),
    base,
    response: responseOf(curve, obligations, scale),
    high,
    low: base,
    scale,
  });
  return { assets, valuation: assets.map((x, i) => curve.value(i, x)), ...found };
}

/** Where V is a share of what a defaulter has, it is what it pays: clearing knows the defaulters and solves for them exactly. */
function cleared(
  system: ClearingSystem,
  payments: Float64Array,
  { converged, iterations, residual }: Pick<Found, "converged" | "iterations" | "residual">,
): Found {
  const { obligations } = system;
  return {
    assets: assetsAt(system, payments),
    valuation: payments.map((paid, i) => (obligations[i] > 0 ? paid / obligations[i] : 1)),
    converged,
    iterations,
    residual: residual * obligations.reduce((most, x) => Math.max(most, x), 0),
  };
}

function checkValuation(valuation: Valuation): void {
  const shares = Object.entries(valuation).filter(([name]) => name === "alpha" || name === "beta" || name === "recovery");
  for (const [name, x] of shares as [string, number][]) {
    if (!(x >= 0 && x <= 1)) throw new KeiretsuError("bad-recovery", `${name} is ${x}, expected 0 to 1`);
  }
  if ("volatility" in valuation && !(valuation.volatility > 0 && valuation.volatility < Infinity)) {
    throw new KeiretsuError("bad-volatility", `volatility is ${valuation.volatility}, expected a finite number above 0`);
  }
}

/** V of a node as a function of its assets E + pbar, and the slope of V to the left. */
interface Curve {
  readonly value: (i: number, assets: number) => number;
  readonly slope: (i: number, assets: number) => number;
  /** True when V is concave below its jumps, so that a tangent stays above it. */
  readonly concave: boolean;
}

function curveOf(
  valuation: Exclude<Valuation, { kind: "eisenberg-noe" | "rogers-veraart" }>,
  system: ClearingSystem,
  initialEquity: Float64Array,
): Curve {
  const { externalAssets: e, obligations: owed } = system;
  const solvent = (i: number, assets: number): boolean => isSolvent(system, i, assets - owed[i]);
  switch (valuation.kind) {
    case "furfine":
      return { value: (i, assets) => (solvent(i, assets) ? 1 : valuation.recovery), slope: () => 0, concave: true };
    case "debtrank":
      return {
        value: (i, assets) => (initialEquity[i] > 0 ? Math.min(1, Math.max(0, (assets - owed[i]) / initialEquity[i])) : 0),
        slope: (i, assets) => (assets > owed[i] && assets - owed[i] <= initialEquity[i] ? 1 / initialEquity[i] : 0),
        concave: false,
      };
    default: {
      const law = valuation.kind === "merton" ? atMaturity : atAnyTime;
      const { recovery, volatility } = valuation;
      return {
        value: (i, assets) => 1 - (1 - recovery) * law.probability(assets - owed[i], e[i], volatility),
        slope: (i, assets) => (1 - recovery) * law.slope(assets - owed[i], e[i], volatility),
        concave: false,
      };
    }
  }
}

function isSolvent({ externalAssets, obligations }: ClearingSystem, i: number, equity: number): boolean {
  return equity >= -ROUNDING * Math.max(externalAssets[i], obligations[i]);
}

/** Probability of default of external assets that move at random, and how fast it falls as equity rises. */
interface DefaultLaw {
  readonly probability: (equity: number, e: number, sigma: number) => number;
  readonly slope: (equity: number, e: number, sigma: number) => number;
}

const atMaturity: DefaultLaw = {
  probability: (equity, e, sigma) => (equity >= e ? 0 : normalProbability(Math.log(1 - equity / e) / sigma + sigma / 2)),
  slope: (equity, e, sigma) => (equity >= e ? 0 : normalDensity(Math.log(1 - equity / e) / sigma + sigma / 2) / (sigma * (e - equity))),
};

const atAnyTime: DefaultLaw = {
  probability: (equity, e, sigma) => {
    if (equity <= 0 || equity >= e) return equity >= e && equity >= 0 ? 0 : 1;
    const y = 1 - equity / e;
    const z = Math.log(y) / sigma;
    return Math.min(1, normalProbability(z + sigma / 2) + normalProbability(z - sigma / 2) / y);
  },
  slope: (equity, e, sigma) => {
    if (equity <= 0 || equity >= e) return 0;
    const y = 1 - equity / e;
    const z = Math.log(y) / sigma;
    return Math.max(0, ((2 * normalDensity(z + sigma / 2)) / (sigma * y) - normalProbability(z - sigma / 2) / (y * y)) / e);
  },
};

/** Chords shorter than this against the books of a node are all rounding. */
const SHORT = 1e-9;
/** A chord this near to the tangent is the tangent. */
const NEAR = 1e-6;

/** A node passes on its obligations at their value. Every V is convex, then concave: a chord or a tangent, the flatter one stays on its side. */
function responseOf({ value, slope, concave }: Curve, owed: Float64Array, scale: Float64Array): Response {
  const n = owed.length;
  const chord = (i: number, low: number, high: number): number =>
    high - low > SHORT * scale[i] ? (value(i, high) - value(i, low)) / (high - low) : Infinity;
  return {
    slots: n,
    respond(x, out) {
      for (let i = 0; i < n; i++) out[i] = owed[i] > 0 ? owed[i] * value(i, x[i]) : 0;
    },
    slopesBelow(low, high, out) {
      let exact = true;
      for (let i = 0; i < n; i++) {
        const tangent = owed[i] > 0 ? slope(i, high[i]) : 0;
        const flatter = concave || tangent === 0 ? tangent : Math.min(tangent, chord(i, low[i], high[i]));
        if (flatter < tangent * (1 - NEAR)) exact = false;
        out[i] = owed[i] * flatter;
      }
      return exact;
    },
    slopesAbove(low, high, out) {
      for (let i = 0; i < n; i++) {
        const tangent = owed[i] > 0 ? slope(i, low[i]) : 0;
        out[i] = owed[i] * (tangent === 0 ? 0 : Math.min(tangent, chord(i, low[i], high[i])));
      }
    },
  };
}
