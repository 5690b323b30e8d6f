import type { Bills } from "./bills.ts";
import { LOANS } from "./chart.ts";
import { balanceOf, inForce, type Path, rounded } from "./path.ts";
import { fund } from "./postings.ts";

/**
 * Zombie lending: a lender that forbears lends anew what its borrower lacks, up to what is due to itself in the quarter, so that no loss has to be shown.
 *
 * extended = forbearance x min(what the borrower lacks for all that is due, what is due to this lender). The new credit comes back at once as interest or repayment: the lender
 * loses no cash, and the borrower owes more. A borrower that lacks more than that fails all the same.
 * Source: Caballero, Hoshi and Kashyap 2008, "Zombie lending and depressed restructuring in Japan", American Economic Review 98(5), section 1.
 */
export function extendLoans(path: Path, q: number, bills: Bills): void {
  for (const { at, id, from, to, forbearance = 0 } of path.byKind.loan) {
    if (forbearance === 0 || !inForce(path, at, q) || path.owed[at] === 0) continue;
    const due = dueOn(bills, at);
    path.dueToLender[to] += due;
    const wanted = forbearance * Math.min(lacking(path, bills, to), due);
    const amount = rounded(path, Math.min(wanted, cashOf(path, from)));
    if (amount <= 0) continue;
    fund(path, id, LOANS, from, to, amount);
    path.owed[at] += amount;
    path.extended[to] += amount;
  }
}

/** What a firm has to pay beyond its cash and what it is to be paid. */
function lacking(path: Path, bills: Bills, firm: number): number {
  let missing = -balanceOf(path, 0, firm);
  for (let k = 0; k < bills.count; k++) {
    if (bills.from[k] === firm) missing += bills.amount[k];
    if (bills.to[k] === firm) missing -= bills.amount[k];
  }
  return Math.max(0, missing);
}

/** Interest and repayment. */
function dueOn({ amount, ofCommitment }: Bills, loan: number): number {
  return amount[ofCommitment[loan]] + amount[ofCommitment[loan] + 1];
}

/** A lender without books is not held to its cash. */
function cashOf(path: Path, lender: number): number {
  return path.hasBooks[lender] === 1 ? Math.max(0, balanceOf(path, 0, lender)) : Infinity;
}
