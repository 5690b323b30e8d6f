import { describe, expect, test } from "vitest";
import * as fc from "fast-check";
import { condensationOrder, membersOf, type Rows, stronglyConnected, weaklyConnected } from "../../src/network/components.ts";

type Pair = readonly [number, number];

function rowsOf(n: number, pairs: readonly Pair[]): Rows {
  const start = new Uint32Array(n + 1);
  for (const [i] of pairs) start[i + 1]++;
  for (let i = 0; i < n; i++) start[i + 1] += start[i];
  const place = start.slice(0, n);
  const target = new Uint32Array(pairs.length);
  for (const [i, j] of pairs) target[place[i]++] = j;
  return { n, start, target };
}

/** Slow reference: the transitive closure (Warshall). */
function reachability(n: number, pairs: readonly Pair[], bothWays: boolean): boolean[][] {
  const reach = Array.from({ length: n }, (_, i) => Array.from({ length: n }, (__, j) => i === j));
  for (const [i, j] of pairs) {
    reach[i][j] = true;
    if (bothWays) reach[j][i] = true;
  }
  for (let k = 0; k < n; k++) for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) reach[i][j] ||= reach[i][k] && reach[k][j];
  return reach;
}

const graphs = fc
  .integer({ min: 1, max: 14 })
  .chain((n) => fc.tuple(fc.constant(n), fc.array(fc.tuple(fc.nat(n - 1), fc.nat(n - 1)), { maxLength: 30 })));

describe("components", () => {
  test("two loops joined by a bridge, and an isolate", () => {
    // 1 -> 3 -> 1 and 0 -> 2 -> 4 -> 0, bridge 3 -> 0, node 5 alone. Smallest members: 0, 1, 5.
    const rows = rowsOf(6, [
      [1, 3],
      [3, 1],
      [0, 2],
      [2, 4],
      [4, 0],
      [3, 0],
    ]);
    const strong = stronglyConnected(rows);
    expect(strong.count).toBe(3);
    expect([...strong.component]).toEqual([0, 1, 0, 1, 0, 2]);
    expect([...strong.size]).toEqual([3, 2, 1]);
    // {1, 3} and {5} come from nowhere, {0, 2, 4} after {1, 3}.
    expect([...condensationOrder(rows, strong)]).toEqual([1, 2, 0]);
    const weak = weaklyConnected(rows);
    expect([...weak.component]).toEqual([0, 0, 0, 0, 0, 1]);
    const members = membersOf(strong);
    expect([...members.node]).toEqual([0, 2, 4, 1, 3, 5]);
    expect([...members.start]).toEqual([0, 3, 5, 6]);
  });

  test("agree with the transitive closure, and labels grow with the smallest member", () => {
    fc.assert(
      fc.property(graphs, ([n, pairs]) => {
        const rows = rowsOf(n, pairs);
        for (const [components, reach] of [
          [stronglyConnected(rows), reachability(n, pairs, false)],
          [weaklyConnected(rows), reachability(n, pairs, true)],
        ] as const) {
          let next = 0;
          for (let i = 0; i < n; i++) {
            expect(components.component[i]).toBeLessThanOrEqual(next);
            if (components.component[i] === next) next++;
            for (let j = 0; j < n; j++) expect(components.component[i] === components.component[j]).toBe(reach[i][j] && reach[j][i]);
          }
          expect(components.count).toBe(next);
          expect(components.size.reduce((a, b) => a + b, 0)).toBe(n);
        }
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  test("condensation order sends every edge forward", () => {
    fc.assert(
      fc.property(graphs, ([n, pairs]) => {
        const rows = rowsOf(n, pairs);
        const components = stronglyConnected(rows);
        const order = condensationOrder(rows, components);
        const rank = new Map([...order].map((c, k) => [c, k]));
        expect(rank.size).toBe(components.count);
        for (const [i, j] of pairs) {
          const [a, b] = [components.component[i], components.component[j]];
          if (a !== b) expect(rank.get(a)!).toBeLessThan(rank.get(b)!);
        }
      }),
      { seed: 2, numRuns: 300 },
    );
  });

  test("no nodes, and a ring and a chain of a million nodes without overflowing the stack", () => {
    expect(stronglyConnected(rowsOf(0, [])).count).toBe(0);
    expect(weaklyConnected(rowsOf(0, [])).count).toBe(0);
    const n = 1_000_000;
    const start = Uint32Array.from({ length: n + 1 }, (_, i) => i);
    const ring = { n, start, target: Uint32Array.from({ length: n }, (_, i) => (i + 1) % n) };
    expect(stronglyConnected(ring).count).toBe(1);
    const chain = { n, start: start.map((k) => Math.min(k, n - 1)), target: ring.target.subarray(0, n - 1) };
    expect(stronglyConnected(chain).count).toBe(n);
    expect(weaklyConnected(chain).count).toBe(1);
  });
});
