import { conflicts, type ViewOptions } from "keiretsu";
import type { OpenBook } from "../book.ts";
import { viewOf } from "../remember.ts";

/** Where sources contradict each other, with the claims that the view reads. */
export default function disputes(book: OpenBook, { view }: { readonly view: ViewOptions }) {
  const { knownOn, recordedOn } = view;
  return {
    conflicts: conflicts(book.casebook, { knownOn, recordedOn }),
    chosen: viewOf(book, view).legs.flatMap((row) => row.chosen?.id ?? []),
  };
}
