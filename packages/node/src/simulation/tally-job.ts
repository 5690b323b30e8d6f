import { type Economy, openChunks } from "keiretsu";
import type { ChunkFunction } from "../pool/chunk.ts";

/** Paths of one economy, counted. Plain data, so that it can be handed to a worker. */
export interface TallyJob {
  readonly economy: Economy;
  readonly seed: number;
}

/** One chunk as packed counts. */
export function tallyFunction({ economy, seed }: TallyJob): ChunkFunction {
  const chunk = openChunks(economy);
  return (first, count) => chunk({ seed, first, count });
}
