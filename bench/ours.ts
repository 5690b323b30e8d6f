/**
 * Runs one kernel of ours on one file: `node ours.ts <task of row.ts> <file> <repeats> [<workers>]`; prints one JSON line with the
 * seconds of each repeat (the first one cold) and the value to check. Reading the network is not timed, except for csv and parquet.
 */
import { once } from "node:events";
import { extname } from "node:path";
import process from "node:process";
import { Worker } from "node:worker_threads";
import { fromEdges, type Network } from "../packages/keiretsu/src/network/network.ts";
import { readData, readSheets } from "./data-file.ts";
import { PATHS, pathsChecked, readEconomy, SEED } from "./economy.ts";
import type { Shared } from "./worker.ts";
import type { TallyJob } from "../packages/node/src/simulation/tally-job.ts";
import type { Tally } from "../packages/keiretsu/src/simulate/tally.ts";

/** Of the files of other threads too: bundle.ts makes JavaScript of all three. */
const KIND = extname(import.meta.url);
/** What workers run: kernels of the benchmark, or what the command line has them run. */
const BENCH = new URL(`worker${KIND}`, import.meta.url);
const PRODUCT = new URL(built("cli/worker.js"));

type Check = readonly [number, number];
interface Task {
  readonly run: () => unknown;
  readonly check: (answer: never) => Check;
  readonly iterations?: (answer: never) => number;
}

const [, , name, path, repeatsText, workersText = "1"] = process.argv;
const workers = Number(workersText);
if (workers > 1) await startSecondThread();
const task = await prepare(name, path);
const seconds: number[] = [];
let answer: unknown;
for (let k = 0; k < Number(repeatsText); k++) {
  answer = undefined;
  const begin = performance.now();
  answer = await task.run();
  seconds.push((performance.now() - begin) / 1000);
}
const check = task.check(answer as never);
const iterations = task.iterations?.(answer as never) ?? 0;
const peakMb = Math.round(process.resourceUsage().maxRSS / 102.4) / 10;
console.log(JSON.stringify({ seconds, check, iterations, peakMb, version: process.version }));

function load(): Network {
  const { n, from, to, amount } = readData(path);
  return fromEdges({ n, from, to, amount }, { consume: true });
}

/** Kernels are loaded one by one, so that one workload is not held up by another. */
async function prepare(what: string, file: string): Promise<Task> {
  switch (what) {
    case "circuits": {
      const { findCircuits } = await import("../packages/keiretsu/src/trace/circuits.ts");
      const network = load();
      const params = { maxLength: 5, floor: 0, limit: null, expandParallel: false, top: null, list: false };
      type Found = ReturnType<typeof findCircuits>;
      return { run: () => findCircuits(network, params), check: ({ values }: Found) => [values.total, values.capacitySum] };
    }
    case "components": {
      const { stronglyConnected } = await import("../packages/keiretsu/src/network/components.ts");
      const network = load();
      type Found = ReturnType<typeof stronglyConnected>;
      return {
        run: () => stronglyConnected(network),
        check: ({ count, size }: Found) => [count, size.reduce((a, b) => Math.max(a, b), 0)],
      };
    }
    case "set-off": {
      const { clear } = await import("../packages/keiretsu/src/trace/set-off.ts");
      const network = load();
      const cents = network.weight.map((x) => Math.round(x * 100));
      type Found = ReturnType<typeof clear>;
      return {
        run: () => clear(network, cents, { nettingSet: null, maxPhases: Infinity }),
        // Proven by its prices, or the gap shows in the check.
        check: ({ lower, gap, gross }: Found) => [(lower - gap) / 100, gross / 100],
        iterations: ({ phases }: Found) => phases,
      };
    }
    case "hodge": {
      const { connectedComponents, linkedPairs } = await import("../packages/keiretsu/src/network/pairs.ts");
      const { solveLaplacian } = await import("../packages/keiretsu/src/num/conjugate-gradient.ts");
      const pairs = linkedPairs(load(), "unit");
      const { count, component } = connectedComponents(pairs);
      const b = new Float64Array(pairs.n);
      eachPair(pairs, (i, j, net) => {
        b[i] += net;
        b[j] -= net;
      });
      type Found = ReturnType<typeof solveLaplacian>;
      return {
        run: () => solveLaplacian(pairs, b, { component, components: count, tolerance: 1e-9, stopBy: "plain" }),
        check: ({ x }: Found) => {
          let gradient = 0;
          let all = 0;
          eachPair(pairs, (i, j, net) => {
            gradient += (x[i] - x[j]) ** 2;
            all += net * net;
          });
          return [gradient / all, 2 * pairs.count];
        },
        iterations: (found: Found) => found.iterations,
      };
    }
    case "clearing":
    case "clearing-exact": {
      const { quickClearing } = await import("../packages/keiretsu/src/contagion/clearing/quick-clearing.ts");
      const { eisenbergNoe } = await import("../packages/keiretsu/src/contagion/eisenberg-noe.ts");
      const { network, owes, shocked, externalLiabilities } = indebted(file);
      const clearingCheck = (payments: Float64Array): Check => [
        payments.reduce((count, paid, i) => count + Number(paid < owes[i] * (1 - 1e-6)), 0),
        sumOf(payments),
      ];
      if (what === "clearing-exact") {
        type Exact = ReturnType<typeof eisenbergNoe>;
        return {
          run: () => eisenbergNoe(network, { externalAssets: shocked, externalLiabilities }),
          check: ({ values }: Exact) => clearingCheck(values.payments),
          iterations: (found: Exact) => found.iterations ?? 0,
        };
      }
      const clear = quickClearing(network, { externalLiabilities });
      type Found = ReturnType<typeof clear>;
      return {
        run: () => clear(shocked),
        check: ({ values }: Found) => clearingCheck(values),
        iterations: (found: Found) => found.iterations ?? 0,
      };
    }
    case "scenarios": {
      const { clearScenarios } = await import("../packages/keiretsu/src/contagion/clearing/clear-scenarios.ts");
      const { network, externalAssets, externalLiabilities } = indebted(file);
      const count = network.n > 50_000 ? 64 : 100_000;
      const scenarios = { kind: "drawn", seed: 7, count, probability: 0.05 } as const;
      type Found = ReturnType<typeof clearScenarios>;
      if (workers > 1) {
        const { sharedNetwork, sharedVector } = await import("../packages/node/src/pool/shared.ts");
        const [assets, liabilities] = [externalAssets, externalLiabilities].map(sharedVector);
        const { seed, probability } = scenarios;
        const shared = {
          what: "scenarios",
          network: sharedNetwork(network),
          externalAssets: assets,
          externalLiabilities: liabilities,
          seed,
          probability,
        } as const;
        return {
          run: () => inChunks(shared, count, 6250),
          check: (parts: readonly Float64Array[]) => {
            const total = sumOf(parts.map((part) => sumOf(part)));
            return [total === total ? count : -1, total / count];
          },
        };
      }
      return {
        run: () => clearScenarios(network, { externalAssets, externalLiabilities, scenarios }),
        check: ({ values, converged }: Found) => [converged === true ? count : -1, sumOf(values.shortfall) / count],
        iterations: (found: Found) => found.iterations ?? 0,
      };
    }
    case "esri": {
      const { esriAllFirms } = await import("../packages/keiretsu/src/contagion/esri-all-firms.ts");
      const network: Network = { ...load(), lens: "supplies" };
      const params = await economy(network);
      type Found = ReturnType<typeof esriAllFirms>;
      return {
        run: () => esriAllFirms(network, params),
        check: ({ values, converged }: Found) => [converged === true ? values.esri.length : -1, sumOf(values.esri)],
        iterations: (found: Found) => found.iterations ?? 0,
      };
    }
    case "esri-each": {
      const { esriShocks } = await import("../packages/keiretsu/src/contagion/esri.ts");
      const network: Network = { ...load(), lens: "supplies" };
      const params = await economy(network);
      const closing = (c: number): Float64Array => new Float64Array(network.n).fill(1).fill(0, c, c + 1);
      type Found = ReturnType<typeof esriShocks>;
      return {
        run: () => esriShocks(network, { ...params, shocks: Array.from({ length: network.n }, (_, c) => closing(c)) }),
        check: ({ values, converged }: Found) => [converged === true ? values.length : -1, sumOf(values.map(({ esri }) => esri))],
        iterations: (found: Found) => found.iterations ?? 0,
      };
    }
    case "debtrank-one": {
      const { exposures } = await import("../packages/keiretsu/src/contagion/distress/exposures.ts");
      const { stressSpreader } = await import("../packages/keiretsu/src/contagion/distress/spread-stress.ts");
      const { network, equity, weights, owes } = exposed(file);
      const system = exposures(network, { equity, weights });
      const base = system.base.slice();
      base[owes.indexOf(owes.reduce((a, x) => Math.max(a, x), 0))] = 1;
      const spread = stressSpreader(system, { tolerance: 1e-9, maxSweeps: 1000, plain: false });
      type Found = ReturnType<typeof spread>;
      return {
        run: () => spread(base),
        check: ({ h }: Found) => [
          h.reduce((count, x, i) => count + Number(x >= 1 - 1e-11 && base[i] < 1), 0),
          h.reduce((total, x, i) => total + system.weights[i] * (x - base[i]), 0),
        ],
        iterations: ({ sweeps }: Found) => sweeps,
      };
    }
    case "debtrank-all": {
      const { debtRankPerNode } = await import("../packages/keiretsu/src/contagion/debtrank-per-node.ts");
      const { network, equity, weights } = exposed(file);
      type Found = ReturnType<typeof debtRankPerNode>;
      if (workers > 1) {
        const { sharedNetwork, sharedVector } = await import("../packages/node/src/pool/shared.ts");
        const shared = {
          what: "debtrank-all",
          network: sharedNetwork(network),
          equity: sharedVector(equity),
          weights: sharedVector(weights),
          tolerance: 1e-9,
        } as const;
        return {
          run: () => inChunks(shared, network.n, 640),
          check: (parts: readonly Float64Array[]) => {
            const half = (k: 0 | 1): number =>
              sumOf(parts.map((part) => sumOf(part.subarray((k * part.length) / 2, ((k + 1) * part.length) / 2))));
            return [half(1), half(0)];
          },
        };
      }
      return {
        run: () => debtRankPerNode(network, { equity, weights, tolerance: 1e-9 }),
        check: ({ values }: Found) => [sumOf(values.additionalDefaults), sumOf(values.r)],
        iterations: (found: Found) => found.iterations ?? 0,
      };
    }
    case "ownership": {
      const { solveBySweeps } = await import("../packages/keiretsu/src/num/sweeps.ts");
      const { n, m, from, to, amount } = readData(file);
      const received = new Float64Array(n);
      for (let k = 0; k < m; k++) received[to[k]] += amount[k];
      const share = amount.map((x, k) => (x / received[to[k]]) * (0.5 + 0.45 * scattered(to[k])));
      const { start, target, weight } = fromEdges({ n, from, to, amount: share }, { lens: "owns", unit: "share", consume: true });
      const b = Float64Array.from({ length: n }, (_, i) => 1 + 9 * scattered(i + n));
      type Found = ReturnType<typeof solveBySweeps>;
      return {
        run: () => solveBySweeps({ n, start, source: target, share: weight }, b, { tolerance: 1e-9 }),
        check: ({ x, converged }: Found) => [converged ? m : 0, x.reduce((total, value) => total + value, 0)],
        iterations: (found: Found) => found.iterations,
      };
    }
    case "simulate":
    case "simulate-all": {
      const { openChunks } = await import("../packages/keiretsu/src/simulate/monte-carlo.ts");
      const { emptyTally } = await import("../packages/keiretsu/src/simulate/tally.ts");
      const { addPacked } = await import("../packages/keiretsu/src/simulate/packed-tally.ts");
      const firms = readEconomy(file);
      const paths = what === "simulate" ? PATHS : 10 * PATHS;
      const together = (parts: readonly Float64Array[]): Tally => parts.reduce(addPacked, emptyTally(firms, 0));
      const job: TallyJob = { economy: firms, seed: SEED };
      if (what === "simulate-all")
        return {
          run: async () => together(await inChunks(job, paths, 250, PRODUCT)),
          check: ({ outcomes, paths: all }: Tally) => [all, outcomes.reduce((sum, x, k) => sum + (k % 3 === 2 ? x : 0), 0)],
        };
      if (workers > 1)
        return {
          run: async () => together(await inChunks(job, paths, 125, PRODUCT)),
          check: (tally: Tally) => pathsChecked(firms, tally),
        };
      return {
        run: () => together([openChunks(firms)({ seed: SEED, first: 0, count: PATHS })]),
        check: (tally: Tally) => pathsChecked(firms, tally),
      };
    }
    case "csv":
    case "csv-text":
    case "parquet": {
      const { readEdges } = (await import(built("edges.js"))) as typeof import("../packages/node/dist/edges.js");
      type Found = ReturnType<typeof readEdges>;
      return {
        run: () => readEdges(file, { columns: { from: "src", to: "dst", amount: "w" } }),
        check: ({ network, report }: Found) => [report.kept, network.weight.reduce((a, x) => a + x, 0)],
      };
    }
    default:
      throw new Error(`no task "${what}"`);
  }
}

/** The parts of a task in order, made by the workers: their start is timed too. */
async function inChunks(data: Shared | TallyJob, items: number, size: number, entry = BENCH): Promise<readonly Float64Array[]> {
  const { chunksOf } = await import("../packages/node/src/pool/chunk.ts");
  const { runChunks } = (await import(built("pool/pool.js"))) as typeof import("../packages/node/dist/pool/pool.js");
  const chunks = chunksOf("bench", items, size);
  const parts: Float64Array[] = [];
  await runChunks({ data, chunks, workers, entry, take: ({ index }, values) => (parts[index] = values) });
  return parts;
}

/** A module of the built package, which stays where it is. */
function built(module: string): string {
  return new URL(`${KIND === ".ts" ? ".." : "../.."}/packages/node/dist/${module}`, import.meta.url).href;
}

/** Another thread that makes half of the sweeps over large networks; started before the clock is. */
async function startSecondThread(): Promise<void> {
  const { useCrew } = await import("../packages/keiretsu/src/num/crew.ts");
  const helper = new Worker(new URL(`helper${KIND}`, import.meta.url));
  await once(helper, "message");
  helper.unref();
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  useCrew((work) => helper.postMessage(work));
}

/** Fifty industries in turn, inputs of all three classes, and half of all sales to end customers. */
async function economy(network: Network): Promise<{ industry: Uint32Array; essentiality: number[][]; revenue: Float64Array }> {
  const { rowSums } = await import("../packages/keiretsu/src/network/row-shares.ts");
  return {
    industry: Uint32Array.from({ length: network.n }, (_, i) => i % 50),
    essentiality: Array.from({ length: 50 }, (_, a) => Array.from({ length: 50 }, (__, b) => (7 * a + 3 * b) % 3)),
    revenue: rowSums(network).map((x) => 2 * x),
  };
}

/** Who owes whom, what each owes in all, and external assets before and after the shock of the file. */
function indebted(file: string): {
  network: Network;
  owes: Float64Array;
  externalAssets: Float64Array;
  shocked: Float64Array;
  externalLiabilities: Float64Array;
} {
  const { n, from, to, amount, externalAssets, externalLiabilities, hit } = readSheets(file);
  const owes = externalLiabilities.slice();
  for (let k = 0; k < from.length; k++) owes[from[k]] += amount[k];
  const network = fromEdges({ n, from, to, amount }, { lens: "owes", consume: true });
  return { network, owes, externalAssets, shocked: externalAssets.map((x, i) => (hit[i] === 1 ? 0 : x)), externalLiabilities };
}

/** Equity of 0.7 to 1.5 times what a firm is owed, by its number, and its equity of the file; weights are what a firm is owed. */
function exposed(file: string): { network: Network; equity: Float64Array; weights: Float64Array; owes: Float64Array } {
  const { n, from, to, amount, equity } = readSheets(file);
  const weights = new Float64Array(n);
  const owes = new Float64Array(n);
  for (let k = 0; k < from.length; k++) {
    weights[to[k]] += amount[k];
    owes[from[k]] += amount[k];
  }
  for (let i = 0; i < n; i++) equity[i] += weights[i] * (0.7 + (0.8 * hash32(i)) / 2 ** 32);
  return { network: fromEdges({ n, from, to, amount }, { lens: "owes" }), equity, weights, owes };
}

function hash32(i: number): number {
  let x = i;
  x = Math.imul(x ^ (x >>> 16), 0x7feb352d);
  x = Math.imul(x ^ (x >>> 15), 0x846ca68b);
  return (x ^ (x >>> 16)) >>> 0;
}

function sumOf(values: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i];
  return total;
}

function eachPair(
  pairs: { readonly n: number; readonly start: Uint32Array; readonly other: Uint32Array; readonly net: Float64Array },
  visit: (i: number, j: number, net: number) => void,
): void {
  let upper = 0;
  for (let i = 0; i < pairs.n; i++)
    for (let k = pairs.start[i]; k < pairs.start[i + 1]; k++) if (pairs.other[k] > i) visit(i, pairs.other[k], pairs.net[upper++]);
}

/** A number in [0, 1) that hangs on an index alone, as the C floor derives it. */
function scattered(i: number): number {
  return (Math.imul(i, 2654435761) >>> 0) / 2 ** 32;
}
