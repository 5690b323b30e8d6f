import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { useCrew } from "keiretsu";
import { workerEntry } from "./pool.ts";

/** What the worker is told when it is to help with one computation and not to compute chunks. */
export interface HelpJob {
  readonly help: true;
}

/**
 * From now on a second thread makes half of every sweep over a large network (keiretsu: num/crew.ts); answers have the same bits. Returns how to send it
 * away. It does not keep the process alive.
 */
export async function openSecondThread(): Promise<() => Promise<void>> {
  const job: HelpJob = { help: true };
  const worker = new Worker(workerEntry(), { workerData: job });
  await once(worker, "message");
  worker.unref();
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  useCrew((work) => worker.postMessage(work));
  return async () => {
    useCrew(null);
    await worker.terminate();
  };
}
