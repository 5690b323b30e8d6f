import { compareText } from "../../finding.ts";
import type { Economy } from "../../simulate/economy.ts";
import type { Kept, PathResult } from "../../simulate/run.ts";

/** Loans from one firm to another over the quarters of a path, and what the borrower orders of its lender meanwhile. Amounts in the unit of the casebook. */
export interface Lending {
  readonly lender: string;
  readonly borrower: string;
  readonly loans: readonly string[];
  /** By quarter, at its end: promised by loans in force, drawn in all so far, owed. Promises end with a party that fails. */
  readonly promised: readonly number[];
  readonly drawn: readonly number[];
  readonly owed: readonly number[];
  /** By quarter: ordered of the lender in it. */
  readonly ordered: readonly number[];
  /** Part of all orders that loans of the same lender in the same quarter cover; null = no orders. */
  readonly followed: number | null;
  /** At least half of the orders follow the loans within the quarter: sales that the seller pays for itself. */
  readonly flagged: boolean;
  /** Interest and repayment that the lender had before the failure, in the three and the twelve months before it; null = no failure. */
  readonly paidBefore: { readonly threeMonths: number; readonly twelveMonths: number } | null;
}

const FLAGGED = 0.5;
/** Quarters before a failure in which what was paid can be asked back of an outsider, and of an insider. */
const [OUTSIDER, INSIDER] = [1, 4];

/** Of a path that was kept with its matrices. */
export function lending(economy: Economy, path: PathResult): readonly Lending[] {
  const { firms, commitments } = economy;
  const kept = path.matrices!;
  const pairs = new Map<string, number[]>();
  for (const [k, { kind, from, to }] of commitments.entries())
    if (kind === "loan") pairs.set(`${from} ${to}`, [...(pairs.get(`${from} ${to}`) ?? []), k]);
  const found = [...pairs.values()].map((loans): Lending => {
    const { from, to } = commitments[loans[0]];
    const orders = commitments.flatMap(({ kind, from: buyer, to: seller }, k) =>
      kind === "purchase" && buyer === to && seller === from ? [k] : [],
    );
    const drawn = kept.map(({ paid }) => total(paid, loans));
    const owed = kept.map((quarter) => total(quarter.owed, loans));
    const ordered = steps(
      kept.map(({ paid }) => total(paid, orders)),
      0,
    );
    const opening = loans.reduce((sum, k) => sum + (loanAt(economy, k).drawn ?? 0), 0);
    const lent = steps(drawn, opening);
    const bought = ordered.reduce((sum, x) => sum + x, 0);
    const covered = ordered.reduce((sum, x, q) => sum + Math.min(x, lent[q]), 0);
    const followed = bought > 0 ? covered / bought : null;
    const failed = path.failedIn[to] - 1;
    return {
      lender: firms[from].id,
      borrower: firms[to].id,
      loans: loans.map((k) => commitments[k].id),
      promised: kept.map((_, q) => (ended(path, from, q) || ended(path, to, q) ? 0 : promisedIn(economy, loans, q))),
      drawn,
      owed,
      ordered,
      followed,
      flagged: followed !== null && followed >= FLAGGED,
      paidBefore:
        failed < 0
          ? null
          : {
              threeMonths: paidIn(economy, kept, loans, failed - OUTSIDER, failed),
              twelveMonths: paidIn(economy, kept, loans, failed - INSIDER, failed),
            },
    };
  });
  return found.sort((a, b) => compareText(a.lender, b.lender) || compareText(a.borrower, b.borrower));
}

function loanAt({ commitments }: Economy, k: number): Extract<Economy["commitments"][number], { kind: "loan" }> {
  return commitments[k] as Extract<Economy["commitments"][number], { kind: "loan" }>;
}

function promisedIn(economy: Economy, loans: readonly number[], q: number): number {
  return loans.reduce((sum, k) => {
    const { first, last, amount } = loanAt(economy, k);
    return q >= first && q <= last ? sum + amount : sum;
  }, 0);
}

function ended({ failedIn }: PathResult, i: number, q: number): boolean {
  return failedIn[i] > 0 && failedIn[i] - 1 <= q;
}

function total(values: Float64Array, places: readonly number[]): number {
  return places.reduce((sum, k) => sum + values[k], 0);
}

/** What is new in each quarter. */
function steps(soFar: readonly number[], opening: number): readonly number[] {
  return soFar.map((x, q) => x - (q === 0 ? opening : soFar[q - 1]));
}

/** Interest on what was owed at the start of each quarter, and repayment, of the quarters from `first` up to the one before `end`. */
function paidIn(economy: Economy, kept: readonly Kept[], loans: readonly number[], first: number, end: number): number {
  let sum = 0;
  for (let q = Math.max(0, first); q < end; q++)
    for (const k of loans) {
      const { rate, drawn = 0 } = loanAt(economy, k);
      const [owedBefore, paidBefore] = q === 0 ? [drawn, drawn] : [kept[q - 1].owed[k], kept[q - 1].paid[k]];
      const repaid = Math.max(0, owedBefore + (kept[q].paid[k] - paidBefore) - kept[q].owed[k]);
      sum += rate * owedBefore + repaid;
    }
  return sum;
}
