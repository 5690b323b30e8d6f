import { describe, expect, test } from "vitest";
import { holdingsOf, valueAlong } from "../../src/network/holdings.ts";
import { fromEdges, type Network } from "../../src/network/network.ts";

type Holding = readonly [number, number, number];

function holdings(n: number, rows: readonly Holding[]): Network {
  return fromEdges(
    { n, from: rows.map((row) => row[0]), to: rows.map((row) => row[1]), amount: rows.map((row) => row[2]) },
    { lens: "owns", unit: "share", names: Array.from({ length: n }, (_, i) => `firm-${i}`) },
  );
}

describe("holdings that cannot be", () => {
  const over = holdings(3, [
    [0, 2, 0.9],
    [1, 2, 0.3],
    [0, 1, 0.5],
  ]);

  test("more than all of a firm is refused by name", () => {
    expect(() => holdingsOf(over)).toThrow("1.2 of firm firm-2 is held, expected at most 1");
  });

  test("on request its holders are scaled down to the whole, with a warning; other firms stay", () => {
    const { network, held, warnings } = holdingsOf(over, { excess: "rescale" });
    expect([...network.weight]).toEqual([0.5, 0.9 / 1.2, 0.3 / 1.2]);
    expect([...held]).toEqual([0, 0.5, 1]);
    expect(warnings.map(({ code }) => code)).toEqual(["shares-rescaled"]);
  });

  test("parallel holdings add up before they are judged", () => {
    const parts: Holding[] = [
      [0, 1, 0.6],
      [0, 1, 0.6],
    ];
    expect(() => holdingsOf(holdings(2, parts))).toThrow(expect.objectContaining({ code: "bad-share" }) as Error);
  });

  test("a firm in its own hands and another sentence are refused", () => {
    expect(() => holdingsOf(holdings(1, [[0, 0, 0.1]]))).toThrow(
      "firm firm-0 holds 0.1 of itself: take treasury shares off the denominator first",
    );
    expect(() => holdingsOf(fromEdges({ n: 1, from: [], to: [], amount: [] }))).toThrow('expected "A owns B"');
  });
});

describe("value along holdings", () => {
  test("a chain of ten thousand that runs against the order of nodes is answered in the order of holdings", () => {
    const n = 10_000;
    const chain = Array.from({ length: n - 1 }, (_, i): Holding => [i, i + 1, 1]);
    const b = new Float64Array(n);
    b[n - 1] = 5;
    const { x, converged } = valueAlong(holdings(n, chain), b);
    expect(converged).toBe(true);
    expect(x[0]).toBe(5);
  });

  test("a ring that holds itself almost wholly: each has what all have, 40 x 1 over the share that leaks", () => {
    const n = 40;
    const ring = Array.from({ length: n }, (_, i): Holding => [i, (i + 1) % n, 1 - 1e-6]);
    const { x, converged } = valueAlong(holdings(n, ring), new Float64Array(n).fill(1));
    expect(converged).toBe(true);
    for (const value of x) expect(Math.abs(value / 1e6 - 1)).toBeLessThan(1e-8);
  });
});
