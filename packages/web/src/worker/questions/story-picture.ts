import { type PictureOptions, pictureTimeline, storyOf, timelineScene } from "keiretsu";
import type { OpenBook } from "../book.ts";
import { type Viewed, viewOf } from "../remember.ts";

/** What had to be believed on each date, drawn; null where too little happened. */
export default function storyPicture(book: OpenBook, params: Viewed & PictureOptions & { readonly leg: string | null }): string | null {
  const told = storyOf(viewOf(book, params.view), params.leg);
  const scene = told === null ? null : timelineScene(book.casebook, told, params.language);
  return scene === null ? null : pictureTimeline(scene, params);
}
