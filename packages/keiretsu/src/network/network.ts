import { compareText } from "../finding.ts";
import { KeiretsuError } from "../assert.ts";
import { sha256 } from "../num/sha256.ts";

/**
 * The numeric noun: a directed multigraph in compressed sparse rows. Row i holds the edges that leave node i, in order of target,
 * then of amount, then of input edge, so that the answer never depends on the order of the input.
 * Every lens is a sentence whose subject is `from`: A pays B, A owes B (money moves A to B); A owns B, A supplies B (money moves B to A).
 */
export type Lens = "pays" | "owes" | "owns" | "supplies";

export interface Network {
  readonly lens: Lens;
  /** Unit of `weight`: an ISO 4217 code, "share" or "units". */
  readonly unit: string;
  /** Name of each node, length n; empty when nodes are only numbers. */
  readonly names: readonly string[];
  readonly n: number;
  readonly m: number;
  /** Row starts, length n + 1. */
  readonly start: Uint32Array;
  /** Target node of each edge, length m. */
  readonly target: Uint32Array;
  /** Amount of each edge, finite and not negative, length m. */
  readonly weight: Float64Array;
  /** Index of each edge in the caller's list of edges (leg, row); of the first one where parallel edges were merged. */
  readonly leg: Int32Array;
  /** Type of each edge as an index into `typeNames`; null when edges have no type. */
  readonly type: Uint16Array | null;
  readonly typeNames: readonly string[];
  /** Payment window of each edge in days, inclusive; null when edges have no dates. */
  readonly firstDay: Int32Array | null;
  readonly lastDay: Int32Array | null;
}

/** Columns of edges as they come from a reader; parallel edges and self-loops allowed. */
export interface Edges {
  readonly n: number;
  readonly from: ArrayLike<number>;
  readonly to: ArrayLike<number>;
  readonly amount: ArrayLike<number>;
  readonly type?: ArrayLike<number> | null;
  readonly typeNames?: readonly string[];
  readonly firstDay?: ArrayLike<number> | null;
  readonly lastDay?: ArrayLike<number> | null;
}

/**
 * Build a network from columns of edges. Throws `bad-edge` on a node out of range or an amount that is negative or not finite.
 * Cost O(n + m log degree).
 */
export function fromEdges(edges: Edges, options: { lens?: Lens; unit?: string; names?: readonly string[] } = {}): Network {
  const { n, from, to, amount } = edges;
  const m = from.length;
  const start = new Uint32Array(n + 1);
  for (let k = 0; k < m; k++) {
    const i = from[k];
    const j = to[k];
    const x = amount[k];
    if (!(i >= 0 && i < n && j >= 0 && j < n)) throw new KeiretsuError("bad-edge", `edge ${k}: nodes ${i} -> ${j}, expected 0 to ${n - 1}`);
    if (!(x >= 0 && x < Infinity)) throw new KeiretsuError("bad-edge", `edge ${k}: amount ${x}, expected a finite number, not negative`);
    start[i + 1]++;
  }
  for (let i = 0; i < n; i++) start[i + 1] += start[i];
  const place = start.slice(0, n);
  const order = new Uint32Array(m);
  for (let k = 0; k < m; k++) order[place[from[k]]++] = k;
  for (let i = 0; i < n; i++) {
    const row = order.subarray(start[i], start[i + 1]);
    if (row.length > 1) row.sort((a, b) => to[a] - to[b] || amount[a] - amount[b] || a - b);
  }
  const target = new Uint32Array(m);
  const weight = new Float64Array(m);
  const leg = new Int32Array(m);
  const type = edges.type ? new Uint16Array(m) : null;
  const firstDay = edges.firstDay ? new Int32Array(m) : null;
  const lastDay = edges.lastDay ? new Int32Array(m) : null;
  for (let e = 0; e < m; e++) {
    const k = order[e];
    target[e] = to[k]!;
    weight[e] = amount[k]!;
    leg[e] = k;
    if (type) type[e] = edges.type![k]!;
    if (firstDay) firstDay[e] = edges.firstDay![k]!;
    if (lastDay) lastDay[e] = edges.lastDay![k]!;
  }
  return {
    lens: options.lens ?? "pays",
    unit: options.unit ?? "units",
    names: options.names ?? [],
    n,
    m,
    start,
    target,
    weight,
    leg,
    type,
    typeNames: edges.typeNames ?? [],
    firstDay,
    lastDay,
  };
}

/** Add up parallel edges: amounts add, windows are hulled, the type is kept where all agree and is dropped to null otherwise. */
export function mergeParallel(network: Network): Network {
  const { n, start, target, weight } = network;
  const from: number[] = [];
  const keep: number[] = [];
  const amount: number[] = [];
  const first: number[] = [];
  const last: number[] = [];
  for (let i = 0; i < n; i++) {
    for (let e = start[i]; e < start[i + 1]; e++) {
      const previous = keep.length - 1;
      if (previous >= 0 && from[previous] === i && target[keep[previous]] === target[e]) {
        amount[previous] += weight[e];
        if (network.firstDay) first[previous] = Math.min(first[previous], network.firstDay[e]);
        if (network.lastDay) last[previous] = Math.max(last[previous], network.lastDay[e]);
        continue;
      }
      from.push(i);
      keep.push(e);
      amount.push(weight[e]);
      first.push(network.firstDay ? network.firstDay[e] : 0);
      last.push(network.lastDay ? network.lastDay[e] : 0);
    }
  }
  const merged = fromEdges(
    {
      n,
      from,
      to: keep.map((e) => target[e]),
      amount,
      firstDay: network.firstDay ? first : null,
      lastDay: network.lastDay ? last : null,
    },
    { lens: network.lens, unit: network.unit, names: network.names },
  );
  return { ...merged, leg: merged.leg.map((k) => network.leg[keep[k]]) };
}

/** SHA-256 over the sorted edges with their names, so that the order of rows and the numbering of nodes do not matter. */
export function networkDigest(network: Network): string {
  const lines: string[] = [];
  const name = (i: number): string => (network.names.length > 0 ? network.names[i] : String(i));
  for (let i = 0; i < network.n; i++) {
    lines.push(JSON.stringify([name(i)]));
    for (let e = network.start[i]; e < network.start[i + 1]; e++) {
      lines.push(
        JSON.stringify([
          name(i),
          name(network.target[e]),
          network.weight[e],
          network.type ? network.typeNames[network.type[e]] : null,
          network.firstDay ? network.firstDay[e] : null,
          network.lastDay ? network.lastDay[e] : null,
        ]),
      );
    }
  }
  lines.sort(compareText);
  return sha256([network.lens, network.unit, ...lines].join("\n"));
}
