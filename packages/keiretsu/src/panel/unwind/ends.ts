import { compareText } from "../../finding.ts";
import {
  TRADING_DAYS,
  type UnwindingMarket,
  type UnwindingParams,
  type UnwindingPosition,
  type WaitKind,
} from "../../simulate/unwinding.ts";
import { type ExitTerms, isStake, type Reach, termLimits, type TermName, type TieKind } from "./terms.ts";
import type { Tie } from "./ties.ts";

/** The terms of one reading as the kernel takes them. */
export interface Ends {
  readonly params: UnwindingParams;
  /** Ties for which nothing bounds the time in this reading, and those that wait for them. */
  readonly unbounded: ReadonlySet<string>;
}

export interface Grounds {
  readonly ties: readonly Tie[];
  /** Stakes of others in the same issuers that stay. */
  readonly kept: readonly Tie[];
  readonly terms: ExitTerms;
  readonly today: number;
}

/** Value of a firm of unknown value, in money: sizes then say only how much of it is held, and nothing is added to losses. */
const UNVALUED = 1e-6;
const LEAST_PARTICIPATION = 1e-9;
const ROUNDING = 1e-9;
const DAYS_A_QUARTER = 365.25 / 4;
/** Days by which whole years may exceed their quarters, for want of a leap day. */
const LEAP_DAYS = 2;
const WAITS: readonly (readonly [TermName, WaitKind])[] = [
  ["notice", "notice"],
  ["lock_up", "lock-up"],
  ["consent", "consent"],
  ["regulatory", "regulatory"],
];

/** A term in use: "contract notice". */
export function termKey(exit: string, name: TermName): string {
  return `${exit} ${name}`;
}

/** The reach of a term for one tie, from the row of the tie itself or of its kind; null where no row speaks of it. */
export function reachOf(
  tie: { readonly id: string; readonly kind: TieKind },
  name: TermName,
  { terms }: ExitTerms,
): (Reach & { readonly key: string }) | null {
  for (const exit of [tie.id, tie.kind]) {
    const row = terms.find((one) => one.exit === exit && one.values[name] !== undefined);
    if (row !== undefined) return { ...row.values[name]!, key: termKey(exit, name) };
  }
  return null;
}

/** The firms of both, sorted: node i of the kernel. */
export function firmsOf({ ties, kept }: Grounds): readonly string[] {
  return [...new Set([...ties, ...kept].flatMap(({ holder, issuer }) => [holder, issuer]))].sort(compareText);
}

/** Build one reading. `harsh` says by the key of a term whether its hard end is taken, else its kind one. */
export function endsOf(grounds: Grounds, harsh: (key: string) => boolean): Ends {
  const { ties, kept, terms } = grounds;
  const index = new Map(firmsOf(grounds).map((name, i) => [name, i]));
  const place = new Map(ties.map(({ id }, p) => [id, p]));
  /** null = unknown; a reach without a high end is unknown when harsh. */
  const term = (tie: Tie, name: TermName, kind: TieKind = tie.kind): number | null => {
    const reach = reachOf({ id: tie.id, kind }, name, terms);
    if (reach === null) return null;
    return harsh(reach.key) !== (termLimits[name].eases === true) ? reach.high : reach.low;
  };
  const ofAll = (name: TermName): number => {
    const row = terms.terms.find((one) => one.exit === "listed-stake" && one.values[name] !== undefined);
    return (row && (harsh(termKey("listed-stake", name)) ? row.values[name]!.high : row.values[name]!.low)) ?? 0;
  };
  const asked: Asked = { ...grounds, harsh, term };
  const leaving = ties.map((tie) => {
    const found = isStake(tie.kind) ? sharesOf(tie, asked) : contractOf(tie, asked);
    const after = afterOf(tie, terms).flatMap((id) => place.get(id) ?? []);
    const ends = { holder: index.get(tie.holder)!, issuer: index.get(tie.issuer)! };
    return { ...found, position: { ...ends, size: sizeOf(tie), after, ...found.position } };
  });
  const sold = ties.filter((_, p) => leaving[p].position.participation !== undefined);
  const markets = [...new Map(sold.map((tie) => [tie.issuer, tie]))].map(([issuer, tie]): UnwindingMarket => {
    const volatility = tie.value === null ? 0 : (term(tie, "volatility", "listed-stake") ?? 0);
    return { issuer: index.get(issuer)!, dailyVolume: term(tie, "turnover", "listed-stake")! * (tie.value ?? UNVALUED), volatility };
  });
  return {
    params: {
      positions: leaving.map(({ position }) => position),
      markets: markets.sort((a, b) => a.issuer - b.issuer),
      kept: kept.flatMap((tie) =>
        tie.size === null ? [] : [{ holder: index.get(tie.holder)!, issuer: index.get(tie.issuer)!, size: sizeOf(tie) }],
      ),
      impact: ofAll("impact"),
      lasting: ofAll("lasting"),
      names: ties.map(({ id }) => id),
    },
    unbounded: withWaiting(new Set(ties.flatMap(({ id }, p) => (leaving[p].unbounded ? [id] : []))), grounds),
  };
}

interface Asked extends Grounds {
  readonly harsh: (key: string) => boolean;
  readonly term: (tie: Tie, name: TermName, kind?: TieKind) => number | null;
}

interface Leaving {
  readonly position: Omit<UnwindingPosition, "holder" | "issuer" | "size" | "after">;
  readonly unbounded: boolean;
}

function sizeOf(tie: Tie): number {
  return tie.size?.point ?? tie.size?.high ?? tie.size?.low ?? (tie.share ?? 0) * UNVALUED;
}

/** Waits that rows speak of; at its end a contract is over whatever its notice, where the record gives it an end. */
function waitsOf(
  tie: Tie,
  { terms, term }: Asked,
  runsOff: number | null,
): { readonly waits: Readonly<Partial<Record<WaitKind, number>>>; readonly unbounded: boolean } {
  const waits: Partial<Record<WaitKind, number>> = {};
  let unbounded = false;
  for (const [name, kind] of WAITS) {
    const reach = reachOf(tie, name, terms);
    if (reach === null) continue;
    const quarters = term(tie, name);
    if (quarters === null && runsOff === null) unbounded = true;
    waits[kind] = Math.min(quarters ?? runsOff ?? reach.low, runsOff ?? Infinity);
  }
  return { waits, unbounded };
}

function contractOf(tie: Tie, asked: Asked): Leaving {
  const runsOff = tie.lastDay === null ? null : Math.max(1, Math.ceil((tie.lastDay - asked.today - LEAP_DAYS) / DAYS_A_QUARTER));
  const { waits, unbounded } = waitsOf(tie, asked, runsOff);
  // Of a notice that no row speaks of, the harsh reading knows only the end of the contract.
  const silent = reachOf(tie, "notice", asked.terms) === null && asked.harsh(termKey(tie.kind, "notice"));
  return {
    position: {
      form: "contract",
      waits: silent && runsOff !== null ? { ...waits, notice: runsOff } : waits,
      runsOff,
      penaltyShare: asked.term(tie, "penalty") ?? 0,
    },
    unbounded: unbounded || (silent && runsOff === null),
  };
}

/** Where nobody says whether there is a market, the kind reading sells in it and the harsh one to a buyer, no faster than in the market. */
function sharesOf(tie: Tie, asked: Asked): Leaving {
  const { harsh, term } = asked;
  const { waits, unbounded } = waitsOf(tie, asked, null);
  const worth = tie.value ?? (tie.share === null ? null : UNVALUED);
  const participation = term(tie, "participation", "listed-stake");
  const turnover = term(tie, "turnover", "listed-stake");
  const aQuarter = worth === null || participation === null || turnover === null ? null : participation * turnover * worth * TRADING_DAYS;
  const toBuyer = tie.listed === false || aQuarter === null || (tie.listed === null && harsh(termKey("private-stake", "sale")));
  const base = { form: "shares" as const, waits, swap: tie.size !== null };
  if (!toBuyer) {
    const together = asked.ties.reduce(
      (total, other) => (isStake(other.kind) && other.issuer === tie.issuer ? total + sizeOf(other) : total),
      0,
    );
    return {
      position: { ...base, participation: Math.max(LEAST_PARTICIPATION, (participation! * sizeOf(tie)) / (together || 1)) },
      unbounded,
    };
  }
  const sale = term(tie, "sale", "private-stake");
  const inMarket = tie.listed !== false && aQuarter !== null ? Math.ceil(sizeOf(tie) / aQuarter - ROUNDING) : 0;
  const noMarket = tie.listed === true && harsh(termKey("listed-stake", "turnover"));
  const noBuyer = tie.listed !== true && sale === null && harsh(termKey("private-stake", "sale"));
  return {
    position: {
      ...base,
      discount: tie.size === null ? 0 : (term(tie, "discount", "private-stake") ?? 0),
      saleQuarters: Math.max(sale ?? 0, inMarket),
    },
    unbounded: unbounded || noMarket || noBuyer,
  };
}

function afterOf(tie: Tie, { terms }: ExitTerms): readonly string[] {
  return terms.find((one) => one.exit === tie.id)?.after ?? [];
}

/** What waits for an unbounded tie is unbounded too. */
function withWaiting(unbounded: ReadonlySet<string>, { ties, terms }: Grounds): ReadonlySet<string> {
  const all = new Set(unbounded);
  for (let before = -1; before < all.size; ) {
    before = all.size;
    for (const tie of ties) if (afterOf(tie, terms).some((id) => all.has(id))) all.add(tie.id);
  }
  return all;
}
