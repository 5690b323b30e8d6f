/**
 * Holdings that can be: who holds what share of whom, with parallel holdings added, no firm held by itself and none held for more than all of it.
 * And value along them: `x_i = b_i + sum_j O_ij x_j`, what a holder has itself and through all chains of holdings.
 */
import { KeiretsuError } from "../assert.ts";
import { solveBySweeps, type Swept } from "../num/sweeps.ts";
import { blocksOf, solveAbsorption } from "./absorption.ts";
import { mergeParallel, type Network } from "./network.ts";
import type { Warning } from "./result.ts";
import { arrivals } from "./transpose.ts";

export interface HoldingsOptions {
  /** Where more than all of a firm is held: refuse, or scale its holders down to the whole and warn. Default refuse. */
  readonly excess?: "refuse" | "rescale";
}

export interface Holdings {
  /** Parallel holdings added up; row i holds the firms that i owns. */
  readonly network: Network;
  /** Share of each firm that is held, length n. */
  readonly held: Float64Array;
  readonly warnings: readonly Warning[];
}

/** Shares read from filings add up with rounding. */
export const ROUNDING = 1e-9;
/** A sum of shares exceeds a threshold by more than rounding. */
export const STRICT = 1e-11;

/**
 * Throws `wrong-lens`; `bad-share` when a firm holds itself (treasury shares come off the denominator first) or when more than all of a firm is
 * held and that is refused. Cost O(n + m).
 */
export function holdingsOf(given: Network, { excess = "refuse" }: HoldingsOptions = {}): Holdings {
  if (given.lens !== "owns") throw new KeiretsuError("wrong-lens", `edges say "A ${given.lens} B", expected "A owns B"`);
  const network = mergeParallel(given);
  const { n, start, target, weight } = network;
  const held = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    for (let e = start[i]; e < start[i + 1]; e++) {
      held[target[e]] += weight[e];
      if (target[e] === i && weight[e] > 0)
        throw new KeiretsuError(
          "bad-share",
          `firm ${nameOf(network, i)} holds ${weight[e]} of itself: take treasury shares off the denominator first`,
        );
    }
  }
  const over = Array.from({ length: n }, (_, j) => j).filter((j) => held[j] > 1 + ROUNDING);
  if (over.length === 0) return { network, held, warnings: [] };
  if (excess === "refuse") {
    throw new KeiretsuError("bad-share", `${held[over[0]]} of firm ${nameOf(network, over[0])} is held, expected at most 1`);
  }
  const scale = held.map((x) => (x > 1 + ROUNDING ? 1 / x : 1));
  return {
    network: { ...network, weight: weight.map((x, e) => x * scale[target[e]]) },
    held: held.map((x, j) => x * scale[j]),
    warnings: [
      {
        code: "shares-rescaled",
        message: `${over.length} firms were held for more than all of them; their holders were scaled down, the first is ${nameOf(network, over[0])}`,
      },
    ],
  };
}

export interface ValueOptions {
  /** Euclidean norm of the residual against that of b; default 1e-12. */
  readonly tolerance?: number;
  readonly guess?: Float64Array;
}

/**
 * The least x with `x = b + O x`. Sweeps in the order of the nodes answer most networks; where they crawl (long chains that run against that
 * order, loops held almost wholly by themselves), components are solved in the order of holdings.
 */
export function valueAlong(network: Network, b: Float64Array, options: ValueOptions = {}): Swept {
  const { n, start, target, weight } = network;
  const tolerance = options.tolerance ?? 1e-12;
  const swept = solveBySweeps({ n, start, source: target, share: weight }, b, { ...options, tolerance, maxSweeps: SWEEPS });
  if (swept.converged) return swept;
  const { start: rows, source } = arrivals(network);
  const system = { n, start, source: target, share: weight };
  const solved = solveAbsorption({ system, blocks: blocksOf({ n, start: rows, target: source }), b, held: new Uint8Array(n) });
  const norm = Math.sqrt(b.reduce((total, x) => total + x * x, 0));
  let squares = 0;
  for (let i = 0; i < n; i++) {
    let value = b[i] - solved.x[i];
    for (let e = start[i]; e < start[i + 1]; e++) value += weight[e] * solved.x[target[e]];
    squares += value * value;
  }
  const residual = Math.sqrt(squares) / norm;
  return { x: solved.x, converged: residual <= tolerance || solved.converged, iterations: swept.iterations + solved.iterations, residual };
}

/** Sweeps after which the order of holdings is worth finding out. */
const SWEEPS = 120;

export function nameOf(network: Network, i: number): string {
  return network.names.length > 0 ? network.names[i] : String(i);
}
