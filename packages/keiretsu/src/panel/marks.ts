import { compareText } from "../finding.ts";
import { breakEven, multiplier, paperGainPerDollar } from "../measure/valuation-feedback.ts";
import { type Result, toResult } from "../network/result.ts";
import type { Claim } from "../record/casebook.ts";
import { compareValid } from "../record/horizon.ts";
import { flowClass } from "../record/instrument.ts";
import { perimeter } from "../record/perimeter.ts";
import { statedFigure } from "../record/policy.ts";
import { stakes } from "../record/stakes.ts";
import type { LegView, View } from "../record/view.ts";
import { sorted, standingClaims } from "./evidence.ts";
import { viewParams } from "./params.ts";
import { type Range, summed } from "./range.ts";

/**
 * Question: how much of a profit is paper, what have stakes gained from one price to the next, and does the gain pay for the next stake?
 */
export interface Marks {
  readonly gains: readonly ReportedGain[];
  readonly valued: readonly Valued[];
}

/** A gain on stakes as an investor reports it, beside a profit of the same period; never added to one that already holds it. */
export interface ReportedGain {
  readonly investor: string;
  readonly predicate: string;
  readonly period: string;
  readonly gain: number;
  readonly claim: string;
  readonly source: string;
  readonly profit: {
    readonly entity: string;
    /** within: a net income, of which the gain is a part (before tax); beside: an operating profit, outside of which it stands. */
    readonly as: "within" | "beside";
    readonly value: number;
    readonly claim: string;
    readonly source: string;
  } | null;
  /** Part of the profit, or of both together, that is paper; null where no profit of the period is on record. */
  readonly paper: number | null;
}

/** The prices of one firm, from round to round. */
export interface Valued {
  readonly firm: string;
  readonly steps: readonly Step[];
}

export interface Step {
  readonly from: Price;
  readonly to: Price;
  /** New money on counted legs that began after the first price and not after the second. */
  readonly raised: { readonly low: number; readonly high: number | null; readonly legs: readonly string[] };
  /** Gain of those who held before: the second price less the first, with all the new money in it or none. */
  readonly gain: Range;
  /** Gain for each dollar of new money; null where none is on record. */
  readonly perDollar: Range | null;
  /** Stakes on record at the second date, and what each gained on paper. */
  readonly holders: readonly { readonly holder: string; readonly share: number; readonly gain: Range; readonly claim: string }[];
  /** Part of the firm held by those who put new money in, as far as stakes are on record: a floor. */
  readonly heldByFunders: number;
  /** What these funders gain on paper for each dollar they put in. */
  readonly fundersGain: Range | null;
  /** Part of that gain which, put in again, lets the rise feed itself: above 1 only on credit. */
  readonly breakEven: Range | null;
  /** What a dollar becomes if funders put in again a tenth, half, or all of their gain, or the part asked for; `endless` where the high end grows without end. */
  readonly multipliers: readonly { readonly again: number; readonly value: Range; readonly endless: boolean }[];
}

interface Price {
  readonly value: number;
  readonly validOn: string;
  readonly claim: string;
  readonly source: string;
}

export interface MarksOptions {
  /** Only this firm; null = every firm with two prices. */
  readonly of: string | null;
  /** Part of their gain that funders put in again. */
  readonly again: number | null;
}

export function marks(view: View, options: MarksOptions): Result<Marks> {
  const firm = perimeter(view.casebook, "parent");
  const claims = standingClaims(view).filter((claim) => claim.amount !== null && claim.unit === view.casebook.currency);
  const priced = claims.filter((claim) => claim.predicate === "valuation" && (options.of === null || firm(claim.subject) === options.of));
  const again = sortedNumbers([0.1, 0.5, 1, ...(options.again === null ? [] : [options.again])]);
  return toResult(
    "marks",
    { digest: view.casebook.digest, unit: view.casebook.currency, asOf: { validOn: view.options.validOn, knownOn: view.options.knownOn } },
    { ...viewParams(view), ...options },
    {
      warnings: [
        { code: "paper", message: "gains are prices of a last round times stakes on record: nobody could sell all of them at that price" },
      ],
      values: {
        gains: reported(claims, firm).filter((row) => options.of === null || row.predicate.includes(options.of)),
        valued: sorted(priced.map((claim) => claim.subject))
          .map((subject) => ({ firm: subject, steps: steps(view, { subject, claims: priced, again }) }))
          .filter((one) => one.steps.length > 0),
      },
    },
  );
}

/** Predicates of reported gains: gain-on-anthropic, gain-on-equity-securities, openai-dilution-gain. Gains of share prices are in per cent, so no amounts. */
const GAIN = /(^|-)gain(-|$)/;

function reported(claims: readonly Claim[], firm: (entity: string) => string): readonly ReportedGain[] {
  const profits = claims.filter((claim) => ["net-income", "operating-income"].includes(claim.predicate));
  return claims
    .filter((claim) => GAIN.test(claim.predicate) && figure(claim) !== null)
    .sort((a, b) => compareText(a.subject, b.subject) || compareText(a.id, b.id))
    .map((claim) => {
      const gain = figure(claim)!;
      const same = profits.filter(
        (profit) => profit.period === claim.period && firm(profit.subject) === firm(claim.subject) && figure(profit) !== null,
      );
      // A net income of the firm itself says most; else the operating profit of the firm or of a unit.
      const [profit] = same.sort((a, b) => compareText(a.predicate, b.predicate) || compareText(a.id, b.id));
      const as = profit?.predicate === "net-income" ? "within" : "beside";
      const value = profit === undefined ? null : figure(profit)!;
      return {
        investor: claim.subject,
        predicate: claim.predicate,
        period: claim.period,
        gain,
        claim: claim.id,
        source: claim.source,
        profit: profit === undefined ? null : { entity: profit.subject, as, value: value!, claim: profit.id, source: profit.source },
        paper: value === null || value <= 0 ? null : gain / (as === "within" ? value : value + gain),
      };
    });
}

function steps(
  view: View,
  asked: { readonly subject: string; readonly claims: readonly Claim[]; readonly again: readonly number[] },
): readonly Step[] {
  const prices = pricesOf(asked.claims.filter((claim) => claim.subject === asked.subject));
  return prices.slice(1).map((to, i) => stepOf(view, asked, { from: prices[i], to }));
}

interface DatedPrice extends Price {
  readonly firstDay: number;
  readonly lastDay: number;
}

/**
 * The prices by date, one a date: of several on one day the highest, which holds the new money. A price that repeats the last one (500 in October, 500 at the end of
 * the year) is no new round.
 */
function pricesOf(claims: readonly Claim[]): readonly DatedPrice[] {
  const dated = claims.filter((claim) => claim.validOn !== null && figure(claim) !== null);
  const byDate = [...dated].sort((a, b) => compareValid(a.validOn, b.validOn) || figure(b)! - figure(a)! || compareText(a.id, b.id));
  const prices: DatedPrice[] = [];
  for (const claim of byDate) {
    const before = prices.at(-1);
    const { text, firstDay, lastDay } = claim.validOn!;
    if (before?.validOn === text || before?.value === figure(claim)!) continue;
    prices.push({ value: figure(claim)!, validOn: text, claim: claim.id, source: claim.source, firstDay, lastDay });
  }
  return prices;
}

function stepOf(
  view: View,
  { subject, again }: { readonly subject: string; readonly again: readonly number[] },
  { from, to }: { readonly from: DatedPrice; readonly to: DatedPrice },
): Step {
  const { currency } = view.casebook;
  const legs = view.legs.filter(
    (row) => isNewMoney(row, subject) && row.since!.firstDay > from.lastDay && row.since!.firstDay <= to.lastDay,
  );
  const raised = { ...summed(legs, currency), legs: sorted(legs.map((row) => row.leg.id)) };
  const difference = to.value - from.value;
  const gain = between(raised.high === null ? null : difference - raised.high, difference);
  const perDollar = legs.length === 0 ? null : between(ratio(gain.low, raised.high), ratio(gain.high, raised.low));
  const held = stakes({ ...view, options: { ...view.options, validOn: to.validOn } }).filter((stake) => stake.held === subject);
  const funders = new Set(legs.map((row) => row.leg.from));
  const heldByFunders = held.reduce((sum, stake) => sum + (funders.has(stake.holder) ? stake.share : 0), 0);
  const fundersGain =
    perDollar === null ? null : mapped(perDollar, (rise) => (rise < 0 ? null : paperGainPerDollar(Math.min(1, heldByFunders), rise)));
  return {
    from: priceOnly(from),
    to: priceOnly(to),
    raised,
    gain,
    perDollar,
    holders: held.map(({ holder, share, claim }) => ({ holder, share, gain: mapped(gain, (value) => share * value), claim: claim.id })),
    heldByFunders,
    fundersGain,
    breakEven: fundersGain === null ? null : turned(mapped(fundersGain, breakEven)),
    multipliers:
      fundersGain === null
        ? []
        : again.map((part) => {
            const value = mapped(fundersGain, (gained) => multiplier(gained, part));
            return { again: part, value, endless: fundersGain.high !== null && value.high === null };
          }),
  };
}

/** Cash for new shares; what changes hands between holders brings the firm nothing. */
function isNewMoney({ leg, verdict, since }: LegView, subject: string): boolean {
  return (
    verdict === "counted" &&
    since !== null &&
    leg.to === subject &&
    leg.gives === "cash" &&
    flowClass(leg.instrument) === "funding" &&
    leg.issuer === subject
  );
}

function priceOnly({ value, validOn, claim, source }: DatedPrice): Price {
  return { value, validOn, claim, source };
}

function between(low: number | null, high: number | null): Range {
  return { low, point: null, high };
}

function mapped({ low, high }: Range, of: (value: number) => number | null): Range {
  return between(low === null ? null : of(low), high === null ? null : of(high));
}

/** 1 / x turns the ends round. */
function turned({ low, high }: Range): Range {
  return between(high, low);
}

function ratio(part: number | null, whole: number | null): number | null {
  return part === null || whole === null || whole === 0 ? null : part / whole;
}

function figure(claim: Claim): number | null {
  return claim.amount === null ? null : statedFigure(claim.amount);
}

function sortedNumbers(values: readonly number[]): readonly number[] {
  return [...new Set(values)].sort((a, b) => a - b);
}
