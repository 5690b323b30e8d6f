import type { View } from "../../record/view.ts";
import { checkEconomy } from "../../simulate/check-economy.ts";
import { pathOutcomes } from "../../simulate/tally.ts";
import { openRun, runPath } from "../../simulate/run.ts";
import type { End } from "./parameters.ts";
import { type Evidence, evidenceOf, type Projected, projectEconomy } from "./projection.ts";
import type { Lever, ParameterName, SimulationScenario } from "./scenario.ts";
import { outcomesAt, type Outcomes } from "./summary.ts";

/** What would have to be true, and which assumption matters: the same run again with one thing turned, on the same random numbers. */
export interface Questions {
  /** The firm that is asked about: the first whose books are kept; null = none is. */
  readonly focus: string | null;
  readonly draws: number;
  /** The most growth that was tried. */
  readonly mostGrowth: number;
  /** Yearly growth of its end demand from which on it closes in so many paths; null = at no growth that was tried. */
  readonly closesAt: readonly { readonly probability: number; readonly growth: number | null }[];
  /** Yearly growth of every firm's end demand from which on no firm with books fails, without chance. */
  readonly standsAt: number | null;
  /** Quarters that each firm with books stands without new money, without chance; null = to the end. */
  readonly runway: readonly { readonly entity: string; readonly quarters: number | null }[];
  /** The largest first: how far P(failed) and P(closed) of the focus move from the low to the high end of one assumption. */
  readonly sensitivity: readonly Sensitivity[];
}

export interface Sensitivity {
  readonly what: ParameterName | "amounts";
  readonly subject: string;
  readonly low: AtEnd;
  readonly high: AtEnd;
  /** The larger of the two spans. */
  readonly span: number;
}

interface AtEnd {
  readonly value: number | null;
  readonly failed: number;
  readonly closed: number;
}

interface Asked extends Question {
  readonly evidence: Evidence;
}

export interface Question {
  readonly view: View;
  readonly scenario: SimulationScenario;
  readonly seed: number;
  /** Paths behind each answer. */
  readonly draws: number;
  readonly amounts: End;
}

const [LEAST_GROWTH, MOST_GROWTH] = [-0.95, 3];
/** Revenue of a quarter that growth may reach: books in whole minor units are exact up to 2^53 of them. */
const MOST_REVENUE = 1e14;
/** Growth is found to this, in its logarithm. */
const FINE = 0.002;
const PROBABILITIES = [0.5, 0.9] as const;

export function questions(question: Question, projected: Projected): Questions {
  const { view, scenario, draws } = question;
  const asked: Asked = { ...question, evidence: evidenceOf(view, scenario) };
  const focus = projected.asked.find(({ missing }) => missing.length === 0)?.entity ?? null;
  if (focus === null) return { focus, draws, mostGrowth: MOST_GROWTH, closesAt: [], standsAt: null, runway: [], sensitivity: [] };
  const { firms, quarters } = projected.economy;
  const largest = firms.reduce((most, { books, revenue }) => (books ? Math.max(most, revenue) : most), 1);
  const mostGrowth = Math.max(0, Math.min(MOST_GROWTH, (MOST_REVENUE / largest) ** (4 / quarters) - 1));
  const closed = remembered(
    (growth) => outcomes(asked, withLever(scenario, { what: "growth", subject: focus, value: growth }), focus).closed.share,
  );
  const stands = remembered((growth) => {
    const { economy } = project(asked, withLever(scenario, { what: "growth", subject: null, value: growth }));
    return expectedFailures(economy).every((quarter) => quarter === 0) ? 1 : 0;
  });
  return {
    focus,
    draws,
    mostGrowth,
    closesAt: PROBABILITIES.map((probability) => ({
      probability,
      growth: leastGrowth(mostGrowth, (growth) => closed(growth) >= probability),
    })),
    standsAt: leastGrowth(mostGrowth, (growth) => stands(growth) === 1),
    runway: runwayOf(asked),
    sensitivity: sensitivityOf(asked, focus),
  };
}

function withLever(scenario: SimulationScenario, lever: Lever): SimulationScenario {
  return { ...scenario, levers: [...scenario.levers, lever] };
}

function project({ view, evidence, amounts }: Asked, scenario: SimulationScenario, end: End = amounts): Projected {
  return projectEconomy(view, scenario, end, evidence);
}

/** The outcomes of one firm alone: no counts by quarter are kept. */
function outcomes(asked: Asked, scenario: SimulationScenario, focus: string, amounts: End = asked.amounts): Outcomes {
  const { economy } = project(asked, scenario, amounts);
  checkEconomy(economy);
  const run = openRun(economy);
  const at = economy.firms.findIndex(({ id }) => id === focus);
  const counts = new Float64Array(pathOutcomes.length);
  for (let draw = 0; draw < asked.draws; draw++) {
    const outcome = run({ seed: asked.seed, draw }).outcome[at];
    if (outcome !== null) counts[pathOutcomes.indexOf(outcome)]++;
  }
  return outcomesAt(counts, 0);
}

function expectedFailures(economy: Projected["economy"]): Int32Array {
  return runPath(economy, { seed: 0, draw: 0, expected: true }).values.failedIn;
}

function remembered(of: (growth: number) => number): (growth: number) => number {
  const known = new Map<number, number>();
  return (growth) => {
    const found = known.get(growth) ?? of(growth);
    known.set(growth, found);
    return found;
  };
}

/** The least growth at which it holds, by bisection of log(1 + growth); null where it does not hold at the most. Growth helps, so it holds above. */
function leastGrowth(most: number, holds: (growth: number) => boolean): number | null {
  let [low, high] = [Math.log1p(LEAST_GROWTH), Math.log1p(most)];
  if (!holds(Math.expm1(high))) return null;
  if (holds(Math.expm1(low))) return LEAST_GROWTH;
  while (high - low > FINE) {
    const middle = (low + high) / 2;
    if (holds(Math.expm1(middle))) high = middle;
    else low = middle;
  }
  return Math.expm1(high);
}

function runwayOf(asked: Asked): Questions["runway"] {
  const { economy } = project(asked, withLever(asked.scenario, { what: "funding", subject: null, value: 0 }));
  const failed = expectedFailures(economy);
  return economy.firms.flatMap(({ id, books }, i) => (books ? [{ entity: id, quarters: failed[i] === 0 ? null : failed[i] - 1 }] : []));
}

function sensitivityOf(asked: Asked, focus: string): readonly Sensitivity[] {
  const { scenario } = asked;
  const rows = scenario.assumptions.flatMap((one): readonly Sensitivity[] => {
    if (one.what === "promise" || one.value === null) return [];
    const { what, subject, value, low, high } = one;
    if ((low ?? value) >= (high ?? value)) return [];
    const end = (at: number): AtEnd => {
      const assumptions = scenario.assumptions.map((other) => (other === one ? { ...one, value: at } : other));
      const { failed, closed } = outcomes(asked, { ...scenario, assumptions }, focus);
      return { value: at, failed: failed.share, closed: closed.share };
    };
    return [{ what, subject, ...spanned(end(low ?? value), end(high ?? value)) }];
  });
  const cited = (end: End): AtEnd => {
    const { failed, closed } = outcomes(asked, scenario, focus, end);
    return { value: null, failed: failed.share, closed: closed.share };
  };
  const all = [...rows, { what: "amounts" as const, subject: "all", ...spanned(cited("low"), cited("high")) }];
  return all
    .map((row, k) => [row, k] as const)
    .sort(([a, i], [b, j]) => b.span - a.span || i - j)
    .map(([row]) => row);
}

function spanned(low: AtEnd, high: AtEnd): Pick<Sensitivity, "low" | "high" | "span"> {
  return { low, high, span: Math.max(Math.abs(high.failed - low.failed), Math.abs(high.closed - low.closed)) };
}
