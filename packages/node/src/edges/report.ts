import type { Finding, Lens, Network } from "keiretsu";
import type { IdTable } from "./id-table.ts";

/** Which column holds what; names as in the header, or numbers counted from 1 where the file has no header. */
export interface EdgeColumns {
  readonly from: string;
  readonly to: string;
  /** Amount of the row; when absent every row counts as one unit. */
  readonly amount?: string;
  /** Kind of payment, kept as the type of the edge. */
  readonly type?: string;
  /** Day, month or year of the payment, kept as the window of the edge. */
  readonly date?: string;
}

/**
 * Who pays whom. In the first of each pair the column `from` pays the column `to`; in the second it is paid by it. The names say the same
 * in the words of the data at hand.
 */
export const CONVENTIONS = [
  "payer-payee",
  "payee-payer",
  "debtor-creditor",
  "creditor-debtor",
  "buyer-supplier",
  "supplier-buyer",
] as const;
export type Convention = (typeof CONVENTIONS)[number];

/** Whether the column `to` is the subject of the lens: who pays, owes or supplies. A supplier is the one who is paid. */
export function isReversed(convention: Convention, lens: Lens): boolean {
  const firstIsPaid = convention === "payee-payer" || convention === "creditor-debtor" || convention === "supplier-buyer";
  return firstIsPaid !== (lens === "supplies");
}

export interface ReadEdgesOptions {
  readonly columns: EdgeColumns;
  /** One byte; chosen among comma, semicolon, tab and bar by the header when absent. */
  readonly delimiter?: string;
  /** The column from is the subject of the lens by default. */
  readonly convention?: Convention;
  /** The sentence of an edge; pays by default. */
  readonly lens?: Lens;
  /** Ids that are to be nodes even where no row names them. */
  readonly more?: IdTable;
  /** ISO 4217 code or another unit of the amounts; that which the file names, or "units", by default. */
  readonly unit?: string;
  /** Decimals allowed in an amount; a finer amount is refused. Any number up to 15 by default. */
  readonly minorDigits?: number;
  /** The mark between whole and part; a point by default. */
  readonly decimal?: "." | ",";
  /** How many refused rows are reported one by one; 20 by default. All are counted. */
  readonly mostFindings?: number;
  /** Bytes read at a time; 512 KiB by default, which stay in the cache, at least four rows of the largest allowed size. */
  readonly blockBytes?: number;
  /** A row longer than this is refused; 64 KiB by default. */
  readonly mostRowBytes?: number;
  /** Without WebAssembly; the answer is the same. Default false. */
  readonly plain?: boolean;
  /** Called about each 4 MiB and at the end with the bytes read and the size of the file. */
  readonly progress?: (bytes: number, of: number) => void;
}

/** What became of every row: rows = kept + refused. */
export interface EdgesReport {
  readonly file: string;
  /** Rows read, header and blank lines left out. */
  readonly rows: number;
  readonly kept: number;
  readonly refused: number;
  /** Refused rows by code of the finding. */
  readonly refusedBy: Readonly<Record<string, number>>;
  /** The first refused rows, in order of place. */
  readonly findings: readonly Finding[];
  /** What is odd in rows that were kept, where the file has such things: nodes that only edges name, values that change over time. */
  readonly notes: readonly Finding[];
  readonly blankLines: number;
  /** Kept rows that share payer and payee with another kept row, beyond the first of each pair. They stay separate edges. */
  readonly parallel: number;
  /** Kept rows in which a node pays itself. They stay in the network; models leave them out and say so. */
  readonly selfLoops: number;
  /** Kept rows with amount 0. */
  readonly zero: number;
  /** Distinct ids. */
  readonly nodes: number;
  /** Ids with bytes that are not UTF-8; each such byte is written \xNN in the name. */
  readonly notUtf8: number;
  /** Most decimals of any kept amount: amounts are exact integers of 10^-minorDigits. */
  readonly minorDigits: number;
  /** Whether every id was a whole number below 2^31, numbered in that order; otherwise ids are text in the order of their characters. */
  readonly numericIds: boolean;
}

export interface EdgeList {
  readonly network: Network;
  /** Node of each id of `more`, in its order; null where it was not given. */
  readonly more: Uint32Array | null;
  readonly report: EdgesReport;
}
