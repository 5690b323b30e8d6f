/**
 * Which circuits are visited when there are more than asked for? Those of largest capacity: the floor is raised until the rest fits, found by binary
 * search over the distinct amounts with one bounded search each, so the choice never depends on the order of nodes.
 */
import { circuitGraph, type EdgeColumns } from "./circuit-graph.ts";
import { type Walked, walkCircuits } from "./circuit-walk.ts";

export interface SearchParams {
  readonly maxLength: number;
  readonly floor: number;
  readonly limit: number | null;
  readonly top: number | null;
  readonly list: boolean;
}

export interface Searched {
  /** Circuits visited; with `top`, a second search may add circuits of one lower capacity. */
  readonly walks: readonly Walked[];
  /** Circuits were left out because of the limit. */
  readonly truncated: boolean;
  /** All circuits whose edges reach this amount are in `walks`; null when the limit cut through circuits of the largest amount. */
  readonly searchedFloor: number | null;
}

export function searchCircuits(edges: EdgeColumns, params: SearchParams): Searched {
  const { floor, top } = params;
  const limit = params.limit ?? Infinity;
  const whole = search(edges, params, floor, top ?? limit, params.list);
  if (whole.complete) return { walks: [whole], truncated: false, searchedFloor: floor };
  const levels = levelsAbove(edges, floor);
  return top === null ? withinLimit(edges, params, levels, limit) : largest(edges, params, levels, { top, limit: Math.max(top, limit) });
}

function withinLimit(edges: EdgeColumns, params: SearchParams, levels: Float64Array, limit: number): Searched {
  const fits = lowestThatFits(edges, params, levels, limit);
  if (fits < levels.length) {
    const walk = search(edges, params, levels[fits], Infinity, params.list);
    if (walk.tally.byLength.some((count) => count > 0)) return { walks: [walk], truncated: true, searchedFloor: levels[fits] };
  }
  // Too many share the largest capacity.
  return { walks: [search(edges, params, levels[fits - 1], limit, params.list)], truncated: true, searchedFloor: null };
}

/** Fewer than `top` circuits lie above some level and enough at the next lower one, which share its amount as their capacity. */
function largest(
  edges: EdgeColumns,
  params: SearchParams,
  levels: Float64Array,
  ask: { readonly top: number; readonly limit: number },
): Searched {
  const fits = lowestThatFits(edges, params, levels, ask.top - 1);
  const tied = search(edges, params, levels[fits - 1], ask.limit, true);
  if (tied.complete) return { walks: [tied], truncated: false, searchedFloor: levels[fits - 1] };
  if (fits === levels.length) return { walks: [tied], truncated: true, searchedFloor: null };
  // Too many share one capacity to list them all: those above are complete, the tied ones are what the limit let through.
  return { walks: [search(edges, params, levels[fits], Infinity, true), tied], truncated: true, searchedFloor: levels[fits] };
}

function search(edges: EdgeColumns, params: SearchParams, floor: number, limit: number, keep: boolean): Walked {
  const graph = circuitGraph(edges, floor);
  return walkCircuits(graph, { maxLength: Math.min(params.maxLength, Math.max(2, graph.n)), limit, keep });
}

/** Distinct amounts of at least the floor, rising: the only floors at which the answer changes. */
function levelsAbove(edges: EdgeColumns, floor: number): Float64Array {
  const sorted = edges.weight.filter((x) => x >= floor).sort();
  return sorted.filter((x, k) => k === 0 || x !== sorted[k - 1]);
}

/** Index of the lowest level at which at most `limit` circuits are left; the number of levels when there is none. */
function lowestThatFits(edges: EdgeColumns, params: SearchParams, levels: Float64Array, limit: number): number {
  let low = 0;
  let high = levels.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (search(edges, params, levels[middle], limit, false).complete) high = middle;
    else low = middle + 1;
  }
  return low;
}
