import * as fc from "fast-check";
import { expect, test } from "vitest";
import { flowGraph, maxFlow } from "../../src/num/max-flow.ts";
import { slowMaxFlow } from "../reference/provenance.ts";

test("the cut of a small network", () => {
  // 0 sends 3 by 1 and 2 by 2; 1 also passes 1 on to 2; the edges into 3 carry 2 and 4.
  const graph = flowGraph(4, [0, 0, 1, 1, 2], [1, 2, 2, 3, 3]);
  expect(maxFlow(graph, [3, 2, 1, 2, 4], 0, 3)).toBe(5);
  // The graph serves again with other capacities.
  expect(maxFlow(graph, [3, 2, 0, 2, 1], 0, 3)).toBe(3);
});

test("no way is no flow", () => {
  expect(maxFlow(flowGraph(3, [1, 2], [0, 1]), [5, 5], 0, 2)).toBe(0);
  expect(maxFlow(flowGraph(2, [], []), [], 0, 1)).toBe(0);
});

test("agrees with slow augmenting paths, parallel edges and self-loops included", () => {
  const networks = fc
    .integer({ min: 2, max: 8 })
    .chain((n) => fc.record({ n: fc.constant(n), edges: fc.array(fc.tuple(fc.nat(n - 1), fc.nat(n - 1), fc.nat(20)), { maxLength: 30 }) }));
  fc.assert(
    fc.property(networks, ({ n, edges }) => {
      const room = Array.from({ length: n }, () => Array.from({ length: n }, () => 0));
      for (const [i, j, capacity] of edges) if (i !== j) room[i][j] += capacity;
      const graph = flowGraph(
        n,
        edges.map(([i]) => i),
        edges.map(([, j]) => j),
      );
      const value = maxFlow(
        graph,
        edges.map(([, , capacity]) => capacity),
        0,
        n - 1,
      );
      expect(value).toBe(slowMaxFlow(room, 0, n - 1));
    }),
    { numRuns: 300, seed: 20251129 },
  );
});

test("a path of 100000 nodes does not exhaust the stack", () => {
  const n = 100_000;
  const from = Array.from({ length: n - 1 }, (_, i) => i);
  const graph = flowGraph(
    n,
    from,
    from.map((i) => i + 1),
  );
  expect(
    maxFlow(
      graph,
      from.map((i) => 2 + (i % 3)),
      0,
      n - 1,
    ),
  ).toBe(2);
});
