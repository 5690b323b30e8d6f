import { entityNames, type Language } from "keiretsu";
import type { OpenBook } from "./book.ts";
import { remember } from "./remember.ts";

/** Names of entities, for what the worker writes itself. */
export function namesOf(book: OpenBook, language: Language): (id: string) => string {
  return remember(book, "names", language, () => entityNames(book.casebook, language));
}
