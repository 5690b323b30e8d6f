import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fromEdges, type Network } from "../../src/network/network.ts";
import { finnCycling } from "../../src/trace/finn-cycling.ts";
import { provenance } from "../../src/trace/provenance.ts";
import { returnShare } from "../reference/provenance.ts";
import { columnsOf, multigraphs, shuffled } from "./multigraphs.ts";

const runs = { numRuns: 150, seed: 20251126 };
const economies = multigraphs({ maxNodes: 7, maxEdges: 20 }).chain((graph) =>
  fc.record({ graph: fc.constant(graph), outsideIn: fc.array(fc.nat(20), { minLength: graph.n, maxLength: graph.n }) }),
);

function network(n: number, flows: readonly (readonly [number, number, number])[]): Network {
  return fromEdges({ n, from: flows.map((x) => x[0]), to: flows.map((x) => x[1]), amount: flows.map((x) => x[2]) });
}

/** 0 receives 10 from outside and pays 20 to 1, which pays 10 back and keeps 10. */
const half = network(2, [
  [0, 1, 20],
  [1, 0, 10],
]);

describe("by hand", () => {
  test("half of what node 0 spends has been through it before", () => {
    const { values } = finnCycling(half, { outsideIn: [10, 0] });
    // b_10 = 1/2 and b_01 = 1: both nodes meet themselves again with probability 1/2.
    expect([...values.cycledShare]).toEqual([0.5, 0.5]);
    expect(values).toMatchObject({ totalThroughflow: 40, finnCyclingIndex: 0.5, standardError: 0 });
  });

  test("without outside inflows the short side is filled", () => {
    // 0 pays 20 and receives 10: 10 came from its opening cash.
    expect(finnCycling(half).values.finnCyclingIndex).toBe(0.5);
  });

  test("a closed ring goes round entirely, a chain not at all", () => {
    const ring = network(3, [
      [0, 1, 5],
      [1, 2, 5],
      [2, 0, 5],
    ]);
    expect(finnCycling(ring).values.finnCyclingIndex).toBe(1);
    const chain = network(3, [
      [0, 1, 5],
      [1, 2, 5],
    ]);
    expect(finnCycling(chain).values).toMatchObject({ finnCyclingIndex: 0, totalThroughflow: 15 });
  });
});

describe("published: a walk among three states that leaves at both ends, with the times that it is at each", () => {
  /** Budgets of 1: the share b_jk of what j has came from k. */
  const walk = (up: number, down: number): Network =>
    network(3, [
      [1, 0, up],
      [0, 1, down],
      [2, 1, up],
      [1, 2, down],
    ]);
  // One row a walk: the probability of a step up, what comes from outside, the diagonal of the fundamental matrix.
  test.each([
    [1 / 2, [0.5, 0, 0.5], [1.5, 2, 1.5]],
    [2 / 3, [1 / 3, 0, 2 / 3], [1.4, 1.8, 1.4]],
  ])("a step up with probability %f", (up, outsideIn, visits) => {
    const { values } = finnCycling(walk(up, 1 - up), { outsideIn });
    Array.from(values.throughput, (x) => expect(x).toBeCloseTo(1, 12));
    visits.forEach((times, j) => expect(1 / (1 - values.cycledShare[j])).toBeCloseTo(times, 12));
  });
});

describe("laws", () => {
  test("the cycled share of a node is the share of its money that the backward walk brings back to it", () => {
    fc.assert(
      fc.property(economies, ({ graph, outsideIn }) => {
        const flows = graph.edges.map((e) => [e.from, e.to, e.amount] as const);
        const { values } = finnCycling(fromEdges(columnsOf(graph)), { outsideIn, throughflow: "balanced" });
        for (let s = 0; s < graph.n; s++) {
          expect(values.cycledShare[s]).toBeCloseTo(
            provenance(fromEdges(columnsOf(graph)), { seller: s, outsideIn }).values.returnShare[s],
            9,
          );
          expect(values.cycledShare[s]).toBeCloseTo(returnShare({ n: graph.n, flows, outsideIn }, s)[s], 7);
        }
      }),
      runs,
    );
  });

  test("the index lies in 0..1, is 0 exactly where no loop carries money, and does not depend on order, labels or unit", () => {
    fc.assert(
      fc.property(economies, fc.nat(1000), ({ graph, outsideIn }, turn) => {
        const { finnCyclingIndex: index } = finnCycling(fromEdges(columnsOf(graph)), { outsideIn, throughflow: "balanced" }).values;
        if (index === null) return;
        expect(index).toBeGreaterThanOrEqual(0);
        expect(index).toBeLessThanOrEqual(1);
        const paid = graph.edges.filter((e) => e.amount > 0 && e.from !== e.to);
        const reach = Array.from({ length: graph.n }, () => new Set<number>());
        for (let round = 0; round < graph.n; round++) {
          for (const e of paid) for (const k of [e.to, ...reach[e.to]]) reach[e.from].add(k);
        }
        expect(index > 0).toBe(reach.some((nodes, i) => nodes.has(i)));
        const label = shuffled(
          Array.from({ length: graph.n }, (_, i) => i),
          turn,
        );
        const edges = shuffled(graph.edges, turn).map((e) => ({ ...e, from: label[e.from], to: label[e.to], amount: e.amount * 8 }));
        const turned = Array.from({ length: graph.n }, () => 0);
        outsideIn.forEach((z, j) => (turned[label[j]] = z * 8));
        const again = finnCycling(fromEdges(columnsOf({ n: graph.n, edges })), { outsideIn: turned, throughflow: "balanced" });
        expect(again.values.finnCyclingIndex).toBeCloseTo(index, 9);
      }),
      runs,
    );
  });

  test("walks estimate the index within their error, the same for the same seed", () => {
    fc.assert(
      fc.property(economies, fc.nat(1_000_000), ({ graph, outsideIn }, seed) => {
        const fed = outsideIn.map((z) => z + 1);
        const money = fromEdges(columnsOf({ n: graph.n, edges: graph.edges.map((e) => ({ ...e, amount: e.amount % 50 })) }));
        const exact = finnCycling(money, { outsideIn: fed, throughflow: "balanced" }).values;
        const walked = { outsideIn: fed, throughflow: "balanced", denseLimit: 1, walks: 2000, seed } as const;
        const { values, warnings } = finnCycling(money, walked);
        expect(values.standardError > 0 || values.finnCyclingIndex === exact.finnCyclingIndex || (warnings ?? []).length > 0).toBe(true);
        const allowed = 5 * values.standardError + 10 / walked.walks;
        expect(Math.abs((values.finnCyclingIndex ?? 0) - (exact.finnCyclingIndex ?? 0))).toBeLessThanOrEqual(allowed);
        expect(finnCycling(money, walked).values.finnCyclingIndex).toBe(values.finnCyclingIndex);
      }),
      { ...runs, numRuns: 60 },
    );
  });
});

describe("degenerate input", () => {
  test("nothing flows", () => {
    expect(finnCycling(network(0, [])).values.finnCyclingIndex).toBeNull();
    expect(finnCycling(network(2, [[0, 1, 0]])).values.finnCyclingIndex).toBeNull();
  });

  test("estimated nodes are marked, not guessed", () => {
    const { values, warnings } = finnCycling(half, { denseLimit: 1, walks: 10 });
    expect([...values.cycledShare]).toEqual([Number.NaN, Number.NaN]);
    expect(warnings?.map(({ code }) => code)).toEqual(["index-estimated"]);
  });
});
