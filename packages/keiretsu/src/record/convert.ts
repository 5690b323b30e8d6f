import { compareText } from "../finding.ts";
import type { Amount } from "./amount.ts";
import type { Claim } from "./casebook.ts";
import type { DayRange } from "./date.ts";
import { compareKnown } from "./horizon.ts";
import { confidenceRank } from "./strength.ts";
import { isCurrency } from "./read/currencies.ts";

/** A rate of exchange with its evidence: one unit of `from` is `factor` units of `to`. */
export interface Rate {
  readonly from: string;
  readonly to: string;
  readonly factor: number;
  readonly claim: Claim;
}

/**
 * The rate from one currency to another at a date, from claims whose unit is a pair: "1.16 USD/EUR" says that 1 EUR is 1.16 USD.
 * Takes the claim nearest in time to `on`, then the strongest, the latest known and the smallest id; null when there is none, since a
 * conversion without a dated and sourced rate is refused. Rates are not chained through a third currency.
 */
export function rate(
  claims: readonly Claim[],
  pair: { readonly from: string; readonly to: string; readonly on: DayRange | null },
): Rate | null {
  const { from, to, on } = pair;
  const distance = (claim: Claim): number => {
    if (on === null) return 0;
    const valid = claim.validOn!;
    return Math.max(0, valid.firstDay - on.lastDay, on.firstDay - valid.lastDay);
  };
  const claim = claims
    .filter((row) => row.stance !== "denies" && row.validOn !== null && row.amount?.point != null && row.amount.point > 0)
    .filter((row) => row.unit === `${to}/${from}` || row.unit === `${from}/${to}`)
    .sort(
      (a, b) =>
        distance(a) - distance(b) ||
        confidenceRank(a.confidence) - confidenceRank(b.confidence) ||
        compareKnown(b.knownOn, a.knownOn) ||
        compareText(a.id, b.id),
    )[0];
  if (claim === undefined || !isCurrency(from) || !isCurrency(to)) return null;
  const point = claim.amount!.point!;
  return { from, to, factor: claim.unit === `${to}/${from}` ? point : 1 / point, claim };
}

/** The amount in another currency; minor units are given up, since a converted amount is not exact. */
export function convert(amount: Amount, by: Rate): Amount {
  const times = (value: number | null): number | null => (value === null ? null : value * by.factor);
  return { ...amount, low: times(amount.low), point: times(amount.point), high: times(amount.high), unit: by.to, minorUnits: null };
}
