import * as fc from "fast-check";
import highsLoader from "highs";
import { describe, expect, test } from "vitest";
import type { Clearing } from "../../src/contagion/clearing/clearing-system.ts";
import { eisenbergNoe } from "../../src/contagion/eisenberg-noe.ts";
import { rogersVeraart } from "../../src/contagion/rogers-veraart.ts";
import type { Outcome } from "../../src/network/result.ts";
import { numbers, roundsTo, tableOf } from "../printed.ts";
import { type ClearingInput, fictitious, iterated, linearProgramme } from "../reference/eisenberg-noe.ts";
import { printedDebts } from "./printed-clearing.ts";
import { linked, relabelled, ring, type Sheet, sheets } from "./sheets.ts";

const runs = { numRuns: 300, seed: 20_010_201 };

function solve({ n, rows, externalAssets, externalLiabilities }: Sheet, payable?: readonly number[]): Outcome<Clearing> {
  const outcome = eisenbergNoe(linked(n, rows), { externalAssets, externalLiabilities, payable });
  expect(outcome.converged).toBe(true);
  return outcome;
}

/** The largest sum that moves, to compare against. */
function scaleOf({ rows, externalAssets, externalLiabilities }: Sheet): number {
  const all = [...rows.map(([, , x]) => x), ...externalAssets.map(Math.abs), ...externalLiabilities];
  return Math.max(
    1,
    all.reduce((a, b) => a + b, 0),
  );
}

function expectNear(found: ArrayLike<number>, expected: ArrayLike<number>, within: number): void {
  expect(found.length).toBe(expected.length);
  for (let i = 0; i < found.length; i++) expect(Math.abs(found[i] - expected[i])).toBeLessThanOrEqual(within);
}

describe("by hand", () => {
  test("a loop without outside money nets out: the greatest pays in full where the least would pay nothing", () => {
    const { values } = solve(ring(3, 5, 0, [0, 0, 0]));
    expect([...values.payments]).toEqual([5, 5, 5]);
    expect(values.defaulted).toEqual([]);
    expect(values.rounds).toBe(0);
  });

  test("a shocked debtor that has less than its ceiling draws others in at once: 2 pays nothing, so 0 pays 2 and not 7, and 1 fails in wave 1", () => {
    const rows: Sheet["rows"] = [
      [0, 1, 14],
      [1, 2, 7],
      [2, 0, 12],
    ];
    const { values } = solve({ n: 3, rows, externalAssets: [2, 3, 2], externalLiabilities: [0, 0, 0] }, [0.5, 1, 0]);
    expectNear(values.payments, [2, 5, 0], 1e-14);
    expect([...values.wave]).toEqual([0, 1, 0]);
    expect(values.rounds).toBe(2);
  });

  test("who is drawn in by whom: the debtors of earlier waves, largest loss first", () => {
    // 0 and 1 have 2 and 6 of the 10 that they owe to 2 alone; 2 has nothing else and owes 20 to 3, 3 owes 22 outside and has 4.
    const sheet: Sheet = {
      n: 4,
      rows: [
        [0, 2, 10],
        [1, 2, 10],
        [2, 3, 20],
      ],
      externalAssets: [2, 6, 0, 4],
      externalLiabilities: [0, 0, 0, 22],
    };
    const { values } = solve(sheet);
    expect([...values.payments]).toEqual([2, 6, 8, 12]);
    expect([...values.wave]).toEqual([0, 0, 1, 2]);
    expect(values.rounds).toBe(3);
    expect(values.causes).toEqual([
      {
        node: 2,
        wave: 1,
        by: [
          { debtor: 0, loss: 8 },
          { debtor: 1, loss: 4 },
        ],
      },
      { node: 3, wave: 2, by: [{ debtor: 2, loss: 12 }] },
    ]);
    expect([...values.lossByCreditor]).toEqual([0, 0, 12, 12]);
    expect(values.outsideLoss).toBe(10);
    expect(values.shortfallTotal).toBe(34);
    expect([...values.equity]).toEqual([-8, -4, -12, -10]);
  });

  test("a negative external asset is paid first: what is left is shared, equity shows what is missing", () => {
    // 0 owes 10 to 1 and is owed 6 by 1; it must pay 8 outside first. 1 has 20.
    const sheet: Sheet = {
      n: 2,
      rows: [
        [0, 1, 10],
        [1, 0, 6],
      ],
      externalAssets: [-8, 20],
      externalLiabilities: [0, 0],
    };
    const { values } = solve(sheet);
    expect([...values.payments]).toEqual([0, 6]);
    expect([...values.equity]).toEqual([-12, 14]);
    expect(values.defaulted).toEqual([0]);
  });

  test("a closed loop that outflows drain pays nothing at all", () => {
    const { values } = solve(ring(3, 9, 0, [-1, 0, 0]));
    expect([...values.payments]).toEqual([0, 0, 0]);
    expect([...values.wave]).toEqual([0, 1, 2]);
  });

  test("a shocked debtor pays its ceiling though it has more, and that can draw in its creditor", () => {
    const sheet: Sheet = {
      n: 3,
      rows: [
        [0, 1, 10],
        [1, 2, 8],
      ],
      externalAssets: [50, 0, 0],
      externalLiabilities: [0, 0, 0],
    };
    const { values } = solve(sheet, [0.4, 1, 1]);
    expect([...values.payments]).toEqual([4, 4, 0]);
    expect([...values.wave]).toEqual([0, 1, -1]);
    expect([...values.equity]).toEqual([40, -4, 4]);
    expect(values.causes).toEqual([{ node: 1, wave: 1, by: [{ debtor: 0, loss: 6 }] }]);
  });

  test("debts to oneself are left out with a warning, nodes that owe nothing never default", () => {
    const { values, warnings } = solve({ n: 2, rows: [[0, 0, 7]], externalAssets: [0, -3], externalLiabilities: [0, 0] });
    expect([...values.obligations]).toEqual([0, 0]);
    expect([...values.recovery]).toEqual([1, 1]);
    expect([...values.wave]).toEqual([-1, -1]);
    expect(warnings?.map(({ code }) => code)).toEqual(["self-loops-dropped"]);
  });

  test("no node at all", () => {
    expect(solve({ n: 0, rows: [], externalAssets: [], externalLiabilities: [] }).values.defaulted).toEqual([]);
  });
});

// Siebenbrunner, NetworkValuation: the demonstrations of the algorithms of Eisenberg and Noe, and of Rogers and Veraart without costs.
describe("published tables", () => {
  test("Eisenberg and Noe: -5.4545, -2.6364, 30; before clearing only the first is in default", () => {
    const rows: Sheet["rows"] = [
      [0, 1, 20],
      [0, 2, 10],
      [1, 0, 5],
      [1, 2, 24],
      [2, 0, 10],
    ];
    const { values } = solve({ n: 3, rows, externalAssets: [10, 10, 10], externalLiabilities: [0, 0, 0] });
    expectNear(values.equity, [-5.4545, -2.6364, 30], 5e-5);
    expect([...values.wave]).toEqual([0, 1, -1]);
  });

  test("Rogers and Veraart with alpha = beta = 1: -5, 5, 15, and the first alone is in default", () => {
    const rows: Sheet["rows"] = [
      [0, 1, 30],
      [1, 0, 5],
      [1, 2, 20],
      [2, 0, 10],
    ];
    const { values } = solve({ n: 3, rows, externalAssets: [10, 5, 5], externalLiabilities: [0, 0, 0] });
    expectNear(values.equity, [-5, 5, 15], 1e-12);
    expect(values.defaulted).toEqual([0]);
  });

  test("SciencePedia and FinNetValu: payments, and who falls short when", () => {
    const rows = tableOf("docs/models/eisenberg-noe.md", "| case | outside assets | payments printed | short in wave 0 | in wave 1 |");
    expect(rows.length).toBe(4);
    for (const [name, outside, printed, first, second] of rows) {
      const externalAssets = numbers(outside).map(Number);
      const { values } = solve({ ...printedDebts[name], externalAssets, externalLiabilities: [0, 0, 0] });
      numbers(printed).forEach((cell, i) => expect(roundsTo(values.payments[i], cell)).toBe(true));
      [first, second].forEach((cell, wave) =>
        expect([...values.wave].flatMap((w, i) => (w === wave ? [String(i)] : []))).toEqual(cell === "" ? [] : numbers(cell)),
      );
    }
  });
});

describe("slow rings", () => {
  // Node i owes 1 to the next and `leak` outside. Node 0 has e, others nothing: p_i = p_(i-1) / (1 + leak), p_0 = e + p_(n-1) / (1 + leak).
  test.each([
    [10, 5e-4],
    [400, 5e-4],
    [3000, 1e-5],
  ])("%i nodes, each leaks %f of what it pays on", (n, leak) => {
    const e = leak / 2;
    const sheet = ring(
      n,
      1,
      leak,
      Array.from({ length: n }, (_, i) => (i === 0 ? e : 0)),
    );
    const { values } = solve(sheet);
    const kept = 1 / (1 + leak);
    const first = e / (1 - kept ** n);
    const expected = Array.from({ length: n }, (_, i) => first * kept ** i);
    for (let i = 0; i < n; i++) expect(Math.abs(values.payments[i] / expected[i] - 1)).toBeLessThan(1e-9);
  });
});

describe("a closed network without outside money, of amounts far apart", () => {
  // Whatever the other five pay comes to 5 and 2 through a loop that leaks 2e-7, and 2 hands on to 0 what 0 owes to the last digit.
  const closed: Sheet = {
    n: 6,
    rows: [
      [5, 3, 0.023215587191489615],
      [2, 0, 0.10679896849743123],
      [5, 1, 0.011166621828127232],
      [0, 5, 1.9789313048575397e-5],
      [3, 2, 50220.13489840083],
      [3, 2, 23327688.026541885],
      [1, 4, 36213714.72483436],
      [4, 3, 334911.9156724147],
      [4, 3, 43422.212960774516],
      [5, 3, 0.0005639694777145499],
      [4, 3, 502.19371328426035],
      [2, 3, 514193.99887404015],
    ],
    externalAssets: [0, 0, 0, 0, 0, 0],
    externalLiabilities: [0, 0, 0, 0, 0, 0],
  };
  const order = [5, 3, 0, 1, 4, 2];
  test.each([0, 1, 2, 3, 4, 5])("the node at its limit pays all, whatever the numbering: %i", (turn) => {
    const label = order.map((i) => (i + turn) % 6);
    for (const sheet of [closed, relabelled(closed, label)]) {
      const { values } = solve(sheet);
      const at = sheet === closed ? 0 : label[0];
      expect(values.payments[at]).toBe(values.obligations[at]);
      expect(values.defaulted).toEqual([0, 1, 2, 3, 4, 5].filter((i) => i !== at));
      const { greatest } = rogersVeraart(linked(6, sheet.rows), { ...sheet, alpha: 0.3, beta: 1 }).values;
      expect(greatest.defaulted).toEqual(values.defaulted);
      expectNear(greatest.payments, values.payments, 1e-15 * 4e7);
    }
  });
});

describe("against slow routes", () => {
  test("plain iteration from above, negative outside assets and ceilings too", () => {
    const shocked = sheets({ maxNodes: 7 }).chain((sheet) =>
      fc.record({
        sheet: fc.constant(sheet),
        externalAssets: fc.array(fc.integer({ min: -20, max: 20 }), { minLength: sheet.n, maxLength: sheet.n }),
        payable: fc.array(fc.constantFrom(1, 1, 0.5, 0), { minLength: sheet.n, maxLength: sheet.n }),
      }),
    );
    fc.assert(
      fc.property(shocked, ({ sheet, externalAssets, payable }) => {
        const input: ClearingInput = { ...sheet, externalAssets, payable };
        // A closed loop that is drained slowly takes the plain way hundreds of thousands of rounds.
        expectNear(solve({ ...sheet, externalAssets }, payable).values.payments, iterated(input), 1e-8 * scaleOf(sheet));
      }),
      { ...runs, numRuns: 1000 },
    );
  });

  test("shocked debtors that pay even less draw the others in by waves without a gap, as without costs of default", () => {
    const shocked = sheets({ maxNodes: 8 }).chain((sheet) =>
      fc.record({
        sheet: fc.constant(sheet),
        payable: fc.array(fc.constantFrom(1, 1, 0.5, 0), { minLength: sheet.n, maxLength: sheet.n }),
      }),
    );
    fc.assert(
      fc.property(shocked, ({ sheet, payable }) => {
        const externalAssets = sheet.externalAssets.map((x) => x / 10);
        const { values } = solve({ ...sheet, externalAssets }, payable);
        const { externalLiabilities } = sheet;
        const same = rogersVeraart(linked(sheet.n, sheet.rows), { externalAssets, externalLiabilities, payable, alpha: 1, beta: 1 }).values;
        expect([...values.wave]).toEqual([...same.greatest.wave]);
        for (const wave of values.wave) for (let k = 0; k < wave; k++) expect(values.wave).toContain(k);
      }),
      { ...runs, numRuns: 1000 },
    );
  });

  test("fictitious default on dense matrices: payments and waves", () => {
    fc.assert(
      fc.property(sheets({ maxNodes: 9 }), (sheet) => {
        const { values } = solve(sheet);
        const slow = fictitious(sheet);
        expectNear(values.payments, slow.payments, 1e-9 * scaleOf(sheet));
        expect([...values.wave]).toEqual(slow.wave);
      }),
      runs,
    );
  });

  test("HiGHS on the linear programme", async () => {
    // The package is CommonJS with an ES type: what is imported is the function itself.
    const highs = await (highsLoader as unknown as typeof highsLoader.default)();
    for (const sheet of fc.sample(sheets({ maxNodes: 12 }), { numRuns: 40, seed: 7 })) {
      const optimum = highs.solve(linearProgramme(sheet));
      expect(optimum.Status).toBe("Optimal");
      const columns = optimum.Columns as Record<string, { Primal: number }>;
      const expected = Array.from({ length: sheet.n }, (_, i) => columns[`p${i}`].Primal);
      expectNear(solve(sheet).values.payments, expected, 1e-6 * scaleOf(sheet));
    }
  });
});

describe("laws", () => {
  test("payments lie between nothing and obligations, what is lost is lost by someone, value is conserved", () => {
    fc.assert(
      fc.property(sheets({ maxNodes: 9 }), (sheet) => {
        const { values } = solve(sheet);
        const near = 1e-9 * scaleOf(sheet);
        const { payments, obligations, equity, recovery, lossByCreditor } = values;
        let kept = 0;
        let paidOutside = 0;
        for (let i = 0; i < sheet.n; i++) {
          expect(payments[i]).toBeGreaterThanOrEqual(0);
          expect(payments[i]).toBeLessThanOrEqual(obligations[i]);
          expect(values.wave[i] >= 0).toBe(payments[i] < obligations[i]);
          // e + Pi'p - p: equity plus what is not paid of the obligations.
          kept += equity[i] + obligations[i] - payments[i];
          paidOutside += recovery[i] * sheet.externalLiabilities[i];
        }
        const assets = sheet.externalAssets.reduce((a, b) => a + b, 0);
        expect(Math.abs(kept - (assets - paidOutside))).toBeLessThanOrEqual(near);
        const lost = lossByCreditor.reduce((a, b) => a + b, values.outsideLoss);
        expect(Math.abs(lost - values.shortfallTotal)).toBeLessThanOrEqual(near);
      }),
      runs,
    );
  });

  test("payments and equity grow with what any node has, payments by concave steps", () => {
    const more = fc.tuple(sheets({ maxNodes: 8 }), fc.nat(7), fc.integer({ min: 1, max: 20 }));
    fc.assert(
      fc.property(more, ([sheet, at, extra]) => {
        const i = at % sheet.n;
        const given = (x: number): Clearing =>
          solve({ ...sheet, externalAssets: sheet.externalAssets.map((e, k) => (k === i ? e + x : e)) }).values;
        const [low, middle, high] = [given(0), given(extra), given(2 * extra)];
        const near = 1e-9 * scaleOf(sheet);
        for (let k = 0; k < sheet.n; k++) {
          expect(middle.payments[k]).toBeGreaterThanOrEqual(low.payments[k] - near);
          expect(middle.equity[k]).toBeGreaterThanOrEqual(low.equity[k] - near);
          expect(middle.payments[k]).toBeGreaterThanOrEqual((low.payments[k] + high.payments[k]) / 2 - near);
        }
      }),
      runs,
    );
  });

  test("another currency scales, another numbering renumbers, a node with nothing changes nothing", () => {
    const order = sheets({ maxNodes: 8 }).chain((sheet) =>
      fc.tuple(
        fc.constant(sheet),
        fc.shuffledSubarray(
          Array.from({ length: sheet.n }, (_, i) => i),
          { minLength: sheet.n },
        ),
      ),
    );
    fc.assert(
      fc.property(order, ([sheet, label]) => {
        const { payments, wave } = solve(sheet).values;
        const near = 1e-9 * scaleOf(sheet);
        const rate = 1e-3;
        const dear: Sheet = {
          n: sheet.n + 1,
          rows: sheet.rows.map(([i, j, x]) => [i, j, rate * x]),
          externalAssets: [...sheet.externalAssets.map((x) => rate * x), 0],
          externalLiabilities: [...sheet.externalLiabilities.map((x) => rate * x), 0],
        };
        const scaled = solve(dear).values;
        expectNear(scaled.payments, [...payments.map((x) => rate * x), 0], rate * near);
        expect([...scaled.wave]).toEqual([...wave, -1]);
        const moved = solve(relabelled(sheet, label)).values;
        for (let i = 0; i < sheet.n; i++) {
          expect(Math.abs(moved.payments[label[i]] - payments[i])).toBeLessThanOrEqual(near);
          expect(moved.wave[label[i]]).toBe(wave[i]);
        }
      }),
      runs,
    );
  });

  test("two creditors without debts can be taken as one", () => {
    fc.assert(
      fc.property(sheets({ maxNodes: 7 }), ({ n, rows, externalAssets, externalLiabilities }) => {
        const creditors: Sheet["rows"] = [
          [0, n, 3],
          [n - 1, n + 1, 4],
        ];
        const outside = { externalAssets: [...externalAssets, 0, 0], externalLiabilities: [...externalLiabilities, 0, 0] };
        const two = solve({ n: n + 2, rows: [...rows, ...creditors], ...outside }).values;
        const one = solve({ n: n + 2, rows: [...rows, ...creditors.map(([i, , x]) => [i, n, x] as const)], ...outside }).values;
        const near = 1e-9 * Math.max(1, ...two.obligations);
        expectNear(one.payments, two.payments, near);
        expect(Math.abs(one.equity[n] - two.equity[n] - two.equity[n + 1])).toBeLessThanOrEqual(near);
      }),
      runs,
    );
  });
});

describe("hostile input", () => {
  const rows: Sheet["rows"] = [[0, 1, 5]];
  test.each([
    [{ externalAssets: [1] }, "bad-vector"],
    [{ externalAssets: [1, NaN] }, "bad-vector"],
    [{ externalAssets: [1, Infinity] }, "bad-vector"],
    [{ externalAssets: [1, 1], externalLiabilities: [0, -1] }, "bad-vector"],
    [{ externalAssets: [1, 1], payable: [1, 1.1] }, "bad-vector"],
    [{ externalAssets: [1, 1], externalLiabilities: [1.7e308, 0] }, "bad-edge"],
  ])("%j is refused", (params, code) => {
    const huge = linked(2, code === "bad-edge" ? [[0, 1, 1.7e308]] : rows);
    expect(() => eisenbergNoe(huge, params)).toThrow(expect.objectContaining({ code }) as Error);
  });

  test("a network that says A pays B is refused", () => {
    expect(() => eisenbergNoe(linked(2, rows, "pays"), { externalAssets: [1, 1] })).toThrow(
      expect.objectContaining({ code: "wrong-lens" }) as Error,
    );
  });
});
