import { assert, KeiretsuError } from "../assert.ts";
import { compareText } from "../finding.ts";
import { fromEdges, type Network } from "../network/network.ts";
import type { Warning } from "../network/result.ts";
import type { Amount } from "./amount.ts";
import { convert, type Rate, rate } from "./convert.ts";
import { dayNumber } from "./date.ts";
import { horizon, isValid } from "./horizon.ts";
import { flowClass, flowClasses, isContingent, isInKind } from "./instrument.ts";
import { perimeter } from "./perimeter.ts";
import { statedFigure } from "./policy.ts";
import { type LegView, type View, visibleClaims } from "./view.ts";

export type { FlowClass } from "./instrument.ts";

/** The one stair from evidence to numbers: which amounts a leg takes, whose flows are one firm's, whether what is not cash counts. */
export interface ProjectOptions {
  /** Roll units up to their parents, or keep them apart. */
  readonly perimeter: "parent" | "unit";
  /** Whether shares, warrants and credits count at their stated value. */
  readonly inKind: boolean;
  /** Whether guarantees and backstops count as if called. */
  readonly contingent: boolean;
  /** Which end of each amount to take. */
  readonly amounts: "low" | "point" | "high";
}

export const defaultProjectOptions: ProjectOptions = { perimeter: "parent", inKind: true, contingent: false, amounts: "point" };

/** An edge that carries money: `network.leg[e]` is the index into `legs`. */
export interface Projection {
  readonly options: ProjectOptions;
  /** Lens "pays", types = FlowClass, names = entity ids sorted; one edge a counted leg whose amount is known and above 0. */
  readonly network: Network;
  /** The legs behind the edges, sorted by id, and after them the counted legs without an amount. */
  readonly legs: readonly LegView[];
  /** Counted legs that are in no edge because their amount is unknown (at this end of the range) or has no rate into the currency. */
  readonly unknown: readonly LegView[];
  /** Counted legs that are in no edge because they are 0 at this end of the range: "up to X" at the low end. */
  readonly zero: readonly LegView[];
  /** Legs dropped because rolling up made payer and payee one firm. */
  readonly internal: readonly LegView[];
  /** Counted legs that the switches for what is in kind and what is contingent leave out. */
  readonly setAside: readonly LegView[];
  /** The rates of exchange used, by leg id. */
  readonly rates: ReadonlyMap<string, Rate>;
  /** Firm of each entity id that stands in a leg. */
  readonly firm: (entity: string) => string;
  /** Sorted by code, then message. */
  readonly warnings: readonly Warning[];
}

/** Last day of a leg that has neither a term nor a closing: it may be paid at any time after it starts. */
export const openDay: number = dayNumber(9999, 12, 31);

/**
 * Turn the counted legs of a view into a network of payments in the casebook's currency. Contradiction and time stop here.
 * An amount is taken at one end: low, high, or point = the figure the source names (the point; the cap of "up to X"; the floor of
 * "at least X" and of words), never a midpoint. A bound that is unknown puts the leg into `unknown`, never 0 into the network.
 * Throws `bad-option`. Cost O(legs log legs).
 */
export function project(view: View, options: Partial<ProjectOptions> = {}): Projection {
  const asked: ProjectOptions = { ...defaultProjectOptions, ...options };
  if (!["low", "point", "high"].includes(asked.amounts))
    throw new KeiretsuError("bad-option", `amounts is "${asked.amounts}", expected low, point or high`);
  if (!["parent", "unit"].includes(asked.perimeter))
    throw new KeiretsuError("bad-option", `perimeter is "${asked.perimeter}", expected parent or unit`);
  const firm = perimeter(view.casebook, asked.perimeter);
  const counted = view.legs.filter((row) => row.verdict === "counted");
  const domestic = domesticAmounts(view, counted);

  const edges: { readonly row: LegView; readonly weight: number }[] = [];
  const unknown: LegView[] = [];
  const zero: LegView[] = [];
  const internal: LegView[] = [];
  const setAside: LegView[] = [];
  for (const row of counted) {
    if ((isInKind(row.leg) && !asked.inKind) || (isContingent(row.leg) && !asked.contingent)) setAside.push(row);
    else if (firm(row.leg.from) === firm(row.leg.to)) internal.push(row);
    else {
      const amount = domestic.amountOf(row);
      const weight = amount === null ? null : amountAt(amount, asked.amounts);
      if (weight === null) unknown.push(row);
      else if (weight === 0) zero.push(row);
      else edges.push({ row, weight });
    }
  }

  const parties = [...edges.map((edge) => edge.row), ...unknown, ...zero].flatMap(({ leg }) => [firm(leg.from), firm(leg.to)]);
  const names = [...new Set(parties)].sort(compareText);
  const index = new Map(names.map((name, i) => [name, i]));
  const windows = edges.map((edge) => paymentWindow(edge.row));
  const network = fromEdges(
    {
      n: names.length,
      from: edges.map(({ row }) => index.get(firm(row.leg.from))!),
      to: edges.map(({ row }) => index.get(firm(row.leg.to))!),
      amount: edges.map((edge) => edge.weight),
      type: edges.map(({ row }) => flowClasses.indexOf(flowClass(row.leg.instrument))),
      typeNames: flowClasses,
      firstDay: windows.map((window) => window.firstDay),
      lastDay: windows.map((window) => window.lastDay),
    },
    { lens: "pays", unit: view.casebook.currency, names },
  );
  const legs = [...edges.map((edge) => edge.row), ...unknown];
  assert(network.m + unknown.length === legs.length, "each edge and each unknown leg stands once in the list of legs");
  return {
    options: asked,
    network,
    legs,
    unknown,
    zero,
    internal,
    setAside,
    rates: domestic.rates,
    firm,
    warnings: warningsOf({ internal, unknown, refused: domestic.refused, currency: view.casebook.currency }),
  };
}

/** One end of an amount, null where that bound is unknown. */
function amountAt(amount: Amount, end: ProjectOptions["amounts"]): number | null {
  return end === "point" ? statedFigure(amount) : amount[end];
}

/**
 * When a leg may be paid, in days, inclusive: from the start of its term, or since it first stood anywhere, to the end of its term; without
 * a term to the day it closed, or open ended while it has not.
 */
export function paymentWindow(row: LegView): { readonly firstDay: number; readonly lastDay: number } {
  const firstDay = (row.leg.startsOn ?? row.since)?.firstDay ?? 0;
  if (row.leg.termYears !== null) return { firstDay, lastDay: Math.min(openDay, firstDay + Math.round(row.leg.termYears * 365.2425) - 1) };
  const closed = row.status?.status === "closed" ? row.status.validOn.lastDay : openDay;
  return { firstDay, lastDay: Math.max(firstDay, closed) };
}

/** Amounts of some legs in the casebook's currency; a leg in another one needs a rate that is dated, sourced and seen, or is refused. */
export function domesticAmounts(
  view: View,
  rows: readonly LegView[],
): {
  readonly amountOf: (row: LegView) => Amount | null;
  readonly rates: ReadonlyMap<string, Rate>;
  readonly refused: readonly LegView[];
} {
  const { casebook } = view;
  const rates = new Map<string, Rate>();
  const refused: LegView[] = [];
  const foreign = rows.filter((row) => row.amount !== null && row.amount.unit !== casebook.currency);
  if (foreign.length > 0) {
    const seen = horizon(view.options);
    const claims = visibleClaims(casebook, seen).filter((claim) => isValid(claim, seen));
    for (const row of foreign) {
      const found = rate(claims, { from: row.amount!.unit, to: casebook.currency, on: row.chosen?.validOn ?? row.since });
      if (found) rates.set(row.leg.id, found);
      else refused.push(row);
    }
  }
  const isRefused = new Set(refused);
  const amountOf = (row: LegView): Amount | null => {
    if (row.amount === null || isRefused.has(row)) return null;
    const found = rates.get(row.leg.id);
    return found ? convert(row.amount, found) : row.amount;
  };
  return { amountOf, rates, refused };
}

function ids(rows: readonly LegView[]): string {
  return rows.map((row) => row.leg.id).join(", ");
}

function warningsOf(left: {
  readonly internal: readonly LegView[];
  readonly unknown: readonly LegView[];
  readonly refused: readonly LegView[];
  readonly currency: string;
}): readonly Warning[] {
  const warnings: Warning[] = [];
  if (left.internal.length > 0) {
    warnings.push({ code: "internal-legs", message: `legs inside one firm, left out: ${left.internal.length} (${ids(left.internal)})` });
  }
  const refused = left.refused.filter((row) => left.unknown.includes(row));
  if (refused.length > 0) {
    const listed = refused.map((row) => `${row.leg.id} in ${row.amount!.unit}`).join(", ");
    warnings.push({
      code: "no-rate",
      message: `legs without a dated and sourced rate into ${left.currency}: ${refused.length} (${listed})`,
    });
  }
  const unknown = left.unknown.filter((row) => !refused.includes(row));
  if (unknown.length > 0) {
    warnings.push({ code: "unknown-amounts", message: `counted legs without an amount at this end: ${unknown.length} (${ids(unknown)})` });
  }
  return warnings;
}
