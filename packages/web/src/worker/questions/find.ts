import { find as ask, type Found } from "keiretsu";
import type { OpenBook } from "../book.ts";

interface Params {
  readonly text: string;
  readonly knownOn: string | null;
  readonly limit: number;
}

/** Firms, deals, claims and sources that hold the words, the best first. */
export default function find({ casebook }: OpenBook, { text, knownOn, limit }: Params): Pick<Found, "hits" | "total"> {
  const { hits, total } = ask(casebook, { text, knownOn, limit });
  return { hits, total };
}
