import { headline, loops, storyLegs, storyOf, view } from "keiretsu";
import type { OpenBook } from "../book.ts";
import { type Projected, viewOf } from "../remember.ts";

interface Params extends Projected {
  /** Leg whose story is told; null = the one that turned most. */
  readonly leg: string | null;
}

/** A promise turn by turn: what had to be believed on each date, and what the headline then was. Null where nothing turned. */
export default function story(book: OpenBook, params: Params) {
  const { casebook } = book;
  const told = storyOf(viewOf(book, params.view), params.leg);
  if (told === null) return null;
  const days = [...new Set(told.turns.map((turn) => turn.knownOn.text))];
  const options = { ...params.project, amounts: "point", maxLength: 4, seller: null } as const;
  return {
    unit: casebook.currency,
    leg: told.leg,
    turns: told.turns,
    legs: storyLegs(viewOf(book, params.view)),
    byDay: Object.fromEntries(
      days.map((knownOn) => {
        const seen = view(casebook, { ...params.view, knownOn });
        const through = loops(seen, { ...params.project, contingent: true }).values.loops.filter(
          (loop) => loop.legs.includes(told.leg) && !loop.half,
        );
        const largest = through.find((loop) => loop.capacity.high !== null) ?? null;
        return [
          knownOn,
          {
            figures: headline(seen, options),
            legs: seen.legs.filter((row) => row.verdict === "counted").map((row) => row.leg.id),
            loops: through.length,
            largest: largest === null ? null : { id: largest.id, capacity: largest.capacity, legs: largest.legs },
          },
        ];
      }),
    ),
  };
}
