import { gaussJordan } from "./dense.ts";

/** Best and worst case from the equation, wave by wave on dense rows; and every set of falls that holds itself up, by trying all of them. */
export interface PlainCase {
  readonly n: number;
  readonly holdings: readonly (readonly [number, number, number])[];
  readonly assetValues: readonly number[];
  readonly thresholds: readonly number[];
  readonly failureCosts: readonly number[];
}

/** v for a given set of falls. */
function worth({ n, holdings, assetValues, failureCosts }: PlainCase, falls: ReadonlySet<number>): number[] {
  const c = Array.from({ length: n }, () => Array.from({ length: n }, () => 0));
  for (const [i, j, x] of holdings) c[i][j] += x;
  const left = c.map((row, i) => row.map((x, j) => Number(i === j) - x));
  const books = gaussJordan(
    left,
    assetValues.map((x, i) => (falls.has(i) ? x - failureCosts[i] : x)),
  );
  return books.map((x, j) => x * (1 - c.reduce((total, row) => total + row[j], 0)));
}

/** The sets S of falls with S = { i: v_i(S) < vbar_i }, each with its values. */
export function equilibria(plain: PlainCase): { readonly failed: number[]; readonly values: number[] }[] {
  const found: { failed: number[]; values: number[] }[] = [];
  for (let mask = 0; mask < 2 ** plain.n; mask++) {
    const falls = new Set(Array.from({ length: plain.n }, (_, i) => i).filter((i) => (mask >> i) & 1));
    const values = worth(plain, falls);
    if (values.every((v, i) => v < plain.thresholds[i] - 1e-11 * Math.max(1, plain.thresholds[i]) === falls.has(i)))
      found.push({ failed: [...falls], values });
  }
  return found;
}
