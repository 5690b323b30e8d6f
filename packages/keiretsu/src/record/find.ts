import { compareText } from "../finding.ts";
import type { Casebook } from "./casebook.ts";
import { answeringSum, mentions, namedSums, SUM_WEIGHT } from "./find-amounts.ts";
import { fold, words } from "./fold.ts";
import { namesOfEntity } from "./subject.ts";
import { horizon, type Horizon, isKnown } from "./horizon.ts";

export type HitKind = "entity" | "deal" | "leg" | "claim" | "source";

/** One record that answers a search. */
export interface Hit {
  readonly kind: HitKind;
  readonly id: string;
  readonly title: string;
  readonly titleFr: string;
  /** Why it was found: its name or alias is what was asked, or its text holds the words. */
  readonly match: "name" | "text";
  /** Relevance (Okapi BM25), higher is better; comes after `match`. */
  readonly score: number;
  /** Ids of the sources that speak for it, sorted. */
  readonly sources: readonly string[];
}

export interface FindOptions {
  readonly text: string;
  /** Kinds to search; null = all. */
  readonly kinds: readonly HitKind[] | null;
  /**
   * Only what was known on this date; null = everything. Claims, sources that had come out, legs and deals that a claim or a turn told of,
   * and firms that these name. Notes of the editor have no date and are then not searched.
   */
  readonly knownOn: string | null;
  /** At most so many hits; the answer says how many there were. */
  readonly limit: number;
}

export interface Found {
  readonly options: FindOptions;
  readonly hits: readonly Hit[];
  /** Records that hold any of the words, shown or not. */
  readonly total: number;
}

interface Document {
  readonly kind: HitKind;
  readonly id: string;
  readonly title: string;
  readonly titleFr: string;
  readonly names: readonly string[];
  readonly text: readonly string[];
  readonly sources: () => readonly string[];
}

/** Saturation and length weight of BM25 (Robertson and Zaragoza 2009, the usual values), and what a word that only begins alike is worth. */
const k1 = 1.2;
const b = 0.75;
const prefixWeight = 0.5;

/**
 * Full text over entities, deals, legs, claims and sources, in English and French, whatever the case and accents. What bears the very name
 * asked for comes first, then by BM25 times the share of the words that it holds; a word of three letters or more also finds words that begin with it, at half weight, and a word of
 * a title counts twice. A sum ("100 billion", "100 Md") finds the legs of that amount, then the claims that state it, then what names it,
 * however it is written. Equal scores stand by kind, then id, so the same casebook gives the same list. Cost O(text) a search.
 */
export function find(casebook: Casebook, asked: Partial<FindOptions> & Pick<FindOptions, "text">): Found {
  const options: FindOptions = { kinds: null, limit: 20, knownOn: null, ...asked };
  const { sums, rest } = namedSums(options.text);
  const queries = queryWords(rest);
  const whole = fold(options.text);
  const seen = knownBy(casebook, horizon(options));
  const documents = documentsOf(seen).filter((row) => options.kinds === null || options.kinds.includes(row.kind));
  const counted = documents.map((row) => countWords([row.id, ...row.names, ...row.names, ...row.text]));
  const meanLength = counted.reduce((total, row) => total + row.length, 0) / Math.max(1, counted.length);
  const matches = queries.map((query) => counted.map((row) => frequency(row, query)));
  const rarityOf = (row: readonly number[]): number => {
    const holding = row.filter((count) => count > 0).length;
    return Math.log(1 + (documents.length - holding + 0.5) / (holding + 0.5));
  };
  const rarity = matches.map(rarityOf);
  const answers = sums.map((sum) => {
    const weights = answeringSum(seen, sum);
    const worth = documents.map(
      (row) => weights.get(`${row.kind} ${row.id}`) ?? (mentions([...row.names, ...row.text], sum) ? SUM_WEIGHT.text : 0),
    );
    const rare = rarityOf(worth);
    return worth.map((weight) => weight * rare);
  });

  const hits: { readonly row: Document; readonly match: Hit["match"]; readonly score: number }[] = [];
  documents.forEach((row, d) => {
    let score = 0;
    let held = 0;
    queries.forEach((_, q) => {
      const count = matches[q][d];
      if (count === 0) return;
      held++;
      score += (rarity[q] * count * (k1 + 1)) / (count + k1 * (1 - b + (b * counted[d].length) / meanLength));
    });
    for (const answer of answers)
      if (answer[d] > 0) {
        held++;
        score += answer[d];
      }
    score *= held / Math.max(1, queries.length + answers.length);
    const isName = whole !== "" && [row.id, ...row.names].some((name) => fold(name) === whole);
    if (isName || score > 0) hits.push({ row, match: isName ? "name" : "text", score });
  });
  hits.sort(
    (a, z) =>
      compareText(a.match, z.match) ||
      z.score - a.score ||
      kinds.indexOf(a.row.kind) - kinds.indexOf(z.row.kind) ||
      compareText(a.row.id, z.row.id),
  );
  return {
    options,
    total: hits.length,
    hits: hits.slice(0, options.limit).map(({ row, match, score }) => {
      const { kind, id, title, titleFr } = row;
      return { kind, id, title, titleFr, match, score, sources: [...new Set(row.sources())].sort(compareText) };
    }),
  };
}

/** The casebook as far as it was known: what was told later is not in it. */
function knownBy(casebook: Casebook, seen: Horizon): Casebook {
  if (seen.knownDay === Infinity) return casebook;
  const claims = casebook.claims.filter((row) => isKnown(row, seen));
  const status = casebook.status.filter((row) => isKnown(row, seen));
  const told = new Set([...claims.map((row) => row.subject), ...status.map((row) => row.leg)]);
  const legs = casebook.legs.filter((row) => told.has(row.id));
  const deals = new Set(legs.map((row) => row.deal));
  const sources = casebook.sources.filter((row) => row.publishedOn !== null && row.publishedOn.lastDay <= seen.knownDay);
  const out = new Set(sources.map((row) => row.id));
  const named = new Set([...told, ...legs.flatMap((row) => [row.from, row.to])]);
  return {
    ...casebook,
    claims,
    status,
    sources: sources.map((row) => ({ ...row, note: "" })),
    legs: legs.map((row) => ({ ...row, note: "", noteFr: "" })),
    deals: casebook.deals.filter((row) => deals.has(row.id) || told.has(row.id)).map((row) => ({ ...row, note: "", noteFr: "" })),
    entities: casebook.entities
      .filter((row) => named.has(row.id))
      .map((row) => ({ ...row, note: "", noteFr: "", source: row.source !== null && out.has(row.source) ? row.source : null })),
  };
}

const kinds: readonly HitKind[] = ["entity", "deal", "leg", "claim", "source"];

function documentsOf(casebook: Casebook): readonly Document[] {
  const sourcesOf = (subject: string): readonly string[] => [
    ...casebook.status.filter((row) => row.leg === subject).map((row) => row.source),
    ...casebook.claims.filter((row) => row.subject === subject).map((row) => row.source),
  ];
  const legs = casebook.legs;
  return [
    ...casebook.entities.map(
      (row): Document => ({
        kind: "entity",
        id: row.id,
        title: row.name,
        titleFr: row.nameFr,
        names: [...namesOfEntity(row), ...row.identifiers.map((code) => code.replace(/^.*:/, ""))],
        text: [...row.roles, row.note, row.noteFr],
        sources: () => (row.source === null ? sourcesOf(row.id) : [row.source]),
      }),
    ),
    ...casebook.deals.map(
      (row): Document => ({
        kind: "deal",
        id: row.id,
        title: row.title,
        titleFr: row.titleFr,
        names: [row.title, row.titleFr],
        text: [row.note, row.noteFr],
        sources: () => [row.id, ...legs.filter((leg) => leg.deal === row.id).map((leg) => leg.id)].flatMap(sourcesOf),
      }),
    ),
    ...legs.map(
      (row): Document => ({
        kind: "leg",
        id: row.id,
        title: row.title,
        titleFr: row.titleFr,
        names: [row.title, row.titleFr],
        text: [row.condition, row.conditionFr, row.returns, row.returnsFr, row.note, row.noteFr, row.instrument],
        sources: () => sourcesOf(row.id),
      }),
    ),
    ...casebook.claims.map(
      (row): Document => ({
        kind: "claim",
        id: row.id,
        title: row.paraphrase,
        titleFr: row.paraphraseFr,
        names: [],
        text: [row.paraphrase, row.paraphraseFr, row.subject, row.predicate, row.value, row.period, row.attributedTo ?? ""],
        sources: () => [row.source],
      }),
    ),
    ...casebook.sources.map(
      (row): Document => ({
        kind: "source",
        id: row.id,
        title: row.title,
        titleFr: "",
        names: [row.title],
        text: [row.publisher, row.author, row.note],
        sources: () => [row.id],
      }),
    ),
  ];
}

/** Single letters (what French elides: l’, d’) say nothing beside longer words. */
function queryWords(text: string): readonly string[] {
  const all = [...new Set(words(text))];
  const telling = all.filter((word) => word.length > 1 || !/[a-z]/.test(word));
  return telling.length > 0 ? telling : all;
}

interface Counted {
  readonly length: number;
  readonly counts: ReadonlyMap<string, number>;
}

function countWords(texts: readonly string[]): Counted {
  const counts = new Map<string, number>();
  let length = 0;
  for (const word of texts.flatMap((text) => words(text))) {
    counts.set(word, (counts.get(word) ?? 0) + 1);
    length++;
  }
  return { length, counts };
}

function frequency(row: Counted, query: string): number {
  const exact = row.counts.get(query) ?? 0;
  if (query.length < 3 || /^\d/.test(query)) return exact;
  let begun = 0;
  for (const [word, count] of row.counts) if (word !== query && word.startsWith(query)) begun += count;
  return exact + prefixWeight * begun;
}
