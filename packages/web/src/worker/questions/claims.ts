import { claimList, type ClaimListOptions, compareText, csvText, type ListedClaim } from "keiretsu";
import type { OpenBook } from "../book.ts";
import { remember } from "../remember.ts";

type Asked = Partial<ClaimListOptions>;

function listed(book: OpenBook, options: Asked): readonly ListedClaim[] {
  return remember(book, "claims", options, () => claimList(book.casebook, options));
}

interface Params {
  readonly options: Asked;
  readonly first: number;
  readonly count: number;
  /** The whole list as CSV too. */
  readonly csv: boolean;
}

/** Some rows of the list of claims, how many there are, and by what a reader may filter. */
export default function claims(book: OpenBook, { options, first, count, csv }: Params) {
  const rows = listed(book, options);
  const { text: _text, subject: _subject, source: _source, predicate: _predicate, ...dates } = options;
  const all = listed(book, { ...dates, confidence: null, stance: null });
  const values = (pick: (row: ListedClaim) => string): readonly string[] => [...new Set(all.map(pick))].sort(compareText);
  return {
    total: rows.length,
    all: all.length,
    rows: rows.slice(first, first + count),
    csv: csv ? csvText({ head: HEAD, rows: rows.map(cells) }) : null,
    subjects: values(({ claim }) => claim.subject),
    predicates: values(({ claim }) => claim.predicate),
    sources: values(({ claim }) => claim.source),
  };
}

const HEAD = [
  "id subject predicate value unit qualifier low point high period valid_on known_on recorded_on",
  "stance confidence source comes_from superseded_by contradicts paraphrase paraphrase_fr",
].flatMap((part) => part.split(" "));

function cells({ claim, origin, supersededBy, contradicts }: ListedClaim): readonly (string | number | null)[] {
  const { id, subject, predicate, value, unit, qualifier, amount, period, stance, confidence, source } = claim;
  const dates = [claim.validOn, claim.knownOn, claim.recordedOn].map((date) => date?.text ?? null);
  const bounds = [amount?.low ?? null, amount?.point ?? null, amount?.high ?? null];
  const rest = [supersededBy, contradicts.join("|"), claim.paraphrase, claim.paraphraseFr];
  return [id, subject, predicate, value, unit, qualifier, ...bounds, period, ...dates, stance, confidence, source, origin, ...rest];
}
