/**
 * One phase of primal-dual.ts in plain TypeScript: distances, prices, the graph of tight edges, and what it carries. assembly/primal-dual.ts does the same in the
 * same order.
 */
import { FULL, fillPhase, TWIN_FULL } from "./blocking-flow.ts";
import { EMPTY, FAR, NONE, SATURATED, type Ship, type ShipArrays, SOME } from "./ship.ts";

/** Run one phase; with `free`, all ways cost nothing. */
export function carryPhase(ship: Ship, free: boolean): { readonly moved: number; readonly blocks: number } {
  const farthest = measureDistances(ship, free);
  if (!free) movePrices(ship, farthest);
  layOutPhase(ship, free);
  const carried = fillPhase(ship.arrays, ship.members);
  writeBack(ship);
  return carried;
}

/**
 * Distances to the nearest creditor at reduced costs, from every node that can reach one and is no farther than the farthest node with excess: those
 * become the members of the phase. Returns that largest distance.
 * An edge i -> j has reduced cost 1 + p_i - p_j while it has room, its way back p_j - p_i - 1 while it carries something. With `free`, all ways cost nothing.
 * A way to y through v is no shorter when the price of y less its distance is at least that of v less 1 (plus 1, on a way back): one look settles most edges.
 */
function measureDistances(ship: Ship, free: boolean): number {
  const { n } = ship;
  const { start, target, inStart, inSource, inEdge, state, excess, value, local, member, first, next } = ship.arrays;
  let waiting = 0;
  let top = 0;
  for (let i = 0; i < n; i++) {
    value[2 * i] = (free ? 0 : value[2 * i + 1]) - FAR;
    if (excess[i] > 0) waiting++;
    if (excess[i] >= 0) continue;
    put(ship.arrays, i, 0);
    value[2 * i] += FAR;
  }
  const there = free ? 0 : 1;
  let members = 0;
  let d = 0;
  for (; d <= top; d++) {
    for (let v = first[d]; v !== NONE; v = next[v]) {
      local[v] = members;
      member[members++] = v;
      if (excess[v] > 0) waiting--;
      const p = free ? 0 : value[2 * v + 1];
      const own = value[2 * v];
      for (let k = inStart[v]; k < inStart[v + 1]; k++) {
        const y = inSource[k];
        if (value[2 * y] >= own - there) continue;
        const cost = free ? 0 : 1 + value[2 * y + 1] - p;
        if (cost < 0) continue;
        if (cost === 0 && state[inEdge[k]] === SATURATED) continue;
        const far = d + cost;
        if (far > top) top = far;
        move(ship.arrays, y, far, free);
      }
      for (let e = start[v]; e < start[v + 1]; e++) {
        const y = target[e];
        if (value[2 * y] >= own + there) continue;
        const cost = free ? 0 : value[2 * y + 1] - p - 1;
        if (cost < 0) continue;
        if (cost === 0 && state[e] === EMPTY) continue;
        const far = d + cost;
        if (far > top) top = far;
        move(ship.arrays, y, far, free);
      }
    }
    if (waiting === 0) break;
  }
  first.fill(NONE, 0, top + 1);
  ship.members = members;
  return d;
}

/** Append node i to the list of distance d. */
function put({ first, final, next, previous }: ShipArrays, i: number, d: number): void {
  next[i] = NONE;
  if (first[d] === NONE) {
    first[d] = i;
    previous[i] = NONE;
  } else {
    previous[i] = final[d];
    next[final[d]] = i;
  }
  final[d] = i;
}

/** Give node y the shorter distance `far`. */
function move(arrays: ShipArrays, y: number, far: number, free: boolean): void {
  const { value, first, final, next, previous } = arrays;
  const p = free ? 0 : value[2 * y + 1];
  const old = p - value[2 * y];
  value[2 * y] = p - far;
  if (old !== FAR) {
    const before = previous[y];
    const after = next[y];
    if (before === NONE) first[old] = after;
    else next[before] = after;
    if (after === NONE) final[old] = before;
    else previous[after] = before;
  }
  put(arrays, y, far);
}

/** Shortest ways become tight. Prices matter up to a constant, so nodes beyond the farthest member keep theirs. */
function movePrices({ members, arrays: { member, value } }: Ship, farthest: number): void {
  for (let x = 0; x < members; x++) value[2 * member[x] + 1] = value[2 * member[x]] + farthest;
}

/** Lay out the graph of the phase: its members and the tight edges between them; with `free`, all edges. */
function layOutPhase(ship: Ship, free: boolean): void {
  const { members } = ship;
  const { start, target, capacity, carried, excess, phaseExcess, value, local, member, row, edge, edgeStart, current, link, twin, room } =
    ship.arrays;
  row.fill(0, 0, members + 1);
  let count = 0;
  for (let x = 0; x < members; x++) {
    const v = member[x];
    phaseExcess[x] = excess[v];
    const p = value[2 * v + 1] + 1;
    edgeStart[x] = count;
    for (let e = start[v]; e < start[v + 1]; e++) {
      const y = target[e];
      if (!free && value[2 * y + 1] !== p) continue;
      const z = local[y];
      if (z < 0) continue;
      edge[count++] = e;
      row[z + 1]++;
    }
    row[x + 1] += count - edgeStart[x];
  }
  edgeStart[members] = count;
  // A row holds the edges of its node first, then those that lead to it.
  for (let x = 0; x < members; x++) {
    current[x] = row[x] + edgeStart[x + 1] - edgeStart[x];
    row[x + 1] += row[x];
  }
  for (let x = 0; x < members; x++) {
    let a = row[x];
    for (let k = edgeStart[x]; k < edgeStart[x + 1]; k++, a++) {
      const e = edge[k];
      const z = local[target[e]];
      const b = current[z]++;
      const used = carried[e];
      const rest = capacity[e] - used;
      link[a] = z | (rest === 0 ? FULL : 0) | (used === 0 ? TWIN_FULL : 0);
      link[b] = x | (used === 0 ? FULL : 0) | (rest === 0 ? TWIN_FULL : 0);
      twin[a] = b;
      twin[b] = a;
      room[a] = rest;
      room[b] = used;
    }
  }
  for (let x = 0; x < members; x++) local[member[x]] = -1;
}

/** Write what the phase carried back to the edges. */
function writeBack({ members, arrays }: Ship): void {
  const { edge, edgeStart, row, member, excess, phaseExcess, carried, state, link, twin, room } = arrays;
  for (let x = 0; x < members; x++) {
    let a = row[x];
    for (let k = edgeStart[x]; k < edgeStart[x + 1]; k++, a++) {
      const used = room[twin[a]];
      carried[edge[k]] = used;
      state[edge[k]] = used === 0 ? EMPTY : link[a] < 0 ? SATURATED : SOME;
    }
    excess[member[x]] = phaseExcess[x];
  }
}
