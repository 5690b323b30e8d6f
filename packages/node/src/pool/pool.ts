import { existsSync } from "node:fs";
import { Worker } from "node:worker_threads";
import { KeiretsuError } from "keiretsu";
import type { ChunkSpec, FromWorker } from "./chunk.ts";

export interface PoolOptions {
  /** Handed to every worker; typed arrays over shared memory are not copied. */
  readonly data: unknown;
  readonly chunks: readonly ChunkSpec[];
  readonly workers: number;
  /** Called once a chunk, in the order in which they end. */
  readonly take: (chunk: ChunkSpec, values: Float64Array) => void;
  /** Stops handing out chunks and ends the workers. */
  readonly signal?: AbortSignal;
  /** Seconds that a worker may take to start, and for one chunk; 60 and 3600 by default. */
  readonly startSeconds?: number;
  readonly chunkSeconds?: number;
  /** The file that workers run; ours by default. */
  readonly entry?: URL;
}

/** The built package has the worker beside the bundle or among the modules; the sources have it beside this file. */
const ENTRIES = ["./worker.js", "../pool/worker.js", "./worker.ts"] as const;

export function workerEntry(): URL {
  const found = ENTRIES.map((entry) => new URL(entry, import.meta.url)).find((url) => existsSync(url));
  if (found === undefined) throw new Error(`no worker beside ${import.meta.url}`);
  return found;
}

/**
 * Have every chunk computed by some worker. A worker that dies or does not answer in time has its chunk given to a new one, once; the second time the
 * job fails with `chunk-failed`. What the library refuses fails at once with its own code. Resolves to false when stopped by the signal. No worker is
 * left behind.
 */
export async function runChunks(options: PoolOptions): Promise<boolean> {
  const { chunks, signal } = options;
  if (signal?.aborted) return false;
  const crew = new Crew(options);
  const size = Math.min(options.workers, chunks.length);
  const stop = (): void => crew.stop();
  signal?.addEventListener("abort", stop);
  try {
    await Promise.all(Array.from({ length: size }, () => crew.work()));
    return !crew.stopped;
  } finally {
    signal?.removeEventListener("abort", stop);
    await crew.end();
  }
}

class Crew {
  stopped = false;
  readonly #options: PoolOptions;
  readonly #workers = new Set<Hand>();
  #next = 0;

  constructor(options: PoolOptions) {
    this.#options = options;
  }

  /** One place in the crew: a worker, and another where it fails. */
  async work(): Promise<void> {
    let hand: Hand | null = null;
    while (!this.stopped && this.#next < this.#options.chunks.length) {
      const chunk = this.#options.chunks[this.#next++];
      for (let failures: string[] = []; ; ) {
        try {
          hand ??= await this.#hire();
          const values = await hand.compute(chunk);
          if (!this.stopped) this.#options.take(chunk, values);
          break;
        } catch (error) {
          if (this.stopped) return;
          if (!(error instanceof WorkerLost)) {
            this.stop();
            throw error;
          }
          if (hand !== null) await this.#dismiss(hand);
          hand = null;
          failures = [...failures, error.message];
          if (failures.length === 2) {
            this.stop();
            const { index, first, count } = chunk;
            throw new KeiretsuError(
              "chunk-failed",
              `chunk ${index} (items ${first} to ${first + count - 1}) failed twice: ${failures.join("; then: ")}`,
            );
          }
        }
      }
    }
  }

  async #hire(): Promise<Hand> {
    const hand = new Hand(this.#options);
    this.#workers.add(hand);
    await hand.ready();
    return hand;
  }

  async #dismiss(hand: Hand): Promise<void> {
    this.#workers.delete(hand);
    await hand.end();
  }

  stop(): void {
    this.stopped = true;
    for (const hand of this.#workers) hand.lose("stopped");
  }

  async end(): Promise<void> {
    this.stopped = true;
    await Promise.all([...this.#workers].map((hand) => this.#dismiss(hand)));
  }
}

/** The worker died or keeps silent: another may do better. */
class WorkerLost extends Error {}

/** One worker and what is waited for from it. */
class Hand {
  readonly #worker: Worker;
  readonly #options: PoolOptions;
  #lost: WorkerLost | null = null;
  #waiting: { readonly resolve: (message: FromWorker) => void; readonly reject: (error: Error) => void } | null = null;
  #said: FromWorker | null = null;

  constructor(options: PoolOptions) {
    this.#options = options;
    this.#worker = new Worker(options.entry ?? workerEntry(), { workerData: options.data });
    this.#worker.on("message", (message: FromWorker) => {
      if (this.#waiting) this.#waiting.resolve(message);
      else this.#said = message;
    });
    this.#worker.on("error", (error: Error) => this.lose(error.message));
    this.#worker.on("exit", (code) => this.lose(`the worker ended with code ${code}`));
  }

  async ready(): Promise<void> {
    const said = await this.#hear(this.#options.startSeconds ?? 60);
    if (said.kind === "refused") throw new KeiretsuError(said.code, said.message);
  }

  async compute(chunk: ChunkSpec): Promise<Float64Array> {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
    this.#worker.postMessage(chunk);
    const said = await this.#hear(this.#options.chunkSeconds ?? 3600);
    if (said.kind === "refused") throw new KeiretsuError(said.code, said.message);
    if (said.kind !== "done" || said.index !== chunk.index) throw new WorkerLost("the worker answered another question");
    return said.values;
  }

  lose(why: string): void {
    this.#lost ??= new WorkerLost(why);
    this.#waiting?.reject(this.#lost);
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }

  /** The next message, within so many seconds. */
  async #hear(seconds: number): Promise<FromWorker> {
    const said = this.#said;
    this.#said = null;
    if (said !== null) return said;
    if (this.#lost) throw this.#lost;
    const timer = setTimeout(() => this.lose(`no answer within ${seconds} seconds`), 1000 * seconds);
    try {
      return await new Promise<FromWorker>((resolve, reject) => {
        this.#waiting = { resolve, reject };
      });
    } finally {
      clearTimeout(timer);
      this.#waiting = null;
    }
  }
}
