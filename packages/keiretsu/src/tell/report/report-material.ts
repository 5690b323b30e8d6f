import type { Result } from "../../network/result.ts";
import { type Circularity, circularity } from "../../panel/circularity.ts";
import { type Disclosure, disclosure } from "../../panel/disclosure.ts";
import { type LikenessValues, likenessOf } from "../../panel/likeness.ts";
import { loops, type LoopsValues } from "../../panel/loops.ts";
import { type Roles, roles } from "../../panel/roles.ts";
import type { SimulationScenario } from "../../panel/simulation/scenario.ts";
import { simulate, type Simulation } from "../../panel/simulation/simulate.ts";
import { type Spread, spread } from "../../panel/spread.ts";
import { type Story, storyOf } from "../../panel/story.ts";
import type { Scenario } from "../../panel/stress/scenario.ts";
import { type Stress, stress } from "../../panel/stress/stress.ts";
import type { Casebook } from "../../record/casebook.ts";
import { type Conflict, conflicts } from "../../record/conflicts.ts";
import { view, type View, type ViewOptions } from "../../record/view.ts";

/** Everything a report tells, gathered by the panels from one casebook under one view. */
export interface ReportMaterial {
  readonly casebook: Casebook;
  readonly view: View;
  readonly circularity: Result<Circularity>;
  readonly spread: Result<Spread>;
  readonly loops: Result<LoopsValues>;
  /** The leg whose standing changed most often, with its turns; null where no leg has two. */
  readonly story: Story | null;
  readonly conflicts: readonly Conflict[];
  /** What follows if: one result a scenario. */
  readonly stresses: readonly Result<Stress>[];
  /** The promises over time: the run that is told, then those whose outcomes stand beside. Empty = the casebook has none. */
  readonly runs: readonly Result<Simulation>[];
  /** Runs of other casebooks, to stand beside. */
  readonly cases: readonly ReportCase[];
  /** What ties the firms beside money. */
  readonly roles: Result<Roles>;
  readonly likeness: Result<LikenessValues>;
  readonly disclosure: Result<Disclosure>;
}

export interface ReportCase {
  readonly casebook: Casebook;
  readonly run: Result<Simulation>;
}

/** What a report runs over time: scenarios of its casebook, the first told at length, and those of other casebooks. */
export interface OverTime {
  readonly scenarios: readonly SimulationScenario[];
  readonly cases: readonly { readonly casebook: Casebook; readonly scenario: SimulationScenario }[];
}

/** Paths of the run that is told, of those beside it, and behind each thing that would have to be true. */
const [DRAWS, DRAWS_BESIDE, QUESTION_DRAWS] = [1000, 200, 60];

export function gatherReport(
  casebook: Casebook,
  options: Partial<ViewOptions> = {},
  scenarios: readonly Partial<Scenario>[] = [],
  overTime: OverTime = { scenarios: [], cases: [] },
): ReportMaterial {
  const seen = view(casebook, options);
  return {
    casebook,
    view: seen,
    circularity: circularity(seen, { top: 8 }),
    spread: spread(casebook, options),
    loops: loops(seen),
    story: storyOf(seen),
    conflicts: conflicts(casebook, { knownOn: seen.options.knownOn, recordedOn: seen.options.recordedOn }),
    stresses: scenarios.map((scenario) => stress(seen, scenario)),
    runs: overTime.scenarios.map((scenario, k) =>
      simulate(seen, scenario, k === 0 ? { draws: DRAWS, questionDraws: QUESTION_DRAWS } : { draws: DRAWS_BESIDE, questionDraws: 0 }),
    ),
    cases: overTime.cases.map(({ casebook: other, scenario }) => ({
      casebook: other,
      run: simulate(view(other), scenario, { draws: DRAWS, questionDraws: 0 }),
    })),
    roles: roles(seen),
    likeness: likenessOf(seen),
    disclosure: disclosure(seen),
  };
}

/** The legs behind the gross flow; where none has an amount, those that count without one. */
export function grossLegs({ circularity: { values } }: ReportMaterial): readonly string[] {
  return values.gross.legs.length > 0 ? values.gross.legs : values.coverage.withoutAmount.map((open) => open.leg);
}
