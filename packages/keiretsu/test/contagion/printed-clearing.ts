import type { Row, Sheet } from "./sheets.ts";

type Printed = Pick<Sheet, "n" | "rows">;

/** What firms owe each other where others print how it clears; each case by its letter on the pages. */
export const printedDebts: Readonly<Record<string, Printed>> = {
  // SciencePedia, "Financial Network Clearing": a worked system, and one with an obligation of 1 each, given by its shares.
  A: dense([
    [0, 10, 10],
    [20, 0, 30],
    [40, 0, 0],
  ]),
  B: dense([
    [0, 0.5, 0.5],
    [1, 0, 0],
    [0, 1, 0],
  ]),
  // FinNetValu, tests of its greatest clearing vector.
  C: dense([
    [0, 0.1, 0.7],
    [2, 0, 10.5],
    [0, 8.4, 0],
  ]),
};

function dense(amounts: readonly (readonly number[])[]): Printed {
  return { n: amounts.length, rows: amounts.flatMap((row, i) => row.flatMap((x, j): Row[] => (x > 0 ? [[i, j, x]] : []))) };
}
