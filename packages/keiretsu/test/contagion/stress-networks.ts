import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { fromEdges, type Network } from "../../src/network/network.ts";
import { uniforms } from "../../src/num/random.ts";
import type { Liability } from "../reference/debtrank.ts";
import { multigraphs } from "../trace/multigraphs.ts";
import type { PrintedBanks } from "./printed-banks.ts";

/** Networks with equity and shocks for the tests of stress. */
export interface StressCase {
  readonly n: number;
  readonly liabilities: readonly Liability[];
  readonly equity: readonly number[];
  readonly shock: readonly number[];
}

export function owing(n: number, liabilities: readonly Liability[]): Network {
  return fromEdges(
    { n, from: liabilities.map(([j]) => j), to: liabilities.map(([, i]) => i), amount: liabilities.map(([, , x]) => x) },
    { lens: "owes" },
  );
}

/** Multigraphs with cycles, hubs, isolates, self-loops and parallel edges; equity thin, ample, gone or negative; shocks none, partial or whole. */
export const stressCases: fc.Arbitrary<StressCase> = multigraphs({ maxNodes: 7, maxEdges: 20 }).chain(({ n, edges }) =>
  fc.record({
    n: fc.constant(n),
    liabilities: fc.constant(edges.map(({ from, to, amount }): Liability => [from, to, amount])),
    equity: fc.array(
      fc.oneof({ weight: 6, arbitrary: fc.integer({ min: 1, max: 60 }) }, { weight: 1, arbitrary: fc.integer({ min: -3, max: 1 }) }),
      {
        minLength: n,
        maxLength: n,
      },
    ),
    shock: fc.array(fc.constantFrom(0, 0, 0, 0.25, 0.01, 1), { minLength: n, maxLength: n }),
  }),
);

/** A random network with hubs, large enough for the compiled loops. */
export function large(
  seed: number,
  { n, m, thickness }: { n: number; m: number; thickness: number },
): { network: Network; equity: Float64Array } {
  const next = uniforms(seed, 0);
  const liabilities = Array.from({ length: m }, (): Liability => {
    const debtor = Math.floor(n * next() ** 2);
    return [debtor, (debtor + 1 + Math.floor((n - 1) * next())) % n, Math.round(1000 * next()) / 10];
  });
  const equity = new Float64Array(n).fill(1);
  for (const [, creditor, amount] of liabilities) equity[creditor] += amount * thickness;
  return { network: owing(n, liabilities), equity };
}

interface Printed extends PrintedBanks {
  readonly defaultEachOf: readonly number[];
}

/** The simulated network of 125 banks of an R package (case dr-03). */
export function banks(): Printed {
  return (JSON.parse(readFileSync("packages/keiretsu/test/cases/dr-03-125-banks.json", "utf8")) as { input: Printed }).input;
}
