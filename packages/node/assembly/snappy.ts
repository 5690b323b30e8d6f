// Snappy, parquet/snappy.ts, with the same answers. Arguments are byte offsets into the imported memory. Built by scripts/assembly.ts.

// Unpacks bytes[i..end), which follow the length, into bytes[o..last). Sixteen bytes after either end may be read or written. Returns 1 when all fits.
export function unpack(i: usize, end: usize, o: usize, last: usize): i32 {
  const first = o;
  while (i < end) {
    const tag = <u32>load<u8>(i++);
    let count: u32 = (tag >> 2) + 1;
    if ((tag & 3) == 0) {
      if (count > 60) {
        const extra = count - 60;
        if (extra > end - i) return 0;
        count = (load<u32>(i) & (0xffffffff >> (32 - 8 * extra))) + 1;
        i += extra;
      }
      if (count == 0 || count > end - i || count > last - o) return 0;
      if (count <= 16) {
        store<u64>(o, load<u64>(i));
        store<u64>(o + 8, load<u64>(i + 8));
      } else memory.copy(o, i, count);
      i += count;
      o += count;
      continue;
    }
    let back: u32 = 0;
    if ((tag & 3) == 1) {
      count = ((tag >> 2) & 7) + 4;
      back = ((tag >> 5) << 8) | <u32>load<u8>(i);
      i += 1;
    } else if ((tag & 3) == 2) {
      back = <u32>load<u16>(i);
      i += 2;
    } else {
      back = load<u32>(i);
      i += 4;
    }
    if (i > end || back == 0 || back > o - first || count > last - o) return 0;
    if (back >= 8) {
      // What is written too far is written over, or lies past the end.
      for (let k: u32 = 0; k < count; k += 8) store<u64>(o + k, load<u64>(o + k - back));
    } else for (let k: u32 = 0; k < count; k++) store<u8>(o + k, load<u8>(o + k - back));
    o += count;
  }
  return o == last ? 1 : 0;
}
