import { compareText } from "../finding.ts";
import { type Result, toResult } from "../network/result.ts";
import type { Casebook, Claim } from "../record/casebook.ts";
import { compareValid } from "../record/horizon.ts";
import { flowClass } from "../record/instrument.ts";
import { perimeter } from "../record/perimeter.ts";
import { rights, stands, type Right, type RightKind } from "../record/rights.ts";
import { type LegView, type View, view as lookAt } from "../record/view.ts";
import { type Evidence, evidence, latestFigure, sorted, standingClaims } from "./evidence.ts";
import { viewParams } from "./params.ts";
import { roles } from "./roles.ts";

/**
 * Question: can the board of a firm act against a partner? Each flag passes, fails or is unknown, with its evidence; who controls on paper and who in fact
 * are two numbers; and what remains if votes, seats or vetoes are taken away is computed on the casebook without them. Never a legal conclusion.
 */
type Verdict = "pass" | "fail" | "unknown";
export type Hold = "votes" | "seats" | "vetoes";
export type FlagName = "seat-or-veto" | "change-of-control" | "exit-cost" | "directors-tied";

export const holds: readonly Hold[] = ["votes", "seats", "vetoes"];

const kindsOf: Readonly<Record<Exclude<Hold, "votes">, readonly RightKind[]>> = {
  seats: ["board-seat", "observer-seat"],
  vetoes: ["veto", "right-of-first-refusal"],
};

export interface Flag extends Evidence {
  readonly flag: FlagName;
  readonly verdict: Verdict;
  /** Exit cost over cash, or part of the directors; null where the flag is no number or nothing is known. */
  readonly value: { readonly low: number; readonly high: number | null } | null;
}

export interface Partner {
  readonly partner: string;
  /** Rights by which it has a say, that stand. */
  readonly holds: readonly {
    readonly hold: Hold;
    readonly kind: string;
    readonly share: number | null;
    readonly claims: readonly string[];
  }[];
  /** Whether it also sells to the firm, and by which legs and claims. */
  readonly supplies: boolean;
  readonly supply: Evidence;
  readonly flags: readonly Flag[];
}

export interface Governance {
  readonly partners: readonly Partner[];
  /** Says held by those who also supply: as it is, and without what was taken away. */
  readonly overlap: { readonly holds: number; readonly without: number };
  /** Legs and claims of supply, as it is and without: taking away a say takes away no supply. */
  readonly supply: { readonly ties: number; readonly without: number };
  /** Control on paper: the right to name the board counts in full, else votes, else the stake. */
  readonly formal: readonly (Evidence & {
    readonly holder: string;
    readonly control: number;
    readonly by: "board-appointment" | "votes" | "stake";
  })[];
  /** Control in fact: contested decisions of the board that stood, and what would have stayed had it insisted; null where nothing was put to the test. */
  readonly effective: {
    readonly contested: number;
    readonly stood: number;
    readonly control: number | null;
    /** Part of the staff that had not threatened to leave. */
    readonly remaining: { readonly low: number; readonly high: number } | null;
  } & Evidence;
  /** What happened between the board and those who press on it, by date. */
  readonly events: readonly {
    readonly on: string | null;
    readonly who: string;
    readonly claim: string;
    readonly source: string;
    readonly text: string;
    readonly textFr: string;
  }[];
  /** What sources say the firm depended on, held against the ties of the date. */
  readonly said: readonly {
    readonly claim: string;
    readonly source: string;
    readonly party: string;
    readonly tied: boolean;
    /** First day of the first tie in the casebook; null when there is none. */
    readonly firstTie: string | null;
    readonly legs: readonly string[];
  }[];
}

export interface GovernanceOptions {
  readonly of: string;
  /** Only this partner. */
  readonly by: string | null;
  /** Taken away from that partner, or from every one. */
  readonly without: readonly Hold[];
}

export function governance(view: View, asked: Partial<GovernanceOptions> & Pick<GovernanceOptions, "of">): Result<Governance> {
  const options: GovernanceOptions = { by: null, without: [], ...asked };
  const as = partnersOf(view, options);
  const lesser = lookAt(withoutHolds(view, options), view.options);
  const after = partnersOf(lesser, options);
  const claims = standingClaims(view);
  return toResult(
    "governance",
    { digest: view.casebook.digest, unit: "share", asOf: { validOn: view.options.validOn, knownOn: view.options.knownOn } },
    { ...viewParams(view), ...options },
    {
      values: {
        partners: as,
        overlap: { holds: overlap(as), without: overlap(after) },
        supply: { ties: supplyTies(as), without: supplyTies(after) },
        formal: formalControl(view, options.of, claims),
        effective: effectiveControl(options.of, claims),
        events: eventsOf(options.of, claims),
        said: heldAgainstTies(view, options, claims),
      },
    },
  );
}

function partnersOf(view: View, { of, by }: GovernanceOptions): readonly Partner[] {
  const claims = standingClaims(view);
  const firm = perimeter(view.casebook, "parent");
  const over = rights(view).filter((right) => right.over === of);
  const pairs = roles(view, { on: of }).values.pairs;
  const partners = sorted([...pairs.map((pair) => pair.a), ...over.map((right) => firm(right.holder))]);
  return partners
    .filter((partner) => by === null || partner === by)
    .map((partner): Partner => {
      const played = pairs.find((pair) => pair.a === partner)?.roles ?? [];
      const sells = played.filter((one) => one.side === "sells");
      const mine = over.filter((right) => firm(right.holder) === partner);
      return {
        partner,
        holds: holdsOf(partner, of, mine, claims),
        supplies: sells.length > 0,
        supply: {
          legs: sorted(sells.flatMap((one) => one.legs)),
          claims: sorted(sells.flatMap((one) => one.claims)),
          sources: sorted(sells.flatMap((one) => one.sources)),
        },
        flags: [seatOrVeto(mine), clause(mine), exitCost({ view, of, partner, firm, claims }), directorsTied(claims, of, partner)],
      };
    });
}

function holdsOf(partner: string, of: string, mine: readonly Right[], claims: readonly Claim[]): Partner["holds"] {
  const votes = votesOf(claims, of, partner);
  const said = mine.filter(stands).flatMap((right) => {
    const hold = (["seats", "vetoes"] as const).find((name) => kindsOf[name].includes(right.kind));
    return hold === undefined ? [] : [{ hold, kind: right.kind, share: null, claims: right.claims.map((claim) => claim.id) }];
  });
  return votes === null || votes.control === 0
    ? said
    : [{ hold: "votes" as const, kind: votes.by, share: votes.control, claims: [votes.claim.id] }, ...said];
}

function votesOf(claims: readonly Claim[], of: string, holder: string): { control: number; by: "votes" | "stake"; claim: Claim } | null {
  const about = (name: string): readonly Claim[] =>
    claims.filter((claim) => claim.subject === of && claim.predicate === `${name}-by-${holder}`);
  const votes = latestFigure(about("voting-share"), "%");
  const held = votes ?? latestFigure(about("ownership-share"), "%");
  return held === null ? null : { control: held.figure / 100, by: votes === null ? "stake" : "votes", claim: held.claim };
}

function seatOrVeto(mine: readonly Right[]): Flag {
  const about = mine.filter((right) => [...kindsOf.seats, ...kindsOf.vetoes].includes(right.kind));
  const standing = about.filter(stands);
  const verdict = standing.length > 0 ? "fail" : about.length > 0 ? "pass" : "unknown";
  return {
    flag: "seat-or-veto",
    verdict,
    value: null,
    ...evidence(
      [],
      (standing.length > 0 ? standing : about).flatMap((right) => right.claims),
    ),
  };
}

function clause(mine: readonly Right[]): Flag {
  const about = mine.filter((right) => right.kind === "change-of-control-clause");
  const verdict = about.length === 0 ? "unknown" : about.some(stands) ? "fail" : "pass";
  return {
    flag: "change-of-control",
    verdict,
    value: null,
    ...evidence(
      [],
      about.flatMap((right) => right.claims),
    ),
  };
}

/** What leaving the partner's contracts may cost, over the cash of the firm. Only a take-or-pay is sure to be due; penalties are hardly ever published. */
function exitCost(question: {
  readonly view: View;
  readonly of: string;
  readonly partner: string;
  readonly firm: (entity: string) => string;
  readonly claims: readonly Claim[];
}): Flag {
  const { view, of, partner, firm, claims } = question;
  const { currency } = view.casebook;
  const legs = view.legs.filter(
    (row) =>
      row.verdict === "counted" && flowClass(row.leg.instrument) === "revenue" && firm(row.leg.from) === of && firm(row.leg.to) === partner,
  );
  const cash = latestFigure(
    claims.filter((claim) => claim.subject === of && (claim.predicate === "cash-and-securities" || claim.predicate === "cash")),
    currency,
  );
  if (legs.length === 0 || cash === null || cash.figure <= 0)
    return { flag: "exit-cost", verdict: "unknown", value: null, ...evidence(legs) };
  let [low, high]: [number, number | null] = [0, 0];
  for (const { leg, amount } of legs) {
    const known = amount?.unit === currency;
    low += known && leg.instrument === "take-or-pay" ? (amount.low ?? 0) : 0;
    high = high === null || !known || amount.high === null ? null : high + amount.high;
  }
  const value = { low: low / cash.figure, high: high === null ? null : high / cash.figure };
  const verdict = value.low > 1 ? "fail" : value.high !== null && value.high <= 1 ? "pass" : "unknown";
  return { flag: "exit-cost", verdict, value, ...evidence(legs, [cash.claim]) };
}

/** Fails where more than half of the directors are tied to the partner. */
function directorsTied(claims: readonly Claim[], of: string, partner: string): Flag {
  const stated = latestFigure(
    claims.filter((claim) => claim.subject === of && claim.predicate === `directors-tied-to-${partner}`),
    "%",
  );
  if (stated === null) return { flag: "directors-tied", verdict: "unknown", value: null, ...evidence([]) };
  const part = stated.figure / 100;
  return {
    flag: "directors-tied",
    verdict: part > 0.5 ? "fail" : "pass",
    value: { low: part, high: part },
    ...evidence([], [stated.claim]),
  };
}

function overlap(partners: readonly Partner[]): number {
  return partners.reduce((total, one) => total + (one.supplies ? one.holds.length : 0), 0);
}

function supplyTies(partners: readonly Partner[]): number {
  return partners.reduce((total, { supply }) => total + supply.legs.length + supply.claims.length, 0);
}

/** The casebook without the votes, seats or vetoes asked for: a stake keeps its value and loses its vote. */
function withoutHolds({ casebook }: View, { of, by, without }: GovernanceOptions): Casebook {
  const firm = perimeter(casebook, "parent");
  const kinds = without.flatMap((hold): readonly string[] => (hold === "votes" ? ["voting-share", "ownership-share"] : kindsOf[hold]));
  const taken = (claim: Claim): boolean =>
    claim.subject === of &&
    kinds.some((kind) => {
      if (!claim.predicate.startsWith(`${kind}-by-`)) return false;
      return by === null || firm(claim.predicate.slice(`${kind}-by-`.length)) === by;
    });
  return { ...casebook, claims: casebook.claims.filter((claim) => !taken(claim)) };
}

function formalControl(view: View, of: string, claims: readonly Claim[]): Governance["formal"] {
  const naming = rights(view, ["board-appointment"]).filter((right) => right.over === of && stands(right));
  const named = naming.map((right) => ({
    holder: right.holder,
    control: 1,
    by: "board-appointment" as const,
    ...evidence([], right.claims),
  }));
  const holders = sorted(
    claims.flatMap((claim) => (claim.subject === of ? (/^(?:ownership|voting)-share-by-(.+)$/.exec(claim.predicate)?.slice(1) ?? []) : [])),
  );
  const voting = holders
    .filter((holder) => !named.some((row) => row.holder === holder))
    .flatMap((holder) => {
      const held = votesOf(claims, of, holder);
      return held === null ? [] : [{ holder, control: held.control, by: held.by, ...evidence([], [held.claim]) }];
    });
  return [...named, ...voting.sort((a, b) => b.control - a.control || compareText(a.holder, b.holder))];
}

function effectiveControl(of: string, claims: readonly Claim[]): Governance["effective"] {
  const decisions = claims.filter((claim) => claim.subject === of && claim.predicate.startsWith("board-decision-"));
  const threat = latestFigure(
    claims.filter((claim) => claim.subject === of && claim.predicate === "employees-threatening"),
    "%",
  );
  const stood = decisions.filter((claim) => claim.value === "stood").length;
  const threatened = threat?.claim.amount ?? null;
  return {
    contested: decisions.length,
    stood,
    control: decisions.length === 0 ? null : stood / decisions.length,
    remaining: threatened === null ? null : { low: 1 - (threatened.high ?? 100) / 100, high: 1 - (threatened.low ?? 0) / 100 },
    ...evidence([], [...decisions, ...(threat === null ? [] : [threat.claim])]),
  };
}

/** Statements on a crisis of the board: of the firm itself, and of those that press on it or feel the pressure. */
const PRESSURE: ReadonlySet<string> = new Set([
  "employees-threatening",
  "offer-to-team",
  "threatened-by-board-crisis",
  "governance-lesson",
]);

function eventsOf(of: string, claims: readonly Claim[]): Governance["events"] {
  const crisis = claims.filter((claim) => claim.subject === of && /^board-(crisis|decision)-/.test(claim.predicate));
  if (crisis.length === 0) return [];
  const pressure = claims.filter((claim) => PRESSURE.has(claim.predicate));
  return [...crisis, ...pressure]
    .sort((a, b) => compareValid(a.validOn, b.validOn) || compareText(a.id, b.id))
    .map((claim) => ({
      on: claim.validOn?.text ?? null,
      who: claim.subject,
      claim: claim.id,
      source: claim.source,
      text: claim.paraphrase,
      textFr: claim.paraphraseFr,
    }));
}

/** Parties that a source names beside the direct ties of the casebook at the date, and the day of the first one whatever the date. */
function heldAgainstTies(view: View, { of, by }: GovernanceOptions, claims: readonly Claim[]): Governance["said"] {
  const firm = perimeter(view.casebook, "parent");
  const between = (rows: readonly LegView[], party: string): readonly LegView[] =>
    rows.filter(({ leg }) => {
      const ends = [firm(leg.from), firm(leg.to)];
      return leg.sum === "leg" && ends.includes(firm(of)) && ends.includes(firm(party));
    });
  // A letter that lapsed was a tie on its day; a refusal never was.
  const always = lookAt(view.casebook, { ...view.options, validOn: null }).legs.filter((row) => row.verdict !== "denied");
  return claims
    .filter((claim) => claim.subject === of && claim.predicate === "depends-on")
    .flatMap((claim) =>
      claim.value.split("|").flatMap((party) => {
        if (by !== null && party !== by) return [];
        const now = between(view.legs, party).filter((row) => row.verdict === "counted" || row.verdict === "part-of-counted");
        const first = between(always, party)
          .flatMap((row) => (row.since === null ? [] : [row.since]))
          .sort(compareValid)[0];
        const legs = now.map((row) => row.leg.id).sort(compareText);
        return [{ claim: claim.id, source: claim.source, party, tied: legs.length > 0, firstTie: first?.text ?? null, legs }];
      }),
    );
}
