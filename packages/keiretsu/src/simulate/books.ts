/**
 * Books that close: what each entity owns and owes, and what moved in a period, so that money comes from somewhere and goes somewhere.
 *
 * Every transaction makes four entries, two in the books of each party (Copeland 1949, quadruple entry): a payment moves a flow and cash, a loan moves cash and a
 * claim, a mark moves a claim and a gain. So every flow and every financial instrument adds up to 0 over the entities, and what an entity is worth
 * changes by its flows, its gains and what it formed, no more: `faultIn` checks both. Real assets alone are one-sided. Instrument 0 is cash.
 * Amounts are in one unit; nothing is rounded here. Source: Godley and Lavoie 2007 "Monetary economics", chapter 2.
 */
import { assert, KeiretsuError } from "../assert.ts";

export interface Chart {
  readonly entities: readonly string[];
  /** Income and outlay, by name. */
  readonly flows: readonly string[];
  /** The first is cash. Real assets are in nobody's debt. */
  readonly instruments: readonly { readonly id: string; readonly real: boolean }[];
}

/** Rows of instruments or flows by columns of entities. Assets and income are positive, debts and outlays negative. */
export interface Books {
  readonly chart: Chart;
  /** Entities: how long a row is. */
  readonly n: number;
  /** What each holds of each instrument, instruments x entities. */
  readonly balance: Float64Array;
  /** The same at the start of the period. */
  readonly opening: Float64Array;
  /** What moved in the period, flows x entities. */
  readonly moved: Float64Array;
  /** What was marked up or down, written off or worn out in the period, instruments x entities. */
  readonly gains: Float64Array;
  /** What was formed: systems bought, instruments x entities. */
  readonly formed: Float64Array;
  /** Gains, what was formed and what moved, in one memory. */
  readonly ofPeriod: Float64Array;
  readonly scratchWorth: Float64Array;
}

export const CASH = 0;

export function openBooks(chart: Chart): Books {
  const n = chart.entities.length;
  const size = chart.instruments.length * n;
  const ofPeriod = new Float64Array(2 * size + chart.flows.length * n);
  return {
    chart,
    n,
    balance: new Float64Array(size),
    opening: new Float64Array(size),
    gains: ofPeriod.subarray(0, size),
    formed: ofPeriod.subarray(size, 2 * size),
    moved: ofPeriod.subarray(2 * size),
    ofPeriod,
    scratchWorth: new Float64Array(n),
  };
}

/** Books as they were opened, for another run. */
export function emptyBooks({ balance, opening, ofPeriod }: Books): void {
  for (const amounts of [balance, opening, ofPeriod]) amounts.fill(0);
}

/** Before the first period: `holder` has a claim of this amount on `issuer`. */
export function endow(books: Books, instrument: number, holder: number, issuer: number, amount: number): void {
  shift(books.balance, books.n, instrument, issuer, holder, amount);
}

/** Before the first period: a real asset. */
export function endowReal(books: Books, instrument: number, holder: number, amount: number): void {
  books.balance[instrument * books.n + holder] += amount;
}

/** What stands now is what the next period opens with. */
export function startPeriod(books: Books): void {
  books.opening.set(books.balance);
  books.ofPeriod.fill(0);
}

/** `from` pays `to` in cash for a flow. */
export function pay(books: Books, flow: number, from: number, to: number, amount: number): void {
  shift(books.moved, books.n, flow, from, to, amount);
  shift(books.balance, books.n, CASH, from, to, amount);
}

/** The flow is due and not paid: `to` gets a claim on `from`. */
export function accrue(books: Books, flow: number, instrument: number, from: number, to: number, amount: number): void {
  shift(books.moved, books.n, flow, from, to, amount);
  shift(books.balance, books.n, instrument, from, to, amount);
}

/** `from` pays cash and gets a claim on `to`; a negative amount pays the claim back. */
export function lend(books: Books, instrument: number, from: number, to: number, amount: number): void {
  shift(books.balance, books.n, CASH, from, to, amount);
  shift(books.balance, books.n, instrument, to, from, amount);
}

/** `to` hands over a claim on itself and is paid with another one: credits for shares. */
export function swap(books: Books, given: number, received: number, from: number, to: number, amount: number): void {
  shift(books.balance, books.n, given, from, to, amount);
  shift(books.balance, books.n, received, to, from, amount);
}

/** `from` buys a real asset: the seller earns a flow, the buyer forms capital. */
export function buyReal(books: Books, flow: number, instrument: number, from: number, to: number, amount: number): void {
  pay(books, flow, from, to, amount);
  const at = instrument * books.n + from;
  books.balance[at] += amount;
  books.formed[at] += amount;
}

/** `holder` gives a real asset away: to a buyer who pays for it, or to nobody. */
export function giveReal(books: Books, instrument: number, holder: number, amount: number): void {
  const at = instrument * books.n + holder;
  books.balance[at] -= amount;
  books.formed[at] -= amount;
}

/** A claim is worth more (or less) to its holder, and weighs as much more (or less) on its issuer. */
export function revalue(books: Books, instrument: number, holder: number, issuer: number, amount: number): void {
  shift(books.balance, books.n, instrument, issuer, holder, amount);
  shift(books.gains, books.n, instrument, issuer, holder, amount);
}

/** A real asset wears out. */
export function depreciate(books: Books, instrument: number, holder: number, amount: number): void {
  const at = instrument * books.n + holder;
  books.balance[at] -= amount;
  books.gains[at] -= amount;
}

export function cashOf(books: Books, entity: number): number {
  return books.balance[entity];
}

export function netWorth(books: Books, entity: number): number {
  return columnSum(books.balance, books.n, entity);
}

/** A row or a column that does not close. */
export interface BooksFault {
  readonly what: "flow" | "instrument" | "entity";
  readonly name: string;
  /** What is too much; negative = what is missing. */
  readonly off: number;
}

/** The first row or column that is off by more than the tolerance (in the unit of the books); null where the books close. */
export function faultIn(books: Books, tolerance: number): BooksFault | null {
  const { chart, n, balance, opening, moved, gains, formed, scratchWorth: worth } = books;
  // Row by row, as the numbers lie: what each entity is worth more than its gains and what it formed explain, then more than its flows explain as well.
  worth.fill(0);
  let instrument: BooksFault | null = null;
  for (let at = 0, k = 0; k < chart.instruments.length; k++) {
    let off = 0;
    for (let i = 0; i < n; i++, at++) {
      off += balance[at];
      worth[i] += balance[at] - opening[at] - gains[at] - formed[at];
    }
    const { id, real } = chart.instruments[k];
    if (!real && !(Math.abs(off) <= tolerance)) instrument ??= { what: "instrument", name: id, off };
  }
  for (let at = 0, f = 0; f < chart.flows.length; f++) {
    let off = 0;
    for (let i = 0; i < n; i++, at++) {
      off += moved[at];
      worth[i] -= moved[at];
    }
    if (!(Math.abs(off) <= tolerance)) return { what: "flow", name: chart.flows[f], off };
  }
  if (instrument !== null) return instrument;
  for (let i = 0; i < n; i++) if (!(Math.abs(worth[i]) <= tolerance)) return { what: "entity", name: chart.entities[i], off: worth[i] };
  return null;
}

/** A matrix of the books as rows of a table. */
export interface Matrix {
  readonly columns: readonly string[];
  readonly rows: readonly { readonly name: string; readonly amounts: readonly number[] }[];
}

export function balanceSheet({ chart, balance }: Books): Matrix {
  return matrix(
    chart.entities,
    chart.instruments.map(({ id }) => id),
    balance,
  );
}

/**
 * Transactions of the period: flows, then the change in each claim with its sign turned (a rise in cash is a use of money), without gains. A system bought stands in
 * the flow that paid for it. Each row adds up to 0 over the entities, each column over the rows.
 */
export function transactionFlows({ chart, balance, opening, moved, gains }: Books): Matrix {
  const flows = matrix(chart.entities, chart.flows, moved).rows;
  const names = chart.instruments.map(({ id }) => `change in ${id}`);
  const changes = balance.map((now, at) => opening[at] + gains[at] - now);
  const claims = matrix(chart.entities, names, changes).rows.filter((_, k) => !chart.instruments[k].real);
  return { columns: chart.entities, rows: [...flows, ...claims] };
}

function matrix(columns: readonly string[], names: readonly string[], values: Float64Array): Matrix {
  const n = columns.length;
  return {
    columns,
    rows: names.map((name, r) => ({ name, amounts: Array.from(values.subarray(r * n, (r + 1) * n), (x) => (x === 0 ? 0 : x)) })),
  };
}

function shift(values: Float64Array, n: number, row: number, from: number, to: number, amount: number): void {
  if (!(Math.abs(amount) < Infinity)) refuse(amount);
  const at = row * n;
  values[at + from] -= amount;
  values[at + to] += amount;
}

function refuse(amount: number): never {
  assert(amount === amount, "an amount in the books is a number");
  throw new KeiretsuError("beyond-numbers", "the amounts of this run grow beyond all numbers");
}

function columnSum(values: Float64Array, n: number, column: number): number {
  let total = 0;
  for (let i = column; i < values.length; i += n) total += values[i];
  return total;
}
