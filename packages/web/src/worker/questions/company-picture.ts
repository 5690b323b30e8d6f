import { counterparties, divergingScene, pictureDiverging, type PictureOptions } from "keiretsu";
import type { OpenBook } from "../book.ts";
import { namesOf } from "../names.ts";
import { type Projected, viewOf } from "../remember.ts";

/** Sources and uses of a firm's money, drawn; null where it has none in the view. */
export default function companyPicture(book: OpenBook, params: Projected & PictureOptions & { readonly id: string }): string | null {
  const { view, project, id, language } = params;
  const { values, unit } = counterparties(viewOf(book, view), { ...project, of: id });
  if (values.counterparties.length === 0) return null;
  const nameOf = namesOf(book, language);
  return pictureDiverging(divergingScene(values, { firm: nameOf(id), unit, nameOf }, language), params);
}
