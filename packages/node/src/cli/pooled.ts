import { availableParallelism } from "node:os";
import type { ChunkSpec } from "../pool/chunk.ts";
import type { Journal } from "../pool/journal.ts";
import { runChunks } from "../pool/pool.ts";
import type { Bilingual, Call, Option } from "./command.ts";
import { startProgress } from "./output.ts";

/** What a shell says of a command that was interrupted. */
export const INTERRUPTED = 130;

export const WORKERS: Option = {
  name: "workers",
  kind: "integer",
  min: 1,
  max: 256,
  value: "n",
  description: { en: "Processors to use (default: all)", fr: "Processeurs à employer (par défaut tous)" },
};

export interface Pooled {
  /** What every worker is given. */
  readonly data: unknown;
  readonly chunks: readonly ChunkSpec[];
  readonly journal: Journal | null;
  /** Called once for each chunk, also for those that the journal holds. */
  readonly take: (index: number, values: Float64Array) => void;
}

/** How far a run came. */
export interface Progress {
  readonly done: number;
  readonly all: number;
}

/** Compute what the journal does not hold yet, and tell of it on stderr. A run that was interrupted has fewer parts done than there are; its journal is closed. */
export async function computeInPool(call: Call, { data, chunks, journal, take }: Pooled): Promise<Progress> {
  const held = new Set(journal?.done.keys());
  let done = held.size;
  journal?.done.forEach((values, index) => take(index, values));
  journal?.done.clear();
  const stop = new AbortController();
  const forget = call.io.onInterrupt?.(() => stop.abort());
  const progress = startProgress(call.io);
  let told = Number.NEGATIVE_INFINITY;
  try {
    const isWhole = await runChunks({
      data,
      chunks: chunks.filter(({ index }) => !held.has(index)),
      workers: call.number("workers") ?? availableParallelism(),
      signal: stop.signal,
      take: ({ index }, values) => {
        done++;
        take(index, values);
        const now = call.io.now();
        journal?.add(index, values, now);
        if (now < told + (call.io.stderrIsTTY ? 200 : 5000)) return;
        told = now;
        progress.step(call.say(partsOf({ done, all: chunks.length })), done / chunks.length);
      },
    });
    progress.done();
    if (!isWhole) journal?.close();
    return { done: isWhole ? chunks.length : done, all: chunks.length };
  } catch (error) {
    journal?.close();
    throw error;
  } finally {
    forget?.();
  }
}

export function partsOf({ done, all }: Progress): Bilingual {
  return { en: `${done} of ${all} parts`, fr: `${done} parties sur ${all}` };
}

/** What an earlier run left. */
export function sayHeld(call: Call, { path, done }: Journal, all: number): void {
  const parts = partsOf({ done: done.size, all });
  call.io.stderr(`${call.say({ en: `${parts.en} are in ${path} already.`, fr: `${parts.fr} sont déjà dans ${path}.` })}\n`);
}
