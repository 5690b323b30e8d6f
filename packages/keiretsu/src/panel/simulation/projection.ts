import { KeiretsuError } from "../../assert.ts";
import { compareText } from "../../finding.ts";
import { perimeter } from "../../record/perimeter.ts";
import { stakes } from "../../record/stakes.ts";
import { defaultViewOptions, view as look, type View } from "../../record/view.ts";
import type { Commitment, Economy, Stake } from "../../simulate/economy.ts";
import { amountsOf } from "../stress/obligations.ts";
import { windowOf } from "../stress/window.ts";
import { type ClaimsBySubject, seenClaims, stock } from "./figures.ts";
import { loopsOf } from "./loops.ts";
import { openingOf, outsider } from "./opening.ts";
import { type Book, type End, openParameters, type Parameter } from "./parameters.ts";
import { promisesOf } from "./promises.ts";
import { type Quarter, quarterOf } from "./quarter.ts";
import { type ParameterName, type SimulationScenario, speaksOf } from "./scenario.ts";
import { banned, enter, type Entered, followed, type LeftOut } from "./terms.ts";

/** A casebook as an economy that can run: its numbers, what each rests on, and what had to stay out. */
export interface Projected {
  readonly economy: Economy;
  /** First quarter. */
  readonly start: Quarter;
  /** Firms whose books were asked for, with what is missing for them; nothing missing = the books are kept. */
  readonly asked: readonly { readonly entity: string; readonly missing: readonly ParameterName[] }[];
  /** The promises of the economy, with the leg and the claims behind each. */
  readonly promises: readonly { readonly id: string; readonly leg: string | null; readonly letter: boolean }[];
  /** Promises that are in no quarter, with why. */
  readonly left: readonly { readonly id: string; readonly reason: LeftOut; readonly missing: readonly ParameterName[] }[];
  readonly parameters: readonly Parameter[];
  /** As seen: letters of intent included, dates of the scenario where the reader gives none. */
  readonly view: View;
}

/** Lends what falls due to lenders that no leg names. */
export const OUTSIDE_LENDERS = "outside-lenders";

/** What a run reads of the casebook: the same for all scenarios of the same dates. */
export interface Evidence {
  readonly view: View;
  readonly claims: ClaimsBySubject;
  readonly amounts: ReturnType<typeof amountsOf>;
}

export function evidenceOf(asked: View, scenario: SimulationScenario): Evidence {
  const view = seenBy(asked, scenario);
  return { view, claims: seenClaims(view), amounts: amountsOf(view, { perimeter: "parent", inKind: true, contingent: true }) };
}

/** Project as of the dates of the view, else of the scenario. Amounts of claims are taken at one end of their ranges. Throws `unknown-subject`. */
export function projectEconomy(
  asked: View,
  scenario: SimulationScenario,
  end: End = "point",
  evidence: Evidence = evidenceOf(asked, scenario),
): Projected {
  const { view: seen, claims, amounts } = evidence;
  checkSubjects(seen, scenario);
  const { casebook } = seen;
  const firm = perimeter(casebook, "parent");
  const start = scenario.start ?? quarterOf(windowOf(seen, null).firstDay - 1) + 1;
  const book = openParameters(scenario, new Map([...claims.values()].flat().map((claim) => [claim.id, claim])), end);
  const wanted = [...new Set(scenario.firms.map(firm))];
  const books = new Map(
    wanted.map((entity) => [entity, openingOf({ entity, claims, book, scenario, start, currency: casebook.currency })]),
  );
  const promises = promisesOf(seen, scenario, { claims, amounts, firm, asked: new Set(wanted) });
  const entering = promises.map((promise) =>
    enter(promise, { book, scenario, start, promises, inDebt: (id) => books.get(id)?.debtStated ?? false }),
  );
  const made = banned(scenario, followed(entering));
  const scheduled = wanted.flatMap((entity) => books.get(entity)!.loans);
  const traced = scenario.traced.map(firm);
  const parties = made.flatMap(({ promise, commitment }) => (commitment === null ? [] : [promise.from, promise.to]));
  const lenders = scheduled.length > 0 ? [OUTSIDE_LENDERS] : [];
  const names = [...new Set([...wanted, ...parties, ...traced, ...lenders])];
  const index = new Map(names.map((name, i) => [name, i]));
  const at = (name: string): number => index.get(name)!;
  const commitments = [
    ...made.flatMap(({ promise, commitment }) =>
      commitment === null ? [] : [{ ...commitment, from: at(promise.from), to: at(promise.to) } as unknown as Commitment],
    ),
    ...scheduled.map((loan) => ({ ...loan.commitment, from: at(OUTSIDE_LENDERS), to: at(loan.entity) }) as unknown as Commitment),
  ];
  const liquidation = book.ask("liquidation", "all", {}) ?? 0;
  const firms = names.map((name) => books.get(name)?.firm ?? outsider(name));
  const held = stakesOf(seen, scenario, { book, claims, index, firm, start });
  return {
    economy: {
      firms,
      commitments,
      stakes: held,
      traced: traced.map(at),
      loops: loopsOf(firms, commitments, held),
      quarters: scenario.quarters,
      liquidation,
      minorUnit: 1,
    },
    start,
    asked: wanted.map((entity) => ({ entity, missing: books.get(entity)!.missing })),
    promises: made.flatMap(({ promise: { id, leg, letter }, commitment }) =>
      commitment === null ? [] : [{ id, leg, letter: letter !== null }],
    ),
    left: made.flatMap(({ promise, reason, missing }) => (reason === null ? [] : [{ id: promise.id, reason, missing }])),
    parameters: book.parameters.filter(matters(made)).sort((a, b) => compareText(a.what, b.what) || compareText(a.subject, b.subject)),
    view: seen,
  };
}

/** Of a promise that is left out only what it lacks is told. */
function matters(made: readonly Entered[]): (one: Parameter) => boolean {
  const left = new Map(made.flatMap(({ promise, reason, missing }) => (reason === null ? [] : [[promise.id, missing]])));
  return ({ what, subject }) => left.get(subject)?.includes(what) ?? true;
}

/** Letters of intent are seen, since a probability may be given for them; the scenario's dates stand in for those that the reader leaves open. */
function seenBy(asked: View, scenario: SimulationScenario): View {
  const { options } = asked;
  return look(asked.casebook, {
    ...options,
    knownOn: options.knownOn ?? scenario.known,
    validOn: options.validOn ?? scenario.valid,
    atLeast: options.atLeast === defaultViewOptions.atLeast ? "letter-of-intent" : options.atLeast,
  });
}

/** Stakes among the firms of the run, worth their share of the stated value of the firm. From 20 % the equity method. */
function stakesOf(
  seen: View,
  scenario: SimulationScenario,
  of: {
    readonly book: Book;
    readonly claims: ClaimsBySubject;
    readonly index: ReadonlyMap<string, number>;
    readonly firm: (entity: string) => string;
    readonly start: Quarter;
  },
): readonly Stake[] {
  const { book, claims, index, firm, start } = of;
  const pairs = new Map(
    stakes(seen).map(({ holder, held, share, claim }) => {
      const validOn = claim.validOn?.text ?? null;
      return [`${firm(holder)}>${firm(held)}`, { low: share, point: share, high: share, claims: [claim.id], validOn, rule: "" as const }];
    }),
  );
  const asked = scenario.assumptions.flatMap(({ what, subject }) => (what === "stake" ? [subject] : []));
  const found: Stake[] = [];
  for (const key of [...new Set([...pairs.keys(), ...asked])].sort(compareText)) {
    const [holder, held] = key.split(">");
    if (!index.has(holder) || !index.has(held) || holder === held) continue;
    const share = book.ask("stake", key, { stated: pairs.get(key) ?? null });
    const value = stock(claims.get(held) ?? [], ["market-cap", "valuation"], seen.casebook.currency);
    const worth =
      share === null || value === null
        ? null
        : { ...value, low: value.low * share, point: value.point * share, high: value.high * share, rule: "share-of-value" as const };
    const amount = book.ask("worth", key, { stated: worth });
    if (share === null || amount === null) continue;
    found.push({
      holder: index.get(holder)!,
      held: index.get(held)!,
      share,
      value: Math.round(amount),
      equityMethod: share >= EQUITY_METHOD,
      ...marketOf(scenario, book, key, start),
    });
  }
  return found;
}

const EQUITY_METHOD = 0.2;

/** What a market does to the price of a stake, and what of it is sold, where the scenario speaks of such. */
function marketOf(scenario: SimulationScenario, book: Book, key: string, start: Quarter): Pick<Stake, "market" | "sale"> {
  const ask = (what: ParameterName): number | null =>
    speaksOf(scenario, what) ? book.ask(what, key, { wider: [key.slice(key.indexOf(">") + 1), "all"] }) : null;
  const [change, until] = [ask("price-change"), ask("price-until")];
  const [sold, from, last] = [ask("sale"), ask("sale-from"), ask("sale-until")];
  const market = change === null || until === null ? {} : { market: { change: (1 + change) ** 0.25 - 1, until: until - start } };
  if (sold === null || from === null || last === null || last < start) return market;
  return { ...market, sale: { perQuarter: sold / 4, first: Math.max(0, from - start), last: last - start } };
}

function checkSubjects({ casebook }: View, scenario: SimulationScenario): void {
  const entities = new Set(casebook.entities.map(({ id }) => id));
  const promised = scenario.assumptions.flatMap((one) => (one.what === "promise" ? [one.from, one.to] : []));
  const unknown = [...scenario.firms, ...scenario.traced, ...promised].find((id) => !entities.has(id));
  if (unknown !== undefined)
    throw new KeiretsuError("unknown-subject", `the scenario names "${unknown}", which is no entity of this casebook`);
}
