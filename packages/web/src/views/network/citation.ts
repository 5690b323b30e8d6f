import type { Tie } from "keiretsu";
import type { Citation } from "../../state/app.tsx";

/** What an arrow rests on. */
export function citationOf(tie: Tie, nameOf: (firm: string) => string): Citation {
  const title = `${nameOf(tie.from)} → ${nameOf(tie.to)}`;
  return tie.leg === null ? { title, claims: tie.claim === null ? [] : [tie.claim] } : { title, legs: [tie.leg] };
}
