/**
 * The graph that circuits are searched in: edges of at least the floor, inside one strongly connected component, nodes ranked hubs first. And the
 * neighbourhood of one root: the nodes and edges that lie on a closed walk of at most K edges through the root and nodes ranked after it.
 *
 * Searching hubs first is what makes it fast: a hub that was the root once leaves the graph, and the circuits of the others stay short.
 */
import type { Network } from "../network/network.ts";
import { stronglyConnected } from "../network/components.ts";

/** Edges as columns, by from then to; `edge` is the index in the network, of the first of its parallel run when runs are merged. */
export interface EdgeColumns {
  readonly n: number;
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  readonly weight: Float64Array;
  readonly edge: Uint32Array;
  readonly selfLoops: number;
}

export interface CircuitGraph {
  /** Number of ranked nodes: those on some circuit of any length. */
  readonly n: number;
  /** Node of the network at each rank. */
  readonly nodeOf: Uint32Array;
  readonly outStart: Uint32Array;
  readonly outTarget: Uint32Array;
  readonly inStart: Uint32Array;
  readonly inSource: Uint32Array;
  readonly inWeight: Float64Array;
  readonly inEdge: Uint32Array;
}

/** Columns of the edges that can be on a circuit: self-loops are left out and counted, parallel edges added up unless expanded. */
export function edgeColumns(network: Network, expandParallel: boolean): EdgeColumns {
  const { n, m, start, target, weight } = network;
  const from = new Uint32Array(m);
  const to = new Uint32Array(m);
  const total = new Float64Array(m);
  const edge = new Uint32Array(m);
  let count = 0;
  let selfLoops = 0;
  for (let i = 0; i < n; i++) {
    let previous = -1;
    for (let e = start[i]; e < start[i + 1]; e++) {
      const j = target[e];
      if (j === i) {
        selfLoops++;
        continue;
      }
      if (j === previous && !expandParallel) {
        total[count - 1] += weight[e];
        continue;
      }
      from[count] = i;
      to[count] = j;
      total[count] = weight[e];
      edge[count++] = e;
      previous = j;
    }
  }
  return {
    n,
    from: from.subarray(0, count),
    to: to.subarray(0, count),
    weight: total.subarray(0, count),
    edge: edge.subarray(0, count),
    selfLoops,
  };
}

/** Rank the nodes of the non-trivial components by degree, hubs first, and lay out the edges of at least `floor` between them. */
export function circuitGraph(edges: EdgeColumns, floor: number): CircuitGraph {
  const { n, from, to, weight, edge } = edges;
  const m = from.length;
  const start = new Uint32Array(n + 1);
  let kept = 0;
  for (let k = 0; k < m; k++) {
    if (weight[k] < floor) continue;
    start[from[k] + 1]++;
    kept++;
  }
  for (let i = 0; i < n; i++) start[i + 1] += start[i];
  const target = new Uint32Array(kept);
  for (let k = 0, at = 0; k < m; k++) if (weight[k] >= floor) target[at++] = to[k];
  const { component } = stronglyConnected({ n, start, target });
  const degree = new Uint32Array(n);
  let inside = 0;
  for (let k = 0; k < m; k++) {
    if (weight[k] < floor || component[from[k]] !== component[to[k]]) continue;
    degree[from[k]]++;
    degree[to[k]]++;
    inside++;
  }
  const { nodeOf, rank } = hubsFirst(degree);
  const active = nodeOf.length;
  const outStart = new Uint32Array(active + 1);
  const inStart = new Uint32Array(active + 1);
  for (let i = 0; i < n; i++) degree[i] = 0;
  for (let k = 0; k < m; k++) {
    if (weight[k] < floor || component[from[k]] !== component[to[k]]) continue;
    outStart[rank[from[k]] + 1]++;
    inStart[rank[to[k]] + 1]++;
  }
  for (let i = 0; i < active; i++) {
    outStart[i + 1] += outStart[i];
    inStart[i + 1] += inStart[i];
  }
  const outPlace = outStart.slice(0, active);
  const inPlace = inStart.slice(0, active);
  const outTarget = new Uint32Array(inside);
  const inSource = new Uint32Array(inside);
  const inWeight = new Float64Array(inside);
  const inEdge = new Uint32Array(inside);
  for (let k = 0; k < m; k++) {
    if (weight[k] < floor || component[from[k]] !== component[to[k]]) continue;
    const i = rank[from[k]];
    const j = rank[to[k]];
    outTarget[outPlace[i]++] = j;
    const at = inPlace[j]++;
    inSource[at] = i;
    inWeight[at] = weight[k];
    inEdge[at] = edge[k];
  }
  return { n: active, nodeOf, outStart, outTarget, inStart, inSource, inWeight, inEdge };
}

/** Nodes with edges by falling degree, then by index. */
function hubsFirst(degree: Uint32Array): { nodeOf: Uint32Array; rank: Uint32Array } {
  let top = 0;
  for (let i = 0; i < degree.length; i++) if (degree[i] > top) top = degree[i];
  const place = new Uint32Array(top + 2);
  for (let i = 0; i < degree.length; i++) place[top - degree[i] + 1]++;
  for (let d = 0; d <= top; d++) place[d + 1] += place[d];
  const active = place[top];
  const rank = new Uint32Array(degree.length);
  const nodeOf = new Uint32Array(active);
  for (let i = 0; i < degree.length; i++) {
    rank[i] = place[top - degree[i]]++;
    if (degree[i] > 0) nodeOf[rank[i]] = i;
  }
  return { nodeOf, rank };
}

const NONE = 0xffffffff;

/**
 * What can be reached from one root and lead back to it within K edges. Nodes have local numbers in order of their distance back to the root, so that
 * "distance at most d" reads "local number below levelEnd[d]", and the edges of each row come in that order too.
 * A closer of v is a pair of edges v -> d -> root. All arrays are scratch, overwritten for each root.
 */
export interface Neighbourhood {
  size: number;
  /** Rank of each local node; local number of each rank, NONE when outside. */
  readonly rank: Uint32Array;
  readonly local: Uint32Array;
  /** Number of local nodes at distance at most d, length K + 1. */
  readonly levelEnd: Uint32Array;
  readonly distance: Uint32Array;
  /** Edges from the root. */
  firstCount: number;
  readonly firstNode: Uint32Array;
  readonly firstWeight: Float64Array;
  readonly firstEdge: Uint32Array;
  /** Edges between local nodes, sorted by distance of their target. */
  readonly row: Uint32Array;
  readonly next: Uint32Array;
  readonly nextWeight: Float64Array;
  readonly nextEdge: Uint32Array;
  /** Edges back to the root: positions closeStart[v] to closeEnd[v] - 1 in the root's row of incoming edges. */
  readonly backStart: Uint32Array;
  readonly backEnd: Uint32Array;
  readonly scratchForward: Uint32Array;
  readonly scratchQueue: Uint32Array;
  readonly scratchFrom: Uint32Array;
  readonly scratchTo: Uint32Array;
  readonly scratchAt: Uint32Array;
  readonly scratchPlace: Uint32Array;
}

export function neighbourhoodScratch(graph: CircuitGraph, maxLength: number): Neighbourhood {
  const { n } = graph;
  const m = graph.inSource.length;
  return {
    size: 0,
    rank: new Uint32Array(n),
    local: new Uint32Array(n).fill(NONE),
    levelEnd: new Uint32Array(maxLength + 1),
    distance: new Uint32Array(n),
    firstCount: 0,
    firstNode: new Uint32Array(m),
    firstWeight: new Float64Array(m),
    firstEdge: new Uint32Array(m),
    row: new Uint32Array(n + 1),
    next: new Uint32Array(m),
    nextWeight: new Float64Array(m),
    nextEdge: new Uint32Array(m),
    backStart: new Uint32Array(n),
    backEnd: new Uint32Array(n),
    scratchForward: new Uint32Array(n),
    scratchQueue: new Uint32Array(n),
    scratchFrom: new Uint32Array(m),
    scratchTo: new Uint32Array(m),
    scratchAt: new Uint32Array(m),
    scratchPlace: new Uint32Array(n),
  };
}

/** Fill `near` for `root`; returns false when no circuit goes through it. Call `leave` before the next root. */
export function enter(graph: CircuitGraph, near: Neighbourhood, root: number, maxLength: number): boolean {
  near.size = 0;
  if (!anyAfter(graph.inSource, graph.inStart, root)) return false;
  const half = maxLength >> 1;
  if (!markForward(graph, near, root, half)) return false;
  collectBackward(graph, near, root, maxLength, half);
  layOutEdges(graph, near, root, maxLength, half);
  return near.firstCount > 0;
}

/** Whether the root's row names a node ranked after it. */
function anyAfter(nodes: Uint32Array, start: Uint32Array, root: number): boolean {
  for (let e = start[root]; e < start[root + 1]; e++) if (nodes[e] > root) return true;
  return false;
}

export function leave(near: Neighbourhood): void {
  const { local, rank, size } = near;
  for (let v = 0; v < size; v++) local[rank[v]] = NONE;
}

/** Distance from the root, up to half of K; marks are taken off again in layOutEdges through the queue. */
function markForward(graph: CircuitGraph, near: Neighbourhood, root: number, half: number): boolean {
  const { outStart, outTarget } = graph;
  const { scratchForward, scratchQueue } = near;
  let filled = 0;
  for (let e = outStart[root]; e < outStart[root + 1]; e++) {
    const j = outTarget[e];
    if (j <= root || scratchForward[j] !== 0) continue;
    scratchForward[j] = 1;
    scratchQueue[filled++] = j;
  }
  for (let head = 0; head < filled; head++) {
    const i = scratchQueue[head];
    const depth = scratchForward[i];
    if (depth >= half) break;
    for (let e = outStart[i]; e < outStart[i + 1]; e++) {
      const j = outTarget[e];
      if (j <= root || scratchForward[j] !== 0) continue;
      scratchForward[j] = depth + 1;
      scratchQueue[filled++] = j;
    }
  }
  near.firstCount = filled;
  return filled > 0;
}

/** Breadth-first search backwards; a node is kept when the way there and the way back together fit into K, as far as the way there is known. */
function collectBackward(graph: CircuitGraph, near: Neighbourhood, root: number, maxLength: number, half: number): void {
  const { inStart, inSource } = graph;
  const { rank, local, levelEnd, distance, backStart, backEnd, scratchForward } = near;
  let size = 0;
  for (let e = inStart[root]; e < inStart[root + 1]; e++) {
    const i = inSource[e];
    if (i <= root) continue;
    let v = local[i];
    if (v === NONE) {
      v = size++;
      local[i] = v;
      rank[v] = i;
      distance[v] = 1;
      backStart[v] = e;
    }
    // Parallel edges lie next to each other.
    backEnd[v] = e + 1;
  }
  levelEnd[0] = 0;
  levelEnd[1] = size;
  let head = 0;
  for (let d = 2; d < maxLength; d++) {
    const levelStop = size;
    const room = maxLength - d;
    for (; head < levelStop; head++) {
      const j = rank[head];
      for (let e = inStart[j]; e < inStart[j + 1]; e++) {
        const i = inSource[e];
        if (i <= root || local[i] !== NONE) continue;
        const forward = scratchForward[i];
        if (room <= half && (forward === 0 || forward > room)) continue;
        local[i] = size;
        rank[size] = i;
        distance[size] = d;
        backStart[size] = 0;
        backEnd[size++] = 0;
      }
    }
    levelEnd[d] = size;
    if (size === levelStop) {
      levelEnd.fill(size, d, maxLength);
      break;
    }
  }
  levelEnd[maxLength] = size;
  near.size = size;
}

function layOutEdges(graph: CircuitGraph, near: Neighbourhood, root: number, maxLength: number, half: number): void {
  const { inStart, inSource, inWeight, inEdge } = graph;
  const { rank, local, distance, firstNode, firstWeight, firstEdge, row, next, nextWeight, nextEdge } = near;
  const { scratchForward, scratchQueue, scratchFrom, scratchTo, scratchAt, scratchPlace, size } = near;
  const marked = near.firstCount;
  let firstCount = 0;
  let count = 0;
  row.fill(0, 0, size + 1);
  for (let y = 0; y < size; y++) {
    const j = rank[y];
    const room = maxLength - 1 - distance[y];
    for (let e = inStart[j]; e < inStart[j + 1]; e++) {
      const i = inSource[e];
      if (i < root) continue;
      if (i === root) {
        firstNode[firstCount] = y;
        firstWeight[firstCount] = inWeight[e];
        firstEdge[firstCount++] = inEdge[e];
        continue;
      }
      const v = local[i];
      if (v === NONE) continue;
      const forward = scratchForward[i];
      if ((forward === 0 ? half + 1 : forward) > room) continue;
      scratchFrom[count] = v;
      scratchTo[count] = y;
      scratchAt[count++] = e;
      row[v + 1]++;
    }
  }
  for (let k = 0; k < marked; k++) scratchForward[scratchQueue[k]] = 0;
  for (let v = 0; v < size; v++) {
    scratchPlace[v] = row[v];
    row[v + 1] += row[v];
  }
  for (let k = 0; k < count; k++) {
    const at = scratchPlace[scratchFrom[k]]++;
    next[at] = scratchTo[k];
    nextWeight[at] = inWeight[scratchAt[k]];
    nextEdge[at] = inEdge[scratchAt[k]];
  }
  near.firstCount = firstCount;
}
