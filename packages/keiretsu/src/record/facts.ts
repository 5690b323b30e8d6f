import { KeiretsuError } from "../assert.ts";
import { compareText } from "../finding.ts";
import type { Casebook, Claim } from "./casebook.ts";
import { disagreements, isTimeless } from "./conflicts.ts";
import { horizon, type Horizon, compareKnown, compareValid, isKnown, isRecorded, isValid } from "./horizon.ts";
import { legSources } from "./leg-sources.ts";
import { amountCandidates, chooseAmount, statedFigure } from "./policy.ts";
import { confidenceRank, originOf } from "./strength.ts";
import { subjects } from "./subject.ts";
import { type Policy, visibleClaims } from "./view.ts";

export interface FactsOptions {
  /** Id of an entity, a deal or a leg, or the name or alias of an entity. A deal brings its legs. */
  readonly subject: string;
  readonly predicate: string | null;
  readonly knownOn: string | null;
  readonly validOn: string | null;
  readonly recordedOn: string | null;
  readonly policy: Policy;
}

/** A claim and what the others make of it. */
export interface Fact {
  readonly claim: Claim;
  /** The source that the statement comes from, after following who relays whom. */
  readonly origin: string;
  /** The seen claim that corrects this one, null while it stands. */
  readonly supersededBy: string | null;
  /** Claims that contradict it, sorted. */
  readonly contradicts: readonly string[];
  /** Whether the policy reads this one. */
  readonly chosen: boolean;
}

/** All that is said of one subject under one predicate. */
export interface FactGroup {
  readonly subject: string;
  readonly predicate: string;
  /** By validity, then knowledge, then id. */
  readonly facts: readonly Fact[];
  /** Contradicting pairs among the claims that stand. */
  readonly contradictions: number;
  /** Distinct origins of the claims that stand: pages that relay one another count once. */
  readonly origins: number;
  /** Claim that the policy reads for the latest date, null when none has a number or the editor reads none. */
  readonly chosen: string | null;
}

export interface Facts {
  readonly options: FactsOptions;
  /** The ids asked about: the subject, and the legs of a deal. */
  readonly subjects: readonly string[];
  /** By subject, then predicate. */
  readonly groups: readonly FactGroup[];
  /** Sources that tell of the legs among the subjects, beside those of the claims. */
  readonly toldBy: readonly string[];
}

/**
 * What is said of a subject, claims side by side. Superseded claims stay in the list, marked; contradictions are marked on both sides; a
 * policy names the claim that it reads and the others stay. Throws `unknown-subject`, `bad-date`. Cost O(claims log claims).
 */
export function facts(casebook: Casebook, asked: Partial<FactsOptions> & Pick<FactsOptions, "subject">): Facts {
  const options: FactsOptions = { predicate: null, knownOn: null, validOn: null, recordedOn: null, policy: "editor", ...asked };
  const seen = horizon(options);
  const ids = subjects(casebook, options.subject);
  if (ids.length === 0) {
    throw new KeiretsuError(
      "unknown-subject",
      `subject "${options.subject}" is no entity, deal or leg of the casebook: find searches by words`,
    );
  }
  const sources = new Map(casebook.sources.map((source) => [source.id, source]));
  const standing = new Set(visibleClaims(casebook, seen));
  const known = casebook.claims.filter((claim) => isKnown(claim, seen) && isRecorded(claim, seen) && isValid(claim, seen));
  const legs = new Set(casebook.legs.map((leg) => leg.id));
  const groups: FactGroup[] = [];
  for (const subject of ids) {
    const about = known.filter(
      (claim) => claim.subject === subject && (options.predicate === null || claim.predicate === options.predicate),
    );
    for (const predicate of [...new Set(about.map((claim) => claim.predicate))].sort(compareText)) {
      const claims = about.filter((claim) => claim.predicate === predicate).sort(byTime);
      const stand = claims.filter((claim) => standing.has(claim));
      const pairs = disagreements(stand, isTimeless({ subject, predicate }, legs));
      const chosen = choose(casebook, { subject, predicate, claims: stand, policy: options.policy });
      groups.push({
        subject,
        predicate,
        facts: claims.map((claim) => ({
          claim,
          origin: originOf(claim, sources),
          supersededBy: standing.has(claim) ? null : successor(casebook, claim, seen),
          contradicts: pairs.flatMap((pair) => (pair.a === claim.id ? [pair.b] : pair.b === claim.id ? [pair.a] : [])).sort(compareText),
          chosen: claim === chosen,
        })),
        contradictions: pairs.length,
        origins: new Set(stand.map((claim) => originOf(claim, sources))).size,
        chosen: chosen?.id ?? null,
      });
    }
  }
  const told = casebook.legs.filter((leg) => ids.includes(leg.id));
  const toldBy = [...new Set(told.flatMap((leg) => legSources(casebook, leg, seen)))].sort(compareText);
  return { options, subjects: ids, groups, toldBy };
}

/**
 * The amount of a leg is chosen as in a view. Any other figure may be a series over time: the policy then chooses among the claims of the
 * latest period or date.
 */
function choose(
  casebook: Casebook,
  question: { readonly subject: string; readonly predicate: string; readonly claims: readonly Claim[]; readonly policy: Policy },
): Claim | null {
  const { subject, predicate, claims, policy } = question;
  const leg = predicate === "amount" ? casebook.legs.find((row) => row.id === subject) : undefined;
  if (leg) return chooseAmount({ leg, claims: amountCandidates(claims), all: casebook.claims, policy, currency: casebook.currency });
  const numbers = claims.filter((claim) => claim.amount !== null && claim.stance !== "denies");
  const latest = [...numbers].sort((a, b) => compareValid(b.validOn, a.validOn))[0];
  if (latest === undefined) return null;
  const same = numbers.filter((claim) => claim.period === latest.period && compareValid(claim.validOn, latest.validOn) === 0);
  return same.sort((a, b) => compareByPolicy(a, b, policy))[0];
}

function compareByPolicy(a: Claim, b: Claim, policy: Policy): number {
  const size = (statedFigure(a.amount!) ?? 0) - (statedFigure(b.amount!) ?? 0);
  const strength = confidenceRank(a.confidence) - confidenceRank(b.confidence);
  const recency = compareKnown(b.knownOn, a.knownOn);
  const bySize = policy === "lowest" ? size : policy === "highest" ? -size : 0;
  return bySize || (policy === "strongest" ? strength || recency : recency || strength) || compareText(a.id, b.id);
}

function successor(casebook: Casebook, claim: Claim, seen: Horizon): string | null {
  const rows = casebook.claims.filter((row) => row.supersedes === claim.id && isKnown(row, seen) && isRecorded(row, seen));
  return rows.map((row) => row.id).sort(compareText)[0] ?? null;
}

function byTime(a: Claim, b: Claim): number {
  return compareValid(a.validOn, b.validOn) || compareKnown(a.knownOn, b.knownOn) || compareText(a.id, b.id);
}
