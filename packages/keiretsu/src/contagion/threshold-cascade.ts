/**
 * Which nodes fail one after the other when the first ones fail, if a loss is passed on only by failure?
 *
 *   L_ji  what j owes i      E_i  equity      D  nodes that have failed      rho  share of a claim on a failed node that is recovered
 *
 * `loss_i = (1 - rho) sum_{j in D} L_ji`; i joins D when E_i - loss_i < 0 (`negative`, consistent with clearing) or <= 0 (`nonpositive`, as R packages
 * have it). Losses only grow, so the least set is reached in at most n waves whatever the order; waves are taken all at once so that they have a meaning.
 * Stress of a survivor is min(1, loss_i / E_i), of a failed node 1. A comparison leaves room for rounding, 1e-11 of the larger side.
 * Orientation: A owes B, so losses move from A to B. Cost O(n + m), and O(what fails) for each further run of a per-node table.
 * Source: Furfine 2003 "Interbank exposures: quantifying the risk of contagion", section 3.
 */
import { KeiretsuError } from "../assert.ts";
import type { Network } from "../network/network.ts";
import type { Outcome } from "../network/result.ts";
import { type ExposureParams, exposures, type Exposures } from "./distress/exposures.ts";

interface CascadeOptions extends ExposureParams {
  /** Share of a claim on a failed node that is recovered, 0 to 1; default 0. */
  readonly recovery?: number;
  /** Default "negative": a node fails when its losses exceed its equity; "nonpositive": when they reach it. */
  readonly defaultWhen?: "negative" | "nonpositive";
}

export interface CascadeParams extends CascadeOptions {
  /** Nodes that fail first. */
  readonly initial: readonly number[];
}

export interface Cascade {
  /** Nodes that fail, the first ones included, in order. */
  readonly defaulted: readonly number[];
  /** 0 = failed first, -1 = never. */
  readonly wave: Int32Array;
  /** Loss of each node on its claims, length n. */
  readonly loss: Float64Array;
  /** Share of equity lost, 0 to 1; 1 for failed nodes. */
  readonly stress: Float64Array;
  /** Weighted stress of the nodes that did not fail first. */
  readonly additionalStress: number;
  readonly rounds: number;
}

export interface CascadePerNodeParams extends CascadeOptions {
  /** Nodes to answer for; default all. */
  readonly nodes?: readonly number[] | undefined;
}

export interface CascadePerNode {
  readonly nodes: readonly number[];
  /** Weighted stress of the other nodes when each one fails alone. */
  readonly additionalStress: Float64Array;
  /** Further nodes that fail. */
  readonly additionalDefaults: Int32Array;
}

const ROUNDING = 1e-11;

/**
 * Nodes that break the rule before any loss fail in wave 0 too. Throws `wrong-lens` unless A owes B, `bad-vector`, `bad-recovery`, `bad-node`.
 */
export function thresholdCascade(network: Network, params: CascadeParams): Outcome<Cascade> {
  const run = cascade(network, params);
  const { system } = run;
  run.start(checkedNodes(params.initial, system.n));
  const stress = Float64Array.from(run.loss, (_, i) => run.stress(i));
  const first = (i: number): number => (run.wave[i] === 0 ? 0 : 1);
  return {
    values: {
      defaulted: run.failed.toSorted((a, b) => a - b),
      wave: run.wave,
      loss: run.loss,
      stress,
      additionalStress: stress.reduce((total, x, i) => total + first(i) * system.weights[i] * x, 0),
      rounds: run.wave.reduce((most, x) => Math.max(most, x), 0),
    },
    warnings: system.warnings,
  };
}

/** The same with each node alone failing first. Throws what thresholdCascade throws. */
export function thresholdCascadePerNode(network: Network, params: CascadePerNodeParams): Outcome<CascadePerNode> {
  const run = cascade(network, params);
  const { n, weights, warnings } = run.system;
  const nodes = checkedNodes(params.nodes ?? Array.from({ length: n }, (_, i) => i), n);
  const additionalStress = new Float64Array(nodes.length);
  const additionalDefaults = new Int32Array(nodes.length);
  nodes.forEach((k, place) => {
    run.start([k]);
    // In order of the nodes, so that the sum does not depend on who failed first.
    for (const i of [...run.touched].sort((a, b) => a - b)) {
      if (run.wave[i] !== 0) additionalStress[place] += weights[i] * run.stress(i);
    }
    additionalDefaults[place] = run.failed.filter((i) => run.wave[i] > 0).length;
    run.clear();
  });
  return { values: { nodes, additionalStress, additionalDefaults }, warnings };
}

/** Losses and waves of one run, cleared at the cost of what it touched. */
interface CascadeRun {
  readonly system: Exposures;
  readonly loss: Float64Array;
  readonly wave: Int32Array;
  readonly failed: number[];
  /** Nodes with a loss or a failure. */
  readonly touched: Set<number>;
  readonly start: (initial: readonly number[]) => void;
  readonly stress: (i: number) => number;
  readonly clear: () => void;
}

function cascade(network: Network, options: CascadeOptions): CascadeRun {
  const system = exposures(network, options);
  const { n, equity } = system;
  const { start, target, weight } = system.network;
  const { recovery = 0, defaultWhen = "negative" } = options;
  if (!(recovery >= 0 && recovery <= 1)) throw new KeiretsuError("bad-recovery", `recovery ${recovery}, expected 0 to 1`);
  const loss = new Float64Array(n);
  const wave = new Int32Array(n).fill(-1);
  const failed: number[] = [];
  const touched = new Set<number>();
  const fails = (i: number): boolean => {
    const room = ROUNDING * Math.max(Math.abs(equity[i]), loss[i]);
    return defaultWhen === "negative" ? equity[i] - loss[i] < -room : equity[i] - loss[i] <= room;
  };
  const gone: number[] = [];
  for (let i = 0; i < n; i++) if (fails(i)) gone.push(i);
  const fail = (nodes: readonly number[], at: number): void => {
    for (const i of nodes) {
      wave[i] = at;
      failed.push(i);
      touched.add(i);
    }
  };
  return {
    system,
    loss,
    wave,
    failed,
    touched,
    start: (initial) => {
      let front = [...new Set([...initial, ...gone])].sort((a, b) => a - b);
      fail(front, 0);
      for (let at = 1; front.length > 0; at++) {
        const hit = new Set<number>();
        for (const j of front) {
          for (let e = start[j]; e < start[j + 1]; e++) {
            const i = target[e];
            if (i === j || !(weight[e] > 0)) continue;
            loss[i] += (1 - recovery) * weight[e];
            touched.add(i);
            if (wave[i] < 0) hit.add(i);
          }
        }
        front = [...hit].filter(fails).sort((a, b) => a - b);
        fail(front, at);
      }
    },
    stress: (i) => (wave[i] >= 0 ? 1 : loss[i] <= 0 ? 0 : Math.min(1, loss[i] / equity[i])),
    clear: () => {
      for (const i of touched) {
        loss[i] = 0;
        wave[i] = -1;
      }
      touched.clear();
      failed.length = 0;
    },
  };
}

function checkedNodes(nodes: readonly number[], n: number): readonly number[] {
  const wrong = nodes.find((i) => !(Number.isInteger(i) && i >= 0 && i < n));
  if (wrong !== undefined) throw new KeiretsuError("bad-node", `node ${wrong}, expected 0 to ${n - 1}`);
  return nodes;
}
