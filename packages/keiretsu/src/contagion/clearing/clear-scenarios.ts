/**
 * What is not paid, and how often each node defaults, over many shocks to external assets.
 *
 *   p = min(p-bar, max(0, e + Pi' p)) for each scenario e, the greatest fixed point, as in eisenberg-noe.ts
 *
 * Eight scenarios are solved side by side: in order of node, each passes on what it newly lacks, pass after pass, until no node of any scenario lacks
 * more than its part of the tolerance. Scenarios do not see each other, and a drawn one comes from its own number alone (Philox: num/random.ts), so the
 * figures of a scenario are the same bits whatever else is solved with it, by however many workers. A scenario in which money keeps going round a slow
 * ring (200 passes) is solved exactly instead. A node counts as in default when it lacks more than the tolerance of the mean obligation.
 * Orientation: A owes B. Cost: about 1/8 of ten passes over the edges that leave a debtor in default, a scenario; 128 bytes a node and 12 an edge.
 * Source: Eisenberg and Noe 2001; Salmon, Moraes, Dror and Shaw 2011 for the draws.
 */
import { KeiretsuError } from "../../assert.ts";
import type { Network } from "../../network/network.ts";
import type { Outcome } from "../../network/result.ts";
import { uniforms } from "../../num/random.ts";
import { sum } from "../../num/sum.ts";
import { type ClearingSystem, checkedVector, clearingSystem, receivedAtBest } from "./clearing-system.ts";
import { greatestPayments } from "../eisenberg-noe.ts";
import { compiledLaneLoops, type Draws, type LaneLoops, LANES, plainLaneLoops } from "./lane-loops.ts";

export interface ScenarioParams {
  /** e without a shock, length n, finite. */
  readonly externalAssets: ArrayLike<number>;
  /** b, length n, not negative; 0 where left out. */
  readonly externalLiabilities?: ArrayLike<number> | undefined;
  readonly scenarios: GivenScenarios | DrawnScenarios;
  /** Also keep what each node pays in each scenario. Default false. */
  readonly keepPayments?: boolean;
  /** What may still be on the move in a scenario, relative to all that is owed; default 1e-9. */
  readonly tolerance?: number;
  /** Without WebAssembly; the answer is the same. Default false. */
  readonly plain?: boolean;
}

/** External assets of each scenario, one row of n numbers after the other. */
export interface GivenScenarios {
  readonly kind: "given";
  readonly assets: ArrayLike<number>;
}

/** Each node is hit with its probability, apart from the others, and loses a share of its external assets. */
export interface DrawnScenarios {
  readonly kind: "drawn";
  /** Whole number from 0 to 2^53 - 1. */
  readonly seed: number;
  /** Number of the first scenario; default 0. Any range of numbers can be solved alone. */
  readonly first?: number;
  readonly count: number;
  /** 0 to 1, for all nodes or for each. */
  readonly probability: number | ArrayLike<number>;
  /** Share of positive external assets lost, 0 to 1, for all nodes or for each; default 1. */
  readonly loss?: number | ArrayLike<number>;
}

export interface Scenarios {
  /** By scenario: all that is owed and not paid. */
  readonly shortfall: Float64Array;
  /** By scenario: nodes in default. */
  readonly defaultCount: Uint32Array;
  /** By node: scenarios in which it defaults. */
  readonly defaultsByNode: Uint32Array;
  /** What all nodes owe together, the same in each scenario. */
  readonly obligationsTotal: number;
  /** Rows of n payments, one a scenario; null unless asked for. */
  readonly payments: Float64Array | null;
}

const MOST_PASSES = 200;

/** Throws as clearing-system.ts says, `bad-tolerance`, and `bad-scenarios` on a count, number or seed that is none. */
export function clearScenarios(network: Network, params: ScenarioParams): Outcome<Scenarios> {
  const { scenarios, tolerance = 1e-9 } = params;
  if (!(tolerance >= 1e-14 && tolerance < 1)) throw new KeiretsuError("bad-tolerance", `tolerance ${tolerance}, expected 1e-14 to 1`);
  const { externalAssets, externalLiabilities } = params;
  const system = clearingSystem(network, { externalAssets, externalLiabilities });
  const { n } = system;
  const { rows, draws, first, count } = scenarios.kind === "given" ? given(scenarios, n) : drawn(scenarios, system);
  const loops = (params.plain ? null : compiledLaneLoops(system, draws)) ?? plainLaneLoops(system, draws);
  const assetsOf = (k: number): Float64Array => (rows ? rows.slice(n * k, n * (k + 1)) : drawnAssets(system, draws, first + k));
  const received = rows ? receivedAtBest(system) : null;
  const obligationsTotal = sum(system.obligations);
  const theta = (tolerance * obligationsTotal) / Math.max(n, 1);
  const shortfall = new Float64Array(count);
  const defaultCount = new Uint32Array(count);
  const payments = params.keepPayments ? new Float64Array(count * n) : null;
  let iterations = 0;
  let moving = 0;
  let exact = true;
  for (let k = 0; k < count; k += LANES) {
    const used = Math.min(LANES, count - k);
    if (rows && received) fillGiven(system, received, rows.subarray(n * k, n * (k + used)), loops.pending);
    else loops.draw(first + k);
    for (let lane = used; lane < LANES; lane++) for (let i = 0; i < n; i++) loops.pending[LANES * i + lane] = -Infinity;
    loops.missing.fill(0);
    let passes = 0;
    while (passes < MOST_PASSES && loops.sweep(theta) > 0) passes++;
    if (passes === MOST_PASSES) exact = finishSlow(system, loops, theta, used, (lane) => assetsOf(k + lane)) && exact;
    loops.total();
    for (let lane = 0; lane < used; lane++) {
      shortfall[k + lane] = loops.totals[lane];
      defaultCount[k + lane] = loops.counts[lane];
      moving = Math.max(moving, loops.moving[lane]);
      if (payments) keepLane(system, loops.missing, lane, payments.subarray((k + lane) * n, (k + lane + 1) * n));
    }
    iterations = Math.max(iterations, passes);
  }
  const defaultsByNode = loops.defaults.slice();
  loops.end();
  const residual = obligationsTotal > 0 ? moving / obligationsTotal : 0;
  return {
    values: { shortfall, defaultCount, defaultsByNode, obligationsTotal, payments },
    converged: exact && residual <= tolerance,
    iterations,
    residual,
    warnings: system.warnings,
  };
}

interface Source {
  /** Given rows; null where scenarios are drawn. */
  readonly rows: Float64Array | null;
  readonly draws: Draws;
  readonly first: number;
  readonly count: number;
}

function given({ assets }: GivenScenarios, n: number): Source {
  const count = n > 0 ? assets.length / n : 0;
  if (!Number.isInteger(count)) throw new KeiretsuError("bad-scenarios", `${assets.length} assets, expected rows of ${n}`);
  const none = new Float64Array(n);
  const rows = checkedVector("assets", assets, count * n, -Infinity);
  return { rows, draws: { seed: 0, probability: none, loss: none }, first: 0, count };
}

function drawn({ seed, first = 0, count, probability, loss = 1 }: DrawnScenarios, { n, externalAssets }: ClearingSystem): Source {
  for (const [name, value] of Object.entries({ seed, first, count, last: first + count })) {
    if (!Number.isSafeInteger(value) || value < 0) {
      throw new KeiretsuError("bad-scenarios", `${name} is ${value}, expected a whole number, 0 or more`);
    }
  }
  const each = (name: string, value: number | ArrayLike<number>): Float64Array =>
    typeof value !== "number" ? checkedVector(name, value, n, 0, 1) : new Float64Array(n).fill(checkedVector(name, [value], 1, 0, 1)[0]);
  const lost = each("loss", loss);
  for (let i = 0; i < n; i++) lost[i] *= Math.max(0, externalAssets[i]);
  return { rows: null, draws: { seed, probability: each("probability", probability), loss: lost }, first, count };
}

/** The external assets of one drawn scenario. */
function drawnAssets({ externalAssets }: ClearingSystem, { seed, probability, loss }: Draws, scenario: number): Float64Array {
  const next = uniforms(seed, scenario);
  return externalAssets.map((e, i) => (next() < probability[i] ? e - loss[i] : e));
}

function fillGiven({ n, ceilings }: ClearingSystem, received: Float64Array, rows: Float64Array, pending: Float64Array): void {
  for (let lane = 0; n * lane < rows.length; lane++) {
    for (let i = 0; i < n; i++) pending[LANES * i + lane] = ceilings[i] - (rows[n * lane + i] + received[i]);
  }
}

/** Scenarios that are still moving get their exact payments; false when that fails. */
function finishSlow(
  system: ClearingSystem,
  { pending, missing }: LaneLoops,
  theta: number,
  used: number,
  assets: (lane: number) => Float64Array,
): boolean {
  let converged = true;
  for (let lane = 0; lane < used; lane++) {
    let slow = false;
    for (let i = 0; i < system.n; i++) slow ||= pending[LANES * i + lane] > theta;
    if (!slow) continue;
    const exact = greatestPayments({ ...system, externalAssets: assets(lane) });
    converged &&= exact.converged;
    for (let i = 0; i < system.n; i++) {
      const lacks = system.ceilings[i] - exact.payments[i];
      missing[LANES * i + lane] = lacks > theta ? lacks : 0;
      pending[LANES * i + lane] = 0;
    }
  }
  return converged;
}

function keepLane({ n, ceilings }: ClearingSystem, missing: Float64Array, lane: number, payments: Float64Array): void {
  for (let i = 0; i < n; i++) payments[i] = ceilings[i] - missing[LANES * i + lane];
}
