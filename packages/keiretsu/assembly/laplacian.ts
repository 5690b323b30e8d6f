// The inner loops of num/conjugate-gradient.ts, in the same order of operations so that both give the same bits.
// Arguments are byte offsets into the imported memory. Built by scripts/assembly.ts.

// What a link passes on of a value: all of it where links have no weights (W u8), else its weight times (W f64).
// @ts-ignore: decorator
@inline
function passed<W>(weight: usize, value: f64): f64 {
  return isFloat<W>() ? load<f64>(weight) * value : value;
}

// @ts-ignore: decorator
@inline
function add(sum: usize, value: f64): void {
  store<f64>(sum, load<f64>(sum) + value);
}

// Links of one tile, i << 16 | j, both counted from the first of their block: s_j += w x_i. Four are under way at once; sums are added in order.
// @ts-ignore: decorator
@inline
function push<W>(at: usize, end: usize, weight: usize, x: usize, s: usize): void {
  for (; at + 12 < end; at += 16, weight += 32) {
    const e0 = load<u32>(at);
    const e1 = load<u32>(at, 4);
    const e2 = load<u32>(at, 8);
    const e3 = load<u32>(at, 12);
    const v0 = passed<W>(weight, load<f64>(x + (<usize>(e0 >>> 16) << 3)));
    const v1 = passed<W>(weight + 8, load<f64>(x + (<usize>(e1 >>> 16) << 3)));
    const v2 = passed<W>(weight + 16, load<f64>(x + (<usize>(e2 >>> 16) << 3)));
    const v3 = passed<W>(weight + 24, load<f64>(x + (<usize>(e3 >>> 16) << 3)));
    add(s + (<usize>(e0 & 0xffff) << 3), v0);
    add(s + (<usize>(e1 & 0xffff) << 3), v1);
    add(s + (<usize>(e2 & 0xffff) << 3), v2);
    add(s + (<usize>(e3 & 0xffff) << 3), v3);
  }
  for (; at < end; at += 4, weight += 8) {
    const e = load<u32>(at);
    add(s + (<usize>(e & 0xffff) << 3), passed<W>(weight, load<f64>(x + (<usize>(e >>> 16) << 3))));
  }
}

export function pushUnit(at: usize, end: usize, weight: usize, x: usize, s: usize): void {
  push<u8>(at, end, weight, x, s);
}

export function pushWeighted(at: usize, end: usize, weight: usize, x: usize, s: usize): void {
  push<f64>(at, end, weight, x, s);
}

// The `count` nodes of one block from the first to the last, and its links to higher nodes: s_i is divided by the degree and passed on.
// Returns product + p'(t + s) over them.
// @ts-ignore: decorator
@inline
function ascend<W>(count: i32, at: usize, end: usize, weight: usize, degree: usize, p: usize, t: usize, s: usize, product: f64): f64 {
  for (let i = 0; i < count; i++) {
    const node = <usize>i << 3;
    const value = load<f64>(s + node) / load<f64>(degree + node);
    store<f64>(s + node, value);
    product += load<f64>(p + node) * (load<f64>(t + node) + value);
    for (; at < end; at += 4, weight += 8) {
      const e = load<u32>(at);
      if (<i32>(e >>> 16) != i) break;
      add(s + (<usize>(e & 0xffff) << 3), passed<W>(weight, value));
    }
  }
  return product;
}

export function ascendUnit(n: i32, at: usize, end: usize, weight: usize, degree: usize, p: usize, t: usize, s: usize, product: f64): f64 {
  return ascend<u8>(n, at, end, weight, degree, p, t, s, product);
}

export function ascendWeighted(
  n: i32,
  at: usize,
  end: usize,
  weight: usize,
  degree: usize,
  p: usize,
  t: usize,
  s: usize,
  product: f64,
): f64 {
  return ascend<f64>(n, at, end, weight, degree, p, t, s, product);
}

// The nodes of one block from the last to the first, and its links to lower nodes, read from their end: p = degree r + beta p, t = (p + s) / degree is
// passed on, s changes sign.
// @ts-ignore: decorator
@inline
function descend<W>(
  count: i32,
  at: usize,
  end: usize,
  weight: usize,
  degree: usize,
  r: usize,
  p: usize,
  t: usize,
  s: usize,
  beta: f64,
): void {
  weight += (end - at) << 1;
  for (let i = count - 1; i >= 0; i--) {
    const node = <usize>i << 3;
    const links = load<f64>(degree + node);
    const own = links * load<f64>(r + node) + beta * load<f64>(p + node);
    const sum = load<f64>(s + node);
    const value = (own + sum) / links;
    store<f64>(p + node, own);
    store<f64>(t + node, value);
    store<f64>(s + node, -sum);
    for (; end > at; end -= 4, weight -= 8) {
      const e = load<u32>(end - 4);
      if (<i32>(e >>> 16) != i) break;
      add(s + (<usize>(e & 0xffff) << 3), passed<W>(weight - 8, value));
    }
  }
}

export function descendUnit(
  n: i32,
  at: usize,
  end: usize,
  weight: usize,
  degree: usize,
  r: usize,
  p: usize,
  t: usize,
  s: usize,
  beta: f64,
): void {
  descend<u8>(n, at, end, weight, degree, r, p, t, s, beta);
}

export function descendWeighted(
  n: i32,
  at: usize,
  end: usize,
  weight: usize,
  degree: usize,
  r: usize,
  p: usize,
  t: usize,
  s: usize,
  beta: f64,
): void {
  descend<f64>(n, at, end, weight, degree, r, p, t, s, beta);
}

// x += alpha t, r -= alpha (t + s), s = 0; adds z'z, r'z and r'r to norms, z = degree r.
export function advance(count: i32, degree: usize, x: usize, r: usize, t: usize, s: usize, norms: usize, alpha: f64): void {
  let zz: f64 = load<f64>(norms);
  let rz: f64 = load<f64>(norms, 8);
  let rr: f64 = load<f64>(norms, 16);
  const bytes = <usize>count << 3;
  for (let at: usize = 0; at < bytes; at += 8) {
    const step = load<f64>(t + at);
    store<f64>(x + at, load<f64>(x + at) + alpha * step);
    const value = load<f64>(r + at) - alpha * (step + load<f64>(s + at));
    store<f64>(r + at, value);
    store<f64>(s + at, 0);
    const z = load<f64>(degree + at) * value;
    zz += z * z;
    rz += value * z;
    rr += value * value;
  }
  store<f64>(norms, zz);
  store<f64>(norms, rz, 8);
  store<f64>(norms, rr, 16);
}
