/**
 * One quarter of an economy of promises: demand comes, what was promised falls due, money is raised for what is missing, and who cannot pay fails.
 *
 * The order of a quarter is that of docs/models/cash.md. Every posting has the name of the promise behind it and makes four entries; the books must close at the end, or the
 * run stops. Rules are pure functions in rules/; who can pay whom is settled in settle.ts. Sources: Godley and Lavoie 2007 for the accounting; Copeland 1949 for quadruple
 * entry; Eisenberg and Noe 2001 for payment; Black and Scholes 1973 for warrants.
 */
import { type Bills, fallsDue } from "./bills.ts";
import { CASH, startPeriod } from "./books.ts";
import {
  CAPACITY,
  COSTS,
  CREDITS,
  DEMAND,
  DIVIDENDS,
  INTEREST,
  LOANS,
  PAYABLES,
  SHARES,
  SYSTEMS,
  WARRANT_COST,
  WARRANTS,
} from "./chart.ts";
import { extendLoans } from "./forbearance.ts";
import { balanceOf, floored, inForce, type Path, rounded, stands, tolerance } from "./path.ts";
import { buySystems, checkBooks, exchange, fund, mark, owe, payFlow, repay, useCredits, wear } from "./postings.ts";
import { creditsDrawn, guaranteeDue, revenueShareDue, takeOrPayDue } from "./rules/capacity.ts";
import { coverBreached, fundingRound, loanDrawn, loanRepaid, trancheByGigawatt, trancheByQuarter } from "./rules/funding.ts";
import { callValue, equityMethodResult, straightLine, vestedShares } from "./rules/marks.ts";
import { settle } from "./settle.ts";
import { marketChange, sellStakes } from "./stake-market.ts";
import { windUp } from "./wind-up.ts";

/** `growth`: of each firm's end demand in this quarter, above -1. */
export function runQuarter(path: Path, q: number, growth: Float64Array): void {
  startPeriod(path.books);
  clearQuarter(path);
  sellToTheMarket(path, q, growth);
  drawCredits(path, q);
  payTranches(path, q);
  drawLoans(path, q);
  const bills = whatFallsDue(path, q);
  raiseMoney(path, q, bills);
  extendLoans(path, q, bills);
  payBills(path, q, bills);
  placeOrders(path, q);
  vestWarrants(path, q);
  payDividends(path);
  wearOut(path);
  bookResultsOfStakes(path, q);
  sellStakes(path, q);
  watchCovenants(path, q);
  for (let i = 0; i < path.world; i++) if (path.failedIn[i] === q + 1) windUp(path, i);
  checkBooks(path, `quarter ${q}`);
}

/** Quarters below a covenant before the lender calls the loan: one to cure it. */
const QUARTERS_TO_CURE = 2;

function clearQuarter(path: Path): void {
  path.ofQuarter.fill(0);
  path.lastOrder.set(path.order);
  path.order.fill(0);
}

function sellToTheMarket(path: Path, q: number, growth: Float64Array): void {
  const { revenue, names, world } = path;
  for (let i = 0; i < world; i++) {
    if (!stands(path, i)) continue;
    if (q > 0) revenue[i] *= 1 + growth[i];
    payFlow(path, names.demand[i], DEMAND, world, i, rounded(path, revenue[i]));
  }
}

/** Credits are handed over for shares when they start, and used up without cash. */
function drawCredits(path: Path, q: number): void {
  for (const { at: k, id, from, to, first, amount, perQuarter } of path.byKind.credits) {
    if (!inForce(path, k, q)) continue;
    if (q === first) exchange(path, id, CREDITS, SHARES, from, to, rounded(path, amount));
    const drawn = rounded(path, creditsDrawn(perQuarter, amount - path.paid[k]));
    useCredits(path, id, CAPACITY, to, from, drawn);
    path.paid[k] += drawn;
  }
}

function payTranches(path: Path, q: number): void {
  for (const { at: k, id, from, to, last, purchase, perGW, cap } of path.byKind.tranche) {
    if (!inForce(path, k, q)) continue;
    const wanted =
      purchase === null
        ? trancheByQuarter(cap, path.paid[k], last - q + 1)
        : trancheByGigawatt(perGW, path.lastOrder[path.place.get(purchase)!], cap, path.paid[k]);
    const amount = rounded(path, affordable(path, from, wanted));
    fund(path, id, SHARES, from, to, amount);
    path.paid[k] += amount;
    path.vendorMoney[to] += amount;
  }
}

function drawLoans(path: Path, q: number): void {
  for (const { at: k, id, from, to, amount, drawUntil, loanToValue } of path.byKind.loan) {
    if (!inForce(path, k, q) || path.called[k] === 1) continue;
    const wanted = loanDrawn({
      amount,
      drawn: path.paid[k],
      quartersLeft: drawUntil - q + 1,
      systems: balanceOf(path, SYSTEMS, to),
      loanToValue,
      owed: path.owed[k],
    });
    const drawn = rounded(path, affordable(path, from, wanted));
    fund(path, id, LOANS, from, to, drawn);
    path.paid[k] += drawn;
    path.owed[k] += drawn;
  }
}

/** Nobody hands out cash that it does not have. */
function affordable(path: Path, from: number, wanted: number): number {
  return path.hasBooks[from] === 1 ? Math.min(wanted, Math.max(0, balanceOf(path, CASH, from))) : wanted;
}

function whatFallsDue(path: Path, q: number): Bills {
  const { bills } = path;
  bills.amount.fill(0);
  billRunningCosts(path);
  billLoans(path, q);
  billPromises(path, q);
  billDelivery(path);
  return bills;
}

function billRunningCosts(path: Path): void {
  const { world, revenue, bills } = path;
  const { costRatio, fixedCost, interestDue } = path.firms;
  for (let i = 0; i < world; i++) {
    if (!stands(path, i)) continue;
    fallsDue(bills, bills.ofFirm[i], rounded(path, costRatio[i] * revenue[i] + fixedCost[i]));
    fallsDue(bills, bills.ofFirm[i] + 1, rounded(path, interestDue[i]));
  }
}

function billLoans(path: Path, q: number): void {
  const { bills, owed } = path;
  for (const { at, last, rate, drawUntil } of path.byKind.loan) {
    if (!inForce(path, at, q) || owed[at] === 0) continue;
    const called = path.called[at] === 1;
    fallsDue(bills, bills.ofCommitment[at], rounded(path, rate * owed[at]));
    if (q > drawUntil || called) fallsDue(bills, bills.ofCommitment[at] + 1, rounded(path, loanRepaid(owed[at], last - q + 1, called)));
  }
}

function billPromises(path: Path, q: number): void {
  const { bills, revenue, byKind } = path;
  for (const { at, from, floor, shareOfRevenue } of byKind["take-or-pay"])
    if (inForce(path, at, q)) fallsDue(bills, bills.ofCommitment[at], rounded(path, takeOrPayDue(floor, shareOfRevenue, revenue[from])));
  for (const { at, perQuarter } of byKind.lease)
    if (inForce(path, at, q)) fallsDue(bills, bills.ofCommitment[at], rounded(path, perQuarter));
  for (const { at, from, rate, cap } of byKind["revenue-share"])
    if (inForce(path, at, q))
      fallsDue(bills, bills.ofCommitment[at], rounded(path, revenueShareDue(rate, revenue[from], path.paid[at], cap)));
  for (const { at, from, to, guaranteed } of byKind.guarantee)
    if (inForce(path, at, q))
      fallsDue(bills, bills.ofCommitment[at], rounded(path, guaranteeDue(guaranteed, capacitySold(path, to, from))));
}

function billDelivery(path: Path): void {
  const { world, bills } = path;
  const { deliveryCost } = path.firms;
  for (let i = 0; i < world; i++)
    if (deliveryCost[i] > 0 && stands(path, i))
      fallsDue(bills, bills.ofDelivery[i], rounded(path, deliveryCost[i] * capacitySold(path, i, world)));
}

/** What customers other than this one buy of a seller's capacity. */
function capacitySold({ bills, byKind }: Path, seller: number, other: number): number {
  let sold = 0;
  for (const { at, from, to } of byKind["take-or-pay"]) if (to === seller && from !== other) sold += bills.amount[bills.ofCommitment[at]];
  return sold;
}

/** Investors outside fill what is missing, if they may: for what falls due and for the systems that are wanted. */
function raiseMoney(path: Path, q: number, bills: Bills): void {
  const { world, hasBooks, revenue, names, rounds, scratchMissing: missing } = path;
  const { roundMultiple, shutFrom, opensAgain } = path.firms;
  const { count, from, to, amount: due } = bills;
  for (let i = 0; i <= world; i++) missing[i] = -balanceOf(path, CASH, i);
  for (let k = 0; k < count; k++) {
    missing[from[k]] += due[k];
    missing[to[k]] -= due[k];
  }
  for (const purchase of path.byKind.purchase)
    if (inForce(path, purchase.at, q)) missing[purchase.from] += wantedGigawatts(path, purchase) * purchase.pricePerGW;
  for (let i = 0; i < world; i++) {
    if (hasBooks[i] === 0 || !stands(path, i)) continue;
    const open = q < shutFrom[i] || q >= opensAgain[i];
    const amount = rounded(path, fundingRound(missing[i], roundMultiple[i], revenue[i], open));
    if (amount <= 0) continue;
    fund(path, names.round[i], SHARES, world, i, amount);
    rounds[i] += amount;
  }
}

function wantedGigawatts(path: Path, { at, gwPerQuarter, gwMax }: Path["byKind"]["purchase"][number]): number {
  return Math.max(0, Math.min(gwPerQuarter, gwMax - path.delivered[at]));
}

/** All that falls due is paid at once, as far as each can, also from what it is paid in the same quarter. What is not paid is owed; who owes fails. */
function payBills(path: Path, q: number, bills: Bills): void {
  const { minorUnit, world, hasBooks, due, spent, owed, failedIn } = path;
  const { count, by, flow, from, to, amount, commitment, repaid } = bills;
  const means = { cash: path.books.balance, books: hasBooks, tolerance: minorUnit > 0 ? minorUnit / 2 : tolerance(path) };
  const { paid, short } = settle(bills, means, path.settlement);
  for (let k = 0; k < count; k++) {
    if (amount[k] === 0) continue;
    const [debtor, creditor, promise] = [from[k], to[k], commitment[k]];
    const part = short[debtor] === 1 ? floored(path, paid[k]) : paid[k];
    due[debtor] += amount[k];
    spent[debtor] += flow[k] === COSTS ? 0 : part;
    if (repaid[k] === 1) {
      repay(path, by[k], LOANS, debtor, creditor, part);
      owed[promise] -= part;
      continue;
    }
    payFlow(path, by[k], flow[k], debtor, creditor, part);
    if (promise >= 0 && flow[k] !== INTEREST) path.paid[promise] += part;
    if (part < amount[k]) owe(path, by[k], flow[k], PAYABLES, debtor, creditor, amount[k] - part);
  }
  for (let i = 0; i < world; i++) if (short[i] === 1) failedIn[i] = q + 1;
}

/** Systems are bought with what is left. */
function placeOrders(path: Path, q: number): void {
  for (const purchase of path.byKind.purchase) {
    const { at: k, id, from, to, pricePerGW, gwMax } = purchase;
    if (!inForce(path, k, q) || pricePerGW === 0) continue;
    const wanted = wantedGigawatts(path, purchase) * pricePerGW;
    const amount = rounded(path, affordable(path, from, wanted));
    buySystems(path, id, from, to, amount);
    path.order[k] = amount / pricePerGW;
    path.delivered[k] = Math.min(gwMax, path.delivered[k] + path.order[k]);
    path.paid[k] += amount;
    path.spent[from] += amount;
    path.systemsCost[from] += amount;
  }
}

/** The share follows the issuer's revenue: a rule that stands in for a market. */
function vestWarrants(path: Path, q: number): void {
  for (const { at: k, id, from, to, last, purchase, steps, strike, sharePrice, volatility } of path.byKind.warrant) {
    if (!inForce(path, k, q)) continue;
    const opening = path.economy.firms[from].revenue;
    const price = opening > 0 ? (sharePrice * path.revenue[from]) / opening : sharePrice;
    const vested = Math.max(path.vested[k], vestedShares(steps, path.delivered[path.place.get(purchase)!], price));
    const value = (vested - path.vested[k]) * callValue(price, strike, (last - q) / 4, volatility);
    path.vested[k] = vested;
    if (value > 0) owe(path, id, WARRANT_COST, WARRANTS, from, to, rounded(path, value));
  }
}

function payDividends(path: Path): void {
  const { books, world, hasBooks, names } = path;
  const { payout } = path.firms;
  const { moved, n } = books;
  for (let i = 0; i < world; i++) {
    if (payout[i] === 0 || hasBooks[i] === 0 || !stands(path, i)) continue;
    let earned = 0;
    for (let at = i; at < moved.length; at += n) earned += moved[at];
    payFlow(path, names.dividend[i], DIVIDENDS, i, world, rounded(path, affordable(path, i, payout[i] * Math.max(0, earned))));
  }
}

function wearOut(path: Path): void {
  const { world, names, systemsCost } = path;
  const { systemsLife } = path.firms;
  for (let i = 0; i < world; i++) {
    const value = balanceOf(path, SYSTEMS, i);
    if (value > 0) wear(path, names.wear[i], i, rounded(path, straightLine(value, systemsCost[i], systemsLife[i])));
  }
}

/** A market marks the stakes that it prices; by the equity method a holder books its part of the result; others are marked when a round sets a price. None moves cash. */
function bookResultsOfStakes(path: Path, q: number): void {
  const { stakes } = path.economy;
  for (let k = 0; k < stakes.length; k++) {
    const { holder, held, share, equityMethod, market } = stakes[k];
    if (!stands(path, holder) || !stands(path, held)) continue;
    const value = path.stakeValue[k];
    const priced = path.rounds[held] > 0 && path.markedAt[k] > 0;
    const marked = priced ? value * (path.revenue[held] / path.markedAt[k] - 1) : 0;
    const booked = equityMethod ? equityMethodResult(value, share, resultOf(path, held)) : marked;
    const change = market === undefined ? booked : value * marketChange(market, q);
    if (path.rounds[held] > 0) path.markedAt[k] = path.revenue[held];
    const amount = rounded(path, change);
    if (amount === 0) continue;
    mark(path, path.names.stake[k], SHARES, holder, held, amount);
    path.stakeValue[k] += amount;
  }
}

/** Income less outlay, without what was spent on systems, less their wear. */
function resultOf({ books: { n, moved, formed, gains } }: Path, i: number): number {
  let result = formed[SYSTEMS * n + i] + gains[SYSTEMS * n + i];
  for (let at = i; at < moved.length; at += n) result += moved[at];
  return result;
}

function watchCovenants(path: Path, q: number): void {
  for (const { at: k, to, last, rate, drawUntil, leastCover } of path.byKind.loan) {
    if (!inForce(path, k, q) || path.owed[k] === 0) continue;
    const { costRatio, fixedCost } = path.firms;
    const service = rate * path.owed[k] + (q > drawUntil ? loanRepaid(path.owed[k], last - q + 1, false) : 0);
    const breached = coverBreached(path.revenue[to] * (1 - costRatio[to]) - fixedCost[to], service, leastCover);
    path.belowCover[k] = breached ? path.belowCover[k] + 1 : 0;
    if (path.belowCover[k] >= QUARTERS_TO_CURE) path.called[k] = 1;
  }
}
