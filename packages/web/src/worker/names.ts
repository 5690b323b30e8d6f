import type { OpenBook } from "./book.ts";
import { remember } from "./remember.ts";

/** Names of entities, for what the worker writes itself. */
export function namesOf(book: OpenBook): (id: string) => string {
  const names = remember(book, "names", null, () => new Map(book.casebook.entities.map((entity) => [entity.id, entity.name])));
  return (id) => names.get(id) ?? id;
}
