import type { TieTotal } from "keiretsu";

/** What passes through a firm: the larger of what it pays and what it receives. */
export function throughput(firm: { readonly out: TieTotal; readonly in: TieTotal }): number {
  return Math.max(firm.out.high ?? firm.out.low, firm.in.high ?? firm.in.low);
}
