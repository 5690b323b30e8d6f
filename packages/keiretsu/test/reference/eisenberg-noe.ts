import { amounts, gaussJordan } from "./dense.ts";

/** Clearing without costs of default by three slow routes: plain iteration from above, fictitious default on dense matrices, a linear programme. */
export interface ClearingInput {
  readonly n: number;
  readonly rows: readonly (readonly [number, number, number])[];
  readonly externalAssets: readonly number[];
  readonly externalLiabilities: readonly number[];
  /** Share of its obligations that a node can pay at most; 1 where left out. */
  readonly payable?: readonly number[];
}

interface Books {
  readonly obligations: number[];
  readonly ceiling: number[];
  /** Share of the payment of j that is for i. */
  readonly share: number[][];
}

function books({ n, rows, externalLiabilities, payable }: ClearingInput): Books {
  const l = amounts(n, rows);
  const obligations = l.map((row, i) => row.reduce((total, x) => total + x, externalLiabilities[i]));
  const share = obligations.map((_, i) => obligations.map((owed, j) => (owed > 0 ? l[j][i] / owed : 0)));
  return { obligations, ceiling: obligations.map((owed, i) => owed * (payable?.[i] ?? 1)), share };
}

const assets = (input: ClearingInput, share: number[][], p: readonly number[], i: number): number =>
  share[i].reduce((total, x, j) => total + x * p[j], input.externalAssets[i]);

/** p <- min(ceiling, max(0, e + Pi' p)) from p = obligations: down to the greatest fixed point. */
export function iterated(input: ClearingInput, most = 200_000): number[] {
  const { obligations, ceiling, share } = books(input);
  let p = obligations;
  for (let step = 0; step < most; step++) {
    const next = p.map((_, i) => Math.min(ceiling[i], Math.max(0, assets(input, share, p, i))));
    const moved = next.every((x, i) => x === p[i]);
    p = next;
    if (moved) break;
  }
  return p;
}

/** Eisenberg and Noe's algorithm for e >= 0, with the round in which each node joins. */
export function fictitious(input: ClearingInput): { payments: number[]; wave: number[] } {
  const { obligations, share } = books(input);
  const n = obligations.length;
  const wave = obligations.map(() => -1);
  let p = obligations;
  for (let round = 0; ; round++) {
    const fresh = obligations.flatMap((owed, i) => (wave[i] < 0 && assets(input, share, p, i) < owed * (1 - 1e-11) ? [i] : []));
    if (fresh.length === 0) return { payments: p, wave };
    for (const i of fresh) wave[i] = round;
    const matrix = share.map((row, i) => row.map((x, j) => Number(i === j) - (wave[i] >= 0 && wave[j] >= 0 ? x : 0)));
    const right = Array.from({ length: n }, (_, i) =>
      wave[i] < 0
        ? obligations[i]
        : share[i].reduce((total, x, j) => total + (wave[j] < 0 ? x * obligations[j] : 0), input.externalAssets[i]),
    );
    p = gaussJordan(matrix, right);
  }
}

/** Eisenberg and Noe's theorem 4: the greatest clearing vector is the payments of largest sum that nobody is too poor to make (e >= 0). */
export function linearProgramme(input: ClearingInput): string {
  const { ceiling, share } = books(input);
  const rows = ceiling.map((_, i) => {
    const terms = share[i].map((x, j) => (x > 0 && j !== i ? ` - ${x} p${j}` : "")).join("");
    return ` c${i}: p${i}${terms} <= ${input.externalAssets[i]}`;
  });
  const bounds = ceiling.map((most, i) => ` 0 <= p${i} <= ${most}`);
  return `Maximize\n all: ${ceiling.map((_, i) => `p${i}`).join(" + ")}\nSubject To\n${rows.join("\n")}\nBounds\n${bounds.join("\n")}\nEnd`;
}
