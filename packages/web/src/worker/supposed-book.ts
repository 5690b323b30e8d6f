import { applyEdits } from "keiretsu";
import { type BookFiles, type OpenBook, openBook } from "./book.ts";

/** A casebook with what is supposed beside the record. */
export function openSupposed(book: BookFiles): OpenBook {
  const edited = applyEdits(book.files, book.edits);
  return { ...openBook({ ...book, files: edited.files }), refused: edited.findings };
}
