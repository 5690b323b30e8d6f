import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fromEdges, type Network } from "../../src/network/network.ts";
import { uniforms } from "../../src/num/random.ts";
import { lastMet } from "../../src/trace/last-met.ts";
import { provenance, type ProvenanceParams } from "../../src/trace/provenance.ts";
import { absorbedShare, balance, type Economy, slowMaxFlow, walkBack } from "../reference/provenance.ts";
import { columnsOf, multigraphs, shuffled, type TestEdge, type TestGraph } from "./multigraphs.ts";

const runs = { numRuns: 200, seed: 20251125 };

interface TestEconomy extends TestGraph {
  readonly outsideIn: readonly number[];
  readonly outsideOut: readonly number[];
  readonly seller: number;
}

/** Type 0 is funding, type 1 is revenue, type 2 neither. */
const economies: fc.Arbitrary<TestEconomy> = multigraphs({ maxNodes: 7, maxEdges: 20 }).chain(({ n, edges }) =>
  fc.record({
    n: fc.constant(n),
    edges: fc.constant(edges),
    outsideIn: fc.array(fc.oneof(fc.constant(0), fc.nat(20)), { minLength: n, maxLength: n }),
    outsideOut: fc.array(fc.oneof(fc.constant(0), fc.nat(20)), { minLength: n, maxLength: n }),
    seller: fc.nat(n - 1),
  }),
);

function networkOf(graph: TestGraph): Network {
  return fromEdges(columnsOf(graph));
}

function paramsOf({ seller, outsideIn, outsideOut }: TestEconomy): ProvenanceParams {
  return { seller, outsideIn, outsideOut, fundingTypes: ["funding"], revenueTypes: ["revenue"] };
}

function economyOf({ n, edges, outsideIn, outsideOut }: TestEconomy): Economy {
  return { n, flows: edges.map((e) => [e.from, e.to, e.amount] as const), outsideIn, outsideOut };
}

/** What the seller pays each node as funding. */
function fundingOf({ n, edges, seller }: TestEconomy): number[] {
  const paid = Array.from({ length: n }, () => 0);
  for (const e of edges) if (e.from === seller && e.to !== seller && e.type === 0) paid[e.to] += e.amount;
  return paid;
}

function expectClose(found: ArrayLike<number>, expected: ArrayLike<number>, tolerance = 1e-9): void {
  expect(found.length).toBe(expected.length);
  for (let i = 0; i < found.length; i++) expect(Math.abs(found[i] - expected[i])).toBeLessThanOrEqual(tolerance);
}

function edge(from: number, to: number, amount: number, type = 2): TestEdge {
  return { from, to, amount, type, firstDay: 0, lastDay: 0 };
}

describe("published: where a walk ends that the seller or the outside stops", () => {
  /** Node 0 is the seller; budgets of 1, of which `shares[j - 1]` are what came from nodes 0 to 3, the rest from outside. */
  const stopped = (shares: readonly (readonly number[])[]): readonly number[] => {
    const flows = shares.flatMap((row, j) => row.flatMap((share, k) => (share > 0 ? [edge(k, j + 1, share)] : [])));
    const outsideIn = [1, ...shares.map((row) => 1 - row.reduce((sum, share) => sum + share, 0))];
    const graph = { n: shares.length + 1, edges: flows };
    return Array.from(provenance(networkOf(graph), { seller: 0, outsideIn }).values.returnShare).slice(1);
  };
  const walkHome = (up: number): (readonly number[])[] => [
    [1 - up, 0, up, 0],
    [0, 1 - up, 0, up],
    [0, 0, 1 - up, 0],
  ];

  test("walks home printed with R: eight digits", () => {
    expectClose(stopped(walkHome(1 / 2)), [0.75, 0.5, 0.25], 1e-12);
    expectClose(stopped(walkHome(2 / 3)), [0.46666667, 0.2, 0.06666667], 5e-9);
  });

  test("a rat in a maze comes to cell 3 before it is out with 1/5 from cell 1, with 2/5 from cell 2", () => {
    // The seller is cell 3; cells 1 and 2 are nodes 1 and 2, freedom is outside.
    expectClose(
      stopped([
        [0, 0, 1 / 2],
        [1 / 3, 1 / 3, 0],
      ]),
      [1 / 5, 2 / 5],
      1e-12,
    );
  });
});

describe("by hand", () => {
  test("the vendor puts 10 of the 40 that the client spends, 20 of them at the vendor", () => {
    const economy = { n: 2, edges: [edge(0, 1, 10, 0), edge(1, 0, 20, 1)], outsideIn: [0, 30], outsideOut: [0, 0], seller: 0 };
    const { values } = provenance(networkOf(economy), paramsOf(economy));
    expect([...values.returnShare]).toEqual([0.25, 0.25]);
    expect(values).toMatchObject({ revenue: 20, vendorFinancedShareOfRevenue: 0.25, commercialShareOfRevenue: 0, tail: 0 });
    // At least nothing (30 came from outside), at most the 10 that were lent.
    expect(values.bounds!.vendorFinanced).toEqual([{ client: 1, revenue: 20, lower: 0, proportional: 5, upper: 10 }]);
  });

  test("money that comes home by way of a cloud is two hops, ordinary purchases are commercial recirculation", () => {
    // The vendor funds a lab with 6 and buys power for 4; the lab pays 6 to a cloud, the cloud pays 6 to the vendor, so does the power firm 4.
    const economy = {
      n: 4,
      edges: [edge(0, 1, 6, 0), edge(1, 2, 6), edge(2, 0, 6, 1), edge(0, 3, 4), edge(3, 0, 4, 1)],
      outsideIn: [0, 0, 0, 0],
      outsideOut: [0, 0, 0, 0],
      seller: 0,
    };
    const { values } = provenance(networkOf(economy), paramsOf(economy));
    expect(values.selfFundedShareOfRevenue).toBe(1);
    expect(values.vendorFinancedShareOfRevenue).toBeCloseTo(0.6, 12);
    expect(values.commercialShareOfRevenue).toBeCloseTo(0.4, 12);
    expect(values.directShareOfRevenue).toBe(0);
    expect(values.multiHopShareOfRevenue).toBeCloseTo(0.6, 12);
    expect(values.byHops.slice(0, 3).map(({ share }) => share)).toEqual([0, 0.6, 0]);
    expect(values.bounds!.vendorFinancedShare).toEqual({ lower: 0.6, upper: 0.6 });
  });

  test("a closed set that nobody feeds has no origin", () => {
    const economy = {
      n: 4,
      edges: [edge(0, 1, 5), edge(1, 0, 5), edge(2, 3, 1)],
      outsideIn: [0, 0, 0, 0],
      outsideOut: [0, 0, 0, 0],
      seller: 2,
    };
    const { values, warnings } = provenance(networkOf(economy), paramsOf(economy));
    expect([...values.undetermined]).toEqual([1, 1, 0, 0]);
    expect([...values.returnShare]).toEqual([0, 0, 0, 1]);
    expect(warnings?.map(({ code }) => code)).toEqual(["undetermined-origin"]);
    // With the seller inside, all of it is the seller's.
    expect([...provenance(networkOf(economy), { seller: 0 }).values.returnShare]).toEqual([1, 1, 0, 0]);
  });
});

describe("against the dense reference", () => {
  test("return and funding shares", () => {
    fc.assert(
      fc.property(economies, (economy) => {
        const { values, residual, converged } = provenance(networkOf(economy), paramsOf(economy));
        const balanced = balance(economyOf(economy));
        expect(converged).toBe(true);
        expect(residual).toBeLessThanOrEqual(1e-9);
        expectClose(values.returnShare, absorbedShare(balanced, [economy.seller], balanced.x[economy.seller]));
        expectClose(values.fundingShare, absorbedShare(balanced, [economy.seller], fundingOf(economy)));
        expectClose(values.outsideShare, absorbedShare(balanced, [economy.seller], balanced.outsideIn));
        expectClose(values.throughput, balanced.throughput, 1e-6);
      }),
      runs,
    );
  });

  test("intervals are those of a slow max-flow, and hold the proportional value", () => {
    fc.assert(
      fc.property(economies, (economy) => {
        const { seller, n } = economy;
        const { values } = provenance(networkOf(economy), paramsOf(economy));
        const { x, outsideIn } = balance(economyOf(economy));
        const funding = fundingOf(economy);
        const upperOf = (paid: readonly number[], c: number): number => {
          const room = x.map((row, i) => row.map((amount, j) => (j === seller ? 0 : i === seller ? paid[j] : amount)));
          return slowMaxFlow(room, seller, c);
        };
        const lowerOf = (paid: readonly number[], c: number): number => {
          const room = x.map((row, i) => [...row.map((amount, j) => (i === seller || j === seller ? 0 : amount)), 0]);
          room.push([...outsideIn.map((z, j) => (j === seller ? 0 : z + x[seller][j] - paid[j])), 0]);
          return slowMaxFlow(room, n, c);
        };
        for (const [bounds, paid] of [
          [values.bounds!.selfFunded, x[seller]],
          [values.bounds!.vendorFinanced, funding],
        ] as const) {
          for (const { client, revenue, lower, proportional, upper } of bounds) {
            expect(upper).toBeCloseTo(Math.min(revenue, upperOf(paid, client)), 6);
            expect(lower).toBeCloseTo(Math.max(0, revenue - lowerOf(paid, client)), 6);
            expect(proportional).toBeGreaterThanOrEqual(lower - 1e-6);
            expect(proportional).toBeLessThanOrEqual(upper + 1e-6);
          }
        }
      }),
      { ...runs, numRuns: 120 },
    );
  });

  test("the interval of all revenue holds the value and is no wider than the clients' together", () => {
    fc.assert(
      fc.property(economies, (economy) => {
        const { values } = provenance(networkOf(economy), paramsOf(economy));
        const { vendorFinancedShare: whole, vendorFinanced } = values.bounds!;
        if (whole === null) return;
        expect(values.vendorFinancedShareOfRevenue!).toBeGreaterThanOrEqual(whole.lower - 1e-9);
        expect(values.vendorFinancedShareOfRevenue!).toBeLessThanOrEqual(whole.upper + 1e-9);
        const sum = (pick: "lower" | "upper"): number => vendorFinanced.reduce((total, client) => total + client[pick], 0) / values.revenue;
        expect(whole.upper).toBeLessThanOrEqual(sum("upper") + 1e-9);
        expect(whole.lower).toBeGreaterThanOrEqual(sum("lower") - 1e-9);
      }),
      runs,
    );
  });

  test("an explicit backward walk meets the seller as often", () => {
    const flows = [
      [0, 1, 30],
      [0, 4, 8],
      [1, 2, 40],
      [1, 0, 20],
      [2, 0, 25],
      [3, 1, 12],
      [1, 3, 15],
      [3, 0, 9],
      [0, 3, 2],
      [4, 2, 3],
    ] as const;
    const balanced = balance({ n: 5, flows, outsideIn: [5, 33, 6, 14, 0] });
    const network = fromEdges({ n: 5, from: flows.map((x) => x[0]), to: flows.map((x) => x[1]), amount: flows.map((x) => x[2]) });
    const { values } = provenance(network, { seller: 0, outsideIn: [5, 33, 6, 14, 0] });
    const walks = 20_000;
    for (let j = 0; j < 5; j++) {
      const random = uniforms(7, j);
      let met = 0;
      for (let w = 0; w < walks; w++) if (walkBack(balanced, j, [0], random) === 0) met++;
      const error = Math.sqrt((values.returnShare[j] * (1 - values.returnShare[j])) / walks);
      expect(Math.abs(met / walks - values.returnShare[j])).toBeLessThanOrEqual(4.5 * error + 1e-12);
    }
  });
});

describe("axioms", () => {
  test("A1 and A2: every budget comes from the seller, from outside or from nowhere known; all shares lie in 0..1", () => {
    fc.assert(
      fc.property(economies, (economy) => {
        const { values } = provenance(networkOf(economy), paramsOf(economy));
        for (let j = 0; j < economy.n; j++) {
          const parts = [values.returnShare[j], values.outsideShare[j], values.undetermined[j]];
          for (const share of [...parts, values.fundingShare[j]]) {
            expect(share).toBeGreaterThanOrEqual(0);
            expect(share).toBeLessThanOrEqual(1 + 1e-12);
          }
          expect(values.fundingShare[j]).toBeLessThanOrEqual(values.returnShare[j] + 1e-12);
          if (values.throughput[j] > 0) expect(parts[0] + parts[1] + parts[2]).toBeCloseTo(1, 9);
          else expect(parts).toEqual([0, 0, 0]);
        }
        const hops = values.byHops.reduce((total, { share }) => total + share, 0);
        expect(hops + (values.tail ?? 0)).toBeCloseTo(values.vendorFinancedShareOfRevenue ?? 0, 9);
        expect((values.vendorFinancedShareOfRevenue ?? 0) + (values.commercialShareOfRevenue ?? 0)).toBeCloseTo(
          values.selfFundedShareOfRevenue ?? 0,
          9,
        );
      }),
      runs,
    );
  });

  test("A3: no path from the seller gives 0; only the seller's money gives 1", () => {
    fc.assert(
      fc.property(economies, (economy) => {
        const { values } = provenance(networkOf(economy), paramsOf(economy));
        const reached = new Set([economy.seller]);
        for (let round = 0; round < economy.n; round++) {
          for (const e of economy.edges) if (e.amount > 0 && reached.has(e.from)) reached.add(e.to);
        }
        for (let j = 0; j < economy.n; j++) if (!reached.has(j)) expect(values.returnShare[j]).toBe(0);
      }),
      runs,
    );
    const chain = {
      n: 3,
      edges: [edge(0, 1, 5, 0), edge(1, 2, 5), edge(2, 0, 5, 1)],
      outsideIn: [0, 0, 0],
      outsideOut: [0, 0, 0],
      seller: 0,
    };
    const { values } = provenance(networkOf(chain), paramsOf(chain));
    expect([...values.returnShare]).toEqual([1, 1, 1]);
  });

  test("A4: more funding of a client never lowers its share, more outside money never raises it", () => {
    fc.assert(
      fc.property(economies, fc.nat(100), fc.integer({ min: 1, max: 50 }), (economy, pick, extra) => {
        const c = pick % economy.n;
        if (c === economy.seller) return;
        const before = provenance(networkOf(economy), paramsOf(economy)).values;
        const more = { ...economy, edges: [...economy.edges, edge(economy.seller, c, extra, 0)] };
        const funded = provenance(networkOf(more), paramsOf(more)).values;
        expect(funded.returnShare[c]).toBeGreaterThanOrEqual(before.returnShare[c] - 1e-9);
        expect(funded.fundingShare[c]).toBeGreaterThanOrEqual(before.fundingShare[c] - 1e-9);
        const fed = { ...economy, outsideIn: economy.outsideIn.map((z, j) => (j === c ? z + extra : z)) };
        const outside = provenance(networkOf(fed), paramsOf(fed)).values;
        // A closed set has share 0 for want of an origin; giving it one cannot be compared.
        if (before.undetermined[c] === 0) expect(outside.returnShare[c]).toBeLessThanOrEqual(before.returnShare[c] + 1e-9);
      }),
      runs,
    );
  });

  test("A5: another currency unit changes no share", () => {
    fc.assert(
      fc.property(economies, fc.integer({ min: -6, max: 6 }), (economy, power) => {
        const factor = 2 ** power;
        const scaled = {
          ...economy,
          edges: economy.edges.map((e) => ({ ...e, amount: e.amount * factor })),
          outsideIn: economy.outsideIn.map((z) => z * factor),
          outsideOut: economy.outsideOut.map((y) => y * factor),
        };
        const before = provenance(networkOf(economy), paramsOf(economy)).values;
        const after = provenance(networkOf(scaled), paramsOf(scaled)).values;
        expectClose(after.returnShare, before.returnShare, 1e-12);
        expect(after.revenue).toBeCloseTo(before.revenue * factor, 6);
      }),
      runs,
    );
  });

  test("A6: splitting a node into parts with the same mix changes nothing", () => {
    fc.assert(
      fc.property(economies, fc.nat(100), (economy, pick) => {
        const c = pick % economy.n;
        if (c === economy.seller) return;
        const part = economy.n;
        const edges = economy.edges.flatMap((e): TestEdge[] => {
          if (e.from === c && e.to === c) return [];
          if (e.from === c)
            return [
              { ...e, amount: e.amount / 4 },
              { ...e, from: part, amount: (3 * e.amount) / 4 },
            ];
          if (e.to === c)
            return [
              { ...e, amount: e.amount / 4 },
              { ...e, to: part, amount: (3 * e.amount) / 4 },
            ];
          return [e];
        });
        const split = (values: readonly number[]): number[] => [...values.map((z, j) => (j === c ? z / 4 : z)), (3 * values[c]) / 4];
        const parts = {
          n: part + 1,
          edges,
          outsideIn: split(economy.outsideIn),
          outsideOut: split(economy.outsideOut),
          seller: economy.seller,
        };
        const whole = provenance(networkOf(economy), paramsOf(economy)).values;
        const { values } = provenance(networkOf(parts), paramsOf(parts));
        expectClose(values.returnShare, [...whole.returnShare, whole.returnShare[c]]);
        expect(values.vendorFinancedShareOfRevenue ?? 0).toBeCloseTo(whole.vendorFinancedShareOfRevenue ?? 0, 9);
      }),
      runs,
    );
  });

  test("A6: splitting the seller and marking both parts, with nothing between them, adds up to the whole", () => {
    fc.assert(
      fc.property(economies, (economy) => {
        const { n, seller } = economy;
        const edges = economy.edges.flatMap((e): TestEdge[] => {
          if (e.from === seller && e.to === seller) return [];
          if (e.from === seller)
            return [
              { ...e, amount: e.amount / 4 },
              { ...e, from: n, amount: (3 * e.amount) / 4 },
            ];
          if (e.to === seller)
            return [
              { ...e, amount: e.amount / 2 },
              { ...e, to: n, amount: e.amount / 2 },
            ];
          return [e];
        });
        const both = lastMet(networkOf({ n: n + 1, edges }), {
          marked: [seller, n],
          outsideIn: [...economy.outsideIn, 0],
          outsideOut: [...economy.outsideOut, 0],
        }).values;
        const whole = provenance(networkOf(economy), paramsOf(economy)).values;
        for (let j = 0; j < n; j++) if (j !== seller) expect(both.share[0][j] + both.share[1][j]).toBeCloseTo(whole.returnShare[j], 9);
      }),
      runs,
    );
  });

  test("A7: what a node pays itself does not matter, and is told", () => {
    fc.assert(
      fc.property(economies, fc.nat(100), (economy, pick) => {
        const edges = economy.edges.filter((e) => e.from !== e.to);
        const without = provenance(networkOf({ n: economy.n, edges }), paramsOf(economy));
        const self = edge(pick % economy.n, pick % economy.n, 17, 1);
        const { values, warnings } = provenance(networkOf({ n: economy.n, edges: [...edges, self] }), paramsOf(economy));
        expect([...values.returnShare]).toEqual([...without.values.returnShare]);
        expect(values.revenue).toBe(without.values.revenue);
        expect(warnings?.some(({ code }) => code === "self-loops-dropped")).toBe(true);
      }),
      runs,
    );
  });

  test("A8: what happens to money after it left cannot change where it came from", () => {
    fc.assert(
      fc.property(economies, (economy) => {
        // Enough outside inflow that no node's budget is set by what it pays.
        const paid = economy.edges.reduce((total, e) => total + e.amount, 1);
        const rich = { ...economy, outsideIn: economy.outsideIn.map((z) => z + paid + 100) };
        const before = provenance(networkOf(rich), paramsOf(rich)).values;
        const sink = economy.n;
        const edges = [...economy.edges, ...Array.from({ length: economy.n }, (_, j) => edge(j, sink, 1))];
        const more = { ...rich, n: sink + 1, edges, outsideIn: [...rich.outsideIn, 5], outsideOut: [...rich.outsideOut, 0] };
        const after = provenance(networkOf(more), paramsOf(more)).values;
        expectClose(after.returnShare.subarray(0, economy.n), before.returnShare, 1e-12);
      }),
      runs,
    );
  });
});

describe("order and labels", () => {
  test("rows in another order change no bit, other labels change nothing but the labels", () => {
    fc.assert(
      fc.property(economies, fc.nat(1000), (economy, turn) => {
        const first = provenance(networkOf(economy), paramsOf(economy)).values;
        const second = provenance(networkOf({ n: economy.n, edges: shuffled(economy.edges, turn) }), paramsOf(economy)).values;
        expect([...second.returnShare]).toEqual([...first.returnShare]);
        expect(second.bounds).toEqual(first.bounds);
        const label = shuffled(
          Array.from({ length: economy.n }, (_, i) => i),
          turn,
        );
        const turned = (values: readonly number[]): number[] => {
          const out = Array.from({ length: economy.n }, () => 0);
          values.forEach((z, j) => (out[label[j]] = z));
          return out;
        };
        const relabelled = {
          n: economy.n,
          edges: economy.edges.map((e) => ({ ...e, from: label[e.from], to: label[e.to] })),
          outsideIn: turned(economy.outsideIn),
          outsideOut: turned(economy.outsideOut),
          seller: label[economy.seller],
        };
        const third = provenance(networkOf(relabelled), paramsOf(relabelled)).values;
        first.returnShare.forEach((share, j) => expect(third.returnShare[label[j]]).toBeCloseTo(share, 9));
        expect(third.selfFundedShareOfRevenue ?? 0).toBeCloseTo(first.selfFundedShareOfRevenue ?? 0, 9);
      }),
      runs,
    );
  });
});

describe("last met", () => {
  test("shares of a marked set may be added: with outside and the unknown they make the whole", () => {
    fc.assert(
      fc.property(economies, fc.nat(127), (economy, mask) => {
        const marked = Array.from({ length: economy.n }, (_, i) => i).filter((j) => (mask >> j) & 1);
        const { values, residual } = lastMet(networkOf(economy), { marked, ...paramsOf(economy) });
        expect(residual).toBeLessThanOrEqual(1e-9);
        const balanced = balance(economyOf(economy));
        marked.forEach((s, k) => expectClose(values.share[k], absorbedShare(balanced, marked, balanced.x[s])));
      }),
      runs,
    );
  });

  test("one marked node is its return share", () => {
    fc.assert(
      fc.property(economies, (economy) => {
        const { values } = lastMet(networkOf(economy), { ...paramsOf(economy), marked: [economy.seller] });
        expectClose(values.share[0], provenance(networkOf(economy), paramsOf(economy)).values.returnShare, 1e-12);
      }),
      runs,
    );
  });
});

describe("degenerate and hostile input", () => {
  const pair = fromEdges({ n: 2, from: [0, 1], to: [1, 0], amount: [1, 1] });

  test("defaults: every payment funds and every payment is revenue, all in hand", () => {
    const { values } = provenance(pair, { seller: 0 });
    expect(values).toMatchObject({ selfFundedShareOfRevenue: 1, vendorFinancedShareOfRevenue: 1, commercialShareOfRevenue: 0 });
    expect(values.bounds!.vendorFinancedShare).toEqual({ lower: 1, upper: 1 });
  });

  test("no revenue is no share", () => {
    const { values } = provenance(fromEdges({ n: 2, from: [0], to: [1], amount: [3] }), { seller: 0 });
    expect(values).toMatchObject({
      revenue: 0,
      selfFundedShareOfRevenue: null,
      vendorFinancedShareOfRevenue: null,
      tail: null,
      byHops: [],
    });
  });

  test("types on a network without types match nothing", () => {
    expect(provenance(pair, { seller: 0, revenueTypes: ["sale"] }).values.revenue).toBe(0);
  });

  test("fewer clients than asked are told", () => {
    const fan = fromEdges({ n: 4, from: [1, 2, 3], to: [0, 0, 0], amount: [5, 7, 6] });
    const { values, warnings } = provenance(fan, { seller: 0, boundedClients: 2 });
    expect(values.bounds!.selfFunded.map(({ client }) => client)).toEqual([2, 3]);
    expect(values.bounds!.selfFundedShare).toBeNull();
    expect(warnings).toEqual([{ code: "bounds-omitted", message: "1 smaller clients have no interval" }]);
    expect(provenance(fan, { seller: 0, boundedClients: 0 }).values.bounds).toBeNull();
  });

  test.each([
    [{ seller: 2 }, "bad-seller"],
    [{ seller: 0.5 }, "bad-seller"],
    [{ seller: 0, outsideIn: [1] }, "bad-vector"],
    [{ seller: 0, outsideIn: [1, Number.NaN] }, "bad-vector"],
    [{ seller: 0, outsideOut: [-1, 0] }, "bad-vector"],
  ])("%j is refused", (params, code) => {
    expect(() => provenance(pair, params)).toThrow(expect.objectContaining({ code }) as Error);
  });

  test("a ring of 5000 firms that leaks a little is solved to the last digits", () => {
    const n = 5000;
    const ring = Array.from({ length: n }, (_, i) => i);
    const outsideIn = ring.map(() => 0.001);
    const network = fromEdges({ n, from: ring, to: ring.map((i) => (i + 1) % n), amount: ring.map(() => 1) });
    const { values, residual, converged } = provenance(network, { seller: 0, outsideIn, boundedClients: 0 });
    expect(converged).toBe(true);
    expect(residual).toBeLessThan(1e-10);
    // The money of node 0 is diluted by 1 / 1.001 at each step.
    for (const j of [1, 10, 1000, 4999]) expect(values.returnShare[j]).toBeCloseTo(1.001 ** -j, 10);
  });
});
