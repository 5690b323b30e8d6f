import { type Result, toResult } from "../network/result.ts";
import { projectStakes, type Stake, stakes } from "../record/stakes.ts";
import type { View } from "../record/view.ts";
import { circuits } from "../trace/circuits.ts";

/**
 * Question: who owns whom at a date, and where does ownership come back to itself? Mutual holdings are the loops of the lens "A owns B"; the
 * capacity of such a loop is its smallest stake.
 */
export interface Owners {
  readonly stakes: readonly {
    readonly holder: string;
    readonly held: string;
    readonly share: number;
    readonly claim: string;
    readonly source: string;
  }[];
  /** Loops of ownership, largest smallest stake first. */
  readonly loops: readonly { readonly nodes: readonly string[]; readonly smallestStake: number; readonly claims: readonly string[] }[];
}

const LONGEST = 6;

/** The stakes that sources state, as of a view, and the loops among them. Cost that of `circuits` on one edge a stake. */
export function owners(view: View): Result<Owners> {
  const { casebook } = view;
  const held = stakes(view);
  const network = projectStakes(held);
  const found = circuits(network, { maxLength: LONGEST });
  const loops = found.values.circuits.map((circuit) => ({
    nodes: circuit.nodes.map((i) => network.names[i]),
    smallestStake: circuit.capacity,
    claims: circuit.edges.map((e) => held[network.leg[e]].claim.id),
  }));
  return toResult(
    "owners",
    { digest: casebook.digest, unit: "share", asOf: { validOn: view.options.validOn, knownOn: view.options.knownOn } },
    {
      validOn: view.options.validOn,
      knownOn: view.options.knownOn,
      recordedOn: view.options.recordedOn,
      minimumConfidence: view.options.minimumConfidence,
      maxLength: LONGEST,
    },
    {
      warnings: found.warnings,
      values: {
        stakes: held.map((stake: Stake) => ({
          holder: stake.holder,
          held: stake.held,
          share: stake.share,
          claim: stake.claim.id,
          source: stake.claim.source,
        })),
        loops: loops.sort((a, b) => b.smallestStake - a.smallestStake || (a.nodes.join(">") < b.nodes.join(">") ? -1 : 1)),
      },
    },
  );
}
