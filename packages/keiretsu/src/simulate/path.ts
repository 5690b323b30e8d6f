import { KeiretsuError } from "../assert.ts";
import {
  accrue,
  type Books,
  type BooksFault,
  buyReal,
  CASH,
  depreciate,
  endow,
  endowReal,
  faultIn,
  giveReal,
  lend,
  openBooks,
  pay,
  revalue,
  swap,
} from "./books.ts";
import type { Commitment, CommitmentKind, Economy } from "./economy.ts";

/** One path through time: the books, and what has been drawn, delivered and paid so far. The last entity of the books is the rest of the world. */
export interface Path {
  readonly economy: Economy;
  readonly books: Books;
  readonly world: number;
  readonly names: PostingNames;
  /** 1 where a party's cash is known. */
  readonly hasBooks: Uint8Array;
  /** Money a quarter from customers outside, by firm; and what it was at the start. */
  readonly revenue: Float64Array;
  /** 0 = stands, else the quarter of its failure, from 1. */
  readonly failedIn: Int32Array;
  /** 1 where a letter of intent has become binding, or never was one. */
  readonly binding: Uint8Array;
  /** By commitment: paid in all, gigawatts delivered in all, gigawatts ordered in the quarter before and in this one, owed on a loan. */
  readonly paid: Float64Array;
  readonly delivered: Float64Array;
  readonly lastOrder: Float64Array;
  readonly order: Float64Array;
  readonly owed: Float64Array;
  /** Quarters in a row below a covenant; 1 where a loan has been called; shares of a warrant that have vested. */
  readonly belowCover: Int32Array;
  readonly called: Uint8Array;
  readonly vested: Float64Array;
  /** What a firm spent on systems in all: the base of straight-line wear. */
  readonly systemsCost: Float64Array;
  /** Of this quarter, by firm: due, paid for orders, vendors' money and rounds taken in. */
  readonly due: Float64Array;
  readonly spent: Float64Array;
  readonly vendorMoney: Float64Array;
  readonly rounds: Float64Array;
  /** Written off by each firm (and the world) in this quarter. */
  readonly lost: Float64Array;
  /** tag[t][i]: cash of i that last left traced firm t as funding; home[t]: how much of it came back to t as revenue so far, revenue[t] all it earned from firms. */
  readonly tag: readonly Float64Array[];
  readonly home: Float64Array;
  readonly earned: Float64Array;
  /** claims[k][holder * (n + 1) + issuer]: who holds how much of instrument k on whom; the balances of the books are its rows less its columns. */
  readonly claims: readonly Float64Array[];
  /** Place of each purchase among the commitments, by id. */
  readonly place: ReadonlyMap<string, number>;
  /** Value of each stake of the economy, and revenue of the held firm when it was last marked. */
  readonly stakeValue: Float64Array;
  readonly markedAt: Float64Array;
  /** Look at the books after every posting, to name the one that breaks them. */
  readonly audit: boolean;
  /** Cash that goes missing at postings of this name: a drill, to show that the books are watched. */
  readonly drill: { readonly posting: string; readonly amount: number } | null;
}

/** Names of postings that belong to a firm and to no promise, by firm. */
interface PostingNames {
  readonly demand: readonly string[];
  readonly costs: readonly string[];
  readonly interest: readonly string[];
  readonly round: readonly string[];
  readonly dividend: readonly string[];
  readonly wear: readonly string[];
}

/** The books do not close: the run stops. */
export class BooksError extends KeiretsuError {
  readonly posting: string;
  readonly fault: BooksFault;
  constructor(posting: string, fault: BooksFault) {
    super("books-open", `after "${posting}" the books do not close: ${fault.what} "${fault.name}" is off by ${fault.off}`);
    this.name = "BooksError";
    this.posting = posting;
    this.fault = fault;
  }
}

export const FLOWS: readonly string[] = [
  "end demand",
  "costs",
  "interest",
  "capacity",
  "systems sold",
  "leases",
  "revenue share",
  "guarantees",
  "warrants",
  "dividends",
];
export const DEMAND = 0;
export const COSTS = 1;
export const INTEREST = 2;
export const CAPACITY = 3;
const SALES = 4;
export const LEASES = 5;
export const SHARES_OF_REVENUE = 6;
export const GUARANTEES = 7;
export const WARRANT_COST = 8;
export const DIVIDENDS = 9;

export const INSTRUMENTS: readonly string[] = ["cash", "loans", "shares", "payables", "credits", "warrants", "systems"];
export const LOANS = 1;
export const SHARES = 2;
export const PAYABLES = 3;
export const CREDITS = 4;
export const WARRANTS = 5;
export const SYSTEMS = 6;

export interface PathOptions {
  /** Whether the commitment at this place is binding. */
  readonly binding: (commitment: number) => boolean;
  readonly audit?: boolean;
  readonly drill?: Path["drill"];
}

export function startPath(economy: Economy, { binding, audit = false, drill = null }: PathOptions): Path {
  const n = economy.firms.length;
  const m = economy.commitments.length;
  const world = n;
  const books = openBooks({
    entities: [...economy.firms.map(({ id }) => id), "rest of the world"],
    flows: FLOWS,
    instruments: INSTRUMENTS.map((id) => ({ id, real: id === "systems" })),
  });
  const path: Path = {
    economy,
    books,
    world,
    names: prepared(economy).names,
    hasBooks: Uint8Array.from({ length: n + 1 }, (_, i) => (i < n && economy.firms[i].books ? 1 : 0)),
    revenue: Float64Array.from(economy.firms, ({ revenue }) => revenue),
    failedIn: new Int32Array(n),
    binding: Uint8Array.from(economy.commitments, (_, k) => (binding(k) ? 1 : 0)),
    paid: new Float64Array(m),
    delivered: new Float64Array(m),
    lastOrder: new Float64Array(m),
    order: new Float64Array(m),
    owed: new Float64Array(m),
    belowCover: new Int32Array(m),
    called: new Uint8Array(m),
    vested: new Float64Array(m),
    systemsCost: Float64Array.from(economy.firms, ({ systems }) => systems),
    due: new Float64Array(n),
    spent: new Float64Array(n),
    vendorMoney: new Float64Array(n),
    rounds: new Float64Array(n),
    lost: new Float64Array(n + 1),
    tag: economy.traced.map(() => new Float64Array(n + 1)),
    home: new Float64Array(economy.traced.length),
    earned: new Float64Array(economy.traced.length),
    claims: INSTRUMENTS.map((_, k) => new Float64Array(k === CASH || k === SYSTEMS ? 0 : (n + 1) ** 2)),
    place: prepared(economy).place,
    stakeValue: Float64Array.from(economy.stakes, ({ value }) => value),
    markedAt: Float64Array.from(economy.stakes, ({ held }) => economy.firms[held].revenue),
    audit,
    drill,
  };
  for (const [i, firm] of economy.firms.entries()) {
    endow(books, CASH, i, world, firm.cash);
    endow(books, LOANS, world, i, firm.debt);
    claim(path, LOANS, world, i, firm.debt);
    endowReal(books, SYSTEMS, i, firm.systems);
  }
  for (const { holder, held, value } of economy.stakes) {
    endow(books, SHARES, holder, held, value);
    claim(path, SHARES, holder, held, value);
  }
  return path;
}

export function stands(path: Path, i: number): boolean {
  return i === path.world || path.failedIn[i] === 0;
}

/** Whether a commitment is in force in this quarter: binding, within its term, both parties standing. */
export function inForce(path: Path, k: number, q: number): boolean {
  const { from, to, first, last } = path.economy.commitments[k];
  return path.binding[k] === 1 && q >= first && q <= last && stands(path, from) && stands(path, to);
}

/** What every path of an economy shares. */
interface Prepared {
  readonly names: PostingNames;
  readonly place: ReadonlyMap<string, number>;
  readonly byKind: ReadonlyMap<CommitmentKind, readonly (readonly [number, Commitment])[]>;
}

const preparations = new WeakMap<Economy, Prepared>();

function prepared(economy: Economy): Prepared {
  const known = preparations.get(economy);
  if (known) return known;
  const named = (what: string): readonly string[] => economy.firms.map(({ id }) => `${what} ${id}`);
  const byKind = new Map<CommitmentKind, (readonly [number, Commitment])[]>();
  for (const [k, commitment] of economy.commitments.entries())
    byKind.set(commitment.kind, [...(byKind.get(commitment.kind) ?? []), [k, commitment]]);
  const made: Prepared = {
    names: {
      demand: named("end demand of"),
      costs: named("costs of"),
      interest: named("interest of"),
      round: named("round of"),
      dividend: named("dividend of"),
      wear: named("wear of the systems of"),
    },
    place: new Map(economy.commitments.flatMap(({ kind, id }, k) => (kind === "purchase" ? [[id, k] as const] : []))),
    byKind,
  };
  preparations.set(economy, made);
  return made;
}

/** Commitments of one kind with their places, in the order of the economy. */
export function ofKind<K extends CommitmentKind>(path: Path, kind: K): readonly (readonly [number, Extract<Commitment, { kind: K }>])[] {
  return (prepared(path.economy).byKind.get(kind) ?? []) as readonly (readonly [number, Extract<Commitment, { kind: K }>])[];
}

/** Amounts are paid in whole minor units, of which floats hold exact sums: with a minor unit of 1 the books close to the bit. */
export function rounded(path: Path, amount: number): number {
  return path.economy.minorUnit > 0 ? Math.round(amount / path.economy.minorUnit) * path.economy.minorUnit : amount;
}

/** Pay for a flow, and carry the tags along: what is paid is of the same mix as the cash it is paid from. Each posting has a name. */
export function payFlow(path: Path, by: string, flow: number, from: number, to: number, amount: number): void {
  carryTags(path, from, to, amount, false);
  pay(path.books, flow, from, to, amount);
  posted(path, by, to);
}

/** Pay for a claim on `to`: funding, which marks what a traced firm hands out as its own. */
export function fund(path: Path, by: string, instrument: number, from: number, to: number, amount: number): void {
  carryTags(path, from, to, amount, true);
  lend(path.books, instrument, from, to, amount);
  claim(path, instrument, from, to, amount);
  posted(path, by, to);
}

/** Pay a claim back. */
export function repay(path: Path, by: string, instrument: number, from: number, to: number, amount: number): void {
  carryTags(path, from, to, amount, true);
  lend(path.books, instrument, to, from, -amount);
  claim(path, instrument, to, from, -amount);
  posted(path, by, to);
}

/** A flow that is owed: `to` gets a claim on `from`. */
export function owe(path: Path, by: string, flow: number, instrument: number, from: number, to: number, amount: number): void {
  accrue(path.books, flow, instrument, from, to, amount);
  claim(path, instrument, to, from, amount);
  posted(path, by, to);
}

/** A flow that is paid with credits which `from` holds on `to`. */
export function useCredits(path: Path, by: string, flow: number, from: number, to: number, amount: number): void {
  accrue(path.books, flow, CREDITS, from, to, amount);
  claim(path, CREDITS, from, to, -amount);
  posted(path, by, to);
}

/** Systems for cash. */
export function buySystems(path: Path, by: string, from: number, to: number, amount: number): void {
  carryTags(path, from, to, amount, false);
  buyReal(path.books, SALES, SYSTEMS, from, to, amount);
  posted(path, by, to);
}

/** Systems of a failed firm go to the world, which pays for them. */
export function sellSystems(path: Path, by: string, from: number, amount: number): void {
  buySystems(path, by, path.world, from, amount);
  giveReal(path.books, SYSTEMS, from, amount);
  posted(path, by, from);
}

/** One claim for another: credits for shares. */
export function exchange(path: Path, by: string, given: number, received: number, from: number, to: number, amount: number): void {
  swap(path.books, given, received, from, to, amount);
  claim(path, given, to, from, amount);
  claim(path, received, from, to, amount);
  posted(path, by, to);
}

/** A claim moves in value; no cash does. */
export function mark(path: Path, by: string, instrument: number, holder: number, issuer: number, amount: number): void {
  revalue(path.books, instrument, holder, issuer, amount);
  claim(path, instrument, holder, issuer, amount);
  posted(path, by, holder);
}

export function wear(path: Path, by: string, holder: number, amount: number): void {
  depreciate(path.books, SYSTEMS, holder, amount);
  posted(path, by, holder);
}

function claim(path: Path, instrument: number, holder: number, issuer: number, amount: number): void {
  path.claims[instrument][holder * (path.world + 1) + issuer] += amount;
}

export function balanceOf({ books }: Path, instrument: number, entity: number): number {
  return books.balance[instrument * books.chart.entities.length + entity];
}

/** What may be rounding in books of this size. */
export function tolerance({ economy, books }: Path): number {
  if (economy.minorUnit > 0) return economy.minorUnit;
  let largest = 0;
  for (const x of books.balance) largest = Math.max(largest, Math.abs(x));
  return 1e-9 * largest;
}

function posted(path: Path, by: string, entity: number): void {
  if (path.drill?.posting === by) path.books.balance[CASH * path.books.chart.entities.length + entity] -= path.drill.amount;
  if (path.audit) checkBooks(path, by);
}

/** Throws `BooksError` naming the posting where the books do not close. A fault below the tolerance is rounding. */
export function checkBooks(path: Path, by: string): void {
  const fault = faultIn(path.books, tolerance(path) * 0.999);
  if (fault) throw new BooksError(by, fault);
}

function carryTags({ economy, books, tag, home, earned, world }: Path, from: number, to: number, amount: number, funding: boolean): void {
  if (amount <= 0) return;
  const cash = books.balance[from];
  for (let t = 0; t < tag.length; t++) {
    const seller = economy.traced[t];
    const mine = tag[t];
    const share = from !== world && cash > 0 ? Math.min(1, amount / cash) : 0;
    const carried = share * mine[from];
    mine[from] -= carried;
    if (to === seller) {
      home[t] += funding ? 0 : carried;
      earned[t] += funding || from === world ? 0 : amount;
    } else if (to !== world) mine[to] += from === seller ? (funding ? amount : 0) : carried;
  }
}

/** Throws `bad-economy` with the first thing that cannot be. */
export function checkEconomy({ firms, commitments, stakes, traced, quarters, liquidation, minorUnit }: Economy): void {
  const n = firms.length;
  const fail = (what: string): never => {
    throw new KeiretsuError("bad-economy", what);
  };
  const isFirm = (i: number): boolean => Number.isInteger(i) && i >= 0 && i < n;
  const amounts = (name: string, values: Readonly<Record<string, unknown>>): void => {
    for (const [key, value] of Object.entries(values)) {
      if (typeof value !== "number") continue;
      const signed = key === "growth" || key === "correlation";
      if (!(Number.isFinite(value) && (signed || value >= 0)))
        fail(`${name}: ${key} is ${value}, expected a finite number${signed ? "" : ", not negative"}`);
    }
  };
  if (!(Number.isInteger(quarters) && quarters >= 0)) fail(`quarters is ${quarters}, expected a whole number`);
  if (!(minorUnit >= 0 && minorUnit < Infinity)) fail(`minorUnit is ${minorUnit}, expected 0 or more`);
  if (!(liquidation >= 0 && liquidation <= 1)) fail(`liquidation is ${liquidation}, expected 0 to 1`);
  for (const firm of firms) {
    amounts(`firm ${firm.id}`, { ...firm });
    amounts(`firm ${firm.id}`, { multiple: firm.round.multiple });
    if (!(firm.growth > -1)) fail(`firm ${firm.id}: growth is ${firm.growth}, expected above -1`);
    if (!(Math.abs(firm.correlation) <= 1)) fail(`firm ${firm.id}: correlation is ${firm.correlation}, expected -1 to 1`);
    if (!(firm.payout <= 1)) fail(`firm ${firm.id}: payout is ${firm.payout}, expected 0 to 1`);
  }
  const purchases = new Set(commitments.filter(({ kind }) => kind === "purchase").map(({ id }) => id));
  for (const commitment of commitments) {
    const { id, from, to, probability } = commitment;
    amounts(`commitment ${id}`, { ...commitment });
    if (!isFirm(from) || !isFirm(to) || from === to) fail(`commitment ${id}: from ${from} to ${to}, expected two different firms of ${n}`);
    if (!(probability <= 1)) fail(`commitment ${id}: probability is ${probability}, expected 0 to 1`);
    if ("purchase" in commitment && commitment.purchase !== null && !purchases.has(commitment.purchase))
      fail(`commitment ${id}: no purchase "${commitment.purchase}"`);
  }
  for (const { holder, held, share, value } of stakes)
    if (!isFirm(holder) || !isFirm(held) || !(share >= 0 && share <= 1) || !(value >= 0))
      fail(`stake of ${holder} in ${held}: share ${share}, value ${value}`);
  for (const i of traced) if (!isFirm(i)) fail(`traced firm ${i}, expected one of ${n}`);
}
