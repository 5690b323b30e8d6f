// The inner loops of contagion/settle-loops.ts and contagion/lane-loops.ts, in the same order of operations so that both give the same bits.
// Arguments are byte offsets into the imported memory. Built by scripts/assembly.ts.

// ---------- One scenario: shortfalls are pushed from debtors to creditors ----------

// pending_i = what i lacks to pay its ceiling when all others pay theirs; whoever lacks more than theta joins the queue. The queue holds
// byte offsets of nodes (i << 3). Returns its length.
export function begin(n: i32, assets: usize, received: usize, ceiling: usize, theta: f64, pending: usize, missing: usize, queue: usize): i32 {
  const bytes = <usize>n << 3;
  memory.fill(missing, 0, bytes);
  let queued = 0;
  for (let at: usize = 0; at < bytes; at += 8) {
    const lacks = load<f64>(ceiling + at) - (load<f64>(assets + at) + load<f64>(received + at));
    store<f64>(pending + at, lacks);
    store<u32>(queue + (<usize>queued << 2), <u32>at);
    queued += i32(lacks > theta);
  }
  return queued;
}

// Take `turns` debtors off the queue; each passes what it newly lacks on to its creditors. A node is in the queue exactly when its pending
// shortfall exceeds theta; one that pays nothing any more has pending -Infinity. ring: first byte, byte past the last, length. Where `far`, rows lie
// beyond the caches, and what the next of the queue will need is read before they are taken. Returns edges pushed.
export function push(
  turns: i32,
  n: i32,
  start: usize,
  target: usize,
  share: usize,
  ceiling: usize,
  theta: f64,
  pending: usize,
  missing: usize,
  queue: usize,
  ring: usize,
  far: bool,
): i32 {
  const wrap = <usize>n << 2;
  let head = <usize>load<u32>(ring);
  let tail = <usize>load<u32>(ring, 4);
  let length = load<u32>(ring, 8);
  let edges = 0;
  let ahead = far ? 0 : turns;
  let touched: u32 = 0;
  for (let turn = 0; turn < turns; turn++) {
    if (turn == ahead) {
      ahead = min(turns, ahead + AT_ONCE);
      touched |= touch(ahead - turn, head, wrap, start, target, share, ceiling, pending, missing, queue);
    }
    const at = <usize>load<u32>(queue + head);
    head += 4;
    if (head == wrap) head = 0;
    length--;
    let more = load<f64>(pending + at);
    const had = load<f64>(missing + at);
    const room = load<f64>(ceiling + at) - had;
    if (more >= room) {
      more = room;
      store<f64>(pending + at, -Infinity);
      store<f64>(missing + at, load<f64>(ceiling + at));
    } else {
      store<f64>(pending + at, 0);
      store<f64>(missing + at, had + more);
    }
    const end = <usize>load<u32>(start + (at >> 1), 4);
    let e = <usize>load<u32>(start + (at >> 1));
    edges += <i32>(end - e);
    for (; e < end; e++) {
      const j = <usize>load<u32>(target + (e << 2)) << 3;
      const before = load<f64>(pending + j);
      const after = before + load<f64>(share + (e << 3)) * more;
      store<f64>(pending + j, after);
      if (after > theta && before <= theta) {
        store<u32>(queue + tail, <u32>j);
        tail += 4;
        if (tail == wrap) tail = 0;
        length++;
      }
    }
  }
  store<u32>(ring, <u32>head);
  store<u32>(ring, <u32>tail, 4);
  store<u32>(ring, length, 8);
  store<u32>(ring, touched, 12);
  return edges;
}

const AT_ONCE = 16;

// Reads what the next `count` of the queue will need without a branch on any of it, so that the processor waits for all of it together.
// @ts-ignore: decorator
@inline
function touch(
  count: i32,
  head: usize,
  wrap: usize,
  start: usize,
  target: usize,
  share: usize,
  ceiling: usize,
  pending: usize,
  missing: usize,
  queue: usize,
): u32 {
  let touched: u32 = 0;
  let next = head;
  for (let k = 0; k < count; k++) {
    const at = <usize>load<u32>(queue + next);
    next = select<usize>(0, next + 4, next + 4 == wrap);
    const e = <usize>load<u32>(start + (at >> 1));
    touched |= load<u32>(target + (e << 2)) | load<u32>(share + (e << 3)) | load<u32>(ceiling + at) | load<u32>(missing + at);
  }
  next = head;
  for (let k = 0; k < count; k++) {
    const at = <usize>load<u32>(queue + next);
    next = select<usize>(0, next + 4, next + 4 == wrap);
    const end = <usize>load<u32>(start + (at >> 1), 4);
    for (let e = <usize>load<u32>(start + (at >> 1)); e < end; e++)
      touched |= load<u32>(share + (e << 3)) | load<u32>(pending + (<usize>load<u32>(target + (e << 2)) << 3));
  }
  return touched;
}

// payments = ceiling less what is missing and pending; returns what is still pending.
export function finish(n: i32, ceiling: usize, pending: usize, missing: usize, payments: usize): f64 {
  const bytes = <usize>n << 3;
  let left: f64 = 0;
  for (let at: usize = 0; at < bytes; at += 8) {
    const top = load<f64>(ceiling + at);
    const waits = load<f64>(pending + at);
    const more = select<f64>(waits, 0, waits > 0);
    const lacks = load<f64>(missing + at) + more;
    store<f64>(payments + at, top - select<f64>(lacks, top, lacks < top));
    left += more;
  }
  return left;
}

// Rows first to last - 1 of a sweep in Gauss-Seidel order: each node pays what it has, up to its ceiling. Nodes below it go to the list, whose
// length stands in ring. Returns moved + the change of the rows.
export function sweep(
  first: i32,
  last: i32,
  start: usize,
  debtor: usize,
  share: usize,
  assets: usize,
  ceiling: usize,
  payments: usize,
  list: usize,
  ring: usize,
  moved: f64,
): f64 {
  let e = debtor + (<usize>load<u32>(start + (<usize>first << 2)) << 2);
  let w = share + ((e - debtor) << 1);
  let listed = <usize>load<u32>(ring);
  for (let i = first; i < last; i++) {
    const end = debtor + (<usize>load<u32>(start + (<usize>i << 2), 4) << 2);
    const at = <usize>i << 3;
    let has = load<f64>(assets + at);
    for (; e < end; e += 4, w += 8) has += load<f64>(w) * load<f64>(payments + (<usize>load<u32>(e) << 3));
    const top = load<f64>(ceiling + at);
    const pays = select<f64>(0, select<f64>(top, has, has > top), has < 0);
    moved += abs<f64>(pays - load<f64>(payments + at));
    store<f64>(payments + at, pays);
    store<u32>(list + (listed << 2), <u32>i);
    listed += <usize>(has < top);
  }
  store<u32>(ring, <u32>listed);
  return moved;
}

// The same for the nodes first to last - 1 of the list.
export function sweepListed(
  first: i32,
  last: i32,
  start: usize,
  debtor: usize,
  share: usize,
  assets: usize,
  ceiling: usize,
  payments: usize,
  list: usize,
  moved: f64,
): f64 {
  for (let x = first; x < last; x++) {
    const i = <usize>load<u32>(list + (<usize>x << 2));
    const begin = <usize>load<u32>(start + (i << 2));
    let e = debtor + (begin << 2);
    let w = share + (begin << 3);
    const end = debtor + (<usize>load<u32>(start + (i << 2), 4) << 2);
    const at = i << 3;
    let has = load<f64>(assets + at);
    for (; e < end; e += 4, w += 8) has += load<f64>(w) * load<f64>(payments + (<usize>load<u32>(e) << 3));
    const top = load<f64>(ceiling + at);
    const pays = select<f64>(0, select<f64>(top, has, has > top), has < 0);
    moved += abs<f64>(pays - load<f64>(payments + at));
    store<f64>(payments + at, pays);
  }
  return moved;
}

// ---------- Eight scenarios side by side: pending and missing hold 8 numbers a node ----------

// pending = lacks, plus loss where the uniform number of the node is below its probability, for the draws first to first + 7 of the key: the
// numbers of num/random.ts (Philox4x32-10, counter [block, 0, draw low, draw high], two nodes a block), four draws at a time.
export function drawLanes(
  n: i32,
  keyLow: u32,
  keyHigh: u32,
  firstLow: u32,
  firstHigh: u32,
  lacks: usize,
  loss: usize,
  probability: usize,
  pending: usize,
): void {
  const multiplier0 = i32x4.splat(<i32>0xd2511f53);
  const multiplier1 = i32x4.splat(<i32>0xcd9e8d57);
  const weyl0 = i32x4.splat(<i32>0x9e3779b9);
  const weyl1 = i32x4.splat(<i32>0xbb67ae85);
  for (let half: u32 = 0; half < 2; half++) {
    const d = ((<u64>firstHigh << 32) | <u64>firstLow) + <u64>(half << 2);
    const drawLow = lanes(<u32>d, <u32>(d + 1), <u32>(d + 2), <u32>(d + 3));
    const drawHigh = lanes(<u32>(d >> 32), <u32>((d + 1) >> 32), <u32>((d + 2) >> 32), <u32>((d + 3) >> 32));
    for (let block = 0; block < (n + 1) >> 1; block++) {
      let c0 = i32x4.splat(block);
      let c1 = i32x4.splat(0);
      let c2 = drawLow;
      let c3 = drawHigh;
      let k0 = i32x4.splat(keyLow);
      let k1 = i32x4.splat(keyHigh);
      for (let round = 0; round < 10; round++) {
        const a = i64x2.extmul_low_i32x4_u(multiplier0, c0);
        const b = i64x2.extmul_high_i32x4_u(multiplier0, c0);
        const c = i64x2.extmul_low_i32x4_u(multiplier1, c2);
        const d2 = i64x2.extmul_high_i32x4_u(multiplier1, c2);
        c0 = v128.xor(v128.xor(v128.shuffle<i32>(c, d2, 1, 3, 5, 7), c1), k0);
        c1 = v128.shuffle<i32>(c, d2, 0, 2, 4, 6);
        c2 = v128.xor(v128.xor(v128.shuffle<i32>(a, b, 1, 3, 5, 7), c3), k1);
        c3 = v128.shuffle<i32>(a, b, 0, 2, 4, 6);
        k0 = i32x4.add(k0, weyl0);
        k1 = i32x4.add(k1, weyl1);
      }
      const at = <usize>block << 4;
      const out = pending + (at << 3) + (half << 5);
      shock(out, c0, c1, lacks + at, loss + at, probability + at);
      if ((block << 1) + 1 < n) shock(out + 64, c2, c3, lacks + at + 8, loss + at + 8, probability + at + 8);
    }
  }
}

function lanes(a: u32, b: u32, c: u32, d: u32): v128 {
  return i32x4.replace_lane(i32x4.replace_lane(i32x4.replace_lane(i32x4.splat(a), 1, b), 2, c), 3, d);
}

// @ts-ignore: decorator
@inline
function shock(out: usize, word0: v128, word1: v128, lacks: usize, loss: usize, probability: usize): void {
  const high = i32x4.shr_u(word0, 5);
  const low = i32x4.shr_u(word1, 6);
  const base = v128.load64_splat(lacks);
  const more = v128.load64_splat(loss);
  const bound = v128.load64_splat(probability);
  const upperHigh = v128.shuffle<i32>(high, high, 2, 3, 2, 3);
  const upperLow = v128.shuffle<i32>(low, low, 2, 3, 2, 3);
  v128.store(out, f64x2.add(base, v128.and(more, f64x2.lt(uniform(high, low), bound))));
  v128.store(out, f64x2.add(base, v128.and(more, f64x2.lt(uniform(upperHigh, upperLow), bound))), 16);
}

// @ts-ignore: decorator
@inline
function uniform(high: v128, low: v128): v128 {
  const whole = f64x2.add(f64x2.mul(f64x2.convert_low_i32x4_u(high), f64x2.splat(67108864.0)), f64x2.convert_low_i32x4_u(low));
  return f64x2.div(f64x2.add(whole, f64x2.splat(0.5)), f64x2.splat(9007199254740992.0));
}

// Nodes first to last - 1 in order: a node that lacks more than theta in some lane passes that lane's shortfall on; lanes do not see each other.
// Returns how many nodes pushed. Most nodes push in a lane or two: of four pairs of lanes only those that push are touched.
export function pushLanes(
  first: i32,
  last: i32,
  start: usize,
  target: usize,
  share: usize,
  ceiling: usize,
  theta: f64,
  pending: usize,
  missing: usize,
): i32 {
  const limit = f64x2.splat(theta);
  const never = f64x2.splat(-Infinity);
  let pushed = 0;
  for (let i = first; i < last; i++) {
    const at = pending + (<usize>i << 6);
    const x0 = v128.load(at);
    const x1 = v128.load(at, 16);
    const x2 = v128.load(at, 32);
    const x3 = v128.load(at, 48);
    const over0 = f64x2.gt(x0, limit);
    const over1 = f64x2.gt(x1, limit);
    const over2 = f64x2.gt(x2, limit);
    const over3 = f64x2.gt(x3, limit);
    if (!v128.any_true(v128.or(v128.or(over0, over1), v128.or(over2, over3)))) continue;
    pushed++;
    const top = v128.load64_splat(ceiling + (<usize>i << 3));
    const own = missing + (<usize>i << 6);
    const more0 = pass(own, at, x0, over0, top, never);
    const more1 = pass(own + 16, at + 16, x1, over1, top, never);
    const more2 = pass(own + 32, at + 32, x2, over2, top, never);
    const more3 = pass(own + 48, at + 48, x3, over3, top, never);
    const any0 = i32(v128.any_true(over0));
    const any1 = i32(v128.any_true(over1));
    const any2 = i32(v128.any_true(over2));
    const any3 = i32(v128.any_true(over3));
    const begin = <usize>load<u32>(start + (<usize>i << 2));
    const end = <usize>load<u32>(start + (<usize>i << 2), 4);
    const pairs = any0 + any1 + any2 + any3;
    if (pairs == 1) {
      const shift: usize = any0 ? 0 : any1 ? 16 : any2 ? 32 : 48;
      // All others are 0.
      const more = v128.or(v128.or(more0, more1), v128.or(more2, more3));
      for (let e = begin; e < end; e++) {
        const j = pending + (<usize>load<u32>(target + (e << 2)) << 6) + shift;
        v128.store(j, f64x2.add(v128.load(j), f64x2.mul(v128.load64_splat(share + (e << 3)), more)));
      }
      continue;
    }
    if (pairs == 2) {
      const low: usize = any0 ? 0 : any1 ? 16 : 32;
      const high: usize = any3 ? 48 : any2 ? 32 : 16;
      const lowMore = any0 ? more0 : any1 ? more1 : more2;
      const highMore = any3 ? more3 : any2 ? more2 : more1;
      for (let e = begin; e < end; e++) {
        const part = v128.load64_splat(share + (e << 3));
        const j = pending + (<usize>load<u32>(target + (e << 2)) << 6);
        v128.store(j + low, f64x2.add(v128.load(j + low), f64x2.mul(part, lowMore)));
        v128.store(j + high, f64x2.add(v128.load(j + high), f64x2.mul(part, highMore)));
      }
      continue;
    }
    for (let e = begin; e < end; e++) {
      const part = v128.load64_splat(share + (e << 3));
      const j = pending + (<usize>load<u32>(target + (e << 2)) << 6);
      v128.store(j, f64x2.add(v128.load(j), f64x2.mul(part, more0)));
      v128.store(j, f64x2.add(v128.load(j, 16), f64x2.mul(part, more1)), 16);
      v128.store(j, f64x2.add(v128.load(j, 32), f64x2.mul(part, more2)), 32);
      v128.store(j, f64x2.add(v128.load(j, 48), f64x2.mul(part, more3)), 48);
    }
  }
  return pushed;
}

// What two lanes newly lack: all that is pending, at most the room below the ceiling; 0 where it is not over the limit.
// @ts-ignore: decorator
@inline
function pass(missing: usize, pending: usize, x: v128, over: v128, top: v128, never: v128): v128 {
  const had = v128.load(missing);
  const room = f64x2.sub(top, had);
  const wants = v128.and(x, over);
  const full = f64x2.ge(wants, room);
  v128.store(missing, v128.bitselect(top, f64x2.add(had, wants), full));
  v128.store(pending, v128.bitselect(never, v128.andnot(x, over), full));
  return f64x2.pmin(wants, room);
}

// Sum of what is missing in each lane (compensated: Kahan), of what is still pending, and how many nodes miss something; defaults[i] grows by the
// lanes in which i does.
export function totalLanes(n: i32, pending: usize, missing: usize, totals: usize, moving: usize, counts: usize, defaults: usize): void {
  const zero = f64x2.splat(0);
  let t0 = zero;
  let t1 = zero;
  let t2 = zero;
  let t3 = zero;
  let lost0 = zero;
  let lost1 = zero;
  let lost2 = zero;
  let lost3 = zero;
  let m0 = zero;
  let m1 = zero;
  let m2 = zero;
  let m3 = zero;
  let n0 = i64x2.splat(0);
  let n1 = n0;
  let n2 = n0;
  let n3 = n0;
  for (let i = 0; i < n; i++) {
    const at = missing + (<usize>i << 6);
    const x0 = v128.load(at);
    const x1 = v128.load(at, 16);
    const x2 = v128.load(at, 32);
    const x3 = v128.load(at, 48);
    const y0 = f64x2.sub(x0, lost0);
    const y1 = f64x2.sub(x1, lost1);
    const y2 = f64x2.sub(x2, lost2);
    const y3 = f64x2.sub(x3, lost3);
    const s0 = f64x2.add(t0, y0);
    const s1 = f64x2.add(t1, y1);
    const s2 = f64x2.add(t2, y2);
    const s3 = f64x2.add(t3, y3);
    lost0 = f64x2.sub(f64x2.sub(s0, t0), y0);
    lost1 = f64x2.sub(f64x2.sub(s1, t1), y1);
    lost2 = f64x2.sub(f64x2.sub(s2, t2), y2);
    lost3 = f64x2.sub(f64x2.sub(s3, t3), y3);
    t0 = s0;
    t1 = s1;
    t2 = s2;
    t3 = s3;
    const waits = pending + (<usize>i << 6);
    m0 = f64x2.add(m0, f64x2.pmax(zero, v128.load(waits)));
    m1 = f64x2.add(m1, f64x2.pmax(zero, v128.load(waits, 16)));
    m2 = f64x2.add(m2, f64x2.pmax(zero, v128.load(waits, 32)));
    m3 = f64x2.add(m3, f64x2.pmax(zero, v128.load(waits, 48)));
    const is0 = f64x2.gt(x0, zero);
    const is1 = f64x2.gt(x1, zero);
    const is2 = f64x2.gt(x2, zero);
    const is3 = f64x2.gt(x3, zero);
    n0 = i64x2.sub(n0, is0);
    n1 = i64x2.sub(n1, is1);
    n2 = i64x2.sub(n2, is2);
    n3 = i64x2.sub(n3, is3);
    const bits = i64x2.bitmask(is0) | (i64x2.bitmask(is1) << 2) | (i64x2.bitmask(is2) << 4) | (i64x2.bitmask(is3) << 6);
    const slot = defaults + (<usize>i << 2);
    store<u32>(slot, load<u32>(slot) + <u32>popcnt<i32>(bits));
  }
  v128.store(totals, t0);
  v128.store(totals, t1, 16);
  v128.store(totals, t2, 32);
  v128.store(totals, t3, 48);
  v128.store(moving, m0);
  v128.store(moving, m1, 16);
  v128.store(moving, m2, 32);
  v128.store(moving, m3, 48);
  v128.store(counts, v128.shuffle<i32>(n0, n1, 0, 2, 4, 6));
  v128.store(counts, v128.shuffle<i32>(n2, n3, 0, 2, 4, 6), 16);
}
