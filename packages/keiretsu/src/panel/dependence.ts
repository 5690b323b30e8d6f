import { compareText } from "../finding.ts";
import { concentrationRange, type ConcentrationRange } from "../measure/concentration-range.ts";
import { knownShares } from "../measure/known-shares.ts";
import { type Result, toResult } from "../network/result.ts";
import type { Claim, Status } from "../record/casebook.ts";
import { flowClass, isContingent } from "../record/instrument.ts";
import { perimeter } from "../record/perimeter.ts";
import { statuses, statusRank } from "../record/strength.ts";
import { statedFigure } from "../record/policy.ts";
import { type LegView, type View, view as lookAt } from "../record/view.ts";
import { coverage, type CoverageYear } from "./coverage.ts";
import { type Evidence, evidence, latestFigure, sorted, standingClaims } from "./evidence.ts";
import { summed } from "./range.ts";
import { viewParams } from "./params.ts";

/**
 * Question: how much do others depend on one firm, as the bank that funds them or as the client that buys from them? Shares are bounds over the amounts
 * that sources give: an amount that is not known may be anything.
 */
export interface Bounds {
  readonly low: number;
  /** null = no ceiling is known. */
  readonly high: number | null;
}

/** A firm that it funds or guarantees: the test of a main bank. */
export interface FundedFirm extends Evidence {
  readonly firm: string;
  /** Part of the funding of the firm, as recorded, that comes from it. */
  readonly fundingShare: Bounds;
  /** Part of the purchases of the firm, as recorded, that go back to it; null where none is recorded. */
  readonly purchaseShare: Bounds | null;
  /** Legs by which it would come to the rescue: guarantees and backstops. */
  readonly rescue: readonly string[];
}

/** A firm that sells to it: how much of what it is owed rests on this one client. */
export interface AnchoredFirm extends Evidence {
  readonly firm: string;
  /** Contracted revenue not yet earned, as published. */
  readonly backlog: number | null;
  readonly share: Bounds | null;
  /** Stated by a source, or the contracts of the casebook over the backlog. */
  readonly by: "stated" | "contracts" | null;
  /** What the backlog loses without this client. */
  readonly cut: Bounds | null;
  readonly revenueShare: number | null;
}

export interface Dependence {
  readonly funded: readonly FundedFirm[];
  /** What it has promised as funding at each firmness, against what it earns free of cost: the verdict moves with the firmness. */
  readonly capacity: {
    readonly freeCashFlow: number | null;
    readonly period: string | null;
    readonly claims: readonly string[];
    readonly sources: readonly string[];
    readonly promised: readonly {
      readonly atLeast: Status;
      readonly low: number;
      /** By the figures that sources name. */
      readonly point: number;
      readonly high: number | null;
      /** point over free cash flow. */
      readonly times: number | null;
      readonly legs: readonly string[];
    }[];
  };
  readonly anchored: readonly AnchoredFirm[];
  /** Revenue over dues, year by year, without new money from outside. */
  readonly coverage: readonly CoverageYear[];
  /** Contracts that enter no year, since amount or term is unknown. */
  readonly unscheduled: readonly string[];
  readonly concentration: {
    /** By the contracts of the casebook, one share a firm. */
    readonly clients: ConcentrationRange & { readonly firms: readonly string[] };
    readonly suppliers: ConcentrationRange & { readonly firms: readonly string[] };
    /** By shares that sources state of the largest: hhi within bounds. */
    readonly stated: readonly {
      readonly predicate: string;
      readonly claim: string;
      readonly source: string;
      readonly shares: readonly number[];
      readonly hhi: { readonly low: number; readonly high: number };
    }[];
  };
}

interface Scene {
  readonly view: View;
  readonly on: string;
  readonly firm: (entity: string) => string;
  readonly claims: readonly Claim[];
  readonly funding: readonly LegView[];
  readonly sales: readonly LegView[];
}

export function dependence(view: View, asked: { readonly on: string }): Result<Dependence> {
  const { on } = asked;
  const firm = perimeter(view.casebook, "parent");
  const counted = view.legs.filter((row) => row.verdict === "counted" && firm(row.leg.from) !== firm(row.leg.to));
  const scene: Scene = {
    view,
    on: firm(on),
    firm,
    claims: standingClaims(view),
    funding: counted.filter((row) => flowClass(row.leg.instrument) === "funding" && !isContingent(row.leg) && row.leg.gives !== "warrants"),
    sales: counted.filter((row) => flowClass(row.leg.instrument) === "revenue"),
  };
  const covered = coverage(view, scene.on);
  return toResult(
    "dependence",
    { digest: view.casebook.digest, unit: view.casebook.currency, asOf: { validOn: view.options.validOn, knownOn: view.options.knownOn } },
    { ...viewParams(view), on: scene.on, perimeter: "parent" },
    {
      warnings: covered.warnings,
      values: {
        funded: fundedFirms(scene, counted),
        capacity: capacity(scene),
        anchored: anchoredFirms(scene),
        coverage: covered.years,
        unscheduled: covered.unscheduled,
        concentration: {
          clients: concentrated(scene, "clients"),
          suppliers: concentrated(scene, "suppliers"),
          stated: statedConcentration(scene),
        },
      },
    },
  );
}

function fundedFirms({ view, on, firm, funding, sales }: Scene, counted: readonly LegView[]): readonly FundedFirm[] {
  const { currency } = view.casebook;
  const rescues = counted.filter((row) => isContingent(row.leg) && firm(row.leg.from) === on);
  const mine = funding.filter((row) => firm(row.leg.from) === on);
  return sorted([...mine, ...rescues].map((row) => firm(row.leg.to))).map((client): FundedFirm => {
    const inflows = funding.filter((row) => firm(row.leg.to) === client);
    const purchases = sales.filter((row) => firm(row.leg.from) === client);
    const rescue = rescues.filter((row) => firm(row.leg.to) === client);
    const [from, rest] = split(inflows, (row) => firm(row.leg.from) === on);
    const [back, elsewhere] = split(purchases, (row) => firm(row.leg.to) === on);
    return {
      firm: client,
      fundingShare: share(from, rest, currency),
      purchaseShare: purchases.length === 0 ? null : share(back, elsewhere, currency),
      rescue: rescue.map((row) => row.leg.id),
      ...evidence([...inflows, ...purchases, ...rescue]),
    };
  });
}

function capacity({ view, on, firm, claims }: Scene): Dependence["capacity"] {
  const { casebook } = view;
  const free = latestFigure(
    claims.filter((claim) => claim.subject === on && claim.predicate === "free-cash-flow"),
    casebook.currency,
  );
  const promised = statuses
    .filter((status) => statusRank(status) >= 0)
    .map((atLeast) => {
      const legs = lookAt(casebook, { ...view.options, atLeast }).legs.filter(
        (row) =>
          row.verdict === "counted" &&
          flowClass(row.leg.instrument) === "funding" &&
          row.leg.gives === "cash" &&
          !isContingent(row.leg) &&
          firm(row.leg.from) === on &&
          firm(row.leg.to) !== on,
      );
      const total = summed(legs, casebook.currency);
      const point = legs.reduce((all, row) => all + figureOf(row, casebook.currency), 0);
      const times = free === null || free.figure <= 0 ? null : point / free.figure;
      return { atLeast, low: total.low, point, high: total.high, times, legs: legs.map((row) => row.leg.id) };
    });
  return {
    freeCashFlow: free?.figure ?? null,
    period: free?.claim.period ?? null,
    claims: free === null ? [] : [free.claim.id],
    sources: free === null ? [] : [free.claim.source],
    promised,
  };
}

const BACKLOG: ReadonlySet<string> = new Set(["rpo", "commercial-rpo", "revenue-backlog"]);

function anchoredFirms({ view, on, firm, claims, sales }: Scene): readonly AnchoredFirm[] {
  const { currency } = view.casebook;
  const sold = sales.filter((row) => firm(row.leg.from) === on);
  const stated = claims.filter((claim) => claim.predicate === `rpo-share-${on}` || claim.predicate === `revenue-share-from-${on}`);
  return sorted([...sold.map((row) => firm(row.leg.to)), ...stated.map((claim) => claim.subject)]).map((seller): AnchoredFirm => {
    const legs = sold.filter((row) => firm(row.leg.to) === seller);
    const about = claims.filter((claim) => claim.subject === seller);
    const backlog = latestFigure(
      about.filter((claim) => BACKLOG.has(claim.predicate)),
      currency,
    );
    const told = latestFigure(
      about.filter((claim) => claim.predicate === `rpo-share-${on}`),
      "%",
    );
    const revenue = latestFigure(
      about.filter((claim) => claim.predicate === `revenue-share-from-${on}`),
      "%",
    );
    const part = told === null ? ofBacklog(legs, backlog?.figure ?? null, currency) : { low: told.figure / 100, high: told.figure / 100 };
    const whole = backlog?.figure ?? null;
    return {
      firm: seller,
      backlog: whole,
      share: part,
      by: part === null ? null : told === null ? "contracts" : "stated",
      cut: part === null || whole === null ? null : { low: part.low * whole, high: part.high === null ? null : part.high * whole },
      revenueShare: revenue === null ? null : revenue.figure / 100,
      ...evidence(
        legs,
        [backlog, told, revenue].flatMap((found) => (found === null ? [] : [found.claim])),
      ),
    };
  });
}

/** Contracts over backlog: an upper bound only, since part of a contract may be earned already or be no part of the backlog. */
function ofBacklog(legs: readonly LegView[], backlog: number | null, currency: string): Bounds | null {
  if (backlog === null || backlog <= 0 || legs.length === 0) return null;
  const { high } = summed(legs, currency);
  return { low: 0, high: high === null ? 1 : Math.min(1, high / backlog) };
}

function concentrated(
  { view, on, firm, sales }: Scene,
  side: "clients" | "suppliers",
): ConcentrationRange & { readonly firms: readonly string[] } {
  const mine = side === "clients" ? sales.filter((row) => firm(row.leg.to) === on) : sales.filter((row) => firm(row.leg.from) === on);
  const other = (row: LegView): string => firm(side === "clients" ? row.leg.from : row.leg.to);
  const firms = sorted(mine.map(other));
  const ranges = firms.map((name) =>
    summed(
      mine.filter((row) => other(row) === name),
      view.casebook.currency,
    ),
  );
  return { firms, ...concentrationRange(ranges) };
}

/** Lists and single shares that sources give of the clients or of the market of the firm. */
function statedConcentration({ on, claims }: Scene): Dependence["concentration"]["stated"] {
  return claims
    .filter((claim) => claim.subject === on && claim.unit === "%" && /^(receivables-top-|market-share-)/.test(claim.predicate))
    .flatMap((claim) => {
      const shares = claim.value.split("|").map((text) => Number(text) / 100);
      if (shares.some((part) => !(part >= 0 && part <= 1)) || shares.reduce((total, part) => total + part, 0) > 1) return [];
      const hhi = knownShares(shares);
      return hhi === null ? [] : [{ predicate: claim.predicate, claim: claim.id, source: claim.source, shares, hhi }];
    })
    .sort((a, b) => compareText(a.claim, b.claim));
}

function split(rows: readonly LegView[], is: (row: LegView) => boolean): readonly [readonly LegView[], readonly LegView[]] {
  return [rows.filter(is), rows.filter((row) => !is(row))];
}

/** Bounds of a part in a whole when both parts move within their own bounds. */
function share(part: readonly LegView[], rest: readonly LegView[], currency: string): Bounds {
  if (part.length === 0) return { low: 0, high: 0 };
  const [mine, others] = [summed(part, currency), summed(rest, currency)];
  const low = others.high === null || mine.low + others.high === 0 ? (rest.length === 0 ? 1 : 0) : mine.low / (mine.low + others.high);
  const high = mine.high === null || mine.high + others.low === 0 ? 1 : mine.high / (mine.high + others.low);
  return { low, high };
}

function figureOf({ amount }: LegView, currency: string): number {
  return amount === null || amount.unit !== currency ? 0 : (statedFigure(amount) ?? 0);
}
