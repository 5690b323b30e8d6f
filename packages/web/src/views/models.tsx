import { Show } from "solid-js";
import { Answered } from "../components/states.tsx";
import { Table } from "../components/table.tsx";
import { useAnswer, useApp, useWords } from "../state/app.tsx";
import { modelsWords } from "../words/models.ts";
import { ModelPage } from "./models/model-page.tsx";

/** The registry of models: the list, and one page for each, none of them written by hand. */
export default function Models() {
  const app = useApp();
  const t = useWords(modelsWords);
  const list = useAnswer("modelList", () => ({}));
  return (
    <Answered of={list}>
      {(models) => (
        <Show
          when={app.route().id !== ""}
          fallback={
            <>
              <p class="lead">{t().lead}</p>
              <Table
                caption={t().list}
                none=""
                rows={models()}
                columns={[
                  { head: t().model, cell: ({ id }) => <a href={app.link("models", id)}>{id}</a> },
                  { head: t().question, cell: ({ question }) => question[app.language()] },
                  { head: t().orientation, cell: ({ orientation }) => orientation[app.language()] },
                  { head: t().source, cell: ({ source }) => source },
                ]}
              />
            </>
          }
        >
          <p>
            <a href={app.link("models")}>← {t().list}</a>
          </p>
          <Show
            keyed
            when={models().find(({ id }) => id === app.route().id)}
            fallback={<p role="alert">{t().unknownModel(app.route().id)}</p>}
          >
            {(model) => <ModelPage model={model} />}
          </Show>
        </Show>
      )}
    </Answered>
  );
}
