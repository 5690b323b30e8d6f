import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { exposures } from "../../src/contagion/distress/exposures.ts";
import { stressLeaper } from "../../src/contagion/distress/stress-leap.ts";
import { stressLoops } from "../../src/contagion/distress/stress-loops.ts";
import { leastStress, type Liability, relativeExposures } from "../reference/debtrank.ts";
import { owing, type StressCase, stressCases } from "./stress-networks.ts";

/** Leaps with one plain sweep between them, and no other sweeps: how many it takes, and where they end. */
function byLeaps({ n, liabilities, equity, shock }: StressCase): { h: Float64Array; leaps: number } {
  const system = exposures(owing(n, liabilities), { equity });
  const base = Float64Array.from(shock, (s, i) => Math.max(s, system.base[i]));
  const loops = stressLoops(system, { plain: true });
  const leap = stressLeaper(system);
  loops.base.set(base);
  loops.h.set(base);
  let leaps = 0;
  do {
    leap(base, loops);
    leaps++;
  } while (loops.sweep(1) > 1e-13 && leaps < 100);
  return { h: loops.h, leaps };
}

describe("leaps alone", () => {
  test("end in the least stress, after no more of them than there are nodes to bring to 1", () => {
    fc.assert(
      fc.property(stressCases, (one) => {
        const start = one.shock.map((s, i) => (one.equity[i] > 0 ? s : 1));
        const expected = leastStress(relativeExposures(one.n, one.liabilities, one.equity), start);
        const { h, leaps } = byLeaps(one);
        h.forEach((x, i) => expect(Math.abs(x - expected[i])).toBeLessThanOrEqual(1e-8));
        expect(leaps).toBeLessThanOrEqual(one.n + 1);
      }),
      { numRuns: 300, seed: 20251125 },
    );
  });

  test("one suffices where losses die out, however many nodes end at 1", () => {
    // A chain in which each link gains a tenth: 0.5 grows to 1 in eight links, and all later ones are at 1.
    const n = 50;
    const liabilities = Array.from({ length: n - 1 }, (_, i): Liability => [n - 1 - i, n - 2 - i, 1.1]);
    const shock = Array.from({ length: n }, (_, i) => (i === n - 1 ? 0.5 : 0));
    const { h, leaps } = byLeaps({ n, liabilities, equity: shock.map(() => 1), shock });
    expect(leaps).toBe(1);
    h.forEach((x, i) => expect(x).toBeCloseTo(Math.min(1, 0.5 * 1.1 ** (n - 1 - i)), 12));
  });

  test("a loop that would sustain itself stays without stress where none comes", () => {
    const liabilities: Liability[] = [
      [0, 1, 5],
      [1, 0, 5],
      [2, 3, 1],
    ];
    expect([...byLeaps({ n: 4, liabilities, equity: [1, 1, 1, 2], shock: [0, 0, 1, 0] }).h]).toEqual([0, 0, 1, 0.5]);
  });
});
