import { circularity, loops, type Status, view } from "keiretsu";
import type { OpenBook } from "../book.ts";

/** The leg that the story turns on, the loop it closes, and the dates on which it was believed and had lapsed. */
const LETTER = "nvda-openai-loi-equity";
const LOOP = "loop-01";
const BELIEVED = "2025-10-24";
const LAPSED = "2026-02-27";
const FIRMNESS: readonly Status[] = ["rumoured", "announced", "definitive", "closed"];

/**
 * What the first visit tells, in numbers of the casebook: one loop on two dates, the headline, and how far it moves with how firm a deal must be.
 * null where the casebook does not hold this story.
 */
export default function tour({ casebook }: OpenBook, _params: Record<string, never>) {
  if (!casebook.legs.some((leg) => leg.id === LETTER)) return null;
  const then = view(casebook, { knownOn: BELIEVED, atLeast: "letter-of-intent" });
  const later = view(casebook, { knownOn: LAPSED });
  const letter = then.legs.find((row) => row.leg.id === LETTER)!;
  const loopOn = (seen: typeof then) => loops(seen).values.loops.find((loop) => loop.id === LOOP) ?? null;
  const loop = loopOn(then);
  const panel = circularity(view(casebook)).values;
  return {
    unit: casebook.currency,
    believed: BELIEVED,
    lapsed: LAPSED,
    letter: { id: LETTER, deal: letter.leg.deal, amount: letter.amount },
    loop: loop === null ? null : { id: LOOP, legs: loop.legs, capacity: loop.capacity },
    stillThere: loopOn(later) !== null,
    gross: panel.gross,
    setOff: panel.setOff,
    share: panel.shares.setOff,
    legs: panel.coverage.legs,
    withoutAmount: panel.coverage.withoutAmount.map((row) => row.leg),
    byFirmness: FIRMNESS.map((atLeast) => ({ atLeast, share: circularity(view(casebook, { atLeast })).values.shares.setOff.point })),
    claims: casebook.claims.length,
    sources: casebook.sources.length,
  };
}
