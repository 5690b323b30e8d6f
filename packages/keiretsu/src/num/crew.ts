/**
 * A second thread for sweeps over tiles (tiles.ts): it adds up and moves every other block of rows. Answers have the same bits without it, so it is an engine
 * that stands by and no parameter of any model. The library starts no thread; who can hands one over by `useCrew`.
 */
import { assert } from "../assert.ts";
import { CONTROL, type Floor, joinFloor, RULES, type Rule, type SharedFloor } from "./tile-floor.ts";
import { sweepParts } from "./tiles.ts";

/** Hands work to the other thread, which calls `workAlong` with it. What it did before it leaves. */
export type SendWork = (work: SharedFloor) => void;

export interface Crew {
  readonly hand: (work: SharedFloor) => Help;
}

/** The other thread on one floor. */
interface Help {
  /** Have both threads make a sweep; false when the other one has been given other work since. */
  readonly sweep: (floor: Floor, rule: Rule, pace: number) => boolean;
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
      const { control, pace: paces } = desk(work);
      let given = true;
      leave = () => {
        given = false;
        begin(control, LEAVE);
      };
      send(work);
      return {
        sweep(floor, rule, pace) {
          if (!given) return false;
          paces[0] = pace;
          begin(control, RULES.indexOf(rule));
          sweepParts(work.layout, floor, rule, pace, [0], () => meet(control));
          return true;
        },
      };
    },
  };
}

/** What the other thread does: its part of every sweep, until it is sent away. It blocks. */
export function workAlong(work: SharedFloor): void {
  const floor = joinFloor(work);
  const { control, pace } = desk(work);
  for (let turn = 0; ; turn++) {
    Atomics.wait(control, TURN, turn);
    const rule = Atomics.load(control, RULE);
    if (rule === LEAVE) return;
    sweepParts(work.layout, floor, RULES[rule], pace[0], [1], () => meet(control));
  }
}

/** Places of control. */
const [TURN, RULE, ARRIVED, PACE] = [0, 1, 2, 4];
const LEAVE = -1;

function desk({ memory, at }: SharedFloor): { readonly control: Int32Array; readonly pace: Float64Array } {
  return { control: new Int32Array(memory.buffer, at.control, CONTROL), pace: new Float64Array(memory.buffer, at.control + 4 * PACE, 1) };
}

function begin(control: Int32Array, rule: number): void {
  Atomics.store(control, RULE, rule);
  Atomics.add(control, TURN, 1);
  Atomics.notify(control, TURN);
}

/** Looks before a thread sleeps: parts of a sweep take a millisecond, and to wake up takes a tenth of one. */
const LOOKS = 50_000;
const SLEEP_MS = 1;
const MOST_SLEEPS = 60_000;

/** Wait until the other thread is here too: the count of arrivals is even when both are. */
function meet(control: Int32Array): void {
  const mine = Atomics.add(control, ARRIVED, 1) + 1;
  const both = mine + (mine & 1);
  if (mine === both) {
    Atomics.notify(control, ARRIVED);
    return;
  }
  for (let look = 0; look < LOOKS; look++) if (Atomics.load(control, ARRIVED) >= both) return;
  for (let sleep = 0; sleep < MOST_SLEEPS; sleep++) {
    if (Atomics.load(control, ARRIVED) >= both) return;
    Atomics.wait(control, ARRIVED, mine, SLEEP_MS);
  }
  assert(false, "the other thread goes on with its part");
}
