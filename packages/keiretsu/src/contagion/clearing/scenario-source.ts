import { greatestPayments } from "../eisenberg-noe.ts";
import { uniforms } from "../../num/random.ts";
import type { ClearingSystem } from "./clearing-system.ts";
import type { Draws } from "./lane-loops.ts";

/** Scenarios 0 to count - 1 of clear-scenarios.ts, given or drawn. */
export interface Source {
  /** Given external assets, n a scenario; null where they are drawn. */
  readonly rows: Float64Array | null;
  readonly draws: Draws;
  /** Number of the first draw. */
  readonly first: number;
  readonly count: number;
  /** External assets of scenario k. */
  readonly assets: (k: number) => Float64Array;
}

/** What the two ways to solve them write into. */
export interface Found {
  readonly shortfall: Float64Array;
  readonly defaultCount: Uint32Array;
  readonly defaultsByNode: Uint32Array;
  readonly payments: Float64Array | null;
  iterations: number;
  moving: number;
  exact: boolean;
}

/** Passes after which money goes round a slow ring and the exact route answers. */
export const MOST_PASSES = 200;

export function drawnAssets({ externalAssets }: ClearingSystem, { seed, probability, loss }: Draws, scenario: number): Float64Array {
  const next = uniforms(seed, scenario);
  return externalAssets.map((e, i) => (next() < probability[i] ? e - loss[i] : e));
}

/** What each node does not pay by the exact route, where that is more than theta. */
export function exactLacks(
  system: ClearingSystem,
  externalAssets: Float64Array,
  theta: number,
): { readonly lacks: Float64Array; readonly converged: boolean } {
  const { payments, converged } = greatestPayments({ ...system, externalAssets });
  const lacks = system.ceilings.map((top, i) => (top - payments[i] > theta ? top - payments[i] : 0));
  return { lacks, converged };
}
