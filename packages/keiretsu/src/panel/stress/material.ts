import { KeiretsuError } from "../../assert.ts";
import { compareText } from "../../finding.ts";
import type { Claim, Status } from "../../record/casebook.ts";
import { perimeter } from "../../record/perimeter.ts";
import type { ProjectOptions } from "../../record/project.ts";
import { stakes } from "../../record/stakes.ts";
import type { View } from "../../record/view.ts";
import { type Firms, firms } from "./firms.ts";
import type { Input, Missing } from "./inputs.ts";
import { type Obligations, obligations } from "./obligations.ts";
import { type Assumption, assumptionKey, type Scenario } from "./scenario.ts";
import { type Shocked, shocked } from "./shocks.ts";
import { type Window, windowOf } from "./window.ts";

/** A stake as a source states it, or as a scenario assumes it (no claim). */
export interface Holding {
  readonly holder: string;
  readonly held: string;
  readonly share: number;
  readonly claim: Claim | null;
}

/** Everything that the models are fed with, read from a view once: one index of firms for all of them. */
export interface Material {
  readonly view: View;
  readonly currency: string;
  readonly names: readonly string[];
  readonly index: ReadonlyMap<string, number>;
  readonly window: Window;
  readonly quarters: number;
  readonly due: readonly Input[];
  readonly loans: readonly Input[];
  readonly promised: readonly Input[];
  readonly firms: Firms;
  readonly stakes: readonly Holding[];
  readonly assumptions: readonly Assumption[];
  readonly shocked: Shocked;
  /** Of obligations and maturities. */
  readonly missing: readonly Missing[];
  readonly options: Omit<ProjectOptions, "amounts">;
  /** Whether a stated market value may stand in for equity that is unknown. */
  readonly marketEquity: boolean;
}

export interface MaterialOptions extends Omit<ProjectOptions, "amounts"> {
  readonly owedFrom: Status;
  readonly marketEquity: boolean;
}

export function material(view: View, scenario: Scenario, options: MaterialOptions): Material {
  const assumptions = firstOfEach(scenario.assumptions);
  checkAssumptions(view, assumptions);
  const window = windowOf(view, scenario.window);
  const firm = perimeter(view.casebook, options.perimeter);
  const struck = shocked(view, { shocks: scenario.shocks, assumptions, options, firm });
  const { names, held } = withHolders(partiesOf(view, { assumptions, firm, struck }), holdings(view, assumptions, firm));
  const said = firms(view, { names, window, assumptions });
  const owed: Obligations = obligations(view, { ...options, window, assumptions, maturities: new Set(said.maturities.keys()) });
  return {
    view,
    currency: view.casebook.currency,
    names,
    index: new Map(names.map((name, i) => [name, i])),
    window,
    quarters: scenario.quarters,
    due: owed.due,
    loans: owed.loans,
    promised: owed.promised,
    firms: said,
    stakes: held,
    assumptions,
    shocked: struck,
    missing: [...owed.missing, ...said.missing],
    options: { perimeter: options.perimeter, inKind: options.inKind, contingent: options.contingent },
    marketEquity: options.marketEquity,
  };
}

/** Of assumptions on one thing the first counts: those of a scenario stand before those of its book. */
function firstOfEach(assumptions: readonly Assumption[]): readonly Assumption[] {
  const met = new Map<string, Assumption>();
  for (const one of assumptions) if (!met.has(assumptionKey(one))) met.set(assumptionKey(one), one);
  return assumptions.filter((one) => one.kind === "industry" || met.get(assumptionKey(one)) === one);
}

/** Every firm that stands in a counted leg, an assumption or a shock. */
function partiesOf(
  view: View,
  of: {
    readonly assumptions: readonly Assumption[];
    readonly firm: (entity: string) => string;
    readonly struck: Shocked;
  },
): ReadonlySet<string> {
  const met = new Set<string>();
  for (const { leg, verdict } of view.legs) if (verdict === "counted") met.add(of.firm(leg.from)).add(of.firm(leg.to));
  for (const one of of.assumptions) {
    if (one.kind === "supply") met.add(of.firm(one.from)).add(of.firm(one.to));
    if ("entity" in one) met.add(of.firm(one.entity));
  }
  for (const left of [of.struck.payments, of.struck.value, of.struck.output]) for (const name of left.keys()) met.add(name);
  for (const one of of.struck.stakes) met.add(one.holder).add(one.held);
  for (const one of of.struck.moves) for (const name of [one.from, ...one.to]) met.add(name);
  return met;
}

/** The stakes that hang on a party, step by step, and the firms at their ends. */
function withHolders(
  parties: ReadonlySet<string>,
  known: readonly Holding[],
): { readonly names: readonly string[]; readonly held: readonly Holding[] } {
  const met = new Set(parties);
  for (let before = -1; before < met.size; ) {
    before = met.size;
    for (const stake of known) if (met.has(stake.holder) || met.has(stake.held)) met.add(stake.holder).add(stake.held);
  }
  return { names: [...met].sort(compareText), held: known.filter((stake) => met.has(stake.held)) };
}

/** The stakes that sources state, of firms as the perimeter has them, and those that the scenario assumes in their stead. */
function holdings(view: View, assumptions: readonly Assumption[], firm: (entity: string) => string): readonly Holding[] {
  const found = new Map<string, Holding>();
  for (const stake of stakes(view)) {
    const [holder, held] = [firm(stake.holder), firm(stake.held)];
    if (holder !== held) found.set(`${holder} ${held}`, { ...stake, holder, held });
  }
  for (const one of assumptions) {
    if (one.kind !== "stake") continue;
    const [holder, held] = [firm(one.holder), firm(one.held)];
    found.set(`${holder} ${held}`, { holder, held, share: one.share, claim: null });
  }
  return [...found.values()].sort((a, b) => compareText(a.holder, b.holder) || compareText(a.held, b.held));
}

function checkAssumptions({ casebook }: View, assumptions: readonly Assumption[]): void {
  const entities = new Set(casebook.entities.map((entity) => entity.id));
  const legs = new Set(casebook.legs.map((leg) => leg.id));
  const entity = (id: string): void => {
    if (!entities.has(id)) throw new KeiretsuError("unknown-subject", `an assumption names "${id}", which is no entity of this casebook`);
  };
  for (const one of assumptions) {
    if ("entity" in one) entity(one.entity);
    if (one.kind === "supply") for (const id of [one.from, one.to]) entity(id);
    if (one.kind === "stake") for (const id of [one.holder, one.held]) entity(id);
    if (one.kind === "industry") for (const id of one.entities) entity(id);
    if (one.kind === "term" && !legs.has(one.leg))
      throw new KeiretsuError("unknown-subject", `an assumption names "${one.leg}", which is no leg of this casebook`);
  }
}
