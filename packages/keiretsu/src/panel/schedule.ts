import { compareText } from "../finding.ts";
import { type Result, toResult } from "../network/result.ts";
import type { Claim } from "../record/casebook.ts";
import { horizon, isValid } from "../record/horizon.ts";
import { flowClass } from "../record/instrument.ts";
import { type LegView, type View, visibleClaims } from "../record/view.ts";

/**
 * Question: what does each contract come to a year, and who owes how much in which year? The amount is spread evenly over the term, which
 * is an assumption and is named as such; what a source states as a yearly amount stands beside it and is never overwritten.
 */
export interface ScheduledLeg {
  readonly leg: string;
  readonly from: string;
  readonly to: string;
  readonly instrument: string;
  readonly status: string;
  readonly amount: { readonly low: number | null; readonly high: number | null } | null;
  /** null where the casebook has no term: then nothing is spread. */
  readonly termYears: number | null;
  readonly firstYear: number | null;
  readonly lastYear: number | null;
  /** Total divided by term; null where either is unknown. */
  readonly perYear: { readonly low: number | null; readonly high: number | null } | null;
  /** Yearly amounts as sources state them (unit <currency>/year). */
  readonly statedPerYear: readonly {
    readonly claim: string;
    readonly amount: number | null;
    readonly validOn: string;
    readonly source: string;
  }[];
  readonly condition: string;
  readonly claim: string | null;
}

export interface Schedule {
  readonly legs: readonly ScheduledLeg[];
  /** Dues of each payer in each calendar year, from the legs with amount and term. */
  readonly dues: readonly {
    readonly payer: string;
    readonly year: number;
    readonly low: number;
    readonly high: number | null;
    readonly legs: readonly string[];
  }[];
  /** Counted contracts that enter no year, since amount or term is unknown. */
  readonly unscheduled: readonly string[];
}

/** The contracts of a view (what firms sell: capacity, supply, licences, leases, shares of revenue), with their yearly dues. */
export function schedule(view: View): Result<Schedule> {
  const { casebook } = view;
  const rows = view.legs.filter(
    (row) => row.verdict === "counted" && (flowClass(row.leg.instrument) === "revenue" || row.leg.gives === "guarantee"),
  );
  const seen = horizon(view.options);
  const yearly = visibleClaims(casebook, seen).filter((claim) => claim.unit === `${casebook.currency}/year` && isValid(claim, seen));
  const legs = rows.map((row) => scheduled(row, yearly, casebook.currency));
  const dues = new Map<string, { payer: string; year: number; low: number; high: number | null; legs: string[] }>();
  for (const leg of legs) {
    if (leg.perYear === null || leg.firstYear === null || leg.termYears === null) continue;
    for (const [year, part] of years(leg.firstYear, leg.termYears)) {
      const key = `${leg.from} ${year}`;
      const due = dues.get(key) ?? { payer: leg.from, year, low: 0, high: 0, legs: [] };
      due.low += (leg.perYear.low ?? 0) * part;
      due.high = due.high === null || leg.perYear.high === null ? null : due.high + leg.perYear.high * part;
      due.legs.push(leg.leg);
      dues.set(key, due);
    }
  }
  return toResult(
    "schedule",
    { digest: casebook.digest, unit: casebook.currency, asOf: { validOn: view.options.validOn, knownOn: view.options.knownOn } },
    { ...view.options },
    {
      warnings: [
        {
          code: "even-spread",
          message: "amounts are spread evenly over the term from its first year; ramps and minimum payments are mostly unpublished",
        },
      ],
      values: {
        legs,
        dues: [...dues.values()].sort((a, b) => compareText(a.payer, b.payer) || a.year - b.year),
        unscheduled: legs.filter((leg) => leg.perYear === null || leg.firstYear === null).map((leg) => leg.leg),
      },
    },
  );
}

function scheduled(row: LegView, yearly: readonly Claim[], currency: string): ScheduledLeg {
  const { leg, amount, status, chosen } = row;
  const known = amount !== null && amount.unit === currency;
  const started = leg.startsOn ?? row.since;
  const firstYear = started === null ? null : Number(started.text.slice(0, 4));
  const term = leg.termYears;
  return {
    leg: leg.id,
    from: leg.from,
    to: leg.to,
    instrument: leg.instrument,
    status: status?.status ?? "",
    amount: known ? { low: amount.low, high: amount.high } : null,
    termYears: term,
    firstYear,
    lastYear: firstYear === null || term === null ? null : firstYear + Math.ceil(term) - 1,
    perYear: known && term !== null ? { low: divided(amount.low, term), high: divided(amount.high, term) } : null,
    statedPerYear: yearly
      .filter((claim) => claim.subject === leg.id)
      .map((claim) => ({
        claim: claim.id,
        amount: claim.amount?.point ?? claim.amount?.high ?? null,
        validOn: claim.validOn?.text ?? "",
        source: claim.source,
      }))
      .sort((a, b) => compareText(a.claim, b.claim)),
    condition: leg.condition,
    claim: chosen?.id ?? null,
  };
}

function divided(value: number | null, by: number): number | null {
  return value === null ? null : value / by;
}

/** Calendar years of a term with the part of a yearly amount due in each: whole years, then the rest in the last one. */
function* years(first: number, term: number): Generator<readonly [year: number, part: number]> {
  for (let k = 0; k < term; k++) yield [first + k, Math.min(1, term - k)];
}
