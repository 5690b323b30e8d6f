import { compareText } from "../finding.ts";
import { fromEdges, type Network } from "../network/network.ts";
import type { Claim } from "./casebook.ts";
import { compareValid, horizon, isValid } from "./horizon.ts";
import { statedFigure } from "./policy.ts";
import { type View, visibleClaims } from "./view.ts";

/** Predicate of a stake, followed by the holder: `toyota-motor` has `ownership-share-by-toyota-industries` 9.07 %. */
const STAKE = "ownership-share-by-";

/** One stake as a source states it. */
export interface Stake {
  readonly holder: string;
  readonly held: string;
  /** Share of the held firm, 0 to 1: the figure that the source names. */
  readonly share: number;
  readonly claim: Claim;
}

/**
 * The stakes seen from a view, one for each holder and held: the latest true one, so that two reports of one stake are one stake. Sorted by
 * holder, then held. Stakes that are no percentage or are denied are left out. Holders that are no entity of the casebook are left out too.
 */
export function stakes(view: View): readonly Stake[] {
  const seen = horizon(view.options);
  const entities = new Set(view.casebook.entities.map((entity) => entity.id));
  const latest = new Map<string, Stake>();
  const stated = visibleClaims(view.casebook, seen)
    .filter((claim) => claim.predicate.startsWith(STAKE) && claim.stance !== "denies" && isValid(claim, seen))
    .sort((a, b) => compareValid(a.validOn, b.validOn) || compareText(b.id, a.id));
  for (const claim of stated) {
    const holder = claim.predicate.slice(STAKE.length);
    const percent = claim.amount === null || claim.unit !== "%" ? null : statedFigure(claim.amount);
    if (percent === null || !entities.has(holder) || !entities.has(claim.subject)) continue;
    latest.set(`${holder} ${claim.subject}`, { holder, held: claim.subject, share: percent / 100, claim });
  }
  return [...latest.values()].sort((a, b) => compareText(a.holder, b.holder) || compareText(a.held, b.held));
}

/**
 * The stakes as a network with lens "A owns B" (money moves B to A); `leg[e]` is the index into `held`. `others` are nodes without a stake.
 */
export function projectStakes(held: readonly Stake[], others: readonly string[] = []): Network {
  const names = [...new Set([...held.flatMap((stake) => [stake.holder, stake.held]), ...others])].sort(compareText);
  const index = new Map(names.map((name, i) => [name, i]));
  return fromEdges(
    {
      n: names.length,
      from: held.map((stake) => index.get(stake.holder)!),
      to: held.map((stake) => index.get(stake.held)!),
      amount: held.map((stake) => stake.share),
    },
    { lens: "owns", unit: "share", names },
  );
}
