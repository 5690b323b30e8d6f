import { type Result, toResult } from "../../network/result.ts";
import type { View } from "../../record/view.ts";
import { viewParams } from "../params.ts";
import { byLoss, type Ending, type ModelAnswer, type StressModel, stressModels } from "./answer.ts";
import { cascadeEnding } from "./cascade.ts";
import { clearingEnding } from "./clearing.ts";
import { crossHoldingsEnding } from "./cross-holdings.ts";
import { debtRankEnding } from "./debt-rank.ts";
import { type Material, material } from "./material.ts";
import { type Assumption, defaultScenario, type Scenario } from "./scenario.ts";
import type { Shocked } from "./shocks.ts";
import { answerOf, defaultStressOptions, type StressOptions } from "./stress.ts";
import { supplyEnding } from "./supply.ts";
import { dayText } from "./window.ts";

export interface RankOptions extends StressOptions {
  /** How many of the first of each list are compared. */
  readonly top: number;
}

export interface Ranked {
  readonly entity: string;
  /** All that is lost when it is left with nothing: at the stated amounts, where most is lost. */
  readonly loss: number;
  /** The part of it that others lose. */
  readonly onOthers: number;
}

export interface Ranking {
  readonly model: StressModel;
  /** Largest first; firms whose loss costs nothing, or of which the model knows nothing, are in no list. */
  readonly firms: readonly Ranked[];
}

/** How far two models agree on who matters most. */
export interface Agreement {
  readonly models: readonly [StressModel, StressModel];
  /** Firms in both lists of the first `top`, over firms in either. */
  readonly jaccard: number;
  /** Mean over the depths 1 to `top` of the share of firms in both lists to that depth: agreement at the head counts more. */
  readonly averageOverlap: number;
}

/** What the losses of a model rest on: the same for every firm. */
type Grounds = Pick<ModelAnswer, "model" | "inputs" | "missing" | "assumptions">;

export interface Rank {
  readonly top: number;
  readonly rankings: readonly Ranking[];
  readonly agreements: readonly Agreement[];
  /** Of the models in `rankings`, in their order. */
  readonly grounds: readonly Grounds[];
  /** What is assumed beyond the evidence, each with its reason. */
  readonly assumptions: readonly Assumption[];
  /** First and last day, inclusive, as ISO text. */
  readonly window: { readonly text: string; readonly from: string; readonly to: string };
}

/**
 * Question: who is systemic, by which model? Each firm in turn is left with nothing, and what everybody then loses is counted (one run a firm and model).
 * Source of the average overlap: Webber, Moffat and Zobel 2010 "A similarity measure for indefinite rankings", section 3.
 */
export function rank(view: View, scenario: Partial<Scenario> = {}, options: Partial<RankOptions> = {}): Result<Rank> {
  const asked: RankOptions = { ...defaultStressOptions, top: 5, ...options };
  const fed = material(view, { ...defaultScenario, ...scenario, shocks: [] }, asked);
  const asking = stressModels.filter((id) => asked.models.includes(id) && id !== "rogers-veraart");
  const rankings = asking.map((model) => ({ model, firms: firmsBy(model, fed) })).filter(({ firms }) => firms.length > 0);
  const agreements = rankings.flatMap((a, i) => rankings.slice(i + 1).map((b) => agreement(a, b, asked.top)));
  const grounds = rankings.map(({ model }): Grounds => {
    const { inputs, missing, assumptions } = answerOf(model, fed);
    return { model, inputs, missing, assumptions };
  });
  const { text, firstDay, lastDay } = fed.window;
  return toResult(
    "rank",
    { digest: view.casebook.digest, unit: fed.currency, asOf: { validOn: view.options.validOn, knownOn: view.options.knownOn } },
    { ...viewParams(view), ...asked, window: scenario.window ?? null },
    {
      values: {
        top: asked.top,
        rankings,
        agreements,
        grounds,
        assumptions: scenario.assumptions ?? [],
        window: { text, from: dayText(firstDay), to: dayText(lastDay) },
      },
    },
  );
}

function firmsBy(model: StressModel, fed: Material): readonly Ranked[] {
  const run = endingOf(model, fed);
  if (run === null) return [];
  return fed.names
    .flatMap((entity): Ranked[] => {
      const { loss, holders } = run({ ...fed, shocked: nothingLeft(fed.shocked, entity) });
      const own = holders.find((row) => row.entity === entity)?.loss ?? 0;
      return loss > 0 ? [{ entity, loss, onOthers: loss - own }] : [];
    })
    .sort(byLoss);
}

function endingOf(model: StressModel, fed: Material): ((fed: Material) => Ending) | null {
  switch (model) {
    case "eisenberg-noe":
      return fed.due.length === 0 ? null : (one) => clearingEnding(one, { amounts: "point", buffers: "thin" });
    case "debtrank":
      return debtRankEnding;
    case "threshold-cascade":
      return cascadeEnding;
    case "elliott-golub-jackson":
      return fed.stakes.length === 0 ? null : crossHoldingsEnding;
    case "esri":
      return fed.assumptions.some((one) => one.kind === "essentiality") ? supplyEnding : null;
    default:
      return null;
  }
}

function nothingLeft(shocked: Shocked, entity: string): Shocked {
  const gone = new Map([[entity, 0]]);
  return { ...shocked, payments: gone, value: gone, output: gone };
}

function agreement(a: Ranking, b: Ranking, top: number): Agreement {
  const [first, second] = [a, b].map(({ firms }) => firms.slice(0, top).map(({ entity }) => entity));
  const common = (depth: number): number => {
    const seen = new Set(first.slice(0, depth));
    return second.slice(0, depth).filter((entity) => seen.has(entity)).length;
  };
  const either = new Set([...first, ...second]).size;
  const depth = Math.min(top, Math.max(first.length, second.length));
  let overlap = 0;
  for (let d = 1; d <= depth; d++) overlap += common(d) / d;
  return {
    models: [a.model, b.model],
    jaccard: either === 0 ? 0 : common(top) / either,
    averageOverlap: depth === 0 ? 0 : overlap / depth,
  };
}
