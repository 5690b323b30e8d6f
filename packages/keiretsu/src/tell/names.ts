import type { Casebook } from "../record/casebook.ts";
import { inLanguage, type Language } from "./language.ts";

/** How each entity of a casebook is called in a language; what is no entity keeps its id. */
export function entityNames({ entities }: Pick<Casebook, "entities">, language: Language): (id: string) => string {
  const names = new Map(entities.map(({ id, name, nameFr }) => [id, inLanguage(name, nameFr, language).text]));
  return (id) => names.get(id) || id;
}
