import { compareText } from "../finding.ts";
import { type Result, toResult } from "../network/result.ts";
import { rights, stands } from "../record/rights.ts";
import { projectStakes, type Stake, stakes } from "../record/stakes.ts";
import type { View } from "../record/view.ts";
import { circuits } from "../trace/circuits.ts";
import { dilution, type Dilution } from "./dilution.ts";
import { type GroupHeld, groupsHeld } from "./groups-held.ts";
import { ownerChains, type OwnerChains } from "./owner-chains.ts";

/**
 * Question: who owns and controls whom at a date, through chains too, where does ownership come back to itself, and what do warrants change?
 * Mutual holdings are the loops of the lens "A owns B"; the capacity of such a loop is its smallest stake.
 */
export interface Owners extends OwnerChains {
  readonly stakes: readonly {
    readonly holder: string;
    readonly held: string;
    readonly share: number;
    readonly claim: string;
    readonly source: string;
  }[];
  /** Loops of ownership, largest smallest stake first. */
  readonly loops: readonly { readonly nodes: readonly string[]; readonly smallestStake: number; readonly claims: readonly string[] }[];
  readonly diluted: Dilution;
  readonly groups: readonly GroupHeld[];
}

const LONGEST = 6;

/** The stakes that sources state, as of a view, and the loops among them. Cost that of `circuits` on one edge a stake. */
export function owners(view: View): Result<Owners> {
  const { casebook } = view;
  const held = stakes(view).filter((stake) => stake.holder !== stake.held);
  const entities = new Set(casebook.entities.map((entity) => entity.id));
  const boards = rights(view, ["board-appointment"]).filter(
    (right) => stands(right) && right.holder !== right.over && entities.has(right.over),
  );
  const chains = ownerChains(held, boards);
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
      warnings: [...(found.warnings ?? []), ...chains.warnings].sort((a, b) => compareText(a.code, b.code)),
      values: {
        stakes: held.map((stake: Stake) => ({
          holder: stake.holder,
          held: stake.held,
          share: stake.share,
          claim: stake.claim.id,
          source: stake.claim.source,
        })),
        loops: loops.sort((a, b) => b.smallestStake - a.smallestStake || (a.nodes.join(">") < b.nodes.join(">") ? -1 : 1)),
        ...chains.values,
        diluted: dilution(view, held),
        groups: groupsHeld(view, held),
      },
    },
  );
}
