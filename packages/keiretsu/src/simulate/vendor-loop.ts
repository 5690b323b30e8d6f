/**
 * A seller funds a client that rents from a cloud that buys from the seller: does the loop close, roll on, or fail?
 *
 * Seller V, client C, cloud O; outside are the market and other investors. Quarter t = 1..Q, cash K, end demand R_1 = revenue0:
 *
 *     cost    = costRatio R                          tranche = min(tranchePerGW x order(t-1), trancheCap - invested)        K += R - cost + tranche
 *     want    = min(gwPerQuarter, gwMax - delivered)  need    = takeOrPay + pricePerGW x want - K
 *     round   = min(max(0, need), roundMultiple x 4 R)   K += round;  rent = min(takeOrPay, K), K -= rent: default where it falls short, after recording
 *     order   = min(want, K / pricePerGW), K -= order x price;  V earns order x price + cloudCapexShare x rent;  R <- R (1 + growth)
 *
 * Outcome: failed on default; closed where tranches and rounds of the last four quarters are at most 1 % of what they paid; else rolled.
 * The rules are those of models of vendor finance in which money follows delivery; cost O(Q).
 */
import { KeiretsuError } from "../assert.ts";
import type { Outcome } from "../network/result.ts";

export interface VendorLoopParams {
  /** Money. */
  readonly cash0: number;
  /** Money a quarter. */
  readonly revenue0: number;
  /** A quarter, above -1. */
  readonly growth: number;
  readonly costRatio: number;
  readonly tranchePerGW: number;
  readonly trancheCap: number;
  readonly gwPerQuarter: number;
  readonly gwMax: number;
  readonly pricePerGW: number;
  /** Money a quarter. */
  readonly takeOrPay: number;
  readonly cloudCapexShare: number;
  /** Of yearly revenue: what other investors put in at most in one quarter. */
  readonly roundMultiple: number;
  readonly quarters: number;
}

export interface VendorLoopQuarter {
  readonly t: number;
  readonly revenue: number;
  readonly cost: number;
  readonly tranche: number;
  readonly round: number;
  readonly takeOrPayPaid: number;
  readonly orderGW: number;
  readonly vendorRevenue: number;
  /** At the end of the quarter. */
  readonly cash: number;
  readonly cumGW: number;
  /** (revenue - cost) / (rent due + what the order costs); null where both are 0. */
  readonly operatingCoverage: number | null;
}

export interface VendorLoop {
  readonly outcome: "closed" | "rolled" | "failed";
  /** 0 where there is none. */
  readonly defaultQuarter: number;
  readonly rows: readonly VendorLoopQuarter[];
  readonly totals: {
    readonly vendorRevenue: number;
    readonly tranches: number;
    readonly rounds: number;
    readonly endDemand: number;
    readonly costs: number;
    readonly takeOrPayPaid: number;
    readonly orders: number;
  };
  readonly losses: { readonly vendorWriteOff: number; readonly cloudLoss: number };
  readonly finalCash: number;
}

/** Quarters that decide whether the loop has closed, and the share of payments that outside money may still be. */
const LAST_QUARTERS = 4;
const CLOSED_SHARE = 0.01;
/** Cash and gigawatts below this, relative to the quarter's dues, are rounding. */
const ROUNDING = 1e-12;

/** Throws `bad-parameter` on one that is negative (growth: not above -1) or not finite. */
export function vendorLoop(params: VendorLoopParams): Outcome<VendorLoop> {
  check(params);
  const rows: VendorLoopQuarter[] = [];
  let { cash0: cash, revenue0: revenue } = params;
  let invested = 0;
  let delivered = 0;
  let lastOrder = 0;
  let defaultQuarter = 0;
  for (let t = 1; t <= params.quarters && defaultQuarter === 0; t++) {
    const cost = params.costRatio * revenue;
    const tranche = Math.min(params.tranchePerGW * lastOrder, params.trancheCap - invested);
    invested += tranche;
    cash += revenue - cost + tranche;
    const want = Math.min(params.gwPerQuarter, params.gwMax - delivered);
    const due = params.takeOrPay + params.pricePerGW * want;
    const round = Math.min(Math.max(0, due - cash), params.roundMultiple * 4 * revenue);
    cash += round;
    const rent = Math.min(params.takeOrPay, Math.max(0, cash));
    cash -= rent;
    if (rent < params.takeOrPay * (1 - ROUNDING)) defaultQuarter = t;
    const order = defaultQuarter > 0 || params.pricePerGW === 0 ? 0 : Math.min(want, cash / params.pricePerGW);
    cash -= order * params.pricePerGW;
    if (Math.abs(cash) <= ROUNDING * Math.max(due, 1)) cash = 0;
    delivered += order;
    if (params.gwMax - delivered <= ROUNDING * params.gwMax) delivered = params.gwMax;
    lastOrder = order;
    const owed = params.takeOrPay + order * params.pricePerGW;
    rows.push({
      t,
      revenue,
      cost,
      tranche,
      round,
      takeOrPayPaid: rent,
      orderGW: order,
      vendorRevenue: order * params.pricePerGW + params.cloudCapexShare * rent,
      cash,
      cumGW: delivered,
      operatingCoverage: owed > 0 ? (revenue - cost) / owed : null,
    });
    revenue *= 1 + params.growth;
  }
  const total = (of: (row: VendorLoopQuarter) => number): number => rows.reduce((sum, row) => sum + of(row), 0);
  const paid = (row: VendorLoopQuarter): number => row.takeOrPayPaid + row.orderGW * params.pricePerGW;
  const last = rows.slice(-LAST_QUARTERS);
  const outside = last.reduce((sum, row) => sum + row.tranche + row.round, 0);
  const closed = outside <= CLOSED_SHARE * last.reduce((sum, row) => sum + paid(row), 0);
  const takeOrPayPaid = total((row) => row.takeOrPayPaid);
  return {
    values: {
      outcome: defaultQuarter > 0 ? "failed" : closed ? "closed" : "rolled",
      defaultQuarter,
      rows,
      totals: {
        vendorRevenue: total((row) => row.vendorRevenue),
        tranches: total((row) => row.tranche),
        rounds: total((row) => row.round),
        endDemand: total((row) => row.revenue),
        costs: total((row) => row.cost),
        takeOrPayPaid,
        orders: total((row) => row.orderGW * params.pricePerGW),
      },
      losses: {
        vendorWriteOff: defaultQuarter > 0 ? invested : 0,
        cloudLoss: defaultQuarter > 0 ? params.takeOrPay - rows.at(-1)!.takeOrPayPaid : 0,
      },
      finalCash: cash,
    },
    iterations: rows.length,
  };
}

function check(params: VendorLoopParams): void {
  for (const [name, value] of Object.entries(params) as [string, number][]) {
    const low = name === "growth" ? -1 : 0;
    if (!(value >= low && value < Infinity))
      throw new KeiretsuError("bad-parameter", `${name} is ${value}, expected a finite number, ${low} or more`);
  }
  if (!Number.isInteger(params.quarters))
    throw new KeiretsuError("bad-parameter", `quarters is ${params.quarters}, expected a whole number`);
}
