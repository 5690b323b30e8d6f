import { KeiretsuError } from "../assert.ts";
import type { UnwindingPosition, WaitKind } from "./unwinding.ts";

/** Waits that run from the first day; the others run once the precedents are out, since only then can they be asked for. */
const FROM_THE_START: readonly WaitKind[] = ["notice", "lock-up", "term"];
const AFTER_PRECEDENTS: readonly WaitKind[] = ["consent", "regulatory"];

/** When each position can be out at the soonest, and what holds it up. */
export interface ExitOrder {
  /** Positions, each after its precedents; ties by smallest index. */
  readonly sequence: readonly number[];
  /** Quarters from the start before which it may not move, and after its last precedent. */
  readonly fromStart: Int32Array;
  readonly afterPrecedents: Int32Array;
  readonly earliestStart: Int32Array;
  readonly earliestFinish: Int32Array;
  /** Quarters that must still follow its exit: the longest chain of those that wait for it. */
  readonly tail: Int32Array;
  readonly leastTime: number;
}

/** One link of the chain that sets the least time. */
export interface ChainLink {
  readonly position: number;
  /** The wait that binds; null where nothing is waited for. */
  readonly wait: WaitKind | null;
  readonly waitQuarters: number;
  /** Quarters that selling takes once it may begin. */
  readonly saleQuarters: number;
  readonly finish: number;
}

/** Longest chains, exact: one pass over an order in which precedents come first. Throws `cycle` with the names that wait for each other. */
export function exitOrder(positions: readonly UnwindingPosition[], duration: Int32Array, name: (p: number) => string): ExitOrder {
  const n = positions.length;
  const sequence = sorted(positions, name);
  const longest = (p: number, kinds: readonly WaitKind[]): number => Math.max(0, ...kinds.map((kind) => positions[p].waits?.[kind] ?? 0));
  const fromStart = Int32Array.from(positions, (_, p) => longest(p, FROM_THE_START));
  const afterPrecedents = Int32Array.from(positions, (_, p) => longest(p, AFTER_PRECEDENTS));
  const earliestStart = new Int32Array(n);
  const earliestFinish = new Int32Array(n);
  for (const p of sequence) {
    earliestStart[p] = soonest(positions[p], { fromStart: fromStart[p], afterPrecedents: afterPrecedents[p] }, earliestFinish);
    earliestFinish[p] = earliestStart[p] + duration[p];
  }
  const tail = new Int32Array(n);
  for (const p of sequence.toReversed())
    for (const q of positions[p].after ?? []) tail[q] = Math.max(tail[q], afterPrecedents[p] + duration[p] + tail[p]);
  const leastTime = earliestFinish.reduce((most, t) => Math.max(most, t), 0);
  return { sequence, fromStart, afterPrecedents, earliestStart, earliestFinish, tail, leastTime };
}

/** When a position may begin to leave, given when its precedents are out. */
export function soonest(
  { after = [] }: UnwindingPosition,
  { fromStart, afterPrecedents }: { readonly fromStart: number; readonly afterPrecedents: number },
  finish: ArrayLike<number>,
): number {
  const precedents = after.reduce((latest, q) => Math.max(latest, finish[q]), 0);
  return Math.max(fromStart, precedents + afterPrecedents);
}

/** From the last to leave back to what held it up, told from the first. */
export function criticalChain(positions: readonly UnwindingPosition[], order: ExitOrder): readonly ChainLink[] {
  const chain: ChainLink[] = [];
  let p = positions.findIndex((_, k) => order.earliestFinish[k] === order.leastTime);
  while (p >= 0) {
    const { waits = {} } = positions[p];
    const before = lastOut(positions[p], order.earliestFinish);
    const precedents = before < 0 ? 0 : order.earliestFinish[before];
    const held = before >= 0 && precedents + order.afterPrecedents[p] >= order.fromStart[p];
    const asked = held || order.afterPrecedents[p] > order.fromStart[p];
    const waitQuarters = asked ? order.afterPrecedents[p] : order.fromStart[p];
    const wait = (asked ? AFTER_PRECEDENTS : FROM_THE_START).find((kind) => (waits[kind] ?? 0) === waitQuarters && waitQuarters > 0);
    chain.push({
      position: p,
      wait: wait ?? null,
      waitQuarters,
      saleQuarters: order.earliestFinish[p] - order.earliestStart[p],
      finish: order.earliestFinish[p],
    });
    p = held ? before : -1;
  }
  return chain.reverse();
}

/** The precedent that is out last; -1 without any. */
function lastOut({ after = [] }: UnwindingPosition, finish: ArrayLike<number>): number {
  let last = -1;
  for (const q of after) if (last < 0 || finish[q] > finish[last]) last = q;
  return last;
}

/** Kahn 1962, smallest index first. */
function sorted(positions: readonly UnwindingPosition[], name: (p: number) => string): readonly number[] {
  const waiting = positions.map(({ after = [] }) => new Set(after));
  const done: number[] = [];
  const left = new Set(positions.keys());
  while (left.size > 0) {
    const next = [...left].find((p) => waiting[p].size === 0);
    if (next === undefined)
      throw new KeiretsuError(
        "cycle",
        `these positions wait for each other: ${loop(positions, left).map(name).join(", ")}; expected an order`,
      );
    left.delete(next);
    done.push(next);
    for (const rest of waiting) rest.delete(next);
  }
  return done;
}

/** One cycle among positions of which each waits for another. */
function loop(positions: readonly UnwindingPosition[], left: ReadonlySet<number>): readonly number[] {
  const path: number[] = [];
  let p = Math.min(...left);
  while (!path.includes(p)) {
    path.push(p);
    p = positions[p].after!.find((q) => left.has(q))!;
  }
  return path.slice(path.indexOf(p));
}
