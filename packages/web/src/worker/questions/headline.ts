import { type Circularity, circularity, type CircularityOptions, type Result } from "keiretsu";
import type { OpenBook } from "../book.ts";
import { remember, type Viewed, viewOf } from "../remember.ts";

export interface HeadlineParams extends Viewed {
  readonly project: Partial<CircularityOptions>;
}

export function circularityOf(book: OpenBook, params: HeadlineParams): Result<Circularity> {
  return remember(book, "circularity", params, () => circularity(viewOf(book, params.view), params.project));
}

/** The circularity panel of the view. */
export default function headline(book: OpenBook, params: HeadlineParams): Result<Circularity> {
  return circularityOf(book, params);
}
