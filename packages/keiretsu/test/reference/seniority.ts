import { amounts } from "./dense.ts";

type Row = readonly [number, number, number];

/** Clearing by rank with shares in each other: plain iteration of the equations from everything paid. */
export interface SeniorityInput {
  readonly n: number;
  readonly classes: readonly (readonly Row[])[];
  /** [i, j, f]: j holds f of i. */
  readonly equityShares: readonly Row[];
  readonly externalAssets: readonly number[];
  readonly externalLiabilitiesByClass: readonly (readonly number[])[];
}

export function seniorityReference(input: SeniorityInput): { payments: number[][]; equity: number[] } {
  const { n, externalAssets: e } = input;
  const nodes = Array.from({ length: n }, (_, i) => i);
  const owed = input.classes.map((rows) => amounts(n, rows));
  const pbar = owed.map((l, s) => l.map((row, i) => row.reduce((total, x) => total + x, input.externalLiabilitiesByClass[s][i])));
  const theta = amounts(n, input.equityShares);
  let p = pbar;
  // No firm is worth more than all money divided by what is held outside.
  const all = [...e, ...pbar.flat()].reduce((total, x) => total + x, 0);
  let v = nodes.map(() => all * 1e4);
  for (let step = 0; step < 400_000; step++) {
    const have = nodes.map((i) => {
      let total = e[i];
      for (const k of nodes) {
        owed.forEach((l, s) => (total += pbar[s][k] > 0 ? (l[k][i] / pbar[s][k]) * p[s][k] : 0));
        total += theta[k][i] * Math.max(0, v[k]);
      }
      return total;
    });
    const left = [...have];
    const next = pbar.map((due) =>
      due.map((x, i) => {
        const paid = Math.min(x, Math.max(0, left[i]));
        left[i] -= x;
        return paid;
      }),
    );
    const moved = Math.max(0, ...nodes.map((i) => Math.max(Math.abs(left[i] - v[i]), ...next.map((row, s) => Math.abs(row[i] - p[s][i])))));
    p = next;
    v = left;
    if (moved < 1e-13) break;
  }
  return { payments: p, equity: v };
}
