import {
  defaultScenario,
  parseShock,
  type ProjectOptions,
  type Result,
  stress as stressed,
  type Stress,
  type StressOptions,
  view,
  type ViewOptions,
} from "keiretsu";
import type { OpenBook } from "../book.ts";
import { scenariosOf } from "../scenarios.ts";

export interface StressParams {
  readonly view: ViewOptions;
  readonly options: Omit<ProjectOptions, "amounts"> & Pick<StressOptions, "owedFrom" | "marketEquity" | "models">;
  /** Of the casebook; "" = only the shocks. */
  readonly scenario: string;
  readonly shocks: readonly string[];
  readonly window: string | null;
  readonly quarters: number | null;
}

const last = new WeakMap<OpenBook, { readonly key: string; readonly result: Result<Stress> | null }>();

/** What every model answers; null where nothing is supposed to happen. */
export default function stress(book: OpenBook, params: StressParams): Result<Stress> | null {
  const key = JSON.stringify(params);
  const before = last.get(book);
  if (before?.key === key) return before.result;
  const result = answer(book, params);
  last.set(book, { key, result });
  return result;
}

function answer(book: OpenBook, { view: seen, options, scenario: id, shocks, window, quarters }: StressParams): Result<Stress> | null {
  const { stresses, assumptions } = scenariosOf(book);
  const scenario = stresses.find((one) => one.id === id) ?? { ...defaultScenario, assumptions };
  const all = [...scenario.shocks, ...shocks.map(parseShock)];
  if (all.length === 0) return null;
  const whole = { ...scenario, shocks: all, window: window ?? scenario.window, quarters: quarters ?? scenario.quarters };
  return stressed(view(book.casebook, seen), whole, options);
}
