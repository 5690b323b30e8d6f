/**
 * A supply network made ready for shocks: which share of which input each edge carries, and of which sales.
 *
 * The inputs of a firm fall into slots: one for each industry whose goods are essential to it, one for all that are non-essential. An edge of a
 * class without short-run effect is in no slot, yet its money counts among all purchases. Cost O(n + m) time, 40 bytes an edge.
 */
import { KeiretsuError } from "../../assert.ts";
import { mergeParallel, type Network } from "../../network/network.ts";
import { type RowShares, rowShares, rowSums } from "../../network/row-shares.ts";
import { arrivals } from "../../network/transpose.ts";
import { sum } from "../../num/sum.ts";
import type { Channel, Replacement } from "./channel.ts";

export interface EconomyParams {
  /** g(i): the industry of each firm, a whole number: a row and a column of `essentiality`. */
  readonly industry: ArrayLike<number>;
  /** [a][b]: what goods of industry a are to industry b: 2 essential, 1 non-essential, 0 without short-run effect. */
  readonly essentiality: readonly (readonly number[])[];
  /** Market in which firms replace each other; default the industry. */
  readonly market?: ArrayLike<number> | undefined;
  /** Whether firms of one market replace each other; default true. */
  readonly substitution?: boolean | undefined;
  /** All sales of each firm, to end customers too; default what it sells within the network. */
  readonly revenue?: ArrayLike<number> | undefined;
  /** What a firm counts in the sums; "sales" is the revenue. Default "sales". */
  readonly weights?: "sales" | ArrayLike<number> | undefined;
}

export interface Economy {
  readonly n: number;
  /** Losses run from a firm to its customers, who want for its goods. */
  readonly inputs: Channel;
  /** Losses run from a firm to its suppliers, who want for its orders: one slot a firm. */
  readonly orders: Channel;
  /** Row i: the customers of i and their share of its revenue. */
  readonly sold: RowShares;
  readonly weight: Float64Array;
  readonly totalWeight: number;
}

const NO_EFFECT = 0;
const ESSENTIAL = 2;
/** Revenue read from accounts and sales added up from rows differ by rounding. */
const ROUNDING = 1e-9;

/**
 * Throws `wrong-lens` unless the network says who supplies whom; `bad-industry`, `bad-essentiality`, `bad-market`, `bad-vector`; `bad-revenue`
 * where a firm sells more within the network than its revenue says.
 */
export function economyOf(network: Network, params: EconomyParams): Economy {
  if (network.lens !== "supplies") throw new KeiretsuError("wrong-lens", `the network says who ${network.lens} whom, expected supplies`);
  const merged = mergeParallel(network);
  const { n } = merged;
  const classes = checkedClasses(params.essentiality);
  const industry = labels("bad-industry", "industry", params.industry, n, classes.length);
  const sales = rowSums(merged);
  const revenue = params.revenue === undefined ? sales : checkedRevenue(params.revenue, sales, merged);
  const weights = params.weights ?? "sales";
  const weight = weights === "sales" ? revenue : amounts("weights", weights, n);
  const sold = rowShares(merged, revenue);
  return {
    n,
    inputs: { ...inputSlots(merged, industry, classes), n, replacement: replacementOf(params, industry, sales) },
    orders: orderSlots(sold),
    sold,
    weight,
    totalWeight: sum(weight),
  };
}

function checkedClasses(essentiality: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const size = essentiality.length;
  essentiality.forEach((row, a) => {
    if (row.length !== size)
      throw new KeiretsuError("bad-essentiality", `row ${a} has ${row.length} entries, expected ${size}: one an industry`);
    const wrong = row.findIndex((x) => x !== 0 && x !== 1 && x !== 2);
    if (wrong >= 0) throw new KeiretsuError("bad-essentiality", `[${a}][${wrong}] is ${row[wrong]}, expected 0, 1 or 2`);
  });
  return essentiality;
}

function labels(code: string, name: string, values: ArrayLike<number>, n: number, below: number): Uint32Array {
  if (values.length !== n) throw new KeiretsuError(code, `${name} has ${values.length} entries, expected ${n}`);
  for (let i = 0; i < n; i++) {
    if (Number.isSafeInteger(values[i]) && values[i] >= 0 && values[i] < below) continue;
    throw new KeiretsuError(code, `${name}[${i}] is ${values[i]}, expected a whole number from 0 to ${below - 1}`);
  }
  return Uint32Array.from(values);
}

function replacementOf({ market, substitution }: EconomyParams, industry: Uint32Array, sales: Float64Array): Replacement | null {
  const given = market === undefined ? industry : labels("bad-market", "market", market, sales.length, 2 ** 32);
  if (substitution === false) return null;
  const dense = denseLabels(given);
  const marketSales = new Float64Array(dense.reduce((most, k) => Math.max(most, k + 1), 0));
  for (let i = 0; i < sales.length; i++) marketSales[dense[i]] += sales[i];
  return { market: dense, sales, marketSales };
}

function denseLabels(values: Uint32Array): Uint32Array {
  const number = new Map<number, number>();
  return values.map((k) => {
    const known = number.get(k) ?? number.size;
    number.set(k, known);
    return known;
  });
}

function amounts(name: string, values: ArrayLike<number>, n: number): Float64Array {
  if (values.length !== n) throw new KeiretsuError("bad-vector", `${name} has ${values.length} entries, expected ${n}`);
  const copy = Float64Array.from(values);
  const wrong = copy.findIndex((x) => !(x >= 0 && x < Infinity));
  if (wrong >= 0) throw new KeiretsuError("bad-vector", `${name}[${wrong}] is ${copy[wrong]}, expected a finite number, not negative`);
  return copy;
}

function checkedRevenue(values: ArrayLike<number>, sales: Float64Array, { n, names }: Network): Float64Array {
  const revenue = amounts("revenue", values, n);
  return revenue.map((x, i) => {
    if (x >= sales[i]) return x;
    if (x >= sales[i] * (1 - ROUNDING)) return sales[i];
    const name = names.length > 0 ? names[i] : String(i);
    throw new KeiretsuError("bad-revenue", `${name} sells ${sales[i]} within the network, more than its revenue of ${x}`);
  });
}

function inputSlots(
  network: Network,
  industry: Uint32Array,
  classes: readonly (readonly number[])[],
): Pick<Channel, "start" | "slot" | "share" | "slotFirm"> {
  const { n, m } = network;
  const { start, source, amount } = arrivals(network);
  const slotOfEdge = new Int32Array(m).fill(-1);
  const boughtInSlot = new Float64Array(m);
  const scratchSlot = new Int32Array(classes.length + 1).fill(-1);
  const slotFirm = new Uint32Array(m);
  const deliverStart = new Uint32Array(n + 1);
  let slots = 0;
  for (let j = 0; j < n; j++) {
    let purchases = 0;
    for (let e = start[j]; e < start[j + 1]; e++) {
      purchases += amount[e];
      const kind = classes[industry[source[e]]][industry[j]];
      if (kind === NO_EFFECT || amount[e] === 0) continue;
      const place = kind === ESSENTIAL ? industry[source[e]] : classes.length;
      if (scratchSlot[place] < 0) {
        slotFirm[slots] = j;
        scratchSlot[place] = slots++;
      }
      slotOfEdge[e] = scratchSlot[place];
      boughtInSlot[slotOfEdge[e]] += amount[e];
      deliverStart[source[e] + 1]++;
    }
    const general = scratchSlot[classes.length];
    if (general >= 0) boughtInSlot[general] = purchases;
    scratchSlot[classes.length] = -1;
    for (let e = start[j]; e < start[j + 1]; e++) scratchSlot[industry[source[e]]] = -1;
  }
  for (let i = 0; i < n; i++) deliverStart[i + 1] += deliverStart[i];
  const deliverSlot = new Uint32Array(deliverStart[n]);
  const deliverShare = new Float64Array(deliverStart[n]);
  const place = deliverStart.slice(0, n);
  for (let e = 0; e < m; e++) {
    if (slotOfEdge[e] < 0) continue;
    const at = place[source[e]]++;
    deliverSlot[at] = slotOfEdge[e];
    deliverShare[at] = amount[e] / boughtInSlot[slotOfEdge[e]];
  }
  return { start: deliverStart, slot: deliverSlot, share: deliverShare, slotFirm: slotFirm.slice(0, slots) };
}

function orderSlots({ system: { n }, arrivals: suppliers }: RowShares): Channel {
  const { start, source, amount } = suppliers;
  return { n, start, slot: source, share: amount, slotFirm: Uint32Array.from({ length: n }, (_, i) => i), replacement: null };
}
