import { KeiretsuError } from "../assert.ts";
import { compareText } from "../finding.ts";
import { concentration } from "../measure/concentration.ts";
import { type AmountRange, concentrationRange, type Interval } from "../measure/concentration-range.ts";
import { optionality } from "../measure/optionality.ts";
import { type Result, toResult } from "../network/result.ts";
import type { Entity, Instrument } from "../record/casebook.ts";
import { flowClass } from "../record/instrument.ts";
import { perimeter } from "../record/perimeter.ts";
import { statedFigure } from "../record/policy.ts";
import type { LegView, View } from "../record/view.ts";

/**
 * Question: from how many hands does a firm get one of its inputs, what does it lose with one of them, and what would a second source change?
 * Suppliers are the counterparties of its counted contracts for that input, weighed by the whole amount of each contract; a contract without an
 * amount makes its supplier known and its weight unknown, so that every index is an interval.
 */
export type Input = "compute" | "chips" | "models" | "money";

/** What a contract of each instrument brings. Money comes from its `from`, everything else from the party that is paid. */
const instruments: Readonly<Record<Input, readonly Instrument[]>> = {
  compute: ["cloud-capacity", "take-or-pay", "lease"],
  chips: ["supply-purchase"],
  models: ["licence"],
  money: ["equity-investment", "convertible", "debt", "cloud-credits", "joint-venture"],
};

export const inputs: readonly Input[] = ["compute", "chips", "models", "money"];

export interface SupplyOptionsParams {
  readonly entity: string;
  readonly input: Input;
  readonly perimeter: "parent" | "unit";
  /** Share of its own amount by which each remaining supplier can grow a quarter: an assumption of the asker; null = unknown. */
  readonly growth: number | null;
}

export interface Supplier {
  readonly supplier: string;
  /** high null = no ceiling is known; low 0 and high null = no amount is known. */
  readonly amount: AmountRange;
  /** The figure that the sources name, where each contract has one. */
  readonly stated: number | null;
  readonly legs: readonly string[];
  readonly claims: readonly string[];
  readonly sources: readonly string[];
  /** Share of the stated figures; null where it has none. */
  readonly share: number | null;
  /** What its loss costs, in quarters of the whole input, over the horizon. */
  readonly lostQuarters: Interval | null;
  /** First quarter in which the others cover it, under the assumed growth; null = not within the horizon, or unknown. */
  readonly quartersToReplace: number | null;
}

export interface SupplyOptions {
  readonly entity: string;
  readonly input: Input;
  readonly suppliers: readonly Supplier[];
  /** Suppliers without any known amount. */
  readonly unknown: readonly string[];
  /** By the stated figures alone. */
  readonly effectiveSuppliers: number | null;
  readonly effectiveRange: Interval | null;
  readonly worstSingleLoss: number | null;
  readonly worstRange: Interval | null;
  readonly horizonQuarters: number;
  /** If half of what the largest supplies went to one new source. */
  readonly secondSource: { readonly effectiveSuppliers: number; readonly worstSingleLoss: number } | null;
  /** Firms that sell the same input to others and not to this one, with the legs that show it. */
  readonly candidates: readonly { readonly supplier: string; readonly legs: readonly string[] }[];
}

const HORIZON = 8;

/** Throws `unknown-entity`, `bad-option`. */
export function supplyOptions(view: View, params: SupplyOptionsParams): Result<SupplyOptions> {
  const { casebook } = view;
  const { input, growth } = params;
  if (!casebook.entities.some(({ id }) => id === params.entity))
    throw new KeiretsuError("unknown-entity", `no entity "${params.entity}" in this casebook`);
  if (!inputs.includes(input)) throw new KeiretsuError("bad-option", `input is "${input}", expected one of ${inputs.join(", ")}`);
  if (growth !== null && !(growth >= 0 && growth < Infinity))
    throw new KeiretsuError("bad-option", `growth is ${growth}, expected a share, 0 or more`);
  const firm = perimeter(casebook, params.perimeter);
  const buyer = firm(params.entity);
  const kinds = new Map(casebook.entities.map(({ id, kind }) => [id, kind]));
  const rows = view.legs.filter((row) => row.verdict === "counted" && brings(row, input) && isSeller(kinds.get(sellerOf(row, input))));
  const mine = rows.filter((row) => firm(buyerOf(row, input)) === buyer && firm(sellerOf(row, input)) !== buyer);
  const bySupplier = grouped(mine, (row) => firm(sellerOf(row, input)));
  const weighed = [...bySupplier].map(([supplier, legs]) => weighedSupplier(supplier, legs, casebook.currency));
  weighed.sort((a, b) => (b.stated ?? -1) - (a.stated ?? -1) || compareText(a.supplier, b.supplier));
  const known = weighed.filter(({ stated }) => stated !== null && stated > 0);
  const stated = known.map((one) => one.stated!);
  const { effective, largest } = concentration(stated, { largest: [1] });
  const range = concentrationRange(weighed.map(({ amount }) => amount));
  const losses = lossesOf(stated, growth);
  const suppliers = weighed.map((one): Supplier => {
    const loss = losses.get(known.indexOf(one));
    return {
      ...one,
      share: loss?.share ?? null,
      lostQuarters: loss === undefined ? null : loss.lostQuarters,
      quartersToReplace: loss?.quartersToReplace ?? null,
    };
  });
  const served = new Set(bySupplier.keys());
  const others = grouped(
    rows.filter((row) => !served.has(firm(sellerOf(row, input))) && firm(sellerOf(row, input)) !== buyer),
    (row) => firm(sellerOf(row, input)),
  );
  return toResult(
    "options",
    { digest: casebook.digest, unit: casebook.currency, asOf: { validOn: view.options.validOn, knownOn: view.options.knownOn } },
    { ...view.options, ...params },
    {
      warnings: warningsOf(known.length, weighed.length, growth),
      values: {
        entity: buyer,
        input,
        suppliers,
        unknown: weighed.filter((one) => one.stated === null && one.amount.low === 0).map((one) => one.supplier),
        effectiveSuppliers: effective,
        effectiveRange: range.effective,
        worstSingleLoss: largest[0].share,
        worstRange: range.largest,
        horizonQuarters: HORIZON,
        secondSource: secondSource(stated),
        candidates: [...others]
          .map(([supplier, legs]) => ({ supplier, legs: legs.map(({ leg }) => leg.id).sort() }))
          .sort((a, b) => compareText(a.supplier, b.supplier)),
      },
    },
  );
}

function brings({ leg }: LegView, input: Input): boolean {
  if (!instruments[input].includes(leg.instrument)) return false;
  return input === "money" ? flowClass(leg.instrument) === "funding" && leg.gives !== "valuation" : leg.gives === "cash";
}

function sellerOf({ leg }: LegView, input: Input): string {
  return input === "money" ? leg.from : leg.to;
}

function buyerOf({ leg }: LegView, input: Input): string {
  return input === "money" ? leg.to : leg.from;
}

/** A sector or a group of the past supplies nothing itself. */
function isSeller(kind: Entity["kind"] | undefined): boolean {
  return kind !== "sector" && kind !== "historical-group" && kind !== "product";
}

function grouped(rows: readonly LegView[], key: (row: LegView) => string): Map<string, LegView[]> {
  const groups = new Map<string, LegView[]>();
  for (const row of rows) groups.set(key(row), [...(groups.get(key(row)) ?? []), row]);
  return groups;
}

type Weighed = Omit<Supplier, "share" | "lostQuarters" | "quartersToReplace">;

function weighedSupplier(supplier: string, rows: readonly LegView[], currency: string): Weighed {
  const sorted = rows.toSorted((a, b) => compareText(a.leg.id, b.leg.id));
  const amounts = sorted.map(({ amount }) => (amount?.unit === currency ? amount : null));
  const figures = amounts.map((amount) => (amount === null ? null : statedFigure(amount)));
  const named = figures.filter((x): x is number => x !== null);
  return {
    supplier,
    amount: {
      low: amounts.reduce((total, amount) => total + (amount?.low ?? 0), 0),
      high: amounts.reduce<number | null>((total, amount) => (total === null || amount?.high == null ? null : total + amount.high), 0),
    },
    stated: named.length > 0 ? named.reduce((total, x) => total + x, 0) : null,
    legs: sorted.map(({ leg }) => leg.id),
    claims: sorted.flatMap(({ chosen }) => chosen?.id ?? []),
    sources: [...new Set(sorted.flatMap(({ chosen }) => chosen?.source ?? []))].sort(),
  };
}

/** Each loss in quarters of the whole input: between covered at once and never, or by the growth that the asker assumes. */
function lossesOf(
  stated: readonly number[],
  growth: number | null,
): ReadonlyMap<number, Pick<Supplier, "share" | "lostQuarters" | "quartersToReplace">> {
  const total = stated.reduce((sum, x) => sum + x, 0);
  const supply = stated.map((x) => x / total);
  const spare = growth === null ? null : supply.map((x) => Array.from({ length: HORIZON }, (_, t) => x * growth * (t + 1)));
  const { losses } = optionality(spare ? { supply, spare } : { supply }).values;
  return new Map(
    losses.map(({ supplier, share, cost, quartersToReplace }) => [
      supplier,
      { share, lostQuarters: cost === null ? { low: 0, high: share * HORIZON } : { low: cost, high: cost }, quartersToReplace },
    ]),
  );
}

function secondSource(stated: readonly number[]): SupplyOptions["secondSource"] {
  if (stated.length === 0) return null;
  const most = Math.max(...stated);
  const k = stated.indexOf(most);
  const { effective, largest } = concentration([...stated.with(k, most / 2), most / 2], { largest: [1] });
  return { effectiveSuppliers: effective!, worstSingleLoss: largest[0].share! };
}

function warningsOf(known: number, all: number, growth: number | null): { code: string; message: string }[] {
  const warnings: { code: string; message: string }[] = [];
  if (growth !== null)
    warnings.push({
      code: "assumed-growth",
      message: `each remaining supplier is assumed to grow by ${growth} of its own amount a quarter`,
    });
  if (all > known)
    warnings.push({
      code: "unknown-amounts",
      message: `suppliers without a known amount: ${all - known} of ${all}; the indices are intervals`,
    });
  warnings.push({ code: "whole-contracts", message: "suppliers are weighed by whole contracts, whatever their years" });
  return warnings;
}
