import { type ClearingSystem, receivedAtBest } from "./clearing-system.ts";
import { compiledLaneLoops, LANES, type LaneLoops, plainLaneLoops } from "./lane-loops.ts";
import { exactLacks, type Found, MOST_PASSES, type Source } from "./scenario-source.ts";

/** Eight scenarios side by side: pass after pass in order of node, each passes on what it newly lacks. What is worked on is 128 bytes a node. */
export function solveInLanes(system: ClearingSystem, source: Source, theta: number, found: Found, plain: boolean): void {
  const { n } = system;
  const { rows, draws, first, count } = source;
  const loops = (plain ? null : compiledLaneLoops(system, draws)) ?? plainLaneLoops(system, draws);
  const received = rows ? receivedAtBest(system) : null;
  for (let k = 0; k < count; k += LANES) {
    const used = Math.min(LANES, count - k);
    if (rows && received) fillGiven(system, received, rows.subarray(n * k, n * (k + used)), loops.pending);
    else loops.draw(first + k);
    for (let lane = used; lane < LANES; lane++) for (let i = 0; i < n; i++) loops.pending[LANES * i + lane] = -Infinity;
    loops.missing.fill(0);
    let passes = 0;
    while (passes < MOST_PASSES && loops.sweep(theta) > 0) passes++;
    if (passes === MOST_PASSES) found.exact = finishSlow(system, loops, theta, used, (lane) => source.assets(k + lane)) && found.exact;
    loops.total();
    for (let lane = 0; lane < used; lane++) {
      found.shortfall[k + lane] = loops.totals[lane];
      found.defaultCount[k + lane] = loops.counts[lane];
      found.moving = Math.max(found.moving, loops.moving[lane]);
      if (found.payments) keepLane(system, loops.missing, lane, found.payments.subarray((k + lane) * n, (k + lane + 1) * n));
    }
    found.iterations = Math.max(found.iterations, passes);
  }
  found.defaultsByNode.set(loops.defaults);
  loops.end();
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
    const exact = exactLacks(system, assets(lane), theta);
    converged &&= exact.converged;
    for (let i = 0; i < system.n; i++) {
      missing[LANES * i + lane] = exact.lacks[i];
      pending[LANES * i + lane] = 0;
    }
  }
  return converged;
}

function keepLane({ n, ceilings }: ClearingSystem, missing: Float64Array, lane: number, payments: Float64Array): void {
  for (let i = 0; i < n; i++) payments[i] = ceilings[i] - missing[LANES * i + lane];
}
