import { compareText } from "../finding.ts";
import { control, type ControlRule } from "../measure/control.ts";
import { ownership } from "../measure/ownership.ts";
import { fromEdges, type Network } from "../network/network.ts";
import type { Warning } from "../network/result.ts";
import type { Right } from "../record/rights.ts";
import { projectStakes, type Stake } from "../record/stakes.ts";

/**
 * Stakes through chains of holdings, and who controls whom. A register with gaps makes each stake through chains at least what is found, since
 * every chain that is added adds; control is by the shares stated, one share one vote, which is an assumption and is named as such. Where a
 * source says who names a firm's board, that party has all of its votes and the shares have none.
 */
export interface OwnerChains {
  /** Pairs joined by a chain, by holder, then held; holder = held is what a firm owns of itself through loops. */
  readonly integrated: readonly {
    readonly holder: string;
    readonly held: string;
    /** Share stated; null where there are only chains. */
    readonly direct: number | null;
    /** Chains that never return to the holder. */
    readonly corrected: number;
    /** All chains; null in a loop without outside owner. */
    readonly plain: number | null;
    /** Claims of the stakes on those chains. */
    readonly claims: readonly string[];
  }[];
  readonly control: {
    /** Who names whose board, by the claims that say so. */
    readonly boards: readonly { readonly holder: string; readonly firm: string; readonly claim: string; readonly source: string }[];
    /** What a party gets of a firm's money, what it commands of its votes by majority, and their difference, where the two part company. */
    readonly wedge: readonly {
      readonly holder: string;
      readonly firm: string;
      readonly money: number;
      readonly votes: number;
      readonly wedge: number;
    }[];
    readonly sweep: readonly {
      readonly above: number;
      readonly controls: readonly { readonly holder: string; readonly firms: readonly string[] }[];
    }[];
    readonly inFact: readonly {
      readonly holder: string;
      readonly firm: string;
      readonly votes: number;
      readonly rule: ControlRule;
      /** Whether the rule holds whoever has the shares that no source tells. */
      readonly certain: boolean;
      /** Share of the firm that sources tell. */
      readonly told: number;
      /** Claims of the stakes in the firm that the holder commands, and of who names its board. */
      readonly claims: readonly string[];
    }[];
  };
}

export function ownerChains(
  held: readonly Stake[],
  boards: readonly Right[],
): { readonly values: OwnerChains; readonly warnings: readonly Warning[] } {
  const network = projectStakes(
    held,
    boards.flatMap(({ holder, over }) => [holder, over]),
  );
  const voting = votesOf(network, boards);
  const { values, warnings } = ownership(network, { excess: "rescale", ...(boards.length === 0 ? {} : { voting }) });
  const { transitive, deFacto } = control(voting, { excess: "rescale" }).values;
  const name = (i: number): string => network.names[i];
  const direct = new Map(held.map((stake) => [key(stake.holder, stake.held), stake.share]));
  const plain = new Map(values.integrated.map(([i, j, share]) => [i * network.n + j, share]));
  const told = new Float64Array(network.n);
  for (let e = 0; e < voting.m; e++) told[voting.target[e]] += voting.weight[e];
  const boardOf = new Map(boards.map((right) => [right.over, right]));
  const claimsOf = (edges: Iterable<number>): string[] =>
    [...new Set(Array.from(edges, (e) => held[network.leg[e]].claim.id))].sort(compareText);

  const integrated = values.corrected.map(([i, j, corrected]) => ({
    holder: name(i),
    held: name(j),
    direct: direct.get(key(name(i), name(j))) ?? null,
    corrected,
    plain: plain.get(i * network.n + j) ?? null,
    claims: claimsOf(onChains(network, i, j)),
  }));
  const inFact = deFacto.flatMap((list, i) => {
    const members = new Set([i, ...list.map(({ firm }) => firm)]);
    return list.map(({ firm, votes, rule, certain }) => ({
      holder: name(i),
      firm: name(firm),
      votes,
      rule,
      certain,
      told: told[firm],
      claims: boardOf.has(name(firm)) ? boardOf.get(name(firm))!.claims.map((claim) => claim.id) : claimsOf(into(network, firm, members)),
    }));
  });
  return {
    values: {
      integrated,
      control: {
        boards: boards.map(({ holder, over, claims }) => {
          const latest = claims.at(-1)!;
          return { holder, firm: over, claim: latest.id, source: latest.source };
        }),
        wedge: (values.wedge ?? [])
          .filter(([, j]) => boardOf.has(name(j)))
          .map(([i, j, money, votes, wedge]) => ({ holder: name(i), firm: name(j), money, votes, wedge })),
        sweep: transitive.map(({ tau, controls }) => ({
          above: tau,
          controls: controls.flatMap((list, i) => (list.length > 0 ? [{ holder: name(i), firms: list.map(name) }] : [])),
        })),
        inFact,
      },
    },
    warnings: [
      ...(warnings ?? []),
      {
        code: "one-share-one-vote",
        message: "shares are taken as votes: no classes of shares, golden shares or seats are in the casebook",
      },
      { code: "stakes-at-least", message: "only stakes that sources state are in: a stake through chains is at least what is shown" },
    ],
  };
}

/** The votes: those of the shares, or all of them to whoever names the board. */
function votesOf({ n, m, start, target, weight, names }: Network, boards: readonly Right[]): Network {
  const node = new Map(names.map((name, i) => [name, i]));
  const taken = new Set(boards.map(({ over }) => node.get(over)!));
  const holder = Array.from({ length: m }, () => 0);
  for (let i = 0; i < n; i++) holder.fill(i, start[i], start[i + 1]);
  const kept = Array.from(target.keys()).filter((e) => !taken.has(target[e]));
  return fromEdges(
    {
      n,
      from: [...kept.map((e) => holder[e]), ...boards.map((right) => node.get(right.holder)!)],
      to: [...kept.map((e) => target[e]), ...boards.map(({ over }) => node.get(over)!)],
      amount: [...kept.map((e) => weight[e]), ...boards.map(() => 1)],
    },
    { lens: "owns", unit: "share", names },
  );
}

function key(holder: string, held: string): string {
  return `${holder} ${held}`;
}

/** Edges on the chains from i to j that do not pass i again. */
function onChains(network: Network, i: number, j: number): Set<number> {
  const { n, start, target } = network;
  const ahead = new Set([i]);
  for (const k of ahead) for (let e = start[k]; e < start[k + 1]; e++) ahead.add(target[e]);
  const edges = new Set<number>();
  const behind = new Set([j]);
  for (const end of behind) {
    for (let k = 0; k < n; k++) {
      for (let e = start[k]; e < start[k + 1]; e++) {
        if (target[e] !== end || !ahead.has(k)) continue;
        edges.add(e);
        if (k !== i) behind.add(k);
      }
    }
  }
  return edges;
}

function into({ start, target }: Network, firm: number, members: ReadonlySet<number>): number[] {
  const edges: number[] = [];
  for (const k of members) for (let e = start[k]; e < start[k + 1]; e++) if (target[e] === firm) edges.push(e);
  return edges;
}
