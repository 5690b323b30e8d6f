/**
 * Output for want of customers when firms are closed one by one, eight closures a sweep: the share of each edge is read once for all of them.
 *
 * Gauss-Seidel sweeps of `l_i = sum_j share_ij l_j` from 0, with l = 1 at the closed firm. A lane's answer is taken at the sweep in which it
 * settles, so that its bits do not hang on its neighbours. What has not settled after `maxSweeps` is solved alone. Cost O(n + m) a sweep of eight.
 */
import type { RowShares } from "../../network/row-shares.ts";
import { type LostOrders, lostOrders } from "./lost-orders.ts";

export const LANES = 8;

/** `closed` holds at most eight firms; a lane settles when no loss of it grew by more than `step` in a sweep. */
export function lostOrdersOfEach(
  sold: RowShares,
  closed: readonly number[],
  { step, maxSweeps }: { readonly step: number; readonly maxSweeps: number },
): LostOrders[] {
  const { n, start, source, share } = sold.system;
  const x = new Float64Array(n * LANES);
  const closedLanes = new Uint8Array(n);
  closed.forEach((c, k) => {
    closedLanes[c] |= 1 << k;
    x[c * LANES + k] = 1;
  });
  const grew = new Float64Array(LANES);
  const settled: (LostOrders | null)[] = closed.map(() => null);
  for (let iterations = 1; iterations <= maxSweeps && settled.includes(null); iterations++) {
    grew.fill(0);
    sweep(n, start, source, share, closedLanes, x, grew);
    settled.forEach((answer, k) => {
      if (answer !== null || grew[k] > step) return;
      const loss = Float64Array.from({ length: n }, (_, i) => x[i * LANES + k]);
      settled[k] = { loss, converged: true, iterations, residual: grew[k] };
    });
  }
  return settled.map((answer, k) => answer ?? lostOrders(sold, remainingWithout(n, closed[k])));
}

function remainingWithout(n: number, c: number): Float64Array {
  const remaining = new Float64Array(n).fill(1);
  remaining[c] = 0;
  return remaining;
}

function sweep(
  n: number,
  start: Uint32Array,
  source: Uint32Array,
  share: Float64Array,
  closedLanes: Uint8Array,
  x: Float64Array,
  grew: Float64Array,
): void {
  for (let i = 0; i < n; i++) {
    const end = start[i + 1];
    let a = 0;
    let b = 0;
    let c = 0;
    let d = 0;
    let f = 0;
    let g = 0;
    let h = 0;
    let k = 0;
    for (let e = start[i]; e < end; e++) {
      const s = share[e];
      const at = source[e] * LANES;
      a += s * x[at];
      b += s * x[at + 1];
      c += s * x[at + 2];
      d += s * x[at + 3];
      f += s * x[at + 4];
      g += s * x[at + 5];
      h += s * x[at + 6];
      k += s * x[at + 7];
    }
    const own = i * LANES;
    const lanes = closedLanes[i];
    if ((lanes & 1) === 0) x[own] = grown(a, x[own], grew, 0);
    if ((lanes & 2) === 0) x[own + 1] = grown(b, x[own + 1], grew, 1);
    if ((lanes & 4) === 0) x[own + 2] = grown(c, x[own + 2], grew, 2);
    if ((lanes & 8) === 0) x[own + 3] = grown(d, x[own + 3], grew, 3);
    if ((lanes & 16) === 0) x[own + 4] = grown(f, x[own + 4], grew, 4);
    if ((lanes & 32) === 0) x[own + 5] = grown(g, x[own + 5], grew, 5);
    if ((lanes & 64) === 0) x[own + 6] = grown(h, x[own + 6], grew, 6);
    if ((lanes & 128) === 0) x[own + 7] = grown(k, x[own + 7], grew, 7);
  }
}

function grown(next: number, before: number, grew: Float64Array, lane: number): number {
  if (next - before > grew[lane]) grew[lane] = next - before;
  return next;
}
