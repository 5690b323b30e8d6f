import { type Economy, packTally, simulateChunk } from "keiretsu";
import type { ChunkFunction } from "../pool/chunk.ts";

/** Paths of one economy, counted. Plain data, so that it can be handed to a worker. */
export interface TallyJob {
  readonly economy: Economy;
  readonly seed: number;
}

/** One chunk as packed counts. */
export function tallyFunction({ economy, seed }: TallyJob): ChunkFunction {
  return (first, count) => packTally(simulateChunk(economy, { seed, first, count }));
}
