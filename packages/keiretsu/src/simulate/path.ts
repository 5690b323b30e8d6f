import { type Bills, openBills } from "./bills.ts";
import {
  accrue,
  type Books,
  buyReal,
  CASH,
  depreciate,
  emptyBooks,
  endow,
  endowReal,
  faultIn,
  giveReal,
  lend,
  netWorth,
  openBooks,
  pay,
  revalue,
  swap,
} from "./books.ts";
import { BooksError } from "./books-error.ts";
import { openSettlement, type Settlement } from "./settle.ts";
import { CREDITS, FLOWS, INSTRUMENTS, LOANS, SALES, SHARES, SYSTEMS, WARRANTS } from "./chart.ts";
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
  /** New credit out of which a firm paid its lender in this quarter, and all that was due to lenders who forbear. */
  readonly extended: Float64Array;
  readonly dueToLender: Float64Array;
  /** What lenders and others that were owed had back of a failed firm, as a share; NaN while it stands. */
  readonly recovered: Float64Array;
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
  /** Commitments of each kind with their places, in the order of the economy. */
  readonly byKind: ByKind;
  /** Value of each stake of the economy, and revenue of the held firm when it was last marked. */
  readonly stakeValue: Float64Array;
  readonly markedAt: Float64Array;
  /** What falls due in this quarter, and what is paid of it. */
  readonly bills: Bills;
  readonly settlement: Settlement;
  readonly scratchMissing: Float64Array;
  /** Look at the books after every posting, to name the one that breaks them. */
  audit: boolean;
  /** Cash that goes missing at postings of this name: a drill, to show that the books are watched. */
  drill: { readonly posting: string; readonly amount: number } | null;
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

export interface PathOptions {
  /** Whether the commitment at this place is binding. */
  readonly binding: (commitment: number) => boolean;
  readonly audit?: boolean;
  readonly drill?: Path["drill"];
}

/** Memory for the paths of an economy, one after the other. */
export function openPath(economy: Economy): Path {
  const n = economy.firms.length;
  const m = economy.commitments.length;
  const books = openBooks({
    entities: [...economy.firms.map(({ id }) => id), "rest of the world"],
    flows: FLOWS,
    instruments: INSTRUMENTS.map((id) => ({ id, real: id === "systems" })),
  });
  const { names, place, byKind } = prepare(economy);
  return {
    economy,
    books,
    world: n,
    names,
    place,
    byKind,
    hasBooks: Uint8Array.from({ length: n + 1 }, (_, i) => (i < n && economy.firms[i].books ? 1 : 0)),
    revenue: new Float64Array(n),
    failedIn: new Int32Array(n),
    binding: new Uint8Array(m),
    paid: new Float64Array(m),
    delivered: new Float64Array(m),
    lastOrder: new Float64Array(m),
    order: new Float64Array(m),
    owed: new Float64Array(m),
    belowCover: new Int32Array(m),
    called: new Uint8Array(m),
    vested: new Float64Array(m),
    systemsCost: new Float64Array(n),
    due: new Float64Array(n),
    spent: new Float64Array(n),
    vendorMoney: new Float64Array(n),
    rounds: new Float64Array(n),
    extended: new Float64Array(n),
    dueToLender: new Float64Array(n),
    recovered: new Float64Array(n),
    lost: new Float64Array(n + 1),
    tag: economy.traced.map(() => new Float64Array(n + 1)),
    home: new Float64Array(economy.traced.length),
    earned: new Float64Array(economy.traced.length),
    claims: INSTRUMENTS.map((_, k) => new Float64Array(k === CASH || k === SYSTEMS ? 0 : (n + 1) ** 2)),
    stakeValue: new Float64Array(economy.stakes.length),
    markedAt: new Float64Array(economy.stakes.length),
    // Costs and interest of each firm; interest and repayment of each loan, one bill of each other promise.
    bills: openBills(3 * n + 2 * m),
    settlement: openSettlement(n + 1, 3 * n + 2 * m),
    scratchMissing: new Float64Array(n),
    audit: false,
    drill: null,
  };
}

/** Everything as it stands before the first quarter; what the path before left behind is gone. */
export function startPath(path: Path, { binding, audit = false, drill = null }: PathOptions): void {
  const { economy, books, world } = path;
  emptyBooks(books);
  for (const amounts of [path.paid, path.delivered, path.lastOrder, path.order, path.owed, path.vested, path.home, path.earned])
    amounts.fill(0);
  for (const flags of [path.failedIn, path.belowCover, path.called]) flags.fill(0);
  for (const amounts of path.tag) amounts.fill(0);
  path.recovered.fill(Number.NaN);
  for (const amounts of path.claims) amounts.fill(0);
  path.audit = audit;
  path.drill = drill;
  for (let k = 0; k < economy.commitments.length; k++) path.binding[k] = binding(k) ? 1 : 0;
  for (let i = 0; i < world; i++) {
    const { revenue, cash, debt, systems } = economy.firms[i];
    path.revenue[i] = revenue;
    path.systemsCost[i] = systems;
    endow(books, CASH, i, world, cash);
    endow(books, LOANS, world, i, debt);
    claim(path, LOANS, world, i, debt);
    endowReal(books, SYSTEMS, i, systems);
  }
  for (const { at, from, to, drawn = 0 } of path.byKind.loan) {
    if (path.binding[at] === 0) continue;
    endow(books, LOANS, from, to, drawn);
    claim(path, LOANS, from, to, drawn);
    path.paid[at] = drawn;
    path.owed[at] = drawn;
  }
  for (let k = 0; k < economy.stakes.length; k++) {
    const { holder, held, value } = economy.stakes[k];
    path.stakeValue[k] = value;
    path.markedAt[k] = economy.firms[held].revenue;
    endow(books, SHARES, holder, held, value);
    claim(path, SHARES, holder, held, value);
  }
}

export function stands(path: Path, i: number): boolean {
  return i === path.world || path.failedIn[i] === 0;
}

/** Whether a commitment is in force in this quarter: binding, within its term, both parties standing. */
export function inForce(path: Path, k: number, q: number): boolean {
  const { from, to, first, last } = path.economy.commitments[k];
  return path.binding[k] === 1 && q >= first && q <= last && stands(path, from) && stands(path, to);
}

/** A commitment and its place among all of them. */
type Placed<C> = C & { readonly at: number };
type ByKind = { readonly [K in CommitmentKind]: readonly Placed<Extract<Commitment, { kind: K }>>[] };

function prepare(economy: Economy): Pick<Path, "names" | "place" | "byKind"> {
  const named = (what: string): readonly string[] => economy.firms.map(({ id }) => `${what} ${id}`);
  const byKind: Record<CommitmentKind, Placed<Commitment>[]> = {
    "take-or-pay": [],
    purchase: [],
    tranche: [],
    guarantee: [],
    credits: [],
    warrant: [],
    loan: [],
    lease: [],
    "revenue-share": [],
  };
  for (const [at, commitment] of economy.commitments.entries()) byKind[commitment.kind].push({ ...commitment, at });
  return {
    names: {
      demand: named("end demand of"),
      costs: named("costs of"),
      interest: named("interest of"),
      round: named("round of"),
      dividend: named("dividend of"),
      wear: named("wear of the systems of"),
    },
    place: new Map(byKind.purchase.map(({ id, at }) => [id, at])),
    byKind: byKind as unknown as ByKind,
  };
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

/** `holder` sells shares of `held` to the rest of the world, which pays for them. */
export function sellShares(path: Path, by: string, holder: number, held: number, amount: number): void {
  carryTags(path, path.world, holder, amount, true);
  lend(path.books, SHARES, path.world, holder, amount);
  claim(path, SHARES, holder, held, -amount);
  claim(path, SHARES, path.world, held, amount);
  posted(path, by, holder);
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

/** What a firm owns less what it owes; its own shares are no debt. */
export function equityOf({ books, claims, world }: Path, i: number): number {
  let equity = netWorth(books, i);
  for (let holder = 0; holder <= world; holder++)
    equity += claims[SHARES][holder * (world + 1) + i] + claims[WARRANTS][holder * (world + 1) + i];
  return equity;
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
  const share = from !== world && cash > 0 ? Math.min(1, amount / cash) : 0;
  for (let t = 0; t < tag.length; t++) {
    const seller = economy.traced[t];
    const mine = tag[t];
    const carried = share * mine[from];
    mine[from] -= carried;
    if (to === seller) {
      home[t] += funding ? 0 : carried;
      earned[t] += funding || from === world ? 0 : amount;
    } else if (to !== world) mine[to] += from === seller ? (funding ? amount : 0) : carried;
  }
}
