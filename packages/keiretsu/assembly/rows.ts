// The two inner steps of network/rows.ts for large networks, with the same answers. Arguments are byte offsets into the imported memory.
// Built by scripts/assembly.ts.

// A dealt edge: from, to, amount, place in the input; one record, so that an edge dealt out or fetched again touches one line of the cache.
const RECORD: usize = 20;

// Deal edges first, first + 1, ... out to blocks of 2^shift neighbouring `from` nodes; place holds the next free byte of each block.
export function deal(rows: i32, first: u32, from: usize, to: usize, amount: usize, shift: u32, place: usize): void {
  for (let k = 0; k < rows; k++) {
    const i = load<u32>(from + (<usize>k << 2));
    const slot = place + (<usize>(i >> shift) << 2);
    const at = <usize>load<u32>(slot);
    store<u32>(slot, <u32>(at + RECORD));
    store<u32>(at, i);
    store<u32>(at, load<u32>(to + (<usize>k << 2)), 4);
    store<f64>(at, load<f64>(amount + (<usize>k << 3)), 8);
    store<u32>(at, first + <u32>k, 16);
  }
}

// Sort the `length` edges of one block by from, to, input. key and spare hold 8 bytes an edge, count 2^digitBits + 1 numbers, place one number a
// node. Writes where the row of each node ends, counted from the block, and the columns. Returns the edges that follow a parallel one.
export function sortBlock(
  block: usize,
  length: i32,
  firstNode: u32,
  nodes: i32,
  passes: i32,
  digitBits: i32,
  key: usize,
  spare: usize,
  count: usize,
  place: usize,
  ends: usize,
  target: usize,
  weight: usize,
  order: usize,
): i32 {
  memory.fill(ends, 0, <usize>nodes << 2);
  const last = block + <usize>length * RECORD;
  let out = key;
  for (let at = block; at < last; at += RECORD, out += 8) {
    // Sorting moves the place of the record and its `to` in one word.
    store<u64>(out, (<u64>load<u32>(at, 4) << 32) | <u64>at);
    const row = ends + (<usize>(load<u32>(at) - firstNode) << 2);
    store<u32>(row, load<u32>(row) + 1);
  }
  let before: u32 = 0;
  for (let i: usize = 0; i < <usize>nodes << 2; i += 4) {
    store<u32>(place + i, before);
    before += load<u32>(ends + i);
    store<u32>(ends + i, before);
  }
  const bytes = <usize>length << 3;
  const digits: u64 = (1 << digitBits) - 1;
  for (let pass = 0; pass < passes; pass++) {
    const low = <u64>(32 + pass * digitBits);
    memory.fill(count, 0, <usize>(digits + 2) << 2);
    for (let x: usize = 0; x < bytes; x += 8) {
      const slot = count + (<usize>((load<u64>(key + x) >> low) & digits) << 2);
      store<u32>(slot, load<u32>(slot, 4) + 1, 4);
    }
    let sum: u32 = 0;
    for (let d: usize = 4; d <= <usize>(digits + 1) << 2; d += 4) {
      sum += load<u32>(count + d);
      store<u32>(count + d, sum);
    }
    for (let x: usize = 0; x < bytes; x += 8) {
      const word = load<u64>(key + x);
      const slot = count + (<usize>((word >> low) & digits) << 2);
      const p = load<u32>(slot);
      store<u32>(slot, p + 1);
      store<u64>(spare + (<usize>p << 3), word);
    }
    const other = key;
    key = spare;
    spare = other;
  }
  for (let x: usize = 0; x < bytes; x += 8) {
    const word = load<u64>(key + x);
    const at = <usize>(<u32>word);
    const row = place + (<usize>(load<u32>(at) - firstNode) << 2);
    const e = <usize>load<u32>(row);
    store<u32>(row, <u32>e + 1);
    store<u32>(target + (e << 2), <u32>(word >> 32));
    store<f64>(weight + (e << 3), load<f64>(at, 8));
    store<u32>(order + (e << 2), load<u32>(at, 16));
  }
  let parallel = 0;
  let e: usize = 0;
  for (let i: usize = 0; i < <usize>nodes << 2; i += 4) {
    const end = <usize>load<u32>(ends + i) << 2;
    if (e < end) e += 4;
    for (; e < end; e += 4) parallel += i32(load<u32>(target + e) == load<u32>(target + e - 4));
  }
  return parallel;
}
