import { compareText } from "../finding.ts";
import type { Casebook } from "./casebook.ts";
import { fold } from "./fold.ts";

/**
 * The ids that a reader means: an entity, deal or leg by id; else the entities of that name or alias, whatever the case and accents. A deal
 * brings its legs, sorted, after itself. Empty when nothing bears the name.
 */
export function subjects(casebook: Casebook, asked: string): readonly string[] {
  const deal = casebook.deals.find((row) => row.id === asked);
  const legs = deal ? casebook.legs.filter((leg) => leg.deal === asked).map((leg) => leg.id) : [];
  const exact = deal !== undefined || [casebook.entities, casebook.legs].some((rows) => rows.some((row) => row.id === asked));
  if (exact) return [...new Set([asked, ...legs.sort(compareText)])];
  const name = fold(asked);
  return casebook.entities
    .filter((entity) => [entity.name, ...entity.aliases].some((alias) => fold(alias) === name))
    .map((entity) => entity.id)
    .sort(compareText);
}
