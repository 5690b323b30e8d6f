import { fromEdges, type Network } from "../../src/network/network.ts";
import { uniforms } from "../../src/num/random.ts";

export interface Economy {
  readonly network: Network;
  /** After the shock. */
  readonly externalAssets: Float64Array;
  /** Before it. */
  readonly before: Float64Array;
  readonly externalLiabilities: Float64Array;
}

/** Firms with five debts each on average, some hubs; equity is `cushion` of the balance sheet, a share `hit` of the firms loses its external assets. */
export function economy(n: number, { cushion, hit, seed }: { cushion: number; hit: number; seed: number }): Economy {
  const random = uniforms(seed, 0);
  const m = 5 * n;
  const node = (power: number): number => Math.floor(n * random() ** power);
  const from = Array.from({ length: m }, () => node(2));
  const to = Array.from({ length: m }, () => node(1.5));
  const amount = Array.from({ length: m }, () => 1 + Math.floor(100 * random() ** 3));
  const owed = new Float64Array(n);
  const owes = new Float64Array(n);
  for (let k = 0; k < m; k++) {
    if (from[k] === to[k]) continue;
    owes[from[k]] += amount[k];
    owed[to[k]] += amount[k];
  }
  const before = new Float64Array(n);
  const externalLiabilities = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const whole = 1.05 * Math.max(owed[i], owes[i] / (1 - cushion), 1);
    before[i] = whole - owed[i];
    externalLiabilities[i] = whole * (1 - cushion) - owes[i];
  }
  const externalAssets = before.map((x) => (random() < hit ? 0 : x));
  return { network: fromEdges({ n, from, to, amount }, { lens: "owes" }), externalAssets, before, externalLiabilities };
}
