import { compareText } from "../finding.ts";
import { roleConflict, type ShareRange } from "../measure/role-conflict.ts";
import { type Result, toResult } from "../network/result.ts";
import type { Claim } from "../record/casebook.ts";
import { perimeter } from "../record/perimeter.ts";
import { rights, roleKinds, stands } from "../record/rights.ts";
import { stakes } from "../record/stakes.ts";
import type { LegView, View } from "../record/view.ts";
import { partiesBehind } from "./consortium.ts";
import { type Evidence, evidence, latestFigure, isYear, sorted, standingClaims } from "./evidence.ts";
import { viewParams } from "./params.ts";

/**
 * Question: which roles does one firm play towards another at once? A role is read from a counted leg, a stated stake, a seat or a statement; each
 * has a materiality within a range, and what no source gives is the whole range 0 to 1, never 0.
 */
export type Role = "supplier" | "client" | "investor" | "lender" | "board" | "guarantor" | "lessor" | "warrant-holder";

/** Two roles are of different sides when one would bargain against the other. */
export type Side = "sells" | "buys" | "funds" | "governs";

const sideOf: Readonly<Record<Role, Side>> = {
  supplier: "sells",
  lessor: "sells",
  client: "buys",
  investor: "funds",
  lender: "funds",
  guarantor: "funds",
  "warrant-holder": "funds",
  board: "governs",
};

const roleNames: readonly Role[] = ["supplier", "lessor", "client", "investor", "lender", "guarantor", "warrant-holder", "board"];

/** Votes above which an investor counts in full, after the threshold of control used for listed firms. */
const CONTROLLING_VOTES = 0.2;

export interface RolePlayed extends Evidence {
  readonly role: Role;
  readonly side: Side;
  readonly materiality: ShareRange;
  /** What the materiality is a share of; null where no source gives the denominator. */
  readonly measuredBy: "votes" | "stake" | "revenue-share" | "revenue" | "debt" | "seats" | null;
  /** Funds or vehicles through which the role is held. */
  readonly through: readonly string[];
}

/** What a is to b. */
export interface RolePair {
  readonly a: string;
  readonly b: string;
  readonly roles: readonly RolePlayed[];
  readonly sides: readonly Side[];
  /** Two roles or more, of different sides. */
  readonly flagged: boolean;
  readonly score: ShareRange;
  readonly together: ShareRange;
}

export interface Roles {
  /** By number of roles, then score at the high end, then names. */
  readonly pairs: readonly RolePair[];
  /** Firms that play flagged roles: on how many others, and the highest score of theirs. */
  readonly firms: readonly { readonly firm: string; readonly flagged: number; readonly score: ShareRange }[];
}

export interface RolesOptions {
  /** Only what this firm is to others; null = every firm. */
  readonly entity: string | null;
  /** Only what others are to this firm. */
  readonly on: string | null;
}

interface Found {
  legs: LegView[];
  claims: Claim[];
  through: Set<string>;
}

/** The role matrix of a view, units rolled up to their firm. Cost O(legs + claims). */
export function roles(view: View, asked: Partial<RolesOptions> = {}): Result<Roles> {
  const { casebook } = view;
  const options: RolesOptions = { entity: null, on: null, ...asked };
  const found = rolesFound(view);
  const measured = new Map<string, RolePlayed[]>();
  const claims = standingClaims(view);
  for (const [key, row] of found) {
    const [a, b, role] = JSON.parse(key) as [string, string, Role];
    if ((options.entity !== null && a !== options.entity) || (options.on !== null && b !== options.on)) continue;
    const weight = materiality({ a, b, role, row, claims, currency: casebook.currency });
    const more = weight.claims.filter((claim) => !row.claims.includes(claim));
    const pair = JSON.stringify([a, b]);
    const played: RolePlayed = {
      role,
      side: sideOf[role],
      materiality: weight.range,
      measuredBy: weight.by,
      through: sorted([...row.through]),
      ...evidence(row.legs, [...row.claims, ...more]),
    };
    measured.set(pair, [...(measured.get(pair) ?? []), played]);
  }
  const pairs = [...measured].map(([key, list]): RolePair => {
    const [a, b] = JSON.parse(key) as [string, string];
    const played = list.sort((x, y) => roleNames.indexOf(x.role) - roleNames.indexOf(y.role));
    const sides = [...new Set(played.map((one) => one.side))].sort(compareText);
    const { score, together } = roleConflict(played.map((one) => one.materiality));
    return { a, b, roles: played, sides, flagged: sides.length > 1, score, together };
  });
  pairs.sort((x, y) => y.roles.length - x.roles.length || y.score.high - x.score.high || compareText(x.a, y.a) || compareText(x.b, y.b));
  return toResult(
    "roles",
    { digest: casebook.digest, unit: "share", asOf: { validOn: view.options.validOn, knownOn: view.options.knownOn } },
    { ...viewParams(view), entity: options.entity, on: options.on, perimeter: "parent", controllingVotes: CONTROLLING_VOTES },
    { values: { pairs, firms: firmScores(pairs) } },
  );
}

function firmScores(pairs: readonly RolePair[]): Roles["firms"] {
  const firms = new Map<string, { flagged: number; low: number; high: number }>();
  for (const { a, flagged, score } of pairs) {
    if (!flagged) continue;
    const firm = firms.get(a) ?? { flagged: 0, low: 0, high: 0 };
    firms.set(a, { flagged: firm.flagged + 1, low: Math.max(firm.low, score.low), high: Math.max(firm.high, score.high) });
  }
  return [...firms]
    .map(([firm, { flagged, low, high }]) => ({ firm, flagged, score: { low, high } }))
    .sort((x, y) => y.flagged - x.flagged || compareText(x.firm, y.firm));
}

/** Every role by ordered pair, with the legs and claims behind it. */
function rolesFound(view: View): ReadonlyMap<string, Found> {
  const firm = perimeter(view.casebook, "parent");
  const claims = standingClaims(view);
  const found = new Map<string, Found>();
  const plays = (a: string, b: string, role: Role, by: { leg?: LegView; claims?: readonly Claim[]; through?: string }): void => {
    if (firm(a) === firm(b)) return;
    const key = JSON.stringify([firm(a), firm(b), role]);
    const row = found.get(key) ?? { legs: [], claims: [], through: new Set<string>() };
    if (by.leg && !row.legs.includes(by.leg)) row.legs.push(by.leg);
    row.claims.push(...(by.claims ?? []).filter((claim) => !row.claims.includes(claim)));
    if (by.through !== undefined) row.through.add(by.through);
    found.set(key, row);
  };
  for (const row of view.legs) {
    if (row.verdict !== "counted") continue;
    for (const [a, b, role] of rolesOfLeg(row)) {
      plays(a, b, role, { leg: row });
      if (role !== "investor") continue;
      for (const behind of partiesBehind(claims, row.leg.id).filter(({ party }) => party !== a))
        plays(behind.party, b, role, { leg: row, claims: behind.claims, through: a });
      for (const behind of partiesBehind(claims, a)) plays(behind.party, b, role, { leg: row, claims: behind.claims, through: a });
    }
  }
  for (const stake of stakes(view)) plays(stake.holder, stake.held, "investor", { claims: [stake.claim] });
  for (const right of rights(view, roleKinds).filter(stands))
    plays(right.holder, right.over, right.kind.replace("-role", "") as Role, { claims: right.claims });
  for (const right of rights(view, ["exclusive-supply", "preferred-supply"]).filter(stands))
    plays(right.holder, right.over, "supplier", { claims: right.claims });
  for (const right of rights(view, ["board-seat", "observer-seat", "veto", "board-appointment"]).filter(stands))
    plays(right.holder, right.over, "board", { claims: right.claims });
  return found;
}

/** What each side of a leg is to the other. */
function rolesOfLeg({ leg }: LegView): readonly (readonly [a: string, b: string, role: Role])[] {
  const { from, to } = leg;
  switch (leg.instrument) {
    case "supply-purchase":
    case "cloud-capacity":
    case "take-or-pay":
    case "licence":
      return [
        [to, from, "supplier"],
        [from, to, "client"],
      ];
    case "lease":
      return [
        [to, from, "lessor"],
        [from, to, "client"],
      ];
    case "debt":
      return [[from, to, "lender"]];
    case "guarantee-backstop":
      return [[from, to, "guarantor"]];
    case "warrant":
      return [[to, from, "warrant-holder"]];
    case "share-issue":
      return [[to, leg.issuer ?? from, "investor"]];
    case "equity-investment":
    case "convertible":
    case "joint-venture":
    case "acquisition":
      return leg.gives === "cash" || leg.gives === "credits" ? [[from, leg.issuer ?? to, "investor"]] : [];
    default:
      return [];
  }
}

const UNKNOWN: ShareRange = { low: 0, high: 1 };

interface Weight {
  readonly range: ShareRange;
  readonly by: RolePlayed["measuredBy"];
  readonly claims: readonly Claim[];
}

function materiality(question: {
  readonly a: string;
  readonly b: string;
  readonly role: Role;
  readonly row: Found;
  readonly claims: readonly Claim[];
  readonly currency: string;
}): Weight {
  const { a, b, role, row, claims, currency } = question;
  const about = (predicate: string): readonly Claim[] => claims.filter((claim) => claim.subject === b && claim.predicate === predicate);
  const unknown: Weight = { range: UNKNOWN, by: null, claims: [] };
  switch (role) {
    case "investor": {
      const votes = latestFigure(about(`voting-share-by-${a}`), "%");
      const held = votes ?? latestFigure(about(`ownership-share-by-${a}`), "%");
      if (held === null) return unknown;
      const weight = Math.min(1, held.figure / 100 / CONTROLLING_VOTES);
      return { range: { low: weight, high: weight }, by: votes === null ? "stake" : "votes", claims: [held.claim] };
    }
    case "warrant-holder": {
      const legs = new Set(row.legs.map((one) => one.leg.id));
      const promised = latestFigure(
        claims.filter((claim) => legs.has(claim.subject) && claim.predicate === "ownership-share"),
        "%",
      );
      if (promised === null) return unknown;
      // Up to a share of the capital, and nothing before the warrant vests.
      return { range: { low: 0, high: Math.min(1, promised.figure / 100 / CONTROLLING_VOTES) }, by: "stake", claims: [promised.claim] };
    }
    case "client": {
      const share = latestFigure(about(`revenue-share-from-${a}`), "%");
      if (share !== null) {
        const part = Math.min(1, share.figure / 100);
        return { range: { low: part, high: part }, by: "revenue-share", claims: [share.claim] };
      }
      return over(row, {
        denominator: latestFigure(
          about("revenue").filter((claim) => isYear(claim.period)),
          currency,
        ),
        by: "revenue",
        yearly: true,
        currency,
      });
    }
    case "lender":
    case "guarantor":
      return over(row, { denominator: latestFigure(about("total-debt"), currency), by: "debt", yearly: false, currency });
    case "board": {
      // A seat without a vote is no share of the seats; of a seat with one the size of the board is not in a seat's own row.
      const seated = row.claims.some((claim) => !claim.predicate.startsWith("observer-seat-by-"));
      return { range: seated ? UNKNOWN : { low: 0, high: 0 }, by: seated ? null : "seats", claims: [] };
    }
    default:
      return unknown;
  }
}

/** The amounts of the legs over what b earns a year or owes; unknown where a leg has no amount, no term or there is no denominator. */
function over(
  row: Found,
  by: {
    readonly denominator: ReturnType<typeof latestFigure>;
    readonly by: "revenue" | "debt";
    readonly yearly: boolean;
    readonly currency: string;
  },
): Weight {
  const { denominator } = by;
  if (denominator === null || denominator.figure <= 0 || row.legs.length === 0) return { range: UNKNOWN, by: null, claims: [] };
  let [low, high] = [0, 0];
  for (const { amount, leg } of row.legs) {
    const known = amount?.unit === by.currency && (!by.yearly || (leg.termYears ?? 0) > 0);
    const years = by.yearly ? (leg.termYears ?? 1) : 1;
    low += known ? (amount.low ?? 0) / years : 0;
    high += known && amount.high !== null ? amount.high / years : Infinity;
  }
  // A claim that states the role adds an amount that is not in the legs.
  if (row.claims.length > 0) high = Infinity;
  return {
    range: { low: Math.min(1, low / denominator.figure), high: Math.min(1, high / denominator.figure) },
    by: by.by,
    claims: [denominator.claim],
  };
}
