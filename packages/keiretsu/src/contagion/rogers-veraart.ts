/**
 * Who pays whom how much when default itself costs: a defaulter recovers only a part of what it has?
 *
 *   p_i = ceiling_i                                            if i is sound: e_i + (Pi' p)_i >= obligations_i and the ceiling is no lower
 *   p_i = min(ceiling_i, alpha e_i + beta (Pi' p)_i)           else
 *
 *   e_i  external assets    alpha  share recovered of them in default    beta  share recovered of what other nodes pay
 *   p, obligations, ceiling, Pi as in clearing-system.ts
 *
 * The map jumps down where a node defaults, so there are several solutions with different equity: **the greatest and the least** are returned, and
 * the gap between them, which is lost only because it is expected to be lost. alpha = beta = 1 is Eisenberg and Noe.
 * Greatest: fictitious default, defaulters are solved exactly, more fall short. Least: all are in default but those who owe nothing; whoever can pay in
 * full with what the others pay at least is sound in every solution; sweeps from below find most, an exact solve decides, until no one is added. Iterating the map up from 0 would stop at a point
 * that need not be a solution, since the map is not continuous from below.
 * What a set of defaulters pays at least: nodes that no money reaches pay 0, on the others the capped linear map is concave and has one solution.
 * Orientation: A owes B. Cost: O(n + m) and a linear solve among defaulters a round, at most n rounds, in practice under 20.
 * Source: Rogers and Veraart 2013 "Failure and rescue in an interbank network", definition 2.6, the greatest solution by definition 3.6.
 */
import { KeiretsuError } from "../assert.ts";
import type { Network } from "../network/network.ts";
import type { Outcome } from "../network/result.ts";
import { sum } from "../num/sum.ts";
import {
  assetsAt,
  checkedVector,
  type Clearing,
  type ClearingParams,
  type ClearingSystem,
  clearingSystem,
  describeClearing,
  ROUNDING,
} from "./clearing/clearing-system.ts";
import { solveDefaulters } from "./clearing/defaulters.ts";

export interface RogersVeraartParams extends ClearingParams {
  /** Share of external assets recovered in default, 0 to 1. */
  readonly alpha: number;
  /** Share of what other nodes pay recovered in default, 0 to 1. */
  readonly beta: number;
}

export interface RogersVeraart {
  readonly greatest: Clearing;
  /** Its waves are those of the greatest solution; nodes that default in no other stand in the wave after the last. */
  readonly least: Clearing;
  /** Sum of the greatest payments less the sum of the least: what is lost only because it is expected to be. */
  readonly gap: number;
  /** Nodes that default in the least solution and not in the greatest. */
  readonly selfFulfilling: readonly number[];
}

/** What a defaulter pays at most: base + factor * (Pi' p). */
interface Rule {
  readonly base: Float64Array;
  readonly factor: number;
}

interface Solution {
  readonly payments: Float64Array;
  /** 1 for the nodes that recover less than their ceiling. */
  readonly short: Uint8Array;
  readonly wave: Int32Array;
  readonly rounds: number;
}

/** Throws `bad-recovery` on alpha or beta outside 0 to 1, `bad-vector` on negative external assets, else as clearing-system.ts says. */
export function rogersVeraart(network: Network, params: RogersVeraartParams): Outcome<RogersVeraart> {
  for (const name of ["alpha", "beta"] as const) {
    if (!(params[name] >= 0 && params[name] <= 1)) throw new KeiretsuError("bad-recovery", `${name} is ${params[name]}, expected 0 to 1`);
  }
  checkedVector("externalAssets", params.externalAssets, network.n, 0);
  const system = clearingSystem(network, params);
  const rule = ruleOf(system, params);
  const greatest = greatestSolution(system, rule);
  const least = leastSolution(system, rule, greatest);
  const residual = Math.max(residualOf(system, rule, greatest), residualOf(system, rule, least));
  return {
    values: {
      greatest: describeClearing(system, greatest.payments, greatest.wave, greatest.rounds),
      least: describeClearing(system, least.payments, least.wave, least.rounds),
      gap: sum(greatest.payments.map((paid, i) => Math.max(0, paid - least.payments[i]))),
      selfFulfilling: Array.from(least.wave.keys()).filter((i) => least.wave[i] >= 0 && greatest.wave[i] < 0),
    },
    converged: residual <= ROUNDING,
    iterations: greatest.rounds + least.rounds,
    residual,
    warnings: system.warnings,
  };
}

/** The greatest payments of a system that was checked before; external assets are not negative. */
export function greatestRecovered(
  system: ClearingSystem,
  recovery: { readonly alpha: number; readonly beta: number },
): { readonly payments: Float64Array; readonly rounds: number; readonly residual: number; readonly converged: boolean } {
  const rule = ruleOf(system, recovery);
  const { payments, wave, short, rounds } = greatestSolution(system, rule);
  const residual = residualOf(system, rule, { payments, wave, short, rounds });
  return { payments, rounds, residual, converged: residual <= ROUNDING };
}

function ruleOf({ externalAssets }: ClearingSystem, { alpha, beta }: { readonly alpha: number; readonly beta: number }): Rule {
  return { base: externalAssets.map((e) => alpha * e), factor: beta };
}

function greatestSolution(system: ClearingSystem, rule: Rule): Solution {
  const { n, obligations } = system;
  const payments = obligations.slice();
  const wave = new Int32Array(n).fill(-1);
  const failed = barred(system);
  const short = new Uint8Array(n);
  for (let i = 0; i < n; i++) if (failed[i] === 1) wave[i] = 0;
  for (let round = 0; ; round++) {
    const assets = assetsAt(system, payments);
    let entered = 0;
    for (let i = 0; i < n; i++) {
      if (failed[i] === 1 || canPay(system, i, assets[i])) continue;
      failed[i] = 1;
      wave[i] = round;
      entered++;
    }
    if (round > 0 && entered === 0) return { payments, short, wave, rounds: wave.reduce((most, k) => Math.max(most, k + 1), 0) };
    payOut(system, { failed, short, payments, rule });
  }
}

function leastSolution(system: ClearingSystem, rule: Rule, greatest: Solution): Solution {
  const { n, obligations, ceilings } = system;
  const mayNot = barred(system);
  const failed = Uint8Array.from(obligations, (owed) => (owed > 0 ? 1 : 0));
  const payments = new Float64Array(n);
  for (let rounds = 1; ; rounds++) {
    climb(system, rule, { failed, mayNot, payments });
    const fed = reached(system, rule, failed);
    // Who is short when the others pay most is short when they pay least.
    const short = Uint8Array.from(fed, (is, i) => is & greatest.short[i]);
    for (let i = 0; i < n; i++) payments[i] = fed[i] === 1 ? ceilings[i] : failed[i] === 1 ? 0 : obligations[i];
    payOut(system, { failed: fed, short, payments, rule });
    const assets = assetsAt(system, payments);
    let rescued = 0;
    for (let i = 0; i < n; i++) {
      if (failed[i] === 0 || mayNot[i] === 1 || !canPay(system, i, assets[i])) continue;
      failed[i] = 0;
      rescued++;
    }
    if (rescued > 0) continue;
    const wave = Int32Array.from(failed, (is, i) => (is === 0 ? -1 : greatest.wave[i] >= 0 ? greatest.wave[i] : greatest.rounds));
    return { payments, short, wave, rounds };
  }
}

/** Sweeps from below that rescue whoever can pay with what is sure to arrive: cheap, and all that is left for the exact solve is their limit. */
function climb(
  system: ClearingSystem,
  rule: Rule,
  { failed, mayNot, payments }: { failed: Uint8Array; mayNot: Uint8Array; payments: Float64Array },
): void {
  const { n, obligations, ceilings, externalAssets, start, debtor, share } = system;
  for (let sweep = 0, moved = Infinity; sweep < MOST_SWEEPS && moved > SMALL_MOVE; sweep++) {
    moved = 0;
    for (let i = 0; i < n; i++) {
      if (failed[i] === 0) {
        payments[i] = obligations[i];
        continue;
      }
      let received = 0;
      for (let e = start[i]; e < start[i + 1]; e++) received += share[e] * payments[debtor[e]];
      if (mayNot[i] === 0 && canPay(system, i, externalAssets[i] + received)) failed[i] = 0;
      const pays = failed[i] === 0 ? obligations[i] : Math.min(ceilings[i], recovered(rule, i, received));
      moved = Math.max(moved, (pays - payments[i]) / obligations[i]);
      payments[i] = Math.max(payments[i], pays);
    }
  }
}

const MOST_SWEEPS = 200;
/** A sweep that moves no payment by more than this share of what is owed rescues few. */
const SMALL_MOVE = 1e-6;

/** 1 for the nodes that cannot pay in full whatever they have. */
function barred({ obligations, ceilings }: ClearingSystem): Uint8Array {
  return Uint8Array.from(obligations, (owed, i) => (ceilings[i] < owed * (1 - ROUNDING) ? 1 : 0));
}

function canPay({ obligations, externalAssets }: ClearingSystem, i: number, assets: number): boolean {
  return assets >= obligations[i] - ROUNDING * Math.max(obligations[i], externalAssets[i]);
}

/**
 * The most that failed nodes pay, given what the others pay, downwards from the payments given; `short` are those known to recover less than
 * their ceiling, more are found.
 */
function payOut(
  system: ClearingSystem,
  { failed, short, payments, rule }: { failed: Uint8Array; short: Uint8Array; payments: Float64Array; rule: Rule },
): void {
  const { n, ceilings, externalAssets } = system;
  for (let i = 0; i < n; i++) if (failed[i] === 1 && short[i] === 0) payments[i] = ceilings[i];
  for (let first = true; ; first = false) {
    const assets = assetsAt(system, payments);
    let entered = 0;
    for (let i = 0; i < n; i++) {
      if (failed[i] === 0 || short[i] === 1) continue;
      const margin = ROUNDING * Math.max(ceilings[i], externalAssets[i]);
      if (recovered(rule, i, assets[i] - externalAssets[i]) >= ceilings[i] - margin) continue;
      short[i] = 1;
      entered++;
    }
    if (entered === 0 && !first) break;
    solveDefaulters(system, short, payments, rule);
  }
  for (let i = 0; i < n; i++) if (short[i] === 1) payments[i] = Math.min(ceilings[i], Math.max(0, payments[i]));
}

function recovered({ base, factor }: Rule, i: number, received: number): number {
  return base[i] + factor * received;
}

/** The failed nodes that some money reaches: from outside, or on the way from a node that pays. The others pay nothing in the least solution. */
function reached({ n, network, obligations, ceilings }: ClearingSystem, { base, factor }: Rule, failed: Uint8Array): Uint8Array {
  const found = new Uint8Array(n);
  const queue: number[] = [];
  for (let i = 0; i < n; i++) {
    const pays = failed[i] === 0 ? obligations[i] > 0 : base[i] > 0 && ceilings[i] > 0;
    if (!pays) continue;
    found[i] = failed[i];
    queue.push(i);
  }
  if (factor === 0) return found;
  for (const i of queue) {
    for (let e = network.start[i]; e < network.start[i + 1]; e++) {
      const j = network.target[e];
      if (failed[j] === 0 || found[j] === 1 || ceilings[j] === 0 || network.weight[e] === 0) continue;
      found[j] = 1;
      queue.push(j);
    }
  }
  return found;
}

/** Largest difference between what a node pays and what it would pay given the others' payments, relative to the largest obligation. */
function residualOf(system: ClearingSystem, rule: Rule, { payments, wave }: Solution): number {
  const { n, obligations, ceilings, externalAssets } = system;
  const assets = assetsAt(system, payments);
  const mayNot = barred(system);
  let residual = 0;
  let scale = 0;
  for (let i = 0; i < n; i++) {
    const sound = mayNot[i] === 0 && canPay(system, i, assets[i]);
    const pays = sound ? obligations[i] : Math.min(ceilings[i], recovered(rule, i, assets[i] - externalAssets[i]));
    if (sound !== wave[i] < 0) return Infinity;
    residual = Math.max(residual, Math.abs(pays - payments[i]));
    scale = Math.max(scale, obligations[i]);
  }
  return scale > 0 ? residual / scale : 0;
}
