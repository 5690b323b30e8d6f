import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { circularity, type Circularity, type CircularityOptions } from "../../src/panel/circularity.ts";
import { view, type ViewOptions } from "../../src/record/view.ts";
import { toy } from "../toy.ts";

function ask(text: string, options: Partial<CircularityOptions & ViewOptions> = {}): Circularity {
  const { atLeast = "announced", composition = "wholes", ...rest } = options;
  return circularity(view(toy(text), { atLeast, composition }), rest).values;
}

const numbers = ({ low, point, high }: { low: number | null; point: number | null; high: number | null }): (number | null)[] => [
  low,
  point,
  high,
];

/**
 * A funds B 10, B buys 30 from A and 5 from C, C buys 4 from A.
 * Net: A receives 34, pays 10: +24; B receives 10, pays 35: -25; C receives 5, pays 4: +1. Net floor 24 + 1 = 25.
 * Set-off: every unit A pays B goes home straight (clears 2) or through C (clears 3, at most 4 units): 4 x 3 + 6 x 2 = 24 = 49 - 25.
 */
const triangle = `
  stake: A pays B 10 for equity on 2025-01-01 (announced)
  order: B pays A 30 for chips on 2025-02-01 (definitive)
  rent: B pays C 5 for cloud on 2025-03-01 (definitive)
  buy: C pays A 4 for chips on 2025-04-01 (closed)
`;

describe("circularity by hand", () => {
  const values = ask(triangle);

  it("adds up gross, reciprocal, set-off and net floor", () => {
    expect(numbers(values.gross)).toEqual([49, 49, 49]);
    expect(numbers(values.reciprocal)).toEqual([20, 20, 20]);
    expect(numbers(values.setOff)).toEqual([24, 24, 24]);
    expect(numbers(values.netFloor)).toEqual([25, 25, 25]);
    expect(values.shares.setOff.point).toBe(24 / 49);
    expect(values.shares.reciprocal.point).toBe(20 / 49);
    expect(values.setOff.legs).toEqual(["buy", "order", "rent", "stake"]);
    expect(values.reciprocal.legs).toEqual(["order", "stake"]);
  });

  it("finds Finn's index", () => {
    // Throughput A 34, B 35 (25 from outside), C 5. Backwards from A every way leads to B, from B to A with 10/35: A and B cycle 10/35.
    // From C to B to A (10/35), then to C with 4/34 or round B again with 30/34 x 10/35.
    const backToC = (10 / 35) * (4 / 34 / (1 - (30 / 34) * (10 / 35)));
    const cycled = 34 * (10 / 35) + 35 * (10 / 35) + 5 * backToC;
    expect(values.finnIndex.point).toBeCloseTo(cycled / (34 + 35 + 5), 12);
  });

  it("splits net flows into downhill and circular", () => {
    // Net A>B -20 (weight 40), B>C 5 (5), C>A 4 (4). On one ring the circular part is the same f on every pair: f = sum F/w / sum 1/w.
    const inverse = 1 / 40 + 1 / 5 + 1 / 4;
    const energy = (-20 / 40 + 5 / 5 + 4 / 4) ** 2 / inverse;
    const total = 400 / 40 + 25 / 5 + 16 / 4;
    expect(values.hodge.circular.point).toBeCloseTo(energy / total, 9);
    expect(values.hodge.gradient.point).toBeCloseTo(1 - energy / total, 9);
    // With gross weights 1 - F0 is the downhill energy over gross flow.
    expect(values.hodge.incoherence.point).toBeCloseTo(1 - (total - energy) / 49, 9);
  });

  it("traces revenue home, seller by seller and client by client", () => {
    expect(values.vendorFinanced.map((one) => one.seller)).toEqual(["A", "C"]);
    const [a, c] = values.vendorFinanced;
    // 10 of B's budget of 35 are A's funding; C's money is B's.
    expect(a.share).toBeCloseTo(10 / 35, 12);
    expect(a.direct).toBeCloseTo((30 / 34) * (10 / 35), 12);
    // However mixed: at most the 10 that A gave, at least 34 less the 25 that B has from outside.
    expect(a.upper).toBeCloseTo(10 / 34, 12);
    expect(a.lower).toBeCloseTo(9 / 34, 12);
    expect(a.byClient.map((one) => [one.client, one.revenue.point, one.share])).toEqual([
      ["B", 30, expect.closeTo(10 / 35, 12)],
      ["C", 4, expect.closeTo(10 / 35, 12)],
    ]);
    expect(a.legs).toEqual(["buy", "order", "stake"]);
    expect(c).toMatchObject({ share: 0, lower: 0, upper: 0 });
  });

  it("shows the loops that carry most", () => {
    expect(values.loops.map((loop) => [loop.id, loop.capacity.low, loop.capacity.high])).toEqual([
      ["stake>order", 10, 10],
      ["stake>rent>buy", 4, 4],
    ]);
    expect(values.loopCount).toBe(2);
  });

  it("has nothing to say of nothing, without a division by zero", () => {
    const none = ask(triangle, { atLeast: "closed" });
    expect(none.gross.point).toBe(4);
    expect(numbers(none.setOff)).toEqual([0, 0, 0]);
    const empty = ask("lone: A pays B 5 for chips on 2025-01-01 (rumoured)");
    expect(numbers(empty.gross)).toEqual([0, 0, 0]);
    expect(empty).toMatchObject({ shares: { setOff: { point: null } }, finnIndex: { point: null }, vendorFinanced: [], loops: [] });
    expect(empty.coverage.share).toBeNull();
  });
});

describe("what is not known", () => {
  it("turns up to X and at least X into bounds", () => {
    const values = ask(`
      stake: A pays B up to 10 for equity on 2025-01-01 (announced)
      order: B pays A at least 30 for chips on 2025-01-01 (announced)
    `);
    // No less than 30 and no most; never more than 2 x 10 goes round, whatever the order grows to.
    expect(numbers(values.gross)).toEqual([30, 40, null]);
    expect(numbers(values.reciprocal)).toEqual([0, 20, 20]);
    expect(numbers(values.setOff)).toEqual([0, 20, 20]);
    expect(values.coverage).toMatchObject({ legs: 2, legsWithAmount: 2, share: 1, withoutAmount: [] });
    expect(values.coverage.withoutCeiling).toEqual([{ leg: "order", from: "B", to: "A", limit: null }]);
  });

  it("leaves set-off without bound exactly when legs without bound close a ring", () => {
    const open = `
      a: A pays B unknown for equity on 2025-01-01 (announced)
      b: B pays C unknown for cloud on 2025-01-01 (announced)
    `;
    // The only way home is the 7 that C pays A: 3 x 7.
    expect(numbers(ask(`${open}\n c: C pays A 7 for chips on 2025-01-01 (announced)`).setOff)).toEqual([0, 0, 21]);
    expect(numbers(ask(`${open}\n c: C pays A unknown for chips on 2025-01-01 (announced)`).setOff)).toEqual([0, 0, null]);
  });

  it("lists a leg without an amount and never takes it for 0", () => {
    const values = ask("a: A pays B unknown for equity on 2025-01-01 (announced)\n b: B pays A 4 for chips on 2025-01-01 (announced)");
    expect(values.coverage).toMatchObject({ legs: 2, legsWithAmount: 1, share: 0.5 });
    expect(values.coverage.withoutAmount).toEqual([{ leg: "a", from: "A", to: "B", limit: null }]);
    expect(numbers(values.gross)).toEqual([4, 4, null]);
    expect(numbers(values.reciprocal)).toEqual([0, 0, 8]);
    expect(values.coverage.sellersWithoutAmount).toEqual([]);
  });

  it("names the sellers of whose revenue nothing can be said", () => {
    const values = ask(`
      a: A pays B 9 for equity on 2025-01-01 (announced)
      b: B pays A unknown for chips on 2025-01-01 (announced)
      c: B pays C unknown for cloud on 2025-01-01 (announced)
      d: A pays C 1 for cloud on 2025-01-01 (announced)
    `);
    expect(values.coverage.sellersWithoutAmount).toEqual(["A"]);
    expect(values.vendorFinanced.map((one) => one.seller)).toEqual(["C"]);
  });

  it("bounds it by a cited limit of its payer that covers its term, and says which", () => {
    const text = `
      a: A pays B unknown for equity on 2025-03-01 (announced)
      a is closed on 2025-06-30
      b: B pays A 40 for chips on 2025-01-01 (announced)
      spent: A has capex 15 USD on 2025
      earned: A has revenue 90 USD on 2024
    `;
    const values = ask(text);
    expect(values.coverage.withoutAmount[0].limit).toEqual({ claim: "spent", entity: "A", kind: "capex", high: 15 });
    expect(numbers(values.gross)).toEqual([40, 40, 55]);
    expect(numbers(values.setOff)).toEqual([0, 0, 30]);
    expect(numbers(ask(text, { limits: "none" }).gross)).toEqual([40, 40, null]);
    // Paid at any time from March 2025 on: the spending of one year bounds nothing, unless one assumes that it was paid in that year.
    const endless = text.replace("a is closed on 2025-06-30", "");
    expect(ask(endless).coverage.withoutAmount[0].limit).toBeNull();
    expect(ask(endless, { limits: "overlapping" }).coverage.withoutAmount[0].limit?.claim).toBe("spent");
    // Such a limit is a scenario, and the result says so.
    const codes = (limits: "covering" | "overlapping"): string[] =>
      circularity(view(toy(endless)), { limits }).warnings.map((warning) => warning.code);
    expect(codes("overlapping")).toContain("limits-not-proved");
    expect(codes("covering")).not.toContain("limits-not-proved");
  });

  it("takes no limit below what the leg is at least", () => {
    const text = (spent: number): string => `
      a: A pays B at least 20 for equity on 2025-03-01 (announced)
      a is closed on 2025-06-30
      spent: A has capex ${spent} USD on 2025
    `;
    expect(numbers(ask(text(15)).gross)).toEqual([20, 20, null]);
    expect(numbers(ask(text(25)).gross)).toEqual([20, 20, 25]);
  });

  it("knows the least net floor exactly", () => {
    // A pays B 0 to 10, B pays A 4: at 4 they are even. At 10 B is owed 6.
    const values = ask("a: A pays B up to 10 for equity on 2025-01-01 (announced)\n b: B pays A 4 for chips on 2025-01-01 (announced)");
    expect(values.netFloor.low).toBe(0);
    expect(values.netFloor.point).toBe(6);
    expect(values.netFloor.high).toBeGreaterThanOrEqual(6);
  });

  it("never counts an umbrella or a whole together with its parts", () => {
    const text = `
      all: A pays B 100 for cloud on 2025-01-01 (announced)
      first: A pays B 30 for cloud on 2025-01-01 (announced)
      second: A pays B 60 for cloud on 2025-01-01 (announced)
      first is part of all
      second is part of all
    `;
    expect(ask(text).gross.legs).toEqual(["all"]);
    expect(ask(text, { composition: "parts" }).gross.legs).toEqual(["first", "second"]);
    const umbrella = `${text}\n all is an umbrella`;
    expect(ask(umbrella).gross.legs).toEqual(["first", "second"]);
    expect(ask(umbrella, { composition: "umbrellas" }).gross.legs).toEqual(["all"]);
  });

  it("rolls units up, and says what stays inside one firm", () => {
    const text = `
      B1 is a unit of B
      a: A pays B 5 for equity on 2025-01-01 (announced)
      b: B1 pays A 5 for chips on 2025-01-01 (announced)
      c: B pays B1 9 for cloud on 2025-01-01 (announced)
    `;
    const together = circularity(view(toy(text)));
    expect(together.values.setOff.point).toBe(10);
    expect(together.values.coverage.internal).toEqual(["c"]);
    expect(together.warnings.map((warning) => warning.code)).toContain("internal-legs");
    // Apart, A > B > B1 > A is a ring of three.
    expect(ask(text, { perimeter: "unit" }).setOff.point).toBe(15);
  });
});

/** A leg as numbers: parties 0 to 4, amount from low to high, null for no ceiling; a share in 0..1 picks the truth between them. */
const legs = fc.array(
  fc.record({
    from: fc.integer({ min: 0, max: 4 }),
    to: fc.integer({ min: 0, max: 4 }),
    low: fc.integer({ min: 0, max: 20 }),
    width: fc.option(fc.integer({ min: 0, max: 20 })),
    kind: fc.constantFrom("equity", "chips"),
    truth: fc.double({ min: 0, max: 1, noNaN: true }),
    firm: fc.constantFrom("announced", "definitive", "closed"),
  }),
  { minLength: 1, maxLength: 9 },
);
type Drawn = (typeof legs extends fc.Arbitrary<infer T> ? T : never)[number];

const sentence = (leg: Drawn, amount: string, i: number): string =>
  leg.from === leg.to ? "" : `leg${i}: E${leg.from} pays E${leg.to} ${amount} for ${leg.kind} on 2025-01-01 (${leg.firm})`;
const known = (drawn: readonly Drawn[]): Drawn[] => drawn.map((leg) => ({ ...leg, low: leg.low + 1 }));
/** "up to X" is the one range with two ends that a source states; a leg without width has no ceiling. */
const asStated = (leg: Drawn): string => (leg.width === null ? `at least ${leg.low}` : `up to ${leg.low + leg.width}`);
const asTrue = (leg: Drawn): string =>
  String(leg.width === null ? leg.low + Math.floor(leg.truth * 50) : Math.floor(leg.truth * (leg.low + leg.width)));

describe("laws", () => {
  it("bounds hold whatever the true amounts are", () => {
    fc.assert(
      fc.property(legs, (drawn) => {
        const book = known(drawn);
        const stated = ask(book.map((leg, i) => sentence(leg, asStated(leg), i)).join("\n"));
        const truth = ask(book.map((leg, i) => sentence(leg, asTrue(leg), i)).join("\n"));
        for (const figure of ["gross", "reciprocal", "setOff", "netFloor"] as const) {
          const { low, high } = stated[figure];
          const value = truth[figure].point!;
          expect(low, figure).toBeLessThanOrEqual(value + 1e-9);
          if (high !== null) expect(high, figure).toBeGreaterThanOrEqual(value - 1e-9);
        }
      }),
      { seed: 1, numRuns: 150 },
    );
  });

  it("the least net floor is reached by some amounts (all of them tried)", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({ from: fc.integer({ min: 0, max: 2 }), to: fc.integer({ min: 0, max: 2 }), high: fc.integer({ min: 1, max: 3 }) }),
          {
            minLength: 1,
            maxLength: 5,
          },
        ),
        (drawn) => {
          const apart = drawn.filter((leg) => leg.from !== leg.to);
          const text = apart.map((leg, i) => `leg${i}: E${leg.from} pays E${leg.to} up to ${leg.high} for chips on 2025-01-01 (announced)`);
          // One fixed payment, so that 0 everywhere is not the answer.
          const values = ask(["fixed: E0 pays E1 4 for equity on 2025-01-01 (announced)", ...text].join("\n"));
          let least = Infinity;
          const amounts = apart.map(() => 0);
          for (;;) {
            const net = [-4, 4, 0];
            apart.forEach((leg, i) => {
              net[leg.from] -= amounts[i];
              net[leg.to] += amounts[i];
            });
            least = Math.min(
              least,
              net.reduce((total, x) => total + Math.max(0, x), 0),
            );
            let i = 0;
            while (i < apart.length && amounts[i] === apart[i].high) amounts[i++] = 0;
            if (i === apart.length) break;
            amounts[i]++;
          }
          expect(values.netFloor.low).toBe(least);
        },
      ),
      { seed: 2, numRuns: 60 },
    );
  });

  it("asking for firmer deals never adds to gross, and not knowing an amount never lowers an upper bound", () => {
    fc.assert(
      fc.property(legs, fc.nat(), (drawn, k) => {
        const book = known(drawn);
        const text = book.map((leg, i) => sentence(leg, asStated(leg), i));
        const gross = (["announced", "definitive", "closed"] as const).map((atLeast) => ask(text.join("\n"), { atLeast }).gross.point!);
        expect(gross[0]).toBeGreaterThanOrEqual(gross[1]);
        expect(gross[1]).toBeGreaterThanOrEqual(gross[2]);
        const forgotten = k % book.length;
        const before = ask(text.join("\n"));
        const after = ask(text.map((line, i) => (i === forgotten ? sentence(book[i], "unknown", i) : line)).join("\n"));
        for (const figure of ["gross", "reciprocal", "setOff", "netFloor"] as const) {
          expect(after[figure].high ?? Infinity, figure).toBeGreaterThanOrEqual(before[figure].high ?? Infinity);
          expect(after[figure].low, figure).toBeLessThanOrEqual(before[figure].low! + 1e-9);
        }
      }),
      { seed: 3, numRuns: 80 },
    );
  });

  it("set-off and net floor never exceed gross, reciprocal never exceeds set-off, and values lie in their intervals", () => {
    fc.assert(
      fc.property(legs, (drawn) => {
        const values = ask(drawn.map((leg, i) => sentence(leg, String(leg.low), i)).join("\n"));
        const { gross, reciprocal, setOff, netFloor } = values;
        expect(reciprocal.point!).toBeLessThanOrEqual(setOff.point!);
        expect(setOff.point! + netFloor.point!).toBeLessThanOrEqual(gross.point! + 1e-9);
        for (const one of values.vendorFinanced) {
          if (one.share === null) continue;
          expect(one.lower).toBeLessThanOrEqual(one.share + 1e-9);
          expect(one.upper).toBeGreaterThanOrEqual(one.share - 1e-9);
        }
        expect(values.finnIndex.point ?? 0).toBeGreaterThanOrEqual(0);
        expect(values.finnIndex.point ?? 0).toBeLessThanOrEqual(1 + 1e-12);
      }),
      { seed: 4, numRuns: 100 },
    );
  });
});
