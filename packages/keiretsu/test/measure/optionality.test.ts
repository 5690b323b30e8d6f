import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { concentration } from "../../src/measure/concentration.ts";
import { optionality, type OptionalityParams } from "../../src/measure/optionality.ts";
import { roundsTo, tableOf, valueOf } from "../printed.ts";

const PAGE = "docs/models/optionality.md";

test("the example of the page", () => {
  const page = readFileSync(PAGE, "utf8");
  const [input, expected] = [...page.matchAll(/```json\n([^`]*)```/g)].map(([, text]) => JSON.parse(text));
  const found = optionality(input).values;
  expect(found.effectiveSuppliers).toBeCloseTo(expected.effectiveSuppliers, 12);
  expect(found.worstSingleLoss).toBeCloseTo(0.6, 12);
  expect(found.losses.map((loss) => ({ ...loss, share: Number(loss.share.toFixed(12)) }))).toEqual(expected.losses);
  found.replaceableShare!.forEach((share, t) => expect(share).toBeCloseTo(expected.replaceableShare[t], 12));
});

describe("published", () => {
  test("Estonia: what is left of the peak without the largest", () => {
    const rows = tableOf(PAGE, "| Estonia, million m³ a day | capacities | demand | printed | found |");
    expect(rows).toHaveLength(2);
    for (const [, named, demand, printed, found] of rows) {
      const all = [...named.matchAll(/[\d.]+/g)].map(([text]) => Number(text));
      const capacities = named.includes(" of ") ? [all[0], all[1] - all[0]] : all;
      // The largest is named: Karksi, the last of the three, and the one that is told apart.
      const lost = named.includes(" of ") ? 0 : 2;
      const { losses } = optionality({ supply: capacities }).values;
      const { share } = losses.find(({ supplier }) => supplier === lost)!;
      const left = (100 * (1 - share) * capacities.reduce((sum, x) => sum + x, 0)) / valueOf(demand);
      for (const cell of [printed, found]) expect(roundsTo(left, cell.replace(" %", ""))).toBe(true);
    }
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

  test("what the others leave short, whichever runs first", () => {
    const [terminal, first, second] = tableOf(PAGE, "| suppliers | need | lost | printed | found |");
    const missing = (capacities: readonly number[], need: number, lost: number): readonly (readonly number[] | null)[] =>
      [
        [0, 1],
        [1, 0],
      ].map((order) => optionality(dispatched(capacities, need, order)).values.losses.find(({ supplier }) => supplier === lost)!.shortfall);
    const [all, part] = [...terminal[0].matchAll(/\d+/g)].map(([text]) => Number(text));
    const stations = /(\d+) and (\d+) MW/.exec(first[0])!.slice(1).map(Number);
    for (const cell of [3, 4]) {
      expect(missing([part, all - part], valueOf(terminal[1]), 0)).toEqual([[valueOf(terminal[cell])], [valueOf(terminal[cell])]]);
      for (const [lost, row] of [first, second].entries()) {
        expect(missing(stations, valueOf(first[1]), lost)).toEqual([[valueOf(row[cell])], [valueOf(row[cell])]]);
      }
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

  /** Votes of the 19 lists of Helsinki 1999, which the page leaves out. */
  const HELSINKI = [68_885, 18_343, 86_448, 21_982, 51_587, 27_227, 8482, 7250, 365, 2734, 1925, 475, 1693, 693, 308, 980, 560, 590, 185];
  const effective = (supply: readonly number[]): number => optionality({ supply }).values.effectiveSuppliers!;

  test("shares of votes and seats are as many equal suppliers", () => {
    const rows = tableOf(PAGE, "| shares | printed | found |");
    expect(rows).toHaveLength(8);
    let checked = 0;
    for (const [shares, ...cells] of rows) {
      const lists = shares.includes("19 lists")
        ? [HELSINKI]
        : [...shares.replace(/ \(.*\)/, "").matchAll(/\d+(?:,\d{3})*(?:, \d+(?:,\d{3})*)+/g)].map(([text]) =>
            text.split(", ").map(valueOf),
          );
      for (const cell of cells) {
        const figures = cell.split("; ");
        expect(lists).toHaveLength(figures.length);
        figures.forEach((figure, k) => {
          expect(roundsTo(effective(lists[k]), figure)).toBe(true);
          checked++;
        });
      }
    }
    expect(checked).toBe(20);
  });

  test("and shares in points, as finance prints them", () => {
    const page = readFileSync(PAGE, "utf8");
    const [, first] = /shares of 40, 30, 20 and 10 are printed as ([\d.]+) equal firms/.exec(page)!;
    const [, second] = /20, 60 and 20 as ([\d.]+) \(/.exec(page)!;
    expect(roundsTo(effective([40, 30, 20, 10]), first)).toBe(true);
    expect(roundsTo(effective([20, 60, 20]), second)).toBe(true);
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
