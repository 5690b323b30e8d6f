import { compareText } from "../../finding.ts";
import type { Claim, Entity } from "../../record/casebook.ts";
import { flowClass, isInKind } from "../../record/instrument.ts";
import { perimeter } from "../../record/perimeter.ts";
import { paymentWindow } from "../../record/project.ts";
import { stakes } from "../../record/stakes.ts";
import { statusRank } from "../../record/strength.ts";
import type { LegView, View } from "../../record/view.ts";
import { evidence, standingClaims, type Evidence } from "../evidence.ts";
import type { Range } from "../range.ts";
import { firms } from "../stress/firms.ts";
import { amountsOf, outstanding } from "../stress/obligations.ts";
import { dayText, type Window } from "../stress/window.ts";
import type { TieKind } from "./terms.ts";

/** A tie that stands at the date of the view, and what the record says of leaving it. */
export interface Tie extends Evidence {
  /** The leg, or holder>held of a stake. */
  readonly id: string;
  readonly kind: TieKind;
  /** Who leaves, and towards whom. */
  readonly holder: string;
  readonly issuer: string;
  /** Money that is tied; null = unknown. */
  readonly size: Range | null;
  /** Of a stake whose size a source gives as a part of the firm. */
  readonly share: number | null;
  /** What the whole issuer is worth; null = unknown. */
  readonly value: number | null;
  /** Whether the shares have a market; null = the record does not say. */
  readonly listed: boolean | null;
  /** Last day of the term that the record states; null = none. */
  readonly lastDay: number | null;
}

/** A counted leg that is no tie to undo, and why. */
export interface LeftOut {
  readonly leg: string;
  readonly reason: "changes-hands" | "in-kind" | "over" | "stands-in-stake" | "inside";
}

export interface Ties {
  readonly ties: readonly Tie[];
  readonly leftOut: readonly LeftOut[];
}

const HOLDINGS: ReadonlySet<string> = new Set(["equity-investment", "share-issue", "convertible", "joint-venture"]);

/** The ties between two firms of whom at least one side counts, as of a day. */
export function tiesOf(
  view: View,
  asked: { readonly today: number; readonly window: Window; readonly between: (a: string, b: string) => boolean },
): Ties {
  const { casebook } = view;
  const firm = perimeter(casebook, "parent");
  const amounts = amountsOf(view, { perimeter: "parent", inKind: true, contingent: true });
  const entities = new Map(casebook.entities.map((entity) => [entity.id, entity]));
  const worth = firms(view, { names: [...entities.keys()].sort(compareText), window: asked.window, assumptions: [] }).value;
  const claims = new Map(casebook.claims.map((claim) => [claim.id, claim]));
  const marketOf = (id: string): Pick<Tie, "value" | "listed"> & { readonly claim: Claim | null } => {
    const known = worth.get(id);
    const claim = known === undefined ? null : (claims.get(known.claim ?? "") ?? null);
    return { value: known?.point ?? null, listed: isListed(entities.get(id), claim), claim };
  };
  const leftOut: LeftOut[] = [];
  const ties: Tie[] = [];
  const covering = new Map<string, LegView[]>();
  for (const row of view.legs) {
    const { leg, verdict } = row;
    const [from, to] = [firm(leg.from), firm(leg.to)];
    if (verdict !== "counted" || !asked.between(from, to)) continue;
    const leave = (reason: LeftOut["reason"]): void => void leftOut.push({ leg: leg.id, reason });
    if (from === to) {
      leave("inside");
      continue;
    }
    const kind = kindOf(row);
    if (kind === null) {
      leave(isInKind(leg) ? "in-kind" : "changes-hands");
      continue;
    }
    const held = HOLDINGS.has(leg.instrument) && kind !== "promise";
    const pair = `${from}>${to}`;
    if (held) covering.set(pair, [...(covering.get(pair) ?? []), row]);
    const lastDay = held || leg.termYears === null ? null : paymentWindow(row).lastDay;
    if (
      !held &&
      ((lastDay !== null && lastDay <= asked.today) || (row.status!.status === "closed" && flowClass(leg.instrument) === "revenue"))
    ) {
      leave("over");
      continue;
    }
    const isLoan = kind === "loan";
    const left = isLoan ? outstanding(view, row) : null;
    const market = held ? marketOf(to) : { value: null, listed: null, claim: null };
    ties.push({
      id: leg.id,
      kind: held && market.listed === true ? "listed-stake" : kind,
      holder: isLoan ? to : from,
      issuer: isLoan ? from : to,
      size: left ?? amounts.of(row),
      share: null,
      value: market.value,
      listed: market.listed,
      lastDay,
      ...evidence([row], [...(market.claim === null ? [] : [market.claim]), ...(left === null ? [] : [claims.get(left.claim)!])]),
    });
  }
  const stated = new Set<string>();
  for (const stake of stakes(view)) {
    const [holder, held] = [firm(stake.holder), firm(stake.held)];
    const pair = `${holder}>${held}`;
    if (holder === held || stake.share <= 0 || stated.has(pair) || !asked.between(holder, held)) continue;
    stated.add(pair);
    const { value, listed, claim } = marketOf(held);
    const size = value === null ? null : stake.share * value;
    ties.push({
      id: pair,
      kind: listed === false ? "private-stake" : "listed-stake",
      holder,
      issuer: held,
      size: size === null ? null : { low: size, point: size, high: size },
      share: stake.share,
      value,
      listed,
      lastDay: null,
      ...evidence(covering.get(pair) ?? [], [stake.claim, ...(claim === null ? [] : [claim])]),
    });
  }
  // A stake that a source states stands for the legs that brought it.
  const covered = new Set([...covering].flatMap(([pair, rows]) => (stated.has(pair) ? rows.map(({ leg }) => leg.id) : [])));
  return {
    ties: ties.filter(({ id }) => !covered.has(id)).sort((a, b) => compareText(a.id, b.id)),
    leftOut: [...leftOut, ...[...covered].map((leg): LeftOut => ({ leg, reason: "stands-in-stake" }))].sort((a, b) =>
      compareText(a.leg, b.leg),
    ),
  };
}

/** null for what is no tie: shares that change hands, wages, what is given in kind. */
function kindOf({ leg, status }: LegView): TieKind | null {
  if (leg.gives === "guarantee") return "guarantee";
  if (leg.gives !== "cash") return null;
  const handedOver = statusRank(status!.status) >= statusRank("partly-performed");
  if (leg.instrument === "debt") return handedOver ? "loan" : "promise";
  if (HOLDINGS.has(leg.instrument)) return handedOver ? "private-stake" : "promise";
  return flowClass(leg.instrument) === "revenue" ? "contract" : null;
}

/** A ticker or a market value says that there is a market, a valuation of a round that there is none. */
function isListed(entity: Entity | undefined, worth: Claim | null): boolean | null {
  if (worth?.predicate === "market-cap") return true;
  if (entity?.identifiers.some((code) => /^[A-Z]+:/.test(code) && !code.startsWith("LEI:"))) return true;
  if (worth?.predicate === "valuation" || entity?.kind === "lab") return false;
  return null;
}

/** The firms of a group: entities below it, and members that its lists name. */
export function membersOf(view: View, group: string): ReadonlySet<string> {
  const { casebook } = view;
  const inside = new Set<string>([group]);
  for (let before = 0; before < inside.size; ) {
    before = inside.size;
    for (const { id, parent } of casebook.entities) if (parent !== null && inside.has(parent)) inside.add(id);
    for (const { group: listed, entity } of casebook.rosters) if (inside.has(listed) && entity !== null) inside.add(entity);
  }
  return inside;
}

/** ISO text of the last day; null without one. */
export function endText(lastDay: number | null): string | null {
  return lastDay === null ? null : dayText(lastDay);
}

/** Claims of a view, for predicates that tell of whole markets. */
export function claimsOf(view: View, ...predicates: readonly string[]): readonly Claim[] {
  return standingClaims(view)
    .filter((claim) => predicates.includes(claim.predicate) && claim.amount !== null)
    .toSorted((a, b) => compareText(a.id, b.id));
}
