/**
 * Count circuits of at most K edges and add up their capacities without storing them, for small K: the last two edges of a circuit are looked up in one
 * tight loop over the pairs of edges that lead back to the root.
 */
import { type CircuitGraph, enter, leave, type Neighbourhood, neighbourhoodScratch } from "./circuit-graph.ts";

/** Counts, sum and largest capacities of the circuits met. */
export interface Tally {
  /** Number of circuits of each length, length K + 1. */
  readonly byLength: Float64Array;
  capacitySum: number;
  /** Largest capacities, falling; -1 where fewer were met. */
  readonly top: Float64Array;
}

export const TOP = 10;

export function newTally(maxLength: number): Tally {
  return { byLength: new Float64Array(maxLength + 1), capacitySum: 0, top: new Float64Array(TOP).fill(-1) };
}

export function enterTop(top: Float64Array, capacity: number): void {
  let k = TOP - 1;
  while (k > 0 && top[k - 1] < capacity) {
    top[k] = top[k - 1];
    k--;
  }
  top[k] = capacity;
}

/** Count all circuits of 2 to `maxLength` edges. */
export function countCircuits(graph: CircuitGraph, maxLength: number): Tally {
  const tally = newTally(maxLength);
  const near = neighbourhoodScratch(graph, maxLength);
  const closers = closersScratch(graph);
  const path = { node: new Uint32Array(maxLength + 1), cursor: new Uint32Array(maxLength + 1), least: new Float64Array(maxLength + 1) };
  const on = new Uint8Array(graph.n);
  for (let root = 0; root < graph.n; root++) {
    if (enter(graph, near, root, maxLength)) {
      countTwos(graph, near, tally);
      if (maxLength >= 3) {
        listClosers(graph, near, closers);
        countFrom(near, closers, maxLength, path, on, tally);
      }
    }
    leave(near);
  }
  return tally;
}

function countTwos(graph: CircuitGraph, near: Neighbourhood, tally: Tally): void {
  for (let k = 0; k < near.firstCount; k++) {
    const v = near.firstNode[k];
    for (let e = near.backStart[v]; e < near.backEnd[v]; e++) {
      const capacity = Math.min(near.firstWeight[k], graph.inWeight[e]);
      tally.byLength[2]++;
      tally.capacitySum += capacity;
      if (capacity > tally.top[TOP - 1]) enterTop(tally.top, capacity);
    }
  }
}

/** Closers of each local node: pairs of edges v -> d -> root, with the smaller amount of the two. */
interface Closers {
  readonly start: Uint32Array;
  node: Uint32Array;
  least: Float64Array;
}

function closersScratch(graph: CircuitGraph): Closers {
  const m = graph.inSource.length;
  return { start: new Uint32Array(graph.n + 1), node: new Uint32Array(m), least: new Float64Array(m) };
}

function listClosers(graph: CircuitGraph, near: Neighbourhood, closers: Closers): void {
  const { row, next, nextWeight, backStart, backEnd, size } = near;
  const { inWeight } = graph;
  const stop = near.levelEnd[1];
  let count = 0;
  for (let v = 0; v < size; v++) {
    closers.start[v] = count;
    for (let k = row[v]; k < row[v + 1]; k++) {
      const d = next[k];
      if (d >= stop) break;
      for (let e = backStart[d]; e < backEnd[d]; e++) {
        // Only parallel edges that are kept apart can make more pairs than there are edges.
        if (count === closers.node.length) growClosers(closers);
        closers.node[count] = d;
        closers.least[count++] = nextWeight[k] < inWeight[e] ? nextWeight[k] : inWeight[e];
      }
    }
  }
  closers.start[size] = count;
}

function growClosers(closers: Closers): void {
  const { node, least } = closers;
  closers.node = new Uint32Array(2 * node.length + 16);
  closers.node.set(node);
  closers.least = new Float64Array(2 * least.length + 16);
  closers.least.set(least);
}

interface Path {
  readonly node: Uint32Array;
  readonly cursor: Uint32Array;
  readonly least: Float64Array;
}

/**
 * Circuits of 3 to K edges through the root. `depth` counts the edges used; a node at depth t closes circuits of t + 2 edges through its closers,
 * so nodes are visited down to depth K - 2, the last of them in the inner loop of their parent.
 */
function countFrom(near: Neighbourhood, closers: Closers, maxLength: number, path: Path, on: Uint8Array, tally: Tally): void {
  const { row, next, nextWeight, levelEnd, firstCount, firstNode, firstWeight } = near;
  const { node, cursor, least } = path;
  const { byLength, top } = tally;
  const closeStart = closers.start;
  const closeNode = closers.node;
  const closeLeast = closers.least;
  const deepest = maxLength - 3;
  let total = 0;
  let threshold = top[TOP - 1];
  for (let first = 0; first < firstCount; first++) {
    let depth = 1;
    let v = firstNode[first];
    let bound = firstWeight[first];
    let entered = true;
    for (;;) {
      if (entered) {
        on[v] = 1;
        let count = 0;
        for (let c = closeStart[v]; c < closeStart[v + 1]; c++) {
          if (on[closeNode[c]] !== 0) continue;
          const capacity = closeLeast[c] < bound ? closeLeast[c] : bound;
          count++;
          total += capacity;
          if (capacity > threshold) {
            enterTop(top, capacity);
            threshold = top[TOP - 1];
          }
        }
        byLength[depth + 2] += count;
        node[depth] = v;
        least[depth] = bound;
        cursor[depth] = depth <= deepest ? row[v] : row[v + 1];
        if (depth === deepest) {
          // Nodes at depth K - 2 have nothing left but their closers.
          const stop = levelEnd[2];
          const end = row[v + 1];
          let closed = 0;
          for (let k = row[v]; k < end; k++) {
            const y = next[k];
            if (y >= stop) break;
            if (on[y] !== 0) continue;
            const x = nextWeight[k];
            const limit = x < bound ? x : bound;
            const closeEnd = closeStart[y + 1];
            for (let c = closeStart[y]; c < closeEnd; c++) {
              if (on[closeNode[c]] !== 0) continue;
              const z = closeLeast[c];
              const capacity = z < limit ? z : limit;
              closed++;
              total += capacity;
              if (capacity > threshold) {
                enterTop(top, capacity);
                threshold = top[TOP - 1];
              }
            }
          }
          byLength[maxLength] += closed;
          cursor[depth] = end;
        }
        entered = false;
      }
      // The next child from which K edges are still enough.
      const stop = levelEnd[maxLength - depth - 1];
      let k = cursor[depth];
      const end = row[v + 1];
      while (k < end && next[k] < stop && on[next[k]] !== 0) k++;
      if (k < end && next[k] < stop) {
        cursor[depth] = k + 1;
        bound = Math.min(least[depth], nextWeight[k]);
        v = next[k];
        depth++;
        entered = true;
        continue;
      }
      on[v] = 0;
      if (--depth === 0) break;
      v = node[depth];
    }
  }
  tally.capacitySum += total;
}
