import { compareText } from "../../finding.ts";
import type { Claim } from "../../record/casebook.ts";
import { statedFigure } from "../../record/policy.ts";
import { defaultViewOptions, view as look } from "../../record/view.ts";
import type { PathResult } from "../../simulate/run.ts";
import { FLOWS } from "../../simulate/chart.ts";

import { coveredDays, seenClaims } from "../simulation/figures.ts";
import type { Projected } from "../simulation/projection.ts";
import { quarterOf, quarterText } from "../simulation/quarter.ts";
import type { Forborne } from "./forborne.ts";
import type { Holding } from "./holdings.ts";
import type { Lending } from "./lending.ts";

/** "written-off-in-all": all figures of that kind whose periods do not overlap. */
export type ReportedWhat =
  | "drawn"
  | "promised"
  | "written-off"
  | "written-off-in-all"
  | "owed-to-lender"
  | "failed-in"
  | "zombies"
  | "part-held"
  | "net-income";

/** A figure of the record about a quarter of the run, beside what the run has for it. */
export interface ReportedRow {
  readonly entity: string;
  readonly what: ReportedWhat;
  /** A quarter, or the first and the last. */
  readonly quarter: string;
  readonly claims: readonly string[];
  readonly sources: readonly string[];
  /** In the unit of the casebook, as a share, or as a quarter (four a year); null = the run has no such event. */
  readonly reported: number;
  readonly run: number | null;
  /** Run over reported; of a quarter, quarters later. */
  readonly apart: number | null;
  /** Within half an order of magnitude (a factor of the square root of ten) or two quarters. */
  readonly near: boolean;
}

/** Half an order of magnitude, and quarters. */
const [NEAR, NEAR_QUARTERS] = [Math.sqrt(10), 2];

export function reportedRows(
  projected: Projected,
  path: PathResult,
  of: { readonly lending: readonly Lending[]; readonly holdings: readonly Holding[]; readonly forborne: readonly Forborne[] },
): readonly ReportedRow[] {
  const { economy, start, view } = projected;
  const { casebook } = view;
  const claims = seenClaims(look(casebook, { ...defaultViewOptions, minimumConfidence: view.options.minimumConfidence }));
  const rows = economy.firms.flatMap(({ id }, i): readonly ReportedRow[] => {
    const dated = casebook.claims.filter(
      (claim) => claim.subject === id && claim.predicate === "bankruptcy-date" && claim.stance !== "denies",
    );
    const own = (claims.get(id) ?? []).flatMap((claim) => {
      const span = spanOf(claim, start, economy.quarters);
      const reported = claim.amount === null ? null : statedFigure(claim.amount);
      if (span === null || reported === null) return [];
      const said = figureOf(claim, span, { projected, path, i, claims: claims.get(id)!, ...of });
      if (said === null) return [];
      const share = claim.unit === "%" ? reported / 100 : reported;
      const value = said.against === undefined ? share : share / said.against;
      return [{ span, row: row(claim, said.what, { value, run: said.run, span, start }) }];
    });
    return [
      ...dated.flatMap((claim) => failureRow(claim, path.failedIn[i], { start, quarters: economy.quarters })),
      ...own.map((one) => one.row),
      ...inAll(own, path.lost[i], start),
    ];
  });
  return rows.sort((a, b) => compareText(a.entity, b.entity) || compareText(a.quarter, b.quarter) || compareText(a.claims[0], b.claims[0]));
}

/** What was written off or provided for in all periods that do not overlap, beside all that the run writes off. */
function inAll(own: readonly { readonly span: Span; readonly row: ReportedRow }[], lost: number, start: number): readonly ReportedRow[] {
  const losses = own
    .filter(({ row: { what } }) => what === "written-off")
    .sort((a, b) => a.span.first - b.span.first || a.span.last - b.span.last);
  const apart: typeof losses = [];
  for (const one of losses) if ((apart.at(-1)?.span.last ?? -1) < one.span.first) apart.push(one);
  if (apart.length < 2) return [];
  const reported = apart.reduce((sum, one) => sum + one.row.reported, 0);
  const times = reported === 0 ? null : lost / reported;
  const [first, last] = [quarterText(start + apart[0].span.first), quarterText(start + apart.at(-1)!.span.last)];
  return [
    {
      ...apart[0].row,
      what: "written-off-in-all",
      quarter: `${first}..${last}`,
      claims: apart.flatMap((one) => one.row.claims),
      sources: [...new Set(apart.flatMap((one) => one.row.sources))],
      reported,
      run: lost,
      apart: times,
      near: times !== null && isNear(times),
    },
  ];
}

function isNear(times: number): boolean {
  return times <= NEAR && times >= 1 / NEAR;
}

interface Span {
  readonly first: number;
  readonly last: number;
}

function spanOf(claim: Claim, start: number, quarters: number): Span | null {
  const days = coveredDays(claim);
  if (days === null) return null;
  const [first, last] = [quarterOf(days.firstDay) - start, quarterOf(days.lastDay) - start];
  return first < 0 || last >= quarters ? null : { first, last };
}

function row(
  claim: Claim,
  what: ReportedWhat,
  of: { readonly value: number; readonly run: number; readonly span: Span; readonly start: number },
): ReportedRow {
  const { value, run, span, start } = of;
  const apart = value === 0 ? null : run / value;
  const flow = what === "written-off" || what === "net-income";
  const [first, last] = [quarterText(start + span.first), quarterText(start + span.last)];
  return {
    entity: claim.subject,
    what,
    quarter: flow && first !== last ? `${first}..${last}` : last,
    claims: [claim.id],
    sources: [claim.source],
    reported: value,
    run,
    apart,
    near: apart !== null && isNear(apart),
  };
}

function failureRow(
  claim: Claim,
  failedIn: number,
  { start, quarters }: { readonly start: number; readonly quarters: number },
): readonly ReportedRow[] {
  if (claim.validOn === null) return [];
  const reported = quarterOf(claim.validOn.firstDay);
  if (reported < start || reported >= start + quarters) return [];
  const run = failedIn > 0 ? start + failedIn - 1 : null;
  const apart = run === null ? null : run - reported;
  return [
    {
      entity: claim.subject,
      what: "failed-in",
      quarter: quarterText(reported),
      claims: [claim.id],
      sources: [claim.source],
      reported,
      run,
      apart,
      near: apart !== null && Math.abs(apart) <= NEAR_QUARTERS,
    },
  ];
}

/** What the run has of a claim; `against`: the reported figure counts relative to this one. */
function figureOf(
  claim: Claim,
  { first, last }: Span,
  of: {
    readonly projected: Projected;
    readonly path: PathResult;
    readonly i: number;
    readonly claims: readonly Claim[];
    readonly lending: readonly Lending[];
    readonly holdings: readonly Holding[];
    readonly forborne: readonly Forborne[];
  },
): { readonly what: ReportedWhat; readonly run: number; readonly against?: number } | null {
  const { subject, predicate, unit } = claim;
  const { path, i, lending, holdings, forborne } = of;
  const { currency } = of.projected.view.casebook;
  const kept = path.matrices!;
  const lent = lending.filter(({ lender }) => lender === subject);
  if (unit === currency && lent.length > 0) {
    if (predicate === "vendor-financing-drawn") return { what: "drawn", run: lent.reduce((sum, { drawn }) => sum + drawn[last], 0) };
    if (predicate === "vendor-financing-commitments")
      return { what: "promised", run: lent.reduce((sum, { promised }) => sum + promised[last], 0) };
    if (predicate === "bad-debt-provision") {
      let lost = 0;
      for (let q = first; q <= last; q++) lost += kept[q].lost[i];
      return { what: "written-off", run: lost };
    }
  }
  const lender = /^debt-to-(.+)$/.exec(predicate)?.[1];
  const loan = lending.find((one) => one.borrower === subject && one.lender === lender);
  if (loan !== undefined && unit === currency) return { what: "owed-to-lender", run: Math.max(...loan.owed.slice(0, last + 1)) };
  const alive = forborne.find(({ borrower }) => borrower === subject);
  if (predicate === "zombie-share" && unit === "%" && alive !== undefined) return { what: "zombies", run: alive.zombies[last].share };
  const holding = holdings.find(({ held }) => held === subject);
  if (predicate.startsWith("cross-shareholding-ratio") && unit === "%" && holding !== undefined) {
    const earliest = firstOf(of.claims, predicate);
    if (earliest === null || earliest.id === claim.id) return null;
    const from = quarterOf(earliest.validOn!.firstDay) - of.projected.start;
    if (from < 0 || from === last) return null;
    const [then, now] = [holding.part[from], holding.part[last]];
    if (then === null || now === null) return null;
    return { what: "part-held", run: now / then, against: statedFigure(earliest.amount!)! / 100 };
  }
  if (predicate === "net-income" && unit === currency) {
    const run = netIncome(path, i, first, last);
    return run === null ? null : { what: "net-income", run };
  }
  return null;
}

/** The earliest figure of one series: one institute, one way of counting. */
function firstOf(claims: readonly Claim[], predicate: string): Claim | null {
  const series = claims.filter((claim) => claim.predicate === predicate && claim.validOn !== null && statedFigure(claim.amount!) !== null);
  return series.reduce<Claim | null>(
    (found, claim) => (found === null || claim.validOn!.firstDay < found.validOn!.firstDay ? claim : found),
    null,
  );
}

/** Income less outlay of a firm that owns no systems, for which no wear is counted; null for others. */
function netIncome(path: PathResult, i: number, first: number, last: number): number | null {
  let sum = 0;
  for (let q = first; q <= last; q++) {
    const { flows, balances } = path.matrices![q];
    if (balances.rows.some(({ name, amounts }) => name === "systems" && amounts[i] !== 0)) return null;
    for (const { name, amounts } of flows.rows) if (FLOWS.includes(name)) sum += amounts[i];
  }
  return sum;
}
