/**
 * What a simulation runs on: firms with opening books, and what they have promised one another. Plain data in one unit of money, indices for firms; the
 * names, claims and assumptions behind each number stay with whoever made it (panel/simulation). A quarter is the unit of time; the first is 0.
 */
export interface Economy {
  readonly firms: readonly Firm[];
  readonly commitments: readonly Commitment[];
  readonly stakes: readonly Stake[];
  /** Firms whose funding of others is traced until it comes home. */
  readonly traced: readonly number[];
  /** Firms through which money goes round: failed where one of them with books fails, closed where all of those close, else rolled. None without it. */
  readonly loops?: readonly (readonly number[])[];
  readonly quarters: number;
  /** What a failed firm's systems fetch, as a share of their book value. */
  readonly liquidation: number;
  /** The smallest amount that counts: payments are rounded to it, books that are off by more than it stop the run. */
  readonly minorUnit: number;
}

export interface Firm {
  readonly id: string;
  /** A firm without books takes part in flows, but nobody can say whether it can pay: it never fails. */
  readonly books: boolean;
  /** Cash, systems and debt to the outside when the run starts. */
  readonly cash: number;
  readonly systems: number;
  readonly debt: number;
  /** Interest a quarter on that debt. */
  readonly interest: number;
  /** What customers outside pay in the first quarter. */
  readonly revenue: number;
  /** A quarter. */
  readonly growth: number;
  /** Standard deviation of growth a quarter, and its correlation with the common factor of demand. */
  readonly volatility: number;
  readonly correlation: number;
  /** Costs paid to the outside: a share of revenue, and a fixed amount a quarter. */
  readonly costRatio: number;
  readonly fixedCost: number;
  /** Of the capacity that firms of the run buy from it: what it costs to run. 0 without it. */
  readonly deliveryCost?: number;
  /** Life of its systems in quarters, straight line. */
  readonly systemsLife: number;
  readonly round: FundingRound;
  /** Share of what it earns after costs and dues that it pays out, 0 to 1. */
  readonly payout: number;
}

/** What investors outside put in at most in one quarter, for shares: a multiple of yearly revenue, while the window is open. */
export interface FundingRound {
  readonly multiple: number;
  /** First quarter in which the window is shut; null = it stays open. */
  readonly shutFrom: number | null;
  /** First quarter in which it opens again. */
  readonly opensAgain: number | null;
}

/** Who holds a share of whom; a mark moves it and no cash. */
export interface Stake {
  readonly holder: number;
  readonly held: number;
  readonly share: number;
  readonly value: number;
  /** From 20 %, or where influence is stated: the holder books its share of the profit or loss until the stake is 0. */
  readonly equityMethod: boolean;
  /** Where a market prices the share: its change a quarter up to a last quarter, and flat after it. Then no round and no result marks the stake. */
  readonly market?: { readonly change: number; readonly until: number };
  /** Sold to the rest of the world at its price: so much a quarter from one quarter to another. */
  readonly sale?: { readonly perQuarter: number; readonly first: number; readonly last: number };
}

interface Promised {
  readonly id: string;
  /** Who pays, owes, invests or guarantees. */
  readonly from: number;
  readonly to: number;
  /** First and last quarter, inclusive. */
  readonly first: number;
  readonly last: number;
  /** Of a letter of intent: the chance that it becomes binding, drawn once a path; 1 for what is signed. */
  readonly probability: number;
  /** Commitments of one letter become binding together: they share one draw. Without it each has its own. */
  readonly letter?: number;
}

export type Commitment =
  /** Capacity bought: at least `floor` a quarter, or price x use where that is more; use follows the buyer's revenue. */
  | (Promised & { readonly kind: "take-or-pay"; readonly floor: number; readonly shareOfRevenue: number })
  /** Systems bought: gigawatts a quarter up to a total, as far as the cash goes; no default follows from an order not placed. */
  | (Promised & { readonly kind: "purchase"; readonly gwPerQuarter: number; readonly gwMax: number; readonly pricePerGW: number })
  /** Money for shares, so much for each gigawatt delivered in the quarter before under the purchase of this id; null: in equal parts by quarter. */
  | (Promised & { readonly kind: "tranche"; readonly purchase: string | null; readonly perGW: number; readonly cap: number })
  /** Unsold capacity that the guarantor buys: what a seller's customers leave of `guaranteed` a quarter. */
  | (Promised & { readonly kind: "guarantee"; readonly guaranteed: number })
  /** Credits given for shares, drawn as computing is used; no cash. */
  | (Promised & { readonly kind: "credits"; readonly amount: number; readonly perQuarter: number })
  /** Shares that vest as gigawatts are delivered under the purchase of this id and the price of the share stands high enough; issuer is `from`. */
  | (Promised & {
      readonly kind: "warrant";
      readonly purchase: string;
      readonly steps: readonly WarrantStep[];
      readonly strike: number;
      readonly sharePrice: number;
      readonly volatility: number;
    })
  /** Money lent against systems: drawn in equal parts until `drawUntil`, at most `loanToValue` of them; repaid in equal parts after it. */
  | (Promised & {
      readonly kind: "loan";
      readonly amount: number;
      /** Owed when the run starts; 0 without it. */
      readonly drawn?: number;
      readonly rate: number;
      readonly drawUntil: number;
      readonly loanToValue: number | null;
      readonly leastCover: number | null;
      /** The lender lends anew what the borrower lacks for what is due to it: 1 all of it, 0 or absent nothing. */
      readonly forbearance?: number;
    })
  | (Promised & { readonly kind: "lease"; readonly perQuarter: number })
  | (Promised & { readonly kind: "revenue-share"; readonly rate: number; readonly cap: number | null });

export interface WarrantStep {
  readonly shares: number;
  /** Gigawatts delivered in all. */
  readonly gw: number;
  readonly price: number;
}

export type CommitmentKind = Commitment["kind"];

/** How a path ends for one firm with books: models of vendor finance, last four quarters, 1 %. */
export type PathOutcome = "closed" | "rolled" | "failed";
