import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { esri, type Esri, type EsriParams } from "../../src/contagion/esri.ts";
import { esriAllFirms, esriClosures } from "../../src/contagion/esri-all-firms.ts";
import { fromEdges, type Network } from "../../src/network/network.ts";
import { tableOf } from "../printed.ts";
import { type PlainEconomy, plainEsri } from "../reference/esri.ts";
import { FIVE_SECTORS, flowsOf, outputs } from "../reference/input-output.ts";

type Supply = readonly [number, number, number];
const runs = { numRuns: 150, seed: 20260222 };

function supplying(n: number, rows: readonly Supply[]): Network {
  return fromEdges(
    { n, from: rows.map((row) => row[0]), to: rows.map((row) => row[1]), amount: rows.map((row) => row[2]) },
    { lens: "supplies", unit: "USD" },
  );
}

function shocked({ n, supply, ...economy }: PlainEconomy, remaining: readonly number[], more: Partial<EsriParams> = {}): Esri {
  return esri(supplying(n, supply), { ...economy, remaining, ...more }).values;
}

function closing(n: number, c: number): number[] {
  return Array.from({ length: n }, (_, i) => Number(i !== c));
}

/** Economies with cycles, self-supply, isolates, a hub, parallel and empty edges, and end customers for every firm. */
const economies: fc.Arbitrary<PlainEconomy> = fc.integer({ min: 1, max: 8 }).chain((n) => {
  const node = fc.oneof({ weight: 4, arbitrary: fc.nat(n - 1) }, { weight: 1, arbitrary: fc.constant(0) });
  return fc
    .record({
      supply: fc.array(fc.tuple(node, node, fc.nat(12)), { maxLength: 24 }),
      industry: fc.array(fc.nat(2), { minLength: n, maxLength: n }),
      essentiality: fc.array(fc.array(fc.nat(2), { minLength: 3, maxLength: 3 }), { minLength: 3, maxLength: 3 }),
      market: fc.array(fc.nat(2), { minLength: n, maxLength: n }),
      substitution: fc.boolean(),
      outside: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: n, maxLength: n }),
    })
    .map(({ outside, ...rest }) => {
      const revenue = outside.map((x, i) => x + rest.supply.reduce((total, [from, , amount]) => total + (from === i ? amount : 0), 0));
      return { n, ...rest, revenue };
    });
});

const capacities = fc.array(fc.constantFrom(0, 0.25, 0.5, 0.9, 1, 1, 1), { minLength: 8, maxLength: 8 });

describe("published", () => {
  // Test-suite of ESRIcascade.jl (Devetak and Klimek 2026).
  const six: PlainEconomy = {
    n: 6,
    supply: [
      [0, 3, 2, 7, 5, 11],
      [4, 0, 9, 1, 8, 6],
      [10, 2, 0, 4, 3, 7],
      [6, 5, 1, 0, 9, 2],
      [8, 3, 6, 10, 0, 4],
      [2, 7, 5, 3, 11, 0],
    ].flatMap((row, i) => row.map((x, j): Supply => [i, j, x])),
    industry: [0, 1, 2, 0, 1, 2],
    essentiality: [
      [2, 1, 0],
      [0, 2, 1],
      [1, 0, 2],
    ],
  };

  test("six firms of mixed classes: the value of the authors' C++ routine to twelve digits", () => {
    const { downstream, hd } = shocked(six, closing(6, 0), { tolerance: 1e-12 });
    const [[, total], [, states]] = tableOf("docs/models/esri.md", "| case | published | found |");
    expect(Math.abs(downstream - Number(total))).toBeLessThanOrEqual(1e-12);
    const published = states.split(", ").map(Number);
    expect(published).toHaveLength(6);
    published.forEach((x, j) => expect(Math.abs(hd[j] - x)).toBeLessThanOrEqual(1e-12));
  });

  test("two firms by hand: 2/3 upstream, all downstream", () => {
    const two = supplying(2, [
      [0, 0, 1],
      [0, 1, 1],
      [1, 1, 1],
    ]);
    const { values } = esri(two, { industry: [0, 0], essentiality: [[2]], remaining: [0, 1] });
    expect(values.upstream).toBeCloseTo(2 / 3, 15);
    expect([...values.hu]).toEqual([0, 1]);
    expect(values.esri).toBeCloseTo(1, 10);
    expect(values.hd[1]).toBeLessThan(1e-10);
  });

  test("essential inputs count within their industry, non-essential ones among all, the others not at all", () => {
    const buyer: PlainEconomy = {
      n: 4,
      supply: [
        [0, 3, 2],
        [1, 3, 3],
        [2, 3, 5],
        [3, 3, 7],
      ],
      industry: [0, 0, 1, 2],
      essentiality: [
        [0, 0, 2],
        [0, 0, 1],
        [1, 0, 0],
      ],
      substitution: false,
    };
    expect(shocked(buyer, [0, 1, 1, 1]).hd[3]).toBeCloseTo(1 - 2 / 5, 12);
    expect(shocked(buyer, [1, 0, 1, 1]).hd[3]).toBeCloseTo(1 - 3 / 5, 12);
    expect(shocked(buyer, [1, 1, 0, 1]).hd[3]).toBeCloseTo(1 - 5 / 17, 12);
    expect(shocked(buyer, [1, 1, 1, 0.5]).hd[3]).toBe(0.5);
  });

  test("Zhu, Kim and Harris: orders that a tenth less of manufacturing costs the others", () => {
    const rows = tableOf("docs/models/esri.md", "| sector | lost per unit, published | found |");
    const { requirements, finalDemand } = FIVE_SECTORS;
    const z = flowsOf(requirements(0.006), finalDemand);
    const revenue = outputs(z, finalDemand);
    const five: PlainEconomy = {
      n: 5,
      supply: z.flatMap((row, i) => row.map((x, j): Supply => [i, j, x])),
      industry: [0, 0, 0, 0, 0],
      essentiality: [[0]],
      revenue,
    };
    const { hu, upstream, downstream } = shocked(five, [1, 1, 0.9, 1, 1], { tolerance: 1e-12 });
    const lost = revenue.map((x, i) => (1 - hu[i]) * x);
    const all = lost.reduce((a, x) => a + x, 0);
    expect(rows.length).toBe(6);
    rows.forEach(([, published, found], i) => {
      const share = [...lost, all][i] / (0.1 * revenue[2]);
      expect(share.toFixed(4)).toBe(found);
      // Three digits of the coefficients.
      expect(Math.abs(share - Number(published))).toBeLessThanOrEqual(0.001);
    });
    expect(upstream).toBeCloseTo(all / revenue.reduce((a, x) => a + x, 0), 12);
    expect(downstream).toBeCloseTo((0.1 * revenue[2]) / revenue.reduce((a, x) => a + x, 0), 12);
    // 12,745 is the limit that they print, 1,669 its value times the 1,416 that are lost at first.
    expect(Math.abs((0.9 * revenue[2]) / 12745 - 1)).toBeLessThan(0.002);
    expect(Math.abs(all / 1669 - 1)).toBeLessThan(0.002);
  });

  test("replaceability: sales of 2, 1 and 3 at 100, 50 and 25 % give 0.8, 0.4 and 1", () => {
    // Each firm sells to a customer of its own, who shows sigma (1 - h); 0 and 1 share a market, 2 has its own.
    const three: PlainEconomy = {
      n: 6,
      supply: [
        [0, 3, 2],
        [1, 4, 1],
        [2, 5, 3],
      ],
      industry: [0, 0, 1, 2, 2, 2],
      essentiality: [
        [2, 2, 2],
        [2, 2, 2],
        [2, 2, 2],
      ],
    };
    const { hd } = shocked(three, [1, 0.5, 0.25, 1, 1, 1]);
    expect(hd[4]).toBeCloseTo(1 - 0.4 * 0.5, 12);
    expect(hd[5]).toBeCloseTo(1 - 1 * 0.75, 12);
    // At 60 %, firm 0 has 1.2 of the 1.7 left, and is not replaced at all.
    expect(shocked(three, [0.6, 0.5, 0.25, 1, 1, 1]).hd[3]).toBeCloseTo(1 - 0.4, 12);
  });

  test("what the page says of the authors' stop at 1e-2: it ends sweeps early and understates", () => {
    const early = plainEsri(six, closing(6, 0), 1e-2);
    expect([early.esri, early.downstream, early.upstream].map((x) => x.toFixed(4))).toEqual(["0.9820", "0.5069", "0.9785"]);
    expect(early.sweeps).toBe(15);
    const late = shocked(six, closing(6, 0));
    expect([late.esri, late.downstream, late.upstream].map((x) => x.toFixed(4))).toEqual(["1.0000", "0.5069", "1.0000"]);
  });
});

describe("against the plain reference", () => {
  test("shocks of every kind", () => {
    fc.assert(
      fc.property(economies, capacities, (economy, all) => {
        const remaining = all.slice(0, economy.n);
        const found = esri(supplying(economy.n, economy.supply), { ...economy, remaining });
        const expected = plainEsri(economy, remaining, 1e-14);
        expect(found.converged).toBe(true);
        expect(found.residual).toBeLessThanOrEqual(1e-9);
        for (const key of ["esri", "downstream", "upstream"] as const)
          expect(Math.abs(found.values[key] - expected[key])).toBeLessThan(1e-8);
        for (const key of ["hd", "hu"] as const)
          found.values[key].forEach((x, i) => expect(Math.abs(x - expected[key][i])).toBeLessThan(1e-8));
      }),
      runs,
    );
  });

  test("every firm closed alone, whole or in ranges, to the bit", () => {
    fc.assert(
      fc.property(economies, ({ n, supply, ...economy }) => {
        const network = supplying(n, supply);
        const whole = esriAllFirms(network, economy).values;
        const middle = n >> 1;
        const close = esriClosures(network, economy);
        const ranges = [
          [0, middle],
          [middle, n],
        ].map(([a, b]) => close(Uint32Array.from({ length: b - a }, (_, k) => a + k)).values);
        for (const key of ["esri", "downstream", "upstream", "bound"] as const) {
          expect(ranges.flatMap((range) => [...range[key]])).toEqual([...whole[key]]);
        }
        for (let c = 0; c < n; c++) {
          const alone = plainEsri({ n, supply, ...economy }, closing(n, c), 1e-14);
          for (const key of ["esri", "downstream", "upstream"] as const) expect(Math.abs(whole[key][c] - alone[key])).toBeLessThan(1e-8);
          expect(whole.bound[c]).toBe(0);
        }
      }),
      runs,
    );
  });
});

describe("all firms of a larger network", () => {
  // 40 groups of 5 firms: every firm supplies the next two of its group, and group 0 is supplied by all; 3 % of a firm's sales go to end customers.
  const n = 200;
  const rows = Array.from({ length: n }, (_, i): Supply[] => {
    const group = i - (i % 5);
    const next = (step: number): number => group + ((i + step) % 5);
    const hub: Supply[] = i >= 5 && i % 5 === 0 ? [[i, i % 3, 2]] : [];
    return [[i, next(1), 3 + (i % 4)], [i, next(2), 1 + (i % 3)], ...hub];
  }).flat();
  const sales = Array.from({ length: n }, (_, i) => rows.reduce((total, [from, , x]) => total + (from === i ? x : 0), 0));
  const params = {
    industry: Array.from({ length: n }, (_, i) => i % 7),
    essentiality: Array.from({ length: 7 }, (_, a) => Array.from({ length: 7 }, (__, b) => (a + 2 * b) % 3)),
    revenue: sales.map((x) => x * 1.03),
  };

  test("closures that stay in their group and closures that reach most firms agree with one shock at a time", () => {
    const network = supplying(n, rows);
    const { values, converged } = esriAllFirms(network, params);
    expect(converged).toBe(true);
    // Group 0 buys from the first of every group; no other closure reaches more orders than those of its group.
    expect(values.upstream[0]).toBeGreaterThan(values.upstream[7] * 2);
    for (let c = 0; c < n; c++) {
      const alone = esri(network, { ...params, remaining: closing(n, c) }).values;
      for (const key of ["esri", "downstream", "upstream"] as const) expect(Math.abs(values[key][c] - alone[key])).toBeLessThan(1e-8);
    }
    const some = [9, 4, 3, 150, 0];
    const again = esriAllFirms(network, { ...params, firms: some }).values;
    expect([...again.esri]).toEqual(some.map((c) => values.esri[c]));
  });
});

describe("laws", () => {
  test("states stay within 0 and psi; no shock costs nothing; more capacity never costs", () => {
    fc.assert(
      fc.property(economies, capacities, fc.nat(7), (economy, all, which) => {
        const { n } = economy;
        const remaining = all.slice(0, n);
        const found = shocked(economy, remaining);
        for (const states of [found.hd, found.hu]) {
          states.forEach((h, i) => {
            expect(h).toBeGreaterThanOrEqual(0);
            expect(h).toBeLessThanOrEqual(remaining[i] + 1e-12);
          });
        }
        const none = shocked(economy, closing(n, -1));
        expect([none.esri, none.downstream, none.upstream]).toEqual([0, 0, 0]);
        const better = shocked(
          economy,
          remaining.map((x, i) => (i === which % n ? 1 : x)),
        );
        better.hd.forEach((h, i) => expect(h).toBeGreaterThanOrEqual(found.hd[i] - 1e-8));
        better.hu.forEach((h, i) => expect(h).toBeGreaterThanOrEqual(found.hu[i] - 1e-8));
      }),
      runs,
    );
  });

  test("a closure costs at least the firm's own weight, and more without substitution than with it", () => {
    fc.assert(
      fc.property(economies, (economy) => {
        const { n, supply, ...params } = economy;
        const network = supplying(n, supply);
        const replaced = esriAllFirms(network, { ...params, substitution: true }).values.esri;
        const alone = esriAllFirms(network, { ...params, substitution: false }).values.esri;
        const total = params.revenue!.reduce((a, b) => a + b, 0);
        for (let c = 0; c < n; c++) {
          expect(replaced[c]).toBeGreaterThanOrEqual(params.revenue![c] / total - 1e-12);
          expect(alone[c]).toBeGreaterThanOrEqual(replaced[c] - 1e-8);
        }
      }),
      runs,
    );
  });

  test("another currency changes nothing; other numbers for the firms change nothing but the numbers", () => {
    fc.assert(
      fc.property(economies, capacities, fc.integer({ min: -20, max: 20 }), (economy, all, power) => {
        const { n, supply } = economy;
        const remaining = all.slice(0, n);
        const first = shocked(economy, remaining);
        const scale = 2 ** power;
        const scaled = shocked(
          { ...economy, supply: supply.map(([i, j, x]): Supply => [i, j, x * scale]), revenue: economy.revenue!.map((x) => x * scale) },
          remaining,
        );
        expect([...scaled.hd, ...scaled.hu]).toEqual([...first.hd, ...first.hu]);
        const label = Array.from({ length: n }, (_, i) => n - 1 - i);
        const turned = <T>(values: readonly T[]): T[] => label.map((i) => values[i]);
        const renamed = shocked(
          {
            ...economy,
            supply: supply.map(([i, j, x]): Supply => [label[i], label[j], x]),
            industry: turned(economy.industry),
            market: turned(economy.market!),
            revenue: turned(economy.revenue!),
          },
          turned(remaining),
        );
        expect(renamed.esri).toBeCloseTo(first.esri, 8);
        first.hd.forEach((h, i) => expect(renamed.hd[label[i]]).toBeCloseTo(h, 8));
      }),
      runs,
    );
  });

  test("a limit gives a lower bound and says by how much it can be wrong", () => {
    fc.assert(
      fc.property(economies, fc.integer({ min: 1, max: 4 }), ({ n, supply, ...economy }, limit) => {
        const network = supplying(n, supply);
        const exact = esriAllFirms(network, economy).values.esri;
        const { values, warnings } = esriAllFirms(network, { ...economy, limit });
        let cut = 0;
        for (let c = 0; c < n; c++) {
          expect(values.esri[c]).toBeLessThanOrEqual(exact[c] + 1e-8);
          expect(values.esri[c] + values.bound[c]).toBeGreaterThanOrEqual(exact[c] - 1e-8);
          if (values.bound[c] > 0) cut++;
        }
        if (cut > 0) expect(warnings?.map(({ code }) => code)).toEqual(["closures-cut-off"]);
      }),
      runs,
    );
  });
});

describe("no laws", () => {
  // A buyer of two industries' goods, each sold by two firms.
  const market = (rows: readonly Supply[], industry: readonly number[], essentiality: readonly (readonly number[])[]): PlainEconomy => ({
    n: industry.length,
    supply: rows,
    industry,
    essentiality,
    revenue: industry.map((_, i) => (i === 0 ? 100 : rows.reduce((total, [from, , x]) => total + (from === i ? x : 0), 0))),
  });

  test("splitting a firm into halves makes it look replaceable", () => {
    const essential = [
      [2, 2],
      [2, 2],
    ];
    const whole = market(
      [
        [1, 0, 40],
        [2, 0, 60],
      ],
      [0, 1, 1],
      essential,
    );
    const halves = market(
      [
        [1, 0, 20],
        [3, 0, 20],
        [2, 0, 60],
      ],
      [0, 1, 1, 1],
      essential,
    );
    // Whole: 40 / 60 of two fifths. One half: 20 / 80 of a fifth. Both halves together: 20 / 60 of two fifths, half of what the whole firm cost.
    expect(shocked(whole, [1, 0, 1]).hd[0]).toBeCloseTo(1 - (40 / 60) * 0.4, 12);
    expect(shocked(halves, [1, 0, 1, 1]).hd[0]).toBeCloseTo(1 - (20 / 80) * 0.2, 12);
    expect(shocked(halves, [1, 0, 1, 0]).hd[0]).toBeCloseTo(1 - (20 / 60) * 0.4, 12);
  });

  test("making an input essential may lower or raise the loss where others are hit too", () => {
    const rows: readonly Supply[] = [
      [1, 0, 50],
      [2, 0, 50],
    ];
    const kinds = (a: number, b: number): number[][] => [
      [0, 0, 0],
      [a, 0, 0],
      [b, 0, 0],
    ];
    const loss = (a: number, b: number, remaining: readonly number[]): number =>
      1 - shocked({ ...market(rows, [0, 1, 2], kinds(a, b)), substitution: false }, remaining).hd[0];
    // Both inputs non-essential: the losses of 40 % each add up to 40 % of purchases. Making one essential takes it out of that sum: 40 % against 20 %.
    expect(loss(1, 1, [1, 0.6, 0.6])).toBeCloseTo(0.4, 12);
    expect(loss(2, 1, [1, 0.6, 0.6])).toBeCloseTo(0.4, 12);
    expect(loss(2, 1, [1, 0.9, 0.2])).toBeLessThan(loss(1, 1, [1, 0.9, 0.2]));
    expect(loss(2, 1, [1, 0.2, 0.9])).toBeGreaterThan(loss(1, 1, [1, 0.2, 0.9]));
  });
});

describe("degenerate and hostile input", () => {
  test("no firms, no supply, no essential input", () => {
    expect(esri(supplying(0, []), { industry: [], essentiality: [], remaining: [] }).values.esri).toBe(0);
    const idle: PlainEconomy = {
      n: 4,
      supply: [],
      industry: [0, 1, 0, 1],
      essentiality: [
        [2, 2],
        [1, 1],
      ],
    };
    const { esri: lost, hd, hu } = shocked(idle, [1, 0, 1, 1]);
    expect(lost).toBe(0);
    expect([...hd]).toEqual([1, 0, 1, 1]);
    expect([...hu]).toEqual([1, 0, 1, 1]);
    // A seller to end customers alone counts by its revenue.
    expect(shocked({ ...idle, revenue: [1, 3, 0, 0] }, [1, 0, 1, 1]).esri).toBe(0.75);
    expect(shocked({ ...idle, weights: [1, 1, 1, 1] }, [1, 0, 1, 1]).esri).toBe(0.25);
  });

  test("a ring that sells to nobody else is lost whole by one closure, however long", () => {
    const n = 3000;
    const ring = supplying(
      n,
      Array.from({ length: n }, (_, i): Supply => [i, (i + 1) % n, 1 + (i % 5)]),
    );
    const params = { industry: new Uint32Array(n), essentiality: [[1]], substitution: false };
    const { values, converged } = esri(ring, { ...params, remaining: closing(n, 7) });
    expect(converged).toBe(true);
    expect(values).toMatchObject({ esri: 1, downstream: 1, upstream: 1 });
    const all = esriAllFirms(ring, { ...params, firms: [7, 8] });
    expect(all.converged).toBe(true);
    expect([...all.values.upstream]).toEqual([1, 1]);
  });

  test.each([1e-8, 1e-12, 1e-16])("two firms whose only other customer takes a share of %s lose all with it", (share) => {
    const supply: Supply[] = [
      [0, 1, 1],
      [0, 2, share],
      [1, 0, 1],
      [2, 0, 1],
    ];
    const { values, converged } = esri(supplying(3, supply), {
      industry: [0, 0, 0],
      essentiality: [[0]],
      substitution: false,
      remaining: closing(3, 2),
    });
    expect(converged).toBe(true);
    expect(values.upstream).toBeCloseTo(1, 9);
  });

  test("orders that fade slowly are solved, not swept", () => {
    // Two firms that sell to each other all but a millionth.
    const pair = supplying(3, [
      [0, 1, 1e6],
      [1, 0, 1e6],
      [1, 2, 1],
      [2, 0, 1],
    ]);
    const params = { industry: [0, 0, 0], essentiality: [[0]], revenue: [1e6 + 1, 1e6 + 1, 2] };
    const { values, converged } = esriAllFirms(pair, params);
    // Closing 2 takes l_1 = (1e6 l_0 + 1) / (1e6 + 1) and l_0 = 1e6 l_1 / (1e6 + 1): l_1 = 1 / (1e6 + 1 - 1e12 / (1e6 + 1)).
    const l1 = 1 / (1e6 + 1 - 1e12 / (1e6 + 1));
    const l0 = (1e6 * l1) / (1e6 + 1);
    expect(converged).toBe(true);
    expect(values.upstream[2]).toBeCloseTo((2 + (1e6 + 1) * (l0 + l1)) / (2e6 + 4), 9);
    expect(values.upstream[2]).toBeGreaterThan(0.3);
  });

  test("too few rounds is a result marked as such", () => {
    const chain = supplying(
      50,
      Array.from({ length: 49 }, (_, i): Supply => [i, i + 1, 1]),
    );
    const outcome = esri(chain, {
      industry: new Uint32Array(50),
      essentiality: [[2]],
      substitution: false,
      remaining: closing(50, 0),
      maxRounds: 3,
    });
    expect(outcome.converged).toBe(false);
    expect(outcome.residual).toBe(1);
    expect(outcome.values.hd[4]).toBe(1);
  });

  const pair: readonly Supply[] = [[0, 1, 5]];
  const right = { industry: [0, 0], essentiality: [[2]], remaining: [0, 1] };
  test.each([
    [{ industry: [0] }, "bad-industry"],
    [{ industry: [0, 1] }, "bad-industry"],
    [{ essentiality: [[2, 2]] }, "bad-essentiality"],
    [{ essentiality: [[3]] }, "bad-essentiality"],
    [{ market: [0, -1] }, "bad-market"],
    [{ remaining: [0, 1.5] }, "bad-vector"],
    [{ remaining: [0] }, "bad-vector"],
    [{ weights: [1, NaN] }, "bad-vector"],
    [{ revenue: [4, 0] }, "bad-revenue"],
    [{ tolerance: 0 }, "bad-tolerance"],
  ])("%j is refused with %s", (change, code) => {
    expect(() => esri(supplying(2, pair), { ...right, ...change })).toThrow(expect.objectContaining({ code }) as Error);
  });

  test("firms and limits out of range, and a network of payments, are refused", () => {
    const network = supplying(2, pair);
    expect(() => esriAllFirms(network, { ...right, firms: [2] })).toThrow(expect.objectContaining({ code: "bad-firm" }) as Error);
    expect(() => esriAllFirms(network, { ...right, limit: 0 })).toThrow(expect.objectContaining({ code: "bad-limit" }) as Error);
    expect(() => esri({ ...network, lens: "pays" }, right)).toThrow(expect.objectContaining({ code: "wrong-lens" }) as Error);
  });
});
