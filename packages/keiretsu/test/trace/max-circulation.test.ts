import { readdirSync, readFileSync } from "node:fs";
import * as fc from "fast-check";
import highsLoader from "highs";
import { describe, expect, test } from "vitest";
import { stronglyConnected } from "../../src/network/components.ts";
import { fromEdges, type Network } from "../../src/network/network.ts";
import { circuits } from "../../src/trace/circuits.ts";
import { setOff, type SetOffParams, type SetOffValues } from "../../src/trace/set-off.ts";
import { cancelCycles, linearProgramme, type PlainObligation } from "../reference/set-off.ts";
import { multigraphs, shuffled, type TestGraph } from "./multigraphs.ts";

const cases = new URL("../cases/", import.meta.url);
const graphs = multigraphs({ maxNodes: 8, maxEdges: 24 });

function networkOf(n: number, edges: readonly PlainObligation[]): Network {
  return fromEdges({ n, from: edges.map((e) => e.from), to: edges.map((e) => e.to), amount: edges.map((e) => e.amount) }, { lens: "owes" });
}

function solve(graph: { readonly n: number; readonly edges: readonly PlainObligation[] }, params: SetOffParams = {}): SetOffValues {
  return setOff(networkOf(graph.n, graph.edges), params).values;
}

function total(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0);
}

/** Edges of the network as obligations, in its order. */
function obligationsOf(network: Network): PlainObligation[] {
  const list: PlainObligation[] = [];
  for (let i = 0; i < network.n; i++) {
    for (let e = network.start[i]; e < network.start[i + 1]; e++) list.push({ from: i, to: network.target[e], amount: network.weight[e] });
  }
  return list;
}

/** Random obligations from a small generator of its own: a hub, communities, reciprocity. */
function generated(n: number, m: number, seed: number): PlainObligation[] {
  let state = seed;
  const random = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  const list: PlainObligation[] = [];
  while (list.length < m) {
    const from = Math.floor(n * random() ** 2);
    const to = random() < 0.5 ? Math.floor(n * random()) : Math.floor(from / 10) * 10 + Math.floor(10 * random());
    if (to >= n) continue;
    list.push({ from, to, amount: Math.floor(1000 * random()) });
    if (random() < 0.1) list.push({ from: to, to: from, amount: Math.floor(1000 * random()) });
  }
  return list;
}

function everywhere(law: (graph: TestGraph, turn: number) => void): void {
  fc.assert(fc.property(graphs, fc.nat(1000), law), { seed: 12, numRuns: 150 });
}

describe("reference cases", () => {
  for (const file of readdirSync(cases).filter((name) => name.startsWith("net-"))) {
    test(file, () => {
      const { input, expected } = JSON.parse(readFileSync(new URL(file, cases), "utf8"));
      const edges = input.obligations.map(([from, to, amount]: number[]) => ({ from, to, amount }));
      expect(solve({ n: input.n, edges })).toMatchObject(expected);
    });
  }
});

test("the worked example of the page", () => {
  const page = readFileSync(new URL("../../../../docs/models/max-circulation.md", import.meta.url), "utf8");
  const [input, answer] = [...page.matchAll(/```json\n(.*?)```/gs)].map(([, json]) => JSON.parse(json));
  const edges = input.obligations.map(([from, to, amount]: number[]) => ({ from, to, amount }));
  expect(solve({ n: input.n, edges })).toMatchObject(answer);
});

test("published, example of CDFD: 0.6 of two loops over one edge is circular at most, 0.4 is not", () => {
  const edges = [
    { from: 0, to: 1, amount: 1 },
    { from: 1, to: 3, amount: 1 },
    { from: 0, to: 2, amount: 1 },
    { from: 2, to: 3, amount: 1 },
    { from: 3, to: 0, amount: 1 },
  ];
  const { gross, cleared, remaining } = solve({ n: 4, edges });
  expect([cleared / gross, remaining / gross]).toEqual([0.6, 0.4]);
});

describe("by hand", () => {
  test("the shortest loop first is a trap", () => {
    // A owes B 10, B owes A 10, B owes C 10, C owes A 10. Striking off A-B first clears 20 and stops there;
    // A > B > C > A clears 30 and leaves only what B owes A. A is owed 20 and owes 10, B the other way round.
    const values = solve({
      n: 3,
      edges: [
        { from: 0, to: 1, amount: 10 },
        { from: 1, to: 0, amount: 10 },
        { from: 1, to: 2, amount: 10 },
        { from: 2, to: 0, amount: 10 },
      ],
    });
    expect(values).toMatchObject({ gross: 40, cleared: 30, remaining: 10, bilateral: 20, netInternalDebt: 10, netPositions: [10, -10, 0] });
    expect(values.efficiency).toBe(1);
    expect(values).toMatchObject({ lower: 30, upper: 30, gap: 0 });
  });
  test("a debt to oneself clears in full, parallel debts clear together, cents stay exact", () => {
    // 0 owes 1 twice 0.10 and itself 0.07; 1 owes 0 0.30: 0.20 of each side cancels.
    const edges = [
      { from: 0, to: 1, amount: 0.1 },
      { from: 0, to: 1, amount: 0.1 },
      { from: 0, to: 0, amount: 0.07 },
      { from: 1, to: 0, amount: 0.3 },
    ];
    const values = solve({ n: 2, edges }, { perEdge: true });
    expect(values).toMatchObject({ gross: 0.57, cleared: 0.47, remaining: 0.1, bilateral: 0.4, selfOwed: 0.07, netPositions: [0.1, -0.1] });
    expect(values.setOff).toEqual([0.07, 0.1, 0.1, 0.2]);
  });
  test("what belongs to different netting sets is not set off", () => {
    // A round trip in euro (set 0) and one in dollar (set 1); the last debt is in no set. Edges of a row come by target, then amount.
    const network = networkOf(2, [
      { from: 0, to: 1, amount: 5 },
      { from: 0, to: 1, amount: 7 },
      { from: 0, to: 1, amount: 9 },
      { from: 1, to: 0, amount: 4 },
      { from: 1, to: 0, amount: 6 },
    ]);
    const { values } = setOff(network, { nettingSet: [0, 1, -1, 0, 1] });
    expect(values).toMatchObject({ gross: 31, cleared: 20, bilateral: 20, netInternalDebt: 1 + 1 + 9, netPositions: [-11, 11] });
    expect(setOff(network).values.cleared).toBe(20);
    expect(setOff(network, { nettingSet: [0, 1, -1, 1, 0] }).values.cleared).toBe(2 * 5 + 2 * 4);
  });
});

describe("against slow references and a rival", () => {
  test("cycle cancelling", () => {
    fc.assert(
      fc.property(graphs, ({ n, edges }) => {
        const best = total(
          cancelCycles(
            n,
            edges.filter(({ from, to }) => from !== to),
          ),
        );
        const self = total(edges.filter(({ from, to }) => from === to).map(({ amount }) => amount));
        expect(solve({ n, edges }).cleared).toBe(best + self);
      }),
      { seed: 11, numRuns: 400 },
    );
  });
  test("HiGHS on the linear programme", async () => {
    // The package is CommonJS with an ES type: what is imported is the function itself.
    const highs = await (highsLoader as unknown as typeof highsLoader.default)();
    for (let seed = 1; seed <= 8; seed++) {
      const n = 20 * seed;
      const edges = generated(n, 5 * n, seed).filter(({ from, to }) => from !== to);
      const optimum = highs.solve(linearProgramme(n, edges));
      expect(optimum.Status).toBe("Optimal");
      expect(Math.abs(solve({ n, edges }).cleared - optimum.ObjectiveValue)).toBeLessThan(1e-6 * optimum.ObjectiveValue);
    }
  });
});

describe("laws", () => {
  test("conservation, bounds, an acyclic rest, and prices that prove it", () => {
    everywhere(({ n, edges }) => {
      const network = networkOf(n, edges);
      const { values } = setOff(network, { perEdge: true });
      const list = obligationsOf(network);
      const flow = values.setOff!;
      const [price] = values.prices!;
      const balance = Array.from({ length: n }, () => 0);
      let dual = 0;
      list.forEach(({ from, to, amount }, e) => {
        expect(flow[e]).toBeGreaterThanOrEqual(0);
        expect(flow[e]).toBeLessThanOrEqual(amount);
        balance[from] -= flow[e];
        balance[to] += flow[e];
        const gain = 1 - price[from] + price[to];
        if (gain > 0) expect(flow[e]).toBe(amount);
        if (gain < 0) expect(flow[e]).toBe(0);
        dual += amount * Math.max(0, gain);
      });
      expect(balance).toEqual(balance.map(() => 0));
      expect(dual).toBe(values.cleared);
      expect(total(flow)).toBe(values.cleared);
      const rest = networkOf(
        n,
        list.map((o, e) => ({ ...o, amount: o.amount - flow[e] })).filter(({ amount }) => amount > 0),
      );
      expect(circuits(rest, { maxLength: Infinity, list: false }).values.total).toBe(0);
      expect(stronglyConnected(rest).count).toBe(n);
    });
  });
  test("at least what pairs clear, at most what netting leaves, and identities of the four totals", () => {
    everywhere((graph) => {
      const values = solve(graph);
      expect(values.cleared).toBeGreaterThanOrEqual(values.bilateral);
      expect(values.gross).toBe(values.cleared + values.remaining);
      expect(values.netInternalDebt).toBeLessThanOrEqual(values.remaining);
      expect(total(values.netPositions.map((x) => Math.max(0, x)))).toBe(values.netInternalDebt);
      expect(values.gap).toBe(0);
    });
  });
  test("nothing clears exactly when there is no circuit", () => {
    everywhere((graph) => {
      const network = networkOf(graph.n, graph.edges);
      const loops = circuits(network, { maxLength: Infinity, floor: 1, limit: 1 }).values.total;
      const { cleared, selfOwed } = setOff(network).values;
      expect(cleared - selfOwed > 0).toBe(loops > 0);
    });
  });
  test("circuits taken out one after the other clear no more", () => {
    everywhere((graph) => {
      let edges: PlainObligation[] = graph.edges.filter(({ from, to }) => from !== to);
      const { cleared, selfOwed } = solve(graph);
      let taken = 0;
      for (;;) {
        const network = networkOf(graph.n, edges);
        const [first] = circuits(network, { maxLength: Infinity, floor: 1, top: 1, expandParallel: true }).values.circuits;
        if (!first) break;
        taken += first.capacity * first.edges.length;
        edges = obligationsOf(network).map((o, e) => (first.edges.includes(e) ? { ...o, amount: o.amount - first.capacity } : o));
      }
      expect(taken).toBeLessThanOrEqual(cleared - selfOwed);
    });
  });
  test("order of rows and labels of nodes change nothing", () => {
    everywhere((graph, turn) => {
      expect(JSON.stringify(setOff(networkOf(graph.n, shuffled(graph.edges, turn))))).toBe(
        JSON.stringify(setOff(networkOf(graph.n, graph.edges))),
      );
      const label = shuffled([...Array(graph.n).keys()], turn);
      const edges = graph.edges.map((e) => ({ ...e, from: label[e.from], to: label[e.to] }));
      const a = solve(graph);
      const b = solve({ n: graph.n, edges });
      expect({ ...b, netPositions: [] }).toEqual({ ...a, netPositions: [] });
      expect(label.map((i) => b.netPositions[i])).toEqual(a.netPositions);
    });
  });
  test("reversing every debt, scaling the currency, splitting a debt, adding a debt", () => {
    everywhere((graph, turn) => {
      const { cleared, bilateral } = solve(graph);
      const reversed = graph.edges.map((e) => ({ ...e, from: e.to, to: e.from }));
      expect(solve({ n: graph.n, edges: reversed })).toMatchObject({ cleared, bilateral });
      const scaled = graph.edges.map((e) => ({ ...e, amount: 7 * e.amount }));
      expect(solve({ n: graph.n, edges: scaled })).toMatchObject({ cleared: 7 * cleared, bilateral: 7 * bilateral });
      const split = graph.edges.flatMap((e) => {
        const part = turn % (e.amount + 1);
        return [
          { ...e, amount: part },
          { ...e, amount: e.amount - part },
        ];
      });
      expect(solve({ n: graph.n, edges: split })).toMatchObject({ cleared, bilateral });
      const more = [...graph.edges, { from: turn % graph.n, to: (7 * turn) % graph.n, amount: turn }];
      expect(solve({ n: graph.n, edges: more }).cleared).toBeGreaterThanOrEqual(cleared);
    });
  });
  test("stopped early, the truth lies between the bounds, and more phases never widen the upper one", () => {
    for (let seed = 1; seed <= 10; seed++) {
      const graph = { n: 60, edges: generated(60, 300, seed) };
      const { cleared } = solve(graph);
      let upper = Infinity;
      for (const maxPhases of [0, 1, 2, 4]) {
        const result = setOff(networkOf(graph.n, graph.edges), { maxPhases });
        expect(result.values.lower).toBeLessThanOrEqual(cleared);
        expect(result.values.upper).toBeGreaterThanOrEqual(cleared);
        expect(result.values.upper).toBeLessThanOrEqual(upper);
        expect(result.converged).toBe(result.values.gap === 0);
        expect(result.warnings.length).toBe(result.converged ? 0 : 1);
        upper = result.values.upper;
      }
    }
  });
});

describe("degenerate and hostile", () => {
  test("no nodes, one node, all zero", () => {
    const nothing = { gross: 0, cleared: 0, remaining: 0, bilateral: 0, netInternalDebt: 0, efficiency: null, gap: 0 };
    expect(solve({ n: 0, edges: [] })).toMatchObject(nothing);
    expect(solve({ n: 1, edges: [] })).toMatchObject(nothing);
    expect(
      solve({
        n: 2,
        edges: [
          { from: 0, to: 1, amount: 0 },
          { from: 1, to: 0, amount: 0 },
        ],
      }),
    ).toMatchObject(nothing);
    expect(solve({ n: 1, edges: [{ from: 0, to: 0, amount: 3 }] })).toMatchObject({
      gross: 3,
      cleared: 3,
      remaining: 0,
      netPositions: [0],
    });
  });
  test("a ring and a two-way line of 100,000 nodes", () => {
    const n = 100_000;
    const ring = Array.from({ length: n }, (_, i) => ({ from: i, to: (i + 1) % n, amount: i === 5 ? 3 : 4 }));
    expect(solve({ n, edges: ring })).toMatchObject({ cleared: 3 * n, remaining: n - 1, bilateral: 0 });
    // Everyone owes the next one 5 and is owed 3 by it: 3 cancels on both sides of every link, 2 goes down the whole line.
    const line = Array.from({ length: n - 1 }, (_, i) => [
      { from: i, to: i + 1, amount: 5 },
      { from: i + 1, to: i, amount: 3 },
    ]).flat();
    expect(solve({ n, edges: line })).toMatchObject({
      cleared: 6 * (n - 1),
      remaining: 2 * (n - 1),
      bilateral: 6 * (n - 1),
      netInternalDebt: 2,
    });
  });
  test("a line of 50,000 nodes in which every debt goes all the way down", () => {
    // Node i owes the one before it 2 (n - i) and is owed n - i + 1 by it. With rest = n - i >= 1 the smaller side is rest + 1, so each pair clears
    // twice that; what remains of the larger side travels down the line.
    const n = 50_000;
    const line = Array.from({ length: n - 1 }, (_, k) => n - (k + 1)).flatMap((rest, k) => [
      { from: k + 1, to: k, amount: 2 * rest },
      { from: k, to: k + 1, amount: rest + 1 },
    ]);
    // Sum over rest = 1 .. n - 1 of 2 (rest + 1) = n (n - 1) + 2 (n - 1). A line has no other loops than its pairs.
    const cleared = n * (n - 1) + 2 * (n - 1);
    expect(solve({ n, edges: line })).toMatchObject({ cleared, bilateral: cleared });
  });
  test("amounts that are not whole minor units, or too large to be exact, are refused", () => {
    const thirds = networkOf(1, [{ from: 0, to: 0, amount: 1 / 3 }]);
    expect(() => setOff(thirds)).toThrow(/no whole number of units of 1e-2/);
    expect(setOff(thirds, { rounding: "nearest" }).values.gross).toBe(0.33);
    expect(() => setOff(networkOf(1, [{ from: 0, to: 0, amount: 2 ** 53 }]))).toThrow(/more than 2\^53/);
    expect(solve({ n: 2, edges: [{ from: 0, to: 1, amount: 2 ** 53 - 1 }] }).gross).toBe(2 ** 53 - 1);
  });
  test("parameters out of range are refused", () => {
    const network = networkOf(2, [{ from: 0, to: 1, amount: 1 }]);
    for (const params of [{ minorDigits: -1 }, { minorDigits: 1.5 }, { maxPhases: -1 }, { nettingSet: [0, 0] }]) {
      expect(() => setOff(network, params)).toThrow(/expected/);
    }
  });
});
