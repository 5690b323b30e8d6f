import type { Lever, ParameterKind, ParameterName, SimulationAssumption, SimulationScenario } from "./scenario.ts";
import { parameterKinds } from "./scenario.ts";
import type { Claim } from "../../record/casebook.ts";
import { statedFigure } from "../../record/policy.ts";

/** A number of a run and what it rests on: claims, an assumption with its reason, or nothing. */
export interface Parameter {
  readonly what: ParameterName;
  readonly subject: string;
  readonly origin: "cited" | "assumed" | "unknown";
  /** In use, levers applied; null = unknown, and the run goes on with what `without` says or not at all. */
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly claims: readonly string[];
  /** When the claim is true, as written. */
  readonly validOn: string | null;
  /** How the value follows from the claims (docs/models/cash.md), "" where it is stated. */
  readonly rule: Rule | "";
  readonly reason: string;
  readonly reasonFr: string;
  /** A lever has moved it. */
  readonly moved: boolean;
  readonly without: ParameterKind["without"];
}

export type Rule =
  /** A part of a year, stretched to a year. */
  | "annualised"
  /** Several claims of one period: the latest known counts, the others are the ends. */
  | "span-of-claims"
  /** What is spent beyond the costs that move with revenue. */
  | "rest-of-burn"
  /** Interest paid over debt. */
  | "interest-over-debt"
  /** Share of the gross margin that is left. */
  | "margin"
  /** What operations leave of revenue. */
  | "cash-flow"
  /** Debt less what is scheduled to fall due. */
  | "unscheduled-debt"
  /** Share times the stated value of the firm. */
  | "share-of-value"
  /** The order as a whole stands for its gigawatts. */
  | "one-unit";

/** What a claim, or arithmetic on claims, says. */
export interface Stated {
  readonly low: number;
  readonly point: number;
  readonly high: number;
  readonly claims: readonly string[];
  readonly validOn: string | null;
  readonly rule: Rule | "";
}

export type End = "low" | "point" | "high";

/**
 * Where the numbers of a run are asked for: an assumption about the very subject stands before a claim, a claim before an assumption about all of its kind; then the levers.
 * Every question is kept, so that the result can say what each number rests on.
 */
export interface Book {
  readonly parameters: Parameter[];
  /** `wider`: instruments, statuses or "all", the nearest first. */
  readonly ask: (
    what: ParameterName,
    subject: string,
    from: { readonly wider?: readonly string[]; readonly stated?: Stated | null },
  ) => number | null;
  readonly factor: (what: "demand" | "funding" | "price", subject: string) => number;
}

export function openParameters(scenario: SimulationScenario, claims: ReadonlyMap<string, Claim>, end: End): Book {
  const parameters: Parameter[] = [];
  const rows = scenario.assumptions.filter((one) => one.what !== "promise");
  const byKey = new Map(rows.map((one) => [`${one.what} ${one.subject}`, one]));
  const met = new Map<string, number | null>();
  return {
    parameters,
    ask(what, subject, { wider = ["all"], stated = null }) {
      const key = `${what} ${subject}`;
      if (met.has(key)) return met.get(key)!;
      const own = byKey.get(key);
      const general = wider.map((one) => byKey.get(`${what} ${one}`)).find((one) => one !== undefined);
      const base = fromAssumption(own, claims, end) ?? fromClaim(stated, end) ?? fromAssumption(general, claims, end) ?? nothing;
      const { value, moved } = pulled(scenario.levers, { what, subjects: [subject, ...wider], base });
      parameters.push({ what, subject, ...base, value, moved, without: parameterKinds[what].without });
      met.set(key, value);
      return value;
    },
    factor: (what, subject) =>
      scenario.levers.reduce(
        (product, lever) =>
          lever.what === what && (lever.subject === null || lever.subject === subject) ? product * lever.value : product,
        1,
      ),
  };
}

type Base = Pick<Parameter, "origin" | "value" | "low" | "high" | "claims" | "validOn" | "rule" | "reason" | "reasonFr">;

const nothing: Base = {
  origin: "unknown",
  value: null,
  low: null,
  high: null,
  claims: [],
  validOn: null,
  rule: "",
  reason: "",
  reasonFr: "",
};

function fromClaim(stated: Stated | null, end: End): Base | null {
  if (stated === null) return null;
  const { low, high, claims, validOn, rule } = stated;
  return { ...nothing, origin: "cited", value: stated[end], low, high, claims, validOn, rule };
}

function fromAssumption(one: SimulationAssumption | undefined, claims: ReadonlyMap<string, Claim>, end: End): Base | null {
  if (one === undefined || one.what === "promise") return null;
  const { reason, reasonFr, times } = one;
  if (one.claim === null) {
    const value = one.value!;
    return { ...nothing, origin: "assumed", value, low: one.low ?? value, high: one.high ?? value, reason, reasonFr };
  }
  const claim = claims.get(one.claim);
  const point = claim === undefined || claim.amount === null ? null : statedFigure(claim.amount);
  if (claim === undefined || point === null) return null;
  const unit = (claim.unit === "%" ? 0.01 : 1) * times;
  const ends = { low: (claim.amount!.low ?? point) * unit, point: point * unit, high: (claim.amount!.high ?? point) * unit };
  return {
    ...nothing,
    origin: "cited",
    value: ends[end],
    low: ends.low,
    high: ends.high,
    claims: [claim.id],
    validOn: claim.validOn?.text ?? null,
    reason,
    reasonFr,
  };
}

function pulled(
  levers: readonly Lever[],
  of: { readonly what: ParameterName; readonly subjects: readonly string[]; readonly base: Base },
): { readonly value: number | null; readonly moved: boolean } {
  let value = of.base.value;
  let moved = false;
  for (const lever of levers) {
    if (lever.what !== of.what || (lever.subject !== null && !of.subjects.includes(lever.subject))) continue;
    if (lever.value === "low" || lever.value === "high") {
      const end = of.base[lever.value];
      if (end === null) continue;
      value = end;
    } else value = lever.value;
    moved = true;
  }
  return { value, moved };
}
