import { readdirSync, readFileSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fromEdges, type Network } from "../../src/network/network.ts";
import { dating } from "../../src/trace/circuit-dates.ts";
import { type Circuit, circuits, type CircuitsParams } from "../../src/trace/circuits.ts";
import { allCircuits, feasibleSpan, johnsonCircuits, merged } from "../reference/circuits.ts";
import { columnsOf, multigraphs, shuffled, type TestGraph } from "./multigraphs.ts";

const cases = new URL("../cases/", import.meta.url);
const graphs = multigraphs({ maxNodes: 7, maxEdges: 22 });

function networkOf(graph: TestGraph): Network {
  return fromEdges(columnsOf(graph));
}

/** Complete digraph on n nodes, amount i * n + j. */
function complete(n: number): Network {
  const from: number[] = [];
  const to: number[] = [];
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      if (i === j) continue;
      from.push(i);
      to.push(j);
    }
  }
  return fromEdges({ n, from, to, amount: from.map((i, k) => i * n + to[k]) });
}

/** The complete digraph on n nodes has C(n, k) (k - 1)! circuits of length k. */
function expected(n: number, k: number): number {
  let count = 1;
  for (let i = 0; i < k; i++) count *= n - i;
  return count / k;
}

function key({ nodes, capacity }: { readonly nodes: readonly number[]; readonly capacity: number }): string {
  return `${nodes.join(">")} ${capacity}`;
}

function signed({ nodes, capacity, signature }: Circuit): string {
  return `${nodes.join(">")} ${capacity} ${signature}`;
}

function listed(graph: TestGraph, params: CircuitsParams = {}): readonly Circuit[] {
  return circuits(networkOf(graph), params).values.circuits;
}

function check(law: (graph: TestGraph, turn: number) => void): void {
  fc.assert(fc.property(graphs, fc.nat(1000), law), { seed: 8, numRuns: 150 });
}

describe("reference cases", () => {
  for (const file of readdirSync(cases).filter((name) => name.startsWith("cyc-"))) {
    test(file, () => {
      const { input, expected: wanted } = JSON.parse(readFileSync(new URL(file, cases), "utf8"));
      const column = (k: number): number[] => input.edges.map((edge: number[]) => edge[k]);
      const dated = input.edges[0].length > 3;
      const network = fromEdges({
        n: input.n,
        from: column(0),
        to: column(1),
        amount: column(2),
        firstDay: dated ? column(3) : null,
        lastDay: dated ? column(4) : null,
      });
      const { values } = circuits(network, { maxLength: input.maxLength, expandParallel: input.expandParallel });
      // Amounts are small whole numbers, so every sum is exact.
      expect(values).toMatchObject(wanted);
      expect(values.truncated).toBe(false);
    });
  }
});

test("the worked example of the page", () => {
  const page = readFileSync(new URL("../../../../docs/models/circuits.md", import.meta.url), "utf8");
  const [input, answer] = [...page.matchAll(/```json\n(.*?)```/gs)].map(([, json]) => JSON.parse(json));
  const [from, to, amount] = [0, 1, 2].map((k) => input.edges.map((edge: number[]) => edge[k]));
  expect(circuits(fromEdges({ n: input.n, from, to, amount })).values).toMatchObject(answer);
});

describe("published", () => {
  test("NetworkX, documentation of simple_cycles: three circuits beside two self-loops", () => {
    const network = fromEdges({ n: 3, from: [0, 0, 0, 1, 2, 2, 2], to: [0, 1, 2, 2, 0, 1, 2], amount: [1, 1, 1, 1, 1, 1, 1] });
    const { values, warnings } = circuits(network);
    expect(values.circuits.map(({ nodes }) => nodes.join()).toSorted()).toEqual(["0,1,2", "0,2", "1,2"]);
    expect(warnings[0].message).toMatch(/^2 edges/);
  });

  test.each([
    [3, 2],
    [4, 14],
    [5, 74],
    [6, 394],
    [7, 2344],
    [8, 16036],
  ])("OEIS A119913: %i nodes that all pay each other have %i circuits of at least three edges", (n, printed) => {
    const { byLength } = circuits(complete(n), { maxLength: Infinity, list: false }).values;
    const found = Object.entries(byLength).reduce((sum, [length, count]) => sum + (Number(length) >= 3 ? count : 0), 0);
    expect(found).toBe(printed);
  });

  test("OEIS A119913: of the 14 of four nodes 8 have three edges and 6 have four", () => {
    expect(circuits(complete(4), { maxLength: Infinity }).values.byLength).toMatchObject({ 3: 8, 4: 6 });
  });
});

describe("by hand", () => {
  // 0 lends 40 to 1 in two parts and sells it 25; 1 buys 50 from 2, 2 buys 30 from 0; 1 pays itself 9.
  //   0 -> 1: 15 + 25 funding, 1 -> 0: 25 revenue, 1 -> 2: 50 revenue, 2 -> 0: 30 revenue, 1 -> 1: 9
  // Two circuits: 0 > 1 > 0 with min(40, 25) = 25 and 0 > 1 > 2 > 0 with min(40, 50, 30) = 30.
  const network = fromEdges({
    n: 4,
    from: [0, 0, 1, 1, 2, 1],
    to: [1, 1, 0, 2, 0, 1],
    amount: [15, 25, 25, 50, 30, 9],
    type: [1, 1, 2, 2, 2, 0],
    typeNames: ["other", "funding", "revenue"],
  });

  test("two loops, their capacity and their signature", () => {
    const { values, warnings } = circuits(network);
    expect(values.circuits.map(({ nodes, capacity, signature }) => ({ nodes, capacity, signature }))).toEqual([
      { nodes: [0, 1], capacity: 25, signature: "funding>revenue" },
      { nodes: [0, 1, 2], capacity: 30, signature: "funding>revenue>revenue" },
    ]);
    expect(values.byLength).toEqual({ 2: 1, 3: 1 });
    expect(values.capacitySum).toBe(55);
    expect(values.topCapacities).toEqual([30, 25]);
    expect(values.timing).toBeUndefined();
    expect(warnings.map(({ code }) => code)).toEqual(["self-loops-dropped"]);
  });

  test("expanded: one circuit for each of the two loans", () => {
    const { values } = circuits(network, { expandParallel: true });
    expect(values.circuits.map(key)).toEqual(["0>1 25", "0>1 15", "0>1>2 25", "0>1>2 15"]);
  });

  test("each edge of a circuit leaves its node for the next one", () => {
    for (const expandParallel of [false, true]) {
      for (const { nodes, edges } of circuits(network, { expandParallel }).values.circuits) {
        edges.forEach((e, k) => {
          expect(network.start[nodes[k]] <= e && e < network.start[nodes[k] + 1]).toBe(true);
          expect(network.target[e]).toBe(nodes[(k + 1) % nodes.length]);
        });
      }
    }
  });

  test("the smallest span of a loop of 2 is the gap between its windows", () => {
    // Paid between days 0 and 10, repaid between days 35 and 40: at best on day 10 and day 35.
    expect(dating([0, 35], [10, 40])).toEqual({ feasible: true, minSpan: 25 });
    // Days 10-40, 50-200, 5 at the latest, in this order: each rotation has a payment that would come too late.
    expect(dating([6, 50, 0], [6, 50, 5]).feasible).toBe(true);
    expect(dating([600, 0, 50], [700, 5, 200]).feasible).toBe(true);
    expect(dating([10, 600, 0], [40, 700, 5])).toEqual({ feasible: true, minSpan: 595 });
    expect(dating([10, 0, 600], [40, 5, 700])).toEqual({ feasible: false, minSpan: null });
  });
});

describe("counts known from combinatorics", () => {
  test.each([2, 3, 5, 8])("complete digraph on %i nodes", (n) => {
    const network = complete(n);
    for (const list of [true, false]) {
      const { values } = circuits(network, { maxLength: Infinity, list });
      for (let k = 2; k <= n; k++) expect(values.byLength[k]).toBe(expected(n, k));
    }
  });
  test("complete digraph on 20 nodes: more circuits than can be listed, those of length 4 and below are counted", () => {
    const network = complete(20);
    const { values } = circuits(network, { maxLength: 4, list: false });
    expect(values.byLength).toEqual({ 2: expected(20, 2), 3: expected(20, 3), 4: expected(20, 4) });
    const all = circuits(network, { maxLength: Infinity, limit: 1000 });
    expect(all.values.truncated).toBe(true);
    expect(all.values.total).toBeLessThanOrEqual(1000);
    expect(all.warnings.map(({ code }) => code)).toEqual(["circuits-truncated"]);
  });
});

describe("against the slow references", () => {
  test.each([true, false])("every simple cycle, dates included; parallel edges expanded: %s", (expandParallel) => {
    fc.assert(
      fc.property(graphs, fc.integer({ min: 2, max: 8 }), fc.nat(8), (graph, maxLength, floor) => {
        const network = networkOf(graph);
        const plain = expandParallel ? graph.edges : merged(graph.edges);
        const slow = allCircuits(
          graph.n,
          plain.filter(({ amount }) => amount >= floor),
          maxLength,
        );
        const { values } = circuits(network, { maxLength, floor, expandParallel });
        expect(values.circuits.map(key).sort()).toEqual(slow.map(key).sort());
        const counted = circuits(network, { maxLength, floor, expandParallel, list: false }).values;
        expect(counted.byLength).toEqual(values.byLength);
        expect(counted.capacitySum).toBe(values.capacitySum);
        expect(counted.topCapacities).toEqual(values.topCapacities);
        expect(counted.topCapacities).toEqual(
          slow
            .map(({ capacity }) => capacity)
            .sort((a, b) => b - a)
            .slice(0, 10),
        );
      }),
      { seed: 5, numRuns: 400 },
    );
  });

  test("Johnson, all lengths", () => {
    fc.assert(
      fc.property(graphs, (graph) => {
        const plain = merged(graph.edges).filter(({ from, to }) => from !== to);
        const slow = johnsonCircuits(graph.n, plain).map((nodes) => nodes.join(">"));
        const fast = circuits(networkOf(graph), { maxLength: Infinity }).values.circuits.map(({ nodes }) => nodes.join(">"));
        expect(fast.sort()).toEqual(slow.sort());
      }),
      { seed: 6, numRuns: 400 },
    );
  });

  test("dates, pair by pair and rotation by rotation", () => {
    const windows = fc.array(fc.tuple(fc.nat(30), fc.nat(12)), { minLength: 1, maxLength: 7 });
    fc.assert(
      fc.property(windows, (list) => {
        const first = list.map(([day]) => day);
        const last = list.map(([day, days]) => day + days);
        const span = feasibleSpan(first, last);
        expect(dating(first, last)).toEqual({ feasible: span !== null, minSpan: span });
        if (list.length === 2) expect(span).not.toBeNull();
      }),
      { seed: 7, numRuns: 1000 },
    );
  });
});

describe("laws", () => {
  test("each circuit is simple, starts at its smallest node and carries no more than its least edge", () => {
    check((graph) => {
      const network = networkOf(graph);
      for (const { nodes, edges, capacity } of circuits(network, { expandParallel: true }).values.circuits) {
        expect(new Set(nodes).size).toBe(nodes.length);
        expect(Math.min(...nodes)).toBe(nodes[0]);
        expect(capacity).toBe(Math.min(...edges.map((e) => network.weight[e])));
      }
    });
  });
  test("the order of rows changes nothing", () => {
    check((graph, turn) => {
      const other = { n: graph.n, edges: shuffled(graph.edges, turn) };
      for (const expandParallel of [false, true]) {
        expect(JSON.stringify(circuits(networkOf(other), { expandParallel }))).toBe(
          JSON.stringify(circuits(networkOf(graph), { expandParallel })),
        );
      }
    });
  });
  test("relabelling permutes, and keeps signatures, dates and truncation", () => {
    check((graph, turn) => {
      const label = shuffled([...Array(graph.n).keys()], turn);
      const other = { n: graph.n, edges: graph.edges.map((e) => ({ ...e, from: label[e.from], to: label[e.to] })) };
      for (const limit of [7, 100_000]) {
        const a = circuits(networkOf(graph), { limit }).values;
        const b = circuits(networkOf(other), { limit }).values;
        const rotated = ({ nodes, capacity, signature }: Circuit): string => {
          const named = nodes.map((i) => label[i]);
          const at = named.indexOf(Math.min(...named));
          return `${[...named.slice(at), ...named.slice(0, at)].join(">")} ${capacity} ${signature}`;
        };
        expect({ ...b, circuits: null, timing: null }).toEqual({ ...a, circuits: null, timing: null });
        if (a.searchedFloor !== null) expect(b.circuits.map(signed).sort()).toEqual(a.circuits.map(rotated).sort());
      }
    });
  });
  test("scaling the currency scales capacities and nothing else", () => {
    check((graph) => {
      const other = { n: graph.n, edges: graph.edges.map((e) => ({ ...e, amount: 8 * e.amount })) };
      expect(listed(other)).toEqual(listed(graph).map((circuit) => ({ ...circuit, capacity: 8 * circuit.capacity })));
    });
  });
  test("a larger K or a lower floor never removes a circuit", () => {
    check((graph) => {
      for (let maxLength = 2; maxLength < 7; maxLength++) {
        const more = new Set(listed(graph, { maxLength: maxLength + 1 }).map(key));
        for (const circuit of listed(graph, { maxLength })) expect(more.has(key(circuit))).toBe(true);
      }
      const more = new Set(listed(graph).map(key));
      for (const circuit of listed(graph, { floor: 5 })) expect(more.has(key(circuit))).toBe(true);
    });
  });
  test("a limit keeps all circuits down to the floor it names, and never more than asked", () => {
    check((graph, turn) => {
      const all = listed(graph);
      const limit = 1 + (turn % 12);
      const { truncated, searchedFloor, circuits: kept, total } = circuits(networkOf(graph), { limit }).values;
      expect(truncated).toBe(all.length > limit);
      expect(total).toBe(kept.length);
      expect(kept.length).toBeLessThanOrEqual(limit);
      if (searchedFloor === null) expect(kept.length).toBe(limit);
      else expect(kept).toEqual(all.filter(({ capacity }) => capacity >= searchedFloor));
    });
  });
  test("the top q are the q largest of all, also when many share one capacity", () => {
    check((graph, turn) => {
      const top = 1 + (turn % 9);
      const all = [...listed(graph)].sort((a, b) => b.capacity - a.capacity);
      expect(listed(graph, { top })).toEqual(all.slice(0, top));
      expect(listed(graph, { top, limit: 1 }).map(({ capacity }) => capacity)).toEqual(all.slice(0, top).map(({ capacity }) => capacity));
    });
  });
});

describe("degenerate and hostile", () => {
  test("no nodes, one node, only self-loops, all zero, no circuit", () => {
    const empty = { total: 0, byLength: {}, capacitySum: 0, topCapacities: [], circuits: [] };
    expect(circuits(fromEdges({ n: 0, from: [], to: [], amount: [] })).values).toMatchObject(empty);
    expect(circuits(fromEdges({ n: 1, from: [0], to: [0], amount: [5] })).values).toMatchObject(empty);
    expect(circuits(fromEdges({ n: 3, from: [0, 1], to: [1, 2], amount: [5, 5] })).values).toMatchObject(empty);
    const zero = fromEdges({ n: 2, from: [0, 1], to: [1, 0], amount: [0, 0] });
    expect(circuits(zero).values.circuits.map(key)).toEqual(["0>1 0"]);
    expect(circuits(zero, { floor: 1 }).values).toMatchObject(empty);
  });
  test("a ring of 100,000 nodes: one circuit when long enough, none below", () => {
    const n = 100_000;
    const from = Array.from({ length: n }, (_, i) => i);
    const ring = fromEdges({
      n,
      from,
      to: from.map((i) => (i + 1) % n),
      amount: from.map((i) => 5 + i),
      firstDay: from.map(() => 0),
      lastDay: from,
    });
    const { values } = circuits(ring, { maxLength: Infinity });
    expect(values.total).toBe(1);
    expect(values.circuits[0].capacity).toBe(5);
    expect(values.timing![0].feasible).toBe(true);
    expect(circuits(ring).values.total).toBe(0);
  });
  test("a dead end that would take 2^30 steps without barriers", () => {
    // Root 0 > 1, then 30 diamonds that lead to node 1 only, which is on the path; the one way home is 1 > 0.
    const from: number[] = [0, 1, 1];
    const to: number[] = [1, 0, 2];
    let at = 2;
    for (let k = 0; k < 30; k++) {
      from.push(at, at, at + 1, at + 2);
      to.push(at + 1, at + 2, at + 3, at + 3);
      at += 3;
    }
    from.push(at);
    to.push(1);
    const network = fromEdges({ n: at + 1, from, to, amount: from.map(() => 1) });
    expect(circuits(network, { maxLength: 61 }).values.byLength).toEqual({ 2: 1 });
  });
  test("parameters out of range are refused", () => {
    const network = complete(3);
    for (const params of [
      { maxLength: 1 },
      { maxLength: 2.5 },
      { floor: -1 },
      { floor: NaN },
      { limit: 0 },
      { top: 0 },
      { top: 3, list: false },
    ]) {
      expect(() => circuits(network, params)).toThrow(/expected/);
    }
  });
});
