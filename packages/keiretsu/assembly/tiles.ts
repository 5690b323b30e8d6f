// The inner loops of num/tiles.ts, in the same order of operations so that both give the same bits.
// Arguments are byte offsets into the imported memory. Built by scripts/assembly.ts.

// One tile: sums_row += share * x_column for its entries, whose place is row << 16 | column, both counted from the first of the tile. Four products are
// under way at once; sums are added in order.
export function addTile(at: usize, end: usize, share: usize, x: usize, sums: usize): void {
  for (; at + 12 < end; at += 16, share += 32) {
    const e0 = load<u32>(at);
    const e1 = load<u32>(at, 4);
    const e2 = load<u32>(at, 8);
    const e3 = load<u32>(at, 12);
    const p0 = load<f64>(share) * load<f64>(x + (<usize>(e0 & 0xffff) << 3));
    const p1 = load<f64>(share, 8) * load<f64>(x + (<usize>(e1 & 0xffff) << 3));
    const p2 = load<f64>(share, 16) * load<f64>(x + (<usize>(e2 & 0xffff) << 3));
    const p3 = load<f64>(share, 24) * load<f64>(x + (<usize>(e3 & 0xffff) << 3));
    const s0 = sums + (<usize>(e0 >>> 16) << 3);
    store<f64>(s0, load<f64>(s0) + p0);
    const s1 = sums + (<usize>(e1 >>> 16) << 3);
    store<f64>(s1, load<f64>(s1) + p1);
    const s2 = sums + (<usize>(e2 >>> 16) << 3);
    store<f64>(s2, load<f64>(s2) + p2);
    const s3 = sums + (<usize>(e3 >>> 16) << 3);
    store<f64>(s3, load<f64>(s3) + p3);
  }
  for (; at < end; at += 4, share += 8) {
    const e = load<u32>(at);
    const s = sums + (<usize>(e >>> 16) << 3);
    store<f64>(s, load<f64>(s) + load<f64>(share) * load<f64>(x + (<usize>(e & 0xffff) << 3)));
  }
}

// What becomes of `count` rows once their sums are known: x before, out after. All take the same arguments.

// The sum; returns the squares of the moves.
export function moveFreely(count: i32, sums: usize, x: usize, out: usize, top: usize, pace: f64): f64 {
  let moved: f64 = 0;
  const bytes = <usize>count << 3;
  for (let at: usize = 0; at < bytes; at += 8) {
    const value = load<f64>(sums + at);
    const move = value - load<f64>(x + at);
    moved += move * move;
    store<f64>(out + at, value);
  }
  return moved;
}

// The sum within 0 and top; returns the sum of the moves.
export function moveWithin(count: i32, sums: usize, x: usize, out: usize, top: usize, pace: f64): f64 {
  let moved: f64 = 0;
  const bytes = <usize>count << 3;
  for (let at: usize = 0; at < bytes; at += 8) {
    const has = load<f64>(sums + at);
    const most = load<f64>(top + at);
    const value = select<f64>(0, select<f64>(most, has, has > most), has < 0);
    moved += abs<f64>(value - load<f64>(x + at));
    store<f64>(out + at, value);
  }
  return moved;
}

// x moves `pace` times the way to its sum, within 0 and 1; returns the largest difference from min(1, sum).
export function moveTowards(count: i32, sums: usize, x: usize, out: usize, top: usize, pace: f64): f64 {
  let most: f64 = 0;
  const bytes = <usize>count << 3;
  for (let at: usize = 0; at < bytes; at += 8) {
    const value = load<f64>(sums + at);
    const old = load<f64>(x + at);
    const apart = abs<f64>(select<f64>(value, 1, value < 1) - old);
    most = select<f64>(apart, most, apart > most);
    const moved = old + pace * (value - old);
    store<f64>(out + at, select<f64>(select<f64>(moved, 0, moved > 0), 1, moved < 1));
  }
  return most;
}

// Nothing is written; returns the squares of its differences from the sums.
export function apart(count: i32, sums: usize, x: usize, out: usize, top: usize, pace: f64): f64 {
  let total: f64 = 0;
  const bytes = <usize>count << 3;
  for (let at: usize = 0; at < bytes; at += 8) {
    const off = load<f64>(sums + at) - load<f64>(x + at);
    total += off * off;
  }
  return total;
}
