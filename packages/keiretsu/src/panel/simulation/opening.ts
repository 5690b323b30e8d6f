import type { Firm, FundingRound } from "../../simulate/economy.ts";
import {
  type ClaimsBySubject,
  costRatio,
  costRatioOfCashFlow,
  interestRate,
  maturities,
  restOfBurn,
  stock,
  yearlyRevenue,
} from "./figures.ts";
import type { Book } from "./parameters.ts";
import { firstDayOf, type Quarter } from "./quarter.ts";
import type { ParameterName, SimulationScenario } from "./scenario.ts";
import type { Terms } from "./terms.ts";

/** The opening books of one firm and how its demand, costs and funding move. */

export interface Opening {
  readonly firm: Firm;
  readonly missing: readonly ParameterName[];
  readonly loans: readonly { readonly entity: string; readonly commitment: Terms }[];
  readonly debtStated: boolean;
}

const required: readonly ParameterName[] = ["cash", "revenue", "growth", "cost-ratio"];

export function openingOf(of: {
  readonly entity: string;
  readonly claims: ClaimsBySubject;
  readonly book: Book;
  readonly scenario: SimulationScenario;
  readonly start: Quarter;
  readonly currency: string;
}): Opening {
  const { entity, book, scenario, start, currency } = of;
  const said = of.claims.get(entity) ?? [];
  const ask = (what: ParameterName, from: Parameters<Book["ask"]>[2] = {}): number | null => book.ask(what, entity, from);
  const cash = ask("cash", { stated: stock(said, ["cash-and-securities", "cash"], currency) });
  const earned = yearlyRevenue(said, currency);
  const revenue = ask("revenue", { stated: earned?.stated ?? null });
  const growth = ask("growth");
  const before = ask("growth-before") ?? 0;
  const ratio = ask("cost-ratio", { stated: costRatio(said) ?? costRatioOfCashFlow(said, currency) });
  const fixed = ask("fixed-cost", { stated: ratio === null ? null : restOfBurn(said, ratio, currency) }) ?? 0;
  const rate = ask("interest", { stated: interestRate(said, currency) }) ?? 0;
  const due = maturities(said, currency);
  const total = stock(said, ["total-debt"], currency);
  const scheduled = due.reduce((sum, { amount }) => sum + amount, 0);
  const rest = (x: number): number => Math.max(0, x - scheduled);
  const debt = ask("debt", {
    stated:
      total === null || due.length === 0
        ? total
        : {
            low: rest(total.low),
            point: rest(total.point),
            high: rest(total.high),
            claims: [...total.claims, ...due.map(({ claim }) => claim)],
            validOn: total.validOn,
            rule: "unscheduled-debt",
          },
  });
  const life = ask("systems-life", { stated: stock(said, ["useful-life-gpus"], "years") }) ?? 100;
  const volatility = ask("volatility") ?? 0;
  const values = { cash, revenue, growth, "cost-ratio": ratio } as Readonly<Partial<Record<ParameterName, number | null>>>;
  const missing = required.filter((what) => values[what] === null);
  // Growth known of the time between the figure and the first quarter.
  const years = earned === null ? 0 : Math.max(0, (firstDayOf(start) + 45 - earned.middle) / 365.25);
  const atStart = ((revenue ?? 0) / 4) * (1 + before) ** years * book.factor("demand", entity);
  const firm: Firm = {
    id: entity,
    books: missing.length === 0,
    cash: Math.round(cash ?? 0),
    systems: Math.round(ask("systems") ?? 0),
    debt: Math.round(debt ?? 0),
    interest: rate / 4,
    revenue: atStart,
    growth: quarterly(growth ?? 0),
    volatility: volatility / 2,
    correlation: ask("correlation") ?? 0,
    costRatio: ratio ?? 0,
    fixedCost: fixed / 4,
    deliveryCost: ask("delivery-cost") ?? 0,
    systemsLife: 4 * life,
    round: roundOf({ multiple: (ask("round-multiple") ?? 0) * book.factor("funding", entity), scenario, entity, start }),
    payout: ask("payout") ?? 0,
  };
  const loans = due.flatMap(({ claim, amount, first, last }) => {
    if (last < start) return [];
    const left = first >= start ? amount : (amount * (last - start + 1)) / (last - first + 1);
    const owed = Math.round(left);
    const terms = {
      first: 0,
      drawUntil: Math.max(first - start, 0) - 1,
      last: last - start,
      probability: 1,
      loanToValue: null,
      leastCover: null,
    };
    return [{ entity, commitment: { id: claim, kind: "loan" as const, amount: owed, drawn: owed, rate: rate / 4, ...terms } }];
  });
  return { firm, missing, loans, debtStated: total !== null };
}

function quarterly(rate: number): number {
  return (1 + rate) ** 0.25 - 1;
}

function roundOf(of: {
  readonly multiple: number;
  readonly scenario: SimulationScenario;
  readonly entity: string;
  readonly start: Quarter;
}): FundingRound {
  const { multiple, scenario, entity, start } = of;
  const shut = scenario.levers
    .filter((lever) => lever.what === "funding-shut" && (lever.subject === null || lever.subject === entity))
    .at(-1);
  if (shut === undefined || shut.what !== "funding-shut") return { multiple, shutFrom: null, opensAgain: null };
  const to = shut.to === null ? null : shut.to + 1 - start;
  if (to !== null && to <= 0) return { multiple, shutFrom: null, opensAgain: null };
  return { multiple, shutFrom: Math.max(0, shut.from - start), opensAgain: to };
}

/** A party that only takes part in flows: nobody can say whether it can pay. */
export function outsider(id: string): Firm {
  const none = { cash: 0, systems: 0, debt: 0, interest: 0, revenue: 0, growth: 0, volatility: 0, correlation: 0 };
  const round = { multiple: 0, shutFrom: null, opensAgain: null };
  return { id, books: false, ...none, costRatio: 0, fixedCost: 0, systemsLife: 400, round, payout: 0 };
}
