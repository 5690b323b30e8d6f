import { compareText } from "../finding.ts";
import { KeiretsuError } from "../assert.ts";
import { Sha256 } from "../num/sha256.ts";
import { sortRows } from "./rows.ts";

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

export interface FromEdgesOptions {
  /** "pays" by default. */
  readonly lens?: Lens;
  /** "units" by default. */
  readonly unit?: string;
  readonly names?: readonly string[];
  /** The typed columns from, to and amount are given away and must not be read again: half the memory for large networks. */
  readonly consume?: boolean;
  /** The caller has checked each edge as it came in: nodes from 0 to n - 1, amounts finite and not negative. Default false. */
  readonly checked?: boolean;
}

/**
 * Build a network from columns of edges. Throws `bad-edge` on a node out of range or an amount that is negative or not finite.
 * Cost O(n + m).
 */
export function fromEdges(edges: Edges, options: FromEdgesOptions = {}): Network {
  const { n, from, to, amount } = edges;
  const m = from.length;
  if (!options.checked) checkEdges(edges);
  const rows = sortRows(
    {
      n,
      from: from instanceof Uint32Array ? from : Uint32Array.from(from),
      to: to instanceof Uint32Array ? to : Uint32Array.from(to),
      amount: amount instanceof Float64Array ? amount : Float64Array.from(amount),
    },
    { tie: tieBreak(edges), consume: options.consume ?? false },
  );
  const { start, target, weight } = rows;
  const leg = new Int32Array(rows.order.buffer, rows.order.byteOffset, m);
  const type = edges.type ? Uint16Array.from(leg, (k) => edges.type![k]) : null;
  const firstDay = edges.firstDay ? Int32Array.from(leg, (k) => edges.firstDay![k]) : null;
  const lastDay = edges.lastDay ? Int32Array.from(leg, (k) => edges.lastDay![k]) : null;
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

function checkEdges({ n, from, to, amount }: Edges): void {
  for (let k = 0; k < from.length; k++) {
    const i = from[k];
    const j = to[k];
    const x = amount[k];
    if (!(i >= 0 && i < n && j >= 0 && j < n)) throw new KeiretsuError("bad-edge", `edge ${k}: nodes ${i} -> ${j}, expected 0 to ${n - 1}`);
    if (!(x >= 0 && x < Infinity)) throw new KeiretsuError("bad-edge", `edge ${k}: amount ${x}, expected a finite number, not negative`);
  }
}

/** Parallel edges of one amount go by type, then by dates, so that their order does not hang on the order of the input either. */
function tieBreak(edges: Edges): ((a: number, b: number) => number) | null {
  const { type, firstDay, lastDay, typeNames } = edges;
  if (!type && !firstDay && !lastDay) return null;
  return (a, b) =>
    (type ? compareText(typeNames?.[type[a]] ?? "", typeNames?.[type[b]] ?? "") || type[a] - type[b] : 0) ||
    (firstDay ? firstDay[a] - firstDay[b] : 0) ||
    (lastDay ? lastDay[a] - lastDay[b] : 0);
}

/** Add up parallel edges: amounts add, windows are hulled, types are dropped. */
export function mergeParallel(network: Network): Network {
  const { n, m } = network;
  const kept = countPairs(network);
  if (kept === m && !network.type) return network;
  const keep = new Uint32Array(kept);
  const start = new Uint32Array(n + 1);
  for (let i = 0, k = 0; i < n; i++) {
    for (let e = network.start[i]; e < network.start[i + 1]; e++) {
      if (e === network.start[i] || network.target[e] !== network.target[e - 1]) keep[k++] = e;
    }
    start[i + 1] = k;
  }
  const target = new Uint32Array(kept);
  const weight = new Float64Array(kept);
  const leg = new Int32Array(kept);
  const firstDay = network.firstDay ? new Int32Array(kept) : null;
  const lastDay = network.lastDay ? new Int32Array(kept) : null;
  for (let x = 0; x < kept; x++) {
    const first = keep[x];
    const end = x + 1 < kept ? keep[x + 1] : m;
    target[x] = network.target[first];
    leg[x] = network.leg[first];
    if (firstDay) firstDay[x] = network.firstDay!.subarray(first, end).reduce((a, b) => Math.min(a, b));
    if (lastDay) lastDay[x] = network.lastDay!.subarray(first, end).reduce((a, b) => Math.max(a, b));
    for (let e = first; e < end; e++) weight[x] += network.weight[e];
  }
  return { ...network, m: kept, start, target, weight, leg, type: null, typeNames: [], firstDay, lastDay };
}

/** Pairs of nodes with an edge from the first to the second. */
function countPairs({ n, start, target }: Network): number {
  let count = 0;
  for (let i = 0; i < n; i++) for (let e = start[i]; e < start[i + 1]; e++) if (e === start[i] || target[e] !== target[e - 1]) count++;
  return count;
}

/**
 * SHA-256 of the network in its canonical form: nodes in order of their names, types in order of theirs, edges by payer, payee, amount, type and
 * dates. So neither the order of rows nor the numbering of nodes matters. The columns are hashed as little-endian bytes; cost O(m) and a sort
 * of the names, about a second for ten million edges.
 */
export function networkDigest(network: Network): string {
  const { n, m, lens, unit, names, typeNames } = network;
  const nodeOrder = orderOf(names);
  const typeOrder = orderOf(typeNames);
  const { start, target, weight, type, firstDay, lastDay } = nodeOrder || typeOrder ? renumbered(network, nodeOrder, typeOrder) : network;
  const hash = new Sha256();
  hash.text(JSON.stringify(["keiretsu.network/1", lens, unit, n, m, typeNames.toSorted(compareText)]));
  for (let i = 0; i < names.length; i += 1024)
    hash.text(
      JSON.stringify(Array.from({ length: Math.min(1024, names.length - i) }, (_, k) => names[nodeOrder ? nodeOrder[i + k] : i + k])),
    );
  for (const column of [start, target, weight, type, firstDay, lastDay]) {
    hash.text(column ? "column" : "none");
    if (column) hash.bytes(new Uint8Array(column.buffer, column.byteOffset, column.byteLength));
  }
  return hash.hex();
}

/** Indices of the texts in their order; null when they already stand in it. */
function orderOf(texts: readonly string[]): Uint32Array | null {
  if (texts.every((text, k) => k === 0 || texts[k - 1] <= text)) return null;
  return Uint32Array.from(texts, (_, k) => k).sort((a, b) => compareText(texts[a], texts[b]));
}

function renumbered(network: Network, nodeOrder: Uint32Array | null, typeOrder: Uint32Array | null): Network {
  const { n, m } = network;
  const rank = ranks(nodeOrder, n);
  const typeRank = ranks(typeOrder, network.typeNames.length);
  const from = new Uint32Array(m);
  for (let i = 0; i < n; i++) from.fill(rank[i], network.start[i], network.start[i + 1]);
  return fromEdges({
    n,
    from,
    to: network.target.map((j) => rank[j]),
    amount: network.weight,
    type: network.type ? network.type.map((t) => typeRank[t]) : null,
    firstDay: network.firstDay,
    lastDay: network.lastDay,
  });
}

function ranks(order: Uint32Array | null, length: number): Uint32Array {
  const rank = new Uint32Array(length);
  for (let r = 0; r < length; r++) rank[order ? order[r] : r] = r;
  return rank;
}
