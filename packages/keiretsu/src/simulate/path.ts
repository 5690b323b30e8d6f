import { type Bills, openBills } from "./bills.ts";
import { type Books, CASH, emptyBooks, endow, endowReal, netWorth, openBooks } from "./books.ts";
import { FLOWS, INSTRUMENTS, LOANS, SHARES, SYSTEMS, WARRANTS } from "./chart.ts";
import type { Commitment, CommitmentKind, Economy } from "./economy.ts";
import { type FirmColumns, firmColumns } from "./firm-columns.ts";
import { openSettlement, type Settlement } from "./settle.ts";

/** One path through time: the books, and what has been drawn, delivered and paid so far. The last entity of the books is the rest of the world. */
export interface Path {
  readonly economy: Economy;
  readonly books: Books;
  readonly world: number;
  readonly minorUnit: number;
  readonly firms: FirmColumns;
  readonly names: PostingNames;
  /** 1 where a party's cash is known. */
  readonly hasBooks: Uint8Array;
  /** Money a quarter from customers outside, by firm; and what it was at the start. */
  readonly revenue: Float64Array;
  /** 0 = stands, else the quarter of its failure, from 1. */
  readonly failedIn: Int32Array;
  readonly terms: Terms;
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
  /** Of this quarter, by firm and the world: due and spent, vendors' money and rounds taken in. */
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
  /** Firms whose funding is traced. */
  readonly traced: Int32Array;
  /** All amounts of this quarter alone, in one memory. */
  readonly ofQuarter: Float64Array;
  /** tag[t * (n + 1) + i]: cash of i that last left traced firm t as funding; home[t]: how much of it came back to t as revenue so far, earned[t] all it earned from firms. */
  readonly tag: Float64Array;
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
  /** Whether there is a drill or an audit. */
  watched: boolean;
}

/** Who has promised whom, from which quarter to which, by commitment. */
interface Terms {
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly first: Float64Array;
  readonly last: Float64Array;
}

/** Names of postings that belong to no promise, by firm. */
interface PostingNames {
  readonly demand: readonly string[];
  readonly costs: readonly string[];
  readonly interest: readonly string[];
  readonly round: readonly string[];
  readonly dividend: readonly string[];
  readonly wear: readonly string[];
  /** By stake. */
  readonly stake: readonly string[];
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
  const bills = openBills(economy, names);
  const ofQuarter = new Float64Array(7 * (n + 1));
  const column = (c: number): Float64Array => ofQuarter.subarray(c * (n + 1), (c + 1) * (n + 1));
  return {
    economy,
    books,
    world: n,
    minorUnit: economy.minorUnit,
    firms: firmColumns(economy),
    names,
    place,
    byKind,
    hasBooks: Uint8Array.from({ length: n + 1 }, (_, i) => (i < n && economy.firms[i].books ? 1 : 0)),
    revenue: new Float64Array(n),
    failedIn: new Int32Array(n),
    terms: {
      from: Int32Array.from(economy.commitments, ({ from }) => from),
      to: Int32Array.from(economy.commitments, ({ to }) => to),
      first: Float64Array.from(economy.commitments, ({ first }) => first),
      last: Float64Array.from(economy.commitments, ({ last }) => last),
    },
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
    recovered: new Float64Array(n),
    due: column(0),
    spent: column(1),
    vendorMoney: column(2),
    rounds: column(3),
    extended: column(4),
    dueToLender: column(5),
    lost: column(6),
    ofQuarter,
    traced: Int32Array.from(economy.traced),
    tag: new Float64Array(economy.traced.length * (n + 1)),
    home: new Float64Array(economy.traced.length),
    earned: new Float64Array(economy.traced.length),
    claims: INSTRUMENTS.map((_, k) => new Float64Array(k === CASH || k === SYSTEMS ? 0 : (n + 1) ** 2)),
    stakeValue: new Float64Array(economy.stakes.length),
    markedAt: new Float64Array(economy.stakes.length),
    bills,
    settlement: openSettlement(n + 1, bills.count),
    scratchMissing: new Float64Array(n + 1),
    audit: false,
    drill: null,
    watched: false,
  };
}

/** Everything as it stands before the first quarter; what the path before left behind is gone. */
export function startPath(path: Path, { binding, audit = false, drill = null }: PathOptions): void {
  const { economy, books, world } = path;
  emptyBooks(books);
  for (const amounts of [path.paid, path.delivered, path.lastOrder, path.order, path.owed, path.vested, path.tag, path.home, path.earned])
    amounts.fill(0);
  for (const flags of [path.failedIn, path.belowCover, path.called]) flags.fill(0);
  path.recovered.fill(Number.NaN);
  for (const amounts of path.claims) amounts.fill(0);
  path.audit = audit;
  path.drill = drill;
  path.watched = audit || drill !== null;
  for (let k = 0; k < economy.commitments.length; k++) path.binding[k] = binding(k) ? 1 : 0;
  for (let i = 0; i < world; i++) {
    const { revenue, cash, debt, systems } = economy.firms[i];
    path.revenue[i] = revenue;
    path.systemsCost[i] = systems;
    endow(books, CASH, i, world, cash);
    endow(books, LOANS, world, i, debt);
    addClaim(path, LOANS, world, i, debt);
    endowReal(books, SYSTEMS, i, systems);
  }
  for (const { at, from, to, drawn = 0 } of path.byKind.loan) {
    if (path.binding[at] === 0) continue;
    endow(books, LOANS, from, to, drawn);
    addClaim(path, LOANS, from, to, drawn);
    path.paid[at] = drawn;
    path.owed[at] = drawn;
  }
  for (let k = 0; k < economy.stakes.length; k++) {
    const { holder, held, value } = economy.stakes[k];
    path.stakeValue[k] = value;
    path.markedAt[k] = economy.firms[held].revenue;
    endow(books, SHARES, holder, held, value);
    addClaim(path, SHARES, holder, held, value);
  }
}

export function stands(path: Path, i: number): boolean {
  return i === path.world || path.failedIn[i] === 0;
}

/** Whether a commitment is in force in this quarter: binding, within its term, both parties standing. */
export function inForce(path: Path, k: number, q: number): boolean {
  const { from, to, first, last } = path.terms;
  return path.binding[k] === 1 && q >= first[k] && q <= last[k] && stands(path, from[k]) && stands(path, to[k]);
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
      stake: economy.stakes.map(({ holder, held }) => `stake of ${economy.firms[holder].id} in ${economy.firms[held].id}`),
    },
    place: new Map(byKind.purchase.map(({ id, at }) => [id, at])),
    byKind: byKind as unknown as ByKind,
  };
}

/** Amounts are paid in whole minor units, of which floats hold exact sums: with a minor unit of 1 the books close to the bit. */
export function rounded(path: Path, amount: number): number {
  const { minorUnit } = path;
  return minorUnit > 0 ? Math.round(amount / minorUnit) * minorUnit : amount;
}

/** Whole minor units of which no more is paid than there is. */
export function floored(path: Path, amount: number): number {
  const { minorUnit } = path;
  return minorUnit > 0 ? Math.floor(amount / minorUnit) * minorUnit : amount;
}

export function addClaim(path: Path, instrument: number, holder: number, issuer: number, amount: number): void {
  path.claims[instrument][holder * (path.world + 1) + issuer] += amount;
}

export function balanceOf({ books }: Path, instrument: number, entity: number): number {
  return books.balance[instrument * books.n + entity];
}

/** What a firm owns less what it owes; its own shares are no debt. */
export function equityOf({ books, claims, world }: Path, i: number): number {
  let equity = netWorth(books, i);
  for (let holder = 0; holder <= world; holder++)
    equity += claims[SHARES][holder * (world + 1) + i] + claims[WARRANTS][holder * (world + 1) + i];
  return equity;
}

/** What may be rounding in books of this size. */
export function tolerance({ minorUnit, books }: Path): number {
  if (minorUnit > 0) return minorUnit;
  let largest = 0;
  for (const x of books.balance) largest = Math.max(largest, Math.abs(x));
  return 1e-9 * largest;
}
