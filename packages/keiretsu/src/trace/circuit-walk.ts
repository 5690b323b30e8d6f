/**
 * Visit each circuit of at most K edges, for any K. After a node failed to close within b edges it is barred for b edges or less until a node on the path
 * that could have been in the way has left it, so the time between two circuits is bounded by O(K (n + m)).
 * Sources: Johnson 1975 "Finding all the elementary circuits of a directed graph"; Peng et al. 2019 "Towards bridging theory and practice:
 * hop-constrained s-t simple path enumeration" (the barriers); Gupta and Suzumura 2021 "Finding all bounded-length simple cycles in a directed graph".
 */
import { enterTop, newTally, type Tally, TOP } from "./circuit-count.ts";
import { type CircuitGraph, enter, leave, type Neighbourhood, neighbourhoodScratch } from "./circuit-graph.ts";

/** Circuits as flat columns: those of circuit c start at `start[c]` in `node` and `edge`. */
export interface Found {
  count: number;
  length: number;
  start: Uint32Array;
  /** Node of the network and index of the edge that leaves it, circuit after circuit. */
  node: Uint32Array;
  edge: Uint32Array;
  capacity: Float64Array;
}

function newFound(): Found {
  return {
    count: 0,
    length: 0,
    start: new Uint32Array(65),
    node: new Uint32Array(256),
    edge: new Uint32Array(256),
    capacity: new Float64Array(64),
  };
}

export interface Walked {
  /** False when the limit stopped the search. */
  readonly complete: boolean;
  readonly found: Found;
  readonly tally: Tally;
}

/**
 * Visit all circuits of 2 to `maxLength` edges, at most `limit` of them; `keep` stores them.
 */
export function walkCircuits(
  graph: CircuitGraph,
  options: { readonly maxLength: number; readonly limit: number; readonly keep: boolean },
): Walked {
  const { maxLength, limit, keep } = options;
  const near = neighbourhoodScratch(graph, maxLength);
  const walk: Walk = {
    graph,
    near,
    maxLength,
    limit,
    keep,
    tally: newTally(maxLength),
    found: newFound(),
    visited: 0,
    barrier: new Uint32Array(graph.n),
    on: new Uint8Array(graph.n),
    node: new Uint32Array(maxLength + 1),
    edge: new Uint32Array(maxLength + 1),
    cursor: new Uint32Array(maxLength + 1),
    closed: new Uint32Array(maxLength + 1),
    least: new Float64Array(maxLength + 1),
    queue: new Uint32Array(graph.n),
  };
  let complete = true;
  for (let root = 0; root < graph.n && complete; root++) {
    if (enter(graph, near, root, maxLength)) complete = walkFrom(walk, root);
    leave(near);
  }
  return { complete, found: walk.found, tally: walk.tally };
}

interface Walk {
  readonly graph: CircuitGraph;
  readonly near: Neighbourhood;
  readonly maxLength: number;
  readonly limit: number;
  readonly keep: boolean;
  readonly tally: Tally;
  readonly found: Found;
  visited: number;
  /** At least so many edges are needed from a local node to the root without touching the path. */
  readonly barrier: Uint32Array;
  readonly on: Uint8Array;
  /** The path: node and least amount at each depth, the edge that leads to it, where its row goes on, and the shortest way home met from it. */
  readonly node: Uint32Array;
  readonly edge: Uint32Array;
  readonly cursor: Uint32Array;
  readonly closed: Uint32Array;
  readonly least: Float64Array;
  readonly queue: Uint32Array;
}

const NEVER = 0xffffffff;

/** All circuits through the root; returns false when the limit stopped it. */
function walkFrom(walk: Walk, root: number): boolean {
  const { near, maxLength, barrier, on, node, edge, cursor, closed, least } = walk;
  const { row, next, nextWeight, nextEdge, size } = near;
  for (let v = 0; v < size; v++) {
    barrier[v] = near.distance[v];
    on[v] = 0;
  }
  for (let first = 0; first < near.firstCount; first++) {
    if (1 + barrier[near.firstNode[first]] > maxLength) continue;
    let depth = 1;
    node[1] = near.firstNode[first];
    edge[1] = near.firstEdge[first];
    least[1] = near.firstWeight[first];
    let entered = true;
    while (depth > 0) {
      const v = node[depth];
      if (entered) {
        on[v] = 1;
        cursor[depth] = row[v];
        closed[depth] = NEVER;
        if (near.backStart[v] < near.backEnd[v]) {
          closed[depth] = 1;
          if (!close(walk, root, depth)) return false;
        }
        entered = false;
      }
      let k = cursor[depth];
      const end = row[v + 1];
      while (k < end && (on[next[k]] !== 0 || depth + 1 + barrier[next[k]] > maxLength)) k++;
      if (k < end) {
        cursor[depth] = k + 1;
        const bound = least[depth];
        depth++;
        node[depth] = next[k];
        edge[depth] = nextEdge[k];
        least[depth] = nextWeight[k] < bound ? nextWeight[k] : bound;
        entered = true;
        continue;
      }
      on[v] = 0;
      if (closed[depth] === NEVER) barrier[v] = maxLength - depth + 1;
      else {
        lower(walk, v, closed[depth]);
        if (depth > 1 && closed[depth] + 1 < closed[depth - 1]) closed[depth - 1] = closed[depth] + 1;
      }
      depth--;
    }
  }
  return true;
}

/** The way home from v takes `steps` edges now that v has left the path; nodes before v may close again. */
function lower(walk: Walk, v: number, steps: number): void {
  const { near, barrier, on, queue } = walk;
  const { inStart, inSource } = walk.graph;
  const { rank, local, size } = near;
  barrier[v] = steps;
  let filled = 0;
  queue[filled++] = v;
  // Breadth first from one node: each node gets its final value once, so the queue never holds more than n.
  for (let head = 0; head < filled; head++) {
    const y = queue[head];
    const above = barrier[y] + 1;
    const j = rank[y];
    for (let e = inStart[j]; e < inStart[j + 1]; e++) {
      const u = local[inSource[e]];
      if (u >= size || on[u] !== 0 || barrier[u] <= above) continue;
      barrier[u] = above;
      queue[filled++] = u;
    }
  }
}

/** Book the circuits that the edges from the last node of the path back to the root close. */
function close(walk: Walk, root: number, depth: number): boolean {
  const { graph, near, tally, found, keep, node, edge, least } = walk;
  const v = node[depth];
  for (let e = near.backStart[v]; e < near.backEnd[v]; e++) {
    if (walk.visited === walk.limit) return false;
    walk.visited++;
    const capacity = Math.min(least[depth], graph.inWeight[e]);
    tally.byLength[depth + 1]++;
    tally.capacitySum += capacity;
    if (capacity > tally.top[TOP - 1]) enterTop(tally.top, capacity);
    if (!keep) continue;
    makeRoom(found, depth + 1);
    const at = found.length;
    found.node[at] = graph.nodeOf[root];
    found.edge[at] = edge[1];
    for (let t = 1; t <= depth; t++) {
      found.node[at + t] = graph.nodeOf[near.rank[node[t]]];
      found.edge[at + t] = t < depth ? edge[t + 1] : graph.inEdge[e];
    }
    found.capacity[found.count++] = capacity;
    found.length += depth + 1;
    found.start[found.count] = found.length;
  }
  return true;
}

function makeRoom(found: Found, more: number): void {
  if (found.length + more > found.node.length) {
    const size = 2 * (found.length + more);
    const { node, edge } = found;
    found.node = new Uint32Array(size);
    found.node.set(node);
    found.edge = new Uint32Array(size);
    found.edge.set(edge);
  }
  if (found.count + 1 >= found.capacity.length) {
    const { start, capacity } = found;
    found.capacity = new Float64Array(2 * capacity.length);
    found.capacity.set(capacity);
    found.start = new Uint32Array(2 * capacity.length + 1);
    found.start.set(start);
  }
}
