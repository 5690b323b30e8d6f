/**
 * A long step to the least h with `h = min(1, base + Lam h)` where sweeps would take long: loops that nearly sustain themselves, long chains.
 *
 * With K the nodes at 1 and F the other nodes that stress can reach, the linear system `x_F = base_F + Lam_FK 1 + Lam_FF x_F` is solved, component by
 * component in the order of the chains. Every loop of F is fed, so an x that is nowhere negative proves rho(Lam_FF) < 1 (left Perron vector). It then lies
 * above the answer, as does min(1, x); the nodes whose equation gives 1 or more there join K, and the next x lies below the last
 * (policy iteration, Howard 1960), until none joins: that x is the answer.
 * Where x is negative, losses grow round some loop until a node is at 1. Every point `h + t (h - x)` with t > 0 lies below its own image while it has no stress above 1:
 * h moves along this line to the first node at 1, and sweeps go on from there. A loop that sustains itself exactly has no x: it moves as it moved last.
 * Cost O(m) and the blocks of network/absorption.ts for each system.
 * Source: Howard 1960 "Dynamic programming and Markov processes", chapter 4.
 */
import { blocksOf, solveAbsorption } from "../../network/absorption.ts";
import { type Exposures, wavesFrom } from "./exposures.ts";
import type { StressLoops } from "./stress-loops.ts";

/** Moves h. */
export type Leaper = (base: Float64Array, loops: Pick<StressLoops, "h" | "sweep">) => void;

const MOST_STEPS = 50;
/** Less than this below 0 is rounding. */
const ROUNDING = 1e-12;

export function stressLeaper(system: Exposures): Leaper {
  const { n, start, debtor: source, share } = system;
  const blocks = blocksOf(system.network);
  return (base, loops) => {
    const { h } = loops;
    const wave = wavesFrom(system, base);
    const held = Uint8Array.from(h, (x, i) => (wave[i] >= 0 && x < 1 ? 0 : 1));
    const given = h.map((x, i) => (held[i] === 1 ? x : 0));
    for (let step = 0; step < MOST_STEPS; step++) {
      const { x, converged } = solveAbsorption({ system: { n, start, source, share }, blocks, b: base, held, given, maxSweeps: 0 });
      const solved = converged && x.every((value) => value < Infinity);
      if (!solved || !x.every((value) => value >= -ROUNDING)) {
        const way = solved ? beyond(h, x) : swept(loops);
        growTo(way, loops.h, held);
        return;
      }
      for (let i = 0; i < n; i++) x[i] = Math.min(1, Math.max(0, x[i]));
      if (hold(system, base, x, held, given) === 0) {
        h.set(x);
        return;
      }
    }
  };
}

/** Nodes whose equation gives 1 or more at x are held at 1 from now on; returns how many more. */
function hold({ n, start, debtor, share }: Exposures, base: Float64Array, x: Float64Array, held: Uint8Array, given: Float64Array): number {
  let more = 0;
  for (let i = 0; i < n; i++) {
    if (held[i] === 1) continue;
    let value = base[i];
    for (let e = start[i]; e < start[i + 1]; e++) value += share[e] * x[debtor[e]];
    if (!(value > 1)) continue;
    held[i] = 1;
    given[i] = 1;
    more++;
  }
  return more;
}

function beyond(h: Float64Array, x: Float64Array): Float64Array {
  return h.map((value, i) => value - x[i]);
}

/** The way of one plain sweep, which is taken back. */
function swept(loops: Pick<StressLoops, "h" | "sweep">): Float64Array {
  const before = loops.h.slice();
  loops.sweep(1);
  const way = beyond(loops.h, before);
  loops.h.set(before);
  return way;
}

/** Moves the nodes that are not held along `way`, upwards only, until the first of them is at 1. */
function growTo(way: Float64Array, h: Float64Array, held: Uint8Array): void {
  let length = Infinity;
  let first = -1;
  for (let i = 0; i < h.length; i++) {
    if (held[i] === 1 || !(way[i] > 0) || (1 - h[i]) / way[i] >= length) continue;
    length = (1 - h[i]) / way[i];
    first = i;
  }
  if (first < 0) return;
  for (let i = 0; i < h.length; i++) if (held[i] === 0 && way[i] > 0) h[i] = Math.min(1, h[i] + length * way[i]);
  h[first] = 1;
}
