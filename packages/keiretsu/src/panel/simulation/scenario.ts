import { KeiretsuError } from "../../assert.ts";
import type { CommitmentKind, WarrantStep } from "../../simulate/economy.ts";
import { parseQuarter, type Quarter, quarterText } from "./quarter.ts";

/**
 * What a run over time supposes, as plain data: whose books are kept, from when on, what no claim says (each with its reason), and what is turned
 * otherwise than in the scenario it is based on. Rates are a year, shares 0 to 1, money in the casebook's currency.
 */
export interface SimulationScenario {
  readonly id: string;
  readonly title: string;
  readonly titleFr: string;
  readonly question: string;
  readonly questionFr: string;
  /** What was known and true by this date; null = as the view says. */
  readonly known: string | null;
  readonly valid: string | null;
  /** First quarter; null = the one after what the view sees. */
  readonly start: Quarter | null;
  readonly quarters: number;
  /** Whose books are kept, as far as the evidence allows; the first is the one that thresholds are sought for. */
  readonly firms: readonly string[];
  /** Sellers whose funding is followed until it comes home. */
  readonly traced: readonly string[];
  readonly assumptions: readonly SimulationAssumption[];
  readonly levers: readonly Lever[];
  readonly notes: readonly string[];
  readonly notesFr: readonly string[];
}

export const defaultSimulationScenario: SimulationScenario = {
  id: "asked",
  title: "",
  titleFr: "",
  question: "",
  questionFr: "",
  known: null,
  valid: null,
  start: null,
  quarters: 20,
  firms: [],
  traced: [],
  assumptions: [],
  levers: [],
  notes: [],
  notesFr: [],
};

/** A number that a run needs: what it is of, and its unit in a scenario file. */
export interface ParameterKind {
  readonly of: "firm" | "promise" | "stake" | "economy";
  readonly unit: "money" | "money/year" | "share" | "share/year" | "years" | "GW" | "money/GW" | "quarter" | "ratio" | "money/share";
  /** Without it: the firm has no books or the promise is left out ("blocks"), there is no such term ("none"), or the run goes on with this value. */
  readonly without: "blocks" | "none" | number;
  readonly least: number;
  readonly most: number;
}

function kind(
  of: ParameterKind["of"],
  unit: ParameterKind["unit"],
  without: ParameterKind["without"],
  [least, most]: readonly [number, number],
): ParameterKind {
  return { of, unit, without, least, most };
}

const ANY = [0, 1e18] as const;
const SHARE = [0, 1] as const;

export type ParameterName =
  | "cash"
  | "revenue"
  | "growth"
  | "growth-before"
  | "volatility"
  | "correlation"
  | "cost-ratio"
  | "fixed-cost"
  | "delivery-cost"
  | "debt"
  | "interest"
  | "systems"
  | "systems-life"
  | "round-multiple"
  | "payout"
  | "amount"
  | "probability"
  | "term"
  | "start"
  | "minimum"
  | "use"
  | "capacity"
  | "per-gw"
  | "rate"
  | "drawn"
  | "draw-years"
  | "loan-to-value"
  | "least-cover"
  | "forbearance"
  | "cap"
  | "strike"
  | "share-price"
  | "price-volatility"
  | "stake"
  | "worth"
  | "price-change"
  | "price-until"
  | "sale"
  | "sale-from"
  | "sale-until"
  | "liquidation";

export const parameterKinds: Readonly<Record<ParameterName, ParameterKind>> = {
  cash: kind("firm", "money", "blocks", ANY),
  /** From customers outside, a year. */
  revenue: kind("firm", "money/year", "blocks", ANY),
  growth: kind("firm", "share/year", "blocks", [-0.99, 100]),
  /** Growth from the middle of the period of the revenue to the first quarter. */
  "growth-before": kind("firm", "share/year", 0, [-0.99, 100]),
  volatility: kind("firm", "share/year", 0, [0, 5]),
  /** With what moves the demand of all firms. */
  correlation: kind("firm", "share", 0, SHARE),
  /** Costs that move with revenue. */
  "cost-ratio": kind("firm", "share", "blocks", [0, 10]),
  "fixed-cost": kind("firm", "money/year", 0, ANY),
  /** Of the capacity that firms of the run buy from it: what it costs to run. */
  "delivery-cost": kind("firm", "share", 0, SHARE),
  debt: kind("firm", "money", 0, ANY),
  interest: kind("firm", "share/year", 0, [0, 1]),
  systems: kind("firm", "money", 0, ANY),
  "systems-life": kind("firm", "years", 100, [0.25, 100]),
  /** Of yearly revenue: what investors outside put in at most in one quarter. */
  "round-multiple": kind("firm", "ratio", 0, [0, 100]),
  payout: kind("firm", "share", 0, SHARE),
  amount: kind("promise", "money", "blocks", ANY),
  /** Of what a letter of intent or an announcement says: the chance that it becomes binding. */
  probability: kind("promise", "share", "blocks", SHARE),
  term: kind("promise", "years", "blocks", [0.25, 100]),
  start: kind("promise", "quarter", "blocks", [0, 40000]),
  /** Of a contract spread evenly: the part that is due whether used or not. */
  minimum: kind("promise", "share", 1, SHARE),
  /** Of the buyer's revenue: what use of the capacity costs. */
  use: kind("promise", "share", 0, [0, 10]),
  capacity: kind("promise", "GW", "blocks", ANY),
  "per-gw": kind("promise", "money/GW", "none", ANY),
  /** Of a loan (a year) or of revenue shared. */
  rate: kind("promise", "share/year", "blocks", SHARE),
  /** Of a loan: owed when the run starts. */
  drawn: kind("promise", "money", 0, ANY),
  /** Of a loan: how long it may be drawn. */
  "draw-years": kind("promise", "years", 0, [0, 100]),
  "loan-to-value": kind("promise", "share", "none", [0, 10]),
  "least-cover": kind("promise", "ratio", "none", [0, 100]),
  /** Of a loan: how far the lender lends anew what the borrower lacks to pay it. */
  forbearance: kind("promise", "share", 0, SHARE),
  cap: kind("promise", "money", "none", ANY),
  strike: kind("promise", "money/share", 0, ANY),
  "share-price": kind("promise", "money/share", "blocks", ANY),
  "price-volatility": kind("promise", "share/year", 0, [0, 5]),
  stake: kind("stake", "share", "blocks", SHARE),
  worth: kind("stake", "money", "blocks", ANY),
  /** What a market makes of its price, up to a last quarter. */
  "price-change": kind("stake", "share/year", "none", [-0.99, 100]),
  "price-until": kind("stake", "quarter", "none", [0, 40000]),
  /** Sold to the rest of the world, from one quarter to another. */
  sale: kind("stake", "money/year", "none", ANY),
  "sale-from": kind("stake", "quarter", "none", [0, 40000]),
  "sale-until": kind("stake", "quarter", "none", [0, 40000]),
  /** What the systems of a failed firm fetch, of their book value. */
  liquidation: kind("economy", "share", 0, SHARE),
};

export const parameterNames: readonly ParameterName[] = Object.keys(parameterKinds) as ParameterName[];

/** Something that no claim says and a run needs, or that a claim says in words of its own: always with its reason. */
export type SimulationAssumption = { readonly reason: string; readonly reasonFr: string } & (
  | {
      readonly what: ParameterName;
      /** An entity, a leg, an instrument, a status, the id of a promise, "holder>held", or "all". */
      readonly subject: string;
      readonly value: number | null;
      readonly low: number | null;
      readonly high: number | null;
      /** Claim that gives the value; then the parameter is cited. */
      readonly claim: string | null;
      readonly times: number;
    }
  /** A promise that no leg records. */
  | {
      readonly what: "promise";
      readonly subject: string;
      readonly kind: CommitmentKind;
      readonly from: string;
      readonly to: string;
      /** Of a tranche or a warrant: the purchase that it follows. */
      readonly purchase: string | null;
      readonly steps: readonly WarrantStep[];
    }
);

/** Whether a scenario says anything of a term that most runs do without. */
export function speaksOf({ assumptions, levers }: SimulationScenario, what: ParameterName): boolean {
  return assumptions.some((one) => one.what === what) || levers.some((lever) => lever.what === what);
}

export function simulationKey(one: { readonly what: string; readonly subject: string }): string {
  return `${one.what} ${one.subject}`;
}

/** Something turned otherwise: a parameter set or put at an end of its range, or all of one kind scaled. */
export type Lever =
  | { readonly what: ParameterName; readonly subject: string | null; readonly value: number | "low" | "high" }
  /** Factors: end demand of one firm or all; money of investors and of vendors; price of systems. */
  | { readonly what: "demand" | "funding" | "price"; readonly subject: string | null; readonly value: number }
  /** The window of investors outside is shut from a quarter on, and open again after the last one. */
  | { readonly what: "funding-shut"; readonly subject: string | null; readonly from: Quarter; readonly to: Quarter | null }
  /** Quarters by which systems and the capacity built on them come later. */
  | { readonly what: "delay"; readonly value: number }
  /** Nobody funds a firm that buys from it. */
  | { readonly what: "ban"; readonly rule: "same-pair" };

const factors = ["demand", "funding", "price"] as const;

/**
 * Read one lever as typed: `demand=0.5`, `funding=0`, `growth=low`, `growth.openai=0.4`, `funding-shut=2026-Q3..2027-Q2`, `delay=4`, `systems-life=3`,
 * `ban=same-pair`. Throws `bad-lever`.
 */
export function parseLever(text: string): Lever {
  const refuse = (expected: string): KeiretsuError => new KeiretsuError("bad-lever", `lever is "${text}", expected ${expected}`);
  const at = text.indexOf("=");
  if (at < 1) throw refuse("what=value, such as demand=0.5");
  const [target, value] = [text.slice(0, at).trim(), text.slice(at + 1).trim()];
  const dot = target.indexOf(".");
  const [what, subject] = dot < 0 ? [target, null] : [target.slice(0, dot), target.slice(dot + 1)];
  if (what === "ban") {
    if (value !== "same-pair") throw refuse("ban=same-pair");
    return { what, rule: value };
  }
  if (what === "funding-shut") {
    const [from, to = null] = value.split("..");
    try {
      return { what, subject, from: parseQuarter(from), to: to === null ? null : parseQuarter(to) };
    } catch {
      throw refuse("quarters such as 2026-Q3 or 2026-Q3..2027-Q2");
    }
  }
  const number = /^-?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(value) ? Number(value) : Number.NaN;
  if (what === "delay") {
    if (!(Number.isInteger(number) && number >= 0 && number <= 40)) throw refuse("a whole number of quarters, 0 to 40");
    return { what, value: number };
  }
  const factor = factors.find((known) => known === what);
  if (factor !== undefined) {
    if (!(number >= 0 && number <= 1000)) throw refuse("a factor from 0 to 1000");
    return { what: factor, subject, value: number };
  }
  const name = parameterNames.find((known) => known === what);
  if (name === undefined)
    throw refuse(`one of ${[...factors, "funding-shut", "delay", "ban", ...parameterNames].join(", ")} before the sign =`);
  if (value === "low" || value === "high") return { what: name, subject, value };
  const { least, most } = parameterKinds[name];
  if (!(number >= least && number <= most)) throw refuse(`low, high or a number from ${least} to ${most}`);
  return { what: name, subject, value: number };
}

/** The text that `parseLever` reads. */
export function leverText(lever: Lever): string {
  if (lever.what === "ban") return `ban=${lever.rule}`;
  if (lever.what === "delay") return `delay=${lever.value}`;
  const target = lever.subject === null ? lever.what : `${lever.what}.${lever.subject}`;
  if (lever.what !== "funding-shut") return `${target}=${lever.value}`;
  return `${target}=${quarterText(lever.from)}${lever.to === null ? "" : `..${quarterText(lever.to)}`}`;
}
