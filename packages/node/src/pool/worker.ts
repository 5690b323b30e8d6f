import { parentPort, workerData } from "node:worker_threads";
import { KeiretsuError, workAlong } from "keiretsu";
import { chunkFunction, type SweepJob } from "../sweep/sweeps.ts";
import { tallyFunction, type TallyJob } from "../simulation/tally-job.ts";
import type { FromWorker, ToWorker } from "./chunk.ts";
import type { HelpJob } from "./second-thread.ts";

/** What runs in a worker: the job once, then chunk after chunk; or half of the sweeps of another thread. Anything thrown that is no refusal of the library ends the worker. */
const port = parentPort!;
const say = (message: FromWorker): void => port.postMessage(message);

try {
  const job = workerData as SweepJob | TallyJob | HelpJob;
  if ("help" in job) port.on("message", workAlong);
  else {
    const compute = "economy" in job ? tallyFunction(job) : chunkFunction(job);
    port.on("message", ({ index, first, count }: ToWorker) => attempt(() => say({ kind: "done", index, values: compute(first, count) })));
  }
  say({ kind: "ready" });
} catch (error) {
  refuse(error);
}

function attempt(run: () => void): void {
  try {
    run();
  } catch (error) {
    refuse(error);
  }
}

function refuse(error: unknown): void {
  if (!(error instanceof KeiretsuError)) throw error;
  say({ kind: "refused", code: error.code, message: error.message });
}
