import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { debtRank } from "../../src/contagion/debtrank.ts";
import { debtRankPerNode } from "../../src/contagion/debtrank-per-node.ts";
import { roundsTo, tableOf } from "../printed.ts";
import { asNetworkRiskMeasures, leastStress, onceOnly, relativeExposures } from "../reference/debtrank.ts";
import { shuffled } from "../trace/multigraphs.ts";
import { eightFirms, eightHalves, tenBanks, threeBanks } from "./printed-banks.ts";
import { banks, large, owing, stressCases } from "./stress-networks.ts";

const runs = { numRuns: 100, seed: 20251123 };
const PAGE = "docs/models/debtrank-per-node.md";

/** R with the stress of a reference. */
function lossBeyond(h: readonly number[], weights: readonly number[], start: readonly number[]): number {
  const total = weights.reduce((a, x) => a + x, 0);
  return total === 0 ? 0 : h.reduce((r, x, i) => r + (weights[i] / total) * (x - start[i]), 0);
}

describe("against slow references", () => {
  test.each([
    ["differential", leastStress],
    ["original", onceOnly],
  ] as const)("%s, every node in turn", (method, reference) => {
    fc.assert(
      fc.property(stressCases, ({ n, liabilities, equity }) => {
        const lam = relativeExposures(n, liabilities, equity);
        const { r, additionalDefaults, exact } = debtRankPerNode(owing(n, liabilities), { equity, method }).values;
        for (let k = 0; k < n; k++) {
          const start = equity.map((x, i) => (i === k || x <= 0 ? 1 : 0));
          const h = reference(lam, start);
          expect(
            Math.abs(
              r[k] -
                lossBeyond(
                  h,
                  equity.map((x) => Math.max(0, x)),
                  start,
                ),
            ),
          ).toBeLessThanOrEqual(1e-8);
          expect(exact[k]).toBe(1);
          const certain = h.filter((x, i) => start[i] < 1 && x >= 1).length;
          const close = h.filter((x, i) => start[i] < 1 && x >= 1 - 1e-8).length;
          expect(additionalDefaults[k]).toBeGreaterThanOrEqual(certain - (close - certain));
          expect(additionalDefaults[k]).toBeLessThanOrEqual(close);
        }
      }),
      runs,
    );
  });
});

describe("the same bits whatever shares a sweep", () => {
  test.each([1.1, 0.6, 0.3])("equity %f times what is owed: alone, in any order, plain", (thickness) => {
    const n = 300;
    const { network, equity } = large(7, { n, m: 2400, thickness });
    const { values } = debtRankPerNode(network, { equity });
    expect(values).toEqual(debtRankPerNode(network, { equity, plain: true }).values);
    const order = shuffled(values.nodes, 3);
    const mixed = debtRankPerNode(network, { equity, nodes: order }).values;
    expect([...mixed.r]).toEqual(order.map((k) => values.r[k]));
    for (const k of [0, 1, 17, 299]) {
      const shock = new Float64Array(n).fill(1, k, k + 1);
      expect(debtRank(network, { equity, shock }).values.r).toBe(values.r[k]);
      expect(debtRankPerNode(network, { equity, nodes: [k] }).values.r[0]).toBe(values.r[k]);
    }
  });

  test.each([9000, 21_000])("%d rows, more than one call of the kernel sweeps, shocks on both sides of the cut", (n) => {
    const { network, equity } = large(9, { n, m: 40_000, thickness: 0.9 });
    const nodes = [8999, 4096, 4095, 0, 8191, 8192, 5000, 1, 4097];
    const compiled = debtRankPerNode(network, { equity, nodes });
    expect(compiled).toEqual(debtRankPerNode(network, { equity, nodes, plain: true }));
    expect(compiled.values.r.filter((r) => r > 0).length).toBeGreaterThanOrEqual(n > 20_000 ? 5 : nodes.length);
  });

  test("a node may be asked for twice, and eight times in one sweep", () => {
    const { network, equity } = large(8, { n: 50, m: 300, thickness: 0.5 });
    const { r } = debtRankPerNode(network, { equity, nodes: Array.from({ length: 11 }, () => 4) }).values;
    expect(new Set(r).size).toBe(1);
  });

  test("loops that nearly sustain themselves are solved as one run alone is", () => {
    const network = owing(4, [
      [0, 1, 1],
      [1, 0, 1 - 1e-9],
      [2, 0, 1e-10],
      [3, 2, 1],
    ]);
    const { values, converged } = debtRankPerNode(network, { equity: [1, 1, 1, 1] });
    expect(converged).toBe(true);
    // Bank 2 costs 0 a share of 1e-10, which comes round 1e9 times: 0.1 for 0 and 1 each; bank 3 takes 2 with it.
    expect(values.r[2]).toBeCloseTo(0.05, 6);
    expect(values.r[3]).toBeCloseTo(0.3, 6);
    expect(values).toEqual(debtRankPerNode(network, { equity: [1, 1, 1, 1], plain: true }).values);
  });
});

describe("bounds", () => {
  test("a node without a run of its own has a bound, no smaller than its R; those with the largest bounds are exact", () => {
    for (const [thickness, linear] of [
      [1.3, true],
      [0.4, false],
    ] as const) {
      const { network, equity } = large(5, { n: 200, m: 1500, thickness });
      const exact = debtRankPerNode(network, { equity }).values;
      const { values, warnings } = debtRankPerNode(network, { equity, mostRuns: 20 });
      expect(warnings?.map(({ code }) => code)).toEqual(linear ? ["bounded"] : ["no-linear-bound", "bounded"]);
      expect(values.exact.reduce((a, x) => a + x, 0)).toBe(20);
      values.r.forEach((r, k) => {
        if (values.exact[k] === 1) expect(r).toBe(exact.r[k]);
        else {
          expect(r).toBeGreaterThanOrEqual(exact.r[k] - 1e-14);
          expect(values.additionalDefaults[k]).toBe(-1);
        }
      });
      // With the linear bound the twenty hold the node that matters most.
      if (linear) expect(values.exact[exact.r.indexOf(exact.r.reduce((a, x) => Math.max(a, x), 0))]).toBe(1);
    }
  });

  test("where nothing is capped but the failed node the bound is close", () => {
    // Bank 0 owes 1 2 of 10, 1 owes 2 1 of 10: y0 - v0 = v1 0.2 + v2 0.02.
    const network = owing(3, [
      [0, 1, 2],
      [1, 2, 1],
    ]);
    const { values } = debtRankPerNode(network, { equity: [10, 10, 10], mostRuns: 0 });
    expect([...values.exact]).toEqual([0, 0, 0]);
    expect(values.r[0]).toBeCloseTo(0.22 / 3, 8);
    expect(values.r[2]).toBeLessThan(1e-8);
  });

  test("of more than 20000 nodes 256 are exact where nothing is said, and all that are named", () => {
    const n = 20_001;
    const network = owing(
      n,
      Array.from({ length: n - 1 }, (_, i) => [i, i + 1, 1]),
    );
    const equity = new Float64Array(n).fill(2);
    const { exact, r } = debtRankPerNode(network, { equity }).values;
    expect(exact.reduce((a, x) => a + x, 0)).toBe(256);
    // A chain of halves: 1/2 + 1/4 + ... of one node's value.
    exact.forEach((x, k) => expect(r[k] * n).toBeCloseTo(x === 1 || k < n - 50 ? 1 : 1 - 0.5 ** (n - 1 - k), 4));
    const named = Array.from({ length: 300 }, (_, i) => i);
    expect(debtRankPerNode(network, { equity, nodes: named }).values.exact.reduce((a, x) => a + x, 0)).toBe(300);
  });

  test("the bound holds in random multigraphs", () => {
    fc.assert(
      fc.property(stressCases, fc.nat(3), ({ n, liabilities, equity }, mostRuns) => {
        const exact = debtRankPerNode(owing(n, liabilities), { equity }).values.r;
        const { r } = debtRankPerNode(owing(n, liabilities), { equity, mostRuns }).values;
        r.forEach((x, k) => expect(x).toBeGreaterThanOrEqual(exact[k] - 1e-12));
      }),
      runs,
    );
  });
});

describe("published tables", () => {
  const input = banks();
  const network = owing(input.n, input.liabilities);
  const lam = relativeExposures(input.n, input.liabilities, input.equity);
  const found = debtRankPerNode(network, { ...input, nodes: input.defaultEachOf }).values;
  const loose = debtRankPerNode(network, { ...input, nodes: input.defaultEachOf, tolerance: 1e-3 }).values;

  test("the page shows what the package prints, what its stopping rule gives, and what is reached without it", () => {
    const rows = tableOf(PAGE, "| bank | printed | by its stopping rule | here | here, tolerance 1e-3 |");
    expect(rows.length).toBe(4);
    for (const [bank, printed, byRule, here, coarse] of rows) {
      const k = Number(bank.slice(1)) - 1;
      const shock = input.equity.map((_, i) => Number(i === k));
      const stopped = lossBeyond(asNetworkRiskMeasures(lam, shock), input.weights, shock);
      const place = input.defaultEachOf.indexOf(k);
      expect(stopped.toFixed(9)).toBe(byRule);
      expect(stopped.toFixed(printed.length - 2)).toBe(printed);
      expect(found.r[place].toFixed(9)).toBe(here);
      expect(loose.r[place].toFixed(9)).toBe(coarse);
    }
    // The third digit moves.
    expect(rows.some(([, , , here, coarse]) => Math.abs(Number(here) - Number(coarse)) > 0.0005 * Number(here))).toBe(true);
  });

  test("the ten banks of most effect", () => {
    const rows = tableOf(PAGE, "| bank | R printed | further failures printed |");
    expect(rows.length).toBe(10);
    const nodes = rows.map(([bank]) => Number(bank.slice(1)) - 1);
    const { r, additionalDefaults } = debtRankPerNode(network, { ...input, nodes }).values;
    rows.forEach(([, printed, further], place) => {
      expect(roundsTo(r[place], printed)).toBe(true);
      expect(additionalDefaults[place]).toBe(Number(further));
    });
  });

  test("2012, each of three banks", () => {
    const rows = tableOf(PAGE, "| of three | v printed | R printed | further failures printed |");
    const { r, additionalDefaults } = debtRankPerNode(owing(3, threeBanks.liabilities), { ...threeBanks, method: "original" }).values;
    expect(rows.length).toBe(3);
    rows.forEach(([, v, printed, further], i) => {
      expect(roundsTo(threeBanks.weights[i] / 140, v)).toBe(true);
      expect(roundsTo(r[i], printed)).toBe(true);
      expect(additionalDefaults[i]).toBe(Number(further));
    });
  });

  test("2012, the first of eight firms", () => {
    const rows = tableOf(PAGE, "| impacts | R printed |");
    expect(rows.length).toBe(2);
    [eightFirms, eightHalves].forEach((firms, row) => {
      const { r } = debtRankPerNode(owing(8, firms.liabilities), { ...firms, nodes: [0], method: "original" }).values;
      expect(roundsTo(r[0], rows[row][1])).toBe(true);
    });
  });

  test("2012, each of ten banks", () => {
    const rows = tableOf(PAGE, "| of ten | R printed | further failures printed |");
    const { n, liabilities } = tenBanks;
    const { r } = debtRankPerNode(owing(n, liabilities), { ...tenBanks, method: "original" }).values;
    expect(rows.length).toBe(10);
    rows.forEach(([, printed, further], k) => {
      expect(roundsTo(r[k], printed)).toBe(true);
      const shock = tenBanks.equity.map((_, i) => Number(i === k));
      const { failed } = debtRank(owing(n, liabilities), { ...tenBanks, shock, method: "original" }).values;
      expect(failed.filter((i) => i < 10 && i !== k).length).toBe(Number(further));
    });
  });
});

describe("hostile input", () => {
  test.each([
    [{ equity: [1, 1], nodes: [2] }, "bad-node"],
    [{ equity: [1, 1], nodes: [0.5] }, "bad-node"],
    [{ equity: [1] }, "bad-vector"],
  ])("%j", (params, code) => {
    expect(() => debtRankPerNode(owing(2, [[0, 1, 1]]), params)).toThrow(expect.objectContaining({ code }) as Error);
  });

  test("no nodes to answer for", () => {
    expect(debtRankPerNode(owing(2, [[0, 1, 1]]), { equity: [1, 1], nodes: [] }).values.r.length).toBe(0);
    expect(debtRankPerNode(owing(0, []), { equity: [] }).values.r.length).toBe(0);
  });
});
