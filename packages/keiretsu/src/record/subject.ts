import { compareText } from "../finding.ts";
import type { Casebook, Entity } from "./casebook.ts";
import { fold } from "./fold.ts";
import { nearest } from "./nearest.ts";

/** What an entity is called, in English, in French and otherwise. */
export function namesOfEntity({ name, nameFr, aliases }: Entity): readonly string[] {
  return [name, nameFr, ...aliases].filter((one) => one !== "");
}

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
    .filter((entity) => namesOfEntity(entity).some((alias) => fold(alias) === name))
    .map((entity) => entity.id)
    .sort(compareText);
}

const MOST_SUGGESTED = 3;
const SHORTEST_PREFIX = 3;

/**
 * Ids that a reader may have meant by a name that nothing bears: those near it in spelling (by id, name or alias), then those that begin
 * with it, at most three. Cost O(rows x length^2).
 */
export function nearSubjects(casebook: Casebook, asked: string, kinds: readonly ("entity" | "deal" | "leg")[]): readonly string[] {
  const spelt = new Map<string, string>();
  const bear = (name: string, id: string): void => void (spelt.has(fold(name)) || spelt.set(fold(name), id));
  if (kinds.includes("entity")) for (const row of casebook.entities) for (const name of [row.id, ...namesOfEntity(row)]) bear(name, row.id);
  if (kinds.includes("deal")) for (const row of casebook.deals) bear(row.id, row.id);
  if (kinds.includes("leg")) for (const row of casebook.legs) bear(row.id, row.id);
  const name = fold(asked);
  const found = new Set<string>();
  const left = new Set(spelt.keys());
  for (let next = nearest(name, left); next !== null && found.size < MOST_SUGGESTED; next = nearest(name, left)) {
    found.add(spelt.get(next)!);
    left.delete(next);
  }
  if (name.length >= SHORTEST_PREFIX)
    for (const begun of [...left].filter((word) => word.startsWith(name)).sort(compareText))
      if (found.size < MOST_SUGGESTED) found.add(spelt.get(begun)!);
  return [...found];
}
