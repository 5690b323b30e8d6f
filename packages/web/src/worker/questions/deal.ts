import { disclosure, facts, history, KeiretsuError } from "keiretsu";
import type { OpenBook } from "../book.ts";
import { type Viewed, viewOf } from "../remember.ts";

interface Params extends Viewed {
  /** A deal, or one of its legs. */
  readonly id: string;
}

/** A deal: its legs, the turns of their standing, what is said for and against, how much is told. Throws `unknown-subject`. */
export default function deal(book: OpenBook, { view, id }: Params) {
  const { casebook } = book;
  const seen = viewOf(book, view);
  const found = casebook.deals.find((one) => one.id === (casebook.legs.find((leg) => leg.id === id)?.deal ?? id));
  if (found === undefined) throw new KeiretsuError("unknown-subject", `"${id}" is no deal or leg of the casebook`);
  const rows = seen.legs.filter((row) => row.leg.deal === found.id);
  const ids = rows.map((row) => row.leg.id);
  const { knownOn, validOn, recordedOn, policy } = view;
  const dates = { knownOn, validOn, recordedOn, policy };
  return {
    deal: found,
    rows,
    wholes: casebook.legs.filter((leg) => rows.some((row) => row.leg.partOf.includes(leg.id))).map((leg) => leg.id),
    parts: casebook.legs.filter((leg) => leg.partOf.some((whole) => ids.includes(whole))).map((leg) => ({ leg: leg.id, of: leg.partOf })),
    turns: ids.length === 0 ? [] : history(casebook, { id: found.id, ...dates }).turns,
    facts: facts(casebook, { subject: found.id, ...dates }).groups,
    disclosure: disclosure(seen, { legs: ids }).values,
  };
}
