import { compareText } from "../finding.ts";
import { likeness, type Value } from "../measure/likeness.ts";
import { type Result, toResult } from "../network/result.ts";
import type { Casebook, Claim, Entity } from "../record/casebook.ts";
import { horizon } from "../record/horizon.ts";
import { type View, visibleClaims } from "../record/view.ts";
import { disclosure } from "./disclosure.ts";
import { type Evidence, evidence, latestFigure, sorted, standingClaims } from "./evidence.ts";
import { layers, namedFigure } from "./layers.ts";
import { viewParams } from "./params.ts";
import { roles } from "./roles.ts";

/**
 * Question: in what is this web like a keiretsu, and in what not? Eleven named dimensions, each a part of a whole, measured from evidence or judged by someone
 * whom a claim names; those who deny that keiretsu mattered stand beside. Never one score.
 */
export type Dimension =
  | "capital"
  | "cross-holdings"
  | "contracts"
  | "co-financing"
  | "main-bank"
  | "trading-house"
  | "presidents-club"
  | "exclusivity"
  | "joint-planning"
  | "domesticity"
  | "transparency";

export const dimensions: readonly Dimension[] = [
  "capital",
  "cross-holdings",
  "contracts",
  "co-financing",
  "main-bank",
  "trading-house",
  "presidents-club",
  "exclusivity",
  "joint-planning",
  "domesticity",
  "transparency",
];

export interface Trait extends Evidence {
  readonly dimension: Dimension;
  readonly low: number;
  readonly high: number;
  /** Measured on rows of the casebook, or judged: then `judge` says by whom. */
  readonly by: "measured" | "judged";
  /** The person or source that judges; null where it is measured. */
  readonly judge: string | null;
  /** The group that bears it: itself, or the form of group that it belongs to. */
  readonly of: string;
  /** More than half, less than half, or not decided within the bounds. */
  readonly level: "high" | "low" | "undecided";
  /** Among the groups compared: none lies above it, none below, all are alike, or nothing of it can be said. */
  readonly standing: "highest" | "lowest" | "between" | "alike" | "alone";
}

export interface Profile {
  readonly group: string;
  /** The web of the counted ties, as against a group of the past. */
  readonly web: boolean;
  readonly traits: readonly Trait[];
  /** Dimensions on which no row says anything. */
  readonly unknown: readonly Dimension[];
  /** Other groups, nearest first by the greatest distance that the bounds allow. */
  readonly nearest: readonly {
    readonly group: string;
    readonly low: number;
    readonly high: number;
    readonly shared: readonly Dimension[];
  }[];
}

export interface LikenessValues {
  readonly groups: readonly Profile[];
  /** Who denies the comparison its ground, whatever the date it is made for. */
  readonly sceptics: readonly {
    readonly claim: string;
    readonly source: string;
    readonly about: string;
    readonly text: string;
    readonly textFr: string;
  }[];
}

/** Words of a judgement as thirds of the range: a judgement is never a point. */
const THIRDS: Readonly<Record<string, Value>> = {
  absent: { low: 0, high: 1 / 3 },
  partly: { low: 1 / 3, high: 2 / 3 },
  present: { low: 2 / 3, high: 1 },
};

type Found = Omit<Trait, "level" | "standing" | "of">;

/** Profiles of the web and of the groups of the past that have no groups of their own. `group` keeps one, still compared with all. */
export function likenessOf(view: View, asked: { readonly group?: string | null } = {}): Result<LikenessValues> {
  const { casebook } = view;
  const claims = standingClaims(view);
  const past = casebook.entities.filter((entity) => entity.kind === "historical-group" && !entity.roles.includes("presidents-club"));
  const forms = new Set(past.map((entity) => entity.parent));
  const rows = [...casebook.entities.filter((entity) => isWeb(entity, claims)), ...past.filter((entity) => !forms.has(entity.id))];
  const drafts = rows
    .map((entity) => {
      const web = isWeb(entity, claims);
      const lineage = lineageOf(casebook, entity);
      const found = dimensions.flatMap((dimension) => {
        for (const of of lineage) {
          const trait = (web ? ofWeb(view, dimension) : ofGroup({ casebook, claims, of, dimension })) ?? judged(claims, of.id, dimension);
          if (trait !== null) return [{ ...trait, of: of.id }];
        }
        return [];
      });
      return { entity, web, found };
    })
    .filter(({ found }) => found.length > 1)
    .sort((a, b) => Number(b.web) - Number(a.web) || compareText(a.entity.id, b.entity.id));
  const table = drafts.map(({ found }) => dimensions.map((name): Value | null => found.find((trait) => trait.dimension === name) ?? null));
  const distances = table.length === 0 ? [] : likeness(table, { scale: dimensions.map(() => 1) }).distances;
  const groups = drafts.map(({ entity, web, found }, g): Profile => {
    const others = drafts.flatMap((other, h) => {
      const distance = distances[g][h];
      if (h === g || distance === null) return [];
      return [{ group: other.entity.id, low: distance.low, high: distance.high, shared: distance.shared.map((d) => dimensions[d]) }];
    });
    return {
      group: entity.id,
      web,
      traits: found.map((trait) => {
        const d = dimensions.indexOf(trait.dimension);
        const compared = table.flatMap((row, h) => (h === g || row[d] === null ? [] : [row[d]]));
        return { ...trait, level: levelOf(trait), standing: standingOf(trait, compared) };
      }),
      unknown: dimensions.filter((name) => !found.some((trait) => trait.dimension === name)),
      nearest: others.sort((a, b) => a.high - b.high || a.low - b.low || compareText(a.group, b.group)),
    };
  });
  const wanted = asked.group ?? null;
  return toResult(
    "likeness",
    { digest: casebook.digest, unit: "share", asOf: { validOn: view.options.validOn, knownOn: view.options.knownOn } },
    { ...viewParams(view), group: wanted, scale: 1 },
    { values: { groups: groups.filter((one) => wanted === null || one.group === wanted), sceptics: scepticsOf(view) } },
  );
}

/** A sector of which someone judges a trait stands for the counted ties of the view. */
function isWeb(entity: Entity, claims: readonly Claim[]): boolean {
  return entity.kind === "sector" && claims.some((claim) => claim.subject === entity.id && claim.predicate.startsWith("trait-"));
}

/** The group, then the form of group that it belongs to, and so on. */
function lineageOf(casebook: Casebook, entity: Entity): readonly Entity[] {
  const byId = new Map(casebook.entities.map((row) => [row.id, row]));
  const line: Entity[] = [];
  for (let at: Entity | undefined = entity; at && !line.includes(at); at = at.parent === null ? undefined : byId.get(at.parent))
    line.push(at);
  return line;
}

function judged(claims: readonly Claim[], group: string, dimension: Dimension): Found | null {
  const about = claims.filter((claim) => claim.subject === group && claim.predicate === `trait-${dimension}` && claim.value in THIRDS);
  const claim = about[0];
  if (claim === undefined) return null;
  return { dimension, ...THIRDS[claim.value], by: "judged", judge: claim.attributedTo ?? claim.source, ...evidence([], [claim]) };
}

function ofGroup(question: {
  readonly casebook: Casebook;
  readonly claims: readonly Claim[];
  readonly of: Entity;
  readonly dimension: Dimension;
}): Found | null {
  const { casebook, claims, of, dimension } = question;
  const inside = casebook.entities.filter((entity) => entity.parent === of.id);
  const bearing = (role: string): Found | null => {
    const found = inside.filter((entity) => entity.roles.includes(role));
    const sources = sorted(found.flatMap((entity) => (entity.source === null ? [] : [entity.source])));
    return found.length === 0 ? null : { dimension, low: 1, high: 1, by: "measured", judge: null, legs: [], claims: [], sources };
  };
  switch (dimension) {
    case "main-bank":
      return bearing("main-bank");
    case "trading-house":
      return bearing("sogo-shosha");
    case "presidents-club":
      return bearing("presidents-club");
    case "cross-holdings": {
      const clubs = inside.filter((entity) => entity.roles.includes("presidents-club"));
      const bearers = new Set([of.id, ...clubs.map((entity) => entity.id)]);
      const held = latestFigure(
        claims.filter((claim) => bearers.has(claim.subject) && claim.predicate === "intra-group-shareholding"),
        "%",
      );
      if (held === null) return null;
      const part = held.figure / 100;
      return { dimension, low: part, high: part, by: "measured", judge: null, ...evidence([], [held.claim]) };
    }
    case "domesticity": {
      const members = inside.filter((entity) => entity.kind !== "historical-group" && entity.country !== "");
      if (members.length < 2) return null;
      const countries = new Map<string, number>();
      for (const { country } of members) countries.set(country, (countries.get(country) ?? 0) + 1);
      const alike = [...countries.values()].reduce((total, n) => total + pairsOf(n), 0) / pairsOf(members.length);
      const sources = sorted(members.flatMap((entity) => (entity.source === null ? [] : [entity.source])));
      return { dimension, low: alike, high: alike, by: "measured", judge: null, legs: [], claims: [], sources };
    }
    default:
      return null;
  }
}

/** The web is measured on the counted legs of the view, by the amounts that sources name where the dimension is one of money. */
function ofWeb(view: View, dimension: Dimension): Found | null {
  const point = (part: number | null, rests: Evidence): Found | null =>
    part === null ? null : { dimension, low: part, high: part, by: "measured", judge: null, ...rests };
  const counted = view.legs.filter((row) => row.verdict === "counted");
  switch (dimension) {
    case "capital":
      return point(layers(view).values.ownershipShare.byAmount, evidence(counted));
    case "contracts":
      return point(layers(view).values.contractShare.byAmount, evidence(counted));
    case "transparency":
      return point(disclosure(view).values.mean, evidence(counted));
    case "domesticity": {
      const { across, within, unknown } = layers(view).values.borders;
      const all = across + within + unknown;
      if (across + within === 0) return null;
      return { dimension, low: within / all, high: (within + unknown) / all, by: "measured", judge: null, ...evidence(counted) };
    }
    case "co-financing":
      return coFinancing(view);
    default:
      return null;
  }
}

/** Of what is sold under contract, the part whose seller also funds the buyer. */
function coFinancing(view: View): Found | null {
  const pairs = roles(view).values.pairs.filter((pair) => pair.roles.some((one) => one.side === "sells"));
  const byId = new Map(view.legs.map((row) => [row.leg.id, row]));
  const { currency } = view.casebook;
  let [all, funded] = [0, 0];
  const rests = new Set<string>();
  for (const { roles: played } of pairs) {
    const funds = played.filter((one) => one.side === "funds");
    for (const one of played.filter((role) => role.side === "sells"))
      for (const id of one.legs) {
        const row = byId.get(id);
        const figure = row === undefined ? 0 : namedFigure(row, currency);
        all += figure;
        if (funds.length === 0) continue;
        funded += figure;
        for (const leg of [id, ...funds.flatMap((role) => role.legs)]) rests.add(leg);
      }
  }
  const legs = [...rests].flatMap((id) => byId.get(id) ?? []);
  const part = all === 0 ? null : funded / all;
  return part === null ? null : { dimension: "co-financing", low: part, high: part, by: "measured", judge: null, ...evidence(legs) };
}

function pairsOf(n: number): number {
  return (n * (n - 1)) / 2;
}

function levelOf({ low, high }: Value): Trait["level"] {
  return low >= 0.5 ? "high" : high < 0.5 ? "low" : "undecided";
}

function standingOf({ low, high }: Value, others: readonly Value[]): Trait["standing"] {
  if (others.length === 0) return "alone";
  const least = Math.min(...others.map((other) => other.low));
  const most = Math.max(...others.map((other) => other.high));
  if (low === least && low === most && high === low) return "alike";
  if (low >= most && low > least) return "highest";
  return high <= least && high < most ? "lowest" : "between";
}

function scepticsOf(view: View): LikenessValues["sceptics"] {
  const seen = horizon(view.options);
  return visibleClaims(view.casebook, seen)
    .filter((claim) => claim.predicate === "existence-dispute")
    .map((claim) => ({ claim: claim.id, source: claim.source, about: claim.subject, text: claim.paraphrase, textFr: claim.paraphraseFr }));
}
