import { type ListedSource, sourceList } from "keiretsu";
import type { OpenBook } from "../book.ts";

interface Params {
  readonly knownOn: string | null;
  readonly text: string;
}

/** The sources, and how many origins stand behind them. */
export default function sources(
  { casebook }: OpenBook,
  params: Params,
): { readonly rows: readonly ListedSource[]; readonly origins: number } {
  const rows = sourceList(casebook, params);
  return { rows, origins: new Set(rows.map(({ origin }) => origin)).size };
}
