import { formatAmount, stressModelNames } from "keiretsu";
import { For, Show } from "solid-js";
import { Answered } from "../../components/states.tsx";
import { Table } from "../../components/table.tsx";
import { useAnswer, useApp, useWords } from "../../state/app.tsx";
import { stressWords } from "../../words/stress.ts";
import { stressParams } from "./params.ts";

/** Who is systemic, by each model; asked on demand, since it takes a run a firm and model. */
export function Ranking() {
  const app = useApp();
  const t = useWords(stressWords);
  const answer = useAnswer("rank", () => (app.param("rank") === "yes" ? stressParams(app, "") : null));
  return (
    <section>
      <h2>{t().rank}</h2>
      <p class="quiet">{t().rankNote}</p>
      <Show
        when={app.param("rank") === "yes"}
        fallback={
          <button type="button" onClick={() => app.setParams({ rank: "yes" })}>
            {t().ask}
          </button>
        }
      >
        <Answered of={answer}>
          {(found) => (
            <For each={found().values.rankings}>
              {({ model, firms }) => (
                <Table
                  caption={stressModelNames[model][app.language()]}
                  none={t().none}
                  rows={firms.slice(0, 10).map((firm, k) => ({ ...firm, place: k + 1 }))}
                  columns={[
                    { head: t().firm, cell: ({ entity, place }) => `${place}. ${app.entityName(entity)}` },
                    { head: t().lost, number: true, cell: ({ loss }) => formatAmount(loss, found().unit, app.language()) },
                    { head: t().onOthers, number: true, cell: ({ onOthers }) => formatAmount(onOthers, found().unit, app.language()) },
                  ]}
                />
              )}
            </For>
          )}
        </Answered>
      </Show>
    </section>
  );
}
