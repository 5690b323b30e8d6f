/**
 * The largest flow from nodes with excess to creditors in the graph of one phase, by blocking flows (Dinic 1970).
 *
 * In deep graphs, by waves instead: from level to level, every node once (Karzanov 1974; Tarjan 1984 "A simple version of Karzanov's blocking flow algorithm").
 *
 * Levels are distances to the nearest creditor, so that all nodes with excess push along their own shortest ways in one block. They are measured afresh
 * after each block: repairing only the nodes that lost their last way down was slower, since most of them do. Once few nodes hold excess, only the shortest
 * way of all is looked for, from both sides. No recursion. assembly/primal-dual.ts does the same in the same order.
 */

import type { ShipArrays } from "./ship.ts";

/** The arc can take no more. */
export const FULL: number = 0x80000000 | 0;
/** Its twin can take no more. */
export const TWIN_FULL = 0x40000000;
const NODE = 0x3fffffff;

/** With one node in so many holding excess, searching from both sides is cheaper. */
const FEW_SHIFT = 10;

/** Send all that can be sent. Returns the amount that arrived and the number of blocks. A node on the way may be left with excess. */
export function fillPhase(arrays: ShipArrays, members: number): { readonly moved: number; readonly blocks: number } {
  const { phaseExcess: excess, row, active, level, queue } = arrays;
  const few = members >> FEW_SHIFT;
  let count = 0;
  for (let x = 0; x < members; x++) if (excess[x] > 0) active[count++] = x;
  let moved = 0;
  let blocks = 0;
  for (;;) {
    let kept = 0;
    for (let k = 0; k < count; k++) if (excess[active[k]] > 0) active[kept++] = active[k];
    count = kept;
    if (count === 0) return { moved, blocks };
    let deep = false;
    if (count <= few) {
      if (!meet(arrays, members, count)) return { moved, blocks };
      deep = count * level[active[0]] > row[members];
    }
    let measured = 0;
    if (count > few || deep) {
      measured = measure(arrays, members, count);
      count = 0;
      let steps = 0;
      for (let k = 0; k < measured; k++) {
        const x = queue[k];
        if (excess[x] <= 0) continue;
        active[count++] = x;
        steps += level[x];
      }
      if (count === 0) return { moved, blocks };
      // Walking down from each node costs the sum of their levels: in a deep graph a wave over the arcs is cheaper.
      deep = steps > row[members];
    }
    blocks++;
    moved += deep ? wave(arrays, measured) : block(arrays, members, count);
  }
}

/**
 * Levels, breadth first from the creditors until `waiting` nodes with excess are met; the queue holds them in this order. Returns how many nodes have a level.
 */
function measure({ phaseExcess: excess, row, link, level, queue }: ShipArrays, members: number, waiting: number): number {
  let count = 0;
  for (let x = 0; x < members; x++) {
    level[x] = 0;
    if (excess[x] >= 0) continue;
    level[x] = 1;
    queue[count++] = x;
  }
  for (let head = 0; head < count; head++) {
    const x = queue[head];
    const above = level[x] + 1;
    const end = row[x + 1];
    for (let a = row[x]; a < end; a++) {
      if ((link[a] & TWIN_FULL) !== 0) continue;
      const y = link[a] & NODE;
      if (level[y] !== 0) continue;
      level[y] = above;
      queue[count++] = y;
      if (excess[y] > 0 && --waiting === 0) return count;
    }
  }
  return count;
}

/**
 * Levels on the shortest ways from the first `count` active nodes to any creditor, searched from both sides, the cheaper one first. False when there is no way.
 * The queue holds one side from its front, the other from its end.
 */
function meet({ phaseExcess: excess, row, link, level, queue, active }: ShipArrays, members: number, count: number): boolean {
  let up = 0;
  let upWork = 0;
  let down = members;
  let downWork = 0;
  for (let x = 0; x < members; x++) {
    level[x] = 0;
    if (excess[x] >= 0) continue;
    level[x] = 1;
    queue[--down] = x;
    downWork += row[x + 1] - row[x];
  }
  for (let k = 0; k < count; k++) {
    const x = active[k];
    level[x] = -1;
    queue[up++] = x;
    upWork += row[x + 1] - row[x];
  }
  let upHead = 0;
  let upLevel = 1;
  let downHead = members;
  let downLevel = 1;
  let met = false;
  for (;;) {
    if (upHead === up || downHead === down) return false;
    if (upWork <= downWork) {
      const end = up;
      upWork = 0;
      for (; upHead < end && !met; upHead++) {
        const x = queue[upHead];
        for (let a = row[x]; a < row[x + 1]; a++) {
          const y = link[a] & NODE;
          if (link[a] < 0 || level[y] < 0) continue;
          met = level[y] > 0;
          if (met) break;
          level[y] = -upLevel - 1;
          queue[up++] = y;
          upWork += row[y + 1] - row[y];
        }
      }
      if (met) {
        while (up > end) level[queue[--up]] = 0;
        break;
      }
      upLevel++;
    } else {
      const end = down;
      downWork = 0;
      for (; downHead > end && !met; downHead--) {
        const x = queue[downHead - 1];
        for (let a = row[x]; a < row[x + 1]; a++) {
          const y = link[a] & NODE;
          if ((link[a] & TWIN_FULL) !== 0 || level[y] > 0) continue;
          met = level[y] < 0;
          if (met) break;
          level[y] = downLevel + 1;
          queue[--down] = y;
          downWork += row[y + 1] - row[y];
        }
      }
      if (met) {
        while (down < end) level[queue[down++]] = 0;
        break;
      }
      downLevel++;
    }
  }
  // Steps from the debtors become steps to go.
  for (let k = 0; k < up; k++) level[queue[k]] += upLevel + downLevel + 1;
  return true;
}

/**
 * One wave: each of the first `count` nodes of the queue once, highest level first, sends what it holds one level down. What gets stuck stays where it is.
 * Returns what arrived at creditors.
 */
function wave(arrays: ShipArrays, count: number): number {
  const { phaseExcess: excess, row, link, room, level, queue } = arrays;
  let arrived = 0;
  for (let k = count - 1; k >= 0; k--) {
    const x = queue[k];
    let rest = excess[x];
    if (rest <= 0) continue;
    const below = level[x] - 1;
    const end = row[x + 1];
    for (let a = row[x]; a < end && rest > 0; a++) {
      const y = link[a] & NODE;
      if (link[a] < 0 || level[y] !== below) continue;
      let part = rest < room[a] ? rest : room[a];
      if (below === 1) {
        // A creditor takes no more than it lacks.
        const lack = -excess[y];
        if (lack <= 0) continue;
        if (lack < part) part = lack;
        arrived += part;
      }
      send(arrays, a, part);
      excess[y] += part;
      rest -= part;
    }
    excess[x] = rest;
  }
  return arrived;
}

/** One blocking flow: each active node sends what it can down the levels, over as many ways as it takes. Returns the amount moved. */
function block(arrays: ShipArrays, members: number, count: number): number {
  const { phaseExcess: excess, row, link, room, level, current, active, stackNode, stackWant, stackUsed } = arrays;
  for (let x = 0; x < members; x++) current[x] = row[x];
  let moved = 0;
  for (let k = 0; k < count; k++) {
    const source = active[k];
    let depth = 0;
    stackNode[0] = source;
    stackWant[0] = excess[source];
    stackUsed[0] = 0;
    for (;;) {
      const x = stackNode[depth];
      const want = stackWant[depth];
      let used = stackUsed[depth];
      let child = -1;
      if (level[x] === 1) {
        // A creditor takes what it still lacks.
        const lack = -excess[x];
        used = want < lack ? want : lack;
        excess[x] += used;
      } else if (used < want) {
        const below = level[x] - 1;
        const end = row[x + 1];
        let a = current[x];
        while (a < end && (link[a] < 0 || level[link[a] & NODE] !== below)) a++;
        current[x] = a;
        if (a < end) child = a;
      }
      if (child >= 0) {
        const rest = want - used;
        depth++;
        stackNode[depth] = link[child] & NODE;
        stackWant[depth] = rest < room[child] ? rest : room[child];
        stackUsed[depth] = 0;
        continue;
      }
      // Nothing more goes through here in this block.
      if (used < want) level[x] = 0;
      if (depth === 0) {
        excess[source] -= used;
        moved += used;
        break;
      }
      depth--;
      if (used === 0) continue;
      send(arrays, current[stackNode[depth]], used);
      stackUsed[depth] += used;
    }
  }
  return moved;
}

function send({ link, twin, room }: ShipArrays, a: number, amount: number): void {
  const b = twin[a];
  if (room[b] === 0) {
    link[b] &= ~FULL;
    link[a] &= ~TWIN_FULL;
  }
  room[b] += amount;
  room[a] -= amount;
  if (room[a] === 0) {
    link[a] |= FULL;
    link[b] |= TWIN_FULL;
  }
}
