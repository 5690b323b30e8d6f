import * as fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { type Shipment, shipCheapest } from "../../src/trace/primal-dual.ts";
import type { Obligations } from "../../src/trace/ship.ts";
import { cancelCycles, type PlainObligation } from "../reference/set-off.ts";

/** Rows by debtor; what owes nothing is left out, as the door does. */
function obligationsOf(n: number, edges: readonly PlainObligation[]): Obligations {
  const list = edges.filter(({ from, to, amount }) => amount > 0 && from !== to).sort((a, b) => a.from - b.from);
  const start = new Uint32Array(n + 1);
  for (const { from } of list) start[from + 1]++;
  for (let i = 0; i < n; i++) start[i + 1] += start[i];
  return {
    n,
    start,
    target: Uint32Array.from(list, ({ to }) => to),
    edge: Uint32Array.from(list, (_, e) => e),
    amount: Float64Array.from(list, ({ amount }) => amount),
  };
}

function both(obligations: Obligations, maxPhases = Infinity): Shipment {
  const compiled = shipCheapest(obligations, { maxPhases, kernel: "compiled" });
  const plain = shipCheapest(obligations, { maxPhases, kernel: "plain" });
  expect(compiled.carried.buffer.byteLength).toBeGreaterThan(plain.carried.buffer.byteLength);
  for (const key of ["phases", "blocks", "optimal"] as const) expect(compiled[key]).toBe(plain[key]);
  expect(Buffer.from(compiled.price.slice().buffer).equals(Buffer.from(plain.price.slice().buffer))).toBe(true);
  expect(Buffer.from(compiled.carried.slice().buffer).equals(Buffer.from(plain.carried.slice().buffer))).toBe(true);
  return plain;
}

const total = (values: ArrayLike<number>): number => Array.from(values).reduce((a, b) => a + b, 0);

/** Parallel debts, debts both ways, to oneself, of nothing, and nodes that nobody owes. */
const networks = fc.integer({ min: 1, max: 9 }).chain((n) =>
  fc.record({
    n: fc.constant(n),
    edges: fc.array(fc.record({ from: fc.nat(n - 1), to: fc.nat(n - 1), amount: fc.nat(12) }), { maxLength: 30 }),
  }),
);

/** A network of so many nodes in rings that share nodes, with hubs, from a small generator of its own. */
function generated(n: number, m: number, seed: number): PlainObligation[] {
  let state = seed;
  const random = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  return Array.from({ length: m }, () => ({
    from: Math.floor(n * random() ** 2),
    to: Math.floor(n * random()),
    amount: Math.floor(10 ** (7 * random())),
  }));
}

describe("the compiled kernel takes the same steps as the plain loops, and both find the least debt", () => {
  test("against cycle cancelling on small networks", () => {
    fc.assert(
      fc.property(networks, ({ n, edges }) => {
        const obligations = obligationsOf(n, edges);
        const list = Array.from(obligations.target, (to, e) => ({
          from: obligations.start.findIndex((at) => at > e) - 1,
          to,
          amount: obligations.amount[e],
        }));
        const { carried } = both(obligations);
        expect(total(obligations.amount) - total(carried)).toBe(total(cancelCycles(n, list)));
      }),
      { seed: 21, numRuns: 150 },
    );
  });
  test("on larger ones, proven by their prices", () => {
    for (const [n, m, seed] of [
      [300, 900, 1],
      [3000, 9000, 2],
      [5000, 60_000, 3],
    ]) {
      const obligations = obligationsOf(n, generated(n, m, seed));
      const { carried, price } = both(obligations);
      for (let i = 0; i < n; i++) {
        for (let e = obligations.start[i]; e < obligations.start[i + 1]; e++) {
          const over = price[obligations.target[e]] - price[i] - 1;
          if (over > 0 && carried[e] !== obligations.amount[e]) throw new Error(`edge ${e} should be full`);
          if (over < 0 && carried[e] !== 0) throw new Error(`edge ${e} should be empty`);
        }
      }
    }
  });
  test("stopped early", () => {
    const obligations = obligationsOf(2000, generated(2000, 12_000, 4));
    for (const maxPhases of [0, 1, 3]) expect(both(obligations, maxPhases).optimal).toBe(false);
  });
  test("a ring of 100,000, two rings apart, amounts at the limit", () => {
    const n = 100_000;
    // One debt of 3 among 4s: 3 goes round, 1 remains of all others.
    const ring = Array.from({ length: n }, (_, i) => ({ from: i, to: (i + 1) % n, amount: i === 5 ? 3 : 4 }));
    expect(total(both(obligationsOf(n, ring)).carried)).toBe(n - 1);
    const apart = [0, 3].flatMap((at) => [0, 1, 2].map((i) => ({ from: at + i, to: at + ((i + 1) % 3), amount: 5 + i })));
    expect(total(both(obligationsOf(6, apart)).carried)).toBe(2 * (1 + 2));
    const large = 2 ** 52;
    expect([...both(obligationsOf(2, [edge(0, 1, large), edge(1, 0, large - 1)])).carried]).toEqual([1, 0]);
  });
  test("a line of 3,000 in which every debt goes all the way down", () => {
    // Node i owes the one before it 2 (n - i) and is owed n - i + 1: the larger side keeps what it owes beyond the smaller.
    const n = 3000;
    const line = Array.from({ length: n - 1 }, (_, k) => n - (k + 1)).flatMap((rest, k) => [
      edge(k + 1, k, 2 * rest),
      edge(k, k + 1, rest + 1),
    ]);
    const remaining = line.reduce((sum, { amount }) => sum + amount, 0) - (n * (n - 1) + 2 * (n - 1));
    expect(total(both(obligationsOf(n, line)).carried)).toBe(remaining);
  });
  test("without WebAssembly, or without memory for it", () => {
    const obligations = obligationsOf(500, generated(500, 5000, 5));
    const { carried } = both(obligations);
    for (const engine of [undefined, { Memory: outOfMemory }]) {
      vi.stubGlobal("WebAssembly", engine);
      const answer = shipCheapest(obligations, { maxPhases: Infinity, kernel: "compiled" });
      vi.unstubAllGlobals();
      expect(answer.carried).toEqual(carried);
    }
  });
});

function edge(from: number, to: number, amount: number): PlainObligation {
  return { from, to, amount };
}

function outOfMemory(): never {
  throw new RangeError("no memory");
}
