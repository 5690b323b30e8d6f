import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { thresholdCascade, thresholdCascadePerNode } from "../../src/contagion/threshold-cascade.ts";
import { fromEdges } from "../../src/network/network.ts";
import { roundsTo, tableOf } from "../printed.ts";
import { failures } from "../reference/debtrank.ts";
import { shuffled } from "../trace/multigraphs.ts";
import { banks, owing, stressCases } from "./stress-networks.ts";

const runs = { numRuns: 300, seed: 20251124 };
const rules = ["negative", "nonpositive"] as const;
const recoveries = fc.constantFrom(0, 0.25, 0.5, 1);

describe("by hand", () => {
  test("losses that reach equity fail a node by the rule of R packages only", () => {
    const network = owing(3, [
      [0, 1, 5],
      [1, 2, 3],
    ]);
    const negative = thresholdCascade(network, { equity: [1, 5, 4], initial: [0] }).values;
    expect(negative).toMatchObject({ defaulted: [0], rounds: 0 });
    expect([...negative.stress]).toEqual([1, 1, 0]);
    const nonpositive = thresholdCascade(network, { equity: [1, 5, 4], initial: [0], defaultWhen: "nonpositive" }).values;
    expect(nonpositive).toMatchObject({ defaulted: [0, 1], rounds: 1 });
    expect([...nonpositive.loss]).toEqual([0, 5, 3]);
    expect([...nonpositive.stress]).toEqual([1, 1, 0.75]);
    expect(nonpositive.additionalStress).toBeCloseTo((5 + 4 * 0.75) / 10, 15);
  });

  test("losses that miss equity by rounding alone count as reaching it", () => {
    const network = owing(4, [
      [0, 3, 0.1],
      [1, 3, 0.2],
      [2, 3, 0.3],
    ]);
    // 0.1 + 0.2 + 0.3 is a little more than 0.6 in floating point.
    expect(thresholdCascade(network, { equity: [1, 1, 1, 0.6], initial: [0, 1, 2] }).values.defaulted).toEqual([0, 1, 2]);
  });

  test("a node that breaks the rule before any loss fails in wave 0", () => {
    const network = owing(3, [[1, 2, 5]]);
    const { values, warnings } = thresholdCascade(network, { equity: [1, -1, 2], initial: [0] });
    expect([...values.wave]).toEqual([0, 0, 1]);
    expect(warnings?.map(({ code }) => code)).toEqual(["failed-before"]);
  });
});

describe("against the slow reference", () => {
  test.each(rules)("all losses anew in every round (%s)", (defaultWhen) => {
    fc.assert(
      fc.property(stressCases, recoveries, ({ n, liabilities, equity, shock }, recovery) => {
        const initial = shock.flatMap((s, i) => (s === 1 ? [i] : []));
        const fails = (i: number, loss: number): boolean => (defaultWhen === "negative" ? loss > equity[i] : loss >= equity[i]);
        const expected = failures(n, liabilities, fails, initial, recovery);
        const { defaulted, loss, stress } = thresholdCascade(owing(n, liabilities), { equity, initial, recovery, defaultWhen }).values;
        // Amounts and shares are multiples of a quarter, so both add up exactly.
        expect(defaulted).toEqual(expected.failed.flatMap((x, i) => (x ? [i] : [])));
        expect([...loss]).toEqual(expected.loss);
        stress.forEach((x, i) => {
          if (expected.failed[i]) expect(x).toBe(1);
          else expect(x).toBe(expected.loss[i] === 0 ? 0 : Math.min(1, expected.loss[i] / equity[i]));
        });
      }),
      runs,
    );
  });

  test.each(rules)("each node alone is a cascade of its own (%s)", (defaultWhen) => {
    fc.assert(
      fc.property(stressCases, ({ n, liabilities, equity }) => {
        const network = owing(n, liabilities);
        const { additionalStress, additionalDefaults } = thresholdCascadePerNode(network, { equity, defaultWhen }).values;
        for (let k = 0; k < n; k++) {
          const one = thresholdCascade(network, { equity, defaultWhen, initial: [k] }).values;
          expect(additionalStress[k]).toBeCloseTo(one.additionalStress, 12);
          expect(additionalDefaults[k]).toBe(one.wave.filter((x) => x > 0).length);
        }
      }),
      runs,
    );
  });
});

describe("laws", () => {
  test("waves are contagion: each failure of a later wave has a debtor in the wave before", () => {
    fc.assert(
      fc.property(stressCases, ({ n, liabilities, equity, shock }) => {
        const initial = shock.flatMap((s, i) => (s > 0 ? [i] : []));
        const { wave, defaulted } = thresholdCascade(owing(n, liabilities), { equity, initial }).values;
        for (const i of defaulted) {
          if (wave[i] > 0) expect(liabilities.some(([j, to, x]) => to === i && j !== i && x > 0 && wave[j] === wave[i] - 1)).toBe(true);
        }
        expect(defaulted.length).toBe(wave.filter((x) => x >= 0).length);
      }),
      runs,
    );
  });

  test("more first failures, more debt, less equity or less recovery never saves a node", () => {
    fc.assert(
      fc.property(stressCases, fc.nat(50), fc.nat(50), fc.integer({ min: 1, max: 5 }), ({ n, liabilities, equity }, a, b, x) => {
        const at = a % n;
        const base = { equity, initial: [0], recovery: 0.5 };
        const before = thresholdCascade(owing(n, liabilities), base).values;
        const worse = [
          thresholdCascade(owing(n, liabilities), { ...base, initial: [0, at] }),
          thresholdCascade(owing(n, [...liabilities, [at, b % n, x]]), base),
          thresholdCascade(owing(n, liabilities), { ...base, equity: equity.map((e, i) => (i === at ? e - x : e)) }),
          thresholdCascade(owing(n, liabilities), { ...base, recovery: 0.25 }),
        ];
        for (const { values } of worse) expect(values.defaulted).toEqual(expect.arrayContaining([...before.defaulted]));
      }),
      runs,
    );
  });

  test("other numbers for the nodes and other units change nothing else", () => {
    fc.assert(
      fc.property(stressCases, fc.nat(1000), fc.integer({ min: -8, max: 8 }), ({ n, liabilities, equity }, turn, power) => {
        const first = thresholdCascade(owing(n, liabilities), { equity, initial: [0] }).values;
        const label = shuffled(
          equity.map((_, i) => i),
          turn,
        );
        const factor = 2 ** power;
        const moved = [...equity];
        equity.forEach((x, i) => (moved[label[i]] = factor * x));
        const network = owing(
          n,
          liabilities.map(([j, i, x]) => [label[j], label[i], factor * x]),
        );
        const second = thresholdCascade(network, { equity: moved, initial: [label[0]] }).values;
        expect([...first.wave].map((_, i) => second.wave[label[i]])).toEqual([...first.wave]);
        first.loss.forEach((x, i) => expect(second.loss[label[i]]).toBeCloseTo(factor * x, 6));
      }),
      runs,
    );
  });
});

describe("published tables", () => {
  const PAGE = "docs/models/threshold-cascade.md";

  test("the page shows what the package prints and what is found", () => {
    const { n, liabilities, equity, weights } = banks();
    const rows = tableOf(PAGE, "| bank | printed | here |");
    expect(rows.length).toBe(6);
    const nodes = rows.map(([bank]) => Number(bank.slice(1)) - 1);
    const { additionalStress } = thresholdCascadePerNode(owing(n, liabilities), {
      equity,
      weights,
      defaultWhen: "nonpositive",
      nodes,
    }).values;
    rows.forEach(([, printed, here], place) => {
      expect(here).toBe(printed);
      expect(additionalStress[place].toFixed(9)).toBe(here);
    });
  });

  test("the ten banks of most effect: stress, losses and failures", () => {
    const { n, liabilities, equity, weights } = banks();
    const rows = tableOf(PAGE, "| bank | stress printed | losses printed | further failures printed |");
    expect(rows.length).toBe(10);
    for (const [bank, stress, losses, further] of rows) {
      const initial = [Number(bank.slice(1)) - 1];
      const { values } = thresholdCascade(owing(n, liabilities), { equity, weights, initial, defaultWhen: "nonpositive" });
      expect(roundsTo(values.additionalStress, stress)).toBe(true);
      expect(
        roundsTo(
          values.loss.reduce((a, x) => a + x, 0),
          losses,
        ),
      ).toBe(true);
      expect(values.defaulted.length - 1).toBe(Number(further));
    }
  });

  test("linear thresholds, wave by wave", () => {
    const pairs = [
      [1, 2],
      [1, 3],
      [2, 3],
      [3, 4],
      [3, 5],
      [4, 5],
      [4, 6],
      [5, 6],
    ];
    const degree = [0, 2, 2, 4, 3, 3, 2];
    const networks = {
      1: {
        thresholds: [0.5, 0.4, 0.4, 0.55, 0.5, 0.3],
        influence: [
          [1, 2, 0.5],
          [2, 1, 0.5],
          [1, 3, 0.2],
          [3, 1, 0.2],
          [2, 3, 0.3],
          [2, 4, 0.5],
          [3, 4, 0.1],
          [3, 5, 0.2],
          [4, 5, 0.2],
          [5, 6, 0.6],
          [6, 5, 0.6],
          [6, 4, 0.3],
          [6, 2, 0.4],
        ],
      },
      2: {
        thresholds: [0.5, 0.5, 0.5, 0.5, 0.5, 0.5],
        influence: pairs.flatMap(([a, b]) => [
          [a, b, 1 / degree[b]],
          [b, a, 1 / degree[a]],
        ]),
      },
    };
    const nodes = (cell: string): number[] => cell.split(", ").map((x) => Number(x) - 1);
    const rows = tableOf(PAGE, "| network | first | wave 1 | wave 2 | wave 3 | fallen in all |");
    expect(rows.length).toBe(4);
    for (const [name, first, ...printed] of rows) {
      const { thresholds, influence } = networks[name as unknown as 1 | 2];
      const network = owing(
        6,
        influence.map(([u, v, x]) => [u - 1, v - 1, x]),
      );
      const { wave, defaulted } = thresholdCascade(network, {
        equity: thresholds,
        initial: nodes(first),
        defaultWhen: "nonpositive",
      }).values;
      printed.slice(0, 3).forEach((cell, k) => {
        if (cell !== "") expect([...wave].flatMap((w, i) => (w === k + 1 ? [i] : []))).toEqual(nodes(cell));
      });
      if (printed[3] !== "") expect(defaulted.length).toBe(Number(printed[3]));
    }
  });
});

describe("hostile input", () => {
  const network = owing(2, [[0, 1, 1]]);
  test.each([
    [{ equity: [1, 1], initial: [2] }, "bad-node"],
    [{ equity: [1, 1], initial: [0], recovery: 1.5 }, "bad-recovery"],
    [{ equity: [1], initial: [0] }, "bad-vector"],
  ])("%j", (params, code) => {
    expect(() => thresholdCascade(network, params)).toThrow(expect.objectContaining({ code }) as Error);
  });

  test("holdings are no debts; no one fails first", () => {
    const holdings = fromEdges({ n: 2, from: [0], to: [1], amount: [1] }, { lens: "owns" });
    expect(() => thresholdCascade(holdings, { equity: [1, 1], initial: [] })).toThrow(
      expect.objectContaining({ code: "wrong-lens" }) as Error,
    );
    expect(thresholdCascade(network, { equity: [1, 1], initial: [] }).values).toMatchObject({
      defaulted: [],
      additionalStress: 0,
      rounds: 0,
    });
  });
});
