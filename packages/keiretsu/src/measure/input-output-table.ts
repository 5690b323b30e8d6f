/**
 * A table of who supplies whom as an economy in balance: output x_i = sum_j z_ij + f_i, value added v_j = x_j - sum_i z_ij.
 *
 * Where final demand is not given, who buys and sells nothing is a final user: its purchases are final demand, and it is no producer.
 * With x = A x + f, f >= 0, the spectral radius of A is at most 1, and it is 1 exactly where a group sells to itself alone: such an economy has
 * no answer to final demand and is refused. A firm that buys for more than it sells (column sum of A above 1) is told and kept.
 */
import { KeiretsuError } from "../assert.ts";
import { mergeParallel, type Network } from "../network/network.ts";
import type { Warning } from "../network/result.ts";
import { type RowShares, rowShares, rowSums } from "../network/row-shares.ts";
import { arrivals } from "../network/transpose.ts";

export interface TableParams {
  /** f_i: what each sells to final users, not negative; left out, the purchases of those who sell nothing. */
  readonly finalDemand?: ArrayLike<number> | undefined;
}

export interface Table {
  /** z_ij between producers, parallel edges added up. */
  readonly network: Network;
  readonly finalDemand: Float64Array;
  /** x_i. */
  readonly output: Float64Array;
  /** v_j. */
  readonly valueAdded: Float64Array;
  readonly warnings: readonly Warning[];
}

/** Throws `wrong-lens`, `bad-vector`; `no-output` where someone buys and has no output; `closed-economy` where a group sells to itself alone. */
export function tableOf(network: Network, { finalDemand: given }: TableParams): Table {
  if (network.lens !== "supplies") throw new KeiretsuError("wrong-lens", `the network says who ${network.lens} whom, expected supplies`);
  const merged = mergeParallel(network);
  const sales = rowSums(merged);
  const users = given === undefined ? finalUsers(merged, sales) : new Uint8Array(merged.n);
  const { between, toUsers } = withoutUsers(merged, users);
  const finalDemand = given === undefined ? toUsers : checkedDemand(given, merged.n);
  const output = rowSums(between).map((x, i) => x + finalDemand[i]);
  const { purchases, suppliers } = purchasesOf(between);
  const broke = purchases.findIndex((x, j) => x > 0 && output[j] === 0);
  if (broke >= 0) throw new KeiretsuError("no-output", `${nameOf(merged, broke)} buys for ${purchases[broke]} and has no output`);
  refuseClosed(merged, suppliers, finalDemand, output);
  const valueAdded = output.map((x, j) => x - purchases[j]);
  const warnings: Warning[] = [];
  const userCount = users.reduce((count, x) => count + x, 0);
  if (userCount > 0) warnings.push({ code: "final-users", message: `${userCount} buyers that sell nothing were taken as final users` });
  const losing = valueAdded.filter((v, j) => v < -ROUNDING * output[j]).length;
  if (losing > 0) {
    warnings.push({ code: "negative-value-added", message: `${losing} firms buy for more than their output (column sum of A above 1)` });
  }
  return { network: between, finalDemand, output, valueAdded, warnings };
}

/** Sums of inputs and of output differ by rounding. */
const ROUNDING = 1e-9;

/** b_ij = z_ij / x_i: the share of i's output that each customer takes. */
export function allocations({ network, output }: Table): RowShares {
  return rowShares(network, output);
}

/** a_ij = z_ij / x_j: what each supplier delivers for a unit of j's output; row j lists its suppliers. */
export function requirements({ network, output }: Table): RowShares {
  const { start, source, amount } = arrivals(network);
  return rowShares({ ...network, start, target: source, weight: amount }, output);
}

function finalUsers({ n, start, target, weight }: Network, sales: Float64Array): Uint8Array {
  const users = new Uint8Array(n);
  for (let e = 0; e < start[n]; e++) if (weight[e] > 0 && sales[target[e]] === 0) users[target[e]] = 1;
  return users;
}

function withoutUsers(network: Network, users: Uint8Array): { between: Network; toUsers: Float64Array } {
  const { n, m } = network;
  const toUsers = new Float64Array(n);
  const start = new Uint32Array(n + 1);
  const target = new Uint32Array(m);
  const weight = new Float64Array(m);
  let kept = 0;
  for (let i = 0; i < n; i++) {
    for (let e = network.start[i]; e < network.start[i + 1]; e++) {
      if (users[network.target[e]] === 1) {
        toUsers[i] += network.weight[e];
        continue;
      }
      target[kept] = network.target[e];
      weight[kept++] = network.weight[e];
    }
    start[i + 1] = kept;
  }
  return { between: { ...network, m: kept, start, target: target.subarray(0, kept), weight: weight.subarray(0, kept) }, toUsers };
}

function checkedDemand(values: ArrayLike<number>, n: number): Float64Array {
  if (values.length !== n) throw new KeiretsuError("bad-vector", `finalDemand has ${values.length} entries, expected ${n}`);
  const copy = Float64Array.from(values);
  if (!copy.every((x) => x >= 0 && x < Infinity)) throw new KeiretsuError("bad-vector", "finalDemand must be finite, not negative");
  return copy;
}

function purchasesOf(network: Network): { purchases: Float64Array; suppliers: ReturnType<typeof arrivals> } {
  const suppliers = arrivals(network);
  return { purchases: rowSums({ n: network.n, start: suppliers.start, weight: suppliers.amount }), suppliers };
}

/** Every producer must reach final demand through its customers, and theirs. */
function refuseClosed(
  network: Network,
  { start, source, amount }: ReturnType<typeof arrivals>,
  finalDemand: Float64Array,
  output: Float64Array,
): void {
  const fed = Uint8Array.from(finalDemand, (f) => (f > 0 ? 1 : 0));
  const queue = Array.from(fed.keys()).filter((i) => fed[i] === 1);
  for (const j of queue) {
    for (let e = start[j]; e < start[j + 1]; e++) {
      const i = source[e];
      if (fed[i] === 1 || amount[e] === 0) continue;
      fed[i] = 1;
      queue.push(i);
    }
  }
  const closed = Array.from(fed.keys()).filter((i) => fed[i] === 0 && output[i] > 0);
  if (closed.length === 0) return;
  const message = `${closed.length} firms, ${nameOf(network, closed[0])} among them, sell only to each other and never to final demand`;
  throw new KeiretsuError("closed-economy", `${message}: the spectral radius of A is 1; give their final demand or leave them out`);
}

function nameOf({ names }: Network, i: number): string {
  return names.length > 0 ? names[i] : String(i);
}
