import { pictureBars, type PictureOptions, spreadScene } from "keiretsu";
import type { OpenBook } from "../book.ts";
import { spreadOf, type SpreadParams } from "./spread.ts";

/** How far each choice moves the answer. */
export default function spreadPicture(book: OpenBook, params: SpreadParams & PictureOptions): string | null {
  const { view, project, amounts, maxLength } = params;
  const scene = spreadScene(spreadOf(book, { view, project, amounts, maxLength }).values, params.language);
  return scene.rows.some((row) => row.strong) ? pictureBars(scene, params) : null;
}
