import { compareText } from "../../finding.ts";
import type { UnwindingMarket, UnwindingParams, UnwindingPosition, WaitKind } from "../../simulate/unwinding.ts";
import type { ExitTerms, Reach, TermName, TieKind } from "./terms.ts";
import { termLimits } from "./terms.ts";
import type { Tie } from "./ties.ts";

/** All unknown terms taken as kindly as the assumptions allow, or as harshly. */
export type End = "kind" | "harsh";

/** The terms of one reading as the kernel takes them. */
export interface Reading {
  readonly params: UnwindingParams;
  /** Ties for which nothing bounds the time in this reading, and those that wait for them. */
  readonly unbounded: ReadonlySet<string>;
}

/** A term in use: "contract notice". */
export function termKey(exit: string, name: TermName): string {
  return `${exit} ${name}`;
}

/** Value of a firm of unknown value, in money: sizes then say only how much of it is held, and nothing is added to losses. */
const UNVALUED = 1e-6;
const DAYS_A_QUARTER = 365.25 / 4;
const WAITS: Readonly<Partial<Record<TermName, WaitKind>>> = {
  notice: "notice",
  lock_up: "lock-up",
  consent: "consent",
  regulatory: "regulatory",
};

export interface Grounds {
  readonly ties: readonly Tie[];
  /** Stakes of others in the same issuers that stay. */
  readonly kept: readonly Tie[];
  readonly terms: ExitTerms;
  readonly today: number;
}

/** The reach of a term for one tie, from the row of the tie itself or of its kind; null where no row speaks of it. */
export function reachOf(
  tie: Pick<Tie, "id"> & { readonly kind: TieKind },
  name: TermName,
  terms: ExitTerms,
): (Reach & { readonly key: string }) | null {
  for (const exit of [tie.id, tie.kind]) {
    const row = terms.terms.find((one) => one.exit === exit && one.values[name] !== undefined);
    if (row !== undefined) return { ...row.values[name]!, key: termKey(exit, name) };
  }
  return null;
}

/** Build one reading. `harsh` says by the key of a term which of its ends is taken. */
export function reading(grounds: Grounds, harsh: (key: string) => boolean): Reading {
  const { ties, kept, terms, today } = grounds;
  const names = [...new Set([...ties, ...kept].flatMap(({ holder, issuer }) => [holder, issuer]))].sort(compareText);
  const index = new Map(names.map((name, i) => [name, i]));
  const place = new Map(ties.map(({ id }, p) => [id, p]));
  const unbounded = new Set<string>();
  /** null = unknown; a reach without a high end is unknown when harsh. */
  const term = (tie: Tie, name: TermName, kind: TieKind = tie.kind): number | null => {
    const reach = reachOf({ id: tie.id, kind }, name, terms);
    if (reach === null) return null;
    return harsh(reach.key) !== (termLimits[name].eases === true) ? reach.high : reach.low;
  };
  const asked = (name: TermName): number | null => {
    const row = terms.terms.find((one) => one.exit === "listed-stake" && one.values[name] !== undefined);
    if (row === undefined) return null;
    return harsh(termKey("listed-stake", name)) ? row.values[name]!.high : row.values[name]!.low;
  };
  const isShares = (tie: Tie): boolean => tie.kind === "listed-stake" || tie.kind === "private-stake";
  const sizeOf = (tie: Tie): number => tie.size?.point ?? tie.size?.high ?? tie.size?.low ?? (tie.share ?? 0) * UNVALUED;
  const inIssuer = new Map<string, number>();
  for (const tie of ties) if (isShares(tie)) inIssuer.set(tie.issuer, (inIssuer.get(tie.issuer) ?? 0) + sizeOf(tie));
  const positions = ties.map((tie): UnwindingPosition => {
    const size = sizeOf(tie);
    const runsOff = tie.lastDay === null ? null : Math.max(1, Math.ceil((tie.lastDay - today) / DAYS_A_QUARTER));
    const waits: Partial<Record<WaitKind, number>> = {};
    for (const [name, kind] of Object.entries(WAITS) as [TermName, WaitKind][]) {
      const reach = reachOf(tie, name, terms);
      const quarters = term(tie, name);
      // At its end a contract is over whatever its notice, where the record gives it an end.
      const most = runsOff ?? Infinity;
      if (reach !== null && quarters === null && runsOff === null) unbounded.add(tie.id);
      if (reach !== null) waits[kind] = Math.min(quarters ?? (runsOff === null ? reach.low : runsOff), most);
    }
    const after = afterOf(tie, terms).flatMap((id) => place.get(id) ?? []);
    const base = { holder: index.get(tie.holder)!, issuer: index.get(tie.issuer)!, size, waits, after, swap: tie.size !== null };
    if (!isShares(tie)) {
      if (reachOf(tie, "notice", terms) === null && harsh(termKey(tie.kind, "notice"))) {
        if (runsOff === null) unbounded.add(tie.id);
        else waits.notice = runsOff;
      }
      return { ...base, form: "contract", runsOff, penaltyShare: term(tie, "penalty") ?? 0 };
    }
    const worth = tie.value ?? (tie.share === null ? null : UNVALUED);
    const traded = { participation: term(tie, "participation", "listed-stake"), turnover: term(tie, "turnover", "listed-stake") };
    const mayTrade = tie.listed !== false && worth !== null && traded.participation !== null && traded.turnover !== null;
    const sale = term(tie, "sale", "private-stake");
    const discount = tie.size === null ? 0 : (term(tie, "discount", "private-stake") ?? 0);
    const whole = { ...base, form: "shares" as const, discount, saleQuarters: sale ?? 0 };
    if (tie.listed === true && !mayTrade && harsh(termKey("listed-stake", "turnover"))) unbounded.add(tie.id);
    if (tie.listed !== true && sale === null && harsh(termKey("private-stake", "sale"))) unbounded.add(tie.id);
    // Where nobody says whether there is a market, the kind reading sells in it and the harsh one to a buyer, no faster than in the market.
    const inMarket = mayTrade && (tie.listed === true || !harsh(termKey("private-stake", "sale")));
    if (!inMarket) {
      if (tie.listed === true || !mayTrade) return whole;
      const slowest = Math.ceil(size / (traded.participation! * traded.turnover! * worth! * 63));
      return { ...whole, saleQuarters: Math.max(sale ?? 0, slowest) };
    }
    const together = inIssuer.get(tie.issuer)!;
    return { ...base, form: "shares", participation: Math.max(1e-9, (traded.participation! * size) / together) };
  });
  const markets = [...new Set(ties.filter(isShares).map(({ issuer }) => issuer))].sort(compareText).flatMap((issuer): UnwindingMarket[] => {
    const sold = ties.filter((tie, p) => tie.issuer === issuer && isShares(tie) && positions[p].participation !== undefined);
    if (sold.length === 0) return [];
    const [tie] = sold;
    const volatility = tie.value === null ? 0 : (term(tie, "volatility", "listed-stake") ?? 0);
    return [{ issuer: index.get(issuer)!, dailyVolume: term(tie, "turnover", "listed-stake")! * (tie.value ?? UNVALUED), volatility }];
  });
  return {
    params: {
      positions,
      markets,
      kept: kept.flatMap((tie) =>
        tie.size === null ? [] : [{ holder: index.get(tie.holder)!, issuer: index.get(tie.issuer)!, size: sizeOf(tie) }],
      ),
      impact: asked("impact") ?? 0,
      lasting: asked("lasting") ?? 0,
      names: ties.map(({ id }) => id),
    },
    unbounded: withWaiting(unbounded, ties, terms),
  };
}

function afterOf(tie: Tie, { terms }: ExitTerms): readonly string[] {
  return terms.find((one) => one.exit === tie.id)?.after ?? [];
}

/** What waits for an unbounded tie is unbounded too. */
function withWaiting(unbounded: ReadonlySet<string>, ties: readonly Tie[], terms: ExitTerms): ReadonlySet<string> {
  const all = new Set(unbounded);
  for (let before = -1; before < all.size; ) {
    before = all.size;
    for (const tie of ties) if (afterOf(tie, terms).some((id) => all.has(id))) all.add(tie.id);
  }
  return all;
}
