import { KeiretsuError } from "../../assert.ts";

/**
 * What is supposed to happen, as plain data. The share of a shock is what is left: 0 = nothing, 1 = all. Each model reads it in its own
 * terms (docs/concepts/stress.md): what a debtor can still pay of what it owes, what its equity or its own assets are still worth, what it can
 * still produce. `on` keeps a shock to one of the three.
 */
export type Shock =
  | { readonly kind: "entity"; readonly entity: string; readonly on: ShockedPart; readonly share: number }
  | { readonly kind: "country"; readonly country: string; readonly on: ShockedPart; readonly share: number }
  | { readonly kind: "input"; readonly input: string; readonly on: ShockedPart; readonly share: number }
  /** One holding: worth this share of what it was. */
  | { readonly kind: "stake"; readonly holder: string; readonly held: string; readonly share: number }
  /** The own assets of every firm that has a stated value. */
  | { readonly kind: "values"; readonly share: number }
  /** Money promised and not yet handed over, to one firm or to all (null). */
  | { readonly kind: "funding"; readonly entity: string | null; readonly share: number }
  /** Nobody may hold or fund a firm that it also sells to or buys from. */
  | { readonly kind: "ban"; readonly rule: "same-pair" }
  /** A share of what is bought from one firm is bought from others instead, in equal parts; here the share is what moves. */
  | { readonly kind: "move"; readonly from: string; readonly to: readonly string[]; readonly share: number };

export type ShockedPart = "all" | "payments" | "value" | "output";

/** Something that no claim says and an answer needs, with its reason: named in every result that rests on it. */
export type Assumption = { readonly reason: string; readonly reasonFr: string } & (
  | { readonly kind: "term"; readonly leg: string; readonly years: number }
  | { readonly kind: "cash" | "equity" | "value" | "revenue"; readonly entity: string; readonly amount: number }
  | { readonly kind: "stake"; readonly holder: string; readonly held: string; readonly share: number }
  /** A link of supply that no leg records; the amount a year may be unknown. */
  | { readonly kind: "supply"; readonly from: string; readonly to: string; readonly amount: number | null }
  | { readonly kind: "industry"; readonly industry: string; readonly entities: readonly string[] }
  /** How an industry needs an input: 0 no effect at short notice, 1 in proportion, 2 without it nothing; the low and the high reading. */
  | { readonly kind: "essentiality"; readonly input: string; readonly user: string; readonly low: Need; readonly high: Need }
  /** A firm fails when its value falls below this share of what it was, and failing costs this share of it. */
  | { readonly kind: "failure"; readonly entity: string; readonly threshold: number; readonly cost: number }
  /** What a failed debtor's estate recovers of its own assets and of what it is owed. */
  | { readonly kind: "recovery"; readonly alpha: number; readonly beta: number }
);

/** The key by which a result names an assumption of a scenario. */
export function assumptionKey(one: Assumption): string {
  switch (one.kind) {
    case "term":
      return `term ${one.leg}`;
    case "stake":
      return `stake ${one.holder} ${one.held}`;
    case "supply":
      return `supply ${one.from} ${one.to}`;
    case "industry":
      return `industry ${one.industry}`;
    case "essentiality":
      return `essentiality ${one.input} ${one.user}`;
    case "recovery":
      return "recovery";
    default:
      return `${one.kind} ${one.entity}`;
  }
}

/** The industry of each firm: the first that names it. */
export function industriesOf(assumptions: readonly Assumption[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const one of assumptions) {
    if (one.kind !== "industry") continue;
    for (const entity of one.entities) if (!found.has(entity)) found.set(entity, one.industry);
  }
  return found;
}

export type Need = 0 | 1 | 2;

export interface Scenario {
  readonly id: string;
  readonly title: string;
  readonly titleFr: string;
  readonly question: string;
  readonly questionFr: string;
  readonly shocks: readonly Shock[];
  /** Dates in which what is owed falls due, as `--window`; null = the twelve months after the view. */
  readonly window: string | null;
  /** How long output is missing. */
  readonly quarters: number;
  /** What its amounts are in; null = the currency of the casebook. */
  readonly unit: string | null;
  readonly assumptions: readonly Assumption[];
  /** Whether others step in for the failed firm: from which share on the loss falls below `below` of the loss without. null = not asked. */
  readonly replaced: { readonly below: number } | null;
  /** A public hand pays what the shocked firms cannot. */
  readonly rescue: boolean;
  /** The report of its casebook tells it unless it is asked for others. */
  readonly inReport: boolean;
  readonly notes: readonly string[];
}

export const defaultScenario: Scenario = {
  id: "asked",
  title: "",
  titleFr: "",
  question: "",
  questionFr: "",
  shocks: [],
  window: null,
  quarters: 4,
  unit: null,
  assumptions: [],
  replaced: null,
  rescue: false,
  inReport: false,
  notes: [],
};

const shockedParts: readonly ShockedPart[] = ["all", "payments", "value", "output"];

/**
 * Read one shock as typed: `openai=0.4`, `nvidia.output=0.5`, `nvidia>coreweave=0`, `country:TW=0`, `input:chips=0`, `values=0.5`, `funding=0`,
 * `funding:openai=0`, `move:nvidia>amd+broadcom=0.3`, `ban:same-pair`. Throws `bad-shock`.
 */
export function parseShock(text: string): Shock {
  const refuse = (expected: string): KeiretsuError => new KeiretsuError("bad-shock", `shock is "${text}", expected ${expected}`);
  if (text === "ban:same-pair") return { kind: "ban", rule: "same-pair" };
  const match = /^(?:([a-z]+):)?([^=:]*)=(\d*\.?\d+)$/.exec(text.trim());
  if (match === null) throw refuse("what=share, such as openai=0.4");
  const [, word = "", target] = match;
  const share = Number(match[3]);
  if (!(share >= 0 && share <= 1)) throw refuse("a share from 0 to 1");
  const [what, part = "all"] = target.split(".");
  if (word === "move") {
    const [from, others = ""] = target.split(">");
    const to = others.split("+").filter((id) => id !== "");
    if (from === "" || to.length === 0) throw refuse("move:from>to+to=share");
    return { kind: "move", from, to, share };
  }
  if (word === "" && target.includes(">")) {
    const [holder, held] = target.split(">");
    if (holder === "" || held === "") throw refuse("holder>held=share");
    return { kind: "stake", holder, held, share };
  }
  const on = shockedParts.find((known) => known === part);
  if (on === undefined) throw refuse(`one of ${shockedParts.join(", ")} after the dot`);
  if (word === "funding" || (word === "" && what === "funding")) return { kind: "funding", entity: word === "" ? null : what, share };
  if (word === "" && what === "values") return { kind: "values", share };
  if (what === "") throw refuse("what=share, such as openai=0.4");
  if (word === "country") return { kind: "country", country: what, on, share };
  if (word === "input") return { kind: "input", input: what, on, share };
  if (word === "") return { kind: "entity", entity: what, on, share };
  throw refuse("country:, input:, funding:, move: or ban: before the colon");
}

/** The text that `parseShock` reads. */
export function shockText(shock: Shock): string {
  switch (shock.kind) {
    case "entity":
      return `${shock.entity}${partText(shock.on)}=${shock.share}`;
    case "country":
      return `country:${shock.country}${partText(shock.on)}=${shock.share}`;
    case "input":
      return `input:${shock.input}${partText(shock.on)}=${shock.share}`;
    case "stake":
      return `${shock.holder}>${shock.held}=${shock.share}`;
    case "values":
      return `values=${shock.share}`;
    case "funding":
      return `funding${shock.entity === null ? "" : `:${shock.entity}`}=${shock.share}`;
    case "ban":
      return `ban:${shock.rule}`;
    default:
      return `move:${shock.from}>${shock.to.join("+")}=${shock.share}`;
  }
}

function partText(on: ShockedPart): string {
  return on === "all" ? "" : `.${on}`;
}
