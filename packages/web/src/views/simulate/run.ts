import { createSignal, onCleanup } from "solid-js";
import { type AppState, useApp } from "../../state/app.tsx";
import { createPending, type Pending } from "../../state/pending.ts";
import { viewOptionsOf } from "../../state/view-params.ts";
import { askLong, stopLong } from "../../worker/ask.ts";
import type { Answer, Params } from "../../worker/questions.ts";
import type { RunProgress } from "../../worker/questions/simulate.ts";

type Run = Params<"simulate">;

/** What is turned: a list with commas, as options of the command line are. */
export function leversIn(app: AppState): readonly string[] {
  return (app.param("set") ?? "").split(",").filter((text) => text !== "");
}

/** The run that the address asks for. */
export function runParams(app: AppState, scenario: string): Run {
  const { params } = app.route();
  const whole = (name: string, fallback: number, most: number): number => {
    const number = Number(params[name] ?? fallback);
    return Number.isInteger(number) && number >= 0 && number <= most ? number : fallback;
  };
  return {
    view: viewOptionsOf(params),
    scenario,
    levers: leversIn(app),
    draws: Math.max(1, whole("draws", 1000, 100_000)),
    seed: whole("seed", 1, 2 ** 31),
    amounts: params.amounts === "low" || params.amounts === "high" ? params.amounts : "point",
    questionDraws: whole("question-draws", 0, 10_000),
  };
}

/** A run in the lane of long work; a newer one ends the older. */
export function useRun<N extends "simulate" | "simulationCharts">(
  name: N,
  params: () => Params<N> | null,
): Pending<Answer<N>> & { readonly progress: () => RunProgress | null } {
  const { book } = useApp();
  const [progress, setProgress] = createSignal<RunProgress | null>(null);
  const pending = createPending(
    () => {
      const open = book();
      const asked = open === undefined ? null : params();
      return open === undefined || asked === null ? null : { open, asked, key: `${open.key} ${JSON.stringify(asked)}` };
    },
    ({ open, asked }, signal) => {
      setProgress(null);
      return askLong(open, name, asked, { signal, onProgress: (said) => setProgress(said as RunProgress) });
    },
  );
  onCleanup(stopLong);
  return Object.assign(pending, { progress });
}
