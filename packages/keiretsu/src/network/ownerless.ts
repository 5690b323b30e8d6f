/**
 * Which firms own each other wholly, with no owner outside? A closed loop is a strongly connected component of at least two firms whose holders all
 * lie in it and hold all of each member: shares along its chains add up without end.
 *
 * Method: firms held in full, less those with a holder that is not such a firm, again and again; what stays has no ultimate owner, and its
 * components without a holder outside are the closed loops. Cost O(n) and the edges of firms held in full.
 */
import { stronglyConnected } from "./components.ts";
import { ROUNDING } from "./holdings.ts";
import type { Arrivals } from "./transpose.ts";

/** Firms of closed loops, in order. `held` is the share of each firm that is held. */
export function ownerlessFirms(held: Float64Array, { start, source }: Arrivals): number[] {
  const n = held.length;
  const place = new Int32Array(n).fill(-1);
  let candidates: number[] = [];
  for (let j = 0; j < n; j++) if (held[j] >= 1 - ROUNDING) candidates.push(j);
  for (let before = -1; before !== candidates.length; ) {
    before = candidates.length;
    place.fill(-1);
    candidates.forEach((j, k) => (place[j] = k));
    candidates = candidates.filter((j) => source.subarray(start[j], start[j + 1]).every((k) => place[k] >= 0));
  }
  const rows = candidates.map((j) => Array.from(source.subarray(start[j], start[j + 1]), (k) => place[k]));
  const starts = new Uint32Array(candidates.length + 1);
  rows.forEach((row, k) => (starts[k + 1] = starts[k] + row.length));
  const { component, size } = stronglyConnected({ n: candidates.length, start: starts, target: Uint32Array.from(rows.flat()) });
  const open = new Set<number>();
  rows.forEach((row, k) => {
    if (row.some((h) => component[h] !== component[k])) open.add(component[k]);
  });
  return candidates.filter((_, k) => size[component[k]] > 1 && !open.has(component[k]));
}
