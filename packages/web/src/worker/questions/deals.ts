import { conflicts, disclosure } from "keiretsu";
import type { OpenBook } from "../book.ts";
import { remember, type Viewed, viewOf } from "../remember.ts";

/** Every deal with its legs as the view sees them, how much of it is told, and whether claims on it contradict each other. */
export default function deals(book: OpenBook, { view }: Viewed) {
  const { casebook } = book;
  const seen = viewOf(book, view);
  const told = new Map(remember(book, "disclosure", view, () => disclosure(seen)).values.deals.map((row) => [row.deal, row.score]));
  const disputed = new Set(conflicts(casebook, { knownOn: view.knownOn, recordedOn: view.recordedOn }).map(({ subject }) => subject));
  return casebook.deals.map(({ id, title, titleFr, chapter }) => ({
    id,
    title,
    titleFr,
    chapter,
    score: told.get(id) ?? null,
    disputed: disputed.has(id) || casebook.legs.some((leg) => leg.deal === id && disputed.has(leg.id)),
    legs: seen.legs
      .filter((row) => row.leg.deal === id)
      .map(({ leg, verdict, status, amount }) => ({
        id: leg.id,
        from: leg.from,
        to: leg.to,
        instrument: leg.instrument,
        verdict,
        status: status?.status ?? null,
        amount,
      })),
  }));
}
