import { compareText } from "../finding.ts";
import type { Casebook, Leg } from "./casebook.ts";
import type { Horizon } from "./horizon.ts";

/**
 * The sources that tell of a leg, beside those of its claims and turns, that had come out by the date of a view. A source without a date is
 * seen only where knowledge has no limit. Sorted.
 */
export function legSources(casebook: Casebook, leg: Leg, seen: Horizon): readonly string[] {
  const told = new Set(leg.sources);
  return casebook.sources
    .filter(
      ({ id, publishedOn }) =>
        told.has(id) && (seen.knownDay === Infinity || (publishedOn !== null && publishedOn.lastDay <= seen.knownDay)),
    )
    .map((source) => source.id)
    .sort(compareText);
}
