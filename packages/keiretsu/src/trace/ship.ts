/**
 * What the primal-dual method of primal-dual.ts works on. All arrays lie in one memory, so that the compiled kernel (assembly/primal-dual.ts) and the plain
 * loops (ship-phase.ts, blocking-flow.ts) find the same things in the same places.
 */
import { linkKernel } from "../num/wasm.ts";
import { WASM } from "./primal-dual.generated.ts";

/** Obligations in compressed sparse rows sorted by target: row i owes target[e] the whole positive number amount[edge[e]]. */
export interface Obligations {
  readonly n: number;
  readonly start: Uint32Array;
  readonly target: Uint32Array;
  readonly edge: Uint32Array;
  readonly amount: Float64Array;
}

type Take = <T>(
  type: { new (length: number): T; new (buffer: ArrayBuffer, offset: number, length: number): T; readonly BYTES_PER_ELEMENT: number },
  length: number,
) => T;

/** Distance of a node that was not reached. */
export const FAR = 0x3fffffff;
/** End of a list. */
export const NONE = 0xffffffff;
/** What an edge carries: nothing, something, all it can. */
export const EMPTY = 0;
export const SOME = 1;
export const SATURATED = 2;

/** The columns, n nodes and m edges. */
export interface ShipArrays {
  /** The columns in the order in which the kernel binds them. */
  readonly start: Uint32Array;
  readonly target: Uint32Array;
  readonly capacity: Float64Array;
  readonly inStart: Uint32Array;
  readonly inSource: Uint32Array;
  readonly inEdge: Uint32Array;
  readonly carried: Float64Array;
  /** What node i still has to send on (positive) or to receive (negative). */
  readonly excess: Float64Array;
  /** For each node its price less its distance, which is all that most looks need, then its price. */
  readonly value: Int32Array;
  /** Of each edge: EMPTY, SOME or SATURATED. */
  readonly state: Uint8Array;
  /** Nodes by distance, at most 2 n: a list for each, linked both ways. */
  readonly first: Uint32Array;
  readonly final: Uint32Array;
  readonly next: Uint32Array;
  readonly previous: Uint32Array;
  /** The graph of one phase: nodes that lead to a creditor over tight edges, with numbers of their own in order of distance. */
  readonly local: Int32Array;
  readonly member: Uint32Array;
  readonly row: Uint32Array;
  /** Tight edges of the members, and where those of a member begin. */
  readonly edge: Uint32Array;
  readonly edgeStart: Uint32Array;
  readonly phaseExcess: Float64Array;
  /** Where an arc of the phase leads, with its marks: see blocking-flow.ts. */
  readonly link: Int32Array;
  readonly twin: Uint32Array;
  /** What an arc can still take. */
  readonly room: Float64Array;
  /** Distance to the nearest creditor plus 1; 0 = no way, or no more room in this block. */
  readonly level: Int32Array;
  readonly queue: Uint32Array;
  readonly current: Uint32Array;
  readonly active: Uint32Array;
  readonly stackNode: Uint32Array;
  readonly stackWant: Float64Array;
  readonly stackUsed: Float64Array;
}

export interface Ship {
  readonly n: number;
  readonly arrays: ShipArrays;
  /** Sum of positive excess at the start. */
  readonly left: number;
  /** Nodes of the phase. */
  members: number;
}

/** The columns in the order in which the kernel binds them. */
function newArrays(n: number, m: number, take: Take): ShipArrays {
  return {
    start: take(Uint32Array, n + 1),
    target: take(Uint32Array, m),
    capacity: take(Float64Array, m),
    inStart: take(Uint32Array, n + 1),
    inSource: take(Uint32Array, m),
    inEdge: take(Uint32Array, m),
    carried: take(Float64Array, m),
    excess: take(Float64Array, n),
    value: take(Int32Array, 2 * n),
    state: take(Uint8Array, m),
    first: take(Uint32Array, 2 * n + 2),
    final: take(Uint32Array, 2 * n + 2),
    next: take(Uint32Array, n),
    previous: take(Uint32Array, n),
    local: take(Int32Array, n),
    member: take(Uint32Array, n),
    row: take(Uint32Array, n + 1),
    edge: take(Uint32Array, m),
    edgeStart: take(Uint32Array, n + 1),
    phaseExcess: take(Float64Array, n),
    link: take(Int32Array, 2 * m),
    twin: take(Uint32Array, 2 * m),
    room: take(Float64Array, 2 * m),
    level: take(Int32Array, n),
    queue: take(Uint32Array, n),
    current: take(Uint32Array, n),
    active: take(Uint32Array, n),
    stackNode: take(Uint32Array, n + 1),
    stackWant: take(Float64Array, n + 1),
    stackUsed: take(Float64Array, n + 1),
  };
}

export function plainShip(obligations: Obligations): Ship {
  const { n, target } = obligations;
  const arrays = newArrays(n, target.length, (type, length) => new type(length));
  copyIn(obligations, arrays);
  return { n, arrays, left: prepare(n, arrays), members: 0 };
}

/** A ship in the kernel's memory, with its twin of `carryPhase` in ship-phase.ts. */
export interface CompiledShip extends Ship {
  readonly carryPhase: (free: boolean) => { readonly moved: number; readonly blocks: number };
}

/** The same in WebAssembly; null where that cannot be had. */
export function compiledShip(obligations: Obligations): CompiledShip | null {
  const { n, target } = obligations;
  const m = target.length;
  let bytes = 0;
  newArrays(n, m, (type, length) => {
    bytes += length * type.BYTES_PER_ELEMENT + 64;
    return new type(0);
  });
  const linked = linkKernel(WASM, bytes + 4096);
  if (!linked) return null;
  const { kernel, take } = linked;
  const arrays = newArrays(n, m, take);
  const columns = Object.values(arrays);
  const table = take(Uint32Array, columns.length);
  columns.forEach(({ byteOffset }, k) => (table[k] = byteOffset));
  kernel.bind(n, table.byteOffset);
  copyIn(obligations, arrays);
  return {
    n,
    arrays,
    left: kernel.prepare(),
    members: 0,
    carryPhase(free) {
      const before = kernel.blockCount();
      const moved = kernel.carryPhase(free ? 1 : 0);
      return { moved, blocks: kernel.blockCount() - before };
    },
  };
}

function copyIn({ start, target, edge, amount }: Obligations, { capacity, ...arrays }: ShipArrays): void {
  arrays.start.set(start);
  arrays.target.set(target);
  for (let e = 0; e < capacity.length; e++) capacity[e] = amount[edge[e]];
}

/** Columns, excess and lists from rows and capacities; returns the sum of positive excess. */
function prepare(n: number, { start, target, capacity, inStart, inSource, inEdge, excess, current, first, local }: ShipArrays): number {
  for (const j of target) inStart[j + 1]++;
  for (let i = 0; i < n; i++) {
    current[i] = inStart[i];
    inStart[i + 1] += inStart[i];
  }
  for (let i = 0; i < n; i++) {
    for (let e = start[i]; e < start[i + 1]; e++) {
      const at = current[target[e]]++;
      inSource[at] = i;
      inEdge[at] = e;
      excess[i] += capacity[e];
      excess[target[e]] -= capacity[e];
    }
  }
  let left = 0;
  for (let i = 0; i < n; i++) if (excess[i] > 0) left += excess[i];
  first.fill(NONE);
  local.fill(-1);
  return left;
}

/** Sum over pairs of twice the smaller side. Rows are sorted by target, so each row is merged with the column of its node. */
export function bilateral({ n, arrays: { start, target, capacity, inStart, inSource, inEdge } }: Ship): number {
  let total = 0;
  for (let i = 0; i < n; i++) {
    let c = inStart[i];
    for (let k = start[i]; k < start[i + 1]; ) {
      const j = target[k];
      let owes = 0;
      while (k < start[i + 1] && target[k] === j) owes += capacity[k++];
      while (c < inStart[i + 1] && inSource[c] < j) c++;
      let isOwed = 0;
      while (c < inStart[i + 1] && inSource[c] === j) isOwed += capacity[inEdge[c++]];
      // Each pair is met from both sides.
      total += Math.min(owes, isOwed);
    }
  }
  return total;
}
