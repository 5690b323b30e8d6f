import { type Language, networkScene, pictureNetwork, view, type ViewOptions } from "keiretsu";
import type { OpenBook } from "../book.ts";

interface Params {
  readonly view: ViewOptions;
  readonly width: number;
  readonly language: Language;
  readonly theme: "light" | "dark";
}

/** The report's picture of the network. */
export default function networkPicture({ casebook }: OpenBook, params: Params): string {
  return pictureNetwork(networkScene(view(casebook, params.view), params.language), params);
}
