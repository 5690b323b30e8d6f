import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { debtRank, type DebtRankParams } from "../../src/contagion/debtrank.ts";
import { exposures } from "../../src/contagion/distress/exposures.ts";
import { stressSpreader } from "../../src/contagion/distress/spread-stress.ts";
import { thresholdCascade } from "../../src/contagion/threshold-cascade.ts";
import { fromEdges } from "../../src/network/network.ts";
import { roundsTo, tableOf } from "../printed.ts";
import { gaussJordan } from "../reference/dense.ts";
import { leastStress, type Liability, onceOnly, relativeExposures, stepByStep } from "../reference/debtrank.ts";
import { shuffled } from "../trace/multigraphs.ts";
import { eightFirms, eightHalves, tenBanks, threeBanks } from "./printed-banks.ts";
import { banks, large, owing, type StressCase, stressCases } from "./stress-networks.ts";

const runs = { numRuns: 300, seed: 20251122 };
const methods = ["differential", "original"] as const;

function near(found: ArrayLike<number>, expected: ArrayLike<number>, within = 1e-9): void {
  expect(found.length).toBe(expected.length);
  for (let i = 0; i < found.length; i++) expect(Math.abs(found[i] - expected[i])).toBeLessThanOrEqual(within);
}

function stressOf({ n, liabilities, equity, shock }: StressCase, more: Partial<DebtRankParams> = {}): Float64Array {
  return debtRank(owing(n, liabilities), { equity, shock, ...more }).values.h;
}

/** The same swept in tiles, as networks of a million nodes are. */
function tiledStress(one: StressCase): Float64Array {
  const system = exposures(owing(one.n, one.liabilities), { equity: one.equity });
  return stressSpreader(system, { tolerance: 1e-12, maxSweeps: 100_000, plain: false, fewestRows: 0 })(Float64Array.from(startOf(one))).h;
}

/** Stress before anything is passed on: of nodes without equity 1. */
function startOf({ equity, shock }: StressCase): number[] {
  return shock.map((s, i) => (equity[i] > 0 ? s : 1));
}

describe("by hand", () => {
  test("two banks that owe each other feed the loss round and round: 0.5 / (1 - 0.06)", () => {
    // 0 owes 1 2, 1 owes 0 3 and 2 1; equity 10, 10, 5. Bank 1 loses half: h1 = 0.5 + 0.2 h0, h0 = 0.3 h1, h2 = 0.2 h1.
    const network = owing(3, [
      [0, 1, 2],
      [1, 0, 3],
      [1, 2, 1],
    ]);
    const { values } = debtRank(network, { equity: [10, 10, 5], shock: [0, 0.5, 0] });
    near(values.h, [0.15 / 0.94, 0.5 / 0.94, 0.1 / 0.94], 1e-12);
    expect(values.r).toBeCloseTo((10 * (0.15 / 0.94) + 10 * (0.5 / 0.94 - 0.5) + 5 * (0.1 / 0.94)) / 25, 12);
    expect([...values.wave]).toEqual([1, 0, 1]);
    const original = debtRank(network, { equity: [10, 10, 5], shock: [0, 0.5, 0], method: "original" }).values;
    near(original.h, [0.15, 0.53, 0.1], 1e-15);
    expect([...original.transmitted.loss]).toEqual([0.3, 1.5, 0.5]);
  });

  test("the creditor suffers, not the debtor", () => {
    const { values } = debtRank(owing(2, [[0, 1, 5]]), { equity: [10, 10], shock: [1, 1] });
    expect(values.r).toBe(0);
    expect([...debtRank(owing(2, [[0, 1, 5]]), { equity: [10, 10], shock: [1, 0] }).values.h]).toEqual([1, 0.5]);
    expect([...debtRank(owing(2, [[0, 1, 5]]), { equity: [10, 10], shock: [0, 1] }).values.h]).toEqual([0, 1]);
  });

  test("an impact above 1 is cut in the version of 2012, the stress alone in the other", () => {
    const network = owing(2, [[0, 1, 40]]);
    expect([...debtRank(network, { equity: [10, 10], shock: [0.25, 0] }).values.h]).toEqual([0.25, 1]);
    expect([...debtRank(network, { equity: [10, 10], shock: [0.25, 0], method: "original" }).values.h]).toEqual([0.25, 0.25]);
  });

  test("late stress is missed in the version of 2012: a node passes on only once", () => {
    // 0 reaches 2 at once and again by 1; 2 has passed on 0.1 of its first stress when the second arrives.
    const network = owing(4, [
      [0, 1, 5],
      [0, 2, 5],
      [1, 2, 5],
      [2, 3, 1],
    ]);
    const params = { equity: [10, 10, 10, 10], shock: [0.4, 0, 0, 0] };
    near(debtRank(network, params).values.h, [0.4, 0.2, 0.3, 0.03], 1e-12);
    near(debtRank(network, { ...params, method: "original" }).values.h, [0.4, 0.2, 0.3, 0.02], 1e-15);
  });

  test("a node without equity has failed before any shock, passes it on and does not count", () => {
    const { values, warnings } = debtRank(owing(2, [[0, 1, 5]]), { equity: [-2, 10], shock: [0, 0] });
    expect(values).toMatchObject({ r: 0.5, failed: [0] });
    expect([...values.h]).toEqual([1, 0.5]);
    expect([...values.lossByNode]).toEqual([0, 5]);
    expect(warnings).toEqual([{ code: "failed-before", message: "1 nodes have no equity and fail before any shock" }]);
  });

  test("obligations to oneself are left out, parallel ones add up", () => {
    const { values, warnings } = debtRank(
      owing(2, [
        [0, 1, 2],
        [1, 1, 9],
        [0, 1, 3],
      ]),
      { equity: [10, 10], shock: [1, 0] },
    );
    expect([...values.h]).toEqual([1, 0.5]);
    expect(warnings?.map(({ code }) => code)).toEqual(["self-loops-dropped"]);
  });

  test("no nodes, no edges, no weight", () => {
    expect(debtRank(owing(0, []), { equity: [], shock: [] }).values).toMatchObject({ r: 0, failed: [] });
    expect([...debtRank(owing(2, []), { equity: [1, 1], shock: [0.5, 0] }).values.h]).toEqual([0.5, 0]);
    expect(debtRank(owing(1, []), { equity: [0], shock: [1] }).values.r).toBe(0);
    expect(debtRank(owing(2, [[0, 1, 1]]), { equity: [1, 2], shock: [1, 0], weights: [0, 0] }).values.r).toBe(0);
  });
});

describe("against slow references", () => {
  test("differential: the least stress of all sets of nodes at 1", () => {
    fc.assert(
      fc.property(stressCases, (one) => {
        const expected = leastStress(relativeExposures(one.n, one.liabilities, one.equity), startOf(one));
        near(stressOf(one), expected, 1e-8);
        near(stressOf(one, { plain: true }), expected, 1e-8);
        near(tiledStress(one), expected, 1e-8);
      }),
      runs,
    );
  });

  test("differential: the recursion of the paper, step by step, in thin networks", () => {
    fc.assert(
      fc.property(stressCases, (one) => {
        // Equity of all that a node is owed and a fifth more: loops lose a sixth in each round.
        const equity = one.equity.map((_, i) => 1 + one.liabilities.reduce((total, [, to, x]) => total + (to === i ? 1.2 * x : 0), 0));
        const expected = stepByStep(relativeExposures(one.n, one.liabilities, equity), one.shock, 1e-15);
        near(stressOf({ ...one, equity }), expected, 1e-10);
      }),
      runs,
    );
  });

  test("original: undistressed, distressed, inactive", () => {
    fc.assert(
      fc.property(stressCases, (one) => {
        const expected = onceOnly(relativeExposures(one.n, one.liabilities, one.equity), startOf(one));
        near(stressOf(one, { method: "original" }), expected, 1e-12);
      }),
      runs,
    );
  });

  test("on a tree without caps both are the linear solve", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(1000), fc.integer({ min: 1, max: 9 })), { minLength: 1, maxLength: 9 }), (branches) => {
        const liabilities = branches.map(([at, amount], k): Liability => [at % (k + 1), k + 1, amount]);
        const n = branches.length + 1;
        const equity = Array.from({ length: n }, () => 10);
        const shock = Array.from({ length: n }, (_, i) => (i === 0 ? 0.9 : 0));
        const lam = relativeExposures(n, liabilities, equity);
        const expected = gaussJordan(
          lam.map((row, i) => row.map((x, j) => Number(i === j) - x)),
          shock,
        );
        for (const method of methods) near(stressOf({ n, liabilities, equity, shock }, { method }), expected, 1e-12);
      }),
      runs,
    );
  });
});

describe("laws", () => {
  test.each(methods)("stress lies between the shock and 1 (%s)", (method) => {
    fc.assert(
      fc.property(stressCases, (one) => {
        const start = startOf(one);
        stressOf(one, { method }).forEach((h, i) => {
          expect(h).toBeGreaterThanOrEqual(start[i] - 1e-15);
          expect(h).toBeLessThanOrEqual(1);
        });
      }),
      runs,
    );
  });

  test("the residual is 0: every equation holds at the answer", () => {
    fc.assert(
      fc.property(stressCases, (one) => {
        const h = stressOf(one);
        const start = startOf(one);
        const lam = relativeExposures(one.n, one.liabilities, one.equity);
        near(
          lam.map((row, i) => Math.min(1, start[i] + row.reduce((total, x, j) => total + x * h[j], 0))),
          h,
          // An exposure of a million times the equity passes on the rounding of a debtor's stress as many times.
          1e-12 * Math.max(1, ...lam.flat()),
        );
      }),
      runs,
    );
  });

  test("more shock, more debt or less equity never lessens stress", () => {
    fc.assert(
      fc.property(stressCases, fc.nat(50), fc.nat(50), fc.integer({ min: 1, max: 5 }), (one, a, b, x) => {
        const h = stressOf(one);
        const at = a % one.n;
        const worse: StressCase[] = [
          { ...one, shock: one.shock.map((s, i) => (i === at ? Math.min(1, s + 0.3) : s)) },
          { ...one, liabilities: [...one.liabilities, [at, b % one.n, x]] },
          { ...one, equity: one.equity.map((e, i) => (i === at ? e - x : e)) },
        ];
        for (const other of worse) stressOf(other).forEach((stress, i) => expect(stress).toBeGreaterThanOrEqual(h[i] - 1e-9));
      }),
      runs,
    );
  });

  test("the version of 2012 finds no more stress than the other, node by node", () => {
    fc.assert(
      fc.property(stressCases, (one) => {
        const h = stressOf(one);
        stressOf(one, { method: "original" }).forEach((stress, i) => expect(stress).toBeLessThanOrEqual(h[i] + 1e-9));
      }),
      runs,
    );
  });

  test("a cascade of failures loses no more than DebtRank finds", () => {
    fc.assert(
      fc.property(stressCases, (one) => {
        const initial = one.shock.flatMap((s, i) => (s === 1 ? [i] : []));
        const shock = one.shock.map((s) => (s === 1 ? 1 : 0));
        const h = stressOf({ ...one, shock });
        const { stress } = thresholdCascade(owing(one.n, one.liabilities), { equity: one.equity, initial }).values;
        stress.forEach((x, i) => expect(x).toBeLessThanOrEqual(h[i] + 1e-9));
      }),
      runs,
    );
  });

  test.each(methods)("other numbers for the nodes and other units change nothing else (%s)", (method) => {
    fc.assert(
      fc.property(stressCases, fc.nat(1000), fc.integer({ min: -8, max: 8 }), (one, turn, power) => {
        const first = debtRank(owing(one.n, one.liabilities), { ...one, method }).values;
        const label = shuffled(
          one.equity.map((_, i) => i),
          turn,
        );
        const moved = <T>(list: readonly T[]): T[] => {
          const copy = [...list];
          list.forEach((x, i) => (copy[label[i]] = x));
          return copy;
        };
        const renamed = debtRank(
          owing(
            one.n,
            one.liabilities.map(([j, i, x]) => [label[j], label[i], x]),
          ),
          {
            equity: moved(one.equity),
            shock: moved(one.shock),
            method,
          },
        ).values;
        first.h.forEach((x, i) => expect(Math.abs(renamed.h[label[i]] - x)).toBeLessThanOrEqual(1e-9));
        const counts = Object.entries(first).filter((entry): entry is [string, number] => typeof entry[1] === "number");
        for (const [name, x] of counts)
          expect(Math.abs(Object.entries(renamed).find(([key]) => key === name)![1] - x)).toBeLessThanOrEqual(1e-9);
        expect([...first.wave].map((_, i) => renamed.wave[label[i]])).toEqual([...first.wave]);
        const factor = 2 ** power;
        const scaled = debtRank(
          owing(
            one.n,
            one.liabilities.map(([j, i, x]) => [j, i, factor * x]),
          ),
          {
            equity: one.equity.map((x) => factor * x),
            shock: one.shock,
            method,
          },
        ).values;
        expect([...scaled.h]).toEqual([...first.h]);
      }),
      runs,
    );
  });

  test("no shock, no stress, even where losses would sustain themselves", () => {
    fc.assert(
      fc.property(stressCases, ({ n, liabilities, equity }) => {
        const ample = equity.map((x) => Math.max(1, x));
        expect([...stressOf({ n, liabilities, equity: ample, shock: equity.map(() => 0) })]).toEqual(equity.map(() => 0));
      }),
      runs,
    );
  });

  test("waves are the fewest steps from a shocked node", () => {
    const { wave } = debtRank(
      owing(5, [
        [0, 1, 1],
        [1, 2, 1],
        [2, 3, 1],
        [0, 3, 1],
      ]),
      { equity: [9, 9, 9, 9, 9], shock: [1, 0, 0, 0, 0] },
    ).values;
    expect([...wave]).toEqual([0, 1, 2, 1, -1]);
  });
});

describe("loops that nearly sustain themselves", () => {
  // 0 owes 1 all of 1's equity, 1 owes 0 the share g of 0's: h = s / (1 - g), or 1 where that is more.
  test.each([
    [0.99, 0.001, 0.1],
    [1 - 1e-6, 1e-7, 0.1],
    [1 - 1e-9, 1e-10, 0.1],
    [1, 1e-9, 1],
    [1 + 1e-9, 1e-9, 1],
    [1 - 1e-9, 1e-6, 1],
    [1.5, 1e-12, 1],
  ])("two banks, gain %f, shock %f: stress %f in few sweeps", (gain, shock, expected) => {
    const network = owing(2, [
      [0, 1, 1],
      [1, 0, gain],
    ]);
    const { values, converged, iterations } = debtRank(network, { equity: [1, 1], shock: [shock, 0] });
    near(values.h, [expected, expected], 1e-6);
    expect(converged).toBe(true);
    expect(iterations).toBeLessThan(200);
  });

  test.each([3, 600])("a ring of %d banks numbered against the flow, gain 1 - 1e-7 a round", (n) => {
    const liabilities = Array.from({ length: n }, (_, i): Liability => [i, (i + n - 1) % n, i === 0 ? 1 - 1e-7 : 1]);
    const { values, converged, iterations } = debtRank(owing(n, liabilities), {
      equity: Array.from({ length: n }, () => 1),
      shock: Array.from({ length: n }, (_, i) => (i === n - 1 ? 1e-8 : 0)),
    });
    expect(converged).toBe(true);
    expect(iterations).toBeLessThan(200);
    // All pass on the whole; the shock comes back 1e-7 smaller each round: 1e-8 / 1e-7.
    near(values.h.subarray(1), new Float64Array(n - 1).fill(0.1), 1e-6);
  });

  test("a chain of 20000 banks numbered against the flow is not swept bank by bank", () => {
    const n = 20_000;
    const liabilities = Array.from({ length: n - 1 }, (_, i): Liability => [i + 1, i, 0.9999]);
    const { values, iterations } = debtRank(owing(n, liabilities), {
      equity: new Float64Array(n).fill(1),
      shock: new Float64Array(n).fill(1, n - 1),
    });
    expect(iterations).toBeLessThan(200);
    expect(values.h[0]).toBeCloseTo(0.9999 ** (n - 1), 9);
  });

  test("too few sweeps is a result marked as such", () => {
    const network = owing(2, [
      [0, 1, 1],
      [1, 0, 0.9],
    ]);
    const outcome = debtRank(network, { equity: [1, 1], shock: [0.01, 0], maxSweeps: 3 });
    expect(outcome.converged).toBe(false);
    expect(outcome.residual).toBeGreaterThan(1e-4);
  });
});

describe("compiled and plain", () => {
  test.each([1.2, 0.7, 0.3])("the same bits, equity %f times what is owed", (thickness) => {
    const { network, equity } = large(11, { n: 900, m: 6000, thickness });
    const shock = new Float64Array(900).fill(0.5, 0, 3);
    const compiled = debtRank(network, { equity, shock });
    expect(compiled).toEqual(debtRank(network, { equity, shock, plain: true }));
    expect(compiled.values.wave.filter((x) => x >= 0).length).toBeGreaterThan(800);
  });

  test("the same bits in tiles, and what sweeps by rows say", () => {
    const { network, equity } = large(11, { n: 900, m: 6000, thickness: 1.2 });
    const base = new Float64Array(900).fill(0.5, 0, 3);
    const how = { tolerance: 1e-12, maxSweeps: 1000 };
    const [compiled, plain] = [false, true].map((is) =>
      stressSpreader(exposures(network, { equity }), { ...how, plain: is, fewestRows: 1 })(base),
    );
    expect(compiled).toEqual(plain);
    near(compiled.h, stressSpreader(exposures(network, { equity }), { ...how, plain: true })(base).h, 1e-10);
  });
});

describe("published tables", () => {
  const PAGE = "docs/models/debtrank.md";
  const total = (values: ArrayLike<number>): number => Array.from(values).reduce((a, x) => a + x, 0);

  test("2012, three banks that all lose a tenth", () => {
    const rows = tableOf(PAGE, "| bank | before | after | lost beyond the shock |");
    const { n, liabilities } = threeBanks;
    const { h, r, failed } = debtRank(owing(n, liabilities), { ...threeBanks, shock: [0.1, 0.1, 0.1], method: "original" }).values;
    expect(rows.map(([bank]) => bank)).toEqual(["a", "b", "c", "all"]);
    rows.slice(0, 3).forEach(([, , after, beyond], i) => {
      expect(roundsTo(h[i], after)).toBe(true);
      expect(roundsTo(h[i] - 0.1, beyond)).toBe(true);
    });
    expect(roundsTo(100 * r, rows[3][3].replace(" %", ""))).toBe(true);
    expect(failed).toEqual([]);
  });

  test("2012, ten banks of which one fails or all lose half", () => {
    const rows = tableOf(PAGE, "| who is hit | 1 | 3 | 5 | 6 | 7 | 8 |");
    const { n, liabilities } = tenBanks;
    expect(rows.map(([hit]) => hit)).toEqual(["2", "4", "5", "6", "8", "all, by half"]);
    for (const [hit, ...printed] of rows) {
      const shock = Array.from({ length: n }, (_, i) => (hit === "all, by half" ? Number(i < 10) / 2 : Number(i === Number(hit) - 1)));
      const { h, r, failed } = debtRank(owing(n, liabilities), { ...tenBanks, shock, method: "original" }).values;
      printed.forEach((cell, place) => expect([hit, place, roundsTo(h[[0, 2, 4, 5, 6, 7][place]], cell)]).toEqual([hit, place, true]));
      if (hit !== "all, by half") continue;
      expect(roundsTo(r, "0.100681040489344")).toBe(true);
      expect(failed.filter((i) => i < 10).length).toBe(2);
    }
  });

  test("2012, eight firms of which the first fails, by equity and with every impact 0.5", () => {
    const rows = tableOf(PAGE, "| impacts | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | R |");
    expect(rows.map(([impacts]) => impacts)).toEqual(["by equity", "all 0.5"]);
    [eightFirms, eightHalves].forEach((firms, row) => {
      const shock = [1, 0, 0, 0, 0, 0, 0, 0];
      const { h, r } = debtRank(owing(8, firms.liabilities), { ...firms, shock, method: "original" }).values;
      const printed = rows[row].slice(1);
      [...h, r].forEach((x, i) => expect([row, i, roundsTo(x, printed[i])]).toEqual([row, i, true]));
      // The version of 2015 goes on round the loop.
      expect(roundsTo(debtRank(owing(8, firms.liabilities), { ...firms, shock }).values.h[4], printed[4])).toBe(false);
    });
  });

  test("2015, 125 banks that all lose 16 to 25 %", () => {
    const rows = tableOf(PAGE, "| shock | R | lost at first | passed on | failed |");
    expect(rows.length).toBe(10);
    const { n, liabilities, equity, weights } = banks();
    for (const [percent, r, lost, passed, failed] of rows) {
      const share = Number(percent.replace(" %", "")) / 100;
      const { values } = debtRank(owing(n, liabilities), { equity, weights, shock: equity.map(() => share) });
      expect(roundsTo(values.r, r)).toBe(true);
      expect(roundsTo(share * total(equity), lost)).toBe(true);
      expect(roundsTo(total(values.transmitted.loss), passed)).toBe(true);
      expect(values.failed.length).toBe(Number(failed));
    }
  });

  test("2015, 125 banks of which one fails: all that is passed on", () => {
    const rows = tableOf(PAGE, "| bank | passed on |");
    expect(rows.length).toBe(10);
    const { n, liabilities, equity } = banks();
    for (const [bank, printed] of rows) {
      const shock = equity.map((_, i) => Number(i === Number(bank.slice(1)) - 1));
      expect(roundsTo(total(debtRank(owing(n, liabilities), { equity, shock }).values.transmitted.loss), printed)).toBe(true);
    }
  });
});

describe("hostile input", () => {
  const network = owing(2, [[0, 1, 1]]);
  test.each([
    [{ equity: [1], shock: [0, 0] }, "bad-vector"],
    [{ equity: [1, Number.NaN], shock: [0, 0] }, "bad-vector"],
    [{ equity: [1, Infinity], shock: [0, 0] }, "bad-vector"],
    [{ equity: [1, 1], shock: [0, 1.1] }, "bad-vector"],
    [{ equity: [1, 1], shock: [0, -0.1] }, "bad-vector"],
    [{ equity: [1, 1], shock: [0, 0], weights: [1, -1] }, "bad-vector"],
    [{ equity: [1, 1], shock: [0, 0], tolerance: 0 }, "bad-tolerance"],
  ])("%j", (params, code) => {
    expect(() => debtRank(network, params)).toThrow(expect.objectContaining({ code }) as Error);
  });

  test("payments are no debts", () => {
    const payments = fromEdges({ n: 2, from: [0], to: [1], amount: [1] });
    expect(() => debtRank(payments, { equity: [1, 1], shock: [0, 0] })).toThrow(expect.objectContaining({ code: "wrong-lens" }) as Error);
  });

  test("equity next to nothing and amounts next to all there is give a number", () => {
    const extreme = owing(3, [
      [0, 1, 1e300],
      [2, 1, 1],
    ]);
    expect([...debtRank(extreme, { equity: [1, 1e-300, 1], shock: [0, 0, 0] }).values.h]).toEqual([0, 0, 0]);
    expect([...debtRank(extreme, { equity: [1, 1e-300, 1], shock: [0.5, 0, 0] }).values.h]).toEqual([0.5, 1, 0]);
  });
});
