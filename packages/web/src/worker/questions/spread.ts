import { type Result, type Spread, spread as ask, type SpreadOptions } from "keiretsu";
import type { OpenBook } from "../book.ts";
import { type Projected, remember } from "../remember.ts";

export interface SpreadParams extends Projected {
  readonly amounts: SpreadOptions["amounts"];
  readonly maxLength: number;
}

export function spreadOf(book: OpenBook, params: SpreadParams, tell: (progress: number) => void = () => {}): Result<Spread> {
  const { view, project, amounts, maxLength } = params;
  return remember(book, "spread", params, () =>
    ask(book.casebook, { ...view, ...project, amounts, maxLength }, (done, all) => tell(done / all)),
  );
}

/** The headline figures under every other choice of the analyst. */
export default function spread(book: OpenBook, params: SpreadParams, tell: (progress: number) => void): Result<Spread> {
  return spreadOf(book, params, tell);
}
