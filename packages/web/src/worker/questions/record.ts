import { claimList, KeiretsuError, sourceList, type ViewOptions } from "keiretsu";
import type { OpenBook } from "../book.ts";
import { viewOf } from "../remember.ts";

interface Params {
  readonly view: ViewOptions;
  /** A claim or a source. */
  readonly id: string;
}

/** One claim with what others make of it, or one source with what rests on it. Throws `unknown-subject`. */
export default function record(book: OpenBook, { view, id }: Params) {
  const { casebook } = book;
  const { knownOn, recordedOn } = view;
  const list = claimList(casebook, { knownOn, recordedOn });
  const byId = new Map(casebook.claims.map((claim) => [claim.id, claim]));
  const sourceOf = (source: string) => casebook.sources.find((one) => one.id === source) ?? null;
  const withSource = (claim: string) => ({ claim: byId.get(claim)!, source: sourceOf(byId.get(claim)!.source) });
  const claim = byId.get(id);
  if (claim !== undefined) {
    const row = list.find((one) => one.claim.id === id);
    return {
      kind: "claim" as const,
      cited: withSource(id),
      origin: row?.origin ?? claim.source,
      against: (row?.contradicts ?? []).map(withSource),
      corrects: claim.supersedes !== null && byId.has(claim.supersedes) ? withSource(claim.supersedes) : null,
      correctedBy: row?.supersededBy ? withSource(row.supersededBy) : null,
      beside: list
        .filter(
          (one) =>
            one.claim.subject === claim.subject &&
            one.claim.predicate === claim.predicate &&
            one.claim.id !== id &&
            !row?.contradicts.includes(one.claim.id),
        )
        .map((one) => withSource(one.claim.id)),
      reads: viewOf(book, view)
        .legs.filter((leg) => leg.chosen?.id === id)
        .map((leg) => leg.leg.id),
      place: claim.place,
      seen: row !== undefined,
    };
  }
  const source = sourceList(casebook).find((one) => one.source.id === id);
  if (source === undefined) throw new KeiretsuError("unknown-subject", `"${id}" is no claim or source of the casebook`);
  return {
    kind: "source" as const,
    listed: source,
    claims: list.filter((one) => one.claim.source === id || one.claim.origin === id).map((one) => withSource(one.claim.id)),
    turns: casebook.status.filter((turn) => turn.source === id),
    place: source.source.place,
  };
}
