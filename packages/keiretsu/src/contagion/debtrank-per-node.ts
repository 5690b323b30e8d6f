/**
 * How much of all value would each node's failure cost? One run of DebtRank a node, with the shock s_k = 1 (debtrank.ts).
 *
 * Eight shocks are swept side by side, on large networks four; each has the bits of a run of its own, so the answer does not depend on which runs share a sweep.
 * Where runs for all nodes would take too long, each gets an upper bound from one linear solve, and the nodes with the largest bounds their exact run:
 *
 *   `R_k <= sum_j (y_j - v_j)` over k and the nodes that had failed before, with `y = v + Lam' y`, valid while the spectral radius of Lam is below 1,
 *   since capping stress at 1 only lowers it;
 *   `R_k <= 1 - v_k` always.
 *
 * Orientation: A owes B, so stress moves from A to B. Cost O(m) a sweep of eight nodes or four; the bound O(m) a sweep in all.
 * Source: Battiston and co-authors 2012; Bardoscia and co-authors 2015; the bound is the adjoint of the linear part of the latter.
 */
import { KeiretsuError } from "../assert.ts";
import type { Network } from "../network/network.ts";
import type { Outcome, Warning } from "../network/result.ts";
import { ALL, type DebtRankOptions, spreadOptions } from "./debtrank.ts";
import { type Exposures, exposures } from "./distress/exposures.ts";
import { passOnce } from "./distress/pass-once.ts";
import { nextPace, type SpreadOptions, type Spreader, stressSpreader } from "./distress/spread-stress.ts";
import { type StressLanes, stressLanes } from "./distress/stress-loops.ts";

export interface DebtRankPerNodeParams extends DebtRankOptions {
  /** Nodes to answer for; default all. */
  readonly nodes?: readonly number[] | undefined;
  /** Most exact runs; the nodes with the largest bounds come first. By default all nodes that are named, all of up to 20000, else 256. */
  readonly mostRuns?: number | undefined;
}

export interface DebtRankPerNode {
  /** Nodes answered for, in the order of the question. */
  readonly nodes: readonly number[];
  /** R of each: exact, or an upper bound. */
  readonly r: Float64Array;
  /** 1 where r is exact, 0 where it is a bound. */
  readonly exact: Uint8Array;
  /** Other nodes that lose all their equity, beyond those that had none; -1 where r is a bound. */
  readonly additionalDefaults: Int32Array;
}

/** Runs for all nodes take minutes at most up to here. */
const ALL_NODES = 20_000;
const SOME_NODES = 256;

/** Exact runs where the caller does not say. */
export function runsByDefault(n: number, nodes: readonly number[] | undefined): number {
  return nodes !== undefined ? nodes.length : n <= ALL_NODES ? n : SOME_NODES;
}

/** Throws what debtRank throws, and `bad-node` on a node that is not there. */
export function debtRankPerNode(network: Network, params: DebtRankPerNodeParams): Outcome<DebtRankPerNode> {
  const system = exposures(network, params);
  const { n } = system;
  const options = spreadOptions(params);
  const nodes = params.nodes ?? Array.from({ length: n }, (_, i) => i);
  const wrong = nodes.find((k) => !(Number.isInteger(k) && k >= 0 && k < n));
  if (wrong !== undefined) throw new KeiretsuError("bad-node", `node ${wrong}, expected 0 to ${n - 1}`);
  const found = { r: new Float64Array(nodes.length), exact: new Uint8Array(nodes.length), defaults: new Int32Array(nodes.length).fill(-1) };
  const warnings: Warning[] = [...system.warnings];
  const places = chosen(system, nodes, params.mostRuns ?? runsByDefault(n, params.nodes), found.r, warnings);
  let rounds = 0;
  let residual = 0;
  let converged = true;
  const note = (place: number, run: Run): void => {
    found.r[place] = run.r;
    found.exact[place] = 1;
    found.defaults[place] = run.defaults;
    rounds = Math.max(rounds, run.rounds);
    residual = Math.max(residual, run.apart);
    converged &&= run.converged;
  };
  if (params.method === "original") for (const place of places) note(place, originalRun(system, nodes[place]));
  else differentialRuns(system, options, nodes, places, note);
  return {
    values: { nodes, r: found.r, exact: found.exact, additionalDefaults: found.defaults },
    converged,
    iterations: rounds,
    residual,
    warnings,
  };
}

interface Run {
  readonly r: number;
  readonly defaults: number;
  readonly rounds: number;
  readonly apart: number;
  readonly converged: boolean;
}

/** The places of the nodes that get a run of their own; the others get their bound written to r. */
function chosen(system: Exposures, nodes: readonly number[], most: number, r: Float64Array, warnings: Warning[]): readonly number[] {
  const places = nodes.map((_, place) => place);
  if (nodes.length <= most) return places;
  const bounds = linearBounds(system);
  if (bounds === null) {
    warnings.push({
      code: "no-linear-bound",
      message:
        "losses may sustain themselves (spectral radius of 1 or more): nodes without a run of their own are bounded by all other value",
    });
  }
  const ranks = bounds ?? directLosses(system);
  nodes.forEach((k, place) => (r[place] = Math.min(bounds?.[k] ?? Infinity, 1 - system.weights[k])));
  places.sort((a, b) => ranks[nodes[b]] - ranks[nodes[a]] || nodes[a] - nodes[b]);
  warnings.push({
    code: "bounded",
    message: `${nodes.length - most} of ${nodes.length} nodes have an upper bound, not a run of their own`,
  });
  return places.slice(0, most);
}

const MOST_BOUND_SWEEPS = 2000;
/** The bound is raised by more than sweeps leave open, so that it stays one. */
const MARGIN = 1e-9;

/** The linear bound of every node, or null where the sum of all rounds does not settle. */
function linearBounds({ n, network, equity, weights, base }: Exposures): Float64Array | null {
  const { start, target, weight } = network;
  const inverse = equity.map((x) => (x > 0 ? 1 / x : 0));
  const y = weights.slice();
  for (let sweeps = 0; sweeps < MOST_BOUND_SWEEPS; sweeps++) {
    let moved = 0;
    let largest = 0;
    for (let j = n - 1; j >= 0; j--) {
      let value = weights[j];
      for (let e = start[j]; e < start[j + 1]; e++) if (target[e] !== j) value += weight[e] * inverse[target[e]] * y[target[e]];
      moved = Math.max(moved, value - y[j]);
      largest = Math.max(largest, value);
      y[j] = value;
    }
    if (!(largest < Infinity)) return null;
    if (moved > 1e-13 * largest) continue;
    const before = y.reduce((total, value, k) => total + base[k] * (value - weights[k]), 0);
    return y.map((value, k) => (before + (1 - base[k]) * (value - weights[k])) * (1 + MARGIN) + MARGIN * weights[k]);
  }
  return null;
}

/** What creditors lose at once: a rank where there is no bound. */
function directLosses({ n, network, equity, weights }: Exposures): Float64Array {
  const { start, target, weight } = network;
  const losses = new Float64Array(n);
  for (let j = 0; j < n; j++) {
    for (let e = start[j]; e < start[j + 1]; e++) {
      const i = target[e];
      if (i !== j && equity[i] > 0) losses[j] += weights[i] * Math.min(1, weight[e] / equity[i]);
    }
  }
  return losses;
}

function originalRun(system: Exposures, k: number): Run {
  const base = system.base.slice();
  base[k] = 1;
  const { h, sweeps, apart, converged } = passOnce(system, base);
  return { ...outcomeOf(system, h, 1, 0, k), rounds: sweeps, apart, converged };
}

function differentialRuns(
  system: Exposures,
  options: SpreadOptions,
  nodes: readonly number[],
  places: readonly number[],
  note: (place: number, run: Run) => void,
): void {
  let spreader: Spreader | null = null;
  const alone = (place: number): void => {
    spreader ??= stressSpreader(system, options);
    const base = system.base.slice();
    base[nodes[place]] = 1;
    const { h, sweeps, apart, converged } = spreader(base);
    note(place, { ...outcomeOf(system, h, 1, 0, nodes[place]), rounds: sweeps, apart, converged });
  };
  const lanes = options.plain ? null : stressLanes(system);
  if (lanes === null) return places.forEach(alone);
  const queue = places.values();
  const runs: (LaneRun | null)[] = [];
  for (let lane = 0; lane < lanes.lanes; lane++) runs.push(nextRun(lanes, lane, nodes, queue));
  while (runs.some((run) => run !== null)) {
    lanes.sweep();
    for (let lane = 0; lane < lanes.lanes; lane++) {
      const run = runs[lane];
      if (run === null) continue;
      const apart = lanes.apart[lane];
      run.sweeps++;
      const settled = apart <= options.tolerance;
      const next = nextPace(run.sweeps, apart, run.apart, lanes.pace[lane], options.tolerance);
      if (!settled && next !== "slow" && run.sweeps < options.maxSweeps) {
        lanes.pace[lane] = next;
        run.apart = apart;
        continue;
      }
      if (settled) {
        note(run.place, { ...outcomeOf(system, lanes.h, lanes.lanes, lane, nodes[run.place]), rounds: run.sweeps, apart, converged: true });
      } else alone(run.place);
      runs[lane] = nextRun(lanes, lane, nodes, queue);
    }
  }
}

/** What goes on in one lane. */
interface LaneRun {
  readonly place: number;
  sweeps: number;
  apart: number;
}

/** Starts the next shock in a lane that is free; null when none is left. */
function nextRun(lanes: StressLanes, lane: number, nodes: readonly number[], queue: Iterator<number, undefined>): LaneRun | null {
  const { value: place, done } = queue.next();
  if (done === true) return null;
  lanes.begin(lane, nodes[place]);
  lanes.pace[lane] = 1;
  return { place, sweeps: 0, apart: Infinity };
}

/** R and the further failures of one run, whose stress stands `step` numbers apart from `offset` on. */
function outcomeOf(
  { n, weights, base }: Exposures,
  h: Float64Array,
  step: number,
  offset: number,
  k: number,
): { readonly r: number; readonly defaults: number } {
  let r = 0;
  let defaults = 0;
  for (let i = 0, at = offset; i < n; i++, at += step) {
    const begun = i === k ? 1 : base[i];
    r += weights[i] * (h[at] - begun);
    if (h[at] >= ALL && begun < 1) defaults++;
  }
  return { r, defaults };
}
