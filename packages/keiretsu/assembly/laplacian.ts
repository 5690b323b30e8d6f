// The inner loops of num/conjugate-gradient.ts, in the same order of operations so that both give the same bits.
// Arguments are byte offsets into the imported memory. Built by scripts/assembly.ts.

export function multiplyUnit(n: i32, start: usize, other: usize, p: usize, q: usize): f64 {
  let product: f64 = 0;
  let at: usize = other;
  for (let i = 0; i < n; i++) {
    const end = other + (<usize>load<u32>(start + (<usize>i << 2), 4) << 2);
    const links = <f64>(<i32>((end - at) >> 2));
    let s0: f64 = 0;
    let s1: f64 = 0;
    let s2: f64 = 0;
    let s3: f64 = 0;
    for (; at + 12 < end; at += 16) {
      s0 += load<f64>(p + (<usize>load<u32>(at) << 3));
      s1 += load<f64>(p + (<usize>load<u32>(at, 4) << 3));
      s2 += load<f64>(p + (<usize>load<u32>(at, 8) << 3));
      s3 += load<f64>(p + (<usize>load<u32>(at, 12) << 3));
    }
    for (; at < end; at += 4) s0 += load<f64>(p + (<usize>load<u32>(at) << 3));
    const own = load<f64>(p + (<usize>i << 3));
    const value = links * own - (s0 + s1 + (s2 + s3));
    store<f64>(q + (<usize>i << 3), value);
    product += value * own;
  }
  return product;
}

export function multiplyWeighted(n: i32, start: usize, other: usize, weight: usize, degree: usize, p: usize, q: usize): f64 {
  let product: f64 = 0;
  let at: usize = other;
  let w: usize = weight;
  for (let i = 0; i < n; i++) {
    const end = other + (<usize>load<u32>(start + (<usize>i << 2), 4) << 2);
    let s0: f64 = 0;
    let s1: f64 = 0;
    let s2: f64 = 0;
    let s3: f64 = 0;
    for (; at + 12 < end; at += 16, w += 32) {
      s0 += load<f64>(w) * load<f64>(p + (<usize>load<u32>(at) << 3));
      s1 += load<f64>(w, 8) * load<f64>(p + (<usize>load<u32>(at, 4) << 3));
      s2 += load<f64>(w, 16) * load<f64>(p + (<usize>load<u32>(at, 8) << 3));
      s3 += load<f64>(w, 24) * load<f64>(p + (<usize>load<u32>(at, 12) << 3));
    }
    for (; at < end; at += 4, w += 8) s0 += load<f64>(w) * load<f64>(p + (<usize>load<u32>(at) << 3));
    const own = load<f64>(p + (<usize>i << 3));
    const value = load<f64>(degree + (<usize>i << 3)) * own - (s0 + s1 + (s2 + s3));
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
