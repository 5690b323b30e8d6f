import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Sale, spreadSales } from "../../src/simulate/spread-sales.ts";
import { unwinding, type UnwindingMarket, type UnwindingParams, type UnwindingPosition } from "../../src/simulate/unwinding.ts";
import { leastLossBySubsets, longestChain } from "../reference/unwinding.ts";

const NODES = 4;
const quarters = fc.integer({ min: 0, max: 3 });
const node = fc.integer({ min: 0, max: NODES - 1 });

/** Positions of which each may wait for earlier ones: loops of holdings, parallel positions, self-held shares and empty ones come up. */
function positionsOf(form: fc.Arbitrary<"shares" | "contract">, most: number): fc.Arbitrary<UnwindingPosition[]> {
  const one = fc.record({
    holder: node,
    issuer: node,
    size: fc.integer({ min: 0, max: 900 }),
    form,
    waits: fc.record(
      { notice: quarters, "lock-up": quarters, term: quarters, consent: quarters, regulatory: quarters },
      { requiredKeys: [] },
    ),
    penaltyFixed: fc.integer({ min: 0, max: 9 }),
    penaltyShare: fc.constantFrom(0, 0.25, 1),
    runsOff: fc.option(fc.integer({ min: 1, max: 9 })),
    discount: fc.constantFrom(0, 0.1, 0.5),
    saleQuarters: fc.integer({ min: 0, max: 2 }),
    waitsFor: fc.array(fc.nat({ max: 9 }), { maxLength: 2 }),
  });
  return fc
    .array(one, { maxLength: most })
    .map((rows) => rows.map(({ waitsFor, ...row }, p) => ({ ...row, after: [...new Set(waitsFor.filter((q) => q < p))] })));
}

const anyForm = fc.constantFrom("shares" as const, "contract" as const);
const markets: fc.Arbitrary<UnwindingMarket[]> = fc
  .array(fc.record({ dailyVolume: fc.option(fc.integer({ min: 20, max: 90 })), volatility: fc.constantFrom(0, 0.01, 0.03) }), {
    maxLength: NODES,
  })
  .map((rows) => rows.map((row, issuer) => ({ issuer, ...row })));
const drawn: fc.Arbitrary<UnwindingParams> = fc.record({
  positions: positionsOf(anyForm, 5),
  markets,
  kept: fc.array(fc.record({ holder: node, issuer: node, size: fc.integer({ min: 0, max: 500 }) }), { maxLength: 2 }),
});
const RUNS = { seed: 9, numRuns: 150 };

const near = (found: number, expected: number, scale = 1): void =>
  expect(Math.abs(found - expected)).toBeLessThanOrEqual(1e-9 * Math.max(1, scale, Math.abs(expected)));

describe("published schedules: an activity is a contract that ends after a consent as long as the activity", () => {
  type Arrows = readonly (readonly [from: number, to: number])[];
  const schedule = (durations: readonly number[], arrows: Arrows): UnwindingParams => ({
    positions: durations.map((consent, p) => ({
      holder: 0,
      issuer: 1,
      size: 1,
      form: "contract",
      waits: { consent },
      after: arrows.filter(([, to]) => to === p + 1).map(([from]) => from - 1),
    })),
    quarters: durations.reduce((sum, d) => sum + d, 0),
  });
  const zip = (from: readonly number[], to: readonly number[]): Arrows => from.map((a, k) => [a, to[k]]);
  const costInformation = schedule(
    [1, 2, 2, 4, 3, 3, 3, 2, 1, 1, 2, 1, 1, 1, 1, 2, 1],
    zip(
      [1, 1, 2, 2, 2, 3, 3, 3, 3, 4, 5, 6, 7, 8, 9, 10, 11, 11, 12, 12, 13, 13, 14, 14, 15, 15],
      [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 11, 11, 12, 13, 14, 15, 16, 17, 16, 17, 16, 17, 16, 17, 16, 17],
    ),
  );
  const patientTransport = schedule(
    [1, 1, 3, 2, 2, 2, 2, 1, 4, 5, 3, 3, 4, 5, 1, 5, 2],
    zip(
      [1, 2, 3, 3, 4, 5, 6, 7, 8, 8, 8, 8, 8, 9, 10, 11, 12, 13, 13, 14, 14, 15, 15],
      [2, 3, 4, 6, 5, 8, 7, 8, 9, 10, 11, 12, 13, 14, 14, 14, 14, 14, 15, 16, 17, 16, 17],
    ),
  );
  const chainOf = ({ criticalChain }: ReturnType<typeof unwinding>["values"]): number[] =>
    criticalChain.map(({ position }) => position + 1).toSorted((a, b) => a - b);

  test("criticalpath, project 1: 11, along 1, 2, 4, 11, 16; the earliest finish of all 17", () => {
    const { values } = unwinding(costInformation);
    expect(values.leastTime).toBe(11);
    expect(chainOf(values)).toEqual([1, 2, 4, 11, 16]);
    expect(Array.from(values.earliest)).toEqual([1, 3, 3, 7, 6, 6, 6, 5, 4, 4, 9, 7, 6, 5, 5, 11, 10]);
  });

  test("criticalpath, project 2: 25, along critical activities alone", () => {
    const { values } = unwinding(patientTransport);
    expect(values.leastTime).toBe(25);
    const critical = [1, 2, 3, 4, 5, 6, 7, 8, 10, 14, 16];
    expect(chainOf(values).filter((p) => !critical.includes(p))).toEqual([]);
  });

  test("PRA: A of 2, then B of 3 and C of 1: 5, along A and B", () => {
    const { values } = unwinding(
      schedule(
        [2, 3, 1],
        [
          [1, 2],
          [1, 3],
        ],
      ),
    );
    expect(values.leastTime).toBe(5);
    expect(chainOf(values)).toEqual([1, 2]);
  });
});

describe("by hand", () => {
  test("the example of the page", () => {
    const page = readFileSync(new URL("../../../../docs/models/unwinding.md", import.meta.url), "utf8");
    const [input, expected] = [...page.matchAll(/```json\n([^`]*)```/g)].map(([, text]) => JSON.parse(text));
    const { frontier, fastest } = unwinding(input).values;
    expect(frontier.map(({ time, loss }) => [time, Number(loss.toFixed(6))])).toEqual(
      expected.frontier.map(({ time, loss }: { time: number; loss: number }) => [time, loss]),
    );
    expect(fastest.remaining).toEqual([126 + 40, 63 + 30, 0]);
    expect(fastest.bearers.map(({ holder }) => holder)).toEqual([0]);
  });

  test("one linear law for all: a single holder loses half gamma sigma S^2 / V, at any speed (Almgren and Chriss 2001, equation 4)", () => {
    const { frontier, fastest, cheapest } = unwinding({
      positions: [{ holder: 0, issuer: 1, size: 1000, form: "shares", participation: 1 }],
      markets: [{ issuer: 1, dailyVolume: 40, volatility: 0.02 }],
      impact: 0,
      lasting: 0.5,
    }).values;
    for (const { loss } of frontier) expect(loss).toBeCloseTo((0.5 * 0.5 * 0.02 * 1000 ** 2) / 40, 9);
    expect(cheapest!.time).toBeGreaterThan(fastest.time);
  });

  test("a sale hurts who still holds the same shares, and not who has left", () => {
    const stake = { issuer: 2, size: 630, form: "shares" as const };
    const positions = [
      { ...stake, holder: 0 },
      { ...stake, holder: 1, waits: { "lock-up": 10 } },
    ];
    const params = { positions, markets: [{ issuer: 2, dailyVolume: 100, volatility: 0.02 }], impact: 0, lasting: 0.5, quarters: 11 };
    const { bearers } = unwinding(params).values.fastest;
    // The first sells 630 before the second begins: half of it falls on itself, all of it on the second, whose own sale then costs itself half.
    const unit = (0.5 * 0.02 * 630 * 630) / 100;
    expect(bearers.map(({ holder, loss }) => [holder, Number(loss.toFixed(6))])).toEqual([
      [1, Number((1.5 * unit).toFixed(6))],
      [0, Number((0.5 * unit).toFixed(6))],
    ]);
    const kept = unwinding({ ...params, positions: positions.slice(0, 1), kept: [{ holder: 3, issuer: 2, size: 100 }] }).values;
    expect(kept.fastest.bearers.find(({ holder }) => holder === 3)!.loss).toBeCloseTo((0.5 * 0.02 * 630 * 100) / 100, 9);
  });

  test("mutual stakes leave without a market", () => {
    const mutual = (size: number): UnwindingParams => ({
      positions: [
        { holder: 0, issuer: 1, size: 100, form: "shares" },
        { holder: 1, issuer: 0, size, form: "shares" },
      ],
      markets: [
        { issuer: 0, dailyVolume: 1, volatility: 0.02 },
        { issuer: 1, dailyVolume: 1, volatility: 0.02 },
      ],
    });
    expect(unwinding(mutual(100)).values).toMatchObject({ leastTime: 0, fastest: { loss: 0 } });
    const uneven = unwinding(mutual(40)).values;
    expect(uneven.cancelled).toEqual([{ positions: [0, 1], amount: 40, quarter: 0 }]);
    // 60 at a tenth of 63 a quarter.
    expect(uneven.leastTime).toBe(10);
    expect(uneven.fastest.bearers.map(({ holder }) => holder)).toEqual([0]);
  });

  test("nothing to undo", () => {
    const { values } = unwinding({ positions: [] });
    expect(values).toMatchObject({ leastTime: 0, criticalChain: [], fastest: { loss: 0, remaining: [0], halfTime: null } });
  });

  test("fewer quarters than it takes give no plan", () => {
    const { values, warnings } = unwinding({
      positions: [{ holder: 0, issuer: 1, size: 5, form: "contract", waits: { notice: 3 } }],
      quarters: 2,
    });
    expect(values).toMatchObject({ leastTime: 3, frontier: [], cheapest: null });
    expect(warnings).toEqual([{ code: "too-few-quarters", message: "it takes 3 quarters, 2 were asked for: no plan in this time" }]);
  });

  test("what cannot be is refused with what was found", () => {
    const base = { holder: 0, issuer: 1, size: 1, form: "contract" as const };
    const cycle = [0, 1, 2].map((p) => ({ ...base, after: [(p + 1) % 3] }));
    expect(() => unwinding({ positions: cycle, names: ["loan", "pledge", "lease"] })).toThrow(
      "these positions wait for each other: loan, pledge, lease; expected an order",
    );
    expect(() => unwinding({ positions: [{ ...base, after: [0] }] })).toThrow("wait for each other: 0;");
    expect(() => unwinding({ positions: [{ ...base, size: -1 }] })).toThrow("positions[0].size is -1");
    expect(() => unwinding({ positions: [{ ...base, waits: { notice: 0.5 } }] })).toThrow("positions[0].waits.notice is 0.5");
    expect(() => unwinding({ positions: [{ ...base, after: [4] }] })).toThrow("positions[0].after is 4");
    expect(() => unwinding({ positions: [], markets: [{ issuer: 0, dailyVolume: 0 }] })).toThrow("markets[0].dailyVolume is 0");
    expect(() => unwinding({ positions: [], impact: Number.NaN })).toThrow("impact is NaN");
  });
});

describe("against every set of positions, quarter by quarter", () => {
  test("whole positions: the loss is the least, the time the shortest", () => {
    const shape = positionsOf(anyForm, 4).filter((rows) =>
      rows.every(({ holder }, p) => !rows.some((other, q) => q !== p && other.issuer === holder)),
    );
    fc.assert(
      fc.property(shape, (positions) => {
        const { values } = unwinding({ positions });
        if (positions.some(({ size }) => size === 0)) return;
        expect(leastLossBySubsets(positions, values.leastTime - 1)).toBe(values.leastTime === 0 ? leastLossBySubsets(positions, -1) : null);
        for (const { time, loss, lowerBound, exact } of values.frontier.filter((_, k) => k % 4 === 0)) {
          const least = leastLossBySubsets(positions, time)!;
          expect(lowerBound).toBeLessThanOrEqual(least + 1e-9);
          expect(loss).toBeGreaterThanOrEqual(least - 1e-9);
          if (exact) near(loss, least);
        }
      }),
      { ...RUNS, numRuns: 60 },
    );
  });

  test("five sales one after another share the time evenly, and the bound without an order is lower", () => {
    const positions = [0, 1, 2, 3, 4].map((p) => ({
      holder: 9,
      issuer: p,
      size: 60,
      form: "shares" as const,
      after: p === 0 ? [] : [p - 1],
    }));
    const traded = positions.map((_, issuer) => ({ issuer, dailyVolume: 20, volatility: 0.02 }));
    const last = unwinding({ positions, markets: traded, lasting: 0, quarters: 40 }).values.frontier.at(-1)!;
    expect(last.exact).toBe(false);
    // Impact falls with the root of time, a convex law, so that equal parts of 8 quarters are best.
    expect(last.loss).toBeCloseTo(5 * 60 * 0.02 * Math.sqrt(60 / 8 / 20), 9);
    // Alone, each has all the time but the quarter that every later sale takes at least.
    const alone = [36, 36, 36, 36, 36].map((most) => 60 * 0.02 * Math.sqrt(60 / most / 20));
    near(
      last.lowerBound,
      alone.reduce((a, b) => a + b, 0),
    );
  });
});

describe("laws", () => {
  test("waits, precedents, whole positions, bearers and what remains, on every plan", () => {
    fc.assert(
      fc.property(drawn, (params) => {
        const { values, residual } = unwinding(params);
        expect(residual).toBeLessThanOrEqual(1e-6);
        const { positions } = params;
        for (const plan of [values.fastest, values.cheapest!]) {
          const out = new Map(plan.exits.map((exit) => [exit.position, exit]));
          for (const [p, { waits = {}, after = [], size }] of positions.entries()) {
            const { start, finish } = out.get(p)!;
            for (const wait of Object.values(waits)) expect(start).toBeGreaterThanOrEqual(wait);
            for (const q of after)
              expect(start).toBeGreaterThanOrEqual(out.get(q)!.finish + Math.max(waits.consent ?? 0, waits.regulatory ?? 0));
            expect(finish).toBeGreaterThanOrEqual(start);
            near(plan.released[p], size);
          }
          const borne = plan.bearers.reduce((total, { loss }) => total + loss, 0);
          near(borne, plan.loss);
          near(plan.impact + plan.lasting + plan.penalty + plan.discount, plan.loss);
          expect(plan.remaining.at(-1)).toBeLessThanOrEqual(1e-6);
          plan.remaining.forEach((x, t) => t > 0 && expect(x).toBeLessThanOrEqual(plan.remaining[t - 1] + 1e-6));
        }
        expect(values.fastest.time).toBeLessThanOrEqual(values.leastTime);
        values.frontier.forEach(({ loss, lowerBound }, k) => {
          expect(lowerBound).toBeLessThanOrEqual(loss + 1e-6);
          if (k > 0 && values.frontier.every(({ exact }) => exact)) expect(loss).toBeLessThanOrEqual(values.frontier[k - 1].loss + 1e-6);
        });
      }),
      RUNS,
    );
  });

  test("more depth never costs more and never takes longer", () => {
    fc.assert(
      fc.property(drawn, fc.integer({ min: 2, max: 5 }), (params, times) => {
        const deeper = (params.markets ?? []).map((one) => ({
          ...one,
          dailyVolume: one.dailyVolume === null ? null : one.dailyVolume * times,
        }));
        const shallow = unwinding(params).values;
        const deep = unwinding({ ...params, markets: deeper, quarters: shallow.frontier.at(-1)!.time }).values;
        expect(deep.leastTime).toBeLessThanOrEqual(shallow.leastTime);
        if (shallow.frontier.at(-1)!.exact && deep.frontier.at(-1)!.exact)
          expect(deep.cheapest!.loss).toBeLessThanOrEqual(shallow.cheapest!.loss + 1e-6);
      }),
      RUNS,
    );
  });

  test("without limit and penalty nothing is lost and the time is the longest chain", () => {
    fc.assert(
      fc.property(positionsOf(anyForm, 6), (rows) => {
        const positions = rows.map((row) => ({ ...row, penaltyFixed: 0, penaltyShare: 0, discount: 0 }));
        const unlimited = Array.from({ length: NODES }, (_, issuer) => ({ issuer, dailyVolume: null, volatility: 0.03 }));
        const { leastTime, fastest, criticalChain } = unwinding({ positions, markets: unlimited }).values;
        expect(fastest.loss).toBe(0);
        expect(leastTime).toBe(longestChain(positions, () => 0));
        expect(criticalChain.reduce((total, { waitQuarters, saleQuarters }) => total + waitQuarters + saleQuarters, 0)).toBe(leastTime);
      }),
      RUNS,
    );
  });

  test("twice the money is twice the loss; the order of the positions and the numbers of the firms do not matter", () => {
    fc.assert(
      fc.property(drawn, (params) => {
        const plain = unwinding(params).values;
        const twice = unwinding({
          ...params,
          positions: params.positions.map((one) => ({ ...one, size: 2 * one.size, penaltyFixed: 2 * one.penaltyFixed! })),
          markets: params.markets!.map((one) => ({ ...one, dailyVolume: one.dailyVolume === null ? null : 2 * one.dailyVolume })),
          kept: params.kept!.map((one) => ({ ...one, size: 2 * one.size })),
        }).values;
        expect(twice.leastTime).toBe(plain.leastTime);
        near(twice.fastest.loss, 2 * plain.fastest.loss);
        const firm = (i: number): number => NODES - 1 - i;
        const renamed = unwinding({
          ...params,
          positions: params.positions.map((one) => ({ ...one, holder: firm(one.holder), issuer: firm(one.issuer) })),
          markets: params.markets!.map((one) => ({ ...one, issuer: firm(one.issuer) })),
          kept: params.kept!.map((one) => ({ ...one, holder: firm(one.holder), issuer: firm(one.issuer) })),
        }).values;
        near(renamed.fastest.loss, plain.fastest.loss);
        if (plain.cancelled.length > 0) return;
        const last = params.positions.length - 1;
        const turned = params.positions.map((one) => ({ ...one, after: one.after!.map((q) => last - q) })).toReversed();
        const other = unwinding({ ...params, positions: turned }).values;
        expect(other.leastTime).toBe(plain.leastTime);
        near(other.fastest.loss, plain.fastest.loss);
      }),
      RUNS,
    );
  });
});

test("sales are spread so that no unit would be better sold in another quarter", () => {
  const sale = fc
    .record({
      start: fc.integer({ min: 0, max: 5 }),
      length: fc.integer({ min: 1, max: 6 }),
      cap: fc.integer({ min: 1, max: 20 }),
      part: fc.integer({ min: 1, max: 10 }),
    })
    .map(({ start, length, cap, part }): Sale => ({ start, finish: start + length, cap, amount: (cap * length * part) / 10 }));
  fc.assert(
    fc.property(fc.array(sale, { minLength: 1, maxLength: 4 }), (sales) => {
      const { sold } = spreadSales(sales, 11);
      const total = Array.from({ length: 11 }, (_, t) => sold.reduce((all, row) => all + row[t], 0));
      for (const [s, { start, finish, cap, amount }] of sales.entries()) {
        near(
          sold[s].reduce((a, b) => a + b, 0),
          amount,
        );
        for (let t = 0; t < 11; t++) {
          expect(sold[s][t]).toBeGreaterThanOrEqual(0);
          expect(sold[s][t]).toBeLessThanOrEqual(t >= start && t < finish ? cap : 0);
          for (let u = start; u < finish; u++)
            if (sold[s][t] > 1e-7 && sold[s][u] < cap - 1e-7) expect(total[t]).toBeLessThanOrEqual(total[u] + 1e-6);
        }
      }
    }),
    { seed: 5, numRuns: 300 },
  );
});
