/**
 * What is not paid, and how often each node defaults, over many shocks to external assets.
 *
 *   p = min(p-bar, max(0, e + Pi' p)) for each scenario e, the greatest fixed point, as in eisenberg-noe.ts
 *
 * Each debtor passes on what it newly lacks until no node of a scenario lacks more than its part of the tolerance. Where eight scenarios fit near a
 * processor they go side by side (scenarios-in-lanes.ts), on larger networks one after the other (scenarios-in-turn.ts). Scenarios do not see each other,
 * and a drawn one comes from its own number alone (Philox: num/random.ts), so the figures of a scenario are the same bits whatever else is solved with
 * it, by however many workers. A scenario in which money keeps going round a slow ring (200 passes) is solved exactly instead. A node counts as in
 * default when it lacks more than the tolerance of the mean obligation.
 * Orientation: A owes B. Cost, a scenario: about five passes over the edges that leave a debtor in default, side by side an eighth of ten; 12 bytes an
 * edge and 128 a node side by side, 24 an edge and 68 a node in turn.
 * Source: Eisenberg and Noe 2001; Salmon, Moraes, Dror and Shaw 2011 for the draws.
 */
import { KeiretsuError } from "../../assert.ts";
import type { Network } from "../../network/network.ts";
import type { Outcome } from "../../network/result.ts";
import { sum } from "../../num/sum.ts";
import { type ClearingSystem, checkedVector, clearingSystem } from "./clearing-system.ts";
import { drawnAssets, type Found, type Source } from "./scenario-source.ts";
import { solveInLanes } from "./scenarios-in-lanes.ts";
import { solveInTurn } from "./scenarios-in-turn.ts";

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
  /** Nodes up to which eight scenarios are solved side by side; smaller in tests. */
  readonly mostInLanes?: number | undefined;
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

/** Nodes up to which eight scenarios at once fit near a processor. */
const MOST_IN_LANES = 32_768;

/** Throws as clearing-system.ts says, `bad-tolerance`, and `bad-scenarios` on a count, number or seed that is none. */
export function clearScenarios(network: Network, params: ScenarioParams): Outcome<Scenarios> {
  const { scenarios, tolerance = 1e-9, plain = false, mostInLanes = MOST_IN_LANES } = params;
  if (!(tolerance >= 1e-14 && tolerance < 1)) throw new KeiretsuError("bad-tolerance", `tolerance ${tolerance}, expected 1e-14 to 1`);
  const { externalAssets, externalLiabilities } = params;
  const system = clearingSystem(network, { externalAssets, externalLiabilities });
  const { n } = system;
  const source = scenarios.kind === "given" ? given(scenarios, n) : drawn(scenarios, system);
  const obligationsTotal = sum(system.obligations);
  const found: Found = {
    shortfall: new Float64Array(source.count),
    defaultCount: new Uint32Array(source.count),
    defaultsByNode: new Uint32Array(n),
    payments: params.keepPayments ? new Float64Array(source.count * n) : null,
    iterations: 0,
    moving: 0,
    exact: true,
  };
  const theta = (tolerance * obligationsTotal) / Math.max(n, 1);
  (n > mostInLanes ? solveInTurn : solveInLanes)(system, source, theta, found, plain);
  const { shortfall, defaultCount, defaultsByNode, payments, iterations, moving, exact } = found;
  const residual = obligationsTotal > 0 ? moving / obligationsTotal : 0;
  return {
    values: { shortfall, defaultCount, defaultsByNode, obligationsTotal, payments },
    converged: exact && residual <= tolerance,
    iterations,
    residual,
    warnings: system.warnings,
  };
}

function given({ assets }: GivenScenarios, n: number): Source {
  const count = n > 0 ? assets.length / n : 0;
  if (!Number.isInteger(count)) throw new KeiretsuError("bad-scenarios", `${assets.length} assets, expected rows of ${n}`);
  const none = new Float64Array(n);
  const rows = checkedVector("assets", assets, count * n, -Infinity);
  const draws = { seed: 0, probability: none, loss: none };
  return { rows, draws, first: 0, count, assets: (k) => rows.slice(n * k, n * (k + 1)) };
}

function drawn({ seed, first = 0, count, probability, loss = 1 }: DrawnScenarios, system: ClearingSystem): Source {
  const { n, externalAssets } = system;
  for (const [name, value] of Object.entries({ seed, first, count, last: first + count })) {
    if (!Number.isSafeInteger(value) || value < 0) {
      throw new KeiretsuError("bad-scenarios", `${name} is ${value}, expected a whole number, 0 or more`);
    }
  }
  const each = (name: string, value: number | ArrayLike<number>): Float64Array =>
    typeof value !== "number" ? checkedVector(name, value, n, 0, 1) : new Float64Array(n).fill(checkedVector(name, [value], 1, 0, 1)[0]);
  const lost = each("loss", loss);
  for (let i = 0; i < n; i++) lost[i] *= Math.max(0, externalAssets[i]);
  const draws = { seed, probability: each("probability", probability), loss: lost };
  return { rows: null, draws, first, count, assets: (k) => drawnAssets(system, draws, first + k) };
}
