import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { reverse, type Reverse, type ReverseOptions } from "../../../src/panel/stress/reverse.ts";
import type { Assumption } from "../../../src/panel/stress/scenario.ts";
import { view } from "../../../src/record/view.ts";
import { toy } from "../../toy.ts";

const window = "2026-01-01..2027-01-01";
const said = { reason: "r", reasonFr: "r" };

function ask(text: string, options: Partial<ReverseOptions>, assumptions: readonly Assumption[] = []): Reverse {
  return reverse(view(toy(text)), { window, assumptions }, options).values;
}

/** A owes B 100 and B owes C 90 in the window; B has 30, and so keeps 30 + 100 - 90 = 40. */
const chain = `
  ab: A pays B 100 for cloud on 2026-01-01 (definitive)
  ab runs 1 years
  bc: B pays C 90 for cloud on 2026-01-01 (definitive)
  bc runs 1 years
  k: B has cash-and-securities 30 USD on 2025
`;
const cashOfA = "\n  ka: A has cash-and-securities 100 USD on 2025";

describe("by hand", () => {
  test("A must lose 40 for B to fail; how much that is beyond what it needs nobody knows", () => {
    const { size, runs, unknownCash, inputs, missing } = ask(chain, { breaks: "B" });
    expect(size).toEqual({ low: 40, high: null });
    expect(unknownCash).toEqual(["A"]);
    const thin = runs.find(({ amounts, buffers }) => amounts === "point" && buffers === "thin")!;
    expect(thin).toMatchObject({ size: 40, lowerBound: 40, exact: true, shock: [{ entity: "A", amount: 40 }] });
    expect(inputs.map(({ what, leg, claim }) => [what, leg, claim])).toEqual([
      ["cash", null, "k"],
      ["obligation", "ab", "ab-amount"],
      ["obligation", "bc", "bc-amount"],
    ]);
    expect(missing).toEqual([{ what: "cash", entity: "A", leg: null, reason: "no-claim" }]);
  });

  test("with the cash of A on record the interval closes", () => {
    const { size, unknownCash } = ask(chain + cashOfA, { breaks: "B" });
    expect({ size, unknownCash }).toEqual({ size: { low: 40, high: 40 }, unknownCash: [] });
  });

  test("a firm of unknown cash may be about to fail or never; one that owes nothing cannot", () => {
    expect(ask(chain, { breaks: "A" }).size).toEqual({ low: 0, high: null });
    const result = reverse(view(toy(chain)), { window }, { breaks: "C" });
    expect(result.values.runs).toEqual([]);
    expect(result.warnings.map(({ code }) => code)).toEqual(["owes-nothing"]);
  });

  test("unpaid 50: a loss of 45 at A, since B passes on what exceeds 40", () => {
    const { runs } = ask(chain + cashOfA, { unpaid: 50 });
    expect(runs.find(({ amounts }) => amounts === "point")).toMatchObject({ size: 45, exact: true, shock: [{ entity: "A", amount: 45 }] });
  });

  test("other norms: the largest loss is least when both lose 20, and so is the root of squares", () => {
    const hit = ["A", "B"];
    const at = (norm: ReverseOptions["norm"]): Reverse => ask(chain + cashOfA, { breaks: "B", hit, norm });
    expect(at("linf").size.low).toBeCloseTo(20, 9);
    expect(at("l2").size.low).toBeCloseTo(Math.sqrt(800), 9);
    // In the sum any split of 40 does: A alone has room for it, B alone not.
    expect(
      at("l1")
        .runs.find(({ amounts }) => amounts === "point")!
        .alone.map(({ entity }) => entity),
    ).toEqual(["A"]);
  });

  test("DebtRank along rays: B has 40 against 100 on A, so that A must lose 40 %", () => {
    const equity = (entity: string, amount: number): Assumption => ({ kind: "equity", entity, amount, ...said });
    const { others } = ask(chain, { breaks: "B" }, [equity("A", 50), equity("B", 40), equity("C", 10)]);
    const rank = others.filter(({ model }) => model === "debtrank");
    for (const { allAlike, alone, gap } of rank) {
      expect(allAlike).toBeCloseTo(0.4, 8);
      expect(alone.map(({ entity }) => entity)).toEqual(["A"]);
      expect(alone[0].share).toBeCloseTo(0.4, 8);
      expect(gap).toBeCloseTo(0, 8);
    }
    expect(others.filter(({ model }) => model !== "debtrank").map(({ state }) => state)).toEqual(["not-identifiable", "not-identifiable"]);
  });

  test("what cannot be asked is refused", () => {
    expect(() => ask(chain, {})).toThrow("expected either breaks or unpaid");
    expect(() => ask(chain, { breaks: "Z" })).toThrow('"Z" is no entity');
    expect(() => ask(chain, { breaks: "B", hit: ["Z"] })).toThrow('"Z" is no entity');
  });
});

const firms = ["A", "B", "C", "D", "E"];
const legs = fc.array(fc.tuple(fc.nat(4), fc.nat(4), fc.integer({ min: 1, max: 50 })), { minLength: 1, maxLength: 10 });
const extra = fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 5, maxLength: 5 });

test("whatever cash firms have, as long as they could pay, the size of the least shock lies in its interval", () => {
  fc.assert(
    fc.property(legs, extra, fc.constantFrom("l1", "l2", "linf"), fc.boolean(), (owed, more, norm, breaks) => {
      const kept = owed.filter(([i, j]) => i !== j);
      const text = `${kept
        .map(([i, j, x], k) => `l${k}: ${firms[i]} pays ${firms[j]} ${x} for cloud on 2026-01-01 (definitive)\n l${k} runs 1 years`)
        .join("\n")}\n${firms.map((firm) => `f${firm}: ${firm} has founded 1 count on 2020`).join("\n")}`;
      const met = firms.filter((_, i) => kept.some(([from, to]) => from === i || to === i));
      const net = (firm: string): number =>
        kept.reduce((sum, [from, to, x]) => sum + (firms[from] === firm ? x : 0) - (firms[to] === firm ? x : 0), 0);
      const cash = met.map(
        (entity): Assumption => ({ kind: "cash", entity, amount: Math.max(0, net(entity)) + more[firms.indexOf(entity)], ...said }),
      );
      const options = { norm, ...(breaks ? { breaks: "B" } : { unpaid: 20 }) };
      const unknown = ask(text, options);
      const known = ask(text, options, cash);
      if (unknown.runs.length === 0) return;
      const size = known.size.low ?? Infinity;
      expect(size).toBeGreaterThanOrEqual((unknown.size.low ?? Infinity) - 1e-6);
      expect(size).toBeLessThanOrEqual((unknown.size.high ?? Infinity) + 1e-6);
    }),
    { seed: 31, numRuns: 120 },
  );
});
