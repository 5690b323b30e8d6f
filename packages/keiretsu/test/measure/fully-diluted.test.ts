import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type DilutingInstrument, fullyDiluted } from "../../src/measure/fully-diluted.ts";
import { fromEdges, type Network } from "../../src/network/network.ts";
import { roundsTo, tableOf, valueOf } from "../printed.ts";
import { corners } from "../reference/fully-diluted.ts";

type Holding = readonly [number, number, number];
const runs = { numRuns: 150, seed: 20251206 };

function shares(n: number, rows: readonly Holding[]): Network {
  return fromEdges(
    { n, from: rows.map((row) => row[0]), to: rows.map((row) => row[1]), amount: rows.map((row) => row[2]) },
    { lens: "owns", unit: "shares" },
  );
}

const full = { strike: 0, priceAtLeast: 0, vested: { low: 1, high: 1 } };

describe("by hand", () => {
  const PAGE = "docs/models/fully-diluted.md";

  test("AMD: 160 m shares at one cent on 1600 m are up to 10 % of today's, 9.09 % of the enlarged count; with Meta's as many, 16.7 %", () => {
    const warrant = { issuer: 0, shares: 160, strike: 0.01, priceAtLeast: 0, vested: { low: 0, high: 1 } };
    const one = fullyDiluted(shares(2, []), { outstanding: [1600, 0], instruments: [{ ...warrant, holder: 1 }] }).values;
    expect(one.stakes).toEqual([{ holder: 1, firm: 0, before: 0, least: 0, most: 160 / 1760, ofToday: { low: 0, high: 0.1 } }]);
    const two = fullyDiluted(shares(3, []), {
      outstanding: [1600, 0, 0],
      instruments: [
        { ...warrant, holder: 1 },
        { ...warrant, holder: 2 },
      ],
    }).values;
    expect(two.dilution).toEqual([{ firm: 0, ofToday: { low: 0, high: 0.2 }, ofEnlarged: { low: 0, high: 320 / 1920 } }]);
  });

  test("a last tranche that needs a price of 600 gives nothing at 250, all at 600, and either at an unknown price", () => {
    const tranche = { holder: 1, issuer: 0, shares: 40, strike: 0.01, priceAtLeast: 600, vested: { low: 1, high: 1 } };
    const at = (price: number | null): unknown =>
      fullyDiluted(shares(2, []), { outstanding: [1000, 0], instruments: [tranche], prices: [price, null] }).values.issued[0];
    expect([at(250), at(600), at(null)]).toEqual([
      { low: 0, high: 0 },
      { low: 40, high: 40 },
      { low: 0, high: 40 },
    ]);
  });

  test("by treasury stock, an option on 100 at a strike of 30 gives 40 new shares at a price of 50, and none at 30", () => {
    const option = { holder: 1, issuer: 0, shares: 100, strike: 30, priceAtLeast: 0, vested: { low: 1, high: 1 } };
    const at = (price: number): number =>
      fullyDiluted(shares(2, []), { outstanding: [1000, 0], instruments: [option], prices: [price, null], method: "treasury-stock" }).values
        .issued[0].high;
    expect(at(50)).toBeCloseTo(40, 12);
    expect(at(30)).toBe(0);
  });

  test("published: what the press told of AMD's warrant, of today's shares and of the enlarged count", () => {
    const warrant = { holder: 1, issuer: 0, shares: 160, strike: 0.01, priceAtLeast: 0, vested: { low: 0, high: 1 } };
    const [{ most, ofToday }] = fullyDiluted(shares(2, []), { outstanding: [1600, 0], instruments: [warrant] }).values.stakes;
    const rows = tableOf(PAGE, "| | printed | here |");
    expect(rows).toHaveLength(2);
    rows.forEach(([, printed, here], k) => {
      const found = 100 * [ofToday.high, most][k];
      expect(roundsTo(found, /\d+/.exec(printed)![0])).toBe(true);
      expect(roundsTo(found, here.replace(" %", ""))).toBe(true);
    });
  });

  test("published: new shares by treasury stock, of two exam questions", () => {
    const rows = tableOf(PAGE, "| firm | outstanding | options | strike | price | new shares printed | here |");
    expect(rows).toHaveLength(2);
    for (const [, ...cells] of rows) {
      const [count, options, strike, price] = cells.map(valueOf);
      const option = { holder: 1, issuer: 0, shares: options, strike, priceAtLeast: 0, vested: { low: 1, high: 1 } };
      const terms = { outstanding: [count, 0], instruments: [option], prices: [price, null], method: "treasury-stock" } as const;
      const { issued } = fullyDiluted(shares(2, []), terms).values;
      for (const printed of cells.slice(4)) expect(roundsTo(issued[0].low, printed.replaceAll(",", ""))).toBe(true);
      expect(issued[0].high).toBe(issued[0].low);
    }
  });

  test("a founder with 51 % loses control when a convertible becomes shares, and its holder does not gain it", () => {
    const { control } = fullyDiluted(shares(3, [[0, 1, 51]]), {
      outstanding: [0, 100, 0],
      instruments: [{ holder: 2, issuer: 1, shares: 40, ...full }],
      taus: [0.5],
    }).values;
    expect(control.before[0].controls).toEqual([[1], [], []]);
    expect(control.diluted[0].controls).toEqual([[], [], []]);
  });
});

const cases = fc.integer({ min: 2, max: 5 }).chain((n) =>
  fc
    .record({
      rows: fc.array(fc.tuple(fc.nat(n - 1), fc.nat(n - 1), fc.integer({ min: 0, max: 20 })), { maxLength: 10 }),
      raw: fc.array(
        fc.record({
          holder: fc.nat(n - 1),
          issuer: fc.nat(n - 1),
          shares: fc.integer({ min: 0, max: 50 }),
          strike: fc.integer({ min: 0, max: 5 }),
          priceAtLeast: fc.integer({ min: 0, max: 5 }),
          low: fc.integer({ min: 0, max: 4 }),
          more: fc.integer({ min: 0, max: 4 }),
        }),
        { maxLength: 5 },
      ),
      prices: fc.array(fc.option(fc.integer({ min: 0, max: 8 })), { minLength: n, maxLength: n }),
    })
    .map(({ rows, raw, prices }) => ({
      n,
      rows: rows.filter(([i, j]) => i !== j),
      instruments: raw
        .filter(({ holder, issuer }) => holder !== issuer)
        .map(({ low, more, ...rest }): DilutingInstrument => ({ ...rest, vested: { low: low / 8, high: (low + more) / 8 } })),
      prices,
      outstanding: Array.from({ length: n }, () => 300),
    })),
);

describe("laws", () => {
  test("least and most are reached at corners of what may vest, and nothing lies outside them", () => {
    fc.assert(
      fc.property(cases, ({ n, rows, ...params }) => {
        const { stakes, issued } = fullyDiluted(shares(n, rows), params).values;
        for (const { holder, firm, least, most } of stakes) {
          const all = corners({ rows, outstanding: params.outstanding, instruments: params.instruments, issued }, holder, firm);
          expect(least).toBeCloseTo(Math.min(...all), 10);
          expect(most).toBeCloseTo(Math.max(...all), 10);
        }
      }),
      runs,
    );
  });

  test("without instruments nothing changes; a holder without any is never raised", () => {
    fc.assert(
      fc.property(cases, ({ n, rows, ...params }) => {
        for (const { before, least, most } of fullyDiluted(shares(n, rows), { ...params, instruments: [] }).values.stakes) {
          expect([least, most]).toEqual([before, before]);
        }
        const holders = new Set(params.instruments.map(({ holder, issuer }) => `${holder} ${issuer}`));
        for (const { holder, firm, before, most } of fullyDiluted(shares(n, rows), params).values.stakes) {
          if (!holders.has(`${holder} ${firm}`)) expect(most).toBeLessThanOrEqual(before + 1e-12);
        }
      }),
      runs,
    );
  });
});

describe("hostile input", () => {
  const good = { holder: 1, issuer: 0, shares: 1, ...full };
  test.each([
    [[[1, 0, 11]], { outstanding: [10, 0], instruments: [] }, "bad-share"],
    [[], { outstanding: [10], instruments: [] }, "bad-vector"],
    [[], { outstanding: [10, -1], instruments: [] }, "bad-vector"],
    [[], { outstanding: [0, 10], instruments: [good] }, "bad-instrument"],
    [[], { outstanding: [10, 0], instruments: [{ ...good, holder: 0 }] }, "bad-instrument"],
    [[], { outstanding: [10, 0], instruments: [{ ...good, holder: 5 }] }, "bad-instrument"],
    [[], { outstanding: [10, 0], instruments: [{ ...good, shares: -1 }] }, "bad-instrument"],
    [[], { outstanding: [10, 0], instruments: [{ ...good, vested: { low: 0.5, high: 0.2 } }] }, "bad-instrument"],
  ] as const)("%j with %j is refused", (rows, params, code) => {
    expect(() => fullyDiluted(shares(2, rows), params)).toThrow(expect.objectContaining({ code }) as Error);
  });
});
