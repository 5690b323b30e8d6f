import type { Dues } from "./settle.ts";

/** What is due in a quarter, the promise behind it and the flow it is. */
interface Bill {
  /** Name of the posting. */
  readonly by: string;
  readonly flow: number;
  readonly from: number;
  readonly to: number;
  readonly amount: number;
  /** Paid first to last. */
  readonly rank: number;
  /** Place of the commitment, if there is one. */
  readonly commitment?: number;
  /** It pays a loan back. */
  readonly repaid?: boolean;
}

/** Bills column by column, in memory that the next quarter overwrites. */
export interface Bills extends Dues {
  count: number;
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly amount: Float64Array;
  readonly rank: Uint8Array;
  readonly by: string[];
  readonly flow: Uint8Array;
  /** -1 = none. */
  readonly commitment: Int32Array;
  readonly repaid: Uint8Array;
}

export function openBills(most: number): Bills {
  return {
    count: 0,
    from: new Int32Array(most),
    to: new Int32Array(most),
    amount: new Float64Array(most),
    rank: new Uint8Array(most),
    by: Array.from({ length: most }, () => ""),
    flow: new Uint8Array(most),
    commitment: new Int32Array(most),
    repaid: new Uint8Array(most),
  };
}

/** A bill of nothing is none. */
export function addBill(bills: Bills, { by, flow, from, to, amount, rank, commitment = -1, repaid = false }: Bill): void {
  if (!(amount > 0)) return;
  const k = bills.count++;
  bills.by[k] = by;
  bills.flow[k] = flow;
  bills.from[k] = from;
  bills.to[k] = to;
  bills.amount[k] = amount;
  bills.rank[k] = rank;
  bills.commitment[k] = commitment;
  bills.repaid[k] = repaid ? 1 : 0;
}
