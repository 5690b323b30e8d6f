/**
 * Who can pay what falls due in one quarter, when some of it is due between firms?
 *
 * Dues are of ranks, the first paid first. A firm pays from its cash and from what the others pay it in the same quarter: the greatest payments for which no one pays more than it owes or
 * has, by lowering from payment in full (Eisenberg and Noe 2001; ranks: Elsinger 2009, as contagion/eisenberg-noe-seniority.ts for large networks). Within a rank all are paid the same share. A firm
 * without books pays in full. Cost O(dues) a round; one round where all can pay.
 */
export interface Due {
  readonly from: number;
  readonly to: number;
  readonly amount: number;
  readonly rank: number;
}

export interface Settlement {
  /** Paid of each due. */
  readonly paid: Float64Array;
  /** 1 where a firm cannot pay all it owes. */
  readonly short: Uint8Array;
}

const MOST_ROUNDS = 10_000;

/** `cash` by party; `books` 1 where a party's cash is known. Exact to `tolerance` in the unit of the amounts. */
export function settle(dues: readonly Due[], cash: ArrayLike<number>, books: ArrayLike<number>, tolerance: number): Settlement {
  const n = cash.length;
  const paid = new Float64Array(dues.length);
  const short = new Uint8Array(n);
  const balance = new Float64Array(n);
  for (let i = 0; i < n; i++) balance[i] = cash[i];
  for (let k = 0; k < dues.length; k++) {
    const { from, to, amount } = dues[k];
    paid[k] = amount;
    balance[from] -= amount;
    balance[to] += amount;
  }
  let someShort = false;
  for (let i = 0; i < n; i++) if (books[i] === 1 && balance[i] < -tolerance) someShort = true;
  if (!someShort) return { paid, short };
  lower(dues, cash, books, paid, tolerance);
  for (let k = 0; k < dues.length; k++) if (paid[k] < dues[k].amount - tolerance) short[dues[k].from] = 1;
  return { paid, short };
}

function lower(dues: readonly Due[], cash: ArrayLike<number>, books: ArrayLike<number>, paid: Float64Array, tolerance: number): void {
  const n = cash.length;
  const ranks = [...new Set(dues.map(({ rank }) => rank))].sort((a, b) => a - b);
  const owed = ranks.map((rank) => {
    const total = new Float64Array(n);
    for (const due of dues) if (due.rank === rank) total[due.from] += due.amount;
    return total;
  });
  const share = ranks.map(() => new Float64Array(n).fill(1));
  const place = new Map(ranks.map((rank, r) => [rank, r]));
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const available = Float64Array.from(cash);
    for (const [k, { to }] of dues.entries()) available[to] += paid[k];
    let moved = 0;
    for (let i = 0; i < n; i++) {
      if (books[i] !== 1) continue;
      let left = Math.max(0, available[i]);
      for (const [r, total] of owed.entries()) {
        const now = total[i] > 0 ? Math.min(1, left / total[i]) : 1;
        moved = Math.max(moved, (share[r][i] - now) * total[i]);
        share[r][i] = now;
        left -= now * total[i];
      }
    }
    for (const [k, { from, amount, rank }] of dues.entries()) paid[k] = books[from] === 1 ? amount * share[place.get(rank)!][from] : amount;
    if (moved <= tolerance / 100) return;
  }
}
