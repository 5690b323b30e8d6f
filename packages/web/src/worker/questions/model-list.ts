import { models } from "keiretsu";
import type { OpenBook } from "../book.ts";

/** Every model with its fields and outputs. */
export default function modelList(_book: OpenBook, _params: Record<string, never>) {
  return models.map(({ run: _run, ...said }) => said);
}
