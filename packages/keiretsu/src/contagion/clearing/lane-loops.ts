import { uniforms } from "../../num/random.ts";
import { giveBack, linkKernel } from "../../num/wasm.ts";
import { WASM } from "./clearing.generated.ts";
import { type ClearingSystem, receivedAtBest, sharesByDebtor } from "./clearing-system.ts";

/** Scenarios solved side by side: node i holds its numbers of lane 0 to 7 at 8 i to 8 i + 7. */
export const LANES = 8;

/** Which nodes a drawn scenario hits, and what it takes from them. */
export interface Draws {
  readonly seed: number;
  /** Length n. */
  readonly probability: Float64Array;
  /** Money, length n. */
  readonly loss: Float64Array;
}

/** The loops of clear-scenarios.ts over one network and the numbers they work on. Lanes do not see each other. */
export interface LaneLoops {
  /** What each node lacks and has not passed on yet, 8 n; -Infinity where it pays nothing any more. */
  readonly pending: Float64Array;
  /** What each node does not pay, 8 n. */
  readonly missing: Float64Array;
  /** By lane: sums of `missing` and of what is pending, and how many nodes miss something. */
  readonly totals: Float64Array;
  readonly moving: Float64Array;
  readonly counts: Uint32Array;
  /** By node: in how many lanes it missed something, over all calls of `total`. */
  readonly defaults: Uint32Array;
  /** Fill `pending` for eight draws in a row. */
  readonly draw: (first: number) => void;
  /** One pass over the nodes in order; returns how many pushed. */
  readonly sweep: (theta: number) => number;
  readonly total: () => void;
  /** Their memory may be used for other loops: no number of theirs is read any more. */
  readonly end: () => void;
}

/** What each node lacks to pay all when all others pay. */
export function lacksAtBest(system: ClearingSystem): Float64Array {
  const { n, ceilings, externalAssets } = system;
  const lacks = receivedAtBest(system);
  for (let i = 0; i < n; i++) lacks[i] = ceilings[i] - (externalAssets[i] + lacks[i]);
  return lacks;
}

/** An engine replaces its first, slow code for a kernel between calls, so a long loop is cut into many. */
const ROWS_A_CALL = 4096;

/** The same loops in WebAssembly on copies of the columns (assembly/clearing.ts); null where that cannot be had. */
export function compiledLaneLoops(system: ClearingSystem, { seed, probability, loss }: Draws): LaneLoops | null {
  const { n, network } = system;
  const { m } = network;
  const linked = linkKernel(WASM, 12 * m + 8 * n * (2 * LANES + 5) + 4096);
  if (!linked) return null;
  const { kernel, memory, take } = linked;
  const start = take(Uint32Array, n + 1);
  start.set(network.start);
  const target = take(Uint32Array, m);
  target.set(network.target);
  const share = take(Float64Array, m);
  sharesByDebtor(system, share);
  const [ceiling, lacks, losses, chances] = [system.ceilings, lacksAtBest(system), loss, probability].map((values) => {
    const column = take(Float64Array, n);
    column.set(values);
    return column.byteOffset;
  });
  const pending = take(Float64Array, LANES * n);
  const missing = take(Float64Array, LANES * n);
  const totals = take(Float64Array, LANES);
  const moving = take(Float64Array, LANES);
  const counts = take(Uint32Array, LANES);
  const defaults = take(Uint32Array, n);
  const rows = [start.byteOffset, target.byteOffset, share.byteOffset, ceiling] as const;
  const [waits, lacked] = [pending.byteOffset, missing.byteOffset];
  const sums = [totals.byteOffset, moving.byteOffset, counts.byteOffset, defaults.byteOffset] as const;
  return {
    pending,
    missing,
    totals,
    moving,
    counts,
    defaults,
    draw(first) {
      kernel.drawLanes(n, seed | 0, Math.floor(seed / 2 ** 32), first | 0, Math.floor(first / 2 ** 32), lacks, losses, chances, waits);
    },
    sweep(theta) {
      let pushed = 0;
      for (let i = 0; i < n; i += ROWS_A_CALL) pushed += kernel.pushLanes(i, Math.min(n, i + ROWS_A_CALL), ...rows, theta, waits, lacked);
      return pushed;
    },
    total() {
      kernel.totalLanes(n, waits, lacked, ...sums);
    },
    end: () => giveBack(memory),
  };
}

export function plainLaneLoops(system: ClearingSystem, { seed, probability, loss }: Draws): LaneLoops {
  const { n, network, ceilings } = system;
  const share = new Float64Array(network.m);
  sharesByDebtor(system, share);
  const lacks = lacksAtBest(system);
  const pending = new Float64Array(LANES * n);
  const missing = new Float64Array(LANES * n);
  const [totals, moving, scratchMore] = Array.from({ length: 3 }, () => new Float64Array(LANES));
  const counts = new Uint32Array(LANES);
  const defaults = new Uint32Array(n);
  return {
    pending,
    missing,
    totals,
    moving,
    counts,
    defaults,
    draw(first) {
      for (let lane = 0; lane < LANES; lane++) {
        const next = uniforms(seed, first + lane);
        for (let i = 0; i < n; i++) pending[LANES * i + lane] = lacks[i] + (next() < probability[i] ? loss[i] : 0);
      }
    },
    sweep(theta) {
      let pushed = 0;
      for (let i = 0; i < n; i++) {
        if (!passOn(LANES * i, ceilings[i], theta, pending, missing, scratchMore)) continue;
        pushed++;
        pushRow(network.start[i], network.start[i + 1], network.target, share, scratchMore, pending);
      }
      return pushed;
    },
    total() {
      for (let lane = 0; lane < LANES; lane++) totalLane(n, lane, pending, missing, { totals, moving, counts, defaults });
    },
    end: () => {},
  };
}

/** What each lane of a node newly lacks; false when none lacks more than theta. */
function passOn(at: number, top: number, theta: number, pending: Float64Array, missing: Float64Array, more: Float64Array): boolean {
  let any = false;
  for (let lane = 0; lane < LANES; lane++) any ||= pending[at + lane] > theta;
  if (!any) return false;
  for (let lane = 0; lane < LANES; lane++) {
    const k = at + lane;
    const over = pending[k] > theta;
    const wants = over ? pending[k] : 0;
    const room = top - missing[k];
    const full = wants >= room;
    more[lane] = full ? room : wants;
    missing[k] = full ? top : missing[k] + wants;
    if (full) pending[k] = -Infinity;
    else if (over) pending[k] = 0;
  }
  return true;
}

function pushRow(first: number, last: number, target: Uint32Array, share: Float64Array, more: Float64Array, pending: Float64Array): void {
  for (let e = first; e < last; e++) {
    const part = share[e];
    const at = LANES * target[e];
    for (let lane = 0; lane < LANES; lane++) pending[at + lane] += part * more[lane];
  }
}

function totalLane(
  n: number,
  lane: number,
  pending: Float64Array,
  missing: Float64Array,
  { totals, moving, counts, defaults }: Pick<LaneLoops, "totals" | "moving" | "counts" | "defaults">,
): void {
  let total = 0;
  let lost = 0;
  let waits = 0;
  let count = 0;
  for (let i = 0; i < n; i++) {
    const value = missing[LANES * i + lane];
    const y = value - lost;
    const next = total + y;
    lost = next - total - y;
    total = next;
    const waiting = pending[LANES * i + lane];
    waits += waiting > 0 ? waiting : 0;
    if (!(value > 0)) continue;
    count++;
    defaults[i]++;
  }
  totals[lane] = total;
  moving[lane] = waits;
  counts[lane] = count;
}
