import { type Language, simulationCharts as charts } from "keiretsu";
import type { OpenBook } from "../book.ts";
import { namesOf } from "../names.ts";
import simulate, { type SimulateParams } from "./simulate.ts";

interface Params {
  readonly run: SimulateParams;
  readonly size: "wide" | "medium" | "narrow";
  readonly language: Language;
  readonly theme: "light" | "dark";
}

/** Every chart of a run with the numbers behind it. */
export default function simulationCharts(book: OpenBook, { run, size, language, theme }: Params, tell: (progress: unknown) => void) {
  const result = simulate(book, run, tell);
  if (result === null) return [];
  const told = { simulation: result.values, unit: result.unit, name: namesOf(book, language) };
  return charts([told], language, theme).map(({ name, title, set, table }) => ({ name, title, svg: set[size], table }));
}
