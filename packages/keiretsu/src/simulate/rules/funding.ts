/** Where money comes from, each rule a pure function of what was before. */

/** Money that follows delivery: so much for each gigawatt of the quarter before, up to the cap. */
export function trancheByGigawatt(perGW: number, delivered: number, cap: number, paid: number): number {
  return Math.max(0, Math.min(perGW * delivered, cap - paid));
}

/** Money promised without a condition: in equal parts over the quarters that are left, this one included. */
export function trancheByQuarter(cap: number, paid: number, quartersLeft: number): number {
  return quartersLeft > 0 ? Math.max(0, cap - paid) / quartersLeft : 0;
}

/** What investors outside put in: what is missing, at most a multiple of yearly revenue, nothing while the window is shut. */
export function fundingRound(missing: number, multiple: number, revenue: number, open: boolean): number {
  return open ? Math.max(0, Math.min(missing, multiple * 4 * revenue)) : 0;
}

/** A loan is drawn in equal parts until the last quarter of drawing, and never beyond what the systems behind it allow. */
export function loanDrawn(loan: {
  readonly amount: number;
  readonly drawn: number;
  readonly quartersLeft: number;
  /** Value of the systems behind it, and the share of it that may be lent; null = not secured. */
  readonly systems: number;
  readonly loanToValue: number | null;
  readonly owed: number;
}): number {
  if (loan.quartersLeft <= 0) return 0;
  const part = Math.max(0, loan.amount - loan.drawn) / loan.quartersLeft;
  return loan.loanToValue === null ? part : Math.max(0, Math.min(part, loan.loanToValue * loan.systems - loan.owed));
}

/** Repaid in equal parts over the quarters that are left; at once when the lender has called it. */
export function loanRepaid(owed: number, quartersLeft: number, called: boolean): number {
  return called || quartersLeft <= 1 ? owed : owed / quartersLeft;
}

/** Cover below the covenant: what remains after costs against interest and repayment. Nothing due, nothing breached. */
export function coverBreached(earned: number, due: number, leastCover: number | null): boolean {
  return leastCover !== null && due > 0 && earned < leastCover * due;
}
