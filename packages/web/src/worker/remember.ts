import { type ProjectOptions, view, type View, type ViewOptions } from "keiretsu";
import type { OpenBook } from "./book.ts";

/** How a question sees the casebook. */
export interface Viewed {
  readonly view: ViewOptions;
}

export interface Projected extends Viewed {
  readonly project: Omit<ProjectOptions, "amounts">;
}

/** Most answers kept of one casebook; the oldest goes first. */
const MOST = 24;

const kept = new WeakMap<OpenBook, Map<string, unknown>>();

/** What several questions of a page need - the view, the spread - is computed once while the casebook is open. */
export function remember<T>(book: OpenBook, name: string, params: unknown, compute: () => T): T {
  const answers = kept.get(book) ?? new Map<string, unknown>();
  kept.set(book, answers);
  const key = `${name} ${JSON.stringify(params)}`;
  const answer = answers.has(key) ? (answers.get(key) as T) : compute();
  answers.delete(key);
  answers.set(key, answer);
  if (answers.size > MOST) answers.delete(answers.keys().next().value!);
  return answer;
}

export function viewOf(book: OpenBook, options: ViewOptions): View {
  return remember(book, "view", options, () => view(book.casebook, options));
}
