import { CAPACITY, COSTS, GUARANTEES, INTEREST, LEASES, SHARES_OF_REVENUE } from "./chart.ts";
import type { CommitmentKind, Economy } from "./economy.ts";
import type { Dues } from "./settle.ts";

/**
 * Every bill that can fall due in a quarter, column by column, in the order in which bills are looked at. Only amounts change from quarter to quarter; 0 = nothing falls due.
 */
export interface Bills extends Dues {
  readonly count: number;
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly amount: Float64Array;
  readonly rank: Uint8Array;
  /** Names of postings. */
  readonly by: readonly string[];
  readonly flow: Uint8Array;
  /** Place of the promise behind it, -1 = none. */
  readonly commitment: Int32Array;
  /** 1 where it pays a loan back. */
  readonly repaid: Uint8Array;
  /** Places: of the costs of each firm and, right after them, its interest; of the one bill of each commitment, on a loan its interest and, right after it, repayment; of what delivery costs each firm. */
  readonly ofFirm: Int32Array;
  readonly ofCommitment: Int32Array;
  readonly ofDelivery: Int32Array;
}

interface Line {
  readonly by: string;
  readonly flow: number;
  readonly from: number;
  readonly to: number;
  readonly commitment: number;
  readonly repaid: boolean;
}

/** Kinds of promises that send bills, in their order, and the flow that they are. */
const BILLED: readonly (readonly [CommitmentKind, number])[] = [
  ["take-or-pay", CAPACITY],
  ["lease", LEASES],
  ["revenue-share", SHARES_OF_REVENUE],
  ["guarantee", GUARANTEES],
];

export function openBills(
  { firms, commitments }: Economy,
  names: { readonly costs: readonly string[]; readonly interest: readonly string[] },
): Bills {
  const world = firms.length;
  const lines: Line[] = [];
  const add = (by: string, flow: number, from: number, to: number, commitment = -1, repaid = false): number =>
    lines.push({ by, flow, from, to, commitment, repaid }) - 1;
  const ofFirm = new Int32Array(world);
  const ofCommitment = new Int32Array(commitments.length).fill(-1);
  const ofDelivery = new Int32Array(world);
  for (let i = 0; i < world; i++) {
    ofFirm[i] = add(names.costs[i], COSTS, i, world);
    add(names.interest[i], INTEREST, i, world);
  }
  for (const [k, { kind, id, from: lender, to: borrower }] of commitments.entries()) {
    if (kind !== "loan") continue;
    ofCommitment[k] = add(id, INTEREST, borrower, lender, k);
    add(id, INTEREST, borrower, lender, k, true);
  }
  for (const [wanted, flow] of BILLED)
    for (const [k, { kind, id, from, to }] of commitments.entries()) if (kind === wanted) ofCommitment[k] = add(id, flow, from, to, k);
  for (let i = 0; i < world; i++) ofDelivery[i] = firms[i].deliveryCost ? add(names.costs[i], COSTS, i, world) : -1;
  return {
    count: lines.length,
    from: Int32Array.from(lines, ({ from }) => from),
    to: Int32Array.from(lines, ({ to }) => to),
    amount: new Float64Array(lines.length),
    rank: Uint8Array.from(lines, ({ flow }) => rankOf(flow)),
    by: lines.map(({ by }) => by),
    flow: Uint8Array.from(lines, ({ flow }) => flow),
    commitment: Int32Array.from(lines, ({ commitment }) => commitment),
    repaid: Uint8Array.from(lines, ({ repaid }) => (repaid ? 1 : 0)),
    ofFirm,
    ofCommitment,
    ofDelivery,
  };
}

/** A bill falls due; one of nothing is none. */
export function fallsDue({ amount }: Bills, bill: number, due: number): void {
  amount[bill] = due > 0 ? due : 0;
}

/** Paid first to last: staff and power before lenders, lenders before those who sell capacity. */
function rankOf(flow: number): number {
  return flow === COSTS ? 0 : flow === INTEREST ? 1 : 2;
}
