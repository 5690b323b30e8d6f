// The inner loops of num/conjugate-gradient.ts, in the same order of operations so that both give the same bits.
// Arguments are byte offsets into the imported memory. Built by scripts/assembly.ts.

// Rows first to last - 1 of q = L p; returns product + p'q over them.
export function multiplyUnit(first: i32, last: i32, start: usize, other: usize, p: usize, q: usize, product: f64): f64 {
  let at = other + (<usize>load<u32>(start + (<usize>first << 2)) << 2);
  for (let i = first; i < last; i++) {
    const end = other + (<usize>load<u32>(start + (<usize>i << 2), 4) << 2);
    const links = <f64>(<i32>((end - at) >> 2));
    let sum: f64 = 0;
    for (; at < end; at += 4) sum += load<f64>(p + (<usize>load<u32>(at) << 3));
    const own = load<f64>(p + (<usize>i << 3));
    const value = links * own - sum;
    store<f64>(q + (<usize>i << 3), value);
    product += value * own;
  }
  return product;
}

export function multiplyWeighted(
  first: i32,
  last: i32,
  start: usize,
  other: usize,
  weight: usize,
  degree: usize,
  p: usize,
  q: usize,
  product: f64,
): f64 {
  let at = other + (<usize>load<u32>(start + (<usize>first << 2)) << 2);
  let w = weight + ((at - other) << 1);
  for (let i = first; i < last; i++) {
    const end = other + (<usize>load<u32>(start + (<usize>i << 2), 4) << 2);
    let sum: f64 = 0;
    for (; at < end; at += 4, w += 8) sum += load<f64>(w) * load<f64>(p + (<usize>load<u32>(at) << 3));
    const own = load<f64>(p + (<usize>i << 3));
    const value = load<f64>(degree + (<usize>i << 3)) * own - sum;
    store<f64>(q + (<usize>i << 3), value);
    product += value * own;
  }
  return product;
}

// x += alpha p, r -= alpha q; writes r'r, r'z and z'z to norms, z = r * inverse.
export function advance(n: i32, alpha: f64, x: usize, p: usize, r: usize, q: usize, inverse: usize, norms: usize): void {
  let rr: f64 = 0;
  let rz: f64 = 0;
  let zz: f64 = 0;
  const bytes = <usize>n << 3;
  for (let at: usize = 0; at < bytes; at += 8) {
    store<f64>(x + at, load<f64>(x + at) + alpha * load<f64>(p + at));
    const value = load<f64>(r + at) - alpha * load<f64>(q + at);
    store<f64>(r + at, value);
    const z = value * load<f64>(inverse + at);
    rr += value * value;
    rz += value * z;
    zz += z * z;
  }
  store<f64>(norms, rr);
  store<f64>(norms, rz, 8);
  store<f64>(norms, zz, 16);
}

// p = r * inverse + beta p
export function turn(n: i32, beta: f64, p: usize, r: usize, inverse: usize): void {
  const bytes = <usize>n << 3;
  for (let at: usize = 0; at < bytes; at += 8)
    store<f64>(p + at, load<f64>(r + at) * load<f64>(inverse + at) + beta * load<f64>(p + at));
}
