/**
 * Money, bills and bonds without end (model LP): bonds pay 1 a period for ever, their price moves, and households who expect gains want more of them.
 *
 *     T = theta (Y + r(-1) B(-1) + N(-1))     YD = Y + r(-1) B(-1) + N(-1) - T     C = alpha1 YD(-1) + alpha2 V(-1)
 *     V = V(-1) + YD - C + (p - p(-1)) N(-1)                    return = 1/p + chi (expected p - p) / p
 *     B = Ve (l20 + l22 r - l23 return) - l24 YD(-1)            p N = Ve (l30 - l32 r + l33 return) - l34 YD(-1)
 *
 * with N bonds, expected income that of the period before and Ve = V(-1) + YD(-1) - C + (p - p(-1)) N(-1). Gains on bonds are marks: they move no cash.
 * Source: Godley and Lavoie 2007 "Monetary economics", chapter 5 (model LP1). Cost O(periods).
 */
import { KeiretsuError } from "../assert.ts";
import type { Outcome } from "../network/result.ts";
import { type Books, CASH, cashOf, endow, faultIn, lend, openBooks, pay, revalue, startPeriod } from "./books.ts";
import { checkShares } from "./sfc-sim.ts";

export interface LpParams {
  /** Spending of each period; its length is that of the run. */
  readonly government: ArrayLike<number>;
  /** Price of a bond in each period, above 0; as long as `government`. */
  readonly bondPrice: ArrayLike<number>;
  readonly expectedBondPrice: ArrayLike<number>;
  readonly rate: number;
  readonly theta: number;
  readonly alpha1: number;
  readonly alpha2: number;
  /** How far expectations of the price enter, 0 to 1. */
  readonly chi: number;
  /** l20, l22, l23, l24. */
  readonly bills: readonly [number, number, number, number];
  /** l30, l32, l33, l34. */
  readonly bonds: readonly [number, number, number, number];
}

interface LpPeriod {
  readonly G: number;
  readonly Y: number;
  readonly T: number;
  readonly YD: number;
  readonly C: number;
  readonly gains: number;
  readonly V: number;
  readonly H: number;
  readonly B: number;
  /** Number of bonds. */
  readonly N: number;
}

export interface Lp {
  readonly rows: readonly LpPeriod[];
  readonly books: Books;
}

const ENTITIES = ["households", "firms", "government", "central bank"] as const;
const [HOUSEHOLDS, FIRMS, GOVERNMENT, BANK] = [0, 1, 2, 3];
const FLOWS = ["consumption", "government spending", "wages", "taxes", "interest", "profits of the central bank"] as const;
const [CONSUMPTION, SPENDING, WAGES, TAXES, INTEREST, PROFITS] = [0, 1, 2, 3, 4, 5];
const [BILLS, BONDS] = [1, 2];

/** Starts without money, bills or bonds. Throws `bad-parameter`, `bad-vector`. */
export function sfcLp(params: LpParams): Outcome<Lp> {
  const { government, rate, theta, alpha1, alpha2, chi, bills: l2, bonds: l3 } = params;
  checkShares({ theta, alpha1, alpha2, rate, chi });
  for (const [name, list] of Object.entries<readonly number[]>({ bills: l2, bonds: l3 })) {
    if (list.length !== 4) throw new KeiretsuError("bad-vector", `${name} has ${list.length} entries, expected 4`);
  }
  const prices = checkedPrices(params.bondPrice, "bondPrice", government.length);
  const expected = checkedPrices(params.expectedBondPrice, "expectedBondPrice", government.length);
  const instruments = ["money", "bills", "bonds"].map((id) => ({ id, real: false }));
  const books = openBooks({ entities: ENTITIES, flows: FLOWS, instruments });
  endow(books, CASH, HOUSEHOLDS, BANK, 0);
  const n = ENTITIES.length;
  const rows: LpPeriod[] = [];
  let residual = 0;
  let income = 0;
  let number = 0;
  let lastPrice = prices[0];
  for (const [t, G] of Array.from(government).entries()) {
    startPeriod(books);
    const [bills, bankBills] = [books.balance[BILLS * n + HOUSEHOLDS], books.balance[BILLS * n + BANK]];
    const wealth = cashOf(books, HOUSEHOLDS) + bills + books.balance[BONDS * n + HOUSEHOLDS];
    const price = prices[t];
    const interest = rate * bills + number;
    const C = alpha1 * income + alpha2 * wealth;
    const Y = C + G;
    const T = theta * (Y + interest);
    const YD = Y + interest - T;
    const gains = (price - lastPrice) * number;
    const hoped = wealth + income - C + gains;
    const expectedReturn = 1 / price + (chi * (expected[t] - price)) / price;
    const B = hoped * (l2[0] + l2[1] * rate - l2[2] * expectedReturn) - l2[3] * income;
    const N = (hoped * (l3[0] - l3[1] * rate + l3[2] * expectedReturn) - l3[3] * income) / price;
    pay(books, SPENDING, GOVERNMENT, FIRMS, G);
    pay(books, CONSUMPTION, HOUSEHOLDS, FIRMS, C);
    pay(books, WAGES, FIRMS, HOUSEHOLDS, Y);
    pay(books, INTEREST, GOVERNMENT, HOUSEHOLDS, interest);
    pay(books, INTEREST, GOVERNMENT, BANK, rate * bankBills);
    pay(books, PROFITS, BANK, GOVERNMENT, rate * bankBills);
    pay(books, TAXES, HOUSEHOLDS, GOVERNMENT, T);
    revalue(books, BONDS, HOUSEHOLDS, GOVERNMENT, gains);
    lend(books, BILLS, HOUSEHOLDS, GOVERNMENT, B - bills);
    lend(books, BONDS, HOUSEHOLDS, GOVERNMENT, price * (N - number));
    lend(books, BILLS, BANK, GOVERNMENT, -cashOf(books, GOVERNMENT));
    const H = cashOf(books, HOUSEHOLDS);
    const V = wealth + YD - C + gains;
    residual = Math.max(
      residual,
      Math.abs(faultIn(books, 0)?.off ?? 0),
      Math.abs(H + cashOf(books, BANK)),
      Math.abs(V - H - B - price * N),
    );
    rows.push({ G, Y, T, YD, C, gains, V, H, B, N });
    income = YD;
    number = N;
    lastPrice = price;
  }
  return { values: { rows, books }, iterations: rows.length, residual };
}

function checkedPrices(values: ArrayLike<number>, name: string, length: number): Float64Array {
  if (values.length !== length) throw new KeiretsuError("bad-vector", `${name} has ${values.length} entries, expected ${length}`);
  const prices = Float64Array.from(values);
  const bad = prices.findIndex((x) => !(1 / x > 0 && 1 / x < Infinity));
  if (bad >= 0) throw new KeiretsuError("bad-vector", `${name}[${bad}] is ${prices[bad]}, expected a finite price above 0`);
  return prices;
}
