import { expect, test } from "vitest";
import type { Economy } from "../../src/simulate/economy.ts";
import { middleOf, numbersIn, quantileOf } from "../../src/num/log-histogram.ts";
import { type Chunk, openChunks } from "../../src/simulate/monte-carlo.ts";
import { addPacked, packTally } from "../../src/simulate/packed-tally.ts";
import { runPath } from "../../src/simulate/run.ts";
import { amountBins, emptyTally, type Tally } from "../../src/simulate/tally.ts";
import { drawn, economy, firm } from "./economies.ts";

const simulateChunk = (one: Economy, chunk: Chunk): Tally => addPacked(emptyTally(one, 0), openChunks(one)(chunk));
const one = { ...drawn(11, 4, 10), loops: [[0, 1], [1, 2, 3], [3]] };

function all(tally: Tally): Uint32Array[] {
  return [tally.outcomes, tally.loops, tally.failedIn, ...Object.values(tally.series), tally.lost, tally.peakFunding, tally.vendorFinanced];
}

test("chunks of any size, packed and added in any order, are the same bits as all at once", () => {
  const whole = simulateChunk(one, { seed: 3, first: 0, count: 60 });
  const chunk = openChunks(one);
  expect(() => chunk({ seed: 3, first: 0.5, count: 1 })).toThrow("first is 0.5");
  const parts = [
    [40, 20],
    [0, 7],
    [7, 33],
  ].map(([first, count]) => chunk({ seed: 3, first, count }));
  // Memory that was used before holds nothing of it.
  expect(parts[2]).toEqual(openChunks(one)({ seed: 3, first: 7, count: 33 }));
  const sum = parts.reduce(addPacked, emptyTally(one, 0));
  expect(sum.paths).toBe(60);
  expect(all(sum)).toEqual(all(whole));
  expect(parts[1].every((value) => Number.isSafeInteger(value))).toBe(true);
  expect(() => packTally(emptyTally(one, 2 ** 21), new Map())).toThrow("expected below 2097152");
});

test("counts what single paths say", () => {
  const paths = Array.from({ length: 30 }, (_, draw) => runPath(one, { seed: 3, draw }).values);
  const tally = simulateChunk(one, { seed: 3, first: 0, count: 30 });
  const n = one.firms.length;
  for (let i = 0; i < n; i++) {
    const failed = paths.filter(({ outcome }) => outcome[i] === "failed").length;
    expect(tally.outcomes[3 * i + 2]).toBe(failed);
    for (let quarter = 1; quarter <= one.quarters; quarter++)
      expect(tally.failedIn[i * (one.quarters + 1) + quarter]).toBe(paths.filter(({ failedIn }) => failedIn[i] === quarter).length);
  }
  // A loop is as weak as its weakest firm with books.
  for (const [l, members] of one.loops.entries())
    for (const [k, outcome] of (["closed", "rolled", "failed"] as const).entries()) {
      const weakest = paths.map(({ outcome: of }) =>
        (["failed", "rolled", "closed"] as const).find((known) => members.some((i) => of[i] === known)),
      );
      expect(tally.loops[3 * l + k]).toBe(weakest.filter((known) => known === outcome).length);
    }
  const bins = amountBins(one);
  expect(numbersIn(bins, tally.lost, (n + 1) * bins.count)).toBe(30);
  const firm0 = one.firms.findIndex(({ books }) => books);
  const at = (2 * n + firm0) * bins.count;
  const cash = paths.map((path) => path.cash[2 * n + firm0]).sort((a, b) => a - b);
  const median = quantileOf(bins, tally.series.cash, 0.5, at)!;
  // Amounts below 10,000 minor units count as 0: half a bin above that.
  if (cash[14] >= bins.least) expect(Math.abs(median / cash[14] - 1)).toBeLessThan(0.0222);
  else expect(median).toBe(0);
  expect(middleOf(bins, bins.side)).toBe(0);
});

test("a firm without books has no outcome; letters of intent bind as often as they say", () => {
  const letter = economy(
    [firm("vendor", { books: false }), firm("client", { revenue: 10, fixedCost: 20, cash: 5 })],
    [{ id: "letter", kind: "tranche", from: 0, to: 1, first: 0, last: 7, probability: 0.3, purchase: null, perGW: 0, cap: 400 }],
    { minorUnit: 0.01 },
  );
  const tally = simulateChunk(letter, { seed: 1, first: 0, count: 1000 });
  expect([...tally.outcomes.subarray(0, 3)]).toEqual([0, 0, 0]);
  // With the letter the client rolls on, without it it fails: binomial, four standard errors of 0.0145.
  expect(tally.outcomes[4] + tally.outcomes[5]).toBe(1000);
  expect(Math.abs(tally.outcomes[4] / 1000 - 0.3)).toBeLessThan(0.06);
  expect(() => simulateChunk(letter, { seed: 1, first: -1, count: 1 })).toThrow("first is -1");
});
