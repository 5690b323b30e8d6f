import { accrue, buyReal, CASH, depreciate, faultIn, giveReal, lend, pay, revalue, swap } from "./books.ts";
import { BooksError } from "./books-error.ts";
import { CREDITS, SALES, SHARES, SYSTEMS } from "./chart.ts";
import { addClaim, type Path, tolerance } from "./path.ts";

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
  addClaim(path, instrument, from, to, amount);
  posted(path, by, to);
}

/** Pay a claim back. */
export function repay(path: Path, by: string, instrument: number, from: number, to: number, amount: number): void {
  carryTags(path, from, to, amount, true);
  lend(path.books, instrument, to, from, -amount);
  addClaim(path, instrument, to, from, -amount);
  posted(path, by, to);
}

/** A flow that is owed: `to` gets a claim on `from`. */
export function owe(path: Path, by: string, flow: number, instrument: number, from: number, to: number, amount: number): void {
  accrue(path.books, flow, instrument, from, to, amount);
  addClaim(path, instrument, to, from, amount);
  posted(path, by, to);
}

/** A flow that is paid with credits which `from` holds on `to`. */
export function useCredits(path: Path, by: string, flow: number, from: number, to: number, amount: number): void {
  accrue(path.books, flow, CREDITS, from, to, amount);
  addClaim(path, CREDITS, from, to, -amount);
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
  addClaim(path, given, to, from, amount);
  addClaim(path, received, from, to, amount);
  posted(path, by, to);
}

/** `holder` sells shares of `held` to the rest of the world, which pays for them. */
export function sellShares(path: Path, by: string, holder: number, held: number, amount: number): void {
  carryTags(path, path.world, holder, amount, true);
  lend(path.books, SHARES, path.world, holder, amount);
  addClaim(path, SHARES, holder, held, -amount);
  addClaim(path, SHARES, path.world, held, amount);
  posted(path, by, holder);
}

/** A claim moves in value; no cash does. */
export function mark(path: Path, by: string, instrument: number, holder: number, issuer: number, amount: number): void {
  revalue(path.books, instrument, holder, issuer, amount);
  addClaim(path, instrument, holder, issuer, amount);
  posted(path, by, holder);
}

export function wear(path: Path, by: string, holder: number, amount: number): void {
  depreciate(path.books, SYSTEMS, holder, amount);
  posted(path, by, holder);
}

function posted(path: Path, by: string, entity: number): void {
  if (path.watched) inspect(path, by, entity);
}

function inspect(path: Path, by: string, entity: number): void {
  if (path.drill?.posting === by) path.books.balance[CASH * path.books.n + entity] -= path.drill.amount;
  if (path.audit) checkBooks(path, by);
}

/** Throws `BooksError` naming the posting where the books do not close. A fault below the tolerance is rounding. */
export function checkBooks(path: Path, by: string): void {
  const fault = faultIn(path.books, tolerance(path) * 0.999);
  if (fault) throw new BooksError(by, fault);
}

/** Cash from the rest of the world carries no tag. */
function carryTags(path: Path, from: number, to: number, amount: number, funding: boolean): void {
  const { traced, tag, home, earned, world } = path;
  if (!(amount > 0) || from === world) return;
  for (let t = 0; t < traced.length; t++) {
    const seller = traced[t];
    const mine = t * (world + 1);
    const held = tag[mine + from];
    if (held === 0 && from !== seller && to !== seller) continue;
    const carried = held === 0 ? 0 : held * shareOfCash(path, from, amount);
    tag[mine + from] -= carried;
    if (to === seller) {
      if (funding) continue;
      home[t] += carried;
      earned[t] += amount;
    } else if (to !== world) tag[mine + to] += from === seller ? (funding ? amount : 0) : carried;
  }
}

function shareOfCash({ books }: Path, from: number, amount: number): number {
  const cash = books.balance[from];
  return cash > 0 ? Math.min(1, amount / cash) : 0;
}
