import { compareText } from "../../finding.ts";
import type { Claim } from "../../record/casebook.ts";
import { compareKnown, compareValid, horizon, isValid } from "../../record/horizon.ts";
import { statedFigure } from "../../record/policy.ts";
import { confidenceRank } from "../../record/strength.ts";
import { type View, visibleClaims } from "../../record/view.ts";
import type { Input, Missing } from "./inputs.ts";
import type { Assumption } from "./scenario.ts";
import { partWithin, periodOf, type Window } from "./window.ts";

/**
 * What claims say of single firms, as of a view: cash, equity, value, revenue of twelve months, debt that falls due. The latest true claim
 * counts, the strongest of several at one date. An assumption of the scenario stands before a claim. What nobody says is missing, never 0.
 */
export interface Firms {
  readonly cash: ReadonlyMap<string, Input>;
  readonly equity: ReadonlyMap<string, Input>;
  readonly value: ReadonlyMap<string, Input>;
  readonly revenue: ReadonlyMap<string, Input>;
  /** Debt to lenders outside that falls due in the window, one row a claim. */
  readonly maturities: ReadonlyMap<string, readonly Input[]>;
  readonly missing: readonly Missing[];
}

type FirmFigure = "cash" | "equity" | "value" | "revenue";

/** Market value is not book equity: it feeds the value of firms, and stands in for equity only where the reader asks for it. */
const predicates: Readonly<Record<FirmFigure, readonly string[]>> = {
  cash: ["cash-and-securities", "cash"],
  equity: ["shareholders-equity"],
  value: ["market-cap", "valuation"],
  revenue: ["revenue", "run-rate-revenue"],
};

/** Days in a period that counts as twelve months. */
const YEAR = { least: 360, most: 372 } as const;

export function firms(
  view: View,
  asked: { readonly names: readonly string[]; readonly window: Window; readonly assumptions: readonly Assumption[] },
): Firms {
  const seen = horizon(view.options);
  const claims = new Map<string, Claim[]>();
  for (const claim of visibleClaims(view.casebook, seen)) {
    if (claim.stance === "denies" || claim.amount === null || !isValid(claim, seen)) continue;
    const known = claims.get(claim.subject);
    if (known) known.push(claim);
    else claims.set(claim.subject, [claim]);
  }
  const of = (entity: string): readonly Claim[] => claims.get(entity) ?? [];
  const found: Record<FirmFigure, Map<string, Input>> = { cash: new Map(), equity: new Map(), value: new Map(), revenue: new Map() };
  const maturities = new Map<string, readonly Input[]>();
  const missing: Missing[] = [];
  for (const entity of asked.names) {
    for (const what of ["cash", "equity", "value", "revenue"] as const) {
      const input = assumed(asked.assumptions, entity, what) ?? stated(of(entity), { entity, what, currency: view.casebook.currency });
      if (input !== null) found[what].set(entity, input);
    }
    const due = falling(of(entity), { entity, window: asked.window, currency: view.casebook.currency });
    if (due.rows.length > 0) maturities.set(entity, due.rows);
    missing.push(...due.missing);
  }
  return { ...found, maturities, missing };
}

/** The last in this order counts: latest true, then strongest, then latest known. */
function strongestLast(a: Claim, b: Claim): number {
  return (
    compareValid(a.validOn, b.validOn) ||
    confidenceRank(b.confidence) - confidenceRank(a.confidence) ||
    compareKnown(a.knownOn, b.knownOn) ||
    compareText(b.id, a.id)
  );
}

function assumed(assumptions: readonly Assumption[], entity: string, what: FirmFigure): Input | null {
  const found = assumptions.find((one) => one.kind === what && one.entity === entity);
  if (found === undefined || found.kind !== what) return null;
  const { amount } = found;
  return figure(what, entity, { low: amount, point: amount, high: amount, claim: null, assumptions: [`${what} ${entity}`] });
}

function stated(
  claims: readonly Claim[],
  asked: {
    readonly entity: string;
    readonly what: FirmFigure;
    readonly currency: string;
  },
): Input | null {
  const { entity, what, currency } = asked;
  const fit = claims.filter(
    (claim) => predicates[what].includes(claim.predicate) && claim.unit === currency && (what !== "revenue" || ofTwelveMonths(claim)),
  );
  const claim = fit.sort(strongestLast).at(-1);
  if (claim === undefined) return what === "revenue" ? partOfYear(claims, entity, currency) : null;
  const { low, high } = claim.amount!;
  return figure(what, entity, { low, point: statedFigure(claim.amount!), high, claim, assumptions: [] });
}

/** A year's revenue is at least that of a part of it. */
function partOfYear(claims: readonly Claim[], entity: string, currency: string): Input | null {
  const parts = claims.filter((claim) => claim.predicate === "revenue" && claim.unit === currency && (claim.amount!.low ?? 0) > 0);
  const claim = parts.sort(strongestLast).at(-1);
  if (claim === undefined) return null;
  return figure("revenue", entity, { low: claim.amount!.low, point: null, high: null, claim, assumptions: ["part-of-year"] });
}

/** A rate of revenue is of a year by its name; a fiscal year is taken as one. */
function ofTwelveMonths(claim: Claim): boolean {
  if (claim.predicate === "run-rate-revenue" || /^(FY ?\d{4}|TTM.*)$/.test(claim.period)) return true;
  const period = claim.period === "" ? claim.validOn : periodOf(claim.period);
  const days = period === null ? 0 : period.lastDay - period.firstDay + 1;
  return days >= YEAR.least && days <= YEAR.most;
}

/** Maturities as the latest date states them; the parts of their periods that lie in the window, evenly spread. */
function falling(
  claims: readonly Claim[],
  asked: { readonly entity: string; readonly window: Window; readonly currency: string },
): { readonly rows: readonly Input[]; readonly missing: readonly Missing[] } {
  const { entity, window } = asked;
  const all = claims.filter((claim) => claim.predicate === "debt-maturity" && claim.unit === asked.currency);
  const latest = all.reduce<number>((day, claim) => Math.max(day, claim.validOn?.lastDay ?? -Infinity), -Infinity);
  const set = all.filter((claim) => (claim.validOn?.lastDay ?? -Infinity) === latest).sort((a, b) => compareText(a.id, b.id));
  if (set.length === 0) {
    const whole = claims.some((claim) => claim.predicate === "total-debt");
    return { rows: [], missing: whole ? [gap(entity, "no-maturities")] : [] };
  }
  const rows: Input[] = [];
  const missing: Missing[] = [];
  for (const claim of set) {
    const period = periodOf(claim.period);
    if (period === null) {
      const year = /^(\d{4})\+$/.exec(claim.period);
      const first = year === null ? null : periodOf(year[1]);
      if (first === null || first.firstDay <= window.lastDay) missing.push(gap(entity, "open-ended"));
      continue;
    }
    const part = partWithin(period, window);
    if (part === 0) continue;
    const point = statedFigure(claim.amount!)!;
    const [low, high] = [claim.amount!.low ?? point, claim.amount!.high ?? point];
    const due = { low: part * low, point: part * point, high: part * high };
    rows.push(figure("external-liability", entity, { ...due, claim, assumptions: ["even-spread"] }));
  }
  return { rows, missing };
}

function gap(entity: string, reason: Missing["reason"]): Missing {
  return { what: "external-liability", entity, leg: null, reason };
}

function figure(
  what: Input["what"],
  entity: string,
  of: { readonly low: number | null; readonly point: number | null; readonly high: number | null; readonly claim: Claim | null } & Pick<
    Input,
    "assumptions"
  >,
): Input {
  const { claim, ...rest } = of;
  return { what, from: entity, to: null, leg: null, ...rest, claim: claim?.id ?? null, source: claim?.source ?? null };
}
