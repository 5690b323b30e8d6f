/**
 * Where does each node stand to the largest loop of holdings? The core is the largest strongly connected component of at least two nodes (of
 * several, the one with the smallest node); IN holds the core without being held by it, OUT is held by it; tendrils hang on IN or OUT or lie
 * beside the core between them; others touch none of these.
 * Orientation: A owns B. Cost O(n + m).
 * Sources: Broder and others 2000 "Graph structure in the Web"; Vitali, Glattfelder and Battiston 2011 (of corporate control).
 */
import { stronglyConnected } from "../network/components.ts";
import type { Network } from "../network/network.ts";
import { arrivals } from "../network/transpose.ts";

export const PARTS = ["core", "in", "out", "tendrils", "others"] as const;
export type BowTiePart = (typeof PARTS)[number];

export interface BowTie {
  /** Index into PARTS of each node, length n. */
  readonly part: Uint8Array;
  readonly counts: Readonly<Record<BowTiePart, number>>;
}

const [CORE, IN, OUT, TENDRILS, OTHERS] = PARTS.keys();

export function bowTie(network: Network): BowTie {
  const { n, start, target } = network;
  const { count, component, size } = stronglyConnected(network);
  let core = -1;
  for (let c = 0; c < count; c++) if (size[c] > 1 && (core < 0 || size[c] > size[core])) core = c;
  const part = new Uint8Array(n).fill(OTHERS);
  if (core >= 0) {
    const { start: back, source } = arrivals(network);
    const inCore = (i: number): boolean => component[i] === core;
    const below = reach(n, start, target, inCore);
    const above = reach(n, back, source, inCore);
    for (let i = 0; i < n; i++) {
      if (below[i] === 1 && above[i] === 1) part[i] = CORE;
      else if (above[i] === 1) part[i] = IN;
      else if (below[i] === 1) part[i] = OUT;
    }
    const hanging = reach(n, start, target, (i) => part[i] === IN);
    const feeding = reach(n, back, source, (i) => part[i] === OUT);
    for (let i = 0; i < n; i++) if (part[i] === OTHERS && (hanging[i] === 1 || feeding[i] === 1)) part[i] = TENDRILS;
  }
  const counts = { core: 0, in: 0, out: 0, tendrils: 0, others: 0 };
  for (let i = 0; i < n; i++) counts[PARTS[part[i]]]++;
  return { part, counts };
}

/** Nodes that edges lead to from those that `isSource` names, themselves included. */
function reach(n: number, start: Uint32Array, target: Uint32Array, isSource: (i: number) => boolean): Uint8Array {
  const met = new Uint8Array(n);
  const queue = new Uint32Array(n);
  let filled = 0;
  for (let i = 0; i < n; i++) {
    if (!isSource(i)) continue;
    met[i] = 1;
    queue[filled++] = i;
  }
  for (let head = 0; head < filled; head++) {
    for (let e = start[queue[head]]; e < start[queue[head] + 1]; e++) {
      const j = target[e];
      if (met[j] === 1) continue;
      met[j] = 1;
      queue[filled++] = j;
    }
  }
  return met;
}
