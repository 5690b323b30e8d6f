import * as fc from "fast-check";
import { expect, test } from "vitest";
import { view } from "../../../src/record/view.ts";
import type { ModelAnswer, StressModel } from "../../../src/panel/stress/answer.ts";
import { type Assumption, parseShock } from "../../../src/panel/stress/scenario.ts";
import { stress } from "../../../src/panel/stress/stress.ts";
import { shuffle, toy } from "../../toy.ts";

/** Random books of five firms: who owes whom in the window, with loops, parallel legs and firms that owe nothing. */
const firms = ["A", "B", "C", "D", "E"];
const legs = fc.array(fc.tuple(fc.nat(4), fc.nat(4), fc.integer({ min: 1, max: 50 })), { minLength: 1, maxLength: 12 });
const means = fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 5, maxLength: 5 });
const said = { reason: "r", reasonFr: "r" };

function sentences(owed: readonly (readonly [number, number, number])[]): string {
  return owed
    .filter(([i, j]) => i !== j)
    .map(([i, j, x], k) => `l${k}: ${firms[i]} pays ${firms[j]} ${x} for cloud on 2026-01-01 (definitive)\n l${k} runs 1 years`)
    .join("\n");
}

function ask(text: string, model: StressModel, share: number, assumptions: readonly Assumption[] = []): ModelAnswer {
  const scenario = { window: "2026-01-01..2027-01-01", shocks: [parseShock(`A=${share}`)], assumptions };
  return stress(view(toy(`${text}\n k: A has founded 1 count on 2020`)), scenario, { models: [model] }).values.answers[0];
}

const slack = 1e-6;

test("whatever cash firms have, as long as they could pay before, clearing's loss lies in its interval", () => {
  fc.assert(
    fc.property(legs, means, fc.integer({ min: 0, max: 9 }), (owed, extra, tenth) => {
      const text = sentences(owed);
      const unknown = ask(text, "eisenberg-noe", tenth / 10);
      const net = firms.map((_, i) =>
        owed.reduce((sum, [from, to, x]) => (from === to ? sum : sum + (from === i ? x : 0) - (to === i ? x : 0)), 0),
      );
      const cash = firms.map((entity, i): Assumption => ({ kind: "cash", entity, amount: Math.max(0, net[i]) + extra[i], ...said }));
      const inBook = cash.filter(
        (one) => one.kind === "cash" && (one.entity === "A" || text.includes(` ${one.entity} `) || text.includes(`pays ${one.entity}`)),
      );
      const known = ask(text, "eisenberg-noe", tenth / 10, inBook);
      if (unknown.state === "not-identifiable") return;
      expect(known.loss.high!).toBeGreaterThanOrEqual(unknown.loss.low! - slack);
      expect(known.loss.high!).toBeLessThanOrEqual(unknown.loss.high! + slack);
    }),
    { seed: 20260222, numRuns: 150 },
  );
});

test.each(["debtrank", "threshold-cascade"] as const)("whatever equity firms have, the loss of %s lies in its interval", (model) => {
  fc.assert(
    fc.property(legs, means, fc.integer({ min: 0, max: 9 }), (owed, extra, tenth) => {
      const text = sentences(owed);
      const unknown = ask(text, model, tenth / 10);
      if (unknown.state === "not-identifiable") return;
      const equity = firms
        .map((entity, i): Assumption => ({ kind: "equity", entity, amount: extra[i] + 1, ...said }))
        .filter(
          (one) =>
            one.kind === "equity" && (one.entity === "A" || text.includes(`pays ${one.entity}`) || text.includes(`${one.entity} pays`)),
        );
      const known = ask(text, model, tenth / 10, equity);
      expect(known.loss.high!).toBeGreaterThanOrEqual(unknown.loss.low! - slack);
      expect(known.loss.high!).toBeLessThanOrEqual(unknown.loss.high! + slack);
    }),
    { seed: 20260222, numRuns: 100 },
  );
});

test.each(["eisenberg-noe", "debtrank", "threshold-cascade"] as const)(
  "a harder shock never costs less in %s, and rows may stand in any order",
  (model) => {
    fc.assert(
      fc.property(legs, fc.integer({ min: 0, max: 8 }), (owed, tenth) => {
        const text = sentences(owed);
        const hard = ask(text, model, tenth / 10);
        const soft = ask(text, model, (tenth + 1) / 10);
        if (hard.state === "not-identifiable") return;
        expect(hard.loss.high!).toBeGreaterThanOrEqual(soft.loss.high! - slack);
        expect(hard.loss.low!).toBeGreaterThanOrEqual(soft.loss.low! - slack);
        const book = toy(`${text}\n k: A has founded 1 count on 2020`);
        const mixed = { ...book, legs: shuffle(book.legs, 7), claims: shuffle(book.claims, 8), status: shuffle(book.status, 9) };
        const scenario = { window: "2026-01-01..2027-01-01", shocks: [parseShock(`A=${tenth / 10}`)] };
        const answers = [book, mixed].map((one) => JSON.stringify(stress(view(one), scenario, { models: [model] }).values));
        expect(answers[1]).toBe(answers[0]);
      }),
      { seed: 20260222, numRuns: 60 },
    );
  },
);
