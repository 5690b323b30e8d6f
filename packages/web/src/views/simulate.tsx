import { formatNumber, parameterWords, questionSentences, type Result, type Simulation } from "keiretsu";
import { createSignal, For, onCleanup, onMount, Show } from "solid-js";
import { AsCommand } from "../components/as-command.tsx";
import { Picture } from "../components/picture.tsx";
import { Answered } from "../components/states.tsx";
import { Table } from "../components/table.tsx";
import { useAnswer, useApp, useWords } from "../state/app.tsx";
import { stopLong } from "../worker/ask.ts";
import type { Answer } from "../worker/questions.ts";
import { simulateWords } from "../words/simulate.ts";
import { RunForm } from "./simulate/run-form.tsx";
import { leversIn, runParams, useRun } from "./simulate/run.ts";
import { CalibrationTable, InputsTable, LeftTable, LossesTable, shareOfPaths } from "./simulate/run-tables.tsx";

/** The commitments over time: does the loop close on end demand, roll on with new money or fail, for whom, when. */
export default function Simulate() {
  const app = useApp();
  const t = useWords(simulateWords);
  const known = useAnswer("scenarios", () => ({}));
  const scenario = (): string | null => {
    const listed = known()?.simulations ?? [];
    const asked = app.param("scenario") ?? "base";
    return (listed.find(({ id }) => id === asked) ?? listed[0])?.id ?? null;
  };
  const [width, setWidth] = createSignal(0);
  let frame!: HTMLDivElement;
  onMount(() => {
    const observer = new ResizeObserver(() => setWidth(frame.clientWidth));
    observer.observe(frame);
    onCleanup(() => observer.disconnect());
  });
  const size = () => (width() >= 1000 ? "wide" : width() >= 640 ? "medium" : "narrow");
  const params = () => (scenario() === null ? null : runParams(app, scenario()!));
  const run = useRun("simulate", params);
  // Asked once the run is there, whose paths the worker then still holds.
  const charts = useRun("simulationCharts", () =>
    run() && !run.loading() && params() !== null && width() > 0
      ? { run: params()!, size: size(), language: app.language(), theme: app.dark() ? "dark" : "light" }
      : null,
  );
  return (
    <div ref={frame}>
      <Answered of={known}>
        {(found) => (
          <Show when={scenario()} fallback={<p class="lead">{t().none}</p>}>
            {(id) => <RunForm known={found()} scenario={id()} />}
          </Show>
        )}
      </Answered>
      <Show when={run.loading()}>
        <p class="actions" role="status">
          <progress max={run.progress()?.all ?? 1} value={run.progress()?.done ?? 0} aria-label={t().draws} />
          {run.progress() === null
            ? t().starting
            : t().running(formatNumber(run.progress()!.done, app.language()), formatNumber(run.progress()!.all, app.language()))}
          <button type="button" onClick={stopLong}>
            {t().stop}
          </button>
        </p>
      </Show>
      <Show when={run()}>{(result) => <Told result={result()} charts={charts() ?? []} />}</Show>
      <Show when={run.error()}>
        <p role="alert">
          {(run.error() as { readonly code?: string }).code === "cancelled" ? t().stopped : (run.error() as Error).message}{" "}
          <button type="button" onClick={run.retry}>
            ↻
          </button>
        </p>
      </Show>
    </div>
  );
}

function Told(props: { readonly result: Result<Simulation>; readonly charts: Answer<"simulationCharts"> }) {
  const app = useApp();
  const t = useWords(simulateWords);
  const values = () => props.result.values;
  const focus = () => values().firms.find(({ outcomes }) => outcomes !== null);
  const title = () => values().scenario[app.language() === "fr" ? "titleFr" : "title"];
  const question = () => values().scenario[app.language() === "fr" ? "questionFr" : "question"];
  return (
    <>
      <h2>{title()}</h2>
      <p class="quiet">{question()}</p>
      <Show when={focus()} fallback={<p class="lead">{t().noBooks}</p>}>
        {(firm) => (
          <p class="lead">
            {t().lead(
              app.entityName(firm().entity),
              shareOfPaths(firm().outcomes!.closed, app.language()),
              shareOfPaths(firm().outcomes!.rolled, app.language()),
              shareOfPaths(firm().outcomes!.failed, app.language()),
              formatNumber(values().draws, app.language()),
            )}
          </p>
        )}
      </Show>
      <p class="quiet">{t().sentence}</p>
      <For each={values().firms.filter(({ missing }) => missing.length > 0)}>
        {({ entity, missing }) => (
          <p class="quiet">{t().missing(app.entityName(entity), missing.map((what) => parameterWords[what][app.language()]).join(", "))}</p>
        )}
      </For>
      <p class="actions">
        <Show when={values().draws < 10_000}>
          <button type="button" onClick={() => app.setParams({ draws: "10000" })}>
            {t().more}
          </button>
        </Show>
        <Show when={values().questions === null}>
          <button type="button" onClick={() => app.setParams({ "question-draws": "200" })}>
            {t().asked}
          </button>
        </Show>
      </p>
      <Show when={values().questions}>
        {(asked) => (
          <section>
            <h3>{t().questions}</h3>
            <ul>
              <For each={questionSentences(asked(), app.entityName)}>{(one) => <li>{one[app.language()]}</li>}</For>
            </ul>
          </section>
        )}
      </Show>
      <For each={props.charts}>
        {(chart) => (
          <Picture
            name={chart.name}
            svg={chart.svg}
            caption={chart.title}
            table={
              <div class="wide" tabindex="0" role="region" aria-label={chart.title}>
                <Table
                  caption={`${chart.title}${chart.table.unit === null ? "" : ` (${chart.table.unit})`}`}
                  none=""
                  rows={chart.table.rows}
                  columns={chart.table.columns.map((head, j) => ({
                    head,
                    number: typeof chart.table.rows[0]?.[j] === "number",
                    cell: (row: (typeof chart.table.rows)[number]) => {
                      const value = row[j];
                      return typeof value === "number" ? formatNumber(value, app.language(), 4) : app.entityName(value ?? "");
                    },
                  }))}
                />
              </div>
            }
          />
        )}
      </For>
      <LossesTable result={props.result} />
      <Show when={values().calibration.length > 0}>
        <CalibrationTable result={props.result} />
      </Show>
      <InputsTable result={props.result} />
      <LeftTable result={props.result} />
      <AsCommand
        command="simulate"
        takes="view"
        options={{
          scenario: values().scenario.id,
          set: leversIn(app),
          draws: String(values().draws),
          seed: String(values().seed),
          amounts: app.param("amounts"),
          "question-draws": app.param("question-draws") ?? "0",
        }}
        answer={props.result}
      />
    </>
  );
}
