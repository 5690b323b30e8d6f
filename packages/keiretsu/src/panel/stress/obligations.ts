import { compareText } from "../../finding.ts";
import { flowClass } from "../../record/instrument.ts";
import { paymentWindow, project, type Projection, type ProjectOptions } from "../../record/project.ts";
import { statusRank } from "../../record/strength.ts";
import type { Status } from "../../record/casebook.ts";
import { type LegView, type View, visibleClaims } from "../../record/view.ts";
import { compareValid, horizon, isValid } from "../../record/horizon.ts";
import { type End, ends, type Input, type Missing } from "./inputs.ts";
import type { Assumption } from "./scenario.ts";
import { partWithin, type Window } from "./window.ts";

/**
 * Who owes whom how much in the window, leg by leg. Owed are cash legs of what firms sell (capacity, chips, licences, leases) that are under
 * contract and not done with; a leg's amount falls due evenly over its term, which is an assumption. A loan that was handed over is owed
 * back on the last day of its term, unless the borrower's maturities are stated as a whole. Without a term nothing can be placed in the
 * window: the leg is missing, with its reason, and never spread by guess.
 */
export interface Obligations {
  readonly due: readonly Input[];
  /** Loans handed over and outstanding, whole: what a lender loses if the borrower is worth nothing. */
  readonly loans: readonly Input[];
  readonly missing: readonly Missing[];
  /** Legs that are announced only, with what would be owed over the whole of them. */
  readonly promised: readonly Input[];
  readonly firm: (entity: string) => string;
}

export interface ObligationsOptions extends Omit<ProjectOptions, "amounts"> {
  readonly window: Window;
  /** From which status on a leg is owed. */
  readonly owedFrom: Status;
  readonly assumptions: readonly Assumption[];
  /** Firms whose maturities are stated as a whole: their loans stand in them. */
  readonly maturities: ReadonlySet<string>;
}

export function obligations(view: View, options: ObligationsOptions): Obligations {
  const { window, owedFrom, assumptions, maturities } = options;
  const amounts = amountsOf(view, options);
  const due: Input[] = [];
  const loans: Input[] = [];
  const promised: Input[] = [];
  const missing: Missing[] = [];
  for (const row of amounts.rows) {
    const { leg } = row;
    const isLoan = leg.instrument === "debt" && leg.gives === "cash";
    const guarantee = leg.gives === "guarantee";
    if (!isLoan && !(guarantee && options.contingent) && !(flowClass(leg.instrument) === "revenue" && leg.gives === "cash")) continue;
    const rank = statusRank(row.status!.status);
    const handedOver = rank >= statusRank("partly-performed");
    const amount = amounts.of(row);
    const from = amounts.firm(isLoan ? leg.to : leg.from);
    const to = amounts.firm(isLoan ? leg.from : leg.to);
    const base = { from, to, leg: leg.id, claim: row.chosen?.id ?? null, source: row.chosen?.source ?? null };
    const miss = (what: Missing["what"], reason: Missing["reason"]): void => void missing.push({ what, entity: from, leg: leg.id, reason });
    if (isLoan) {
      if (!handedOver) continue;
      if (amount === null) {
        miss("loan", "no-amount");
        continue;
      }
      const left = outstanding(view, row) ?? { ...amount, ...base };
      loans.push({ what: "loan", ...base, ...left, assumptions: [] });
      if (maturities.has(from)) continue;
      const end = termOf(row, assumptions);
      if (end === null) miss("repayment", "no-term");
      else if (end.lastDay >= window.firstDay && end.lastDay <= window.lastDay)
        due.push({ what: "repayment", ...base, ...left, assumptions: ["bullet", ...end.assumptions] });
      continue;
    }
    if (rank === statusRank("closed")) continue;
    const what = guarantee ? "guarantee" : "obligation";
    if (rank < statusRank(owedFrom)) {
      if (amount === null) miss(what, "no-amount");
      else promised.push({ what, ...base, ...amount, assumptions: [] });
      if (amount !== null) miss(what, "not-under-contract");
      continue;
    }
    if (amount === null) miss(what, "no-amount");
    const span = termOf(row, assumptions);
    if (span === null) {
      if (amount !== null) miss(what, "no-term");
      continue;
    }
    const part = partWithin(span, window);
    if (amount === null || part === 0) continue;
    due.push({ what, ...base, ...scaled(amount, part), assumptions: ["even-spread", ...span.assumptions] });
  }
  return { due, loans, missing, promised, firm: amounts.firm };
}

interface Amounts {
  readonly low: number | null;
  readonly point: number | null;
  readonly high: number | null;
}

function scaled({ low, point, high }: Amounts, by: number): Amounts {
  return { low: low === null ? null : low * by, point: point === null ? null : point * by, high: high === null ? null : high * by };
}

/** Counted legs between two firms with the three ends of their amounts, null where none is known; floors stand in for a ceiling that is missing. */
export function amountsOf(
  view: View,
  options: Partial<Omit<ProjectOptions, "amounts">>,
): {
  readonly rows: readonly LegView[];
  readonly of: (row: LegView) => Amounts | null;
  readonly firm: Projection["firm"];
} {
  const known = { low: new Map<string, number>(), point: new Map<string, number>(), high: new Map<string, number>() };
  let firm: Projection["firm"] | null = null;
  const rows = new Map<string, LegView>();
  for (const amounts of ends) {
    const projection = project(view, { ...options, amounts });
    firm = projection.firm;
    for (const row of [...projection.legs, ...projection.zero]) rows.set(row.leg.id, row);
    for (const row of projection.zero) known[amounts].set(row.leg.id, 0);
    projection.network.leg.forEach((k, e) => known[amounts].set(projection.legs[k].leg.id, projection.network.weight[e]));
  }
  const at = (row: LegView, end: End): number | null => known[end].get(row.leg.id) ?? null;
  return {
    rows: [...rows.values()].sort((a, b) => compareText(a.leg.id, b.leg.id)),
    of: (row) => {
      const point = at(row, "point");
      return point === null ? null : { low: at(row, "low") ?? 0, point, high: at(row, "high") ?? point };
    },
    firm: firm!,
  };
}

/** First and last day over which a leg falls due; null where neither the record nor an assumption tells its term. */
function termOf(
  row: LegView,
  assumptions: readonly Assumption[],
): { readonly firstDay: number; readonly lastDay: number; readonly assumptions: readonly string[] } | null {
  const assumed = assumptions.find((one) => one.kind === "term" && one.leg === row.leg.id);
  if (row.leg.termYears !== null) return { ...paymentWindow(row), assumptions: [] };
  if (assumed === undefined || assumed.kind !== "term") return null;
  return {
    ...paymentWindow({ ...row, leg: { ...row.leg, termYears: assumed.years } }),
    assumptions: [`term ${row.leg.id}`],
  };
}

/** What a claim says is still outstanding of a loan. */
export function outstanding(view: View, row: LegView): (Amounts & { readonly claim: string; readonly source: string }) | null {
  const seen = horizon(view.options);
  const claim = visibleClaims(view.casebook, seen)
    .filter((one) => one.subject === row.leg.id && one.predicate === "amount-outstanding" && isValid(one, seen))
    .filter((one) => one.unit === view.casebook.currency && one.amount !== null && one.amount.point !== null)
    .sort((a, b) => compareValid(a.validOn, b.validOn) || compareText(b.id, a.id))
    .at(-1);
  if (claim === undefined) return null;
  const { low, point, high } = claim.amount!;
  return { low, point, high, claim: claim.id, source: claim.source };
}
