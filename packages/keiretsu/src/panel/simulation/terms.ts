import type { Commitment } from "../../simulate/economy.ts";
import type { Book } from "./parameters.ts";
import type { Pledge } from "./promises.ts";
import type { Quarter } from "./quarter.ts";
import { type ParameterName, type SimulationScenario, speaksOf } from "./scenario.ts";

/** From what was promised to what is due in which quarter: even spread over the term, letters by their probability. */

export type LeftOut =
  /** A number that it needs is unknown. */
  | "unknown"
  /** Handed over, or ended, before the first quarter. */
  | "past"
  /** It begins after the last quarter. */
  | "later"
  /** It stands in the stated debt of the borrower. */
  | "in-debt"
  /** The purchase that it follows is not in the run. */
  | "no-purchase"
  /** Funding of a firm that buys from whoever funds it, and such is banned. */
  | "banned"
  /** Its probability is 0. */
  | "not-binding";

/** A commitment of the economy but for its parties. */
export interface Terms extends Placed {
  readonly id: string;
  readonly kind: Commitment["kind"];
}

/** First and last quarter of the run, and the numbers of its kind. */
interface Placed {
  readonly first: number;
  readonly last: number;
  readonly [term: string]: unknown;
}

/** A promise with its numbers, or why it is left out. */
export interface Entered {
  readonly promise: Pledge;
  /** Without its parties; null = left out. */
  readonly commitment: Terms | null;
  readonly reason: LeftOut | null;
  readonly missing: readonly ParameterName[];
  readonly follows: string | null;
}

/** Ask for the numbers of a promise and place it in the quarters of the run. */
export function enter(
  promise: Pledge,
  of: {
    readonly book: Book;
    readonly scenario: SimulationScenario;
    readonly start: Quarter;
    readonly promises: readonly Pledge[];
    readonly inDebt: (entity: string) => boolean;
  },
): Entered {
  const { book, scenario, start, promises } = of;
  const { id, kind, wider } = promise;
  const missing: ParameterName[] = [];
  const out = (reason: LeftOut): Entered => ({ promise, commitment: null, reason, missing, follows: null });
  const ask = (what: ParameterName, stated: Parameters<Book["ask"]>[2]["stated"] = null): number | null =>
    book.ask(what, id, { wider, stated });
  const need = (what: ParameterName, stated: Parameters<Book["ask"]>[2]["stated"] = null): number => {
    const value = ask(what, stated);
    if (value === null) missing.push(what);
    return value ?? 0;
  };
  if (promise.closed && kind !== "loan") return out("past");
  if (kind === "loan" && of.inDebt(promise.to)) return out("in-debt");
  const probability = promise.letter === null ? 1 : need("probability");
  if (promise.letter !== null && missing.length === 0 && probability === 0) return out("not-binding");
  const delay = scenario.levers.reduce((sum, lever) => (lever.what === "delay" ? sum + lever.value : sum), 0);
  const late = !promise.begun && (kind === "purchase" || kind === "take-or-pay") ? delay : 0;
  const begins = (book.ask("start", id, { stated: promise.start === null ? null : cited(promise.start) }) ?? start) + late;
  const horizon = scenario.quarters - 1;
  const span = (years: number): { readonly first: number; readonly last: number; readonly quarters: number } => {
    const quarters = Math.max(1, Math.round(4 * years));
    const first = Math.max(begins, late > 0 ? start + late : begins) - start;
    return { first, last: first + quarters - 1, quarters };
  };
  const deal = promise.letter === null || promise.deal === null ? {} : { letter: letterNumber(promise.deal) };
  const base = { id, kind, probability, ...deal };
  const whole = { first: Math.max(0, begins - start), last: horizon };
  const price = book.factor("price", promise.to);
  const money = book.factor("funding", promise.to);
  const done = (terms: Placed, follows: string | null = null): Entered => {
    if (missing.length > 0) return out("unknown");
    if (terms.last < 0) return out("past");
    if (terms.first > horizon) return out("later");
    const first = Math.max(0, terms.first);
    return { promise, commitment: { ...base, ...terms, first }, reason: null, missing, follows };
  };
  switch (kind) {
    case "take-or-pay":
    case "lease": {
      const amount = need("amount", promise.amount);
      const { first, last, quarters } = span(need("term", promise.term));
      const perQuarter = (amount * price) / quarters;
      if (kind === "lease") return done({ first, last, perQuarter });
      return done({ first, last, floor: perQuarter * (ask("minimum") ?? 1), shareOfRevenue: ask("use") ?? 0 });
    }
    case "purchase": {
      const amount = need("amount", promise.amount);
      const { first, last, quarters } = span(need("term", promise.term));
      const capacity = ask("capacity", promise.capacity ?? { ...cited(1), rule: "one-unit" }) ?? 1;
      const left = Math.max(0, Math.min(1, (last + 1) / quarters));
      return done({
        first,
        last,
        gwPerQuarter: capacity / quarters,
        gwMax: capacity * left,
        pricePerGW: capacity > 0 ? (amount / capacity) * price : 0,
      });
    }
    case "tranche": {
      const amount = need("amount", promise.amount);
      const purchase =
        promise.purchase ??
        promises.find((one) => one.kind === "purchase" && one.deal !== null && one.deal === promise.deal && one.from === promise.to)?.id ??
        null;
      const perGW = purchase === null ? null : ask("per-gw", promise.perGW);
      const cap = Math.max(0, amount - promise.paid) * money;
      if (purchase !== null && perGW !== null) return done({ ...whole, purchase, perGW, cap }, purchase);
      const { first, last, quarters } = span(need("term", promise.term));
      const left = Math.max(0, Math.min(1, (last + 1) / quarters));
      return done({ first, last, purchase: null, perGW: 0, cap: promise.paid > 0 ? cap : cap * left });
    }
    case "guarantee": {
      const amount = need("amount", promise.amount);
      const { first, last, quarters } = span(need("term", promise.term));
      return done({ first, last, guaranteed: amount / quarters });
    }
    case "credits": {
      const amount = need("amount", promise.amount);
      const { first, last, quarters } = span(need("term", promise.term));
      return done({ first, last, amount, perQuarter: amount / quarters });
    }
    case "revenue-share": {
      const rate = need("rate", promise.rate);
      return done({ ...whole, rate, cap: ask("cap") });
    }
    case "loan": {
      const amount = need("amount", promise.amount);
      const drawn = ask("drawn", promise.outstanding ?? (promise.closed ? promise.amount : null)) ?? 0;
      const rate = need("rate", promise.rate);
      const { first, last } = span(need("term", promise.term));
      const drawUntil = first + Math.round(4 * (ask("draw-years") ?? 0)) - 1;
      const most = drawn + Math.max(0, amount - drawn) * money;
      const terms = {
        amount: Math.max(most, drawn),
        drawn,
        rate: rate / 4,
        drawUntil,
        loanToValue: ask("loan-to-value"),
        leastCover: ask("least-cover"),
        forbearance: (speaksOf(scenario, "forbearance") ? ask("forbearance") : null) ?? 0,
      };
      return done({ first: drawn > 0 ? 0 : first, last, ...terms });
    }
    default: {
      const terms = {
        strike: ask("strike") ?? 0,
        sharePrice: need("share-price"),
        volatility: ask("price-volatility") ?? 0,
        steps: promise.steps,
      };
      const { first, last } = span(need("term", promise.term));
      return done({ first, last, purchase: promise.purchase ?? "", ...terms }, promise.purchase ?? "");
    }
  }
}

function cited(value: number): NonNullable<Parameters<Book["ask"]>[2]["stated"]> {
  return { low: value, point: value, high: value, claims: [], validOn: null, rule: "" };
}

/** The same number for one deal wherever it stands among the legs. */
function letterNumber(deal: string): number {
  let hash = 0;
  for (let i = 0; i < deal.length; i++) hash = (Math.imul(hash, 31) + deal.charCodeAt(i)) >>> 0;
  return hash;
}

/** What follows a purchase that is not in the run is not in it either. */
export function followed(entered: readonly Entered[]): readonly Entered[] {
  const purchases = new Set(entered.flatMap(({ commitment }) => (commitment?.kind === "purchase" ? [commitment.id] : [])));
  return entered.map((one) =>
    one.follows === null || purchases.has(one.follows) ? one : { ...one, commitment: null, reason: "no-purchase", follows: null },
  );
}

const funding: ReadonlySet<Commitment["kind"]> = new Set(["tranche", "loan", "guarantee", "credits", "warrant"]);

export function banned(scenario: SimulationScenario, entered: readonly Entered[]): readonly Entered[] {
  if (!scenario.levers.some(({ what }) => what === "ban")) return entered;
  const buys = new Set(
    entered.flatMap(({ promise, commitment }) =>
      commitment === null || funding.has(commitment.kind) ? [] : [`${promise.from} ${promise.to}`],
    ),
  );
  return entered.map((one) => {
    const { promise, commitment } = one;
    if (commitment === null || !funding.has(commitment.kind) || !buys.has(`${promise.to} ${promise.from}`)) return one;
    return { ...one, commitment: null, reason: "banned", follows: null };
  });
}
