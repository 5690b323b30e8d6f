import { stressModels, type StressOptions } from "keiretsu";
import type { AppState } from "../../state/app.tsx";
import { projectOptionsOf, viewOptionsOf } from "../../state/view-params.ts";
import type { Params } from "../../worker/questions.ts";

/** Shocks are separated by commas, as options of the command line are. */
export function shocksIn(app: AppState): readonly string[] {
  return (app.param("shock") ?? "").split(",").filter((text) => text !== "");
}

/** What the address asks of the models. */
export function stressParams(app: AppState, scenario: string): Params<"stress"> {
  const { params } = app.route();
  const quarters = Number(params.quarters);
  return {
    view: viewOptionsOf(params),
    options: {
      ...projectOptionsOf(params),
      owedFrom: (params["owed-from"] as StressOptions["owedFrom"] | undefined) ?? "definitive",
      marketEquity: params.equity === "market",
      models: stressModels,
    },
    scenario,
    shocks: shocksIn(app),
    window: params.window ?? null,
    quarters: quarters >= 1 ? quarters : null,
  };
}
