// The inner loops of contagion/clearing/cascade-loops.ts: one scenario, whose nodes in default keep copies of their rows side by side, since a row
// picked here and there costs a wait for memory and the next one does not. Arguments are byte offsets into the imported memory. A node in default
// has a slot: list says whose it is, ends where its row ends among the copies. Built by scripts/assembly.ts.

// pending_i = lacks_i, plus loss_i where the uniform number of the node is below its probability, for one draw of the key: the numbers of num/random.ts
// (Philox4x32-10, counter [block, 0, draw low, draw high], two nodes a block), four blocks at a time. Columns have room for 8 nodes beyond n.
export function draw(
  n: i32,
  keyLow: u32,
  keyHigh: u32,
  drawLow: u32,
  drawHigh: u32,
  lacks: usize,
  loss: usize,
  probability: usize,
  pending: usize,
): void {
  const multiplier0 = i32x4.splat(<i32>0xd2511f53);
  const multiplier1 = i32x4.splat(<i32>0xcd9e8d57);
  const weyl0 = i32x4.splat(<i32>0x9e3779b9);
  const weyl1 = i32x4.splat(<i32>0xbb67ae85);
  let blocks = i32x4(0, 1, 2, 3);
  for (let first = 0; first < n; first += 8) {
    let c0 = blocks;
    let c1 = i32x4.splat(0);
    let c2 = i32x4.splat(drawLow);
    let c3 = i32x4.splat(drawHigh);
    let k0 = i32x4.splat(keyLow);
    let k1 = i32x4.splat(keyHigh);
    for (let round = 0; round < 10; round++) {
      const a = i64x2.extmul_low_i32x4_u(multiplier0, c0);
      const b = i64x2.extmul_high_i32x4_u(multiplier0, c0);
      const c = i64x2.extmul_low_i32x4_u(multiplier1, c2);
      const d = i64x2.extmul_high_i32x4_u(multiplier1, c2);
      c0 = v128.xor(v128.xor(v128.shuffle<i32>(c, d, 1, 3, 5, 7), c1), k0);
      c1 = v128.shuffle<i32>(c, d, 0, 2, 4, 6);
      c2 = v128.xor(v128.xor(v128.shuffle<i32>(a, b, 1, 3, 5, 7), c3), k1);
      c3 = v128.shuffle<i32>(a, b, 0, 2, 4, 6);
      k0 = i32x4.add(k0, weyl0);
      k1 = i32x4.add(k1, weyl1);
    }
    blocks = i32x4.add(blocks, i32x4.splat(4));
    const high0 = i32x4.shr_u(c0, 5);
    const low0 = i32x4.shr_u(c1, 6);
    const high1 = i32x4.shr_u(c2, 5);
    const low1 = i32x4.shr_u(c3, 6);
    const at = <usize>first << 3;
    pair(at, uniform(high0, low0), uniform(high1, low1), lacks, loss, probability, pending);
    const even = uniform(v128.shuffle<i32>(high0, high0, 2, 3, 2, 3), v128.shuffle<i32>(low0, low0, 2, 3, 2, 3));
    const odd = uniform(v128.shuffle<i32>(high1, high1, 2, 3, 2, 3), v128.shuffle<i32>(low1, low1, 2, 3, 2, 3));
    pair(at + 32, even, odd, lacks, loss, probability, pending);
  }
}

// Four nodes, those of even number in one vector and those of odd number in the other.
// @ts-ignore: decorator
@inline
function pair(at: usize, even: v128, odd: v128, lacks: usize, loss: usize, probability: usize, pending: usize): void {
  shock(at, v128.shuffle<f64>(even, odd, 0, 2), lacks, loss, probability, pending);
  shock(at + 16, v128.shuffle<f64>(even, odd, 1, 3), lacks, loss, probability, pending);
}

// @ts-ignore: decorator
@inline
function shock(at: usize, number: v128, lacks: usize, loss: usize, probability: usize, pending: usize): void {
  const hit = f64x2.lt(number, v128.load(probability + at));
  v128.store(pending + at, f64x2.add(v128.load(lacks + at), v128.and(v128.load(loss + at), hit)));
}

// @ts-ignore: decorator
@inline
function uniform(high: v128, low: v128): v128 {
  const whole = f64x2.add(f64x2.mul(f64x2.convert_low_i32x4_u(high), f64x2.splat(67108864.0)), f64x2.convert_low_i32x4_u(low));
  return f64x2.div(f64x2.add(whole, f64x2.splat(0.5)), f64x2.splat(9007199254740992.0));
}

// Nodes that lack more than theta and have no slot get one, in order; returns how many have. `listed` has a bit for each node with a slot.
export function find(n: i32, theta: f64, pending: usize, listed: usize, list: usize, count: i32): i32 {
  const limit = f64x2.splat(theta);
  for (let first = 0; first < n; first += 8) {
    const at = pending + (<usize>first << 3);
    const over01 = f64x2.gt(v128.load(at), limit);
    const over23 = f64x2.gt(v128.load(at, 16), limit);
    const over45 = f64x2.gt(v128.load(at, 32), limit);
    const over67 = f64x2.gt(v128.load(at, 48), limit);
    if (!v128.any_true(v128.or(v128.or(over01, over23), v128.or(over45, over67)))) continue;
    let bits: u32 = i64x2.bitmask(over01) | (i64x2.bitmask(over23) << 2) | (i64x2.bitmask(over45) << 4) | (i64x2.bitmask(over67) << 6);
    const had = <u32>load<u8>(listed + (<usize>first >> 3));
    store<u8>(listed + (<usize>first >> 3), <u8>(had | bits));
    bits &= ~had;
    while (bits) {
      store<u32>(list + (<usize>count << 2), first + ctz<u32>(bits));
      count++;
      bits &= bits - 1;
    }
  }
  return count;
}

const AT_ONCE = 8;

// Slots first to last - 1 pass on what they lack for the first time, and copy their rows. Whoever comes to lack more than theta gets a slot; returns
// how many have.
export function pushFirst(
  first: i32,
  last: i32,
  start: usize,
  target: usize,
  share: usize,
  ceiling: usize,
  theta: f64,
  pending: usize,
  listed: usize,
  list: usize,
  count: i32,
  ends: usize,
  targetCopy: usize,
  shareCopy: usize,
  top: usize,
  missing: usize,
): i32 {
  let copied = first > 0 ? <usize>load<u32>(ends + (<usize>(first - 1) << 2)) : 0;
  let touched: u32 = 0;
  for (let slot = first; slot < last; slot++) {
    if (((slot - first) & (AT_ONCE - 1)) == 0) touched |= touch(slot, min(last, slot + AT_ONCE), start, target, share, ceiling, list);
    const i = <usize>load<u32>(list + (<usize>slot << 2));
    const most = load<f64>(ceiling + (i << 3));
    let more = load<f64>(pending + (i << 3));
    const full = more >= most;
    more = select<f64>(most, more, full);
    store<f64>(pending + (i << 3), select<f64>(-Infinity, 0, full));
    store<f64>(top + (<usize>slot << 3), most);
    store<f64>(missing + (<usize>slot << 3), more);
    const end = <usize>load<u32>(start + (i << 2), 4);
    for (let e = <usize>load<u32>(start + (i << 2)); e < end; e++) {
      const j = <usize>load<u32>(target + (e << 2));
      const part = load<f64>(share + (e << 3));
      store<u32>(targetCopy + (copied << 2), <u32>j);
      store<f64>(shareCopy + (copied << 3), part);
      copied++;
      const after = load<f64>(pending + (j << 3)) + part * more;
      store<f64>(pending + (j << 3), after);
      if (after > theta) {
        const byte = listed + (j >> 3);
        const had = <u32>load<u8>(byte);
        const bit: u32 = 1 << (<u32>j & 7);
        if (!(had & bit)) {
          store<u8>(byte, <u8>(had | bit));
          store<u32>(list + (<usize>count << 2), <u32>j);
          count++;
        }
      }
    }
    store<u32>(ends + (<usize>slot << 2), <u32>copied);
  }
  store<u32>(ends + (<usize>last << 2), touched);
  return count;
}

// Reads what the next slots will need without a branch on any of it, so that the processor waits for all of it together.
// @ts-ignore: decorator
@inline
function touch(first: i32, last: i32, start: usize, target: usize, share: usize, ceiling: usize, list: usize): u32 {
  let touched: u32 = 0;
  for (let slot = first; slot < last; slot++) {
    const i = <usize>load<u32>(list + (<usize>slot << 2));
    const e = <usize>load<u32>(start + (i << 2));
    const end = <usize>load<u32>(start + (i << 2), 4);
    touched |= load<u32>(target + (e << 2)) | load<u32>(share + (e << 3)) | load<u32>(share + (((e + end) >> 1) << 3));
    touched |= load<u32>(share + (end << 3)) | load<u32>(ceiling + (i << 3));
  }
  return touched;
}

// Slots first to last - 1 pass on what they have come to lack since, where that is more than theta; returns how many do.
export function pushAgain(
  first: i32,
  last: i32,
  theta: f64,
  pending: usize,
  list: usize,
  ends: usize,
  targetCopy: usize,
  shareCopy: usize,
  top: usize,
  missing: usize,
): i32 {
  let pushed = 0;
  for (let slot = first; slot < last; slot++) {
    const own = pending + (<usize>load<u32>(list + (<usize>slot << 2)) << 3);
    let more = load<f64>(own);
    if (!(more > theta)) continue;
    pushed++;
    const at = missing + (<usize>slot << 3);
    const most = load<f64>(top + (<usize>slot << 3));
    const had = load<f64>(at);
    const full = more >= most - had;
    more = select<f64>(most - had, more, full);
    store<f64>(own, select<f64>(-Infinity, 0, full));
    store<f64>(at, select<f64>(most, had + more, full));
    const end = <usize>load<u32>(ends + (<usize>slot << 2));
    for (let e = slot > 0 ? <usize>load<u32>(ends + (<usize>(slot - 1) << 2)) : 0; e < end; e++) {
      const j = pending + (<usize>load<u32>(targetCopy + (e << 2)) << 3);
      store<f64>(j, load<f64>(j) + load<f64>(shareCopy + (e << 3)) * more);
    }
  }
  return pushed;
}
