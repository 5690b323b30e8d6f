import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fromEdges, type Network } from "../../src/network/network.ts";
import { circularPart, hodge, type HodgeSplit } from "../../src/trace/hodge.ts";
import { hodgeReference } from "../reference/hodge.ts";
import { columnsOf, multigraphs, shuffled } from "./multigraphs.ts";

const graphs = multigraphs({ maxNodes: 8, maxEdges: 24 });
const runs = { numRuns: 150, seed: 20251124 };
const weights = ["gross", "count", "unit"] as const;

/** Lines such as "0 pays 1 10". */
function paying(n: number, text: string): Network {
  const rows = [...text.matchAll(/(\d+) pays (\d+) ([^\s,]+)/g)].map((row) => row.slice(1).map(Number));
  return fromEdges({ n, from: rows.map((row) => row[0]), to: rows.map((row) => row[1]), amount: rows.map((row) => row[2]) });
}

function circularOf(split: HodgeSplit): [number, number, number][] {
  const { from, to, amount } = circularPart(split);
  return Array.from(from, (i, k) => [i, to[k], amount[k]]);
}

function close(found: number, expected: number, scale = 1): void {
  expect(Math.abs(found - expected)).toBeLessThanOrEqual(1e-8 * Math.max(scale, Math.abs(expected)));
}

describe("published, demonstration of the Trophic Analysis Toolbox", () => {
  test.each([
    ["0 pays 1 1, 1 pays 2 1, 0 pays 2 1", 3, 0.111],
    ["0 pays 1 1, 2 pays 1 1, 3 pays 1 1, 1 pays 4 1, 1 pays 5 1, 1 pays 6 1", 7, 0],
  ])("%s: the incoherence to three decimals", (text, n, printed) => {
    expect(Math.round(1000 * hodge(paying(n, text)).values.incoherence!) / 1000).toBe(printed);
  });
});

describe("by hand", () => {
  test("a hierarchy: 0 pays 1 who pays 2 and 3, each one level down", () => {
    const { values } = hodge(paying(4, "0 pays 1 8, 1 pays 2 5, 1 pays 3 3"));
    // Mean 0 of the levels 2, 1, 0, 0 shifted by 3/4.
    expect([...values.potential]).toEqual([1.25, 0.25, -0.75, -0.75]);
    expect(values).toMatchObject({ gross: 16, reciprocal: 0, energyTotal: 16, energyGradient: 16, energyCircular: 0, incoherence: 0 });
  });

  test("a ring has no top: all circular", () => {
    const { values } = hodge(paying(3, "0 pays 1 5, 1 pays 2 5, 2 pays 0 5"));
    expect([...values.potential]).toEqual([0, 0, 0]);
    expect(values).toMatchObject({ energyTotal: 15, energyCircular: 15, circularShare: 1, incoherence: 1 });
    expect(circularOf(values)).toEqual([
      [0, 1, 5],
      [0, 2, -5],
      [1, 2, 5],
    ]);
  });

  test("a round trip of a pair cancels in the split, and stands in the reciprocal part", () => {
    const { values } = hodge(paying(2, "0 pays 1 10, 1 pays 0 10"));
    expect(values).toMatchObject({ gross: 20, reciprocal: 20, energyTotal: 0, circularShare: null, incoherence: 1 });
  });

  test("the example of the page: a lender, a client and a cloud", () => {
    // 0 invests 10 in 1, 1 pays 2 12, 2 pays 0 12, and 3, an end customer, pays 1 6.
    const { values } = hodge(paying(4, "0 pays 1 10, 1 pays 2 12, 2 pays 0 12, 3 pays 1 6"));
    expect(values.gross).toBe(40);
    // The payment of 3 is pure gradient. Around the ring the same amount c circulates, and the drops 1 - c / w add up to 0:
    // c (1/10 + 1/12 + 1/12) = 3, so c = 11.25 and the circular energy is c^2 (1/10 + 1/12 + 1/12) = 33.75 of 40.
    expect(circularOf(values).map(([i, j, amount]) => [i, j, Math.round(amount * 1e9) / 1e9 + 0])).toEqual([
      [0, 1, 11.25],
      [0, 2, -11.25],
      [1, 2, 11.25],
      [1, 3, 0],
    ]);
    expect(values.energyTotal).toBeCloseTo(40, 12);
    expect(values.energyCircular).toBeCloseTo(33.75, 12);
    expect(values.energyGradient).toBeCloseTo(6.25, 12);
    expect(values.incoherence).toBeCloseTo(33.75 / 40, 12);
  });
});

describe("against the dense reference", () => {
  test.each(weights)("weights %s", (weight) => {
    fc.assert(
      fc.property(graphs, (graph) => {
        const flows = graph.edges.map((e) => [e.from, e.to, e.amount] as const);
        const expected = hodgeReference(graph.n, flows, weight);
        const outcome = hodge(fromEdges(columnsOf(graph)), { weight, tolerance: 1e-13 });
        const split = outcome.values;
        const largest = Math.max(1, ...graph.edges.map((e) => e.amount));
        expect(split.components).toBe(expected.components);
        // Adding two very different weights costs the reference digits too.
        split.potential.forEach((phi, i) => close(phi, expected.potential[i], weight === "gross" ? 10 : largest));
        close(split.energyTotal, expected.total, largest * largest);
        close(split.energyGradient, expected.gradient, largest * largest);
        close(split.energyCircular, expected.energyCircular, largest * largest);
        for (const [i, j, amount] of circularOf(split)) close(amount, expected.circular[i][j], largest);
      }),
      runs,
    );
  });
});

describe("laws", () => {
  test.each(weights)("energies add, the circular part has no divergence and is orthogonal to the gradient (%s)", (weight) => {
    fc.assert(
      fc.property(graphs, (graph) => {
        const { values: split, residual } = hodge(fromEdges(columnsOf(graph)), { weight });
        expect(residual).toBeLessThanOrEqual(1e-9);
        close(split.energyGradient + split.energyCircular, split.energyTotal, split.energyTotal);
        const largest = Math.max(1, ...graph.edges.map((e) => e.amount));
        const divergence = new Float64Array(graph.n);
        let product = 0;
        for (const [i, j, amount] of circularOf(split)) {
          divergence[i] += amount;
          divergence[j] -= amount;
          product += amount * (split.potential[i] - split.potential[j]);
        }
        for (const value of divergence) close(value, 0, graph.edges.length * largest);
        close(product, 0, split.energyTotal);
      }),
      runs,
    );
  });

  test("reversing every edge flips the potential; scaling keeps it and the incoherence, and scales the parts", () => {
    fc.assert(
      fc.property(graphs, fc.integer({ min: -8, max: 8 }), (graph, power) => {
        const columns = columnsOf(graph);
        const { values } = hodge(fromEdges(columns));
        const reversed = hodge(fromEdges({ ...columns, from: columns.to, to: columns.from })).values;
        const factor = 2 ** power;
        const scaled = hodge(fromEdges({ ...columns, amount: columns.amount.map((x) => x * factor) })).values;
        values.potential.forEach((phi, i) => {
          close(reversed.potential[i], -phi);
          close(scaled.potential[i], phi);
        });
        close(scaled.incoherence ?? 0, values.incoherence ?? 0);
        close(scaled.energyCircular, values.energyCircular * factor, values.energyTotal * factor);
        close(scaled.reciprocal, values.reciprocal * factor);
      }),
      runs,
    );
  });

  test("rows in another order change no bit; other numbers for the nodes change nothing but the numbers", () => {
    fc.assert(
      fc.property(graphs, fc.nat(1000), (graph, turn) => {
        const first = hodge(fromEdges(columnsOf(graph))).values;
        const second = hodge(fromEdges(columnsOf({ n: graph.n, edges: shuffled(graph.edges, turn) }))).values;
        expect([...second.potential]).toEqual([...first.potential]);
        const label = shuffled(
          Array.from({ length: graph.n }, (_, i) => i),
          turn,
        );
        const edges = graph.edges.map((e) => ({ ...e, from: label[e.from], to: label[e.to] }));
        const third = hodge(fromEdges(columnsOf({ n: graph.n, edges }))).values;
        first.potential.forEach((phi, i) => close(third.potential[label[i]], phi));
        close(third.energyCircular, first.energyCircular, first.energyTotal);
        close(third.incoherence ?? 0, first.incoherence ?? 0);
      }),
      runs,
    );
  });

  test("parallel edges add up and payments to oneself do not count", () => {
    const apart = hodge(paying(3, "0 pays 1 2, 0 pays 1 3, 1 pays 2 1, 2 pays 2 9"));
    const merged = hodge(paying(3, "0 pays 1 5, 1 pays 2 1"));
    expect([...apart.values.potential]).toEqual([...merged.values.potential]);
    expect(apart.values.gross).toBe(6);
    expect(apart.warnings).toEqual([{ code: "self-loops-dropped", message: "1 payments of a node to itself were left out" }]);
  });

  test("the incoherence is at most 1 with gross weights, and 1 exactly for a balanced circulation", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 9 }),
        fc.array(fc.integer({ min: 1, max: 99 }), { minLength: 1, maxLength: 5 }),
        (n, amounts) => {
          // Rings of different step on the same nodes are balanced at every node.
          const from: number[] = [];
          const to: number[] = [];
          const amount: number[] = [];
          amounts.forEach((x, step) => {
            for (let i = 0; i < n; i++) {
              from.push(i);
              to.push((i + 1 + (step % (n - 1))) % n);
              amount.push(x);
            }
          });
          const { values } = hodge(fromEdges({ n, from, to, amount }));
          expect(values.incoherence).toBeCloseTo(1, 12);
          values.potential.forEach((phi) => close(phi, 0));
        },
      ),
      runs,
    );
    fc.assert(
      fc.property(graphs, (graph) => {
        const { incoherence } = hodge(fromEdges(columnsOf(graph))).values;
        if (incoherence !== null) expect(incoherence).toBeLessThanOrEqual(1 + 1e-9);
      }),
      runs,
    );
  });
});

describe("degenerate and hostile input", () => {
  test("no nodes, no edges, no money", () => {
    expect(hodge(fromEdges({ n: 0, from: [], to: [], amount: [] })).values).toMatchObject({ components: 0, gross: 0, incoherence: null });
    const idle = hodge(fromEdges({ n: 3, from: [0, 1], to: [1, 1], amount: [0, 5] })).values;
    expect(idle).toMatchObject({ components: 3, isolated: 3, gross: 0, energyTotal: 0, incoherence: null, circularShare: null });
    expect([...idle.potential]).toEqual([0, 0, 0]);
  });

  test("components of very different size are each solved", () => {
    const { values } = hodge(paying(5, "0 pays 1 1e12, 1 pays 2 1e12, 3 pays 4 1e-6"));
    expect(values.potential[3]).toBeCloseTo(0.5, 9);
    expect(values.potential[4]).toBeCloseTo(-0.5, 9);
  });

  test("a chain of 3000 payments is a perfect hierarchy", () => {
    const n = 3001;
    const step = Array.from({ length: n - 1 }, (_, i) => i);
    const outcome = hodge(fromEdges({ n, from: step, to: step.map((i) => i + 1), amount: step.map((i) => 1 + (i % 7)) }));
    expect(outcome.converged).toBe(true);
    expect(outcome.values.incoherence).toBeLessThan(1e-12);
  });

  test("too few iterations is a result marked as such", () => {
    const n = 200;
    const step = Array.from({ length: n - 1 }, (_, i) => i);
    const outcome = hodge(fromEdges({ n, from: step, to: step.map((i) => i + 1), amount: step.map((i) => 1 + (i % 5)) }), {
      maxIterations: 3,
    });
    expect(outcome.converged).toBe(false);
    expect(outcome.residual).toBeGreaterThan(1e-3);
  });
});
