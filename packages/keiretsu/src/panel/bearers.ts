import { compareText } from "../finding.ts";
import type { AmountRange } from "../measure/concentration-range.ts";
import { waterfall } from "../measure/waterfall.ts";
import { type Result, toResult } from "../network/result.ts";
import { isContingent } from "../record/instrument.ts";
import { perimeter } from "../record/perimeter.ts";
import { recourseKinds, rights, stands } from "../record/rights.ts";
import type { LegView, View } from "../record/view.ts";
import { partiesBehind } from "./consortium.ts";
import { type Evidence, evidence, sorted, standingClaims } from "./evidence.ts";
import { viewParams } from "./params.ts";
import { summed } from "./range.ts";
import { roles } from "./roles.ts";

/**
 * Question: who bears the loss when a vehicle or a firm loses part of its value: its owners first, its lenders next, those who guarantee it, and behind a fund
 * those who stand behind it? And what does it owe, alone and with its units?
 */
export interface Bearer extends Evidence {
  readonly party: string;
  readonly as: "owner" | "lender" | "guarantor";
  /** The fund or vehicle that it stands behind; null where it holds by itself. */
  readonly through: string | null;
  /** What it put in or guarantees; null where no source tells. */
  readonly amount: AmountRange | null;
  readonly loss: AmountRange;
  /** Firms to which it sells by counted legs: an owner that also supplies stands on both sides. */
  readonly suppliesTo: readonly string[];
}

/** Without a ceiling where no row tells of any. */
export interface Leverage {
  readonly debt: AmountRange;
  readonly equity: AmountRange;
  readonly legs: readonly string[];
}

export interface Bearers {
  /** Of owners and of lenders; without a ceiling where no row tells of any. */
  readonly equity: AmountRange;
  readonly debt: AmountRange;
  /** Shares of their own money that owners and lenders lose. */
  readonly shares: {
    readonly owners: { readonly low: number; readonly high: number };
    readonly lenders: { readonly low: number; readonly high: number };
  };
  readonly bearers: readonly Bearer[];
  /** Whether creditors may turn to someone behind the vehicle. */
  readonly recourse: readonly (Evidence & { readonly creditor: string; readonly against: string; readonly recourse: boolean })[];
  /** What legs tell that it owes and was given, as a node of its own and with its units rolled up; the system owes the same either way. */
  readonly leverage: { readonly unit: Leverage; readonly parent: Leverage };
  readonly systemDebt: { readonly unit: AmountRange; readonly parent: AmountRange };
}

export interface BearersOptions {
  readonly of: string;
  /** Part of its value that is lost: an assumption of the reader. */
  readonly loss: number;
  readonly perimeter: "unit" | "parent";
}

/** That no row tells of owners or of lenders does not say that there are none. */
const UNTOLD: AmountRange = { low: 0, high: null };

const OWNERS: ReadonlySet<string> = new Set(["equity-investment", "joint-venture", "acquisition", "convertible", "share-issue"]);

/** Who bears a loss, from the counted legs of a view. Throws `bad-share` on a loss outside 0 to 1. */
export function bearers(view: View, asked: Partial<BearersOptions> & Pick<BearersOptions, "of">): Result<Bearers> {
  const options: BearersOptions = { loss: 0.3, perimeter: "unit", ...asked };
  const { currency } = view.casebook;
  const claims = standingClaims(view);
  const firm = perimeter(view.casebook, options.perimeter);
  const held = holdings(view, options.of, firm);
  const told = (legs: readonly LegView[]): AmountRange => (legs.length === 0 ? UNTOLD : summed(legs, currency));
  const [equity, debt] = [told(held.equity), told(held.debt)];
  const shares = waterfall(equity, debt, options.loss);
  const supplies = suppliesOf(view);
  const row = (party: string, as: Bearer["as"], legs: readonly LegView[]): Bearer => {
    const amount = legs.some((leg) => leg.amount?.unit === currency) ? summed(legs, currency) : null;
    const share = as === "owner" ? shares.equity : shares.debt;
    return { party, as, through: null, amount, loss: lost(amount, share, as), suppliesTo: supplies(party), ...evidence(legs) };
  };
  const grouped = (legs: readonly LegView[], as: Bearer["as"]): readonly Bearer[] =>
    sorted(legs.map((leg) => firm(leg.leg.from))).map((party) =>
      row(
        party,
        as,
        legs.filter((leg) => firm(leg.leg.from) === party),
      ),
    );
  const direct = [...grouped(held.equity, "owner"), ...grouped(held.debt, "lender"), ...grouped(held.guarantees, "guarantor")];
  const behind = direct.flatMap((one) => {
    const listed = [one.party, ...one.legs].flatMap((id) => partiesBehind(claims, id));
    return sorted(listed.map((party) => party.party))
      .filter((party) => firm(party) !== one.party)
      .map((party): Bearer => {
        const claimed = listed.filter((other) => other.party === party).flatMap((other) => other.claims);
        const legs = view.legs.filter((leg) => one.legs.includes(leg.leg.id));
        // Its share of the fund is in no list: anything up to the whole.
        const loss = { low: 0, high: one.loss.high };
        return { party, as: one.as, through: one.party, amount: null, loss, suppliesTo: supplies(party), ...evidence(legs, claimed) };
      });
  });
  const both = (mode: "unit" | "parent"): Leverage => {
    const own = holdings(view, options.of, perimeter(view.casebook, mode));
    const legs = sorted([...own.debt, ...own.equity].map((leg) => leg.leg.id));
    return { debt: told(own.debt), equity: told(own.equity), legs };
  };
  return toResult(
    "bearers",
    { digest: view.casebook.digest, unit: currency, asOf: { validOn: view.options.validOn, knownOn: view.options.knownOn } },
    { ...viewParams(view), ...options },
    {
      warnings: [{ code: "loss-assumed", message: `the loss of ${options.loss} of the value is the reader's assumption` }],
      values: {
        equity,
        debt,
        shares: { owners: shares.equity, lenders: shares.debt },
        bearers: [...direct, ...behind],
        recourse: recourseOf(view, options.of, firm),
        leverage: { unit: both("unit"), parent: both("parent") },
        systemDebt: { unit: systemDebt(view, "unit"), parent: systemDebt(view, "parent") },
      },
    },
  );
}

/** Counted legs by which others own, lend to or guarantee it; money within it is left out. */
function holdings(
  view: View,
  of: string,
  firm: (entity: string) => string,
): { readonly equity: readonly LegView[]; readonly debt: readonly LegView[]; readonly guarantees: readonly LegView[] } {
  const rows = view.legs.filter((row) => row.verdict === "counted" && firm(row.leg.from) !== firm(of));
  return {
    equity: rows.filter(({ leg }) => OWNERS.has(leg.instrument) && leg.gives === "cash" && firm(leg.issuer ?? leg.to) === firm(of)),
    debt: rows.filter(({ leg }) => leg.instrument === "debt" && firm(leg.to) === firm(of)),
    guarantees: rows.filter(({ leg }) => isContingent(leg) && firm(leg.to) === firm(of)),
  };
}

/** An owner or lender loses the share of its class; a guarantor up to what it guarantees, and nothing where lenders lose nothing. */
function lost(amount: AmountRange | null, share: { readonly low: number; readonly high: number }, as: Bearer["as"]): AmountRange {
  if (share.high === 0) return { low: 0, high: 0 };
  if (amount === null) return { low: 0, high: null };
  if (as === "guarantor") return { low: 0, high: amount.high };
  return { low: amount.low * share.low, high: amount.high === null ? null : amount.high * share.high };
}

function recourseOf(view: View, of: string, firm: (entity: string) => string): Bearers["recourse"] {
  const parents = new Set([
    of,
    ...view.casebook.entities.flatMap((entity) => (entity.id === of && entity.parent !== null ? [entity.parent] : [])),
  ]);
  return rights(view, recourseKinds)
    .filter((right) => parents.has(right.over) || firm(right.over) === firm(of))
    .map((right) => ({ creditor: right.holder, against: right.over, recourse: stands(right), ...evidence([], right.claims) }));
}

function suppliesOf(view: View): (party: string) => readonly string[] {
  const { pairs } = roles(view).values;
  const firm = perimeter(view.casebook, "parent");
  return (party) =>
    pairs
      .filter((pair) => pair.a === firm(party) && pair.roles.some((one) => one.side === "sells"))
      .map((pair) => pair.b)
      .sort(compareText);
}

function systemDebt(view: View, mode: "unit" | "parent"): AmountRange {
  const firm = perimeter(view.casebook, mode);
  const legs = view.legs.filter(
    ({ leg, verdict }) => verdict === "counted" && leg.instrument === "debt" && firm(leg.from) !== firm(leg.to),
  );
  return summed(legs, view.casebook.currency);
}
