import { statusRank } from "./strength.ts";
import type { LegView, View } from "./view.ts";

/** How a leg is drawn. Firm: under contract or performed; promised: announced, intended, rumoured, or due only if called; ghost: ended. */
export type Firmness = "firm" | "promised" | "ghost";

export function firmnessOf(row: LegView): Firmness {
  const rank = row.status === null ? 0 : statusRank(row.status.status);
  if (rank < 0) return "ghost";
  return rank >= statusRank("definitive") && row.leg.gives !== "guarantee" ? "firm" : "promised";
}

/** Which legs are shown as ghosts: those of the chapters asked for that have lapsed, where money would have moved. */
export function ghostsOf(view: View): (row: LegView) => boolean {
  const chapters = view.options.chapters ?? view.casebook.chapters;
  const chapterOf = new Map(view.casebook.deals.map((deal) => [deal.id, deal.chapter]));
  const inHeadline = (row: LegView): boolean => chapters.includes("all") || chapters.includes(chapterOf.get(row.leg.deal) ?? "");
  return (row) => row.verdict === "lapsed" && row.leg.sum === "leg" && row.leg.gives !== "valuation" && inHeadline(row);
}
