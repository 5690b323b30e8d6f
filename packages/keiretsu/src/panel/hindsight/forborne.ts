import { wilsonInterval } from "../../measure/tail-statistics.ts";
import { openRun } from "../../simulate/run.ts";
import type { Economy } from "../../simulate/economy.ts";

/** Of many paths of one borrower whose lender forbears, each path a firm: how many live on new credit, and how many have failed. */
export interface Forborne {
  readonly borrower: string;
  /** By quarter: share of paths whose lender is paid out of new credit of its own, with Wilson's interval. */
  readonly zombies: readonly { readonly share: number; readonly low: number; readonly high: number }[];
  /** By quarter: what these pay out of money of their own, of what is due to their lender - the rate in effect over the rate of the contract; null where there is none. */
  readonly paidInCash: readonly (number | null)[];
  /** By quarter: share of paths that have failed. */
  readonly failed: readonly number[];
  /** Written off by its lenders, on loans and on shares of it, mean over the paths. */
  readonly lost: number;
}

export function forborne(economy: Economy, of: { readonly draws: number; readonly seed: number }): readonly Forborne[] {
  const { firms, commitments, quarters } = economy;
  const n = firms.length;
  const borrowers = [...new Set(commitments.flatMap(({ kind, to }) => (kind === "loan" ? [to] : [])))].filter(
    (i) => firms[i].books && firms[i].volatility > 0,
  );
  if (borrowers.length === 0) return [];
  const lenders = new Set(commitments.flatMap(({ kind, from }) => (kind === "loan" ? [from] : [])));
  const zombies = new Float64Array(quarters * n);
  const failed = new Float64Array(quarters * n);
  const credit = new Float64Array(quarters * n);
  const due = new Float64Array(quarters * n);
  let lost = 0;
  const run = openRun(economy);
  for (let draw = 0; draw < of.draws; draw++) {
    const path = run({ seed: of.seed, draw });
    for (const i of borrowers)
      for (let q = 0; q < quarters; q++) {
        const at = q * n + i;
        if (path.extended[at] > 0) {
          zombies[at]++;
          credit[at] += path.extended[at];
          due[at] += path.dueToLender[at];
        }
        if (path.failedIn[i] > 0 && path.failedIn[i] - 1 <= q) failed[q * n + i]++;
      }
    for (const i of lenders) lost += path.lost[i];
  }
  const named = Array.from({ length: quarters }, (_, q) => q);
  return borrowers.map((i) => ({
    borrower: firms[i].id,
    zombies: named.map((q) => ({ share: zombies[q * n + i] / of.draws, ...intervalOf(zombies[q * n + i], of.draws) })),
    paidInCash: named.map((q) => (due[q * n + i] > 0 ? 1 - credit[q * n + i] / due[q * n + i] : null)),
    failed: named.map((q) => failed[q * n + i] / of.draws),
    lost: lost / of.draws,
  }));
}

function intervalOf(count: number, draws: number): { readonly low: number; readonly high: number } {
  const [low, high] = wilsonInterval(count, draws);
  return { low, high };
}
