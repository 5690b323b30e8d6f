/**
 * Who pays whom how much when some cannot pay, and who is drawn in by whom?
 *
 *   p_i  payments        obligations_i (p-bar)   ceiling_i  the most that i can pay       share_ji (Pi)  part of each payment of j that is for i
 *   e_i  external assets           p = min(ceiling, max(0, e + Pi' p))
 *
 * Debtors in default pass on all that they have, pro rata. Fixed points form a lattice; **the greatest** is returned. Method: fictitious default
 * (Eisenberg and Noe 2001, section 4), which is Newton's method on a piecewise linear map. All pay in full at first; those that then fall short are
 * in default (wave 0), what they can pay is solved exactly, more fall short (wave 1), and so on; at most n rounds, in practice under 20.
 * Orientation: A owes B. Cost O(n + m) and one linear solve among the debtors in default a round.
 * Source: Eisenberg and Noe 2001 "Systemic risk in financial systems"; negative external assets as in Elsinger 2009 "Financial networks, cross holdings, and limited liability".
 */
import type { Network } from "../network/network.ts";
import type { Outcome } from "../network/result.ts";
import {
  type Clearing,
  type ClearingParams,
  type ClearingSystem,
  clearingSystem,
  describeClearing,
  ROUNDING,
} from "./clearing/clearing-system.ts";
import { solveDefaulters } from "./clearing/defaulters.ts";

/** Throws `wrong-lens`, `bad-vector` and `bad-edge` as clearing-system.ts says. The residual is relative to the largest obligation. */
export function eisenbergNoe(network: Network, params: ClearingParams): Outcome<Clearing> {
  const system = clearingSystem(network, params);
  const { payments, wave, rounds, residual, converged } = greatestPayments(system);
  return { values: describeClearing(system, payments, wave, rounds), converged, iterations: rounds, residual, warnings: system.warnings };
}

/** The greatest payments of a system that was checked before, with the wave of each default. */
export function greatestPayments(system: ClearingSystem): Waves & { readonly residual: number; readonly converged: boolean } {
  const found = fictitiousDefault(system);
  const residual = clearingResidual(system, found.payments);
  return { ...found, residual, converged: residual <= ROUNDING };
}

/** Largest difference between what a node pays and what it would pay given the others' payments, relative to the largest obligation. */
function clearingResidual(system: ClearingSystem, payments: Float64Array): number {
  const { n, obligations, ceilings } = system;
  let residual = 0;
  let scale = 0;
  for (let i = 0; i < n; i++) {
    const pays = Math.min(ceilings[i], Math.max(0, assetsOf(system, i, payments)));
    residual = Math.max(residual, Math.abs(pays - payments[i]));
    scale = Math.max(scale, obligations[i]);
  }
  return scale > 0 ? residual / scale : 0;
}

interface Waves {
  readonly payments: Float64Array;
  readonly wave: Int32Array;
  readonly rounds: number;
}

function fictitiousDefault(system: ClearingSystem): Waves {
  const { n, obligations, externalAssets, ceilings } = system;
  const payments = obligations.slice();
  const wave = new Int32Array(n).fill(-1);
  // Debtors that have less than their ceiling; a shocked one that has more pays the ceiling and is in default all the same.
  const short = new Uint8Array(n);
  for (let i = 0; i < n; i++) if (ceilings[i] < obligations[i] * (1 - ROUNDING)) wave[i] = 0;
  for (let round = 0; ; ) {
    const entrants: number[] = [];
    for (let i = 0; i < n; i++) {
      if (short[i] === 1 || obligations[i] === 0) continue;
      const margin = ROUNDING * Math.max(ceilings[i], Math.abs(externalAssets[i]));
      if (assetsOf(system, i, payments) < ceilings[i] - margin) entrants.push(i);
    }
    if (round === 0) payments.set(ceilings);
    else if (entrants.length === 0) return { payments, wave, rounds: wave.reduce((most, k) => Math.max(most, k + 1), 0) };
    // What those in default pay is settled before anyone is drawn in: some that are shocked may have less than their ceiling.
    const inDefault = round === 0 ? [] : entrants.filter((i) => wave[i] >= 0);
    if (inDefault.length === 0) {
      for (const i of entrants) if (wave[i] < 0) wave[i] = round;
      round++;
    }
    for (const i of inDefault.length > 0 ? inDefault : entrants) short[i] = 1;
    passOn(system, short, payments);
  }
}

/** e_i + (Pi' p)_i */
function assetsOf({ externalAssets, start, debtor, share }: ClearingSystem, i: number, payments: Float64Array): number {
  let received = 0;
  for (let e = start[i]; e < start[i + 1]; e++) received += share[e] * payments[debtor[e]];
  return externalAssets[i] + received;
}

/** What the debtors that fall short pay: all that they have, nothing where outflows that come first take it all. */
function passOn(system: ClearingSystem, short: Uint8Array, payments: Float64Array): void {
  const { n, externalAssets, ceilings } = system;
  const rule = { base: externalAssets, factor: 1 };
  const before = payments.slice();
  const { converged } = solveDefaulters(system, short, payments, rule);
  if (externalAssets.some((e) => e < 0)) {
    // The greatest of 0 and a linear map is convex: adding those who have something, from any start below, climbs to its one fixed point.
    const sound = converged && payments.every((paid, i) => paid <= before[i] + ROUNDING * ceilings[i]);
    const paying = short.map((is, i) => (is === 1 && sound && payments[i] > 0 ? 1 : 0));
    for (let i = 0; i < n; i++) if (short[i] === 1 && paying[i] === 0) payments[i] = 0;
    do solveDefaulters(system, paying, payments, rule);
    while (addPaying(system, short, paying, payments));
  }
  for (let i = 0; i < n; i++) if (short[i] === 1) payments[i] = Math.min(ceilings[i], Math.max(0, payments[i]));
}

function addPaying(system: ClearingSystem, short: Uint8Array, paying: Uint8Array, payments: Float64Array): boolean {
  let added = false;
  for (let i = 0; i < system.n; i++) {
    if (short[i] === 0 || paying[i] === 1 || !(assetsOf(system, i, payments) > ROUNDING * Math.abs(system.externalAssets[i]))) continue;
    paying[i] = 1;
    added = true;
  }
  return added;
}
