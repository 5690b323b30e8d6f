/** One of two workers of ours.ts: the task once, in shared memory, then stretch after stretch, as packages/node/src/pool hands them out. */
import { parentPort, workerData } from "node:worker_threads";
import type { ToWorker } from "../packages/node/src/pool/chunk.ts";
import { clearScenarios } from "../packages/keiretsu/src/contagion/clearing/clear-scenarios.ts";
import { debtRankPerNode } from "../packages/keiretsu/src/contagion/debtrank-per-node.ts";
import type { Network } from "../packages/keiretsu/src/network/network.ts";

export type Shared =
  | {
      readonly what: "scenarios";
      readonly network: Network;
      readonly externalAssets: Float64Array;
      readonly externalLiabilities: Float64Array;
      readonly seed: number;
      readonly probability: number;
    }
  | {
      readonly what: "debtrank-all";
      readonly network: Network;
      readonly equity: Float64Array;
      readonly weights: Float64Array;
      readonly tolerance: number;
    };

const task = workerData as Shared;
const port = parentPort!;
port.on("message", ({ index, first, count }: ToWorker) => port.postMessage({ kind: "done", index, values: compute(first, count) }));
port.postMessage({ kind: "ready" });

function compute(first: number, count: number): Float64Array {
  switch (task.what) {
    case "scenarios": {
      const { network, externalAssets, externalLiabilities, seed, probability } = task;
      const scenarios = { kind: "drawn", seed, first, count, probability } as const;
      const { values, converged } = clearScenarios(network, { externalAssets, externalLiabilities, scenarios });
      return converged === true ? values.shortfall : new Float64Array(count).fill(Number.NaN);
    }
    default: {
      const { network, equity, weights, tolerance } = task;
      const nodes = Array.from({ length: count }, (_, k) => first + k);
      const { values } = debtRankPerNode(network, { equity, weights, tolerance, nodes });
      return Float64Array.of(...values.r, ...values.additionalDefaults);
    }
  }
}
