import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { flowBetweenness, pairFlow } from "../../src/measure/flow-betweenness.ts";
import { fromEdges, type Network } from "../../src/network/network.ts";

/** Text of payments, "a>b 10", to a network and the index of each name. */
function payments(text: string): { network: Network; node: (name: string) => number } {
  const rows = text.split(", ").map((row) => /^(\w)>(\w) (\d+)$/.exec(row)!.slice(1));
  const names = [...new Set(rows.flatMap(([from, to]) => [from, to]))].sort();
  const node = (name: string): number => names.indexOf(name);
  const network = fromEdges(
    { n: names.length, from: rows.map(([a]) => node(a)), to: rows.map(([, b]) => node(b)), amount: rows.map(([, , x]) => Number(x)) },
    { names },
  );
  return { network, node };
}

describe("by hand", () => {
  test("a pays c 6 directly and up to 4 of 10 through b: b is needed for 4 of 10", () => {
    const { network, node } = payments("a>b 10, b>c 4, a>c 6");
    expect(pairFlow(network, { from: node("a"), to: node("c"), through: node("b") })).toEqual({ all: 10, without: 6, share: 0.4 });
    // Pairs of others: for b only a to c. For a only b to c, which goes round it; for c only a to b.
    expect(flowBetweenness(network).map((one) => one.share)).toEqual([0, 0.4, 0]);
  });

  test("the only bridge is needed for all, an end for nothing, and a detour of the same width for nothing", () => {
    expect(flowBetweenness(payments("a>b 3, b>c 5").network).map((one) => one.share)).toEqual([0, 1, 0]);
    const { network, node } = payments("a>b 5, b>d 5, a>c 5, c>d 5");
    expect(pairFlow(network, { from: node("a"), to: node("d"), through: node("b") })).toEqual({ all: 10, without: 5, share: 0.5 });
  });

  test("where nothing flows between others the share is unknown, not zero", () => {
    expect(flowBetweenness(payments("a>b 3").network)).toEqual([
      { needed: 0, total: 0, share: null },
      { needed: 0, total: 0, share: null },
    ]);
  });

  test("nodes that are none, and ends that are the third, are refused", () => {
    const { network } = payments("a>b 3, b>c 5");
    expect(() => pairFlow(network, { from: 0, to: 2, through: 3 })).toThrow("node 3, expected 0 to 2");
    expect(() => pairFlow(network, { from: 0, to: 2, through: 0 })).toThrow("three different nodes");
  });
});

/** Largest flow as the least cut over all sets of nodes: slow and plain. */
function leastCut(network: Network, s: number, t: number, without: number): number {
  let least = Infinity;
  for (let set = 0; set < 1 << network.n; set++) {
    if ((set >> s) % 2 === 0 || (set >> t) % 2 === 1) continue;
    let cut = 0;
    for (let i = 0; i < network.n; i++)
      for (let e = network.start[i]; e < network.start[i + 1]; e++) {
        const j = network.target[e];
        if (i !== without && j !== without && (set >> i) % 2 === 1 && (set >> j) % 2 === 0) cut += network.weight[e];
      }
    least = Math.min(least, cut);
  }
  return least;
}

const networks = fc
  .array(fc.tuple(fc.nat(5), fc.nat(5), fc.integer({ min: 0, max: 9 })), { minLength: 1, maxLength: 16 })
  .map((rows) => fromEdges({ n: 6, from: rows.map(([a]) => a), to: rows.map(([, b]) => b), amount: rows.map(([, , x]) => x) }));

describe("laws", () => {
  test("equal to least cuts over all sets of nodes, with self-loops, parallel edges and nothing", () => {
    fc.assert(
      fc.property(networks, (network) => {
        flowBetweenness(network).forEach(({ needed, total, share }, v) => {
          let [expectedNeeded, expectedTotal] = [0, 0];
          for (let s = 0; s < network.n; s++)
            for (let t = 0; t < network.n; t++) {
              if (s === t || s === v || t === v) continue;
              const all = leastCut(network, s, t, -1);
              expectedTotal += all;
              expectedNeeded += all - leastCut(network, s, t, v);
            }
          expect([needed, total]).toEqual([expectedNeeded, expectedTotal]);
          expect(share === null ? 0 : share).toBeGreaterThanOrEqual(0);
          expect(share === null ? 0 : share).toBeLessThanOrEqual(1);
        });
      }),
      { numRuns: 40, seed: 1991 },
    );
  });
});
