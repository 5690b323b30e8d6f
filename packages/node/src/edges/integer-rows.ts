import { POWERS_OF_TEN } from "./amount.ts";
import type { Columns } from "./columns.ts";

/** What a column holds, in the order of the file. */
export const ROLE = { other: 0, from: 1, to: 2, amount: 3 } as const;

/** How a plain row looks. */
export interface PlainShape {
  readonly delimiter: number;
  /** Role of each column. */
  readonly roles: Uint8Array;
  readonly mostDigits: number;
}

/** Where the fast reading of plain rows stopped. */
export interface Stop {
  /** Offset of the first row that is not plain, or the end. */
  next: number;
  /** Largest id seen so far. */
  largest: number;
  /** Most decimals seen so far. */
  digits: number;
  /** Rows from a node to itself and rows of amount 0 so far. */
  selfLoops: number;
  zero: number;
}

/**
 * Read rows as long as they are plain: the columns from and to are whole numbers below 10^9 without leading zeros, the amount has at most 15
 * digits and no sign or exponent, no field is quoted and no column is missing. Any other row is left to the careful reader. bytes[end - 1]
 * must be a newline. Appends to `columns`, which has room for every row that could stand in these bytes.
 */
export function readIntegerRows(bytes: Uint8Array, begin: number, end: number, shape: PlainShape, columns: Columns, stop: Stop): void {
  const { delimiter, roles, mostDigits } = shape;
  const { from, to, amount } = columns;
  const fields = roles.length;
  let at = columns.length;
  let { largest, digits, selfLoops, zero } = stop;
  rows: while (begin < end) {
    let i = begin;
    let payer = 0;
    let payee = 0;
    let value = 1;
    let decimals = 0;
    for (let f = 0; f < fields; f++) {
      const role = roles[f];
      let c = bytes[i];
      if (role === ROLE.other) {
        if (c === 0x22) break rows;
        while (c !== delimiter && c !== 0x0a) {
          if (c === 0) break rows;
          c = bytes[++i];
        }
      } else if (role === ROLE.amount) {
        const first = i;
        let point = -1;
        value = 0;
        for (; ; c = bytes[++i]) {
          const d = c - 0x30;
          if (d >= 0 && d <= 9) value = value * 10 + d;
          else if (c === 0x2e && point < 0) point = i;
          else break;
        }
        decimals = point < 0 ? 0 : i - point - 1;
        const length = point < 0 ? i - first : i - first - 1;
        if (length === 0 || length > 15 || decimals > mostDigits) break rows;
      } else {
        const first = i;
        let id = 0;
        for (; ; c = bytes[++i]) {
          const d = c - 0x30;
          if (d < 0 || d > 9) break;
          id = (Math.imul(id, 10) + d) | 0;
        }
        const length = i - first;
        if (length === 0 || length > 9 || (length > 1 && bytes[first] === 0x30)) break rows;
        if (role === ROLE.from) payer = id;
        else payee = id;
      }
      if (f < fields - 1) {
        if (c !== delimiter) break rows;
      } else {
        if (c === 0x0d) c = bytes[++i];
        if (c !== 0x0a) break rows;
      }
      i++;
    }
    from[at] = payer;
    to[at] = payee;
    amount[at++] = decimals === 0 ? value : value / POWERS_OF_TEN[decimals];
    if (payer > largest) largest = payer;
    if (payee > largest) largest = payee;
    if (decimals > digits) digits = decimals;
    if (payer === payee) selfLoops++;
    if (value === 0) zero++;
    begin = i;
  }
  columns.length = at;
  stop.next = begin;
  stop.largest = largest;
  stop.digits = digits;
  stop.selfLoops = selfLoops;
  stop.zero = zero;
}
