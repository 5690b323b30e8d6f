import type { Exposures } from "./exposures.ts";
import type { Spread } from "./spread-stress.ts";

export interface PassedOn extends Spread {
  /** Stress that each node has passed on to its creditors. */
  readonly passedOn: Float64Array;
}

/** The version of 2012: undistressed nodes that are hit are in distress for one step, in which they pass on the stress they have, and inactive after. */
export function passOnce({ n, network, equity, base: gone }: Exposures, base: Float64Array): PassedOn {
  const { start, target, weight } = network;
  const h = base.slice();
  const passedOn = new Float64Array(n);
  const hit = new Uint8Array(n);
  let distressed: number[] = [];
  for (let i = 0; i < n; i++) if (h[i] > 0) distressed.push(i);
  for (const i of distressed) hit[i] = 1;
  let steps = 0;
  for (; distressed.length > 0; steps++) {
    // All of one step pass on what they had when it began, in order, so that sums do not depend on who was hit first.
    for (const j of distressed) passedOn[j] = h[j];
    const reached: number[] = [];
    for (const j of distressed) {
      for (let e = start[j]; e < start[j + 1]; e++) {
        const i = target[e];
        if (i === j || gone[i] === 1 || !(weight[e] > 0)) continue;
        h[i] = Math.min(1, h[i] + Math.min(1, weight[e] / equity[i]) * passedOn[j]);
        if (hit[i] === 1) continue;
        hit[i] = 1;
        reached.push(i);
      }
    }
    distressed = reached.sort((a, b) => a - b);
  }
  return { h, passedOn, sweeps: steps, apart: 0, converged: true };
}
