/**
 * A second thread for sweeps over tiles (tiles.ts): both take one block of rows after the other. Answers have the same bits without it, so it is an engine
 * that stands by and no parameter of any model. The library starts no thread; who can hands one over by `useCrew`.
 */
import { assert } from "../assert.ts";
import { CONTROL, type Floor, joinFloor, RULES, type SharedFloor } from "./tile-floor.ts";
import { type Sweep, sweepBlock } from "./tiles.ts";

/** Hands work to the other thread, which calls `workAlong` with it. What it did before it leaves. */
export type SendWork = (work: SharedFloor) => void;

export interface Crew {
  readonly hand: (work: SharedFloor) => Help;
}

/** The other thread on one floor. */
interface Help {
  /** Have both threads make a sweep; false when the other one has been given other work since. */
  readonly sweep: (floor: Floor, sweep: Sweep) => boolean;
}

let crew: Crew | null = null;

export function currentCrew(): Crew | null {
  return crew;
}

/** From now on large sweeps are shared with the thread that `send` reaches; null = no more. */
export function useCrew(send: SendWork | null): void {
  let leave: (() => void) | null = null;
  crew = send && {
    hand(work) {
      leave?.();
      const desk = deskOf(work);
      let given = true;
      leave = () => {
        given = false;
        begin(desk, LEAVE);
      };
      send(work);
      return {
        sweep(floor, sweep) {
          if (!given) return false;
          desk.pace[0] = sweep.pace;
          Atomics.store(desk.control, OLD, sweep.old);
          const turn = begin(desk, RULES.indexOf(sweep.rule));
          takeBlocks(work, floor, desk, { sweep, turn, worker: 0 });
          for (let block = 0; block < work.layout.blocks; block++) awaitBlock(desk, block, turn);
          return true;
        },
      };
    },
  };
}

/** What the other thread does: its part of every sweep, until it is sent away. It blocks. */
export function workAlong(work: SharedFloor): void {
  const floor = joinFloor(work);
  const desk = deskOf(work);
  for (let turn = 1; ; turn++) {
    Atomics.wait(desk.control, TURN, turn - 1);
    const rule = Atomics.load(desk.control, RULE);
    if (rule === LEAVE) return;
    const sweep = { rule: RULES[rule], pace: desk.pace[0], old: Atomics.load(desk.control, OLD) as Sweep["old"] };
    takeBlocks(work, floor, desk, { sweep, turn, worker: 1 });
  }
}

/** Places of control. */
const [TURN, RULE, OLD, NEXT, PACE] = [0, 1, 2, 3, 4];
const LEAVE = -1;

interface Desk {
  readonly control: Int32Array;
  readonly pace: Float64Array;
  /** By block: the last turn in which it moved. */
  readonly moved: Int32Array;
}

function deskOf({ memory, at, layout }: SharedFloor): Desk {
  return {
    control: new Int32Array(memory.buffer, at.control, CONTROL),
    pace: new Float64Array(memory.buffer, at.control + 4 * PACE, 1),
    moved: new Int32Array(memory.buffer, at.control + 4 * CONTROL, layout.blocks),
  };
}

/** Turns count from 1. */
function begin({ control }: Desk, rule: number): number {
  Atomics.store(control, RULE, rule);
  const turn = Atomics.add(control, TURN, 1) + 1;
  Atomics.notify(control, TURN);
  return turn;
}

/** Blocks that nobody has taken in this turn, one after the other. All blocks of all turns are numbered through, so that who comes late takes none. */
function takeBlocks({ layout }: SharedFloor, floor: Floor, desk: Desk, mine: { sweep: Sweep; turn: number; worker: number }): void {
  const { control, moved } = desk;
  const { sweep, turn, worker } = mine;
  const end = turn * layout.blocks;
  const wait = (block: number): void => awaitBlock(desk, block, turn);
  for (let next = Atomics.load(control, NEXT); next < end; next = Atomics.load(control, NEXT)) {
    if (Atomics.compareExchange(control, NEXT, next, next + 1) !== next) continue;
    const block = next + layout.blocks - end;
    sweepBlock(layout, floor, sweep, { block, worker, wait });
    Atomics.store(moved, block, turn);
    Atomics.notify(moved, block);
  }
}

/** Looks before a thread sleeps: a block takes a millisecond, and to wake up takes a tenth of one. */
const LOOKS = 50_000;
const SLEEP_MS = 1;
const MOST_SLEEPS = 60_000;

function awaitBlock({ moved }: Desk, block: number, turn: number): void {
  for (let look = 0; look < LOOKS; look++) if (Atomics.load(moved, block) >= turn) return;
  for (let sleep = 0; sleep < MOST_SLEEPS; sleep++) {
    const seen = Atomics.load(moved, block);
    if (seen >= turn) return;
    Atomics.wait(moved, block, seen, SLEEP_MS);
  }
  assert(false, "the other thread goes on with its part");
}
