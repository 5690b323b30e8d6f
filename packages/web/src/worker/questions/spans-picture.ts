import { type PictureOptions, pictureSpans, spansScene } from "keiretsu";
import type { OpenBook } from "../book.ts";
import { type Viewed, viewOf } from "../remember.ts";

/** Legs in time: when each may be paid and how its standing turned. Null where none is known. */
export default function spansPicture(
  book: OpenBook,
  params: Viewed & PictureOptions & { readonly legs: readonly string[] },
): string | null {
  const scene = spansScene(viewOf(book, params.view), { legs: params.legs }, params.language);
  return scene.rows.length === 0 ? null : pictureSpans(scene, params);
}
