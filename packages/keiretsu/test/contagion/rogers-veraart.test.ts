import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { eisenbergNoe } from "../../src/contagion/eisenberg-noe.ts";
import { type RogersVeraart, rogersVeraart } from "../../src/contagion/rogers-veraart.ts";
import type { Outcome } from "../../src/network/result.ts";
import { uniforms } from "../../src/num/random.ts";
import { numbers, roundsTo, tableOf } from "../printed.ts";
import { greatestReference, leastReference } from "../reference/rogers-veraart.ts";
import { shuffled } from "../trace/multigraphs.ts";
import { printedDebts } from "./printed-clearing.ts";
import { linked, relabelled, ring, type Row, type Sheet, sheets } from "./sheets.ts";

const runs = { numRuns: 200, seed: 20251122 };
const recoveries = fc.constantFrom(0, 0.1, 0.3, 0.5, 0.8, 0.95, 1);
const small = sheets({ maxNodes: 6 });

function cleared({ n, rows, ...balance }: Sheet, alpha: number, beta: number, payable?: readonly number[]): Outcome<RogersVeraart> {
  return rogersVeraart(linked(n, rows), { ...balance, alpha, beta, payable });
}

function close(found: ArrayLike<number>, expected: ArrayLike<number>, scale = 1): void {
  expect(found.length).toBe(expected.length);
  for (let i = 0; i < expected.length; i++) {
    expect(Math.abs(found[i] - expected[i])).toBeLessThanOrEqual(1e-9 * Math.max(scale, Math.abs(expected[i])));
  }
}

function atMost(low: ArrayLike<number>, high: ArrayLike<number>): void {
  for (let i = 0; i < low.length; i++) expect(low[i]).toBeLessThanOrEqual(high[i] + 1e-9 * Math.max(1, Math.abs(high[i])));
}

describe("published tables", () => {
  const PAGE = "docs/models/rogers-veraart.md";
  // Siebenbrunner, NetworkValuation, "Demonstration of the Rogers/Veraart Algorithm".
  const demonstration: Sheet = {
    n: 3,
    rows: [
      [0, 1, 30],
      [1, 0, 5],
      [1, 2, 20],
      [2, 0, 10],
    ],
    externalAssets: [10, 5, 5],
    externalLiabilities: [0, 0, 0],
  };

  test.each([
    [1, 1, [-5, 5, 15], [0]],
    [0.4, 1, [-6, -2, 11], [0, 1]],
  ])("demonstration: alpha %d, beta %d", (alpha, beta, equity, defaulted) => {
    const { greatest, least } = cleared(demonstration, alpha, beta).values;
    close(greatest.equity, equity);
    expect(greatest.defaulted).toEqual(defaulted);
    close(least.equity, equity);
  });

  test.each([
    [2, [2, 2.2]],
    [2.2, [2.2, 2.2]],
  ])("Rogers and Veraart, example 3.3: bank 0 owes %d", (owed, expected) => {
    const rows: Row[] = [
      [0, 1, owed],
      [1, 0, 2.2],
    ];
    const { greatest, least, selfFulfilling, gap } = cleared(
      { n: 2, rows, externalAssets: [1, 1], externalLiabilities: [0, 0] },
      0.5,
      0.5,
    ).values;
    close(greatest.payments, expected);
    expect(greatest.defaulted).toEqual([]);
    if (owed < 2.2) return;
    close(least.payments, [1, 1]);
    close(least.equity, [-0.2, -0.2]);
    expect(selfFulfilling).toEqual([0, 1]);
    expect(gap).toBeCloseTo(2.4, 12);
  });

  test("Rogers and Veraart, section 5.1: a ring of six in which all fail, in two waves", () => {
    const [alpha, beta, gamma, epsilon] = [0.5, 0.5, 0.4, 1];
    const rows = Array.from({ length: 6 }, (_, i): Row => [i, (i + 1) % 6, i % 2 === 0 ? 2 : 3]);
    const externalAssets = rows.map(([i]) => gamma * (i % 2 === 0 ? 1 - epsilon : 1 + epsilon));
    const { greatest } = cleared({ n: 6, rows, externalAssets, externalLiabilities: [0, 0, 0, 0, 0, 0] }, alpha, beta).values;
    const factor = (alpha * gamma) / (1 - beta ** 2);
    const even = factor * (1 - epsilon + beta * (1 + epsilon));
    const odd = factor * (beta * (1 - epsilon) + 1 + epsilon);
    close(greatest.payments, [even, odd, even, odd, even, odd]);
    expect([...greatest.wave]).toEqual([1, 0, 1, 0, 1, 0]);
    expect(greatest.causes[0]).toMatchObject({ node: 0, wave: 1, by: [{ debtor: 5 }] });
    expect(greatest.causes[0].by[0].loss).toBeCloseTo(3 - odd, 12);
  });

  test("FinNetValu: greatest payments and waves without costs of default", () => {
    const rows = tableOf(PAGE, "| outside assets | greatest payments printed | wave of each bank |");
    expect(rows.length).toBe(2);
    for (const [outside, printed, waves] of rows) {
      const externalAssets = numbers(outside).map(Number);
      const { greatest } = cleared({ ...printedDebts.C, externalAssets, externalLiabilities: [0, 0, 0] }, 1, 1).values;
      numbers(printed).forEach((cell, i) => expect(roundsTo(greatest.payments[i], cell)).toBe(true));
      expect([...greatest.wave]).toEqual(numbers(waves).map(Number));
    }
  });

  test("Greatest-Clearing-Vector-Algorithm: levels and the first payment; the second by the equation", () => {
    const [a, b] = [0.47727664, 0.32352602];
    const rows: Row[] = [
      [0, 2, 0.60141038],
      [2, 1, 0.61136804],
    ];
    const sheet = { n: 3, rows, externalAssets: [a, 0.63927659, b], externalLiabilities: [0, 0, 0] };
    const { greatest } = cleared(sheet, 0.5, 0.5).values;
    expect([...greatest.wave]).toEqual([0, -1, 1]);
    close(greatest.payments, [a / 2, 0, b / 2 + a / 4]);
    const printed = tableOf(PAGE, "| bank | payment printed | here |");
    expect(printed.map(([, , here]) => here)).toEqual([0, 2].map((i) => greatest.payments[i].toFixed(8)));
    // Without beta the printed sum comes out.
    close(cleared(sheet, 0.5, 1).values.greatest.payments, [a / 2, 0, a / 2 + b / 2]);
  });
});

describe("against the definition", () => {
  test("greatest by plain iteration, least by trying every set of defaulters", () => {
    fc.assert(
      fc.property(small, recoveries, recoveries, (sheet, alpha, beta) => {
        const { values, converged, residual } = cleared(sheet, alpha, beta);
        expect(converged).toBe(true);
        expect(residual).toBeLessThanOrEqual(1e-11);
        close(values.greatest.payments, greatestReference({ ...sheet, alpha, beta }), 300);
        close(values.least.payments, leastReference({ ...sheet, alpha, beta }), 300);
      }),
      runs,
    );
  });
});

describe("laws", () => {
  test("the greatest is at least the least, both pay from 0 to what is owed, the gap is their difference", () => {
    fc.assert(
      fc.property(sheets({ maxNodes: 12 }), recoveries, recoveries, (sheet, alpha, beta) => {
        const { greatest, least, gap, selfFulfilling } = cleared(sheet, alpha, beta).values;
        atMost(least.payments, greatest.payments);
        atMost(greatest.payments, greatest.obligations);
        for (const paid of least.payments) expect(paid).toBeGreaterThanOrEqual(0);
        const difference = greatest.payments.reduce((total, paid, i) => total + paid - least.payments[i], 0);
        close([gap], [difference], 3000);
        expect(least.defaulted.filter((i) => !greatest.defaulted.includes(i))).toEqual(selfFulfilling);
        for (const i of greatest.defaulted) expect(least.defaulted).toContain(i);
        for (const { node, wave, by } of greatest.causes) {
          expect(by.length).toBeGreaterThan(0);
          for (const { debtor } of by) expect(greatest.wave[debtor]).toBeLessThan(wave);
          expect(greatest.wave[node]).toBe(wave);
        }
      }),
      runs,
    );
  });

  test("without cost the greatest is Eisenberg and Noe, wave by wave, shocked debtors included", () => {
    fc.assert(
      fc.property(sheets({ maxNodes: 12 }), fc.array(fc.constantFrom(0, 0.5, 1, 1), { minLength: 12, maxLength: 12 }), (sheet, shares) => {
        const { n, rows, ...balance } = sheet;
        const payable = shares.slice(0, n);
        const expected = eisenbergNoe(linked(n, rows), { ...balance, payable }).values;
        const { greatest, least } = cleared(sheet, 1, 1, payable).values;
        close(greatest.payments, expected.payments, 300);
        close(greatest.lossByCreditor, expected.lossByCreditor, 300);
        expect([...greatest.wave]).toEqual([...expected.wave]);
        // Equities are the same at all solutions of Eisenberg and Noe.
        if (payable.every((x) => x === 1)) close(least.equity, greatest.equity, 300);
      }),
      runs,
    );
  });

  test("payments grow with alpha and with beta, with outside assets and with what can be paid", () => {
    fc.assert(
      fc.property(sheets({ maxNodes: 10 }), recoveries, recoveries, fc.nat(9), (sheet, first, second, k) => {
        const [low, high] = [Math.min(first, second), Math.max(first, second)];
        const ordered = (a: RogersVeraart, b: RogersVeraart): void => {
          atMost(a.greatest.payments, b.greatest.payments);
          atMost(a.least.payments, b.least.payments);
        };
        ordered(cleared(sheet, low, 0.7).values, cleared(sheet, high, 0.7).values);
        ordered(cleared(sheet, 0.7, low).values, cleared(sheet, 0.7, high).values);
        const richer = { ...sheet, externalAssets: sheet.externalAssets.map((e, i) => (i === k % sheet.n ? e + 3 : e)) };
        ordered(cleared(sheet, low, high).values, cleared(richer, low, high).values);
        const held = sheet.externalAssets.map((_, i) => (i === k % sheet.n ? 0.5 : 1));
        ordered(cleared(sheet, low, high, held).values, cleared(sheet, low, high).values);
      }),
      runs,
    );
  });

  test("other numbers for the nodes, another unit and a node with nothing change nothing else", () => {
    fc.assert(
      fc.property(sheets({ maxNodes: 10 }), recoveries, recoveries, fc.nat(99), (sheet, alpha, beta, turn) => {
        const { n, rows, externalAssets, externalLiabilities } = sheet;
        const { greatest, least } = cleared(sheet, alpha, beta).values;
        const label = shuffled(
          Array.from({ length: n }, (_, i) => i),
          turn,
        );
        const moved = cleared(relabelled(sheet, label), alpha, beta).values;
        const scaled = cleared(
          {
            n,
            rows: rows.map(([i, j, x]): Row => [i, j, x * 1024]),
            externalAssets: externalAssets.map((x) => x * 1024),
            externalLiabilities: externalLiabilities.map((x) => x * 1024),
          },
          alpha,
          beta,
        ).values;
        const more = cleared(
          { n: n + 1, rows, externalAssets: [...externalAssets, 0], externalLiabilities: [...externalLiabilities, 0] },
          alpha,
          beta,
        ).values;
        close(
          label.map((to) => moved.greatest.payments[to]),
          greatest.payments,
          300,
        );
        close(
          label.map((to) => moved.least.payments[to]),
          least.payments,
          300,
        );
        expect(label.map((to) => moved.greatest.wave[to])).toEqual([...greatest.wave]);
        expect([...scaled.greatest.payments]).toEqual([...greatest.payments].map((x) => x * 1024));
        expect([...scaled.least.payments]).toEqual([...least.payments].map((x) => x * 1024));
        expect([...more.greatest.payments]).toEqual([...greatest.payments, 0]);
        expect(more.least.wave[n]).toBe(-1);
      }),
      runs,
    );
  });
});

describe("slow rings", () => {
  // p_0 = alpha e + c p_(n-1), p_k = c p_(k-1) with c = beta inside / (inside + outside): p_0 = alpha e / (1 - c^n).
  test.each([
    [3, 9999, 1, 1],
    [300, 9999, 1, 1],
    [1500, 1999, 1, 1],
    [40, 1999, 1, 0.9995],
  ])("%d nodes owe %d inside and %d outside, beta %d", (n, inside, outside, beta) => {
    const alpha = 0.5;
    const externalAssets = Array.from({ length: n }, (_, i) => (i === 0 ? 1 : 0));
    const { values, converged } = cleared(ring(n, inside, outside, externalAssets), alpha, beta);
    const c = (beta * inside) / (inside + outside);
    const first = alpha / (1 - c ** n);
    expect(converged).toBe(true);
    for (const p of [values.greatest.payments, values.least.payments]) {
      p.forEach((x, k) => expect(Math.abs(x / (first * c ** k) - 1)).toBeLessThan(1e-9));
    }
  });

  test("who can pay only once a slow ring has paid out is sound in the least solution too", () => {
    // Nodes 0 to 2 owe 9998 to the next; node 0 owes 1 to node 3 and all owe the rest of 10000 outside. p_0 = alpha / (1 - c^3), c = 0.9998, and
    // node 3 gets a ten-thousandth of it, 0.083, beside its own 0.05, for a debt of 0.12 outside. In default it would pay 0.025 + 0.083.
    const rows: Row[] = [
      [0, 1, 9998],
      [0, 3, 1],
      [1, 2, 9998],
      [2, 0, 9998],
    ];
    const sheet = { n: 4, rows, externalAssets: [1, 0, 0, 0.05], externalLiabilities: [1, 2, 2, 0.12] };
    const { least, selfFulfilling } = cleared(sheet, 0.5, 1).values;
    const first = 0.5 / (1 - 0.9998 ** 3);
    close(least.payments, [first, 0.9998 * first, 0.9998 ** 2 * first, 0.12]);
    expect(least.defaulted).toEqual([0, 1, 2]);
    expect(selfFulfilling).toEqual([]);
  });

  test("a closed ring without money pays in full if that is expected, else nothing", () => {
    const { greatest, least, gap } = cleared(ring(4, 7, 0, [0, 0, 0, 0]), 1, 1).values;
    expect([...greatest.payments]).toEqual([7, 7, 7, 7]);
    expect([...least.payments]).toEqual([0, 0, 0, 0]);
    expect(gap).toBe(28);
  });

  test("two thousand banks in chains, rings and hubs: both solutions solve the equations", () => {
    const next = uniforms(20251122, 0);
    const n = 2000;
    // Debts both ways between the same two, so that each can pay if the other does.
    const rows = Array.from(
      { length: 4000 },
      (): Row => [Math.floor(next() * n), Math.floor(next() ** 3 * n), Math.exp(3 * next())],
    ).flatMap(([i, j, x]): Row[] => [
      [i, j, x],
      [j, i, x * (0.9 + 0.2 * next())],
    ]);
    const owed = rows.reduce<number[]>((total, [i, , x]) => ((total[i] = (total[i] ?? 0) + x), total), []);
    const externalAssets = Array.from({ length: n }, (_, i) => (owed[i] ?? 0) * 0.3 * next());
    const sheet = { n, rows, externalAssets, externalLiabilities: Array.from({ length: n }, () => 0) };
    const { values, converged, residual } = cleared(sheet, 0.7, 0.6);
    expect(converged).toBe(true);
    expect(residual).toBeLessThan(1e-13);
    expect(values.greatest.rounds).toBeGreaterThan(2);
    expect(values.gap).toBeGreaterThan(0);
  });
});

describe("degenerate and hostile input", () => {
  test("no nodes, no debts, debts to oneself only", () => {
    expect(rogersVeraart(linked(0, []), { externalAssets: [], alpha: 0.5, beta: 0.5 }).values.gap).toBe(0);
    const { values, warnings } = rogersVeraart(linked(2, [[1, 1, 9]]), { externalAssets: [0, 0], alpha: 0, beta: 0 });
    expect([...values.greatest.wave, ...values.least.wave]).toEqual([-1, -1, -1, -1]);
    expect(warnings?.map(({ code }) => code)).toEqual(["self-loops-dropped"]);
  });

  test.each([
    [{ alpha: 1.1 }, "bad-recovery", "alpha is 1.1, expected 0 to 1"],
    [{ beta: -0.1 }, "bad-recovery", "beta is -0.1, expected 0 to 1"],
    [{ beta: Number.NaN }, "bad-recovery", "beta is NaN, expected 0 to 1"],
    [{ externalAssets: [1] }, "bad-vector", "externalAssets has 1 entries, expected 2"],
    [{ externalAssets: [1, -1] }, "bad-vector", "externalAssets of node 1 is -1, expected a finite number, not negative"],
    [{ externalAssets: [Number.NaN, 1] }, "bad-vector", "externalAssets of node 0 is NaN, expected a finite number, not negative"],
    [{ externalLiabilities: [0, -2] }, "bad-vector", "externalLiabilities of node 1 is -2, expected a finite number, not negative"],
    [{ payable: [0, 2] }, "bad-vector", "payable of node 1 is 2, expected a finite number, from 0 to 1"],
  ])("%j is refused", (wrong, code, message) => {
    const params = { externalAssets: [1, 1], alpha: 0.5, beta: 0.5, ...wrong };
    expect(() => rogersVeraart(linked(2, [[0, 1, 3]]), params)).toThrow(expect.objectContaining({ code, message }) as Error);
  });

  test("a network of payments is refused", () => {
    const params = { externalAssets: [1, 1], alpha: 0.5, beta: 0.5 };
    expect(() => rogersVeraart(linked(2, [[0, 1, 3]], "pays"), params)).toThrow("network says A pays B, expected A owes B");
  });
});
