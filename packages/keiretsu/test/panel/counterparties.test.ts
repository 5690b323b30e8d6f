import { describe, expect, it } from "vitest";
import { counterparties, firmsMoney } from "../../src/panel/counterparties.ts";
import { view } from "../../src/record/view.ts";
import { aiCasebook } from "./book.ts";
import { toy } from "../toy.ts";

const book = toy(`
  stake: A pays B up to 10 for equity on 2025-01-15 (announced)
  loan: A pays B 4 for debt on 2025-01-15 (announced)
  order: B pays A 30 for chips on 2025-04-02 (definitive)
  silent: B pays A unknown for chips on 2025-04-02 (definitive)
  floor: C pays B at least 2 for chips on 2025-04-02 (definitive)
  quiet: B pays D unknown for cloud on 2025-04-02 (announced)
  inside: B1 pays B 99 for cloud on 2025-04-02 (announced)
  B1 is a unit of B
  backing: A pays B 50 in guarantee for guarantee-backstop on 2025-05-01 (announced)
`);

const bare = (sums: readonly { flow: string; amount: object; withoutAmount: readonly string[] }[]) =>
  sums.map(({ flow, amount, withoutAmount }) => ({ flow, amount, withoutAmount }));

describe("sources and uses of a firm", () => {
  const { values, unit } = counterparties(view(book), { of: "B" });

  it("adds up by counterparty and kind of flow within bounds, and never takes unknown for nothing", () => {
    expect(unit).toBe("USD");
    expect(values.counterparties.map(({ firm }) => firm)).toEqual(["A", "C", "D"]);
    const [a, c, d] = values.counterparties;
    expect(bare(a.paysIt)).toEqual([{ flow: "funding", amount: { low: 4, point: 14, high: 14 }, withoutAmount: [] }]);
    expect(bare(a.paidByIt)).toEqual([{ flow: "revenue", amount: { low: 30, point: 30, high: null }, withoutAmount: ["silent"] }]);
    expect(bare(c.paysIt)).toEqual([{ flow: "revenue", amount: { low: 2, point: 2, high: null }, withoutAmount: [] }]);
    expect(c.paidByIt).toEqual([]);
    expect(bare(d.paidByIt)).toEqual([{ flow: "revenue", amount: { low: 0, point: null, high: null }, withoutAmount: ["quiet"] }]);
    expect(bare(values.received)).toEqual([
      { flow: "funding", amount: { low: 4, point: 14, high: 14 }, withoutAmount: [] },
      { flow: "revenue", amount: { low: 2, point: 2, high: null }, withoutAmount: [] },
    ]);
    expect(a.paysIt[0].legs).toEqual(["loan", "stake"]);
    expect(a.paysIt[0].claims).toEqual(["loan-amount", "stake-amount"]);
  });

  it("counts a guarantee only if asked, and a unit apart only if asked", () => {
    const called = counterparties(view(book), { of: "B", contingent: true }).values;
    expect(called.received[0].amount).toEqual({ low: 54, point: 64, high: 64 });
    const apart = counterparties(view(book), { of: "B", perimeter: "unit" }).values;
    expect(apart.counterparties[0].firm).toBe("B1");
    expect(counterparties(view(book), { of: "B1" }).params.of).toBe("B");
  });

  it("has nothing of a firm without legs", () => {
    expect(counterparties(view(book), { of: "Z" }).values).toEqual({ counterparties: [], received: [], paid: [] });
  });
});

describe("every firm", () => {
  it("receives what others pay it: what all receive is what all pay, at every end that is known", () => {
    const seen = view(aiCasebook());
    const firms = firmsMoney(seen);
    const all = (side: "received" | "paid", end: "low" | "point"): number => firms.reduce((total, one) => total + (one[side][end] ?? 0), 0);
    for (const end of ["low", "point"] as const) expect(all("received", end)).toBeCloseTo(all("paid", end), 0);
    for (const { firm, received, paid, legs } of firms.slice(0, 8)) {
      const { values } = counterparties(seen, { of: firm });
      const sum = (side: typeof values.received): number => side.reduce((total, one) => total + (one.amount.point ?? 0), 0);
      expect(sum(values.received)).toBe(received.point);
      expect(sum(values.paid)).toBe(paid.point);
      expect([...values.received, ...values.paid].flatMap((one) => one.legs).sort()).toEqual([...legs].sort());
    }
  });
});
