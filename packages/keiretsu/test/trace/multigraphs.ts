import * as fc from "fast-check";

/** A dated, typed edge of a random test network. */
export interface TestEdge {
  readonly from: number;
  readonly to: number;
  readonly amount: number;
  readonly type: number;
  readonly firstDay: number;
  readonly lastDay: number;
}

export interface TestGraph {
  readonly n: number;
  readonly edges: readonly TestEdge[];
}

/** Small multigraphs with self-loops, parallel edges, isolates, a hub, zero amounts and equal amounts. */
export function multigraphs(options: { maxNodes: number; maxEdges: number }): fc.Arbitrary<TestGraph> {
  return fc.integer({ min: 1, max: options.maxNodes }).chain((n) => {
    const hub = n - 1;
    const node = fc.oneof({ weight: 4, arbitrary: fc.nat(n - 1) }, { weight: 1, arbitrary: fc.constant(hub) });
    const edge = fc
      .record({
        from: node,
        to: node,
        amount: fc.oneof({ weight: 5, arbitrary: fc.nat(12) }, { weight: 1, arbitrary: fc.nat(1_000_000) }),
        type: fc.nat(2),
        firstDay: fc.nat(60),
        days: fc.nat(40),
      })
      .map(({ days, ...rest }) => ({ ...rest, lastDay: rest.firstDay + days }));
    return fc.record({ n: fc.constant(n), edges: fc.array(edge, { maxLength: options.maxEdges }) });
  });
}

/** Columns for fromEdges. */
export function columnsOf({ n, edges }: TestGraph): {
  n: number;
  from: number[];
  to: number[];
  amount: number[];
  type: number[];
  typeNames: string[];
  firstDay: number[];
  lastDay: number[];
} {
  return {
    n,
    from: edges.map((e) => e.from),
    to: edges.map((e) => e.to),
    amount: edges.map((e) => e.amount),
    type: edges.map((e) => e.type),
    typeNames: ["funding", "revenue", "transfer"],
    firstDay: edges.map((e) => e.firstDay),
    lastDay: edges.map((e) => e.lastDay),
  };
}

/** A fixed shuffle that depends on `turn` only. */
export function shuffled<T>(items: readonly T[], turn: number): T[] {
  let state = turn + 1;
  const copy = [...items];
  for (let i = copy.length - 1; i > 0; i--) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const j = Math.floor((state / 2 ** 32) * (i + 1));
    [copy[i], copy[j]] = [copy[j], copy[i]];
  }
  return copy;
}
