import { WASM } from "./laplacian.generated.ts";
import { fillTiles, type Laplacian, layTiles, type Tiling } from "./laplacian-tiles.ts";
import { linkKernel } from "./wasm.ts";

/** The vectors of conjugate gradients on one Laplacian, and the loops over one tile or one block of them; where they live is the maker's choice. */
export interface LaplacianLoops {
  readonly tiling: Tiling;
  /** Sum of the weights of a node; 1 where it has no neighbours. */
  readonly degree: Float64Array;
  readonly x: Float64Array;
  readonly r: Float64Array;
  readonly p: Float64Array;
  readonly t: Float64Array;
  readonly s: Float64Array;
  /** z'z, r'z and r'r with z = degree r, as of the last advance. */
  readonly norms: Float64Array;
  /** s_j += w_ij v_i over the links of a tile, for v = x, r, t or s. */
  readonly push: (v: Float64Array, tile: number, from: number, to: number) => void;
  /** s = s / degree, passed on to higher nodes of the block; returns product + p'(t + s). */
  readonly ascend: (block: number, product: number) => number;
  /** p = degree r + beta p, t = (p + s) / degree, passed on to lower nodes of the block, s = -s. */
  readonly descend: (block: number, beta: number) => void;
  /** x += alpha t, r -= alpha (t + s), s = 0, norms anew. */
  readonly advance: (alpha: number) => void;
}

/** A quarter of a megabyte of each vector. */
const TILE = 2 ** 15;

export function laplacianLoops(laplacian: Laplacian, plain: boolean, size: number = TILE): LaplacianLoops {
  const tiling = layTiles(laplacian, size);
  const loops = (plain ? null : compiledLoops(laplacian, tiling)) ?? plainLoops(laplacian, tiling);
  fillDegrees(laplacian, loops.degree);
  return loops;
}

function fillDegrees({ n, start, weight }: Laplacian, degree: Float64Array): void {
  for (let i = 0; i < n; i++) {
    if (weight === null || start[i] === start[i + 1]) degree[i] = Math.max(1, start[i + 1] - start[i]);
    else for (let k = start[i]; k < start[i + 1]; k++) degree[i] += weight[k];
  }
}

/** Below this many links the memory costs more than it gains. */
const FEWEST_LINKS = 4096;

/** In WebAssembly (assembly/laplacian.ts); null where that cannot be had or does not pay. */
export function compiledLoops(laplacian: Laplacian, tiling: Tiling): LaplacianLoops | null {
  const { n } = laplacian;
  const { size, blocks, first } = tiling;
  const links = first[first.length - 1];
  if (links < FEWEST_LINKS) return null;
  const linked = linkKernel(WASM, links * (laplacian.weight ? 12 : 4) + 48 * n + 1024);
  if (!linked) return null;
  const { kernel, take } = linked;
  const place = take(Uint32Array, links);
  const share = laplacian.weight ? take(Float64Array, links) : null;
  fillTiles(laplacian, tiling, place, share);
  const [degree, x, r, p, t, s] = Array.from({ length: 6 }, () => take(Float64Array, n));
  const norms = take(Float64Array, 3);
  const [push, ascend, descend] = share
    ? [kernel.pushWeighted, kernel.ascendWeighted, kernel.descendWeighted]
    : [kernel.pushUnit, kernel.ascendUnit, kernel.descendUnit];
  const linkAt = (tile: number): number => place.byteOffset + 4 * first[tile];
  const shareAt = (tile: number): number => (share ? share.byteOffset + 8 * first[tile] : 0);
  const blockOf = (v: Float64Array, block: number): number => v.byteOffset + 8 * block * size;
  const count = (block: number): number => Math.min(size, n - block * size);
  return {
    tiling,
    degree,
    x,
    r,
    p,
    t,
    s,
    norms,
    push(v, tile, from, to) {
      push(linkAt(tile), linkAt(tile + 1), shareAt(tile), blockOf(v, from), blockOf(s, to));
    },
    ascend(block, product) {
      const tile = block * blocks + block;
      const [d, a, b, c] = [degree, p, t, s].map((v) => blockOf(v, block));
      return ascend(count(block), linkAt(tile), linkAt(tile + 1), shareAt(tile), d, a, b, c, product);
    },
    descend(block, beta) {
      const tile = blocks * blocks + block;
      const [d, a, b, c, e] = [degree, r, p, t, s].map((v) => blockOf(v, block));
      descend(count(block), linkAt(tile), linkAt(tile + 1), shareAt(tile), d, a, b, c, e, beta);
    },
    advance(alpha) {
      norms.fill(0);
      for (let block = 0; block < blocks; block++) {
        const [d, a, b, c, e] = [degree, x, r, t, s].map((v) => blockOf(v, block));
        kernel.advance(count(block), d, a, b, c, e, norms.byteOffset, alpha);
      }
    },
  };
}

function plainLoops(laplacian: Laplacian, tiling: Tiling): LaplacianLoops {
  const { n } = laplacian;
  const { size, blocks, first } = tiling;
  const place = new Uint32Array(first[first.length - 1]);
  const share = laplacian.weight ? new Float64Array(place.length) : null;
  fillTiles(laplacian, tiling, place, share);
  const [degree, x, r, p, t, s] = Array.from({ length: 6 }, () => new Float64Array(n));
  const norms = new Float64Array(3);
  return {
    tiling,
    degree,
    x,
    r,
    p,
    t,
    s,
    norms,
    push(v, tile, from, to) {
      const row = from * size;
      const column = to * size;
      for (let k = first[tile]; k < first[tile + 1]; k++)
        s[column + (place[k] & 0xffff)] += (share ? share[k] : 1) * v[row + (place[k] >>> 16)];
    },
    ascend(block, product) {
      const row = block * size;
      const end = Math.min(size, n - row);
      const tile = block * blocks + block;
      let k = first[tile];
      for (let i = 0; i < end; i++) {
        const value = s[row + i] / degree[row + i];
        s[row + i] = value;
        product += p[row + i] * (t[row + i] + value);
        for (; k < first[tile + 1] && place[k] >>> 16 === i; k++) s[row + (place[k] & 0xffff)] += (share ? share[k] : 1) * value;
      }
      return product;
    },
    descend(block, beta) {
      const row = block * size;
      const tile = blocks * blocks + block;
      let k = first[tile + 1] - 1;
      for (let i = Math.min(size, n - row) - 1; i >= 0; i--) {
        const links = degree[row + i];
        const own = links * r[row + i] + beta * p[row + i];
        const sum = s[row + i];
        const value = (own + sum) / links;
        p[row + i] = own;
        t[row + i] = value;
        s[row + i] = -sum;
        for (; k >= first[tile] && place[k] >>> 16 === i; k--) s[row + (place[k] & 0xffff)] += (share ? share[k] : 1) * value;
      }
    },
    advance(alpha) {
      let [zz, rz, rr] = [0, 0, 0];
      for (let i = 0; i < n; i++) {
        x[i] += alpha * t[i];
        const value = r[i] - alpha * (t[i] + s[i]);
        r[i] = value;
        s[i] = 0;
        const z = degree[i] * value;
        zz += z * z;
        rz += value * z;
        rr += value * value;
      }
      norms[0] = zz;
      norms[1] = rz;
      norms[2] = rr;
    },
  };
}
