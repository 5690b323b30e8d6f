import { amounts, gaussJordan } from "./dense.ts";

/** Clearing with costs of default, from the definition: the greatest by plain iteration, the least by trying every set of defaulters. */
export interface RogersVeraartInput {
  readonly n: number;
  readonly rows: readonly (readonly [number, number, number])[];
  readonly externalAssets: readonly number[];
  readonly externalLiabilities: readonly number[];
  readonly alpha: number;
  readonly beta: number;
}

const TINY = 1e-9;

interface Books {
  readonly pbar: number[];
  /** Share of the payment of j that is for i. */
  readonly share: number[][];
}

function books({ n, rows, externalLiabilities }: RogersVeraartInput): Books {
  const l = amounts(n, rows);
  const pbar = l.map((row, i) => row.reduce((total, x) => total + x, externalLiabilities[i]));
  return { pbar, share: pbar.map((_, i) => pbar.map((owed, j) => (owed > 0 ? l[j][i] / owed : 0))) };
}

const received = (share: number[][], p: readonly number[], i: number): number => share[i].reduce((total, x, j) => total + x * p[j], 0);

export function greatestReference(input: RogersVeraartInput): number[] {
  const { externalAssets: e, alpha, beta } = input;
  const { pbar, share } = books(input);
  let p = pbar;
  for (let step = 0; step < 200_000; step++) {
    const next = p.map((_, i) => {
      const inside = received(share, p, i);
      return e[i] + inside >= pbar[i] - TINY ? pbar[i] : alpha * e[i] + beta * inside;
    });
    const moved = Math.max(0, ...next.map((x, i) => Math.abs(x - p[i])));
    p = next;
    if (moved < 1e-14) break;
  }
  return p;
}

/** The smallest of all clearing vectors, each the least one of its set of defaulters. */
export function leastReference(input: RogersVeraartInput): number[] {
  const { n, externalAssets: e, alpha, beta } = input;
  const { pbar, share } = books(input);
  let least = pbar.map(() => Infinity);
  for (let set = 0; set < 2 ** n; set++) {
    const failed = pbar.map((_, i) => ((set >> i) & 1) === 1);
    const p = payments(failed);
    if (p === null) continue;
    const holds = pbar.every((owed, i) => (e[i] + received(share, p, i) >= owed - TINY ? !failed[i] : failed[i]));
    if (holds) least = least.map((x, i) => Math.min(x, p[i]));
  }
  return least;

  function payments(failed: readonly boolean[]): number[] | null {
    // Money reaches a defaulter from outside, from a node that pays, or from a defaulter that it reaches.
    const paying = pbar.map((owed, i) => (failed[i] ? alpha * e[i] > 0 && owed > 0 : owed > 0));
    for (let grown = true; grown; ) {
      grown = false;
      for (let i = 0; i < n; i++) {
        if (paying[i] || pbar[i] === 0 || beta === 0) continue;
        if (paying.some((is, j) => is && share[i][j] > 0)) grown = paying[i] = true;
      }
    }
    const unknown = pbar.map((_, i) => i).filter((i) => failed[i] && paying[i]);
    const p = pbar.map((owed, i) => (failed[i] ? 0 : owed));
    const b = unknown.map((i) => alpha * e[i] + beta * received(share, p, i));
    try {
      const x = gaussJordan(
        unknown.map((i) => unknown.map((j) => Number(i === j) - beta * share[i][j])),
        b,
      );
      unknown.forEach((i, k) => (p[i] = x[k]));
    } catch {
      return null;
    }
    return p.every((x) => x >= 0) ? p : null;
  }
}
