import { compareText } from "../../finding.ts";
import type { Instrument } from "../../record/casebook.ts";
import { statusRank } from "../../record/strength.ts";
import type { LegView, View } from "../../record/view.ts";
import type { CommitmentKind, WarrantStep } from "../../simulate/economy.ts";
import type { amountsOf } from "../stress/obligations.ts";
import { type ClaimsBySubject, stock } from "./figures.ts";
import type { Stated } from "./parameters.ts";
import { type Quarter, quarterOf } from "./quarter.ts";
import type { SimulationScenario } from "./scenario.ts";

/** A promise as the record or the scenario has it, before its numbers are asked for. */
export interface Pledge {
  readonly id: string;
  readonly kind: CommitmentKind;
  /** Firms by the perimeter: who pays, owes, lends, invests, guarantees. */
  readonly from: string;
  readonly to: string;
  /** null: a promise of the scenario. */
  readonly leg: string | null;
  /** Where wider assumptions are looked for: instrument and status, then all. */
  readonly wider: readonly string[];
  /** Not under contract: it enters by its probability only. */
  readonly letter: string | null;
  /** Handed over already. */
  readonly closed: boolean;
  readonly begun: boolean;
  readonly amount: Stated | null;
  readonly term: Stated | null;
  readonly start: Quarter | null;
  readonly deal: string | null;
  /** Of a tranche or a warrant. */
  readonly purchase: string | null;
  readonly steps: readonly WarrantStep[];
  /** Figures that claims give beside the amount. */
  readonly capacity: Stated | null;
  readonly perGW: Stated | null;
  readonly rate: Stated | null;
  readonly outstanding: Stated | null;
  readonly paid: number;
}

const kindOf: Partial<Readonly<Record<Instrument, CommitmentKind>>> = {
  "cloud-capacity": "take-or-pay",
  "take-or-pay": "take-or-pay",
  licence: "take-or-pay",
  "supply-purchase": "purchase",
  lease: "lease",
  wages: "lease",
  "revenue-share": "revenue-share",
  "guarantee-backstop": "guarantee",
  "equity-investment": "tranche",
  convertible: "tranche",
  "joint-venture": "tranche",
  debt: "loan",
  "cloud-credits": "credits",
};

/** The promises between firms: counted legs of the view in the order of their ids, then those of the scenario. */
export function promisesOf(
  view: View,
  scenario: SimulationScenario,
  of: {
    readonly claims: ClaimsBySubject;
    readonly amounts: ReturnType<typeof amountsOf>;
    readonly firm: (entity: string) => string;
    readonly asked: ReadonlySet<string>;
  },
): readonly Pledge[] {
  const { claims, amounts, firm, asked } = of;
  const { currency } = view.casebook;
  const found: Pledge[] = [];
  for (const row of view.legs) {
    const { leg } = row;
    const kind = kindOf[leg.instrument];
    const [from, to] = [firm(leg.from), firm(leg.to)];
    if (row.verdict !== "counted" || kind === undefined || from === to || !(asked.has(from) || asked.has(to))) continue;
    const said = claims.get(leg.id) ?? [];
    const rank = statusRank(row.status!.status);
    found.push({
      id: leg.id,
      kind,
      from,
      to,
      leg: leg.id,
      wider: [leg.instrument, row.status!.status, "all"],
      letter: rank < statusRank("definitive") ? row.status!.status : null,
      closed: rank === statusRank("closed"),
      begun: rank >= statusRank("partly-performed"),
      amount: amountOf(row, amounts.of(row)) ?? null,
      term: leg.termYears === null ? null : stated(leg.termYears, []),
      start: startOf(row),
      deal: leg.deal,
      purchase: null,
      steps: [],
      capacity: stock(said, ["capacity"], "GW"),
      perGW: stock(said, ["tranche-per-gw"], `${currency}/GW`),
      rate: kind === "revenue-share" ? shareOfRevenue(claims, leg.from, leg.to) : percent(stock(said, ["effective-rate"], "%")),
      outstanding: stock(said, ["amount-outstanding"], currency),
      paid: stock(said, ["amount-paid"], currency)?.point ?? 0,
    });
  }
  const own = scenario.assumptions.flatMap((one): readonly Pledge[] => {
    if (one.what !== "promise") return [];
    const { subject: id, kind, from, to, purchase, steps } = one;
    const none = { leg: null, letter: null, closed: false, begun: true, amount: null, term: null, start: null, deal: null };
    const figures = { capacity: null, perGW: null, rate: null, outstanding: null, paid: 0 };
    return [{ id, kind, from: firm(from), to: firm(to), wider: [kind, "all"], purchase, steps, ...none, ...figures }];
  });
  return [...found.sort((a, b) => compareText(a.id, b.id)), ...own];
}

function startOf({ leg, since }: LegView): Quarter | null {
  const day = (leg.startsOn ?? since)?.firstDay;
  return day === undefined ? null : quarterOf(day);
}

function amountOf(
  row: LegView,
  ends: { readonly low: number | null; readonly point: number | null; readonly high: number | null } | null,
): Stated | null {
  if (ends === null || ends.point === null || row.chosen === null) return null;
  const { point } = ends;
  return {
    low: ends.low ?? point,
    point,
    high: ends.high ?? point,
    claims: [row.chosen.id],
    validOn: row.chosen.validOn?.text ?? null,
    rule: "",
  };
}

function stated(value: number, claims: readonly string[]): Stated {
  return { low: value, point: value, high: value, claims, validOn: null, rule: "" };
}

function percent(found: Stated | null): Stated | null {
  return found === null ? null : { ...found, low: found.low / 100, point: found.point / 100, high: found.high / 100 };
}

/** The rate stands with the payer: `revenue-share-to-<payee>`. */
function shareOfRevenue(claims: ClaimsBySubject, from: string, to: string): Stated | null {
  return percent(stock(claims.get(from) ?? [], [`revenue-share-to-${to}`], "%"));
}
