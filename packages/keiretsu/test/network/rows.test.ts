import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sortRows, type Rows } from "../../src/network/rows.ts";

/** The plain way: sort the edge numbers with a comparison. */
function plain(from: number[], to: number[], amount: number[]): number[] {
  return from.map((_, k) => k).sort((a, b) => from[a] - from[b] || to[a] - to[b] || amount[a] - amount[b] || a - b);
}

function fiveEdges(): Parameters<typeof sortRows>[0] {
  return {
    n: 4,
    from: Uint32Array.of(3, 0, 3, 1, 0),
    to: Uint32Array.of(1, 2, 0, 1, 2),
    amount: Float64Array.of(5, 4, 3, 2, 1),
  };
}

function sameRows(a: Rows, b: Rows): boolean {
  const columns = ["start", "target", "weight", "order"] as const;
  return (
    a.parallel === b.parallel && columns.every((name) => a[name].length === b[name].length && a[name].every((x, k) => x === b[name][k]))
  );
}

describe("sortRows", () => {
  it("A owes C 2, B owes A 1, A owes B 7, A owes C 1: rows by creditor, then by amount", () => {
    const rows = sortRows({ n: 3, from: Uint32Array.of(0, 1, 0, 0), to: Uint32Array.of(2, 0, 1, 2), amount: Float64Array.of(2, 1, 7, 1) });
    expect([...rows.start]).toEqual([0, 3, 4, 4]);
    expect([...rows.target]).toEqual([1, 2, 2, 0]);
    expect([...rows.weight]).toEqual([7, 1, 2, 1]);
    expect([...rows.order]).toEqual([2, 3, 0, 1]);
    expect(rows.parallel).toBe(1);
  });

  it("agrees with a comparison sort on random multigraphs", () => {
    const edge = fc.tuple(fc.nat(9), fc.nat(9), fc.nat(3));
    fc.assert(
      fc.property(fc.array(edge, { maxLength: 80 }), (edges) => {
        const columns = [0, 1, 2].map((c) => edges.map((row) => row[c]));
        const [from, to, amount] = columns;
        const rows = sortRows({ n: 10, from: Uint32Array.from(from), to: Uint32Array.from(to), amount: Float64Array.from(amount) });
        expect([...rows.order]).toEqual(plain(from, to, amount));
        expect(rows.start[10]).toBe(edges.length);
      }),
      { seed: 7, numRuns: 300 },
    );
  });

  it("agrees with a comparison sort over many blocks and two digits of node numbers", () => {
    const n = 5000;
    const m = 200_000;
    const from = new Uint32Array(m);
    const to = new Uint32Array(m);
    const amount = new Float64Array(m);
    for (let k = 0; k < m; k++) {
      from[k] = k % 3 === 0 ? 4999 : (Math.imul(k, 2654435761) >>> 8) % n;
      to[k] = (Math.imul(k, 40503) >>> 4) % n;
      amount[k] = k % 5;
    }
    const rows = sortRows({ n, from, to, amount });
    expect(Array.from(rows.order)).toEqual(plain([...from], [...to], [...amount]));
  });

  it("the compiled sort and the plain one agree: hubs, parallel edges, one to three digits of node numbers", () => {
    const m = 1 << 17;
    for (const n of [1, 2, 700, 90_000, 5_000_000]) {
      const from = Uint32Array.from({ length: m }, (_, k) => (k % 5 === 0 ? n - 1 : (Math.imul(k, 2654435761) >>> 8) % n));
      const to = Uint32Array.from({ length: m }, (_, k) => (k % 7 === 0 ? 0 : (Math.imul(k, 40503) >>> 4) % n));
      const amount = Float64Array.from({ length: m }, (_, k) => k % 5);
      const expected = sortRows({ n, from, to, amount }, { plain: true });
      expect(sameRows(sortRows({ n, from, to, amount }), expected)).toBe(true);
      const given = { n, from: from.slice(), to: to.slice(), amount: amount.slice() };
      expect(sameRows(sortRows(given, { consume: true }), expected)).toBe(true);
    }
  });

  it("columns that are given away give the same rows", () => {
    expect(sortRows(fiveEdges(), { consume: true })).toEqual(sortRows(fiveEdges()));
  });

  it("no nodes, one node with loops", () => {
    expect(sortRows({ n: 0, from: new Uint32Array(0), to: new Uint32Array(0), amount: new Float64Array(0) }).start).toEqual(
      Uint32Array.of(0),
    );
    expect(sortRows({ n: 1, from: Uint32Array.of(0, 0), to: Uint32Array.of(0, 0), amount: Float64Array.of(2, 1) }).order).toEqual(
      Uint32Array.of(1, 0),
    );
  });
});
