import { compareText } from "../../finding.ts";
import type { Ending, StressModel } from "./answer.ts";
import { crossHoldingsEnding } from "./cross-holdings.ts";
import { AMPLE, debtRankEnding } from "./debt-rank.ts";
import type { Input } from "./inputs.ts";
import type { Material } from "./material.ts";
import type { Goal } from "./reverse.ts";
import { supplyEnding } from "./supply.ts";

/**
 * Reverse stress for models that are only monotone: a larger shock never does less. A ray hits one firm alone, or all alike; the share that is enough is found by
 * bisection. The size of a shock is the largest share that a firm loses (of its equity, its own assets or its output). Hitting all alike is then the worst that a size can do: its share is the
 * least size, exact. In the sum of shares it is a lower bound, and the best single ray an upper one.
 */
export interface RayAnswer {
  readonly model: StressModel;
  /** How what is unknown is read: equity next to nothing or beyond any loss; "stated" where the model reads what is stated only; "high", needs at their high reading. */
  readonly reading: "thin" | "ample" | "stated" | "high";
  /** "answered"; "not-enough": not even taking all from all; "not-identifiable": the evidence does not feed it, or it knows no failure. */
  readonly state: "answered" | "not-enough" | "not-identifiable";
  /** Share that all the firms together must lose; null where not answered. */
  readonly allAlike: number | null;
  /** Firms whose loss alone is enough, with the share, least first. */
  readonly alone: readonly { readonly entity: string; readonly share: number }[];
  /** In the sum of shares: an upper bound, a lower one and the gap between them. */
  readonly upperBound: number | null;
  readonly lowerBound: number | null;
  readonly gap: number | null;
}

const STEPS = 30;

export function rays(fed: Material, goal: Goal): readonly RayAnswer[] {
  const needs = fed.assumptions.some((one) => one.kind === "essentiality");
  const fails = fed.assumptions.some((one) => one.kind === "failure");
  const owed = fed.due.length + fed.loans.length > 0;
  const asked: readonly Ray[] = [
    { model: "debtrank", reading: "thin", run: debtRankEnding, fed: owed },
    { model: "debtrank", reading: "ample", run: (one) => debtRankEnding(withAmple(one)), fed: owed },
    {
      model: "elliott-golub-jackson",
      reading: "stated",
      run: crossHoldingsEnding,
      fed: fed.stakes.length > 0 && (goal.target === null || fails),
    },
    { model: "esri", reading: "high", run: supplyEnding, fed: needs },
  ];
  return asked.map((ray) => (ray.fed ? along(fed, goal, ray) : nothing(ray, "not-identifiable")));
}

interface Ray extends Pick<RayAnswer, "model" | "reading"> {
  readonly run: (fed: Material) => Ending;
  /** Whether the evidence feeds it. */
  readonly fed: boolean;
}

/** Equity that nobody states, beyond any loss. */
function withAmple(fed: Material): Material {
  const { equity } = fed.firms;
  const beyond = AMPLE * Math.max(1, ...[...fed.due, ...fed.loans].map((row) => row.high ?? row.point ?? 0));
  const ample = fed.names
    .filter((name) => !equity.has(name))
    .map((name): readonly [string, Input] => [
      name,
      {
        what: "equity",
        from: name,
        to: null,
        leg: null,
        claim: null,
        source: null,
        low: beyond,
        point: beyond,
        high: beyond,
        assumptions: [],
      },
    ]);
  return { ...fed, marketEquity: false, firms: { ...fed.firms, equity: new Map([...equity, ...ample]) } };
}

function nothing({ model, reading }: Ray, state: RayAnswer["state"]): RayAnswer {
  return { model, reading, state, allAlike: null, alone: [], upperBound: null, lowerBound: null, gap: null };
}

function along(fed: Material, goal: Goal, ray: Ray): RayAnswer {
  const { model, reading, run } = ray;
  const reached = (hit: readonly string[], share: number): boolean => {
    const left = new Map(hit.map((name) => [name, 1 - share]));
    const { loss, failures } = run({ ...fed, shocked: { ...fed.shocked, payments: left, value: left, output: left } });
    return goal.target === null ? loss >= goal.unpaid! : failures.some(({ entity }) => entity === goal.target);
  };
  const leastShare = (hit: readonly string[]): number | null => {
    if (!reached(hit, 1)) return null;
    let [low, high] = [0, 1];
    for (let step = 0; step < STEPS; step++) {
      const middle = (low + high) / 2;
      if (reached(hit, middle)) high = middle;
      else low = middle;
    }
    return high;
  };
  const hit = goal.hit.filter((name) => fed.index.has(name));
  const allAlike = leastShare(hit);
  if (allAlike === null) return nothing(ray, "not-enough");
  const alone = hit
    .flatMap((entity) => {
      const share = leastShare([entity]);
      return share === null ? [] : [{ entity, share }];
    })
    .sort((a, b) => a.share - b.share || compareText(a.entity, b.entity));
  const upperBound = Math.min(alone[0]?.share ?? Infinity, allAlike * hit.length);
  return { model, reading, state: "answered", allAlike, alone, upperBound, lowerBound: allAlike, gap: upperBound - allAlike };
}
