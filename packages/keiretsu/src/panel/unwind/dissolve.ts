import { compareText } from "../../finding.ts";
import { weaklyConnected } from "../../network/components.ts";
import { fromEdges } from "../../network/network.ts";
import type { Amount } from "../../record/amount.ts";
import { roster } from "../../record/roster.ts";
import { stakes } from "../../record/stakes.ts";
import type { View } from "../../record/view.ts";
import { standingClaims } from "../evidence.ts";

/**
 * An authority takes the ownership layer away: which other layer still joins the members of each group? The bank layer joins the main bank of a list of members with the others, the trade layer its
 * trading houses: that they lend to and buy for the members is what sources say of such groups, not of each pair.
 */
export interface Intervention {
  /** What sources say of such an act: who was named, what was taken over, to whom it was sold. */
  readonly facts: readonly {
    readonly subject: string;
    readonly predicate: string;
    /** The words of the source, or its amount with how it hedges it. */
    readonly value: string;
    readonly amount: Amount | null;
    readonly validOn: string;
    readonly claim: string;
    readonly source: string;
  }[];
  readonly groups: readonly DissolvedGroup[];
}

export interface DissolvedGroup {
  readonly group: string;
  /** The list of members: its source and date; null for firms named by their parent. */
  readonly source: string | null;
  readonly validOn: string | null;
  readonly members: readonly string[];
  readonly layers: readonly {
    readonly layer: "ownership" | "bank" | "trade";
    readonly hubs: readonly string[];
    readonly ties: number;
    readonly claims: readonly string[];
    /** Separate pieces of the members joined by this layer alone. */
    readonly pieces: number;
  }[];
  /** Separate pieces with all layers, and without ownership. */
  readonly pieces: { readonly all: number; readonly withoutOwnership: number };
  /** The layer that joins most members once ownership is gone; null where none joins any. */
  readonly takesOver: "bank" | "trade" | null;
}

const FACTS: ReadonlySet<string> = new Set([
  "dissolved-after",
  "headquarters-to-dissolve",
  "holding-companies-designated",
  "securities-taken-over",
  "subsidiaries-controlled",
  "securities-sold-to",
  "ties-rebuilt",
]);

export function withoutOwnership(view: View): Intervention {
  const facts = standingClaims(view)
    .filter(({ predicate }) => FACTS.has(predicate))
    .map(({ subject, predicate, value, amount, validOn, id, source }) => ({
      subject,
      predicate,
      value,
      amount,
      validOn: validOn?.text ?? "",
      claim: id,
      source,
    }))
    .sort((a, b) => compareText(a.validOn, b.validOn) || compareText(a.claim, b.claim));
  return { facts, groups: groupsOf(view).map((group) => dissolved(view, group)) };
}

interface Listed extends Pick<DissolvedGroup, "group" | "source" | "validOn"> {
  readonly members: readonly { readonly id: string; readonly entity: string | null; readonly role: string }[];
}

function groupsOf({ casebook, options }: View): readonly Listed[] {
  const lists = casebook.rosters.length === 0 ? [] : roster(casebook, { validOn: options.validOn }).rosters;
  const byList = lists.map(
    ({ group, source, validOn, members }): Listed => ({
      group,
      source,
      validOn: validOn?.text ?? null,
      members: members.map(({ entity, member, role }) => ({ id: entity ?? member, entity, role })),
    }),
  );
  const groups = casebook.entities.filter(({ kind }) => kind === "historical-group").map(({ id }) => id);
  const byParent = groups.flatMap((group): Listed[] => {
    const members = casebook.entities.filter(({ parent, kind }) => parent === group && kind === "company");
    const named = byList.some((list) => list.group === group);
    if (named || members.length < 2) return [];
    return [{ group, source: null, validOn: null, members: members.map(({ id }) => ({ id, entity: id, role: "member" })) }];
  });
  return [...byList, ...byParent].sort((a, b) => compareText(a.group, b.group) || compareText(a.source ?? "", b.source ?? ""));
}

function dissolved(view: View, { group, source, validOn, members: listed }: Listed): DissolvedGroup {
  const members = [...new Set(listed.map(({ id }) => id))].sort(compareText);
  const index = new Map(members.map((id, i) => [id, i]));
  const owned = stakes(view).filter(({ holder, held }) => holder !== held && index.has(holder) && index.has(held));
  const hubsOf = (role: string): readonly string[] =>
    [...new Set(listed.flatMap((row) => (row.role === role ? [row.id] : [])))].sort(compareText);
  const star = (hubs: readonly string[]): readonly Tie[] =>
    hubs.flatMap((hub) => members.flatMap((id): Tie[] => (id === hub ? [] : [[index.get(hub)!, index.get(id)!]])));
  const [banks, houses] = [hubsOf("main-bank"), hubsOf("trading-house")];
  const ownership = owned.map(({ holder, held }): Tie => [index.get(holder)!, index.get(held)!]);
  const [bank, trade] = [star(banks), star(houses)];
  const pieces = (...ties: readonly (readonly Tie[])[]): number => piecesOf(members.length, ties.flat());
  const layers: DissolvedGroup["layers"] = [
    {
      layer: "ownership",
      hubs: [],
      ties: ownership.length,
      claims: owned.map(({ claim }) => claim.id).sort(compareText),
      pieces: pieces(ownership),
    },
    { layer: "bank", hubs: banks, ties: bank.length, claims: [], pieces: pieces(bank) },
    { layer: "trade", hubs: houses, ties: trade.length, claims: [], pieces: pieces(trade) },
  ];
  const [, left, other] = layers;
  const joined = Math.min(left.pieces, other.pieces);
  return {
    group,
    source,
    validOn,
    members,
    layers,
    pieces: { all: pieces(ownership, bank, trade), withoutOwnership: pieces(bank, trade) },
    takesOver: joined === members.length ? null : left.pieces === joined ? "bank" : "trade",
  };
}

type Tie = readonly [number, number];

function piecesOf(n: number, ties: readonly Tie[]): number {
  const edges = { n, from: ties.map(([i]) => i), to: ties.map(([, j]) => j), amount: ties.map(() => 1) };
  return weaklyConnected(fromEdges(edges, { lens: "pays" })).count;
}
