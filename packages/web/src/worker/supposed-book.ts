import { applyEdits } from "keiretsu";
import type { Book } from "./ask.ts";
import { type OpenBook, openBook } from "./book.ts";

/** A casebook with what is supposed beside the record. */
export function openSupposed(book: Omit<Book, "key">): OpenBook {
  const edited = applyEdits(book.files, book.edits);
  return { ...openBook({ ...book, files: edited.files }), refused: edited.findings };
}
