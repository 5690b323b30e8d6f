// The phases of trace/primal-dual.ts and the blocks of trace/blocking-flow.ts, step for step in the same order so that both give the same bits.
// The offsets of all arrays stand in a table, in the order of bind. Amounts are whole numbers in f64. Built by scripts/assembly.ts.

const FAR: i32 = 0x3fffffff;
const NODE: i32 = 0x3fffffff;
const FULL: i32 = 0x80000000;
const TWIN_FULL: i32 = 0x40000000;
const NONE: i32 = -1;
const EMPTY: i32 = 0;
const SOME: i32 = 1;
const SATURATED: i32 = 2;

let n: i32 = 0;
let start: usize = 0;
let target: usize = 0;
let capacity: usize = 0;
let inStart: usize = 0;
let inSource: usize = 0;
let inEdge: usize = 0;
let carried: usize = 0;
let excess: usize = 0;
let value: usize = 0;
let state: usize = 0;
let first: usize = 0;
let final: usize = 0;
let next: usize = 0;
let previous: usize = 0;
let local: usize = 0;
let member: usize = 0;
let row: usize = 0;
let edge: usize = 0;
let edgeStart: usize = 0;
let phaseExcess: usize = 0;
let link: usize = 0;
let twin: usize = 0;
let room: usize = 0;
let level: usize = 0;
let queue: usize = 0;
let current: usize = 0;
let active: usize = 0;
let stackNode: usize = 0;
let stackWant: usize = 0;
let stackUsed: usize = 0;

let members: i32 = 0;
let blocks: i32 = 0;

// @ts-ignore: decorator
@inline function get(p: usize, i: i32): i32 { return load<i32>(p + ((<usize>i) << 2)); }
// @ts-ignore: decorator
@inline function set(p: usize, i: i32, v: i32): void { store<i32>(p + ((<usize>i) << 2), v); }
// @ts-ignore: decorator
@inline function amount(p: usize, i: i32): f64 { return load<f64>(p + ((<usize>i) << 3)); }
// @ts-ignore: decorator
@inline function setAmount(p: usize, i: i32, v: f64): void { store<f64>(p + ((<usize>i) << 3), v); }

export function bind(nodes: i32, table: usize): void {
  n = nodes;
  start = get(table, 0);
  target = get(table, 1);
  capacity = get(table, 2);
  inStart = get(table, 3);
  inSource = get(table, 4);
  inEdge = get(table, 5);
  carried = get(table, 6);
  excess = get(table, 7);
  value = get(table, 8);
  state = get(table, 9);
  first = get(table, 10);
  final = get(table, 11);
  next = get(table, 12);
  previous = get(table, 13);
  local = get(table, 14);
  member = get(table, 15);
  row = get(table, 16);
  edge = get(table, 17);
  edgeStart = get(table, 18);
  phaseExcess = get(table, 19);
  link = get(table, 20);
  twin = get(table, 21);
  room = get(table, 22);
  level = get(table, 23);
  queue = get(table, 24);
  current = get(table, 25);
  active = get(table, 26);
  stackNode = get(table, 27);
  stackWant = get(table, 28);
  stackUsed = get(table, 29);
}

// Columns, excess and lists from rows and capacities; returns the sum of positive excess.
export function prepare(): f64 {
  const m = get(start, n);
  const columns = inStart;
  for (let e = 0; e < m; e++) {
    const at = columns + ((<usize>get(target, e)) << 2);
    store<i32>(at, load<i32>(at, 4) + 1, 4);
  }
  for (let i = 0; i < n; i++) {
    const begin = get(columns, i);
    set(current, i, begin);
    set(columns, i + 1, get(columns, i + 1) + begin);
  }
  for (let i = 0; i < n; i++) {
    let owed: f64 = 0;
    for (let e = get(start, i), end = get(start, i + 1); e < end; e++) {
      const j = get(target, e);
      const at = get(current, j);
      set(current, j, at + 1);
      set(inSource, at, i);
      set(inEdge, at, e);
      const part = amount(capacity, e);
      owed += part;
      setAmount(excess, j, amount(excess, j) - part);
    }
    setAmount(excess, i, amount(excess, i) + owed);
  }
  let left: f64 = 0;
  for (let i = 0; i < n; i++) {
    const own = amount(excess, i);
    if (own > 0) left += own;
  }
  memory.fill(first, 0xff, (<usize>n + 1) << 3);
  memory.fill(local, 0xff, <usize>n << 2);
  return left;
}

// One phase; returns what arrived at creditors.
export function carryPhase(free: bool): f64 {
  const farthest = measureDistances(free);
  if (!free) {
    for (let x = 0; x < members; x++) {
      const at = value + ((<usize>get(member, x)) << 3);
      store<i32>(at, load<i32>(at) + farthest, 4);
    }
  }
  layOut(free);
  return carry();
}

export function blockCount(): i32 {
  return blocks;
}

function measureDistances(free: bool): i32 {
  const there = free ? 0 : 1;
  const values = value;
  const ins = inSource;
  const outs = target;
  let waiting = 0;
  let top = 0;
  for (let i = 0; i < n; i++) {
    const own = amount(excess, i);
    let worth = (free ? 0 : load<i32>(values + ((<usize>i) << 3), 4)) - FAR;
    if (own > 0) waiting++;
    else if (own < 0) {
      put(i, 0);
      worth += FAR;
    }
    store<i32>(values + ((<usize>i) << 3), worth);
  }
  let count = 0;
  let d = 0;
  for (; d <= top; d++) {
    for (let v = get(first, d); v != NONE; v = get(next, v)) {
      set(local, v, count);
      set(member, count++, v);
      if (amount(excess, v) > 0) waiting--;
      const own = load<i32>(values + ((<usize>v) << 3));
      const p = free ? 0 : load<i32>(values + ((<usize>v) << 3), 4);
      for (let k = get(inStart, v), end = get(inStart, v + 1); k < end; k++) {
        const y = get(ins, k);
        const at = values + ((<usize>y) << 3);
        if (load<i32>(at) >= own - there) continue;
        const cost = free ? 0 : 1 + load<i32>(at, 4) - p;
        if (cost < 0) continue;
        if (cost == 0 && load<u8>(state + get(inEdge, k)) == SATURATED) continue;
        const far = d + cost;
        if (far > top) top = far;
        move(y, far, free);
      }
      for (let e = get(start, v), end = get(start, v + 1); e < end; e++) {
        const y = get(outs, e);
        const at = values + ((<usize>y) << 3);
        if (load<i32>(at) >= own + there) continue;
        const cost = free ? 0 : load<i32>(at, 4) - p - 1;
        if (cost < 0) continue;
        if (cost == 0 && load<u8>(state + e) == EMPTY) continue;
        const far = d + cost;
        if (far > top) top = far;
        move(y, far, free);
      }
    }
    if (waiting == 0) break;
  }
  for (let k = 0; k <= top; k++) set(first, k, NONE);
  members = count;
  return d;
}

function put(i: i32, d: i32): void {
  set(next, i, NONE);
  if (get(first, d) == NONE) {
    set(first, d, i);
    set(previous, i, NONE);
  } else {
    const last = get(final, d);
    set(previous, i, last);
    set(next, last, i);
  }
  set(final, d, i);
}

function move(y: i32, far: i32, free: bool): void {
  const at = value + ((<usize>y) << 3);
  const p = free ? 0 : load<i32>(at, 4);
  const old = p - load<i32>(at);
  store<i32>(at, p - far);
  if (old != FAR) {
    const before = get(previous, y);
    const after = get(next, y);
    if (before == NONE) set(first, old, after);
    else set(next, before, after);
    if (after == NONE) set(final, old, before);
    else set(previous, after, before);
  }
  put(y, far);
}

function layOut(free: bool): void {
  const values = value;
  const places = local;
  const size = members;
  const rows = row;
  memory.fill(rows, 0, (<usize>size + 1) << 2);
  let count = 0;
  for (let x = 0; x < size; x++) {
    const v = get(member, x);
    setAmount(phaseExcess, x, amount(excess, v));
    const p = load<i32>(values + ((<usize>v) << 3), 4) + 1;
    const begin = count;
    set(edgeStart, x, begin);
    for (let e = get(start, v), end = get(start, v + 1); e < end; e++) {
      const y = get(target, e);
      if (!free && load<i32>(values + ((<usize>y) << 3), 4) != p) continue;
      const z = get(places, y);
      if (z < 0) continue;
      set(edge, count++, e);
      set(rows, z + 1, get(rows, z + 1) + 1);
    }
    set(rows, x + 1, get(rows, x + 1) + count - begin);
  }
  set(edgeStart, size, count);
  for (let x = 0; x < size; x++) {
    set(current, x, get(rows, x) + get(edgeStart, x + 1) - get(edgeStart, x));
    set(rows, x + 1, get(rows, x + 1) + get(rows, x));
  }
  const links = link;
  const twins = twin;
  const rooms = room;
  for (let x = 0; x < size; x++) {
    let a = get(rows, x);
    for (let k = get(edgeStart, x), end = get(edgeStart, x + 1); k < end; k++, a++) {
      const e = get(edge, k);
      const z = get(places, get(target, e));
      const b = get(current, z);
      set(current, z, b + 1);
      const used = amount(carried, e);
      const rest = amount(capacity, e) - used;
      const full = rest == 0;
      const empty = used == 0;
      set(links, a, z | (full ? FULL : 0) | (empty ? TWIN_FULL : 0));
      set(links, b, x | (empty ? FULL : 0) | (full ? TWIN_FULL : 0));
      set(twins, a, b);
      set(twins, b, a);
      setAmount(rooms, a, rest);
      setAmount(rooms, b, used);
    }
  }
  for (let x = 0; x < size; x++) set(places, get(member, x), NONE);
}

function carry(): f64 {
  const moved = fill();
  for (let x = 0; x < members; x++) {
    let a = get(row, x);
    for (let k = get(edgeStart, x), end = get(edgeStart, x + 1); k < end; k++, a++) {
      const used = amount(room, get(twin, a));
      const e = get(edge, k);
      setAmount(carried, e, used);
      store<u8>(state + e, used == 0 ? EMPTY : get(link, a) < 0 ? SATURATED : SOME);
    }
    setAmount(excess, get(member, x), amount(phaseExcess, x));
  }
  return moved;
}

function fill(): f64 {
  const few = members >> 10;
  const arcs = get(row, members);
  let count = 0;
  for (let x = 0; x < members; x++) if (amount(phaseExcess, x) > 0) set(active, count++, x);
  let moved: f64 = 0;
  for (;;) {
    let kept = 0;
    for (let k = 0; k < count; k++) {
      const x = get(active, k);
      if (amount(phaseExcess, x) > 0) set(active, kept++, x);
    }
    count = kept;
    if (count == 0) break;
    let deep = false;
    if (count <= few) {
      if (!meet(count)) break;
      deep = <f64>count * <f64>get(level, get(active, 0)) > <f64>arcs;
    }
    let measured = 0;
    if (count > few || deep) {
      measured = measure(count);
      count = 0;
      let steps: f64 = 0;
      for (let k = 0; k < measured; k++) {
        const x = get(queue, k);
        if (amount(phaseExcess, x) <= 0) continue;
        set(active, count++, x);
        steps += <f64>get(level, x);
      }
      if (count == 0) break;
      deep = steps > <f64>arcs;
    }
    blocks++;
    moved += deep ? wave(measured) : block(count);
  }
  return moved;
}

function measure(waiting: i32): i32 {
  const levels = level;
  const links = link;
  const rows = row;
  const held = phaseExcess;
  const order = queue;
  let count = 0;
  for (let x = 0; x < members; x++) {
    if (amount(held, x) >= 0) {
      set(levels, x, 0);
      continue;
    }
    set(levels, x, 1);
    set(order, count++, x);
  }
  for (let head = 0; head < count; head++) {
    const x = get(order, head);
    const above = get(levels, x) + 1;
    for (let a = get(rows, x), end = get(rows, x + 1); a < end; a++) {
      const to = get(links, a);
      if ((to & TWIN_FULL) != 0) continue;
      const y = to & NODE;
      if (get(levels, y) != 0) continue;
      set(levels, y, above);
      set(order, count++, y);
      if (amount(held, y) > 0 && --waiting == 0) return count;
    }
  }
  return count;
}

function meet(count: i32): bool {
  const levels = level;
  const links = link;
  const rows = row;
  const order = queue;
  let up = 0;
  let upWork = 0;
  let down = members;
  let downWork = 0;
  for (let x = 0; x < members; x++) {
    if (amount(phaseExcess, x) >= 0) {
      set(levels, x, 0);
      continue;
    }
    set(levels, x, 1);
    set(order, --down, x);
    downWork += get(rows, x + 1) - get(rows, x);
  }
  for (let k = 0; k < count; k++) {
    const x = get(active, k);
    set(levels, x, -1);
    set(order, up++, x);
    upWork += get(rows, x + 1) - get(rows, x);
  }
  let upHead = 0;
  let upLevel = 1;
  let downHead = members;
  let downLevel = 1;
  let met = false;
  for (;;) {
    if (upHead == up || downHead == down) return false;
    if (upWork <= downWork) {
      const limit = up;
      upWork = 0;
      for (; upHead < limit && !met; upHead++) {
        const x = get(order, upHead);
        for (let a = get(rows, x), end = get(rows, x + 1); a < end; a++) {
          const to = get(links, a);
          if (to < 0) continue;
          const y = to & NODE;
          const known = get(levels, y);
          if (known < 0) continue;
          met = known > 0;
          if (met) break;
          set(levels, y, -upLevel - 1);
          set(order, up++, y);
          upWork += get(rows, y + 1) - get(rows, y);
        }
      }
      if (met) {
        while (up > limit) set(levels, get(order, --up), 0);
        break;
      }
      upLevel++;
    } else {
      const limit = down;
      downWork = 0;
      for (; downHead > limit && !met; downHead--) {
        const x = get(order, downHead - 1);
        for (let a = get(rows, x), end = get(rows, x + 1); a < end; a++) {
          const to = get(links, a);
          if ((to & TWIN_FULL) != 0) continue;
          const y = to & NODE;
          const known = get(levels, y);
          if (known > 0) continue;
          met = known < 0;
          if (met) break;
          set(levels, y, downLevel + 1);
          set(order, --down, y);
          downWork += get(rows, y + 1) - get(rows, y);
        }
      }
      if (met) {
        while (down < limit) set(levels, get(order, down++), 0);
        break;
      }
      downLevel++;
    }
  }
  for (let k = 0; k < up; k++) {
    const x = get(order, k);
    set(levels, x, get(levels, x) + upLevel + downLevel + 1);
  }
  return true;
}

function wave(count: i32): f64 {
  const levels = level;
  let arrived: f64 = 0;
  for (let k = count - 1; k >= 0; k--) {
    const x = get(queue, k);
    let rest = amount(phaseExcess, x);
    if (rest <= 0) continue;
    const below = get(levels, x) - 1;
    for (let a = get(row, x), end = get(row, x + 1); a < end && rest > 0; a++) {
      const to = get(link, a);
      const y = to & NODE;
      if (to < 0 || get(levels, y) != below) continue;
      const space = amount(room, a);
      let part = rest < space ? rest : space;
      const held = amount(phaseExcess, y);
      if (below == 1) {
        if (held >= 0) continue;
        if (-held < part) part = -held;
        arrived += part;
      }
      send(a, part);
      setAmount(phaseExcess, y, held + part);
      rest -= part;
    }
    setAmount(phaseExcess, x, rest);
  }
  return arrived;
}

function block(count: i32): f64 {
  const levels = level;
  const links = link;
  const held = phaseExcess;
  const cursors = current;
  memory.copy(cursors, row, <usize>members << 2);
  let moved: f64 = 0;
  for (let k = 0; k < count; k++) {
    const source = get(active, k);
    let depth = 0;
    let x = source;
    let want = amount(held, source);
    let used: f64 = 0;
    for (;;) {
      let child = NONE;
      const own = get(levels, x);
      if (own == 1) {
        const lack = -amount(held, x);
        used = want < lack ? want : lack;
        setAmount(held, x, used - lack);
      } else if (used < want) {
        const below = own - 1;
        let a = get(cursors, x);
        for (const end = get(row, x + 1); a < end; a++) {
          const to = get(links, a);
          if (to < 0 || get(levels, to & NODE) != below) continue;
          child = a;
          break;
        }
        set(cursors, x, a);
      }
      if (child >= 0) {
        set(stackNode, depth, x);
        setAmount(stackWant, depth, want);
        setAmount(stackUsed, depth, used);
        depth++;
        const rest = want - used;
        const space = amount(room, child);
        x = get(links, child) & NODE;
        want = rest < space ? rest : space;
        used = 0;
        continue;
      }
      if (used < want) set(levels, x, 0);
      if (depth == 0) {
        setAmount(held, source, amount(held, source) - used);
        moved += used;
        break;
      }
      depth--;
      x = get(stackNode, depth);
      want = amount(stackWant, depth);
      if (used > 0) send(get(cursors, x), used);
      used += amount(stackUsed, depth);
    }
  }
  return moved;
}

function send(a: i32, part: f64): void {
  const b = get(twin, a);
  const other = amount(room, b);
  const rest = amount(room, a) - part;
  if (other == 0) {
    set(link, b, get(link, b) & ~FULL);
    set(link, a, get(link, a) & ~TWIN_FULL);
  }
  setAmount(room, b, other + part);
  setAmount(room, a, rest);
  if (rest == 0) {
    set(link, a, get(link, a) | FULL);
    set(link, b, get(link, b) | TWIN_FULL);
  }
}
