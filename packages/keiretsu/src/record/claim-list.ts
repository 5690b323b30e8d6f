import { compareText } from "../finding.ts";
import type { Casebook, Claim, Confidence, Source } from "./casebook.ts";
import { conflicts } from "./conflicts.ts";
import { parseDate } from "./date.ts";
import { words } from "./fold.ts";
import { compareKnown, compareValid, horizon, isKnown, isRecorded, isValid } from "./horizon.ts";
import { confidenceRank, originOf } from "./strength.ts";

export interface ClaimListOptions {
  readonly knownOn: string | null;
  readonly validOn: string | null;
  readonly recordedOn: string | null;
  /** Words, all of which a claim or its source must hold; a word finds those that begin with it. */
  readonly text: string;
  /** Id of an entity, deal or leg; a source; a predicate; null = any. */
  readonly subject: string | null;
  readonly source: string | null;
  readonly predicate: string | null;
  readonly confidence: Confidence | null;
  readonly stance: Claim["stance"] | null;
  /** Only claims that became known on these days or between them; null = open. */
  readonly from: string | null;
  readonly to: string | null;
  readonly sort: ClaimOrder;
  /** The other way round. */
  readonly descending: boolean;
}

export const claimOrders = ["known", "valid", "subject", "predicate", "source", "confidence"] as const;
export type ClaimOrder = (typeof claimOrders)[number];

export const defaultClaimList: ClaimListOptions = {
  knownOn: null,
  validOn: null,
  recordedOn: null,
  text: "",
  subject: null,
  source: null,
  predicate: null,
  confidence: null,
  stance: null,
  from: null,
  to: null,
  sort: "known",
  descending: true,
};

export interface ListedClaim {
  readonly claim: Claim;
  /** The source that the statement comes from, after following who relays whom. */
  readonly origin: string;
  readonly supersededBy: string | null;
  readonly contradicts: readonly string[];
}

/** The claims that are seen and pass the filters, in the order asked for; of equal ones by id. Throws `bad-date`. Cost O(claims log claims). */
export function claimList(casebook: Casebook, asked: Partial<ClaimListOptions> = {}): readonly ListedClaim[] {
  const options: ClaimListOptions = { ...defaultClaimList, ...asked };
  const seen = horizon(options);
  const sources = new Map(casebook.sources.map((source) => [source.id, source]));
  const known = casebook.claims.filter((claim) => isKnown(claim, seen) && isRecorded(claim, seen) && isValid(claim, seen));
  const successors = new Map(known.flatMap((claim) => (claim.supersedes === null ? [] : [[claim.supersedes, claim.id] as const])));
  const against = contradictions(casebook, options);
  const wanted = words(options.text);
  const [first, last] = [parseDate(options.from ?? "")?.firstDay ?? -Infinity, parseDate(options.to ?? "")?.lastDay ?? Infinity];
  const passes = (claim: Claim): boolean =>
    (options.subject === null || claim.subject === options.subject) &&
    (options.source === null || claim.source === options.source || claim.origin === options.source) &&
    (options.predicate === null || claim.predicate === options.predicate) &&
    (options.confidence === null || claim.confidence === options.confidence) &&
    (options.stance === null || claim.stance === options.stance) &&
    (first === -Infinity || (claim.knownOn !== null && claim.knownOn.lastDay >= first)) &&
    (last === Infinity || (claim.knownOn !== null && claim.knownOn.firstDay <= last)) &&
    (wanted.length === 0 || holds(claim, sources.get(claim.source), wanted));
  const compare = orders[options.sort];
  const way = options.descending ? -1 : 1;
  return known
    .filter(passes)
    .sort((a, b) => way * compare(a, b) || compareText(a.id, b.id))
    .map((claim) => ({
      claim,
      origin: originOf(claim, sources),
      supersededBy: successors.get(claim.id) ?? null,
      contradicts: against.get(claim.id) ?? [],
    }));
}

const orders: Readonly<Record<ClaimOrder, (a: Claim, b: Claim) => number>> = {
  known: (a, b) => compareKnown(a.knownOn, b.knownOn),
  valid: (a, b) => compareValid(a.validOn, b.validOn),
  subject: (a, b) => compareText(a.subject, b.subject),
  predicate: (a, b) => compareText(a.predicate, b.predicate),
  source: (a, b) => compareText(a.source, b.source),
  confidence: (a, b) => confidenceRank(b.confidence) - confidenceRank(a.confidence),
};

function holds(claim: Claim, source: Source | undefined, wanted: readonly string[]): boolean {
  const texts = [
    claim.id,
    claim.subject,
    claim.predicate,
    claim.value,
    claim.paraphrase,
    claim.paraphraseFr,
    source?.publisher,
    source?.title,
  ];
  const held = words(texts.filter((text) => text !== undefined).join(" "));
  return wanted.every((word) => held.some((one) => one.startsWith(word)));
}

function contradictions(casebook: Casebook, { knownOn, recordedOn }: ClaimListOptions): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  const add = (a: string, b: string): void => void found.set(a, [...(found.get(a) ?? []), b].sort(compareText));
  for (const { pairs } of conflicts(casebook, { knownOn, recordedOn }))
    for (const { a, b } of pairs) {
      add(a, b);
      add(b, a);
    }
  return found;
}

export interface ListedSource {
  readonly source: Source;
  /** Where it comes from in the end: itself, unless it relays or copies. */
  readonly origin: string;
  /** Sources that relay it. */
  readonly relayedBy: readonly string[];
  readonly claims: number;
  readonly turns: number;
}

/** The sources with what rests on each: most claims and turns first, then by id. Only those that had come out by the date of knowledge. */
export function sourceList(
  casebook: Casebook,
  asked: { readonly knownOn?: string | null; readonly text?: string } = {},
): readonly ListedSource[] {
  const seen = horizon({ knownOn: asked.knownOn });
  const byId = new Map(casebook.sources.map((source) => [source.id, source]));
  const wanted = words(asked.text ?? "");
  const claims = counts(casebook.claims.filter((claim) => isKnown(claim, seen)).map((claim) => claim.source));
  const turns = counts(casebook.status.filter((turn) => isKnown(turn, seen)).map((turn) => turn.source));
  return casebook.sources
    .filter((source) => seen.knownDay === Infinity || (source.publishedOn !== null && source.publishedOn.lastDay <= seen.knownDay))
    .filter((source) =>
      wanted.every((word) =>
        words([source.id, source.publisher, source.title, source.author].join(" ")).some((one) => one.startsWith(word)),
      ),
    )
    .map((source) => ({
      source,
      origin: originOf({ source: source.id, origin: null }, byId),
      relayedBy: casebook.sources
        .filter((other) => other.origin === source.id)
        .map((other) => other.id)
        .sort(compareText),
      claims: claims.get(source.id) ?? 0,
      turns: turns.get(source.id) ?? 0,
    }))
    .sort((a, b) => b.claims + b.turns - a.claims - a.turns || compareText(a.source.id, b.source.id));
}

function counts(ids: readonly string[]): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const id of ids) found.set(id, (found.get(id) ?? 0) + 1);
  return found;
}
