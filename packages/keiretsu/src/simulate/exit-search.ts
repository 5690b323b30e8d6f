import type { ExitCosts, Window } from "./exit-costs.ts";
import { type ExitOrder, soonest } from "./exit-order.ts";
import type { UnwindingPlan, UnwindingPosition } from "./unwinding.ts";

export interface Found {
  readonly plan: UnwindingPlan;
  /** No plan in this time loses less. */
  readonly lowerBound: number;
  readonly exact: boolean;
  readonly tried: number;
  readonly residual: number;
}

interface Problem {
  readonly positions: readonly UnwindingPosition[];
  readonly order: ExitOrder;
  readonly duration: Int32Array;
  readonly costs: ExitCosts;
  /** Quarters until all must be out. */
  readonly time: number;
}

/** More ends than this are searched by descent. */
const MOST_TRIED = 2000;

/**
 * The least loss of leaving within the time. To begin as soon as allowed never costs more, and a position for which nobody waits may take all the time: so only the ends
 * of the others are to be chosen. All choices are tried where they are few, else each end in turn, and with those around it, is moved to its best from three beginnings.
 */
export function leastLoss(problem: Problem): Found {
  const { positions, order, costs, time } = problem;
  const waitedFor = new Set(positions.flatMap(({ after = [] }) => after));
  const inner = order.sequence.filter((p) => waitedFor.has(p));
  const latest = (p: number): number => time - order.tail[p];
  const choices = inner.reduce((product, p) => product * (latest(p) - order.earliestFinish[p] + 1), 1);
  const exact = choices <= MOST_TRIED;
  const shifts = exact ? [] : inner.flatMap((p) => together(problem, p, inner));
  const found: Scored[] = [];
  let tried = 0;
  const consider = (ends: Int32Array): number => {
    tried++;
    const windows = windowsOf(problem, ends, waitedFor);
    if (windows === null) return Infinity;
    const scored = score(windows, costs);
    if (found.length === 0 || scored.loss < found[0].loss - 1e-12 * Math.abs(found[0].loss)) found[0] = scored;
    return scored.loss;
  };
  const ends = Int32Array.from(order.earliestFinish);
  if (exact) tryAll(0);
  else for (const part of [0, 0.5, 1]) descend(part);

  function tryAll(k: number): void {
    if (k === inner.length) return void consider(ends);
    for (let t = order.earliestFinish[inner[k]]; t <= latest(inner[k]); t++) {
      ends[inner[k]] = t;
      tryAll(k + 1);
    }
  }

  function descend(part: number): void {
    for (const p of inner) ends[p] = Math.floor(order.earliestFinish[p] + part * (latest(p) - order.earliestFinish[p]));
    let now = consider(ends);
    const better = (loss: number): boolean => loss < now - 1e-12 * Math.abs(now);
    for (let moved = true; moved; ) {
      moved = false;
      for (const p of inner) {
        let to = ends[p];
        for (let t = order.earliestFinish[p]; t <= latest(p); t++) {
          ends[p] = t;
          const loss = consider(ends);
          if (better(loss)) [now, to, moved] = [loss, t, true];
        }
        ends[p] = to;
      }
      for (const { set, by } of shifts) {
        for (const p of set) ends[p] += by;
        const loss = consider(ends);
        if (better(loss)) [now, moved] = [loss, true];
        else for (const p of set) ends[p] -= by;
      }
    }
  }

  // With the earliest ends every position has a window, so that something was found.
  const { windows, loss, residual } = found[0];
  const alone = positions.map((_, p): Window => leaving(problem, p, { start: order.earliestStart[p], finish: latest(p) }));
  const free = score(alone, costs);
  return { plan: costs.plan(windows), lowerBound: (exact ? loss : Math.min(loss, free.loss)) + costs.lasting, exact, tried, residual };
}

/**
 * Ends that move together, by a quarter either way: all between one position and another that waits for it. On a chain, where the loss is convex in the gaps, no better
 * move of any set means the least (Murota 2003, L-natural convexity); moving one end alone would get stuck.
 */
function together(
  { positions }: Problem,
  p: number,
  inner: readonly number[],
): readonly { readonly set: readonly number[]; readonly by: number }[] {
  const after = new Set([p]);
  for (const q of inner) if ((positions[q].after ?? []).some((r) => after.has(r))) after.add(q);
  return [...after].flatMap((last) => {
    const before = new Set([last]);
    for (const q of inner.toReversed()) if (before.has(q)) for (const r of positions[q].after ?? []) before.add(r);
    const set = inner.filter((q) => after.has(q) && before.has(q));
    return [1, -1].map((by) => ({ set, by }));
  });
}

interface Scored {
  readonly windows: readonly Window[];
  readonly loss: number;
  readonly residual: number;
}

function score(windows: readonly Window[], costs: ExitCosts): Scored {
  const { loss, residual } = costs.impact(windows);
  return { windows, residual, loss: windows.reduce((total, { finish }, p) => total + (costs.sold(p) ? 0 : costs.whole(p, finish)), loss) };
}

/** null where the ends leave some position no room. */
function windowsOf(problem: Problem, ends: Int32Array, waitedFor: ReadonlySet<number>): readonly Window[] | null {
  const { positions, order, duration, time } = problem;
  const windows: Window[] = Array.from(positions, () => ({ start: 0, finish: 0 }));
  for (const p of order.sequence) {
    const wait = { fromStart: order.fromStart[p], afterPrecedents: order.afterPrecedents[p] };
    const start = soonest(positions[p], wait, ends);
    if (start + duration[p] > (waitedFor.has(p) ? ends[p] : time)) return null;
    windows[p] = waitedFor.has(p) ? { start, finish: ends[p] } : leaving(problem, p, { start, finish: time });
  }
  return windows;
}

/** How a position leaves that may take all of a window: sold over the whole of it, else out when that costs least, the sooner the better. */
function leaving({ costs, duration }: Problem, p: number, { start, finish }: Window): Window {
  if (costs.sold(p)) return { start, finish };
  let best = start + duration[p];
  for (let t = best + 1; t <= finish; t++) if (costs.whole(p, t) < costs.whole(p, best)) best = t;
  return { start, finish: best };
}
