import type { Language, Loop } from "keiretsu";
import { pageWords } from "keiretsu";
import { loopsWords } from "../../words/loops.ts";

/** What a reader must know of a loop before relying on what it carries. */
export function marksOf(loop: Loop, language: Language): readonly string[] {
  return [
    ...(loop.half ? [pageWords.half] : []),
    ...(loop.open && !loop.half ? [loopsWords.open] : []),
    ...(loop.contingent ? [pageWords.contingent] : []),
    ...(loop.inKind ? [pageWords.inKind] : []),
    ...(loop.feasible ? [] : [pageWords.outOfOrder]),
  ].map((text) => text[language]);
}
