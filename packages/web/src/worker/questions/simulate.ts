import {
  addPacked,
  emptyTally,
  openChunks,
  parseLever,
  projectEconomy,
  type Result,
  type Simulation,
  simulationResult,
  view,
  type ViewOptions,
} from "keiretsu";
import type { OpenBook } from "../book.ts";
import { scenariosOf } from "../scenarios.ts";

export interface SimulateParams {
  readonly view: ViewOptions;
  readonly scenario: string;
  /** What is turned beside the scenario, as `--set` of the command line. */
  readonly levers: readonly string[];
  readonly draws: number;
  readonly seed: number;
  readonly amounts: "low" | "point" | "high";
  /** 0 = what would have to be true is not asked. */
  readonly questionDraws: number;
}

/** How far a run came. */
export interface RunProgress {
  readonly done: number;
  readonly all: number;
}

/** Paths between two words on progress; counts add up to the same whatever the steps. */
const STEP = 100;

const last = new WeakMap<OpenBook, { readonly key: string; readonly result: Result<Simulation> | null }>();

/** Many paths of a scenario of the casebook; null where it has no such scenario. */
export default function simulate(book: OpenBook, params: SimulateParams, tell: (progress: RunProgress) => void): Result<Simulation> | null {
  const key = JSON.stringify(params);
  const before = last.get(book);
  if (before?.key === key) return before.result;
  const result = run(book, params, tell);
  last.set(book, { key, result });
  return result;
}

function run(book: OpenBook, params: SimulateParams, tell: (progress: RunProgress) => void): Result<Simulation> | null {
  const { draws, seed, amounts, questionDraws } = params;
  const base = scenariosOf(book).simulations.find(({ id }) => id === params.scenario);
  if (base === undefined) return null;
  const scenario = { ...base, levers: [...base.levers, ...params.levers.map(parseLever)] };
  const seen = view(book.casebook, params.view);
  const projected = projectEconomy(seen, scenario, amounts);
  const chunk = openChunks(projected.economy);
  let tally = emptyTally(projected.economy, 0);
  for (let first = 0; first < draws; first += STEP) {
    tally = addPacked(tally, chunk({ seed, first, count: Math.min(STEP, draws - first) }));
    tell({ done: Math.min(first + STEP, draws), all: draws });
  }
  return simulationResult(seen, scenario, { projected, tally, options: { draws, seed, amounts, questionDraws } });
}
