import { compareText } from "../finding.ts";
import { mochiai } from "../measure/mochiai.ts";
import { fromEdges } from "../network/network.ts";
import { roster } from "../record/roster.ts";
import type { Stake } from "../record/stakes.ts";
import type { View } from "../record/view.ts";

/**
 * What each group of the casebook holds of itself, by the stakes that sources state. A group is a list of members as one source gave it, or the
 * firms whose parent is a historical group. No source gives every holder, so each measure is "at least"; without market values each firm that is
 * an entity of the casebook weighs the same, which is an assumption and is named as such.
 */
export interface GroupHeld {
  readonly group: string;
  /** The list: its club and source; null for firms named by their parent. */
  readonly list: { readonly club: string | null; readonly validOn: string | null; readonly source: string } | null;
  /** Members named by the list, and those of them that are entities of the casebook. */
  readonly named: number;
  readonly members: readonly string[];
  /** Claims of stakes between members. */
  readonly claims: readonly string[];
  readonly mutualAtLeast: number;
  readonly insiderAtLeast: number;
  readonly pairs: number;
  readonly linkedPairs: number;
  readonly mutualPairs: number;
  /** Share of the members whose holders are told. */
  readonly told: number;
}

const FEWEST = 2;

export function groupsHeld(view: View, stakes: readonly Stake[]): readonly GroupHeld[] {
  const { casebook, options } = view;
  const groups = new Set(casebook.entities.filter((entity) => entity.kind === "historical-group").map((entity) => entity.id));
  const byParent = [...groups].flatMap((group) => {
    const members = casebook.entities.filter((entity) => entity.parent === group && entity.kind === "company").map((entity) => entity.id);
    return members.length >= FEWEST ? [{ group, list: null, named: members.length, members }] : [];
  });
  const lists = casebook.rosters.length === 0 ? [] : roster(casebook, { validOn: options.validOn }).rosters;
  const byList = lists.map(({ group, club, validOn, source, members }) => ({
    group,
    list: { club, validOn: validOn?.text ?? null, source },
    named: members.length,
    members: [...new Set(members.flatMap((row) => row.entity ?? []))],
  }));
  return [...byParent, ...byList]
    .map((row) => ({ ...row, members: row.members.toSorted(compareText), ...measured(row.members, stakes) }))
    .sort((a, b) => compareText(a.group, b.group) || compareText(a.list?.source ?? "", b.list?.source ?? ""));
}

function measured(members: readonly string[], stakes: readonly Stake[]): Omit<GroupHeld, "group" | "list" | "named" | "members"> {
  const inside = new Set(members);
  const claims = stakes.filter(({ holder, held }) => inside.has(holder) && inside.has(held)).map(({ claim }) => claim.id);
  if (members.length === 0) {
    return { claims, mutualAtLeast: 0, insiderAtLeast: 0, pairs: 0, linkedPairs: 0, mutualPairs: 0, told: 0 };
  }
  const names = [...new Set([...members, ...stakes.flatMap(({ holder, held }) => [holder, held])])].sort(compareText);
  const node = new Map(names.map((name, i) => [name, i]));
  const network = fromEdges(
    {
      n: names.length,
      from: stakes.map(({ holder }) => node.get(holder)!),
      to: stakes.map(({ held }) => node.get(held)!),
      amount: stakes.map(({ share }) => share),
    },
    { lens: "owns", unit: "share", names },
  );
  const { values } = mochiai(network, { group: members.map((name) => node.get(name)!), excess: "rescale" });
  return {
    claims: claims.sort(compareText),
    mutualAtLeast: values.mutualRatio,
    insiderAtLeast: values.insiderControl,
    pairs: values.pairs,
    linkedPairs: values.linkedPairs,
    mutualPairs: values.mutualPairs,
    told: values.told,
  };
}
