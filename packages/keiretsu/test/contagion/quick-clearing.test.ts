import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { eisenbergNoe } from "../../src/contagion/eisenberg-noe.ts";
import { quickClearing } from "../../src/contagion/clearing/quick-clearing.ts";
import { compiledSettleLoops } from "../../src/contagion/clearing/settle-loops.ts";
import { clearingSystem, receivedAtBest } from "../../src/contagion/clearing/clearing-system.ts";
import { economy } from "./economy.ts";
import { linked, ring, sheets } from "./sheets.ts";

const owedBy = (obligations: Float64Array): number => obligations.reduce((a, b) => a + b, 0);

describe("against the exact route", () => {
  test("on small sheets, one network cleared again and again, outflows and ceilings too", () => {
    const many = sheets({ maxNodes: 9 }).chain((sheet) => {
      const each = fc.array(fc.integer({ min: -5, max: 30 }), { minLength: sheet.n, maxLength: sheet.n });
      const payable = fc.array(fc.constantFrom(1, 1, 0.5), { minLength: sheet.n, maxLength: sheet.n });
      return fc.record({ sheet: fc.constant(sheet), draws: fc.array(each, { minLength: 1, maxLength: 4 }), payable });
    });
    fc.assert(
      fc.property(many, ({ sheet: { n, rows, externalLiabilities }, draws, payable }) => {
        const network = linked(n, rows);
        const terms = { externalLiabilities, payable, tolerance: 1e-12 };
        const byRows = quickClearing(network, terms);
        const byTiles = quickClearing(network, { ...terms, fewestRows: 1 });
        for (const externalAssets of draws) {
          const exact = eisenbergNoe(network, { externalAssets, externalLiabilities, payable }).values;
          const near = 1e-9 * Math.max(1, owedBy(exact.obligations));
          for (const found of [byRows(externalAssets), byTiles(externalAssets)]) {
            expect(found.converged).toBe(true);
            for (let i = 0; i < n; i++) expect(Math.abs(found.values[i] - exact.payments[i])).toBeLessThanOrEqual(near);
          }
        }
      }),
      { numRuns: 500, seed: 3 },
    );
  });

  // A shock that stays near, one that most nodes feel, one that few feel at first, one that nobody feels: the queue, the sweeps, both, neither.
  test.each([
    ["local", 0.3, 0.02, undefined],
    ["deep", 0.004, 0.3, undefined],
    ["none", 0.5, 0, undefined],
    ["local", 0.3, 0.02, 1],
    ["deep", 0.004, 0.3, 1],
    ["spreading", 0.004, 0.02, 1],
    ["none", 0.5, 0, 1],
  ])("%s cascade in 2000 firms", (_, cushion, hit, fewestRows) => {
    const { network, externalAssets, externalLiabilities } = economy(2000, { cushion, hit, seed: 5 });
    const exact = eisenbergNoe(network, { externalAssets, externalLiabilities }).values;
    const found = quickClearing(network, { externalLiabilities, fewestRows })(externalAssets);
    expect(found.converged).toBe(true);
    let apart = 0;
    for (let i = 0; i < network.n; i++) apart += Math.abs(found.values[i] - exact.payments[i]);
    expect(apart).toBeLessThanOrEqual(1e-8 * owedBy(exact.obligations));
    expect(found.iterations! > 0).toBe(hit > 0);
  });

  test("a ring that leaks a two-thousandth a round is right to 1e-9", () => {
    const n = 50;
    const leak = 5e-4;
    const e = Array.from({ length: n }, (_, i) => (i === 0 ? leak / 2 : 0));
    const { rows, externalLiabilities } = ring(n, 1, leak, e);
    const { values } = quickClearing(linked(n, rows), { externalLiabilities })(e);
    const kept = 1 / (1 + leak);
    for (let i = 0; i < n; i++) expect(Math.abs(values[i] / ((leak / 2 / (1 - kept ** n)) * kept ** i) - 1)).toBeLessThan(1e-9);
  });
});

test.each([
  ["local", 0.3, 0.02, undefined],
  ["deep", 0.004, 0.3, undefined],
  ["local", 0.3, 0.02, 1],
  ["deep", 0.004, 0.3, 1],
])("compiled and plain loops give the same bits, %s cascade", (_, cushion, hit, fewestRows) => {
  const { network, externalAssets, externalLiabilities } = economy(1500, { cushion, hit, seed: 9 });
  const system = clearingSystem(network, { externalAssets, externalLiabilities });
  expect(compiledSettleLoops(system, receivedAtBest(system))).not.toBeNull();
  const compiled = quickClearing(network, { externalLiabilities, fewestRows })(externalAssets);
  const plain = quickClearing(network, { externalLiabilities, fewestRows, plain: true })(externalAssets);
  expect(compiled).toEqual(plain);
});

test("inputs are left as they are, an answer is not overwritten by the next", () => {
  const { network, externalAssets, externalLiabilities } = economy(300, { cushion: 0.1, hit: 0.1, seed: 1 });
  const before = externalAssets.slice();
  const clear = quickClearing(network, { externalLiabilities });
  const first = clear(externalAssets).values;
  const kept = first.slice();
  clear(new Float64Array(300));
  expect(first).toEqual(kept);
  expect(externalAssets).toEqual(before);
});

test.each([
  [{ tolerance: 0 }, [1, 1], "bad-tolerance"],
  [{}, [1], "bad-vector"],
  [{}, [1, NaN], "bad-vector"],
  [{ externalLiabilities: [1] }, [1, 1], "bad-vector"],
] as const)("%j with %j is refused", (terms, assets, code) => {
  expect(() => quickClearing(linked(2, [[0, 1, 5]]), terms)(assets)).toThrow(expect.objectContaining({ code }) as Error);
});
