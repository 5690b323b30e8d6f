import { compareText, type NetworkFormat, readNetwork } from "keiretsu";
import type { OpenBook } from "../book.ts";
import { forceLayout } from "../layout/force-layout.ts";

interface Params {
  readonly name: string;
  readonly text: string;
  readonly format: NetworkFormat;
  /** Most edges drawn, the largest first. */
  readonly most: number;
}

const ROUNDS = 120;

/** A large network laid out for drawing: columns of its nodes and of its largest edges, parallel ones apart. */
export default function edgeLayout(_book: OpenBook, { name, text, format, most }: Params, tell: (progress: unknown) => void = () => {}) {
  const { network } = readNetwork(text, { format, file: name });
  const amountOf = (edge: (typeof network.edges)[number]): number | null => edge.point ?? edge.weight ?? edge.high ?? edge.low;
  const sorted = [...network.edges].sort((a, b) => (amountOf(b) ?? -1) - (amountOf(a) ?? -1) || compareText(a.id, b.id));
  const edges = sorted.slice(0, most);
  const index = new Map(network.nodes.map((node, i) => [node.id, i]));
  const from = Uint32Array.from(edges, (edge) => index.get(edge.from)!);
  const to = Uint32Array.from(edges, (edge) => index.get(edge.to)!);
  // An amount that nobody states is drawn thin; NaN says so in a column of numbers.
  const amount = Float64Array.from(edges, (edge) => amountOf(edge) ?? Number.NaN);
  const n = network.nodes.length;
  const apart = edges.map((_, e) => e).filter((e) => from[e] !== to[e]);
  const places = forceLayout(
    { n, from: apart.map((e) => from[e]), to: apart.map((e) => to[e]), weight: apart.map(() => 1) },
    { rounds: ROUNDS, seed: 1, tell },
  );
  return {
    name,
    unit: network.unit ?? "units",
    names: network.nodes.map((node) => node.name || node.id),
    from,
    to,
    amount,
    bend: bendsOf(n, from, to),
    places,
    through: throughOf(n, from, to, amount),
    left: network.edges.length - edges.length,
  };
}

/** How far each edge is bent aside, as a share of its length: 0 where no other joins its two nodes, so that no edge lies upon another. */
function bendsOf(n: number, from: Uint32Array, to: Uint32Array): Float32Array {
  const between = new Map<number, number>();
  const pairOf = (e: number): number => Math.min(from[e], to[e]) * n + Math.max(from[e], to[e]);
  for (let e = 0; e < from.length; e++) between.set(pairOf(e), (between.get(pairOf(e)) ?? 0) + 1);
  const before = new Map<number, number>();
  return Float32Array.from(from, (_, e) => {
    const all = between.get(pairOf(e))!;
    if (all === 1) return 0;
    // Each bends to its own left, so those of the two directions lie on different sides.
    const direction = from[e] * n + to[e];
    const rank = before.get(direction) ?? 0;
    before.set(direction, rank + 1);
    return 0.12 + (0.5 * rank) / (all - 1);
  });
}

/** What passes through each node: the larger of what it pays and what it is paid. */
function throughOf(n: number, from: Uint32Array, to: Uint32Array, amount: Float64Array): Float64Array {
  const out = new Float64Array(n);
  const into = new Float64Array(n);
  for (const [e, x] of amount.entries()) {
    if (Number.isNaN(x)) continue;
    out[from[e]] += x;
    into[to[e]] += x;
  }
  return out.map((x, i) => Math.max(x, into[i]));
}
