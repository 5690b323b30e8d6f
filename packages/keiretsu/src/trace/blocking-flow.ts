/**
 * The largest flow from nodes with excess to creditors in the graph of one phase, by blocking flows (Dinic 1970).
 *
 * In deep graphs, by waves instead: from level to level, every node once (Karzanov 1974; Tarjan 1984 "A simple version of Karzanov's blocking flow algorithm").
 *
 * Levels are distances to the nearest creditor, so that all nodes with excess push along their own shortest ways in one block. They are measured afresh
 * after each block: repairing only the nodes that lost their last way down was slower, since most of them do. No recursion.
 */

/** Nodes 0 to members - 1; arcs in compressed sparse rows, each with its twin the other way. All arrays are scratch and may be longer. */
export interface Phase {
  members: number;
  /** What a node still has to send on (positive) or to receive (negative). */
  readonly excess: Float64Array;
  readonly row: Uint32Array;
  readonly to: Uint32Array;
  readonly twin: Uint32Array;
  /** What an arc can still take, and what its twin can: the same numbers twice, so that looking up the other way is no jump. */
  readonly room: Float64Array;
  readonly back: Float64Array;
}

export interface BlockScratch {
  /** Distance to the nearest creditor plus 1; 0 = no way, or no more room in this block. */
  readonly level: Int32Array;
  readonly queue: Uint32Array;
  readonly current: Uint32Array;
  readonly active: Uint32Array;
  readonly stackNode: Uint32Array;
  readonly stackWant: Float64Array;
  readonly stackUsed: Float64Array;
}

export function blockScratch(n: number): BlockScratch {
  return {
    level: new Int32Array(n),
    queue: new Uint32Array(n),
    current: new Uint32Array(n),
    active: new Uint32Array(n),
    stackNode: new Uint32Array(n + 1),
    stackWant: new Float64Array(n + 1),
    stackUsed: new Float64Array(n + 1),
  };
}

/** Send all that can be sent. Returns the amount that arrived and the number of blocks. A node on the way may be left with excess. */
export function fillPhase(phase: Phase, scratch: BlockScratch): { readonly moved: number; readonly blocks: number } {
  const { members, excess, row } = phase;
  const { level, queue, active } = scratch;
  let moved = 0;
  let blocks = 0;
  for (;;) {
    const measured = measure(phase, scratch);
    let count = 0;
    let steps = 0;
    for (let k = 0; k < measured; k++) {
      const x = queue[k];
      if (excess[x] <= 0) continue;
      active[count++] = x;
      steps += level[x];
    }
    if (count === 0) return { moved, blocks };
    blocks++;
    // Walking down from each node costs the sum of their levels: in a deep graph a wave over the arcs is cheaper.
    moved += steps > row[members] ? wave(phase, scratch, measured) : block(phase, scratch, count);
  }
}

/** Levels of all nodes, breadth first from the creditors; the queue holds them in this order. Returns how many nodes have a level. */
function measure({ members, excess, row, to, back }: Phase, { level, queue }: BlockScratch): number {
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
    for (let a = row[x]; a < row[x + 1]; a++) {
      if (back[a] === 0 || level[to[a]] !== 0) continue;
      level[to[a]] = above;
      queue[count++] = to[a];
    }
  }
  return count;
}

/**
 * One wave: each of the first `count` nodes of the queue once, highest level first, sends what it holds one level down. What gets stuck stays where it is.
 * Returns what arrived at creditors.
 */
function wave({ excess, row, to, twin, room, back }: Phase, { level, queue }: BlockScratch, count: number): number {
  let arrived = 0;
  for (let k = count - 1; k >= 0; k--) {
    const x = queue[k];
    let rest = excess[x];
    if (rest <= 0) continue;
    const below = level[x] - 1;
    const end = row[x + 1];
    for (let a = row[x]; a < end && rest > 0; a++) {
      const y = to[a];
      if (room[a] === 0 || level[y] !== below) continue;
      let part = rest < room[a] ? rest : room[a];
      if (below === 1) {
        // A creditor takes no more than it lacks.
        const lack = -excess[y];
        if (lack <= 0) continue;
        if (lack < part) part = lack;
        arrived += part;
      }
      const b = twin[a];
      room[a] -= part;
      back[b] -= part;
      room[b] += part;
      back[a] += part;
      excess[y] += part;
      rest -= part;
    }
    excess[x] = rest;
  }
  return arrived;
}

/** One blocking flow: each active node sends what it can down the levels, over as many ways as it takes. Returns the amount moved. */
function block(phase: Phase, scratch: BlockScratch, count: number): number {
  const { members, excess, row, to, twin, room, back } = phase;
  const { level, current, active, stackNode, stackWant, stackUsed } = scratch;
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
        while (a < end && (room[a] === 0 || level[to[a]] !== below)) a++;
        current[x] = a;
        if (a < end) child = a;
      }
      if (child >= 0) {
        const rest = want - used;
        depth++;
        stackNode[depth] = to[child];
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
      const a = current[stackNode[depth]];
      const b = twin[a];
      room[a] -= used;
      back[b] -= used;
      room[b] += used;
      back[a] += used;
      stackUsed[depth] += used;
    }
  }
  return moved;
}
