/**
 * The budget of each node: where the money it spends came from.
 *
 * x_kj is what k pays j, z_j comes in from outside (end demand, outside investors, opening cash used), y_j goes out to outside. Throughput
 * `T_j = max(sum_k x_kj + z_j, sum_k x_jk + y_j)`; the side that falls short is filled from or to outside (opening cash, cash kept).
 * `b_kj = x_kj / T_j` is the share of j's budget that came from k. Payments to oneself change nothing and are left out.
 */
import { KeiretsuError } from "../assert.ts";
import { type Blocks, blocksOf } from "../network/absorption.ts";
import type { Network } from "../network/network.ts";
import type { Warning } from "../network/result.ts";
import { arrivals } from "../network/transpose.ts";

export interface OutsideParams {
  /** z_j >= 0 of each node, in the unit of amounts; 0 where left out. */
  readonly outsideIn?: ArrayLike<number> | undefined;
  /** y_j >= 0 of each node; 0 where left out. */
  readonly outsideOut?: ArrayLike<number> | undefined;
}

export interface Budgets {
  readonly n: number;
  /** Edges by payer, self-loops and empty payments left out; `edge` leads back to the network. */
  readonly leave: { readonly n: number; readonly start: Uint32Array; readonly target: Uint32Array; readonly weight: Float64Array };
  readonly edge: Uint32Array;
  /** Edges by payee: who paid j. */
  readonly start: Uint32Array;
  readonly source: Uint32Array;
  readonly amount: Float64Array;
  /** b_kj of each edge by payee. */
  readonly share: Float64Array;
  /** T_j, length n. */
  readonly throughput: Float64Array;
  /** z_j and y_j after filling, length n. */
  readonly outsideIn: Float64Array;
  readonly outsideOut: Float64Array;
  readonly blocks: Blocks;
  /** Components of several nodes that no money enters from outside or from other nodes: 1 for each of their members. */
  readonly closed: Uint8Array;
  readonly warnings: readonly Warning[];
}

/** A gap between the two sides smaller than this share of throughput is rounding, not money. */
const ROUNDING = 1e-12;

/**
 * Balance a network of payments. `balanced` fills the short side as above; `inflow` takes throughput from what comes in, as ecology does,
 * and fills nothing. Throws `bad-vector` on a vector of the wrong length or with a negative or infinite entry.
 */
export function budgets(network: Network, params: OutsideParams & { readonly throughflow?: "balanced" | "inflow" } = {}): Budgets {
  const { n } = network;
  const given = (name: string, values: ArrayLike<number> | undefined): Float64Array => checkedVector(name, values, n);
  const outsideIn = given("outsideIn", params.outsideIn);
  const outsideOut = given("outsideOut", params.outsideOut);
  const { leave, edge, selfLoops } = withoutSelfLoops(network);
  const { start, source, amount } = arrivals({ ...network, ...leave, m: edge.length });
  const throughput = new Float64Array(n);
  for (let j = 0; j < n; j++) {
    let into = 0;
    for (let e = start[j]; e < start[j + 1]; e++) into += amount[e];
    let out = 0;
    for (let e = leave.start[j]; e < leave.start[j + 1]; e++) out += leave.weight[e];
    const arriving = into + outsideIn[j];
    const leaving = out + outsideOut[j];
    if (params.throughflow === "inflow") {
      throughput[j] = arriving;
      continue;
    }
    throughput[j] = Math.max(arriving, leaving);
    if (leaving - arriving > ROUNDING * leaving) outsideIn[j] = leaving - into;
    if (arriving - leaving > ROUNDING * arriving) outsideOut[j] = arriving - out;
  }
  const share = new Float64Array(amount.length);
  for (let j = 0; j < n; j++) {
    for (let e = start[j]; e < start[j + 1]; e++) share[e] = amount[e] / throughput[j];
  }
  const blocks = blocksOf(leave);
  const warnings: Warning[] = [];
  if (selfLoops > 0) warnings.push({ code: "self-loops-dropped", message: `${selfLoops} payments of a node to itself were left out` });
  const closed = closedMembers(n, start, source, outsideIn, blocks);
  return { n, leave, edge, start, source, amount, share, throughput, outsideIn, outsideOut, blocks, closed, warnings };
}

function checkedVector(name: string, values: ArrayLike<number> | undefined, n: number): Float64Array {
  if (values === undefined) return new Float64Array(n);
  if (values.length !== n) throw new KeiretsuError("bad-vector", `${name} has ${values.length} entries, expected ${n}`);
  const copy = Float64Array.from(values);
  for (let i = 0; i < n; i++) {
    if (!(copy[i] >= 0 && copy[i] < Infinity)) {
      throw new KeiretsuError("bad-vector", `${name}[${i}] is ${copy[i]}, expected a finite number, not negative`);
    }
  }
  return copy;
}

function withoutSelfLoops(network: Network): { leave: Budgets["leave"]; edge: Uint32Array; selfLoops: number } {
  const { n, m, start, target, weight } = network;
  const kept = new Uint32Array(n + 1);
  const edge = new Uint32Array(m);
  let selfLoops = 0;
  let count = 0;
  for (let i = 0; i < n; i++) {
    for (let e = start[i]; e < start[i + 1]; e++) {
      if (target[e] === i) selfLoops++;
      else if (weight[e] > 0) edge[count++] = e;
    }
    kept[i + 1] = count;
  }
  if (count === m) return { leave: { n, start, target, weight }, edge, selfLoops };
  const leave = { n, start: kept, target: new Uint32Array(count), weight: new Float64Array(count) };
  for (let e = 0; e < count; e++) {
    leave.target[e] = target[edge[e]];
    leave.weight[e] = weight[edge[e]];
  }
  return { leave, edge: edge.slice(0, count), selfLoops };
}

function closedMembers(n: number, start: Uint32Array, source: Uint32Array, outsideIn: Float64Array, blocks: Blocks): Uint8Array {
  const { component, count, size } = blocks.components;
  const fed = new Uint8Array(count);
  for (let j = 0; j < n; j++) {
    const c = component[j];
    if (outsideIn[j] > 0) fed[c] = 1;
    for (let e = start[j]; fed[c] === 0 && e < start[j + 1]; e++) if (component[source[e]] !== c) fed[c] = 1;
  }
  const closed = new Uint8Array(n);
  for (let j = 0; j < n; j++) closed[j] = fed[component[j]] === 0 && size[component[j]] > 1 ? 1 : 0;
  return closed;
}
