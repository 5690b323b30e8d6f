/**
 * The cheapest way to carry net positions through obligations when every obligation used costs 1 per unit: what then remains is the least debt, and all
 * the rest of the obligations can be set off.
 *
 *   minimise sum r_e   subject to   0 <= r_e <= c_e,   outflow - inflow of r at node i = outflow - inflow of c at node i
 *
 * Primal-dual method: phases of growing path length. A phase finds the distance D from the net debtors to the nearest net creditor at reduced costs
 * (buckets, since costs are whole), moves the prices, and fills the graph of tight edges by blocking flows until no creditor can be reached in it.
 * An edge from i to j is tight when p_j = p_i + 1; below it carries nothing, above it carries its whole amount: the prices prove the optimum.
 *
 * Everything is exact while amounts are whole numbers and their sum is at most 2^53 - 1. No recursion: graphs may be deep.
 * Cost: O(m) for a phase beside its blocking flows; the number of phases is at most that of distinct path lengths.
 * Sources: Ford and Fulkerson 1962 "Flows in Networks" (primal-dual); Dinic 1970 (blocking flows); Ahuja, Magnanti and Orlin 1993 "Network Flows", chapter 9.
 */

import { type BlockScratch, blockScratch, fillPhase, type Phase } from "./blocking-flow.ts";

/** Obligations in compressed sparse rows: row i owes target[e] the whole number capacity[e]. */
export interface Obligations {
  readonly n: number;
  readonly start: Uint32Array;
  readonly target: Uint32Array;
  readonly capacity: Float64Array;
}

export interface Shipment {
  /** What remains of each obligation, length m. */
  readonly carried: Float64Array;
  /** Price of each node. */
  readonly price: Int32Array;
  readonly phases: number;
  readonly blocks: number;
  /** False when `maxPhases` was reached: what was left was then carried any way it could be, and the remaining debt is not the least. */
  readonly optimal: boolean;
}

const FAR = 0x3fffffff;

/** Solve for whole obligations; stops early after `maxPhases` phases. */
export function shipCheapest(obligations: Obligations, options: { readonly maxPhases: number }): Shipment {
  const ship = newShip(obligations);
  let phases = 0;
  let blocks = 0;
  let optimal = true;
  while (ship.left > 0) {
    const last = phases === options.maxPhases;
    if (last) optimal = false;
    const farthest = measureDistances(ship, last);
    if (!last) movePrices(ship, farthest);
    layOutPhase(ship, last);
    blocks += carry(ship);
    phases++;
  }
  return { carried: ship.carried, price: ship.price, phases, blocks, optimal };
}

interface Ship extends Obligations {
  readonly inStart: Uint32Array;
  readonly inSource: Uint32Array;
  readonly inEdge: Uint32Array;
  readonly carried: Float64Array;
  /** What node i still has to send on (positive) or to receive (negative). */
  readonly excess: Float64Array;
  /** Sum of positive excess. */
  left: number;
  readonly price: Int32Array;
  readonly distance: Int32Array;
  readonly buckets: number[][];
  /** The graph of one phase: nodes that lead to a creditor over tight edges, with numbers of their own in order of distance. */
  readonly local: Int32Array;
  readonly member: Uint32Array;
  members: number;
  readonly row: Uint32Array;
  arcs: Arcs;
  phase: Phase;
  readonly scratch: BlockScratch;
}

/** Arcs of a phase: a tight edge makes two, one each way, that know each other. */
interface Arcs {
  readonly edge: Uint32Array;
  readonly tail: Uint32Array;
  readonly head: Uint32Array;
  count: number;
  readonly to: Uint32Array;
  readonly twin: Uint32Array;
  readonly room: Float64Array;
  readonly back: Float64Array;
}

function newArcs(size: number): Arcs {
  return {
    edge: new Uint32Array(size),
    tail: new Uint32Array(size),
    head: new Uint32Array(size),
    count: 0,
    to: new Uint32Array(2 * size),
    twin: new Uint32Array(2 * size),
    room: new Float64Array(2 * size),
    back: new Float64Array(2 * size),
  };
}

function newShip(obligations: Obligations): Ship {
  const { n, start, target, capacity } = obligations;
  const m = target.length;
  const inStart = new Uint32Array(n + 1);
  for (let e = 0; e < m; e++) inStart[target[e] + 1]++;
  for (let i = 0; i < n; i++) inStart[i + 1] += inStart[i];
  const place = inStart.slice(0, n);
  const inSource = new Uint32Array(m);
  const inEdge = new Uint32Array(m);
  const excess = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    for (let e = start[i]; e < start[i + 1]; e++) {
      const at = place[target[e]]++;
      inSource[at] = i;
      inEdge[at] = e;
      excess[i] += capacity[e];
      excess[target[e]] -= capacity[e];
    }
  }
  let left = 0;
  for (let i = 0; i < n; i++) if (excess[i] > 0) left += excess[i];
  const row = new Uint32Array(n + 1);
  const arcs = newArcs(1024);
  return {
    n,
    start,
    target,
    capacity,
    inStart,
    inSource,
    inEdge,
    carried: new Float64Array(m),
    excess,
    left,
    price: new Int32Array(n),
    distance: new Int32Array(n),
    buckets: [[]],
    local: new Int32Array(n).fill(-1),
    member: new Uint32Array(n),
    members: 0,
    row,
    arcs,
    phase: { members: 0, excess: new Float64Array(n), row, to: arcs.to, twin: arcs.twin, room: arcs.room, back: arcs.back },
    scratch: blockScratch(n),
  };
}

/**
 * Distances to the nearest creditor at reduced costs, from every node that can reach one and is no farther than the farthest node with excess: those
 * become the members of the phase. Returns that largest distance.
 * An edge i -> j has reduced cost 1 + p_i - p_j while it has room, its way back p_j - p_i - 1 while it carries something. With `free`, all ways cost nothing.
 */
function measureDistances(ship: Ship, free: boolean): number {
  const { n, start, target, capacity, inStart, inSource, inEdge, carried, excess, price, distance, member, buckets } = ship;
  distance.fill(FAR);
  for (const bucket of buckets) bucket.length = 0;
  let waiting = 0;
  for (let i = 0; i < n; i++) {
    if (excess[i] > 0) waiting++;
    if (excess[i] >= 0) continue;
    distance[i] = 0;
    buckets[0].push(i);
  }
  let members = 0;
  let d = 0;
  for (; d < buckets.length; d++) {
    const bucket = buckets[d];
    for (let x = 0; x < bucket.length; x++) {
      const v = bucket[x];
      if (distance[v] !== d || ship.local[v] >= 0) continue;
      ship.local[v] = members;
      member[members++] = v;
      if (excess[v] > 0) waiting--;
      const p = price[v];
      for (let k = inStart[v]; k < inStart[v + 1]; k++) {
        const y = inSource[k];
        const cost = 1 + price[y] - p;
        const far = free ? 0 : d + cost;
        if (far >= distance[y] || (cost < 0 && !free)) continue;
        if ((cost === 0 || free) && carried[inEdge[k]] === capacity[inEdge[k]]) continue;
        distance[y] = far;
        while (far >= buckets.length) buckets.push([]);
        buckets[far].push(y);
      }
      for (let e = start[v]; e < start[v + 1]; e++) {
        const y = target[e];
        const cost = price[y] - p - 1;
        const far = free ? 0 : d + cost;
        if (far >= distance[y] || (cost < 0 && !free)) continue;
        if ((cost === 0 || free) && carried[e] === 0) continue;
        distance[y] = far;
        while (far >= buckets.length) buckets.push([]);
        buckets[far].push(y);
      }
    }
    if (waiting === 0) break;
  }
  ship.members = members;
  return d;
}

/** Shortest ways become tight. Prices matter up to a constant, so nodes beyond the farthest member keep theirs. */
function movePrices({ member, members, distance, price }: Ship, farthest: number): void {
  for (let x = 0; x < members; x++) price[member[x]] += farthest - distance[member[x]];
}

/** Lay out the graph of the phase: its members and the tight edges between them; with `free`, all edges. */
function layOutPhase(ship: Ship, free: boolean): void {
  const { start, target, capacity, carried, excess, price, local, member, members, row } = ship;
  ship.phase.members = members;
  row.fill(0, 0, members + 1);
  let count = 0;
  let { arcs } = ship;
  for (let x = 0; x < members; x++) {
    const v = member[x];
    ship.phase.excess[x] = excess[v];
    const p = price[v] + 1;
    for (let e = start[v]; e < start[v + 1]; e++) {
      const y = target[e];
      const z = local[y];
      if (z < 0 || (!free && price[y] !== p)) continue;
      if (count === arcs.edge.length) arcs = grow(ship);
      arcs.edge[count] = e;
      arcs.tail[count] = x;
      arcs.head[count++] = z;
      row[x + 1]++;
      row[z + 1]++;
    }
  }
  for (let x = 0; x < members; x++) {
    local[member[x]] = -1;
    row[x + 1] += row[x];
  }
  arcs.count = count;
  const { current } = ship.scratch;
  for (let x = 0; x < members; x++) current[x] = row[x];
  for (let k = 0; k < count; k++) {
    const e = arcs.edge[k];
    const a = current[arcs.tail[k]]++;
    const b = current[arcs.head[k]]++;
    arcs.to[a] = arcs.head[k];
    arcs.to[b] = arcs.tail[k];
    arcs.twin[a] = b;
    arcs.twin[b] = a;
    arcs.room[a] = capacity[e] - carried[e];
    arcs.room[b] = carried[e];
    arcs.back[a] = carried[e];
    arcs.back[b] = arcs.room[a];
    // From here on the place of the forward arc is what is needed to write the result back.
    arcs.tail[k] = a;
  }
}

function grow(ship: Ship): Arcs {
  const { edge, tail, head } = ship.arcs;
  const arcs = newArcs(2 * edge.length);
  arcs.edge.set(edge);
  arcs.tail.set(tail);
  arcs.head.set(head);
  ship.arcs = arcs;
  ship.phase = { ...ship.phase, to: arcs.to, twin: arcs.twin, room: arcs.room, back: arcs.back };
  return arcs;
}

/** Carry what can be carried in the phase and write it back to the edges. Returns the number of blocks. */
function carry(ship: Ship): number {
  const { arcs, phase, member, excess, carried, capacity, scratch } = ship;
  const { moved, blocks } = fillPhase(phase, scratch);
  ship.left -= moved;
  const { count, edge, tail, room } = arcs;
  for (let k = 0; k < count; k++) carried[edge[k]] = capacity[edge[k]] - room[tail[k]];
  for (let x = 0; x < phase.members; x++) excess[member[x]] = phase.excess[x];
  return blocks;
}
