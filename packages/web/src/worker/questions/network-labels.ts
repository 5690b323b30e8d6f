import { type DrawnNetwork, placeLabels } from "keiretsu";
import type { OpenBook } from "../book.ts";

interface Params {
  readonly drawing: DrawnNetwork;
  readonly size: number;
}

/** Where names and amounts go in a drawing, as the reader has laid it out: too slow for the page. */
export default function networkLabels(_book: OpenBook, { drawing, size }: Params) {
  return placeLabels(drawing, { size });
}
