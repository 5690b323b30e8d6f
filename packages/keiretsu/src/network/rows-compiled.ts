import { giveBack, linkKernel } from "../num/wasm.ts";
import { WASM } from "./rows.generated.ts";
import type { RowColumns, Rows } from "./rows.ts";

/** Below this many edges the plain way is as fast. */
const FEWEST_EDGES = 1 << 16;
/** Blocks whose records and keys stay in a cache of a megabyte, and so few that dealing to them keeps their pages at hand. */
const EDGES_PER_BLOCK = 1 << 14;
const MOST_BLOCKS = 512;
const DIGIT_BITS = 11;
const RECORD_BYTES = 20;
/** Edges copied in at a time: few enough to be still in the cache when they are dealt. */
const BATCH = 1 << 13;
const MOST_BYTES = 2 ** 32 - 2 ** 22;

/**
 * The sort of rows.ts in WebAssembly (assembly/rows.ts); null where that cannot be had or does not pay. Edges pass through a memory of 20 bytes
 * an edge that is let go at the end; parallel edges are left in the order of the input; the answer lies in memory of its own, or in the columns where they are given away.
 */
export function sortRowsCompiled({ n, from, to, amount }: RowColumns, consume: boolean): Rows | null {
  const m = from.length;
  if (m < FEWEST_EDGES) return null;
  let shift = 0;
  while (n >> shift > Math.min(MOST_BLOCKS, m / EDGES_PER_BLOCK)) shift++;
  const blocks = ((n - 1) >> shift) + 1;
  const nodes = Math.min(n, 1 << shift);
  const sizes = blockSizes(from, shift, blocks);
  const largest = sizes.reduce((a, b) => Math.max(a, b), 0);
  const toBits = 32 - Math.clz32(n - 1);
  const passes = Math.ceil(toBits / DIGIT_BITS);
  const digitBits = passes === 0 ? 0 : Math.ceil(toBits / passes);
  const bytes = RECORD_BYTES * m + 32 * largest + 8 * nodes + 4 * (blocks + 2 ** digitBits) + 16 * BATCH + 4096;
  const linked = bytes > MOST_BYTES ? null : linkKernel(WASM, bytes);
  if (!linked) return null;
  const { kernel, memory, take } = linked;
  const batchFrom = take(Uint32Array, BATCH);
  const batchTo = take(Uint32Array, BATCH);
  const batchAmount = take(Float64Array, BATCH);
  const place = take(Uint32Array, blocks);
  const key = take(Float64Array, largest).byteOffset;
  const spare = take(Float64Array, largest).byteOffset;
  const count = take(Uint32Array, 2 ** digitBits + 1).byteOffset;
  const rowPlace = take(Uint32Array, nodes).byteOffset;
  const ends = take(Uint32Array, nodes);
  const blockTarget = take(Uint32Array, largest);
  const blockWeight = take(Float64Array, largest);
  const blockOrder = take(Uint32Array, largest);
  const records = take(Uint8Array, RECORD_BYTES * m).byteOffset;

  for (let b = 0, at = records; b < blocks; at += RECORD_BYTES * sizes[b++]) place[b] = at;
  for (let k = 0; k < m; k += BATCH) {
    const end = Math.min(m, k + BATCH);
    batchFrom.set(from.subarray(k, end));
    batchTo.set(to.subarray(k, end));
    batchAmount.set(amount.subarray(k, end));
    kernel.deal(end - k, k, batchFrom.byteOffset, batchTo.byteOffset, batchAmount.byteOffset, shift, place.byteOffset);
  }

  // From here on the input is not read again. Fresh memory costs as much as sorting, so where it is given away it takes the output.
  const start = new Uint32Array(n + 1);
  const target = consume ? to : new Uint32Array(m);
  const weight = consume ? amount : new Float64Array(m);
  const order = consume ? from : new Uint32Array(m);
  let parallel = 0;
  for (let b = 0, begin = 0; b < blocks; begin += sizes[b++]) {
    const first = b << shift;
    const width = Math.min(nodes, n - first);
    const work = [passes, digitBits, key, spare, count, rowPlace, ends.byteOffset] as const;
    const columns = [blockTarget.byteOffset, blockWeight.byteOffset, blockOrder.byteOffset] as const;
    parallel += kernel.sortBlock(records + RECORD_BYTES * begin, sizes[b], first, width, ...work, ...columns);
    for (let i = 0; i < width; i++) start[first + i + 1] = begin + ends[i];
    target.set(blockTarget.subarray(0, sizes[b]), begin);
    weight.set(blockWeight.subarray(0, sizes[b]), begin);
    order.set(blockOrder.subarray(0, sizes[b]), begin);
  }
  giveBack(memory);
  return { start, target, weight, order, parallel };
}

function blockSizes(from: Uint32Array, shift: number, blocks: number): Uint32Array {
  const sizes = new Uint32Array(blocks);
  for (let k = 0; k < from.length; k++) sizes[from[k] >>> shift]++;
  return sizes;
}
