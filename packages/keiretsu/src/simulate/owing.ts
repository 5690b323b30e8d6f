import { CREDITS, LOANS, PAYABLES } from "./chart.ts";
import { type Path, stands } from "./path.ts";
import type { Commitment } from "./economy.ts";

/** What one owes another at the end of a quarter; the index after the last firm is the rest of the world. */
export interface Owing {
  readonly from: number;
  readonly to: number;
  /** On the books: loans, unpaid bills, credits not yet used. */
  readonly booked: number;
  /** What binding promises leave to pay, lend or hand over after this quarter. Where it hangs on revenue, deliveries or the sales of others, only what is due in any case. */
  readonly promised: number;
}

/** Debts and promises between parties that stand, pairs in the order of debtor and creditor. */
export function owingAt(path: Path, q: number): readonly Owing[] {
  const { economy, world, claims } = path;
  const n = world + 1;
  const promised = new Map<number, number>();
  for (const [k, commitment] of economy.commitments.entries()) {
    const { from, to } = commitment;
    if (path.binding[k] === 0 || !stands(path, from) || !stands(path, to)) continue;
    const left = leftToPay(path, commitment, { k, q });
    if (left > 0) promised.set(from * n + to, (promised.get(from * n + to) ?? 0) + left);
  }
  const found: Owing[] = [];
  for (let from = 0; from < n; from++)
    for (let to = 0; to < n; to++) {
      const booked = [LOANS, PAYABLES, CREDITS].reduce((sum, instrument) => sum + Math.max(0, claims[instrument][to * n + from]), 0);
      const more = promised.get(from * n + to) ?? 0;
      if (booked > 0 || more > 0) found.push({ from, to, booked, promised: more });
    }
  return found;
}

function leftToPay(path: Path, commitment: Commitment, { k, q }: { readonly k: number; readonly q: number }): number {
  const { first, last } = commitment;
  const quarters = (until: number): number => Math.max(0, until - Math.max(first, q + 1) + 1);
  switch (commitment.kind) {
    case "take-or-pay":
      return commitment.floor * quarters(last);
    case "lease":
      return commitment.perQuarter * quarters(last);
    case "tranche":
      return quarters(last) > 0 ? Math.max(0, commitment.cap - path.paid[k]) : 0;
    case "loan":
      return quarters(commitment.drawUntil) > 0 && path.called[k] === 0 ? Math.max(0, commitment.amount - path.paid[k]) : 0;
    case "credits":
      return first > q ? commitment.amount : 0;
    // An order may not be placed, a guarantee not be called, a warrant not vest; a share of revenue is whatever revenue is.
    default:
      return 0;
  }
}
