/** What is measured: each row one workload on one network, the tools that run it, the goal it is held to. */

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
  | "debtrank-all";

export interface Tool {
  readonly name: string;
  /** ours: Node; c: program of bench/c, floor unless named; lemon: built programs; python: module of bench/py/peers.py; node: module of bench/peers.ts. */
  readonly by: "ours" | "c" | "primal-dual" | "cost-scaling" | "python" | "node";
  readonly module?: string;
  /** Where the tool goes about the row's task in another way. */
  readonly task?: Task;
  /** Rounds at most, for rivals that take minutes. */
  readonly rounds?: number;
}

export interface Goal {
  readonly against: string;
  /** At most this many times the rival's time (below 1: a part of it). */
  readonly atMost: number;
}

export interface Row {
  readonly id: string;
  readonly title: string;
  readonly task: Task;
  readonly size: Size;
  /** Calls in one process; the first is cold. */
  readonly repeats: number;
  readonly rounds: number;
  readonly tools: readonly Tool[];
  readonly goals: readonly Goal[];
  /** Largest relative difference allowed in the second value to check; the first must be the same. */
  readonly tolerance: number;
}

const OURS: Tool = { name: "keiretsu", by: "ours" };
const C: Tool = { name: "C", by: "c" };
const floorOf = (module: string): Tool => ({ name: "C", by: "c", module });
const python = (module: string, rounds = 99): Tool => ({ name: module, by: "python", module, rounds });
const SOLVERS: readonly Tool[] = [
  { name: "LEMON cost scaling", by: "cost-scaling" },
  { name: "C++ primal-dual", by: "primal-dual" },
];

/** Clearing in C: sweeps, the plain queue, and our queue, which touches one number a firm. */
const CLEARING: readonly Tool[] = [
  OURS,
  { name: "C sweeps", by: "c", module: "clearing" },
  { name: "C worklist", by: "c", module: "clearing", task: "clearing-worklist" },
  { name: "C worklist, one number a firm", by: "c", module: "clearing", task: "clearing-pending" },
];
const EXACT: Tool = { name: "keiretsu, exact with waves", by: "ours", task: "clearing-exact" };
const LANES: readonly Tool[] = [
  OURS,
  { name: "C lanes", by: "c", module: "clearing" },
  { name: "C lanes, pushed", by: "c", module: "clearing", task: "scenarios-pushed" },
];

export const ROWS: readonly Row[] = [
  {
    id: "P4 circuits S3",
    title: "Circuits of 2 to 5 edges: how many, and the sum of their least amounts",
    task: "circuits",
    size: "S3",
    repeats: 9,
    rounds: 5,
    tools: [OURS, C, python("networkx", 1), python("igraph", 1)],
    goals: [{ against: "networkx", atMost: 1 / 500 }],
    tolerance: 1e-9,
  },
  {
    id: "P4 circuits S",
    title: "Circuits of 2 to 5 edges: how many, and the sum of their least amounts",
    task: "circuits",
    size: "S",
    repeats: 9,
    rounds: 7,
    tools: [OURS, C, python("igraph", 1)],
    goals: [
      { against: "C", atMost: 1.5 },
      { against: "igraph", atMost: 1 / 70 },
    ],
    tolerance: 1e-9,
  },
  {
    id: "P4 circuits K",
    title: "Circuits of 2 to 5 edges: how many, and the sum of their least amounts",
    task: "circuits",
    size: "K",
    repeats: 3,
    rounds: 5,
    tools: [OURS, C],
    goals: [{ against: "C", atMost: 1.5 }],
    tolerance: 1e-9,
  },
  {
    id: "P5 set-off S",
    title: "Largest set-off, to the cent",
    task: "set-off",
    size: "S",
    repeats: 9,
    rounds: 5,
    tools: [OURS, ...SOLVERS, python("networkx", 2), python("scipy", 2)],
    goals: [],
    tolerance: 1e-12,
  },
  {
    id: "P5 set-off K",
    title: "Largest set-off, to the cent",
    task: "set-off",
    size: "K",
    repeats: 3,
    rounds: 5,
    tools: [OURS, ...SOLVERS, python("scipy", 1)],
    goals: [
      { against: "LEMON cost scaling", atMost: 0.7 },
      { against: "scipy", atMost: 1 / 100 },
    ],
    tolerance: 1e-12,
  },
  {
    id: "P5 set-off M",
    title: "Largest set-off, to the cent",
    task: "set-off",
    size: "M",
    repeats: 1,
    rounds: 5,
    tools: [OURS, ...SOLVERS],
    goals: [{ against: "LEMON cost scaling", atMost: 0.7 }],
    tolerance: 1e-12,
  },
  {
    id: "P6 Hodge M",
    title: "Hodge gradient by conjugate gradients to 1e-9",
    task: "hodge",
    size: "M",
    repeats: 3,
    rounds: 5,
    tools: [OURS, C, python("scipy")],
    goals: [],
    tolerance: 0,
  },
  {
    id: "P6 ownership M",
    title: "Value along all chains of holdings, residual 1e-9",
    task: "ownership",
    size: "M",
    repeats: 5,
    rounds: 5,
    tools: [OURS, floorOf("ownership"), python("scipy")],
    goals: [],
    tolerance: 1e-7,
  },
  {
    id: "P4 components L",
    title: "Strongly connected components",
    task: "components",
    size: "L",
    repeats: 1,
    rounds: 5,
    tools: [OURS, C, python("scipy"), python("igraph", 2)],
    goals: [
      { against: "C", atMost: 1.4 },
      { against: "scipy", atMost: 1 },
      { against: "igraph", atMost: 1 / 3 },
    ],
    tolerance: 0,
  },
  {
    id: "P6 Hodge L",
    title: "Hodge gradient by conjugate gradients to 1e-9",
    task: "hodge",
    size: "L",
    repeats: 1,
    rounds: 5,
    tools: [OURS, C, python("scipy")],
    goals: [
      { against: "C", atMost: 1.3 },
      { against: "scipy", atMost: 1 / 1.3 },
    ],
    tolerance: 0,
  },
  {
    id: "P6 ownership L",
    title: "Value along all chains of holdings, residual 1e-9",
    task: "ownership",
    size: "L",
    repeats: 2,
    rounds: 5,
    tools: [OURS, floorOf("ownership"), python("scipy")],
    goals: [
      { against: "C", atMost: 1.2 },
      { against: "scipy", atMost: 1 / 1.2 },
    ],
    tolerance: 1e-7,
  },
  {
    id: "P7 CSV L",
    title: "CSV of 1e7 rows with whole-number ids into a network",
    task: "csv",
    size: "L",
    repeats: 1,
    rounds: 5,
    tools: [OURS, C, python("pandas"), python("duckdb")],
    goals: [
      { against: "C", atMost: 1.4 },
      { against: "pandas", atMost: 1 / 2.5 },
      { against: "duckdb", atMost: 1 / 2.5 },
    ],
    tolerance: 1e-9,
  },
  {
    id: "P7 Parquet L",
    title: "Parquet (Snappy) of 1e7 rows with whole-number ids into a network",
    task: "parquet",
    size: "L",
    repeats: 2,
    rounds: 5,
    tools: [OURS, python("duckdb"), { name: "hyparquet", by: "node", module: "hyparquet" }],
    goals: [
      { against: "duckdb", atMost: 1 },
      { against: "hyparquet", atMost: 1 / 2.4 },
    ],
    tolerance: 1e-9,
  },
  {
    id: "P7 CSV L, text ids",
    title: "CSV of 1e7 rows with ids of 20 characters into a network",
    task: "csv-text",
    size: "L",
    repeats: 1,
    rounds: 3,
    tools: [OURS, python("pandas", 2)],
    goals: [],
    tolerance: 1e-9,
  },
  {
    id: "P5 set-off L",
    title: "Largest set-off, to the cent",
    task: "set-off",
    size: "L",
    repeats: 1,
    rounds: 1,
    tools: [OURS, ...SOLVERS],
    goals: [{ against: "LEMON cost scaling", atMost: 1 }],
    tolerance: 1e-12,
  },
  {
    id: "P1 clearing S",
    title: "Eisenberg-Noe payments to 1e-9: firms in default, all that is paid",
    task: "clearing",
    size: "S",
    repeats: 1000,
    rounds: 5,
    tools: [...CLEARING, python("scipy")],
    goals: [
      { against: "C worklist", atMost: 1.5 },
      { against: "scipy", atMost: 1 / 4 },
    ],
    tolerance: 1e-8,
  },
  {
    id: "P1 clearing M",
    title: "Eisenberg-Noe payments to 1e-9: firms in default, all that is paid",
    task: "clearing",
    size: "M",
    repeats: 15,
    rounds: 5,
    tools: [...CLEARING, EXACT, python("scipy")],
    goals: [
      { against: "C worklist", atMost: 1.5 },
      { against: "scipy", atMost: 1 / 2 },
    ],
    tolerance: 1e-8,
  },
  {
    id: "P1 clearing L",
    title: "Eisenberg-Noe payments to 1e-9: firms in default, all that is paid",
    task: "clearing",
    size: "L",
    repeats: 5,
    rounds: 5,
    tools: [...CLEARING, python("scipy")],
    goals: [
      { against: "C sweeps", atMost: 1.3 },
      { against: "C worklist", atMost: 1.3 },
      { against: "scipy", atMost: 1 / 1.5 },
    ],
    tolerance: 1e-8,
  },
  {
    id: "P1 clearing LD",
    title: "Eisenberg-Noe payments to 1e-9 after a shock that goes deep: firms in default, all that is paid",
    task: "clearing",
    size: "LD",
    repeats: 5,
    rounds: 5,
    tools: [...CLEARING, python("scipy")],
    goals: [
      { against: "C sweeps", atMost: 1.3 },
      { against: "C worklist", atMost: 1.3 },
      { against: "scipy", atMost: 1 / 1.5 },
    ],
    tolerance: 1e-8,
  },
  {
    id: "P3 scenarios S",
    title: "100 000 drawn shocks cleared to 1e-9, drawing included: how many, and the mean of what is not paid",
    task: "scenarios",
    size: "S",
    repeats: 1,
    rounds: 5,
    tools: [...LANES, python("scipy", 1)],
    goals: [{ against: "C lanes", atMost: 3 }],
    tolerance: 1e-7,
  },
  {
    id: "P3 scenarios M",
    title: "64 drawn shocks cleared to 1e-9, drawing included: how many, and the mean of what is not paid",
    task: "scenarios",
    size: "M",
    repeats: 3,
    rounds: 5,
    tools: [...LANES, python("scipy", 2)],
    goals: [{ against: "C lanes", atMost: 2.5 }],
    tolerance: 1e-7,
  },
  {
    id: "ESRI all firms S",
    title: "Every firm closed alone, states to 1e-9: how many, and the sum of their ESRI",
    task: "esri",
    size: "S",
    repeats: 1,
    rounds: 5,
    tools: [OURS, { name: "keiretsu, shock by shock", by: "ours", task: "esri-each" }, python("scipy")],
    goals: [],
    tolerance: 1e-7,
  },
  {
    id: "ESRI all firms K",
    title: "Every firm closed alone, states to 1e-9: how many, and the sum of their ESRI",
    task: "esri",
    size: "K",
    repeats: 1,
    rounds: 1,
    tools: [OURS, python("scipy", 1)],
    goals: [],
    tolerance: 1e-7,
  },
  {
    id: "P2 DebtRank S",
    title: "Every firm fails alone, stress to 1e-9: further failures, and the sum of R",
    task: "debtrank-all",
    size: "S",
    repeats: 5,
    rounds: 5,
    tools: [OURS, floorOf("debtrank"), python("scipy", 2)],
    goals: [
      { against: "C", atMost: 3 },
      { against: "scipy", atMost: 1 / 8 },
    ],
    tolerance: 1e-6,
  },
  {
    id: "P2 DebtRank K",
    title: "Every firm fails alone, stress to 1e-9: further failures, and the sum of R",
    task: "debtrank-all",
    size: "K",
    repeats: 1,
    rounds: 3,
    tools: [OURS, floorOf("debtrank"), python("scipy", 1)],
    goals: [
      { against: "C", atMost: 2 },
      { against: "scipy", atMost: 1 / 6 },
    ],
    tolerance: 1e-5,
  },
  {
    id: "P2 DebtRank L",
    title: "The firm that owes most fails, stress to 1e-9: further failures, and R",
    task: "debtrank-one",
    size: "L",
    repeats: 3,
    rounds: 5,
    tools: [OURS, floorOf("debtrank"), python("scipy", 3)],
    goals: [
      { against: "C", atMost: 1.15 },
      { against: "scipy", atMost: 1 / 2 },
    ],
    tolerance: 1e-6,
  },
];
