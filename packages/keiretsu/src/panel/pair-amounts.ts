import type { Network } from "../network/network.ts";

/** Amount of each ordered pair of nodes i -> j under the key i n + j, parallel edges added up. */
export function pairAmounts(network: Network): Map<number, number> {
  const pairs = new Map<number, number>();
  for (let i = 0; i < network.n; i++) {
    for (let e = network.start[i]; e < network.start[i + 1]; e++) {
      const key = i * network.n + network.target[e];
      pairs.set(key, (pairs.get(key) ?? 0) + network.weight[e]);
    }
  }
  return pairs;
}
