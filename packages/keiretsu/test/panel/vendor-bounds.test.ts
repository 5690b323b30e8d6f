import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fromEdges } from "../../src/network/network.ts";
import { circularity } from "../../src/panel/circularity.ts";
import type { VendorFinanced } from "../../src/panel/vendor-financed.ts";
import { flowClasses } from "../../src/record/instrument.ts";
import { view } from "../../src/record/view.ts";
import { provenance } from "../../src/trace/provenance.ts";
import { toy } from "../toy.ts";

function ask(text: string): readonly VendorFinanced[] {
  return circularity(view(toy(text))).values.vendorFinanced;
}

describe("bounds of vendor-financed revenue", () => {
  it("takes funding of unknown amount as any amount, never as none", () => {
    const [seller] = ask(`
      stake: A pays B unknown for equity on 2025 (closed)
      order: B pays A 10 for chips on 2025 (closed)
    `);
    expect(seller).toMatchObject({ seller: "A", share: 0, lower: 0, upper: 1 });
    expect(seller.byClient).toMatchObject([{ client: "B", share: 0, lower: 0, upper: 1 }]);
  });

  it("finds money of unknown amount on its way through others", () => {
    // A's 5 may reach B through C, whose payment to B has no amount: at most 5 of B's 20.
    const [seller] = ask(`
      stake: A pays C 5 for equity on 2025 (closed)
      rent: C pays B unknown for cloud on 2025 (closed)
      order: B pays A 20 for chips on 2025 (closed)
    `);
    expect(seller).toMatchObject({ seller: "A", share: 0, lower: 0, upper: 0.25 });
  });

  it("lets funding and revenue move apart within their bounds", () => {
    // 8 paid in and 8 bought: all of it may be A's own. 0 paid in: none.
    const [both] = ask(`
      stake: A pays B up to 8 for equity on 2025 (announced)
      order: B pays A up to 20 for chips on 2025 (announced)
    `);
    expect(both).toMatchObject({ lower: 0, upper: 1, revenue: { low: 0, point: 20, high: 20 } });
    // At least 100 is bought with at most 8 of it.
    const [floor] = ask(`
      stake: A pays B 8 for equity on 2025 (closed)
      order: B pays A at least 100 for chips on 2025 (closed)
    `);
    expect(floor).toMatchObject({ lower: 0, upper: 0.08, revenue: { low: 100, point: 100, high: null } });
  });

  it("proves a least share where others cannot have paid for all", () => {
    // B has 10 from A and 3 from C, and buys for 13: nothing is from outside, 10 of 13 must be A's.
    const [seller] = ask(`
      stake: A pays B 10 for equity on 2025 (closed)
      rent: C pays B 3 for cloud on 2025 (closed)
      order: B pays A 13 for chips on 2025 (closed)
    `);
    expect(seller.lower).toBeCloseTo(10 / 13, 12);
    expect(seller.upper).toBeCloseTo(10 / 13, 12);
  });

  it("fills the revenue that is sure before the one that may be: 10 / (4 + 10 - 2)", () => {
    // B buys 4 for sure and can be given 2; C buys up to 8 and can be given 8. The greatest share has C buying 8 and B 4: 10 of 12.
    const [seller] = ask(`
      one: A pays B 2 for equity on 2025 (closed)
      two: A pays C 8 for equity on 2025 (closed)
      sure: B pays A 4 for chips on 2025 (closed)
      maybe: C pays A up to 8 for chips on 2025 (announced)
    `);
    expect(seller.upper).toBeCloseTo(10 / 12, 12);
  });

  it("names clients that only pay unknown amounts, with a revenue that is unknown and not 0", () => {
    const [seller] = ask(`
      order: B pays A 10 for chips on 2025 (closed)
      other: C pays A unknown for chips on 2025 (closed)
    `);
    expect(seller.revenue).toEqual({ low: 10, point: 10, high: null });
    expect(seller.byClient).toEqual([
      { client: "B", revenue: { low: 10, point: 10, high: 10 }, share: 0, lower: 0, upper: 0, stated: { lower: 0, upper: 0 } },
      { client: "C", revenue: { low: 0, point: null, high: null }, share: null, lower: 0, upper: 0, stated: null },
    ]);
  });
});

describe("the interval at the stated amounts", () => {
  it("leaves only the mix open: 10 of B's 35 are A's, and B has 25 from outside to pay 34 of", () => {
    const [seller] = ask(`
      stake: A pays B up to 10 for equity on 2025 (announced)
      order: B pays A up to 34 for chips on 2025 (announced)
      rent: B pays C 1 for cloud on 2025 (announced)
    `);
    // At least 34 - 25 = 9, at most 10. With "up to" for both, the true amounts may be anything from nothing to all.
    expect(seller.stated!.lower).toBeCloseTo(9 / 34, 12);
    expect(seller.stated!.upper).toBeCloseTo(10 / 34, 12);
    expect(seller).toMatchObject({ lower: 0, upper: 1 });
    expect(seller.byClient).toMatchObject([{ client: "B", stated: seller.stated }]);
  });
});

describe("no true amounts and no mixing leave the bounds", () => {
  const names = "ABCDE";
  const kinds = ["exactly", "up to", "at least", "unknown"] as const;
  const leg = fc.record({
    from: fc.integer({ min: 0, max: 4 }),
    step: fc.integer({ min: 1, max: 4 }),
    what: fc.constantFrom("equity", "chips"),
    kind: fc.constantFrom(...kinds, "exactly" as const),
    x: fc.integer({ min: 1, max: 20 }),
    // The true amount within the bounds: its place from low to high, or by how much it passes its floor.
    place: fc.constantFrom(0, 0.25, 0.5, 1),
    beyond: fc.constantFrom(0, 1, 7, 10_000),
  });

  it("for 2,000 casebooks with one draw of true amounts each", () => {
    fc.assert(
      fc.property(fc.array(leg, { minLength: 2, maxLength: 11 }), (legs) => {
        const sentences = legs.map(({ from, step, what, kind, x }, k) => {
          const amount = kind === "unknown" ? "unknown" : kind === "exactly" ? String(x) : `${kind} ${x}`;
          return `l${k}: ${names[from]} pays ${names[(from + step) % 5]} ${amount} for ${what} on 2025 (definitive)`;
        });
        const truth = legs.map(({ kind, x, place, beyond }) =>
          kind === "exactly" ? x : kind === "up to" ? x * place : kind === "at least" ? x + beyond : beyond,
        );
        const network = fromEdges({
          n: 5,
          from: legs.map((one) => one.from),
          to: legs.map((one) => (one.from + one.step) % 5),
          amount: truth,
          type: legs.map((one) => flowClasses.indexOf(one.what === "equity" ? "funding" : "revenue")),
          typeNames: flowClasses,
        });
        const exact = legs.every(({ kind }) => kind === "exactly");
        for (const told of ask(sentences.join("\n"))) {
          const seller = names.indexOf(told.seller);
          const params = { seller, fundingTypes: ["funding"], revenueTypes: ["revenue"], boundedClients: 5 };
          const { vendorFinancedShareOfRevenue: share, bounds } = provenance(network, params).values;
          if (share === null || bounds === null) continue;
          // The interval of these amounts is what some way of mixing reaches, at least from outside.
          const within = (x: number, of: { readonly lower: number; readonly upper: number }): void => {
            expect(x).toBeGreaterThanOrEqual(of.lower - 1e-9);
            expect(x).toBeLessThanOrEqual(of.upper + 1e-9);
          };
          for (const x of [share, bounds.vendorFinancedShare!.lower, bounds.vendorFinancedShare!.upper]) within(x, told);
          // The kernel asks the same of one network with another graph.
          if (exact) {
            expect(told.stated!.lower).toBeCloseTo(bounds.vendorFinancedShare!.lower, 9);
            expect(told.stated!.upper).toBeCloseTo(bounds.vendorFinancedShare!.upper, 9);
          }
          for (const client of bounds.vendorFinanced) {
            const of = told.byClient.find((one) => one.client === names[client.client])!;
            for (const money of [client.lower, client.proportional, client.upper]) within(money / client.revenue, of);
          }
        }
      }),
      { seed: 1_907, numRuns: 2_000 },
    );
  });
});
