import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fromEdges, type Network } from "../../src/network/network.ts";
import { mayClear } from "../../src/panel/may-clear.ts";
import { setOff } from "../../src/trace/set-off.ts";

type Edge = readonly [from: number, to: number, amount: number];

function networkOf(n: number, edges: readonly Edge[]): Network {
  return fromEdges({ n, from: edges.map((edge) => edge[0]), to: edges.map((edge) => edge[1]), amount: edges.map((edge) => edge[2]) });
}

/** One flag for each edge as given; the network keeps the given place of its edges in `leg`. */
function flags(n: number, edges: readonly Edge[]): number[] {
  const network = networkOf(n, edges);
  const { values } = setOff(network, { perEdge: true });
  const may = mayClear(network, { setOff: values.setOff!, prices: values.prices![0] });
  const given: number[] = Array.from(edges, () => 0);
  network.leg.forEach((edge, e) => (given[edge] = may[e]));
  return given;
}

describe("edges that can take part in a largest set-off", () => {
  it("names both of two equal ways home", () => {
    expect(
      flags(2, [
        [0, 1, 10],
        [1, 0, 10],
        [1, 0, 10],
      ]),
    ).toEqual([1, 1, 1]);
  });

  it("leaves out a way that would clear less", () => {
    // The loop of three takes all that 0 pays 1; straight home from 1 would clear less.
    expect(
      flags(3, [
        [0, 1, 10],
        [1, 2, 10],
        [2, 0, 10],
        [1, 0, 10],
      ]),
    ).toEqual([1, 1, 1, 0]);
  });

  /**
   * The question asked anew for one edge. Amounts in thousandths; one thousandth of the edge goes by way of a new node, so that it counts once more
   * where it clears. Solutions differ by whole thousandths: the total grows exactly when it clears where nothing else is lost.
   */
  function slowly(n: number, edges: readonly Edge[], e: number): number {
    const [from, to, amount] = edges[e];
    if (amount === 0) return 0;
    const fine = edges.map(([i, j, x], k): Edge => [i, j, k === e ? x * 1_000 - 1 : x * 1_000]);
    const told = setOff(networkOf(n + 1, [...fine, [from, n, 1], [n, to, 1]])).values.cleared;
    return told - 1_000 * setOff(networkOf(n, edges)).values.cleared;
  }

  it("agrees with asking edge by edge, and does not depend on numbering", () => {
    const edge = fc
      .tuple(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 1, max: 4 }), fc.integer({ min: 0, max: 4 }))
      .map(([from, step, amount]): Edge => [from, (from + step) % 5, amount]);
    const cases = fc.record({
      edges: fc.array(edge, { minLength: 1, maxLength: 14 }),
      names: fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 5 }),
    });
    fc.assert(
      fc.property(cases, ({ edges, names }) => {
        const told = flags(5, edges);
        const renamed = edges.map(([from, to, amount]): Edge => [names[from], names[to], amount]);
        expect(flags(5, renamed)).toEqual(told);
        expect(edges.map((_, e) => slowly(5, edges, e))).toEqual(told);
      }),
      { seed: 53, numRuns: 300 },
    );
  });
});
