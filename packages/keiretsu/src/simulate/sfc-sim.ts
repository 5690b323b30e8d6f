/**
 * The simplest economy whose books close (model SIM): a government spends money into being, households work, pay taxes and save what is left.
 *
 *     Y = C + G     TX = theta Y     YD = Y - TX     C = alpha1 YD + alpha2 H(-1)     H = H(-1) + YD - C
 *
 * Solved for Y each period: Y = (G + alpha2 H(-1)) / (1 - alpha1 (1 - theta)). Steady state Y* = G / theta. Every period is posted to books.ts.
 * Source: Godley and Lavoie 2007 "Monetary economics", chapter 3. Cost O(periods).
 */
import { KeiretsuError } from "../assert.ts";
import type { Outcome } from "../network/result.ts";
import { type Books, CASH, endow, faultIn, openBooks, pay, startPeriod } from "./books.ts";

export interface SimParams {
  /** Spending of each period; its length is that of the run. */
  readonly government: ArrayLike<number>;
  /** Tax rate, above 0 and up to 1. */
  readonly theta: number;
  /** Shares of income and of wealth that are consumed, 0 to 1. */
  readonly alpha1: number;
  readonly alpha2: number;
  /** Money held at the start. */
  readonly initialWealth?: number;
}

interface SimPeriod {
  readonly G: number;
  readonly Y: number;
  readonly TX: number;
  readonly YD: number;
  readonly C: number;
  readonly dH: number;
  readonly H: number;
}

export interface Sim {
  readonly rows: readonly SimPeriod[];
  /** Where the last spending leads if it stays. */
  readonly steadyState: Pick<SimPeriod, "Y" | "TX" | "YD" | "C" | "H">;
  /** At the end of the run. */
  readonly books: Books;
}

const ENTITIES = ["households", "firms", "government"] as const;
const [HOUSEHOLDS, FIRMS, GOVERNMENT] = [0, 1, 2];
const FLOWS = ["consumption", "government spending", "wages", "taxes"] as const;
const [CONSUMPTION, SPENDING, WAGES, TAXES] = [0, 1, 2, 3];

/** Throws `bad-parameter`. */
export function sfcSim(params: SimParams): Outcome<Sim> {
  const { government, theta, alpha1, alpha2, initialWealth = 0 } = params;
  checkShares({ theta, alpha1, alpha2 });
  if (theta === 0) throw new KeiretsuError("bad-parameter", "theta is 0, expected above 0: without taxes there is no steady state");
  if (alpha2 === 0)
    throw new KeiretsuError("bad-parameter", "alpha2 is 0, expected above 0: without spending out of wealth there is no steady state");
  const books = openBooks({ entities: ENTITIES, flows: FLOWS, instruments: [{ id: "money", real: false }] });
  endow(books, CASH, HOUSEHOLDS, GOVERNMENT, initialWealth);
  const rows: SimPeriod[] = [];
  let residual = 0;
  for (const G of Array.from(government)) {
    startPeriod(books);
    const wealth = books.balance[HOUSEHOLDS];
    const Y = (G + alpha2 * wealth) / (1 - alpha1 * (1 - theta));
    const TX = theta * Y;
    const YD = Y - TX;
    const C = alpha1 * YD + alpha2 * wealth;
    pay(books, SPENDING, GOVERNMENT, FIRMS, G);
    pay(books, CONSUMPTION, HOUSEHOLDS, FIRMS, C);
    pay(books, WAGES, FIRMS, HOUSEHOLDS, Y);
    pay(books, TAXES, HOUSEHOLDS, GOVERNMENT, TX);
    const H = books.balance[HOUSEHOLDS];
    residual = Math.max(residual, Math.abs(faultIn(books, 0)?.off ?? 0));
    rows.push({ G, Y, TX, YD, C, dH: H - wealth, H });
  }
  const Y = (rows.at(-1)?.G ?? 0) / theta;
  const YD = (1 - theta) * Y;
  return {
    values: { rows, steadyState: { Y, TX: theta * Y, YD, C: YD, H: ((1 - alpha1) / alpha2) * YD }, books },
    iterations: rows.length,
    residual,
  };
}

/** Shares lie between 0 and 1. Shared with the models that build on this one. */
export function checkShares(shares: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(shares))
    if (!(value >= 0 && value <= 1)) throw new KeiretsuError("bad-parameter", `${name} is ${value}, expected 0 to 1`);
}
