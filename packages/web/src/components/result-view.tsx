import type { Output, Result } from "keiretsu";
import { For, Show } from "solid-js";
import { useApp, useWords } from "../state/app.tsx";
import { resultWords } from "../words/result.ts";
import { save } from "./save.ts";
import { figure, ValueView } from "./value-view.tsx";

/** Any result: how it was reached, what a reader must know, each of its values with what it means, and all of it as a file. */
export function ResultView(props: {
  readonly result: Result<unknown>;
  /** What the values mean, where that is declared. */
  readonly outputs?: readonly Output[];
  /** File name without its ending. */
  readonly name: string;
}) {
  const app = useApp();
  const t = useWords(resultWords);
  const residual = () => figure(props.result.residual, app.language());
  const values = () => Object.entries(props.result.values as Readonly<Record<string, unknown>>);
  const output = (name: string) => props.outputs?.find((one) => one.name === name);
  const unit = (name: string): string => {
    const said = output(name)?.unit ?? "";
    return said === "" ? "" : ` (${t()[said]})`;
  };
  return (
    <section class="result">
      <p class="quiet">
        {props.result.converged ? t().reached(figure(props.result.iterations, app.language()), residual()) : ""}{" "}
        <Show when={props.result.unit !== "units"}>{t().unit(props.result.unit)}</Show>
      </p>
      <Show when={!props.result.converged}>
        <p role="alert">{t().notConverged(residual())}</p>
      </Show>
      <Show when={props.result.warnings.length > 0}>
        <h3>{t().warnings}</h3>
        <ul>
          <For each={props.result.warnings}>
            {({ code, message }) => (
              <li lang="en">
                {message} <code>{code}</code>
              </li>
            )}
          </For>
        </ul>
      </Show>
      <For each={values()}>
        {([name, value]) => (
          <section class="output" id={`output-${name}`}>
            <h3>
              <code>{name}</code>
              {unit(name)}
            </h3>
            <Show when={output(name)}>{(said) => <p class="quiet">{said().description[app.language()]}</p>}</Show>
            <ValueView value={value} caption={name} />
          </section>
        )}
      </For>
      <details>
        <summary>{t().params}</summary>
        <ValueView value={props.result.params} caption={t().params} />
      </details>
      <p class="downloads">
        <button
          type="button"
          onClick={() => save(`${props.name}.json`, new Blob([`${JSON.stringify(props.result, null, 2)}\n`], { type: "application/json" }))}
        >
          {t().json}
        </button>
      </p>
    </section>
  );
}
