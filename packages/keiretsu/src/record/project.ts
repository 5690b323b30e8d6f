import type { Network } from "../network/network.ts";
import type { LegView } from "./view.ts";

/** The one stair from evidence to numbers: which amounts a leg takes, whose flows are one firm's, whether what is not cash counts. */
export interface ProjectOptions {
  /** Roll units up to their parents, or keep them apart. */
  readonly perimeter: "parent" | "unit";
  /** Whether shares, warrants and credits count at their stated value. */
  readonly inKind: boolean;
  /** Whether guarantees and take-or-pay backstops count as if called. */
  readonly contingent: boolean;
  /** Which end of each amount to take. */
  readonly amounts: "low" | "point" | "high";
}

export type FlowClass = "funding" | "revenue" | "transfer";

/** An edge that carries money: `network.leg[e]` is the index into `legs`. */
export interface Projection {
  /** Lens "pays", types = FlowClass, names = entity ids sorted; one edge a counted leg whose amount is known. */
  readonly network: Network;
  /** The legs behind the edges, and after them the counted legs without an amount. */
  readonly legs: readonly LegView[];
  /** Counted legs that are in no edge because their amount is unknown (at this end of the range). */
  readonly unknown: readonly LegView[];
  /** Legs dropped because rolling up made payer and payee one firm. */
  readonly internal: readonly LegView[];
}
