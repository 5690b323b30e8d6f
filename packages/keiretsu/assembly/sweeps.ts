// The inner loop of num/sweeps.ts, in the same order of operations so that both give the same bits.
// Arguments are byte offsets into the imported memory. Built by scripts/assembly.ts.

// Rows first to last - 1 of one sweep x_i = b_i + sum_k share_k x_source(k), in place; returns moved + the squares of the moves.
export function sweep(first: i32, last: i32, start: usize, source: usize, share: usize, b: usize, x: usize, moved: f64): f64 {
  let k = <usize>load<u32>(start + (<usize>first << 2));
  for (let i = first; i < last; i++) {
    const end = <usize>load<u32>(start + (<usize>i << 2), 4);
    let even: f64 = load<f64>(b + (<usize>i << 3));
    let odd: f64 = 0;
    for (; k + 1 < end; k += 2) {
      even += load<f64>(share + (k << 3)) * load<f64>(x + (<usize>load<u32>(source + (k << 2)) << 3));
      odd += load<f64>(share + (k << 3), 8) * load<f64>(x + (<usize>load<u32>(source + (k << 2), 4) << 3));
    }
    if (k < end) {
      even += load<f64>(share + (k << 3)) * load<f64>(x + (<usize>load<u32>(source + (k << 2)) << 3));
      k++;
    }
    const value = even + odd;
    const move = value - load<f64>(x + (<usize>i << 3));
    moved += move * move;
    store<f64>(x + (<usize>i << 3), value);
  }
  return moved;
}

// The squares of b + M x - x over rows first to last - 1, added to total.
export function residual(first: i32, last: i32, start: usize, source: usize, share: usize, b: usize, x: usize, total: f64): f64 {
  let k = <usize>load<u32>(start + (<usize>first << 2));
  for (let i = first; i < last; i++) {
    const end = <usize>load<u32>(start + (<usize>i << 2), 4);
    let even: f64 = load<f64>(b + (<usize>i << 3)) - load<f64>(x + (<usize>i << 3));
    let odd: f64 = 0;
    for (; k + 1 < end; k += 2) {
      even += load<f64>(share + (k << 3)) * load<f64>(x + (<usize>load<u32>(source + (k << 2)) << 3));
      odd += load<f64>(share + (k << 3), 8) * load<f64>(x + (<usize>load<u32>(source + (k << 2), 4) << 3));
    }
    if (k < end) {
      even += load<f64>(share + (k << 3)) * load<f64>(x + (<usize>load<u32>(source + (k << 2)) << 3));
      k++;
    }
    const value = even + odd;
    total += value * value;
  }
  return total;
}
