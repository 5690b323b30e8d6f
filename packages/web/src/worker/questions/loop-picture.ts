import { loopScene, pictureLoop, type PictureOptions } from "keiretsu";
import type { OpenBook } from "../book.ts";
import { viewOf } from "../remember.ts";
import { type LoopsAsked, loopsOf } from "./loops.ts";

/** A loop drawn as a ring; null where the view has no such loop. */
export default function loopPicture(book: OpenBook, params: LoopsAsked & PictureOptions & { readonly id: string }): string | null {
  const loop = loopsOf(book, params).values.loops.find((one) => one.id === params.id);
  return loop === undefined ? null : pictureLoop(loopScene(viewOf(book, params.view), loop, params.language), params);
}
