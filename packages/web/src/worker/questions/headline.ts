import { circularity, type ProjectOptions, view, type ViewOptions } from "keiretsu";
import type { OpenBook } from "../book.ts";

interface Params {
  readonly view: ViewOptions;
  readonly project: Omit<ProjectOptions, "amounts">;
}

/** The circularity panel of the view. */
export default function headline({ casebook }: OpenBook, params: Params) {
  return circularity(view(casebook, params.view), params.project);
}
