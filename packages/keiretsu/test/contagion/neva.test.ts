import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { debtRank } from "../../src/contagion/debtrank.ts";
import { eisenbergNoe } from "../../src/contagion/eisenberg-noe.ts";
import { type Neva, neva, type Valuation } from "../../src/contagion/neva.ts";
import { rogersVeraart } from "../../src/contagion/rogers-veraart.ts";
import { thresholdCascade } from "../../src/contagion/threshold-cascade.ts";
import type { Outcome } from "../../src/network/result.ts";
import { normalDensity, normalProbability } from "../../src/num/normal.ts";
import { numbers, roundsTo, tableOf } from "../printed.ts";
import { nevaReference, type Value, values } from "../reference/neva.ts";
import { shuffled } from "../trace/multigraphs.ts";
import { printedDebts } from "./printed-clearing.ts";
import { linked, relabelled, ring, type Row, type Sheet, sheets } from "./sheets.ts";
import { banks } from "./stress-networks.ts";

const runs = { numRuns: 150, seed: 20251122 };

interface Shocked extends Sheet {
  readonly shock: readonly number[];
}

function valued({ n, rows, ...balance }: Sheet & { readonly shock?: readonly number[] }, valuation: Valuation): Outcome<Neva> {
  return neva(linked(n, rows), { ...balance, valuation });
}

function shocked(maxNodes: number): fc.Arbitrary<Shocked> {
  return sheets({ maxNodes }).chain((sheet) =>
    fc
      .array(fc.constantFrom(0, 0, 0.1, 0.5, 1), { minLength: sheet.n, maxLength: sheet.n })
      .map((shares) => ({ ...sheet, shock: sheet.externalAssets.map((e, i) => e * shares[i]) })),
  );
}

const rules: readonly (readonly [Valuation, Value])[] = [
  [{ kind: "eisenberg-noe" }, values.en],
  [{ kind: "rogers-veraart", alpha: 0.6, beta: 0.8 }, values.rv(0.6, 0.8)],
  [{ kind: "furfine", recovery: 0.4 }, values.furfine(0.4)],
  [{ kind: "debtrank" }, values.debtrank],
  [{ kind: "merton", recovery: 0.3, volatility: 0.5 }, values.merton(0.3, 0.5)],
  [{ kind: "merton", recovery: 0, volatility: 0.05 }, values.merton(0, 0.05)],
  [{ kind: "black-cox", recovery: 0.3, volatility: 0.5 }, values.blackCox(0.3, 0.5)],
  [{ kind: "black-cox", recovery: 0, volatility: 0.1 }, values.blackCox(0, 0.1)],
];

function close(found: ArrayLike<number>, expected: ArrayLike<number>, scale = 1): void {
  expect(found.length).toBe(expected.length);
  for (let i = 0; i < expected.length; i++) {
    expect(Math.abs(found[i] - expected[i])).toBeLessThanOrEqual(1e-9 * Math.max(scale, Math.abs(expected[i])));
  }
}

describe("published tables", () => {
  const PAGE = "docs/models/neva.md";
  const en: Sheet = {
    n: 3,
    rows: [
      [0, 1, 20],
      [0, 2, 10],
      [1, 0, 5],
      [1, 2, 24],
      [2, 0, 10],
    ],
    externalAssets: [10, 10, 10],
    externalLiabilities: [0, 0, 0],
  };
  const rv: Sheet = {
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

  test.each<[string, Sheet, Valuation, number[]]>([
    ["Eisenberg and Noe", en, { kind: "eisenberg-noe" }, [-5.4545, -2.6364, 30]],
    ["Rogers and Veraart without cost", rv, { kind: "eisenberg-noe" }, [-5, 5, 15]],
    ["Rogers and Veraart", rv, { kind: "rogers-veraart", alpha: 0.4, beta: 1 }, [-6, -2, 11]],
  ])("Siebenbrunner, demonstration: %s", (_, sheet, valuation, equity) => {
    const found = valued(sheet, valuation).values.equity;
    equity.forEach((x, i) => expect(found[i]).toBeCloseTo(x, 4));
  });

  test.each<Valuation>([{ kind: "eisenberg-noe" }, { kind: "rogers-veraart", alpha: 1, beta: 1 }])(
    "SciencePedia and FinNetValu: payments under %j",
    (valuation) => {
      const rows = tableOf(PAGE, "| case | outside assets | payments printed |");
      expect(rows.length).toBe(4);
      for (const [name, outside, printed] of rows) {
        const sheet = { ...printedDebts[name], externalAssets: numbers(outside).map(Number), externalLiabilities: [0, 0, 0] };
        const found = valued(sheet, valuation).values.valuation;
        numbers(printed).forEach((cell, i) => {
          const owed = sheet.rows.reduce((sum, [debtor, , x]) => sum + (debtor === i ? x : 0), 0);
          expect(roundsTo(found[i] * owed, cell)).toBe(true);
        });
      }
    },
  );

  test("MathWorks: the chance of default of one firm under merton, liabilities discounted by the drift", () => {
    const [[, printed, here]] = tableOf(PAGE, "| | printed | here |");
    const sheet = { n: 2, rows: [[0, 1, 4e7 * Math.exp(-0.0306)]] as Row[], externalAssets: [6.421e7, 0], externalLiabilities: [0, 0] };
    const { valuation } = valued(sheet, { kind: "merton", recovery: 0, volatility: 0.301 }).values;
    expect(here).toBe(printed);
    expect(roundsTo(1 - valuation[0], printed)).toBe(true);
  });

  describe("NetworkRiskMeasures, 125 banks", () => {
    const { n, liabilities, equity } = banks();
    const owed = equity.map((_, i) => liabilities.reduce((sum, [debtor, , x]) => sum + (debtor === i ? x : 0), 0));
    const claims = equity.map((_, i) => liabilities.reduce((sum, [, creditor, x]) => sum + (creditor === i ? x : 0), 0));
    const balance = {
      n,
      rows: liabilities,
      externalAssets: equity.map((x, i) => 2 * x + owed[i]),
      externalLiabilities: equity.map((x, i) => x + claims[i]),
    };
    const lost = ({ valuation }: Neva): number => valuation.reduce((sum, v, i) => sum + (1 - v) * owed[i], 0);

    test("all lose a share of their equity: linear DebtRank", () => {
      const rows = tableOf(PAGE, "| shock | lost | failed |");
      expect(rows.length).toBe(6);
      for (const [percent, losses, failed] of rows) {
        const share = Number(percent.replace(" %", "")) / 100;
        const found = valued({ ...balance, shock: equity.map((x) => share * x) }, { kind: "debtrank" }).values;
        expect(roundsTo(lost(found), losses)).toBe(true);
        expect(found.equity.filter((x) => x <= 1e-9).length).toBe(Number(failed));
      }
    });

    test("one fails: Furfine without recovery", () => {
      const rows = tableOf(PAGE, "| bank | lost | further failures |");
      expect(rows.length).toBe(10);
      for (const [bank, losses, further] of rows) {
        const shock = equity.map((x, i) => (i === Number(bank.slice(1)) - 1 ? 1.001 * x : 0));
        const found = valued({ ...balance, shock }, { kind: "furfine", recovery: 0 }).values;
        expect(roundsTo(lost(found), losses)).toBe(true);
        expect(found.defaulted.length - 1).toBe(Number(further));
      }
    });
  });
});

describe("against plain iteration from book value", () => {
  test.each(rules)("%j", (valuation, value) => {
    fc.assert(
      fc.property(shocked(6), (sheet) => {
        const expected = nevaReference(sheet, value);
        // Plain iteration that crawls is no reference.
        fc.pre(expected.residual < 1e-12);
        const { values: found, converged, residual } = valued(sheet, valuation);
        expect(converged).toBe(true);
        expect(residual).toBeLessThanOrEqual(1e-9);
        close(found.equity, expected.equity, 300);
        for (const v of found.valuation) expect(v >= 0 && v <= 1).toBe(true);
      }),
      runs,
    );
  });
});

describe("debtors and creditors whose books are twelve digits apart", () => {
  // 1 owes 0 545617739.2 and 2 13.4 and has what 0 pays it, 0.00013: 0 is left with as much less what goes to 2, a share of 2.4e-8.
  const far: Sheet = {
    n: 3,
    rows: [
      [1, 0, 545617739.200432],
      [1, 2, 13.388469414025247],
      [0, 1, 0.00012993226047373576],
    ],
    externalAssets: [0, 0, 0],
    externalLiabilities: [0, 0, 0],
  };

  test("what goes round loses half a round, so that nothing is left in the end", () => {
    expect([...valued(far, { kind: "rogers-veraart", alpha: 1, beta: 0.5 }).values.valuation]).toEqual([0, 0, 1]);
  });

  test("with 0.00005 at 0 by hand: 1 recovers half of what 0 pays, a share of about 1e-13", () => {
    const found = valued({ ...far, externalAssets: [5e-5, 0, 0] }, { kind: "rogers-veraart", alpha: 1, beta: 0.5 }).values;
    // 0 has 0.00005 + p1 q and pays p0 = 0.00005 + p1 q / 2, p1 = p0 / 2, with q the share of 0 in what 1 owes.
    const q = 545617739.200432 / (545617739.200432 + 13.388469414025247);
    const paid = 5e-5 / (1 - q / 4);
    const expected = [paid / 0.00012993226047373576, paid / 2 / (545617739.200432 + 13.388469414025247)];
    expected.forEach((x, i) => expect(Math.abs(found.valuation[i] / x - 1)).toBeLessThanOrEqual(1e-12));
  });
});

describe("laws", () => {
  test("with its plug-in, Eisenberg and Noe: equity and recovery", () => {
    fc.assert(
      fc.property(shocked(12), (sheet) => {
        const { n, rows, shock, externalLiabilities } = sheet;
        const externalAssets = sheet.externalAssets.map((e, i) => e - shock[i]);
        const expected = eisenbergNoe(linked(n, rows), { externalAssets, externalLiabilities }).values;
        const found = valued(sheet, { kind: "eisenberg-noe" }).values;
        close(found.equity, expected.equity, 300);
        close(found.valuation, expected.recovery);
        expect(found.defaulted).toEqual(expected.defaulted);
      }),
      runs,
    );
  });

  test("with its plug-in, the greatest solution of Rogers and Veraart", () => {
    const recovery = fc.constantFrom(0, 0.3, 0.7, 1);
    fc.assert(
      fc.property(sheets({ maxNodes: 12 }), recovery, recovery, (sheet, alpha, beta) => {
        const { n, rows, ...balance } = sheet;
        const { greatest } = rogersVeraart(linked(n, rows), { ...balance, alpha, beta }).values;
        const found = valued(sheet, { kind: "rogers-veraart", alpha, beta }).values;
        close(found.equity, greatest.equity, 300);
        close(found.valuation, greatest.recovery);
      }),
      runs,
    );
  });

  test("with its plug-in, differential DebtRank of the same balance sheet", () => {
    fc.assert(
      fc.property(shocked(8), fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 8, maxLength: 8 }), (raw, extra) => {
        // Outside assets that leave everyone with equity before the shock.
        const { n, rows } = raw;
        const net = raw.externalLiabilities.map((b, i) =>
          rows.reduce((total, [from, to, x]) => total + (from === to ? 0 : from === i ? x : to === i ? -x : 0), b),
        );
        const externalAssets = net.map((owed, i) => Math.max(0, owed) + extra[i]);
        const shock = externalAssets.map((e, i) => (raw.externalAssets[i] % 3 === 0 ? e * 0.4 : 0));
        const { initialEquity, equity, valuation } = valued({ ...raw, externalAssets, shock }, { kind: "debtrank" }).values;
        const { h, lossByNode } = debtRank(linked(n, rows), {
          equity: initialEquity,
          shock: shock.map((x, i) => Math.min(1, x / initialEquity[i])),
        }).values;
        close(
          valuation.map((v) => 1 - v),
          h,
        );
        lossByNode.forEach((loss, i) => {
          if (equity[i] > 0)
            expect(Math.abs(initialEquity[i] - equity[i] - loss)).toBeLessThanOrEqual(1e-9 * Math.max(300, initialEquity[i]));
        });
      }),
      runs,
    );
  });

  test("with its plug-in, the threshold cascade of Furfine", () => {
    const recovery = fc.constantFrom(0, 0.4, 1);
    fc.assert(
      fc.property(shocked(10), recovery, (sheet, share) => {
        const { n, rows } = sheet;
        const { initialEquity, equity, defaulted } = valued(sheet, { kind: "furfine", recovery: share }).values;
        const left = initialEquity.map((x, i) => x - sheet.shock[i]);
        const initial = Array.from(left.keys()).filter((i) => left[i] < 0);
        const cascade = thresholdCascade(linked(n, rows), { equity: left, initial, recovery: share }).values;
        expect(cascade.defaulted).toEqual(defaulted);
        close(
          cascade.loss,
          left.map((x, i) => x - equity[i]),
          300,
        );
      }),
      runs,
    );
  });

  test("no one loses less with costs of default than without, in a cascade without recovery, in DebtRank, in this order", () => {
    fc.assert(
      fc.property(shocked(10), (sheet) => {
        const order: readonly Valuation[] = [
          { kind: "eisenberg-noe" },
          { kind: "rogers-veraart", alpha: 0.5, beta: 0.9 },
          { kind: "furfine", recovery: 0 },
          { kind: "debtrank" },
        ];
        const equities = order.map((valuation) => valued(sheet, valuation).values.equity);
        for (let k = 1; k < order.length; k++) {
          equities[k].forEach((x, i) => expect(x).toBeLessThanOrEqual(equities[k - 1][i] + 1e-9 * Math.max(300, Math.abs(x))));
        }
      }),
      runs,
    );
  });

  test.each(rules.map(([valuation]) => valuation))("more outside assets leave no one with less: %j", (valuation) => {
    // debtrank measures against equity before the shock: there a smaller shock is what grows.
    fc.assert(
      fc.property(shocked(10), fc.nat(9), (sheet, k) => {
        const i = k % sheet.n;
        const poorer = valued(sheet, valuation).values;
        const richer = valued(
          valuation.kind === "debtrank"
            ? { ...sheet, shock: sheet.shock.map((x, j) => (j === i ? x / 2 : x)) }
            : { ...sheet, externalAssets: sheet.externalAssets.map((e, j) => (j === i ? e + 4 : e)) },
          valuation,
        ).values;
        poorer.equity.forEach((x, j) => expect(richer.equity[j]).toBeGreaterThanOrEqual(x - 1e-9 * Math.max(300, Math.abs(x))));
      }),
      runs,
    );
  });

  test.each(rules.map(([valuation]) => valuation))("other numbers for the nodes and another unit change nothing else: %j", (valuation) => {
    fc.assert(
      fc.property(shocked(8), fc.nat(99), (sheet, turn) => {
        const { n, rows } = sheet;
        const { equity } = valued(sheet, valuation).values;
        const label = shuffled(
          Array.from({ length: n }, (_, i) => i),
          turn,
        );
        const shock = sheet.shock.map((_, i) => sheet.shock[label.indexOf(i)]);
        const moved = valued({ ...relabelled(sheet, label), shock }, valuation).values;
        close(
          label.map((to) => moved.equity[to]),
          equity,
          300,
        );
        const times = (list: readonly number[]): number[] => list.map((x) => x * 4096);
        const scaled = valued(
          {
            n,
            rows: rows.map(([i, j, x]): Row => [i, j, x * 4096]),
            externalAssets: times(sheet.externalAssets),
            externalLiabilities: times(sheet.externalLiabilities),
            shock: times(sheet.shock),
          },
          valuation,
        ).values;
        close(scaled.equity, times([...equity]), 300 * 4096);
      }),
      runs,
    );
  });

  test("with little volatility, default before the event is default after it", () => {
    fc.assert(
      fc.property(shocked(8), (sheet) => {
        const after = valued(sheet, { kind: "furfine", recovery: 0 }).values;
        // Equities that are not within a few standard deviations of 0.
        fc.pre(after.equity.every((x, i) => Math.abs(x) > 1e-3 * (sheet.externalAssets[i] - sheet.shock[i])));
        const before = valued(sheet, { kind: "merton", recovery: 0, volatility: 1e-5 }).values;
        close(before.equity, after.equity, 300);
      }),
      runs,
    );
  });
});

describe("slow rings", () => {
  test.each([3, 60, 1200])("payments that shrink by a ten-thousandth a node: %d nodes", (n) => {
    const c = 9999 / 10000;
    const sheet = ring(
      n,
      9999,
      1,
      Array.from({ length: n }, (_, i) => (i === 0 ? 0.5 : 0)),
    );
    const first = 0.5 / (1 - c ** n);
    for (const [valuation, share, start] of [
      [{ kind: "eisenberg-noe" }, c, first],
      [{ kind: "rogers-veraart", alpha: 0.5, beta: 0.9999 }, 0.9999 * c, 0.25 / (1 - (0.9999 * c) ** n)],
    ] as const) {
      const { values: found, converged } = valued(sheet, valuation);
      expect(converged).toBe(true);
      found.valuation.forEach((v, k) => expect(Math.abs(v - (start * share ** k) / 10000)).toBeLessThan(1e-11));
    }
  });

  test.each([3, 60, 1200])("stress that shrinks by a two-thousandth a node: %d nodes", (n) => {
    // Equity 1 each, owed 0.9995 by the next: h_0 = s / (1 - c^n), h_k = c^k h_0.
    const c = 0.9995;
    const s = 0.9 * (1 - c ** n);
    const sheet = ring(
      n,
      c,
      1,
      Array.from({ length: n }, () => 2),
    );
    const shock = sheet.externalAssets.map((_, i) => (i === 0 ? s : 0));
    const { values: found, converged } = valued({ ...sheet, shock }, { kind: "debtrank" });
    expect(converged).toBe(true);
    found.equity.forEach((x, k) => expect(Math.abs(1 - x - 0.9 * c ** k)).toBeLessThan(1e-9));
  });

  test("a loop that amplifies: no shock costs nothing, the least shock costs everything", () => {
    const sheet = ring(5, 3, 1, [2, 2, 2, 2, 2]);
    expect([...valued(sheet, { kind: "debtrank" }).values.equity]).toEqual([1, 1, 1, 1, 1]);
    const { values: found, converged } = valued({ ...sheet, shock: [0, 1e-6, 0, 0, 0] }, { kind: "debtrank" });
    expect(converged).toBe(true);
    expect([...found.valuation]).toEqual([0, 0, 0, 0, 0]);
  });

  test.each([0.99, 0.999, 0.9999])("before the event, where a unit lost costs %d at the next", (slope) => {
    // A ring of equals at equity E: choose what is owed inside so that its value moves by `slope` a unit, and outside debts so that E is a solution.
    const [E, e, sigma, recovery] = [3, 20, 0.25, 0.2];
    const z = (Math.log(1 - E / e) + sigma ** 2 / 2) / sigma;
    const value = 1 - (1 - recovery) * normalProbability(z);
    const steepness = ((1 - recovery) * normalDensity(z)) / (sigma * (e - E));
    const inside = slope / steepness;
    const outside = e - inside + inside * value - E;
    expect(outside).toBeGreaterThan(0);
    const n = 40;
    const sheet = ring(
      n,
      inside,
      outside,
      Array.from({ length: n }, () => e),
    );
    const { values: found, converged } = valued(sheet, { kind: "merton", recovery, volatility: sigma });
    expect(converged).toBe(true);
    // The curve bends: at slope 0.9999 an error of 1e-16 in the inputs moves the solution by about the square root of it.
    for (const x of found.equity) expect(Math.abs(x - E)).toBeLessThan(1e-9);
  });
});

describe("degenerate and hostile input", () => {
  test("no nodes; nodes without anything", () => {
    for (const [valuation] of rules) {
      expect(valued({ n: 0, rows: [], externalAssets: [], externalLiabilities: [] }, valuation).values.equity.length).toBe(0);
      const idle = valued({ n: 2, rows: [[0, 1, 0]], externalAssets: [0, 0], externalLiabilities: [0, 0] }, valuation);
      expect([...idle.values.equity]).toEqual([0, 0]);
      expect(idle.values.defaulted).toEqual([]);
    }
  });

  test.each([
    [{ valuation: { kind: "rogers-veraart", alpha: 2, beta: 1 } as Valuation }, "bad-recovery", "alpha is 2, expected 0 to 1"],
    [{ valuation: { kind: "furfine", recovery: Number.NaN } as Valuation }, "bad-recovery", "recovery is NaN, expected 0 to 1"],
    [
      { valuation: { kind: "merton", recovery: 0, volatility: 0 } as Valuation },
      "bad-volatility",
      "volatility is 0, expected a finite number above 0",
    ],
    [{ shock: [0, 6] }, "bad-vector", "shock of node 1 is 6, expected at most its external assets 5"],
    [{ shock: [0, -1] }, "bad-vector", "shock of node 1 is -1, expected a finite number, not negative"],
    [{ shock: [0] }, "bad-vector", "shock has 1 entries, expected 2"],
    [{ externalAssets: [Number.NaN, 5] }, "bad-vector", "externalAssets of node 0 is NaN, expected a finite number, not negative"],
    [{ externalAssets: [-1, 5] }, "bad-vector", "externalAssets of node 0 is -1, expected a finite number, not negative"],
  ])("%j is refused", (wrong, code, message) => {
    const params = { externalAssets: [5, 5], valuation: { kind: "eisenberg-noe" } as Valuation, ...wrong };
    expect(() => neva(linked(2, [[0, 1, 3]]), params)).toThrow(expect.objectContaining({ code, message }) as Error);
  });
});
