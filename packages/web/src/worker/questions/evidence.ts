import { type Claim, type LegView, type Source, type StatusEvent, view, type ViewOptions } from "keiretsu";
import type { OpenBook } from "../book.ts";

interface Params {
  readonly view: ViewOptions;
  readonly legs: readonly string[];
  readonly claims: readonly string[];
}

export interface CitedClaim {
  readonly claim: Claim;
  readonly source: Source | null;
}

/** What the numbers of some legs rest on: for each leg its verdict, status, chosen amount and the amounts that were not chosen; and single claims. */
export default function evidence({ casebook }: OpenBook, params: Params) {
  const sources = new Map(casebook.sources.map((source) => [source.id, source]));
  const claims = new Map(casebook.claims.map((claim) => [claim.id, claim]));
  const withSource = (claim: Claim): CitedClaim => ({ claim, source: sources.get(claim.source) ?? null });
  const legs = new Map(view(casebook, params.view).legs.map((row) => [row.leg.id, row]));
  return {
    policy: params.view.policy,
    legs: params.legs.flatMap((id) => {
      const row = legs.get(id);
      return row ? [legEvidence(row, { sources, withSource })] : [];
    }),
    claims: params.claims.flatMap((id) => {
      const claim = claims.get(id);
      return claim ? [withSource(claim)] : [];
    }),
    unknown: [...params.legs.filter((id) => !legs.has(id)), ...params.claims.filter((id) => !claims.has(id))],
  };
}

function legEvidence(
  { leg, verdict, status, amount, chosen, others }: LegView,
  look: { readonly sources: ReadonlyMap<string, Source>; readonly withSource: (claim: Claim) => CitedClaim },
) {
  const turn: (StatusEvent & { readonly sourceTitle: string }) | null =
    status === null ? null : { ...status, sourceTitle: look.sources.get(status.source)?.title ?? status.source };
  return {
    leg,
    verdict,
    status: turn,
    amount,
    chosen: chosen === null ? null : look.withSource(chosen),
    others: others.map(look.withSource),
    byEditor: chosen !== null && leg.reading === chosen.id,
  };
}
