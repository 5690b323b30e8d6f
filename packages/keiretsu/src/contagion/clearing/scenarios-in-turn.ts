import { sum } from "../../num/sum.ts";
import { type CascadeLoops, compiledCascadeLoops, plainCascadeLoops } from "./cascade-loops.ts";
import { type ClearingSystem, receivedAtBest } from "./clearing-system.ts";
import { exactLacks, type Found, MOST_PASSES, type Source } from "./scenario-source.ts";

/** Sweeps over the nodes in default between two looks for new ones, which read all nodes. */
const SWEEPS_A_LOOK = 2;

/** One scenario after the other, each over copies of the rows of its nodes in default, which are near where the network as a whole is not. */
export function solveInTurn(system: ClearingSystem, source: Source, theta: number, found: Found, plain: boolean): void {
  const { n, ceilings } = system;
  const { rows, draws, first, count } = source;
  const loops = (plain ? null : compiledCascadeLoops(system, draws)) ?? plainCascadeLoops(system, draws);
  const received = rows ? receivedAtBest(system) : null;
  for (let k = 0; k < count; k++) {
    if (rows && received) for (let i = 0; i < n; i++) loops.pending[i] = ceilings[i] - (rows[n * k + i] + received[i]);
    else loops.draw(first + k);
    const { passes, taken } = settle(loops, theta);
    const payments = found.payments?.subarray(n * k, n * (k + 1));
    payments?.set(ceilings);
    const note = (i: number, lacks: number): void => {
      found.defaultCount[k]++;
      found.defaultsByNode[i]++;
      if (payments) payments[i] = ceilings[i] - lacks;
    };
    if (passes >= MOST_PASSES) {
      const { lacks, converged } = exactLacks(system, source.assets(k), theta);
      found.exact &&= converged;
      found.shortfall[k] = sum(lacks);
      for (let i = 0; i < n; i++) if (lacks[i] > 0) note(i, lacks[i]);
    } else {
      found.shortfall[k] = sum(loops.missing.subarray(0, taken));
      found.moving = Math.max(found.moving, stillPending(loops.pending));
      for (let slot = 0; slot < taken; slot++) if (loops.missing[slot] > 0) note(loops.list[slot], loops.missing[slot]);
    }
    found.iterations = Math.max(found.iterations, passes);
  }
  loops.end();
}

function settle(loops: CascadeLoops, theta: number): { readonly passes: number; readonly taken: number } {
  loops.begin(theta);
  let taken = loops.find(0);
  let done = 0;
  let passes = 0;
  let moving = taken > 0;
  while (moving && passes < MOST_PASSES) {
    while (done < taken) {
      const last = taken;
      taken = loops.pushFirst(done, last, taken);
      done = last;
    }
    let pushed = Infinity;
    for (let k = 0; k < SWEEPS_A_LOOK && pushed > 0; k++) pushed = loops.pushAgain(done);
    passes += SWEEPS_A_LOOK;
    taken = loops.find(taken);
    moving = pushed > 0 || done < taken;
  }
  return { passes, taken };
}

function stillPending(pending: Float64Array): number {
  let waits = 0;
  for (const x of pending) if (x > 0) waits += x;
  return waits;
}
