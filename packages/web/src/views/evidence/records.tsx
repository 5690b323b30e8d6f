import { formatNumber } from "keiretsu";
import { For, Show, Switch, Match } from "solid-js";
import { FactGroups } from "../../components/fact-groups.tsx";
import { AsCommand } from "../../components/as-command.tsx";
import { Answered } from "../../components/states.tsx";
import { useAnswer, useApp, useWords } from "../../state/app.tsx";
import { viewOptionsOf } from "../../state/view-params.ts";
import { recordsWords } from "../../words/records.ts";
import { Claims } from "./claims.tsx";
import { Disputes } from "./disputes.tsx";
import { SourceTable } from "./source-table.tsx";

const tabs = ["claims", "disputes", "sources", "about"] as const;

/** The record itself, as tables; which one stands in the address. */
export function Records() {
  const app = useApp();
  const t = useWords(recordsWords);
  const tab = () => tabs.find((one) => one === app.param("tab")) ?? "claims";
  const sources = useAnswer("sources", () => ({ knownOn: app.param("known"), text: "" }));
  const n = (value: number | undefined): string => formatNumber(value ?? 0, app.language());
  return (
    <>
      <h1>{t().title}</h1>
      <Show when={sources()}>
        {(found) => <p class="lead">{t().lead(n(app.names()?.counts.claims), n(found().rows.length), n(found().origins))}</p>}
      </Show>
      <nav class="tabs" aria-label={t().tabs}>
        <For each={tabs}>
          {(one) => (
            <a href={app.link("evidence", "", one === "claims" ? {} : { tab: one })} aria-current={tab() === one ? "page" : undefined}>
              {t()[one]}
            </a>
          )}
        </For>
      </nav>
      <Switch>
        <Match when={tab() === "claims"}>
          <Claims />
        </Match>
        <Match when={tab() === "disputes"}>
          <Disputes />
        </Match>
        <Match when={tab() === "sources"}>
          <SourceTable />
        </Match>
        <Match when={tab() === "about"}>
          <About />
        </Match>
      </Switch>
    </>
  );
}

/** All that is said of one subject, side by side. */
function About() {
  const app = useApp();
  const t = useWords(recordsWords);
  const subject = (): string | null => app.param("subject");
  const facts = useAnswer("facts", () => (subject() === null ? null : { view: viewOptionsOf(app.route().params), subject: subject()! }));
  return (
    <>
      <form class="filters" onSubmit={(event) => event.preventDefault()}>
        <label class="field">
          <span>{t().subject}</span>
          <select onChange={(event) => app.setParams({ subject: event.currentTarget.value || null })}>
            <option value="">{t().choose}</option>
            <For each={[...(app.names()?.entities ?? []).map(({ id }) => id), ...(app.names()?.deals ?? []).map(({ id }) => id)]}>
              {(id) => (
                <option value={id} selected={id === subject()}>
                  {app.titleOf(id)}
                </option>
              )}
            </For>
          </select>
        </label>
      </form>
      <Show when={subject()}>
        {(id) => (
          <>
            <Answered of={facts}>
              {(found) => <FactGroups caption={app.titleOf(id())} groups={found().groups} subjects={found().subjects.length > 1} />}
            </Answered>
            <AsCommand command="facts" takes="facts" options={{ subject: id() }} />
          </>
        )}
      </Show>
    </>
  );
}
