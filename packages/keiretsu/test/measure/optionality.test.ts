import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { concentration } from "../../src/measure/concentration.ts";
import { optionality, type OptionalityParams } from "../../src/measure/optionality.ts";

test("the example of the page", () => {
  const page = readFileSync(new URL("../../../../docs/models/optionality.md", import.meta.url), "utf8");
  const [input, expected] = [...page.matchAll(/```json\n([^`]*)```/g)].map(([, text]) => JSON.parse(text));
  const found = optionality(input).values;
  expect(found.effectiveSuppliers).toBeCloseTo(expected.effectiveSuppliers, 12);
  expect(found.worstSingleLoss).toBeCloseTo(0.6, 12);
  expect(found.losses.map((loss) => ({ ...loss, share: Number(loss.share.toFixed(12)) }))).toEqual(expected.losses);
  found.replaceableShare!.forEach((share, t) => expect(share).toBeCloseTo(expected.replaceableShare[t], 12));
});

describe("published", () => {
  test.each([
    ["ENTSOG, Estonia: Värska 4, Narva 3, Karksi 7", [4, 3, 7], 2, 6.7, "104.48"],
    ["Elering, Estonia 2022: Karksi 10 of 24.7", [10, 14.7], 0, 6.7, "219.4"],
  ])("%s: what is left of the peak without the largest", (_, capacities, largest, demand, printed) => {
    const { losses } = optionality({ supply: capacities }).values;
    const { share } = losses.find(({ supplier }) => supplier === largest)!;
    const total = capacities.reduce((sum, x) => sum + x, 0);
    expect(((100 * (1 - share) * total) / demand).toFixed(printed.split(".")[1].length)).toBe(printed);
  });

  test("ENTSOG, Estonia: the largest entry is half of all", () => {
    expect(optionality({ supply: [4, 3, 7] }).values.worstSingleLoss).toBe(0.5);
  });

  /** Suppliers run in the order given until the need is met; what they do not run is spare. */
  const dispatched = (capacities: readonly number[], need: number, order: readonly number[]): OptionalityParams => {
    const supply = capacities.map(() => 0);
    let open = need;
    for (const i of order) open -= supply[i] = Math.min(capacities[i], open);
    return { supply, spare: capacities.map((capacity, i) => [capacity - supply[i]]) };
  };

  test.each([
    ["ENSECCOE, 2024: an LNG terminal of 150 beside 300 for a need of 350", [150, 300], 350, [50, 200]],
    ["Manhire: 990 and 110 MW for a load of 1000", [990, 110], 1000, [890, 10]],
  ])("%s, whichever runs first", (_, capacities, need, missing) => {
    for (const order of [
      [0, 1],
      [1, 0],
    ]) {
      const { losses } = optionality(dispatched(capacities, need, order)).values;
      for (const { supplier, shortfall } of losses) expect(shortfall).toEqual([missing[supplier]]);
    }
  });

  test("CalcBee: six weeks of a sole supplier at 200,000, with 150,000 and 100,000 once, cost 1,450,000", () => {
    const [loss] = optionality({
      supply: [1],
      spare: [[0, 0, 0, 0, 0, 0]],
      margin: 200_000,
      switchingCost: [150_000],
      penalty: [100_000],
    }).values.losses;
    expect(loss).toMatchObject({ share: 1, cost: 1_450_000 });
  });

  test.each([
    ["Schweser", [40, 30, 20, 10], "3.33"],
    ["AnalystNotes", [20, 60, 20], "2.27"],
    ["Lijphart 1994, table A.1, votes", [41_000, 29_000, 17_000, 13_000], "3.36"],
    ["Lijphart 1994, seats by d'Hondt", [3, 2, 1], "2.57"],
    ["Lijphart 1994, seats by Sainte-Laguë", [2, 2, 1, 1], "3.6"],
    ["Bruges 2006, votes", [32_092, 20_028, 13_408, 9520, 5328, 2207], "3.93"],
    ["Bruges 2006, seats", [20, 12, 8, 5, 2, 0], "3.47"],
    ["Valencia 2015, votes", [442_005, 395_729, 275_680, 221_299, 68_759, 14_445, 35_943], "4.37"],
    ["Valencia 2015, seats", [5, 5, 3, 2], "3.57"],
    [
      "Helsinki 1999, votes",
      [68_885, 18_343, 86_448, 21_982, 51_587, 27_227, 8482, 7250, 365, 2734, 1925, 475, 1693, 693, 308, 980, 560, 590, 185],
      "5.453",
    ],
    ["Helsinki 1999, seats by Sainte-Laguë", [5, 1, 6, 1, 4, 2, 1], "4.762"],
    ["Helsinki 1999, seats by d'Hondt", [5, 1, 7, 1, 4, 2], "4.167"],
  ])("%s: %j is as many equal suppliers", (_, supply, printed) => {
    expect(optionality({ supply }).values.effectiveSuppliers!.toFixed(printed.split(".")[1].length)).toBe(printed);
  });
});

test("what is unknown of the others is null, not 0", () => {
  const { losses, replaceableShare } = optionality({ supply: [5, 5], penalty: [9, 0] }).values;
  expect(replaceableShare).toBeNull();
  expect(losses[0]).toEqual({ supplier: 0, share: 0.5, shortfall: null, cost: null, quartersToReplace: null });
});

test("no supplier, and input that cannot be", () => {
  expect(optionality({ supply: [] }).values).toEqual({
    effectiveSuppliers: null,
    worstSingleLoss: null,
    losses: [],
    replaceableShare: null,
  });
  expect(() => optionality({ supply: [1, -1] })).toThrow("supply[1] is -1");
  expect(() => optionality({ supply: [1, 1], spare: [[1]] })).toThrow("spare has 1 rows, expected 2");
  expect(() => optionality({ supply: [1, 1], spare: [[1, 2], [1]] })).toThrow("spare[1] has 1 entries, expected 2");
  expect(() => optionality({ supply: [1], margin: Number.NaN })).toThrow("margin[0] is NaN");
});

const amount = fc.integer({ min: 0, max: 20 });
const problem = fc.integer({ min: 1, max: 5 }).chain((k) =>
  fc.record({
    supply: fc.array(amount, { minLength: k, maxLength: k }),
    spare: fc.array(fc.array(amount, { minLength: 4, maxLength: 4 }), { minLength: k, maxLength: k }),
    penalty: fc.array(amount, { minLength: k, maxLength: k }),
  }),
);

/** Quarter by quarter, as the page says it. */
function byHand({ supply, spare, penalty }: { supply: number[]; spare: number[][]; penalty: number[] }, lost: number) {
  let cost = penalty[lost];
  let covered = 4;
  for (let t = 3; t >= 0; t--) {
    let others = 0;
    spare.forEach((row, i) => (others += i === lost ? 0 : row[t]));
    const short = Math.max(0, supply[lost] - others);
    cost += short;
    if (short === 0 && covered === t + 1) covered = t;
  }
  return { cost, quartersToReplace: covered === 4 ? null : covered };
}

test("agrees with the sum done quarter by quarter; more spare capacity never costs more; order does not matter", () => {
  fc.assert(
    fc.property(problem, (drawn) => {
      const { values } = optionality(drawn);
      const { hhi } = concentration(drawn.supply);
      expect(values.effectiveSuppliers).toBe(hhi === null ? null : 1 / hhi);
      for (const { supplier, cost, quartersToReplace } of values.losses)
        expect({ cost, quartersToReplace }).toEqual(byHand(drawn, supplier));
      const richer = optionality({ ...drawn, spare: drawn.spare.map((row) => row.map((x) => x + 1)) }).values;
      richer.losses.forEach((loss, i) => {
        expect(loss.cost!).toBeLessThanOrEqual(values.losses[i].cost!);
        expect(loss.quartersToReplace ?? 4).toBeLessThanOrEqual(values.losses[i].quartersToReplace ?? 4);
      });
      richer.replaceableShare?.forEach((share, t) => expect(share).toBeGreaterThanOrEqual(values.replaceableShare![t] - 1e-12));
      const reversed: OptionalityParams = {
        supply: drawn.supply.toReversed(),
        spare: drawn.spare.toReversed(),
        penalty: drawn.penalty.toReversed(),
      };
      const costs = (losses: readonly { cost: number | null }[]): number[] => losses.map(({ cost }) => cost!).sort((a, b) => a - b);
      expect(costs(optionality(reversed).values.losses)).toEqual(costs(values.losses));
    }),
    { seed: 3, numRuns: 200 },
  );
});
