import { assert } from "../assert.ts";
import type { Network } from "../network/network.ts";
import { pairAmounts } from "./pair-amounts.ts";
import { flowGraph, maxFlow } from "../num/max-flow.ts";
import { sum } from "../num/sum.ts";
import type { Range } from "./range.ts";
import type { Upper } from "./runs.ts";

/**
 * What would still have to move if every firm paid or received only its net position: `sum max(0, net_i)`, net_i = received - paid.
 *
 * It does not grow with each amount (a payment back lowers it), so the low and high runs do not bound it. Its least value over all amounts
 * within their bounds is exact: start from the low run and let payments grow within their widths from firms that are net receivers to firms
 * that are net payers (a largest flow); what cannot be evened out remains. Its greatest value is a hard cut problem, so an outer
 * bound is given: the sum of the greatest net receipts, or of the greatest net payments, whichever is less; null where it has no bound.
 */
export function netFloor(low: Network, point: Network, upper: Upper): Range {
  const { n } = low;
  assert(point.n === n && upper.network.n === n, "the runs of one view have the same firms");
  const least = pairAmounts(low);
  const most = pairAmounts(upper.network);
  const open = new Set(upper.unbounded.map((edge) => edge.from * n + edge.to));
  return {
    low: leastFloor(n, least, most, open),
    point: floorOf(netPositions(point)),
    high: greatestFloor(n, least, most, open),
  };
}

/** Received less paid of each node. */
function netPositions(network: Network): Float64Array {
  const net = new Float64Array(network.n);
  for (let i = 0; i < network.n; i++) {
    for (let e = network.start[i]; e < network.start[i + 1]; e++) {
      net[i] -= network.weight[e];
      net[network.target[e]] += network.weight[e];
    }
  }
  return net;
}

function floorOf(net: Float64Array): number {
  return sum(net.map((x) => Math.max(0, x)));
}

function leastFloor(n: number, least: ReadonlyMap<number, number>, most: ReadonlyMap<number, number>, open: ReadonlySet<number>): number {
  const net = new Float64Array(n);
  for (const [key, amount] of least) {
    net[Math.floor(key / n)] -= amount;
    net[key % n] += amount;
  }
  const total = floorOf(net);
  const from: number[] = [];
  const to: number[] = [];
  const room: number[] = [];
  for (const key of [...new Set([...most.keys(), ...open])].sort((a, b) => a - b)) {
    from.push(Math.floor(key / n));
    to.push(key % n);
    // More than everything that is out of balance never moves.
    room.push(open.has(key) ? total : Math.max(0, (most.get(key) ?? 0) - (least.get(key) ?? 0)));
  }
  for (let i = 0; i < n; i++) {
    from.push(net[i] > 0 ? n : i);
    to.push(net[i] > 0 ? i : n + 1);
    room.push(Math.abs(net[i]));
  }
  return Math.max(0, total - maxFlow(flowGraph(n + 2, from, to), room, n, n + 1));
}

function greatestFloor(
  n: number,
  least: ReadonlyMap<number, number>,
  most: ReadonlyMap<number, number>,
  open: ReadonlySet<number>,
): number | null {
  const receipts = new Float64Array(n);
  const payments = new Float64Array(n);
  for (const [key, amount] of least) {
    receipts[Math.floor(key / n)] -= amount;
    payments[key % n] -= amount;
  }
  for (const [key, amount] of most) {
    receipts[key % n] += amount;
    payments[Math.floor(key / n)] += amount;
  }
  for (const key of open) {
    receipts[key % n] = Infinity;
    payments[Math.floor(key / n)] = Infinity;
  }
  const bound = Math.min(floorOf(receipts), floorOf(payments));
  return Number.isFinite(bound) ? bound : null;
}
