/**
 * Of what a seller earned from a client, how much was the seller's own money coming home?
 *
 * A unit of money in the budget of j is traced backwards: with probability b_kj = x_kj / T_j it came from k, with z_j / T_j from outside.
 * `phi(j) = b_sj + sum_{k != s} b_kj phi(k)` is the share that meets the seller s before the outside (minimal non-negative solution).
 *
 *   self-funded revenue from client c:  x_cs phi(c)      share of revenue: rho = sum_c x_cs phi(c) / sum_c x_cs
 *   vendor-financed: the same with the source b_sj taken over funding payments only (equity, loans, credit, guarantees paid)
 *   commercial recirculation: the rest, the seller's ordinary purchases coming home
 *
 * Money is mixed in each node in proportion to its sources; the interval of provenance-bounds.ts assumes nothing. Shares of different sellers
 * overlap, because money passes several sellers: they must not be added (last-met.ts gives shares that may).
 * Orientation: A pays B. Cost: one sparse solve for each source, O(n + m) a sweep.
 * Sources: Finn 1976 "Measures of ecosystem structure and function derived from analysis of flows"; Kemeny and Snell 1960 "Finite Markov chains".
 */
import { KeiretsuError } from "../assert.ts";
import { rowValue, solveAbsorption } from "../network/absorption.ts";
import type { Network } from "../network/network.ts";
import type { Outcome, Warning } from "../network/result.ts";
import { type Budgets, budgets, type OutsideParams } from "./budget.ts";
import { type ProvenanceBounds, provenanceBounds } from "./provenance-bounds.ts";

export interface ProvenanceParams extends OutsideParams {
  /** Node whose revenue is traced. */
  readonly seller: number;
  /** Types of payment that count as funding when they leave the seller; null or left out: all. */
  readonly fundingTypes?: readonly string[] | null | undefined;
  /** Types of payment that count as revenue when they reach the seller; null or left out: all. */
  readonly revenueTypes?: readonly string[] | null | undefined;
  /** Longest way from the seller to a client that is listed on its own; default 6, the rest is the tail. */
  readonly hops?: number;
  /** Clients, largest first, that get an interval by max-flow; default 200, 0 for none. */
  readonly boundedClients?: number;
  /** Largest residual of the linear systems; default 1e-14. */
  readonly tolerance?: number;
}

export interface Provenance {
  readonly seller: number;
  /** T, z and y after balancing, length n. */
  readonly throughput: Float64Array;
  readonly outsideIn: Float64Array;
  readonly outsideOut: Float64Array;
  /** phi_s(j): share of j's budget that once left the seller. At the seller itself: Finn's cycled share of the node. */
  readonly returnShare: Float64Array;
  /** The part of it that last left the seller as funding. */
  readonly fundingShare: Float64Array;
  /** Share of j's budget that came from outside without meeting the seller. */
  readonly outsideShare: Float64Array;
  /** Share of j's budget that goes round in a closed set that neither outside nor the seller feeds: its origin cannot be known. */
  readonly undetermined: Float64Array;
  /** Revenue of the seller from each client, length n. */
  readonly revenueFrom: Float64Array;
  readonly revenue: number;
  /** The shares of revenue below are null when there is no revenue. */
  readonly selfFundedShareOfRevenue: number | null;
  readonly vendorFinancedShareOfRevenue: number | null;
  /** Vendor-financed in one payment from the seller to the client, and by way of others. */
  readonly directShareOfRevenue: number | null;
  readonly multiHopShareOfRevenue: number | null;
  /** Ordinary purchases of the seller that come home: self-funded less vendor-financed. */
  readonly commercialShareOfRevenue: number | null;
  /** Vendor-financed by the number of payments from the seller to the client: 1 is direct. Adds up with `tail` to the whole. */
  readonly byHops: readonly { readonly hops: number; readonly share: number }[];
  readonly tail: number | null;
  readonly bounds: ProvenanceBounds | null;
}

export function provenance(network: Network, params: ProvenanceParams, prepared?: Budgets): Outcome<Provenance> {
  const { n } = network;
  const { seller } = params;
  if (!(Number.isInteger(seller) && seller >= 0 && seller < n)) {
    throw new KeiretsuError("bad-seller", `seller ${seller}, expected a node from 0 to ${n - 1}`);
  }
  const budget = prepared ?? budgets(network, params);
  const { start, source, share, throughput, outsideIn } = budget;
  const ofSeller = sellerPayments(network, budget, params);
  const { closed, held } = heldNodes(budget, seller);

  const solve = (b: Float64Array, given?: Float64Array): ReturnType<typeof solveAbsorption> =>
    solveAbsorption({
      system: budget,
      blocks: budget.blocks,
      b,
      held,
      ...(given ? { given } : {}),
      ...(params.tolerance === undefined ? {} : { tolerance: params.tolerance }),
    });
  const returned = solve(ofSeller.all);
  const funded = ofSeller.everythingFunds ? returned : solve(ofSeller.funding);
  const outside = new Float64Array(n);
  for (let j = 0; j < n; j++) if (throughput[j] > 0) outside[j] = outsideIn[j] / throughput[j];
  const fromOutside = solve(outside);
  const hasClosed = closed.includes(1);
  const undetermined = hasClosed ? solve(new Float64Array(n), Float64Array.from(closed)) : null;
  const solved = [returned, funded, fromOutside, ...(undetermined ? [undetermined] : [])];

  const returnShare = returned.x;
  const fundingShare = funded.x.slice();
  returnShare[seller] = rowValue(seller, ofSeller.all, start, source, share, returnShare);
  fundingShare[seller] = rowValue(seller, ofSeller.funding, start, source, share, fundingShare);
  fromOutside.x[seller] = rowValue(seller, outside, start, source, share, fromOutside.x);
  const unknown = undetermined?.x ?? new Float64Array(n);

  const { revenueFrom, revenue } = ofSeller;
  const shareOfRevenue = (x: Float64Array): number | null => (revenue > 0 ? weighted(revenueFrom, x) / revenue : null);
  const selfFunded = shareOfRevenue(returnShare);
  const vendorFinanced = shareOfRevenue(fundingShare);
  const byHops = revenue > 0 ? hopShares(budget, held, ofSeller.funding, revenueFrom, revenue, params.hops ?? 6) : [];
  const direct = revenue > 0 ? weighted(revenueFrom, ofSeller.funding) / revenue : null;
  const warnings: Warning[] = [...budget.warnings];
  if (hasClosed) {
    const count = closed.reduce((total, flag) => total + flag, 0);
    warnings.push({ code: "undetermined-origin", message: `${count} nodes pass money round that neither outside nor the seller feeds` });
  }
  const bounds = provenanceBounds(budget, {
    seller,
    funding: ofSeller.paidFunding,
    all: ofSeller.paidAll,
    revenueFrom,
    returnShare,
    fundingShare,
    clients: params.boundedClients ?? 200,
  });
  if (bounds !== null && bounds.omitted > 0) {
    warnings.push({ code: "bounds-omitted", message: `${bounds.omitted} smaller clients have no interval` });
  }
  return {
    values: {
      seller,
      throughput,
      outsideIn,
      outsideOut: budget.outsideOut,
      returnShare,
      fundingShare,
      outsideShare: fromOutside.x,
      undetermined: unknown,
      revenueFrom,
      revenue,
      selfFundedShareOfRevenue: selfFunded,
      vendorFinancedShareOfRevenue: vendorFinanced,
      directShareOfRevenue: direct,
      multiHopShareOfRevenue: vendorFinanced === null || direct === null ? null : Math.max(0, vendorFinanced - direct),
      commercialShareOfRevenue: selfFunded === null || vendorFinanced === null ? null : Math.max(0, selfFunded - vendorFinanced),
      byHops,
      tail: vendorFinanced === null ? null : Math.max(0, vendorFinanced - byHops.reduce((total, hop) => total + hop.share, 0)),
      bounds,
    },
    converged: solved.every((solution) => solution.converged),
    iterations: Math.max(...solved.map((solution) => solution.iterations)),
    // Every share of a budget comes from the seller, from outside, or from a closed set: what is missing to 1 is the whole error.
    residual: missingShare(throughput, returnShare, fromOutside.x, unknown),
    warnings,
  };
}

interface SellerPayments {
  /** b_sj over all payments and over funding payments, length n. */
  readonly all: Float64Array;
  readonly funding: Float64Array;
  /** The same in money. */
  readonly paidAll: Float64Array;
  readonly paidFunding: Float64Array;
  readonly everythingFunds: boolean;
  readonly revenueFrom: Float64Array;
  readonly revenue: number;
}

function sellerPayments(network: Network, budget: Budgets, params: ProvenanceParams): SellerPayments {
  const { n, leave, edge, throughput } = budget;
  const { seller } = params;
  const counts = (types: readonly string[] | null | undefined, e: number): boolean =>
    types === null || types === undefined || (network.type !== null && types.includes(network.typeNames[network.type[e]]));
  const paidAll = new Float64Array(n);
  const paidFunding = new Float64Array(n);
  let everythingFunds = true;
  for (let e = leave.start[seller]; e < leave.start[seller + 1]; e++) {
    paidAll[leave.target[e]] += leave.weight[e];
    if (counts(params.fundingTypes, edge[e])) paidFunding[leave.target[e]] += leave.weight[e];
    else everythingFunds = false;
  }
  const revenueFrom = new Float64Array(n);
  let revenue = 0;
  for (let c = 0; c < n; c++) {
    for (let e = leave.start[c]; e < leave.start[c + 1]; e++) {
      if (leave.target[e] !== seller || !counts(params.revenueTypes, edge[e])) continue;
      revenueFrom[c] += leave.weight[e];
      revenue += leave.weight[e];
    }
  }
  const shareOf = (paid: Float64Array): Float64Array => paid.map((x, j) => (x > 0 ? x / throughput[j] : 0));
  return { all: shareOf(paidAll), funding: shareOf(paidFunding), paidAll, paidFunding, everythingFunds, revenueFrom, revenue };
}

/** The seller absorbs; closed sets without the seller absorb too, because nothing in them has an origin. */
function heldNodes(budget: Budgets, seller: number): { closed: Uint8Array; held: Uint8Array } {
  const { component } = budget.blocks.components;
  const closed = budget.closed.slice();
  for (let j = 0; j < budget.n; j++) if (component[j] === component[seller]) closed[j] = 0;
  const held = closed.slice();
  held[seller] = 1;
  return { closed, held };
}

/** Share of revenue that left the seller as funding exactly k payments before it reached the client, k = 1, 2, ... */
function hopShares(
  budget: Budgets,
  held: Uint8Array,
  funding: Float64Array,
  revenueFrom: Float64Array,
  revenue: number,
  hops: number,
): { hops: number; share: number }[] {
  const { n, start, source, share } = budget;
  const none = new Float64Array(n);
  const shares: { hops: number; share: number }[] = [];
  let term = funding.map((x, j) => (held[j] === 1 ? 0 : x));
  for (let k = 1; k <= hops; k++) {
    shares.push({ hops: k, share: weighted(revenueFrom, term) / revenue });
    if (k === hops) break;
    const next = new Float64Array(n);
    for (let j = 0; j < n; j++) if (held[j] === 0) next[j] = rowValue(j, none, start, source, share, term);
    term = next;
  }
  return shares;
}

function missingShare(throughput: Float64Array, returned: Float64Array, outside: Float64Array, unknown: Float64Array): number {
  let most = 0;
  for (let j = 0; j < throughput.length; j++) {
    if (throughput[j] > 0) most = Math.max(most, Math.abs(1 - returned[j] - outside[j] - unknown[j]));
  }
  return most;
}

function weighted(weights: Float64Array, x: Float64Array): number {
  let total = 0;
  for (let i = 0; i < weights.length; i++) if (weights[i] > 0) total += weights[i] * x[i];
  return total;
}
