/** What capacity costs a quarter, each rule a pure function of what was before. Amounts in one unit of money a quarter. */

/** Take or pay: the floor is due whether the capacity is used or not; above it, what use costs. Use follows the buyer's revenue. */
export function takeOrPayDue(floor: number, shareOfRevenue: number, revenue: number): number {
  return Math.max(floor, shareOfRevenue * revenue);
}

/** What a guarantor buys: the part of the guaranteed amount that customers have left unsold. */
export function guaranteeDue(guaranteed: number, sold: number): number {
  return Math.max(0, guaranteed - sold);
}

/** Credits used in a quarter: what was planned, as far as they last. They expire with the contract. */
export function creditsDrawn(perQuarter: number, remaining: number): number {
  return Math.min(perQuarter, remaining);
}

/** A share of revenue, up to a cap in all; null = no cap. */
export function revenueShareDue(rate: number, revenue: number, paid: number, cap: number | null): number {
  return cap === null ? rate * revenue : Math.min(rate * revenue, Math.max(0, cap - paid));
}
