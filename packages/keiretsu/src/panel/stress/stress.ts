import { KeiretsuError } from "../../assert.ts";
import { compareText } from "../../finding.ts";
import { type Result, toResult, type Warning } from "../../network/result.ts";
import type { View } from "../../record/view.ts";
import { viewParams } from "../params.ts";
import type { ModelAnswer, StressModel } from "./answer.ts";
import { stressModels } from "./answer.ts";
import { cascadeAnswer } from "./cascade.ts";
import { clearing, clearingWithCosts } from "./clearing.ts";
import { crossHoldingsAnswer } from "./cross-holdings.ts";
import { debtRankAnswer } from "./debt-rank.ts";
import { type OrderChange, ordersOf } from "./orders.ts";
import { type Replaced, replaced, type Rescued, rescued } from "./replaced.ts";
import { supplyAnswer } from "./supply.ts";
import { dayText } from "./window.ts";
import { type Material, material, type MaterialOptions } from "./material.ts";
import { defaultScenario, type Scenario, shockText } from "./scenario.ts";
import type { DealHit } from "./shocks.ts";

export interface StressOptions extends MaterialOptions {
  readonly models: readonly StressModel[];
}

export const defaultStressOptions: StressOptions = {
  perimeter: "parent",
  inKind: true,
  contingent: false,
  owedFrom: "definitive",
  marketEquity: false,
  models: stressModels,
};

export interface Stress {
  readonly scenario: Scenario;
  /** First and last day, inclusive, as ISO text. */
  readonly window: { readonly text: string; readonly from: string; readonly to: string };
  readonly answers: readonly ModelAnswer[];
  /** Legs of funding that a shut window or a ban hits. */
  readonly hits: readonly DealHit[];
  /** Sales that move with orders. */
  readonly orders: readonly OrderChange[];
  /** null = not asked. */
  readonly replaced: Replaced | null;
  readonly rescued: Rescued | null;
}

/**
 * Question: what follows if? One scenario put to every model that the evidence can feed, side by side, each with what it was fed, what is
 * missing and what it assumes. No model is the truth: they carry losses along different ties.
 */
export function stress(view: View, scenario: Partial<Scenario>, options: Partial<StressOptions> = {}): Result<Stress> {
  const asked: StressOptions = { ...defaultStressOptions, ...options };
  const whole: Scenario = { ...defaultScenario, ...scenario };
  const unknown = asked.models.find((id) => !stressModels.includes(id));
  if (unknown !== undefined) throw new KeiretsuError("bad-option", `models has "${unknown}", expected some of ${stressModels.join(", ")}`);
  const fed = material(view, whole, asked);
  const answers = stressModels.filter((id) => asked.models.includes(id)).map((id) => answerOf(id, fed));
  const { text, firstDay, lastDay } = fed.window;
  return toResult(
    "stress",
    {
      digest: view.casebook.digest,
      unit: whole.unit ?? fed.currency,
      asOf: { validOn: view.options.validOn, knownOn: view.options.knownOn },
    },
    { ...viewParams(view), ...asked, shocks: whole.shocks.map(shockText), window: whole.window, quarters: whole.quarters },
    {
      values: {
        scenario: whole,
        window: { text, from: dayText(firstDay), to: dayText(lastDay) },
        answers,
        hits: fed.shocked.hits,
        orders: ordersOf(fed),
        replaced: whole.replaced === null ? null : replaced(fed, whole.replaced.below),
        rescued: whole.rescue ? rescued(fed) : null,
      },
      converged: answers.every((one) => one.converged),
      residual: Math.max(0, ...answers.map((one) => one.residual)),
      warnings: answers.flatMap((one): readonly Warning[] => one.warnings),
    },
  );
}

/** The answer of one model. What its inputs assume, it assumes. */
export function answerOf(id: StressModel, fed: Material): ModelAnswer {
  const one = answer(id, fed);
  return { ...one, assumptions: [...new Set([...one.assumptions, ...one.inputs.flatMap((input) => input.assumptions)])].sort(compareText) };
}

function answer(id: StressModel, fed: Material): ModelAnswer {
  switch (id) {
    case "eisenberg-noe":
      return clearing(fed);
    case "rogers-veraart":
      return clearingWithCosts(fed);
    case "debtrank":
      return debtRankAnswer(fed);
    case "threshold-cascade":
      return cascadeAnswer(fed);
    case "elliott-golub-jackson":
      return crossHoldingsAnswer(fed);
    default:
      return supplyAnswer(fed);
  }
}
