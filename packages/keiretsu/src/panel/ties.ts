/**
 * Who pays, owes, owns or supplies whom, tie by tie? What a drawing of a casebook draws: one tie a leg or a stake, never merged, each with its
 * range, its firmness and whether it lies on a loop.
 *
 * - pays: money moves A to B; what is in kind or contingent counts as the switches say, and lapsed legs stand as ghosts.
 * - supplies: what is sold for cash, seen from the seller (money moves B to A).
 * - owes: loans handed over or promised (the borrower owes; what a claim says is still outstanding stands before the amount lent), what is bought
 *   under contract and not yet paid in full (the buyer owes), and guarantees (owed only if called, hence promised).
 * - owns: stakes that sources state as a share; and shares bought whose share nobody states, which is unknown and not zero.
 *
 * Cost O(legs log legs + claims).
 */
import { compareText } from "../finding.ts";
import { stronglyConnected } from "../network/components.ts";
import { fromEdges, type Lens } from "../network/network.ts";
import { type Result, toResult } from "../network/result.ts";
import type { Instrument, Status } from "../record/casebook.ts";
import { type FlowClass, flowClass, isContingent, isInKind } from "../record/instrument.ts";
import { perimeter } from "../record/perimeter.ts";
import { domesticAmounts, type ProjectOptions } from "../record/project.ts";
import { type Firmness, firmnessOf, ghostsOf } from "../record/standing.ts";
import { stakes } from "../record/stakes.ts";
import { statusRank } from "../record/strength.ts";
import type { LegView, View } from "../record/view.ts";
import { viewParams } from "./params.ts";
import { outstanding } from "./stress/obligations.ts";

export interface TiesOptions extends Omit<ProjectOptions, "amounts"> {
  readonly lens: Lens;
}

/** One sentence "A pays B": the subject is `from`. */
export interface Tie {
  /** The leg, or the claim of a stake. */
  readonly id: string;
  /** null for a stake, which is a claim of its own. */
  readonly leg: string | null;
  /** The claim that gives the amount or the share, null where none does. */
  readonly claim: string | null;
  readonly from: string;
  readonly to: string;
  /** In the unit of the answer; null = that bound is unknown. */
  readonly low: number | null;
  readonly high: number | null;
  readonly instrument: Instrument | "stake";
  readonly flow: FlowClass;
  /** null for a stake. */
  readonly status: Status | null;
  readonly firmness: Firmness;
  /** Whether it lies on a ring of ties that stand, of any length. */
  readonly round: boolean;
}

export interface Ties {
  readonly lens: Lens;
  /** Largest first: by upper bound, else lower; ties without any bound last. */
  readonly ties: readonly Tie[];
  /** Legs that the switches for what is in kind and what is contingent leave out, and those inside one firm. */
  readonly setAside: readonly string[];
  readonly internal: readonly string[];
}

/** A sum of ties: bounds of those that have any, and how many have none. */
export interface TieTotal {
  readonly low: number;
  /** null where a tie has a floor and no ceiling. */
  readonly high: number | null;
  readonly ties: number;
  readonly unknown: number;
}

type Loose = Omit<Tie, "round">;

export function ties(view: View, options: TiesOptions): Result<Ties> {
  const { casebook } = view;
  const { lens } = options;
  const found = lens === "owns" ? owned(view) : moved(view, options);
  const round = onRings(found.ties);
  return toResult(
    "ties",
    {
      digest: casebook.digest,
      unit: lens === "owns" ? "share" : casebook.currency,
      asOf: { validOn: view.options.validOn, knownOn: view.options.knownOn },
    },
    { ...viewParams(view), ...options },
    {
      values: {
        lens,
        ties: found.ties.map((tie, k) => ({ ...tie, round: round[k] })).sort(compareTies),
        setAside: found.setAside,
        internal: found.internal,
      },
    },
  );
}

export function totalOf(some: readonly Tie[]): TieTotal {
  const known = some.filter((tie) => tie.low !== null || tie.high !== null);
  const open = known.some((tie) => tie.high === null);
  return {
    low: known.reduce((sum, tie) => sum + (tie.low ?? 0), 0),
    high: open ? null : known.reduce((sum, tie) => sum + tie.high!, 0),
    ties: some.length,
    unknown: some.length - known.length,
  };
}

/** Its upper bound, else its lower one; null where it has none. */
export function tieSize(tie: Pick<Tie, "low" | "high">): number | null {
  return tie.high ?? tie.low;
}

function compareTies(a: Tie, b: Tie): number {
  return (tieSize(b) ?? -1) - (tieSize(a) ?? -1) || (b.low ?? 0) - (a.low ?? 0) || compareText(a.id, b.id);
}

interface Found {
  readonly ties: readonly Loose[];
  readonly setAside: readonly string[];
  readonly internal: readonly string[];
}

// ------------------------------------------------------------------------------------------------ what money moves or is owed

function moved(view: View, options: TiesOptions): Found {
  const isGhost = ghostsOf(view);
  const shown = view.legs.filter((row) => row.verdict === "counted" || isGhost(row));
  const firm = perimeter(view.casebook, options.perimeter);
  const { amountOf } = domesticAmounts(view, shown);
  const found: Loose[] = [];
  const setAside: string[] = [];
  const internal: string[] = [];
  for (const row of shown) {
    const said = sentences[options.lens as keyof typeof sentences](view, row);
    if (said === null) continue;
    const { leg } = row;
    const [from, to] = said.reversed ? [firm(leg.to), firm(leg.from)] : [firm(leg.from), firm(leg.to)];
    if (leftOut(row, options)) setAside.push(leg.id);
    else if (from === to) internal.push(leg.id);
    else {
      const amount = said.amount ?? amountOf(row);
      found.push({
        ...legTie(row, said.firmness),
        claim: said.amount?.claim ?? row.chosen?.id ?? null,
        from,
        to,
        low: amount?.low ?? null,
        high: amount?.high ?? null,
      });
    }
  }
  return { ties: found, setAside, internal };
}

/** In the lens "owes" a guarantee is what the lens asks about; elsewhere it counts only where the switch says so. */
function leftOut({ leg }: LegView, { lens, inKind, contingent }: TiesOptions): boolean {
  return (isInKind(leg) && !inKind) || (isContingent(leg) && !contingent && lens !== "owes");
}

interface Said {
  /** The sentence runs against the money. */
  readonly reversed: boolean;
  readonly firmness: Firmness;
  /** What stands before the amount of the leg. */
  readonly amount?: { readonly low: number | null; readonly high: number | null; readonly claim: string } | null;
}

/** What a leg says through each lens of money; null = nothing. */
const sentences: Readonly<Record<Exclude<Lens, "owns">, (view: View, row: LegView) => Said | null>> = {
  pays: (_view, row) => ({ reversed: false, firmness: firmnessOf(row) }),
  supplies: (_view, row) => (isSale(row) ? { reversed: true, firmness: firmnessOf(row) } : null),
  owes: (view, row) => {
    if (row.verdict !== "counted") return null;
    const rank = statusRank(row.status!.status);
    if (row.leg.gives === "guarantee") return { reversed: false, firmness: "promised" };
    if (row.leg.instrument === "debt" && row.leg.gives === "cash") {
      const lent = rank >= statusRank("partly-performed");
      return { reversed: true, firmness: lent ? "firm" : "promised", amount: lent ? outstanding(view, row) : null };
    }
    return isSale(row) && rank < statusRank("closed") ? { reversed: false, firmness: firmnessOf(row) } : null;
  },
};

function isSale({ leg }: LegView): boolean {
  return flowClass(leg.instrument) === "revenue" && leg.gives === "cash";
}

function legTie({ leg, status }: LegView, firmness: Firmness): Pick<Loose, "id" | "leg" | "instrument" | "flow" | "status" | "firmness"> {
  const { id, instrument } = leg;
  return { id, leg: id, instrument, flow: flowClass(instrument), status: status?.status ?? null, firmness };
}

// --------------------------------------------------------------------------------------------------------------- what is owned

/** A stake is a share of the very unit that a source names, so that units are never rolled up here. */
function owned(view: View): Found {
  const stated = stakes(view).filter((stake) => stake.holder !== stake.held);
  const pairs = new Set(stated.map((stake) => `${stake.holder} ${stake.held}`));
  const isGhost = ghostsOf(view);
  const bought = view.legs.flatMap((row): Loose[] => {
    const ends = row.verdict === "counted" || isGhost(row) ? sharesBought(row) : null;
    if (ends === null || pairs.has(ends.join(" "))) return [];
    const firmness = firmnessOf(row);
    const held = row.status !== null && statusRank(row.status.status) >= statusRank("partly-performed") && !mayVest(row);
    return [
      {
        ...legTie(row, firmness === "ghost" || held ? firmness : "promised"),
        claim: null,
        from: ends[0],
        to: ends[1],
        low: null,
        high: null,
      },
    ];
  });
  const held = stated.map(
    ({ holder, held: firm, claim }): Loose => ({
      id: claim.id,
      leg: null,
      claim: claim.id,
      from: holder,
      to: firm,
      low: part(claim.amount!.low),
      high: part(claim.amount!.high),
      instrument: "stake",
      flow: "funding",
      status: null,
      firmness: "firm",
    }),
  );
  return { ties: [...held, ...bought], setAside: [], internal: [] };
}

/** A percentage as a share. */
function part(percent: number | null): number | null {
  return percent === null ? null : percent / 100;
}

const capital: ReadonlySet<Instrument> = new Set([
  "equity-investment",
  "share-issue",
  "share-sale",
  "convertible",
  "warrant",
  "acquisition",
  "joint-venture",
]);

/** The holder and the firm held; null where no shares change hands, or a firm takes back its own. */
function sharesBought({ leg }: LegView): readonly [holder: string, held: string] | null {
  if (!capital.has(leg.instrument)) return null;
  const given = leg.gives === "shares" || leg.gives === "warrants";
  const holder = given ? leg.to : leg.from;
  const held = leg.issuer ?? (given ? leg.from : leg.to);
  return holder === held ? null : [holder, held];
}

/** Rights to shares that are none yet. */
function mayVest({ leg }: LegView): boolean {
  return leg.instrument === "warrant" || leg.instrument === "convertible";
}

// ------------------------------------------------------------------------------------------------------------------------ rings

/** Whether each tie that stands lies on a ring of such ties; what is known to be nothing carries nothing round. */
function onRings(some: readonly Loose[]): readonly boolean[] {
  const names = [...new Set(some.flatMap((tie) => [tie.from, tie.to]))];
  const index = new Map(names.map((name, i) => [name, i]));
  const stands = (tie: Loose): boolean => tie.firmness !== "ghost" && tieSize(tie) !== 0;
  const standing = some.filter(stands);
  const { component } = stronglyConnected(
    fromEdges({
      n: names.length,
      from: standing.map((tie) => index.get(tie.from)!),
      to: standing.map((tie) => index.get(tie.to)!),
      amount: standing.map(() => 1),
    }),
  );
  return some.map((tie) => stands(tie) && component[index.get(tie.from)!] === component[index.get(tie.to)!]);
}
