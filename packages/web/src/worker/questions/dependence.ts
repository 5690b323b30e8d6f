import { type Dependence, dependence as ask, type Result } from "keiretsu";
import type { OpenBook } from "../book.ts";
import { type Viewed, viewOf } from "../remember.ts";

/** How much others depend on one firm. */
export default function dependence(book: OpenBook, { view, id }: Viewed & { readonly id: string }): Result<Dependence> {
  return ask(viewOf(book, view), { on: id });
}
