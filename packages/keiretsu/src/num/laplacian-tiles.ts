/**
 * The links of a graph cut into tiles, as those of num/tiles.ts are: block by block of nodes, so that what a tile reads and adds up stays near the
 * processor. Node i passes its number on to its neighbours: the links of a tile stand in order of i, so that numbers are read one after the other and
 * the sums of a hub do not wait for each other. Within a block, links to higher nodes come apart from links to lower ones.
 */
export interface Laplacian {
  readonly n: number;
  /** Row starts, length n + 1. */
  readonly start: Uint32Array;
  /** Neighbours in ascending order, each pair in both rows, no diagonal, length 2p. */
  readonly other: Uint32Array;
  /** Positive weights, the same in both rows, length 2p; null when every weight is 1. */
  readonly weight: Float64Array | null;
}

export interface Tiling {
  readonly n: number;
  readonly size: number;
  readonly blocks: number;
  /**
   * Where the links of each tile begin: from block I to block J at I * blocks + J, those from a block to itself only where they go up; then
   * those that go down within a block, at blocks * blocks + I. Length blocks * (blocks + 1) + 1.
   */
  readonly first: Uint32Array;
}

export function layTiles({ n, start, other }: Laplacian, size: number): Tiling {
  const blocks = Math.ceil(n / size);
  const first = new Uint32Array(blocks * (blocks + 1) + 1);
  const shift = Math.log2(size);
  // Both directions of a pair are counted at its higher node.
  for (let i = 0; i < n; i++) {
    const block = i >>> shift;
    for (let k = start[i]; k < start[i + 1] && other[k] < i; k++) {
      const to = other[k] >>> shift;
      first[tileOf(blocks, block, to, true) + 1]++;
      first[to * blocks + block + 1]++;
    }
  }
  for (let tile = 1; tile < first.length; tile++) first[tile] += first[tile - 1];
  return { n, size, blocks, first };
}

function tileOf(blocks: number, from: number, to: number, down: boolean): number {
  return from === to && down ? blocks * blocks + from : from * blocks + to;
}

/** Write each link as i << 16 | j, counted from the first of their blocks, to `place`, and its weight. */
export function fillTiles(laplacian: Laplacian, tiling: Tiling, place: Uint32Array, share: Float64Array | null): void {
  const { n, start, other, weight } = laplacian;
  const { size, blocks, first } = tiling;
  const shift = Math.log2(size);
  const next = first.slice();
  for (let i = 0; i < n; i++) {
    const block = i >>> shift;
    const high = (i & (size - 1)) << 16;
    for (let k = start[i]; k < start[i + 1]; k++) {
      const j = other[k];
      const at = next[tileOf(blocks, block, j >>> shift, j < i)]++;
      place[at] = high | (j & (size - 1));
      if (share !== null && weight !== null) share[at] = weight[k];
    }
  }
}
