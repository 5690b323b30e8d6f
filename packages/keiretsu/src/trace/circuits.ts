/**
 * Which loops does money run through? Elementary circuits of at most K edges: each once, rotated to its smallest node.
 *
 * The capacity of a circuit is the least amount on it. Capacities of circuits that share an edge do not add: what can be set off in all is set-off.ts.
 * Orientation as the network's lens says: under "pays", node i pays the next node of the circuit.
 * Parallel edges are merged unless expanded: amounts add and windows are hulled. Self-loops are left out with a warning that counts them.
 * Equation: capacity = min over edges of the amount; minSpan and feasibility as in circuit-dates.ts.
 * Cost: O(n + m) to prepare, then at most O(K (n + m)) a circuit; memory O(n + m) and the circuits kept.
 * Sources: Johnson 1975; Gupta and Suzumura 2021; Kumar and Calders 2018 "2SCENT" (dated circuits).
 */
import { KeiretsuError } from "../assert.ts";
import { compareText } from "../finding.ts";
import { type Network, networkDigest } from "../network/network.ts";
import { type Result, toResult, type Warning } from "../network/result.ts";
import { dating } from "./circuit-dates.ts";
import { circuitGraph, edgeColumns } from "./circuit-graph.ts";
import { searchCircuits } from "./circuit-search.ts";
import { countCircuits, type Tally } from "./circuit-count.ts";
import type { Found, Walked } from "./circuit-walk.ts";

export interface CircuitsParams {
  /** Largest number of edges on a circuit, at least 2; Infinity for all lengths. Default 6. */
  readonly maxLength?: number;
  /** Edges below this amount are not searched, in the network's unit. Default 0. */
  readonly floor?: number;
  /** Most circuits to visit; null for no limit. Default 100,000 when listing, none when only counting. */
  readonly limit?: number | null;
  /** Keep parallel edges apart. Default false. */
  readonly expandParallel?: boolean;
  /** Only the so many circuits of largest capacity; null for all. Default null. */
  readonly top?: number | null;
  /** false counts and adds up without listing. Default true. */
  readonly list?: boolean;
}

export interface Circuit {
  /** Nodes in the order money moves, from the smallest one. */
  readonly nodes: readonly number[];
  /** Edge of the network that leaves each of these nodes; the first of its run where parallel edges were merged. */
  readonly edges: readonly number[];
  readonly capacity: number;
  /** Types of the edges in order, such as "equity>purchase", from the rotation that sorts first; null when edges have no type. */
  readonly signature: string | null;
}

interface CircuitTiming {
  readonly nodes: readonly number[];
  readonly capacity: number;
  readonly feasible: boolean;
  /** Days from the first to the last payment at best; absent when not feasible. */
  readonly minSpan?: number;
}

export interface CircuitsValues {
  /** Number of circuits counted: all that reach `searchedFloor`, or the `top` ones asked for. */
  readonly total: number;
  /** Their number by length, lengths without circuits left out. */
  readonly byLength: Readonly<Record<string, number>>;
  /** Sum of capacities. Not an amount of money: circuits share edges. */
  readonly capacitySum: number;
  /** The ten largest capacities, falling. */
  readonly topCapacities: readonly number[];
  /** By length, then nodes; by falling capacity first when `top` is given. Empty when only counting. */
  readonly circuits: readonly Circuit[];
  /** True when circuits were left out because of `limit`. */
  readonly truncated: boolean;
  /** Every circuit whose edges all reach this amount was visited; null when the limit cut through circuits of one capacity. */
  readonly searchedFloor: number | null;
  /** How many of the listed circuits can be dated in order, and the sum of their capacities; absent when edges have no dates. */
  readonly timeFeasible?: number;
  readonly timeFeasibleCapacitySum?: number;
  readonly timing?: readonly CircuitTiming[];
}

/** Longest circuit that the counting search without storing takes. */
const COUNTED_LENGTH = 8;

/**
 * Circuits of `network`. Throws `bad-params` when a parameter is out of range.
 * When more than `limit` circuits reach the floor, the floor is raised to the lowest amount at which they fit: `truncated` is true and
 * `searchedFloor` says so, and the answer does not depend on the order of the nodes.
 */
export function circuits(network: Network, params: CircuitsParams = {}): Result<CircuitsValues> {
  const list = params.list ?? true;
  const inForce = {
    maxLength: params.maxLength ?? 6,
    floor: params.floor ?? 0,
    limit: params.limit === undefined ? (list ? 100_000 : null) : params.limit,
    expandParallel: params.expandParallel ?? false,
    top: params.top ?? null,
    list,
  };
  checkParams(inForce);
  const { selfLoops, values } = findCircuits(network, inForce);
  const warnings: Warning[] = [];
  if (selfLoops > 0) warnings.push({ code: "self-loops-dropped", message: `${selfLoops} edges from a node to itself are on no circuit` });
  if (values.truncated) {
    const floor = values.searchedFloor;
    const where =
      floor === null
        ? `more than ${inForce.limit} circuits share the largest capacity; an arbitrary part of them is listed`
        : `circuits of capacity below ${floor} were not searched`;
    warnings.push({ code: "circuits-truncated", message: where });
  }
  return toResult("circuits", { digest: networkDigest(network), unit: network.unit }, jsonParams(inForce), {
    values,
    warnings: warnings.sort(byCode),
  });
}

interface InForce {
  readonly maxLength: number;
  readonly floor: number;
  readonly limit: number | null;
  readonly expandParallel: boolean;
  readonly top: number | null;
  readonly list: boolean;
}

function byCode(a: Warning, b: Warning): number {
  return compareText(a.code, b.code);
}

/** JSON has no Infinity: no length bound is written null. */
function jsonParams(inForce: InForce): Record<string, unknown> {
  return { ...inForce, maxLength: inForce.maxLength === Infinity ? null : inForce.maxLength };
}

function checkParams({ maxLength, floor, limit, top, list }: InForce): void {
  if (!(maxLength >= 2 && (Number.isInteger(maxLength) || maxLength === Infinity)))
    throw new KeiretsuError("bad-params", `maxLength is ${maxLength}, expected a whole number of at least 2`);
  if (!(floor >= 0 && floor < Infinity)) throw new KeiretsuError("bad-params", `floor is ${floor}, expected a finite amount, not negative`);
  if (limit !== null && !(Number.isInteger(limit) && limit >= 1))
    throw new KeiretsuError("bad-params", `limit is ${limit}, expected a whole number of at least 1, or null`);
  if (top !== null && !(Number.isInteger(top) && top >= 1 && list))
    throw new KeiretsuError("bad-params", `top is ${top}, expected a whole number of at least 1 together with list, or null`);
}

/** The engine: plain values without the envelope. */
export function findCircuits(network: Network, params: InForce): { readonly selfLoops: number; readonly values: CircuitsValues } {
  const edges = edgeColumns(network, params.expandParallel);
  const { selfLoops } = edges;
  if (!params.list && params.maxLength <= COUNTED_LENGTH && params.limit === null) {
    const graph = circuitGraph(edges, params.floor);
    const tally = countCircuits(graph, Math.min(params.maxLength, Math.max(2, graph.n)));
    return { selfLoops, values: { ...summary(tally), circuits: [], truncated: false, searchedFloor: params.floor } };
  }
  const { walks, truncated, searchedFloor } = searchCircuits(edges, params);
  const listed = params.list ? choose(network, params, walks, searchedFloor) : [];
  return {
    selfLoops,
    values: {
      ...(params.top === null ? summary(walks[0].tally) : summaryOf(listed)),
      circuits: listed,
      truncated,
      searchedFloor,
      ...(params.list && network.firstDay && network.lastDay ? timings(network, params, listed) : {}),
    },
  };
}

/** The circuits of the answer in order: all that were visited, or the `top` ones of largest capacity. */
function choose(network: Network, params: InForce, walks: readonly Walked[], searchedFloor: number | null): Circuit[] {
  const listed = circuitsOf(network, params, walks[0].found);
  // A second walk repeats the circuits of the first one and adds those of the next lower capacity.
  if (walks.length > 1) listed.push(...circuitsOf(network, params, walks[1].found).filter(({ capacity }) => capacity < searchedFloor!));
  listed.sort((a, b) => compareCircuits(network, a, b));
  if (params.top === null) return listed;
  return listed.sort((a, b) => b.capacity - a.capacity).slice(0, params.top);
}

function summary(tally: Tally): Pick<CircuitsValues, "total" | "byLength" | "capacitySum" | "topCapacities"> {
  const byLength: Record<string, number> = {};
  let total = 0;
  for (let length = 2; length < tally.byLength.length; length++) {
    if (tally.byLength[length] > 0) byLength[length] = tally.byLength[length];
    total += tally.byLength[length];
  }
  return { total, byLength, capacitySum: tally.capacitySum, topCapacities: Array.from(tally.top).filter((x) => x >= 0) };
}

function summaryOf(kept: readonly Circuit[]): Pick<CircuitsValues, "total" | "byLength" | "capacitySum" | "topCapacities"> {
  const byLength: Record<string, number> = {};
  let capacitySum = 0;
  for (const { nodes, capacity } of kept) {
    byLength[nodes.length] = (byLength[nodes.length] ?? 0) + 1;
    capacitySum += capacity;
  }
  return { total: kept.length, byLength, capacitySum, topCapacities: kept.slice(0, 10).map((circuit) => circuit.capacity) };
}

/** Plain circuits in the order of the answer. */
function circuitsOf(network: Network, params: InForce, found: Found): Circuit[] {
  const listed: Circuit[] = [];
  for (let c = 0; c < found.count; c++) {
    const begin = found.start[c];
    const length = found.start[c + 1] - begin;
    let smallest = 0;
    for (let t = 1; t < length; t++) if (found.node[begin + t] < found.node[begin + smallest]) smallest = t;
    const nodes: number[] = [];
    const edges: number[] = [];
    for (let t = 0; t < length; t++) {
      nodes.push(found.node[begin + ((smallest + t) % length)]);
      edges.push(found.edge[begin + ((smallest + t) % length)]);
    }
    listed.push({ nodes, edges, capacity: found.capacity[c], signature: signatureOf(network, params, edges) });
  }
  return listed;
}

/** By length, then nodes; circuits through the same nodes by their edges: larger amount first, then dates, then type. */
function compareCircuits(network: Network, a: Circuit, b: Circuit): number {
  if (a.nodes.length !== b.nodes.length) return a.nodes.length - b.nodes.length;
  for (let t = 0; t < a.nodes.length; t++) if (a.nodes[t] !== b.nodes[t]) return a.nodes[t] - b.nodes[t];
  if (a.capacity !== b.capacity) return b.capacity - a.capacity;
  for (let t = 0; t < a.edges.length; t++) {
    const order = compareEdges(network, a.edges[t], b.edges[t]);
    if (order !== 0) return order;
  }
  return 0;
}

function compareEdges({ weight, firstDay, lastDay, type }: Network, d: number, e: number): number {
  return (
    weight[e] - weight[d] ||
    (firstDay ? firstDay[d] - firstDay[e] : 0) ||
    (lastDay ? lastDay[d] - lastDay[e] : 0) ||
    (type ? type[d] - type[e] : 0) ||
    d - e
  );
}

/** Types in order from the rotation that sorts first, so that the signature does not depend on how nodes are numbered. */
function signatureOf(network: Network, params: InForce, edges: readonly number[]): string | null {
  const { type, typeNames } = network;
  if (!type) return null;
  const names = edges.map((e) => {
    const run = params.expandParallel ? [e] : parallelRun(network, e);
    return [...new Set(run.map((k) => typeNames[type[k]]))].sort(compareText).join("+");
  });
  let best = "";
  for (let t = 0; t < names.length; t++) {
    const rotated = [...names.slice(t), ...names.slice(0, t)].join(">");
    if (t === 0 || compareText(rotated, best) < 0) best = rotated;
  }
  return best;
}

/** Edge `first` and the edges after it that join the same two nodes the same way. */
function parallelRun({ start, target, n, m }: Pick<Network, "start" | "target" | "n" | "m">, first: number): number[] {
  // The row's end: the first start beyond the edge.
  let low = 0;
  let high = n;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (start[middle] <= first) low = middle + 1;
    else high = middle;
  }
  const end = low <= n ? start[low] : m;
  const run = [first];
  for (let e = first + 1; e < end && target[e] === target[first]; e++) run.push(e);
  return run;
}

function timings(
  network: Network,
  params: InForce,
  listed: readonly Circuit[],
): Required<Pick<CircuitsValues, "timeFeasible" | "timeFeasibleCapacitySum" | "timing">> {
  const firstDay = network.firstDay!;
  const lastDay = network.lastDay!;
  let timeFeasible = 0;
  let timeFeasibleCapacitySum = 0;
  const timing = listed.map(({ nodes, edges, capacity }): CircuitTiming => {
    const runs = edges.map((e) => (params.expandParallel ? [e] : parallelRun(network, e)));
    const { feasible, minSpan } = dating(
      runs.map((run) => run.reduce((day, e) => Math.min(day, firstDay[e]), Infinity)),
      runs.map((run) => run.reduce((day, e) => Math.max(day, lastDay[e]), -Infinity)),
    );
    if (!feasible) return { nodes, capacity, feasible };
    timeFeasible++;
    timeFeasibleCapacitySum += capacity;
    return { nodes, capacity, feasible, minSpan: minSpan! };
  });
  return { timeFeasible, timeFeasibleCapacitySum, timing };
}
