/**
 * What is the most that each node can have when what it has depends, through what others pass on, on what they have?
 *
 *   x_j = base_j + sum over links i -> j of share_ij g_s(x_i)      each g non-decreasing: convex, then concave, with jumps upwards at most
 *
 *   x   what a node has (equity, assets)      g_s   what a node passes on in slot s: one slot a node and layer (a class of debt, equity)
 *
 * Such a map has a greatest and a least solution (Tarski). Two bounds close in on them: `high` from above, with Phi(high) <= high, and `low` from
 * below, with Phi(low) >= low. A round replaces every g by the steepest line through its value at `high` that stays above g all the way down to
 * `low`, and solves that linear system: its solution is still at or above the greatest one and at or below Phi(high). Where g bends the right way
 * this is Newton's method, and with a ring that loses a millionth a round it is exact in one; where g bends the other way the line is a chord to
 * `low`, and the same is done from below so that the chord shortens. The greatest solution is returned: everything below it is only a bound.
 * Cost: a linear solve a round (O(n + m) a sweep), rounds as in Newton's method.
 * Sources: Tarski 1955 "A lattice-theoretical fixpoint theorem and its applications"; Ortega and Rheinboldt 1970 "Iterative solution of nonlinear
 * equations in several variables", section 13.3 (monotone enclosure).
 */
import { blocksOf, solveAbsorption } from "../../network/absorption.ts";
import type { Rows } from "../../network/components.ts";

/** Links by the node that receives: row j lists the slots that j receives from, whose slot it is, and the share that is for j. */
export interface Links {
  readonly n: number;
  readonly start: Uint32Array;
  readonly source: Uint32Array;
  readonly slot: Uint32Array;
  readonly share: Float64Array;
  /** The same links by the node that passes on. */
  readonly leaving: Rows;
}

export interface Layer {
  readonly start: Uint32Array;
  readonly source: Uint32Array;
  readonly share: Float64Array;
}

/** One slot a node in each layer: slot k n + i is what node i passes on in layer k. */
export function linksOf(n: number, layers: readonly Layer[]): Links {
  const m = layers.reduce((total, { source }) => total + source.length, 0);
  const start = new Uint32Array(n + 1);
  const source = new Uint32Array(m);
  const slot = new Uint32Array(m);
  const share = new Float64Array(m);
  let filled = 0;
  for (let j = 0; j < n; j++) {
    for (let k = 0; k < layers.length; k++) {
      const layer = layers[k];
      for (let e = layer.start[j]; e < layer.start[j + 1]; e++) {
        source[filled] = layer.source[e];
        slot[filled] = k * n + layer.source[e];
        share[filled++] = layer.share[e];
      }
    }
    start[j + 1] = filled;
  }
  return { n, start, source, slot, share, leaving: leavingOf(n, start, source) };
}

function leavingOf(n: number, start: Uint32Array, source: Uint32Array): Rows {
  const leave = new Uint32Array(n + 1);
  for (const i of source) leave[i + 1]++;
  for (let i = 0; i < n; i++) leave[i + 1] += leave[i];
  const place = leave.slice(0, n);
  const target = new Uint32Array(source.length);
  for (let j = 0; j < n; j++) for (let e = start[j]; e < start[j + 1]; e++) target[place[source[e]]++] = j;
  return { n, start: leave, target };
}

/** What the nodes pass on, slot by slot. */
export interface Response {
  readonly slots: number;
  /** g of every slot at x. */
  readonly respond: (x: Float64Array, out: Float64Array) => void;
  /**
   * Slope of the steepest line through g(high) that stays above g from low to high. Returns false when a chord to low was needed: then a lower
   * bound that rises makes the next round better.
   */
  readonly slopesBelow: (low: Float64Array, high: Float64Array, out: Float64Array) => boolean;
  /** Slope of the steepest line through g(low) that stays below g from low to high. */
  readonly slopesAbove: (low: Float64Array, high: Float64Array, out: Float64Array) => void;
}

export interface GreatestPointProblem {
  readonly links: Links;
  readonly base: Float64Array;
  readonly response: Response;
  /** Phi(high) <= high. */
  readonly high: Float64Array;
  /** Phi(low) >= low, low <= high. */
  readonly low: Float64Array;
  /** Size of the books of each node, above 0: what is small is small against it. */
  readonly scale: Float64Array;
  /** Default 1000. */
  readonly maxRounds?: number;
}

export interface GreatestPoint {
  readonly x: Float64Array;
  readonly converged: boolean;
  readonly iterations: number;
  /** Largest |x - Phi(x)|. */
  readonly residual: number;
}

/** Gaps this small against the books of a node are rounding. */
const CLOSED = 1e-12;
/** A step this small was the last: Newton's method on pieces of lines ends, on curves it squares the error. */
const SETTLED = 1e-9;

export function greatestPoint(problem: GreatestPointProblem): GreatestPoint {
  const { links, base, response, scale } = problem;
  const { n } = links;
  const maxRounds = problem.maxRounds ?? 1000;
  const x = problem.high.slice();
  const low = problem.low.slice();
  const scratch = { passed: new Float64Array(response.slots), slope: new Float64Array(response.slots), image: new Float64Array(n) };
  const gap = new Float64Array(n);
  let settled = false;
  let rounds = 0;
  for (;;) {
    response.respond(x, scratch.passed);
    imageOf(links, base, scratch.passed, scratch.image);
    const widest = gapsOf(x, scratch.image, scale, gap);
    const converged = widest <= (settled ? CLOSED : Number.EPSILON) || widestOf(x, low, scale) <= CLOSED;
    if (converged || rounds === maxRounds) return { x, converged, iterations: rounds, residual: largest(x, scratch.image) };
    rounds++;
    const exact = response.slopesBelow(low, x, scratch.slope);
    const moved = advance(x, low, -1, solveSteps(links, gap, scratch.slope, scale), gap, scale);
    settled = moved <= (exact ? SETTLED : Number.EPSILON);
    if (exact) continue;
    response.respond(low, scratch.passed);
    imageOf(links, base, scratch.passed, scratch.image);
    gapsOf(scratch.image, low, scale, gap);
    response.slopesAbove(low, x, scratch.slope);
    advance(low, x, 1, solveSteps(links, gap, scratch.slope, scale), gap, scale);
  }
}

/** base + what every node receives. */
function imageOf({ n, start, slot, share }: Links, base: Float64Array, passed: Float64Array, image: Float64Array): void {
  for (let j = 0; j < n; j++) {
    let received = 0;
    for (let e = start[j]; e < start[j + 1]; e++) received += share[e] * passed[slot[e]];
    image[j] = base[j] + received;
  }
}

/** max(0, above - below) into `gap`; returns the largest against the scale. */
function gapsOf(above: Float64Array, below: Float64Array, scale: Float64Array, gap: Float64Array): number {
  let widest = 0;
  for (let j = 0; j < gap.length; j++) {
    gap[j] = above[j] > below[j] ? above[j] - below[j] : 0;
    widest = Math.max(widest, gap[j] / scale[j]);
  }
  return widest;
}

function widestOf(above: Float64Array, below: Float64Array, scale: Float64Array): number {
  let widest = 0;
  for (let j = 0; j < scale.length; j++) widest = Math.max(widest, (above[j] - below[j]) / scale[j]);
  return widest;
}

function largest(x: Float64Array, image: Float64Array): number {
  let most = 0;
  for (let j = 0; j < x.length; j++) most = Math.max(most, Math.abs(x[j] - image[j]));
  return most;
}

/**
 * The steps d = gap + M d that carry a gap through the lines of slope `slope`, by slot. Only nodes that pass something on and that a gap reaches are
 * unknown; what the others receive follows. Overwrites gaps that are all rounding with 0.
 */
export function solveSteps(links: Links, gap: Float64Array, slope: Float64Array, scale: Float64Array): Float64Array {
  const { n, start, source, slot, share } = links;
  const { place, unknown } = reachedBy(links, gap, slope, scale);
  const size = unknown.length;
  const entries = unknown.reduce((total, j) => total + start[j + 1] - start[j], 0);
  const rows = { n: size, start: new Uint32Array(size + 1), source: new Uint32Array(entries), share: new Float64Array(entries) };
  let filled = 0;
  for (let row = 0; row < size; row++) {
    const j = unknown[row];
    for (let e = start[j]; e < start[j + 1]; e++) {
      const k = place[source[e]];
      if (k < 0 || slope[slot[e]] === 0) continue;
      rows.source[filled] = k;
      rows.share[filled++] = share[e] * slope[slot[e]];
    }
    rows.start[row + 1] = filled;
  }
  const { x } = solveAbsorption({
    system: rows,
    blocks: blocksOf(leavingOf(size, rows.start, rows.source.subarray(0, filled))),
    b: Float64Array.from(unknown, (j) => gap[j]),
    held: new Uint8Array(size),
  });
  const steps = gap.slice();
  for (let row = 0; row < size; row++) steps[unknown[row]] = x[row];
  for (let j = 0; j < n; j++) {
    if (place[j] >= 0) continue;
    for (let e = start[j]; e < start[j + 1]; e++) {
      const k = place[source[e]];
      if (k >= 0) steps[j] += share[e] * slope[slot[e]] * x[k];
    }
  }
  return steps;
}

/** Nodes that pass on part of what they have and that a gap reaches, in order, and the place of each among them, -1 for the others. */
function reachedBy(
  { n, leaving }: Links,
  gap: Float64Array,
  slope: Float64Array,
  scale: Float64Array,
): { place: Int32Array; unknown: Uint32Array } {
  const passing = new Uint8Array(n);
  for (let k = 0; k < slope.length; k++) if (slope[k] > 0) passing[k % n] = 1;
  const place = new Int32Array(n).fill(-1);
  const queue: number[] = [];
  for (let i = 0; i < n; i++) {
    if (gap[i] <= Number.EPSILON * scale[i]) gap[i] = 0;
    else if (passing[i] === 1) queue.push(i);
  }
  for (const i of queue) place[i] = 0;
  for (const i of queue) {
    for (let e = leaving.start[i]; e < leaving.start[i + 1]; e++) {
      const j = leaving.target[e];
      if (passing[j] === 0 || place[j] === 0) continue;
      place[j] = 0;
      queue.push(j);
    }
  }
  const unknown = Uint32Array.from(queue).sort();
  unknown.forEach((j, k) => (place[j] = k));
  return { place, unknown };
}

/** One step towards the other bound and never past it, at least as long as the gap; returns the longest step against the scale. */
function advance(
  x: Float64Array,
  limit: Float64Array,
  direction: 1 | -1,
  steps: Float64Array,
  gap: Float64Array,
  scale: Float64Array,
): number {
  let moved = 0;
  for (let j = 0; j < x.length; j++) {
    const step = Math.min(Math.max(steps[j], gap[j]), Math.max(0, direction * (limit[j] - x[j])));
    x[j] += direction * step;
    moved = Math.max(moved, step / scale[j]);
  }
  return moved;
}
