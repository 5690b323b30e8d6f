/**
 * One path of an economy, from the first quarter to the last: what each firm had, whether it failed, who lost what, and whose money came home.
 * Any path can be run alone: its random numbers hang on the seed and its number only.
 */
import type { Outcome } from "../network/result.ts";
import { uniformAt } from "../num/random.ts";
import { balanceSheet, type Matrix, transactionFlows } from "./books.ts";
import { runQuarter } from "./cash.ts";
import { openDemand } from "./demand.ts";
import type { Economy, PathOutcome } from "./economy.ts";
import { checkEconomy } from "./check-economy.ts";
import { type Owing, owingAt } from "./owing.ts";
import { BooksError } from "./books-error.ts";
import { equityOf, openPath, type Path, startPath } from "./path.ts";
import { BINDING } from "./streams.ts";

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

/** Throws `bad-economy`; `books-open` (BooksError) with the posting after which the books did not close. */
export function runPath(economy: Economy, options: RunOptions): Outcome<PathResult> {
  checkEconomy(economy);
  return { values: openRun(economy)(options), iterations: economy.quarters };
}

/** Runs paths of an economy that has been checked, one after the other in the same memory: each result is overwritten by the next. */
export function openRun(economy: Economy): (options: RunOptions) => PathResult {
  const memory: Memory = { path: openPath(economy), sheet: openSheet(economy), demand: openDemand(economy) };
  return (options) => {
    try {
      return follow(memory, options, false);
    } catch (error) {
      // Run it again and look after every posting, to name the one at fault.
      if (error instanceof BooksError) return follow(memory, options, true);
      throw error;
    }
  };
}

interface Memory {
  readonly path: Path;
  readonly sheet: Sheet;
  readonly demand: ReturnType<typeof openDemand>;
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

function follow({ path, sheet, demand }: Memory, options: RunOptions, audit: boolean): PathResult {
  const { seed, draw, expected = false, matrices = false, drill = null } = options;
  const { economy } = path;
  startPath(path, { binding: bindingOf(economy, { seed, draw, expected }), audit, drill });
  for (const amounts of [sheet.lost, sheet.peakFunding, sheet.scratchFunding]) amounts.fill(0);
  const kept: Kept[] = [];
  for (let q = 0; q < economy.quarters; q++) {
    runQuarter(path, q, demand({ seed, draw, q, expected }));
    writeDown(path, q, sheet);
    if (matrices) kept.push(keep(path, q));
  }
  for (let i = 0; i < path.world; i++) sheet.outcome[i] = path.hasBooks[i] === 1 ? outcomeOf(sheet, i, path) : null;
  return { ...sheet, failedIn: path.failedIn, recovered: path.recovered, matrices: matrices ? kept : null };
}

function writeDown(path: Path, q: number, sheet: Sheet): void {
  const { world: n, traced, home, earned } = path;
  const { cash, revenue, due, spent, vendorMoney, rounds, extended, dueToLender, lost, vendorFinanced } = sheet;
  const begin = q * n;
  for (let i = 0; i < n; i++) {
    const at = begin + i;
    cash[at] = path.books.balance[i];
    revenue[at] = path.revenue[i];
    due[at] = path.due[i];
    spent[at] = path.spent[i];
  }
  for (let i = 0; i < n; i++) {
    const at = begin + i;
    vendorMoney[at] = path.vendorMoney[i];
    rounds[at] = path.rounds[i];
    extended[at] = path.extended[i];
    dueToLender[at] = path.dueToLender[i];
  }
  noteCoverage(path, begin, sheet);
  noteFunding(path, sheet);
  for (let i = 0; i <= n; i++) lost[i] += path.lost[i];
  for (let t = 0; t < traced.length; t++) vendorFinanced[q * traced.length + t] = earned[t] > 0 ? home[t] / earned[t] : Number.NaN;
}

/** End demand after costs, against rent, interest and repayment. */
function noteCoverage({ world, minorUnit, firms, revenue, due, failedIn }: Path, begin: number, { coverage }: Sheet): void {
  const { costRatio, fixedCost } = firms;
  for (let i = 0; i < world; i++) {
    const costs = costRatio[i] * revenue[i] + fixedCost[i];
    const service = due[i] - costs;
    coverage[begin + i] = service > minorUnit && failedIn[i] === 0 ? (revenue[i] - costs) / service : Number.NaN;
  }
}

function noteFunding({ world, vendorMoney, rounds }: Path, { scratchFunding: funding, peakFunding }: Sheet): void {
  for (let i = 0; i < world; i++) {
    funding[i] += vendorMoney[i] + rounds[i];
    peakFunding[i] = Math.max(peakFunding[i], funding[i]);
  }
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

function outcomeOf({ quarters, vendorMoney, rounds, spent }: Sheet, i: number, { world: n, failedIn }: Path): PathOutcome {
  if (failedIn[i] > 0) return "failed";
  let [money, paid] = [0, 0];
  for (let q = Math.max(0, quarters - LAST_QUARTERS); q < quarters; q++) {
    money = money + vendorMoney[q * n + i] + rounds[q * n + i];
    paid += spent[q * n + i];
  }
  return money <= CLOSED_SHARE * paid ? "closed" : "rolled";
}
