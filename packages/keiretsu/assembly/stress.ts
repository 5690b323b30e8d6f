// The inner loops of contagion/stress-loops.ts, in the same order of operations so that both give the same bits.
// Arguments are byte offsets into the imported memory. Built by scripts/assembly.ts.

// Rows first to last - 1 of one sweep in place: h_i moves `pace` times the way to base_i + sum_k share_k h_debtor(k), within 0 and 1. Returns the largest
// difference from min(1, that sum), at least `most`.
export function sweep(
  first: i32,
  last: i32,
  start: usize,
  debtor: usize,
  share: usize,
  base: usize,
  h: usize,
  pace: f64,
  most: f64,
): f64 {
  let at = debtor + (<usize>load<u32>(start + (<usize>first << 2)) << 2);
  let s = share + ((at - debtor) << 1);
  for (let i = first; i < last; i++) {
    const end = debtor + (<usize>load<u32>(start + (<usize>i << 2), 4) << 2);
    let value = load<f64>(base + (<usize>i << 3));
    for (; at < end; at += 4, s += 8) value += load<f64>(s) * load<f64>(h + (<usize>load<u32>(at) << 3));
    const old = load<f64>(h + (<usize>i << 3));
    const apart = abs((value < 1 ? value : 1) - old);
    most = apart > most ? apart : most;
    const moved = old + pace * (value - old);
    store<f64>(h + (<usize>i << 3), moved < 1 ? (moved > 0 ? moved : 0) : 1);
  }
  return most;
}

// The same for shocks side by side: h holds a lane for each at every node, `place` where the lanes of each debtor begin. held lists rows in order,
// ended by one that is never met; heldLanes has a number a lane for each: 1 where the stress of that lane is held at 1, else 0. pace has a number a
// lane. The largest difference of each lane is left in `most`, at least what stood there.
export function sweepEight(
  first: i32,
  last: i32,
  start: usize,
  place: usize,
  share: usize,
  base: usize,
  h: usize,
  held: usize,
  heldLanes: usize,
  pace: usize,
  most: usize,
): void {
  let m0 = v128.load(most);
  let m1 = v128.load(most, 16);
  let m2 = v128.load(most, 32);
  let m3 = v128.load(most, 48);
  let k = <usize>load<u32>(start + (<usize>first << 2));
  let at = place + (k << 2);
  let s = share + (k << 3);
  while (load<i32>(held) < first) {
    held += 4;
    heldLanes += 64;
  }
  let next = load<i32>(held);
  for (let i = first; i < last; i++) {
    const end = place + (<usize>load<u32>(start + (<usize>i << 2), 4) << 2);
    let a0 = v128.load64_splat(base + (<usize>i << 3));
    let a1 = a0;
    let a2 = a0;
    let a3 = a0;
    for (; at < end; at += 4, s += 8) {
      const c = v128.load64_splat(s);
      const j = <usize>load<u32>(at);
      a0 = f64x2.add(a0, f64x2.mul(c, v128.load(j)));
      a1 = f64x2.add(a1, f64x2.mul(c, v128.load(j, 16)));
      a2 = f64x2.add(a2, f64x2.mul(c, v128.load(j, 32)));
      a3 = f64x2.add(a3, f64x2.mul(c, v128.load(j, 48)));
    }
    if (i == next) {
      a0 = f64x2.pmax(a0, v128.load(heldLanes));
      a1 = f64x2.pmax(a1, v128.load(heldLanes, 16));
      a2 = f64x2.pmax(a2, v128.load(heldLanes, 32));
      a3 = f64x2.pmax(a3, v128.load(heldLanes, 48));
      held += 4;
      heldLanes += 64;
      next = load<i32>(held);
    }
    const o = h + (<usize>i << 6);
    m0 = move(o, a0, v128.load(pace), m0);
    m1 = move(o + 16, a1, v128.load(pace, 16), m1);
    m2 = move(o + 32, a2, v128.load(pace, 32), m2);
    m3 = move(o + 48, a3, v128.load(pace, 48), m3);
  }
  v128.store(most, m0);
  v128.store(most, m1, 16);
  v128.store(most, m2, 32);
  v128.store(most, m3, 48);
}

export function sweepFour(
  first: i32,
  last: i32,
  start: usize,
  place: usize,
  share: usize,
  base: usize,
  h: usize,
  held: usize,
  heldLanes: usize,
  pace: usize,
  most: usize,
): void {
  let m0 = v128.load(most);
  let m1 = v128.load(most, 16);
  let k = <usize>load<u32>(start + (<usize>first << 2));
  let at = place + (k << 2);
  let s = share + (k << 3);
  while (load<i32>(held) < first) {
    held += 4;
    heldLanes += 32;
  }
  let next = load<i32>(held);
  for (let i = first; i < last; i++) {
    const end = place + (<usize>load<u32>(start + (<usize>i << 2), 4) << 2);
    let a0 = v128.load64_splat(base + (<usize>i << 3));
    let a1 = a0;
    for (; at < end; at += 4, s += 8) {
      const c = v128.load64_splat(s);
      const j = <usize>load<u32>(at);
      a0 = f64x2.add(a0, f64x2.mul(c, v128.load(j)));
      a1 = f64x2.add(a1, f64x2.mul(c, v128.load(j, 16)));
    }
    if (i == next) {
      a0 = f64x2.pmax(a0, v128.load(heldLanes));
      a1 = f64x2.pmax(a1, v128.load(heldLanes, 16));
      held += 4;
      heldLanes += 32;
      next = load<i32>(held);
    }
    const o = h + (<usize>i << 5);
    m0 = move(o, a0, v128.load(pace), m0);
    m1 = move(o + 16, a1, v128.load(pace, 16), m1);
  }
  v128.store(most, m0);
  v128.store(most, m1, 16);
}

// Two lanes of a node on their way to `value`; returns the largest difference from min(1, value).
// @ts-ignore: decorator
@inline
function move(o: usize, value: v128, pace: v128, most: v128): v128 {
  const one = f64x2.splat(1);
  const old = v128.load(o);
  const apart = f64x2.pmax(most, f64x2.abs(f64x2.sub(f64x2.pmin(value, one), old)));
  const moved = f64x2.add(old, f64x2.mul(pace, f64x2.sub(value, old)));
  v128.store(o, f64x2.pmin(f64x2.pmax(moved, f64x2.splat(0)), one));
  return apart;
}
