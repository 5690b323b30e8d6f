/**
 * The main question asked of a bare network of payments, without a casebook: how much of the money is the same money going round, and round which loops?
 *
 * Amounts are what the rows say, so every range is a point. What needs instruments or evidence (vendor financing, status, sources) is empty or null.
 * Loops run over merged rows: the payments of one firm to another add up. Largest first.
 * Cost: that of set-off.ts, hodge.ts and circuits.ts; a million firms take minutes, most of it the set-off.
 */
import type { Network } from "../network/network.ts";
import { linkedPairs } from "../network/pairs.ts";
import { type Result, toResult, type Warning } from "../network/result.ts";
import { sum } from "../num/sum.ts";
import { circuits, type Circuit } from "../trace/circuits.ts";
import { finnCycling } from "../trace/finn-cycling.ts";
import { hodge } from "../trace/hodge.ts";
import { setOff } from "../trace/set-off.ts";
import { compareText } from "../finding.ts";
import { type Range, shareOf } from "./range.ts";

export interface EdgeListLoop {
  /** Names of the firms joined by ">"; a "\\" or ">" in a name has a "\\" before it, so that no two loops share an id. */
  readonly id: string;
  /** In the order in which money moves, from the first node of the network. */
  readonly nodes: readonly string[];
  /** "payer>payee" of each step, written as in `id`. */
  readonly legs: readonly string[];
  readonly capacity: { readonly low: number; readonly high: number };
  /** Types in order, null when the file has none. */
  readonly signature: string | null;
  readonly status: null;
  /** Whether its payments can follow one another in time; true when the file has no dates. */
  readonly feasible: boolean;
}

export interface EdgeListCircularity {
  readonly gross: Range;
  readonly reciprocal: Range;
  readonly setOff: Range;
  readonly netFloor: Range;
  readonly shares: { readonly reciprocal: Range; readonly setOff: Range };
  readonly finnIndex: Range;
  readonly hodge: { readonly gradient: Range; readonly circular: Range; readonly incoherence: Range };
  readonly vendorFinanced: readonly never[];
  readonly loops: readonly EdgeListLoop[];
  readonly coverage: { readonly firms: number; readonly payments: number };
}

export interface EdgeListOptions {
  /** Digest of the network, when it is known already. */
  readonly digest: string;
  /** Most steps of a loop. */
  readonly maxLength: number;
  /** How many loops to list, those of largest capacity. */
  readonly top: number;
  /** Decimals of the amounts; set-off is exact in this unit. */
  readonly minorDigits: number;
  /** What the reader of the file has to say. */
  readonly warnings: readonly Warning[];
}

export function edgeListCircularity(network: Network, options: EdgeListOptions): Result<EdgeListCircularity> {
  const { maxLength, top, digest } = options;
  const gross = sum(network.weight);
  const cleared = setOff(network, { rounding: "nearest", minorDigits: Math.min(9, options.minorDigits) });
  const { reciprocal } = linkedPairs(network);
  const split = hodge(network);
  const { energyTotal, energyGradient, circularShare, incoherence } = split.values;
  const finn = finnCycling(network);
  const loops = top > 0 ? edgeListLoops(network, options) : null;
  const setOffAmount = cleared.values.cleared;
  return toResult(
    "circularity",
    { digest, unit: network.unit },
    { maxLength, top },
    {
      values: {
        gross: point(gross),
        reciprocal: point(reciprocal),
        setOff: point(setOffAmount),
        netFloor: point(cleared.values.netInternalDebt),
        shares: { reciprocal: point(shareOf(reciprocal, gross)), setOff: point(shareOf(setOffAmount, gross)) },
        finnIndex: point(finn.values.finnCyclingIndex),
        hodge: {
          gradient: point(shareOf(energyGradient, energyTotal)),
          circular: point(circularShare),
          incoherence: point(network.m === 0 ? null : incoherence),
        },
        vendorFinanced: [],
        loops: loops?.values.loops ?? [],
        coverage: { firms: network.n, payments: network.m },
      },
      converged: cleared.converged && (split.converged ?? true) && (finn.converged ?? true),
      iterations: split.iterations ?? 0,
      residual: Math.max(split.residual ?? 0, finn.residual ?? 0),
      warnings: gathered(options.warnings, cleared.warnings, split.warnings ?? [], finn.warnings ?? [], loops?.warnings ?? []),
    },
  );
}

export function edgeListLoops(network: Network, options: EdgeListOptions): Result<{ readonly loops: readonly EdgeListLoop[] }> {
  const { maxLength, top, digest } = options;
  // A payment of 0 is in the file, but no money goes round through it.
  const found = circuits(network, { maxLength, top, floor: Number.MIN_VALUE });
  const feasible = new Map((found.values.timing ?? []).map((row) => [row.nodes.join(">"), row.feasible]));
  const name = (i: number): string => (network.names.length > 0 ? network.names[i] : String(i));
  const loops = found.values.circuits.map((circuit) => describe(circuit, name, feasible.get(circuit.nodes.join(">")) ?? true));
  return toResult(
    "loops",
    { digest, unit: network.unit },
    { maxLength, top },
    {
      values: { loops },
      converged: found.converged,
      warnings: gathered(options.warnings, found.warnings),
    },
  );
}

function describe({ nodes, capacity, signature }: Circuit, name: (i: number) => string, feasible: boolean): EdgeListLoop {
  const names = nodes.map(name);
  return {
    id: joined(names),
    nodes: names,
    legs: names.map((from, k) => joined([from, names[(k + 1) % names.length]])),
    capacity: { low: capacity, high: capacity },
    signature,
    status: null,
    feasible,
  };
}

function joined(names: readonly string[]): string {
  return names.map((name) => name.replace(/[\\>]/g, "\\$&")).join(">");
}

function point(x: number | null): Range {
  return { low: x, point: x, high: x };
}

/** Each warning once, sorted. */
function gathered(...lists: readonly (readonly Warning[])[]): readonly Warning[] {
  const met = new Map(lists.flat().map((warning) => [`${warning.code}\n${warning.message}`, warning]));
  return [...met.values()].sort((a, b) => compareText(a.code, b.code) || compareText(a.message, b.message));
}
