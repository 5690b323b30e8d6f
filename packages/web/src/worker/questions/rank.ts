import { defaultScenario, rank as ranked, view } from "keiretsu";
import type { OpenBook } from "../book.ts";
import { scenariosOf } from "../scenarios.ts";
import type { StressParams } from "./stress.ts";

/** Who is systemic, by each model: every firm in turn is left with nothing. */
export default function rank(book: OpenBook, { view: seen, options, window }: Pick<StressParams, "view" | "options" | "window">) {
  const { assumptions } = scenariosOf(book);
  return ranked(view(book.casebook, seen), { ...defaultScenario, assumptions, window }, options);
}
