import { KeiretsuError } from "../../assert.ts";
import { compareText } from "../../finding.ts";
import type { Casebook } from "../../record/casebook.ts";
import { flowClass } from "../../record/instrument.ts";
import { statusRank } from "../../record/strength.ts";
import { compareValid, horizon, isValid } from "../../record/horizon.ts";
import { type LegView, type View, visibleClaims } from "../../record/view.ts";
import type { ProjectOptions } from "../../record/project.ts";
import type { Range } from "../range.ts";
import { amountsOf } from "./obligations.ts";
import { type Assumption, industriesOf, type Shock, type ShockedPart } from "./scenario.ts";

/** The shocks of a scenario as what is left of each firm, in the three terms in which models read them. */
export interface Shocked {
  /** Share of what it owes that a firm can pay at most. */
  readonly payments: ReadonlyMap<string, number>;
  /** Share of its equity, or of its own assets, that is left. */
  readonly value: ReadonlyMap<string, number>;
  /** Share of its output that is left. */
  readonly output: ReadonlyMap<string, number>;
  readonly stakes: readonly { readonly holder: string; readonly held: string; readonly share: number }[];
  /** What is left of the own assets of every firm. */
  readonly values: number;
  readonly moves: readonly { readonly from: string; readonly to: readonly string[]; readonly share: number }[];
  /** Legs of funding that a shut window or a ban hits. */
  readonly hits: readonly DealHit[];
  /** Promised money that does not come, by the firm that waits for it. */
  readonly lostFunding: ReadonlyMap<string, Range>;
}

export interface DealHit {
  readonly leg: string;
  readonly deal: string;
  readonly from: string;
  readonly to: string;
  readonly status: string;
  /** Money that does not come: the amount times what the shock takes away; null = unknown. Nothing where it was handed over already, or where shares, warrants or credits are given. */
  readonly lost: Range | null;
  /** Handed over: what is hit is the holding, which would have to be sold. */
  readonly done: boolean;
  /** The legs of trade between the two that make the ban bite. */
  readonly trade: readonly string[];
  readonly claim: string | null;
  readonly source: string | null;
}

/** Words for a country in a shock. */
export const countryWords: Readonly<Record<string, string | undefined>> = {
  china: "CN",
  france: "FR",
  germany: "DE",
  japan: "JP",
  korea: "KR",
  netherlands: "NL",
  taiwan: "TW",
  "united-kingdom": "GB",
  "united-states": "US",
};

/** Throws `unknown-subject` for a firm, a country or an input that the book does not have. */
export function shocked(
  view: View,
  asked: {
    readonly shocks: readonly Shock[];
    readonly assumptions: readonly Assumption[];
    readonly options: Omit<ProjectOptions, "amounts">;
    readonly firm: (entity: string) => string;
  },
): Shocked {
  const { casebook } = view;
  const { firm } = asked;
  const left = { payments: new Map<string, number>(), value: new Map<string, number>(), output: new Map<string, number>() };
  const take = (entities: readonly string[], on: ShockedPart, share: number): void => {
    for (const entity of entities) {
      for (const part of ["payments", "value", "output"] as const) {
        if (on !== "all" && on !== part) continue;
        left[part].set(firm(entity), Math.min(share, left[part].get(firm(entity)) ?? 1));
      }
    }
  };
  const stakes: Shocked["stakes"][number][] = [];
  const moves: Shocked["moves"][number][] = [];
  const hits: DealHit[] = [];
  let values = 1;
  for (const shock of asked.shocks) {
    switch (shock.kind) {
      case "entity": {
        const country = casebook.entities.some((entity) => entity.id === shock.entity) ? undefined : countryWords[shock.entity];
        take(country === undefined ? [entityOf(casebook, shock.entity)] : inCountry(casebook, country), shock.on, shock.share);
        break;
      }
      case "country":
        take(inCountry(casebook, shock.country), shock.on, shock.share);
        break;
      case "input":
        take(ofIndustry(asked.assumptions, shock.input), shock.on === "all" ? "output" : shock.on, shock.share);
        break;
      case "stake":
        stakes.push({ holder: firm(entityOf(casebook, shock.holder)), held: firm(entityOf(casebook, shock.held)), share: shock.share });
        break;
      case "values":
        values = Math.min(values, shock.share);
        break;
      case "funding":
        hits.push(...fundingHit(view, { ...asked, entity: shock.entity, share: shock.share }));
        break;
      case "ban":
        hits.push(...samePair(view, asked));
        break;
      case "move":
        moves.push({
          from: firm(entityOf(casebook, shock.from)),
          to: shock.to.map((id) => firm(entityOf(casebook, id))),
          share: shock.share,
        });
        break;
    }
  }
  return { ...left, stakes, values, moves, hits: hits.sort((a, b) => compareText(a.leg, b.leg)), lostFunding: lostBy(hits) };
}

function entityOf(casebook: Casebook, id: string): string {
  if (casebook.entities.some((entity) => entity.id === id)) return id;
  throw new KeiretsuError(
    "unknown-subject",
    `"${id}" is no entity of this casebook, expected an id of entities.csv or a country such as taiwan`,
  );
}

/** Firms of a country; persons, sectors and governments do not pay or produce. */
function inCountry(casebook: Casebook, code: string): readonly string[] {
  const found = casebook.entities.filter(
    (entity) => entity.country === code.toUpperCase() && ["company", "lab", "fund", "project", "data-centre"].includes(entity.kind),
  );
  if (found.length === 0) throw new KeiretsuError("unknown-subject", `no firm of this casebook is in "${code}", expected a country code`);
  return found.map((entity) => entity.id);
}

function ofIndustry(assumptions: readonly Assumption[], input: string): readonly string[] {
  const industries = industriesOf(assumptions);
  const found = [...industries].flatMap(([entity, industry]) => (industry === input ? [entity] : []));
  if (found.length > 0) return found;
  const names = [...new Set(industries.values())].sort(compareText).join(", ");
  throw new KeiretsuError(
    "unknown-subject",
    `no firm makes the input "${input}", expected one of ${names === "" ? "(no industry is given)" : names}`,
  );
}

interface Asked {
  readonly options: Omit<ProjectOptions, "amounts">;
  readonly firm: (entity: string) => string;
}

/** Funding in cash that is promised and not handed over. */
function fundingHit(view: View, asked: Asked & { readonly entity: string | null; readonly share: number }): readonly DealHit[] {
  if (asked.entity !== null) entityOf(view.casebook, asked.entity);
  const amounts = amountsOf(view, asked.options);
  const to = asked.entity === null ? null : asked.firm(asked.entity);
  return amounts.rows
    .filter(({ leg }) => flowClass(leg.instrument) === "funding" && leg.gives === "cash" && (to === null || asked.firm(leg.to) === to))
    .map((row) => hit(row, { amount: still(view, row, amounts.of(row)), firm: asked.firm, taken: 1 - asked.share, trade: [] }))
    .filter((one) => !one.done);
}

const holdings = new Set(["equity-investment", "share-issue", "convertible", "warrant", "joint-venture"]);

/** Holdings and funding between firms that also trade with each other. */
function samePair(view: View, asked: Asked): readonly DealHit[] {
  const amounts = amountsOf(view, { ...asked.options, contingent: true });
  const pair = ({ leg }: LegView): string => [asked.firm(leg.from), asked.firm(leg.to)].sort(compareText).join(" ");
  const trade = new Map<string, string[]>();
  for (const row of amounts.rows) {
    if (flowClass(row.leg.instrument) !== "revenue") continue;
    const known = trade.get(pair(row));
    if (known) known.push(row.leg.id);
    else trade.set(pair(row), [row.leg.id]);
  }
  return amounts.rows
    .filter((row) => holdings.has(row.leg.instrument) && trade.has(pair(row)))
    .map((row) => hit(row, { amount: still(view, row, amounts.of(row)), firm: asked.firm, taken: 1, trade: trade.get(pair(row))! }));
}

/** What is still to come: all of it, less what a claim says was paid; of a leg that is partly performed, anything from nothing to all. */
function still(view: View, row: LegView, amount: Range | null): Range | null {
  if (amount === null || row.status!.status !== "partly-performed") return amount;
  const seen = horizon(view.options);
  const paid = visibleClaims(view.casebook, seen)
    .filter((claim) => claim.subject === row.leg.id && ["amount-funded", "amount-paid"].includes(claim.predicate) && isValid(claim, seen))
    .filter((claim) => claim.unit === view.casebook.currency && claim.amount?.point != null)
    .sort((a, b) => compareValid(a.validOn, b.validOn) || compareText(b.id, a.id))
    .at(-1)?.amount?.point;
  if (paid == null) return { low: 0, point: amount.point, high: amount.high };
  const left = (x: number | null): number | null => (x === null ? null : Math.max(0, x - paid));
  return { low: left(amount.low), point: left(amount.point), high: left(amount.high) };
}

function hit(
  row: LegView,
  of: {
    readonly amount: Range | null;
    readonly firm: (entity: string) => string;
    readonly taken: number;
    readonly trade: readonly string[];
  },
): DealHit {
  const { leg, status, chosen } = row;
  const done = statusRank(status!.status) === statusRank("closed");
  const moneyless = done || leg.gives !== "cash";
  const lost = of.amount === null ? null : scale(of.amount, of.taken);
  return {
    leg: leg.id,
    deal: leg.deal,
    from: of.firm(leg.from),
    to: of.firm(leg.to),
    status: status!.status,
    lost: moneyless ? { low: 0, point: 0, high: 0 } : lost,
    done,
    trade: of.trade,
    claim: chosen?.id ?? null,
    source: chosen?.source ?? null,
  };
}

function scale(range: Range, by: number): Range {
  const at = (x: number | null): number | null => (x === null ? null : x * by);
  return { low: at(range.low), point: at(range.point), high: at(range.high) };
}

function lostBy(hits: readonly DealHit[]): ReadonlyMap<string, Range> {
  const lost = new Map<string, { low: number; point: number; high: number }>();
  for (const one of hits) {
    if (one.lost === null) continue;
    const sum = lost.get(one.to) ?? { low: 0, point: 0, high: 0 };
    sum.low += one.lost.low ?? 0;
    sum.point += one.lost.point ?? 0;
    sum.high += one.lost.high ?? one.lost.point ?? 0;
    lost.set(one.to, sum);
  }
  return lost;
}
