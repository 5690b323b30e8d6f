import { createEffect, createSignal, For, on, Show } from "solid-js";
import { createStore, reconcile } from "solid-js/store";
import { ResultView } from "../../components/result-view.tsx";
import { save } from "../../components/save.ts";
import { Answered } from "../../components/states.tsx";
import { useAnswer, useApp, useWords } from "../../state/app.tsx";
import type { Answer } from "../../worker/questions.ts";
import { modelsWords } from "../../words/models.ts";
import { exampleOf } from "./examples.ts";
import { fieldText, fieldValue } from "./field-text.ts";
import { ModelField } from "./model-field.tsx";

type Input = Readonly<Record<string, unknown>>;

/** Characters of an input that a link still carries. */
const longestInLink = 3000;

/** Form and result of one model, both drawn from its entry in the registry. */
export function ModelPage(props: { readonly model: Answer<"modelList">[number] }) {
  const app = useApp();
  const t = useWords(modelsWords);
  const [texts, setTexts] = createStore<Record<string, string>>({});
  const [asked, setAsked] = createSignal<{ readonly model: string; readonly input: Input } | null>(null);
  const [tooLarge, setTooLarge] = createSignal(false);
  const fill = (input: Input): void =>
    setTexts(reconcile(Object.fromEntries(props.model.inputs.map((field) => [field.name, fieldText(field, input[field.name])]))));
  const typed = (): Input => {
    const values = props.model.inputs.map((field) => [field.name, fieldValue(field, texts[field.name] ?? "")] as const);
    return Object.fromEntries(values.filter(([, value]) => value !== undefined));
  };
  const run = (): void => {
    const input = typed();
    const text = JSON.stringify(input);
    setTooLarge(text.length > longestInLink);
    setAsked({ model: props.model.id, input });
    app.setParams({ input: text.length > longestInLink ? null : text });
  };
  // The input of the link, else the worked example; a page that is opened shows an answer.
  createEffect(
    on(
      () => [props.model.id, app.param("input")] as const,
      ([model, linked]) => {
        if (asked()?.model === model && (linked === null || linked === JSON.stringify(asked()?.input))) return;
        void (async () => {
          const input = inputOf(linked) ?? (await exampleOf(model))?.input ?? {};
          fill(input);
          setAsked({ model, input });
        })();
      },
    ),
  );
  const answer = useAnswer("model", asked);
  const faultsOf = (name: string): readonly string[] =>
    (answer()?.faults ?? []).flatMap(({ path, summary }) =>
      path.split(/[.[]/)[1] === name ? [`${path.slice("input.".length)}: ${summary[app.language()]}`] : [],
    );
  return (
    <>
      <h2 lang="en">{props.model.id}</h2>
      <p class="lead">{props.model.question[app.language()]}</p>
      <p>{props.model.orientation[app.language()]}</p>
      <p class="quiet">{t().sourceOf(props.model.source, props.model.page)}</p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          run();
        }}
      >
        <h3>{t().input}</h3>
        <div class="model-fields">
          <For each={props.model.inputs}>
            {(field) => (
              <ModelField
                field={field}
                value={texts[field.name] ?? ""}
                faults={faultsOf(field.name)}
                onChange={(text) => setTexts(field.name, text)}
              />
            )}
          </For>
        </div>
        <p class="actions">
          <button type="submit" class="main">
            {t().run}
          </button>
          <button type="button" onClick={() => void exampleOf(props.model.id).then((example) => fill(example?.input ?? {}))}>
            {t().example}
          </button>
          <button type="button" onClick={() => fill({})}>
            {t().clear}
          </button>
          <button
            type="button"
            onClick={() => {
              const text = JSON.stringify({ id: props.model.id, model: props.model.id, input: typed() }, null, 2);
              save(`${props.model.id}-case.json`, new Blob([`${text}\n`], { type: "application/json" }));
            }}
          >
            {t().saveCase}
          </button>
        </p>
        <Show when={tooLarge()}>
          <p role="status">{t().tooLarge}</p>
        </Show>
      </form>
      <h3>{t().result}</h3>
      <Answered of={answer}>
        {(found) => (
          <Show
            when={found().result}
            fallback={
              <div role="alert">
                <p>{t().faults}</p>
                <ul>
                  <For each={found().faults}>
                    {({ path, summary }) => (
                      <li>
                        <code>{path}</code> {summary[app.language()]}
                      </li>
                    )}
                  </For>
                </ul>
              </div>
            }
          >
            {(result) => <ResultView result={result()} outputs={props.model.outputs} name={props.model.id} />}
          </Show>
        )}
      </Answered>
    </>
  );
}

/** null where the link has none, or one that is no object. */
function inputOf(text: string | null): Input | null {
  try {
    const value: unknown = JSON.parse(text ?? "null");
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Input) : null;
  } catch {
    return null;
  }
}
