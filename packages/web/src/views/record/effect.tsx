import type { Finding } from "keiretsu";
import { For, Show } from "solid-js";
import { Answered } from "../../components/states.tsx";
import { Table } from "../../components/table.tsx";
import { useApp, useWords } from "../../state/app.tsx";
import { createPending } from "../../state/pending.ts";
import { recordWords } from "../../words/record.ts";
import { type Headline, headlineMoves } from "./headline-moves.ts";

interface EffectAnswer {
  readonly before: Headline | null;
  readonly after: Headline | null;
  readonly findings: readonly Finding[];
  readonly problem: { readonly detail: string } | null;
}

/** The headline figures as they are and with a proposal; only those that move. */
export function Effect(props: { readonly proposal: string }) {
  const app = useApp();
  const t = useWords(recordWords);
  const answer = createPending(
    () => ({ key: `${props.proposal} ${app.language()}` }),
    (_, signal) => app.session.call<EffectAnswer>(`proposals/${encodeURIComponent(props.proposal)}/effect`, { signal }),
  );
  return (
    <Answered of={answer}>
      {(effect) => (
        <>
          <Show when={effect().after === null}>
            <p>{t().noAfter}</p>
            <ul>
              <For each={effect().findings}>
                {(finding) => <li>{app.spaced((app.language() === "fr" ? finding.french?.summary : undefined) ?? finding.summary)}</li>}
              </For>
              <Show when={effect().problem}>{(problem) => <li>{problem().detail}</li>}</Show>
            </ul>
          </Show>
          <Show when={effect().before !== null && effect().after !== null}>
            <Table
              caption={t().effect}
              none={t().noEffect}
              rows={headlineMoves(effect().before!, effect().after!, { words: t(), language: app.language(), nameOf: app.entityName })}
              columns={[
                { head: t().figure, cell: (row) => row.title },
                { head: t().before, number: true, cell: (row) => row.before },
                { head: t().after, number: true, cell: (row) => row.after },
              ]}
            />
          </Show>
        </>
      )}
    </Answered>
  );
}
