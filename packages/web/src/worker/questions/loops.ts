import { compareText, type Loop, loops as ask, type LoopsOptions, type LoopsValues, type Result, type Status, statusRank } from "keiretsu";
import type { OpenBook } from "../book.ts";
import { remember, type Viewed, viewOf } from "../remember.ts";

export interface LoopsAsked extends Viewed {
  readonly options: Partial<LoopsOptions>;
}

interface Params extends LoopsAsked {
  /** Only loops through every one of these firms. */
  readonly firms: readonly string[];
  readonly stated: boolean;
  readonly feasible: boolean;
  /** Weakest status at least this firm; null = any. */
  readonly status: Status | null;
}

export function loopsOf(book: OpenBook, { view, options }: LoopsAsked): Result<LoopsValues> {
  return remember(book, "loops", { view, options }, () => ask(viewOf(book, view), options));
}

/** The loops that pass the filters, those that carry most first, and what a reader may filter by. */
export default function loops(book: OpenBook, params: Params) {
  const result = loopsOf(book, params);
  const all = result.values.loops;
  const shown = all.filter((loop) => passes(loop, params));
  const firms = new Map<string, number>();
  for (const loop of all) for (const firm of loop.nodes) firms.set(firm, (firms.get(firm) ?? 0) + 1);
  return {
    result: { ...result, values: { ...result.values, loops: shown } },
    contingent: all.filter((loop) => loop.contingent && !loop.half).length,
    largest: all.find((loop) => loop.capacity.high !== null) ?? null,
    firms: [...firms].sort(([a, x], [b, y]) => y - x || compareText(a, b)).map(([firm, count]) => ({ firm, count })),
  };
}

function passes(loop: Loop, { firms, stated, feasible, status }: Params): boolean {
  return (
    firms.every((firm) => loop.nodes.includes(firm)) &&
    (!stated || loop.title !== null) &&
    (!feasible || loop.feasible) &&
    (status === null || statusRank(loop.status) >= statusRank(status))
  );
}
