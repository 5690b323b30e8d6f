/** What a row of the page is: a workload on one network or economy, the tools that run it, the goal it is held to. */

export type Size = "S3" | "S" | "K" | "M" | "L" | "MD" | "LD";

/** MD and LD: thin equity, so that a shock goes deep. */
export const NETWORKS: Readonly<Record<Size, { readonly n: number; readonly m: number; readonly seed: number; readonly deep?: boolean }>> =
  {
    S3: { n: 1_000, m: 3_000, seed: 5 },
    S: { n: 1_000, m: 10_000, seed: 1 },
    K: { n: 10_000, m: 100_000, seed: 2 },
    M: { n: 100_000, m: 1_000_000, seed: 3 },
    L: { n: 1_000_000, m: 10_000_000, seed: 4 },
    MD: { n: 100_000, m: 1_000_000, seed: 3, deep: true },
    LD: { n: 1_000_000, m: 10_000_000, seed: 4, deep: true },
  };

export type Task =
  | "circuits"
  | "components"
  | "set-off"
  | "hodge"
  | "csv"
  | "csv-text"
  | "parquet"
  | "clearing"
  | "clearing-worklist"
  | "clearing-pending"
  | "clearing-exact"
  | "scenarios"
  | "scenarios-pushed"
  | "esri"
  | "esri-each"
  | "ownership"
  | "debtrank-one"
  | "debtrank-all"
  | "simulate"
  | "simulate-all";

export interface Tool {
  readonly name: string;
  /** ours: Node; c: program of bench/c, floor unless named; lemon: built programs; python: module, and script of bench/py, peers unless named; node: module of bench/peers.ts. */
  readonly by: "ours" | "c" | "primal-dual" | "cost-scaling" | "python" | "node";
  readonly module?: string;
  readonly script?: string;
  /** Where the tool goes about the row's task in another way. */
  readonly task?: Task;
  /** Rounds at most, for rivals that take minutes. */
  readonly rounds?: number;
  /** Of ours: threads, 1 where left out. */
  readonly workers?: number;
}

export interface Goal {
  /** A rival; "seconds" or "MB" for a bound of its own. */
  readonly against: string;
  /** At most this many times the rival's time (below 1: a part of it), or so many seconds or MB. */
  readonly atMost: number;
  /** Which of ours; keiretsu where left out. */
  readonly of?: string;
}

export interface Row {
  readonly id: string;
  readonly title: string;
  readonly task: Task;
  /** economy: firms and promises over 40 quarters (economy.ts) in place of a network. */
  readonly size: Size | "economy";
  /** Calls in one process; the first is cold. */
  readonly repeats: number;
  readonly rounds: number;
  readonly tools: readonly Tool[];
  readonly goals: readonly Goal[];
  /** Largest relative difference allowed in the second value to check; the first must be the same. */
  readonly tolerance: number;
}

/** Rows whose goals were hard to reach or want two workers: what `--goals` measures. */
export const HARD: readonly string[] = [
  "P6 ownership L",
  "P1 clearing L",
  "P1 clearing LD",
  "P2 DebtRank L",
  "P3 scenarios M",
  "Monte Carlo 50 x 40",
  "Monte Carlo 50 x 40, 10 000 paths",
  "P6 Hodge L",
  "P4 components L",
  "P7 CSV L",
  "P3 scenarios S",
  "P2 DebtRank K",
];
