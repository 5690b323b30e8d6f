/**
 * One quarter of an economy of promises: demand comes, what was promised falls due, money is raised for what is missing, and who cannot pay fails.
 *
 * The order of a quarter is that of docs/models/cash.md. Every posting has the name of the promise behind it and makes four entries; the books must close at the end, or the
 * run stops. Rules are pure functions in rules/; who can pay whom is settled in settle.ts. Sources: Godley and Lavoie 2007 for the accounting; Copeland 1949 for quadruple
 * entry; Eisenberg and Noe 2001 for payment; Black and Scholes 1973 for warrants.
 */
import { addBill, type Bills } from "./bills.ts";
import { startPeriod } from "./books.ts";
import {
  CAPACITY,
  COSTS,
  CREDITS,
  DEMAND,
  DIVIDENDS,
  GUARANTEES,
  INTEREST,
  LEASES,
  LOANS,
  PAYABLES,
  SHARES,
  SHARES_OF_REVENUE,
  SYSTEMS,
  WARRANT_COST,
  WARRANTS,
} from "./chart.ts";
import {
  balanceOf,
  buySystems,
  checkBooks,
  exchange,
  fund,
  inForce,
  mark,
  owe,
  type Path,
  payFlow,
  repay,
  rounded,
  stands,
  tolerance,
  useCredits,
  wear,
} from "./path.ts";
import { extendLoans } from "./forbearance.ts";
import { creditsDrawn, guaranteeDue, revenueShareDue, takeOrPayDue } from "./rules/capacity.ts";
import { coverBreached, fundingRound, loanDrawn, loanRepaid, trancheByGigawatt, trancheByQuarter } from "./rules/funding.ts";
import { callValue, equityMethodResult, straightLine, vestedShares } from "./rules/marks.ts";
import { settle } from "./settle.ts";
import { marketChange, sellStakes } from "./stake-market.ts";
import { windUp } from "./wind-up.ts";

/** Growth of each firm's end demand in this quarter, above -1. */
export type Demand = (firm: number) => number;

export function runQuarter(path: Path, q: number, demand: Demand): void {
  startPeriod(path.books);
  clearQuarter(path);
  sellToTheMarket(path, q, demand);
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

/** Staff and power are paid before lenders, lenders before those who sell capacity. */
const [RUNNING_RANK, DEBT_RANK, CAPACITY_RANK] = [0, 1, 2];
/** Quarters below a covenant before the lender calls the loan: one to cure it. */
const QUARTERS_TO_CURE = 2;

function clearQuarter(path: Path): void {
  for (const amounts of [path.due, path.spent, path.vendorMoney, path.rounds, path.extended, path.dueToLender, path.lost]) amounts.fill(0);
  path.lastOrder.set(path.order);
  path.order.fill(0);
}

function sellToTheMarket(path: Path, q: number, demand: Demand): void {
  for (let i = 0; i < path.world; i++) {
    if (!stands(path, i)) continue;
    if (q > 0) path.revenue[i] *= 1 + demand(i);
    payFlow(path, path.names.demand[i], DEMAND, path.world, i, rounded(path, path.revenue[i]));
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
  return path.economy.firms[from].books ? Math.min(wanted, Math.max(0, balanceOf(path, 0, from))) : wanted;
}

function whatFallsDue(path: Path, q: number): Bills {
  const { economy, world, bills } = path;
  bills.count = 0;
  for (let i = 0; i < world; i++) {
    if (!stands(path, i)) continue;
    const { costRatio, fixedCost, interest, debt } = economy.firms[i];
    const costs = rounded(path, costRatio * path.revenue[i] + fixedCost);
    const service = rounded(path, interest * debt);
    addBill(bills, { by: path.names.costs[i], flow: COSTS, from: i, to: world, amount: costs, rank: RUNNING_RANK });
    addBill(bills, { by: path.names.interest[i], flow: INTEREST, from: i, to: world, amount: service, rank: DEBT_RANK });
  }
  for (const { at, id: by, from: lender, to: borrower, last, rate, drawUntil } of path.byKind.loan) {
    if (!inForce(path, at, q) || path.owed[at] === 0) continue;
    const called = path.called[at] === 1;
    const interest = rounded(path, rate * path.owed[at]);
    const part = q > drawUntil || called ? rounded(path, loanRepaid(path.owed[at], last - q + 1, called)) : 0;
    addBill(bills, { by, flow: INTEREST, from: borrower, to: lender, amount: interest, rank: DEBT_RANK, commitment: at });
    addBill(bills, { by, flow: INTEREST, from: borrower, to: lender, amount: part, rank: DEBT_RANK, commitment: at, repaid: true });
  }
  for (const { at, id: by, from, to, floor, shareOfRevenue } of path.byKind["take-or-pay"]) {
    if (!inForce(path, at, q)) continue;
    const amount = rounded(path, takeOrPayDue(floor, shareOfRevenue, path.revenue[from]));
    addBill(bills, { by, flow: CAPACITY, from, to, amount, rank: CAPACITY_RANK, commitment: at });
  }
  for (const { at, id: by, from, to, perQuarter } of path.byKind.lease) {
    if (!inForce(path, at, q)) continue;
    addBill(bills, { by, flow: LEASES, from, to, amount: rounded(path, perQuarter), rank: CAPACITY_RANK, commitment: at });
  }
  for (const { at, id: by, from, to, rate, cap } of path.byKind["revenue-share"]) {
    if (!inForce(path, at, q)) continue;
    const amount = rounded(path, revenueShareDue(rate, path.revenue[from], path.paid[at], cap));
    addBill(bills, { by, flow: SHARES_OF_REVENUE, from, to, amount, rank: CAPACITY_RANK, commitment: at });
  }
  for (const { at, id: by, from, to, guaranteed } of path.byKind.guarantee) {
    if (!inForce(path, at, q)) continue;
    const amount = rounded(path, guaranteeDue(guaranteed, capacitySold(bills, to, from)));
    addBill(bills, { by, flow: GUARANTEES, from, to, amount, rank: CAPACITY_RANK, commitment: at });
  }
  for (let i = 0; i < world; i++) {
    const { deliveryCost = 0 } = economy.firms[i];
    if (deliveryCost === 0 || !stands(path, i)) continue;
    const amount = rounded(path, deliveryCost * capacitySold(bills, i, world));
    addBill(bills, { by: path.names.costs[i], flow: COSTS, from: i, to: world, amount, rank: RUNNING_RANK });
  }
  return bills;
}

/** What customers other than this one buy of a seller's capacity. */
function capacitySold({ count, from, to, flow, amount }: Bills, seller: number, other: number): number {
  let sold = 0;
  for (let k = 0; k < count; k++) if (to[k] === seller && flow[k] === CAPACITY && from[k] !== other) sold += amount[k];
  return sold;
}

/** Investors outside fill what is missing, if they may: for what falls due and for the systems that are wanted. */
function raiseMoney(path: Path, q: number, bills: Bills): void {
  const missing = path.scratchMissing;
  for (let i = 0; i < path.world; i++) missing[i] = -balanceOf(path, 0, i);
  for (let k = 0; k < bills.count; k++) {
    if (bills.from[k] < path.world) missing[bills.from[k]] += bills.amount[k];
    if (bills.to[k] < path.world) missing[bills.to[k]] -= bills.amount[k];
  }
  for (const purchase of path.byKind.purchase)
    if (inForce(path, purchase.at, q)) missing[purchase.from] += wantedGigawatts(path, purchase) * purchase.pricePerGW;
  for (let i = 0; i < path.world; i++) {
    const { books, round } = path.economy.firms[i];
    if (!books || !stands(path, i)) continue;
    const open = round.shutFrom === null || q < round.shutFrom || (round.opensAgain !== null && q >= round.opensAgain);
    const amount = rounded(path, fundingRound(missing[i], round.multiple, path.revenue[i], open));
    if (amount <= 0) continue;
    fund(path, path.names.round[i], SHARES, path.world, i, amount);
    path.rounds[i] += amount;
  }
}

function wantedGigawatts(path: Path, { at, gwPerQuarter, gwMax }: Path["byKind"]["purchase"][number]): number {
  return Math.max(0, Math.min(gwPerQuarter, gwMax - path.delivered[at]));
}

/** All that falls due is paid at once, as far as each can, also from what it is paid in the same quarter. What is not paid is owed; who owes fails. */
function payBills(path: Path, q: number, bills: Bills): void {
  const { economy, world } = path;
  const unit = tolerance(path);
  const means = { cash: path.books.balance, books: path.hasBooks, tolerance: economy.minorUnit > 0 ? unit / 2 : unit };
  const { paid, short } = settle(bills, means, path.settlement);
  for (let k = 0; k < bills.count; k++) {
    const by = bills.by[k];
    const flow = bills.flow[k];
    const from = bills.from[k];
    const to = bills.to[k];
    const amount = bills.amount[k];
    const commitment = bills.commitment[k];
    const repaid = bills.repaid[k] === 1;
    const part = short[from] === 1 && economy.minorUnit > 0 ? Math.floor(paid[k] / unit) * unit : paid[k];
    if (repaid) repay(path, by, LOANS, from, to, part);
    else payFlow(path, by, flow, from, to, part);
    if (commitment >= 0 && repaid) path.owed[commitment] -= part;
    else if (commitment >= 0 && flow !== INTEREST) path.paid[commitment] += part;
    if (from < world) {
      path.due[from] += amount;
      path.spent[from] += flow === COSTS ? 0 : part;
    }
    if (part < amount && !repaid) owe(path, by, flow, PAYABLES, from, to, amount - part);
  }
  for (let i = 0; i < world; i++) if (short[i] === 1) path.failedIn[i] = q + 1;
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
  const { economy, books, world } = path;
  const n = world + 1;
  for (let i = 0; i < world; i++) {
    const { payout, books: known } = economy.firms[i];
    if (payout === 0 || !known || !stands(path, i)) continue;
    let earned = 0;
    for (let at = i; at < books.moved.length; at += n) earned += books.moved[at];
    const amount = rounded(path, affordable(path, i, payout * Math.max(0, earned)));
    payFlow(path, path.names.dividend[i], DIVIDENDS, i, world, amount);
  }
}

function wearOut(path: Path): void {
  for (let i = 0; i < path.world; i++) {
    const value = balanceOf(path, SYSTEMS, i);
    if (value > 0)
      wear(path, path.names.wear[i], i, rounded(path, straightLine(value, path.systemsCost[i], path.economy.firms[i].systemsLife)));
  }
}

/** A market marks the stakes that it prices; by the equity method a holder books its part of the result; others are marked when a round sets a price. None moves cash. */
function bookResultsOfStakes(path: Path, q: number): void {
  const { economy } = path;
  for (const [k, { holder, held, share, equityMethod, market }] of economy.stakes.entries()) {
    if (!stands(path, holder) || !stands(path, held)) continue;
    const value = path.stakeValue[k];
    const priced = path.rounds[held] > 0 && path.markedAt[k] > 0;
    const marked = priced ? value * (path.revenue[held] / path.markedAt[k] - 1) : 0;
    const booked = equityMethod ? equityMethodResult(value, share, resultOf(path, held)) : marked;
    const change = market === undefined ? booked : value * marketChange(market, q);
    if (path.rounds[held] > 0) path.markedAt[k] = path.revenue[held];
    const amount = rounded(path, change);
    if (amount === 0) continue;
    mark(path, `stake of ${economy.firms[holder].id} in ${economy.firms[held].id}`, SHARES, holder, held, amount);
    path.stakeValue[k] += amount;
  }
}

/** Income less outlay, without what was spent on systems, less their wear. */
function resultOf({ books, world }: Path, i: number): number {
  const n = world + 1;
  let result = books.formed[SYSTEMS * n + i] + books.gains[SYSTEMS * n + i];
  for (let at = i; at < books.moved.length; at += n) result += books.moved[at];
  return result;
}

function watchCovenants(path: Path, q: number): void {
  for (const { at: k, to, last, rate, drawUntil, leastCover } of path.byKind.loan) {
    if (!inForce(path, k, q) || path.owed[k] === 0) continue;
    const { costRatio, fixedCost } = path.economy.firms[to];
    const service = rate * path.owed[k] + (q > drawUntil ? loanRepaid(path.owed[k], last - q + 1, false) : 0);
    const breached = coverBreached(path.revenue[to] * (1 - costRatio) - fixedCost, service, leastCover);
    path.belowCover[k] = breached ? path.belowCover[k] + 1 : 0;
    if (path.belowCover[k] >= QUARTERS_TO_CURE) path.called[k] = 1;
  }
}
