import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { blocksOf, type RowSystem, solveAbsorption } from "../../src/network/absorption.ts";
import { fromEdges } from "../../src/network/network.ts";
import { arrivals } from "../../src/network/transpose.ts";
import { gaussJordan } from "../reference/dense.ts";
import { columnsOf, multigraphs, type TestGraph } from "../trace/multigraphs.ts";

/** x_j = b_j + sum of `strength` times the mean of what j depends on. */
function systemOf(graph: TestGraph, strength: number): { system: RowSystem; blocks: ReturnType<typeof blocksOf>; dense: () => number[][] } {
  const edges = graph.edges.filter((e) => e.from !== e.to && e.amount > 0);
  const network = fromEdges(columnsOf({ n: graph.n, edges }));
  const { start, source, amount } = arrivals(network);
  const share = new Float64Array(amount.length);
  for (let j = 0; j < graph.n; j++) {
    const total = amount.subarray(start[j], start[j + 1]).reduce((sum, x) => sum + x, 0);
    for (let e = start[j]; e < start[j + 1]; e++) share[e] = (strength * amount[e]) / total;
  }
  const dense = (): number[][] => {
    const matrix = Array.from({ length: graph.n }, (_, j) => Array.from({ length: graph.n }, (__, k) => Number(j === k)));
    for (let j = 0; j < graph.n; j++) for (let e = start[j]; e < start[j + 1]; e++) matrix[j][source[e]] -= share[e];
    return matrix;
  };
  return { system: { n: graph.n, start, source, share }, blocks: blocksOf(network), dense };
}

describe("dense blocks, sweeps and minimal residuals give the same answer", () => {
  test.each([
    [{ denseLimit: 1000 }, 0.9],
    [{ denseLimit: 1 }, 0.9],
    [{ denseLimit: 1, maxSweeps: 0 }, 0.9],
    [{ denseLimit: 1, maxSweeps: 3 }, 0.999],
  ])("%j at strength %f", (options, strength) => {
    fc.assert(
      fc.property(multigraphs({ maxNodes: 9, maxEdges: 30 }), fc.nat(1000), (graph, pick) => {
        const { system, blocks, dense } = systemOf(graph, strength);
        const b = Float64Array.from({ length: graph.n }, (_, j) => (j * 7 + pick) % 5);
        const solved = solveAbsorption({ system, blocks, b, held: new Uint8Array(graph.n), ...options });
        const expected = gaussJordan(dense(), [...b]);
        expect(solved.residual).toBeLessThanOrEqual(1e-8);
        solved.x.forEach((x, j) => expect(Math.abs(x - expected[j])).toBeLessThanOrEqual(1e-9 + 1e-7 * expected[j]));
      }),
      { numRuns: 80, seed: 20251130 },
    );
  });
});

test.each([1e-8, 1e-12, 1e-16])("a loop of which a share of %s comes from a held node has what that node has", (fed) => {
  const network = fromEdges({ n: 3, from: [0, 1, 2], to: [1, 0, 0], amount: [1, 1 - fed, fed] });
  const { start, source, amount } = arrivals(network);
  const solved = solveAbsorption({
    system: { n: 3, start, source, share: amount },
    blocks: blocksOf(network),
    b: new Float64Array(3),
    held: Uint8Array.of(0, 0, 1),
    given: Float64Array.of(0, 0, 1),
  });
  solved.x.forEach((x) => expect(x).toBeCloseTo(1, 7));
});

test("a pair that hardly leaks, in a block that leaks a lot elsewhere", () => {
  // 0 and 1 depend on each other but for 1e-14 on 2, which depends half on 0 and half on what is held.
  const network = fromEdges({ n: 4, from: [0, 1, 2, 0, 3], to: [1, 0, 0, 2, 2], amount: [1, 1 - 1e-14, 1e-14, 0.5, 0.5] });
  const { start, source, amount } = arrivals(network);
  const system = { n: 4, start, source, share: amount };
  const held = { held: Uint8Array.of(0, 0, 0, 1), given: Float64Array.of(0, 0, 0, 1) };
  const solved = solveAbsorption({ system, blocks: blocksOf(network), b: new Float64Array(4), ...held });
  solved.x.forEach((x) => expect(x).toBeCloseTo(1, 9));
});

test("held nodes keep what they are given and pass it on", () => {
  const { system, blocks } = systemOf(
    { n: 3, edges: [0, 1].map((i) => ({ from: i, to: i + 1, amount: 1, type: 0, firstDay: 0, lastDay: 0 })) },
    0.5,
  );
  const solved = solveAbsorption({
    system,
    blocks,
    b: new Float64Array(3),
    held: Uint8Array.from([1, 0, 0]),
    given: Float64Array.from([8, 0, 0]),
  });
  expect([...solved.x]).toEqual([8, 4, 2]);
});

test("a shuffled ring of 20000 nodes that loses a thousandth a step: a sweep follows the money around", () => {
  const n = 20_000;
  const edges = Array.from({ length: n }, (_, i) => ({
    from: (i * 7919) % n,
    to: ((i + 1) * 7919) % n,
    amount: 1,
    type: 0,
    firstDay: 0,
    lastDay: 0,
  }));
  const { system, blocks } = systemOf({ n, edges }, 0.999);
  const solved = solveAbsorption({ system, blocks, b: new Float64Array(n).fill(1), held: new Uint8Array(n) });
  expect(solved.converged).toBe(true);
  expect(solved.iterations).toBeLessThan(10);
  for (const x of solved.x) expect(Math.abs(x - 1000)).toBeLessThan(1e-6);
});

test("two rings that leak almost nothing: minimal residuals take over from sweeps", () => {
  // 600 nodes, each fed by the node before and the node 7 before, a millionth lost a step: every x is a million.
  const n = 600;
  const edges = Array.from({ length: 2 * n }, (_, i) => {
    const j = i >> 1;
    return { from: (j + n - (i & 1 ? 7 : 1)) % n, to: j, amount: 1, type: 0, firstDay: 0, lastDay: 0 };
  });
  const { system, blocks } = systemOf({ n, edges }, 1 - 1e-6);
  const solved = solveAbsorption({ system, blocks, b: new Float64Array(n).fill(1), held: new Uint8Array(n) });
  expect(solved.iterations).toBeGreaterThan(200);
  for (const x of solved.x) expect(Math.abs(x / 1e6 - 1)).toBeLessThan(1e-6);
});
