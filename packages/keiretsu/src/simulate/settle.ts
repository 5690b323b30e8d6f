/**
 * Who can pay what falls due in one quarter, when some of it is due between firms?
 *
 * Dues are of ranks, the first paid first. A firm pays from its cash and from what the others pay it in the same quarter: the greatest payments for which no one pays more than it owes or
 * has, by lowering from payment in full (Eisenberg and Noe 2001; ranks: Elsinger 2009, as contagion/eisenberg-noe-seniority.ts for large networks). Within a rank all are paid the same share. A firm
 * without books pays in full. Cost O(dues) a round; one round where all can pay.
 */
export interface Dues {
  readonly count: number;
  readonly from: ArrayLike<number>;
  readonly to: ArrayLike<number>;
  readonly amount: ArrayLike<number>;
  /** 0, 1, 2 .. */
  readonly rank: ArrayLike<number>;
}

/** Memory that the next settlement overwrites. */
export interface Settlement {
  /** Paid of each due. */
  readonly paid: Float64Array;
  /** 1 where a firm cannot pay all it owes. */
  readonly short: Uint8Array;
  readonly scratchBalance: Float64Array;
}

export function openSettlement(parties: number, mostDues: number): Settlement {
  return { paid: new Float64Array(mostDues), short: new Uint8Array(parties), scratchBalance: new Float64Array(parties) };
}

const MOST_ROUNDS = 10_000;

/** What each party has, whether its cash is known (1) or it pays whatever falls due (0); exact to `tolerance` in the unit of the amounts. */
export interface Means {
  readonly cash: ArrayLike<number>;
  readonly books: ArrayLike<number>;
  readonly tolerance: number;
}

export function settle(dues: Dues, means: Means, into: Settlement): Settlement {
  const { count, from, to, amount } = dues;
  const { cash, books, tolerance } = means;
  const { paid, short, scratchBalance } = into;
  const n = short.length;
  short.fill(0);
  for (let i = 0; i < n; i++) scratchBalance[i] = cash[i];
  for (let k = 0; k < count; k++) {
    paid[k] = amount[k];
    scratchBalance[from[k]] -= amount[k];
    scratchBalance[to[k]] += amount[k];
  }
  let someShort = false;
  for (let i = 0; i < n; i++) if (books[i] === 1 && scratchBalance[i] < -tolerance) someShort = true;
  if (!someShort) return into;
  lower(dues, means, into);
  for (let k = 0; k < count; k++) if (paid[k] < amount[k] - tolerance) short[from[k]] = 1;
  return into;
}

function lower(
  { count, from, to, amount, rank }: Dues,
  { cash, books, tolerance }: Means,
  { paid, short, scratchBalance }: Settlement,
): void {
  const n = short.length;
  const available = scratchBalance;
  let ranks = 0;
  for (let k = 0; k < count; k++) ranks = Math.max(ranks, rank[k] + 1);
  // [rank * n + firm]: owed in all, and the share of it that is paid.
  const owed = new Float64Array(ranks * n);
  const share = new Float64Array(ranks * n).fill(1);
  for (let k = 0; k < count; k++) owed[rank[k] * n + from[k]] += amount[k];
  for (let round = 0; round < MOST_ROUNDS; round++) {
    for (let i = 0; i < n; i++) available[i] = cash[i];
    for (let k = 0; k < count; k++) available[to[k]] += paid[k];
    let moved = 0;
    for (let i = 0; i < n; i++) {
      if (books[i] !== 1) continue;
      let left = Math.max(0, available[i]);
      for (let at = i; at < owed.length; at += n) {
        const now = owed[at] > 0 ? Math.min(1, left / owed[at]) : 1;
        moved = Math.max(moved, (share[at] - now) * owed[at]);
        share[at] = now;
        left -= now * owed[at];
      }
    }
    for (let k = 0; k < count; k++) paid[k] = books[from[k]] === 1 ? amount[k] * share[rank[k] * n + from[k]] : amount[k];
    if (moved <= tolerance / 100) return;
  }
}
