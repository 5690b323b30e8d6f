import { compareText } from "../../finding.ts";
import type { Claim } from "../../record/casebook.ts";
import { compareKnown } from "../../record/horizon.ts";
import { statedFigure } from "../../record/policy.ts";
import type { View } from "../../record/view.ts";
import { unwinding } from "../../simulate/unwinding.ts";
import { standingClaims } from "../evidence.ts";
import { periodOf } from "../stress/window.ts";
import type { ExitTerms, Reach } from "./terms.ts";
import { claimsOf } from "./ties.ts";

/** A series that sources report of how much of the market firms hold in each other, beside the time that the model gives for the same fall. */
export interface Pace {
  readonly subject: string;
  readonly series: string;
  readonly first: { readonly date: string; readonly share: number; readonly claim: string; readonly source: string };
  readonly last: { readonly date: string; readonly share: number; readonly claim: string; readonly source: string };
  /** Quarters that the fall took at most: it is reported at these dates only. */
  readonly quarters: number;
  /** Quarters that selling as much takes in the markets as assumed; null where nothing is assumed of them. */
  readonly model: Reach | null;
  readonly verdict: "within" | "model-faster" | "model-slower" | "no-model";
}

/** What was to be sold, what the market was said to take in a time, and what public buyers took. */
export interface Absorption {
  readonly subject: string;
  /** Currency of its amounts. */
  readonly unit: string;
  readonly toSell: { readonly low: number; readonly high: number; readonly claim: string; readonly source: string };
  readonly absorbed: { readonly amount: number; readonly years: number; readonly claim: string; readonly source: string };
  /** What is left for a buyer of last resort when that time is over. */
  readonly left: { readonly low: number; readonly high: number };
  /** Quarters to sell all at that pace, without another buyer. */
  readonly quarters: Reach;
  /** What sources say of the public buyer: ceilings, plans and what was bought, each beside the other. */
  readonly buyers: readonly {
    readonly leg: string;
    readonly buyer: string;
    readonly predicate: string;
    readonly amount: number;
    readonly validOn: string;
    readonly claim: string;
    readonly source: string;
    /** Quarters to sell all when the buyer takes so much at once. */
    readonly quarters: Reach;
  }[];
}

const SERIES = /^(cross|stable)-shareholding-ratio(-|$)/;
const QUARTER = 365.25 / 4;

export function paces(view: View, terms: ExitTerms): readonly Pace[] {
  const groups = new Map<string, Claim[]>();
  for (const claim of standingClaims(view)) {
    if (!SERIES.test(claim.predicate) || claim.unit !== "%" || claim.amount === null || claim.validOn === null) continue;
    const key = `${claim.subject} ${claim.predicate}`;
    groups.set(key, [...(groups.get(key) ?? []), claim]);
  }
  return [...groups]
    .sort(([a], [b]) => compareText(a, b))
    .flatMap(([, claims]) => {
      const sorted = claims.toSorted(
        (a, b) => a.validOn!.lastDay - b.validOn!.lastDay || compareKnown(b.knownOn, a.knownOn) || compareText(a.id, b.id),
      );
      const first = sorted[0];
      // The lowest reported since: an unwinding is over when it turns.
      const last = sorted.reduce((low, claim) => (shareOf(claim) < shareOf(low) ? claim : low), first);
      if (last === first) return [];
      const quarters = Math.round((last.validOn!.lastDay - first.validOn!.lastDay) / QUARTER);
      const model = modelled(shareOf(first) - shareOf(last), terms);
      return [
        {
          subject: first.subject,
          series: first.predicate,
          first: pointOf(first),
          last: pointOf(last),
          quarters,
          model,
          verdict: verdictOf(quarters, model),
        },
      ];
    });
}

function shareOf(claim: Claim): number {
  return statedFigure(claim.amount!)! / 100;
}

function pointOf(claim: Claim): Pace["first"] {
  return { date: claim.validOn!.text, share: shareOf(claim), claim: claim.id, source: claim.source };
}

/** Each firm's holders sell so much of it, in its own market, within the assumed part of the volume. */
function modelled(fall: number, { terms }: ExitTerms): Reach | null {
  const row = terms.find(
    ({ exit, values }) => exit === "listed-stake" && values.participation !== undefined && values.turnover !== undefined,
  );
  if (row === undefined) return null;
  const { participation, turnover } = row.values;
  const time = (part: number, volume: number): number =>
    unwinding({
      positions: [{ holder: 0, issuer: 1, size: fall, form: "shares", participation: part }],
      markets: [{ issuer: 1, dailyVolume: volume }],
      times: [],
    }).values.leastTime;
  return { low: time(participation!.high!, turnover!.high!), high: time(participation!.low, turnover!.low) };
}

function verdictOf(quarters: number, model: Reach | null): Pace["verdict"] {
  if (model === null) return "no-model";
  if (model.high !== null && model.high < quarters) return "model-faster";
  return model.low > quarters ? "model-slower" : "within";
}

export function absorptions(view: View): readonly Absorption[] {
  return claimsOf(view, "shares-to-sell").flatMap((toSell): Absorption[] => {
    const absorbed = claimsOf(view, "shares-market-can-absorb").find(
      ({ subject, unit }) => subject === toSell.subject && unit === toSell.unit,
    );
    const years = absorbed === undefined ? null : yearsOf(absorbed.period);
    const { low, high } = toSell.amount!;
    if (absorbed === undefined || years === null || low === null || high === null) return [];
    const amount = statedFigure(absorbed.amount!)!;
    const aQuarter = amount / (4 * years);
    const quarters = (taken: number): Reach => ({
      low: Math.ceil(Math.max(0, low - taken) / aQuarter - 1e-9),
      high: Math.ceil(Math.max(0, high - taken) / aQuarter - 1e-9),
    });
    return [
      {
        subject: toSell.subject,
        unit: toSell.unit,
        toSell: { low, high, claim: toSell.id, source: toSell.source },
        absorbed: { amount, years, claim: absorbed.id, source: absorbed.source },
        left: { low: Math.max(0, low - amount), high: Math.max(0, high - amount) },
        quarters: quarters(0),
        buyers: publicBuyers(view, toSell.unit).map((one) => ({ ...one, quarters: quarters(one.amount) })),
      },
    ];
  });
}

/** 2001-2004: from a day of the first to the same day of the last. */
function yearsOf(period: string): number | null {
  const [, first, last] = /^(\d{4})-(\d{4})$/.exec(period) ?? [];
  if (first !== undefined && Number(last) > Number(first)) return Number(last) - Number(first);
  const days = periodOf(period);
  return days === null ? null : (days.lastDay - days.firstDay + 1) / 365.25;
}

function publicBuyers(view: View, unit: string): readonly Omit<Absorption["buyers"][number], "quarters">[] {
  const public_ = new Set(view.casebook.entities.filter(({ kind }) => kind === "government").map(({ id }) => id));
  const legs = new Map(
    view.casebook.legs.filter(({ instrument, from }) => instrument === "share-sale" && public_.has(from)).map((leg) => [leg.id, leg]),
  );
  return claimsOf(view, "amount", "amount-ceiling", "amount-bought")
    .filter((claim) => legs.has(claim.subject) && claim.unit === unit)
    .map((claim) => ({
      leg: claim.subject,
      buyer: legs.get(claim.subject)!.from,
      predicate: claim.predicate,
      amount: statedFigure(claim.amount!)!,
      validOn: claim.validOn?.text ?? "",
      claim: claim.id,
      source: claim.source,
    }))
    .sort((a, b) => compareText(a.validOn, b.validOn) || compareText(a.claim, b.claim));
}
