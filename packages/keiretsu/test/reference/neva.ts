import { normalProbability } from "../../src/num/normal.ts";
import { amounts } from "./dense.ts";

/** Valuation networks by plain iteration from book value. */
export interface NevaInput {
  readonly n: number;
  readonly rows: readonly (readonly [number, number, number])[];
  readonly externalAssets: readonly number[];
  readonly externalLiabilities: readonly number[];
  readonly shock: readonly number[];
}

/** V of a node with equity E, external assets e after the shock, obligations s, equity before the shock and what it receives. */
export type Value = (node: Node) => number;

interface Node {
  readonly E: number;
  readonly e: number;
  readonly s: number;
  readonly before: number;
  readonly received: number;
}

const solvent = (E: number): boolean => E >= -1e-9;

export const values = {
  en: ({ E, s }: Node) => (solvent(E) ? 1 : Math.max(0, (E + s) / s)),
  rv:
    (alpha: number, beta: number): Value =>
    ({ E, e, s, received }) =>
      solvent(E) ? 1 : (alpha * e + beta * received) / s,
  furfine:
    (recovery: number): Value =>
    ({ E }) =>
      solvent(E) ? 1 : recovery,
  debtrank: ({ E, before }: Node) => (before > 0 ? Math.min(1, Math.max(0, E / before)) : 0),
  merton:
    (recovery: number, sigma: number): Value =>
    ({ E, e }) =>
      E >= e ? 1 : 1 - (1 - recovery) * normalProbability((Math.log(1 - E / e) + sigma ** 2 / 2) / sigma),
  blackCox:
    (recovery: number, sigma: number): Value =>
    ({ E, e }) => {
      if (E >= e) return 1;
      if (E <= 0) return recovery;
      const y = 1 - E / e;
      const at = (sign: number): number => normalProbability((Math.log(y) + (sign * sigma ** 2) / 2) / sigma);
      return 1 - (1 - recovery) * (at(1) + at(-1) / y);
    },
} satisfies Record<string, Value | ((...numbers: never[]) => Value)>;

export function nevaReference(input: NevaInput, value: Value): { equity: number[]; residual: number } {
  const { n, shock, externalLiabilities: b } = input;
  const l = amounts(n, input.rows);
  const s = l.map((row, i) => row.reduce((total, x) => total + x, b[i]));
  const e = input.externalAssets.map((x, i) => x - shock[i]);
  const face = s.map((_, i) => l.reduce((total, row) => total + row[i], 0));
  const before = s.map((owed, i) => input.externalAssets[i] - owed + face[i]);
  let E = before.map((x, i) => x - shock[i]);
  let residual = Infinity;
  for (let step = 0; step < 100_000 && residual > 1e-13; step++) {
    const v = E.map((x, j) => (s[j] > 0 ? value({ E: x, e: e[j], s: s[j], before: before[j], received: x - e[j] + s[j] }) : 1));
    const next = E.map((_, i) => e[i] - s[i] + l.reduce((total, row, j) => total + row[i] * v[j], 0));
    residual = Math.max(0, ...next.map((x, i) => Math.abs(x - E[i])));
    E = next;
  }
  return { equity: E, residual };
}
