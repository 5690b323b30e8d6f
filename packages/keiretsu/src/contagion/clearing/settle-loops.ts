import { linkKernel } from "../../num/wasm.ts";
import { WASM } from "./clearing.generated.ts";
import { type ClearingSystem, sharesByDebtor } from "./clearing-system.ts";

/**
 * The loops of quick-clearing.ts over one network, and the vectors they work on; where they live is the maker's choice. Shortfalls are pushed from
 * debtors to creditors along a queue, or payments swept in Gauss-Seidel order; both start from what all pay when all others pay their ceilings.
 */
export interface SettleLoops {
  /** e of the scenario, to be filled before `begin`. */
  readonly assets: Float64Array;
  readonly payments: Float64Array;
  /** Nodes in the queue after this call. */
  readonly begin: (theta: number) => number;
  /** Take that many off the queue; returns edges pushed. */
  readonly push: (turns: number) => number;
  readonly queued: () => number;
  /** From shortfalls to payments; returns what is still pending. */
  readonly finish: () => number;
  /** One sweep over all nodes, or over those below their ceiling in the last such sweep; returns the sum of changes. */
  readonly sweep: () => number;
  readonly sweepShort: () => number;
}

/** An engine replaces its first, slow code for a kernel between calls, so a long loop is cut into many. */
const ROWS_A_CALL = 4096;
const TURNS_A_CALL = 1024;
/** Edges whose 12 bytes each a processor keeps at hand. */
const NEAR_EDGES = 1 << 17;

/** The same loops in WebAssembly on copies of the columns (assembly/clearing.ts); null where that cannot be had. `best`: what each is paid at best. */
export function compiledSettleLoops(system: ClearingSystem, best: Float64Array): SettleLoops | null {
  const { n, network } = system;
  const { m } = network;
  const linked = linkKernel(WASM, 24 * m + 8 * (n + 1) + 8 * 6 * n + 4 * n + 2048);
  if (!linked) return null;
  const { kernel, take } = linked;
  const indices = (values: Uint32Array): number => {
    const column = take(Uint32Array, values.length);
    column.set(values);
    return column.byteOffset;
  };
  const numbers = (values: Float64Array): number => {
    const column = take(Float64Array, values.length);
    column.set(values);
    return column.byteOffset;
  };
  const outStart = indices(network.start);
  const target = indices(network.target);
  const outShare = take(Float64Array, m);
  sharesByDebtor(system, outShare);
  const ceiling = numbers(system.ceilings);
  const received = numbers(best);
  const assets = take(Float64Array, n);
  const payments = take(Float64Array, n);
  const pending = take(Float64Array, n).byteOffset;
  const missing = take(Float64Array, n).byteOffset;
  // The queue is over when the sweeps begin, so they keep their list in its place.
  const queue = take(Uint32Array, n).byteOffset;
  const ring = take(Uint32Array, 4);
  let inRows: readonly [number, number, number] | null = null;
  const at = { assets: assets.byteOffset, payments: payments.byteOffset, ring: ring.byteOffset, shares: outShare.byteOffset };
  const far = Number(m > NEAR_EDGES);
  let theta = 0;
  return {
    assets,
    payments,
    begin(limit) {
      theta = limit;
      const queued = kernel.begin(n, at.assets, received, ceiling, theta, pending, missing, queue);
      ring.set([0, 4 * (queued % Math.max(n, 1)), queued]);
      return queued;
    },
    push(turns) {
      let edges = 0;
      for (let done = 0; done < turns; done += TURNS_A_CALL) {
        const some = Math.min(TURNS_A_CALL, turns - done);
        edges += kernel.push(some, n, outStart, target, at.shares, ceiling, theta, pending, missing, queue, at.ring, far);
      }
      return edges;
    },
    queued: () => ring[2],
    finish: () => kernel.finish(n, ceiling, pending, missing, at.payments),
    sweep() {
      let moved = 0;
      inRows ??= [indices(system.start), indices(system.debtor), numbers(system.share)];
      ring[0] = 0;
      for (let first = 0; first < n; first += ROWS_A_CALL) {
        const last = Math.min(n, first + ROWS_A_CALL);
        moved = kernel.sweep(first, last, ...inRows, at.assets, ceiling, at.payments, queue, at.ring, moved);
      }
      return moved;
    },
    sweepShort() {
      let moved = 0;
      const listed = ring[0];
      for (let first = 0; first < listed; first += ROWS_A_CALL) {
        const last = Math.min(listed, first + ROWS_A_CALL);
        moved = kernel.sweepListed(first, last, ...inRows!, at.assets, ceiling, at.payments, queue, moved);
      }
      return moved;
    },
  };
}

export function plainSettleLoops(system: ClearingSystem, received: Float64Array): SettleLoops {
  const { n, network, ceilings } = system;
  const outShare = new Float64Array(network.m);
  sharesByDebtor(system, outShare);
  const [assets, payments, pending, missing] = Array.from({ length: 4 }, () => new Float64Array(n));
  const queue = new Uint32Array(n);
  let head = 0;
  let tail = 0;
  let length = 0;
  let listed = 0;
  let theta = 0;
  let below = false;
  const pay = (i: number): number => {
    const has = assetsOf(i, assets, system.start, system.debtor, system.share, payments);
    below = has < ceilings[i];
    const paid = has < 0 ? 0 : has > ceilings[i] ? ceilings[i] : has;
    const change = Math.abs(paid - payments[i]);
    payments[i] = paid;
    return change;
  };
  return {
    assets,
    payments,
    begin(limit) {
      theta = limit;
      missing.fill(0);
      head = length = 0;
      for (let i = 0; i < n; i++) {
        const lacks = ceilings[i] - (assets[i] + received[i]);
        pending[i] = lacks;
        if (lacks > theta) queue[length++] = i;
      }
      tail = n > 0 ? length % n : 0;
      return length;
    },
    push(turns) {
      let edges = 0;
      for (let turn = 0; turn < turns; turn++) {
        const i = queue[head];
        head = head + 1 === n ? 0 : head + 1;
        length--;
        let more = pending[i];
        const room = ceilings[i] - missing[i];
        if (more >= room) {
          more = room;
          pending[i] = -Infinity;
          missing[i] = ceilings[i];
        } else {
          pending[i] = 0;
          missing[i] += more;
        }
        edges += network.start[i + 1] - network.start[i];
        for (let e = network.start[i]; e < network.start[i + 1]; e++) {
          const j = network.target[e];
          const before = pending[j];
          const after = before + outShare[e] * more;
          pending[j] = after;
          if (!(after > theta && before <= theta)) continue;
          queue[tail] = j;
          tail = tail + 1 === n ? 0 : tail + 1;
          length++;
        }
      }
      return edges;
    },
    queued: () => length,
    finish() {
      let left = 0;
      for (let i = 0; i < n; i++) {
        const more = pending[i] > 0 ? pending[i] : 0;
        const lacks = missing[i] + more;
        payments[i] = ceilings[i] - (lacks < ceilings[i] ? lacks : ceilings[i]);
        left += more;
      }
      return left;
    },
    sweep() {
      let moved = 0;
      listed = 0;
      for (let i = 0; i < n; i++) {
        moved += pay(i);
        if (below) queue[listed++] = i;
      }
      return moved;
    },
    sweepShort() {
      let moved = 0;
      for (let x = 0; x < listed; x++) moved += pay(queue[x]);
      return moved;
    },
  };
}

function assetsOf(
  i: number,
  assets: Float64Array,
  start: Uint32Array,
  debtor: Uint32Array,
  share: Float64Array,
  payments: Float64Array,
): number {
  let has = assets[i];
  for (let e = start[i]; e < start[i + 1]; e++) has += share[e] * payments[debtor[e]];
  return has;
}
