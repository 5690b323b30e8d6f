/**
 * Which firms fall when firms hold each other and a fall destroys value?
 *
 *   C_ij share of j that i holds     Chat_jj = 1 - sum_i C_ij > 0, what outsiders hold of j     q_j value of what j owns outside the network
 *   vbar_i value below which i falls     beta_i what its fall destroys     A = Chat (I - C)^-1, dependency
 *
 *   v = Chat (I - C)^-1 (q - beta 1[v < vbar])
 *
 * v is worth to outsiders; the sum of books (I - C)^-1 q counts the same assets several times and is never shown. Best case: none falls unless it
 * must, the least set of falls, in waves (0 falls even if no other does). Worst case: all fall but those that stand even then; firms that fall only
 * there fall because all believe it.
 * Orientation: A owns B. Cost: one factorisation up to 300 firms, else O(m) a sweep; one solve a wave. A for at most 300 firms.
 * Source: Elliott, Golub and Jackson 2014 "Financial networks and contagion", equations 3 to 6 and the algorithm of section 3.
 */
import { KeiretsuError } from "../assert.ts";
import { type Holdings, holdingsOf, type HoldingsOptions, nameOf, ROUNDING, STRICT, valueAlong } from "../network/holdings.ts";
import type { Network } from "../network/network.ts";
import type { Outcome, Warning } from "../network/result.ts";
import { factor, solveFactored } from "../num/solve.ts";

export interface CrossHoldingsParams extends HoldingsOptions {
  /** q_j, not negative. */
  readonly assetValues: ArrayLike<number>;
  /** vbar_i. */
  readonly thresholds: ArrayLike<number>;
  /** beta_i, not negative; default half of the threshold. */
  readonly failureCosts?: ArrayLike<number> | undefined;
}

interface Standing {
  /** v_i, worth to outsiders. */
  readonly values: Float64Array;
  readonly failed: readonly number[];
}

export interface CrossHoldings {
  /** wave: round of the fall in the best case, -1 never. */
  readonly best: Standing & { readonly wave: Int32Array };
  readonly worst: Standing;
  /** Firms that fall in the worst case only. */
  readonly byBelief: readonly number[];
  /** A row by row: what each holder is worth by each asset; null above 300 firms. */
  readonly dependency: readonly Float64Array[] | null;
}

/** Up to here one dense factorisation answers every wave. */
const DENSE = 300;

/** Throws `bad-vector`; `bad-share` as holdingsOf, and when outsiders hold nothing of a firm; `wrong-lens`. */
export function crossHoldings(network: Network, params: CrossHoldingsParams): Outcome<CrossHoldings> {
  const { n } = network;
  const holdings = holdingsOf(network, params);
  const outside = outsideShares(holdings);
  const assets = vector("assetValues", params.assetValues, n, 0);
  const thresholds = vector("thresholds", params.thresholds, n, -Infinity);
  const costs =
    params.failureCosts === undefined ? thresholds.map((x) => Math.max(0, x / 2)) : vector("failureCosts", params.failureCosts, n, 0);
  const solver = n <= DENSE ? denseSolver(holdings.network) : sweepSolver(holdings.network);
  const worth = (falls: Uint8Array): Float64Array => {
    const books = solver.books(assets.map((x, i) => (falls[i] === 1 ? x - costs[i] : x)));
    return books.map((x, i) => x * outside[i]);
  };
  const below = (values: Float64Array, i: number): boolean => values[i] < thresholds[i] - STRICT * Math.max(1, Math.abs(thresholds[i]));

  const wave = new Int32Array(n).fill(-1);
  const falls = new Uint8Array(n);
  let values = worth(falls);
  for (let round = 0, changed = true; changed; round++) {
    changed = false;
    for (let i = 0; i < n; i++) {
      if (falls[i] === 1 || !below(values, i)) continue;
      falls[i] = 1;
      wave[i] = round;
      changed = true;
    }
    if (changed) values = worth(falls);
  }
  const best = { values, failed: listed(falls), wave };

  const doubted = new Uint8Array(n).fill(1);
  let doubtedValues = worth(doubted);
  for (let changed = true; changed; ) {
    changed = false;
    for (let i = 0; i < n; i++) {
      if (doubted[i] === 0 || below(doubtedValues, i)) continue;
      doubted[i] = 0;
      changed = true;
    }
    if (changed) doubtedValues = worth(doubted);
  }
  const worst = { values: doubtedValues, failed: listed(doubted) };
  const byBelief = worst.failed.filter((i) => falls[i] === 0);
  const warnings: Warning[] = [...holdings.warnings];
  if (byBelief.length > 0) {
    warnings.push({
      code: "falls-by-belief",
      message: `${byBelief.length} firms fall in the worst case only: believed to fall, they do; the best case is the headline`,
    });
  }
  return {
    values: { best, worst, byBelief, dependency: n <= DENSE ? dependency(holdings.network, outside, solver) : null },
    converged: solver.said.converged,
    iterations: solver.said.iterations,
    residual: solver.said.residual,
    warnings,
  };
}

interface Solver {
  /** (I - C)^-1 b. */
  readonly books: (b: Float64Array) => Float64Array;
  /** The worst of all solves so far. */
  readonly said: { converged: boolean; iterations: number; residual: number };
}

function denseSolver({ n, start, target, weight }: Network): Solver {
  const matrix = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    matrix[i * n + i] = 1;
    for (let e = start[i]; e < start[i + 1]; e++) matrix[i * n + target[e]] -= weight[e];
  }
  const factors = factor(matrix, n);
  return { books: (b) => solveFactored(factors, b), said: { converged: true, iterations: 0, residual: 0 } };
}

/** Closer than the 1e-11 at which thresholds are told apart. */
const TOLERANCE = 1e-12;

function sweepSolver(network: Network): Solver {
  const said = { converged: true, iterations: 0, residual: 0 };
  let guess: Float64Array | undefined;
  return {
    said,
    books: (b) => {
      const solved = valueAlong(network, b, guess === undefined ? { tolerance: TOLERANCE } : { tolerance: TOLERANCE, guess });
      said.converged &&= solved.converged;
      said.iterations += solved.iterations;
      said.residual = Math.max(said.residual, solved.residual);
      guess = solved.x;
      return solved.x;
    },
  };
}

function dependency({ n }: Network, outside: Float64Array, solver: Solver): Float64Array[] {
  const rows = Array.from({ length: n }, () => new Float64Array(n));
  const unit = new Float64Array(n);
  for (let j = 0; j < n; j++) {
    unit[j] = 1;
    const column = solver.books(unit);
    unit[j] = 0;
    for (let i = 0; i < n; i++) rows[i][j] = column[i] * outside[i];
  }
  return rows;
}

function outsideShares({ network, held }: Holdings): Float64Array {
  return held.map((x, j) => {
    if (x < 1 - ROUNDING) return 1 - x;
    throw new KeiretsuError("bad-share", `outsiders hold nothing of firm ${nameOf(network, j)}, expected some of every firm`);
  });
}

function vector(name: string, given: ArrayLike<number>, n: number, least: number): Float64Array {
  if (given.length !== n) throw new KeiretsuError("bad-vector", `${name} has ${given.length} entries, expected ${n}`);
  const copy = Float64Array.from(given);
  if (copy.every((x) => x >= least && Number.isFinite(x))) return copy;
  throw new KeiretsuError("bad-vector", `${name} must be finite${least === 0 ? ", not negative" : ""}`);
}

function listed(flags: Uint8Array): number[] {
  return Array.from(flags.keys()).filter((i) => flags[i] === 1);
}
