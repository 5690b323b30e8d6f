/**
 * Which obligations can clear at all: those inside a strongly connected component; and prices lifted along those between two, which never clear.
 * Cost: O(n + m).
 */
import { type Components, condensationOrder } from "../network/components.ts";
import type { Network } from "../network/network.ts";

/** Edges of one netting set. */
export interface EdgeSet {
  readonly nettingSet: ArrayLike<number> | null;
  /** The set to take; null takes all edges. */
  readonly set: number | null;
}

/** Some of the edges of a network, in rows. */
export interface Picked {
  readonly n: number;
  readonly start: Uint32Array;
  readonly target: Uint32Array;
  /** Index of each edge in the network. */
  readonly edge: Uint32Array;
}

/** The edges of the set that can clear: zero amounts and self-loops join nothing. */
export function joining(
  { n, start, target }: Pick<Network, "n" | "start" | "target">,
  amounts: Float64Array,
  { nettingSet, set }: EdgeSet,
): Picked {
  const rows = new Uint32Array(n + 1);
  const edge = new Uint32Array(target.length);
  let count = 0;
  for (let i = 0; i < n; i++) {
    for (let e = start[i]; e < start[i + 1]; e++) {
      if (target[e] !== i && amounts[e] > 0 && (set === null || nettingSet![e] === set)) edge[count++] = e;
    }
    rows[i + 1] = count;
  }
  if (count === target.length) return { n, start, target, edge };
  const kept = new Uint32Array(count);
  for (let k = 0; k < count; k++) kept[k] = target[edge[k]];
  return { n, start: rows, target: kept, edge: edge.subarray(0, count) };
}

/** The edges inside a component, and those between two: from node crossFrom[k] to node crossTo[k]. */
export function within(
  { n, start, target, edge }: Picked,
  { component }: Components,
): { readonly inner: Picked; readonly crossFrom: Uint32Array; readonly crossTo: Uint32Array } {
  const rows = new Uint32Array(n + 1);
  const inner = new Uint32Array(target.length);
  const kept = new Uint32Array(target.length);
  let count = 0;
  let cross = target.length;
  for (let i = 0; i < n; i++) {
    for (let k = start[i]; k < start[i + 1]; k++) {
      if (component[target[k]] === component[i]) {
        kept[count] = target[k];
        inner[count++] = edge[k];
      } else {
        kept[--cross] = target[k];
        inner[cross] = i;
      }
    }
    rows[i + 1] = count;
  }
  return {
    inner: { n, start: rows, target: kept.subarray(0, count), edge: inner.subarray(0, count) },
    crossFrom: inner.subarray(count),
    crossTo: kept.subarray(count),
  };
}

/** From the shipment's prices p to u = -p, with u_i >= u_j + 1 on every edge i -> j between two components. */
export function liftPrices({ component, count }: Components, crossFrom: Uint32Array, crossTo: Uint32Array, price: Int32Array): void {
  // The components as nodes, and the edges between them in rows.
  const start = new Uint32Array(count + 1);
  for (const i of crossFrom) start[component[i] + 1]++;
  for (let c = 0; c < count; c++) start[c + 1] += start[c];
  const place = start.slice(0, count);
  const target = new Uint32Array(crossTo.length);
  const least = new Int32Array(crossTo.length);
  for (let k = 0; k < crossTo.length; k++) {
    const at = place[component[crossFrom[k]]]++;
    target[at] = component[crossTo[k]];
    least[at] = price[crossFrom[k]] + 1 - price[crossTo[k]];
  }
  const lift = new Int32Array(count);
  const single = { count, component: place.map((_, c) => c), size: place.map(() => 1) };
  for (const c of condensationOrder({ n: count, start, target }, single)) {
    for (let k = start[c]; k < start[c + 1]; k++) lift[target[k]] = Math.max(lift[target[k]], lift[c] + least[k]);
  }
  for (let i = 0; i < price.length; i++) price[i] = -(price[i] + lift[component[i]]);
}
