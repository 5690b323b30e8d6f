import { compareText } from "../finding.ts";
import { flowBetweenness, pairFlow } from "../measure/flow-betweenness.ts";
import { type Result, toResult, type Warning } from "../network/result.ts";
import type { Claim } from "../record/casebook.ts";
import { flowClass } from "../record/instrument.ts";
import type { LegView, View } from "../record/view.ts";
import { type Evidence, evidence, latestFigure, sorted, standingClaims } from "./evidence.ts";
import { viewParams } from "./params.ts";
import { type Range, spanOf, summed } from "./range.ts";
import { runs } from "./runs.ts";
import { schedule } from "./schedule.ts";

/**
 * Question: is a firm a trading house: money has to pass through it, it borrows against what long contracts promise it, it earns little on what passes, and it
 * is short when one client stops?
 */
export interface Intermediation {
  readonly firm: string;
  /** Money promised to it and by it on counted legs, what is not known having no ceiling. */
  readonly passes: {
    readonly earned: Passing;
    readonly bought: Passing;
    readonly raised: Passing;
    readonly placed: Passing;
  };
  /** Part of what can flow between all others that needs it: over the low, stated and high amounts, no bound. */
  readonly betweenness: Range;
  /** The firms by that share at the stated amounts, the greatest first; those with none left out. */
  readonly ranking: readonly { readonly firm: string; readonly share: number }[];
  /** The same for one pair of others. */
  readonly between: {
    readonly from: string;
    readonly to: string;
    readonly all: Range;
    readonly without: Range;
    readonly share: Range;
  } | null;
  readonly transformation: Transformation;
  readonly stop: Stop | null;
}

interface Passing extends Evidence {
  readonly low: number;
  readonly high: number | null;
}

/** What it owes against what it is owed: size, length, and what stays with it. */
interface Transformation {
  readonly backlog: PublishedFigure | null;
  readonly debt: PublishedFigure | null;
  readonly equity: PublishedFigure | null;
  /** Gross margin on what passes through, 0 to 1. */
  readonly margin: PublishedFigure | null;
  /** debt / equity; null where either is not stated. */
  readonly leverage: number | null;
  /** debt / backlog. */
  readonly borrowedAgainst: number | null;
  /** Years of the contracts by which it is paid and by which it pays, weighted by amount; null where no term is known. */
  readonly yearsOwedToIt: number | null;
  readonly yearsOwedByIt: number | null;
}

export interface PublishedFigure {
  readonly value: number;
  readonly claim: string;
  readonly source: string;
  readonly validOn: string;
}

/** The client that owes it most a year stops paying. Nothing else moves: that is the assumption. */
interface Stop {
  readonly payer: string;
  /** Contracts with amount and term, spread evenly. */
  readonly perYear: { readonly low: number; readonly high: number | null };
  readonly legs: readonly string[];
  /** The last free cash flow published before the payments fall due. */
  readonly freeCashFlow: PublishedFigure | null;
  /** With the payments: from what the margin leaves of them, where their costs are still to come, to all of them, where costs are sunk. */
  readonly withPayments: { readonly low: number; readonly high: number | null } | null;
  readonly withoutPayments: number | null;
}

export interface IntermediationOptions {
  readonly of: string;
  readonly from: string | null;
  readonly to: string | null;
}

export function intermediation(view: View, options: IntermediationOptions): Result<Intermediation> {
  const ends = runs(view, {});
  const firm = ends.point.firm;
  const of = firm(options.of);
  const mine = ends.counted.filter((row) => [row.leg.from, row.leg.to].some((party) => firm(party) === of));
  const warnings: Warning[] = [];
  const claims = standingClaims(view).filter((claim) => claim.subject === of);
  const transformation = transform(view, { of, firm, mine, claims });
  const measured = { low: ends.low.network, point: ends.point.network, high: ends.high.network };
  const byFirm = mapRuns(measured, flowBetweenness);
  const at = (run: keyof typeof measured): number | null => {
    const node = measured[run].names.indexOf(of);
    return node < 0 ? null : byFirm[run][node].share;
  };
  const { names } = measured.point;
  if (!names.includes(of)) warnings.push({ code: "not-in-network", message: `no counted leg of ${of} stands between two firms` });
  return toResult(
    "intermediation",
    { digest: view.casebook.digest, unit: view.casebook.currency, asOf: { validOn: view.options.validOn, knownOn: view.options.knownOn } },
    { ...viewParams(view), of, from: options.from, to: options.to, perimeter: "parent" },
    {
      warnings,
      values: {
        firm: of,
        passes: passes(view, mine, { of, firm }),
        betweenness: spanOf({ low: at("low"), point: at("point"), high: at("high") }),
        ranking: byFirm.point
          .map(({ share }, i) => ({ firm: names[i], share: share ?? 0 }))
          .filter(({ share }) => share > 0)
          .sort((a, b) => b.share - a.share || compareText(a.firm, b.firm)),
        between:
          options.from === null || options.to === null ? null : pair(measured, { from: firm(options.from), to: firm(options.to), of }),
        transformation,
        stop: stop(view, { of, firm, claims, margin: transformation.margin }),
      },
    },
  );
}

function mapRuns<A, B>(
  runsOf: Readonly<Record<"low" | "point" | "high", A>>,
  of: (run: A) => B,
): Readonly<Record<"low" | "point" | "high", B>> {
  return { low: of(runsOf.low), point: of(runsOf.point), high: of(runsOf.high) };
}

function pair(
  networks: Readonly<Record<"low" | "point" | "high", Parameters<typeof pairFlow>[0]>>,
  { from, to, of }: { readonly from: string; readonly to: string; readonly of: string },
): NonNullable<Intermediation["between"]> {
  const found = mapRuns(networks, (network) => {
    const [a, b, through] = [from, to, of].map((name) => network.names.indexOf(name));
    return a < 0 || b < 0 || through < 0 ? { all: 0, without: 0, share: null } : pairFlow(network, { from: a, to: b, through });
  });
  const span = (pick: (one: (typeof found)["low"]) => number | null): Range =>
    spanOf({ low: pick(found.low), point: pick(found.point), high: pick(found.high) });
  return { from, to, all: span((one) => one.all), without: span((one) => one.without), share: span((one) => one.share) };
}

interface Seen {
  readonly of: string;
  readonly firm: (entity: string) => string;
}

function passes(view: View, mine: readonly LegView[], { of, firm }: Seen): Intermediation["passes"] {
  const sum = (side: "from" | "to", flow: "revenue" | "funding"): Passing => {
    const legs = mine.filter((row) => firm(row.leg[side]) === of && flowClass(row.leg.instrument) === flow);
    return { ...summed(legs, view.casebook.currency), ...evidence(legs) };
  };
  return { earned: sum("to", "revenue"), bought: sum("from", "revenue"), raised: sum("to", "funding"), placed: sum("from", "funding") };
}

function transform(
  view: View,
  { of, firm, mine, claims }: Seen & { readonly mine: readonly LegView[]; readonly claims: readonly Claim[] },
): Transformation {
  const { currency } = view.casebook;
  const backlog = stated(claims, "rpo", currency);
  const debt = stated(claims, "total-debt", currency);
  const equity = stated(claims, "shareholders-equity", currency);
  const percent = latestStated(
    claims.filter((claim) => claim.predicate.endsWith("gross-margin")),
    "%",
  );
  return {
    backlog,
    debt,
    equity,
    margin: percent && { ...percent, value: percent.value / 100 },
    leverage: debt && equity && equity.value > 0 ? debt.value / equity.value : null,
    borrowedAgainst: debt && backlog && backlog.value > 0 ? debt.value / backlog.value : null,
    yearsOwedToIt: years(mine.filter((row) => firm(row.leg.to) === of)),
    yearsOwedByIt: years(mine.filter((row) => firm(row.leg.from) === of)),
  };
}

/** Mean term of contracts with a term and an amount, weighted by the amount that their source names. */
function years(rows: readonly LegView[]): number | null {
  const known = rows.flatMap(({ leg, amount }) => {
    const weight = amount === null ? null : (amount.point ?? amount.high ?? amount.low);
    return leg.termYears === null || weight === null || flowClass(leg.instrument) !== "revenue" ? [] : [{ weight, term: leg.termYears }];
  });
  const total = known.reduce((sum, { weight }) => sum + weight, 0);
  return total === 0 ? null : known.reduce((sum, { weight, term }) => sum + weight * term, 0) / total;
}

function stop(
  view: View,
  { of, firm, claims, margin }: Seen & { readonly claims: readonly Claim[]; readonly margin: PublishedFigure | null },
): Stop | null {
  const owed = schedule(view).values.legs.filter(
    (leg) => firm(leg.to) === of && leg.perYear !== null && leg.instrument !== "guarantee-backstop",
  );
  const payers = sorted(owed.map((leg) => firm(leg.from))).map((payer) => {
    const legs = owed.filter((leg) => firm(leg.from) === payer);
    const open = legs.some((leg) => leg.perYear!.high === null);
    return {
      payer,
      legs: sorted(legs.map((leg) => leg.leg)),
      perYear: {
        low: legs.reduce((sum, leg) => sum + (leg.perYear!.low ?? 0), 0),
        high: open ? null : legs.reduce((sum, leg) => sum + leg.perYear!.high!, 0),
      },
    };
  });
  const [largest] = payers.sort((a, b) => (b.perYear.high ?? Infinity) - (a.perYear.high ?? Infinity) || compareText(a.payer, b.payer));
  if (!largest) return null;
  const freeCashFlow = stated(claims, "free-cash-flow", view.casebook.currency);
  const kept = margin?.value ?? 0;
  return {
    ...largest,
    freeCashFlow,
    withPayments: freeCashFlow && {
      low: freeCashFlow.value + kept * largest.perYear.low,
      high: largest.perYear.high === null ? null : freeCashFlow.value + largest.perYear.high,
    },
    withoutPayments: freeCashFlow?.value ?? null,
  };
}

function stated(claims: readonly Claim[], predicate: string, unit: string): PublishedFigure | null {
  return latestStated(
    claims.filter((claim) => claim.predicate === predicate),
    unit,
  );
}

function latestStated(claims: readonly Claim[], unit: string): PublishedFigure | null {
  const found = latestFigure(claims, unit);
  return found && { value: found.figure, claim: found.claim.id, source: found.claim.source, validOn: found.claim.validOn?.text ?? "" };
}
