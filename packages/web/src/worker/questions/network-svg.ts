import { type DrawnWords, pictureDrawn, type PictureOptions, type PlacedLabels } from "keiretsu";
import type { OpenBook } from "../book.ts";

/** The drawing as the reader sees it, as a picture of its own. */
export default function networkSvg(
  _book: OpenBook,
  { labels, words, options }: { readonly labels: PlacedLabels; readonly words: DrawnWords; readonly options: PictureOptions },
): string {
  return pictureDrawn(labels, words, options);
}
