/**
 * How much debt cancels out? The largest set-off: the part of each obligation that can be struck off with nobody's net position changing.
 *
 *   maximise sum f_e   subject to   0 <= f_e <= c_e,   inflow of f = outflow of f at every node
 *
 * c obligations, f set off, r = c - f what remains. Orientation: i owes j (or i pays j); a net position is what is owed to i less what i owes.
 * The total is unique, the set-off of each obligation is not. Obligations between strongly connected components never clear; within them r is
 * the cheapest way to carry the net positions (primal-dual.ts). Self-loops clear in full. Amounts are whole minor units throughout: results are exact.
 * Certificate: prices u with f_e = c_e where 1 - u_i + u_j > 0 and f_e = 0 where it is < 0; their dual value sum c_e max(0, 1 - u_i + u_j) equals sum f_e.
 * Cost: O(m) for each of a few phases beside their blocking flows; about 70 bytes an edge.
 * Sources: Simic and Milanovic 1992 (multilateral set-off); Fleischman, Dini and Littera 2020 "Liquidity-saving through obligation-clearing and mutual
 * credit"; D'Errico and Roukny 2021 "Compressing over-the-counter markets"; Veraart 2022 (compression can raise the risk of insolvency).
 */
import { assert, KeiretsuError } from "../assert.ts";
import { stronglyConnected } from "../network/components.ts";
import { type Network, networkDigest } from "../network/network.ts";
import { type Result, toResult, type Warning } from "../network/result.ts";
import { shipCheapest } from "./primal-dual.ts";
import { type EdgeSet, joining, liftPrices, type Picked, within } from "./set-off-edges.ts";

export interface SetOffParams {
  /** Digits of the minor unit: 2 for cents. Default: 0 when all amounts are whole, else 2. */
  readonly minorDigits?: number;
  /** Amounts that are no whole number of minor units: "refuse" (default), or "nearest" rounds them. */
  readonly rounding?: "refuse" | "nearest";
  /**
   * Netting set of each edge of the network, length m: only edges of one set may be set off together (one currency, one date, one agreement); -1 = none.
   * Default: all edges are in one set.
   */
  readonly nettingSet?: ArrayLike<number> | null;
  /** Stop after so many phases in each netting set and report bounds; null for no limit. Default null. */
  readonly maxPhases?: number | null;
  /** Report the set-off of each edge and the price of each node. Default false. */
  readonly perEdge?: boolean;
}

/** Amounts in the network's unit. */
export interface SetOffValues {
  /** All obligations. */
  readonly gross: number;
  /** What is struck off: the maximum when `gap` is 0. */
  readonly cleared: number;
  /** gross - cleared. */
  readonly remaining: number;
  /** What striking off between two parties alone would clear: sum over pairs of twice the smaller side. */
  readonly bilateral: number;
  /** Debt that no netting can remove: sum of positive net positions, in each netting set. New obligations would be needed to get there. */
  readonly netInternalDebt: number;
  /** What is owed to each node less what it owes, length n. */
  readonly netPositions: readonly number[];
  /** cleared / (gross - netInternalDebt); null when there is nothing to clear. */
  readonly efficiency: number | null;
  /** Obligations of a node to itself, part of gross and of cleared. */
  readonly selfOwed: number;
  /** The maximum lies between these: a set-off that was found, and the dual value of the prices. Equal when it is proven. */
  readonly lower: number;
  readonly upper: number;
  readonly gap: number;
  /** What is struck off each edge, in the order of the network's edges; one of several best ways. */
  readonly setOff?: readonly number[];
  /** Price u of each node, netting set by netting set. */
  readonly prices?: readonly (readonly number[])[];
}

/** Sums beyond this are not exact in a double. */
const LARGEST = Number.MAX_SAFE_INTEGER;

/**
 * Largest set-off in `network`. Throws `not-minor-units` when an amount is no whole number of minor units, `amounts-too-large` when all amounts together
 * exceed 2^53 - 1 minor units, `bad-params` when a parameter is out of range.
 */
export function setOff(network: Network, params: SetOffParams = {}): Result<SetOffValues> {
  const inForce = {
    minorDigits: params.minorDigits ?? (network.weight.every(Number.isInteger) ? 0 : 2),
    rounding: params.rounding ?? "refuse",
    nettingSet: params.nettingSet ?? null,
    maxPhases: params.maxPhases ?? null,
    perEdge: params.perEdge ?? false,
  };
  const { minorDigits, nettingSet, maxPhases } = inForce;
  if (!(Number.isInteger(minorDigits) && minorDigits >= 0 && minorDigits <= 9))
    throw new KeiretsuError("bad-params", `minorDigits is ${minorDigits}, expected a whole number from 0 to 9`);
  if (nettingSet && nettingSet.length !== network.m)
    throw new KeiretsuError("bad-params", `nettingSet has ${nettingSet.length} entries, expected one for each of ${network.m} edges`);
  if (maxPhases !== null && !(Number.isInteger(maxPhases) && maxPhases >= 0))
    throw new KeiretsuError("bad-params", `maxPhases is ${maxPhases}, expected a whole number, or null`);
  const amounts = minorUnits(network, minorDigits, inForce.rounding);
  const solved = clear(network, amounts, { nettingSet, maxPhases: maxPhases ?? Infinity });
  const scale = 10 ** minorDigits;
  const warnings: Warning[] = [];
  if (solved.gap > 0) {
    const message = `stopped after ${maxPhases} phases: the largest set-off is between ${solved.lower / scale} and ${solved.upper / scale}`;
    warnings.push({ code: "not-proven", message });
  }
  return toResult(
    "max-circulation",
    { digest: networkDigest(network), unit: network.unit },
    { ...inForce, nettingSet: nettingSet ? Array.from(nettingSet) : null },
    {
      values: valuesOf(solved, scale, inForce.perEdge),
      converged: solved.gap === 0,
      iterations: solved.phases,
      residual: solved.gap / scale,
      warnings,
    },
  );
}

function minorUnits({ weight }: Network, digits: number, rounding: "refuse" | "nearest"): Float64Array {
  const scale = 10 ** digits;
  const whole = new Float64Array(weight.length);
  let gross = 0;
  for (let e = 0; e < weight.length; e++) {
    const scaled = weight[e] * scale;
    whole[e] = Math.round(scaled);
    // A decimal amount is the nearest double to it: a few units in the last place after scaling.
    if (rounding === "refuse" && Math.abs(scaled - whole[e]) > 8 * Number.EPSILON * scaled)
      throw new KeiretsuError(
        "not-minor-units",
        `amount ${weight[e]} is no whole number of units of 1e-${digits}; give minorDigits, or rounding: "nearest"`,
      );
    gross += whole[e];
  }
  if (gross > LARGEST)
    throw new KeiretsuError(
      "amounts-too-large",
      `amounts add up to ${gross} minor units, more than 2^53 - 1; use fewer minorDigits, or a larger unit`,
    );
  return whole;
}

/** Everything in minor units. */
export interface Cleared {
  readonly gross: number;
  readonly lower: number;
  readonly upper: number;
  readonly gap: number;
  readonly bilateral: number;
  readonly netInternalDebt: number;
  readonly selfOwed: number;
  readonly netPositions: Float64Array;
  readonly setOff: Float64Array;
  readonly prices: readonly Int32Array[];
  readonly phases: number;
}

/** The engine: whole amounts in, one netting set after the other. */
export function clear(
  network: Pick<Network, "n" | "start" | "target">,
  amounts: Float64Array,
  options: { readonly nettingSet: ArrayLike<number> | null; readonly maxPhases: number },
): Cleared {
  const { n } = network;
  const { nettingSet } = options;
  const total = { gross: 0, lower: 0, upper: 0, gap: 0, bilateral: 0, netInternalDebt: 0, selfOwed: 0, phases: 0 };
  const netPositions = new Float64Array(n);
  const setOffs = new Float64Array(amounts.length);
  const prices: Int32Array[] = [];
  addPositions(network, amounts, { nettingSet, set: null, netPositions });
  total.gross = sumWhere(amounts, null);
  if (nettingSet) total.netInternalDebt = sumWhere(amounts, nettingSet);
  for (const set of nettingSet ? [...new Set(Array.from(nettingSet))].filter((k) => k >= 0).sort((a, b) => a - b) : [null]) {
    const part = oneSet(network, amounts, { nettingSet, set, maxPhases: options.maxPhases, setOffs, netPositions });
    total.lower += part.lower;
    total.upper += part.upper;
    total.bilateral += part.bilateral;
    total.netInternalDebt += part.netInternalDebt;
    total.selfOwed += part.selfOwed;
    total.phases += part.phases;
    prices.push(part.price);
  }
  total.gap = total.upper - total.lower;
  return { ...total, netPositions, setOff: setOffs, prices };
}

/** Sum of all amounts, or of those in no set. */
function sumWhere(amounts: Float64Array, nettingSet: ArrayLike<number> | null): number {
  let total = 0;
  for (let e = 0; e < amounts.length; e++) if (nettingSet === null || nettingSet[e] < 0) total += amounts[e];
  return total;
}

interface Part {
  readonly lower: number;
  readonly upper: number;
  readonly bilateral: number;
  readonly netInternalDebt: number;
  readonly selfOwed: number;
  readonly price: Int32Array;
  readonly phases: number;
}

interface OneSet extends EdgeSet {
  readonly maxPhases: number;
  readonly setOffs: Float64Array;
  /** Of all edges, whatever their set. */
  readonly netPositions: Float64Array;
}

/** One netting set; writes what is set off into `setOffs`. */
function oneSet(network: Pick<Network, "n" | "start" | "target">, amounts: Float64Array, options: OneSet): Part {
  const { n } = network;
  const { set, setOffs } = options;
  const whole = joining(network, amounts, options);
  const components = stronglyConnected(whole);
  const { inner, crossFrom, crossTo } = within(whole, components);
  const shipment = shipCheapest({ ...inner, amount: amounts }, { maxPhases: options.maxPhases });
  const selfOwed = whole.edge.length < amounts.length ? clearSelfOwed(network, amounts, options) : 0;
  const lower = writeSetOffs(inner, amounts, { carried: shipment.carried, setOffs });
  // Prices of components are lifted along the edges between them, so that those need not clear.
  const price = shipment.price;
  liftPrices(components, crossFrom, crossTo, price);
  const upper = dualValue(whole, amounts, price);
  assert(shipment.optimal ? upper === lower : upper >= lower, "the prices prove the set-off");
  let net = options.netPositions;
  if (set !== null) {
    net = new Float64Array(n);
    addPositions(network, amounts, { nettingSet: options.nettingSet, set, netPositions: net });
  }
  let netInternalDebt = 0;
  for (let i = 0; i < n; i++) if (net[i] > 0) netInternalDebt += net[i];
  return {
    lower: lower + selfOwed,
    upper: upper + selfOwed,
    bilateral: shipment.bilateral,
    netInternalDebt,
    selfOwed,
    price,
    phases: shipment.phases,
  };
}

/** What a party owes itself clears in full: writes it into `setOffs` and returns its sum. */
function clearSelfOwed({ n, start, target }: Pick<Network, "n" | "start" | "target">, amounts: Float64Array, options: OneSet): number {
  const { nettingSet, set, setOffs } = options;
  let total = 0;
  for (let i = 0; i < n; i++) {
    for (let e = start[i]; e < start[i + 1]; e++) {
      if (target[e] !== i || (set !== null && nettingSet![e] !== set)) continue;
      setOffs[e] = amounts[e];
      total += amounts[e];
    }
  }
  return total;
}

/** What is not carried is set off; returns its sum. */
function writeSetOffs(
  { n, start, target, edge }: Picked,
  amounts: Float64Array,
  { carried, setOffs }: { readonly carried: Float64Array; readonly setOffs: Float64Array },
): number {
  const balance = new Float64Array(n);
  let total = 0;
  let outside = 0;
  for (let i = 0; i < n; i++) {
    let out = 0;
    for (let k = start[i]; k < start[i + 1]; k++) {
      const amount = amounts[edge[k]];
      const cleared = amount - carried[k];
      if (!(cleared >= 0 && cleared <= amount)) outside++;
      setOffs[edge[k]] = cleared;
      out += cleared;
      balance[target[k]] += cleared;
    }
    balance[i] -= out;
    total += out;
  }
  assert(outside === 0, "a set-off is between 0 and the obligation");
  assert(
    balance.every((x) => x === 0),
    "a set-off changes no net position",
  );
  return total;
}

/** Adds to each node what comes in less what goes out, over the edges of the set. */
function addPositions(
  { n, start, target }: Pick<Network, "n" | "start" | "target">,
  amounts: Float64Array,
  { nettingSet, set, netPositions }: Pick<OneSet, "nettingSet" | "set" | "netPositions">,
): void {
  for (let i = 0; i < n; i++) {
    let out = 0;
    for (let e = start[i]; e < start[i + 1]; e++) {
      if (set !== null && nettingSet![e] !== set) continue;
      out += amounts[e];
      netPositions[target[e]] += amounts[e];
    }
    netPositions[i] -= out;
  }
}

/** Sum of amount times gain, where the prices make an edge worth clearing. */
function dualValue({ n, start, target, edge }: Picked, amounts: Float64Array, price: Int32Array): number {
  let total = 0;
  for (let i = 0; i < n; i++) {
    const own = 1 - price[i];
    for (let k = start[i]; k < start[i + 1]; k++) {
      const gain = own + price[target[k]];
      if (gain > 0) total += amounts[edge[k]] * gain;
    }
  }
  return total;
}

function valuesOf(solved: Cleared, scale: number, perEdge: boolean): SetOffValues {
  const { gross, lower, upper, netInternalDebt } = solved;
  return {
    gross: gross / scale,
    cleared: lower / scale,
    remaining: (gross - lower) / scale,
    bilateral: solved.bilateral / scale,
    netInternalDebt: netInternalDebt / scale,
    netPositions: Array.from(solved.netPositions, (x) => x / scale),
    efficiency: gross > netInternalDebt ? lower / (gross - netInternalDebt) : null,
    selfOwed: solved.selfOwed / scale,
    lower: lower / scale,
    upper: upper / scale,
    gap: solved.gap / scale,
    ...(perEdge ? { setOff: Array.from(solved.setOff, (x) => x / scale), prices: solved.prices.map((price) => Array.from(price)) } : {}),
  };
}
