import { pictureBars, type PictureOptions, vendorScene } from "keiretsu";
import type { OpenBook } from "../book.ts";
import { namesOf } from "../names.ts";
import { circularityOf, type HeadlineParams } from "./headline.ts";

/** Of what each seller earns, what its own funding may have paid. */
export default function vendorsPicture(book: OpenBook, params: HeadlineParams & PictureOptions): string | null {
  const { view, project } = params;
  const scene = vendorScene(circularityOf(book, { view, project }).values.vendorFinanced, namesOf(book, params.language), params.language);
  return scene.rows.length === 0 ? null : pictureBars(scene, params);
}
