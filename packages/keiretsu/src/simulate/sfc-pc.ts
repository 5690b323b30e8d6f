/**
 * Money and bills (model PC): households choose between money and bills that pay interest; a central bank buys what they do not want.
 *
 *     T = theta (Y + r(-1) B(-1))     YD = Y + r(-1) B(-1) - T     C = alpha1 YD + alpha2 V(-1)     V = V(-1) + YD - C
 *     B = V (lambda0 + lambda1 r) - lambda2 YD      H = V - B      deficit = G + r(-1) Bs(-1) - T - profits of the central bank
 *
 * Y = C + G is solved each period; that the money households want is the money the central bank has issued follows from the books and is checked there.
 * Source: Godley and Lavoie 2007 "Monetary economics", chapter 4. Cost O(periods).
 */
import type { Outcome } from "../network/result.ts";
import { type Books, CASH, cashOf, endow, faultIn, lend, openBooks, pay, startPeriod } from "./books.ts";
import { checkShares } from "./sfc-sim.ts";

export interface PcParams {
  /** Spending of each period; its length is that of the run. */
  readonly government: ArrayLike<number>;
  /** Interest of a period on bills held at its end, paid in the next. */
  readonly rate: number;
  readonly theta: number;
  readonly alpha1: number;
  readonly alpha2: number;
  readonly lambda0: number;
  readonly lambda1: number;
  readonly lambda2: number;
}

interface PcPeriod {
  readonly G: number;
  readonly Y: number;
  readonly T: number;
  readonly YD: number;
  readonly C: number;
  readonly V: number;
  readonly H: number;
  /** Held by households, by the central bank. */
  readonly B: number;
  readonly Bcb: number;
}

export interface Pc {
  readonly rows: readonly PcPeriod[];
  readonly books: Books;
}

const ENTITIES = ["households", "firms", "government", "central bank"] as const;
const [HOUSEHOLDS, FIRMS, GOVERNMENT, BANK] = [0, 1, 2, 3];
const FLOWS = ["consumption", "government spending", "wages", "taxes", "interest", "profits of the central bank"] as const;
const [CONSUMPTION, SPENDING, WAGES, TAXES, INTEREST, PROFITS] = [0, 1, 2, 3, 4, 5];
const BILLS = 1;

/** Starts without money or bills. Throws `bad-parameter`. */
export function sfcPc(params: PcParams): Outcome<Pc> {
  const { government, rate, theta, alpha1, alpha2, lambda0, lambda1, lambda2 } = params;
  checkShares({ theta, alpha1, alpha2, rate });
  const books = openBooks({
    entities: ENTITIES,
    flows: FLOWS,
    instruments: [
      { id: "money", real: false },
      { id: "bills", real: false },
    ],
  });
  endow(books, CASH, HOUSEHOLDS, BANK, 0);
  const n = ENTITIES.length;
  const rows: PcPeriod[] = [];
  let residual = 0;
  for (const G of Array.from(government)) {
    startPeriod(books);
    const [bills, bankBills] = [books.balance[BILLS * n + HOUSEHOLDS], books.balance[BILLS * n + BANK]];
    const wealth = cashOf(books, HOUSEHOLDS) + bills;
    const interest = rate * bills;
    const Y = (G + alpha1 * (1 - theta) * interest + alpha2 * wealth) / (1 - alpha1 * (1 - theta));
    const T = theta * (Y + interest);
    const YD = Y + interest - T;
    const C = alpha1 * YD + alpha2 * wealth;
    const V = wealth + YD - C;
    const B = V * (lambda0 + lambda1 * rate) - lambda2 * YD;
    pay(books, SPENDING, GOVERNMENT, FIRMS, G);
    pay(books, CONSUMPTION, HOUSEHOLDS, FIRMS, C);
    pay(books, WAGES, FIRMS, HOUSEHOLDS, Y);
    pay(books, INTEREST, GOVERNMENT, HOUSEHOLDS, interest);
    pay(books, INTEREST, GOVERNMENT, BANK, rate * bankBills);
    pay(books, PROFITS, BANK, GOVERNMENT, rate * bankBills);
    pay(books, TAXES, HOUSEHOLDS, GOVERNMENT, T);
    lend(books, BILLS, HOUSEHOLDS, GOVERNMENT, B - bills);
    // The central bank buys the bills that nobody else wants with money that it makes: the government ends the period without any.
    lend(books, BILLS, BANK, GOVERNMENT, -cashOf(books, GOVERNMENT));
    const H = cashOf(books, HOUSEHOLDS);
    residual = Math.max(residual, Math.abs(faultIn(books, 0)?.off ?? 0), Math.abs(H + cashOf(books, BANK)), Math.abs(V - H - B));
    rows.push({ G, Y, T, YD, C, V, H, B, Bcb: books.balance[BILLS * n + BANK] });
  }
  return { values: { rows, books }, iterations: rows.length, residual };
}
