import * as fc from "fast-check";
import { fromEdges, type Lens, type Network } from "../../src/network/network.ts";

export type Row = readonly [number, number, number];

/** Who owes whom, and what each has and owes outside. */
export interface Sheet {
  readonly n: number;
  readonly rows: readonly Row[];
  readonly externalAssets: readonly number[];
  readonly externalLiabilities: readonly number[];
}

export function linked(n: number, rows: readonly Row[], lens: Lens = "owes"): Network {
  return fromEdges({ n, from: rows.map((row) => row[0]), to: rows.map((row) => row[1]), amount: rows.map((row) => row[2]) }, { lens });
}

/** Small sheets with loops, parallel and zero debts, debts to oneself, isolates, a hub, nodes that have nothing and nodes that owe nothing. */
export function sheets(options: { readonly maxNodes: number; readonly maxRows?: number }): fc.Arbitrary<Sheet> {
  return fc.integer({ min: 1, max: options.maxNodes }).chain((n) => {
    const node = fc.oneof({ weight: 4, arbitrary: fc.nat(n - 1) }, { weight: 1, arbitrary: fc.constant(0) });
    const money = fc.oneof(
      { weight: 3, arbitrary: fc.nat(12) },
      { weight: 1, arbitrary: fc.constant(0) },
      { weight: 1, arbitrary: fc.nat(300) },
    );
    const each = fc.array(money, { minLength: n, maxLength: n });
    return fc.record({
      n: fc.constant(n),
      rows: fc.array(fc.tuple(node, node, money), { maxLength: options.maxRows ?? 4 * n }),
      externalAssets: each,
      externalLiabilities: fc.oneof(fc.constant(Array.from({ length: n }, () => 0)), each),
    });
  });
}

/** Node i of the sheet becomes node label[i]. */
export function relabelled({ n, rows, externalAssets, externalLiabilities }: Sheet, label: readonly number[]): Sheet {
  const moved = (values: readonly number[]): number[] => {
    const out = [...values];
    values.forEach((x, i) => (out[label[i]] = x));
    return out;
  };
  return {
    n,
    rows: rows.map(([i, j, x]): Row => [label[i], label[j], x]),
    externalAssets: moved(externalAssets),
    externalLiabilities: moved(externalLiabilities),
  };
}

/** A ring in which node i owes `inside` to the next and `outside` to others, with what each has. */
export function ring(n: number, inside: number, outside: number, externalAssets: readonly number[]): Sheet {
  return {
    n,
    rows: Array.from({ length: n }, (_, i): Row => [i, (i + 1) % n, inside]),
    externalAssets,
    externalLiabilities: Array.from({ length: n }, () => outside),
  };
}
