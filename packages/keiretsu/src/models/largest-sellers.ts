import type { Network } from "../network/network.ts";
import type { Warning } from "../network/result.ts";
import { rowSums } from "../network/row-shares.ts";

const MOST_FIRMS = 1000;

/**
 * The firms that a summary of a supply network takes out one by one, in their order: all, or with a warning the firms of largest sales, as many
 * as are worked out by visiting each of so many edges (or nodes) once a round.
 */
export function largestSellers(network: Network, visits: number): { readonly firms: Uint32Array; readonly warnings: readonly Warning[] } {
  const { n, m } = network;
  const all = Uint32Array.from({ length: n }, (_, i) => i);
  const most = Math.max(1, Math.min(MOST_FIRMS, Math.floor(visits / Math.max(1, n, m))));
  if (n <= most) return { firms: all, warnings: [] };
  const sales = rowSums(network);
  const firms = all
    .sort((a, b) => sales[b] - sales[a] || a - b)
    .slice(0, most)
    .sort();
  return { firms, warnings: [{ code: "largest-only", message: `of ${n} firms, only the ${most} of largest sales were taken out` }] };
}
