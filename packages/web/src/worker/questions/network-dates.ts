import { type Casebook, type DayRange, rangeText, type ViewOptions } from "keiretsu";
import type { OpenBook } from "../book.ts";

interface Params {
  readonly chapters: ViewOptions["chapters"];
}

const STAKE = "ownership-share-by-";

/** The days on which the picture of a casebook may change: turns of its legs, claims on their amounts, claims on stakes. Sorted, each once. */
export default function networkDates({ casebook }: OpenBook, params: Params) {
  const rows = rowsOf(casebook, params.chapters ?? casebook.chapters);
  return {
    // True from the first day of a date on; known on its last, since a month is not over before.
    valid: days(rows.map((row) => row.validOn?.firstDay)),
    known: days(rows.map((row) => row.knownOn?.lastDay)),
  };
}

function rowsOf(
  casebook: Casebook,
  chapters: readonly string[],
): readonly { readonly validOn: DayRange | null; readonly knownOn: DayRange | null }[] {
  const chapterOf = new Map(casebook.deals.map((deal) => [deal.id, deal.chapter]));
  const counted = casebook.legs.filter((leg) => chapters.includes("all") || chapters.includes(chapterOf.get(leg.deal) ?? ""));
  const legs = new Set(counted.map((leg) => leg.id));
  return [
    ...casebook.status.filter((turn) => legs.has(turn.leg)),
    ...casebook.claims.filter(({ predicate, subject }) => (predicate === "amount" && legs.has(subject)) || predicate.startsWith(STAKE)),
  ];
}

function days(some: readonly (number | undefined)[]): readonly string[] {
  const known = some.filter((day) => day !== undefined);
  return [...new Set(known)].sort((a, b) => a - b).map((day) => rangeText(day, day));
}
