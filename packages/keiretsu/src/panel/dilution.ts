import { compareText } from "../finding.ts";
import { fullyDiluted } from "../measure/fully-diluted.ts";
import { fromEdges } from "../network/network.ts";
import type { Claim } from "../record/casebook.ts";
import { compareKnown, horizon, isValid } from "../record/horizon.ts";
import { statedFigure } from "../record/policy.ts";
import type { Stake } from "../record/stakes.ts";
import { type LegView, type View, visibleClaims } from "../record/view.ts";

/**
 * Stakes once warrants and convertibles of the casebook have become shares. A term counts only where a claim states it; what no claim states is
 * listed as missing and never made up. How much vests is nothing to all. Where no source gives the share count, it is implied by a stated share
 * ("up to 10 %" read as a share of the shares of today), which is an assumption and is named as such.
 */
export interface Dilution {
  readonly instruments: readonly {
    readonly leg: string;
    readonly issuer: string | null;
    readonly holder: string;
    readonly instrument: string;
    readonly status: string;
    readonly shares: Term | null;
    readonly strike: Term | null;
    /** Share of the issuer as a source states it, "up to" included. */
    readonly statedShare: Term | null;
    /** Claims on what must happen before it vests. */
    readonly conditions: readonly string[];
    /** Terms that no claim states. */
    readonly missing: readonly MissingTerm[];
  }[];
  /** Issuers whose share count is known or implied, with an instrument whose shares are stated. */
  readonly issuers: readonly {
    readonly issuer: string;
    readonly outstanding: { readonly value: number; readonly basis: "stated" | "implied"; readonly claims: readonly string[] };
    readonly stakes: readonly {
      readonly holder: string;
      readonly before: number;
      readonly least: number;
      readonly most: number;
      /** New shares over those of today. */
      readonly ofToday: { readonly low: number; readonly high: number };
    }[];
    readonly ofToday: { readonly low: number; readonly high: number };
    readonly ofEnlarged: { readonly low: number; readonly high: number };
  }[];
}

export type MissingTerm = "issuer" | "shares" | "strike" | "conditions" | "outstanding";

interface Term {
  readonly value: number;
  readonly unit: string;
  readonly qualifier: string;
  readonly claim: string;
  readonly source: string;
}

const DILUTING: ReadonlySet<string> = new Set(["warrant", "convertible"]);
const OVER: ReadonlySet<string> = new Set(["denied", "lapsed", "not-known", "not-valid", "other-chapter"]);

export function dilution(view: View, stakes: readonly Stake[]): Dilution {
  const seen = horizon(view.options);
  const claims = visibleClaims(view.casebook, seen).filter((claim) => claim.stance !== "denies" && isValid(claim, seen));
  const rows = view.legs.filter((row) => DILUTING.has(row.leg.instrument) && !OVER.has(row.verdict));
  const bare = rows.map((row) => terms(row, claims));
  const counts = new Map<string, Dilution["issuers"][number]["outstanding"]>();
  for (const issuer of new Set(bare.flatMap((row) => row.issuer ?? []))) {
    const count = shareCount(issuer, claims, bare);
    if (count !== null) counts.set(issuer, count);
  }
  const instruments = bare.map((row) => ({
    ...row,
    missing: row.issuer !== null && !counts.has(row.issuer) ? [...row.missing, "outstanding" as const] : row.missing,
  }));
  return {
    instruments,
    issuers: [...counts]
      .sort(([a], [b]) => compareText(a, b))
      .map(([issuer, outstanding]) => diluted(issuer, outstanding, instruments, stakes)),
  };
}

type Terms = Dilution["instruments"][number];

function terms({ leg, status }: LegView, claims: readonly Claim[]): Terms {
  const mine = claims.filter((claim) => claim.subject === leg.id);
  const holder = leg.gives === "warrants" || leg.gives === "shares" ? leg.to : leg.from;
  const shares = latest(mine, (claim) => claim.predicate === "warrant-shares" && claim.unit === "shares");
  const strike = latest(mine, (claim) => claim.predicate === "exercise-price");
  const conditions = mine.filter((claim) => claim.predicate.startsWith("vesting")).map((claim) => claim.id);
  const missing: MissingTerm[] = [];
  if (leg.issuer === null) missing.push("issuer");
  if (shares === null) missing.push("shares");
  if (strike === null) missing.push("strike");
  if (conditions.length === 0) missing.push("conditions");
  return {
    leg: leg.id,
    issuer: leg.issuer,
    holder,
    instrument: leg.instrument,
    status: status?.status ?? "",
    shares,
    strike,
    statedShare: latest(mine, (claim) => claim.predicate === "ownership-share" && claim.unit === "%"),
    conditions: conditions.sort(compareText),
    missing,
  };
}

/** The latest known claim of those asked for, then the smallest id. */
function latest(claims: readonly Claim[], asked: (claim: Claim) => boolean): Term | null {
  const found = claims
    .filter((claim) => asked(claim) && claim.amount !== null && statedFigure(claim.amount) !== null)
    .sort((a, b) => compareKnown(b.knownOn, a.knownOn) || compareText(a.id, b.id))[0];
  if (!found) return null;
  const { id, unit, qualifier, source, amount } = found;
  return { value: statedFigure(amount!)!, unit, qualifier, claim: id, source };
}

function shareCount(issuer: string, claims: readonly Claim[], rows: readonly Terms[]): Dilution["issuers"][number]["outstanding"] | null {
  const stated = latest(claims, (claim) => claim.subject === issuer && claim.predicate === "shares-outstanding" && claim.unit === "shares");
  if (stated !== null) return { value: stated.value, basis: "stated", claims: [stated.claim] };
  const both = rows.find((row) => row.issuer === issuer && row.shares !== null && row.statedShare !== null && row.statedShare.value > 0);
  if (!both) return null;
  const { shares, statedShare } = both;
  return { value: (100 * shares!.value) / statedShare!.value, basis: "implied", claims: [shares!.claim, statedShare!.claim] };
}

function diluted(
  issuer: string,
  outstanding: Dilution["issuers"][number]["outstanding"],
  rows: readonly Terms[],
  stakes: readonly Stake[],
): Dilution["issuers"][number] {
  const held = stakes.filter((stake) => stake.held === issuer);
  const given = rows.filter((row) => row.issuer === issuer && row.shares !== null);
  const names = [issuer, ...new Set([...held, ...given].map(({ holder }) => holder))].filter((name, k) => k === 0 || name !== issuer);
  const node = new Map(names.map((name, i) => [name, i]));
  const network = fromEdges(
    {
      n: names.length,
      from: held.map(({ holder }) => node.get(holder)!),
      to: held.map(() => 0),
      amount: held.map(({ share }) => share * outstanding.value),
    },
    { lens: "owns", unit: "shares", names },
  );
  const { values } = fullyDiluted(network, {
    outstanding: names.map((_, i) => (i === 0 ? outstanding.value : 0)),
    instruments: given.map(({ holder, shares, strike }) => ({
      holder: node.get(holder)!,
      issuer: 0,
      shares: shares!.value,
      strike: strike?.value ?? 0,
      priceAtLeast: 0,
      vested: { low: 0, high: 1 },
    })),
  });
  const [all] = values.dilution;
  return {
    issuer,
    outstanding,
    stakes: values.stakes.map(({ holder, before, least, most, ofToday }) => ({ holder: names[holder], before, least, most, ofToday })),
    ofToday: all?.ofToday ?? { low: 0, high: 0 },
    ofEnlarged: all?.ofEnlarged ?? { low: 0, high: 0 },
  };
}
