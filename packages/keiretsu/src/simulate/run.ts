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
import { checkEconomy } from "./check-economy.ts";
import { type Owing, owingAt } from "./owing.ts";
import { BooksError } from "./books-error.ts";
import { balanceOf, equityOf, openPath, type Path, startPath } from "./path.ts";

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
  /** New credit out of which a firm paid its lender, and all that was due to lenders who forbear. */
  readonly extended: Float64Array;
  readonly dueToLender: Float64Array;
  /** Of end demand after costs against what fell due; NaN where nothing did. */
  readonly coverage: Float64Array;
  /** Written off in all, by holder; the last is the rest of the world. */
  readonly lost: Float64Array;
  /** The most that vendors and investors outside had put into each firm at once, in all. */
  readonly peakFunding: Float64Array;
  /** What was had back of what a failed firm owed, as a share; NaN where it stands. */
  readonly recovered: Float64Array;
  /** By traced firm and quarter, in all so far: share of what it earned from firms that was its own funding; NaN before it earned anything. */
  readonly vendorFinanced: Float64Array;
  readonly matrices: readonly Kept[] | null;
}

/** What is kept of a quarter when the matrices are. */
export interface Kept {
  readonly flows: Matrix;
  readonly balances: Matrix;
  /** By commitment: paid or drawn in all so far, and owed on a loan. */
  readonly paid: Float64Array;
  readonly owed: Float64Array;
  /** By stake: what it is worth. */
  readonly stakes: Float64Array;
  /** By firm: what it owns less what it owes. */
  readonly equity: Float64Array;
  /** By holder, in this quarter; the last is the rest of the world. */
  readonly lost: Float64Array;
  /** Who owes whom when it ends. */
  readonly owing: readonly Owing[];
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
  return { values: openRun(economy)(options), iterations: economy.quarters };
}

/** Runs paths of an economy that has been checked, one after the other in the same memory: each result is overwritten by the next. */
export function openRun(economy: Economy): (options: RunOptions) => PathResult {
  const path = openPath(economy);
  const sheet = openSheet(economy);
  return (options) => {
    try {
      return follow(path, sheet, options, false);
    } catch (error) {
      // Run it again and look after every posting, to name the one at fault.
      if (error instanceof BooksError) return follow(path, sheet, options, true);
      throw error;
    }
  };
}

/** What is written down of a path, quarter by quarter. */
interface Sheet extends Omit<PathResult, "failedIn" | "recovered" | "matrices"> {
  readonly outcome: (PathOutcome | null)[];
  readonly spent: Float64Array;
  readonly scratchFunding: Float64Array;
}

function openSheet({ quarters, firms, traced }: Economy): Sheet {
  const n = firms.length;
  const table = (): Float64Array => new Float64Array(quarters * n);
  return {
    quarters,
    outcome: firms.map(() => null),
    cash: table(),
    revenue: table(),
    due: table(),
    spent: table(),
    vendorMoney: table(),
    rounds: table(),
    extended: table(),
    dueToLender: table(),
    coverage: table(),
    lost: new Float64Array(n + 1),
    peakFunding: new Float64Array(n),
    scratchFunding: new Float64Array(n),
    vendorFinanced: new Float64Array(quarters * traced.length),
  };
}

function follow(path: Path, sheet: Sheet, options: RunOptions, audit: boolean): PathResult {
  const { seed, draw, expected = false, matrices = false, drill = null } = options;
  const { economy, world: n } = path;
  const { quarters, firms } = economy;
  const { cash, revenue, due, spent, vendorMoney, rounds, extended, dueToLender, coverage, lost, peakFunding, vendorFinanced, outcome } =
    sheet;
  const funding = sheet.scratchFunding;
  startPath(path, { binding: bindingOf(economy, { seed, draw, expected }), audit, drill });
  for (const amounts of [lost, peakFunding, funding]) amounts.fill(0);
  const kept: Kept[] = [];
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
      extended[at] = path.extended[i];
      dueToLender[at] = path.dueToLender[i];
      coverage[at] = coverageOf(path, i);
      funding[i] += vendorMoney[at] + rounds[at];
      peakFunding[i] = Math.max(peakFunding[i], funding[i]);
    }
    for (let i = 0; i <= n; i++) lost[i] += path.lost[i];
    for (let t = 0; t < path.tag.length; t++)
      vendorFinanced[q * path.tag.length + t] = path.earned[t] > 0 ? path.home[t] / path.earned[t] : Number.NaN;
    if (matrices) kept.push(keep(path, q));
  }
  for (let i = 0; i < n; i++) outcome[i] = firms[i].books ? outcomeOf(sheet, i, n, path.failedIn[i] > 0) : null;
  return { ...sheet, failedIn: path.failedIn, recovered: path.recovered, matrices: matrices ? kept : null };
}

function keep(path: Path, q: number): Kept {
  return {
    flows: transactionFlows(path.books),
    balances: balanceSheet(path.books),
    paid: path.paid.slice(),
    owed: path.owed.slice(),
    stakes: path.stakeValue.slice(),
    equity: Float64Array.from({ length: path.world }, (_, i) => equityOf(path, i)),
    lost: path.lost.slice(),
    owing: owingAt(path, q),
  };
}

/** Letters of intent that become binding, drawn once a path. */
function bindingOf(
  { commitments }: Economy,
  { seed, draw, expected }: { readonly seed: number; readonly draw: number; readonly expected: boolean },
): (commitment: number) => boolean {
  return (k) => {
    const { probability, letter } = commitments[k];
    if (probability >= 1) return true;
    if (expected) return probability >= 0.5;
    // A letter has numbers of its own, apart from those of the places.
    const entity = letter ?? k;
    return uniformAt(seed, { stream: BINDING, draw, entity, variable: letter === undefined ? 0 : 1 }) < probability;
  };
}

/** End demand after costs, against rent, interest and repayment. */
function coverageOf(path: Path, i: number): number {
  const { costRatio, fixedCost } = path.economy.firms[i];
  const costs = costRatio * path.revenue[i] + fixedCost;
  const due = path.due[i] - costs;
  return due > path.economy.minorUnit && path.failedIn[i] === 0 ? (path.revenue[i] - costs) / due : Number.NaN;
}

function outcomeOf({ quarters, vendorMoney, rounds, spent }: Sheet, i: number, n: number, failed: boolean): PathOutcome {
  if (failed) return "failed";
  let [money, paid] = [0, 0];
  for (let q = Math.max(0, quarters - LAST_QUARTERS); q < quarters; q++) {
    money = money + vendorMoney[q * n + i] + rounds[q * n + i];
    paid += spent[q * n + i];
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
