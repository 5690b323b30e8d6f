import { uniforms } from "../../num/random.ts";
import { giveBack, linkKernel } from "../../num/wasm.ts";
import { WASM } from "./cascade.generated.ts";
import { type ClearingSystem, sharesByDebtor } from "./clearing-system.ts";
import { type Draws, lacksAtBest } from "./lane-loops.ts";

/**
 * The loops of one scenario over one network, and the numbers they work on. A node that comes to lack something gets a slot, in the order in which that
 * is found; slots 0 to count - 1 are taken.
 */
export interface CascadeLoops {
  /** What each node lacks and has not passed on yet, length n; -Infinity where it pays nothing any more. To be filled before `begin`. */
  readonly pending: Float64Array;
  /** By slot: its node, and what that node does not pay. */
  readonly list: Uint32Array;
  readonly missing: Float64Array;
  /** Fill `pending` for the draw of this number. */
  readonly draw: (scenario: number) => void;
  /** No slot is taken. */
  readonly begin: (theta: number) => void;
  /** Give a slot to each node that lacks more than theta and has none, in order; returns how many are taken then. */
  readonly find: (count: number) => number;
  /** Slots from `first` on, before `last`, pass on what they lack for the first time; creditors that come to lack more than theta get a slot at once. */
  readonly pushFirst: (first: number, last: number, count: number) => number;
  /** Slots before `last` pass on what they have come to lack since; returns how many did. */
  readonly pushAgain: (last: number) => number;
  /** Their memory may be used for other loops: no number of theirs is read any more. */
  readonly end: () => void;
}

/** An engine replaces its first, slow code for a kernel between calls, so a long loop is cut into many. */
const SLOTS_A_CALL = 4096;
/** Nodes that a kernel takes at once: columns end that much later. */
const AT_ONCE = 8;

/** The loops in WebAssembly on copies of the columns (assembly/cascade.ts); null where that cannot be had. */
export function compiledCascadeLoops(system: ClearingSystem, { seed, probability, loss }: Draws): CascadeLoops | null {
  const { n, network } = system;
  const { m } = network;
  const linked = linkKernel(WASM, 24 * m + 8 * 7 * (n + AT_ONCE) + 4 * 3 * (n + AT_ONCE) + n / 8 + 4096);
  if (!linked) return null;
  const { kernel, memory, take } = linked;
  const start = take(Uint32Array, n + 1);
  start.set(network.start);
  const target = take(Uint32Array, m + 1);
  target.set(network.target);
  const share = take(Float64Array, m + 1);
  sharesByDebtor(system, share);
  const [ceiling, lacks, losses, chances] = [system.ceilings, lacksAtBest(system), loss, probability].map((values) => {
    const column = take(Float64Array, n + AT_ONCE);
    column.set(values);
    return column.byteOffset;
  });
  const pending = take(Float64Array, n + AT_ONCE);
  const listed = take(Uint8Array, Math.ceil(n / 8));
  const list = take(Uint32Array, n);
  const top = take(Float64Array, n).byteOffset;
  const missing = take(Float64Array, n);
  const ends = take(Uint32Array, n + 1).byteOffset;
  const targetCopy = take(Uint32Array, m).byteOffset;
  const shareCopy = take(Float64Array, m).byteOffset;
  const rows = [start.byteOffset, target.byteOffset, share.byteOffset, ceiling] as const;
  const copies = [ends, targetCopy, shareCopy, top, missing.byteOffset] as const;
  const [waits, bits, slots] = [pending.byteOffset, listed.byteOffset, list.byteOffset];
  let theta = 0;
  return {
    pending: pending.subarray(0, n),
    list,
    missing,
    draw(scenario) {
      kernel.draw(n, seed | 0, Math.floor(seed / 2 ** 32), scenario | 0, Math.floor(scenario / 2 ** 32), lacks, losses, chances, waits);
    },
    begin(limit) {
      theta = limit;
      listed.fill(0);
    },
    find: (count) => kernel.find(n, theta, waits, bits, slots, count),
    pushFirst(first, last, count) {
      let taken = count;
      for (let slot = first; slot < last; slot += SLOTS_A_CALL) {
        taken = kernel.pushFirst(slot, Math.min(last, slot + SLOTS_A_CALL), ...rows, theta, waits, bits, slots, taken, ...copies);
      }
      return taken;
    },
    pushAgain(last) {
      let pushed = 0;
      for (let slot = 0; slot < last; slot += SLOTS_A_CALL) {
        pushed += kernel.pushAgain(slot, Math.min(last, slot + SLOTS_A_CALL), theta, waits, slots, ...copies);
      }
      return pushed;
    },
    end: () => giveBack(memory),
  };
}

export function plainCascadeLoops(system: ClearingSystem, { seed, probability, loss }: Draws): CascadeLoops {
  const { n, network, ceilings } = system;
  const share = new Float64Array(network.m);
  sharesByDebtor(system, share);
  const lacks = lacksAtBest(system);
  const pending = new Float64Array(n);
  const listed = new Uint8Array(n);
  const list = new Uint32Array(n);
  const missing = new Float64Array(n);
  let theta = 0;
  /** What a slot newly does not pay: all that it lacks, at most what it has paid so far. */
  const take = (slot: number, had: number): number => {
    const i = list[slot];
    const room = ceilings[i] - had;
    const full = pending[i] >= room;
    const more = full ? room : pending[i];
    pending[i] = full ? -Infinity : 0;
    missing[slot] = full ? ceilings[i] : had + more;
    return more;
  };
  return {
    pending,
    list,
    missing,
    draw(scenario) {
      const next = uniforms(seed, scenario);
      for (let i = 0; i < n; i++) pending[i] = lacks[i] + (next() < probability[i] ? loss[i] : 0);
    },
    begin(limit) {
      theta = limit;
      listed.fill(0);
    },
    find(count) {
      for (let i = 0; i < n; i++) {
        if (!(pending[i] > theta) || listed[i] === 1) continue;
        listed[i] = 1;
        list[count++] = i;
      }
      return count;
    },
    pushFirst(first, last, count) {
      for (let slot = first; slot < last; slot++) {
        const i = list[slot];
        const more = take(slot, 0);
        for (let e = network.start[i]; e < network.start[i + 1]; e++) {
          const j = network.target[e];
          pending[j] += share[e] * more;
          if (!(pending[j] > theta) || listed[j] === 1) continue;
          listed[j] = 1;
          list[count++] = j;
        }
      }
      return count;
    },
    pushAgain(last) {
      let pushed = 0;
      for (let slot = 0; slot < last; slot++) {
        const i = list[slot];
        if (!(pending[i] > theta)) continue;
        pushed++;
        const more = take(slot, missing[slot]);
        for (let e = network.start[i]; e < network.start[i + 1]; e++) pending[network.target[e]] += share[e] * more;
      }
      return pushed;
    },
    end: () => {},
  };
}
