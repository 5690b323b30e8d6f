import type { Network } from "keiretsu";

/**
 * Large arrays in shared memory: every worker reads the one copy. Workers get no names, which are many small texts, and need none.
 */
export function sharedNetwork(network: Network): Network {
  return {
    ...network,
    names: [],
    start: shared(network.start),
    target: shared(network.target),
    weight: shared(network.weight),
    leg: shared(network.leg),
    type: network.type && shared(network.type),
    firstDay: network.firstDay && shared(network.firstDay),
    lastDay: network.lastDay && shared(network.lastDay),
  };
}

export function sharedVector(values: ArrayLike<number>): Float64Array {
  const vector = new Float64Array(new SharedArrayBuffer(8 * values.length));
  vector.set(values);
  return vector;
}

type Columns = Uint32Array | Float64Array | Int32Array | Uint16Array;

function shared<T extends Columns>(values: T): T {
  const make = values.constructor as new (buffer: SharedArrayBuffer) => T;
  const copy = new make(new SharedArrayBuffer(values.byteLength));
  (copy as Float64Array).set(values);
  return copy;
}
