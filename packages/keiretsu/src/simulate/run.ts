/**
 * One path of an economy, from the first quarter to the last: what each firm had, whether it failed, who lost what, and whose money came home.
 * Any path can be run alone: its random numbers hang on the seed and its number only.
 */
import type { Outcome } from "../network/result.ts";
import { normalQuantile } from "../num/normal-quantile.ts";
import { uniformAt } from "../num/random.ts";
import { balanceSheet, type Matrix, transactionFlows } from "./books.ts";
import { type Demand, runQuarter } from "./cash.ts";
import type { Economy, PathOutcome } from "./economy.ts";
import { balanceOf, BooksError, checkEconomy, type Path, startPath } from "./path.ts";

export interface RunOptions {
  readonly seed: number;
  readonly draw: number;
  /** Growth as expected and letters of intent by their probability of at least a half: no chance at all. */
  readonly expected?: boolean;
  /** Keep the matrices of every quarter. */
  readonly matrices?: boolean;
  readonly drill?: Path["drill"];
}

/** By quarter and firm: [q * n + i]. */
export interface PathResult {
  readonly quarters: number;
  /** 0 = stands, else the quarter of its failure, from 1. */
  readonly failedIn: Int32Array;
  /** null for a firm without books. */
  readonly outcome: readonly (PathOutcome | null)[];
  readonly cash: Float64Array;
  readonly revenue: Float64Array;
  readonly due: Float64Array;
  readonly vendorMoney: Float64Array;
  readonly rounds: Float64Array;
  /** Of end demand after costs against what fell due; NaN where nothing did. */
  readonly coverage: Float64Array;
  /** Written off in all, by holder; the last is the rest of the world. */
  readonly lost: Float64Array;
  /** The most that vendors and investors outside had put into each firm at once, in all. */
  readonly peakFunding: Float64Array;
  /** By traced firm and quarter, in all so far: share of what it earned from firms that was its own funding; NaN before it earned anything. */
  readonly vendorFinanced: Float64Array;
  readonly matrices: readonly { readonly flows: Matrix; readonly balances: Matrix }[] | null;
}

/** Quarters that decide whether a loop has closed, and the share of what was paid that outside money may still be. */
const LAST_QUARTERS = 4;
const CLOSED_SHARE = 0.01;
/** Streams of random numbers. */
const [COMMON, OWN, BINDING] = [1, 2, 3];
/** Demand cannot fall by more in a quarter. */
const LARGEST_FALL = -0.95;

/** Throws `bad-economy`; `books-open` (BooksError) with the posting after which the books did not close. */
export function runPath(economy: Economy, options: RunOptions): Outcome<PathResult> {
  checkEconomy(economy);
  return { values: simulatePath(economy, options), iterations: economy.quarters };
}

/** The same for an economy that has been checked. */
export function simulatePath(economy: Economy, options: RunOptions): PathResult {
  try {
    return follow(economy, options, false);
  } catch (error) {
    // Run it again and look after every posting, to name the one at fault.
    if (error instanceof BooksError) return follow(economy, options, true);
    throw error;
  }
}

function follow(economy: Economy, options: RunOptions, audit: boolean): PathResult {
  const { seed, draw, expected = false, matrices = false, drill = null } = options;
  const n = economy.firms.length;
  const { quarters } = economy;
  const path = startPath(economy, {
    binding: (k) => {
      const { probability, letter } = economy.commitments[k];
      if (probability >= 1) return true;
      // A letter has numbers of its own, apart from those of the places.
      const at = letter === undefined ? { entity: k, variable: 0 } : { entity: letter, variable: 1 };
      return expected ? probability >= 0.5 : uniformAt(seed, { stream: BINDING, draw, ...at }) < probability;
    },
    audit,
    drill,
  });
  const table = (): Float64Array => new Float64Array(quarters * n);
  const [cash, revenue, due, spent, vendorMoney, rounds, coverage] = [table(), table(), table(), table(), table(), table(), table()];
  const lost = new Float64Array(n + 1);
  const peakFunding = new Float64Array(n);
  const funding = new Float64Array(n);
  const vendorFinanced = new Float64Array(quarters * economy.traced.length);
  const kept: { flows: Matrix; balances: Matrix }[] = [];
  for (let q = 0; q < quarters; q++) {
    runQuarter(path, q, demandOf(economy, { seed, draw, q, expected }));
    for (let i = 0; i < n; i++) {
      const at = q * n + i;
      cash[at] = balanceOf(path, 0, i);
      revenue[at] = path.revenue[i];
      due[at] = path.due[i];
      spent[at] = path.spent[i];
      vendorMoney[at] = path.vendorMoney[i];
      rounds[at] = path.rounds[i];
      coverage[at] = coverageOf(path, i);
      funding[i] += vendorMoney[at] + rounds[at];
      peakFunding[i] = Math.max(peakFunding[i], funding[i]);
    }
    for (let i = 0; i <= n; i++) lost[i] += path.lost[i];
    for (let t = 0; t < path.tag.length; t++)
      vendorFinanced[q * path.tag.length + t] = path.earned[t] > 0 ? path.home[t] / path.earned[t] : Number.NaN;
    if (matrices) kept.push({ flows: transactionFlows(path.books), balances: balanceSheet(path.books) });
  }
  const outcome = economy.firms.map((firm, i) =>
    firm.books ? outcomeOf({ i, n, quarters, failed: path.failedIn[i] > 0, outside: [vendorMoney, rounds], spent }) : null,
  );
  const series = { cash, revenue, due, vendorMoney, rounds, coverage };
  return { quarters, failedIn: path.failedIn, outcome, ...series, lost, peakFunding, vendorFinanced, matrices: matrices ? kept : null };
}

/** End demand after costs, against rent, interest and repayment. */
function coverageOf(path: Path, i: number): number {
  const { costRatio, fixedCost } = path.economy.firms[i];
  const costs = costRatio * path.revenue[i] + fixedCost;
  const due = path.due[i] - costs;
  return due > 0 && path.failedIn[i] === 0 ? (path.revenue[i] - costs) / due : Number.NaN;
}

function outcomeOf(of: {
  readonly i: number;
  readonly n: number;
  readonly quarters: number;
  readonly failed: boolean;
  readonly outside: readonly Float64Array[];
  readonly spent: Float64Array;
}): PathOutcome {
  if (of.failed) return "failed";
  let [money, paid] = [0, 0];
  for (let q = Math.max(0, of.quarters - LAST_QUARTERS); q < of.quarters; q++) {
    for (const series of of.outside) money += series[q * of.n + of.i];
    paid += of.spent[q * of.n + of.i];
  }
  return money <= CLOSED_SHARE * paid ? "closed" : "rolled";
}

/** Growth drawn from a normal distribution, with one factor common to all firms. */
function demandOf(
  economy: Economy,
  at: { readonly seed: number; readonly draw: number; readonly q: number; readonly expected: boolean },
): Demand {
  const { seed, draw, q, expected } = at;
  const { firms } = economy;
  if (expected || q === 0) return (i) => firms[i].growth;
  const common = normalQuantile(uniformAt(seed, { stream: COMMON, draw, entity: 0, variable: q }));
  return (i) => {
    const { growth, volatility, correlation } = firms[i];
    if (volatility === 0) return growth;
    const own = normalQuantile(uniformAt(seed, { stream: OWN, draw, entity: i, variable: q }));
    return Math.max(LARGEST_FALL, growth + volatility * (correlation * common + Math.sqrt(1 - correlation * correlation) * own));
  };
}
