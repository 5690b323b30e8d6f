import { compareText } from "../finding.ts";
import type { Status } from "../record/casebook.ts";
import { history, type Turn } from "../record/history.ts";
import type { View } from "../record/view.ts";

/** How a promise was believed, turn by turn. */
export interface Story {
  readonly leg: string;
  /** By date of knowledge. */
  readonly turns: readonly StoryTurn[];
}

/** A turn of the status, with what had to be believed at the end of its day. */
export interface StoryTurn extends Turn {
  readonly status: Status;
}

/**
 * Legs whose standing turned more than once: those of the headline chapters first, then by number of turns; of equal ones the money that starts a
 * stated loop, then the larger amount.
 */
export function storyLegs(seen: View): readonly string[] {
  const { casebook } = seen;
  const chapters = seen.options.chapters ?? casebook.chapters;
  const chapterOf = new Map(casebook.deals.map((deal) => [deal.id, deal.chapter]));
  return seen.legs
    .filter((row) => row.verdict !== "not-known")
    .map(({ leg, amount }) => ({
      leg,
      headline: chapters.includes("all") || chapters.includes(chapterOf.get(leg.deal) ?? "") ? 1 : 0,
      turns: casebook.status.filter((turn) => turn.leg === leg.id).length,
      amount: amount?.high ?? 0,
      // The money that starts a loop tells the story better than the purchase that answers it.
      opens: leg.gives === "cash" && casebook.loops.some((loop) => loop.legs[0] === leg.id) ? 1 : 0,
    }))
    .filter((row) => row.turns > 1)
    .sort(
      (a, b) => b.headline - a.headline || b.turns - a.turns || b.opens - a.opens || b.amount - a.amount || compareText(a.leg.id, b.leg.id),
    )
    .map((row) => row.leg.id);
}

/** The story of a leg, of the first of `storyLegs` where none is named; null where nothing turned. Throws `unknown-subject`. */
export function storyOf(seen: View, leg: string | null = null): Story | null {
  const told = leg ?? storyLegs(seen)[0];
  if (told === undefined) return null;
  const { knownOn, validOn, recordedOn } = seen.options;
  const { turns } = history(seen.casebook, { id: told, knownOn, validOn, recordedOn });
  return { leg: told, turns: turns.filter((turn): turn is StoryTurn => turn.kind === "status" && turn.status !== null) };
}
