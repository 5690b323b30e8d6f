/** A stretch of the items of a job: what one worker computes at once. Which worker, when and how often does not change what comes out. */
export interface ChunkSpec {
  /** Digest of everything that the values depend on. */
  readonly job: string;
  readonly index: number;
  readonly first: number;
  readonly count: number;
}

/** What a chunk function makes of its stretch: numbers, whose meaning is the job's. No clock, no chance, no files: it may run twice. */
export type ChunkFunction = (first: number, count: number) => Float64Array;

/** The chunks of a job in order. Their size is the job's, never the number of workers', so that it cannot change a bit of the answer. */
export function chunksOf(job: string, items: number, size: number): readonly ChunkSpec[] {
  return Array.from({ length: Math.ceil(items / size) }, (_, index) => ({
    job,
    index,
    first: index * size,
    count: Math.min(size, items - index * size),
  }));
}

/** What a worker is told: its data first, chunks one by one after it. And what it says: ready, values, or why not. */
export type ToWorker = ChunkSpec;
export type FromWorker =
  | { readonly kind: "ready" }
  | { readonly kind: "done"; readonly index: number; readonly values: Float64Array }
  | { readonly kind: "refused"; readonly code: string; readonly message: string };
